"""The chunks that white space divides texts into, and which of them are alike: in arrays.

A token depends on its chunk alone, so that only distinct chunks are tokenized. They are told apart
by their bytes, read as two numbers; what is longer than that, and the odd ones, by a dict.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Whole: TypeAlias = NDArray[np.int64]
Half: TypeAlias = NDArray[np.uint64]  # of the bytes of chunks
Chunk: TypeAlias = str | tuple[str, bool, str]
"""A chunk; an odd one with whether its line is in capitals, and the hyphen at a line's end."""

Odd: TypeAlias = tuple[int, int, Chunk]
"""Where an odd chunk begins and ends, and what it is."""

HALF = 8  # bytes of a number
LONGEST = 2 * HALF  # bytes of a chunk that two numbers hold
BLOCK = 1 << 21  # characters worked on at once: some 50 MB of arrays
MARK = np.uint64(0xFF << 56)  # no UTF-8 has this byte: the other number counts the odd ones
MIX = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio: spreads what is nearly alike
MASKS = np.array([(1 << 8 * size) - 1 for size in range(HALF + 1)], dtype=np.uint64)
SPACES = [each for each in map(chr, range(0x3001)) if each.isspace()]
SPACE = np.isin(np.arange(1 << 8), [ord(each) for each in SPACES if each.isascii()])
WIDE = [each.encode() for each in SPACES if not each.isascii()]
WIDE_SPACES = [(int.from_bytes(each, "big"), len(each)) for each in WIDE]
LEAD = 0xC2  # of a character of several bytes
INSIDE = 0xC0  # the two bits that tell its other bytes


class Chunks(NamedTuple):
    """Of each chunk its beginning, its end and its number among the distinct ones."""

    start: Whole
    end: Whole
    code: Whole
    distinct: list[Chunk]


def blocks(texts: Sequence[str]) -> Iterator[slice]:
    """Texts that are worked on at once: one after another, about BLOCK characters."""
    first, size = 0, 0
    for number, text in enumerate(texts, 1):
        size += len(text)
        if size >= BLOCK or number == len(texts):
            yield slice(first, number)
            first, size = number, 0


def bases(texts: Sequence[str]) -> Whole:
    """Where each of the texts begins in all of them, joined by one line end, and the end."""
    return np.cumsum([0, *(len(text) + 1 for text in texts)], dtype=np.int64)


def divide(texts: Sequence[str], odd: Iterable[Odd] = ()) -> Chunks:
    """The chunks of texts joined by one line end: offsets are characters of that.

    `odd` are those that are more than their characters, in order: they may hold white space.

    >>> divide(["a rose is", "a rose"]).code.tolist()
    [0, 2, 1, 0, 2]
    """
    data = ("\n".join(texts) + "\n").encode(errors="surrogatepass")
    size = len(data)
    held = np.frombuffer(data + bytes(LONGEST), dtype=np.uint8)
    space = np.append(True, SPACE[held[:size]])
    if not data.isascii():
        _mark_wide_spaces(held, space[1:])
    edges = np.flatnonzero(space[1:] != space[:-1])
    first, after = edges[0::2], edges[1::2]
    start, end = _characters(held[:size], first), _characters(held[:size], after)
    odds: dict[Chunk, int] = {}
    named = []  # place and number of each that two numbers do not hold
    keep = np.ones(len(start), dtype=bool)
    for begins, ends, chunk in odd:
        at, stop = np.searchsorted(start, (begins, ends)).tolist()
        keep[at + 1 : stop] = False
        end[at] = ends
        named.append((at, odds.setdefault(chunk, len(odds))))
    known = {at for at, _ in named}
    for at in np.flatnonzero(after - first > LONGEST).tolist():
        if at not in known:
            chunk = data[first[at] : after[at]].decode(errors="surrogatepass")
            named.append((at, odds.setdefault(chunk, len(odds))))
    words = np.ndarray(size + HALF, dtype="<u8", buffer=held.data, strides=(1,))
    long = after - first
    low = words[first] & MASKS[np.minimum(long, HALF)]
    high = words[np.minimum(first + HALF, size)] & MASKS[np.clip(long - HALF, 0, HALF)]
    if named:
        places, numbers = np.array(named).T
        low[places], high[places] = numbers, MARK
    if not keep.all():
        start, end, low, high = (each[keep] for each in (start, end, low, high))
    code, low, high = _codes(low, high)
    return Chunks(start, end, code, _distinct(low, high, [*odds]))


def _mark_wide_spaces(held: NDArray[np.uint8], space: NDArray[np.bool_]) -> None:
    """Mark what is white space and has several bytes: looked for where characters of such begin."""
    lead = np.flatnonzero(held[: len(space)] >= LEAD)
    three = held[lead[:, None] + np.arange(3)] @ np.array([1 << 16, 1 << 8, 1])
    for size, written in ((3, three), (2, three >> 8)):
        at = lead[np.isin(written, [n for n, long in WIDE_SPACES if long == size])]
        space[at[:, None] + np.arange(size)] = True


def _characters(held: NDArray[np.uint8], places: Whole) -> Whole:
    """Bytes counted as characters."""
    inside = np.flatnonzero((held & INSIDE) == INSIDE - 64)
    return places - np.searchsorted(inside, places) if len(inside) else places


def _codes(
    low: NDArray[np.uint64], high: NDArray[np.uint64]
) -> tuple[Whole, NDArray[np.uint64], NDArray[np.uint64]]:
    """Pairs of numbers as places among the distinct ones, and these."""
    mixed = low ^ (high * MIX)
    order = np.argsort(mixed)
    a, b = low[order], high[order]
    new = np.append(True, mixed[order[1:]] != mixed[order[:-1]])[: len(a)]
    differs = np.append(True, (a[1:] != a[:-1]) | (b[1:] != b[:-1]))[: len(a)]
    if (new != differs).any():  # two pairs have one mixture: never seen
        order = np.lexsort((low, high))
        a, b = low[order], high[order]
        new = np.append(True, (a[1:] != a[:-1]) | (b[1:] != b[:-1]))
    code = np.empty(len(order), dtype=np.int64)
    code[order] = np.cumsum(new) - 1
    return code, a[new], b[new]


def _distinct(low: Half, high: Half, odds: list[Chunk]) -> list[Chunk]:
    """What pairs of numbers stand for."""
    held = np.stack([low, high], axis=1).astype("<u8").view(f"S{LONGEST}").ravel()
    marked = np.flatnonzero(high == MARK)
    held[marked] = b""
    found: list[Chunk] = [*b"\n".join(held.tolist()).decode(errors="surrogatepass").split("\n")]
    for at in marked.tolist():
        found[at] = odds[int(low[at])]
    return found if len(low) else []
