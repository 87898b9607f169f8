"""The words of two groups, paragraph by paragraph: what `keyness` and its receipt are made of."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kzlib.compare.measures import Flags, Ints


@dataclass(frozen=True)
class ParagraphCounts:
    """How often each term stands in each paragraph of two groups of articles.

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

    def totals(self, units: Flags) -> tuple[Ints, int]:
        """How often each term stands in some of the paragraphs, and their number of words."""
        chosen = np.where(units[self.unit], self.count, 0)
        counts = np.bincount(self.term, chosen, minlength=self.terms.size).astype(np.int64)
        return counts, int(self.words[units].sum())

    def having(self, units: Flags) -> Ints:
        """In how many of some of the paragraphs each term stands."""
        return np.bincount(self.term[units[self.unit]], minlength=self.terms.size)

    def frequent(self, min_count: int) -> ParagraphCounts:
        """The same with only the terms that stand there `min_count` times or more."""
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
        code = place[self.unit] * self.terms.size + self.term
        pair, entry = np.unique(code, return_inverse=True)
        return ParagraphCounts(
            terms=self.terms,
            unit=pair // self.terms.size,
            term=pair % self.terms.size,
            count=np.bincount(entry, self.count).astype(np.int64),
            words=np.bincount(place, self.words).astype(np.int64),
            article=article,
            target=self.target[first],
        )


def count_by_paragraph(words: pd.DataFrame) -> ParagraphCounts:
    """The cells of the words that `words_of_two` gives."""
    is_target = words["target"].to_numpy()
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
        target=is_target[first],
    )
