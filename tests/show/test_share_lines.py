"""Share lines: what is no month, and the ticks that are written."""

from __future__ import annotations

import pytest
from show_cases import YEARS, draw_lines, each_share, written

from kzlib.show.canvas import Canvas


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (["2019-05", "May 2019"], "The month 'May 2019' is no month; write 2019-05"),
        (["2019-05", "2019-13"], "'2019-13' is no month"),
        (["2019-05", "2019"], "has months and years; draw one kind"),
        (["2019-05", "2019-05"], "A month stands twice"),
    ],
)
def test_what_is_no_time(months: list[str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        draw_lines(each_share(1, 2).assign(month=months))


def test_a_long_time_has_years_under_it_and_a_short_one_months(canvases: list[Canvas]) -> None:
    draw_lines(each_share(1, 240).assign(month=YEARS))
    draw_lines(each_share(1, 3))
    assert {"2000", "2002", "2018"} <= {*written(canvases[0])}
    assert {"2019-01", "2019-02", "2019-03"} <= {*written(canvases[1])}


def test_the_alternative_says_first_last_lowest_and_highest() -> None:
    alt = draw_lines(each_share(1, 3)).alt
    said = "3 in order, first 0 % in 2019-01, last 30 % in 2019-03, lowest 0 % in 2019-01, highest"
    assert said in alt


def test_some_thousand_months_are_drawn_in_one_go(canvases: list[Canvas]) -> None:
    """One by one, 3,000 months were 11,000 things on the canvas, and took six seconds."""
    months = [f"{year}-{month:02d}" for year in range(1800, 2050) for month in range(1, 13)]
    draw_lines(each_share(1, 3_000).assign(month=months))
    axes = canvases[0].axes
    assert len(axes.lines) + len(axes.patches) + len(axes.texts) < 100
    dots = [line for line in axes.lines if line.get_marker() == "o"]
    assert sum(len(line.get_xdata()) for line in dots) == 3_000
