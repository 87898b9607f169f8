"""What holds for every picture: described, legible, the same each time, in the groups' colours."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from matplotlib.colors import to_rgb
from show_cases import (
    GROUPS,
    PICTURES,
    check_apart,
    colours_of,
    contrast,
    dictionary,
    draw_agreed,
    draw_anatomy,
    draw_asked,
    draw_bars,
    draw_tracks,
    draw_words,
    italic,
    shown_text,
    texts,
)

from kzlib import show
from kzlib.show import canvas, colours
from kzlib.show.canvas import Canvas

PICTURE = pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES)


@PICTURE
def test_picture_is_described_and_the_same_each_time(draw: Callable[[], show.Picture]) -> None:
    picture = draw()
    assert picture.png.startswith(b"\x89PNG")
    assert picture.png == draw().png
    assert b"Software" not in picture.png
    assert re.search(r"\d", picture.alt)
    assert f'alt="{html.escape(picture.alt)}"' in picture._repr_html_()
    assert {picture.title, picture.caption} <= {*repr(picture).splitlines()}
    numbers = picture.numbers.head(200)  # as many as a table shows
    for number in numbers.select_dtypes("number").to_numpy().ravel():
        assert f"{number:,}" in repr(picture)
    assert "<b>" not in picture.html
    shown = shown_text(picture.html).replace(",", "")
    for cell in numbers.replace({True: "yes", False: "no"}).to_numpy().ravel():
        assert str(cell).replace(",", "") in shown


@PICTURE
def test_picture_is_legible(draw: Callable[[], show.Picture], canvases: list[Canvas]) -> None:
    draw()
    (drawn,) = canvases
    written = [*texts(drawn)]
    assert drawn.figure.get_size_inches()[0] * drawn.figure.dpi == canvas.SHARP * 940
    assert min(text.get_fontsize() for text in written) >= 7.5
    check_apart(drawn)
    for text in written:
        at = text.get_position()
        under = [patch for patch in drawn.axes.patches if patch.get_bbox().contains(*at)]
        ground = under[-1].get_facecolor() if under else colours.PAPER
        assert contrast(text.get_color(), ground) >= 4.5, text.get_text()


def painted(drawn: Canvas, colour: str) -> list[float]:
    """The left edges of what is painted in a colour: boxes, marks and texts."""
    found = [(patch.get_facecolor(), patch.get_x()) for patch in drawn.axes.patches]
    found += [(line.get_color(), line.get_xdata()[0]) for line in drawn.axes.lines]
    found += [(text.get_color(), text.get_position()[0]) for text in texts(drawn)]
    return [float(x) for ink, x in found if to_rgb(ink) == to_rgb(colour)]


@pytest.mark.parametrize("draw", [draw_tracks, draw_anatomy, draw_words, draw_bars, draw_asked])
def test_each_group_is_drawn_in_its_colour_at_its_place(
    draw: Callable[[], show.Picture], canvases: list[Canvas]
) -> None:
    draw()
    first, second = (painted(canvases[0], colour) for colour in colours.GROUPS[:2])
    assert min(len(first), len(second)) >= 5
    assert max(first) < min(second)
    inks = colours_of(canvases[0])
    names = {name for name in GROUPS[:2] if name in inks}
    assert {inks[name] for name in names} <= {*colours.GROUPS[:2]}
    if draw is not draw_words:  # there the reference is on the left
        assert inks[GROUPS[0]] == colours.GROUPS[0]


def test_serif_italics_are_the_articles_words_only(canvases: list[Canvas]) -> None:
    draw_tracks(rows=dictionary(railway="a fine … harvest"))
    draw_agreed()
    assert italic(canvases[0]) == ["“a fine … harvest”"]
    assert not italic(canvases[1])


HARD = 'Up from "$5" to $7 & <b>'


def test_titles_hold_dollars_quotation_marks_and_markup(canvases: list[Canvas]) -> None:
    picture = draw_tracks(title=HARD)
    assert picture.alt.startswith(f"{HARD}. ")
    assert f'alt="{html.escape(picture.alt)}" width' in picture.html
    assert not any(text.get_parse_math() for text in texts(canvases[0]))
    assert HARD in [text.get_text() for text in texts(canvases[0])]


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: draw_tracks(title=""), "needs a title"),
        (lambda: draw_tracks(caption=" "), "needs a caption"),
        (lambda: draw_tracks(by="era"), r"needs the columns \['era'\]"),
        (lambda: draw_tracks(groups=0), "one to 4 groups side by side; 'label' has 0"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_words(draw: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw()


def test_the_sanitiser_replaces_image_data_and_nothing_else() -> None:
    text = (Path(__file__).parents[1] / "nbval.ini").read_text(encoding="utf-8")
    (pattern,) = re.findall("^regex: (.*)$", text, flags=re.MULTILINE)
    markup = draw_tracks()._repr_html_()
    cleaned = re.sub(pattern, "PNG", markup)
    before, _, after = re.split(r"(base64,[^\"]*)", markup)
    assert cleaned.startswith(f'{before}base64,PNG"')
    assert cleaned.endswith(after)
    for kept in ("31 of 55 sentences", "<td>9</td>", 'alt="9 of 31"', "abcd1234" * 50):
        assert re.sub(pattern, "PNG", kept) == kept
