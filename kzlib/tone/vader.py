"""VADER's rules for one sentence, word by word: in plain type, by a lexicon that is a file."""

import math
import re
import string
import unicodedata
from collections.abc import Iterable
from copy import copy
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from kzlib.text import characters as char
from kzlib.text.files import read_text
from kzlib.text.tokens import LIKE

CUT = 0.05
"""From this compound score on, up or down, a sentence counts as favourable or unfavourable."""

ALPHA = 15
"""What the sum is normalised by: compound = sum / sqrt(sum² + ALPHA)."""

CHUNK = re.compile(r"\S{2,}")  # a single character is no word to VADER

APOSTROPHE = char.APOSTROPHE + char.SINGLE_RARE
"""What is made straight; single quotation marks look the same."""

WRITTEN = dict.fromkeys(APOSTROPHE, "'")
WRITTEN |= {letters: unicodedata.normalize("NFKC", letters) for letters in char.LIGATURE}


@cache
def _taken_out() -> str:
    """The pattern of what is taken out; a doubled apostrophe is a quotation mark too: ``so''."""
    unseen = rf'(?:{LIKE["ignored"].pattern}|["{char.DOUBLE}{char.DOUBLE_RARE}])'
    return rf"{unseen}|[{APOSTROPHE}]{unseen}*[{APOSTROPHE}]"


@cache
def _changed() -> re.Pattern[str]:
    """What is taken out or written in another way."""
    return re.compile(rf"{_taken_out()}|[{''.join(WRITTEN.keys() - {APOSTROPHE[0]})}]")


def prepare(text: str) -> tuple[str, list[int]]:
    """A sentence in plain type, and where in the text each of its characters stands.

    - Apostrophes and single quotation marks of every form become '.
    - Double quotation marks of every form ('' and `` too) and invisible characters are taken out.
    - Ligatures are opened. All else stays; character references and garbled marks are no marks.

    Without this, nltk's analyser does not know isn’t as a negation, and it loses a word beside a
    curly mark or with more than one mark at its ends: “good plan”, "good", good."

    >>> prepare("“It isn’t ﬁne.”")
    ("It isn't fine.", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 11, 12, 13])
    """
    if not _changed().search(text):
        return text, [*range(len(text))]
    out = {at for found in re.finditer(_taken_out(), text) for at in range(*found.span())}
    kept = [
        (letter, at)
        for at, written in enumerate(text)
        if at not in out
        for letter in WRITTEN.get(written, written)
    ]
    return "".join(letter for letter, _ in kept), [at for _, at in kept]


class WordScore(NamedTuple):
    """A word that scores, its place in the sentence, its valence, and what the rules make of it."""

    start: int
    end: int
    word: str
    valence: float
    contribution: float
    masked: str = ""


class SentenceScore(NamedTuple):
    """What VADER's rules make of a sentence: its words that score, emphasis by "!" and "?"."""

    words: list[WordScore]
    emphasis: float

    def counted(self) -> list[WordScore]:
        """The words that are not masked."""
        return [word for word in self.words if not word.masked]

    def score(self) -> float:
        """The compound score of what is not masked."""
        return compound((word.contribution for word in self.counted()), self.emphasis)

    def without_each(self) -> dict[str, float]:
        """The same without each of its words: a word may stand several times."""
        scores = {}
        for out in dict.fromkeys(word.word for word in self.counted()):
            left = (word.contribution for word in self.counted() if word.word != out)
            scores[out] = compound(left, self.emphasis)
        return scores

    def plain(self) -> float:
        """The compound score as if nothing were masked."""
        return compound((word.contribution for word in self.words), self.emphasis)

    def added(self) -> float:
        """What "!" and "?" add to the sum of what is not masked."""
        return _added(sum(word.contribution for word in self.counted()), self.emphasis)


def score_words(text: str) -> SentenceScore:
    """The words of a sentence that score, in order, and the emphasis of its "!" and "?".

    All numbers are those of nltk's `SentimentIntensityAnalyzer` for the prepared sentence
    (`prepare`); places are those in the text as it is. Words are what stands between white space,
    one mark of punctuation at one end taken off. A word's contribution is its valence after
    capitals, boosters, negation, idioms and "but"; a word that stands twice is judged both times by
    the words around its first place.
    Source: Hutto & Gilbert 2014.

    >>> words = score_words("A good road, but a bad map.").words
    >>> [(word.word, word.contribution) for word in words]
    [('good', 0.95), ('bad', -3.75)]
    """
    prepared, places = prepare(text)
    analyser = _analyser().for_text(prepared)
    words = []
    contributions = analyser.polarity_scores(prepared)
    for chunk, contribution in zip(CHUNK.finditer(prepared), contributions, strict=True):
        if contribution:
            # Either the chunk is in the lexicon (an emoticon, say) or the word within its marks is.
            whole = chunk[0].lower() in analyser.lexicon
            word = chunk[0] if whole else chunk[0].strip(string.punctuation)
            start, key = prepared.index(word, chunk.start()), word.lower()
            first, last = places[start], places[start + len(word) - 1]
            valence = analyser.lexicon[key]
            words.append(WordScore(first, last + 1, key, valence, float(contribution)))
    # The one method of nltk's that is called though it is private: no public one tells the
    # emphasis apart from the rounded score.
    return SentenceScore(words, analyser._punctuation_emphasis(0, prepared))


def compound(contributions: Iterable[float], emphasis: float) -> float:
    """VADER's compound score, from -1 to 1, rounded to four decimals as nltk does.

    >>> compound([1.9], 0.292), compound([], 0.292)
    (0.4926, 0.0)
    """
    plain = sum(contributions)
    score = plain + _added(plain, emphasis)
    return round(score / math.sqrt(score * score + ALPHA), 4)


def _added(plain: float, emphasis: float) -> float:
    """The emphasis with the sign of the sum that it goes to: 0 where the sum is 0."""
    return math.copysign(emphasis, plain) if plain else 0.0


@cache
def _analyser() -> Any:
    """nltk's analyser with the lexicon of vaderSentiment; it hands on what it else only sums up."""
    from nltk.sentiment import vader  # noqa: PLC0415  (slow to import, only needed here)

    class Analyser(vader.SentimentIntensityAnalyzer):  # type: ignore[misc]
        """nltk refuses a path outside its own data folders, so the lexicon is set here."""

        def __init__(self) -> None:
            lexicon = files("vaderSentiment") / "vader_lexicon.txt"
            self.lexicon_file = read_text(lexicon).rstrip("\n")
            self.lexicon = self.make_lex_dict()
            self.constants = vader.VaderConstants()

        def for_text(self, text: str) -> Any:
            """The same with a text's own marks: nltk writes each on both sides of each word."""
            one, one.constants = copy(self), copy(self.constants)
            one.constants.PUNC_LIST = [mark for mark in one.constants.PUNC_LIST if mark in text]
            return one

        def score_valence(self, sentiments: list[float], text: str) -> list[float]:
            """What each word of `polarity_scores` adds, after all of VADER's rules."""
            return sentiments

    return Analyser()
