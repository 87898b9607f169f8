"""How numbers are written for readers: ratios, shares, ranges, and a true minus."""

import math
import re

import pandas as pd

from kzlib.show.picture_checks import check_needs, is_number, with_numbers
from kzlib.text.arguments import checked, shown

FRACTIONS = {"2.0": "½", "3.0": "⅓", "4.0": "¼", "5.0": "⅕", "6.0": "⅙", "8.0": "⅛"}
LOWEST, HIGHEST = -3.0, 6.5  # an eighth, below which ratios are fractions; 90: no decimals
LARGEST = 1000.0  # doublings, beyond which a ratio is as good as infinite
MISSING = "–"


def minus(number: str) -> str:
    """A number with a true minus in place of the hyphen before its digits.

    >>> minus("-0.5"), minus("1999-01")
    ('−0.5', '1999-01')
    """
    return re.sub(r"\B-(?=\d|inf)", "−", number)


def _number(value: float) -> float:
    """A number as Python's own; ValueError for what is none. It may be infinite or missing."""
    if not is_number(value):
        raise ValueError(f"{shown(value)} is no number that can be shown; give one below 2**63.")
    return float(value)


def infinite(value: float) -> str:
    """An infinite number, with its sign."""
    return "∞" if value > 0 else "−∞"


def ratio(log_ratio: float) -> str:
    """A logarithm to base 2 as a short ratio: ¼, ½, 1, 2.5, 4, 12, ∞; `–` where undefined.

    Errors: ValueError for what is no number; so in `times`, `percent` and `points`.

    >>> [ratio(x) for x in (-2, -0.5, 0, 1, 1.3, float("inf"))]
    ['¼', '0.71', '1', '2', '2.5', '∞']
    """
    log_ratio = _number(log_ratio)
    if math.isnan(log_ratio):
        return MISSING
    if abs(log_ratio) > LARGEST:
        return "∞" if log_ratio > 0 else "0"
    value, inverse = 2.0**log_ratio, 2.0**-log_ratio
    if log_ratio < 0 and f"{inverse:.1f}" in FRACTIONS:
        return FRACTIONS[f"{inverse:.1f}"]
    if log_ratio < LOWEST:
        return f"1/{inverse:.0f}"
    return f"{value:.2g}" if log_ratio < HIGHEST else f"{value:,.0f}"


def times(log_ratio: float) -> str:
    """A logarithm to base 2 in words.

    >>> times(2), times(-1)
    ('4 times as often', '½ times as often')
    """
    return f"{ratio(log_ratio)} times as often"


def percent(share: float) -> str:
    """A share, or a difference of shares, in whole per cent; never a minus before 0.

    >>> percent(0.256), percent(-0.001), percent(-0.23)
    ('26 %', '0 %', '−23 %')
    """
    whole = points(share)
    return whole if whole == MISSING else f"{whole} %"


def points(difference: float) -> str:
    """A difference of shares in whole percentage points; `–` where undefined.

    >>> points(-0.031), points(-0.001), points(0.15)
    ('−3', '0', '15')
    """
    difference = _number(difference)
    if math.isnan(difference):
        return MISSING
    if math.isinf(difference):
        return infinite(difference)
    return minus(f"{round(100 * difference)}")


@checked
def spread(frame: pd.DataFrame, name: str = "difference") -> pd.Series:
    """From one end of a range to the other in points, row by row: NAME_low and NAME_high.

    `, one-sided` follows where the column NAME_range (as `compare_shares` has it) says so: only one
    of the two groups moved when it was drawn again. `–` for a range without ends.

    Errors: ValueError for a column that is missing or holds other things than numbers.

    >>> row = {"difference_low": -0.39, "difference_high": -0.07, "difference_range": "one-sided"}
    >>> spread(pd.DataFrame([row])).item()
    '−39 to −7, one-sided'
    """
    ends = [f"{name}_low", f"{name}_high"]
    check_needs(frame, ends, "The ranges need")
    low, high = (with_numbers(frame, ends)[end].map(points).astype(str) for end in ends)
    kinds = frame.get(f"{name}_range", pd.Series("", index=frame.index))
    ranges = low + " to " + high + kinds.map(_if_one_sided).astype(str)
    return ranges.mask((low == MISSING) & (high == MISSING), MISSING)


def _if_one_sided(kind: object) -> str:
    return ", one-sided" if str(kind).endswith("one-sided") else ""
