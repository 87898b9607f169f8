"""What several raters say of the same sentences, as numbers: coders, or codes and methods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kzlib.codes.codebook import CodebookColumn, Level
from kzlib.codes.codings import SENTENCE, Cells, check_spelling, codes_of, rows_by_group
from kzlib.compare.draws import ENOUGH
from kzlib.compare.measures import Flags, Floats, Ints
from kzlib.text.checks import as_text, check_by, check_table, ids_of, listed, whole_column

TOGETHER = "together"
"""The name of the row that holds all groups."""


@dataclass(frozen=True)
class Ratings:
    """The codes of several raters.

    `coded` has a row a sentence and a column a rater: the number of the code among `codes`, -1
    where there is none. `group` and `unit` have an entry a sentence; a unit is what is drawn anew:
    a paragraph, or with ENOUGH articles in the `smallest` group, an article.
    """

    coded: Ints
    codes: tuple[str, ...]
    level: Level
    group: NDArray[np.object_]
    unit: Ints
    smallest: int

    def some(self, rows: Flags | Ints, raters: list[int] | slice = slice(None)) -> Ratings:
        """The same of some sentences, and of some raters."""
        coded = self.coded[rows][:, raters]
        return replace(self, coded=coded, group=self.group[rows], unit=self.unit[rows])

    def by_group(self, by: str | None) -> list[tuple[str, Ratings]]:
        """Those of each group, sorted by name, and all together."""
        groups = {} if by is None else rows_by_group(self.group)
        return [*((name, self.some(rows)) for name, rows in groups.items()), (TOGETHER, self)]

    def sums(self, cells: Floats) -> list[Floats]:
        """For each group a table of the sums of `cells`, a row a unit."""
        table = pd.DataFrame(cells).groupby([self.group, self.unit]).sum()
        return [rows.to_numpy() for _, rows in table.groupby(level=0)]


def pair_codes(found: Sequence[pd.DataFrame], codes: pd.DataFrame, column: str) -> list[Cells]:
    """The codes of the coded sentences, and those of each method for the same sentences."""
    coded = codes_of(codes, column, "codes")
    pairs = [coded]
    for table in found:
        there = codes_of(table, column, "found")
        if missing := sorted(coded.keys() - there.keys()):
            give = "give one for each coded sentence, empty where no code was found"
            raise ValueError(f"found has no row for {missing[0]}, which is coded; {give}")
        pairs.append({place: there[place] for place in coded})
    check_spelling(pairs)
    return pairs


def rate(
    given: Sequence[Cells], codes: pd.DataFrame, column: CodebookColumn, by: str | None
) -> Ratings:
    """What each rater gives the sentences of `codes`, which may have several rows each.

    Errors: ValueError for several codes in a cell, and as `CodebookColumn.in_order`.
    """
    check_table(codes, ["paragraph"], "codes", "add it from corpus.sentences")
    where = pd.DataFrame({"article": ids_of(codes)})
    for name in ("sentence", "paragraph"):
        where[name] = whole_column(codes, name, "codes")
    where["group"] = group_names(codes, by)
    where = where.drop_duplicates(ignore_index=True)
    for row in where[where.duplicated(SENTENCE)].itertuples():
        what = "paragraphs" if by is None else f"paragraphs or values of {listed([by])}"
        give = "group by what is the same for all coders of a sentence"
        raise ValueError(f"{row.article}:{row.sentence} has several {what}; {give}")
    if by is not None and (where["group"] == TOGETHER).any():
        raise ValueError(f"a group is called {TOGETHER!r}, as the row of all; rename it first")
    smallest = int(where.groupby("group")["article"].nunique().min())
    unit = where.groupby(["article", "paragraph"][: 1 if smallest >= ENOUGH else 2]).ngroup()
    places = where["article"] + ":" + where["sentence"].astype(str)
    answers = [[cells.get(place) for place in places] for cells in given]
    every = {code for cells in answers for code in cells if code is not None}
    if several := sorted(code for code in every if ";" in code):
        use = "give one a sentence, or use code_scores"
        raise ValueError(f"a cell of {column.name} holds the codes {several[0]!r}; {use}")
    ordered = column.in_order(every)
    number = {code: i for i, code in enumerate(ordered)} | {None: -1}
    coded = np.array([[number[code] for code in cells] for cells in answers]).T
    group, units = where["group"].to_numpy(dtype=object), unit.to_numpy().astype(np.int64)
    return Ratings(coded, tuple(ordered), column.level, group, units, smallest)


def group_names(codes: pd.DataFrame, by: str | None) -> list[str]:
    """The group of each row, "" without `by`. Errors: LookupError for an unknown column."""
    if by is None:
        return [""] * len(codes)
    check_by(codes, by, "the codings")
    if codes[by].isna().any():
        raise ValueError(
            f"a row of the codings has no {listed([by])}; give each its own, or leave it out"
        )
    return [as_text(value) for value in codes[by]]
