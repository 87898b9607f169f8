"""The colours: legible on both grounds, told apart by everyone, and typed in one module only."""

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from show_cases import PICTURES, contrast, is_hollow

import kzlib
from kzlib import show
from kzlib.show import colours
from kzlib.show.canvas import Canvas

TEXT, MARK = 4.5, 3.0  # contrast that WCAG 2.2 asks for (1.4.3 and 1.4.11)
# Of two colours in CIELAB; 2.3 is just noticed side by side (Mahy, Van Eycken & Oosterlinck 1994).
FAR = 20
RULED = 2  # pixels
DARKER = 8  # of two colours in a grey print, in CIELAB's lightness

GROUPED = ["words", "shares"] + [
    kind + more
    for kind in ("tracks", "anatomy", "bars", "asked", "rows", "lines", "agreement")
    for more in ("", ", three groups", ", four groups", ", four groups, years")
    if kind + more in PICTURES
]

# What the colour-blind see, in linear RGB: Machado, Oliveira & Fernandes 2009, severity 1.
SEEN_BY = {
    "everyone else": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protanopes": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopes": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopes": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
XYZ = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
       [0.0193339, 0.1191920, 0.9503041]]  # fmt: skip
WHITE = (0.95047, 1, 1.08883)  # D65


def lab(colour: str, seen: list[list[float]] = SEEN_BY["everyone else"]) -> np.ndarray:
    """A colour in CIELAB: lightness from 0 to 100, and two axes of hue."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = np.array(XYZ) @ (np.array(seen) @ linear).clip(0, 1) / WHITE
    x, y, z = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_colours_stand_out() -> None:
    for ground in (colours.PAPER, colours.TRACK):
        for ink in (*colours.GROUPS, colours.INK, colours.GREY):
            assert contrast(ink, ground) >= TEXT
        assert contrast(colours.RULE, ground) >= MARK


def test_lab_is_that_of_the_books() -> None:
    """Values of sRGB's red and mid grey as published; red and green as deuteranopes see them."""
    assert lab("#ff0000") == pytest.approx([53.24, 80.09, 67.20], abs=0.02)
    assert lab("#808080") == pytest.approx([53.59, 0, 0], abs=0.02)
    near = [lab(each, SEEN_BY["deuteranopes"])[1:] for each in ("#a05a3c", "#6e6e3c")]
    assert np.linalg.norm(near[0] - near[1]) < FAR < np.linalg.norm(lab("#a05a3c") - lab("#6e6e3c"))


@pytest.mark.parametrize("who", SEEN_BY)
def test_groups_are_told_apart_by(who: str) -> None:
    seen = SEEN_BY[who]
    for one, other in itertools.combinations([*colours.GROUPS, colours.INK, colours.GREY], 2):
        if {one, other} != {colours.INK, colours.GREY}:
            assert np.linalg.norm(lab(one, seen) - lab(other, seen)) >= FAR, (one, other)


def test_the_two_groups_of_most_pictures_differ_in_a_grey_print() -> None:
    first, second = colours.GROUPS[:2]
    assert abs(lab(first)[0] - lab(second)[0]) >= DARKER


def marks_of(canvas: Canvas, colour: str) -> tuple[set[object], list[float], set[float]]:
    """The shapes, the places from left to right, and the heights of what has a colour."""
    shapes: set[object] = set()
    xs: list[float] = []
    ys: set[float] = set()
    for line in canvas.axes.lines:
        if line.get_color() == colour and line.get_marker() != "None":
            shapes.add((line.get_marker(), is_hollow(line)))
            xs += [*line.get_xdata()]
            ys |= {*line.get_ydata()}
    for box in canvas.axes.patches:
        ruled = box.get_height() <= RULED  # which only underlines a group's name
        if not ruled and to_rgb(colour) in (box.get_facecolor()[:3], box.get_edgecolor()[:3]):
            shapes.add("box")
            xs += [box.get_x(), box.get_x() + box.get_width()]
            ys.add(box.get_y())
    return shapes, xs, ys


@pytest.mark.parametrize("draw", [PICTURES[name] for name in GROUPED], ids=GROUPED)
def test_place_or_shape_tell_groups_apart_without_colour(
    draw: Callable[[], show.Picture], canvases: list[Canvas]
) -> None:
    draw()
    marks = [marks_of(canvases[0], colour) for colour in colours.GROUPS]
    for one, other in itertools.combinations([each for each in marks if each[0]], 2):
        columns = max(one[1]) <= min(other[1]) or max(other[1]) <= min(one[1])
        assert columns or not one[0] & other[0] or not one[2] & other[2]


def test_no_other_module_types_a_colour() -> None:
    typed = re.compile(r"#[0-9a-f]{6}\b|#[0-9a-f]{3}['\"]|\b(rgb|hsl)a?\(", re.IGNORECASE)
    modules = Path(kzlib.__file__).parent.rglob("*.py")
    found = {path.name for path in modules if typed.search(path.read_text(encoding="utf-8"))}
    assert found == {"colours.py"}
