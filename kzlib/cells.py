"""The words of two groups, paragraph by paragraph: what `keyness` and its receipt are made of."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kzlib.corpus import Corpus, check_by
from kzlib.counts import Flags, Ints, Part, check_words, words_of


@dataclass(frozen=True)
class Cells:
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

    def frequent(self, min_count: int) -> Cells:
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

    def by_article(self) -> Cells:
        """The same with articles for paragraphs."""
        article, first, place = np.unique(self.article, return_index=True, return_inverse=True)
        code = place[self.unit] * self.terms.size + self.term
        pair, entry = np.unique(code, return_inverse=True)
        return Cells(
            terms=self.terms,
            unit=pair // self.terms.size,
            term=pair % self.terms.size,
            count=np.bincount(entry, self.count).astype(np.int64),
            words=np.bincount(place, self.words).astype(np.int64),
            article=article,
            target=self.target[first],
        )


def split(
    table: pd.DataFrame, by: str, target: object, reference: object
) -> tuple[pd.Series[bool], pd.Series[bool]]:
    """Which rows are the target's and which the reference's (None: all but the target's).

    Errors: LookupError for a group that is not in the column `by`; ValueError for a group compared
    with itself and, where the reference is all the others, for articles without a group.
    """
    value = table[by].astype(object).where(table[by].notna(), "").astype(str)
    without = value.str.strip() == ""
    there = sorted(set(value[~without]))
    for name in (str(target), str(target if reference is None else reference)):
        if name not in there:
            raise LookupError(f"no article has {by} {name!r}; there is: {', '.join(there)}")
    if reference is None and without.any():
        names = sorted(set(table.loc[without, "article"].astype(str)))
        raise ValueError(
            f"without {by}: {', '.join(names)}; give each article its {by}, leave it out or name "
            "the reference"
        )
    is_target = value == str(target)
    is_reference = ~is_target if reference is None else value == str(reference)
    if not is_reference.any() or str(target) == str(reference):
        raise ValueError(
            f"{by} {str(target)!r} is compared with itself; there is: {', '.join(there)}"
        )
    return is_target, is_reference


def words_of_two(
    corpus: Corpus, by: str, target: object, reference: object, part: Part
) -> pd.DataFrame:
    """The words of two groups as `words_of` has them; the column `target` says whose they are."""
    check_by(corpus, by)
    words = words_of(corpus, by, part)
    sides = []
    for rows in split(corpus.articles, by, target, reference):
        articles = corpus.articles[rows]
        found = words["article"].isin(articles["article"])
        name = " or ".join(sorted(set(articles[by].astype(str))))
        check_words([name], [name] if found.any() else [], by, part)
        sides.append(found)
    return words.assign(target=sides[0])[sides[0] | sides[1]]


def count_words(words: pd.DataFrame) -> Cells:
    """The cells of the words that `words_of_two` gives."""
    is_target = words["target"].to_numpy()
    _names, article = np.unique(words["article"].astype(str), return_inverse=True)
    place = np.stack([article, words["paragraph"].to_numpy()])
    _, first, unit = np.unique(place, axis=1, return_index=True, return_inverse=True)
    terms, term = np.unique(words["term"].astype(str), return_inverse=True)
    pair, count = np.unique(unit * terms.size + term, return_counts=True)
    return Cells(
        terms=terms.astype(str),
        unit=pair // terms.size,
        term=pair % terms.size,
        count=count,
        words=np.bincount(unit),
        article=article[first],
        target=is_target[first],
    )
