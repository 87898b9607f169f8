"""An article's own words in the empty stretches of a picture's tracks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kzlib.show.canvas import SMALL, Canvas, Font
from kzlib.show.colours import GREY
from kzlib.show.tracks import Track

FONTS = tuple(Font(size, quote=True) for size in (8.5, 8.0, 7.5))  # the first that fits all
PADDING, GAP = 5.0, 5.0  # pixels: on both sides; between the words and their number
ALIKE = dict.fromkeys(map(ord, '‘’“”"'), "'")  # a mark inside a quote may be another
INNER = str.maketrans("“”", "‘’")


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
    text, words = (" ".join(each.translate(ALIKE).split()) for each in (text, words))
    parts = [part.strip() for part in re.split(r"…|\[[^]]*\]", words)]
    return any(parts) and bool(re.search(".*?".join(map(re.escape, parts)), text))


def marked(words: str) -> str:
    """The words in quotation marks, those inside of them single."""
    return f"“{words.translate(INNER)}”"


def write_quotes(canvas: Canvas, quotes: Sequence[Quote]) -> None:
    """Write the quotes, all in one size, each in the widest stretch of its row still empty.

    ValueError: one does not fit.
    """
    placed: list[tuple[float, Quote]] = []
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
        fonts = [font for font in fonts if canvas.width(marked(each.words), font) <= room]
        if not fonts:
            raise ValueError(
                f"The quote {each.words!r} does not fit the {max(0, room):.0f} empty pixels "
                f"{each.where}; take fewer words."
            )
        placed.append((x, each))
    for x, each in placed:
        words = marked(each.words)
        canvas.text(x, each.middle, words, fonts[0], colour=each.colour)
        if each.number:
            end = x + canvas.width(words, fonts[0]) + GAP
            canvas.text(end, each.middle, each.number, SMALL, colour=GREY)
