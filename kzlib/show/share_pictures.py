"""Shares as pictures: of two groups on one line, of any number a row each, and over time."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from kzlib.show.canvas import (
    BOLD,
    END,
    HEADER,
    MARGIN,
    SMALL,
    Canvas,
    Picture,
    columns,
)
from kzlib.show.colours import GREY, GROUPS, RULE, TRACK
from kzlib.show.html import WIDTH
from kzlib.show.numbers import MISSING, percent, points
from kzlib.show.picture_checks import (
    check_names,
    check_needs,
    check_one,
    with_counts,
    with_numbers,
)
from kzlib.show.row_charts import Axis, draw_rows, draw_span, draw_ticks, drawable
from kzlib.text.arguments import checked, shown
from kzlib.text.checks import as_text

STEPS, TICKS = (0.01, 0.02, 0.05, 0.1, 0.2), 6  # the first step with no more ticks, or the last
LABELS = 220.0  # pixels: longer labels go on in a second line

# Two groups on one line
WIDE, ROOM, OFF = 24.0, 100.0, 10.0  # pixels: of a row; for a dot's numbers; from it to them
GAP, MEET = 16.0, 4.0  # pixels: between the groups' names; how far marks that meet are moved
SIDES = {"reference": ("o", "●", 8.0), "target": ("D", "◆", 7.0)}  # marker, in a line, its size
PAIRS = [f"{side}_{name}" for side in SIDES for name in ("count", "n")]

# A row each
ROW, SECTION, FAR = 17.0, 22.0, 24.0  # pixels: of a row; of a group's name; beside the axis
HEADS = ["share", "range", "sentences", "articles"]
NUMBERS = ["articles", "count", "n", "share", "low", "high"]

# Over time
INSET, HIGH, STRIP = 24.0, 110.0, 22.0  # pixels: beside the first month; of a panel; of its counts
EDGE, TICK = 10.0, 52.0  # pixels: under the shares, and between panels; for a tick
PANEL = HIGH + STRIP + 2 * EDGE + 20  # pixels, without the name
YEAR = 12  # months
TIMES = [1, 2, 3, 6, *(YEAR * years for years in (1, 2, 5, 10, 20, 50, 100, 200, 500))]
WHEN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?")


@checked
def share_dots(
    shares: pd.DataFrame,
    *,
    target_label: str,
    reference_label: str,
    title: str,
    caption: str,
    limit: int = 100,
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
    names = [reference_label, target_label]
    every, of = _read_counts(shares, ["property"], PAIRS, ["of", *PAIRS[1::2]])
    check_names(names, ["property", *names])
    for side in SIDES:
        every[side] = every[f"{side}_count"] / every[f"{side}_n"]
    rows = every.head(drawable(limit, WIDE))
    canvas = Canvas(title=title, caption=caption)
    labels = [canvas.wrap(name, LABELS) for name in rows["property"]]
    left = MARGIN + max(map(canvas.widest, labels)) + OFF
    totals = [f"{mark} {rows[f'{side}_n'].iloc[0]:,} {of}" for side, (_, mark, _) in SIDES.items()]
    canvas.headers(columns(names, left, GAP), totals)
    axis = _axis_of(rows[[*SIDES]], left + ROOM, WIDTH - MARGIN - ROOM)
    draw_ticks(canvas, axis, {share: percent(share) for share in _ticks(axis)})
    middles = [*draw_rows(canvas, labels, left - OFF, WIDE)]
    for middle, row in zip(middles, rows.to_dict("records"), strict=False):
        _draw_pair(canvas, axis, middle, row)
    canvas.rest(MARGIN, len(every), len(middles))
    what = f"share of {of}"
    canvas.text((axis.left + axis.right) / 2, canvas.y + 12, what, colour=GREY, ha="center")
    numbers = pd.DataFrame({"property": every["property"]})
    for name, side in zip(names, SIDES, strict=True):
        said = _of(every[f"{side}_count"], every[f"{side}_n"])
        numbers[name] = said + " (" + every[side].map(percent) + ")"
    alt = f"{what} in {names[0]} and in {names[1]}: " + "; ".join(
        f"{name} {first} and {second}"
        for name, first, second in numbers.head(len(middles)).itertuples(index=False)
    )
    return canvas.picture(height=canvas.y + 24, alt=alt, numbers=numbers)


@checked
def share_rows(
    shares: pd.DataFrame,
    *,
    by: str,
    group: str | None = None,
    title: str,
    caption: str,
    limit: int = 40,
) -> Picture:
    """One row for each article, month or outlet: its share as a dot, its range, its count.

    What it takes:
    - `shares`: rows of one property and one measure of `count_shares`, drawn in the order given
      (`.sort_values("share", ascending=False)` puts the largest first);
    - `by`: the column with the rows' labels;
    - `group`: a second column: its rows stand under its name, in one colour;
    - `limit`: the rows drawn of each group; a line under them says how many more there are, and
      `.to_csv(path)` has all.

    What is drawn: an axis from 0 to the largest share or end of a range; the range as a line, none
    where it is not known; at the right the share, the range, the count of how many, the articles.
    What the ranges are over (`range` of `count_shares`) is added to the caption.

    Errors: ValueError for no rows, a column that is missing or without numbers, a row without a
    label, rows of several properties or measures, and a limit below 1.

    >>> row = {"article": "a", "property": "oil", "of": "sentences", "articles": 1, "count": 1}
    >>> table = pd.DataFrame([row | {"n": 4, "share": 0.25, "low": 0.0, "high": 0.5}])
    >>> share_rows(table, by="article", title="Oil", caption="c.").numbers.to_numpy().tolist()
    [['a', '25 %', '0 to 50', '1 of 4', 1]]
    """
    limit = drawable(limit, ROW)
    rows, of = _read_shares(shares, by, group)
    canvas = Canvas(title=title, caption=_with_kinds(caption, shares))
    parts = _parts_of(rows, group)
    shown = pd.concat([part.head(limit) for _, part in parts]).head(drawable(len(rows), ROW))
    left = MARGIN + 8 + canvas.widest(x for name in shown[by] for x in canvas.wrap(name, LABELS))
    cells = _in_cells(shown)
    heads = [of if name == "sentences" else name for name in HEADS]
    wides = [
        max(canvas.width(head, SMALL), canvas.widest(map(as_text, cells[name]))) + OFF
        for head, name in zip(heads, HEADS, strict=True)
    ]
    axis = _axis_of(shown[["share", "high"]], left + FAR, WIDTH - MARGIN - 8 - sum(wides) - FAR)
    ends = [axis.right + FAR + sum(wides[: number + 1]) for number in range(len(wides))]
    for x, head in zip(ends, heads, strict=True):
        canvas.text(x, canvas.y + 8, head, SMALL, colour=GREY, ha="right")
    draw_ticks(canvas, axis, {share: percent(share) for share in _ticks(axis)})
    drawn: list[int] = []
    for number, (name, part) in enumerate(parts):
        if canvas.y > END:
            canvas.rest(MARGIN + 8, len(parts), number)
            break
        colour, before = GROUPS[number % len(GROUPS)], len(drawn)
        lines = canvas.wrap(f"{name} · {len(part):,}", WIDTH - 2 * MARGIN - 8, BOLD) if name else []
        y = canvas.y + SECTION / 2
        y = canvas.lines(MARGIN + 8, y, lines, BOLD, pitch=SECTION, colour=colour)
        canvas.y = y - SECTION / 2
        labels = (canvas.wrap(label, LABELS) for label in part[by].head(limit))
        for y, index in zip(draw_rows(canvas, labels, left, ROW), part.index, strict=False):
            row = rows.loc[index]
            span = row["low"], row["share"], row["high"]
            draw_span(canvas, axis, y, span, colour=colour, size=7, hollow=not row["count"])
            for x, name_of in zip(ends, HEADS, strict=True):
                canvas.text(x, y, as_text(cells.loc[index, name_of]), ha="right")
            drawn.append(index)
        canvas.rest(MARGIN + 8, len(part), len(drawn) - before)
    said = "; ".join(_row_in_words(row) for row in cells.loc[drawn].itertuples(index=False))
    numbers = _in_cells(rows).rename(columns={"sentences": of})
    what = f"share of {of} with {as_text(rows['property'].iloc[0])!r}"
    return canvas.picture(height=canvas.y + 8, alt=f"{what}: {said}", numbers=numbers)


@checked
def share_lines(
    shares: pd.DataFrame, *, by: str, group: str | None = None, title: str, caption: str
) -> Picture:
    """A share over time: a dot for each month or year, a line between them, and its range.

    What it takes:
    - `shares`: rows of one property and one measure of `count_shares`;
    - `by`: the column of months (`2019-05`) or of years (`2019`), in any order;
    - `group`: a second column: a panel for each of its values, one under the other, as many as a
      picture holds.

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
    rows, of = _read_shares(shares, by, group)
    rows["at"], pitch = _read_times(rows[by], by)
    if rows.duplicated(["at", *([group] if group else [])]).any():
        raise ValueError(
            f"A {by} stands twice; draw rows of one group, or name the column `group`."
        )
    canvas = Canvas(title=title, caption=_with_kinds(caption, shares))
    parts = [(name, part.sort_values("at")) for name, part in _parts_of(rows, group)]
    first, last = rows["at"].min(), rows["at"].max()
    counts = f"{of}, up to", f"{rows['n'].max():,}"
    left = MARGIN + canvas.widest([*counts, "100 %"], SMALL) + 8
    times = Axis(first, max(last, first + pitch), left + INSET, WIDTH - MARGIN - INSET)
    said = []
    for number, (name, part) in enumerate(parts):
        if canvas.y + PANEL > END:
            break
        colour = GROUPS[number % len(GROUPS)]
        lines = canvas.wrap(name, WIDTH - 2 * MARGIN, HEADER)
        canvas.y = canvas.lines(MARGIN, canvas.y + 8, lines, HEADER, pitch=16, colour=colour)
        values = _axis_of(rows[["share", "high"]], canvas.y + HIGH, canvas.y)
        for share in _ticks(values):
            y = values.x(share)
            canvas.line([left, WIDTH - MARGIN], [y, y], colour=TRACK)
            canvas.text(left - 8, y, percent(share), SMALL, colour=GREY, ha="right")
        _draw_line(canvas, times, values, part, pitch=pitch, colour=colour)
        canvas.y += HIGH + EDGE + STRIP
        wide = max(1.0, min(8.0, (times.right - times.left) / (times.high - times.low) * 0.6))
        tops = canvas.y - STRIP * part["n"] / rows["n"].max()
        feet = [canvas.y] * len(part)
        canvas.uprights(map(times.x, part["at"]), feet, tops, width=wide)
        for y, words in zip((canvas.y - 17, canvas.y - 6), counts, strict=True):
            canvas.text(left - 8, y, words, SMALL, colour=GREY, ha="right")
        _draw_times(canvas, times, pitch)
        said.append(_line_in_words(name, part, by))
    canvas.rest(MARGIN, len(parts), len(said))
    cells = pd.concat([part for _, part in parts], ignore_index=True)
    numbers = _in_cells(cells.drop(columns="at")).rename(columns={"sentences": of})
    what = f"share of {of} with {as_text(rows['property'].iloc[0])!r}: "
    return canvas.picture(height=canvas.y, alt=what + "; ".join(said), numbers=numbers)


def _read_counts(
    shares: pd.DataFrame, labels: Sequence[str], counts: Sequence[str], ones: Sequence[str]
) -> tuple[pd.DataFrame, str]:
    """The rows with labels as text, checked, and what they are shares of.

    `counts`: the columns of counts, each with its total after it; `ones`: those of one value.
    """
    check_needs(shares, [*labels, "property", "of", *counts])
    rows = with_counts(shares, counts).reset_index(drop=True)
    if rows.empty:
        raise ValueError("There are no shares to draw; give rows of a table of shares.")
    for name in labels:
        rows[name] = [*map(as_text, rows[name])]
        check_names([*rows[name]], labels)
    check_one(rows, ones)
    for count, total in zip(counts[::2], counts[1::2], strict=True):
        if not (rows[count].between(0, rows[total]) & (rows[total] > 0)).all():
            raise ValueError(f"A {count} is larger than its {total}, or that is 0; give both.")
    return rows, as_text(rows["of"].iloc[0])


def _read_shares(shares: pd.DataFrame, by: str, group: str | None) -> tuple[pd.DataFrame, str]:
    """Rows of `count_shares`, checked, with their labels as text, and what they are shares of."""
    labels = [*([group] if group else []), by]
    check_names([], [*labels, *HEADS, "property", "of"])
    check_needs(shares, NUMBERS)
    rows, of = _read_counts(shares, labels, NUMBERS[1:3], ["property", "of"])
    rows = with_numbers(with_counts(rows, NUMBERS[:1]), NUMBERS[3:])
    for name in NUMBERS[3:]:
        if not (rows[name].between(0, 1) | (rows[name].isna() & (name != "share"))).all():
            raise ValueError(f"A {name} is missing or not from 0 to 1; give rows of count_shares.")
    return rows[[*labels, "property", "of", *NUMBERS]], of


def _with_kinds(caption: str, shares: pd.DataFrame) -> str:
    """The caption, and after it what the ranges are, where `count_shares` says it."""
    kinds = dict.fromkeys(map(as_text, shares.get("range", ())))
    named = "; ".join(kind for kind in kinds if kind != "none")
    return f"{caption} Range: {named}." if caption and named else caption


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


def _parts_of(rows: pd.DataFrame, group: str | None) -> list[tuple[Any, pd.DataFrame]]:
    """The rows of each group under its name, in the order of the table; all under "" without."""
    return [*rows.groupby(group, sort=False)] if group else [("", rows)]


def _axis_of(shares: pd.DataFrame, low: float, high: float) -> Axis:
    """The shares between two places, from 0 to the largest of them and of the ranges' ends."""
    return Axis(0, max(STEPS[0], float(shares.max().max())), low, high)


def _ticks(axis: Axis) -> Iterator[float]:
    """Where an axis of shares has its ticks."""
    step = next((step for step in STEPS if axis.high / step < TICKS), STEPS[-1])
    return (number * step for number in range(int(axis.high / step + 1e-9) + 1))


def _draw_pair(canvas: Canvas, axis: Axis, y: float, row: dict[Any, Any]) -> None:
    """One property: the two marks, their numbers outside of them, and a line that joins them."""
    canvas.line([axis.x(row[side]) for side in SIDES], [y, y], colour=GREY, width=2)
    first, last = sorted(SIDES, key=lambda side: row[side])
    apart = MEET if axis.x(row[last]) - axis.x(row[first]) < 2 * MEET else 0
    for colour, (side, (marker, _, size)) in zip(GROUPS, SIDES.items(), strict=False):
        x, off, ha, down = axis.x(row[side]), OFF, "left", apart
        if side == first:
            off, ha, down = -OFF, "right", -apart
        canvas.mark(x, y + down, marker, colour=colour, size=size)
        said = f"{percent(row[side])} · {row[f'{side}_count']:,}"
        canvas.text(x + off, y, said, colour=colour, ha=ha)


def _draw_line(
    canvas: Canvas, times: Axis, values: Axis, part: Any, *, pitch: int, colour: str
) -> None:
    """The ranges, the line between months that follow one another, and the dots upon it.

    Each kind is drawn in one go: one by one, some thousand months take many seconds.
    """
    known = part[part["low"] <= part["high"]]
    ends = ([*map(values.x, known[name])] for name in ("low", "high"))
    canvas.uprights(map(times.x, known["at"]), *ends, width=2)
    every = range(part["at"].iloc[0], part["at"].iloc[-1] + 1, pitch)
    shares = part.set_index("at")["share"].reindex(every)  # nan breaks the line
    canvas.line([*map(times.x, every)], [*map(values.x, shares)], colour=colour, width=1.5)
    for empty, some in part.groupby(part["count"] == 0):
        places = [*map(times.x, some["at"])], [*map(values.x, some["share"])]
        canvas.mark(*places, "o", colour=colour, size=5, hollow=empty)


def _draw_times(canvas: Canvas, times: Axis, pitch: int) -> None:
    """The years, or the months where months are drawn and there is room, under a panel."""
    one = (times.right - times.left) / (times.high - times.low)
    step = next((step for step in TIMES if step >= pitch and step * one >= TICK), TIMES[-1])
    canvas.line([times.left - INSET, WIDTH - MARGIN], [canvas.y, canvas.y], colour=RULE)
    for at in range(-(-int(times.low) // step) * step, int(times.high) + 1, step):
        x, year, month = times.x(at), at // YEAR, at % YEAR + 1
        canvas.line([x, x], [canvas.y, canvas.y + 4], colour=RULE)
        words = f"{year}" if step >= YEAR else f"{year}-{month:02d}"
        canvas.text(x, canvas.y + 12, words, SMALL, colour=GREY, ha="center")
    canvas.y += 20 + EDGE


def _of(counts: "pd.Series[int]", totals: "pd.Series[int]") -> "pd.Series[str]":
    """Counts of how many: "1 of 1,200"."""
    said = [f"{count:,} of {total:,}" for count, total in zip(counts, totals, strict=True)]
    return pd.Series(said, index=counts.index)


def _in_cells(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as they are read: labels, share, range, count of how many, articles."""
    labels = [name for name in rows if name not in ("property", "of", *NUMBERS)]
    ranges = rows["low"].map(points) + " to " + rows["high"].map(points)
    return rows[labels].assign(
        share=rows["share"].map(percent),
        range=ranges.where(rows["low"].notna() & rows["high"].notna(), MISSING),
        sentences=_of(rows["count"], rows["n"]),
        articles=rows["articles"],
    )


def _row_in_words(row: Any) -> str:
    *labels, share, ends, count, _ = row
    return f"{', '.join(labels)} {share} ({count}{'' if ends == MISSING else f', {ends}'})"


def _line_in_words(name: str, part: pd.DataFrame, by: str) -> str:
    """A panel's first and last share, its smallest and its largest."""
    least, most = part["share"].argmin(), part["share"].argmax()
    rows = [part.iloc[at] for at in (0, -1, least, most)]
    first, last, lowest, highest = (f"{percent(row['share'])} in {row[by]}" for row in rows)
    said = f"{len(part)} in order, first {first}, last {last}, lowest {lowest}, highest {highest}"
    return f"{name}, {said}" if name else said
