"""Word ranges: how many times as often each word appears in one group as in the other."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from kzlib.show.canvas import BOLD, MARGIN, Canvas, Column, Font, Picture
from kzlib.show.colours import GREY, GROUPS
from kzlib.show.html import WIDTH
from kzlib.show.numbers import MISSING, ratio
from kzlib.show.picture_checks import check_names, check_needs, with_counts, with_numbers
from kzlib.show.row_charts import Axis, draw_span, draw_ticks, drawable
from kzlib.text.arguments import checked
from kzlib.text.checks import as_text

ROW, LIMIT = 20.0, 100  # pixels: the pitch of the rows; how many are drawn
ROOM, OFF = 46.0, 10.0  # pixels: for the counts beside the axis, at least; from it to them
NEAR, FAR, STEPS = 3.0, 9.0, 6  # doublings: the axis at its shortest and longest; ticks a side
NOTES = ("← more often", "more often →")
WORD = Font(9, quote=True)
COUNTS = ["target_count", "reference_count"]
NEEDS = ["term", *COUNTS, "low", "log_ratio", "high", "verdict"]


@checked
def word_ranges(
    keyness: pd.DataFrame,
    *,
    target_label: str,
    reference_label: str,
    title: str,
    caption: str,
    limit: int = LIMIT,
) -> Picture:
    """Words by how many times as often they appear in the target as in the reference.

    `keyness`: term, target_count, reference_count, log_ratio, low, high (logarithms to base 2)
    and verdict, drawn in the order given, `limit` of them: a line says how many more there are.

    What is drawn:
    - a dot: the ratio, open where a count is 0;
    - a line: its range; a range that is not known (NaN) is not drawn, and its dot is grey;
    - an open arrow: a range without end; a filled one: it ends outside the picture;
    - the counts at the row's ends, the reference on the left in orange.

    Errors: ValueError for no rows, a column that is missing or without numbers, words too long to
    be drawn, and a limit below 1.
    """
    limit = drawable(limit, ROW)
    check_needs(keyness, NEEDS)
    keyness = with_counts(with_numbers(keyness, ["low", "log_ratio", "high"]), COUNTS)
    check_names([target_label, reference_label], [])
    if keyness.empty:
        raise ValueError("There are no words to draw; lower the smallest count or take more rows.")
    every, keyness = keyness, keyness.head(limit)
    canvas = Canvas(title=title, caption=caption)
    end = min(FAR, max(NEAR, keyness["log_ratio"].abs().max())) + 0.5
    counts = (f"{count:,}" for count in keyness[COUNTS].to_numpy().flat)
    room = max(ROOM, canvas.widest(counts, BOLD) + 2 * OFF)
    left = MARGIN + canvas.widest(map(str, keyness["term"]), WORD) + room
    wide = WIDTH - MARGIN - canvas.widest(map(str, keyness["verdict"])) - room - OFF - left
    middle = left + wide / 2
    halves = zip((reference_label, target_label), GROUPS, (left - 34, middle + 8), strict=False)
    canvas.headers([Column(*half, wide / 2 + 26) for half in halves], NOTES)
    axis = Axis(-end, end, left, left + wide)
    step = math.ceil(end / STEPS)
    last = int(end / step) * step
    ticks: dict[float, str] = {at: ratio(at) for at in range(-last, last + 1, step)}
    draw_ticks(canvas, axis, ticks, down=ROW * len(keyness))
    for row in keyness[NEEDS].to_dict("records"):
        _draw_row(canvas, axis, row, room)
    canvas.rest(MARGIN, len(every), len(keyness))
    what = f"times as often in {target_label} as in {reference_label}"
    lines = canvas.wrap(what, wide)
    bottom = canvas.lines(middle, canvas.y + 12, lines, pitch=14, colour=GREY, ha="center")
    numbers = _numbers(every, target_label, reference_label)
    alt = f"Count in {target_label} and in {reference_label}; {what}, with its range: " + "; ".join(
        f"{word} {a} and {b}, {times} ({low} to {high}), {verdict}"
        for word, a, b, low, times, high, verdict in numbers.head(limit).itertuples(index=False)
    )
    return canvas.picture(height=bottom, alt=alt, numbers=numbers)


def _draw_row(canvas: Canvas, axis: Axis, row: Mapping[Any, Any], room: float) -> None:
    """One word: its name, its counts in some room, its ratio with the range, its verdict."""
    y, low, high = canvas.y + ROW / 2, row["low"], row["high"]
    colour = GROUPS[1] if low > 0 else GROUPS[0] if high < 0 else GREY
    never = 0 in (row["reference_count"], row["target_count"])
    draw_span(canvas, axis, y, (low, row["log_ratio"], high), colour=colour, hollow=never)
    canvas.text(axis.left - room, y, as_text(row["term"]), WORD, ha="right")
    canvas.count(axis.left - OFF, y, row["reference_count"], colour=GROUPS[0], ha="right")
    canvas.count(axis.right + OFF, y, row["target_count"], colour=GROUPS[1])
    canvas.text(axis.right + room, y, as_text(row["verdict"]), colour=GREY)
    canvas.y += ROW


def _numbers(keyness: pd.DataFrame, target_label: str, reference_label: str) -> pd.DataFrame:
    """The rows as a table; a count of 0 is in no ratio to another."""
    numbers = keyness[NEEDS].astype({"term": str, "verdict": str})
    never = (numbers["target_count"] == 0) | (numbers["reference_count"] == 0)
    for name in ("low", "log_ratio", "high"):
        numbers[name] = numbers[name].map(ratio)
    numbers["log_ratio"] = numbers["log_ratio"].mask(never, MISSING)
    heads = ["word", target_label, reference_label, "at least", "times as often", "at most"]
    return numbers.set_axis([*heads, "verdict"], axis="columns")
