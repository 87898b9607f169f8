"""The one visual language of all pictures: fonts, sizes, places, and a canvas to draw on.

Everything is placed in CSS pixels from the top left, text is measured before it is placed, and
the same input gives the same bytes.
"""

import base64
import html
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from math import nan
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from kzlib.show.colours import GREY, GROUPS, INK, PAPER, RULE, TRACK
from kzlib.show.html import QUIET, WIDTH, WRAP, escape
from kzlib.show.tables import Saved, rest, table
from kzlib.text.arguments import checked, shown
from kzlib.text.files import write_file
from kzlib.text.plain import harmless

PER_INCH, SHARP = 100, 2  # CSS pixels in an inch of figure; device pixels in a CSS pixel
MARGIN = 4
LONGEST = 300  # characters of a line: more, all without width, would be measured for ever
HIGHEST, FOOT = 8_000, 150  # pixels: what is still looked at; for what stands under the last row
END = HIGHEST - FOOT  # pixels: no row begins further down
ENDINGS = (".png", ".svg")
_FILES = Path(matplotlib.get_data_path(), "fonts", "ttf")  # those that come with matplotlib


@dataclass(frozen=True)
class Font:
    """A size in points, bold or not; `quote`: the serif italics of an article's own words."""

    size: float
    bold: bool = False
    quote: bool = False

    def properties(self) -> FontProperties:
        """The font as matplotlib knows it."""
        name = "Serif-Italic" if self.quote else "Sans-Bold" if self.bold else "Sans"
        return FontProperties(fname=_FILES / f"DejaVu{name}.ttf", size=self.size)

    def drawable(self, words: str) -> str:
        """The text with □ for what the font lacks, such as Chinese; table and alt are whole."""
        has = get_font(str(self.properties().get_file())).get_char_index
        return "".join(c if has(ord(c)) else " " if c.isspace() else "□" for c in harmless(words))


TITLE, SUBTITLE, HEADER, LARGE = Font(12.5, bold=True), Font(9.5), Font(10, bold=True), Font(10)
LABEL, BOLD, SMALL = Font(8.5), Font(8.5, bold=True), Font(7.5)  # nothing is smaller


@dataclass(frozen=True, repr=False)
class Picture(Saved):
    """A figure with its text alternative, its caption and its numbers (`numbers`, as a table).

    Its plain text holds title, caption and numbers, so that a changed number is seen by tests.
    """

    title: str
    caption: str
    alt: str
    png: bytes
    canvas: "Canvas" = field(compare=False)  # with all that is drawn, to be saved in another form

    @property
    def numbers(self) -> pd.DataFrame:
        """The numbers in the picture, all rows."""
        return self.frame

    @checked
    def save(self, path: str | Path, *, overwrite: bool = False) -> None:
        """The picture as a file, `.png` or `.svg`, with its caption in a text below.

        Title, caption and text alternative stand in the file's description too. In an SVG the
        letters are outlines: they look the same on every computer, and the same picture gives the
        same file.

        Errors: FileNotFoundError for a folder that is not there; ValueError for another ending, and
        for a file that is there already and holds something else, unless `overwrite` is True.
        """
        path = Path(path)
        ending = path.suffix.lower()
        if ending not in ENDINGS:
            raise ValueError(f"{str(path)!r} does not end in {' or '.join(ENDINGS)}; give one")
        content = self.canvas.svg if ending == ".svg" else self.canvas.png
        about = {"Title": self.title, "Description": f"{self.caption} {self.alt}"}
        write_file(path, content(self.canvas.captioned, **about), overwrite=overwrite)


@dataclass(frozen=True)
class Column:
    """One group's column: its label, its colour and its place on the canvas."""

    label: str
    colour: str
    left: float
    width: float

    @property
    def right(self) -> float:
        """Where the column ends."""
        return self.left + self.width


def columns(groups: Sequence[str], left: float, gap: float, *, end: float = 0) -> list[Column]:
    """A column for each group between `left` and the margin, each `end` short of the gap."""
    wide = (WIDTH - MARGIN - left + gap) / len(groups) - gap
    return [
        Column(label, colour, left + number * (wide + gap), wide - end)
        for number, (label, colour) in enumerate(zip(groups, GROUPS, strict=False))
    ]


class Canvas:
    """White ground of fixed width; `picture` cuts it to the height that was used."""

    def __init__(self, *, title: str, subtitle: str = "", caption: str) -> None:
        for name, value in (("title", title), ("caption", caption)):
            if not value.strip():
                raise ValueError(f"A picture needs a {name} that says what it shows; got none.")
        self.title, self.subtitle, self.caption = title, subtitle, caption
        self.figure = Figure(dpi=PER_INCH * SHARP, facecolor=PAPER)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        agg: Any = FigureCanvasAgg  # matplotlib leaves the types of its methods open
        self._agg = agg(self.figure)
        self._widths: dict[tuple[str, Font], float] = {}
        lines = self.wrap(title, WIDTH - 2 * MARGIN, TITLE)
        self.y = self.lines(MARGIN, 17, lines, TITLE, pitch=22) - 11
        lines = self.wrap(subtitle, WIDTH - 2 * MARGIN, SUBTITLE)
        self.y = self.lines(MARGIN, self.y + 8, lines, SUBTITLE, pitch=17) - 2

    def width(self, words: str, font: Font = LABEL) -> float:
        """The width of one line of text in pixels."""
        if (words, font) not in self._widths:  # measuring is what takes the time
            size = self._agg.get_renderer().get_text_width_height_descent(
                font.drawable(words), font.properties(), ismath=False
            )
            self._widths[words, font] = float(size[0]) / SHARP
        return self._widths[words, font]

    def widest(self, lines: Iterable[str], font: Font = LABEL) -> float:
        """The width of the widest of some lines; 0 where there are none."""
        return max((self.width(line, font) for line in lines), default=0)

    def wrap(self, words: str, width: float, font: Font = LABEL) -> list[str]:
        """The text in lines no wider than `width`; a longer single word is broken, never cut.

        ValueError where other texts leave no room for it.
        """
        if width < SMALL.size:
            raise ValueError(
                f"There is no room to draw {shown(words)}; shorten the labels or draw fewer groups."
            )
        lines: list[str] = []
        queue = words.split()[::-1]
        while queue:
            word = queue.pop()
            head = word[:LONGEST]
            long = max(self.width(head, font), 1)
            joined = f"{lines[-1]} {word}" if lines else word
            if (long > width or word != head) and len(word) > 1:
                keep = max(1, int(min(0.95 * width / long, 1) * len(head)))
                queue += [word[keep:], word[:keep]]
            elif lines and len(joined) <= LONGEST and self.width(joined, font) <= width:
                lines[-1] = joined
            else:
                lines.append(word)
        return lines

    def text(
        self,
        x: float,
        y: float,
        words: str,
        font: Font = LABEL,
        *,
        colour: str = INK,
        ha: str = "left",
    ) -> None:
        """One line of text, its capitals centred on `y`; ValueError too far down."""
        check_height(y)
        y += 0.36 * font.size * PER_INCH / 72
        drawn = font.drawable(words)
        self.axes.text(x, y, drawn, font=font.properties(), color=colour, ha=ha, parse_math=False)

    def lines(
        self, x: float, y: float, lines: list[str], font: Font = LABEL, *, pitch: float, **look: str
    ) -> float:
        """Lines of text under one another, the first centred on `y`; where a next one would be.

        `look`: colour and ha, as in `text`.
        """
        for line in lines:
            self.text(x, y, line, font, **look)
            y += pitch
        return y

    def count(self, x: float, y: float, count: int, *, colour: str, ha: str = "left") -> None:
        """A number of things: bold and coloured, but grey and plain where there are none."""
        font, colour = (BOLD, colour) if count else (LABEL, GREY)
        self.text(x, y, f"{count:,}", font, colour=colour, ha=ha)

    def box(
        self, x: float, y: float, w: float, h: float, *, fill: str = "none", edge: str = "none"
    ) -> None:
        """A rectangle from its top left; with an edge it is drawn inside its bounds."""
        inset = 0.0 if edge == "none" else min(0.6, w / 3)
        place, wide, high = (x + inset, y + inset), w - 2 * inset, h - 2 * inset
        width = 0.9 if inset else 0
        self.axes.add_patch(Rectangle(place, wide, high, fc=fill, ec=edge, lw=width))

    def band(self, number: int, height: float) -> None:
        """The ground of a row from side to side, of every other row."""
        if number % 2 == 0:
            self.box(MARGIN, self.y, WIDTH - 2 * MARGIN, height, fill=TRACK)

    def line(
        self, xs: Sequence[float], ys: Sequence[float], *, colour: str, width: float = 1
    ) -> None:
        """A line through points; nan breaks it."""
        self.axes.add_line(Line2D(xs, ys, color=colour, linewidth=0.72 * width))

    def uprights(
        self, xs: Iterable[float], ys: Iterable[float], ends: Iterable[float], *, width: float
    ) -> None:
        """Upright grey lines, or bars, each from one height to another."""
        drawn = [([x, x, nan], [*pair, nan]) for x, *pair in zip(xs, ys, ends, strict=True)]
        places = [[*chain.from_iterable(each)] for each in zip(*drawn, strict=True)] or [[], []]
        line = Line2D(*places, color=RULE, linewidth=0.72 * width, solid_capstyle="butt")
        self.axes.add_line(line)

    def mark(
        self,
        x: float | Sequence[float],
        y: float | Sequence[float],
        marker: str,
        *,
        colour: str,
        size: float = 7,
        hollow: bool = False,
    ) -> None:
        """A dot, arrow or diamond, filled or open, or one at each of several places."""
        places = np.atleast_1d(x), np.atleast_1d(y)
        drawn = Line2D(*places, color=colour, marker=marker, markersize=0.72 * size, linestyle="")
        drawn.set(markeredgewidth=1, markerfacecolor=PAPER if hollow else colour)
        self.axes.add_line(drawn)

    def headers(self, columns: Sequence[Column], notes: Iterable[str]) -> None:
        """The groups' names over their columns, each with a note, and a rule under them.

        The note stands beside the name, or under it where the column is narrow.
        """
        bottoms = []
        for column, note in zip(columns, notes, strict=True):
            x, wide, colour = column.left, column.width, column.colour
            names = self.wrap(column.label, wide, HEADER)
            y = self.lines(x, self.y + 8, names, HEADER, pitch=16, colour=colour)
            if self.width(names[-1], HEADER) + self.width(note) + 12 <= wide:
                self.text(column.right, y - 16, note, colour=colour, ha="right")
            else:
                y = self.lines(x, y, self.wrap(note, wide), pitch=14, colour=colour)
            bottoms.append(y)
        self.y = max(bottoms) - 4
        for column in columns:
            self.box(column.left, self.y, column.width, 2, fill=column.colour)
        self.y += 8

    def picture(self, *, height: float, alt: str, numbers: pd.DataFrame) -> Picture:
        """Cut the canvas at `height`, and make the picture."""
        said = [part.strip().rstrip(".") for part in (self.title, self.subtitle, alt)]
        alt = ". ".join(part for part in said if part) + "."
        below = table(numbers, caption="The numbers in the picture.")
        png = self.png(round(height))
        source = base64.b64encode(png).decode("ascii")
        markup = (
            f'<figure style="margin:0"><img alt="{html.escape(alt)}" width="{WIDTH}" '
            f'style="max-width:100%;height:auto" src="data:image/png;base64,{source}">'
            f'<figcaption style="max-width:{WIDTH}px;font-size:12.5px;line-height:1.4;{WRAP}">'
            f'<span style="{QUIET}">{escape(self.caption)}</span></figcaption>'
            f'<details style="font-size:12.5px"><summary style="{QUIET}">the numbers</summary>'
            f"{below.html}</details></figure>"
        )
        text = "\n".join(part for part in (self.title, self.subtitle, self.caption) if part)
        plain = f"{text}\n{below.text}"
        self.y = height
        return Picture(markup, plain, numbers, self.title, self.caption, alt, png, self)

    def rest(self, x: float, total: int, limit: int) -> None:
        """The line under rows that end at a limit, if there are more: what they are in full."""
        if more := rest(total, limit):
            self.text(x, self.y + 10, more, colour=GREY)
            self.y += 18

    @cached_property
    def captioned(self) -> int:
        """How high the picture is with its caption, which is drawn below when first asked for."""
        lines = self.wrap(self.caption, WIDTH - 2 * MARGIN)
        return round(self.lines(MARGIN, self.y + 12, lines, pitch=14, colour=GREY))

    def png(self, height: int, **about: str) -> bytes:
        """What is drawn, as a file of few colours and without a date; `about`: what it says."""
        self._cut(height)
        self._agg.draw()
        size = self._agg.get_width_height()
        image = Image.frombuffer("RGBA", size, self._agg.buffer_rgba(), "raw", "RGBA", 0, 1)
        palette = image.convert("RGB").quantize(128, dither=Image.Dither.NONE)
        info = PngInfo()
        for name, words in about.items():
            info.add_itxt(name, words)
        stream = io.BytesIO()
        palette.save(stream, "PNG", optimize=True, pnginfo=info)
        return stream.getvalue()

    def svg(self, height: int, **about: str) -> bytes:
        """What is drawn, as drawing instructions, letters too; `about`: what the file says."""
        self._cut(height)
        stream = io.BytesIO()
        about = {name: harmless(words) for name, words in about.items()}
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        with matplotlib.rc_context({"svg.fonttype": "path", "svg.hashsalt": "kzlib"}):
            self.figure.savefig(stream, format="svg", metadata=nothing | about, facecolor=PAPER)
        return stream.getvalue()

    def _cut(self, height: int) -> None:
        self.figure.set_size_inches(WIDTH / PER_INCH, height / PER_INCH)
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(height, 0)


def check_height(height: float) -> None:
    """ValueError for a picture that would be too high."""
    if height > HIGHEST:
        raise ValueError(
            f"The picture would be more than {HIGHEST:,} pixels high; "
            "draw fewer rows, or shorter texts."
        )
