"""Shares: of two groups on one line, of any number a row each, and over time."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from show_cases import (
    GROUPS,
    YEARS,
    check_apart,
    colours_of,
    draw_lines,
    draw_rows,
    draw_shares,
    each_share,
    high,
    shared,
    written,
)

from kzlib import show
from kzlib.show import colours
from kzlib.show.canvas import HIGHEST, Canvas


def test_each_group_has_its_numbers_in_its_colour_and_the_smaller_share_to_the_left(
    canvases: list[Canvas],
) -> None:
    picture = draw_shares()
    assert picture.numbers[GROUPS[0]].tolist() == [
        "0 of 31 (0 %)", "3 of 31 (10 %)", "31 of 31 (100 %)", "0 of 31 (0 %)"
    ]  # fmt: skip
    assert picture.numbers[GROUPS[1]].tolist()[1] == "21 of 1,055 (2 %)"
    inks = colours_of(canvases[0])
    assert inks["10 % · 3"] == inks[GROUPS[0]] == colours.GROUPS[0]
    assert inks["2 % · 21"] == inks[GROUPS[1]] == colours.GROUPS[1]
    sides = {text.get_text(): text.get_ha() for text in canvases[0].axes.texts}
    assert (sides["2 % · 21"], sides["10 % · 3"]) == ("right", "left")
    assert written(canvases[0]).count("0 % · 0") == 3  # a tie: once on each side
    assert "harvest 0 of 31 (0 %) and 14 of 1,055 (1 %)" in picture.alt


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"of": ["sentences", "words"] * 2}, "'of' has sentences, words; draw rows of one"),
        ({"target_n": [4, 5, 4, 4]}, "'target_n' has 4, 5; draw rows of one"),
        ({"target_count": 2000}, "A target_count is larger than its target_n"),
        (
            {"reference_count": 0, "reference_n": 0},
            "A reference_count is larger than its reference_n, or that is 0",
        ),
        ({"reference_count": 0.5}, "'reference_count' must hold counts"),
        ({"property": ""}, "needs a label of text"),
    ],
)
def test_rows_that_are_no_shares_of_two_groups(change: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        draw_shares(shared().assign(**change))


def test_no_rows_no_columns_and_two_groups_of_one_name() -> None:
    with pytest.raises(ValueError, match="no shares to draw"):
        draw_shares(shared()[:0])
    with pytest.raises(ValueError, match=r"needs the columns \['of'\]"):
        draw_shares(shared().drop(columns="of"))
    with pytest.raises(ValueError, match="are called 'same'"):
        draw_shares(target_label="same", reference_label="same")


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


@pytest.mark.parametrize("draw", [draw_rows, draw_lines])
def test_the_caption_says_what_the_ranges_are_over(draw: Callable[..., show.Picture]) -> None:
    """Few articles are drawn by their paragraphs, five or more as wholes: rows may have both."""
    table = each_share(1, 3)
    assert "Range" not in draw(table).caption  # it does not say
    kinds = ["none", "stability range over paragraphs", "interval over articles"]
    assert draw(table.assign(range=kinds)).caption.endswith(
        " Range: stability range over paragraphs; interval over articles."
    )
    assert "Range" not in draw(table.assign(range="none")).caption


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


def test_labels_of_many_lines_end_where_a_picture_may_be_no_higher(
    canvases: list[Canvas],
) -> None:
    one, words = shared()[:1], "word " * 60
    many = pd.concat([one.assign(property=f"{words}{number}") for number in range(90)])
    picture = draw_shares(many)
    drawn = picture.alt.count("31 (")
    assert 40 < drawn < 90
    assert f"and {90 - drawn} more: .to_csv(path)" in written(canvases[0])
    assert high(canvases[0]) <= HIGHEST
    with pytest.raises(ValueError, match="more than 8,000 pixels high"):
        draw_shares(one.assign(property=words * 200))


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


def test_years_have_years_under_them_however_few(canvases: list[Canvas]) -> None:
    show.share_lines(
        each_share(1, 2).rename(columns={"month": "year"}).assign(year=["2023", "2024"]),
        by="year", title="t", caption="c.",
    )  # fmt: skip
    times = [words for words in written(canvases[0]) if words.startswith("202")]
    assert times == ["2023", "2024"]


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
