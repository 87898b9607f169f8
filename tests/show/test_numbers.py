"""How numbers are written."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from kzlib import show
from kzlib.show.numbers import minus

RATIOS = {2: "4", 1: "2", 0: "1", -1: "½", -2: "¼", -3: "⅛", -4: "1/16", 10: "1,024"}
RATIOS |= {
    2000: "∞",
    -2000: "0",
    1.3: "2.5",
    3.3: "9.8",
    6.7: "104",
    -2.5: "0.18",
    -3.3: "1/10",
    math.log2(1 / 3): "⅓",
    math.log2(1 / 5): "⅕",
    math.log2(1 / 6): "⅙",
    -1.3: "0.41",
    -0.01: "0.99",
    math.inf: "∞",
    -math.inf: "0",
    math.nan: "–",
}


@pytest.mark.parametrize(("log_ratio", "words"), RATIOS.items())
def test_ratios_are_written_as_a_newspaper_would(log_ratio: float, words: str) -> None:
    assert show.ratio(log_ratio) == words
    assert show.times(log_ratio) == f"{words} times as often"


def test_shares_and_points_are_whole() -> None:
    values = [0.256, -0.001, -0.23, math.nan, math.inf, -math.inf]
    assert [show.percent(x) for x in values] == ["26 %", "0 %", "−23 %", "–", "∞ %", "−∞ %"]
    assert [show.points(x) for x in values] == ["26", "0", "−23", "–", "∞", "−∞"]


@pytest.mark.parametrize("wrong", [None, "1", True, [1], 10**400, 1e300, pd.NA])
def test_what_is_no_number_is_said_in_words(wrong: object) -> None:
    for write in (show.ratio, show.times, show.percent, show.points):
        with pytest.raises(ValueError, match="is no number that can be shown"):
            write(wrong)  # type: ignore[arg-type]


def test_a_minus_stands_before_digits_only() -> None:
    written = {"-1,200": "−1,200", "-inf": "−inf", "1 - -2": "1 - −2", "3-fold": "3-fold"}
    assert {number: minus(number) for number in written} == written


def test_a_range_is_written_from_one_end_to_the_other_and_says_where_it_is_one_sided() -> None:
    frame = pd.DataFrame({"x_low": [-0.1, 0.0, math.nan], "x_high": [0.2, math.nan, math.nan]})
    assert show.spread(frame, "x").tolist() == ["−10 to 20", "0 to –", "–"]
    kinds = ["stability range over paragraphs, one-sided", "interval over articles", "none"]
    told = show.spread(frame.assign(x_range=kinds), "x")
    assert told.tolist() == ["−10 to 20, one-sided", "0 to –", "–"]
