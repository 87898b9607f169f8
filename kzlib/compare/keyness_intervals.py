"""The interval of each word's log ratio, and whether it lasts without any one passage."""

from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kzlib.compare.draws import ENOUGH, TAILS, draw_weights, drawn_unit
from kzlib.compare.measures import Flags, Floats, log_ratio_interval
from kzlib.compare.paragraph_counts import Groups, ParagraphCounts

Interval: TypeAlias = Literal["exact", "bootstrap"] | None
"""How a log ratio is bounded; None leaves the choice to the number of articles."""

CHUNK = 500
"""Terms bootstrapped at once: 2,000 draws of them take 8 MB an array."""


class Intervals(NamedTuple):
    """Of each term its interval and which kind that is, whether it is off zero, and still lasts.

    `lasting`: it stays off zero, on its side, without any one `unit` (paragraphs, from 5 articles
    a group on articles) that has the term.
    """

    low: Floats
    high: Floats
    kind: NDArray[np.str_]
    off_zero: Flags
    lasting: Flags
    unit: str


def word_intervals(counts: ParagraphCounts, *, interval: Interval, seed: int) -> Intervals:
    """The intervals that `keyness` states.

    Errors: ValueError for a bootstrap of fewer than 5 articles a group.
    """
    target, reference = counts.groups
    unit = drawn_unit(min(target.size, reference.size))
    if interval == "bootstrap" and unit == "paragraphs":
        raise ValueError(
            f"the groups have {target.size} and {reference.size} articles, and a bootstrap needs "
            f"{ENOUGH} or more in each; give interval='exact'"
        )
    by_unit = counts.by_article() if unit == "articles" else counts
    if interval == "exact" or unit == "paragraphs":
        return _exact(by_unit, counts.groups, unit)
    low, high, lasting = _bootstrapped(by_unit, seed)
    off_zero = (low > 0) | (high < 0)
    absent = (target.hits == 0) | (reference.hits == 0)
    off_zero[absent], lasting[absent] = _absent(counts.groups, absent)
    low[absent], high[absent] = np.nan, np.nan
    return Intervals(low, high, np.where(absent, "none", "bootstrap"), off_zero, lasting, unit)


def _exact(by_unit: ParagraphCounts, groups: Groups, unit: str) -> Intervals:
    target, reference = groups
    size = by_unit.terms.size
    low, high = _exact_ends(target.hits, reference.hits, target.words, reference.words)
    above, off_zero = low > 0, (low > 0) | (high < 0)
    # The same without a unit, for each one that has a term whose interval is off zero.
    at, term = by_unit.counts.multiply(off_zero).nonzero()
    count = by_unit.counts[at, term]
    side, words = by_unit.target[at], by_unit.words[at]
    left = [
        target.hits[term] - count * side,
        reference.hits[term] - count * ~side,
        target.words - words * side,
        reference.words - words * ~side,
    ]
    holds = (left[0] + left[1] > 0) & (left[2] > 0) & (left[3] > 0)
    down, up = _exact_ends(*(values[holds] for values in left))
    holds[holds] = np.where(above[term[holds]], down > 0, up < 0)
    lasting = off_zero & (np.bincount(term[~holds], minlength=size) == 0)
    return Intervals(low, high, np.full(size, "exact"), off_zero, lasting, unit)


def _bootstrapped(articles: ParagraphCounts, seed: int) -> tuple[Floats, Floats, Flags]:
    """The interval over articles, and whether it stays on its side without any one article.

    The draws that leave an article out are a bootstrap without it (Efron 1992).
    """
    from scipy.sparse import hstack  # noqa: PLC0415  (slow to import, only needed here)

    sides = articles.target, ~articles.target
    # The first article's group draws first, so that swapping the groups only turns the sign.
    turn = slice(None, None, 1 if articles.target[0] else -1)
    weights = draw_weights([int(side.sum()) for side in sides[turn]], seed)[turn]
    left_out = np.hstack(weights).T == 0  # articles x draws
    totals = [drawn @ articles.words[side] for drawn, side in zip(weights, sides, strict=True)]
    # Terms x articles, sparse, so that the time is that of the hits and not of all pairs.
    counts = [articles.counts[side].T.tocsr() for side in sides]
    drawn_turned = [np.ascontiguousarray(drawn.T) for drawn in weights]
    low, high = np.empty((2, articles.terms.size))
    lasting = np.ones(articles.terms.size, dtype=bool)
    for start in range(0, lasting.size, CHUNK):
        chunk = slice(start, start + CHUNK)
        tables = [table[chunk] for table in counts]
        hits = (part @ drawn for part, drawn in zip(tables, drawn_turned, strict=True))
        # Log ratios, terms x draws; a count of 0 is half a one, so that two of them are equal.
        rates = (np.log2(np.where(a == 0, 0.5, a) / n) for a, n in zip(hits, totals, strict=True))
        values = np.subtract(*rates)
        low[chunk], high[chunk] = np.quantile(values, TAILS, axis=1)
        above, off_zero = low[chunk] > 0, (low[chunk] > 0) | (high[chunk] < 0)
        terms = hstack(tables).tocsc()  # of an article: from indptr to the next
        for article in np.flatnonzero(np.diff(terms.indptr)):
            has = terms.indices[terms.indptr[article] : terms.indptr[article + 1]]
            has = has[off_zero[has]]
            left = values[np.ix_(has, left_out[article])]
            down, up = np.quantile(left, TAILS, axis=1) if left.size else (np.zeros(has.size),) * 2
            lasting[start + has] &= np.where(above[has], down > 0, up < 0)
    return low, high, lasting


def _absent(groups: Groups, absent: Flags) -> tuple[Flags, Flags]:
    """For terms that one group lacks: off zero by numbers of articles, also with one fewer?

    Resampling cannot bound an absence; the exact interval of the share of articles can.
    """
    (a, size_a), (b, size_b) = ((each.articles[absent], each.size) for each in groups)
    off_zero = []
    for left_out in (0, 1):  # what appears in one article only is never stated, so keep its one
        a, b = (np.maximum(count - left_out, np.minimum(count, 1)) for count in (a, b))
        low, high = _exact_ends(a, b, size_a - left_out * (a > 0), size_b - left_out * (b > 0))
        off_zero.append((low > 0) | (high < 0))
    return off_zero[0], off_zero[1]


def _exact_ends(
    a: ArrayLike, b: ArrayLike, total_a: ArrayLike, total_b: ArrayLike
) -> tuple[Floats, Floats]:
    """The exact interval of each log ratio, as arrays."""
    low, high = map(np.asarray, log_ratio_interval(a, b, total_a, total_b))
    return low, high
