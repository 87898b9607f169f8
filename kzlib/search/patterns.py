"""Patterns of words: read by the tokenizer's rules, then found in a row of tokens (no pandas).

A pattern becomes words, each with whether a hyphen must stand before it. A token of the text may
hold several of them ("middle income" is the one token ``middle-income``), so each word knows, for
every distinct token that it could begin, which words of the pattern that token uses up.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kzlib.text import characters as char
from kzlib.text.arguments import shown
from kzlib.text.plain import normal_form, plain_text
from kzlib.text.tokens import LIKE, PLAIN, tokenize

HYPHENS = frozenset(f"-{char.SHORT_HYPHEN}{char.WIDE_HYPHEN}")
BETWEEN = HYPHENS | frozenset(
    f"{char.EM_DASH}\N{HORIZONTAL BAR}{char.MINUS}\"'`´{char.DOUBLE}{char.SINGLE}‟‹›‚‛"
)
"""Hyphens, dashes and quotation marks: all that may stand between the words of a phrase."""

LOWER_DOTTED = frozenset({"a.m.", "p.m.", "e.g.", "i.e."})
"""All that newspapers write with dots in lower case; another such pattern is US mistyped."""

LONGEST = 2000
"""Characters of the longest pattern."""

MOST_WORDS = 100
"""Words of the longest phrase."""

_LAST = chr(0x10FFFF)


class Pattern(NamedTuple):
    """The words of a pattern (`*` in them) and, for each, whether a hyphen must stand before it."""

    words: tuple[str, ...]
    hyphens: tuple[bool, ...]


def read_pattern(pattern: object) -> Pattern:
    """The words of a pattern, divided as the tokenizer divides a text.

    Quotation marks and dashes in a pattern say nothing; a possessive ending or another mark that
    is written must stand in the text too. Errors: ValueError for what is no string, for what can
    match nothing or everything, and for what has more than LONGEST characters or MOST_WORDS words.

    >>> read_pattern("Trans-Caspian route*").words
    ('Trans', 'Caspian', 'route*')
    """
    if not isinstance(pattern, str):
        raise ValueError(f"a pattern is text in quotation marks, not {pattern!r}")
    where = f"the pattern {shown(pattern)}"
    found: list[tuple[str, bool]] = []
    kinds: list[str] = []
    hyphen = False
    if len(pattern) > LONGEST:
        raise ValueError(f"{where} has {len(pattern)} characters; write {LONGEST} at most")
    plain = plain_text(pattern)
    star = _letters_for_star(plain)
    for token in tokenize(plain.replace("*", star)):
        if token.kind == "punct" and BETWEEN.issuperset(token.token):
            hyphen |= token.token in HYPHENS
            continue
        word = _written(token.token) if _has_capital(token.token) else token.term
        if LIKE["dotted"].fullmatch(word) and word not in LOWER_DOTTED:
            known = word.replace(".", "").upper()
            raise ValueError(f"{where} can match nothing; as an initialism, write {known}")
        pieces = re.split(r"(?<=\w)-(?=\w)", word) if token.kind == "word" else [word]
        found += [(piece.replace(star, "*"), hyphen or n > 0) for n, piece in enumerate(pieces)]
        kinds.append(token.kind)
        hyphen = False
    if set(kinds) <= {"punct", "clitic"}:
        raise ValueError(f"{where} has no word and can match nothing; write a word")
    if kinds[0] == "clitic":
        raise ValueError(f"{where} begins with a possessive; begin with a word")
    words, hyphens = zip(*found, strict=True)
    if len(words) > MOST_WORDS:
        raise ValueError(f"{where} has {len(words)} words; write {MOST_WORDS} at most")
    if all(set(word) == {"*"} for word in words):
        raise ValueError(f"{where} matches everything; add letters, as in trade*")
    if hyphen or hyphens[0]:
        raise ValueError(f"{where} has a hyphen with nothing beside it; add a word, or * for any")
    return Pattern(words, hyphens)


def _letters_for_star(pattern: str) -> str:
    """Letters that the pattern does not hold: they stand for * while it is read, as in *.org."""
    held = re.findall("zqxq*", _written(pattern).lower())
    return max(held, key=len) + "q" if held else "zqx"


Mask: TypeAlias = NDArray[np.bool_]
Type: TypeAlias = tuple[str, str, str]
"""Token, term and kind, alike for all tokens of a type."""


class Vocabulary:
    """The types of a corpus, its distinct tokens, and which of them a word stands for.

    A function word in a line of capitals is no initialism: WHO does not find it there, but NATO
    is found in such a line.
    """

    def __init__(self, types: Iterable[Type], function_words: frozenset[str]) -> None:
        self.size = 0
        self.most = 1  # words that a token holds
        self.hyphens: set[int] = set()
        self.between: set[int] = set()
        self._marks: set[int] = set()
        self._function: set[int] = set()
        self._terms = _Forms(list)
        self._written = _Forms(list)
        self._folded = _Forms(list)  # ASTANA in a dateline, which the tokenizer reads as astana
        for number, (token, term, kind) in enumerate(types):
            self.size += 1
            written = _written(token)
            if kind == "clitic" or BETWEEN.issuperset(token):
                self.between.add(number)
            if token in HYPHENS:
                self.hyphens.add(number)
            if kind in {"punct", "clitic"}:
                self._marks.add(number)
            else:
                self.most = max(self.most, *(1 + form.count("-") for form in (term, written)))
            self._terms[term].append(number)
            self._written[written].append(number)
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
        first, *inner, last = word.split("*")
        low, high = (bisect_left(self.names, first + end) for end in ("", _LAST))
        # Each part at its first place, which leaves most room for the others: no other is tried.
        inside = "".join(f"(?>.*?{re.escape(part)})" for part in filter(None, inner))
        fits = re.compile(f"{inside}.*{re.escape(last)}", re.DOTALL).fullmatch
        held = max([*inner, last], key=len)  # quick to look for
        near = (name for name in self.names[low:high] if held in name)
        return [number for name in near if fits(name, len(first)) for number in self[name]]


class _States:
    """What has been read of all patterns at once: one bit a word of a pattern, and one for its end.

    The bit of a word says that this word comes next. So one step over a token costs a few
    operations on whole numbers, however many patterns there are, and nothing is tried twice.
    """

    def __init__(self, patterns: Sequence[Pattern], vocabulary: Vocabulary) -> None:
        self.size, self.between = vocabulary.size, vocabulary.between
        self.hyphens = vocabulary.hyphens
        self.first = self.final = self.hyphened = 0
        self.ends: dict[int, int] = {}  # the bit of an end -> the number of its pattern
        begins: defaultdict[tuple[int, str], int] = defaultdict(int)
        bit = 1
        for number, (words, hyphens) in enumerate(patterns):
            self.first |= bit
            for at, hyphen in enumerate(hyphens):
                self.hyphened |= bit * hyphen
                for size in range(1, min(len(words) - at, vocabulary.most) + 1):
                    begins[size, "-".join(words[at : at + size])] |= bit
                bit <<= 1
            self.final |= bit
            self.ends[bit] = number
            bit <<= 1
        # Type -> how many words it may hold, and before which these may stand.
        steps: defaultdict[int, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
        for (size, joined), bits in begins.items():
            for type_ in vocabulary.find(joined):
                steps[type_][size] |= bits
        self.steps = {type_: [*sizes.items()] for type_, sizes in steps.items()}
        opening = [
            t for t, sizes in steps.items() if any(bits & self.first for bits in sizes.values())
        ]
        self.begins = np.isin(np.arange(self.size), opening)  # of each type, whether a match may

    def joined(self, types: NDArray[np.integer[Any]]) -> Mask:
        """Of each token, whether a match may go on to it from the one before it.

        Whether two types can follow one another is asked once for each two that do.
        """
        ahead, behind = [0] * self.size, [0] * self.size
        for type_, sizes in self.steps.items():
            for size, bits in sizes:
                ahead[type_] |= (bits << size) & ~self.final
                behind[type_] |= bits & ~self.first
        for type_ in self.between:
            ahead[type_] = behind[type_] = -1  # all bits
        goes, comes = (np.array([bits != 0 for bits in each], np.bool_) for each in (ahead, behind))
        joined = np.zeros(len(types), dtype=np.bool_)
        at = np.flatnonzero(goes[types[:-1]] & comes[types[1:]]) + 1
        both = types[at - 1].astype(np.int64) * self.size + types[at]
        pairs, pair = np.unique(both, return_inverse=True)
        meet = [ahead[n // self.size] & behind[n % self.size] != 0 for n in pairs.tolist()]
        joined[at] = np.array(meet, np.bool_)[pair]
        return joined

    def matches(self, row: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """The first and the last token of each match in a row, and the number of its pattern."""
        free = 0
        for place, type_ in enumerate(row):
            if place >= free and self.begins[type_]:
                last, end = self.longest(row, place)
                if end:
                    yield place, last, self.ends[end & -end]
                    free = last + 1

    def longest(self, row: Sequence[int], place: int) -> tuple[int, int]:
        """The last token of the longest match from a place, and the bits of its ends, or 0.

        No pattern has more than MOST_WORDS words, so that this looks at as many and the marks.
        """
        last = end = 0
        ready, waiting = self.first, 0
        for at in range(place, len(row)):
            type_ = row[at]
            taken = 0
            for size, bits in self.steps.get(type_, ()):
                taken |= (ready & bits) << size
            if taken & self.final:
                last, end = at, taken & self.final
            if type_ not in self.between:
                ready = waiting = 0
            elif type_ in self.hyphens:
                ready |= waiting
            ready |= taken & ~self.hyphened & ~self.final
            waiting |= taken & self.hyphened
            if not ready | waiting:
                break
        return last, end


def find_matches(
    patterns: Sequence[Pattern],
    vocabulary: Vocabulary,
    types: NDArray[np.integer[Any]],
    borders: NDArray[np.intp],
) -> NDArray[np.intp]:
    """The matches in a row of tokens, from left to right, none overlapping another.

    `types` is the type of each token, `borders` the index one past the end of each sentence. At
    each place the match with most tokens wins, then the pattern that stands first. A row a match:
    its first and its last token and the number of its pattern, all from 0.

    The tokens are cut wherever no match can go on from one to the next. Most of them then stand
    alone, and the short rows that are left are often alike: each kind is looked at once.
    """
    states = _States(patterns, vocabulary)
    read = cache(lambda row: [*states.matches(row)])
    joined = np.append(states.joined(types), False)
    joined[borders] = False
    places = np.flatnonzero(states.begins[types])
    alone = ~(joined[places] | joined[places + 1])
    single, numbers = places[alone], np.full(vocabulary.size, -1)
    for type_ in np.flatnonzero(np.bincount(types[single])).tolist():
        for *_, number in read((type_,)):
            numbers[type_] = number
    found = np.column_stack([single, single, numbers[types[single]]])
    starts = np.flatnonzero(~joined[:-1] & joined[1:])
    ends = np.flatnonzero(joined[:-1] & ~joined[1:]) + 1
    longer = []
    for which in np.flatnonzero(np.bincount(np.searchsorted(ends, places[~alone], side="right"))):
        start, end = int(starts[which]), int(ends[which])
        row = tuple(types[start:end].tolist())
        longer += [(start + first, start + last, number) for first, last, number in read(row)]
    found = np.concatenate([found[found[:, 2] >= 0], np.array(longer, np.intp).reshape(-1, 3)])
    return found[np.argsort(found[:, 0])]


def _written(token: str) -> str:
    """A token as it is written, but without dots and with plain hyphens and apostrophes."""
    plain = normal_form("NFKC", LIKE["ignored"].sub("", token)).translate(PLAIN)
    return plain.replace(".", "") if any(map(str.isalpha, plain)) else plain


def _has_capital(word: str) -> bool:
    return word != word.lower()
