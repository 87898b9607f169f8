"""What a picture may be given: the checks that several pictures share."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle

import pandas as pd
import pytest
from show_cases import (
    GROUPS,
    NAMES,
    ROWS,
    agreed,
    asked,
    draw_agreed,
    draw_anatomy,
    draw_asked,
    draw_bars,
    draw_shuffles,
    draw_words,
    keyness,
    marks,
    sentences,
    shuffled,
    toned,
)

from kzlib import show
from kzlib.show.picture_checks import check_needs, groups_of

HUGE = pd.Series([10**400] * 4, dtype=object)


def test_groups_stand_in_the_order_of_the_table() -> None:
    frame = pd.DataFrame({"era": pd.Categorical([2, 1, 2], categories=[1, 2, 3]), "n": 0})
    assert groups_of(frame, "era", ["n"]) == ["2", "1"]
    with pytest.raises(ValueError, match="one to 4 groups side by side; 'n' has 5"):
        groups_of(pd.DataFrame({"n": range(5)}), "n", [])


def tracks(frame: pd.DataFrame) -> show.Picture:
    found = marks(sentences(2, each=12), [*NAMES])
    return show.sentence_tracks(found, frame, by="label", rows=NAMES, title="t", caption="c")


def paragraphs(frame: pd.DataFrame) -> show.Picture:
    return show.anatomy(frame, by="label", title="t", caption="c")


PARAGRAPHS = pd.DataFrame({"label": [*GROUPS[:2]] * 2, "article": "a", "paragraph": [1, 1, 2, 2]})
PARAGRAPHS = PARAGRAPHS.assign(part="body", words=[5, 6, 7, 8])
GROUPED = {
    "bars": (draw_bars, toned()),
    "recommendations": (draw_asked, asked()),
    "alpha": (draw_agreed, agreed()),
    "tracks": (tracks, sentences(2, each=12)),
    "anatomy": (paragraphs, PARAGRAPHS),
}


@pytest.mark.parametrize(("draw", "frame"), GROUPED.values(), ids=GROUPED)
@pytest.mark.parametrize(
    ("name", "writings"),
    [
        ("caf\u00e9", ["cafe\u0301", "caf\u00e9"]),
        ("x y", ["x\u200b y", " x  y", "x\u00a0y "]),
        ("1", [1.0, 1, "1"]),
        ("2014-01-01", [pd.Timestamp("2014-01-01"), "2014-01-01"]),
    ],
    ids=str,
)
def test_groups_are_told_apart_as_they_are_seen(
    draw: Callable[[pd.DataFrame], show.Picture],
    frame: pd.DataFrame,
    name: str,
    writings: list[object],
) -> None:
    given = cycle(writings)
    labels = [next(given) if label == GROUPS[0] else label for label in frame["label"]]
    plain = frame.assign(label=frame["label"].replace({GROUPS[0]: name}))
    seen = draw(frame.assign(label=pd.Series(labels, dtype=object)))
    pd.testing.assert_frame_equal(seen.numbers, draw(plain).numbers)
    huge = frame.assign(label=pd.Series([10**5000] * len(frame), dtype=object))
    with pytest.raises(ValueError, match=r"\A.* is too large a number; .*\Z"):
        draw(huge)


@pytest.mark.parametrize("article", ["\u00e1", "a\u0301", " \u00e1\u200b", 7, 7.0])
@pytest.mark.parametrize("number", [1, 1.0, "1"])
def test_marks_find_their_sentences_as_they_are_seen(article: object, number: object) -> None:
    """Else a table saved in another normal form would draw no tile, silently."""
    here = pd.DataFrame({"article": ["\u00e1", "7"], "sentence": [1, 1], "era": "x"})
    found = pd.DataFrame(
        {"article": [article], "sentence": [number], "key": ["sea "]}, dtype=object
    )
    picture = show.sentence_tracks(found, here, by="era", rows={"sea": "s"}, title="t", caption="c")
    assert picture.numbers.iloc[0, 1] == 1


def test_missing_columns_are_named_beside_those_that_are_there() -> None:
    with pytest.raises(ValueError, match=r"A b needs the columns \['y', 'z'\]; got \['x'\]\."):
        check_needs(pd.DataFrame({"x": [1]}), ["x", "y", "z"], "A b needs")


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: draw_bars(toned()[:0]), "one to 4 groups"),
        (lambda: draw_bars(rows={"sea": "s"}), r"'air', 'hill', 'sky', which no row takes"),
        (lambda: draw_bars(rows=dict.fromkeys(["air", "hill", "sky"], "s")), "has 'sea', which no"),
        (lambda: draw_bars(toned().drop(columns="whom")), r"needs the columns \['whom'\]"),
        (lambda: draw_bars(rows=dict.fromkeys(ROWS, " ")), r"needs a label of text; got \[' '\]"),
        (lambda: draw_bars(toned().replace({GROUPS[0]: None})), "table needs its 'label'; some"),
        (lambda: draw_bars(up="x", down="x"), "Two columns of the numbers are called 'x'"),
        (lambda: draw_bars(toned().assign(row="x"), by="row"), "are called 'row'; rename one"),
        (lambda: draw_asked(asked()[:0]), "one to 4 groups"),
        (lambda: draw_asked(rows={"crew": "the crew"}), "has 'cook', which no row takes"),
        (lambda: draw_asked(asked().drop(columns="who")), r"needs the columns \['who'\]"),
        (lambda: draw_asked(rows={"crew": "", "cook": ""}), r"needs a label of text; got \[''\]"),
        (lambda: draw_asked(asked().replace({GROUPS[0]: " "})), "needs its 'label'; some have"),
        (lambda: draw_asked(by="who"), "Two columns of the numbers are called 'who'"),
        (lambda: draw_asked(asked().assign(who=b"crew")), "'who' holds b'crew'; give text or num"),
        (lambda: draw_asked(asked(words="x" * 99_999)), "more than 8,000 pixels high"),
        (lambda: draw_bars(toned().assign(whom=[["sea"]] * 60)), r"'whom' holds \['sea'\]; give"),
        (lambda: draw_words(pd.concat([keyness()] * 2, axis=1)), "Two columns are called 'term'"),
        (lambda: draw_words(keyness().assign(low="1")), "'low' must hold numbers, or nan; got '1'"),
        (lambda: draw_words(keyness().assign(low=HUGE)), "'low' must hold numbers, or nan; got"),
        (lambda: draw_words(keyness().assign(target_count=-1)), "must hold counts; got -1.0"),
        (lambda: draw_words(keyness().assign(target_count=0.5)), "must hold counts; got 0.5"),
        (lambda: draw_words(keyness().assign(term="w" * 999)), "no room to draw .*; shorten the l"),
        (lambda: draw_shuffles(shuffled().assign(observed="yes")), "True or False; got 'yes'"),
        (lambda: draw_anatomy(by="article"), "Two columns of the numbers are called 'art"),
        (lambda: draw_agreed(agreed()[:0]), "one to 4 groups"),
        (lambda: draw_agreed(agreed().drop(columns="n")), r"needs the columns \['n'\]"),
        (lambda: draw_agreed(by="era"), r"needs the columns \['era'\]"),
        (lambda: draw_agreed(agreed().assign(method="")), "needs a label of text"),
        (lambda: draw_agreed(agreed().replace({GROUPS[0]: ""})), "needs its 'label'; some have"),
        (lambda: draw_agreed(agreed().assign(sentences="x"), by="sentences"), "'sentences'; ren"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_words(draw: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw()
