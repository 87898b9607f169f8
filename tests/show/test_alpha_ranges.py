"""Alpha ranges: a dot with its range for each method and group."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd
import pytest
from show_cases import GROUPS, agreed, colours_of, draw_agreed, texts, written

from kzlib.codes.alpha import LEAST_ALPHA
from kzlib.show import colours
from kzlib.show.canvas import Canvas


def test_what_is_drawn_is_written(canvases: list[Canvas]) -> None:
    picture = draw_agreed(agreed(1))
    numbers = picture.numbers.set_index(["method", "label"])["alpha"]
    assert numbers.xs("all together", level="label").to_dict() == {
        "a word list": "0.12 (−0.10 to 0.30)",
        "the best of all methods": "0.80 (0.60 to 1.00)",
        "worse than chance": "−0.50 (−0.90 to −0.30)",
        "always one label": "undefined",
        "no range": "0.00",
    }
    assert f"a word list, {GROUPS[0]}: 0.12 (−0.10 to 0.30), 1200 sentences, 25 %" in picture.alt
    words = written(canvases[0])
    assert words.count("undefined") == 2
    assert {"1,200", "1,201", "25 %", "−0.50", "–"} <= {*words}
    marks = [line.get_marker() for line in canvases[0].axes.lines]
    assert (marks.count("o"), marks.count("D"), marks.count("<")) == (3, 3, 2)
    diamonds = {line.get_color() for line in canvases[0].axes.lines if line.get_marker() == "D"}
    assert diamonds == {colours.INK}
    assert colours_of(canvases[0])[GROUPS[0]] == colours.GROUPS[0]


def test_an_alpha_that_is_none_is_undefined() -> None:
    frame = agreed().astype(object).replace({math.nan: None})
    assert draw_agreed(frame).html == draw_agreed().html


def test_methods_and_groups_may_be_categories() -> None:
    frame = agreed().astype({"method": "category", "label": "category"})
    assert draw_agreed(frame).html == draw_agreed().html


def test_a_dot_stands_where_its_alpha_is(canvases: list[Canvas]) -> None:
    frame = agreed(0).assign(alpha=[-0.4, 0.0, 0.3, 1.0, LEAST_ALPHA], alpha_low=0.0)
    draw_agreed(frame.assign(alpha_high=0.3), together=None)
    lines = canvases[0].axes.lines
    dots = [line.get_xdata()[0] for line in lines if line.get_marker() == "o"]
    shares = [(x - dots[0]) / (dots[3] - dots[0]) for x in dots]
    assert shares == pytest.approx([0, 0.4 / 1.4, 0.5, 1, 1.067 / 1.4])
    ticks = {t.get_text(): t.get_position()[0] for t in texts(canvases[0])}
    assert [ticks[name] for name in ("−0.4", "0", "1")] == pytest.approx([*dots[:2], dots[3]])
    ranges = [line for line in lines if len({*line.get_ydata()}) < len(line.get_ydata())]
    assert [line.get_xdata() for line in ranges] == [pytest.approx(dots[1:3])] * 5
    limits = [line.get_xdata()[0] for line in lines if line.get_color() == colours.INK]
    assert dots[4] in [pytest.approx(x) for x in limits]  # the line at the least alpha


def test_what_goes_on_outside_of_the_axis_has_an_arrow(canvases: list[Canvas]) -> None:
    frame = agreed(0).assign(alpha=[-0.5, -0.1, 0.3, 0.3, 0.3], alpha_high=0.5)
    frame["alpha_low"] = [math.nan, -0.9, -0.4, 0.1, 0.1]
    draw_agreed(frame, together=None)
    lines = canvases[0].axes.lines
    arrows = [line.get_xdata()[0] for line in lines if line.get_marker() == "<"]
    assert len(arrows) == 2
    assert min(x for line in lines for x in line.get_xdata()) == pytest.approx(arrows[0])


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (
            lambda: draw_agreed(agreed().assign(alpha="high")),
            "must hold numbers, or nan; got 'high'",
        ),
        (lambda: draw_agreed(agreed().assign(n=math.nan)), "has no n or no accuracy"),
        (lambda: draw_agreed(agreed().assign(accuracy=math.nan)), "has no n or no accuracy"),
        (lambda: draw_agreed(pd.concat([agreed()] * 2)), "stands twice in one group"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_words(draw: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw()
