"""The interval of each word's log ratio, and whether it lasts without any one passage."""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple, Self, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kzlib.compare.draws import ENOUGH, TAILS, draw_weights, drawn_unit
from kzlib.compare.measures import Flags, Floats, Ints, log_ratio_interval
from kzlib.compare.paragraph_counts import Groups, ParagraphCounts

Interval: TypeAlias = Literal["exact", "bootstrap"] | None
"""How a log ratio is bounded; None leaves the choice to the number of articles."""

CHUNK = 500
"""Terms bootstrapped at once: 2,000 draws of them take 8 MB an array."""

SINGLE = 2**24
"""Up to here a float of single precision holds every whole number."""

STEP = 200
"""Draws looked at at once to see which intervals cover zero."""


class Intervals(NamedTuple):
    """Of each term its interval and which kind that is, whether it is off zero, and still lasts.

    `lasting`: it stays off zero, on its side, without any one `unit` (paragraphs, from 5 articles
    a group on articles) that has the term.
    """

    low: Floats
    high: Floats
    kind: NDArray[np.str_]
    off_zero: Flags
    lasting: Flags
    unit: str


class Drawn(NamedTuple):
    """Articles drawn anew: of each group its hits and words, and how often each article is drawn.

    `hits` are terms x articles, sparse, so that the time is that of the hits and not of all pairs,
    `weights` articles x draws; `words` are those of each draw.
    """

    hits: list[Any]
    weights: list[Any]
    words: list[Floats]

    def of(self, terms: Ints | slice, draws: slice = slice(None)) -> Self:
        """The same with some of the terms and some of the draws."""
        return self._replace(
            hits=[table[terms] for table in self.hits],
            weights=[drawn[:, draws] for drawn in self.weights],
            words=[words[draws] for words in self.words],
        )

    def counts(self) -> tuple[Any, Any]:
        """The hits of each term in each draw; 0 is half a one, so that two of them are equal."""
        pairs = zip(self.hits, self.weights, strict=True)
        target, reference = (table @ drawn for table, drawn in pairs)
        for hits in (target, reference):
            np.maximum(hits, 0.5, out=hits)
        return target, reference


def article_weights(*sizes: int, seed: int) -> list[Any]:
    """How often each article of each group is drawn: `draw_weights` as articles x draws."""
    return [np.ascontiguousarray(drawn.T, np.float32) for drawn in draw_weights(sizes, seed)]


def word_intervals(
    counts: ParagraphCounts,
    *,
    interval: Interval,
    min_count: int,
    weights: Callable[..., list[Any]],
    ends: bool = True,
) -> Intervals:
    """The intervals that `keyness` states.

    A bootstrap bounds terms with `min_count` hits or more only, by `weights` as `article_weights`
    gives them for two sizes. Without `ends` it is quicker: what is not off zero has no ends.

    Errors: ValueError for a bootstrap of fewer than 5 articles a group.
    """
    target, reference = counts.groups
    unit = drawn_unit(min(target.size, reference.size))
    if interval == "bootstrap" and unit == "paragraphs":
        raise ValueError(
            f"the groups have {target.size} and {reference.size} articles, and a bootstrap needs "
            f"{ENOUGH} or more in each; give interval='exact'"
        )
    by_unit = counts.of_articles if unit == "articles" else counts
    if interval == "exact" or unit == "paragraphs":
        return _exact(by_unit, counts.groups, unit)
    absent = (target.hits == 0) | (reference.hits == 0)
    terms = np.flatnonzero(~absent & (target.hits + reference.hits >= min_count))
    drawn = _draw(by_unit, terms, weights)
    if not ends:
        open_ = _perhaps_off_zero(drawn)
        terms, drawn = terms[open_], drawn.of(open_)
    low, high = np.full((2, absent.size), np.nan)
    lasting = np.zeros(absent.size, dtype=bool)
    low[terms], high[terms], lasting[terms] = _bootstrapped(drawn)
    off_zero = (low > 0) | (high < 0)
    off_zero[absent], lasting[absent] = _absent(counts.groups, absent)
    kind = np.where(np.isnan(low), "none", "bootstrap")
    return Intervals(low, high, kind, off_zero, lasting, unit)


def _exact(by_unit: ParagraphCounts, groups: Groups, unit: str) -> Intervals:
    target, reference = groups
    size = by_unit.terms.size
    low, high = _exact_ends(target.hits, reference.hits, target.words, reference.words)
    above, off_zero = low > 0, (low > 0) | (high < 0)
    # The same without a unit, for each one that has a term whose interval is off zero.
    held = by_unit.counts[:, off_zero].tocoo()
    at, term, count = held.row, np.flatnonzero(off_zero)[held.col], held.data
    side, words = by_unit.target[at], by_unit.words[at]
    left = [
        target.hits[term] - count * side,
        reference.hits[term] - count * ~side,
        target.words - words * side,
        reference.words - words * ~side,
    ]
    holds = (left[0] + left[1] > 0) & (left[2] > 0) & (left[3] > 0)
    down, up = _exact_ends(*(values[holds] for values in left))
    holds[holds] = np.where(above[term[holds]], down > 0, up < 0)
    lasting = off_zero & (np.bincount(term[~holds], minlength=size) == 0)
    return Intervals(low, high, np.full(size, "exact"), off_zero, lasting, unit)


def _draw(articles: ParagraphCounts, terms: Ints, weights: Callable[..., list[Any]]) -> Drawn:
    """The articles of both groups drawn anew, and their counts of some terms."""
    sides = articles.target, ~articles.target
    # The first article's group draws first, so that swapping the groups only turns the sign.
    turn = slice(None, None, 1 if articles.target[0] else -1)
    drawn = weights(*(int(side.sum()) for side in sides[turn]))[turn]
    words = [articles.words[side] @ each for side, each in zip(sides, drawn, strict=True)]
    # Half the size is twice as fast, and exact as long as no draw has more words.
    kind = np.float32 if max(map(np.max, words)) < SINGLE else np.float64
    counts = articles.counts[:, terms].astype(kind)
    hits = [counts[side].T.tocsr() for side in sides]
    return Drawn(hits, [each.astype(kind, copy=False) for each in drawn], words)


def _perhaps_off_zero(drawn: Drawn) -> Ints:
    """The terms but those with so many draws on both sides that their interval covers zero.

    Most have that many in the first draws, so the draws are looked at a few at a time.
    """
    size = drawn.words[0].size
    terms = np.arange(drawn.hits[0].shape[0])
    beside = np.zeros((2, terms.size))  # draws at zero or below, at zero or above
    for start in range(0, size, STEP):
        some = drawn.of(terms, slice(start, start + STEP))
        (a, b), (words_a, words_b) = some.counts(), some.words
        ours, theirs = a * words_b, b * words_a
        sides = ours <= theirs, ours >= theirs
        beside[:, terms] += [np.count_nonzero(side, axis=1) for side in sides]
        terms = terms[beside[:, terms].min(axis=0) <= _beyond(size) + 1]
    return terms


def _bootstrapped(drawn: Drawn) -> tuple[Floats, Floats, Flags]:
    """The interval over articles, and whether it stays on its side without any one article."""
    from scipy.sparse import hstack  # noqa: PLC0415  (slow to import, only needed here)

    low, high = np.empty((2, drawn.hits[0].shape[0]))
    lasting = np.zeros(low.size, dtype=bool)
    left_out = (np.vstack(drawn.weights).T == 0).astype(np.float32)
    for start in range(0, low.size, CHUNK):
        chunk = slice(start, start + CHUNK)
        some = drawn.of(chunk)
        rates = (np.log2(n / words) for n, words in zip(some.counts(), some.words, strict=True))
        values = np.subtract(*rates)
        low[chunk], high[chunk] = np.quantile(values, TAILS, axis=1)
        off_zero = start + np.flatnonzero((low[chunk] > 0) | (high[chunk] < 0))
        # An interval below zero is one above it of the groups swapped.
        turned = np.where(low[off_zero] > 0, 1, -1)[:, None] * values[off_zero - start]
        lasting[off_zero] = _lasting(turned, hstack(drawn.of(off_zero).hits), left_out)
    return low, high, lasting


def _lasting(values: Floats, hits: Any, left_out: Any) -> Flags:
    """Whether the intervals of `values`, terms x draws, stay above zero without any one article.

    The draws that leave an article out are a bootstrap without it (Efron 1992). The lower end is
    above zero or not by how many of those draws are not, and by their values in close cases only.
    """
    from scipy.sparse import csr_array  # noqa: PLC0415  (slow to import, only needed here)

    term, article = hits.nonzero()
    below = (csr_array(values <= 0).astype(np.float32) @ left_out)[term, article]
    size = left_out.sum(axis=0)[article]
    most = np.where(size > 0, _beyond(size) + 1, -1)  # what every draw has cannot be left out
    lasting = np.ones(len(values), dtype=bool)
    lasting[term[below > most]] = False
    close = (below == most) & lasting[term]
    for row, column in zip(term[close], article[close], strict=True):
        lasting[row] &= np.quantile(values[row, left_out[:, column] > 0], TAILS[0]) > 0
    return lasting


def _beyond(draws: Any) -> Any:
    """How many draws lie wholly beyond an end: it is between the next one and the one after."""
    return np.floor(TAILS[0] * (draws - 1))


def _absent(groups: Groups, absent: Flags) -> tuple[Flags, Flags]:
    """For terms that one group lacks: off zero by numbers of articles, also with one fewer?

    Resampling cannot bound an absence; the exact interval of the share of articles can.
    """
    (a, size_a), (b, size_b) = ((each.articles[absent], each.size) for each in groups)
    off_zero = []
    for left_out in (0, 1):  # what appears in one article only is never stated, so keep its one
        a, b = (np.maximum(count - left_out, np.minimum(count, 1)) for count in (a, b))
        low, high = _exact_ends(a, b, size_a - left_out * (a > 0), size_b - left_out * (b > 0))
        off_zero.append((low > 0) | (high < 0))
    return off_zero[0], off_zero[1]


def _exact_ends(
    a: ArrayLike, b: ArrayLike, total_a: ArrayLike, total_b: ArrayLike
) -> tuple[Floats, Floats]:
    """The exact interval of each log ratio, as arrays."""
    low, high = map(np.asarray, log_ratio_interval(a, b, total_a, total_b))
    return low, high
