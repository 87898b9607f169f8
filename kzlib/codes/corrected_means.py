"""A mean of predictions, corrected by codes of sentences that were drawn at random."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from kzlib.codes.codebook import whole_number
from kzlib.codes.codings import codes_of, rows_by_group
from kzlib.compare.measures import Floats, Ints
from kzlib.text.arguments import checked
from kzlib.text.checks import as_text, check_level, check_reserved, check_table, listed
from kzlib.text.groups import split_groups

FEWEST = 2
"""Codes that a variance needs."""

NO_ENDS = (np.nan, np.nan)
"""The ends of an interval that is still to come."""

NO_WIDTH = "the interval has no width as nothing varies among the coded: they may be too few"


class Corrected(NamedTuple):
    """A mean as predicted, as coded and corrected, with its interval, and a note in words.

    `n` sentences of `N` are coded; `se`, `df` and `level` are what the interval is made of. One
    less another is their difference, with the interval of means that were drawn apart.
    """

    raw: float
    coded: float
    corrected: float
    low: float
    high: float
    n: int
    N: int
    note: str
    se: float
    df: float
    level: float

    def __sub__(self, other: object) -> Corrected:
        """The difference: the variances add up, and the degrees of freedom are Welch's (1947)."""
        if not isinstance(other, Corrected):
            return NotImplemented
        if self.level != other.level:
            levels = f"the intervals are of the levels {self.level} and {other.level}"
            raise ValueError(f"{levels}; estimate both at one")
        raw, coded, middle = np.subtract(self[:3], other[:3]).tolist()
        sizes = (self.n + other.n, self.N + other.N)
        note = "; ".join(dict.fromkeys(filter(None, (self.note, other.note))))
        variances = (self.se**2, other.se**2)
        freedom = sum(v**2 / df for v, df in zip(variances, (self.df, other.df), strict=True) if v)
        df = sum(variances) ** 2 / freedom if freedom else 0.0
        made_of = (sum(variances) ** 0.5, df, self.level)
        return _with_ends(Corrected(raw, coded, middle, *NO_ENDS, *sizes, note, *made_of))


SHOWN = Corrected._fields[:8]
"""What a table shows of each."""


@checked
def correct_mean(
    predictions: ArrayLike,
    codes: ArrayLike,
    *,
    strata: Sequence[object] | None = None,
    level: float = 0.95,
) -> Corrected:
    """The mean of these N sentences, from predictions on all and codes on n drawn at random.

    `predictions` has a number for each of the N sentences, `codes` a number for each that is
    coded and nan elsewhere, on the same scale (tone: -1 to 1); `strata` names the stratum of each
    if the n were drawn stratum by stratum, as `draw_coding_sheet` draws them. It speaks of these N
    sentences only, and holds only if the n were drawn at random.

    What it returns:
    - `raw`, the mean of the predictions, and `coded`, that of the codes alone;
    - `corrected`, the mean of the predictions plus the mean of code less prediction on the coded;
    - `low`, `high`: its interval, by Student's t with n - 1 degrees of freedom;
    - `note`, what to know, and what the interval is made of.

    How it counts: the variance is `(1 - n/N) s2 / n`, with `s2` that of code less prediction
    (n - 1 below). With strata both are summed, `W_h mean_h` and `W_h^2 (1 - n_h/N_h) s2_h / n_h`,
    `W_h = N_h/N` (`coded` is weighted in the same way), and the degrees of freedom are the sum of
    n_h - 1 over the strata not coded in full.

    What the note may say:
    - where codes less predictions vary as much as the codes or more, the predictions do not help:
      corrected is then the codes alone, with their variance;
    - where all are coded, the corrected mean is the coded one, and the interval that one value;
    - where a variance of 0 gives an interval without width although not all are coded.

    With few codes the interval is too narrow where most predictions are right, as some ten codes
    may meet no error: tried on made sentences, 86 of 100 held the mean with 10 of 100 coded, 92
    with 30 of 60.

    Errors: ValueError for lengths that differ, fewer than 2 codes (in a stratum that is not
    coded in full), predictions that are not finite, codes that are infinite, a bad level.

    Source: Cochran 1977 (difference estimator, strata); Särndal, Swensson & Wretman 1992.

    By hand: the predictions average 1/2, code less prediction is 0, 0, -1, -1 on the four coded,
    on average -1/2; (1 - 4/6) * (1/3) / 4 is 1/36, so the interval is 3.182 * 1/6 to each side.

    >>> nan = float("nan")
    >>> estimate = correct_mean([1, 1, 0, 0, 1, 0], [1, nan, -1, 0, 0, nan])
    >>> [round(value, 2) for value in estimate[:5]]
    [0.5, 0.0, 0.0, -0.53, 0.53]
    """
    f, y = _numbers(predictions, codes, level)
    error, code = np.zeros(2), np.zeros(2)  # mean and variance: of y - f, and of y
    df = 0
    for name, rows in _rows_by_stratum(strata, len(f)).items():
        coded = rows[~np.isnan(y[rows])]
        size, n = len(rows), len(coded)
        if n < min(FEWEST, size):
            where = f"of the {size} sentences of the stratum {name!r} {n} are coded"
            raise ValueError(f"{where}; code {FEWEST} or more, or join it to another")
        share, rest = size / len(f), 1 - n / size
        df += (n - 1) * (n < size)
        for total, values in ((error, (y - f)[coded]), (code, y[coded])):
            spread = values.var(ddof=1) if rest else 0.0
            total += share * values.mean(), share**2 * rest * spread / n  # noqa: PLW2901 (in place)
    raw, n = float(f.mean()), int(np.sum(~np.isnan(y)))
    if n == len(f):
        note = f"all {n} are coded, so the corrected mean is the coded mean"
        mean, variance = code[0], 0.0
    elif error[1] >= code[1]:
        note = "the predictions do not help, so the codes alone are used"
        mean, variance = code
    else:
        note, mean, variance = "", raw + error[0], error[1]
    if not variance and n < len(f):
        note = "; ".join(filter(None, (note, NO_WIDTH)))
    means = (raw, float(code[0]), float(mean))
    return _with_ends(Corrected(*means, *NO_ENDS, n, len(f), note, variance**0.5, df, level))


@checked
def correct_means(
    found: pd.DataFrame,
    codes: pd.DataFrame,
    *,
    by: str,
    target: object,
    reference: object = None,
    column: str = "tone",
    strata: str | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """The mean of a column in two groups as predicted, as coded and corrected, and the difference.

    `found` has a row for each sentence that the means speak of: article, sentence, the whole
    numbers of `column`, `by`, and a column `strata` (in each group) if they were drawn by it;
    `codes` those coded of them, an empty cell being not coded. `reference` None stands for all
    rows that are not the target's.

    What it returns: three rows, target, reference (or "the rest") and `difference`, target less
    reference, with the `by` column, raw, coded, corrected, low, high, n, N, note, as
    `correct_mean` gives them in each group.

    How it counts: the variances of two groups drawn apart add up; Student's t with Welch's degrees.

    Errors: as `correct_mean` and `code_scores`; LookupError for a group or column that is not
    there; ValueError for a coded sentence that `found` does not have, a sentence without a number,
    and a `by` with the name of a column of the result.

    Source: Cochran 1977; degrees of freedom Welch 1947.

    >>> found = pd.DataFrame({"article": list("aabb"), "sentence": [1, 2, 1, 2],
    ...                       "tone": [1, 1, 0, 0], "era": list("xxyy")})
    >>> codes = found.assign(tone=[0, 1, 0, -1])
    >>> table = correct_means(found, codes, by="era", target="x", reference="y")
    >>> table[["era", "raw", "corrected"]].values.tolist()
    [['x', 1.0, 0.5], ['y', 0.0, -0.5], ['difference', 1.0, 1.0]]
    """
    check_reserved(by, SHOWN)
    places = codes_of(found, column, "found")
    check_table(found, [by, *([strata] if strata else [])], "found")
    sides = split_groups(found, by, target, reference)
    given = {place: cell for place, cell in codes_of(codes, column, "codes").items() if cell}
    if unknown := sorted(given.keys() - places.keys()):
        give = "give a prediction for each coded sentence, and codes of these groups only"
        raise ValueError(f"codes has {unknown[0]}, and found has not; {give}")
    f = np.array([_number(cell, place, column) for place, cell in places.items()])
    y = np.array([_number(given[at], at, column) if at in given else np.nan for at in places])
    drawn = [found.loc[rows, strata].tolist() if strata else None for rows in sides]
    one, other = (
        correct_mean(f[rows], y[rows], strata=names, level=level)
        for rows, names in zip(sides, drawn, strict=True)
    )
    table = pd.DataFrame([one, other, one - other])[[*SHOWN]]
    rest = "the rest" if reference is None else as_text(reference)
    table.insert(0, by, [as_text(target), rest, "difference"])
    return table


def _numbers(predictions: ArrayLike, codes: ArrayLike, level: float) -> tuple[Floats, Floats]:
    try:
        f, y = _floats(predictions), _floats(codes)
    except (TypeError, ValueError, OverflowError):
        raise ValueError("predictions and codes are no two lists of numbers; give such") from None
    if f.shape != y.shape or f.ndim != 1:
        shapes = f"predictions of the shape {f.shape} and codes of {y.shape}"
        raise ValueError(f"got {shapes}; give two lists of one length, nan where there is no code")
    if not np.isfinite(f).all() or np.isinf(y).any():
        raise ValueError("a prediction is nan or infinite, or a code infinite; give numbers")
    check_level(level)
    if (n := int(np.sum(~np.isnan(y)))) < FEWEST:
        raise ValueError(f"of {len(f)} sentences {n} are coded; code {FEWEST} or more")
    return f, y


def _floats(values: Any) -> Floats:
    """Numbers as an array, whatever is missing as nan."""
    if type(values) is np.ndarray and values.dtype.kind in "fiu":  # where they are many
        return values.astype(np.float64)
    cells = pd.Series(values, dtype=object)
    return np.array(cells.mask(cells.isna(), np.nan), dtype=np.float64)


def _rows_by_stratum(strata: Sequence[object] | None, size: int) -> dict[str, Ints]:
    """Which of the `size` sentences are in each stratum; without strata, all in one."""
    if strata is None:
        return {"": np.arange(size)}
    drawn_in = list(strata)
    if pd.isna(np.array(drawn_in, dtype=object)).any():
        raise ValueError("a sentence has no stratum; give each the one that it was drawn in")
    if len(drawn_in) != size:
        raise ValueError(f"got {len(drawn_in)} strata for {size} predictions; give as many")
    return rows_by_group(map(as_text, drawn_in))


def _number(cell: str, place: str, column: str) -> float:
    number = whole_number(cell)
    if number is None:
        raise ValueError(f"{place} has the {listed([column])} {cell!r}; give whole numbers")
    return float(number)


def _with_ends(estimate: Corrected) -> Corrected:
    far = 0.0
    if estimate.se:
        from scipy.stats import t  # noqa: PLC0415  (slow to import, rarely needed)

        far = float(estimate.se * t.ppf((1 + estimate.level) / 2, estimate.df))
    middle, se = estimate.corrected, float(estimate.se)
    return estimate._replace(low=middle - far, high=middle + far, se=se)
