"""Sentences, words and paragraphs with a property, in each unit of two groups."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from pandas.api.types import infer_dtype, is_bool_dtype

from kzlib.compare.draws import drawn_unit
from kzlib.compare.measures import Flags, Floats
from kzlib.text.checks import as_text, check_table, ids_of, listed, whole_column
from kzlib.text.groups import split_groups

MEASURES = ("sentences", "words", "paragraphs")
"""What the shares are shares of."""

PARAGRAPHS = slice(MEASURES.index("paragraphs"), None, len(MEASURES))
"""The columns of `count_properties` that count paragraphs: all of them, then with each property."""

Names: TypeAlias = Sequence[str] | None


def count_properties(
    sentences: pd.DataFrame, by: str, target: object, reference: object, properties: Names
) -> tuple[list[str], list[pd.DataFrame], int]:
    """The properties, each group's counts (target first), and the articles of the smaller group.

    A row of the counts is a paragraph; from 5 articles in each group on, an article. The columns
    are the unit's sentences, words and paragraphs, then the same of those with each property.
    Errors: those of `compare_shares` for what it is given.
    """
    names = check_properties(sentences, by, properties)
    numbers = {name: whole_column(sentences, name, "the table") for name in ("paragraph", "words")}
    sentences = sentences.assign(**numbers)
    groups = split_groups(sentences, by, target, reference)
    values = target, "the rest" if reference is None else reference
    for value, rows in zip(values, groups, strict=True):
        if not sentences.loc[rows, "words"].any():
            whose = f"{listed([by])} {as_text(value)!r}"
            raise ValueError(f"the sentences of {whose} have no words; leave it out")
    tables = [by_paragraph(sentences[rows], names) for rows in groups]
    smallest = min(table.index.unique("article").size for table in tables)
    if drawn_unit(smallest) == "articles":
        tables = [table.groupby("article").sum() for table in tables]
    return names, tables, smallest


def by_paragraph(
    sentences: pd.DataFrame, properties: list[str], *above: "pd.Series[Any]"
) -> pd.DataFrame:
    """A row a paragraph, as `count_properties` has them; `above`: what it is divided by first."""
    one = np.ones(len(sentences))
    size = np.stack([one, sentences["words"].to_numpy(float), one], axis=1)
    has = np.column_stack([one, sentences[properties].to_numpy(float)])
    counts = (has[:, :, None] * size[:, None, :]).reshape(len(sentences), -1)
    places = [*above, ids_of(sentences).rename("article"), sentences["paragraph"]]
    table = pd.DataFrame(counts, index=sentences.index).groupby(places, sort=True).sum()
    of_paragraphs = table.columns[PARAGRAPHS]
    table[of_paragraphs] = table[of_paragraphs].clip(upper=1)
    return table


def shares_of(sums: Floats) -> Floats:
    """Properties x measures, from summed columns of `count_properties`, or from rows of them."""
    size = len(MEASURES)
    return sums[..., size:].reshape(*sums.shape[:-1], -1, size) / sums[..., None, :size]


def alike(units: Floats, sums: Floats) -> Flags:
    """Where each unit has the group's share, so that all redraws give it: none, all, one unit."""
    size, has = len(MEASURES), slice(len(MEASURES), None)
    sizes, of_group = units[:, None, :size], sums[has].reshape(-1, size)
    counts = units[:, has].reshape(len(units), -1, size)
    same: Flags = (counts * sums[:size] == sizes * of_group).all(axis=0)
    return same


def check_properties(sentences: pd.DataFrame, by: str, properties: Names) -> list[str]:
    """The names of the properties, after a look at all columns that are used."""
    truths = [str(name) for name in sentences if _truths(sentences[name])]
    names = truths if properties is None else list(properties)
    if not names:
        empty = "properties is empty" if truths else "the table has no column of True and False"
        raise ValueError(f"{empty}; make the table with mark_sentences and name its keys")
    columns = ("article", "paragraph", "words", by, *names)
    check_table(sentences, columns, "the table", "make it with mark_sentences")
    for name in ("article", "paragraph", *names):
        column = sentences[name]
        if name in names and name not in truths:
            raise ValueError(f"the column {name!r} is not True or False; choose another")
        if column.isna().any():
            raise ValueError(f"the column {name!r} has missing values; fill them or leave them out")
        if name in names and not is_bool_dtype(column):
            raise ValueError(f"the column {name!r} holds True and False as objects; .astype(bool)")
    return names


def _truths(column: "pd.Series[Any]") -> bool:
    """Is it a column of True and False, of whatever dtype?"""
    return is_bool_dtype(column) or infer_dtype(column, skipna=True) == "boolean"
