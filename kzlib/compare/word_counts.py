"""How often each word stands where: counts, rates and dispersion per group of articles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from kzlib.compare.measures import Floats, Ints, dp_norm
from kzlib.text.checks import check_reserved
from kzlib.text.corpus import Corpus
from kzlib.text.groups import Part, check_words, of_group, words_of

PER = 1000
"""Rates are per so many words."""

RESULT = ("count", "rate", "articles", "paragraphs", "dispersion", "scatter")
"""The result's own columns, which the column to group by may not be called."""

STRETCHES = 10
"""Dispersion is measured over so many stretches of equal length."""


def count_terms(
    corpus: Corpus | Iterable[Corpus], *, by: str | None = None, part: Part = "body"
) -> pd.DataFrame:
    """How often each word stands in each group of articles.

    One row a group and a term that occurs in it, in the order of group, count and term: the `by`
    column (with `by`), `term`, `count`, `rate` (per 1,000 words of the group), and in how many
    `articles` and `paragraphs` it stands. Counted are tokens of kind `word` in the given parts,
    by their `term`. `corpus` is a corpus or an iterable of corpora (`read_batches`): the counts
    add up to those of one large corpus. Errors: LookupError for an unknown column, ValueError
    for an unknown part, for a group (or a corpus) without words there, for an article that
    stands in two batches.

    >>> frame = pd.DataFrame({"article": ["a"], "text": ["No, no, no, and yes."]})
    >>> count_terms(Corpus.from_frame(frame), part=None).head(1).to_dict("records")
    [{'term': 'no', 'count': 3, 'rate': 600.0, 'articles': 1, 'paragraphs': 1}]
    """
    check_reserved(by, RESULT)
    seen: set[str] = set()
    groups: set[str] = set()
    pieces: list[pd.DataFrame] = []
    for batch in [corpus] if isinstance(corpus, Corpus) else corpus:
        if twice := sorted(seen & set(batch.text)):
            raise ValueError(f"the article {twice[0]!r} stands in two batches; keep it in one")
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
    counts = counts.sort_values(
        ["group", "count", "term"], ascending=[True, False, True], ignore_index=True
    )
    return counts.drop(columns="group") if by is None else counts.rename(columns={"group": by})


def dispersion(corpus: Corpus, *, by: str | None = None, part: Part = "body") -> pd.DataFrame:
    """How evenly each word is spread over its group's text.

    One row a group and a term that occurs in it, in the order of group, count and term: the `by`
    column (with `by`), `term`, `count`, `dispersion` (DPnorm over ten stretches of equal length
    of the group's words, its articles in the order of their ids: 0 even, 1 all in the smallest
    stretch) and `scatter`, what to expect of so many hits scattered at random. A dispersion says
    something only beside its scatter: a word that stands once always has about 1.
    Errors: as `count_terms`, and ValueError for a group of fewer than ten words.
    Source: Gries 2008; Lijffijt & Gries 2012.

    >>> frame = pd.DataFrame({"article": ["a"], "text": ["up " * 10 + "down " * 10]})
    >>> dispersion(Corpus.from_frame(frame), part=None)["dispersion"].round(2).to_list()
    [0.56, 0.56]
    """
    check_reserved(by, RESULT)
    words = words_of(corpus, by, part)
    groups = sorted(words["group"].cat.categories)
    check_words(groups, words["group"].unique(), by, part)
    pieces = []
    for group in groups:
        terms, codes = np.unique(words.loc[words["group"] == group, "term"], return_inverse=True)
        if codes.size < STRETCHES:
            raise ValueError(
                f"there are {codes.size} words{of_group(by, group)}, too few for {STRETCHES} stretches; "
                "give more text"
            )
        measured, scatter = spread(codes, terms.size)
        table = {"group": group, "term": terms, "count": np.bincount(codes)}
        pieces.append(pd.DataFrame({**table, "dispersion": measured, "scatter": scatter}))
    result = pd.concat(pieces).sort_values(
        ["group", "count", "term"], ascending=[True, False, True], ignore_index=True
    )
    return result.drop(columns="group") if by is None else result.rename(columns={"group": by})


def spread(codes: Ints, terms: int) -> tuple[Floats, Floats]:
    """DPnorm of each of `terms` words over ten stretches, and its expectation at random.

    `codes` is the text: the number of each word, in order. Both are nan for a word that does not
    occur. The expectation is exact: a word's count in a stretch is then hypergeometric.
    """
    from scipy.special import gammaln  # noqa: PLC0415  (slow to import, only needed here)

    stretch = np.arange(codes.size) * STRETCHES // codes.size
    sizes = np.bincount(stretch, minlength=STRETCHES)
    counts = np.bincount(stretch * terms + codes, minlength=STRETCHES * terms)
    counts = counts.reshape(STRETCHES, terms).T
    expected = np.full(terms, np.nan)
    hits = counts.sum(axis=1)
    log_factorial = gammaln(np.arange(codes.size + 1) + 1)

    def log_choose(n: Any, k: Any) -> Any:
        return log_factorial[n] - log_factorial[k] - log_factorial[n - k]

    for count in np.unique(hits[hits > 0]):
        apart = 0.0
        for size, often in zip(*np.unique(sizes, return_counts=True), strict=True):
            k = np.arange(max(0, count + size - codes.size), min(count, size) + 1)
            ways = log_choose(size, k) + log_choose(codes.size - size, count - k)
            chance = np.exp(ways - log_choose(codes.size, count))
            apart += often * np.sum(chance * np.abs(k / count - size / codes.size))
        expected[hits == count] = apart / 2 / (1 - sizes.min() / codes.size)
    return np.asarray(dp_norm(counts, sizes)), expected


def _count(words: pd.DataFrame) -> pd.DataFrame:
    """Count, articles and paragraphs of each group and term."""
    places = ["group", "article", "paragraph", "term"]
    cells = words.groupby(places, observed=True).size().rename("count").reset_index()
    pair = ["group", "term"]
    counts = cells.groupby(pair, observed=True)["count"].agg(["sum", "size"])
    articles = cells.drop_duplicates(["group", "article", "term"])
    table = pd.DataFrame(
        {
            "count": counts["sum"],
            "articles": articles.groupby(pair, observed=True).size(),
            "paragraphs": counts["size"],
        }
    ).reset_index()
    return table.astype({"group": str, "term": str})
