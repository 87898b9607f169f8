"""Rows with a label at the left, a mark with its range on an axis, and numbers at the right."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isinf

from kzlib.show.canvas import END, SMALL, Canvas
from kzlib.show.colours import GREY, TRACK
from kzlib.text.checks import check_whole

LINE = 13.0  # pixels: of a row's label


@dataclass(frozen=True)
class Axis:
    """Numbers from `low` to `high` between two places of a canvas."""

    low: float
    high: float
    left: float
    right: float

    def x(self, value: float) -> float:
        """Where a number stands; one outside stands at the axis's end, and nan nowhere."""
        share = (max(min(value, self.high), self.low) - self.low) / (self.high - self.low)
        return float(self.left + share * (self.right - self.left))


def drawable(limit: int, pitch: float) -> int:
    """How many rows of a pitch are drawn: no more than a limit, nor than a picture holds.

    ValueError for a limit below 1.
    """
    check_whole(limit=limit)
    return min(limit, int(END / pitch))


def draw_rows(
    canvas: Canvas, labels: Iterable[list[str]], right: float, pitch: float
) -> Iterator[float]:
    """Draw rows with their labels at the left of `right`; the middle of each, for its marks.

    The rows end where the picture may be no higher.
    """
    for number, lines in enumerate(labels):
        more = LINE * (len(lines) - 1)
        if canvas.y > END or (number and canvas.y + more > END):
            return
        canvas.band(number, pitch + more)
        canvas.lines(right, canvas.y + pitch / 2, lines, pitch=LINE, ha="right")
        canvas.y += pitch + more
        yield canvas.y - (pitch + more) / 2


def draw_ticks(canvas: Canvas, axis: Axis, labels: Mapping[float, str], *, down: float = 0) -> None:
    """The numbers of an axis over some rows, each with a tick, or a line `down` the rows."""
    for value, label in labels.items():
        x, foot = axis.x(value), canvas.y + 19 + down
        canvas.text(x, canvas.y + 8, label, SMALL, colour=GREY, ha="center")
        canvas.line([x, x], [canvas.y + 15, foot], colour=TRACK if down and value else GREY)
    canvas.y += 20


def draw_span(
    canvas: Canvas,
    axis: Axis,
    y: float,
    ends: tuple[float, float, float],
    *,
    colour: str,
    marker: str = "o",
    size: float = 8,
    hollow: bool = False,
) -> None:
    """A number as a mark between the ends of its range, a line; nothing for what is nan.

    Arrows stand for what goes on outside of the axis, open ones for what has no end.
    """
    low, value, high = ends
    if low <= high:
        canvas.line([axis.x(low), axis.x(high)], [y, y], colour=colour, width=2)
    for sign, x, beyond in (
        ("<", axis.left, [end for end in ends if end < axis.low]),
        (">", axis.right, [end for end in ends if end > axis.high]),
    ):
        if beyond:
            canvas.mark(x, y, sign, colour=colour, hollow=any(map(isinf, beyond)))
    if axis.low <= value <= axis.high:
        canvas.mark(axis.x(value), y, marker, colour=colour, size=size, hollow=hollow)
