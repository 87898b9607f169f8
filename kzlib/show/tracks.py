"""A group's sentences in order, as a track in each row of a picture."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
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


def tracks_of(
    columns: Iterable[Column],
    frame: pd.DataFrame,
    by: str,
    drawn: Mapping[Hashable, Sequence[bool]],
) -> list[Track]:
    """Each group's sentences in its column; `drawn`: of a row, whether each sentence is drawn."""
    tracks = []
    for column in columns:
        here = (frame[by].astype(str) == column.label).to_numpy()
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
