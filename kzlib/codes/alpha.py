"""Krippendorff's alpha: of a table of ratings, and its range when whole passages are drawn anew."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from kzlib.codes.codebook import NONE, Level
from kzlib.codes.ratings import Ratings
from kzlib.compare.draws import bootstrap, range_kind
from kzlib.compare.measures import Floats, Ints, wilson

LEAST_ALPHA = 0.667
"""Alpha below which no conclusion may rest on the codes (Krippendorff 2004, p. 241; 2018).

Made for coders and borrowed here for methods.
"""

BOUND = "Wilson bound"


class Alpha(NamedTuple):
    """An alpha, the ends of its range, the draws without a value, and what the range is."""

    alpha: float
    alpha_low: float
    alpha_high: float
    undefined: int
    range: str


def alpha_range(ratings: Ratings, *, seed: int) -> Alpha:
    """Alpha of some ratings with its range, by the rules that `coder_agreement` states."""
    size, level = len(ratings.codes), ratings.level
    cells = coincidences(ratings.coded, size)
    whole = cells.sum(axis=0)
    (value,) = alphas(whole[None], level).tolist()
    if np.isnan(value):
        return Alpha(value, np.nan, np.nan, 0, NONE)
    units = ratings.sums(cells)
    if value == 1 and min(map(len, units)) > 1:
        counts = whole.reshape(size, -1).sum(axis=0)
        counts = counts[counts > 0]
        apart = _distances(counts[None], level)[0]
        expected = counts @ apart @ counts / (counts.sum() * (counts.sum() - 1))
        worst = float(np.asarray(wilson(0, sum(map(len, units))))[1]) * apart.max()
        return Alpha(value, max(-1.0, 1 - worst / expected), 1.0, 0, BOUND)
    (low,), (high,), undefined, kind = range_over_units(
        ratings, cells, lambda sums: alphas(sums, level)[:, None], seed=seed
    )
    return Alpha(value, low, high, undefined, kind)


def range_over_units(
    ratings: Ratings, cells: Floats, statistic: Callable[[Floats], Floats], *, seed: int
) -> tuple[list[float], list[float], int, str]:
    """The percentile range of each column of a statistic, the draws where one is nan, the kind.

    `cells` has the numbers of each sentence. In each draw the units of each group are drawn anew,
    and the sums of all are added. Where a group has one unit only there is nothing to draw, and no
    range.
    """
    units = ratings.sums(cells)
    drawn = bootstrap(units, lambda *sums: statistic(np.sum(sums, axis=0)), seed=seed)
    alone = min(map(len, units)) == 1
    low, high = (np.full_like(end, np.nan) if alone else end for end in drawn[:2])
    kind = NONE if np.isnan(low).all() else range_kind(ratings.smallest)
    return low.tolist(), high.tolist(), drawn.undefined, kind


def coincidences(coded: Ints, size: int) -> Floats:
    """Of each unit how often a code meets another, a row of size x size; 0 under two codes.

    `coded` has a row a unit and a column a coder: the numbers of codes, from 0 to `size` - 1 in
    their order, and -1 where there is none.
    """
    counts = np.sum(coded[:, :, None] == np.arange(size), axis=1).astype(float)
    pairs = counts[:, :, None] * (counts[:, None, :] - np.eye(size))
    each: Floats = pairs / np.maximum(counts.sum(axis=1) - 1, 1)[:, None, None]
    return each.reshape(len(coded), size**2)


def alphas(sums: Floats, level: Level) -> Floats:
    """Krippendorff's alpha of each row of summed coincidences, thousands at once.

    1 is full agreement, 0 that of chance, below 0 less than chance. When there are few: undefined,
    and so nan, where no unit has two codes, and where all codes are one and the same: 1 would
    praise what was never put to the test.

    Source: Krippendorff 2004, 2018.

    By hand: two coders, three units, of which one differs; three codes are a, three are b.
    Disagreement observed 1/3, expected 2*3*3/(6*5) = 3/5, alpha 1 - (1/3)/(3/5).

    >>> alphas(np.array([[2.0, 1, 1, 2]]), "nominal").round(3).tolist()
    [0.444]
    """
    size = round(sums.shape[1] ** 0.5)
    met = sums.reshape(len(sums), size, size)
    counts = met.sum(axis=2)
    apart = _distances(counts, level)
    expected = (counts[:, :, None] * counts[:, None, :] * apart).sum(axis=(1, 2))
    observed = (met * apart).sum(axis=(1, 2)) * (counts.sum(axis=1) - 1)
    values: Floats = 1 - np.divide(
        observed, expected, out=np.full(len(sums), np.nan), where=expected > 0
    )
    return values


def _distances(counts: Floats, level: Level) -> Floats:
    """How far codes are apart: 1, or if ordered, by how often each occurs, a row a table.

    Ordered codes are apart by the square of what lies between the middles of their places when
    all codes are lined up.
    """
    if level == "nominal":
        return 1 - np.eye(counts.shape[1])[None]
    middle = counts.cumsum(axis=1) - counts / 2
    apart: Floats = (middle[:, :, None] - middle[:, None, :]) ** 2
    return apart
