"""How often each word occurs where: counts, rates and dispersion per group of articles."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from kzlib.compare.measures import PER, STRETCHES, stretch_dispersion
from kzlib.text.checks import check_reserved
from kzlib.text.corpus import Corpus, check_corpus
from kzlib.text.groups import Part, check_words, of_group, words_of

RESULT = ("count", "rate", "articles", "paragraphs", "dispersion", "scatter")
"""The result's own columns, which the column to group by may not be called."""


def count_terms(
    corpus: Corpus | Iterable[Corpus], *, by: str | None = None, part: Part = "body"
) -> pd.DataFrame:
    """How often each word occurs in each group of articles.

    `corpus` is a corpus or an iterable of corpora (`read_batches`): the counts add up to those of
    one large corpus.

    What it returns: one row a group and a term that occurs in it, in the order of group, count and
    term.
    - the `by` column (with `by`) and `term`;
    - `count` and `rate`, per 1,000 words of the group;
    - in how many `articles` and `paragraphs` it occurs.

    How it counts: tokens of kind `word` in the given parts, by their `term`.

    Errors: LookupError for an unknown column; ValueError for an unknown part, for a group (or a
    corpus) without words there, for an article that appears in two batches, for a column called
    like one of the result, and for what is no Corpus.

    >>> frame = pd.DataFrame({"article": ["a"], "text": ["No, no, no, and yes."]})
    >>> count_terms(Corpus.from_frame(frame), part=None).head(1).to_dict("records")
    [{'term': 'no', 'count': 3, 'rate': 600.0, 'articles': 1, 'paragraphs': 1}]
    """
    check_reserved(by, RESULT)
    seen: set[str] = set()
    groups: set[str] = set()
    pieces: list[pd.DataFrame] = []
    for batch in [corpus] if isinstance(corpus, Corpus) else corpus:
        check_corpus(batch)
        if twice := sorted(seen & set(batch.text)):
            raise ValueError(f"the article {twice[0]!r} appears in two batches; keep it in one")
        seen |= set(batch.text)
        words = words_of(batch, by, part)
        groups |= set(words["group"].cat.categories)
        pieces.append(_count(words))
    if not pieces:
        raise ValueError("there is no corpus to count in; give one, or an iterable of some")
    counts = pd.concat(pieces).groupby(["group", "term"], sort=False).sum().reset_index()
    total = counts.groupby("group")["count"].sum()
    check_words(groups, total.index, by, part)
    counts.insert(3, "rate", PER * counts["count"] / counts["group"].map(total))
    return _in_order(counts, by)


def dispersion(corpus: Corpus, *, by: str | None = None, part: Part = "body") -> pd.DataFrame:
    """How evenly each word is spread over its group's text.

    What it returns: one row a group and a term that occurs in it, in the order of group, count and
    term.
    - the `by` column (with `by`), `term` and `count`;
    - `dispersion`: DPnorm over ten stretches of equal length of the group's words, its articles in
      the order of their ids: 0 even, 1 all in the smallest stretch;
    - `scatter`: what to expect of so many hits scattered at random. A dispersion says something
      only beside its scatter: a word that occurs once always has about 1.

    Errors: as `count_terms`, and ValueError for a group of fewer than ten words.

    Source: Gries 2008; Lijffijt & Gries 2012.

    >>> frame = pd.DataFrame({"article": ["a"], "text": ["up " * 10 + "down " * 10]})
    >>> dispersion(Corpus.from_frame(frame), part=None)["dispersion"].round(2).to_list()
    [0.56, 0.56]
    """
    check_corpus(corpus)
    check_reserved(by, RESULT)
    words = words_of(corpus, by, part)
    groups = sorted(words["group"].cat.categories)
    check_words(groups, words["group"].unique(), by, part)
    pieces = []
    for group in groups:
        terms, codes = np.unique(words.loc[words["group"] == group, "term"], return_inverse=True)
        if codes.size < STRETCHES:
            raise ValueError(
                f"there are {codes.size} words{of_group(by, group)}, too few for {STRETCHES} "
                "stretches; give more text"
            )
        table = pd.DataFrame({"group": group, "term": terms, "count": np.bincount(codes)})
        table["dispersion"], table["scatter"] = stretch_dispersion(codes, terms.size)
        pieces.append(table)
    return _in_order(pd.concat(pieces), by)


def _count(words: pd.DataFrame) -> pd.DataFrame:
    """Count, articles and paragraphs of each group and term."""
    pair = ["group", "term"]
    groups = words.groupby(pair, observed=True)
    table = groups.agg(count=("article", "size"), articles=("article", "nunique"))
    places = words.drop_duplicates([*pair, "article", "paragraph"])
    table["paragraphs"] = places.groupby(pair, observed=True).size()
    return table.reset_index().astype({"group": str, "term": str})


def _in_order(table: pd.DataFrame, by: str | None) -> pd.DataFrame:
    """By group, count and term, with the groups under the name of their column."""
    table = table.sort_values(
        ["group", "count", "term"], ascending=[True, False, True], ignore_index=True
    )
    return table.drop(columns="group") if by is None else table.rename(columns={"group": by})
