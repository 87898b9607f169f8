"""The canvas: text that fits, groups side by side, an axis."""

from collections.abc import Callable

import pytest
from show_cases import (
    ROWS,
    agreed,
    draw_agreed,
    draw_asked,
    draw_bars,
    draw_shuffles,
    draw_tracks,
    draw_words,
    keyness,
    written,
)

from kzlib.show import colours
from kzlib.show.canvas import (
    BOLD,
    HEADER,
    LABEL,
    LARGE,
    MARGIN,
    SMALL,
    SUBTITLE,
    TITLE,
    Canvas,
    Column,
    Font,
    columns,
)
from kzlib.show.html import WIDTH
from kzlib.show.row_charts import Axis


@pytest.fixture
def canvas() -> Canvas:
    return Canvas(title="t", subtitle="", caption="c")


def test_lines_fit_and_nothing_is_cut(canvas: Canvas) -> None:
    words = "a few words " * 20 + "w" * 99
    lines = canvas.wrap(words, 100, BOLD)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert 80 < canvas.widest(lines, BOLD) <= 100
    assert canvas.width("wide", BOLD) > canvas.width("wide")
    assert canvas.wrap(" ", 100) == []
    assert canvas.widest([]) == 0


def test_a_text_is_as_wide_as_it_is_drawn(canvas: Canvas) -> None:
    canvas.text(5, 5, "wide words", BOLD)
    drawn = [*canvas.axes.texts][-1].get_window_extent(canvas._agg.get_renderer())
    assert canvas.width("wide words", BOLD) == pytest.approx(drawn.width / 2, abs=1)


NARROW = "i " * 200  # in lines that are at most one letter shorter than they may be


@pytest.mark.parametrize(
    ("draw", "width", "font"),
    [
        (lambda: draw_bars(rows={**ROWS, "sea": NARROW}), 170, LARGE),
        (lambda: draw_bars(notes={"the sea": NARROW}), 170, SMALL),
        (lambda: draw_asked(rows={"crew": NARROW, "cook": "c"}), 130, HEADER),
        (lambda: draw_agreed(agreed().replace("no range", NARROW)), 150, HEADER),
        (
            lambda: draw_agreed(agreed().replace("all together", NARROW), together=NARROW),
            180,
            LABEL,
        ),
        (lambda: draw_tracks(rows={"harvest": NARROW}), 220, LABEL),
        (lambda: draw_shuffles(what=NARROW), 164, LABEL),
        (lambda: draw_shuffles(title=NARROW), 932, TITLE),
        (lambda: draw_tracks(subtitle=NARROW * 3), 932, SUBTITLE),
    ],
)
def test_a_long_label_goes_on_in_further_lines(
    draw: Callable[[], object], width: float, font: Font, canvases: list[Canvas]
) -> None:
    draw()
    lines = [line for line in written(canvases[0]) if {*line} == {*"i "}]
    letter = canvases[0].width("i i", font) - canvases[0].width("i", font)
    assert width - letter < canvases[0].widest(lines, font) <= width


@pytest.mark.parametrize(("missing", "lines"), [(0, 0), (0.01, 1)])
def test_a_note_stands_beside_its_name_where_it_fits(
    missing: float, lines: int, canvas: Canvas
) -> None:
    wide = canvas.width("name", HEADER) + 12 + canvas.width("a note") - missing
    canvas.headers([Column("name", colours.INK, 50, wide)], ["a note"])
    name, note = [*canvas.axes.texts][-2:]
    assert name.get_position() == (50, 34 + 8 + 5)  # half of the letters' size under the middle
    beside, below = (50 + wide, 34 + 8 + 4.25), (50, 34 + 8 + 16 + 4.25)
    assert note.get_position() == pytest.approx(below if lines else beside)
    rule = canvas.axes.patches[-1]
    assert rule.get_bbox().bounds == pytest.approx((50, 54 + 14 * lines, wide, 2))
    assert canvas.y == rule.get_y() + 8


def test_a_text_without_width_is_broken_into_lines_too(canvas: Canvas) -> None:
    marks = "\u0301" * 5000 + " \u0301" * 5000
    lines = canvas.wrap(marks, 100)
    assert max(map(len, lines)) <= 300
    assert "".join(lines).replace(" ", "") == marks.replace(" ", "")


def test_what_the_fonts_lack_is_a_square(canvases: list[Canvas]) -> None:
    frame = keyness().assign(term=["中文", "of\u3000🙂", "rail", "1"])
    picture = draw_words(frame)
    assert {"□□", "of □", "rail", "1"} <= {*written(canvases[0])}
    assert "中文" in picture.alt
    assert "中文" in repr(picture)


def test_columns_share_the_width() -> None:
    first, second = columns(["a", "b"], 100, 20, end=30)
    assert (first.label, first.colour, first.left) == ("a", colours.GROUPS[0], 100)
    assert (second.label, second.colour) == ("b", colours.GROUPS[1])
    assert first.width == second.width
    assert second.left == first.right + 30 + 20
    assert second.right == WIDTH - MARGIN - 30


def test_a_number_outside_of_an_axis_stands_at_its_end() -> None:
    axis = Axis(-1, 3, left=100, right=500)
    assert [axis.x(number) for number in (-9, -1, 0, 3, 4)] == [100, 100, 200, 500, 500]


def test_a_number_of_things_is_grey_where_there_are_none(canvas: Canvas) -> None:
    canvas.count(5, 5, 1200, colour=colours.INK)
    canvas.count(5, 5, 0, colour=colours.INK)
    some, none = [*canvas.axes.texts][-2:]
    assert (some.get_text(), some.get_color()) == ("1,200", colours.INK)
    assert (none.get_text(), none.get_color()) == ("0", colours.GREY)


def test_bands_stand_under_every_other_row(canvas: Canvas) -> None:
    before = len(canvas.axes.patches)
    for number in range(5):
        canvas.band(number, 10)
    assert len(canvas.axes.patches) - before == 3
