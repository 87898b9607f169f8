"""Share rows: any number of groups, a row each, and what cannot be drawn as such."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from show_cases import GROUPS, check_apart, draw_lines, draw_rows, each_share, high, written

from kzlib import show
from kzlib.show.canvas import HIGHEST, Canvas


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
        ({"count": 0, "n": 0}, "or that is 0"),
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


def test_a_picture_ends_where_it_may_be_no_higher(canvases: list[Canvas]) -> None:
    picture = draw_rows(each_share(1, 2_000, "article-{:04d}"), group=None, limit=2_000)
    drawn = [name for name in written(canvases[0]) if name.startswith("article-")]
    assert 440 < len(drawn) < 2_000
    assert f"and {2_000 - len(drawn):,} more: .to_csv(path)" in written(canvases[0])
    assert high(canvases[0]) <= HIGHEST
    assert picture.alt.count("article-") == len(drawn)
    assert len(picture.numbers) == 2_000


@pytest.mark.parametrize("draw", [draw_rows, draw_lines])
@pytest.mark.parametrize("groups", [2, 10, 189, 2_000])
def test_no_label_meets_another_with_any_number_of_groups(
    draw: Callable[[pd.DataFrame], show.Picture], groups: int, canvases: list[Canvas]
) -> None:
    one = each_share(1, 2)
    numbers = pd.DataFrame({"number": range(groups)})
    frame = numbers.merge(one, how="cross")
    frame["outlet"] = "The outlet " + frame["number"].astype(str)
    picture = draw(frame)
    heads = [name for name in written(canvases[0]) if name.startswith("The outlet ")]
    if len(heads) < groups:
        assert f"and {groups - len(heads):,} more: .to_csv(path)" in written(canvases[0])
    assert len(heads) == groups or high(canvases[0]) > 0.97 * HIGHEST
    assert high(canvases[0]) <= HIGHEST
    assert len(picture.numbers) == 2 * groups
    check_apart(canvases[0])
