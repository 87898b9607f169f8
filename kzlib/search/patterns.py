"""Patterns of words: read by the tokenizer's rules, then found in a row of tokens (no pandas).

A pattern becomes words, each with whether a hyphen must stand before it. A token of the text may
hold several of them ("middle income" is the one token ``middle-income``), so each word knows, for
every distinct token that it could begin, which words of the pattern that token uses up.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kzlib.text import characters as char
from kzlib.text.tokens import IGNORED, IS_DOTTED, PLAIN, tokenize

HYPHENS = frozenset(f"-{char.SHORT_HYPHEN}{char.WIDE_HYPHEN}")
BETWEEN = HYPHENS | frozenset(
    f"{char.EM_DASH}\N{HORIZONTAL BAR}{char.MINUS}\"'`´{char.DOUBLE}{char.SINGLE}‟‹›‚‛"
)
"""Hyphens, dashes and quotation marks: all that may stand between the words of a phrase."""

LOWER_DOTTED = frozenset({"a.m.", "p.m.", "e.g.", "i.e."})
"""All that newspapers write with dots in lower case; another such pattern is US mistyped."""

# Letters of no word stand for * while a pattern is read, so that *.org is a web address.
_STAR = "zqx"
_LAST = chr(0x10FFFF)


class Pattern(NamedTuple):
    """The words of a pattern (`*` in them) and, for each, whether a hyphen must stand before it."""

    words: tuple[str, ...]
    hyphens: tuple[bool, ...]


class Match(NamedTuple):
    """The first and the last token of a match and the number of its pattern, all from 0."""

    first: int
    last: int
    pattern: int


def read_pattern(pattern: object) -> Pattern:
    """The words of a pattern, divided as the tokenizer divides a text.

    Quotation marks and dashes in a pattern say nothing; a possessive ending or another mark that
    is written must stand in the text too. Errors: ValueError for what is no string and for what
    can match nothing or everything.

    >>> read_pattern("Trans-Caspian route*").words
    ('Trans', 'Caspian', 'route*')
    """
    if not isinstance(pattern, str):
        raise ValueError(f"a pattern is text in quotation marks, not {pattern!r}")
    where = f"the pattern {pattern!r}"
    found: list[tuple[str, bool]] = []
    kinds: list[str] = []
    hyphen = False
    for token in tokenize(pattern.replace("*", _STAR)):
        if token.kind == "punct" and BETWEEN.issuperset(token.token):
            hyphen |= token.token in HYPHENS
            continue
        word = _written(token.token) if _has_capital(token.token) else token.term
        if IS_DOTTED.fullmatch(word) and word not in LOWER_DOTTED:
            plain = word.replace(".", "").upper()
            raise ValueError(f"{where} can match nothing; as an initialism, write {plain}")
        pieces = re.split(r"(?<=\w)-(?=\w)", word) if token.kind == "word" else [word]
        found += [(piece.replace(_STAR, "*"), hyphen or n > 0) for n, piece in enumerate(pieces)]
        kinds.append(token.kind)
        hyphen = False
    if set(kinds) <= {"punct", "clitic"}:
        raise ValueError(f"{where} has no word and can match nothing; write a word")
    if kinds[0] == "clitic":
        raise ValueError(f"{where} begins with a possessive; begin with a word")
    words, hyphens = zip(*found, strict=True)
    if all(set(word) == {"*"} for word in words):
        raise ValueError(f"{where} matches everything; add letters, as in trade*")
    if hyphen or hyphens[0]:
        raise ValueError(f"{where} has a hyphen with nothing beside it; add a word, or * for any")
    return Pattern(words, hyphens)


Type: TypeAlias = tuple[str, str, str]
"""Token, term and kind, alike for all tokens of a type."""


class Vocabulary:
    """The types of a corpus, its distinct tokens, and which of them a word stands for.

    A function word in a line of capitals is no initialism: WHO does not find it there, but NATO
    is found in such a line.
    """

    def __init__(self, types: Iterable[Type], function_words: frozenset[str]) -> None:
        self.hyphens: set[int] = set()
        self.between: set[int] = set()
        self._marks: set[int] = set()
        self._function: set[int] = set()
        self._terms = _Forms(list)
        self._written = _Forms(list)
        self._folded = _Forms(list)  # ASTANA in a dateline, which the tokenizer reads as astana
        for number, (token, term, kind) in enumerate(types):
            if kind == "clitic" or BETWEEN.issuperset(token):
                self.between.add(number)
            if token in HYPHENS:
                self.hyphens.add(number)
            if kind in {"punct", "clitic"}:
                self._marks.add(number)
            self._terms[term].append(number)
            self._written[_written(token)].append(number)
            if token.isupper() and not _has_capital(term):
                self._folded[term].append(number)
                if len(term) > 1 and term in function_words:  # A and I are initials too
                    self._function.add(number)

    def find(self, word: str) -> set[int]:
        """The numbers of the types that a pattern's word stands for; `*` stands for no mark."""
        found = {*self._terms.find(word)}
        if _has_capital(word):
            found = {*self._written.find(word), *self._folded.find(word.lower())}
            found -= self._function if word.isupper() else set()
        return found - self._marks if "*" in word else found


class _Forms(defaultdict[str, list[int]]):
    """Numbers by form; a form with `*` looks only among those with the same beginning."""

    @cached_property
    def names(self) -> list[str]:
        return sorted(self)

    def find(self, word: str) -> list[int]:
        if "*" not in word:
            return self.get(word, [])
        names, literals = self.names, word.split("*")
        low, high = bisect_left(names, literals[0]), bisect_left(names, literals[0] + _LAST)
        fits = re.compile(".*".join(map(re.escape, literals)), re.DOTALL).fullmatch
        return [number for name in names[low:high] if fits(name) for number in self[name]]


_Step = dict[int, list[int]]
"""Type -> the numbers of the words that may come next, where a word of the pattern begins it."""


def find_matches(
    patterns: Sequence[Pattern],
    vocabulary: Vocabulary,
    types: NDArray[np.intp],
    borders: NDArray[np.intp],
) -> list[Match]:
    """The matches in a row of tokens, from left to right, none overlapping another.

    `types` is the type of each token, `borders` the index one past the end of each sentence. At
    each place the match with most tokens wins, then the pattern that stands first.
    """
    steps = [_steps(pattern, vocabulary) for pattern in patterns]
    first: defaultdict[int, list[int]] = defaultdict(list)
    for number, (step, *_) in enumerate(steps):
        for type_ in step:
            first[type_].append(number)
    places = np.flatnonzero(np.isin(types, list(first)))
    limits = borders[np.searchsorted(borders, places, side="right")]
    row = types.tolist()

    def last(number: int, word: int, place: int, limit: int) -> int:
        """The last token of the longest match whose words go on from `place`; -1: none."""
        hyphens = patterns[number].hyphens
        if word == len(hyphens):
            return place
        step, hyphen = steps[number][word], not hyphens[word]
        for after in range(place + 1, limit):
            type_ = row[after]
            if hyphen and type_ in step:
                return max(last(number, then, after, limit) for then in step[type_])
            if type_ not in vocabulary.between:
                break
            hyphen |= type_ in vocabulary.hyphens
        return -1

    matches: list[Match] = []
    free = 0
    for place, limit in zip(places.tolist(), limits.tolist(), strict=True):
        if place < free:
            continue
        best, winner = -1, -1
        for number in first[row[place]]:
            for then in steps[number][0][row[place]]:
                end = last(number, then, place, limit)
                if end > best:
                    best, winner = end, number
        if best >= 0:
            matches.append(Match(place, best, winner))
            free = best + 1
    return matches


def _steps(pattern: Pattern, vocabulary: Vocabulary) -> list[_Step]:
    """One step a word: the types that this word, or it and the next ones hyphenated, stand for."""
    steps: list[_Step] = []
    for begin in range(len(pattern.words)):
        step: _Step = {}
        for end in range(begin + 1, len(pattern.words) + 1):
            for type_ in vocabulary.find("-".join(pattern.words[begin:end])):
                step.setdefault(type_, []).append(end)
        steps.append(step)
    return steps


def _written(token: str) -> str:
    """A token as it is written, but without dots and with plain hyphens and apostrophes."""
    plain = unicodedata.normalize("NFKC", IGNORED.sub("", token)).translate(PLAIN)
    return plain.replace(".", "") if any(map(str.isalpha, plain)) else plain


def _has_capital(word: str) -> bool:
    return word != word.lower()
