"""A group of articles in figures: how long, how varied, how much of it quoted."""

import math

import pandas as pd

from kzlib.compare.measures import mattr
from kzlib.speech.quotations import find_quotations
from kzlib.text.arguments import checked
from kzlib.text.checks import check_reserved, check_whole
from kzlib.text.corpus import Corpus, text_order
from kzlib.text.groups import Part, part_mask, with_group

RESULT = ("articles", "words", "sentences", "sentence_words", "quoted", "variety", "names")
HUNDRED = 100


@checked
def profile(corpus: Corpus, *, by: str, part: Part = "body", window: int = 100) -> pd.DataFrame:
    """Each group of articles in a few figures, to read before any comparison.

    What it returns: one row a group, in the order of the articles.
    - the `by` column, and how many `articles`, `words` and `sentences` it has;
    - `sentence_words`: words a sentence;
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
    tokens = corpus.tokens
    words = tokens[part_mask(tokens, part) & (tokens["kind"] == "word")]
    words = words.assign(name=_begins_name(words), quoted=_is_quoted(corpus, words))
    sentences = corpus.sentences
    sentences = sentences[part_mask(sentences, part)]
    groups = [with_group(corpus, table[["article"]], by=by)[by] for table in (words, sentences)]
    articles = corpus.articles
    rows = []
    for group in dict.fromkeys(articles[by].astype(str)):
        own = words[groups[0] == group]
        total, cut = len(own), int((groups[1] == group).sum())
        rows.append(
            {
                by: group,
                "articles": int((articles[by] == group).sum()),
                "words": total,
                "sentences": cut,
                "sentence_words": total / cut if cut else math.nan,
                "quoted": float(own["quoted"].mean()),
                "variety": _variety(own, window),
                "names": HUNDRED * own["name"].mean(),
            }
        )
    return pd.DataFrame(rows)


def _begins_name(words: pd.DataFrame) -> "pd.Series[bool]":
    """Whether a name begins at a word: the first of a run of words with capitals."""
    first = ~words.duplicated(["article", "sentence"])
    capital = words["token"].astype(str).str[:1].str.isupper() & ~first
    capital &= ~words["term"].astype(str).str.match(r"i(?:'|$)")  # I, I'm
    return capital & ~(capital.shift(fill_value=False) & ~first)


def _is_quoted(corpus: Corpus, words: pd.DataFrame) -> "pd.Series[bool]":
    """Whether a word stands within quotation marks that give speech."""
    found = find_quotations(corpus)
    found = found[found["use"] == "speech"]
    starts, ends = (text_order(corpus, found, name) for name in ("start", "end"))
    at = text_order(corpus, words, "start")
    inside = (starts.searchsorted(at, side="right") - ends.searchsorted(at, side="right")) > 0
    return pd.Series(inside, index=words.index)


def _variety(words: pd.DataFrame, window: int) -> float:
    """MATTR over all windows of a group's articles, none across two."""
    texts = [[*terms] for _, terms in words.groupby("article", observed=True)["term"]]
    found = [
        (mattr(text, window=window), len(text) - window + 1)
        for text in texts
        if len(text) >= window
    ]
    windows = sum(number for _, number in found)
    return sum(value * number for value, number in found) / windows if windows else math.nan
