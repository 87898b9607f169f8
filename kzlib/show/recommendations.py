"""Every recommendation in the article's own words, by who is asked to act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from kzlib.show.canvas import HEADER, MARGIN, SMALL, Canvas, Column, Font, Picture, columns
from kzlib.show.colours import GREY
from kzlib.show.picture_checks import check_names, check_rows, groups_of
from kzlib.show.track_quotes import holds, marked

LABELS, PAD, GAP = 130.0, 9.0, 22.0  # pixels: longer labels wrap; inside a band; between columns
LINE, AFTER = 16.0, 6.0  # pixels: of a quote; after it
COUNT, DOT, SPACE = 26.0, 14.0, 7.0  # pixels: for a row's count, for a dot, between words
NARROW, STEP = 150.0, 20.0  # pixels: no line is made shorter to be like the others; by how much
WORDS = Font(8.5, quote=True)
NAMED = {True: "the sentence says who is to act", False: "it does not: inferred, or nobody meant"}


class _Item(NamedTuple):
    """One recommendation as it is shown."""

    row: str
    group: str
    sentence: str  # with its article
    named: bool
    words: str
    note: str
    number: str  # of the sentence alone; "" where the group has several articles


@dataclass(frozen=True)
class _Group(Column):
    """A group's column with its recommendations."""

    items: Sequence[_Item]

    @property
    def dot(self) -> float:
        """Where the dots stand."""
        return self.left + COUNT + DOT / 2

    def of(self, row: str) -> list[_Item]:
        """The recommendations of a row."""
        return [item for item in self.items if item.row == row]


def recommendations(
    items: pd.DataFrame,
    *,
    by: str,
    rows: Mapping[str, str],
    title: str,
    subtitle: str = "",
    caption: str,
) -> Picture:
    """Every recommendation quoted, by who is to act: one row an actor, one column a group.

    What it takes:
    - `items`: a row for each recommendation: article, sentence, the `by` column with the group's
      label, `who` is to act, `text`, the sentence, and `named`: True, a filled dot, where the
      sentence itself says who, else an open dot;
    - if need be `quote` there: words of the text to show in its place (… for words left out,
      [brackets] for words put in), and `note`, set in grey after them;
    - `rows`: the values of `who` with their labels; those with one label share its row.

    The number before a quote is its sentence; where a group has several articles, the article and
    sentence stand after it. How many are named and how many inferred stands under each column.

    Errors: ValueError for no items, a value of `who` without a row, `named` that is not yes or
    no, an item without words, a quote that its text does not hold, a row without a label, and a
    `by` with the name of a column of the numbers.

    >>> items = pd.DataFrame({"article": "a", "sentence": [1, 4], "group": "x", "who": "crew"})
    >>> items = items.assign(named=[True, False], text=["The crew must row.", "Row!"])
    >>> rows = {"crew": "the crew"}
    >>> picture = recommendations(items, by="group", rows=rows, title="Row", caption="All.")
    >>> picture.numbers[["who", "sentence", "named"]].to_numpy().tolist()
    [['the crew', 'a:1', True], ['the crew', 'a:4', False]]
    """
    names = groups_of(items, by, ["article", "sentence", "who", "named", "text"])
    order = [*dict.fromkeys(rows.values())]
    heads = ["who", by, "sentence", "named", "words", "note"]
    check_names(order, items[by], heads)
    found = _read_items(items, by, rows)
    canvas = Canvas(title=title, subtitle=subtitle, caption=caption)
    labels = {name: canvas.wrap(name, LABELS, HEADER) for name in order}
    left = MARGIN + PAD + max(canvas.widest(lines, HEADER) for lines in labels.values()) + 20
    groups = [
        _Group(**vars(column), items=[item for item in found if item.group == column.label])
        for column in columns(names, left, GAP, end=PAD)
    ]
    canvas.headers(groups, [f"{len(group.items):,} in all" for group in groups])
    canvas.y -= 4
    for number, (name, lines) in enumerate(labels.items()):
        top = canvas.y + PAD
        canvas.lines(MARGIN + PAD, top + LINE / 2, lines, HEADER, pitch=LINE)
        bottoms = [_draw_cell(canvas, group, name, top) for group in groups]
        bottom = max(top + LINE * len(lines), *bottoms) + PAD
        canvas.band(number, bottom - canvas.y)
        canvas.y = bottom
    canvas.y = max(_explain(canvas, group) for group in groups)
    found.sort(key=lambda item: (order.index(item.row), names.index(item.group)))
    numbers = pd.DataFrame([item[: len(heads)] for item in found], columns=heads)
    counts = ". ".join(
        f"{group.label}, {len(group.items)} in all, of these {sum(i.named for i in group.items)} "
        f"where {NAMED[True]}: " + "; ".join(f"{name} {len(group.of(name))}" for name in order)
        for group in groups
    )
    quoted = "; ".join(f"{item.row}, {item.sentence}: “{item.words}”" for item in found)
    return canvas.picture(height=canvas.y + 6, alt=f"{counts}. {quoted}", numbers=numbers)


def _read_items(items: pd.DataFrame, by: str, rows: Mapping[str, str]) -> list[_Item]:
    """The recommendations in their order, checked."""
    check_rows("who", items["who"], rows)
    named = items["named"]
    if wrong := {repr(each) for each in named if each is pd.NA or each not in (True, False)}:
        given = ", ".join(sorted(wrong))
        raise ValueError(f"The column 'named' must hold True or False; got {given}.")
    several = items.groupby(items[by].astype(str))["article"].nunique() > 1
    found = []
    for row in items.to_dict("records"):
        group, text = str(row[by]), str(row["text"])
        sentence = f"{row['article']}:{row['sentence']}"
        words, note = (
            "" if pd.isna(row.get(name)) else str(row[name]).strip() for name in ("quote", "note")
        )
        words = words or text.strip()
        if not holds(text, words):
            raise ValueError(f"The sentence {sentence} does not hold the words {words!r}.")
        number = "" if several[group] else f"{row['sentence']}"
        item = (rows[row["who"]], group, sentence, bool(row["named"]), words, note, number)
        found.append(_Item(*item))
    return found


def _draw_cell(canvas: Canvas, group: _Group, row: str, top: float) -> float:
    """One row of one group, from `top`; where it ends."""
    items, y = group.of(row), top + LINE / 2
    digits = canvas.widest([item.number for item in group.items], SMALL)
    left = group.dot + DOT / 2 + SPACE * bool(digits) + digits + SPACE
    wide = group.right - left
    colour = group.colour if items else GREY
    canvas.text(group.left, y, f"{len(items):,}", HEADER, colour=colour)
    if not items:
        canvas.text(group.dot - 4, y, "no sentence", colour=GREY)
        return top + LINE
    for item in items:
        canvas.mark(group.dot, y, "o", colour=colour, size=9, hollow=not item.named)
        canvas.text(left - SPACE, y, item.number, SMALL, colour=GREY, ha="right")
        note = item.note if item.number else " · ".join(filter(None, (item.sentence, item.note)))
        after = 2 * SPACE + canvas.width(note, SMALL)
        lines, end = _even(canvas, marked(item.words), wide, after)
        y = canvas.lines(left, y, lines, WORDS, pitch=LINE)
        if end + after <= wide:
            canvas.text(left + end + 2 * SPACE, y - LINE, note, SMALL, colour=GREY)
        else:
            notes = canvas.wrap(note, wide, SMALL)
            y = canvas.lines(left, y, notes, SMALL, pitch=LINE, colour=GREY)
        y += AFTER
    return y - LINE / 2 - AFTER


def _even(canvas: Canvas, words: str, wide: float, after: float) -> tuple[list[str], float]:
    """The words in as few lines as fit, about as long as each other, and where the last one ends.

    What stands `after` them stays on their last line where it can.
    """

    def wrapped(width: float) -> tuple[list[str], float]:
        lines = canvas.wrap(words, width, WORDS)
        return lines, canvas.width(lines[-1], WORDS)

    best, width = wrapped(wide), wide
    while width > NARROW:
        width -= STEP
        lines, end = wrapped(width)
        if len(lines) > len(best[0]) or best[1] + after <= wide < end + after:
            break
        best = lines, end
    return best


def _explain(canvas: Canvas, group: _Group) -> float:
    """Under a group's column: what the dots mean, and how many there are; where it ends."""
    y = canvas.y + 12
    for named, words in NAMED.items():
        count = sum(item.named == named for item in group.items)
        canvas.mark(group.dot, y, "o", colour=group.colour, size=9, hollow=not named)
        text = f"{count:,} of {len(group.items):,}: {words}"
        lines = canvas.wrap(text, group.width - COUNT - DOT)
        y = canvas.lines(group.dot + DOT / 2 + SPACE, y, lines, pitch=LINE, colour=group.colour)
    return y
