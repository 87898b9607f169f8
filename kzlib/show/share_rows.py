"""Share rows: one row a group, an article or a month, with its share, its range and its count."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from kzlib.show.canvas import BOLD, MARGIN, SMALL, Axis, Canvas, Picture, check_height
from kzlib.show.colours import GREY, GROUPS
from kzlib.show.html import WIDTH
from kzlib.show.numbers import MISSING, percent, points
from kzlib.show.picture_checks import (
    check_names,
    check_needs,
    check_one,
    with_counts,
    with_numbers,
)
from kzlib.text.arguments import checked
from kzlib.text.checks import as_text, check_whole

ROW, LINE, SECTION = 17.0, 13.0, 22.0  # pixels: of a row; of a longer label; of a group's name
LABELS, OFF, GAP = 220.0, 24.0, 10.0  # pixels: longer labels wrap; from the axis; between columns
HEADS = ["share", "range", "sentences", "articles"]
NUMBERS = ["articles", "count", "n", "share", "low", "high"]
STEPS, TICKS = (0.01, 0.02, 0.05, 0.1, 0.2), 6  # the first step with no more ticks, or the last
LIMIT = 40  # rows drawn: what is seen at a glance


@checked
def share_rows(
    shares: pd.DataFrame,
    *,
    by: str,
    group: str | None = None,
    title: str,
    caption: str,
    limit: int = LIMIT,
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

    Errors: ValueError for no rows, a column that is missing or without numbers, a row without a
    label, rows of several properties or measures, and a limit below 1.

    >>> row = {"article": "a", "property": "oil", "of": "sentences", "articles": 1, "count": 1}
    >>> table = pd.DataFrame([row | {"n": 4, "share": 0.25, "low": 0.0, "high": 0.5}])
    >>> share_rows(table, by="article", title="Oil", caption="c.").numbers.to_numpy().tolist()
    [['a', '25 %', '0 to 50', '1 of 4', 1]]
    """
    check_whole(limit=limit)
    rows, of = read_shares(shares, [*([group] if group else []), by])
    canvas = Canvas(title=title, caption=caption)
    names = [*dict.fromkeys(rows[group])] if group else [""]
    parts = [rows[rows[group] == name] if group else rows for name in names]
    drawn = pd.concat([part.head(limit) for part in parts])
    check_height(ROW * len(drawn) + SECTION * len(names) * bool(group))
    labels = {name: canvas.wrap(name, LABELS) for name in drawn[by]}
    left = MARGIN + 8 + max(map(canvas.widest, labels.values())) + OFF
    cells = numbers_of(drawn)
    heads = [of if name == "sentences" else name for name in HEADS]
    wides = [
        max(canvas.width(head, SMALL), canvas.widest(map(as_text, cells[name]))) + GAP
        for head, name in zip(heads, HEADS, strict=True)
    ]
    axis = axis_of(drawn, left, WIDTH - MARGIN - 8 - sum(wides) - OFF)
    ends = [axis.right + OFF + sum(wides[: number + 1]) for number in range(len(wides))]
    _draw_axis(canvas, axis, zip(ends, heads, strict=True))
    for number, (name, part) in enumerate(zip(names, parts, strict=True)):
        colour = GROUPS[number % len(GROUPS)]
        if name:
            for line in canvas.wrap(f"{name} · {len(part):,}", WIDTH - 2 * MARGIN - 8, BOLD):
                canvas.text(MARGIN + 8, canvas.y + SECTION / 2, line, BOLD, colour=colour)
                canvas.y += SECTION
        for at, index in enumerate(part.index[:limit]):
            row, lines = drawn.loc[index], labels[drawn.loc[index, by]]
            height = ROW + LINE * (len(lines) - 1)
            canvas.band(at, height)
            canvas.lines(left - OFF, canvas.y + ROW / 2, lines, pitch=LINE, ha="right")
            _draw_row(canvas, axis, canvas.y + height / 2, row, colour=colour)
            for x, cell in zip(ends, cells.loc[index, HEADS], strict=True):
                canvas.text(x, canvas.y + height / 2, as_text(cell), ha="right")
            canvas.y += height
        canvas.rest(MARGIN + 8, len(part), limit)
    what = f"share of {of} with {as_text(rows['property'].iloc[0])!r}"
    return canvas.picture(
        height=canvas.y + 8,
        alt=f"{what}: " + "; ".join(_in_words(row) for row in cells.itertuples(index=False)),
        numbers=numbers_of(rows).rename(columns={"sentences": of}),
    )


def read_shares(shares: pd.DataFrame, labels: Sequence[str]) -> tuple[pd.DataFrame, str]:
    """Rows of `count_shares`, checked, with their labels as text, and what they are shares of."""
    check_needs(shares, [*labels, "property", "of", *NUMBERS])
    rows = with_numbers(with_counts(shares, NUMBERS[:3]), NUMBERS[3:]).reset_index(drop=True)
    if rows.empty:
        raise ValueError("There are no shares to draw; give rows of count_shares.")
    for name in labels:
        rows[name] = [*map(as_text, rows[name])]
        check_names([*rows[name]], [*labels, *HEADS, "property", "of"])
    check_one(rows, ["property", "of"])
    for name in ("share", "low", "high"):
        if not (rows[name].between(0, 1) | (rows[name].isna() & (name != "share"))).all():
            raise ValueError(f"A {name} is missing or not from 0 to 1; give rows of count_shares.")
    if not (rows["count"].between(0, rows["n"]) & (rows["n"] > 0)).all():
        raise ValueError("A count is larger than its n, or n is 0; give rows of count_shares.")
    return rows[[*labels, "property", "of", *NUMBERS]], as_text(rows["of"].iloc[0])


def axis_of(rows: pd.DataFrame, low: float, high: float) -> Axis:
    """The shares between two places, from 0 to the largest of them and of the ranges' ends."""
    largest = float(rows[["share", "high"]].max().max())
    return Axis(0, max(STEPS[0], largest), low, high)


def ticks_of(axis: Axis) -> list[float]:
    """Where an axis of shares has its ticks."""
    step = next((step for step in STEPS if axis.high / step < TICKS), STEPS[-1])
    return [number * step for number in range(int(axis.high / step + 1e-9) + 1)]


def numbers_of(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows as they are read: labels, share, range, count of how many, articles."""
    labels = [name for name in rows if name not in ("property", "of", *NUMBERS)]
    ranges = rows["low"].map(points) + " to " + rows["high"].map(points)
    return rows[labels].assign(
        share=rows["share"].map(percent),
        range=ranges.where(rows["low"].notna() & rows["high"].notna(), MISSING),
        sentences=[f"{a:,} of {b:,}" for a, b in zip(rows["count"], rows["n"], strict=True)],
        articles=rows["articles"],
    )


def _draw_axis(canvas: Canvas, axis: Axis, heads: Any) -> None:
    """The shares and the columns' names over the rows."""
    for share in ticks_of(axis):
        x = axis.x(share)
        canvas.text(x, canvas.y + 8, percent(share), SMALL, colour=GREY, ha="center")
        canvas.line([x, x], [canvas.y + 15, canvas.y + 19], colour=GREY)
    for x, head in heads:
        canvas.text(x, canvas.y + 8, head, SMALL, colour=GREY, ha="right")
    canvas.y += 20


def _draw_row(canvas: Canvas, axis: Axis, y: float, row: Any, *, colour: str) -> None:
    if row["low"] <= row["high"]:
        canvas.line([axis.x(row["low"]), axis.x(row["high"])], [y, y], colour=colour, width=2)
    canvas.mark(axis.x(row["share"]), y, "o", colour=colour, size=7, hollow=not row["count"])


def _in_words(row: Any) -> str:
    *labels, share, ends, count, _ = row
    return f"{', '.join(labels)} {share} ({count}{'' if ends == MISSING else f', {ends}'})"
