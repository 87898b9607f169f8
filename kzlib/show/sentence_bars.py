"""Sentence bars: every sentence a bar, up or down, in the row of whom it falls on."""

from collections.abc import Hashable, Mapping, Sequence
from itertools import product

import pandas as pd

from kzlib.show.canvas import LARGE, MARGIN, SMALL, Canvas, Picture, columns
from kzlib.show.colours import GREY, INK, RULE
from kzlib.show.picture_checks import check_articles, check_names, check_rows, groups_of
from kzlib.show.sentence_tracks import (
    Quote,
    Track,
    counts_of,
    holds,
    pitch_of,
    tracks_of,
    write_quotes,
)
from kzlib.text.arguments import checked, shown
from kzlib.text.checks import as_text

PITCH, LEAST_PITCH, GAP = 52.0, 40.0, 10.0  # pixels: of the rows; between two tracks
LABELS, LINE, NOTE_LINE = 170.0, 15.0, 13.0  # pixels: longer labels go on in a second line
LABEL_GAP = 14.0  # pixels: from a label to the first track
COUNT = 44.0  # pixels: for the number and its mark at a row's end
EDGE, WIDEST = 2.5, 16.0  # pixels: from a bar to the edge of its track; of a bar
MARKS = {1: "▲", -1: "▼"}
_Label = tuple[list[str], list[str]]  # the lines of a row's label, and of the note under it


@checked
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

    Errors: ValueError for no sentences, more than 30 articles, a value that is not -1, 0 or 1, a
    subject without a row, a quote that no sentence with a bar in that row holds, a height too
    small, a row without a label, and `by`, `up` and `down` that are alike or `row`. UserWarning:
    a quote that does not fit is left out.

    >>> frame = pd.DataFrame({"article": "a", "sentence": [1, 2, 3], "group": "x"})
    >>> frame = frame.assign(tone=[1, -1, 1], whom=["sea", "sea", "hill"])
    >>> rows = {"sea": "the sea", "hill": "the hill"}
    >>> picture = sentence_bars(frame, by="group", rows=rows, title="Up", caption="Three.")
    >>> picture.numbers[["row", "praise", "blame"]].to_numpy().tolist()
    [['the sea', 1, 1], ['the hill', 1, 0]]
    """
    needs = ["article", "sentence", value, subject, *(["text"] if quotes else [])]
    names = groups_of(sentences, by, needs)
    check_articles(sentences)
    order = [*dict.fromkeys(rows.values())]
    drawn = _read_bars(sentences, value, subject, rows)
    head = ["row", by, up, f"{up}: sentences", down, f"{down}: sentences"]
    check_names(order, head)
    quotes, notes = quotes or {}, notes or {}
    if unknown := [name for name in (*quotes, *notes) if name not in order]:
        raise ValueError(f"There are quotes or notes for {unknown}; the rows are {order}.")
    canvas = Canvas(title=title, subtitle=subtitle, caption=caption)
    labels = {
        name: (canvas.wrap(name, LABELS, LARGE), canvas.wrap(notes.get(name, ""), LABELS, SMALL))
        for name in order
    }
    wide = [max(canvas.widest(x, LARGE), canvas.widest(y, SMALL)) for x, y in labels.values()]
    left = MARGIN + max(wide) + LABEL_GAP
    tracks = tracks_of(columns(names, left, 16, end=COUNT), sentences, by, drawn)
    heads = [_head(track, order, up, down) for track in tracks]
    canvas.headers(tracks, heads)
    middles = _draw_rows(canvas, tracks, labels, height)
    said = [
        _place(tracks, row, words, middles)
        for row, found in quotes.items()
        for words in ([found] if isinstance(found, str) else found)
    ]
    write_quotes(canvas, said, groups=len(names))
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


def _read_bars(
    sentences: pd.DataFrame, value: str, subject: str, rows: Mapping[str, str]
) -> dict[Hashable, list[bool]]:
    """Of each row and side, which sentences have a bar there; checked: each sign has a row."""
    signs = sentences[value].astype(object).map({-1: -1, 0: 0, 1: 1})
    wrong = signs.isna()
    if wrong.any():
        found = sorted({shown(each) for each in sentences.loc[wrong, value]})
        raise ValueError(f"The column {value!r} must hold -1, 0 or 1; got {', '.join(found)}.")
    check_rows(subject, sentences.loc[signs != 0, subject], rows)
    labels = sentences[subject].map(rows)
    return {
        (row, sign): [*((labels == row) & (signs == sign))]
        for row, sign in product(rows.values(), MARKS)
    }


def _head(track: Track, order: Sequence[str], up: str, down: str) -> str:
    """How many sentences a group has, and how many bars on each side."""
    ups, downs = (sum(len(track.places[row, sign]) for row in order) for sign in MARKS)
    number = len(track.sentences)
    several = "s" * (number != 1)
    return f"{number:,} sentence{several}: {ups:,} {MARKS[1]} {up}, {downs:,} {MARKS[-1]} {down}"


def _draw_rows(
    canvas: Canvas, tracks: Sequence[Track], labels: Mapping[str, _Label], height: float | None
) -> dict[tuple[str, int], float]:
    """Draw the rows; the middle of each row's upper and lower half."""
    talls = [LINE * len(name) + NOTE_LINE * len(note) for name, note in labels.values()]
    pitches = [max(PITCH, tall + 6) for tall in talls]
    if height is not None:
        least = max(LEAST_PITCH, *talls)
        pitches = [pitch_of(len(talls), height, canvas.y + 2 - GAP, least)] * len(talls)
    middles: dict[tuple[str, int], float] = {}
    for (row, (name, note)), tall, pitch in zip(labels.items(), talls, pitches, strict=True):
        middle, right = canvas.y + (pitch - GAP) / 2, tracks[0].left - LABEL_GAP
        half = (min(pitch, height or PITCH) - GAP) / 2  # no taller for a long label
        y = middle - (tall - LINE) / 2
        y = canvas.lines(right, y, name, LARGE, pitch=LINE, ha="right") - (LINE - NOTE_LINE) / 2
        canvas.lines(right, y, note, SMALL, pitch=NOTE_LINE, colour=GREY, ha="right")
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
            if holds(as_text(track.sentences["text"][place]), words):
                return Quote(words, track, middle, colour, taken, where, track.listed([place]))
    raise ValueError(f"No sentence with a bar in the row {row!r} holds {shown(words)}.")


def _colour(track: Track, sign: int) -> str:
    """Bars up have the group's colour, bars down are black."""
    return track.colour if sign > 0 else INK
