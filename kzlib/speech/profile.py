"""A group of articles in figures: how long, how varied, how much of it quoted."""

from collections.abc import Sequence

import pandas as pd

from kzlib.search.coverage import inside, is_capital
from kzlib.speech.quotations import find_quotations
from kzlib.text.arguments import checked
from kzlib.text.checks import check_by, check_reserved, check_whole
from kzlib.text.corpus import Corpus
from kzlib.text.dates import read_date
from kzlib.text.groups import Part, part_mask

RESULT = (
    *("articles", "outlets", "first", "last", "words", "article_words", "sentences"),
    *("sentence_words", "quoted", "variety", "names"),
)
HUNDRED = 100

OUTLET = ("source", "outlet")
"""Columns that may say in which outlet an article stood: the first that says anything does."""


@checked
def profile(corpus: Corpus, *, by: str, part: Part = "body", window: int = 100) -> pd.DataFrame:
    """Each group of articles in a few figures, to read before any comparison.

    What it returns: one row a group, in the order of the articles.
    - the `by` column, and how many `articles`, `words` and `sentences` it has;
    - `outlets`: how many are known, by the column source or else outlet; 0 where none is;
    - `first` and `last`: the months (if not known, years) of its articles; "" where none is known;
    - `article_words`: words an article, the median, and `sentence_words`: words a sentence;
    - `quoted`: the share of its words within quotation marks that give speech, from 0 to 1;
    - `variety`: MATTR, the mean share of different words in a moving window of `window` words of
      one article, from 1/window to 1; nan where no article is as long as that;
    - `names`: names per 100 words.

    How it counts: tokens of kind `word` in the given parts. A name is a run of capitalised words
    inside a sentence: the first word of a sentence, which has a capital anyway, and *I* are none.

    Errors: LookupError for an unknown column; ValueError for an unknown part, a window below 1 and
    a column called like one of the result. A group without words has 0 words, else nan.

    Source: MATTR Covington & McFall 2010.

    >>> text = "We met Ann Lee in Rome. It rained."
    >>> corpus = Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": [text]}))
    >>> found = profile(corpus, by="article", part=None)
    >>> found[["words", "sentence_words", "names"]].values.tolist()
    [[8.0, 4.0, 25.0]]
    """
    check_whole(window=window)
    check_reserved(by, RESULT)
    articles, tokens = corpus.articles, corpus.tokens
    check_by(articles, by)
    group = articles[by].astype(str)
    words = tokens[part_mask(tokens, part) & (tokens["kind"] == "word")]
    sentences = corpus.sentences[part_mask(corpus.sentences, part)]
    marks = {"words": 1, "quoted": is_quoted(corpus, words), "names": _begins_name(words)}
    counts = pd.DataFrame(marks | {"variety": _new_in_windows(words, window)}, words.index)
    counts = counts.groupby(words["article"], observed=False).sum()
    counts["sentences"] = sentences["article"].value_counts()
    counts = counts.loc[[*corpus.text]].set_axis(articles.index)
    counts["windows"] = (counts["words"] - window + 1).clip(lower=0)
    outlet = articles.get(named_column(articles, OUTLET), pd.Series("", articles.index))
    told = pd.DataFrame({"outlets": outlet, "date": published(articles)}).replace("", None)
    known, groups = (each.groupby(group, sort=False) for each in (told, counts))
    sums, dates = groups.sum(), known["date"].agg(["min", "max"]).fillna("").astype("str")
    table = pd.DataFrame({"articles": groups.size(), "outlets": known["outlets"].nunique()})
    table[["first", "last"]] = dates
    table["words"], table["article_words"] = sums["words"], groups["words"].median()
    table["sentences"] = sums["sentences"]
    table["sentence_words"] = sums["words"] / sums["sentences"]
    table["quoted"] = sums["quoted"] / sums["words"]
    table["variety"] = sums["variety"] / window / sums["windows"]
    table["names"] = HUNDRED * sums["names"] / sums["words"]
    return table.rename_axis(by).reset_index()


def named_column(articles: pd.DataFrame, names: Sequence[str]) -> str:
    """The first of some columns that says anything of an article; "" where none does."""
    return next((name for name in names if name in articles and (articles[name] != "").any()), "")


def published(articles: pd.DataFrame) -> "pd.Series[str]":
    """When each article was published: its month, as ``2019-05``, else its year, else ""."""
    columns = [articles[name] for name in ("date", "month", "year") if name in articles]
    found = [""] * len(articles)
    for row, written in enumerate(zip(*columns, strict=True)):
        _, year, month = next(filter(None, map(read_date, written)), ("", "", ""))
        found[row] = month or year
    return pd.Series(found, index=articles.index, dtype="str")


def _begins_name(words: pd.DataFrame) -> "pd.Series[bool]":
    """Whether a name begins at a word: the first of a run of words with capitals."""
    capital = is_capital(words)
    return capital & ~(capital.shift(fill_value=False) & words.duplicated(["article", "sentence"]))


def is_quoted(corpus: Corpus, words: pd.DataFrame) -> "pd.Series[bool]":
    """Whether a word stands within quotation marks that give speech."""
    found = find_quotations(corpus)
    return pd.Series(inside(corpus, words, found[found["use"] == "speech"]), words.index)


def _new_in_windows(words: pd.DataFrame, window: int) -> "pd.Series[float]":
    """In how many windows of its article, of `window` words each, a word's term is a new one.

    That is in those that begin after its last occurrence, from `window` words before it on, and end
    within the article. Summed, it is the number of different terms in all windows (MATTR).
    """
    by_article = words.groupby("article", observed=True)
    place = by_article.cumcount()
    last = words.assign(place=place).groupby(["article", "term"], observed=True)["place"].shift()
    windows = by_article["term"].transform("size") - window + 1
    first = pd.concat([place - window, last], axis="columns").max(axis="columns").clip(lower=-1) + 1
    return (place + 1).clip(upper=windows).sub(first).clip(lower=0)
