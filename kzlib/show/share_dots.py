"""Share dots: which share of each of two groups has a property, the two on one line."""

from typing import Any

import pandas as pd

from kzlib.show.canvas import MARGIN, Axis, Canvas, Column, Picture
from kzlib.show.colours import GREY, GROUPS
from kzlib.show.html import WIDTH
from kzlib.show.numbers import percent
from kzlib.show.picture_checks import check_names, check_needs, check_one, with_counts
from kzlib.text.arguments import checked
from kzlib.text.checks import as_text, check_whole

ROW, LINE, LABELS = 24.0, 14.0, 220.0  # pixels: of a row; longer labels go on in a second line
ROOM, OFF = 100.0, 10.0  # pixels: at both ends of the axis, for a dot's numbers; from it to them
GAP = 16.0  # pixels: between the groups' names
STEPS, TICKS = (0.01, 0.02, 0.05, 0.1), 6  # the first step with no more ticks, or the last
SIDES = {"reference": ("o", "●", 8.0), "target": ("D", "◆", 7.0)}  # marker, in a line, its size
LIMIT = 100  # rows drawn
COUNTS = [f"{side}_{name}" for side in SIDES for name in ("count", "n")]


@checked
def share_dots(
    shares: pd.DataFrame,
    *,
    target_label: str,
    reference_label: str,
    title: str,
    caption: str,
    limit: int = LIMIT,
) -> Picture:
    """Which share of two groups has each property: a dot and a diamond on one line.

    `shares`: rows of one measure of `compare_shares` (property, of, counts and totals of both
    groups), drawn in the order given, `limit` of them: a line says how many more there are.

    What is drawn: the reference as an orange dot, the target as a teal diamond, each with its
    share and its count, on an axis from 0 to the largest share; a line joins the two.

    Errors: ValueError for no rows, a column that is missing or holds no counts, a property without
    a name, rows of several measures or totals, and a limit below 1.

    >>> row = {"property": "oil", "of": "sentences", "target_count": 1, "target_n": 4}
    >>> table = pd.DataFrame([row | {"reference_count": 0, "reference_n": 2}])
    >>> labels = {"target_label": "now", "reference_label": "then"}
    >>> share_dots(table, **labels, title="Oil", caption="c.").numbers.to_numpy().tolist()
    [['oil', '0 of 2 (0 %)', '1 of 4 (25 %)']]
    """
    check_whole(limit=limit)
    names = [reference_label, target_label]
    every, of = _read_shares(shares, names)
    rows = every.head(limit)
    canvas = Canvas(title=title, caption=caption)
    labels = [canvas.wrap(name, LABELS) for name in rows["property"]]
    left = MARGIN + max(map(canvas.widest, labels)) + OFF
    _draw_heads(canvas, names, left, rows, of)
    largest = float(rows[[*SIDES]].to_numpy().max())
    axis = Axis(0, max(STEPS[0], largest), left + ROOM, WIDTH - MARGIN - ROOM)
    _draw_axis(canvas, axis)
    heights = [max(ROW, LINE * len(lines) + OFF) for lines in labels]
    for number, (lines, height) in enumerate(zip(labels, heights, strict=True)):
        canvas.band(number, height)
        middle = canvas.y + height / 2
        y = middle - LINE * (len(lines) - 1) / 2
        canvas.lines(left - OFF, y, lines, pitch=LINE, ha="right")
        _draw_row(canvas, axis, middle, rows.iloc[number])
        canvas.y += height
    canvas.rest(MARGIN, len(every), limit)
    what = f"share of {of}"
    canvas.text((axis.left + axis.right) / 2, canvas.y + 12, what, colour=GREY, ha="center")
    numbers = pd.DataFrame({"property": every["property"]})
    for name, side in zip(names, SIDES, strict=True):
        numbers[name] = [
            f"{count:,} of {total:,} ({percent(count / total)})"
            for count, total in zip(every[f"{side}_count"], every[f"{side}_n"], strict=True)
        ]
    alt = f"{what} in {names[0]} and in {names[1]}: " + "; ".join(
        f"{name} {first} and {second}"
        for name, first, second in numbers.head(limit).itertuples(index=False)
    )
    return canvas.picture(height=canvas.y + 24, alt=alt, numbers=numbers)


def _read_shares(shares: pd.DataFrame, names: list[str]) -> tuple[pd.DataFrame, str]:
    """The rows with both shares, checked, and what they are shares of."""
    check_needs(shares, ["property", "of", *COUNTS])
    rows = with_counts(shares, COUNTS).reset_index(drop=True)
    rows["property"] = [*map(as_text, rows["property"])]
    if rows.empty:
        raise ValueError("There are no shares to draw; give rows of compare_shares.")
    check_names([*rows["property"], *names], ["property", *names])
    check_one(rows, ["of", *COUNTS[1::2]])
    for side in SIDES:
        count, total = rows[f"{side}_count"], rows[f"{side}_n"]
        if ((count > total) | (total == 0)).any():
            raise ValueError(f"A count of the {side} is out of too few; give those of one table.")
        rows[side] = count / total
    return rows, as_text(rows["of"].iloc[0])


def _draw_heads(canvas: Canvas, names: list[str], left: float, rows: pd.DataFrame, of: str) -> None:
    """The groups' names over the rows, each with its mark and the number of all its sentences."""
    wide = (WIDTH - MARGIN - left - GAP) / 2
    columns = [
        Column(name, GROUPS[number], left + number * (wide + GAP), wide)
        for number, name in enumerate(names)
    ]
    totals = (f"{mark} {rows[f'{side}_n'].iloc[0]:,} {of}" for side, (_, mark, _) in SIDES.items())
    canvas.headers(columns, totals)


def _draw_axis(canvas: Canvas, axis: Axis) -> None:
    """The shares over the rows, as ticks: a line down would cross the numbers."""
    step = next((step for step in STEPS if axis.high / step < TICKS), STEPS[-1])
    for number in range(int(axis.high / step + 1e-9) + 1):
        x = axis.x(number * step)
        canvas.text(x, canvas.y + 6, percent(number * step), colour=GREY, ha="center")
        canvas.line([x, x], [canvas.y + 14, canvas.y + 18], colour=GREY)
    canvas.y += 18


def _draw_row(canvas: Canvas, axis: Axis, y: float, row: Any) -> None:
    """One property: the two marks, their numbers outside of them, and a line that joins them."""
    canvas.line([axis.x(row[side]) for side in SIDES], [y, y], colour=GREY, width=2)
    first = min(SIDES, key=lambda side: row[side])
    for colour, (side, (marker, _, size)) in zip(GROUPS, SIDES.items(), strict=False):
        x, is_first = axis.x(row[side]), side == first
        canvas.mark(x, y, marker, colour=colour, size=size)
        said, ha = (
            f"{percent(row[side])} · {row[f'{side}_count']:,}",
            "right" if is_first else "left",
        )
        canvas.text(x - OFF if is_first else x + OFF, y, said, colour=colour, ha=ha)
