"""Share lines: a share by month or year, as a line with its range, a panel for each group."""

import re
from typing import Any

import pandas as pd

from kzlib.show.canvas import HEADER, MARGIN, SMALL, Axis, Canvas, Picture
from kzlib.show.colours import GREY, GROUPS, RULE, TRACK
from kzlib.show.html import WIDTH
from kzlib.show.numbers import percent
from kzlib.show.share_rows import axis_of, numbers_of, read_shares, ticks_of
from kzlib.text.arguments import checked, shown
from kzlib.text.checks import as_text

INSET, HIGH, STRIP = 24.0, 110.0, 22.0  # pixels: beside the first month; of a panel; of its counts
EDGE, BETWEEN, LABEL = 10.0, 10.0, 52.0  # pixels: under the shares; between panels; of a tick
YEAR = 12  # months
STEPS = [1, 2, 3, 6, *(YEAR * years for years in (1, 2, 5, 10, 20, 50, 100, 200, 500))]
WHEN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?")


@checked
def share_lines(
    shares: pd.DataFrame, *, by: str, group: str | None = None, title: str, caption: str
) -> Picture:
    """A share over time: a dot for each month or year, a line between them, and its range.

    What it takes:
    - `shares`: rows of one property and one measure of `count_shares`;
    - `by`: the column of months (`2019-05`) or of years (`2019`), in any order;
    - `group`: a second column: a panel for each of its values, one under the other.

    What is drawn: an upright line for each range; a line from one month to the next, broken where
    one has no article; under each panel how many sentences (or words, paragraphs) each has, as
    bars. The numbers are in `.to_csv(path)`.

    Errors: ValueError for no rows, a column that is missing or without numbers, what is no month
    or year, or both mixed, a month twice in a group, rows of several properties or measures.

    >>> row = {"property": "oil", "of": "sentences", "articles": 1, "n": 4, "low": 0.0, "high": 1.0}
    >>> rows = [row | {"year": "2019", "count": 1, "share": 0.25}]
    >>> table = pd.DataFrame([*rows, row | {"year": "2020", "count": 2, "share": 0.5}])
    >>> picture = share_lines(table, by="year", title="Oil", caption="c.")
    >>> picture.numbers[["year", "share", "sentences"]].to_numpy().tolist()
    [['2019', '25 %', '1 of 4'], ['2020', '50 %', '2 of 4']]
    """
    rows, of = read_shares(shares, [*([group] if group else []), by])
    rows["at"], pitch = _read_times(rows[by], by)
    if rows.duplicated(["at", *([group] if group else [])]).any():
        raise ValueError(
            f"A {by} stands twice; draw rows of one group, or name the column `group`."
        )
    canvas = Canvas(title=title, caption=caption)
    names = [*dict.fromkeys(rows[group])] if group else [""]
    parts = [(rows[rows[group] == name] if group else rows).sort_values("at") for name in names]
    first, last = rows["at"].min(), rows["at"].max()
    counts = f"{of}, up to", f"{rows['n'].max():,}"
    left = MARGIN + canvas.widest([*counts, "100 %"], SMALL) + 8
    times = Axis(first, max(last, first + pitch), left + INSET, WIDTH - MARGIN - INSET)
    for number, (name, part) in enumerate(zip(names, parts, strict=True)):
        colour = GROUPS[number % len(GROUPS)]
        lines = canvas.wrap(name, WIDTH - 2 * MARGIN, HEADER)
        canvas.y = canvas.lines(MARGIN, canvas.y + 8, lines, HEADER, pitch=16, colour=colour)
        values = axis_of(rows, canvas.y + HIGH, canvas.y)
        _draw_ground(canvas, values, left)
        _draw_line(canvas, times, values, part, pitch=pitch, colour=colour)
        canvas.y += HIGH + EDGE
        _draw_counts(canvas, times, part, int(rows["n"].max()))
        for y, words in zip((canvas.y - 17, canvas.y - 6), counts, strict=True):
            canvas.text(left - 8, y, words, SMALL, colour=GREY, ha="right")
        _draw_times(canvas, times)
        canvas.y += BETWEEN
    cells = pd.concat(parts, ignore_index=True)
    numbers = numbers_of(cells.drop(columns="at")).rename(columns={"sentences": of})
    what = f"share of {of} with {as_text(rows['property'].iloc[0])!r}: "
    said = [_in_words(name, part, by) for name, part in zip(names, parts, strict=True)]
    return canvas.picture(height=canvas.y, alt=what + "; ".join(said), numbers=numbers)


def _read_times(values: "pd.Series[str]", by: str) -> tuple[list[int], int]:
    """Months as numbers, and how many lie between two of them; ValueError for anything else."""
    found = [WHEN.fullmatch(value) for value in values]
    for value, match in zip(values, found, strict=True):
        if match is None:
            raise ValueError(f"The {by} {shown(value)} is no month; write 2019-05, or 2019 in all.")
    months = [match[2] for match in found if match]
    if any(months) != all(months):
        raise ValueError(f"The column {by!r} has months and years; draw one kind.")
    at = [YEAR * int(match[1]) + int(match[2] or 1) - 1 for match in found if match]
    return at, 1 if any(months) else YEAR


def _draw_ground(canvas: Canvas, values: Axis, left: float) -> None:
    """The shares at the left of a panel, each with a line across."""
    for share in ticks_of(values):
        y = values.x(share)
        canvas.line([left, WIDTH - MARGIN], [y, y], colour=TRACK)
        canvas.text(left - 8, y, percent(share), SMALL, colour=GREY, ha="right")


def _draw_line(
    canvas: Canvas, times: Axis, values: Axis, part: Any, *, pitch: int, colour: str
) -> None:
    """The ranges, the line between months that follow one another, and the dots upon it."""
    before: list[Any] = []
    for row in part.itertuples():
        x, y = times.x(row.at), values.x(row.share)
        if row.low <= row.high:
            canvas.line([x, x], [values.x(row.low), values.x(row.high)], colour=RULE, width=2)
        if before and row.at - before[0] <= pitch:
            canvas.line([before[1], x], [before[2], y], colour=colour, width=1.5)
        before = [row.at, x, y]
    for row in part.itertuples():
        empty = row.count == 0
        canvas.mark(times.x(row.at), values.x(row.share), "o", colour=colour, size=5, hollow=empty)


def _draw_counts(canvas: Canvas, times: Axis, part: Any, most: int) -> None:
    """Under a panel, of how many sentences each share is, as bars."""
    wide = max(1.0, min(8.0, (times.right - times.left) / (times.high - times.low) * 0.6))
    foot = canvas.y + STRIP
    for row in part.itertuples():
        tall = STRIP * row.n / most
        canvas.box(times.x(row.at) - wide / 2, foot - tall, wide, tall, fill=RULE)
    canvas.y = foot


def _draw_times(canvas: Canvas, times: Axis) -> None:
    """The years, or the months where there is room for them, under a panel."""
    one = (times.right - times.left) / (times.high - times.low)
    step = next((step for step in STEPS if step * one >= LABEL), STEPS[-1])
    canvas.line([times.left - INSET, WIDTH - MARGIN], [canvas.y, canvas.y], colour=RULE)
    for at in range(int(times.low), int(times.high) + 1):
        if at % step == 0:
            x, year, month = times.x(at), at // YEAR, at % YEAR + 1
            canvas.line([x, x], [canvas.y, canvas.y + 4], colour=RULE)
            words = f"{year}" if step >= YEAR else f"{year}-{month:02d}"
            canvas.text(x, canvas.y + 12, words, SMALL, colour=GREY, ha="center")
    canvas.y += 20


def _in_words(name: str, part: Any, by: str) -> str:
    """A panel's first and last share, its smallest and its largest."""
    rows = [part.iloc[0], part.iloc[-1], part.loc[part["share"].idxmin()]]
    rows.append(part.loc[part["share"].idxmax()])
    first, last, least, most = (f"{percent(row['share'])} in {row[by]}" for row in rows)
    said = f"{len(part)} in order, first {first}, last {last}, lowest {least}, highest {most}"
    return f"{name}, {said}" if name else said
