"""What would come out with other passages: whole paragraphs or articles resampled or dealt anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from math import comb
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from kzlib.cells import count_words, words_of_two
from kzlib.corpus import Corpus
from kzlib.counts import Part
from kzlib.measures import Floats, check_level, check_whole
from kzlib.verdicts import ENOUGH, STATED, draw_weights, judge

TABLE = 2  # axes: rows and columns
NARROW = 20
"""Articles a group below which a percentile interval is too narrow: 0.88 to 0.93 for 0.95."""

Totals = Callable[..., Any]


class Permutation(NamedTuple):
    """A permutation test: the statistic, its p-value, how many deals, and whether all of them."""

    statistic: float
    p: float
    deals: int
    complete: bool


def bootstrap(
    units: Sequence[ArrayLike],
    statistic: Totals,
    *,
    draws: int = 2000,
    seed: int = 0,
    level: float = 0.95,
) -> tuple[Floats, Floats]:
    """The percentile range (low, high) of a statistic when whole units are resampled.

    `units` holds a table of numbers for each group, a row a unit (a paragraph, an article) and a
    column a count or a size; in each draw as many rows as it has are drawn from it with
    repetition. `statistic` is given the groups' column sums, an array draws x columns for each,
    and returns a value a draw (or a row of values); a draw where it is nan is left out. Over
    paragraphs the result is a stability range, never a confidence interval; over articles an
    interval, too narrow below 20 (about 0.88 to 0.93 for 0.95 from 5 to 19).
    Errors: ValueError for no groups, a group without units, units that are not finite, fewer
    than 1 draw, a level that is not between 0 and 1, and a statistic that is infinite in a draw
    or nan in all. Source: Efron 1979 (percentile interval: Efron & Tibshirani 1993).

    >>> low, high = bootstrap([[[1, 10], [1, 10]]], lambda sums: sums[:, 0] / sums[:, 1])
    >>> float(low), float(high)
    (0.1, 0.1)
    """
    check_level(level)
    check_whole(draws=draws)
    check_whole(0, seed=seed)
    tables = _tables(units)
    rng = np.random.default_rng(seed)
    sums = [draw_weights(len(table), draws, rng) @ table for table in tables]
    with np.errstate(invalid="ignore", divide="ignore"):  # 0/0 in a draw is a draw left out
        values = np.asarray(statistic(*sums), dtype=float)
    if np.isinf(values).any() or np.isnan(values).all(axis=0).any():
        raise ValueError(
            "the statistic is infinite in a draw, or nan in all of them; give one that does not "
            "divide by 0"
        )
    low, high = np.nanquantile(values, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return low, high


def range_kind(smallest: int) -> str:
    """What a range from resampling is called, by the articles of the smaller group.

    >>> range_kind(1), range_kind(7)
    ('stability range over paragraphs', 'interval over articles (under 20: too narrow)')
    """
    if smallest < ENOUGH:
        return "stability range over paragraphs"
    return "interval over articles" + f" (under {NARROW}: too narrow)" * (smallest < NARROW)


def permute(
    units: Sequence[ArrayLike], statistic: Totals, *, deals: int = 9999, seed: int = 0
) -> Permutation:
    """The chance of so large a statistic if the articles were dealt to the groups at random.

    `units` holds two tables, a row an article; `statistic` is given the two groups' column sums
    (an array deals x columns each) and returns a value a deal, 0 for no difference. The p-value
    is two-sided, `(1 + #{|T*| >= |T|}) / (1 + R)`: over all other deals where they are no more
    than `deals`, else over `deals` random ones. Articles only: paragraphs of one article are
    not exchangeable with those of another.
    Errors: ValueError for another number of groups than two, for fewer than 5 articles in one,
    for numbers that are not finite, and for a statistic that is not in some deal.
    Source: Phipson & Smyth 2010.

    >>> few, many = [[1], [1], [1], [1], [1]], [[2], [2], [2], [2], [2]]
    >>> permute([few, many], lambda a, b: (a - b)[:, 0])
    Permutation(statistic=-5.0, p=0.007936507936507936, deals=252, complete=True)
    """
    check_whole(deals=deals)
    check_whole(0, seed=seed)
    tables = _tables(units)
    sizes = [len(table) for table in tables]
    if len(sizes) != 2 or min(sizes) < ENOUGH:  # noqa: PLR2004  (two groups)
        raise ValueError(
            f"got groups of {' and '.join(map(str, sizes))} articles; a permutation test needs "
            f"two groups of {ENOUGH} or more, with fewer nothing can be said of their groups"
        )
    rows = np.concatenate(tables)
    n, size = len(rows), sizes[0]
    complete = comb(n, size) - 1 <= deals
    if complete:
        chosen = np.array(list(combinations(range(n), size)))
    else:
        order = np.random.default_rng(seed).permuted(np.tile(np.arange(n), (deals, 1)), axis=1)
        chosen = np.concatenate([np.arange(size)[None], order[:, :size]])
    first = np.zeros((len(chosen), n))
    np.put_along_axis(first, chosen, 1, axis=1)  # its first row is the real grouping
    with np.errstate(invalid="ignore", divide="ignore"):  # refused below
        values = np.abs(np.asarray(statistic(first @ rows, (1 - first) @ rows), dtype=float))
    if not np.isfinite(values).all():
        raise ValueError(
            f"the statistic is not finite in {np.sum(~np.isfinite(values))} of {len(values)} "
            "deals; give one that has a value in every deal"
        )
    observed = float(statistic(tables[0].sum(0)[None], tables[1].sum(0)[None])[0])
    # Sums of the same numbers in another order differ in the last digit: a tie stays a tie.
    reached = int(np.sum(values >= values[0] * (1 - 1e-9)))
    return Permutation(observed, reached / len(values), len(values), complete)


def null_receipt(
    corpus: Corpus,
    *,
    by: str,
    target: object,
    reference: object = None,
    part: Part = "body",
    interval: str | None = None,
    deals: int = 200,
    seed: int = 0,
    min_count: int = 5,
    draws: int = 2000,
) -> pd.DataFrame:
    """How many differences the rules of `keyness` find, and how many where there are none.

    One row a deal: `deal` (0 is the real grouping, marked in `observed`), `off_zero` (terms
    whose interval is off zero) and `steady` (terms with the verdict steady or robust) among
    `terms` (those with `min_count` hits or more, the same in every deal), and the
    `target_words` and `reference_words` that the deal gives. In each deal after the first the
    same paragraphs are dealt at random to two groups of the same numbers of paragraphs, to
    articles of the same numbers of paragraphs; with five articles or more a group, whole
    articles (`unit` says which). As paragraphs differ in length, so do the groups' words from
    deal to deal. It is a yardstick, not a test: paragraphs are not exchangeable between
    articles, so no p-value follows. With 100 articles a group each deal's bootstrap takes about a
    second; `interval="exact"` is quicker, and then to be used for both. Errors: as `keyness`;
    ValueError for fewer than 1 deal and where no word stands `min_count` times.

    >>> rows = [{"article": name, "text": "tea tea tea"} for name in "ab"]
    >>> corpus = Corpus.from_frame(pd.DataFrame(rows))
    >>> receipt = null_receipt(corpus, by="article", target="a", part=None, deals=2)
    >>> receipt[["deal", "off_zero", "steady", "terms"]].values.tolist()
    [[0, 0, 0, 1], [1, 0, 0, 1], [2, 0, 0, 1]]
    """
    check_whole(deals=deals, min_count=min_count)
    check_whole(0, seed=seed)
    words = words_of_two(corpus, by, target, reference, part)
    cells = count_words(words).frequent(min_count)
    if not cells.terms.size:
        raise ValueError(
            f"no word stands {min_count} times or more in the two groups; lower min_count"
        )
    of_articles, place = np.unique(cells.article, return_inverse=True)
    first = np.searchsorted(place, np.arange(of_articles.size))
    group = cells.target[first]
    whole = min(group.sum(), (~group).sum()) >= ENOUGH
    rng = np.random.default_rng(seed)
    rows = []
    for deal in range(deals + 1):
        dealt = cells
        if deal and whole:
            dealt = replace(cells, target=rng.permutation(group)[place])
        elif deal:
            order = rng.permutation(cells.words.size)
            dealt = replace(cells, target=cells.target[order], article=cells.article[order])
        found = judge(dealt, interval=interval, min_count=min_count, draws=draws, seed=seed)
        target_words = int(dealt.words[dealt.target].sum())
        rows.append(
            {
                "deal": deal,
                "observed": deal == 0,
                "off_zero": int(found.off_zero.sum()),
                "steady": int(np.isin(found.verdict, STATED).sum()),
                "terms": cells.terms.size,
                "target_words": target_words,
                "reference_words": int(dealt.words.sum()) - target_words,
                "unit": "articles" if whole else "paragraphs",
            }
        )
    return pd.DataFrame(rows)


def _tables(units: Sequence[ArrayLike]) -> list[Floats]:
    tables = [np.asarray(table, dtype=float) for table in units]
    if not tables or any(table.ndim != TABLE or not len(table) for table in tables):
        shapes = ", ".join(str(table.shape) for table in tables) or "none"
        raise ValueError(
            f"got tables of the shapes {shapes}; give one for each group, with a row a unit "
            "(one at the least) and a column a number"
        )
    if not all(np.isfinite(table).all() for table in tables):
        raise ValueError("a table holds a number that is nan or infinite; leave its unit out")
    return tables
