"""Shares of sentences, words and paragraphs with a property, in two groups side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import infer_dtype, is_bool_dtype, is_numeric_dtype

from kzlib.compare.draws import DRAWS, ENOUGH, TAILS, bootstrap, deal_anew, range_kind
from kzlib.compare.measures import Floats, square_and_add, wilson
from kzlib.text.checks import check_whole
from kzlib.text.groups import split_groups

MEASURES = ("sentences", "words", "paragraphs")
"""What the shares are shares of."""

ADDED = "bound, squared and added"
"""How the range of a difference is made where a group's own is a Wilson bound."""


def compare_shares(
    sentences: pd.DataFrame,
    *,
    by: str,
    target: object,
    reference: object = None,
    properties: Sequence[str] | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Which share of each group's sentences, words and paragraphs has a property, and how surely.

    `sentences` is a table as `mark_sentences` makes it: a row a sentence with `article`,
    `paragraph`, `words` (its number of words), the `by` column and a column of True and False for
    each property; `properties` names those to compare (None: all of them). `reference` None stands for
    all rows that are not the target's.

    One row for each property and each of `of`: `sentences` (those with the property), `words` (in
    sentences with it) and `paragraphs` (with such a sentence); in this order, the largest
    difference first, then by name. For each group the `..._count`, `..._n`, `..._share` (0 to 1),
    and the ends `..._low`, `..._high` of its range; then the `difference` of the shares, target
    less reference, `difference_low`, `difference_high`, and `without_one_low`,
    `without_one_high`: between what the difference moves when any one unit is left out.

    The columns `..._range` say what a range is:
    - `stability range over paragraphs`: where 95 % of the draws lie when whole paragraphs are
      resampled. It says how far the number hangs on single passages; it is no confidence interval;
    - `interval over articles`, from 5 articles in each group on, with the note that it is too
      narrow under 20;
    - `Wilson bound`: where none or all have the property, so that resampling shows nothing; of 0
      or all of as many as there are units;
    - `bound, squared and added`: the difference where a group has a Wilson bound. The two groups'
      ranges, each made to reach its share, are squared and added, as Newcombe 1998b does with two
      Wilson ranges. Of the other group this is its range from resampling (Zou & Donner 2008), so
      it is no Newcombe interval, unless both have a Wilson bound;
    - `none`: a group of one unit.

    Errors: LookupError for a column or a group that is not there; ValueError for a property that
    is not True or False in every row or not of dtype bool, for none, for words that are no whole
    number from 0 on, rows without article or paragraph, articles without a group where
    `reference` is None, a group compared with itself, and a group without words.

    >>> rows = [("a", 1, 6, "x", True), ("a", 2, 4, "x", False), ("b", 1, 5, "y", False)]
    >>> table = pd.DataFrame(rows, columns=["article", "paragraph", "words", "era", "trade"])
    >>> shares = compare_shares(table, by="era", target="x")
    >>> shares[["of", "target_count", "target_n", "reference_count", "reference_n"]].values.tolist()
    [['sentences', 1, 2, 0, 1], ['words', 6, 10, 0, 5], ['paragraphs', 1, 2, 0, 1]]
    """
    marks = _check_marks(sentences, by, properties)
    tables, smallest = _units(sentences, by, target, reference, marks)
    kind = range_kind(smallest)
    units = [table.to_numpy() for table in tables]

    # The group with the first article draws first, so that swapping the groups turns the sign.
    turn = slice(None, None, -1 if tables[0].index[0] > tables[1].index[0] else 1)
    drawn = bootstrap(
        units[turn], lambda *sums: _with_difference(*map(_shares, sums[turn])), seed=seed
    )
    sums = [table.sum(axis=0) for table in units]
    share = _with_difference(*(_shares(one[None]) for one in sums))[0]
    ends, kinds = np.stack([drawn.low, drawn.high]), np.full(share.shape, kind, dtype=object)
    for side, table in enumerate(units):
        extreme = (share[side] == 0) | (share[side] == 1)
        bound = np.stack(wilson(np.where(share[side] == 1, len(table), 0), len(table)))
        alone = len(table) == 1
        ends[:, side] = np.where(extreme, bound, np.nan if alone else ends[:, side])
        kinds[side] = np.where(extreme, "Wilson bound", "none" if alone else kind)
    added = np.stack(square_and_add(share[0], ends[:, 0], share[1], ends[:, 1]))
    plain = (kinds[:2] == kind).all(axis=0)
    ends[:, 2] = np.where(plain, ends[:, 2], added)
    kinds[2] = np.where(plain, kind, np.where(np.isnan(added[0]), "none", ADDED))
    moved = _without_one(units, sums)

    columns: dict[str, object] = {
        "property": np.repeat(marks, len(MEASURES)),
        "of": np.tile(MEASURES, len(marks)),
    }
    for side, name in enumerate(("target", "reference", "difference")):
        if side < len(sums):
            columns[f"{name}_count"] = sums[side][len(MEASURES) :].astype(int)
            columns[f"{name}_n"] = np.tile(sums[side][: len(MEASURES)].astype(int), len(marks))
        columns[f"{name}_share" if side < len(sums) else name] = share[side].ravel()
        columns[f"{name}_low"], columns[f"{name}_high"] = (
            ends[0, side].ravel(),
            ends[1, side].ravel(),
        )
        columns[f"{name}_range"] = kinds[side].ravel()
    columns["without_one_low"], columns["without_one_high"] = (end.ravel() for end in moved)
    result = pd.DataFrame(columns).astype({"property": str})
    order = result.assign(of=result["of"].map(MEASURES.index), difference=-result["difference"])
    return result.loc[order.sort_values(["of", "difference", "property"]).index].reset_index(
        drop=True
    )


def shuffle_shares(
    sentences: pd.DataFrame,
    *,
    by: str,
    target: object,
    reference: object = None,
    properties: Sequence[str] | None = None,
    deals: int = DRAWS,
    seed: int = 0,
) -> pd.DataFrame:
    """How far shares of two groups differ where there is nothing to tell the groups apart.

    Arguments as for `compare_shares`. In each deal the same paragraphs (from 5 articles in each
    group on, the same articles) are dealt at random to two groups of as many units. A row a
    property and measure `of`, in the order of the properties: `property, of`; `shuffled_low` and
    `shuffled_high`, where the middle 95 % of the deals' differences lie; `as_far`, the share of the
    deals (0 to 1) in which the groups differ as much as they really do or more, in either
    direction; `deals` and `unit`. It is a yardstick, not a test: paragraphs are not exchangeable
    between articles, so no p-value follows. A deal that leaves a group without words has no share
    of words.
    Errors: as `compare_shares`; ValueError for fewer than 1 deal.

    >>> rows = [("a", 1, 5, "x", True), ("b", 1, 5, "y", False)]
    >>> table = pd.DataFrame(rows, columns=["article", "paragraph", "words", "era", "trade"])
    >>> shuffle_shares(table, by="era", target="x", deals=50)["as_far"].tolist()
    [1.0, 1.0, 1.0]
    """
    check_whole(deals=deals)
    check_whole(0, seed=seed)
    marks = _check_marks(sentences, by, properties)
    tables, smallest = _units(sentences, by, target, reference, marks)
    rows = np.concatenate([table.to_numpy() for table in tables])
    real = np.arange(len(rows)) < len(tables[0])
    first = deal_anew(real, deals, seed).astype(float)
    with np.errstate(invalid="ignore"):  # 0/0: a group without words
        differences = _shares(first @ rows) - _shares((1 - first) @ rows)
    observed, shuffled = differences[0], differences[1:]
    low, high = np.nanquantile(shuffled, TAILS, axis=0)
    # Sums of the same numbers in another order differ in the last digit: a tie stays a tie.
    further = np.abs(shuffled) >= np.abs(observed) * (1 - 1e-9)
    as_far = further.sum(axis=0) / np.isfinite(shuffled).sum(axis=0)
    return pd.DataFrame(
        {
            "property": np.repeat(marks, len(MEASURES)),
            "of": np.tile(MEASURES, len(marks)),
            "shuffled_low": low.ravel(),
            "shuffled_high": high.ravel(),
            "as_far": as_far.ravel(),
            "deals": deals,
            "unit": "articles" if smallest >= ENOUGH else "paragraphs",
        }
    )


def _units(
    sentences: pd.DataFrame, by: str, target: object, reference: object, marks: list[str]
) -> tuple[list[pd.DataFrame], int]:
    """Each group's units as `_by_paragraph` has them, and the articles of the smaller group."""
    groups = split_groups(sentences, by, target, reference)
    tables = [_by_paragraph(sentences[rows], marks) for rows in groups]
    smallest = min(table.index.unique("article").size for table in tables)
    if smallest >= ENOUGH:
        tables = [table.groupby("article").sum() for table in tables]
    names = (target, "the rest" if reference is None else reference)
    for name, table in zip(names, tables, strict=True):
        if not table.iloc[:, 1].sum():
            raise ValueError(
                f"the sentences of {by} {str(name)!r} have no words; leave the group out"
            )
    return tables, smallest


def _shares(sums: Floats) -> Floats:
    """Draws x properties x measures, from the sums of columns as `_by_paragraph` has them."""
    size = len(MEASURES)
    counts = sums[:, size:].reshape(len(sums), -1, size)
    return counts / sums[:, None, :size]


def _with_difference(target: Floats, reference: Floats) -> Floats:
    return np.stack([target, reference, target - reference], axis=1)


def _without_one(units: list[Floats], sums: list[Floats]) -> tuple[Floats, Floats]:
    """The least and the greatest difference when one unit is left out; nan if none can be."""
    moved = [np.full_like(_shares(sums[0][None]), np.nan)]
    for side, table in enumerate(units):
        if len(table) > 1:
            other = _shares(sums[1 - side][None])
            with np.errstate(invalid="ignore"):  # 0/0: no words are left
                difference = _shares(sums[side] - table) - other
            moved.append(difference if side == 0 else -difference)
    found = np.concatenate(moved)
    return np.fmin.reduce(found), np.fmax.reduce(found)


def _by_paragraph(sentences: pd.DataFrame, marks: list[str]) -> pd.DataFrame:
    """A row a paragraph: sentences, words, 1, and the same of those with each property."""
    one = np.ones(len(sentences))
    size = np.stack([one, sentences["words"].to_numpy(float), one], axis=1)
    has = np.column_stack([one, sentences[marks].to_numpy(float)])
    cells = (has[:, :, None] * size[:, None, :]).reshape(len(sentences), -1)
    places = [sentences["article"].astype(str), sentences["paragraph"]]
    table = pd.DataFrame(cells, index=sentences.index).groupby(places, sort=True).sum()
    of_paragraphs = table.columns[MEASURES.index("paragraphs") :: len(MEASURES)]
    table[of_paragraphs] = table[of_paragraphs].clip(upper=1)
    return table


def _check_marks(sentences: pd.DataFrame, by: str, properties: Sequence[str] | None) -> list[str]:
    """The names of the properties, after a look at all columns that are used."""
    if isinstance(properties, str):
        raise ValueError(
            f"properties is the text {properties!r}; give a list of names, as "
            f"properties=[{properties!r}]"
        )
    found = [str(name) for name in sentences if _truths(sentences[name])]
    marks = found if properties is None else list(properties)
    if not marks:
        what = (
            "the table has no column of True and False"
            if properties is None
            else "properties is empty"
        )
        raise ValueError(f"{what}; make the table with mark_sentences and name its keys")
    for name in ("article", "paragraph", "words", by, *marks):
        if name not in sentences:
            raise LookupError(
                f"the table has no column {name!r} (it has: {', '.join(map(str, sentences))}); "
                "make it with mark_sentences"
            )
    for name in marks:
        if not _truths(sentences[name]):
            raise ValueError(f"the column {name!r} is not True or False; choose another")
    for name in ("article", "paragraph", *marks):
        if sentences[name].isna().any():
            raise ValueError(f"the column {name!r} has missing values; fill them or leave them out")
    for name in marks:
        if not is_bool_dtype(sentences[name]):
            raise ValueError(f"the column {name!r} holds True and False as objects; .astype(bool)")
    numeric = is_numeric_dtype(sentences["words"])
    words = sentences["words"].to_numpy(float, na_value=np.nan) if numeric else np.array([np.nan])
    if not ((words >= 0) & (np.floor(words) == words) & np.isfinite(words)).all():
        raise ValueError("the column 'words' has a value that is no whole number from 0 on")
    return marks


def _truths(column: pd.Series[Any]) -> bool:
    """Is it a column of True and False, of whatever dtype?"""
    return is_bool_dtype(column) or infer_dtype(column, skipna=True) == "boolean"
