"""When a difference in a word's rate is stated: intervals and verdicts for two groups."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kzlib.compare import draws
from kzlib.compare.draws import ENOUGH, TAILS, draw_weights
from kzlib.compare.measures import Flags, Floats, Ints, log_ratio_interval, plain_log_ratio
from kzlib.compare.paragraph_counts import ParagraphCounts
from kzlib.text.checks import check_whole

CLUSTER = 5
"""Hits from which on half of them in one paragraph make a cluster."""

PLACES = 3
"""Paragraphs (or articles) of its group in which a stated difference stands at the least."""

THREEFOLD = float(np.log2(3))
"""The log ratio of three times as often; an interval within it means shared."""

STATED = ("steady", "robust")
"""The verdicts that state a difference: by paragraphs, and by articles where there are enough."""

CHUNK = 500
"""Terms bootstrapped at once: 2,000 draws of them take 8 MB an array."""


class Judgement(NamedTuple):
    """Of each term: its interval, which kind that is, whether it is off zero, and the verdict."""

    low: Floats
    high: Floats
    interval: NDArray[np.str_]
    off_zero: Flags
    verdict: NDArray[np.str_]


def judge(cells: ParagraphCounts, *, interval: str | None, min_count: int, seed: int) -> Judgement:
    """The interval and the verdict of each term, by the rules that `keyness` states."""
    check_whole(min_count=min_count)
    check_whole(0, seed=seed)
    by_article = cells.by_article()
    sizes = [int(np.sum(by_article.target == side)) for side in (True, False)]
    enough = min(sizes) >= ENOUGH
    if interval not in (None, "exact", "bootstrap"):
        raise ValueError(f"interval is {interval!r}; give 'exact', 'bootstrap' or None to choose")
    if interval == "bootstrap" and not enough:
        raise ValueError(
            f"the groups have {sizes[0]} and {sizes[1]} articles, and a bootstrap needs {ENOUGH} "
            "or more in each; give interval='exact'"
        )
    units = by_article if enough else cells
    (a, total_a), (b, total_b) = cells.totals(cells.target), cells.totals(~cells.target)
    kind = np.full(a.size, "exact", dtype="<U9")
    if interval == "exact" or not enough:
        low, high = map(np.asarray, log_ratio_interval(a, b, total_a, total_b))
        off_zero = (low > 0) | (high < 0)
        lasting = _lasting(units, a, b, low > 0, off_zero)
    else:
        low, high, lasting = _bootstrapped(units, seed)
        off_zero = (low > 0) | (high < 0)
        absent = (a == 0) | (b == 0)
        off_zero[absent], lasting[absent] = _absent(units, absent)
        low[absent], high[absent] = np.nan, np.nan
        kind[:] = np.where(absent, "none", "bootstrap")

    # A word is looked at in its group, where it is more frequent; at equal rates in both.
    sides = [_places(cells, by_article, side, enough) for side in (True, False)]
    more, less = a * total_b > b * total_a, a * total_b < b * total_a
    one_article, one_place, spread_out = (
        (one | less) & (other | more) for one, other in zip(*sides, strict=True)
    )
    verdict = np.select(
        [
            a + b < min_count,
            one_article,
            one_place,
            off_zero & lasting & spread_out,
            (low >= -THREEFOLD) & (high <= THREEFOLD),
        ],
        ["too rare", "one article", "one place", STATED[enough], "shared"],
        "cannot tell",
    )
    return Judgement(low, high, kind, off_zero, verdict)


def _places(
    cells: ParagraphCounts, by_article: ParagraphCounts, side: bool, enough: bool
) -> tuple[Flags, ...]:
    """Of the terms of one group: all in one article of several, in one place, in enough places."""
    size = cells.terms.size
    hits, _ = cells.totals(cells.target == side)
    entry = cells.target[cells.unit] == side
    most = np.zeros(size, dtype=np.int64)
    np.maximum.at(most, cells.term[entry], cells.count[entry])
    paragraphs = cells.having(cells.target == side)
    among = by_article.target == side
    articles = by_article.having(among)
    one_place = (paragraphs == 1) | ((hits >= CLUSTER) & (2 * most >= hits))
    places = articles if enough else paragraphs
    return (articles == 1) & (among.sum() > 1), one_place, places >= PLACES


def _lasting(units: ParagraphCounts, a: Ints, b: Ints, above: Flags, off_zero: Flags) -> Flags:
    """Is the exact interval still off zero, on its side, without any one unit that has the term?"""
    entry = off_zero[units.term]
    term, unit, count = units.term[entry], units.unit[entry], units.count[entry]
    side, words = units.target[unit], units.words[unit]
    left_a, left_b = a[term] - count * side, b[term] - count * ~side
    total_a = units.words[units.target].sum() - words * side
    total_b = units.words[~units.target].sum() - words * ~side
    holds = (total_a > 0) & (total_b > 0) & (left_a + left_b > 0)
    left = [values[holds] for values in (left_a, left_b, total_a, total_b)]
    low, high = map(np.asarray, log_ratio_interval(*left))
    holds[holds] = np.where(above[term[holds]], low > 0, high < 0)
    kept: Flags = np.bincount(term[~holds], minlength=a.size) == 0
    return off_zero & kept


def _bootstrapped(units: ParagraphCounts, seed: int) -> tuple[Floats, Floats, Flags]:
    """The interval over articles, and whether it stays on its side without any one article.

    The draws that leave an article out are a bootstrap without it (Efron 1992).
    """
    rng = np.random.default_rng(seed)
    weights = np.empty((draws.DRAWS, units.words.size))
    # The first article's group draws first, so that swapping the groups only turns the sign.
    for group in (units.target == units.target[0], units.target != units.target[0]):
        weights[:, group] = draw_weights(int(group.sum()), rng)
    sides = units.target, ~units.target
    totals = [weights[:, side] @ units.words[side] for side in sides]
    ends: list[Floats] = []
    lasting = np.ones(units.terms.size, dtype=bool)
    for start in range(0, units.terms.size, CHUNK):
        table = np.zeros((min(CHUNK, units.terms.size - start), units.words.size))
        entry = (units.term >= start) & (units.term < start + CHUNK)
        table[units.term[entry] - start, units.unit[entry]] = units.count[entry]
        counts = (table[:, side] @ weights[:, side].T for side in sides)  # terms x draws
        values = plain_log_ratio(*counts, *totals)
        low, high = np.quantile(values, TAILS, axis=1)
        ends.append(np.stack([low, high]))
        for article in range(units.words.size):
            has = np.flatnonzero((table[:, article] > 0) & ((low > 0) | (high < 0)))
            without = values[np.ix_(has, weights[:, article] == 0)]
            if without.size:
                down, up = np.quantile(without, TAILS, axis=1)
                lasting[start + has] &= np.where(low[has] > 0, down > 0, up < 0)
            else:
                lasting[start + has] = False
    low, high = np.concatenate(ends, axis=1)
    return low, high, lasting


def _absent(by_article: ParagraphCounts, absent: Flags) -> tuple[Flags, Flags]:
    """For terms that one group lacks: off zero by numbers of articles, also with one fewer?

    Resampling cannot bound an absence; the exact interval of the share of articles can.
    """
    a, b = (by_article.having(side)[absent] for side in (by_article.target, ~by_article.target))
    size_a, size_b = by_article.target.sum(), (~by_article.target).sum()
    off_zero = []
    for left_out in (0, 1):  # what stands in one article only is never stated, so keep its one
        a, b = (np.maximum(count - left_out, np.minimum(count, 1)) for count in (a, b))
        low, high = map(
            np.asarray,
            log_ratio_interval(a, b, size_a - left_out * (a > 0), size_b - left_out * (b > 0)),
        )
        off_zero.append((low > 0) | (high < 0))
    return off_zero[0], off_zero[1]
