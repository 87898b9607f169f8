"""Every recommendation in the article's own words, by who is to act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from kzlib.show.canvas import (
    GREY,
    HEADER,
    MARGIN,
    SMALL,
    TRACK,
    Column,
    Picture,
    Sheet,
    columns,
    groups_of,
)
from kzlib.show.html import WIDTH
from kzlib.show.track_quotes import check_names, check_rows, holds, marked

LABELS, PAD, GAP = 130.0, 9.0, 22.0  # pixels: longer labels wrap; inside a band; between columns
LINE, AFTER = 16.0, 6.0  # pixels: of a quote; after it
COUNT, DOT, SPACE = 26.0, 14.0, 7.0  # pixels: for a row's count, for a dot, between words
WORDS = 8.5  # points
NARROW, STEP = 150.0, 20.0  # pixels: no line is made shorter to be like the others; by how much
NAMED = {True: "the sentence says who is to act", False: "it does not: inferred, or nobody meant"}


@dataclass(frozen=True)
class _Item:
    """One recommendation as it is shown."""

    group: str
    row: str
    sentence: str  # with its article
    number: str  # of the sentence alone; "" where the group has several articles
    named: bool
    words: str
    note: str


@dataclass(frozen=True)
class _Group(Column):
    """A group's column with its recommendations."""

    items: Sequence[_Item]

    def of(self, row: str) -> list[_Item]:
        return [item for item in self.items if item.row == row]


def asks(
    items: pd.DataFrame,
    *,
    by: str,
    rows: Mapping[str, str],
    title: str,
    subtitle: str = "",
    caption: str,
) -> Picture:
    """Every recommendation quoted, by who is to act: one row an actor, one column a group.

    `items`: a row for each recommendation (article, sentence, the `by` column with the group's
    label, `who` is to act, `text`, the sentence, and `named`: True, a filled dot, where the
    sentence itself says who, else an open dot). If need be `quote`: words of the text to show in
    its place (… for words left out, [brackets] for words put in), and `note`, set in grey after
    them. `rows`: the values of `who` with their labels; those with one label share its row. The
    number before a quote is its sentence; where a group has several articles, the article and
    sentence stand after it. How many are named and how many inferred stands under each column.

    ValueError: no items, a value of `who` without a row, `named` that is not yes or no, an item
    without words, a quote that its text does not hold, a row without a label, and a `by` with the
    name of a column of the numbers.

    >>> items = pd.DataFrame({"article": "a", "sentence": [1, 4], "group": "x", "who": "crew"})
    >>> items = items.assign(named=[True, False], text=["The crew must row.", "Row!"])
    >>> rows = {"crew": "the crew"}
    >>> picture = asks(items, by="group", rows=rows, title="Row", caption="All there are.")
    >>> picture.numbers[["who", "sentence", "named"]].to_numpy().tolist()
    [['the crew', 'a:1', True], ['the crew', 'a:4', False]]
    """
    names = groups_of(items, by, ["article", "sentence", "who", "named", "text"])
    order = [*dict.fromkeys(rows.values())]
    check_names(order, items[by], [by, "who", "sentence", "named", "words", "note"])
    found = _items(items, by, rows)
    sheet = Sheet(title=title, subtitle=subtitle, caption=caption)
    labels = {name: sheet.wrap(name, LABELS, size=HEADER, bold=True) for name in order}
    wide = [sheet.width(x, size=HEADER, bold=True) for lines in labels.values() for x in lines]
    groups = [
        _Group(name, colour, x, width - PAD, [item for item in found if item.group == name])
        for name, colour, x, width in columns(names, MARGIN + PAD + max(wide) + 20, GAP)
    ]
    sheet.headers(
        [(g.label, f"{len(g.items):,} in all", g.colour, g.left, g.width) for g in groups]
    )
    sheet.y -= 4
    for number, name in enumerate(order):
        tall = LINE * len(labels[name])
        tall = max(tall, *(_cell(sheet, group, name, 0, draw=False) for group in groups))
        if number % 2 == 0:
            sheet.box(MARGIN, sheet.y, WIDTH - 2 * MARGIN, tall + 2 * PAD, fill=TRACK)
        y = sheet.y + PAD
        for at, line in enumerate(labels[name]):
            sheet.text(MARGIN + PAD, y + LINE * (at + 0.5), line, size=HEADER, bold=True)
        for group in groups:
            _cell(sheet, group, name, y, draw=True)
        sheet.y += tall + 2 * PAD
    sheet.y = max(_explained(sheet, group) for group in groups)
    found.sort(key=lambda item: (order.index(item.row), names.index(item.group)))
    numbers = pd.DataFrame(
        {"who": item.row, by: item.group, "sentence": item.sentence, "named": item.named}
        | {"words": item.words, "note": item.note}
        for item in found
    )
    counts = ". ".join(
        f"{group.label}, {len(group.items)} in all, of these {sum(i.named for i in group.items)} "
        f"where {NAMED[True]}: " + "; ".join(f"{name} {len(group.of(name))}" for name in order)
        for group in groups
    )
    quoted = "; ".join(f"{item.row}, {item.sentence}: “{item.words}”" for item in found)
    return sheet.picture(height=sheet.y + 6, alt=f"{counts}. {quoted}", numbers=numbers)


def _items(items: pd.DataFrame, by: str, rows: Mapping[str, str]) -> list[_Item]:
    """The recommendations in their order, checked."""
    check_rows("who", items["who"], rows)
    if wrong := sorted(
        {repr(each) for each in items["named"] if each is pd.NA or each not in (True, False)}
    ):
        raise ValueError(f"The column 'named' must hold True or False; got {', '.join(wrong)}.")
    several = items.groupby(items[by].astype(str))["article"].nunique() > 1
    found = []
    for row in items.to_dict("records"):
        group, text, sentence = (
            str(row[by]),
            str(row["text"]),
            f"{row['article']}:{row['sentence']}",
        )
        words, note = (
            "" if pd.isna(row.get(n)) else str(row[n]).strip() for n in ("quote", "note")
        )
        words = words or text.strip()
        if not holds(text, words):
            raise ValueError(f"The sentence {sentence} does not hold the words {words!r}.")
        number = "" if several[group] else f"{row['sentence']}"
        named = bool(row["named"])
        found.append(_Item(group, rows[row["who"]], sentence, number, named, words, note))
    return found


def _cell(sheet: Sheet, group: _Group, row: str, top: float, *, draw: bool) -> float:
    """One row of one group, from `top`; the height that it takes."""
    items = group.of(row)
    colour = group.colour if items else GREY
    digits = max(sheet.width(item.number, size=SMALL) for item in group.items)
    dot = group.left + COUNT + DOT / 2
    left = dot + DOT / 2 + SPACE * bool(digits) + digits + SPACE
    wide = group.left + group.width - left
    y = top + LINE / 2
    if draw:
        sheet.text(group.left, y, f"{len(items):,}", size=HEADER, colour=colour, bold=True)
        if not items:
            sheet.text(dot - 4, y, "no sentence", colour=GREY)
    for item in items:
        if draw:
            sheet.mark(dot, y, "o", colour=group.colour, size=9, hollow=not item.named)
            sheet.text(left - SPACE, y, item.number, size=SMALL, colour=GREY, ha="right")
        note = item.note if item.number else " · ".join(filter(None, (item.sentence, item.note)))
        after = 2 * SPACE + sheet.width(note, size=SMALL)
        lines, end = _even(sheet, marked(item.words), wide, after)
        for number, line in enumerate(lines):
            y += LINE * (number > 0)
            if draw:
                sheet.text(left, y, line, size=WORDS, quote=True)
        fits = end + after <= wide
        for line in [note] if fits else sheet.wrap(note, wide, size=SMALL):
            y += LINE * (not fits)
            if draw:
                sheet.text(left + (end + 2 * SPACE) * fits, y, line, size=SMALL, colour=GREY)
        y += LINE + AFTER
    return max(LINE, y - LINE / 2 - AFTER - top)


def _even(sheet: Sheet, words: str, wide: float, after: float) -> tuple[list[str], float]:
    """The words in as few lines as fit, about as long as each other, and where the last one ends.

    What stands `after` them stays on their last line where it can.
    """

    def wrapped(width: float) -> tuple[list[str], float]:
        lines = sheet.wrap(words, width, size=WORDS, quote=True)
        return lines, sheet.width(lines[-1], size=WORDS, quote=True)

    best, width = wrapped(wide), wide
    while width > NARROW:
        width -= STEP
        lines, end = wrapped(width)
        if len(lines) > len(best[0]) or best[1] + after <= wide < end + after:
            break
        best = lines, end
    return best


def _explained(sheet: Sheet, group: _Group) -> float:
    """Under a group's column: what the dots mean, and how many there are; where it ends."""
    y, x = sheet.y + 12, group.left + COUNT + DOT / 2
    for named, words in NAMED.items():
        count = sum(item.named == named for item in group.items)
        sheet.mark(x, y, "o", colour=group.colour, size=9, hollow=not named)
        lines = sheet.wrap(f"{count:,} of {len(group.items):,}: {words}", group.width - COUNT - DOT)
        for line in lines:
            sheet.text(x + DOT / 2 + SPACE, y, line, colour=group.colour)
            y += LINE
    return y
