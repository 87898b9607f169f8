"""Share rows: any number of groups, a row each, and what cannot be drawn as such."""

from __future__ import annotations

import pytest
from show_cases import GROUPS, draw_rows, each_share, written

from kzlib.show.canvas import Canvas


def test_a_limit_holds_for_each_group_and_the_numbers_are_whole(canvases: list[Canvas]) -> None:
    picture = draw_rows(each_share(2, 7), limit=3)
    assert written(canvases[0]).count("and 4 more: .to_csv(path)") == 2
    assert written(canvases[0]).count("2019-03") == 2
    assert "2019-04" not in written(canvases[0])
    assert len(picture.numbers) == 14
    assert picture.alt.count("2019-03") == 2
    assert "2019-04" not in picture.alt
    assert f"{GROUPS[0]} · 7" in written(canvases[0])


def test_numbers_say_share_range_and_count() -> None:
    picture = draw_rows(each_share(1, 2))
    assert picture.numbers.to_numpy().tolist() == [
        [GROUPS[0], "2019-01", "0 %", "–", "0 of 20", 0],
        [GROUPS[0], "2019-02", "15 %", "5 to 35", "3 of 20", 1],
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"of": ["sentences", "words"]}, "'of' has sentences, words; draw rows of one"),
        ({"property": ["oil", "gas"]}, "'property' has oil, gas; draw rows of one"),
        ({"share": 2}, "not from 0 to 1"),
        ({"count": 0.5}, "'count' must hold counts"),
        ({"count": 21}, "A count is larger than its n"),
        ({"count": 0, "n": 0}, "or n is 0"),
        ({"high": float("inf")}, "A high is missing or not from 0 to 1"),
        ({"low": -0.1}, "A low is missing or not from 0 to 1"),
        ({"month": ""}, "needs a label of text"),
    ],
)
def test_rows_that_are_no_shares(change: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        draw_rows(each_share(1, 2).assign(**change))
    with pytest.raises(ValueError, match="no shares to draw"):
        draw_rows(each_share(1, 0))
    with pytest.raises(ValueError, match="limit is 0"):
        draw_rows(limit=0)


def test_too_many_rows_are_refused_at_once(canvases: list[Canvas]) -> None:
    with pytest.raises(ValueError, match="more than 20,000 pixels high; draw fewer rows"):
        draw_rows(each_share(1, 2_000), limit=2_000)
    assert not canvases
