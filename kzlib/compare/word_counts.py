"""How often each word occurs where: counts and rates per group of articles."""

from collections.abc import Iterable
from concurrent.futures import Executor
from itertools import chain
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kzlib.compare.measures import PER
from kzlib.text.arguments import checked
from kzlib.text.batches import map_batches
from kzlib.text.checks import check_reserved
from kzlib.text.chunks import Whole
from kzlib.text.coded_tokens import CodedWords, Numbers, code_words, places_of
from kzlib.text.corpus import Corpus
from kzlib.text.groups import Part, check_words, part_mask, with_group

SHIFT = 32
MASK = (1 << SHIFT) - 1
"""Two numbers in one: the first is shifted, the second masked."""


class Counted(NamedTuple):
    """Counts of a batch, in columns: each group and term as one number, and its three sums."""

    groups: list[str]
    terms: list[str]
    columns: list[Whole]


RESULT = ("count", "rate", "articles", "paragraphs")
"""The result's own columns, which the column to group by may not be called."""


@checked
def count_terms(
    corpus: Corpus | Iterable[Corpus],
    *,
    by: str | None = None,
    part: Part = "body",
    executor: Executor | None = None,
) -> pd.DataFrame:
    """How often each word occurs in each group of articles.

    `corpus` is a corpus or an iterable of corpora (`read_batches`): the counts add up to those of
    one large corpus, in memory that grows with the vocabulary alone. `executor` has the batches
    read and counted by whatever hands it has: a `ProcessPoolExecutor` those of this machine, Dask's
    `client.get_executor()` those of several.

    What it returns: one row a group and a term that occurs in it, in the order of group, count and
    term.
    - the `by` column (with `by`) and `term`;
    - `count` and `rate`, per 1,000 words of the group;
    - in how many `articles` and `paragraphs` it occurs.

    How it counts: tokens of kind `word` in the given parts, by their `term`.

    Errors: LookupError for an unknown column; ValueError for an unknown part, for a group (or a
    corpus) without words there, for an article that appears in two batches, for a column called
    like one of the result, and for what is no Corpus.

    >>> frame = pd.DataFrame({"article": ["a"], "text": ["No, no, no, and yes."]})
    >>> count_terms(Corpus.from_frame(frame), part=None).head(1).to_dict("records")
    [{'term': 'no', 'count': 3, 'rate': 600.0, 'articles': 1, 'paragraphs': 1}]
    """
    check_reserved(by, RESULT)
    sums = _Sums()
    if isinstance(corpus, Corpus):
        sums.add(_count(corpus, by, part))
    else:
        for counted in map_batches(_count, corpus, by, part, executor=executor):
            sums.add(counted)
    groups, terms = ([*each] for each in (sums.groups, sums.terms))
    key, *numbers = sums.added()
    group, term = key >> SHIFT, key & MASK
    total = np.bincount(group, numbers[0], minlength=len(groups))
    check_words(groups, [groups[at] for at in np.unique(group)], by, part)
    ranks = _ranks(sums.groups), _ranks(sums.terms)
    order = np.lexsort((ranks[1][term], -numbers[0], ranks[0][group]))
    group, term, *numbers = (each[order] for each in (group, term, *numbers))
    table = pd.DataFrame(
        {
            "term": pd.Series(terms, dtype="str").array[term],
            "count": numbers[0],
            "rate": PER * numbers[0] / total[group],
            "articles": numbers[1],
            "paragraphs": numbers[2],
        }
    )
    if by is not None:
        table.insert(0, by, pd.Series(groups, dtype="str").iloc[group].reset_index(drop=True))
    return table


def _ranks(names: Numbers) -> Whole:
    """The place of each numbered name in the order of the alphabet."""
    ranks = np.empty(len(names), dtype=np.int64)
    ranks[names.of(sorted(names))] = np.arange(len(names))
    return ranks


class _Sums:
    """Counts of batches added up: memory grows with the groups' vocabularies alone."""

    def __init__(self) -> None:
        self.groups, self.terms = Numbers(), Numbers()
        self._kept: list[list[Whole]] = []

    def add(self, counted: Counted) -> None:
        """Add a batch; what was added is summed whenever it is half as much as the sums."""
        groups, terms = self.groups.of(counted.groups), self.terms.of(counted.terms)
        key, *numbers = counted.columns
        self._kept.append([(groups[key >> SHIFT] << SHIFT) + terms[key & MASK], *numbers])
        if 2 * sum(len(key) for key, *_ in self._kept[1:]) > len(self._kept[0][0]):
            self._kept = [self.added()]

    def added(self) -> list[Whole]:
        """Each group and term, as one number, and its three sums, in a column each."""
        key = np.concatenate([key for key, *_ in self._kept])
        order = np.argsort(key)
        key = key[order]
        first = np.flatnonzero(np.diff(key, prepend=-1))
        sums = (
            np.add.reduceat(np.concatenate([each[at] for each in self._kept])[order], first)
            for at in (1, 2, 3)
        )
        return [key[first], *sums]


def _count(corpus: Corpus, by: str | None, part: Part) -> Counted:
    """Count, articles and paragraphs of each group and term, and all groups."""
    plain = corpus.plain
    group = with_group(corpus, corpus.articles[["article"]], by=by)[by] if by else None
    groups = [""] if group is None else [*group.cat.categories]
    article, words = _words(plain, part)
    whose = np.zeros(len(corpus.text), dtype=np.int64)
    if group is not None:
        whose = whose + group.cat.codes.to_numpy()
    # Paragraphs in the order of their groups: so each group's are together under each term.
    order = np.argsort(whose[article], kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    hits = np.sort((words.code << SHIFT) + rank[words.place])
    term, paragraph = hits >> SHIFT, order[hits & MASK]
    article = article[paragraph]
    new_article = _changes(term, article)
    new_paragraph = _changes(hits)
    first = np.flatnonzero(_changes(term, whose[article]))
    sums = [np.ones(len(hits), dtype=np.int64), new_article, new_paragraph]
    numbers = (np.add.reduceat(each, first, dtype=np.int64) for each in sums)
    key = (whose[article[first]] << SHIFT) + term[first]
    return Counted(groups, words.terms, [key, *numbers])


def _words(corpus: Corpus, part: Part) -> tuple[Whole, CodedWords]:
    """The article of each paragraph that is counted, and the words with their paragraphs."""
    part_mask(pd.DataFrame({"part": []}), part)
    texts, spans = [*corpus.text.values()], [*corpus.spans.values()]
    if corpus.whole is not corpus:  # some sentences only
        table, coded = corpus.sentences, corpus.coded
        place = np.cumsum(_changes(*places_of(table)[:1], table["paragraph"].to_numpy())) - 1
        paragraphs = table.drop_duplicates(["article", "paragraph"])
        rows = part_mask(table, part).to_numpy()[coded.sentence]
        words = coded.words_within(rows)
        return places_of(paragraphs)[0], words._replace(place=place[words.place])
    if part is None and "parts" not in corpus.articles:
        article = np.repeat(np.arange(len(spans)), [*map(len, spans)])
        ends = np.array([*chain.from_iterable(spans)], dtype=np.int64).reshape(-1, 2)
        places = [article, *ends.T]
    else:
        table = corpus.paragraphs
        places = places_of(table[part_mask(table, part)])
    return places[0], code_words(texts, spans, places)


def _changes(*columns: Whole) -> NDArray[np.bool_]:
    """Where a row differs from the one before it."""
    new = np.zeros(len(columns[0]), dtype=bool)
    new[:1] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return new
