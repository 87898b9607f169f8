"""The tokens of a corpus in arrays: numbers into the list of distinct ones."""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kzlib.text.chunks import Chunks, Odd, Whole, bases, blocks, divide
from kzlib.text.sentences import Span
from kzlib.text.tokens import odd_chunks, pieces, word_terms

Type: TypeAlias = tuple[str, str, str]
Short: TypeAlias = NDArray[np.int32]


class Numbers(dict[str, int]):
    """A number for each name, in the order in which they are asked for."""

    def __missing__(self, name: str) -> int:
        self[name] = number = len(self)
        return number

    def of(self, names: Collection[str]) -> Whole:
        """The numbers of some names."""
        return np.fromiter(map(self.__getitem__, names), dtype=np.int64, count=len(names))


class CodedWords(NamedTuple):
    """The words of a corpus in text order: the terms, and of each its term and its place."""

    terms: list[str]
    code: Whole
    place: Whole


class CodedTokens(NamedTuple):
    """A row a token, in text order; `types` are the distinct ones: token, term and kind.

    Of each token `code` is the number of its type, `sentence` its row in the table of sentences
    and `start` where it begins in its article; it is as long as its type's token.
    """

    types: list[Type]
    code: Short
    sentence: Short
    start: Short

    @property
    def size(self) -> Short:
        """The length of each token."""
        return np.array([len(token) for token, _, _ in self.types], dtype=np.int32)[self.code]

    def column(self, name: str, categories: list[str] | None = None) -> Any:
        """The tokens, terms or kinds as a column of a table."""
        at = ("token", "term", "kind").index(name)
        values = pd.Series([each[at] for each in self.types], dtype="str")
        known: Any = pd.Categorical(values, categories=categories)
        return pd.Categorical.from_codes(known.codes[self.code], dtype=known.dtype)

    def words(self, sentences: int) -> Short:
        """The number of words of each of so many sentences."""
        word = np.array([kind == "word" for *_, kind in self.types], dtype=bool)
        rows = self.sentence[word[self.code]]
        return np.bincount(rows, minlength=sentences).astype(np.int32)

    def words_within(self, tokens: NDArray[np.bool_]) -> CodedWords:
        """The words among some of the tokens; their places are rows of the table of sentences."""
        word = np.array([kind == "word" for *_, kind in self.types], dtype=bool)
        rows = tokens & word[self.code]
        terms = Numbers()
        number = terms.of([term for _, term, _ in self.types])
        return CodedWords([*terms], number[self.code[rows]], self.sentence[rows].astype(np.int64))

    def within(self, rows: NDArray[np.bool_]) -> "CodedTokens":
        """The tokens of some sentences, which are numbered anew; the types stay."""
        kept = rows[self.sentence]
        sentence = (np.cumsum(rows, dtype=np.int32) - 1)[self.sentence[kept]]
        return CodedTokens(self.types, self.code[kept], sentence, self.start[kept])


def odd_of(texts: Sequence[str], paragraphs: Sequence[Sequence[Span]]) -> list[Odd]:
    """The odd chunks of texts joined by one line end, as `divide` takes them."""
    return [
        (base + start, base + end, chunk)
        for base, text, spans in zip(bases(texts).tolist(), texts, paragraphs, strict=False)
        for start, end, chunk in odd_chunks(text, spans)
    ]


def places_of(table: pd.DataFrame) -> list[Whole]:
    """The number of the article, start and end of each row, as `code_tokens` takes them."""
    columns = (table["article"].cat.codes, table["start"], table["end"])
    return [np.asarray(each, dtype=np.int64) for each in columns]


def _blocks(
    texts: Sequence[str], paragraphs: Sequence[Sequence[Span]], places: Sequence[Whole]
) -> Iterator[tuple[slice, Whole, Whole, Chunks, Whole]]:
    """Texts in blocks: the rows of `places`, their start and end, the chunks, the texts' bases."""
    text_of, starts, ends = places
    for part in blocks(texts):
        base = bases(texts[part])
        rows = slice(*np.searchsorted(text_of, (part.start, part.stop)).tolist())
        own = base[text_of[rows] - part.start]
        chunks = divide(texts[part], odd_of(texts[part], paragraphs[part]))
        yield rows, own + starts[rows], own + ends[rows], chunks, own


def code_tokens(
    texts: Sequence[str], paragraphs: Sequence[Sequence[Span]], sentences: Sequence[Whole]
) -> CodedTokens:
    """The tokens of texts that stand in the given sentences.

    `paragraphs` are the spans of each text, `sentences` in three columns (`places_of`) where each
    stands that is wanted, in order.
    """
    types: dict[Type, int] = {}
    found: list[tuple[Whole, ...]] = []
    for rows, starts, ends, chunks, base in _blocks(texts, paragraphs, sentences):
        code, start = _tokens(chunks, types)
        place = np.searchsorted(starts, start, side="right") - 1
        kept = (place >= 0) & (start < np.append(ends, 0)[place])
        place, code, start = place[kept], code[kept], start[kept]
        found.append((code, place + rows.start, start - base[place]))
    joined = (np.concatenate(each).astype(np.int32) for each in zip(*found, strict=True))
    return CodedTokens([*types], *joined)


def code_words(
    texts: Sequence[str], paragraphs: Sequence[Sequence[Span]], places: Sequence[Whole]
) -> CodedWords:
    """The words of texts that stand in the given places, of which each is numbered.

    The same as of `code_tokens`, at a price that is nearer to that of reading.
    """
    terms = Numbers()
    found: list[tuple[Whole, Whole]] = []
    for rows, starts, ends, chunks, _ in _blocks(texts, paragraphs, places):
        simple, others = word_terms(chunks.distinct)
        flat = [*chain(simple, *others.values())]
        numbers = terms.of(flat)
        own, many = np.arange(len(simple)), np.ones(len(simple), dtype=np.int64)
        for odd, words in others.items():
            many[odd] = len(words)
        behind = [*others]
        own[behind] = len(simple) + np.cumsum(many[behind]) - many[behind]
        first, after = (np.searchsorted(chunks.start, each) for each in (starts, ends))
        inside = spread(first, after - first, np.arange(len(starts)))
        place = np.repeat(np.arange(rows.start, rows.stop), after - first)
        code = chunks.code[inside]
        at = spread(own, many, code)
        found.append((numbers[at], np.repeat(place, many[code])))
    code, place = (np.concatenate(each) for each in zip(*found, strict=True))
    return CodedWords([*terms], code, place)


def _tokens(chunks: Chunks, types: dict[Type, int]) -> tuple[Whole, Whole]:
    """The type and the beginning of each token of chunks; `types` grows."""
    split = [pieces(chunk) for chunk in chunks.distinct]
    kinds = [
        (begins, types.setdefault((token, term, kind), len(types)))
        for each in split
        for begins, _, token, term, kind in each
    ]
    begins, numbers = np.array(kinds, dtype=np.int64).reshape(-1, 2).T
    many = np.array([*map(len, split)], dtype=np.int64)
    at = spread(np.cumsum(many) - many, many, chunks.code)
    return numbers[at], np.repeat(chunks.start, many[chunks.code]) + begins[at]


def spread(first: Whole, many: Whole, code: Whole) -> Whole:
    """For each code the places first, first + 1 ... of as many things as it has."""
    times = many[code]
    before = np.cumsum(times) - times
    return np.repeat(first[code] - before, times) + np.arange(times.sum())
