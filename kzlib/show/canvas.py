"""The one visual language of all pictures: colours, fonts, sizes, and a sheet to draw on.

Everything is placed in CSS pixels from the top left, text is measured before it is placed, and
the same input gives the same bytes.
"""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from PIL import Image

from kzlib.show.html import QUIET, WIDTH, WRAP, Shown, escape
from kzlib.show.tables import table

PER_INCH, SHARP = 100, 2  # CSS pixels in an inch of figure; device pixels in a CSS pixel
MARGIN = 4
GROUPS = ("#9c4608", "#0b4f6c", "#6b2a6b", "#4a5210")  # burnt orange, deep teal, plum, olive
INK, GREY, RULE, TRACK, PAPER = "#1f1f1f", "#5f5f5f", "#a8a29a", "#f0ede6", "#ffffff"
TITLE, SUBTITLE, HEADER, LABEL, SMALL = 12.5, 9.5, 10.0, 8.5, 7.5  # points; nothing is smaller
_FONTS = Path(matplotlib.get_data_path(), "fonts", "ttf")  # those that come with matplotlib


@dataclass(frozen=True, repr=False)
class Picture(Shown):
    """A figure with its text alternative, its caption and its numbers.

    Its plain text holds title, caption and numbers, so that a changed number is seen by tests.
    """

    title: str
    caption: str
    alt: str
    numbers: pd.DataFrame
    png: bytes


@dataclass(frozen=True)
class Column:
    """One group's column: its label, its colour and its place on the sheet."""

    label: str
    colour: str
    left: float
    width: float


class Sheet:
    """A white sheet of fixed width; `picture` cuts it to the height that was used."""

    def __init__(self, *, title: str, subtitle: str, caption: str) -> None:
        for name, value in (("title", title), ("caption", caption)):
            if not value.strip():
                raise ValueError(f"A picture needs a {name} that says what it shows; got none.")
        self.title, self.subtitle, self.caption = title, subtitle, caption
        self.figure = Figure(dpi=PER_INCH * SHARP, facecolor=PAPER)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        canvas: Any = FigureCanvasAgg  # matplotlib leaves the types of its methods open
        self._canvas = canvas(self.figure)
        self._renderer = self._canvas.get_renderer()
        self._widths: dict[tuple[str, float, bool, bool], float] = {}
        self.y = 6.0
        for line in self.wrap(title, WIDTH - 2 * MARGIN, size=TITLE, bold=True):
            self.text(MARGIN, self.y + 11, line, size=TITLE, bold=True)
            self.y += 22
        for line in self.wrap(subtitle, WIDTH - 2 * MARGIN, size=SUBTITLE):
            self.text(MARGIN, self.y + 8, line, size=SUBTITLE)
            self.y += 17
        self.y += 6

    def width(
        self, words: str, *, size: float = LABEL, bold: bool = False, quote: bool = False
    ) -> float:
        """The width of one line of text in pixels."""
        key = (words, size, bold, quote)
        if key not in self._widths:  # measuring is what takes the time
            font = _font(size, bold, quote)
            drawn = _drawable(words, font)
            size_of = self._renderer.get_text_width_height_descent(drawn, font, ismath=False)
            self._widths[key] = float(size_of[0]) / SHARP
        return self._widths[key]

    def wrap(
        self,
        words: str,
        width: float,
        *,
        size: float = LABEL,
        bold: bool = False,
        quote: bool = False,
    ) -> list[str]:
        """The text in lines no wider than `width`; a longer single word is broken, never cut."""
        lines: list[str] = []
        queue = words.split()[::-1]
        while queue:
            word = queue.pop()
            long = self.width(word, size=size, bold=bold, quote=quote)
            joined = f"{lines[-1]} {word}" if lines else word
            if long > width and len(word) > 1:
                keep = max(1, int(0.95 * len(word) * width / long))
                queue += [word[keep:], word[:keep]]
            elif lines and self.width(joined, size=size, bold=bold, quote=quote) <= width:
                lines[-1] = joined
            else:
                lines.append(word)
        return lines

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = LABEL,
        colour: str = INK,
        bold: bool = False,
        quote: bool = False,
        ha: str = "left",
        angle: float = 0,
    ) -> None:
        """One line of text, its capitals centred on `y`; `quote`: an article's own words."""
        below = 0.36 * size * PER_INCH / 72
        font = _font(size, bold, quote)
        self.axes.text(
            x,
            y + below,
            _drawable(words, font),
            color=colour,
            fontproperties=font,
            ha=ha,
            va="baseline",
            rotation=angle,
            rotation_mode="anchor",
            parse_math=False,
        )

    def box(
        self, x: float, y: float, w: float, h: float, *, fill: str = "none", edge: str = "none"
    ) -> None:
        """A rectangle from its top left; with an edge it is drawn inside its bounds."""
        inset = 0.0 if edge == "none" else min(0.6, w / 3)
        self.axes.add_patch(
            Rectangle(
                (x + inset, y + inset),
                w - 2 * inset,
                h - 2 * inset,
                facecolor=fill,
                edgecolor=edge,
                linewidth=0.9 if inset else 0,
            )
        )

    def line(
        self, xs: Sequence[float], ys: Sequence[float], *, colour: str, width: float = 1
    ) -> None:
        """A line through points."""
        self.axes.add_line(Line2D(xs, ys, color=colour, linewidth=0.72 * width))

    def mark(
        self, x: float, y: float, marker: str, *, colour: str, size: float = 7, hollow: bool = False
    ) -> None:
        """A dot, arrow or diamond, filled or open."""
        self.axes.add_line(
            Line2D(
                [x],
                [y],
                color=colour,
                marker=marker,
                markersize=0.72 * size,
                markeredgewidth=1,
                markerfacecolor=PAPER if hollow else colour,
            )
        )

    def headers(self, columns: Sequence[tuple[str, str, str, float, float]]) -> None:
        """The groups' names over their columns, each with a note, and a rule under them.

        A column is label, note, colour, left edge, width. The note stands beside the name, or
        under it where it is narrow.
        """
        bottoms = []
        for label, note, colour, x, wide in columns:
            y = self.y + 8
            names = self.wrap(label, wide, size=HEADER, bold=True)
            for name in names:
                self.text(x, y, name, size=HEADER, colour=colour, bold=True)
                y += 16
            notes = self.wrap(note, wide)
            if self.width(names[-1], size=HEADER, bold=True) + self.width(note) + 12 <= wide:
                self.text(x + wide, y - 16, note, colour=colour, ha="right")
                notes = []
            for line in notes:
                self.text(x, y, line, colour=colour)
                y += 14
            bottoms.append(y)
        self.y = max(bottoms) - 4
        for _, _, colour, x, wide in columns:
            self.box(x, self.y, wide, 2, fill=colour)
        self.y += 8

    def picture(self, *, height: float, alt: str, numbers: pd.DataFrame) -> Picture:
        """Cut the sheet at `height`, and make the picture."""
        height = round(height)
        self.figure.set_size_inches(WIDTH / PER_INCH, height / PER_INCH)
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(height, 0)
        self._canvas.draw()
        pixels = bytes(self._canvas.buffer_rgba())
        image = Image.frombytes("RGBA", self._canvas.get_width_height(), pixels)
        stream = io.BytesIO()
        palette = image.convert("RGB").quantize(128, dither=Image.Dither.NONE)
        palette.save(stream, "PNG", optimize=True)
        png = stream.getvalue()
        said = [part.strip().rstrip(".") for part in (self.title, self.subtitle, alt)]
        alt = ". ".join(part for part in said if part) + "."
        shown = table(numbers, caption="The numbers in the picture.")
        source = base64.b64encode(png).decode("ascii")
        markup = (
            f'<figure style="margin:0"><img alt="{html.escape(alt)}" width="{WIDTH}" '
            f'style="max-width:100%;height:auto" src="data:image/png;base64,{source}">'
            f'<figcaption style="max-width:{WIDTH}px;font-size:12.5px;line-height:1.4;{WRAP}">'
            f'<span style="{QUIET}">{escape(self.caption)}</span></figcaption>'
            f'<details style="font-size:12.5px"><summary style="{QUIET}">the numbers</summary>'
            f"{shown.html}</details></figure>"
        )
        text = "\n".join(part for part in (self.title, self.subtitle, self.caption) if part)
        return Picture(markup, f"{text}\n{shown.text}", self.title, self.caption, alt, numbers, png)


def groups_of(frame: pd.DataFrame, by: str, needs: Sequence[str]) -> list[str]:
    """The groups in the order of the table; ValueError: no rows, a column missing, too many."""
    if missing := [name for name in (*needs, by) if name not in frame.columns]:
        raise ValueError(f"The picture needs the columns {missing}; got {[*frame.columns]}.")
    groups = [str(label) for label in frame[by].unique()]
    if not 1 <= len(groups) <= len(GROUPS):
        raise ValueError(
            f"A picture shows one to {len(GROUPS)} groups side by side; {by!r} has {len(groups)}."
        )
    return groups


def list_sentences(sentences: pd.DataFrame, places: Iterable[int]) -> str:
    """The sentences at some places, as numbers; with their article where the table has several."""
    frame = sentences.iloc[[*places]]
    several = sentences["article"].nunique() > 1
    return ", ".join(
        f"{article}:{sentence}" if several else f"{sentence}"
        for article, sentence in zip(frame["article"], frame["sentence"], strict=True)
    )


def columns(groups: Sequence[str], left: float, gap: float) -> list[tuple[str, str, float, float]]:
    """Label, colour, left edge and width of each group's column, between `left` and the margin."""
    wide = (WIDTH - MARGIN - left + gap) / len(groups) - gap
    return [
        (label, GROUPS[number], left + number * (wide + gap), wide)
        for number, label in enumerate(groups)
    ]


def _font(size: float, bold: bool, quote: bool) -> FontProperties:
    name = "DejaVuSerif-Italic" if quote else "DejaVuSans-Bold" if bold else "DejaVuSans"
    return FontProperties(fname=_FONTS / f"{name}.ttf", size=size)


def _drawable(words: str, font: FontProperties) -> str:
    """The text with □ for what the font lacks, such as Chinese; table and alt text are whole."""
    has = get_font(str(font.get_file())).get_char_index
    return "".join(c if has(ord(c)) else " " if c.isspace() else "□" for c in words)
