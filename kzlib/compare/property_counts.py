"""Sentences, words and paragraphs with a property, in each unit of two groups."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from kzlib.compare.draws import drawn_unit

MEASURES = ("sentences", "words", "paragraphs")
"""What the shares are shares of."""

PARAGRAPHS = slice(MEASURES.index("paragraphs"), None, len(MEASURES))
"""The columns of `count_properties` that count paragraphs: all of them, then with each property."""


def count_properties(
    sentences: pd.DataFrame, groups: Sequence[pd.Series[bool]], properties: Sequence[str]
) -> tuple[list[pd.DataFrame], int]:
    """A table of counts for each group, and the number of articles of the smaller one.

    A row is a paragraph; from 5 articles in each group on, an article. The columns are the unit's
    sentences, words and paragraphs, then the same of those with each property.
    """
    tables = [_by_paragraph(sentences[rows], properties) for rows in groups]
    smallest = min(table.index.unique("article").size for table in tables)
    if drawn_unit(smallest) == "articles":
        tables = [table.groupby("article").sum() for table in tables]
    return tables, smallest


def _by_paragraph(sentences: pd.DataFrame, properties: Sequence[str]) -> pd.DataFrame:
    one = np.ones(len(sentences))
    size = np.stack([one, sentences["words"].to_numpy(float), one], axis=1)
    has = np.column_stack([one, sentences[list(properties)].to_numpy(float)])
    counts = (has[:, :, None] * size[:, None, :]).reshape(len(sentences), -1)
    places = [sentences["article"].astype(str), sentences["paragraph"]]
    table = pd.DataFrame(counts, index=sentences.index).groupby(places, sort=True).sum()
    of_paragraphs = table.columns[PARAGRAPHS]
    table[of_paragraphs] = table[of_paragraphs].clip(upper=1)
    return table
