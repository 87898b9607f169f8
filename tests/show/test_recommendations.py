"""Recommendations: every one quoted, by who is asked to act."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd
import pytest
from show_cases import (
    GROUPS,
    LONG,
    asked,
    draw_asked,
    filled,
    high,
    is_hollow,
    italic,
    texts,
    written,
)

from kzlib.show import colours
from kzlib.show.canvas import HIGHEST, Canvas


def test_recommendations_are_quoted_and_counted(canvases: list[Canvas]) -> None:
    frame = asked().assign(quote=["", "… must row", "The crew [all] on", None, "", ""], note="n")
    picture = draw_asked(frame)
    first, second = GROUPS[:2]
    assert picture.numbers.to_numpy().tolist() == [
        ["the crew", first, "ear-0:3", True, "3: The crew must row on.", "n"],
        ["the crew", first, "ear-0:12", True, "The crew [all] on", "n"],
        ["the crew", second, "lat-0:3", True, "3: The crew must row on.", "n"],
        ["the crew", second, "lat-0:12", True, "12: The crew must row on.", "n"],
        ["the cook", first, "ear-0:7", False, "… must row", "n"],
        ["the cook", second, "lat-0:7", False, "7: The crew must row on.", "n"],
    ]
    assert (
        f"{first}, 3 in all, of these 2 where the sentence says who is to act: "
        "the crew 2; the cook 1; nobody named 0. "
    ) in picture.alt
    words = written(canvases[0])
    assert words.count("no sentence") == 2
    assert words.count("2 of 3: the sentence says who is to act") == 2
    assert words.count("1 of 3: it does not: inferred, or nobody meant") == 2
    dots = [line for line in canvases[0].axes.lines if line.get_marker() == "o"]
    hollow = [*map(is_hollow, dots)]
    assert (len(dots), sum(hollow)) == (10, 4)  # six asks, and two in each explanation
    assert hollow[-4:] == [False, True] * 2  # those that the explanations explain
    assert [words.count(number) for number in "210"] == [2, 2, 2]  # of each row, in each group
    assert "7" in words  # the sentence, without its article
    assert not [each for each in words if "ear-0" in each]
    assert italic(canvases[0])[0] == "“3: The crew must row on.”"
    assert all(re.fullmatch("“.*”", each) for each in italic(canvases[0]))


def test_recommendations_take_categories_and_any_index() -> None:
    frame = asked().assign(note="n").set_axis([0] * 6).astype(dict.fromkeys(asked(), "category"))
    assert draw_asked(frame).html == draw_asked(asked().assign(note="n")).html


def test_recommendations_of_several_articles_name_the_article(canvases: list[Canvas]) -> None:
    draw_asked(asked(1, articles=2))
    assert "ear-1:7" in written(canvases[0])
    assert "7" not in written(canvases[0])


def test_a_long_recommendation_is_whole(canvases: list[Canvas]) -> None:
    draw_asked(LONG[:1], rows={"crew": "the crew"})
    said = "".join(italic(canvases[0])).replace(" ", "")
    assert said == f"“{LONG['text'][0]}”".replace(" ", "")


def test_every_other_row_has_a_band_as_high_as_what_stands_in_it(canvases: list[Canvas]) -> None:
    draw_asked(LONG[:2], rows={"crew": "the crew", "cook": "the cook", "": "nobody"})
    first, third = filled(canvases[0], colours.TRACK)
    quoted = [text.get_position()[1] for text in texts(canvases[0]) if text.get_text()[0] == "“"]
    assert first.get_y() < quoted[0] < first.get_y() + first.get_height() < quoted[1]
    assert quoted[1] < third.get_y()
    assert third.get_height() == 16 + 2 * 9  # a line, and the room above and below it


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: draw_asked(asked().assign(named=pd.NA)), "True or False; got <NA>"),
        (lambda: draw_asked(asked().assign(named="yes")), "True or False; got 'yes'"),
        (lambda: draw_asked(asked().assign(quote="Sail")), "'Sail'"),
        (lambda: draw_asked(asked().assign(text=" ")), "does not hold the words ''"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_words(draw: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw()


def test_a_picture_of_many_quotes_ends_where_it_may_be_no_higher(canvases: list[Canvas]) -> None:
    one = asked(1, 10, words="The crew must row on. " * 9)
    frame = pd.concat([one.assign(who=f"{number}") for number in range(20)])
    rows = {f"{number}": f"row {number}" for number in range(20)}
    picture = draw_asked(frame, rows=rows)
    assert 0.9 * HIGHEST < high(canvases[0]) <= HIGHEST
    assert "and 30 more: .to_csv(path)" in written(canvases[0])  # none of a late row
    assert len(picture.numbers) == len(frame)
