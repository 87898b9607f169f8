"""A group of articles in figures: how long, how varied, how much of it quoted."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from kzlib.search.coverage import is_capital
from kzlib.speech.quotations import find_quotations
from kzlib.text.arguments import checked
from kzlib.text.checks import check_reserved, check_whole
from kzlib.text.corpus import Corpus, text_order
from kzlib.text.dates import read_date
from kzlib.text.groups import Part, part_mask, with_group

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
    tokens, articles, sentences = corpus.tokens, corpus.articles, corpus.sentences
    words = tokens[part_mask(tokens, part) & (tokens["kind"] == "word")]
    long = words["article"].value_counts(sort=False)[list(corpus.text)].to_numpy()
    marks = pd.DataFrame(
        {
            "name": _begins_name(words),
            "quoted": is_quoted(corpus, words),
            "new": _new_in_windows(words, window),
        }
    )
    groups, cut = (
        with_group(corpus, table[["article"]], by=by)[by]
        for table in (words, sentences[part_mask(sentences, part)])
    )
    sums, cuts = marks.groupby(groups, observed=False).sum(), cut.value_counts()
    outlets, times = articles.get(named_column(articles, OUTLET)), published(articles)
    values = articles[by].astype(str)
    places = values.groupby(values).indices
    rows = []
    for group in dict.fromkeys(values):
        here = places[group]
        total, windows = int(long[here].sum()), np.maximum(long[here] - window + 1, 0).sum()
        mine = sums.loc[group]
        dated = sorted({*times.iloc[here]} - {""}) or [""]
        rows.append(
            {
                by: group,
                "articles": len(here),
                "outlets": 0 if outlets is None else len({*outlets.iloc[here]} - {""}),
                "first": dated[0],
                "last": dated[-1],
                "words": total,
                "article_words": float(np.median(long[here])),
                "sentences": int(cuts[group]),
                "sentence_words": total / cuts[group] if cuts[group] else math.nan,
                "quoted": mine["quoted"] / total if total else math.nan,
                "variety": mine["new"] / window / windows if windows else math.nan,
                "names": HUNDRED * mine["name"] / total if total else math.nan,
            }
        )
    return pd.DataFrame(rows)


def named_column(articles: pd.DataFrame, names: Sequence[str]) -> str:
    """The first of some columns that says anything of an article; "" where none does."""
    return next((name for name in names if name in articles and articles[name].any()), "")


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
    found = found[found["use"] == "speech"]
    starts, ends = (text_order(corpus, found, name) for name in ("start", "end"))
    at = text_order(corpus, words, "start")
    inside = (starts.searchsorted(at, side="right") - ends.searchsorted(at, side="right")) > 0
    return pd.Series(inside, index=words.index)


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
