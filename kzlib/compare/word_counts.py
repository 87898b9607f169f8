"""How often each word occurs where: counts and rates per group of articles."""

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from typing import TypeAlias

import pandas as pd

from kzlib.compare.measures import PER
from kzlib.text.arguments import checked
from kzlib.text.batches import map_batches
from kzlib.text.checks import check_reserved
from kzlib.text.corpus import Corpus
from kzlib.text.groups import Part, check_words, words_of

Counted: TypeAlias = tuple[pd.DataFrame, set[str]]
"""Counts by group and term, and the groups, also those without words."""

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
    batches = [corpus] if isinstance(corpus, Corpus) else corpus
    counts, groups = _added(map_batches(_count, batches, by, part, executor=executor))
    counts = counts.reset_index()
    total = counts.groupby("group")["count"].sum()
    check_words(groups, total.index, by, part)
    counts.insert(3, "rate", PER * counts["count"] / counts["group"].map(total))
    counts = counts.sort_values(
        ["group", "count", "term"], ascending=[True, False, True], ignore_index=True
    )
    return counts.drop(columns="group") if by is None else counts.rename(columns={"group": by})


def _added(counted: Iterable[Counted]) -> Counted:
    """Counts of batches added up, like with like in size: as a tree, and few are kept."""
    kept: list[tuple[int, Counted]] = []
    for each in counted:
        kept.append((1, each))
        while len(kept) > 1 and kept[-2][0] == kept[-1][0]:
            (n, one), (_, two) = kept.pop(), kept.pop()
            kept.append((2 * n, _sum([one, two])))
    return _sum([each for _, each in kept])


def _sum(counted: Sequence[Counted]) -> Counted:
    tables, groups = zip(*counted, strict=True)
    added = pd.concat(tables).groupby(level=["group", "term"], sort=False).sum()
    return added, set().union(*groups)


def _count(corpus: Corpus, by: str | None, part: Part) -> Counted:
    """Count, articles and paragraphs of each group and term, and all groups."""
    words = words_of(corpus, by, part)
    pair = ["group", "term"]
    groups = words.groupby(pair, observed=True)
    table = groups.agg(count=("article", "size"), articles=("article", "nunique"))
    places = words.drop_duplicates([*pair, "article", "paragraph"])
    table["paragraphs"] = places.groupby(pair, observed=True).size()
    table = table.reset_index().astype({"group": str, "term": str}).set_index(pair)
    return table, {*words["group"].cat.categories}
