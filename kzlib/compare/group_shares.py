"""Shares of sentences, words and paragraphs with a property in each of any number of groups."""

from collections import defaultdict

import numpy as np
import pandas as pd

from kzlib.compare.draws import bootstrap, drawn_unit, range_kind
from kzlib.compare.measures import Floats
from kzlib.compare.property_counts import (
    MEASURES,
    Names,
    alike,
    by_paragraph,
    check_properties,
    shares_of,
)
from kzlib.compare.shares import NONE
from kzlib.text.arguments import checked
from kzlib.text.checks import as_text, check_reserved, check_whole, listed, whole_column

TOGETHER = 50
"""Groups that are drawn anew at once: more would fill the memory."""

COLUMNS = ("property", "of", "articles", "count", "n", "share", "low", "high", "range")


@checked
def count_shares(
    sentences: pd.DataFrame, *, by: str, properties: Names = None, seed: int = 0
) -> pd.DataFrame:
    """Which share of each group's sentences has a property: articles, months, outlets, any number.

    `sentences` and `properties` as for `compare_shares`, which compares two groups; here nothing is
    compared. `by` may be `"article"`, or several columns, such as `["outlet", "month"]`.

    What it returns: one row for each group in order of appearance, each property and each of `of`
    (`sentences`, `words`, `paragraphs`).
    - `articles`: how many the group has; `count` of `n` (sentences, words or paragraphs) have the
      property; `share` (0 to 1) is one by the other;
    - `low` and `high`: where 95 % of the draws lie when whole paragraphs are resampled, or whole
      articles in a group of five or more; `range` says which, as in `compare_shares`: `none`, from
      nan to nan, is for a group with none or all, and for one of a single paragraph.

    Errors: as `compare_shares`; ValueError for no sentences, articles without a group, a group
    without words, and a `by` with the name of a column of the result.

    >>> rows = [("a", 1, 5, True), ("a", 2, 5, False), ("b", 1, 5, False)]
    >>> table = pd.DataFrame(rows, columns=["article", "paragraph", "words", "trade"])
    >>> shares = count_shares(table, by="article").query("of == 'sentences'")
    >>> shares[["article", "count", "n", "share", "low", "high"]].to_numpy().tolist()
    [['a', 1, 2, 0.5, 0.0, 1.0], ['b', 0, 1, 0.0, nan, nan]]
    """
    check_whole(0, seed=seed)
    check_reserved(by, COLUMNS)
    names = check_properties(sentences, by, properties)
    numbers = {name: whole_column(sentences, name, "the table") for name in ("paragraph", "words")}
    if sentences.empty:
        raise ValueError("the table has no sentences; choose another part or corpus")
    values = pd.Series([as_text(each) for each in sentences[by]], index=sentences.index)
    if (values == "").any():
        without = listed(sentences.loc[values == "", "article"].map(as_text).unique())
        raise ValueError(f"without {by}: {without}; give each its {by}, or leave these out")
    codes, groups = pd.factorize(values)
    place = pd.Series(codes, index=sentences.index, name="group")
    table = by_paragraph(sentences.assign(**numbers), names, place)
    articles = table.reset_index().groupby("group")["article"].nunique()
    enough = articles.map(drawn_unit) == "articles"
    of_articles = table.groupby(level=["group", "article"]).sum()
    units = {
        group: (of_articles if enough[group] else table).loc[group].to_numpy()
        for group in range(len(groups))
    }
    sums = np.stack([units[group].sum(axis=0) for group in units])
    for value, size in zip(groups, sums[:, MEASURES.index("words")], strict=True):
        if not size:
            raise ValueError(f"the sentences of {by} {value!r} have no words; leave it out")
    ends = _ends(units, seed)
    each, size = len(names) * len(MEASURES), len(MEASURES)
    result = pd.DataFrame(
        {
            by: pd.Categorical(np.repeat([*groups], each), categories=[*groups]),
            "property": np.tile(np.repeat(names, size), len(groups)),
            "of": np.tile(MEASURES, len(groups) * len(names)),
            "articles": np.repeat(articles.to_numpy(), each),
            "count": sums[:, size:].ravel().astype(int),
            "n": np.tile(sums[:, :size], len(names)).ravel().astype(int),
            "share": shares_of(sums).ravel(),
        }
    )
    still = np.concatenate([alike(units[group], sums[group]).ravel() for group in units])
    low, high = (np.where(still, np.nan, end.ravel()) for end in ends)
    kinds = np.repeat([range_kind(number) for number in articles], each)
    return result.assign(low=low, high=high, range=np.where(still, NONE, kinds))


def _ends(units: dict[int, Floats], seed: int) -> Floats:
    """The ends of each group's ranges: 2 x groups x properties x measures.

    Groups of as many units are drawn at once and alike, so that no group's range hangs on others.
    """
    of_size: dict[int, list[int]] = defaultdict(list)
    for group, table in units.items():
        of_size[len(table)].append(group)
    found: dict[int, Floats] = {}
    width = units[0].shape[1]
    for groups in of_size.values():
        for first in range(0, len(groups), TOGETHER):
            some = groups[first : first + TOGETHER]
            side_by_side = np.concatenate([units[group] for group in some], axis=1)
            drawn = bootstrap(
                [side_by_side],
                lambda sums: shares_of(sums.reshape(len(sums), -1, width)),
                seed=seed,
            )
            ends = np.stack([drawn.low, drawn.high], axis=1)
            found |= dict(zip(some, ends, strict=True))
    return np.stack([found[group] for group in units], axis=1)
