"""Sentence bars: every sentence a bar, up or down, in the row of whom it falls on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

import pandas as pd

from kzlib.show.canvas import LARGE, MARGIN, SMALL, Canvas, Font, Picture, columns
from kzlib.show.colours import GREY, INK, RULE
from kzlib.show.picture_checks import check_names, check_rows, groups_of
from kzlib.show.track_quotes import Quote, holds, write_quotes
from kzlib.show.tracks import Track, counts_of

PITCH, LEAST_PITCH, GAP = 52.0, 40.0, 10.0  # pixels: of the rows; between two tracks
LABELS, LINE, NOTE_LINE = 170.0, 15.0, 13.0  # pixels: longer labels go on in a second line
COUNT = 44.0  # pixels: for the number and its mark at a row's end
EDGE, WIDEST = 2.5, 16.0  # pixels: from a bar to the edge of its track; of a bar
MARKS = {1: "▲", -1: "▼"}


class _Line(NamedTuple):
    """A line of a row's label, or of the note under it."""

    words: str
    font: Font
    colour: str
    height: float


def sentence_bars(
    sentences: pd.DataFrame,
    *,
    by: str,
    rows: Mapping[str, str],
    value: str = "tone",
    subject: str = "whom",
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

    What it takes:
    - `sentences`: a row for each sentence (article, sentence, the `by` column with the group's
      label, `value` and `subject`; `text` where there are quotes); the subject of a sentence of
      value 0 is not read;
    - `rows`: the subjects with their labels; subjects with one label share its row;
    - `up`, `down`: what the counts call the two;
    - `quotes`: for a row's label the article's words (… for words left out), set with the number
      of their sentence in the widest empty stretch above or below the line, on the side of its
      bar;
    - `notes`: for a row's label a line under it;
    - `height`: of the whole, in pixels.

    The counts stand at a row's end, and in all under the group's name.

    Errors: ValueError for no sentences, a value that is not -1, 0 or 1, a subject without a row,
    a quote that no sentence with a bar in that row holds or that does not fit, a height too
    small, a row without a label, and `by`, `up` and `down` that are alike or `row`.

    >>> frame = pd.DataFrame({"article": "a", "sentence": [1, 2, 3], "group": "x"})
    >>> frame = frame.assign(tone=[1, -1, 1], whom=["sea", "sea", "hill"])
    >>> rows = {"sea": "the sea", "hill": "the hill"}
    >>> picture = sentence_bars(frame, by="group", rows=rows, title="Up", caption="Three.")
    >>> picture.numbers[["row", "praise", "blame"]].to_numpy().tolist()
    [['the sea', 1, 1], ['the hill', 1, 0]]
    """
    needs = ["article", "sentence", value, subject, *(["text"] if quotes else [])]
    names = groups_of(sentences, by, needs)
    table, groups = _read_signs(sentences, value, subject, rows), sentences[by].astype(str)
    order = [*dict.fromkeys(rows.values())]
    head = ["row", by, up, f"{up}: sentences", down, f"{down}: sentences"]
    check_names(order, sentences[by], head)
    quotes, notes = quotes or {}, notes or {}
    if unknown := [name for name in (*quotes, *notes) if name not in order]:
        raise ValueError(f"There are quotes or notes for {unknown}; the rows are {order}.")
    canvas = Canvas(title=title, subtitle=subtitle, caption=caption)
    labels = {name: _read_label(canvas, name, notes.get(name, "")) for name in order}
    lines = [line for label in labels.values() for line in label]
    left = MARGIN + max(canvas.width(line.words, line.font) for line in lines)
    tracks = [
        Track(**vars(column), **_read_places(table[groups == column.label], order))
        for column in columns(names, left + 14, 16, end=COUNT)
    ]
    heads = [_head(track.sentences["sign"], up, down) for track in tracks]
    canvas.headers(tracks, heads)
    middles = _draw_rows(canvas, tracks, labels, left, height)
    said = [
        (row, words)
        for row, found in quotes.items()
        for words in ([found] if isinstance(found, str) else found)
    ]
    write_quotes(canvas, [_place(tracks, row, words, middles) for row, words in said])
    alt = "; ".join(f"{track.label}, {head}" for track, head in zip(tracks, heads, strict=True))
    alt += ". " + "; ".join(
        f"{row}, {up} {counts_of(tracks, (row, 1))}, {down} {counts_of(tracks, (row, -1))}"
        for row in order
    )
    numbers = [
        (row, track.label, *track.counted((row, 1)), *track.counted((row, -1)))
        for row in order
        for track in tracks
    ]
    height = height or canvas.y - GAP + 2
    return canvas.picture(height=height, alt=alt, numbers=pd.DataFrame(numbers, columns=head))


def _read_signs(
    sentences: pd.DataFrame, value: str, subject: str, rows: Mapping[str, str]
) -> pd.DataFrame:
    """The sentences with their `row` and `sign`, checked: each with a sign has a row."""
    values = pd.to_numeric(sentences[value], errors="coerce")
    wrong = ~values.isin([-1, 0, 1])
    if wrong.any():
        found = sorted({repr(each) for each in sentences.loc[wrong, value]})
        raise ValueError(f"The column {value!r} must hold -1, 0 or 1; got {', '.join(found)}.")
    check_rows(subject, sentences.loc[values != 0, subject], rows)
    return sentences.assign(row=sentences[subject].map(rows), sign=values.astype(int))


def _read_label(canvas: Canvas, name: str, note: str) -> list[_Line]:
    """A row's label in lines, with its note in grey under it."""
    lines = [_Line(words, LARGE, INK, LINE) for words in canvas.wrap(name, LABELS, LARGE)]
    return lines + [
        _Line(words, SMALL, GREY, NOTE_LINE) for words in canvas.wrap(note, LABELS, SMALL)
    ]


def _read_places(mine: pd.DataFrame, order: Sequence[str]) -> dict[str, Any]:
    """A group's sentences, and where the bars of each row and side stand among them."""
    mine = mine.reset_index(drop=True)
    places = {
        (row, sign): [*mine.index[(mine["row"] == row) & (mine["sign"] == sign)]]
        for row in order
        for sign in MARKS
    }
    return {"sentences": mine, "places": places}


def _head(signs: pd.Series[int], up: str, down: str) -> str:
    """How many sentences a group has, and how many bars on each side."""
    several = "sentence" if len(signs) == 1 else "sentences"
    counts = f"{(signs > 0).sum():,} {MARKS[1]} {up}, {(signs < 0).sum():,} {MARKS[-1]} {down}"
    return f"{len(signs):,} {several}: {counts}"


def _draw_rows(
    canvas: Canvas,
    tracks: Sequence[Track],
    labels: Mapping[str, Sequence[_Line]],
    left: float,
    height: float | None,
) -> dict[tuple[str, int], float]:
    """Draw the rows; the middle of each row's upper and lower half."""
    talls = [sum(line.height for line in label) for label in labels.values()]
    pitches = [max(PITCH, tall + 6) for tall in talls]
    if height is not None:
        pitch = (height - canvas.y - 2 + GAP) / len(labels)
        if pitch < max(LEAST_PITCH, *talls):
            raise ValueError(f"{len(talls)} rows do not fit in {height} pixels; allow more height.")
        pitches = [pitch] * len(labels)
    middles: dict[tuple[str, int], float] = {}
    for (row, label), tall, pitch in zip(labels.items(), talls, pitches, strict=True):
        middle = canvas.y + (pitch - GAP) / 2
        half = (min(pitch, height or PITCH) - GAP) / 2  # no taller for a long label
        y = middle - tall / 2
        for words, font, colour, high in label:
            canvas.text(left, y + high / 2, words, font, colour=colour, ha="right")
            y += high
        for track in tracks:
            _draw_bars(canvas, track, row, middle, half)
        middles |= {(row, sign): middle - sign * half / 2 for sign in MARKS}
        canvas.y += pitch
    return middles


def _draw_bars(canvas: Canvas, track: Track, row: str, middle: float, half: float) -> None:
    """One row of one group: the track, its middle line, its bars, the numbers at its end."""
    track.draw(canvas, middle - half, 2 * half)
    wide = min(WIDEST, track.step - min(1.5, track.step * 0.2))
    for sign, mark in MARKS.items():
        places, colour = track.places[row, sign], _colour(track, sign)
        top = middle - half + EDGE if sign > 0 else middle
        for place in places:
            canvas.box(track.x(place), top, wide, half - EDGE, fill=colour)
        y = middle - sign * half / 2
        canvas.count(track.right + 26, y, len(places), colour=colour, ha="right")
        canvas.text(track.right + 32, y, mark, SMALL, colour=colour if places else GREY)
    canvas.line([track.left, track.right], [middle, middle], colour=RULE)


def _place(
    tracks: Sequence[Track], row: str, words: str, middles: Mapping[tuple[str, int], float]
) -> Quote:
    """A quote on the side of the first bar whose sentence holds it, with the sentence's number."""
    for track, sign in product(tracks, MARKS):
        taken, middle, colour = track.places[row, sign], middles[row, sign], _colour(track, sign)
        where = f"{MARKS[sign]} of the row {row!r} in {track.label!r}"
        for place in taken:
            if holds(str(track.sentences["text"][place]), words):
                return Quote(words, track, middle, colour, taken, where, track.listed([place]))
    raise ValueError(f"No sentence with a bar in the row {row!r} holds {words!r}.")


def _colour(track: Track, sign: int) -> str:
    """Bars up have the group's colour, bars down are black."""
    return track.colour if sign > 0 else INK
