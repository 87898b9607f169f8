"""How often each word occurs in each paragraph of two groups: what `keyness` is made of."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple, Self, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kzlib.compare.measures import Flags, Ints


class GroupCounts(NamedTuple):
    """Of each term in one group its hits, the articles and paragraphs that have it, and its most.

    `most` are the hits in the paragraph that has most of them; `words` and `size` are how many
    words and articles the group has.
    """

    hits: Ints
    articles: Ints
    paragraphs: Ints
    most: Ints
    words: int
    size: int


Groups: TypeAlias = tuple[GroupCounts, GroupCounts]


@dataclass(frozen=True)
class ParagraphCounts:
    """How often each term occurs in each paragraph of two groups of articles.

    `counts` is a sparse array of scipy, paragraphs x terms; `terms` names the terms, and `words`,
    `article` and `target` say of each paragraph how many words it has, the number of its article
    and whether that is one of the target's. Terms and articles are sorted by name, so that the
    order of the articles table changes nothing.
    """

    terms: NDArray[np.str_]
    counts: Any
    words: Ints
    article: Ints
    target: Flags

    @cached_property
    def groups(self) -> Groups:
        """The counts of the target and those of the reference."""
        whole = self.by_article()
        target, reference = (
            _group(self.counts[units], whole.counts[articles], whole.words[articles])
            for units, articles in ((self.target, whole.target), (~self.target, ~whole.target))
        )
        return target, reference

    def frequent(self, min_count: int) -> Self:
        """The same with only the terms that occur there `min_count` times or more."""
        keep = self.counts.sum(axis=0) >= min_count
        return replace(self, terms=self.terms[keep], counts=self.counts[:, keep])

    def by_article(self) -> Self:
        """The same with articles for paragraphs."""
        article, first, place = np.unique(self.article, return_index=True, return_inverse=True)
        holds = _sparse(place, np.arange(place.size), np.ones(place.size, dtype=np.int64))
        return replace(
            self,
            counts=holds @ self.counts,
            words=holds @ self.words,
            article=article,
            target=self.target[first],
        )

    def dealt(self, order: Ints, unit: str) -> Self:
        """The same paragraphs (or whole articles) in another order, dealt to the same places."""
        if unit == "paragraphs":
            return replace(self, target=self.target[order], article=self.article[order])
        _, first, place = np.unique(self.article, return_index=True, return_inverse=True)
        return replace(self, target=self.target[first][order][place])


def count_by_paragraph(words: pd.DataFrame) -> ParagraphCounts:
    """The counts of the words that `words_of_two` gives."""
    (_, article), (terms, term) = _numbered(words["article"]), _numbered(words["term"])
    place = article * 2**32 + words["paragraph"].to_numpy()
    _, first, unit = np.unique(place, return_index=True, return_inverse=True)
    return ParagraphCounts(
        terms=terms,
        counts=_sparse(unit, term, np.ones(unit.size, dtype=np.int64)),
        words=np.bincount(unit),
        article=article[first],
        target=words["target"].to_numpy()[first],
    )


def _numbered(column: "pd.Series[Any]") -> tuple[NDArray[np.str_], Ints]:
    """The names in a categorical column in their order, and the number of each row's name."""
    codes = column.cat.codes.to_numpy()
    there = np.flatnonzero(np.bincount(codes))
    names, number = np.unique(column.cat.categories[there].to_numpy(str), return_inverse=True)
    numbers = np.zeros(len(column.cat.categories), dtype=np.int64)
    numbers[there] = number
    return names, numbers[codes]


def _group(paragraphs: Any, articles: Any, words: Ints) -> GroupCounts:
    """The counts of one group, from those of its paragraphs and of its articles."""
    return GroupCounts(
        hits=articles.sum(axis=0),
        articles=articles.count_nonzero(axis=0),
        paragraphs=paragraphs.count_nonzero(axis=0),
        most=paragraphs.max(axis=0).toarray(),
        words=int(words.sum()),
        size=words.size,
    )


def _sparse(rows: Ints, columns: Ints, values: Ints) -> Any:
    """A sparse array; what stands twice at one place is added up."""
    from scipy.sparse import csr_array  # noqa: PLC0415  (slow to import, only needed here)

    return csr_array((values, (rows, columns)))
