"""What is said of a method comes from the two tables, whatever they hold."""

from __future__ import annotations

import pandas as pd
import pytest

from kzlib.show.method_bias import method_bias


def agreement(*lows: float, usable: bool = False, together: bool = True) -> pd.DataFrame:
    names = ["x", "y", "z"][: len(lows)] + ["together"] * together
    ends = [*lows, *[0.5] * together]
    return pd.DataFrame(
        {"era": names, "alpha": [low + 0.1 for low in ends], "alpha_low": ends}
        | {"alpha_high": [low + 0.2 for low in ends], "usable": usable}
    )


def means(raw: float, corrected: float, half: float) -> pd.DataFrame:
    """The tables of correct_means, of which only the last row counts."""
    gap = {"raw": raw, "corrected": corrected, "low": corrected - half, "high": corrected + half}
    rows = pd.DataFrame([gap] * 3).assign(n=[1000, 500, 1500], N=[2000, 1000, 3000])
    return rows.assign(era=["x", "y", "difference"])[["era", *gap, "n", "N"]]


CASES = [
    (0.2, 0.3, 0.1, "0.20 above", "0.30 above", "−0.10, in a range from −0.20 to 0.00",
     "The corrected range excludes zero: x is higher, as the list alone has it."),
    (-0.2, -0.5, 0.1, "0.20 below", "0.50 below", "0.30, in a range from 0.20 to 0.40",
     "The corrected range excludes zero: y is higher, as the list alone has it."),
    (0.2, -0.3, 0.1, "0.20 above", "0.30 below", "0.50, in a range from 0.40 to 0.60",
     "excludes zero: y is higher, and the list alone would have named x."),
    (0.2, 0.3, 0.4, "0.20 above", "0.30 above", "−0.10, in a range from −0.50 to 0.30",
     "includes zero: which of the two is higher is open, and the list alone would have named x."),
    (0.0, 0.3, 0.1, "as high as", "0.30 above", "−0.30, in a range from −0.40 to −0.20",
     "excludes zero: x is higher, and the list alone sees no difference."),
    (-0.004, 0.0, 0.2, "as high as", "as high", "0.00, in a range from −0.20 to 0.20",
     "includes zero: which of the two is higher is open, and the list alone sees no difference."),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_the_errors_would_have_done(
    case: tuple[float, float, float, str, str, str, str],
) -> None:
    raw, corrected, half, alone, after, bias, end = case
    shown = method_bias(agreement(0.5, 0.7), means(raw, corrected, half), method="the list")
    _, corrected_text, told = str(shown).splitlines()
    assert f"By the list alone, the mean tone of x is {alone} that of y." in corrected_text
    assert f"the 1,500 of 3,000 sentences that are coded, it is {after}, in a" in corrected_text
    assert f"So its bias in this difference is {bias}." in told
    assert told.endswith(end)


def test_whether_it_may_be_believed_is_what_the_agreement_says() -> None:
    yes = str(method_bias(agreement(0.7, 0.8, usable=True), means(0.1, 0.1, 0.1)))
    assert "Here the method may be believed: " in yes
    assert "and it is (x: 0.80, from 0.70 to 0.90; y: 0.90, from 0.80 to 1.00)" in yes
    no = method_bias(agreement(0.7, -0.2, 0.8), means(0.1, 0.1, 0.1), what="law & order")
    assert "**" not in no.html
    assert "<strong>Here the method may not be believed</strong>" in no.html
    assert "mean law &amp; order of x" in no.html
    assert "it is not (x: 0.80, from 0.70 to 0.90; y: −0.10, from −0.20 to 0.00; z: " in str(no)
    assert "together" not in str(no)


def test_one_group_and_no_range() -> None:
    alone = agreement(together=True).assign(alpha_low=float("nan"), alpha_high=float("nan"))
    assert "it is not (together: 0.60, from – to –)" in str(method_bias(alone, means(0.1, 0, 0.1)))


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (agreement(0.1).drop(columns="usable"), means(0, 0, 0), "The agreement needs the columns"),
        (agreement(0.1), means(0, 0, 0).drop(columns="N"), "The means need the columns"),
        (agreement(0.1), means(0, 0, 0)[:2], "The tables are not whole; give all rows"),
        (agreement(0.1)[:0], means(0, 0, 0), "The tables are not whole; give all rows"),
        (agreement(0.1), means(0, 0, 0).assign(low="x"), "The column 'low' must hold numbers"),
        (agreement(0.1).assign(usable="yes"), means(0, 0, 0), "must hold True or False"),
    ],
)
def test_other_tables_are_refused(first: pd.DataFrame, second: pd.DataFrame, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        method_bias(first, second)
    with pytest.raises(ValueError, match="got an empty name"):
        method_bias(agreement(0.1), means(0, 0, 0), method=" ")
