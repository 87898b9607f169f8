"""How often each word occurs in each paragraph of two groups: what `keyness` is made of."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kzlib.compare.measures import Flags, Ints
from kzlib.text.checks import check_by
from kzlib.text.coded_tokens import spread
from kzlib.text.corpus import Corpus
from kzlib.text.groups import Part, check_words, part_mask, split_groups


class Words(NamedTuple):
    """The words of two groups, one article after another, in the order of their ids.

    `terms` are sorted; of each word `term` is the place of its term there, `article` and
    `paragraph` are numbers, and `target` says whose it is.
    """

    terms: NDArray[np.str_]
    term: Ints
    article: Ints
    paragraph: Ints
    target: Flags

    def but(self, left_out: set[str] | frozenset[str]) -> Self:
        """The same without some terms; `terms` stay."""
        keep = ~np.isin(self.terms, [*left_out])[self.term]
        return self._replace(**{name: getattr(self, name)[keep] for name in self._fields[1:]})


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
        whole = self.of_articles
        target, reference = (
            _group(self.counts[units], whole.counts[articles], whole.words[articles])
            for units, articles in ((self.target, whole.target), (~self.target, ~whole.target))
        )
        return target, reference

    def frequent(self, min_count: int) -> Self:
        """The same with only the terms that occur there `min_count` times or more."""
        keep = self.counts.sum(axis=0) >= min_count
        return replace(self, terms=self.terms[keep], counts=self.counts[:, keep])

    @cached_property
    def of_articles(self) -> Self:
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
        whole = replace(self.of_articles, target=self.of_articles.target[order])
        made = replace(self, target=whole.target[np.searchsorted(whole.article, self.article)])
        made.__dict__["of_articles"] = whole  # as cached_property keeps it: the counts stay
        return made


def words_of_two(corpus: Corpus, by: str, target: object, reference: object, part: Part) -> Words:
    """The words of two groups of articles in some parts.

    Errors: those of `keyness` for what it is given.
    """
    articles, sentences, coded = corpus.articles, corpus.sentences, corpus.coded
    check_by(articles, by)
    sides = split_groups(articles, by, target, reference)
    words = coded.words_within(part_mask(sentences, part).to_numpy()[coded.sentence])
    whose = sentences["article"].cat.codes.to_numpy()[words.place]
    many = np.bincount(whose, minlength=len(articles))
    for rows in sides:
        name = " or ".join(sorted(set(articles.loc[rows, by].astype(str))))
        check_words([name], [name] if many[rows].any() else [], by, part)
    # By id, so that the order of the articles table changes no dispersion.
    order = np.argsort(articles["article"].to_numpy(str))
    order = order[(sides[0] | sides[1]).to_numpy()[order]]
    at = spread(np.cumsum(many) - many, many, order)
    there = np.flatnonzero(np.bincount(words.code[at]))
    terms, place = np.unique([words.terms[code] for code in there], return_inverse=True)
    term = np.zeros(len(words.terms), dtype=np.int64)
    term[there] = place
    return Words(
        terms=terms,
        term=term[words.code[at]],
        article=np.repeat(np.arange(len(order)), many[order]),
        paragraph=sentences["paragraph"].to_numpy()[words.place[at]],
        target=np.repeat(sides[0].to_numpy()[order], many[order]),
    )


def count_by_paragraph(words: Words) -> ParagraphCounts:
    """The counts of the words that `words_of_two` gives."""
    place = words.article * 2**32 + words.paragraph
    first = np.flatnonzero(np.diff(place, prepend=-1))
    sizes = np.diff(first, append=place.size)
    unit = np.repeat(np.arange(first.size), sizes)
    return ParagraphCounts(
        terms=words.terms,
        counts=_sparse(unit, words.term, np.ones(unit.size, dtype=np.int64)),
        words=sizes,
        article=words.article[first],
        target=words.target[first],
    )


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
