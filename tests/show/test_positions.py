"""Every drawn place of every picture, held against places worked out here from the numbers given.

A picture is compared by nobody else: notebooks' tests see a PNG as the word PNG. So the layout is
written down here a second time, in pixels, with its own numbers. The widths of texts are those
that the canvas measures; `test_canvas.py` holds them against what is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import partial
from typing import Any

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from show_cases import dictionary, draw_bars, draw_tracks, is_hollow, texts, toned

from kzlib import show
from kzlib.show.canvas import Canvas, Font
from kzlib.show.colours import GREY, GROUPS, INK, PAPER, RULE, TRACK

ONE, TWO = GROUPS[:2]
PLAIN, BOLD, SMALL = Font(8.5), Font(8.5, bold=True), Font(7.5)
HEAD, LARGE, QUOTE = Font(10, bold=True), Font(10), Font(8.5, quote=True)
TITLE = ("t", 4, 17, Font(12.5, bold=True), INK, "left")
SAID = {"title": "t", "caption": "c"}
Place = tuple[Any, ...]


def near(places: Iterable[Place]) -> list[Place]:
    """In one order, numbers to a thousandth of a pixel."""

    def rounded(value: object) -> object:
        is_number = isinstance(value, float | int) and not isinstance(value, bool)
        return round(float(value), 3) + 0.0 if is_number else value

    return sorted((tuple(map(rounded, each)) for each in places), key=repr)


def written(canvas: Canvas) -> list[Place]:
    """Words, x, middle of the line, font, colour and side of each text."""
    found = []
    for text in texts(canvas):
        x, baseline = text.get_position()
        name, size = str(text.get_fontproperties().get_file()), text.get_fontsize()
        font = Font(size, bold="Bold" in name, quote="Serif" in name)
        place = (x, baseline - size / 2, font, text.get_color(), text.get_ha())
        found.append((text.get_text(), *place))
    return near(found)


def boxes(canvas: Canvas) -> list[Place]:
    """Left, top, width, height and colour of each box; an outlined one with the word edge."""
    found = []
    for box in canvas.axes.patches:
        edge = box.get_edgecolor()[3] > 0
        colour = to_hex(box.get_edgecolor() if edge else box.get_facecolor())
        place = (box.get_x(), box.get_y(), box.get_width(), box.get_height(), colour)
        found.append((*place, f"edge {box.get_linewidth()}") if edge else place)
    return near(found)


def lines(canvas: Canvas) -> list[Place]:
    """The ends, the colour and the width of each line from one place to another."""
    drawn = [line for line in canvas.axes.lines if line.get_linestyle() != "None"]
    drawn = [line for line in drawn if len(line.get_xdata()) == 2]
    return near(
        (*line.get_xdata(), *line.get_ydata(), line.get_color(), line.get_linewidth() / 0.72)
        for line in drawn
    )


def ends(line: Any) -> tuple[list[float], list[float]]:
    """Where a line goes through, or where its marks stand."""
    return [*line.get_xdata()], [*line.get_ydata()]


approx = partial(pytest.approx, nan_ok=True)


def marks(canvas: Canvas) -> list[Place]:
    """Sign, x, y, colour and size of each mark, and whether it is open."""
    drawn = [line for line in canvas.axes.lines if len(line.get_xdata()) == 1]
    return near(
        (
            line.get_marker(), line.get_xdata()[0], line.get_ydata()[0], line.get_color(),
            line.get_markersize() / 0.72, is_hollow(line),
        )
        for line in drawn
    )  # fmt: skip


def high(canvas: Canvas) -> float:
    """The height of the picture; a pixel of it is one of the canvas, from the top left."""
    wide, high = canvas.figure.get_size_inches() * 100
    assert (*canvas.axes.get_xlim(), *canvas.axes.get_ylim()) == pytest.approx((0, wide, high, 0))
    assert wide == pytest.approx(940)
    return round(float(high), 6)


@pytest.mark.parametrize("each", [2, 336, 337])
def test_shuffles(each: int, canvases: list[Canvas]) -> None:
    """Rows of 20 pixels from 48 on; tiles of 7 pixels at most, not all filled, or under 2 a bar."""
    numbers = [4, *[3] * each, 5, 6]
    table = pd.DataFrame({"off_zero": numbers, "observed": [True] + [False] * (each + 2)})
    show.shuffles(table, what="words off zero", **SAID)
    (canvas,) = canvases
    unit, wide = (7, 6) if each == 2 else (672 / each, 0.8 * 672 / each)
    rows = {"3": each, "4": 0, "5": 1, "6": 1}
    x = 740 + canvas.width(f"{each + 2}")
    said = [TITLE, ("words off zero", 4, 38, PLAIN, GREY, "left")]
    said += [("the real articles: 4", x + 16, 78, BOLD, INK, "left")]
    said += [(f"of {each + 2} shuffles", 726, 136, PLAIN, GREY, "left")]
    drawn = []
    for y, (name, count) in zip((58, 78, 98, 118), rows.items(), strict=True):
        said += [(name, 32, y, BOLD if name == "4" else PLAIN, INK, "right")]
        said += [(f"{count}", 726, y, PLAIN, GREY, "left")]
        drawn += [(44, y - 7.2, 672, 14.4, TRACK)]
        starts, long = (range(count), wide) if each < 337 else (range(1), count * unit)
        drawn += [(44 + unit * tile, y - 7.2, long, 14.4, RULE) for tile in starts]
    assert written(canvas) == near(said)
    assert boxes(canvas) == near(drawn)
    assert marks(canvas) == near([("D", x + 4, 78, INK, 9, False)])
    assert (lines(canvas), high(canvas)) == ([], 148)


def test_shuffles_of_large_numbers_leave_room_for_them(canvases: list[Canvas]) -> None:
    table = pd.DataFrame({"off_zero": [10**6, 10**6], "observed": [True, False]})
    show.shuffles(table, what="w", **SAID)
    left = 4 + canvases[0].width("1,000,000", BOLD) + 14
    track, tile = (left, 50.8, 716 - left, 14.4, TRACK), (left, 50.8, 6, 14.4, RULE)
    assert boxes(canvases[0]) == near([track, tile])


def test_word_ranges(canvases: list[Canvas]) -> None:
    """The axis has 3.5 doublings a side; rows of 20 pixels from 82 on."""
    rows = [
        ("ox", 9, 3, 1, 1, 1, "steady"),  # a range of no width is drawn too
        ("cow", 0, 12, -3, -math.inf, -0.5, "one place"),
        ("hen", 5, 0, 2, -5.0, math.inf, "cannot tell"),
        ("pig", 2, 2, math.nan, math.nan, math.nan, ""),
    ]
    names = ["term", "target_count", "reference_count", "log_ratio", "low", "high", "verdict"]
    frame = pd.DataFrame(rows, columns=names)
    show.word_ranges(frame, target_label="new", reference_label="old", **SAID)
    (canvas,) = canvases
    word = Font(9, quote=True)
    left = 4 + max(canvas.width(row[0], word) for row in rows) + 46
    wide = 940 - 4 - 56 - canvas.width("cannot tell") - left
    middle, one = left + wide / 2, wide / 7  # of a doubling
    half = wide / 2 + 26
    said = [TITLE]
    for name, note, x, colour in (
        ("old", "← more often", left - 34, ONE),
        ("new", "more often →", middle + 8, TWO),
    ):
        said += [(name, x, 42, HEAD, colour, "left")]
        said += [(note, x + half, 42, PLAIN, colour, "right")]
    assert boxes(canvas) == near([(left - 34, 54, half, 2, ONE), (middle + 8, 54, half, 2, TWO)])
    ticks = {-3: "⅛", -2: "¼", -1: "½", 0: "1", 1: "2", 2: "4", 3: "8"}
    drawn = []
    for tick, name in ticks.items():
        x = middle + one * tick
        said += [(name, x, 70, SMALL, GREY, "center")]
        drawn += [(x, x, 77, 161, TRACK if tick else GREY, 1)]
    for y, row, colour in zip((92, 112, 132, 152), rows, (TWO, ONE, GREY, GREY), strict=True):
        said += [(row[0], left - 46, y, word, INK, "right")]
        said += [(f"{row[2]}", left - 10, y, *count(row[2], ONE), "right")]
        said += [(f"{row[1]}", left + wide + 10, y, *count(row[1], TWO), "left")]
        said += [(row[6], left + wide + 46, y, PLAIN, GREY, "left")] if row[6] else []
        if row[0] != "pig":
            ends = (middle + one * max(-3.5, min(3.5, x)) for x in row[4:6])
            drawn += [(*ends, y, y, colour, 2)]
    said += [("times as often in new as in old", middle, 174, PLAIN, GREY, "center")]
    assert written(canvas) == near(said)
    assert lines(canvas) == near(drawn)
    assert marks(canvas) == near(
        [
            ("o", middle + one, 92, TWO, 8, False),
            ("o", middle - 3 * one, 112, ONE, 8, True),
            ("<", left, 112, ONE, 7, True),
            ("o", middle + 2 * one, 132, GREY, 8, True),
            ("<", left, 132, GREY, 7, False),
            (">", left + wide, 132, GREY, 7, True),
        ]
    )
    assert high(canvas) == 188


def count(number: int, colour: str) -> tuple[Font, str]:
    return (BOLD, colour) if number else (PLAIN, GREY)


@pytest.mark.parametrize(("log_ratio", "ticks"), [(3.2, 3), (6.8, 3), (20.0, 4)])
def test_the_axis_of_word_ranges_reaches_the_largest_but_no_further_than_nine(
    log_ratio: float, ticks: int, canvases: list[Canvas]
) -> None:
    frame = pd.DataFrame({"term": ["ox"], "target_count": 9, "reference_count": 1, "low": 0.0})
    frame = frame.assign(log_ratio=log_ratio, high=1.0, verdict="")
    show.word_ranges(frame, target_label="new", reference_label="old", **SAID)
    upright = [line for line in lines(canvases[0]) if line[0] == line[1]]
    assert len(upright) == 2 * ticks + 1
    (dot,) = marks(canvases[0])
    middle = next(line[0] for line in upright if line[4] == GREY)
    first = min(line[0] for line in upright if line[0] > middle)
    end = min(9, log_ratio)
    step = math.ceil((end + 0.5) / 6)
    assert (dot[1] - middle) / (first - middle) == pytest.approx(
        min(log_ratio, end + 0.5) / step, abs=1e-3
    )


def test_share_dots(canvases: list[Canvas]) -> None:
    """Rows of 24 pixels from 82 on, 37 where a name has two lines; 100 at the axis's ends."""
    long = "the old theatre by the market square and the railway"
    rows = [("oil", 0, 10, 1, 4), ("tea", 3, 10, 1, 4), (long, 4, 10, 1, 4), ("ox", 1, 10, 0, 4)]
    names = ["property", "reference_count", "reference_n", "target_count", "target_n"]
    frame = pd.DataFrame(rows, columns=names).assign(of="words")
    show.share_dots(frame, target_label="new", reference_label="old", **SAID)
    (canvas,) = canvases
    lines_of = [canvas.wrap(row[0], 220) for row in rows]
    assert [*map(len, lines_of)] == [1, 1, 2, 1]
    left = 4 + max(canvas.width(line) for each in lines_of for line in each) + 10
    half = (936 - left - 16) / 2
    axis, wide = left + 100, 836 - left - 100  # from 0 to the largest share, 4 of 10
    said = [TITLE, ("share of words", axis + wide / 2, 203, PLAIN, GREY, "center")]
    heads = (("old", left, "● 10 words", ONE), ("new", left + half + 16, "◆ 4 words", TWO))
    for name, x, note, colour in heads:
        said += [(name, x, 42, HEAD, colour, "left"), (note, x + half, 42, PLAIN, colour, "right")]
    drawn = [(x, 54, half, 2, colour) for _, x, _, colour in heads]
    ruled, dots = [], []
    for tick in range(5):
        x = axis + wide * tick / 4
        said += [(f"{10 * tick} %", x, 70, SMALL, GREY, "center")]
        ruled += [(x, x, 77, 81, GREY, 1)]
    shares = [(0, 0.25), (0.3, 0.25), (0.4, 0.25), (0.1, 0)]
    heights, y = (24, 24, 37, 24), 82
    for number, (old, new) in enumerate(shares):
        middle = y + heights[number] / 2
        for line, words in enumerate(lines_of[number]):
            at = middle + 13 * line - 6.5 * (len(lines_of[number]) - 1)
            said += [(words, left - 10, at, PLAIN, INK, "right")]
        drawn += [(4, y, 932, heights[number], TRACK)] if number % 2 == 0 else []
        ruled += [(axis + wide * old / 0.4, axis + wide * new / 0.4, middle, middle, GREY, 2)]
        for share, other, count, colour, sign, size in (
            (old, new, rows[number][1], ONE, "o", 8),
            (new, old, rows[number][3], TWO, "D", 7),
        ):
            x, side = axis + wide * share / 0.4, "right" if share < other else "left"
            dots += [(sign, x, middle, colour, size, False)]
            words = f"{100 * share:.0f} % · {count}"
            said += [(words, x + (10 if side == "left" else -10), middle, PLAIN, colour, side)]
        y += heights[number]
    assert written(canvas) == near(said)
    assert boxes(canvas) == near(drawn)
    assert lines(canvas) == near(ruled)
    assert marks(canvas) == near(dots)
    assert high(canvas) == 215


@pytest.mark.parametrize(
    ("count", "ticks"),
    [
        (0, ["0 %", "1 %"]),
        (1, ["0 %", "1 %"]),
        (5, ["0 %", "1 %", "2 %", "3 %", "4 %", "5 %"]),
        (6, ["0 %", "2 %", "4 %", "6 %"]),
        (29, ["0 %", "5 %", "10 %", "15 %", "20 %", "25 %"]),
        (100, [f"{tick} %" for tick in range(0, 101, 20)]),
    ],
)
def test_the_axis_of_share_dots_ends_at_the_largest_share(
    count: int, ticks: list[str], canvases: list[Canvas]
) -> None:
    row = {"property": "ox", "of": "words", "reference_count": 0, "reference_n": 9}
    frame = pd.DataFrame([row | {"target_count": count, "target_n": 100}])
    show.share_dots(frame, target_label="new", reference_label="old", **SAID)
    grey = [text.get_text() for text in texts(canvases[0]) if text.get_color() == GREY]
    assert grey == [*ticks, "share of words"]


def test_anatomy(canvases: list[Canvas]) -> None:
    """Two columns of 427 pixels; articles are named where a group has several."""
    rows = [
        ("old", "a", 1, "title", 5),
        ("old", "a", 2, "body", 100),
        ("old", "b", 1, "body", 2000),
        ("new", "c", 1, "body", 10),
    ]
    frame = pd.DataFrame(rows, columns=["era", "article", "paragraph", "part", "words"])
    show.anatomy(frame, by="era", **SAID)
    (canvas,) = canvases
    small = Font(7.5, bold=True)
    scale = (427 - canvas.width("9,999 · headline", SMALL) - 8) / 2000
    first, second = 26, 509
    said = [TITLE]
    for x, name, note, colour in (
        (first, "old", "2,100 words counted, 5 left out", ONE),
        (second, "new", "10 words counted, 0 left out", TWO),
    ):
        said += [(name, x, 42, HEAD, colour, "left"), (note, x + 427, 42, PLAIN, colour, "right")]
    said += [("a", first, 70, small, ONE, "left"), ("b", first, 113, small, ONE, "left")]
    drawn = [(first, 54, 427, 2, ONE), (second, 54, 427, 2, TWO)]
    for x, y, number, words, label, colour in (
        (first, 79, 1, 5, "5 · headline", ONE),
        (first, 92, 2, 100, "100", ONE),
        (first, 122, 1, 2000, "2,000", ONE),
        (second, 62, 1, 10, "10", TWO),
    ):
        long = max(2, words * scale)
        said += [(f"{number}", x - 6, y + 7, SMALL, GREY, "right")]
        said += [(label, x + long + 6, y + 7, SMALL, colour, "left")]
        inset = min(0.6, long / 3)
        drawn += [
            (x, y + 2, long, 10, colour)
            if "·" not in label
            else (x + inset, y + 2 + inset, long - 2 * inset, 10 - 2 * inset, colour, "edge 0.9")
        ]
    assert written(canvas) == near(said)
    assert boxes(canvas) == near(drawn)
    assert (lines(canvas), marks(canvas), high(canvas)) == ([], [], 141)


def test_sentence_tracks(canvases: list[Canvas]) -> None:
    """Rows of 19.5 pixels with tracks of 72 % of it; 7 pixels between the sections."""
    words = ["The harvest failed.", "A train.", "Rain fell.", "It was dry on the old road."]
    old = pd.DataFrame({"article": list("aabb"), "sentence": [1, 2, 1, 2], "era": "old"})
    frame = pd.concat([old.assign(text=words), old.assign(article="c", era="new", text="Dry.")])
    found = pd.DataFrame(
        [("a", 1, "harvest"), ("b", 2, "harvest"), ("c", 2, "railway"), ("a", 2, "river")],
        columns=["article", "sentence", "key"],
    )
    rows = dictionary(railway="the old road")
    show.sentence_tracks(found, frame[:5].reset_index(), by="era", rows=rows, **SAID)
    (canvas,) = canvases
    theatre = canvas.wrap("the old theatre by the market square", 220)
    wide = max(map(canvas.width, ("river, canal, irrigation", *theatre, "harvest", "railway")))
    firsts = {"OUT": "harvest", "BOTH": "river, canal, irrigation"}
    wide = max(wide, *(canvas.width(x, BOLD) + 14 + canvas.width(y) for x, y in firsts.items()))
    left = 4 + wide
    column = (940 - 4 - left - 12 - 14) / 2 - 58
    first, second = left + 12, left + 12 + column + 58 + 14
    middles = [71.75, 91.25, 117.75, 143.75]
    labels = dict(zip(["harvest", "railway", "river, canal, irrigation"], middles, strict=False))
    labels |= {theatre[0]: 137.25, theatre[1]: 150.25}  # one label on two lines of 13 pixels
    said = [TITLE, ("OUT", 4, 71.75, BOLD, GREY, "left"), ("BOTH", 4, 117.75, BOLD, GREY, "left")]
    said += [(name, left, y, PLAIN, INK, "right") for name, y in labels.items()]
    drawn = []
    for x, name, number, colour, tiles in (
        (first, "old", 4, ONE, ([0, 3], [], [1], [])),
        (second, "new", 1, TWO, ([], [], [], [])),
    ):
        said += [(name, x, 42, HEAD, colour, "left")]
        said += [(f"{number} sentences", x + column, 42, PLAIN, colour, "right")]
        drawn += [(x, 54, column, 2, colour)]
        step = column / number
        for y, places in zip(middles, tiles, strict=True):
            drawn += [(x, y - 7.02, column, 14.04, TRACK)]
            drawn += [(x + 2 * step - 1, y - 9.02, 1.5, 18.04, PAPER)] if number == 4 else []
            drawn += [(x + step * place, y - 7.02, step - 1, 14.04, colour) for place in places]
            said += [(f"{len(places)}", x + column + 8, y, *count(len(places), colour), "left")]
            share = {0: "0 %", 1: "25 %", 2: "50 %"}[len(places)]
            said += [(share, x + column + 56, y, SMALL, GREY, "right")]
    said += [("“the old road”", first + 5, middles[1], QUOTE, ONE, "left")]
    assert written(canvas) == near(said)
    assert boxes(canvas) == near(drawn)
    assert (lines(canvas), marks(canvas), high(canvas)) == ([], [], 167)


def test_sentence_bars(canvases: list[Canvas]) -> None:
    """Rows of 52 pixels, 10 of them the gap; bars of 18.5 pixels up or down from the middle."""
    frame = pd.DataFrame({"article": "a", "sentence": range(1, 63), "era": "old", "tone": 0})
    frame = frame.assign(whom="sea", text="Rain, rain. “Well done.”")
    frame.loc[[0, 30, 60], "tone"] = [-1, 1, 1]
    frame.loc[60, "whom"] = "hill"
    frame.loc[60:, "era"] = "new"
    rows = {"sea": "the sea", "hill": "the hills"}
    quotes, notes = {"the sea": "Rain", "the hills": "done"}, {"the hills": "all of them"}
    show.sentence_bars(frame, by="era", rows=rows, quotes=quotes, notes=notes, subtitle="s", **SAID)
    (canvas,) = canvases
    wide = max(*(canvas.width(x, LARGE) for x in rows.values()), canvas.width("all of them", SMALL))
    column = (940 - 4 - 4 - wide - 14 + 16) / 2 - 16 - 44
    first, second, right = 18 + wide, 18 + wide + column + 44 + 16, 4 + wide
    said = [TITLE, ("s", 4, 36, Font(9.5), INK, "left")]
    said += [("the sea", right, 100, LARGE, INK, "right")]
    said += [("the hills", right, 145.5, LARGE, INK, "right")]
    said += [("all of them", right, 159.5, SMALL, GREY, "right")]
    drawn, across = [], []
    for x, name, note, colour, counts in (
        (first, "old", "60 sentences: 1 ▲ praise, 1 ▼ blame", ONE, (1, 1, 0, 0)),
        (second, "new", "2 sentences: 1 ▲ praise, 0 ▼ blame", TWO, (0, 0, 1, 0)),
    ):
        said += [
            (name, x, 59, HEAD, colour, "left"),
            (note, x + column, 59, PLAIN, colour, "right"),
        ]
        drawn += [
            (x, 71, column, 2, colour),
            (x, 79, column, 42, TRACK),
            (x, 131, column, 42, TRACK),
        ]
        across += [(x, x + column, y, y, RULE, 1) for y in (100, 152)]
        for y, sign, ink, number in zip(
            (89.5, 110.5, 141.5, 162.5), "▲▼▲▼", (colour, INK) * 2, counts, strict=True
        ):
            said += [(f"{number}", x + column + 26, y, *count(number, ink), "right")]
            said += [(sign, x + column + 32, y, SMALL, ink if number else GREY, "left")]
    bar = 0.8 * column / 60
    drawn += [(first, 100, bar, 18.5, INK), (first + column / 2, 81.5, bar, 18.5, ONE)]
    drawn += [(second, 133.5, 16, 18.5, TWO)]
    assert boxes(canvas) == near(drawn)
    assert lines(canvas) == near(across)
    for words, number, x, y, colour in (
        ("“Rain”", "31", first + 5, 89.5, ONE),
        ("“done”", "61", second + column / 2 + 5, 141.5, TWO),
    ):
        end = x + canvas.width(words, QUOTE) + 5
        said += [(words, x, y, QUOTE, colour, "left"), (number, end, y, SMALL, GREY, "left")]
    assert marks(canvas) == []
    assert written(canvas) == near(said)
    assert high(canvas) == 175


def test_recommendations(canvases: list[Canvas]) -> None:
    """Lines of 16 pixels, 6 between two quotes, 9 above and below a row; every other row a band."""
    rows = [
        ("a", 3, "old", "crew", True, "Row on.", "soon"),
        ("a", 12, "old", "crew", False, "Sail.", ""),
        ("a", 4, "old", "cook", True, "Cook " + "and bake " * 12 + "well.", "x" * 15),
        ("b", 7, "new", "cook", True, "Boil " + "it " * 9 + "now.", "n " * 60 + "n"),
    ]
    names = ["article", "sentence", "era", "who", "named", "text", "note"]
    frame = pd.DataFrame(rows, columns=names)
    labels = {"crew": "the crew", "cook": "the cook", "": "nobody"}
    show.recommendations(frame, by="era", rows=labels, **SAID)
    (canvas,) = canvases
    left = 4 + 9 + max(canvas.width(name, HEAD) for name in labels.values()) + 20
    column = (940 - 4 - left + 22) / 2 - 22 - 9
    first, second = left, left + column + 9 + 22
    said, dots, bottoms = [TITLE], [], []
    tops = {"crew": 58.0, "cook": 0.0, "": 0.0}
    for place, who in enumerate(tops):
        top = tops[who]
        said += [(labels[who], 13, top + 17, HEAD, INK, "left")]
        bottom = top + 25
        for x, era, colour in ((first, "old", ONE), (second, "new", TWO)):
            mine = [row for row in rows if row[2:4] == (era, who)]
            ink = colour if mine else GREY
            said += [(f"{len(mine)}", x, top + 17, HEAD, ink, "left")]
            said += [] if mine else [("no sentence", x + 29, top + 17, PLAIN, GREY, "left")]
            start = x + 26 + 14 + 7 + canvas.width("12" if era == "old" else "7", SMALL) + 7
            room, y = x + column - start, top + 17
            for _, number, _, _, named, text, note in mine:
                dots += [("o", x + 33, y, colour, 9, not named)]
                said += [(f"{number}", start - 7, y, SMALL, GREY, "right")]
                after = 14 + canvas.width(note, SMALL)
                for line in canvas.wrap(f"“{text}”", room, QUOTE):
                    said += [(line, start, y, QUOTE, INK, "left")]
                    end, y = canvas.width(line, QUOTE), y + 16
                if end + after <= room:
                    said += [(note, start + end + 14, y - 16, SMALL, GREY, "left")] if note else []
                else:
                    for line in canvas.wrap(note, room, SMALL):
                        said += [(line, start, y, SMALL, GREY, "left")]
                        y += 16
                y += 6
            bottom = max(bottom, y - 14)
        bottoms += [bottom + 9]
        for later in [*tops][place + 1 :]:
            tops[later] = bottoms[-1]
    for x, era, colour, counts in (
        (first, "old", ONE, ("2 of 3", "1 of 3")),
        (second, "new", TWO, ("1 of 1", "0 of 1")),
    ):
        said += [(era, x, 42, HEAD, colour, "left")]
        total = f"{counts[0][-1]} in all"
        said += [(total, x + column, 42, PLAIN, colour, "right")]
        words = ("the sentence says who is to act", "it does not: inferred, or nobody meant")
        for y, number, meaning, hollow in zip((12, 28), counts, words, (False, True), strict=True):
            dots += [("o", x + 33, bottoms[-1] + y, colour, 9, hollow)]
            said += [(f"{number}: {meaning}", x + 47, bottoms[-1] + y, PLAIN, colour, "left")]
    assert written(canvas) == near(said)
    assert marks(canvas) == near(dots)
    drawn = [(first, 54, column, 2, ONE), (second, 54, column, 2, TWO)]
    drawn += [(4, 58, 932, bottoms[0] - 58, TRACK)]
    drawn += [(4, bottoms[1], 932, bottoms[2] - bottoms[1], TRACK)]
    assert boxes(canvas) == near(drawn)
    assert high(canvas) == round(bottoms[-1] + 12 + 32 + 6)


def test_alpha_ranges(canvases: list[Canvas]) -> None:
    """The axis goes from -0.4 to 1; rows of 18 pixels, 6 above and below a method."""
    alphas = {
        ("list", "old"): (0.5, 0.5, 0.5),  # a range of no width is drawn too
        ("list", "all"): (-0.4, -0.5, 0.1),
        ("coin", "old"): (math.nan, math.nan, math.nan),
        ("coin", "all"): (1.0, 0.8, 1.2),
        ("best of them", "old"): (-0.7, math.nan, math.nan),
    }
    rows = [(*key, *alpha, 1234, 0.5) for key, alpha in alphas.items()]
    names = ["method", "era", "alpha", "alpha_low", "alpha_high", "n", "accuracy"]
    frame = pd.DataFrame(rows, columns=names)
    show.alpha_ranges(frame, by="era", together="all", **SAID)
    (canvas,) = canvases
    second = 4 + 24 + canvas.width("best of them", HEAD)
    left = second + max(canvas.width("old"), canvas.width("all")) + 20
    at = {value: left + (value + 0.4) / 1.4 * (726 - left) for value in
          (0, 0.667, 1, 0.5, 0.3, 0.7, 0.1, 0.8)}  # fmt: skip
    heads = {0: "0: as good as chance", 0.667: "0.667: least to build on", 1: "1: always the same"}
    top = 34 + 4 + 24
    said = [TITLE]
    for value, words in heads.items():
        split = canvas.wrap(words, 84, SMALL)
        ys = range(top - 12 * len(split), top, 12)
        said += [
            (line, at[value], y, SMALL, GREY, "center") for line, y in zip(split, ys, strict=True)
        ]
    said += [("alpha", 810, top - 12, SMALL, GREY, "right")]
    said += [("sentences", 876, top - 12, SMALL, GREY, "right")]
    said += [("same", 928, top - 24, SMALL, GREY, "right")]
    said += [("label", 928, top - 12, SMALL, GREY, "right")]
    foot = top + 48 + 48 + 30
    drawn = [(at[x], at[x], top, foot + 4, RULE if x == 1 else INK, 1) for x in heads]
    for number, name in enumerate(["−0.4", "−0.2", "0", "0.2", "0.4", "0.6", "0.8", "1"]):
        x = left + number / 7 * (726 - left)
        drawn += [(x, x, foot, foot + 4, RULE, 1)]
        said += [(name, x, foot + 13, SMALL, GREY, "center")]
    ys = (top + 15, top + 33, top + 63, top + 81, top + 111)
    values = ("0.50", "−0.40", "–", "1.00", "−0.70")
    for y, (_, era), value in zip(ys, alphas, values, strict=True):
        ink = ONE if era == "old" else INK
        said += [(era, second, y, PLAIN, ink, "left")]
        for x, cell in ((810, value), (876, "1,234"), (928, "50 %")):
            said += [(cell, x, y, PLAIN, ink, "right")]
    for y, method in ((ys[0], "list"), (ys[2], "coin"), (ys[4], "best of them")):
        said += [(method, 12, y, HEAD, INK, "left")]
    said += [("undefined", at[0] + 8, ys[2], PLAIN, ONE, "left")]
    drawn += [(at[0.5], at[0.5], ys[0], ys[0], ONE, 2), (left, at[0.1], ys[1], ys[1], INK, 2)]
    drawn += [(at[0.8], 726, ys[3], ys[3], INK, 2)]
    assert written(canvas) == near(said)
    assert lines(canvas) == near(drawn)
    assert marks(canvas) == near(
        [
            ("o", at[0.5], ys[0], ONE, 8, False),
            ("D", left, ys[1], INK, 8, False),
            ("<", left, ys[1], INK, 7, False),
            ("D", 726, ys[3], INK, 8, False),
            (">", 726, ys[3], INK, 7, False),
            ("<", left, ys[4], ONE, 7, False),
        ]
    )
    assert boxes(canvas) == near([(4, top, 932, 48, TRACK), (4, top + 96, 932, 30, TRACK)])
    assert high(canvas) == foot + 28


def shares(*rows: tuple[str, str, int, float, float]) -> pd.DataFrame:
    """Rows of `count_shares`: outlet, time, count of 20, and the ends of the range."""
    frame = pd.DataFrame(rows, columns=["outlet", "at", "count", "low", "high"])
    frame = frame.assign(property="oil", of="sentences", articles=1, n=20)
    return frame.assign(share=frame["count"] / 20)


def test_share_rows(canvases: list[Canvas]) -> None:
    """Rows of 17 pixels under a line of 22 for each group; the axis ends at 0.4."""
    some, none = ("A", "one", 4, 0.1, 0.4), ("B", "another", 0, math.nan, math.nan)
    show.share_rows(shares(some, none), by="at", group="outlet", **SAID)
    (canvas,) = canvases
    left = 12 + canvas.width("another") + 24
    heads = {"share": "20 %", "range": "10 to 40", "sentences": "4 of 20", "articles": "1"}
    wides = [
        max(canvas.width(head, SMALL), canvas.width(cell)) + 10 for head, cell in heads.items()
    ]
    right = 928 - sum(wides) - 24
    ends = [right + 24 + sum(wides[: number + 1]) for number in range(4)]
    said = [TITLE]
    drawn = []
    for tick in range(5):
        x = left + (right - left) * tick / 4
        said += [(f"{10 * tick} %", x, 42, SMALL, GREY, "center")]
        drawn += [(x, x, 49, 53, GREY, 1)]
    said += [(head, x, 42, SMALL, GREY, "right") for head, x in zip(heads, ends, strict=True)]
    said += [("A · 1", 12, 65, BOLD, ONE, "left"), ("B · 1", 12, 104, BOLD, TWO, "left")]
    for y, name, cells in (
        (84.5, "one", heads.values()),
        (123.5, "another", ("0 %", "–", "0 of 20", "1")),
    ):
        said += [(name, left - 24, y, PLAIN, INK, "right")]
        said += [(cell, x, y, PLAIN, INK, "right") for cell, x in zip(cells, ends, strict=True)]
    drawn += [(left + (right - left) / 4, right, 84.5, 84.5, ONE, 2)]
    assert written(canvas) == near(said)
    assert lines(canvas) == near(drawn)
    dots = [("o", left + (right - left) / 2, 84.5, ONE, 7, False)]
    assert marks(canvas) == near([*dots, ("o", left, 123.5, TWO, 7, True)])
    assert boxes(canvas) == near([(4, 76, 932, 17, TRACK), (4, 115, 932, 17, TRACK)])
    assert high(canvas) == 140


def test_share_lines(canvases: list[Canvas]) -> None:
    """A panel of 110 pixels from 42 on, 10 under it, 22 of bars; no line over a gap."""
    rows = [("", "2019-01", 4, 0.1, 0.4), ("", "2019-02", 8, 0.2, 0.4)]
    rows += [("", "2019-04", 0, math.nan, math.nan)]
    frame = shares(*rows).assign(n=[20, 20, 10])
    show.share_lines(frame, by="at", **SAID)
    (canvas,) = canvases
    left = 4 + canvas.width("sentences, up to", SMALL) + 8
    xs = [left + 24 + (912 - left - 24) * month / 3 for month in range(4)]
    said = [TITLE]
    drawn = []
    for tick in range(5):
        y = 152 - 27.5 * tick
        said += [(f"{10 * tick} %", left - 8, y, SMALL, GREY, "right")]
        drawn += [(left, 936, y, y, TRACK, 1)]
    said += [("sentences, up to", left - 8, 167, SMALL, GREY, "right")]
    said += [("20", left - 8, 178, SMALL, GREY, "right")]
    for number, x in enumerate(xs, 1):
        said += [(f"2019-0{number}", x, 196, SMALL, GREY, "center")]
        drawn += [(x, x, 184, 188, RULE, 1)]
    drawn += [(left, 936, 184, 184, RULE, 1)]
    assert written(canvas) == near(said)
    ranges, course, bars = (line for line in canvases[0].axes.lines if len(line.get_xdata()) > 3)
    gap = math.nan
    assert ends(course) == (approx(xs), approx([97, 42, gap, 152]))
    assert (course.get_color(), course.get_linewidth()) == (ONE, 0.72 * 1.5)
    uprights = [124.5, 42, gap, 97, 42, gap]
    twice = [xs[0], xs[0], gap, xs[1], xs[1], gap]
    assert ends(ranges) == (approx(twice), approx(uprights))
    tops = [184, 162, gap, 184, 162, gap, 184, 173, gap]
    assert ends(bars) == (approx([*twice, xs[3], xs[3], gap]), approx(tops))
    assert [line.get_linewidth() / 0.72 for line in (ranges, bars)] == pytest.approx([2, 8])
    assert {line.get_color() for line in (ranges, bars)} == {RULE}
    assert {line.get_solid_capstyle() for line in (ranges, bars)} == {"butt"}  # no longer than said
    assert lines(canvas) == near(drawn)
    full, hollow = (line for line in canvases[0].axes.lines if line.get_marker() == "o")
    assert ends(full) == (approx(xs[:2]), approx([97, 42]))
    assert ends(hollow) == (approx(xs[3:]), approx([152]))
    assert (is_hollow(full), is_hollow(hollow)) == (False, True)
    assert boxes(canvas) == []
    assert high(canvas) == 214


@pytest.mark.parametrize("height", [174, 300])
def test_sentence_bars_fill_a_given_height(height: float, canvases: list[Canvas]) -> None:
    """Three rows from 62 on, 40 pixels each at least; the last ends 2 above the lower edge."""
    draw_bars(toned(1), height=height)
    tracks = [box for box in boxes(canvases[0]) if box[4] == TRACK]
    pitch = (height - 54) / 3
    assert sorted({box[1] for box in tracks}) == pytest.approx([62 + pitch * n for n in range(3)])
    assert {box[3] for box in tracks} == {round(pitch - 10, 3)}
    with pytest.raises(ValueError, match=r"3 rows do not fit in 173\.9 pixels"):
        draw_bars(toned(1), height=173.9)


@pytest.mark.parametrize("height", [160, 300])
def test_sentence_tracks_fill_a_given_height(height: float, canvases: list[Canvas]) -> None:
    """Four rows from 79 on, 14 pixels each at least; 7 between the sections, 13 for a line more."""
    draw_tracks(groups=1, height=height)
    pitch = (height - 79 - 7 - 13 - 5) / 4
    tracks = [box for box in boxes(canvases[0]) if box[4] == TRACK]
    middles = [79 + pitch * n + more for n, more in ((0.5, 0), (1.5, 0), (2.5, 7), (3.5, 13.5))]
    tops = [middle - 0.36 * pitch for middle in middles]
    assert sorted({box[1] for box in tracks}) == pytest.approx(tops, abs=1e-3)
    assert {box[3] for box in tracks} == {round(0.72 * pitch, 3)}
    with pytest.raises(ValueError, match=r"4 rows do not fit in 159\.9 pixels"):
        draw_tracks(groups=1, height=159.9)
