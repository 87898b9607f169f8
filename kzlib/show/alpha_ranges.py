"""Alpha ranges: how far methods agree with the codings, a dot with its range for each group."""

import math
from itertools import accumulate
from typing import Any

import pandas as pd

from kzlib.codes.alpha import LEAST_ALPHA
from kzlib.show.canvas import HEADER, MARGIN, SMALL, Canvas, Picture
from kzlib.show.colours import GREY, GROUPS, INK, RULE
from kzlib.show.html import WIDTH
from kzlib.show.numbers import MISSING, minus, percent
from kzlib.show.picture_checks import check_names, check_needs, groups_of, with_counts, with_numbers
from kzlib.show.row_charts import Axis, draw_span
from kzlib.text.arguments import checked
from kzlib.text.checks import as_text

LOWEST, HIGHEST, STEP = -0.4, 1.0, 0.2  # the axis and its ticks
LINES = {
    0.0: "0: as good as chance",
    LEAST_ALPHA: f"{LEAST_ALPHA}: least to build on",
    HIGHEST: "1: always the same",
}
METHOD, GROUP = 150.0, 180.0  # pixels: longer names go on in a second line
ROW, LINE, PAD = 18.0, 14.0, 6.0  # pixels: of a group, of a longer name; above and below a method
SPACE, ENDS = 18.0, {"alpha": 66.0, "sentences": 66.0, "same label": 52.0}  # pixels: the numbers
UNDEFINED = "undefined"
NUMBERS = ["alpha", "alpha_low", "alpha_high", "n", "accuracy"]


@checked
def alpha_ranges(
    table: pd.DataFrame, *, by: str, together: str | None = None, title: str, caption: str
) -> Picture:
    """How far each method agrees with the codings, by Krippendorff's alpha, group by group.

    What it takes:
    - `table`: a row for each method and group, both in order of appearance: method, the `by`
      column with the group's label, alpha and its range (alpha_low, alpha_high; missing where
      there is none), n sentences, accuracy (the share with the same label);
    - `together`: the label of all groups taken together, drawn in black as a diamond.

    What is drawn: the axis runs from -0.4 to 1, with lines at 0 and at the least alpha to build
    on; an arrow stands for what goes on outside. An alpha that is missing is written as
    "undefined". The ranges are in the numbers.

    Errors: ValueError for no rows, a column missing or without numbers, a row without n or
    accuracy, a method without a name or twice in one group, more than four groups, and a `by`
    with the name of a column of the numbers.

    >>> row = {"method": "coin", "group": "all", "alpha": 0.01, "alpha_low": -0.2}
    >>> table = pd.DataFrame([row | {"alpha_high": 0.2, "n": 90, "accuracy": 0.34}])
    >>> alpha_ranges(table, by="group", title="A coin", caption="No use.").numbers["alpha"].item()
    '0.01 (−0.20 to 0.20)'
    """
    together = None if together is None else as_text(together)
    names, rows = _read_rows(table, by, together)
    colours = dict(zip(names, GROUPS, strict=False)) | {together: INK}
    canvas = Canvas(title=title, caption=caption)
    methods = {name: canvas.wrap(name, METHOD, HEADER) for name in rows["method"].unique()}
    groups = {name: canvas.wrap(name, GROUP) for name in rows["group"].unique()}
    second = MARGIN + 24 + max(canvas.widest(lines, HEADER) for lines in methods.values())
    left = second + max(map(canvas.widest, groups.values())) + 20
    axis = Axis(LOWEST, HIGHEST, left, WIDTH - MARGIN - 8 - sum(ENDS.values()) - SPACE)
    rows["tall"] = [ROW + LINE * (len(groups[name]) - 1) for name in rows["group"]]
    talls = rows.groupby("method", sort=False)["tall"].sum()
    least = [(LINE + 1) * len(lines) for lines in methods.values()]
    heights = [2 * PAD + max(pair) for pair in zip(least, talls, strict=True)]
    _draw_axis(canvas, axis, sum(heights))
    for number, ((method, lines), height) in enumerate(zip(methods.items(), heights, strict=True)):
        canvas.band(number, height)
        y = canvas.y + PAD
        canvas.lines(MARGIN + 8, y + ROW / 2, lines, HEADER, pitch=LINE + 1)
        for row in rows[rows["method"] == method].itertuples(index=False):
            middle, colour = y + row.tall / 2, colours[row.group]
            canvas.lines(second, y + ROW / 2, groups[row.group], pitch=LINE, colour=colour)
            marker = "D" if row.group == together else "o"
            span = row.alpha_low, row.alpha, row.alpha_high
            draw_span(canvas, axis, middle, span, colour=colour, marker=marker)
            if math.isnan(row.alpha):
                canvas.text(axis.x(0) + 8, middle, UNDEFINED, colour=colour)
            alpha = MISSING if math.isnan(row.alpha) else _decimals(row.alpha)
            cells = (alpha, f"{row.n:,}", row.same)
            for x, cell in zip(_ends(axis), cells, strict=True):
                canvas.text(x, middle, cell, colour=colour, ha="right")
            y += row.tall
        canvas.y += height
    shown = ["method", "group", "in_words", "n", "same"]
    numbers = rows[shown].set_axis(["method", by, *ENDS], axis="columns")
    alt = f"Krippendorff's alpha and its range; {', '.join(LINES.values())}. " + "; ".join(
        f"{method}, {group}: {alpha}, {n} sentences, {same} with the same label"
        for method, group, alpha, n, same in numbers.itertuples(index=False)
    )
    return canvas.picture(height=canvas.y + 28, alt=alt, numbers=numbers)


def _read_rows(
    table: pd.DataFrame, by: str, together: str | None
) -> tuple[list[str], pd.DataFrame]:
    """The groups that have a colour, and the rows, checked."""
    check_needs(table, [by, "method"])
    table = table.assign(**{name: [*map(as_text, table[name])] for name in (by, "method")})
    names = groups_of(table[table[by] != together], by, ["method", *NUMBERS])
    labels = [*table["method"].unique(), *([] if together is None else [together])]
    check_names(labels, [by, "method", *ENDS])
    table = with_numbers(table, NUMBERS)
    if table[["n", "accuracy"]].isna().any(axis=None):
        raise ValueError("A row has no n or no accuracy; leave the row out.")
    if table.duplicated(["method", by]).any():
        raise ValueError(f"A method stands twice in one group of {by!r}; choose one row of each.")
    table = with_counts(table, ["n"])[["method", by, *NUMBERS]]
    rows = table.set_axis(["method", "group", *NUMBERS], axis="columns").reset_index(drop=True)
    rows["in_words"] = [_in_words(row) for row in rows.itertuples()]
    return names, rows.assign(same=rows["accuracy"].map(percent))


def _ends(axis: Axis) -> list[float]:
    """Where the columns of numbers end, to the right of the axis."""
    return [*accumulate(ENDS.values(), initial=axis.right + SPACE)][1:]


def _draw_axis(canvas: Canvas, axis: Axis, height: float) -> None:
    """The lines with their names, the ticks, the columns' names, over and under some rows."""
    heads = [(axis.x(at), canvas.wrap(words, 84, SMALL), "center") for at, words in LINES.items()]
    heads += [(x, name.split(), "right") for x, name in zip(_ends(axis), ENDS, strict=True)]
    canvas.y += 4 + 12 * max(len(lines) for _, lines, _ in heads)
    for x, lines, ha in heads:
        y = canvas.y - 12 * len(lines)
        canvas.lines(x, y, lines, SMALL, pitch=12, colour=GREY, ha=ha)
    foot = canvas.y + height
    for at in LINES:
        x = axis.x(at)
        canvas.line([x, x], [canvas.y, foot + 4], colour=RULE if at == HIGHEST else INK)
    for number in range(round(LOWEST / STEP), round(HIGHEST / STEP) + 1):
        x, tick = axis.x(number * STEP), minus(f"{number * STEP:.1g}")
        canvas.line([x, x], [foot, foot + 4], colour=RULE)
        canvas.text(x, foot + 13, tick, SMALL, colour=GREY, ha="center")


def _decimals(alpha: float) -> str:
    """Two decimals, so that 0 is never −0.00; "undefined" where missing."""
    return UNDEFINED if math.isnan(alpha) else minus(f"{round(alpha, 2) + 0:.2f}")


def _in_words(row: Any) -> str:
    """Alpha with its range, if it has one."""
    low, high = row.alpha_low, row.alpha_high
    ends = f" ({_decimals(low)} to {_decimals(high)})" if low <= high else ""
    return _decimals(row.alpha) + ends
