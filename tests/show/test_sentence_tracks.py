"""Sentence tracks: one row a key, one track a group, the count at its end."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from show_cases import (
    NAMES,
    colours_of,
    dictionary,
    draw_tracks,
    filled,
    italic,
    marks,
    sentences,
    texts,
    written,
)

from kzlib import show
from kzlib.search.dictionary import Dictionary
from kzlib.show import colours
from kzlib.show.canvas import Canvas

OPTIONS = {"by": "label", "title": "t", "caption": "c"}


def test_tracks_count_sentences_once_and_only_those_drawn(canvases: list[Canvas]) -> None:
    frame = sentences(2, each=4)
    rows = [
        ("earl-0", 2, "a"),
        ("earl-0", 2, "a"),
        ("earl-0", 9, "a"),
        ("late-0", 1, "a"),
        ("late-0", 4, "b"),
        ("late-0", 4, "no row"),
        ("other", 1, "a"),
    ]
    found = pd.DataFrame(rows, columns=["article", "sentence", "key"])
    picture = show.sentence_tracks(found, frame, rows={"a": "a", "b": "b"}, **OPTIONS)
    assert picture.numbers.to_numpy().tolist() == [["a", 1, "2", 1, "1"], ["b", 0, "", 1, "4"]]
    assert "a 1 and 1; b 0 and 1." in picture.alt
    assert written(canvases[0]).count("4 sentences") == 2
    assert len(filled(canvases[0], colours.GROUPS[0])) == 1 + 1  # the rule under the name, a tile
    assert len(filled(canvases[0], colours.GROUPS[1])) == 1 + 2


def test_categories_give_the_same_picture() -> None:
    frame, given = sentences(2), {"rows": NAMES, **OPTIONS}
    found = marks(frame, [*NAMES])
    kinds = {"article": "category", "key": "category"}
    picture = show.sentence_tracks(
        found.astype(kinds), frame.astype({"article": "category"}), **given
    )
    assert picture.html == show.sentence_tracks(found, frame, **given).html


def test_tiles_stand_where_their_sentences_are(canvases: list[Canvas]) -> None:
    frame = sentences(1, each=4)
    found = pd.DataFrame({"article": "earl-0", "sentence": [2, 4], "key": "a"})
    show.sentence_tracks(found, frame, rows={"a": "a"}, **OPTIONS)
    (track,), tiles = filled(canvases[0], colours.TRACK), filled(canvases[0], colours.GROUPS[0])[1:]
    places = [(tile.get_x() - track.get_x()) / track.get_width() for tile in tiles]
    assert places == pytest.approx([1 / 4, 3 / 4])


def test_a_dictionary_gives_rows_sections_and_quotes(canvases: list[Canvas]) -> None:
    keys = {
        "oil": {"label": "oil and gas", "group": "OUT", "quote": "oil", "patterns": ["oil"]},
        "tea": {"group": "IN", "patterns": ["tea"]},
        "gold": {"label": "gold", "group": "OUT", "patterns": ["gold"]},
        "ignore": {"patterns": ["tea room"]},
    }
    rows = Dictionary.from_mapping({"keys": keys})
    frame = pd.DataFrame(
        {"article": "a", "sentence": [1, 2, 3], "label": "x", "text": ["Some oil.", "Tea.", "No."]}
    )
    found = pd.DataFrame({"article": "a", "sentence": [1, 2], "key": ["oil", "tea"]})
    picture = show.sentence_tracks(found, frame, rows=rows, **OPTIONS)
    assert picture.numbers["row"].tolist() == ["oil and gas", "gold", "tea"]
    heights = {text.get_text(): text.get_position()[1] for text in texts(canvases[0])}
    assert heights["OUT"] == heights["oil and gas"] == pytest.approx(heights["“oil”"])
    assert heights["oil and gas"] < heights["gold"] < heights["IN"] == heights["tea"]
    assert colours_of(canvases[0])["OUT"] == colours.GREY
    assert italic(canvases[0]) == ["“oil”"]
    assert "ignore" not in repr(picture)
    assert picture.numbers.to_numpy().tolist()[0] == ["oil and gas", 1, "1"]


def test_a_quote_stands_with_the_group_that_has_tiles_in_its_row(canvases: list[Canvas]) -> None:
    frame = sentences(2)  # both say the words
    found = pd.DataFrame({"article": "late-0", "sentence": [1], "key": "railway"})
    show.sentence_tracks(found, frame, rows=dictionary(railway="a fine"), **OPTIONS)
    assert colours_of(canvases[0])["“a fine”"] == colours.GROUPS[1]


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: draw_tracks(rows={}), "no rows to draw"),
        (lambda: draw_tracks(height=90), "4 rows do not fit in 90 pixels"),
        (lambda: draw_tracks(height=140), "4 rows do not fit in 140 pixels"),
        (
            lambda: draw_tracks(rows=dictionary(harvest="never said")),
            "No sentence drawn holds the quote 'never said' of the row 'harvest'",
        ),
    ],
)
def test_what_cannot_be_drawn_is_said_in_words(draw: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw()


def test_marks_without_their_columns_or_keys() -> None:
    frame = sentences(1)
    found = marks(frame, ["a"]).astype({"key": "category"})
    with pytest.raises(ValueError, match=r"The marks need the columns \['key'\]"):
        show.sentence_tracks(found.drop(columns="key"), frame, rows={"a": "a"}, **OPTIONS)
    with pytest.raises(ValueError, match=r"No such key: \['b'\]; the marks have \['a'\]"):
        show.sentence_tracks(found, frame, rows={"a": "a", "b": "b"}, **OPTIONS)
