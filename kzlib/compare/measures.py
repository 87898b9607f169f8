"""Measures of difference, uncertainty and dispersion: numbers in, numbers out.

Single numbers give a float (or a pair), arrays are broadcast and give arrays. `a` and `b` are how
often something occurs in the target and in the reference, `total_a` and `total_b` out of how many
words (sentences, paragraphs). Counts are whole, from 0 to their total, totals from 1, levels
between 0 and 1; all else is a ValueError that says what was given.
"""

import math
from collections import Counter
from collections.abc import Sequence
from numbers import Real
from statistics import NormalDist
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kzlib.text.arguments import checked, shown
from kzlib.text.checks import check_level, check_whole

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
Values: TypeAlias = float | Floats
Pair: TypeAlias = tuple[Values, Values]

PER = 1000
"""Rates are per so many words."""

TINY = float(np.finfo(float).tiny)
"""The smallest float with all its digits."""

BELOW_ONE = float(np.nextafter(1, 0))
"""The largest share that a normal distribution has an end for."""


def log_ratio(a: ArrayLike, b: ArrayLike, total_a: ArrayLike, total_b: ArrayLike) -> Values:
    """How many times as often, as a power of two: 1 twice, 2 four times, -1 half as often.

    `log2((a/total_a) / (b/total_b))`, from minus to plus infinity, 0 at equal rates. A count of 0
    is replaced by 0.5. Errors: ValueError also where both counts are 0.
    Source: Hardie (2014).

    >>> log_ratio(8, 2, 1000, 1000)
    2.0
    """
    a, b, total_a, total_b = _occurring(a, b, total_a, total_b)
    return _out(_log_rate(a, total_a) - _log_rate(b, total_b))


@checked
def log_ratio_interval(
    a: ArrayLike, b: ArrayLike, total_a: ArrayLike, total_b: ArrayLike, *, level: float = 0.95
) -> Pair:
    """The exact interval (low, high) of the log ratio.

    `log2((total_b/total_a) * t/(1-t))` with `t` the two Clopper-Pearson bounds of `a/(a+b)`; low
    is minus infinity where a is 0, high plus infinity where b is 0. It treats words as
    independent, which in running text they are not. Errors: ValueError also where both are 0.
    Source: Evert 2022 (the interval of the conditional Poisson test).

    >>> low, high = log_ratio_interval(8, 2, 1000, 1000)
    >>> round(low, 2), round(high, 2)
    (-0.33, 5.27)
    """
    alpha = 1 - check_level(level)
    low, high = _exact_interval(*_occurring(a, b, total_a, total_b), alpha=alpha)
    return _out(low), _out(high)


@checked
def lrc(
    a: ArrayLike, b: ArrayLike, total_a: ArrayLike, total_b: ArrayLike, comparisons: int
) -> Values:
    """The conservative log ratio: how large the difference is at the least.

    The bound nearer to zero of the exact interval at level `1 - 0.05/comparisons`, and 0 where
    that interval covers zero; `comparisons` is the number of terms compared. Errors: ValueError
    also where both counts are 0 and for fewer than 1 comparison.
    Source: Evert 2022 (as `keyness(measure="LRC")` of the R package corpora).

    >>> round(lrc(20, 2, 1000, 1000, 1), 2), lrc(8, 2, 1000, 1000, 1)
    (1.28, 0.0)
    """
    check_whole(comparisons=comparisons)
    given = _occurring(a, b, total_a, total_b)
    low, high = _exact_interval(*given, alpha=0.05 / comparisons)
    return _out(np.maximum(low, 0) + np.minimum(high, 0))


def g2(a: ArrayLike, b: ArrayLike, total_a: ArrayLike, total_b: ArrayLike) -> Values:
    """The log-likelihood ratio of two counts, two-cell form; 0 at equal rates, never below.

    `2 * (a ln(a/Ea) + b ln(b/Eb))`, `Ea = total_a (a+b)/(total_a+total_b)`, `0 ln 0 = 0`.
    Source: Rayson & Garside 2000. (Dunning 1993 adds the two cells of all other words.)

    >>> round(g2(52, 57, 50_000, 75_000), 2)
    2.65
    """
    a, b, total_a, total_b = _counts(a, b, total_a, total_b)
    share = (a + b) / (total_a + total_b)
    return _out(np.maximum(2 * (_x_ln(a, share * total_a) + _x_ln(b, share * total_b)), 0))


def bic(a: ArrayLike, b: ArrayLike, total_a: ArrayLike, total_b: ArrayLike) -> Values:
    """G2 less the logarithm of all words: above 2 some evidence, above 10 very strong.

    `g2 - ln(total_a + total_b)`; below 0 the counts speak for equal rates.
    Source: Wilson 2013.

    >>> round(bic(52, 57, 50_000, 75_000), 2)
    -9.08
    """
    evidence = np.asarray(g2(a, b, total_a, total_b))
    return _out(evidence - np.log(_floats(total_a) + _floats(total_b)))


def dp_norm(counts: ArrayLike, sizes: ArrayLike) -> Values:
    """How unevenly a word is spread over parts: 0 evenly, 1 all in the smallest part.

    `counts` holds its count in each part (the last axis; one row a word), `sizes` the parts'
    numbers of words, two parts or more. `DP = sum|counts/f - sizes/N| / 2`, divided by its
    greatest value `1 - min(sizes)/N`. Undefined, and so nan, for a word that does not occur.
    Errors: ValueError also for one part only, a part of size 0, numbers of parts that differ.
    Source: Gries 2008; the divisor Lijffijt & Gries 2012.

    >>> round(dp_norm([2, 1, 0], [100, 100, 100]), 2)
    0.5
    """
    counts, sizes = _floats(counts), _floats(sizes)
    if sizes.ndim != 1 or sizes.size <= 1 or counts.shape[-1:] != sizes.shape:
        raise ValueError(
            f"got {counts.shape} counts and {sizes.shape} sizes; give one size for each of two or "
            "more parts, and the counts of a word in these parts"
        )
    counts, sizes = _counts(counts, np.broadcast_to(sizes, counts.shape))
    expected = sizes / sizes.sum(axis=-1, keepdims=True)
    count = counts.sum(axis=-1, keepdims=True)
    observed = counts / np.where(count > 0, count, np.nan)
    apart = np.abs(observed - expected).sum(axis=-1) / 2
    return _out(apart / (1 - expected.min(axis=-1)))


@checked
def log_odds_z(
    a: ArrayLike, b: ArrayLike, total_a: ArrayLike, total_b: ArrayLike, *, prior_total: float = 500
) -> Values:
    """The log-odds ratio with an informative prior, in standard errors: a ranking, not a test.

    `alpha = prior_total (a+b)/(total_a+total_b)` is added to each count and `prior_total` to each
    total, which shrinks rare words towards no difference: `z = (ln odds_a - ln odds_b) /
    sqrt(1/(a+alpha) + 1/(b+alpha))` with `odds = (a+alpha)/(total_a+prior_total-a-alpha)`.
    Errors: ValueError also where both counts are 0, where there is no other word, and for a
    `prior_total` that is not above 0.
    Source: Monroe, Colaresi & Quinn 2008 (the prior: the two corpora together).

    >>> round(log_odds_z(20, 5, 1000, 1000), 2)
    2.41
    """
    if prior_total <= 0:
        raise ValueError(f"prior_total is {prior_total}; give a number above 0")
    a, b, total_a, total_b = _occurring(a, b, total_a, total_b)
    if np.any(a + b == total_a + total_b):
        raise ValueError("all words are this one; give totals with other words in them")
    # At the least the smallest float, as the logarithm of a prior that vanishes is still finite.
    every = total_a + total_b
    alpha, others = (np.maximum(prior_total * (n / every), TINY) for n in (a + b, every - a - b))
    odds = (
        np.log(count + alpha) - np.log(total - count + others)
        for count, total in ((a, total_a), (b, total_b))
    )
    return _out((next(odds) - next(odds)) / np.sqrt(1 / (a + alpha) + 1 / (b + alpha)))


@checked
def least_count(total_a: int, total_b: int, *, level: float = 0.95) -> int:
    """How often a word that b lacks must occur in a for its exact interval to leave zero.

    A word below it cannot show a difference, whatever it means. Whole, from 1 up.
    Errors: ValueError for totals below 1.
    Source: the interval is that of `log_ratio_interval`.

    >>> least_count(1000, 1000), log_ratio_interval(6, 0, 1000, 1000)[0] > 0
    (6, True)
    """
    check_whole(total_a=total_a, total_b=total_b)
    # The lower bound of n of n is (alpha/2)**(1/n); off zero where it exceeds a's share of words.
    alpha = 1 - check_level(level)
    least = -math.log(alpha / 2) / math.log1p(total_b / total_a)
    return int(np.floor(least)) + 1


@checked
def mattr(terms: Sequence[str], *, window: int = 50) -> float:
    """How varied the words of a text are: the mean share of different words in a moving window.

    From `1/window` to 1. Each run of `window` words is looked at; of a text that is shorter, the
    text. nan for no words. Numbers of windows of another length cannot be compared.
    Errors: ValueError for a window below 1.
    Source: Covington & McFall 2010.

    >>> mattr("a b a b a c".split(), window=3)
    0.75
    """
    check_whole(window=window)
    terms = [*terms]
    if not terms:
        return math.nan
    size, counts, different = min(window, len(terms)), Counter[str](), 0
    for at, term in enumerate(terms):
        counts[term] += 1
        if at >= size:
            old = terms[at - size]
            counts[old] -= 1
            if not counts[old]:
                del counts[old]
        different += len(counts) * (at >= size - 1)
    return different / size / (len(terms) - size + 1)


@checked
def wilson(successes: ArrayLike, n: ArrayLike, *, level: float = 0.95) -> Pair:
    """Wilson's score interval (low, high) of a share, without continuity correction.

    Between 0 and 1, and of use at 0 of n, where the low end is 0 and the high end `z²/(n+z²)`.
    Source: Wilson 1927; Newcombe 1998a, method 3.

    >>> low, high = wilson(0, 20)
    >>> low, round(high, 4)
    (0.0, 0.1611)
    """
    k, n = _counts(successes, n)
    z2 = NormalDist().inv_cdf(min((1 + check_level(level)) / 2, BELOW_ONE)) ** 2
    centre = k + z2 / 2
    reach = np.sqrt(z2 * (k * (n - k) / n + z2 / 4))
    low = np.where(k == 0, 0, (centre - reach) / (n + z2))
    return _out(low), _out(np.where(k == n, 1, (centre + reach) / (n + z2)))


def _log_rate(count: Floats, total: Floats) -> Floats:
    rate: Floats = np.log2(np.where(count == 0, 0.5, count) / total)
    return rate


def _exact_interval(
    a: Floats, b: Floats, total_a: Floats, total_b: Floats, *, alpha: float
) -> tuple[Floats, Floats]:
    """`log_ratio_interval` at the level `1 - alpha`."""
    low, rest = _binomial_bounds(a, a + b, alpha)
    size = np.log2(total_b) - np.log2(total_a)
    with np.errstate(divide="ignore"):  # log2(0): the infinite side of a zero count
        return np.log2(low / (1 - low)) + size, size - np.log2(rest / (1 - rest))


def _binomial_bounds(k: Any, n: Any, alpha: float) -> tuple[Floats, Floats]:
    """The lower Clopper-Pearson bound of k/n, and that of (n-k)/n, which is 1 - the upper one."""
    from scipy.special import betaincinv  # noqa: PLC0415  (slow to import, rarely needed)

    # Few of many pairs differ, and the inverse is slow: each pair is worked out once.
    shape = np.shape(k)
    pairs, place = np.unique(k + 1j * n, return_inverse=True)
    k, n = pairs.real, pairs.imag
    low = np.where(k > 0, betaincinv(np.maximum(k, 1), n - k + 1, alpha / 2), 0.0)
    rest = np.where(k < n, betaincinv(np.maximum(n - k, 1), k + 1, alpha / 2), 0.0)
    return low[place].reshape(shape), rest[place].reshape(shape)


def _x_ln(x: Floats, expected: Floats) -> Floats:
    return x * np.log(np.where(x > 0, x, 1) / np.where(x > 0, expected, 1))


def _occurring(*given: ArrayLike) -> list[Floats]:
    a, b, total_a, total_b = _counts(*given)
    if np.any(a + b == 0):
        raise ValueError("both counts are 0; what does not occur at all has no ratio, leave it out")
    return [a, b, total_a, total_b]


def _counts(*given: ArrayLike) -> list[Floats]:
    """Counts and then their totals, as many, as arrays of one shape."""
    floats = [*map(_floats, given)]
    try:
        arrays = np.broadcast_arrays(*floats)
    except ValueError:
        shapes = ", ".join(str(array.shape) for array in floats)
        raise ValueError(f"got the shapes {shapes}; give numbers, or arrays of one") from None
    counts, totals = np.array(arrays[: len(given) // 2]), np.array(arrays[len(given) // 2 :])
    finite = np.isfinite(totals)
    for right, values, allowed in (
        (finite & (np.floor(totals) == totals) & (totals > 0), totals, "totals are whole, from 1"),
        ((np.floor(counts) == counts) & (counts >= 0), counts, "counts are whole, from 0"),
        (counts <= totals, counts, "a count is at most its total"),
    ):
        if not np.all(right):
            raise ValueError(f"got {values[~right][0]:g}, but {allowed}; give counts, not rates")
    return [*counts, *totals]


def _floats(given: ArrayLike) -> Floats:
    """Numbers as an array; ValueError for whatever else is in it, and for numbers too large."""
    try:
        array = np.asarray(given)
        if array.dtype.kind == "O" and all(isinstance(x, Real) for x in array.flat):
            array = array.astype(float)  # whole numbers beyond 64 bits, if a float can be as large
        if array.dtype.kind in "iuf":
            return array.astype(np.float64)
    except (ValueError, OverflowError):  # rows of several lengths; too large for a float
        pass
    raise ValueError(f"a count is {shown(given)}; give numbers that a float can hold, or arrays")


def _out(values: ArrayLike) -> Values:
    """A float for a single number, else the array."""
    array = np.asarray(values, dtype=float)
    return float(array) if array.ndim == 0 else array
