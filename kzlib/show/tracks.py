"""A group's sentences in order, as a track in each row; an article's own words in its gaps."""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from kzlib.show.canvas import SMALL, Canvas, Column, Font
from kzlib.show.colours import GREY, PAPER, TRACK
from kzlib.text.arguments import shown
from kzlib.text.checks import as_text, ids_of
from kzlib.text.notices import warn

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
