"""The tokens of a corpus in arrays: numbers into the list of distinct ones."""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kzlib.text.chunks import Chunk, Odd, Whole, bases, blocks, divide
from kzlib.text.sentences import Span
from kzlib.text.tokens import odd_chunks, pieces

Type: TypeAlias = tuple[str, str, str]
Short: TypeAlias = NDArray[np.int32]


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


def code_tokens(
    texts: Sequence[str],
    paragraphs: Sequence[Sequence[Span]],
    sentences: Sequence[Whole],
) -> CodedTokens:
    """The tokens of texts that stand in their sentences.

    `paragraphs` are the spans of each text, `sentences` in three columns the number of the text,
    start and end of each that is wanted, in order.
    """
    text_of, starts, ends = sentences
    types: dict[Type, int] = {}
    found: list[tuple[NDArray[np.int64], ...]] = []
    for part in blocks(texts):
        base = bases(texts[part])
        rows = slice(*np.searchsorted(text_of, (part.start, part.stop)))
        own = base[text_of[rows] - part.start]
        chunks = divide(texts[part], odd_of(texts[part], paragraphs[part]))
        code, start = _tokens(chunks.code, chunks.start, chunks.distinct, types)
        place = np.searchsorted(own + starts[rows], start, side="right") - 1
        kept = (place >= 0) & (start < np.append(own + ends[rows], 0)[place])
        place, code, start = place[kept], code[kept], (start - np.append(own, 0)[place])[kept]
        found.append((code, place + rows.start, start))
    joined = (np.concatenate(each).astype(np.int32) for each in zip(*found, strict=True))
    return CodedTokens([*types], *joined)


def _tokens(
    code: Whole, start: Whole, distinct: Sequence[Chunk], types: dict[Type, int]
) -> tuple[Whole, Whole]:
    """The type and the beginning of each token of chunks; `types` grows."""
    split = [pieces(chunk) for chunk in distinct]
    kinds = [
        (begins, types.setdefault((token, term, kind), len(types)))
        for each in split
        for begins, _, token, term, kind in each
    ]
    begins, numbers = np.array(kinds, dtype=np.int64).reshape(-1, 2).T
    many = np.array([*map(len, split)], dtype=np.int64)
    at = spread(np.cumsum(many) - many, many, code)
    return numbers[at], np.repeat(start, many[code]) + begins[at]


def spread(first: Whole, many: Whole, code: Whole) -> Whole:
    """For each code the places first, first + 1 ... of as many things as it has."""
    times = many[code]
    before = np.cumsum(times) - times
    return np.repeat(first[code] - before, times) + np.arange(times.sum())
