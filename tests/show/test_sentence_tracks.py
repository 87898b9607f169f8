"""Sentence tracks: what is counted and drawn, and the words that stand in their gaps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

import pandas as pd
import pytest
from show_cases import (
    NAMES,
    colours_of,
    dictionary,
    draw_bars,
    draw_tracks,
    filled,
    italic,
    marks,
    sentences,
    texts,
    toned,
    written,
)

from kzlib import show
from kzlib.search.dictionary import Dictionary
from kzlib.show import colours
from kzlib.show.canvas import Canvas, Font
from kzlib.show.sentence_tracks import Quote, Track, counts_of, holds, marked, write_quotes

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


def track(articles: int) -> Track:
    frame = sentences(1, each=4, articles=articles)
    return Track("early", "k", 100, 80, frame, {"oil": [0, 2], "tea": []})


def test_places_share_the_width() -> None:
    one = track(1)
    assert (one.step, one.x(0), one.x(3), one.right) == (20, 100, 160, 180)


def test_sentences_are_listed_with_their_article_where_there_are_several() -> None:
    assert track(1).counted("oil") == (2, "1, 3")
    assert track(2).listed([0, 7]) == "earl-0:1, earl-1:4"
    assert track(2).counted("tea") == (0, "")
    assert counts_of([track(1), track(2)], "oil") == "2 and 2"


def test_a_gap_stands_between_two_articles_and_nowhere_else(canvases: list[Canvas]) -> None:
    draw_bars(toned(1, articles=3))
    tracks = filled(canvases[0], colours.TRACK)
    gaps = [p for p in canvases[0].axes.patches if p.get_width() == 1.5]
    assert (len(tracks), len(gaps)) == (3, 6)
    left, width = tracks[0].get_x(), tracks[0].get_width()
    assert {round((gap.get_x() + 1 - left) / width, 6) for gap in gaps} == {0.333333, 0.666667}


def test_categories_are_told_apart_as_text(canvases: list[Canvas]) -> None:
    kinds = pd.CategoricalDtype(["ear-2", "ear-1", "ear-0"])
    draw_bars(toned(1, articles=3).astype({"article": kinds}))
    gaps = [p for p in canvases[0].axes.patches if p.get_width() == 1.5]
    assert len(gaps) == 6
    assert min(gap.get_height() for gap in gaps) == pytest.approx(42)


def test_quotes_fill_the_widest_stretches_in_one_size() -> None:
    """Twenty places of ten pixels from 100 on, the 13th taken; a letter is as wide as its size."""

    class Ruler:
        written: ClassVar[list[tuple[float, str, float]]] = []

        def width(self, words: str, font: Font) -> float:
            return len(words) * font.size

        def text(self, x: float, _: float, words: str, font: Font, **__: object) -> None:
            self.written.append((x, words, font.size))

    track = Track("a", "k", 100.0, 200.0, pd.DataFrame(index=range(20)), {})
    long, short = (
        Quote(words, track, middle=0, colour="k", taken=[12], where="here", number=number)
        for words, number in (("eleven long", ""), ("t", "3"))
    )
    write_quotes(Ruler(), [long, short], groups=2)  # type: ignore[arg-type]
    # 13 letters with their marks: 8.5 * 13 = 110.5 is more than 120 - 2 * 5, 8 * 13 is not.
    assert Ruler.written[:2] == [(105.0, "“eleven long”", 8.0), (235.0, "“t”", 8.0)]
    assert Ruler.written[2][:2] == (235.0 + 3 * 8 + 5, "3")
    with pytest.warns(UserWarning, match="the 110 empty pixels here"):
        write_quotes(Ruler(), [replace(long, words="w" * 20)], groups=2)  # type: ignore[arg-type]
    with pytest.warns(UserWarning, match="the 0 empty pixels here"):  # no third stretch is left
        write_quotes(Ruler(), [short] * 3, groups=2)  # type: ignore[arg-type]


def test_quotes_of_one_row_stand_in_stretches_of_their_own(canvases: list[Canvas]) -> None:
    draw_bars(toned(1), quotes={"anything else": ["sentence 10", "sentence 11"]})
    places = [text.get_position() for text in texts(canvases[0]) if "“" in text.get_text()]
    assert len({x for x, _ in places}) == 2
    assert len({y for _, y in places}) == 1


def test_quotes_of_both_groups_under_one_line_do_not_take_each_others_place(
    canvases: list[Canvas],
) -> None:
    draw_bars(quotes={"the sea": ["In earl sentence 4 of the day", "In late sentence 4 of"]})
    early, late = (text.get_position() for text in texts(canvases[0]) if "“" in text.get_text())
    tracks = filled(canvases[0], colours.TRACK)[:2]
    starts = [
        track.get_x() + track.get_width() * 4 / 30 + 5 for track in tracks
    ]  # the 4th is taken
    assert [early[0], late[0]] == pytest.approx(starts)
    assert early[1] == late[1]


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (
            lambda: draw_tracks(rows=dictionary(harvest="Sentence 3 on a fine harvest.")),
            "does not fit the 150 empty pixels of the row 'harvest' in 'early.* is left out",
        ),
        (
            lambda: draw_bars(quotes={"the sea": ["is long"] * 3}),
            "does not fit the [0-9]+ empty pixels ▼ of the row 'the sea' in 'early",
        ),
    ],
)
def test_a_quote_that_does_not_fit_is_left_out(
    draw: Callable[[], object], message: str, canvases: list[Canvas]
) -> None:
    with pytest.warns(UserWarning, match=message):
        draw()
    quoted = [text.get_text() for text in texts(canvases[0]) if "“" in text.get_text()]
    assert len(quoted) < 3


def test_of_three_groups_the_caption_counts_the_quotes_that_do_not_fit() -> None:
    rows = dictionary(harvest="Sentence 3 on a fine harvest.")
    assert draw_tracks(3, rows=rows).caption.endswith(" Quotes left out, as they do not fit: 1.")
    assert draw_tracks(3).caption == "All sentences of made-up articles."


@pytest.mark.parametrize(
    ("text", "words", "held"),
    [
        ("He said: “Go on.”", 'said: "Go', True),
        ("He said: “Go on.”", "said: ‘Go on", True),
        ("one  line\nand two", "line and", True),
        ("a (b) c*", "(b) … c*", True),
        ("accession to the Organization (WTO)", "accession to the [WTO]", True),
        ("Garci\u0301a le\u200bft", "Garc\u00eda left", True),
        ("two then one", "one … two", False),
        ("abc", "…", False),
        ("abc", "", False),
        ("a.c", "a c", False),
    ],
)
def test_a_text_holds_its_quotes(text: str, words: str, held: bool) -> None:
    assert holds(text, words) == held


def test_long_quotes_with_many_gaps_come_to_an_end() -> None:
    many = 50_000
    assert not holds("a" * many, "a…" * many + "b")
    assert holds("a" * many, "a…" * (many - 1) + "a")
    assert not holds("a" * many, "[" * many)
    assert holds("ab" * many, "[x]b…" * many)


def test_a_quote_within_a_quote_has_single_marks() -> None:
    assert marked("so “very” long") == "“so ‘very’ long”"
