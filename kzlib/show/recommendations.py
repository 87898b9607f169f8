"""Every recommendation in the article's own words, by who is asked to act."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from kzlib.show.canvas import END, HEADER, MARGIN, SMALL, Canvas, Column, Font, Picture, columns
from kzlib.show.colours import GREY
from kzlib.show.picture_checks import check_names, check_rows, check_truths, groups_of
from kzlib.show.sentence_tracks import holds, marked
from kzlib.show.tables import rest
from kzlib.text.arguments import checked
from kzlib.text.arguments import shown as cut
from kzlib.text.checks import as_text, check_whole

LABELS, PAD, GAP = 130.0, 9.0, 22.0  # pixels: longer labels wrap; inside a band; between columns
LINE, AFTER = 16.0, 6.0  # pixels: of a quote; after it
COUNT, DOT, SPACE = 26.0, 14.0, 7.0  # pixels: for a row's count, for a dot, between words
LIMIT = 30  # quotes of a group in a row
LEAST = 40.0  # pixels: of a row with no quote
WORDS = Font(8.5, quote=True)
SHOWN = ["who", "group", "sentence", "named", "words", "note"]
NAMED = {True: "the sentence says who is to act", False: "it does not: inferred, or nobody meant"}


@dataclass(frozen=True)
class _Group(Column):
    """A group's column with its recommendations."""

    items: pd.DataFrame  # as _read_items gives them

    @property
    def dot(self) -> float:
        """Where the dots stand."""
        return self.left + COUNT + DOT / 2

    def of(self, row: str) -> pd.DataFrame:
        """The recommendations of a row."""
        return self.items[self.items["who"] == row]


@checked
def recommendations(
    items: pd.DataFrame,
    *,
    by: str,
    rows: Mapping[str, str],
    title: str,
    subtitle: str = "",
    caption: str,
    limit: int = LIMIT,
) -> Picture:
    """Every recommendation quoted, by who is to act: one row an actor, one column a group.

    What it takes:
    - `items`: a row for each recommendation: article, sentence, the `by` column with the group's
      label, `who` is to act, `text`, the sentence, and `named`: True, a filled dot, where the
      sentence itself says who, else an open dot;
    - if need be `quote` there: words of the text to show in its place (… for words left out,
      [brackets] for words put in), and `note`, set in grey after them;
    - `rows`: the values of `who` with their labels; those with one label share its row;
    - `limit`: how many are quoted of a group in a row; a line says how many more there are.

    The number before a quote is its sentence; where a group has several articles, the article and
    sentence stand after it. How many are named and how many inferred stands under each column.

    Errors: ValueError for no items, a value of `who` without a row, `named` that is not yes or
    no, an item without words, a quote that its text does not hold, a row without a label, a
    `by` with the name of a column of the numbers, and a limit below 1.

    >>> items = pd.DataFrame({"article": "a", "sentence": [1, 4], "group": "x", "who": "crew"})
    >>> items = items.assign(named=[True, False], text=["The crew must row.", "Row!"])
    >>> rows = {"crew": "the crew"}
    >>> picture = recommendations(items, by="group", rows=rows, title="Row", caption="All.")
    >>> picture.numbers[["who", "sentence", "named"]].to_numpy().tolist()
    [['the crew', 'a:1', True], ['the crew', 'a:4', False]]
    """
    check_whole(limit=limit)
    names = groups_of(items, by, ["article", "sentence", "who", "named", "text"])
    order = [*dict.fromkeys(rows.values())]
    heads = [by if name == "group" else name for name in SHOWN]
    check_names(order, heads)
    found = _read_items(items, by, rows)
    canvas = Canvas(title=title, subtitle=subtitle, caption=caption)
    labels = {name: canvas.wrap(name, LABELS, HEADER) for name in order}
    left = MARGIN + PAD + max(canvas.widest(lines, HEADER) for lines in labels.values()) + 20
    groups = [
        _Group(**vars(column), items=found[found["group"] == column.label])
        for column in columns(names, left, GAP, end=PAD)
    ]
    canvas.headers(groups, [f"{len(group.items):,} in all" for group in groups])
    canvas.y -= 4
    for number, (name, lines) in enumerate(labels.items()):
        top = canvas.y + PAD
        canvas.lines(MARGIN + PAD, top + LINE / 2, lines, HEADER, pitch=LINE)
        bottoms = [
            _draw_cell(canvas, group, name, top, limit=limit, lowest=END - LEAST * len(order))
            for group in groups
        ]
        bottom = max(top + LINE * len(lines), *bottoms) + PAD
        canvas.band(number, bottom - canvas.y)
        canvas.y = bottom
    canvas.y = max(_explain(canvas, group) for group in groups)
    counts = ". ".join(
        f"{group.label}, {len(group.items)} in all, of these {group.items['named'].sum()} "
        f"where {NAMED[True]}: " + "; ".join(f"{name} {len(group.of(name))}" for name in order)
        for group in groups
    )
    cells = [group.of(name) for name in order for group in groups]
    found, quoted_rows = (
        pd.concat(each, ignore_index=True) for each in (cells, [cell.head(limit) for cell in cells])
    )
    numbers = found[SHOWN].set_axis(heads, axis="columns")
    quoted = "; ".join(
        f"{row.who}, {row.sentence}: “{row.words}”" for row in quoted_rows.itertuples()
    )
    return canvas.picture(height=canvas.y + 6, alt=f"{counts}. {quoted}", numbers=numbers)


def _read_items(items: pd.DataFrame, by: str, rows: Mapping[str, str]) -> pd.DataFrame:
    """The recommendations in their order as they are shown, checked.

    `number` stands before a quote, `after` behind it.
    """
    check_rows("who", items["who"], rows)
    check_truths(items["named"])
    items = items.assign(**{name: "" for name in ("quote", "note") if name not in items})
    texts = items[["article", "sentence", "text", "quote", "note"]].astype(object).map(as_text)
    found = pd.DataFrame({"who": items["who"].map(rows), "group": items[by].map(as_text)})
    found = found.astype(str)
    found["sentence"] = texts["article"] + ":" + texts["sentence"]
    found["named"] = items["named"].astype(bool)
    found["words"] = texts["quote"].where(texts["quote"] != "", texts["text"])
    found["note"] = texts["note"]
    for sentence, text, words in zip(found["sentence"], texts["text"], found["words"], strict=True):
        if not holds(text, words):
            raise ValueError(f"The sentence {sentence} does not hold the words {cut(words)}.")
    several = texts.groupby(found["group"])["article"].transform("nunique") > 1
    after = found["note"].mask(several, found["sentence"] + " · " + found["note"])
    number = texts["sentence"].mask(several, "")
    return found.assign(number=number, after=after.str.removesuffix(" · "))


def _draw_cell(
    canvas: Canvas, group: _Group, row: str, top: float, *, limit: int, lowest: float
) -> float:
    """One row of one group, from `top`, with quotes that begin no further down than `lowest`.

    Gives where it ends.
    """
    items, y = group.of(row), top + LINE / 2
    digits = canvas.widest(group.items["number"], SMALL)
    left = group.dot + DOT / 2 + SPACE * bool(digits) + digits + SPACE
    wide = group.right - left
    colour = group.colour if len(items) else GREY
    canvas.text(group.left, y, f"{len(items):,}", HEADER, colour=colour)
    if items.empty:
        canvas.text(group.dot - 4, y, "no sentence", colour=GREY)
        return top + LINE
    shown = items[["named", "number", "words", "after"]].head(limit)
    left_out = len(items)
    for named, number, words, note in shown.to_numpy():
        if y > lowest:
            break
        left_out -= 1
        canvas.mark(group.dot, y, "o", colour=colour, size=9, hollow=not named)
        canvas.text(left - SPACE, y, number, SMALL, colour=GREY, ha="right")
        after = 2 * SPACE + canvas.width(note, SMALL)
        lines = canvas.wrap(marked(words), wide, WORDS)
        end = canvas.width(lines[-1], WORDS)
        y = canvas.lines(left, y, lines, WORDS, pitch=LINE)
        if end + after <= wide:
            canvas.text(left + end + 2 * SPACE, y - LINE, note, SMALL, colour=GREY)
        else:
            notes = canvas.wrap(note, wide, SMALL)
            y = canvas.lines(left, y, notes, SMALL, pitch=LINE, colour=GREY)
        y += AFTER
    if more := rest(left_out, 0):
        canvas.text(left, y, more, SMALL, colour=GREY)
        y += LINE + AFTER
    return y - LINE / 2 - AFTER


def _explain(canvas: Canvas, group: _Group) -> float:
    """Under a group's column: what the dots mean, and how many there are; where it ends."""
    y = canvas.y + 12
    for named, words in NAMED.items():
        count = (group.items["named"] == named).sum()
        canvas.mark(group.dot, y, "o", colour=group.colour, size=9, hollow=not named)
        text = f"{count:,} of {len(group.items):,}: {words}"
        lines = canvas.wrap(text, group.width - COUNT - DOT)
        y = canvas.lines(group.dot + DOT / 2 + SPACE, y, lines, pitch=LINE, colour=group.colour)
    return y
