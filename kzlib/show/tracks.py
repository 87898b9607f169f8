"""A group's sentences in order, as a track in each row of a picture."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from kzlib.show.canvas import Canvas, Column
from kzlib.show.colours import PAPER, TRACK


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
        articles = self.sentences["article"].astype(str)
        for place in articles.index[articles != articles.shift()][1:]:
            canvas.box(self.x(place) - 1, top - over, 1.5, height + 2 * over, fill=PAPER)

    def listed(self, places: Iterable[int]) -> str:
        """The sentences at some places as numbers; with their article where there are several."""
        frame = self.sentences.iloc[[*places]]
        several = self.sentences["article"].nunique() > 1
        return ", ".join(
            f"{article}:{sentence}" if several else f"{sentence}"
            for article, sentence in zip(frame["article"], frame["sentence"], strict=True)
        )

    def counted(self, key: Hashable) -> tuple[int, str]:
        """How many sentences are drawn in a row, and which."""
        return len(self.places[key]), self.listed(self.places[key])


def counts_of(tracks: Iterable[Track], key: Hashable) -> str:
    """How many sentences of each group are drawn: "3 and 0"."""
    return " and ".join(f"{len(track.places[key])}" for track in tracks)
