"""How often each word occurs in each paragraph of two groups: what `keyness` is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, TypeAlias

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

    `unit`, `term` and `count` have an entry for each term of a paragraph; `terms` names the
    terms, and `words`, `article` and `target` say of each paragraph how many words it has, the
    number of its article and whether that is one of the target's. Terms and articles are sorted
    by name, so that the order of the articles table changes nothing.
    """

    terms: NDArray[np.str_]
    unit: Ints
    term: Ints
    count: Ints
    words: Ints
    article: Ints
    target: Flags

    @cached_property
    def groups(self) -> Groups:
        """The counts of the target and those of the reference."""
        return self._group(self.target), self._group(~self.target)

    def frequent(self, min_count: int) -> ParagraphCounts:
        """The same with only the terms that occur there `min_count` times or more."""
        keep = np.bincount(self.term, self.count, minlength=self.terms.size) >= min_count
        entry, number = keep[self.term], np.cumsum(keep) - 1
        return replace(
            self,
            terms=self.terms[keep],
            unit=self.unit[entry],
            term=number[self.term[entry]],
            count=self.count[entry],
        )

    def by_article(self) -> ParagraphCounts:
        """The same with articles for paragraphs."""
        article, first, place = np.unique(self.article, return_index=True, return_inverse=True)
        pair, entry = np.unique(place[self.unit] * self.terms.size + self.term, return_inverse=True)
        return replace(
            self,
            unit=pair // self.terms.size,
            term=pair % self.terms.size,
            count=np.bincount(entry, self.count).astype(np.int64),
            words=np.bincount(place, self.words).astype(np.int64),
            article=article,
            target=self.target[first],
        )

    def dealt(self, order: Ints, unit: str) -> ParagraphCounts:
        """The same paragraphs (or whole articles) in another order, dealt to the same places."""
        if unit == "paragraphs":
            return replace(self, target=self.target[order], article=self.article[order])
        _, first, place = np.unique(self.article, return_index=True, return_inverse=True)
        return replace(self, target=self.target[first][order][place])

    def _group(self, units: Flags) -> GroupCounts:
        entry = units[self.unit]
        term, count, size = self.term[entry], self.count[entry], self.terms.size
        most = np.zeros(size, dtype=np.int64)
        np.maximum.at(most, term, count)
        in_articles = np.unique(self.article[self.unit[entry]] * size + term)
        return GroupCounts(
            hits=np.bincount(term, count, minlength=size).astype(np.int64),
            articles=np.bincount(in_articles % size, minlength=size),
            paragraphs=np.bincount(term, minlength=size),
            most=most,
            words=int(self.words[units].sum()),
            size=np.unique(self.article[units]).size,
        )


def count_by_paragraph(words: pd.DataFrame) -> ParagraphCounts:
    """The counts of the words that `words_of_two` gives."""
    _names, article = np.unique(words["article"].astype(str), return_inverse=True)
    place = np.stack([article, words["paragraph"].to_numpy()])
    _, first, unit = np.unique(place, axis=1, return_index=True, return_inverse=True)
    terms, term = np.unique(words["term"].astype(str), return_inverse=True)
    pair, count = np.unique(unit * terms.size + term, return_counts=True)
    return ParagraphCounts(
        terms=terms.astype(str),
        unit=pair // terms.size,
        term=pair % terms.size,
        count=count,
        words=np.bincount(unit),
        article=article[first],
        target=words["target"].to_numpy()[first],
    )
