"""Word ranges: dots, lines and arrows for how many times as often words appear."""

from __future__ import annotations

import math

import pytest
from show_cases import draw_words, is_hollow, keyness, texts

from kzlib.show import colours
from kzlib.show.canvas import Canvas


def test_a_dot_stands_on_the_side_of_the_group_that_says_the_word_more(
    canvases: list[Canvas],
) -> None:
    picture = draw_words()
    dots = [line for line in canvases[0].axes.lines if line.get_marker() == "o"]
    one = next(t.get_position()[0] for t in texts(canvases[0]) if t.get_text() == "1")
    assert [dot.get_xdata()[0] > one for dot in dots] == [True, False, False, False]
    reference, target = colours.GROUPS[:2]
    assert [dot.get_color() for dot in dots] == [target, colours.GREY, colours.GREY, reference]
    assert [*map(is_hollow, dots)] == [True, False, False, True]  # a count of 0
    assert picture.numbers["times as often"].tolist() == ["–", "0.93", "0.19", "–"]
    assert picture.numbers["at least"].tolist() == ["4.3", "0.62", "1/274", "0"]
    assert picture.numbers["at most"].tolist() == ["∞", "1.5", "1.9", "0.38"]


def test_a_range_without_end_has_an_open_arrow_and_a_cut_one_a_filled_one(
    canvases: list[Canvas],
) -> None:
    draw_words()
    arrows = [line for line in canvases[0].axes.lines if line.get_marker() in ("<", ">")]
    assert [(line.get_marker(), is_hollow(line)) for line in arrows] == [
        (">", True),  # harvest, no end
        ("<", False),  # irrigation-minded, beyond the axis
        ("<", True),  # railway, no end
    ]


def test_a_range_that_is_not_known_is_grey_and_a_count_of_0_in_no_ratio(
    canvases: list[Canvas],
) -> None:
    picture = draw_words(keyness().assign(low=math.nan, high=math.nan))
    lines = canvases[0].axes.lines
    dots = [line for line in lines if line.get_marker() == "o"]
    assert {line.get_color() for line in dots} == {colours.GREY}
    assert not [line for line in lines if line.get_linewidth() > 1 and line not in dots]
    assert [*map(is_hollow, dots)] == [True, False, False, True]
    assert picture.numbers["times as often"].tolist() == ["–", "0.93", "0.19", "–"]
    assert picture.numbers["at least"].tolist() == ["–"] * 4


def test_no_words_and_no_columns() -> None:
    with pytest.raises(ValueError, match="no words to draw"):
        draw_words(keyness()[:0])
    with pytest.raises(ValueError, match=r"needs the columns \['low'\]"):
        draw_words(keyness().drop(columns="low"))
