"""How far methods agree with the codings: a dot with its range for each method and group."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import pandas as pd

from kzlib.show.canvas import (
    GREY,
    GROUPS,
    HEADER,
    INK,
    MARGIN,
    RULE,
    SMALL,
    TRACK,
    Picture,
    Sheet,
    groups_of,
)
from kzlib.show.html import WIDTH
from kzlib.show.tables import percent
from kzlib.show.track_quotes import check_names

LOWEST, HIGHEST, STEP = -0.4, 1.0, 0.2  # the axis and its ticks
LINES = {0.0: "0: as good as chance", 0.667: "0.667: least to build on", 1.0: "1: always the same"}
METHOD, GROUP = 150.0, 180.0  # pixels: longer names go on in a second line
ROW, LINE, PAD = 18.0, 14.0, 6.0  # pixels: of a group, of a longer name; above and below a method
SPACE, ENDS = (
    18.0,
    (("alpha", 66.0), ("sentences", 66.0), ("same label", 52.0)),
)  # pixels: the numbers
UNDEFINED = "undefined"
Row: TypeAlias = Mapping[Any, Any]
NUMBERS = ("alpha", "alpha_low", "alpha_high", "n", "accuracy")
NEEDS = ["method", *NUMBERS]
HEADS = ("sentences", "same label")  # of the numbers, beside alpha


def alpha_ranges(
    table: pd.DataFrame,
    *,
    by: str,
    together: str | None = None,
    title: str,
    subtitle: str = "",
    caption: str,
) -> Picture:
    """How far each method agrees with the codings, by Krippendorff's alpha, group by group.

    `table`: a row for each method and group, methods and groups in order of appearance: method,
    the `by` column with the group's label, alpha and its range (alpha_low, alpha_high; missing
    where there is none), n sentences, accuracy (the share with the same label). `together`: the
    label of all groups taken together, drawn in black as a diamond. The axis runs from -0.4 to 1,
    with lines at 0 and at 0.667; an arrow stands for what goes on outside. An alpha that is
    missing is written as "undefined". The ranges are in the numbers.

    ValueError: no rows, a column missing or without numbers, a row without n or accuracy, a method
    without a name or twice in one group, more than four groups, and a `by` with the name of a
    column of the numbers.

    >>> row = {"method": "coin", "group": "all", "alpha": 0.01, "alpha_low": -0.2}
    >>> table = pd.DataFrame([row | {"alpha_high": 0.2, "n": 90, "accuracy": 0.34}])
    >>> alpha_ranges(table, by="group", title="A coin", caption="No use.").numbers["alpha"].item()
    '0.01 (−0.20 to 0.20)'
    """
    is_group = table[by].astype(str) != together if by in table else slice(None)
    names = groups_of(table[is_group], by, NEEDS)
    methods = [*map(str, table["method"].unique())]
    check_names(methods, table[by], [by, "method", "alpha", *HEADS])
    try:
        table = table.astype(dict.fromkeys(NUMBERS, float))
    except (TypeError, ValueError):
        raise ValueError(f"The columns {[*NUMBERS]} must hold numbers, or nan.") from None
    if table[["n", "accuracy"]].isna().any(axis=None):
        raise ValueError("A row has no n or no accuracy; leave the row out.")
    if table.duplicated(["method", by]).any():
        raise ValueError(f"A method stands twice in one group of {by!r}; choose one row of each.")
    colours = dict(zip(names, GROUPS, strict=False)) | {together: INK}
    sheet = Sheet(title=title, subtitle=subtitle, caption=caption)
    rows: list[Row] = [{**row, "group": str(row[by])} for row in table.to_dict("records")]
    heads = {
        name: sheet.wrap(name, METHOD, size=HEADER, bold=True)
        for name in dict.fromkeys(str(row["method"]) for row in rows)
    }
    labels = {row["group"]: sheet.wrap(row["group"], GROUP) for row in rows}
    wide = [sheet.width(x, size=HEADER, bold=True) for lines in heads.values() for x in lines]
    second = MARGIN + 8 + max(wide) + 16
    left = second + max(sheet.width(x) for lines in labels.values() for x in lines) + 20
    right = WIDTH - MARGIN - 8 - sum(width for _, width in ENDS) - SPACE
    axis = (left, right)
    blocks: dict[str, tuple[float, list[tuple[Row, float]]]] = {}
    for name, lines in heads.items():
        mine = [row for row in rows if str(row["method"]) == name]
        talls = [ROW + LINE * (len(labels[row["group"]]) - 1) for row in mine]
        tall = max(sum(talls), (LINE + 1) * len(lines)) + 2 * PAD
        blocks[name] = (tall, [*zip(mine, talls, strict=True)])
    _frame(sheet, axis, [tall for tall, _ in blocks.values()])
    for name, (tall, pairs) in blocks.items():
        for at, line in enumerate(heads[name]):
            y = sheet.y + PAD + ROW / 2 + (LINE + 1) * at
            sheet.text(MARGIN + 8, y, line, size=HEADER, bold=True)
        y = sheet.y + PAD
        for row, high in pairs:
            colour, lines = colours[row["group"]], labels[row["group"]]
            for at, line in enumerate(lines):
                place = y + high / 2 + LINE * (at - (len(lines) - 1) / 2)
                sheet.text(second, place, line, colour=colour)
            marker = "D" if row["group"] == together else "o"
            _dot(sheet, axis, y + high / 2, row, look=(colour, marker))
            end = right + SPACE
            for cell, (_, width) in zip(_cells(row), ENDS, strict=True):
                end += width
                sheet.text(end, y + high / 2, cell, colour=colour, ha="right")
            y += high
        sheet.y += tall
    numbers = pd.DataFrame({"method": str(row["method"]), by: row["group"]} for row in rows)
    numbers["alpha"] = [_decimals(row["alpha"]) + _range(row) for row in rows]
    numbers["sentences"] = [int(row["n"]) for row in rows]
    numbers["same label"] = [_cells(row)[2] for row in rows]
    alt = f"Krippendorff's alpha and its range; {', '.join(LINES.values())}. " + "; ".join(
        f"{method}, {group}: {alpha}, {n} sentences, {same} with the same label"
        for method, group, alpha, n, same in numbers.itertuples(index=False)
    )
    return sheet.picture(height=sheet.y + 28, alt=alt, numbers=numbers)


def _x(alpha: float, axis: tuple[float, float]) -> float:
    """Where an alpha stands on the sheet; one outside stands at the axis's end."""
    share = (max(LOWEST, min(HIGHEST, alpha)) - LOWEST) / (HIGHEST - LOWEST)
    return axis[0] + share * (axis[1] - axis[0])


def _frame(sheet: Sheet, axis: tuple[float, float], talls: Sequence[float]) -> None:
    """The bands of the methods, the lines with their names, the ticks, the columns' names."""
    heads = [(_x(at, axis), sheet.wrap(words, 84, size=SMALL)) for at, words in LINES.items()]
    most = max(len(lines) for _, lines in heads)
    bottom = sheet.y + 12 * most
    for x, lines in heads:
        for at, line in enumerate(lines):
            y = bottom - 12 * (len(lines) - at) + 4
            sheet.text(x, y, line, size=SMALL, colour=GREY, ha="center")
    end = axis[1] + SPACE
    for name, width in ENDS:
        end += width
        for at, word in enumerate(reversed(name.split())):
            sheet.text(end, bottom - 8 - 12 * at, word, size=SMALL, colour=GREY, ha="right")
    sheet.y = bottom + 4
    foot = sheet.y
    for number, tall in enumerate(talls):
        if number % 2 == 0:
            sheet.box(MARGIN, foot, WIDTH - 2 * MARGIN, tall, fill=TRACK)
        foot += tall
    for alpha in LINES:
        x = _x(alpha, axis)
        sheet.line([x, x], [sheet.y, foot + 4], colour=RULE if alpha == HIGHEST else INK)
    for tick in range(round(LOWEST / STEP), round(HIGHEST / STEP) + 1):
        x, words = _x(tick * STEP, axis), f"{tick * STEP:.1g}".replace("-", "−")
        sheet.line([x, x], [foot, foot + 4], colour=RULE)
        sheet.text(x, foot + 13, words, size=SMALL, colour=GREY, ha="center")


def _dot(
    sheet: Sheet, axis: tuple[float, float], y: float, row: Row, *, look: tuple[str, str]
) -> None:
    """One alpha with its range; an arrow where either goes on outside of the axis."""
    colour, marker = look
    alpha, low, high = (float(row[name]) for name in ("alpha", "alpha_low", "alpha_high"))
    if math.isnan(alpha):
        sheet.text(_x(0, axis) + 8, y, UNDEFINED, colour=colour)
        return
    if low <= high:
        sheet.line([_x(low, axis), _x(high, axis)], [y, y], colour=colour, width=2)
    if min(alpha, low) < LOWEST:
        sheet.mark(axis[0], y, "<", colour=colour)
    if max(alpha, high) > HIGHEST:
        sheet.mark(axis[1], y, ">", colour=colour)
    if LOWEST <= alpha <= HIGHEST:
        sheet.mark(_x(alpha, axis), y, marker, colour=colour, size=8)


def _cells(row: Row) -> tuple[str, str, str]:
    """The numbers at the end of a row: alpha, sentences, the share with the same label."""
    alpha = "–" if math.isnan(row["alpha"]) else _decimals(row["alpha"])
    return alpha, f"{int(row['n']):,}", percent(row["accuracy"])


def _range(row: Row) -> str:
    low, high = row["alpha_low"], row["alpha_high"]
    return f" ({_decimals(low)} to {_decimals(high)})" if low <= high else ""


def _decimals(alpha: float) -> str:
    """Two decimals, so that 0 is never −0.00; "undefined" where missing."""
    if math.isnan(alpha):
        return UNDEFINED
    return f"{round(alpha, 2) + 0:.2f}".replace("-", "−")
