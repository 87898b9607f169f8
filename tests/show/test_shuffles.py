"""Shuffles: one tile a shuffle, a diamond where the real articles are."""

from __future__ import annotations

import pandas as pd
import pytest
from show_cases import draw_shuffles, filled, sentences, shuffled, texts, written

from kzlib.show import colours
from kzlib.show.canvas import Canvas


def test_the_real_split_is_told_from_the_deals(canvases: list[Canvas]) -> None:
    picture = draw_shuffles()
    real = picture.numbers[picture.numbers["where"] != ""]
    assert real.iloc[0, 0] == "5"
    assert picture.numbers["shuffles"].sum() == 200
    assert len(filled(canvases[0], colours.RULE)) == 200  # a tile a deal
    as_many = shuffled()["off_zero"][1:].ge(5).sum()
    assert f", {as_many} as many as the real articles or more" in picture.alt
    (mark,) = canvases[0].axes.lines
    places = {text.get_text(): text.get_position() for text in texts(canvases[0])}
    half = 8.5 / 2  # of the letters: they stand on a line under their middle
    assert places["the real articles: 5"][1] - half == pytest.approx(mark.get_ydata()[0])


def test_many_different_numbers_stand_in_steps(canvases: list[Canvas]) -> None:
    picture = draw_shuffles(shuffled(300, most=250))
    assert picture.numbers.iloc[0, 0] == "0 to 12"  # 301 numbers in at most 24 rows of 13
    assert picture.numbers["shuffles"].tolist() == [13] * 19 + [3] + [0] * 4
    assert picture.numbers.iloc[-1].tolist() == ["299 to 311", 0, "the real articles"]
    assert "the real articles: 300" in written(canvases[0])
    assert (
        "300 in the real articles; of 250 shuffles nine in ten give at most 225, 0 as many as"
        in picture.alt
    )


@pytest.mark.parametrize(("most", "rows"), [(24, 24), (25, 13), (48, 24), (49, 17)])
def test_up_to_24_rows_are_drawn(most: int, rows: int) -> None:
    assert len(draw_shuffles(shuffled(0, most=most)).numbers) == rows


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (sentences(1), r"needs the columns \['off_zero', 'observed'\]"),
        (pd.DataFrame({"off_zero": [3], "observed": [True]}), "one row of the real articles and"),
        (pd.DataFrame({"off_zero": [3, 4], "observed": [False] * 2}), "got 0 and 2"),
    ],
)
def test_no_deals_and_no_real_split(table: pd.DataFrame, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw_shuffles(table)
