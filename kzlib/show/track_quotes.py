"""An article's own words in the empty stretches of a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from kzlib.show.canvas import GREY, SMALL, Sheet

SIZES, PADDING = (8.5, 8.0, SMALL), 5.0  # points, the first that fits all; pixels on both sides
ALIKE = dict.fromkeys(map(ord, '‘’“”"'), "'")  # a mark inside a quote may be another

GAP = 5.0  # pixels between the words and their number
INNER = str.maketrans("“”", "‘’")


@dataclass(frozen=True)
class Quote:
    """Words that are to stand in a track: where it is, and which of its places are taken."""

    words: str
    left: float
    width: float
    middle: float
    colour: str
    total: int  # the track's places
    taken: Sequence[int]
    where: str  # what an error calls the track
    number: str = ""  # of the sentence, if it is to stand after the words


def check_names(labels: Sequence[str], groups: pd.Series[Any], columns: Sequence[str]) -> None:
    """ValueError for a row or group without a label, and two columns of numbers of one name."""
    if not all(isinstance(label, str) and label.strip() for label in labels):
        raise ValueError(f"Each row needs a label of text; got {[*labels]}.")
    if groups.isna().any() or not groups.astype(str).str.strip().all():
        raise ValueError(f"Each row of the table needs its {groups.name!r}; some have none.")
    if twice := [name for name in columns if columns.count(name) > 1]:
        raise ValueError(f"Two columns of the numbers are called {twice[0]!r}; rename one.")


def check_rows(column: str, values: Iterable[object], rows: Mapping[str, str]) -> None:
    """ValueError where a column has a value that no row of a picture takes."""
    if unknown := sorted({repr(value) for value in values if value not in rows}):
        raise ValueError(
            f"The column {column!r} has {', '.join(unknown)}, which no row takes; "
            f"the rows take {[*rows]}."
        )


def holds(text: str, words: str) -> bool:
    """Whether a text holds the words; … and [added] stand for any, marks and spaces may differ.

    >>> holds("He said:  “No rain, no harvest.”", "said: ‘No … harvest")
    True
    """
    text, words = (" ".join(each.translate(ALIKE).split()) for each in (text, words))
    parts = [part.strip() for part in re.split(r"…|\[[^]]*\]", words)]
    return any(parts) and bool(re.search(".*?".join(map(re.escape, parts)), text))


def marked(words: str) -> str:
    """The words in quotation marks, those inside of them single."""
    return f"“{words.translate(INNER)}”"


def write_quotes(sheet: Sheet, quotes: Sequence[Quote]) -> None:
    """Write the quotes, all in one size, each in the widest stretch of its track still empty.

    ValueError: one does not fit.
    """
    placed: list[tuple[float, Quote]] = []
    sizes = [*SIZES]
    for each in quotes:
        gaps = sorted(pairwise([-1, *each.taken, each.total]), key=lambda gap: gap[0] - gap[1])
        track = (each.left, each.middle)
        used = sum((other.left, other.middle) == track for _, other in placed)
        before, after = gaps[used] if used < len(gaps) else (-1, 0)
        x = each.left + each.width * (before + 1) / each.total + PADDING
        room = each.width * (after - before - 1) / each.total - 2 * PADDING
        words = marked(each.words)
        if each.number:
            room -= GAP + sheet.width(each.number, size=SMALL)
        sizes = [size for size in sizes if sheet.width(words, size=size, quote=True) <= room]
        if not sizes:
            raise ValueError(
                f"The quote {each.words!r} does not fit the {max(0, room):.0f} empty pixels "
                f"{each.where}; take fewer words."
            )
        placed.append((x, each))
    for x, each in placed:
        words = marked(each.words)
        sheet.text(x, each.middle, words, size=sizes[0], colour=each.colour, quote=True)
        if each.number:
            end = x + sheet.width(words, size=sizes[0], quote=True) + GAP
            sheet.text(end, each.middle, each.number, size=SMALL, colour=GREY)
