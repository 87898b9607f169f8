"""What every word of a sentence adds to its tone, under VADER's rules, plain or masked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from kzlib.text.corpus import Corpus, check_corpus
from kzlib.tone.masks import find_masks
from kzlib.tone.vader import Cue, compound, read_cues, total

SCORERS = ("vader", "masked")
"""The scorers that go by name; any function from sentences to scores is one too."""

EMPHASIS = "!?"
"""The `word` of what "!" and "?" add to a sentence."""


class Reading(NamedTuple):
    """What VADER's rules find in one sentence; `masks` has the mask of each cue, or ""."""

    cues: list[Cue]
    masks: list[str]
    emphasis: float

    def counted(self) -> list[Cue]:
        """The cues that are not masked."""
        return [cue for cue, mask in zip(self.cues, self.masks, strict=True) if not mask]

    def score(self, *, without: str = "") -> float:
        """The compound score of what is not masked, without one word if one is named."""
        counted = (cue.contribution for cue in self.counted() if cue.word != without)
        return compound(counted, self.emphasis)

    def plain(self) -> float:
        """The compound score as if nothing were masked."""
        return compound((cue.contribution for cue in self.cues), self.emphasis)

    def added(self) -> float:
        """What "!" and "?" add to the sum of what is not masked."""
        return total((cue.contribution for cue in self.counted()), self.emphasis)[1]


def tone_words(corpus: Corpus, *, scorer: str = "vader") -> pd.DataFrame:
    """What each word adds to the tone of its sentence, so that a score can be worked by hand.

    One row a word that scores, in text order: article, sentence, start, end (of the word in the
    untouched text), part; `word`, in lower case as in the lexicon; `valence`, its value there (-4
    to 4); `contribution`, what VADER's rules make of it (capitals, boosters, negation, idioms,
    "but"); `masked`, why it counts for nothing: the key of the topic word, "name", or "". A last
    row `!?` where "!" and "?" add emphasis: from the first such mark to the last, valence 0.
    The contributions that are not masked sum to s, and s / sqrt(s² + 15), rounded to four
    decimals, is the score of `score_tone`. Nothing scores: no rows.
    Errors: ValueError for a scorer other than "vader" and "masked", as only they know words.
    Source: Hutto & Gilbert 2014.

    >>> frame = pd.DataFrame({"article": ["a"], "text": ["The deal is not good!"]})
    >>> table = tone_words(Corpus.from_frame(frame))
    >>> table[["word", "valence", "contribution"]].round(3).values.tolist()
    [['good', 1.9, -1.406], ['!?', 0.0, -0.292]]
    """
    check_scorer(corpus, scorer, words=True)
    sentences = corpus.sentences
    readings = read_sentences(corpus, sentences, scorer)
    at: list[int] = []
    rows: list[tuple[Any, ...]] = []
    for place, (reading, text) in enumerate(zip(readings, sentences["text"], strict=True)):
        for cue, mask in zip(reading.cues, reading.masks, strict=True):
            rows.append((*cue, mask))
        if added := reading.added():
            marks = [number for number, mark in enumerate(text) if mark in EMPHASIS]
            rows.append((marks[0], marks[-1] + 1, EMPHASIS, 0.0, added, ""))
        at += [place] * (len(rows) - len(at))
    table = sentences[["article", "sentence", "start", "end", "part"]].iloc[at]
    table = table.reset_index(drop=True)
    begin = table["start"].to_numpy()
    table["start"] = begin + np.array([row[0] for row in rows], dtype="int32")
    table["end"] = begin + np.array([row[1] for row in rows], dtype="int32")
    table["word"] = pd.Series([row[2] for row in rows], dtype="str")
    table["valence"] = np.array([row[3] for row in rows], dtype=float)
    table["contribution"] = np.array([row[4] for row in rows], dtype=float)
    table["masked"] = pd.Series([row[5] for row in rows], dtype="str")
    return table


def check_scorer(corpus: Corpus, scorer: object, *, words: bool = False) -> None:
    """ValueError for what is no corpus or no scorer; with `words`, for a scorer without cues."""
    check_corpus(corpus)
    known = isinstance(scorer, str) and scorer in SCORERS
    if known or (callable(scorer) and not words):
        return
    names = ", ".join(map(repr, SCORERS))
    if words:
        raise ValueError(
            f"the words of the scorer {scorer!r} are not known; choose one of: {names}"
        )
    raise ValueError(
        f"there is no scorer {scorer!r}; choose one of: {names}, or give a function from a list of "
        "sentences to as many numbers"
    )


def read_sentences(corpus: Corpus, sentences: pd.DataFrame, scorer: object) -> Iterator[Reading]:
    """What VADER's rules find in each of the sentences; masks only where the scorer masks."""
    masks = _masks_of(corpus) if scorer == "masked" else {}
    columns = (sentences[name].tolist() for name in ("article", "sentence", "start", "text"))
    for article, number, start, text in zip(*columns, strict=True):
        cues, emphasis = read_cues(text)
        spans = masks.get((article, number), [])
        found = [_mask(start + cue.start, start + cue.end, spans) for cue in cues] if spans else []
        yield Reading(cues, found or [""] * len(cues), emphasis)


def _masks_of(corpus: Corpus) -> dict[tuple[str, int], list[tuple[int, int, str]]]:
    """The masked stretches of each sentence that has some: start, end, mask."""
    table = find_masks(corpus)
    masks: defaultdict[tuple[str, int], list[tuple[int, int, str]]] = defaultdict(list)
    columns = (table[name].tolist() for name in ("article", "sentence", "start", "end", "mask"))
    for article, sentence, start, end, mask in zip(*columns, strict=True):
        masks[article, sentence].append((start, end, mask))
    return masks


def _mask(start: int, end: int, spans: list[tuple[int, int, str]]) -> str:
    """The mask of the first stretch that touches a word, or ""."""
    return next((mask for first, last, mask in spans if first < end and start < last), "")


def show_cues(reading: Reading, text: str) -> str:
    """The cues of one sentence in words."""
    shown = []
    for cue, mask in zip(reading.cues, reading.masks, strict=True):
        word, number = text[cue.start : cue.end], _signed(cue.contribution)
        shown.append(f"({word} masked: {number})" if mask else f"{word} {number}")
    if added := reading.added():
        shown.append(f"{EMPHASIS} {_signed(added)}")
    return "; ".join(shown)


def _signed(number: float) -> str:
    """A number with its sign and one or two decimals: +2.7, −0.29."""
    return f"{number:+.2f}".removesuffix("0").replace("-", "−")
