"""What a look-up covers and what it leaves out: tokens, sentences, articles."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kzlib.search.dictionary import check_matches, function_words, keys_of
from kzlib.text.corpus import Corpus, text_order
from kzlib.text.groups import part_mask, with_group


def coverage(
    corpus: Corpus, matches: pd.DataFrame, *, part: str | Iterable[str] | None = "body"
) -> pd.DataFrame:
    """What a look-up leaves out: a row an article of the corpus, also those without a match.

    Columns: article; sentences and unmatched_sentences; words (tokens of kind word) and
    unmatched_words, those outside every match; commonest, the ten commonest terms of these with
    their counts, by count, then by name; function words are counted, but not named here. Errors:
    ValueError for an unknown part and for matches of another corpus.

    >>> from kzlib.search.dictionary import Dictionary, lookup
    >>> text = pd.DataFrame({"article": ["a"], "text": ["Trade grows. It grew fast."]})
    >>> corpus = Corpus.from_frame(text)
    >>> dictionary = Dictionary.from_mapping({"keys": {"trade": {"patterns": ["trade"]}}})
    >>> print(*coverage(corpus, lookup(corpus, dictionary), part=None).iloc[0])
    a 2 1 5 4 fast 1, grew 1, grows 1
    """
    marks = mark_sentences(corpus, matches, by="article", part=part)
    unmatched = ~marks[list(keys_of(matches))].any(axis="columns")
    words = corpus.tokens[part_mask(corpus.tokens, part) & (corpus.tokens["kind"] == "word")]
    outside = words[~inside(corpus, words, matches)]
    names = corpus.articles["article"]
    table = pd.DataFrame({"article": names})
    for column, rows in {
        "sentences": marks,
        "unmatched_sentences": marks[unmatched],
        "words": words,
        "unmatched_words": outside,
    }.items():
        table[column] = names.map(rows["article"].value_counts()).astype("int64")
    content = outside[~outside["term"].isin(function_words())]
    table["commonest"] = [_commonest(content.loc[content["article"] == name]) for name in names]
    return table


def inside(corpus: Corpus, tokens: pd.DataFrame, matches: pd.DataFrame) -> NDArray[np.bool_]:
    """Which tokens lie in a match: True or False for each row of `tokens`.

    `tokens` is `corpus.tokens` or rows of it, in text order. Errors: ValueError for tokens
    that are not so, and for matches of another corpus.

    >>> from kzlib.search.dictionary import Dictionary, lookup
    >>> text = pd.DataFrame({"article": ["a"], "text": ["Free trade grows."]})
    >>> corpus = Corpus.from_frame(text)
    >>> dictionary = Dictionary.from_mapping({"keys": {"trade": {"patterns": ["free trade"]}}})
    >>> inside(corpus, corpus.tokens, lookup(corpus, dictionary)).tolist()
    [True, True, False, False]
    """
    check_matches(corpus, matches)
    begins = text_order(corpus, tokens, "start")
    if np.any(begins < 0) or np.any(np.diff(begins) <= 0):
        raise ValueError("the tokens are not in text order; give corpus.tokens or rows of it")
    depth = np.zeros(len(tokens) + 1, dtype=np.int64)
    for column, step in (("start", 1), ("end", -1)):
        np.add.at(depth, np.searchsorted(begins, text_order(corpus, matches, column)), step)
    return np.cumsum(depth)[:-1] > 0


def mark_sentences(
    corpus: Corpus,
    matches: pd.DataFrame,
    *,
    by: str,
    part: str | Iterable[str] | None = "body",
) -> pd.DataFrame:
    """Every sentence of a part, with or without matches, and which keys it holds.

    The columns of `corpus.sentences`, then the column `by` of its article, and a bool column a
    key: whether a match lies in the sentence.
    Errors: LookupError for an unknown `by`, ValueError for an unknown part, for matches of
    another corpus, and for a key with the name of another column.
    """
    check_matches(corpus, matches)
    mask = part_mask(corpus.sentences, part)
    table = with_group(corpus, corpus.sentences[mask].reset_index(drop=True), by=by)
    place = pd.Index(text_order(corpus, table, "sentence"))
    keys = keys_of(matches)
    if clash := sorted(set(keys) & set(table.columns)):
        raise ValueError(f"the key {clash[0]!r} has the name of a column; rename it in its file")
    at = place.get_indexer(pd.Index(text_order(corpus, matches, "sentence")))
    column = keys.get_indexer(pd.Index(matches["key"]))
    marks = np.zeros((len(table), len(keys)), dtype=bool)
    marks[at[at >= 0], column[at >= 0]] = True
    return pd.concat([table, pd.DataFrame(marks, columns=keys)], axis="columns")


def _commonest(words: pd.DataFrame) -> str:
    counts = words["term"].astype(str).value_counts()
    first = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))[:10]
    return ", ".join(f"{term} {count}" for term, count in first)
