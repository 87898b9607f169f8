"""Praise and blame: every sentence a bar, up or down, in the row of whom it falls on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from kzlib.show.canvas import (
    GREY,
    HEADER,
    INK,
    MARGIN,
    PAPER,
    RULE,
    SMALL,
    TRACK,
    Column,
    Picture,
    Sheet,
    columns,
    groups_of,
    list_sentences,
)
from kzlib.show.track_quotes import Quote, check_names, check_rows, holds, write_quotes

PITCH, LEAST_PITCH, GAP = 52.0, 40.0, 10.0  # pixels: of the rows; between two tracks
LABELS, LINE, NOTE_LINE = 170.0, 15.0, 13.0  # pixels: longer labels go on in a second line
COUNT = 44.0  # pixels: for the number and its mark at a row's end
EDGE, WIDEST = 2.5, 16.0  # pixels: from a bar to the edge of its track; of a bar
MARKS = {1: "▲", -1: "▼"}


@dataclass(frozen=True)
class _Group(Column):
    """A group's column with its sentences and its bars."""

    sentences: pd.DataFrame
    bars: Mapping[tuple[str, int], Sequence[int]]  # row and sign to places in the order


def balance(
    sentences: pd.DataFrame,
    *,
    by: str,
    rows: Mapping[str, str],
    value: str = "tone",
    subject: str = "target",
    title: str,
    subtitle: str = "",
    caption: str,
    up: str = "praise",
    down: str = "blame",
    quotes: Mapping[str, str | Sequence[str]] | None = None,
    notes: Mapping[str, str] | None = None,
    height: float | None = None,
) -> Picture:
    """Every sentence a bar, in order: up for 1, down for -1, none for 0, by whom it falls on.

    `sentences`: a row for each sentence (article, sentence, the `by` column with the group's
    label, `value` and `subject`; `text` where there are quotes). `rows`: the subjects with their
    labels; subjects with one label share its row. The subject of a sentence of value 0 is not
    read. The counts stand at a row's end, and in all under the group's name with what `up` and
    `down` call them. `quotes`: for a row's label the article's words (… for words left out), set
    with the number of their sentence in the widest empty stretch above or below the line, on the
    side of its bar.
    `notes`: for a row's label a line under it. `height`: of the whole, in pixels.

    ValueError: no sentences, a value that is not -1, 0 or 1, a subject without a row, a quote
    that no sentence with a bar in that row holds or that does not fit, a height too small, a row
    without a label, and `by`, `up` and `down` that are alike or `row`.

    >>> frame = pd.DataFrame({"article": "a", "sentence": [1, 2, 3], "group": "x"})
    >>> frame = frame.assign(tone=[1, -1, 1], target=["sea", "sea", "hill"])
    >>> rows = {"sea": "the sea", "hill": "the hill"}
    >>> picture = balance(frame, by="group", rows=rows, title="Up and down", caption="Three.")
    >>> picture.numbers[["row", "praise", "blame"]].to_numpy().tolist()
    [['the sea', 1, 1], ['the hill', 1, 0]]
    """
    needs = ["article", "sentence", value, subject, *(["text"] if quotes else [])]
    names = groups_of(sentences, by, needs)
    signs = _signs(sentences, value, subject, rows)
    order = [*dict.fromkeys(rows.values())]
    check_names(
        order, sentences[by], [by, "row", up, down, f"{up}: sentences", f"{down}: sentences"]
    )
    quotes, notes = quotes or {}, notes or {}
    if unknown := [name for name in (*quotes, *notes) if name not in order]:
        raise ValueError(f"There are quotes or notes for {unknown}; the rows are {order}.")
    sheet = Sheet(title=title, subtitle=subtitle, caption=caption)
    labels = {name: sheet.wrap(name, LABELS, size=HEADER) for name in order}
    under = {name: sheet.wrap(notes.get(name, ""), LABELS, size=SMALL) for name in order}
    wide = [sheet.width(line, size=HEADER) for lines in labels.values() for line in lines]
    wide += [sheet.width(line, size=SMALL) for lines in under.values() for line in lines]
    left = MARGIN + max(wide)
    groups = []
    for label, colour, x, width in columns(names, left + 14, 16):
        inside = (sentences[by].astype(str) == label).to_numpy()
        mine = sentences.assign(row=sentences[subject].map(rows), sign=signs)[inside]
        mine = mine.reset_index(drop=True)
        groups.append(_Group(label, colour, x, width - COUNT, mine, _bars(mine, order)))
    heads = {group.label: _head(group.sentences["sign"], up, down) for group in groups}
    sheet.headers([(g.label, heads[g.label], g.colour, g.left, g.width) for g in groups])
    talls = {name: LINE * len(labels[name]) + NOTE_LINE * len(under[name]) for name in order}
    pitches = {name: max(PITCH, tall + 6) for name, tall in talls.items()}
    if height is not None:
        pitch = (height - sheet.y - 2 + GAP) / len(order)
        if pitch < max(LEAST_PITCH, *talls.values()):
            raise ValueError(f"{len(order)} rows do not fit in {height} pixels; allow more height.")
        pitches = dict.fromkeys(order, pitch)
    places: dict[tuple[str, int], float] = {}
    for name, pitch in pitches.items():
        middle = sheet.y + (pitch - GAP) / 2
        half = (min(pitch, height or PITCH) - GAP) / 2  # no taller for a long label
        _label(sheet, left, middle - talls[name] / 2, labels[name], under[name])
        for group in groups:
            _track(sheet, group, name, middle, half)
        places |= {(name, sign): middle - sign * half / 2 for sign in MARKS}
        sheet.y += pitch
    write_quotes(sheet, [*_placed(groups, quotes, places)])
    numbers = pd.DataFrame(
        {"row": name, by: g.label}
        | {
            up: len(g.bars[name, 1]),
            f"{up}: sentences": list_sentences(g.sentences, g.bars[name, 1]),
        }
        | {
            down: len(g.bars[name, -1]),
            f"{down}: sentences": list_sentences(g.sentences, g.bars[name, -1]),
        }
        for name in order
        for g in groups
    )
    alt = (
        "; ".join(f"{label}, {head}" for label, head in heads.items())
        + ". "
        + "; ".join(
            f"{name}, "
            + ", ".join(
                f"{word} " + " and ".join(f"{len(group.bars[name, sign])}" for group in groups)
                for sign, word in ((1, up), (-1, down))
            )
            for name in order
        )
    )
    return sheet.picture(height=height or sheet.y - GAP + 2, alt=alt, numbers=numbers)


def _signs(
    sentences: pd.DataFrame, value: str, subject: str, rows: Mapping[str, str]
) -> pd.Series[int]:
    """The values, checked, and that each with a sign has a row."""
    values = pd.to_numeric(sentences[value], errors="coerce")
    wrong = ~values.isin([-1, 0, 1])
    if wrong.any():
        found = sorted({repr(each) for each in sentences.loc[wrong, value]})
        raise ValueError(f"The column {value!r} must hold -1, 0 or 1; got {', '.join(found)}.")
    check_rows(subject, sentences.loc[values != 0, subject], rows)
    return values.astype(int)


def _bars(mine: pd.DataFrame, order: Sequence[str]) -> dict[tuple[str, int], list[int]]:
    found: dict[tuple[str, int], list[int]] = {(row, sign): [] for row in order for sign in MARKS}
    for place, (row, sign) in enumerate(zip(mine["row"], mine["sign"], strict=True)):
        if sign:
            found[row, sign].append(place)
    return found


def _head(signs: pd.Series[int], up: str, down: str) -> str:
    several = "sentence" if len(signs) == 1 else "sentences"
    counts = f"{(signs > 0).sum():,} {MARKS[1]} {up}, {(signs < 0).sum():,} {MARKS[-1]} {down}"
    return f"{len(signs):,} {several}: {counts}"


def _label(sheet: Sheet, right: float, y: float, lines: list[str], notes: list[str]) -> None:
    """A row's label, its note in grey under it, from `y` downwards."""
    for line in lines:
        sheet.text(right, y + LINE / 2, line, size=HEADER, ha="right")
        y += LINE
    for line in notes:
        sheet.text(right, y + NOTE_LINE / 2, line, size=SMALL, colour=GREY, ha="right")
        y += NOTE_LINE


def _track(sheet: Sheet, group: _Group, row: str, middle: float, half: float) -> None:
    """One row of one group: the track, its middle line, its bars, the numbers at its end."""
    sheet.box(group.left, middle - half, group.width, 2 * half, fill=TRACK)
    articles = group.sentences["article"].astype(str)
    step = group.width / len(articles)
    for place in articles.index[articles != articles.shift()][1:]:
        sheet.box(group.left + step * place - 1, middle - half, 1.5, 2 * half, fill=PAPER)
    end = group.left + group.width
    for sign, mark in MARKS.items():
        colour = group.colour if sign > 0 else INK
        top = middle - half + EDGE if sign > 0 else middle
        for place in group.bars[row, sign]:
            x = group.left + step * place
            wide = min(WIDEST, step - min(1.5, step * 0.2))
            sheet.box(x, top, wide, half - EDGE, fill=colour)
        count, y = len(group.bars[row, sign]), middle - sign * half / 2
        colour = colour if count else GREY
        sheet.text(end + 26, y, f"{count:,}", colour=colour, bold=count > 0, ha="right")
        sheet.text(end + 32, y, mark, size=SMALL, colour=colour)
    sheet.line([group.left, end], [middle, middle], colour=RULE)


def _placed(
    groups: Sequence[_Group],
    quotes: Mapping[str, str | Sequence[str]],
    middles: Mapping[tuple[str, int], float],
) -> list[Quote]:
    """The quotes with the track and the side of the first bar whose sentence holds them."""
    placed = []
    for row, found in quotes.items():
        for words in [found] if isinstance(found, str) else found:
            sources = [
                (group, sign, place)
                for group in groups
                for sign in MARKS
                for place in group.bars[row, sign]
                if holds(str(group.sentences["text"][place]), words)
            ]
            if not sources:
                raise ValueError(f"No sentence with a bar in the row {row!r} holds {words!r}.")
            group, sign, place = sources[0]
            colour = group.colour if sign > 0 else INK
            track = (group.left, group.width, middles[row, sign], colour, len(group.sentences))
            where = f"{MARKS[sign]} of the row {row!r} in {group.label!r}"
            number = list_sentences(group.sentences, [place])
            placed.append(Quote(words, *track, group.bars[row, sign], where, number))
    return placed
