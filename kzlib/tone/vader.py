"""VADER's rules for one sentence, word by word; the lexicon is a file, nothing is downloaded."""

from __future__ import annotations

import math
import re
import string
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from kzlib.text.files import read_text

CUT = 0.05
"""From this compound score on, up or down, a sentence counts as favourable or unfavourable."""

ALPHA = 15
"""What the sum is normalised by: compound = sum / sqrt(sum² + ALPHA)."""

DISTANCE = (1, 0.95, 0.9)
"""How much of a booster reaches a word one, two and three words on."""

SO, NEVER_SO = ("so", "this"), (1.5, 1.25)
"""What "never so" and "never this" multiply by, two words on and three."""

CHUNK = re.compile(r"\S{2,}")  # a single character is no word to VADER


class Cue(NamedTuple):
    """A word that scores, its place in the sentence, its valence, and what the rules make of it."""

    start: int
    end: int
    word: str
    valence: float
    contribution: float


def read_cues(text: str) -> tuple[list[Cue], float]:
    """The words of a sentence that score, in order, and the emphasis of its "!" and "?".

    The same numbers as nltk's `SentimentIntensityAnalyzer`, which works out every word; here only
    those of the lexicon go through its rules, and only where one can apply. Words are what stands
    between white space, one mark of punctuation at one end taken off, as there. A word's
    contribution is its valence after capitals, boosters, negation, idioms and "but"; a word that
    stands twice is judged both times by the words around its first place, as there.
    Source: Hutto & Gilbert 2014.

    >>> [(cue.word, cue.contribution) for cue in read_cues("A good road, but a bad map.")[0]]
    [('good', 0.95), ('bad', -3.75)]
    """
    analyser, bare, _ = _rules()
    words = [
        chunk if chunk.isalnum() or not (found := bare.fullmatch(chunk)) else found[1] or found[2]
        for chunk in CHUNK.findall(text)
    ]
    lower = list(map(str.lower, words))
    hits = [at for at, word in enumerate(lower) if word in analyser.lexicon]
    emphasis = analyser._punctuation_emphasis(0, text)
    if not hits:
        return [], emphasis
    capitals = sum(map(str.isupper, words))
    mixed = 0 < capitals < len(words)
    valences: list[float] = [0] * len(words)
    for at in hits:
        valences[at] = _contribution(words, lower, words.index(words[at]), mixed)
    if "but" in lower:
        valences = analyser._but_check(words, valences)
    starts = [chunk.start() for chunk in CHUNK.finditer(text)]
    cues = []
    for at in hits:
        if valences[at]:
            start = text.index(words[at], starts[at])
            valence = analyser.lexicon[lower[at]]
            cues.append(Cue(start, start + len(words[at]), lower[at], valence, float(valences[at])))
    return cues, emphasis


def _contribution(words: list[str], lower: list[str], at: int, mixed: bool) -> float:
    """The valence of the lexicon's word `at` after the rules that look at words around it.

    Up to three words back, those of the lexicon apart, may boost it, the further the less, and
    negate it. `mixed`: some words of the sentence are in capitals, but not all.
    """
    analyser, _, idioms = _rules()
    rules = analyser.constants
    word, boosters = lower[at], rules.BOOSTER_DICT
    if lower[at : at + 2] == ["kind", "of"] or word in boosters:
        return 0.0
    valence: float = analyser.lexicon[word]
    if mixed and words[at].isupper():
        valence += rules.C_INCR if valence > 0 else -rules.C_INCR
    for back, weight in enumerate(DISTANCE[:at], 1):
        word = lower[at - back]
        if word in analyser.lexicon:
            continue
        if word in boosters:
            boost = boosters[word] if valence >= 0 else -boosters[word]
            if mixed and words[at - back].isupper():
                boost += rules.C_INCR if valence > 0 else -rules.C_INCR
            valence += boost * weight
        furthest = back == len(DISTANCE)
        never_so = words[at - back] == "never" and words[at - back + 1] in SO
        if back > 1 and (never_so or (furthest and words[at - 1] in SO)):
            valence *= NEVER_SO[furthest]
        elif word in rules.NEGATE or "n't" in word:
            valence *= rules.N_SCALAR
        if furthest and not idioms.isdisjoint(lower[at - back : at + back]):
            valence = analyser._idioms_check(valence, words, at)
    return float(analyser._least_check(valence, words, at))


def total(contributions: Iterable[float], emphasis: float) -> tuple[float, float]:
    """The sum of the contributions, and the emphasis with its sign: 0 where the sum is 0."""
    plain = float(sum(contributions))
    return plain, math.copysign(emphasis, plain) if plain else 0.0


def compound(contributions: Iterable[float], emphasis: float) -> float:
    """VADER's compound score, from -1 to 1, rounded to four decimals as nltk does.

    >>> compound([1.9], 0.292), compound([], 0.292)
    (0.4926, 0.0)
    """
    score = sum(total(contributions, emphasis))
    return round(score / math.sqrt(score * score + ALPHA), 4)


@cache
def _rules() -> tuple[Any, re.Pattern[str], frozenset[str]]:
    """nltk's analyser with the lexicon of vaderSentiment, and two short cuts through its rules.

    The pattern takes marks off a word; the words are one of each phrase that its rules know.
    """
    from nltk.sentiment.vader import (  # noqa: PLC0415  (slow to import, only needed here)
        SentimentIntensityAnalyzer,
        VaderConstants,
    )

    class Analyser(SentimentIntensityAnalyzer):  # type: ignore[misc]
        """nltk refuses a path outside its own data folders, so the lexicon is set here."""

        def __init__(self) -> None:
            lexicon = files("vaderSentiment") / "vader_lexicon.txt"
            self.lexicon_file = read_text(lexicon).rstrip("\n")
            self.lexicon = self.make_lex_dict()
            self.constants = VaderConstants()

    analyser = Analyser()
    inner = f"([^{re.escape(string.punctuation)}]{{2,}})"
    marks = "|".join(map(re.escape, analyser.constants.PUNC_LIST))
    phrases = {*analyser.constants.BOOSTER_DICT, *analyser.constants.SPECIAL_CASE_IDIOMS}
    idioms = frozenset(max(phrase.split(), key=len) for phrase in phrases if " " in phrase)
    return analyser, re.compile(f"(?:{marks}){inner}|{inner}(?:{marks})"), idioms
