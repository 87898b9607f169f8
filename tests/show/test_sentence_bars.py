"""Sentence bars: up for praise, down for blame, in the row of whom it falls on."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from show_cases import (
    GROUPS,
    QUOTES,
    colours_of,
    draw_bars,
    filled,
    italic,
    texts,
    toned,
    written,
)

from kzlib.show import colours
from kzlib.show.canvas import Canvas


def test_bars_are_counted_on_each_side_of_each_row(canvases: list[Canvas]) -> None:
    picture = draw_bars()
    first, second = GROUPS[:2]
    assert picture.numbers.to_numpy().tolist() == [
        ["the sea", first, 0, "", 1, "4"],
        ["the sea", second, 0, "", 1, "4"],
        ["the hills", first, 1, "6", 0, ""],
        ["the hills", second, 1, "6", 0, ""],
        ["anything else", first, 2, "10, 11", 0, ""],
        ["anything else", second, 2, "10, 11", 0, ""],
    ]
    assert "the sea, praise 0 and 0, blame 1 and 1; the hills, praise 1 and 1" in picture.alt
    assert f"{first}, 30 sentences: 3 ▲ praise, 1 ▼ blame; {second}, 30" in picture.alt
    assert written(canvases[0]).count("30 sentences: 3 ▲ praise, 1 ▼ blame") == 2
    assert written(canvases[0]).count("▲") == written(canvases[0]).count("▼") == 6


def test_each_group_has_its_own_number_of_sentences(canvases: list[Canvas]) -> None:
    draw_bars(toned()[:31])
    assert "30 sentences: 3 ▲ praise, 1 ▼ blame" in written(canvases[0])
    assert "1 sentence: 0 ▲ praise, 0 ▼ blame" in written(canvases[0])


def test_the_article_is_named_where_there_are_several() -> None:
    picture = draw_bars(toned(1, articles=2))
    assert picture.numbers["praise: sentences"].tolist()[1] == "ear-0:6, ear-1:6"
    assert "60 sentences: 6 ▲ praise" in picture.alt


def test_bars_take_categories_and_any_index() -> None:
    frame = toned().astype({"label": "category", "whom": "category", "article": "category"})
    picture = draw_bars(frame.set_axis([0] * len(frame)), quotes=QUOTES)
    assert picture.html == draw_bars(quotes=QUOTES).html


def test_bars_take_other_columns_and_words() -> None:
    frame = toned().rename(columns={"tone": "sign", "whom": "speaker"})
    picture = draw_bars(frame, value="sign", subject="speaker", up="own", down="reported")
    assert [*picture.numbers] == [
        "row", "label", "own", "own: sentences", "reported", "reported: sentences"
    ]  # fmt: skip
    assert picture.numbers["own"].tolist() == draw_bars().numbers["praise"].tolist()


def test_blame_stands_under_the_line_and_is_black(canvases: list[Canvas]) -> None:
    draw_bars(toned(1), quotes={"the sea": "sentence 4", "the hills": "sentence 6"})
    drawn = canvases[0]
    (bar,), track = filled(drawn, colours.INK), filled(drawn, colours.TRACK)[0]
    assert bar.get_y() == pytest.approx(track.get_y() + track.get_height() / 2)
    assert bar.get_x() == pytest.approx(track.get_x() + track.get_width() * 3 / 30)
    at = {t.get_position()[1]: t.get_text() for t in texts(drawn) if t.get_text() in "01"}
    assert [at[y] for y in sorted(at)[:2]] == ["0", "1"]  # praise above, blame below
    inks = colours_of(drawn)
    assert inks["“sentence 4”"] == colours.INK
    assert inks["“sentence 6”"] == colours.GROUPS[0]
    heights = {t.get_text(): t.get_position()[1] for t in texts(drawn)}
    assert heights["“sentence 4”"] > bar.get_y()


def test_a_quote_stands_with_the_group_whose_sentence_has_the_bar(canvases: list[Canvas]) -> None:
    frame = toned()
    frame.loc[(frame["label"] == GROUPS[0]) & (frame["sentence"] == 6), "tone"] = 0
    draw_bars(frame, quotes={"the hills": "sentence 6"})
    assert italic(canvases[0]) == ["“sentence 6”"]
    assert colours_of(canvases[0])["“sentence 6”"] == colours.GROUPS[1]
    assert colours_of(canvases[0])["6"] == colours.GREY  # its number


def test_a_note_stands_in_grey_under_its_label(canvases: list[Canvas]) -> None:
    draw_bars(notes={"the hills": "all of them"})
    heights = {text.get_text(): text.get_position()[1] for text in texts(canvases[0])}
    assert heights["the hills"] < heights["all of them"] < heights["anything else"]
    assert colours_of(canvases[0])["all of them"] == colours.GREY


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: draw_bars(toned().assign(tone=0.5)), r"must hold -1, 0 or 1; got 0\.5"),
        (lambda: draw_bars(toned().assign(tone="good")), "got 'good'"),
        (lambda: draw_bars(toned().assign(tone=math.nan)), "got nan"),
        (lambda: draw_bars(quotes={"the sea": "never said"}), "row 'the sea' holds 'never"),
        (lambda: draw_bars(quotes={"the sea": "sentence 6"}), "row 'the sea' holds"),
        (lambda: draw_bars(quotes={"the sea": " … "}), "row 'the sea' holds"),
        (lambda: draw_bars(quotes={"sea": "sentence 4"}), r"notes for \['sea'\]; the rows"),
        (lambda: draw_bars(notes={"sea": "x"}), r"quotes or notes for \['sea'\]"),
        (lambda: draw_bars(toned().drop(columns="text"), quotes=QUOTES), r"\['text'\]"),
        (lambda: draw_bars(height=150), "3 rows do not fit in 150 pixels"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_words(draw: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw()
