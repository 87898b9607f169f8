"""Sentence tracks: every sentence a tile, in order, in the row of what it names.

A track is a group's sentences in order; `sentence_bars` draws its bars on the same ones.
"""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from kzlib.search.dictionary import IGNORE, Dictionary
from kzlib.show.canvas import BOLD, MARGIN, SMALL, Canvas, Column, Font, Picture, columns
from kzlib.show.colours import GREY, PAPER, TRACK
from kzlib.show.numbers import percent
from kzlib.show.picture_checks import check_articles, check_needs, groups_of
from kzlib.text.arguments import checked, shown
from kzlib.text.checks import as_text, ids_of
from kzlib.text.notices import warn

ROW, LEAST_ROW, LINE = 19.5, 14.0, 13.0  # pixels: the pitch of rows, and of lines in a label
SECTION_GAP, COUNT = 7.0, 58.0  # pixels: between sections; for the numbers at a row's end
SHARE = 56.0  # pixels: from the row's end to the end of its share
LABELS = 220.0  # pixels: longer labels go on in a second line
FONTS = tuple(Font(size, quote=True) for size in (8.5, 8.0, 7.5))  # the first that fits all
PADDING, GAP = 5.0, 5.0  # pixels: on both sides; between the words and their number
TWO = 2  # groups
ALIKE = dict.fromkeys(map(ord, '‘’“”"'), "'")  # a mark inside a quote may be another
ADDED = re.compile(r"…|\[[^][]*\]")  # words left out of a quote, or put in
INNER = str.maketrans("“”", "‘’")


@dataclass(frozen=True)
class Track(Column):
    """A group's column in which each sentence has its place, from left to right."""

    sentences: pd.DataFrame  # article, sentence, text; the index is the place
    places: Mapping[Hashable, Sequence[int]]  # of a row (or a side of it), those that are drawn

    @property
    def step(self) -> float:
        """The width of one place."""
        return self.width / len(self.sentences)

    def x(self, place: int) -> float:
        """Where a place begins."""
        return self.left + self.step * place

    def draw(self, canvas: Canvas, top: float, height: float, *, over: float = 0) -> None:
        """The empty track, with a gap between two articles, which goes `over` its edges."""
        canvas.box(self.left, top, self.width, height, fill=TRACK)
        articles = ids_of(self.sentences)
        for place in articles.index[articles != articles.shift()][1:]:
            canvas.box(self.x(place) - 1, top - over, 1.5, height + 2 * over, fill=PAPER)

    def listed(self, places: Iterable[int]) -> str:
        """The sentences at some places as numbers; with their article where there are several."""
        articles = ids_of(self.sentences)
        numbers = map(as_text, self.sentences["sentence"].iloc[[*places]])
        if articles.nunique() > 1:
            numbers = map("{}:{}".format, articles.iloc[[*places]], numbers)
        return ", ".join(numbers)

    def says(self, words: str) -> bool:
        """Whether one of the sentences holds the words; none does in a table without `text`."""
        return any(holds(as_text(text), words) for text in self.sentences.get("text", []))

    def counted(self, key: Hashable) -> tuple[int, str]:
        """How many sentences are drawn in a row, and which."""
        return len(self.places[key]), self.listed(self.places[key])


@dataclass(frozen=True)
class Quote:
    """Words that are to stand in a row of a track, and which of its places are taken."""

    words: str
    track: Track
    middle: float  # of the row
    colour: str
    taken: Sequence[int]
    where: str  # what an error calls the row
    number: str = ""  # of the sentence, if it is to stand after the words


@checked
def sentence_tracks(
    marks: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    by: str,
    rows: Dictionary | Mapping[str, str],
    title: str,
    subtitle: str = "",
    caption: str,
    height: float | None = None,
) -> Picture:
    """Every sentence a tile, in order: one row a key, one track a group, its count and share.

    What it takes:
    - `sentences`: a row for each sentence drawn (article, sentence, the `by` column with the
      group's label; `text` where there are quotes);
    - `marks`: article, sentence, key;
    - `rows`: the keys with their labels; or a dictionary, which also gives its groups as sections
      and its quotes (… for words left out), each set in the widest empty stretch of the group
      that it comes from;
    - `height`: of the whole, in pixels.

    How it counts: a sentence counts once in a row; marks of sentences or keys that are not drawn
    are left out.

    Errors: ValueError for no sentences, more than 30 articles, an unknown key, a quote that no
    sentence holds, and a height too small for the rows. UserWarning: a quote that does not fit is
    left out (of three groups or more, the caption counts them).
    """
    labels, sections, quotes = _read_rows(rows)
    if not labels:
        raise ValueError("There are no rows to draw; give the keys with their labels.")
    names = groups_of(sentences, by, ["article", "sentence"])
    check_articles(sentences)
    canvas = Canvas(title=title, subtitle=subtitle, caption=caption)
    lines = {key: canvas.wrap(label, LABELS) for key, label in labels.items()}
    wide = {key: canvas.widest(lines[key]) for key in labels}
    firsts = [canvas.width(name, BOLD) + 14 + wide[keys[0]] for name, keys in sections.items()]
    left = MARGIN + max(*firsts, *wide.values())
    drawn = _read_marks(marks, sentences, [*labels])
    tracks = tracks_of(columns(names, left + 12, 14, end=COUNT), sentences, by, drawn)
    canvas.headers(tracks, [f"{len(track.sentences):,} sentences" for track in tracks])
    gaps = SECTION_GAP * (len(sections) - 1) + LINE * sum(len(x) - 1 for x in lines.values())
    pitch = pitch_of(len(labels), height, canvas.y + gaps + 5, LEAST_ROW) if height else ROW
    middles = {}
    for section, keys in sections.items():
        canvas.text(MARGIN, canvas.y + pitch / 2, section, BOLD, colour=GREY)
        for key in keys:
            more = LINE * (len(lines[key]) - 1)
            middles[key] = middle = canvas.y + (pitch + more) / 2
            canvas.lines(left, middle - more / 2, lines[key], pitch=LINE, ha="right")
            for track in tracks:
                _draw_tiles(canvas, track, key, middle, pitch * 0.72)
            canvas.y += pitch + more
        canvas.y += SECTION_GAP
    said = [_place(tracks, key, words, middles[key]) for key, words in quotes.items()]
    write_quotes(canvas, said, groups=len(names))
    alt = " and ".join(f"{len(track.sentences)} sentences in {track.label}" for track in tracks)
    alt += "; of these: " + "; ".join(
        f"{label} {counts_of(tracks, key)}" for key, label in labels.items()
    )
    numbers = pd.DataFrame({"row": [*labels.values()]})
    for track in tracks:
        counts, listed = zip(*map(track.counted, labels), strict=True)
        numbers[f"{track.label}, of {len(track.sentences):,}"] = counts
        numbers[f"sentences of {track.label}"] = listed
    return canvas.picture(height=height or canvas.y, alt=alt, numbers=numbers)


def _read_rows(
    rows: Dictionary | Mapping[str, str],
) -> tuple[Mapping[str, str], Mapping[str, Sequence[str]], Mapping[str, str]]:
    """The labels of the rows in the order drawn, the keys of each section, the quotes."""
    if not isinstance(rows, Dictionary):
        return rows, {"": [*rows]}, {}
    entries = [entry for entry in rows.keys if entry.key != IGNORE]
    groups = [*dict.fromkeys(entry.group for entry in entries)]
    entries.sort(key=lambda entry: groups.index(entry.group))
    sections = {group: [each.key for each in entries if each.group == group] for group in groups}
    quotes = {entry.key: entry.quote for entry in entries if entry.quote}
    return {entry.key: entry.label for entry in entries}, sections, quotes


def _read_marks(
    marks: pd.DataFrame, sentences: pd.DataFrame, keys: Sequence[str]
) -> dict[Hashable, list[bool]]:
    """Of each key, which sentences are marked with it."""
    check_needs(marks, ["article", "sentence", "key"], "The marks need")
    known = marks["key"].dtype
    if isinstance(known, pd.CategoricalDtype):
        there = [*map(as_text, known.categories)]
        if wrong := {*map(as_text, keys)} - {*there}:
            raise ValueError(f"No such key: {sorted(wrong)}; the marks have {there}.")
    marked = {*zip(*_place_of(marks), map(as_text, marks["key"]), strict=True)}
    places = [*zip(*_place_of(sentences), strict=True)]
    return {key: [(*place, as_text(key)) in marked for place in places] for key in keys}


def _place_of(table: pd.DataFrame) -> tuple[Iterable[str], Iterable[str]]:
    return ids_of(table), map(as_text, table["sentence"])


def _draw_tiles(canvas: Canvas, track: Track, key: str, middle: float, tall: float) -> None:
    """One row of one group: the track, its tiles, the count and the share at its end."""
    top, wide = middle - tall / 2, track.step - min(1.0, track.step * 0.15)
    track.draw(canvas, top, tall, over=2)
    for place in track.places[key]:
        canvas.box(track.x(place), top, wide, tall, fill=track.colour)
    count = len(track.places[key])
    canvas.count(track.right + 8, middle, count, colour=track.colour)
    share = percent(count / len(track.sentences))
    canvas.text(track.right + SHARE, middle, share, SMALL, colour=GREY, ha="right")


def _place(tracks: Sequence[Track], key: str, words: str, middle: float) -> Quote:
    """A quote in the group that it comes from: with tiles in the row, if it stands in several."""
    holders = [track for track in tracks if track.says(words)]
    if not holders:
        raise ValueError(f"No sentence drawn holds the quote {shown(words)} of the row {key!r}.")
    track = max(holders, key=lambda holder: len(holder.places[key]) > 0)
    where = f"of the row {key!r} in {track.label!r}"
    return Quote(words, track, middle, track.colour, track.places[key], where)


def tracks_of(
    columns: Iterable[Column],
    frame: pd.DataFrame,
    by: str,
    drawn: Mapping[Hashable, Sequence[bool]],
) -> list[Track]:
    """Each group's sentences in its column; `drawn`: of a row, whether each sentence is drawn."""
    tracks = []
    for column in columns:
        here = np.array([as_text(group) == column.label for group in frame[by]])
        places = {key: np.flatnonzero(np.array(each)[here]).tolist() for key, each in drawn.items()}
        mine = frame[here].reset_index(drop=True)
        tracks.append(Track(**vars(column), sentences=mine, places=places))
    return tracks


def pitch_of(rows: int, height: float, taken: float, least: float) -> float:
    """The pitch of rows that fill what is not taken of a height; ValueError if under the least."""
    pitch = (height - taken) / rows
    if pitch < least:
        raise ValueError(f"{rows} rows do not fit in {height} pixels; allow more height.")
    return pitch


def counts_of(tracks: Iterable[Track], key: Hashable) -> str:
    """How many sentences of each group are drawn: "3 and 0"."""
    return " and ".join(f"{len(track.places[key])}" for track in tracks)


def holds(text: str, words: str) -> bool:
    """Whether a text holds the words; … and [added] stand for any, marks and spaces may differ.

    >>> holds("He said:  “No rain, no harvest.”", "said: ‘No … harvest")
    True
    """
    text, words = (as_text(each.translate(ALIKE)) for each in (text, words))
    parts = [part.strip() for part in ADDED.split(words)]
    at = 0
    for part in parts:  # the first place of each leaves most to those after it
        at = text.find(part, at) + len(part)
        if at < len(part):
            return False
    return any(parts)


def marked(words: str) -> str:
    """The words in quotation marks, those inside of them single."""
    return f"“{words.translate(INNER)}”"


def write_quotes(canvas: Canvas, quotes: Sequence[Quote], *, groups: int) -> None:
    """Write the quotes, all in one size, each in the widest stretch of its row still empty.

    Those that do not fit are left out with one UserWarning; of three groups or more, where no quote
    was chosen for so little room, a sentence of the caption says so instead.
    """
    placed: list[tuple[float, Quote]] = []
    left_out: list[str] = []
    fonts = [*FONTS]
    for each in quotes:
        places = pairwise([-1, *each.taken, len(each.track.sentences)])
        gaps = sorted(places, key=lambda gap: gap[0] - gap[1])
        row = (each.track.left, each.middle)
        used = sum((other.track.left, other.middle) == row for _, other in placed)
        before, after = gaps[used] if used < len(gaps) else (-1, 0)
        x = each.track.x(before + 1) + PADDING
        room = each.track.step * (after - before - 1) - 2 * PADDING
        if each.number:
            room -= GAP + canvas.width(each.number, SMALL)
        fits = [font for font in fonts if canvas.width(marked(each.words), font) <= room]
        if not fits:
            left_out.append(
                f"The quote {shown(each.words)} does not fit the {max(0, room):.0f} empty pixels "
                f"{each.where} and is left out"
            )
            continue
        fonts = fits
        placed.append((x, each))
    more = len(left_out) - 1
    if left_out and groups > TWO:
        canvas.caption += f" Quotes left out, as they do not fit: {more + 1}."
    elif left_out:
        also = f", and so are {more} more" if more else ""
        warn(f"{left_out[0]}{also}; take fewer words.")
    for x, each in placed:
        words = marked(each.words)
        canvas.text(x, each.middle, words, fonts[0], colour=each.colour)
        if each.number:
            end = x + canvas.width(words, fonts[0]) + GAP
            canvas.text(end, each.middle, each.number, SMALL, colour=GREY)
