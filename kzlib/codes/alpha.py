"""Krippendorff's alpha from coincidences of labels, and its range over whole passages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from numbers import Real
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from kzlib.codes.codings import SENTENCE, group_names
from kzlib.compare.draws import ENOUGH, bootstrap, range_kind
from kzlib.compare.measures import Flags, Floats, Ints, wilson
from kzlib.text.corpus import as_text

Level = Literal["nominal", "ordinal", "interval"]

LEAST_ALPHA = 0.667
"""Alpha below which no conclusion may rest on the codes (Krippendorff 2004, p. 241; 2018).

Made for coders and borrowed here for methods.
"""

TOGETHER = "together"
"""The name of the row that holds all groups."""

BOUND = "Wilson bound"
NONE = "none"
ORDERED = "tone"

RANGE = ("undefined", "range")


class Alpha(NamedTuple):
    """An alpha, the ends of its range, the draws without a value, and what the range is."""

    alpha: float
    low: float
    high: float
    undefined: int
    kind: str


def alpha(ratings: Any, *, level: Level = "nominal") -> float:
    """Krippendorff's alpha: 1 full agreement, 0 that of chance, below 0 less than chance.

    `ratings` is a table (or list of rows) with a row a unit and a column a coder, two or more;
    None, nan and "" are missing. Labels are numbers, or text where the level is nominal. Units
    with one label are left out. By the package krippendorff. Undefined, and so nan, where no unit
    has two labels, and where all labels are one and the same: 1 would praise what was never put
    to the test. Errors: ValueError for an unknown level, fewer than two columns, text at another
    level than nominal, numbers and text mixed, and a label that is infinite.
    Source: Krippendorff 2004, 2018.

    By hand: two coders, three units, of which one differs; three labels are a, three are b.
    Disagreement observed 1/3, expected 2*3*3/(6*5) = 3/5, alpha 1 - (1/3)/(3/5).

    >>> round(alpha([["a", "a"], ["b", "b"], ["a", "b"]]), 3)
    0.444
    """
    if level not in ("nominal", "ordinal", "interval"):
        raise ValueError(f"level is {level!r}; give 'nominal', 'ordinal' or 'interval'")
    try:
        rows = ratings if isinstance(ratings, pd.DataFrame) else np.array(list(ratings), object)
        table = pd.DataFrame(rows, dtype=object)
    except (TypeError, ValueError):
        raise ValueError(
            f"the ratings are no table but {type(ratings).__name__}; give a row a unit and a "
            "column a coder"
        ) from None
    if table.shape[1] < 2 and len(table):  # noqa: PLR2004  (a pair)
        raise ValueError(
            f"the ratings have {table.shape[1]} column; give one for each of two coders or more"
        )
    cells = table.to_numpy(dtype=object).ravel()
    given = [value for value in cells if as_text(value) != ""]
    if odd := [value for value in given if not isinstance(value, (str, Real))]:
        raise ValueError(f"a rating is {odd[0]!r}; give numbers or text, nan where there is none")
    texts = sum(isinstance(value, str) for value in given)
    if texts and (texts < len(given) or level != "nominal"):
        raise ValueError(
            f"the ratings hold {texts} labels of text among {len(given)}, at the level {level!r}; "
            "give numbers, or nothing but text and the level 'nominal'"
        )
    if not texts and not np.isfinite(np.array(given, dtype=float)).all():
        raise ValueError("a rating is infinite; give numbers, and nan where there is none")
    values = sorted(set(given))
    number = {value: i for i, value in enumerate(values)}
    coded = np.array([number.get(value, -1) for value in cells], dtype=np.int64)
    scale = np.arange(len(values)) if texts else np.array(values, dtype=float)
    return _alpha_of(coded.reshape(table.shape), scale.astype(float), level)


def places(codes: pd.DataFrame, by: str | None) -> tuple[pd.DataFrame, str]:
    """Article, sentence, group and unit of each sentence coded, and what a range over units is."""
    for name in (*SENTENCE, "paragraph"):
        if name not in codes:
            raise LookupError(
                f"codes has no column {name!r}; add it: codes.merge(corpus.sentences["
                "['article', 'sentence', 'paragraph']])"
            )
    if not codes["paragraph"].map(as_text).str.fullmatch("[0-9]+").all():
        raise ValueError(
            "a row of codes has no paragraph, or one that is no whole number; code the sentences "
            "of one corpus"
        )
    where = pd.DataFrame(
        {
            "article": codes["article"].astype(str).to_numpy(),
            "sentence": codes["sentence"].astype(int).to_numpy(),
            "group": group_names(codes, by),
            "unit": codes["paragraph"].astype(int).to_numpy(),
        }
    ).drop_duplicates(SENTENCE, ignore_index=True)
    if by is not None and (where["group"] == TOGETHER).any():
        raise ValueError(f"a group is called {TOGETHER!r}, as the row of all; rename it first")
    smallest = where.groupby("group")["article"].nunique().min() if len(where) else 0
    key = ["article"] if smallest >= ENOUGH else ["article", "unit"]
    where["unit"] = where.groupby(key).ngroup()
    return where, range_kind(int(smallest))


def group_rows(where: pd.DataFrame, by: str | None) -> list[tuple[str, Flags]]:
    """The rows of each group, sorted by name, and of all together."""
    names = [] if by is None else sorted(set(where["group"]))
    rows = [(name, (where["group"] == name).to_numpy()) for name in names]
    return [*rows, (TOGETHER, np.ones(len(where), dtype=bool))]


def level_of(column: str) -> Level:
    """The level of a column of the codebook: of `tone` ordinal, of all others nominal."""
    return "ordinal" if column == ORDERED else "nominal"


def encode(answers: Sequence[Sequence[str | None]], column: str) -> tuple[Ints, Floats]:
    """The labels of each coder as numbers, a row a unit (-1: none given), and the scale.

    Errors: ValueError for several labels in a cell, and for a tone that is no whole number.
    """
    every = sorted({label for given in answers for label in given if label is not None})
    if several := [label for label in every if ";" in label]:
        raise ValueError(
            f"a cell of {column} holds the labels {several[0]!r}; one label a sentence can be "
            "compared so, use agreement for more"
        )
    scale = np.arange(len(every), dtype=float)
    if column == ORDERED:
        if bad := [label for label in every if not re.fullmatch("-?[0-9]+", label)]:
            raise ValueError(f"a {column} is {bad[0]!r}; give whole numbers, such as -1, 0, 1")
        every.sort(key=int)
        scale = np.array(every, dtype=float)
    number = {label: i for i, label in enumerate(every)} | {None: -1}
    return np.array([[number[label] for label in given] for given in answers]).T, scale


def alpha_range(
    where: pd.DataFrame,
    coded: Ints,
    scale: Floats,
    column: str,
    *,
    kind: str,
    seed: int,
) -> Alpha:
    """Alpha of some rows of `places` with its range, by the rules that `coder_agreement` states."""
    level = level_of(column)
    value = _alpha_of(coded, scale, level)
    if np.isnan(value):
        return Alpha(value, np.nan, np.nan, 0, NONE)
    cells = coincidences(coded, len(scale))
    units = unit_sums(where, cells)
    if value == 1 and min(map(len, units)) > 1:
        counts = cells.sum(axis=0).reshape(len(scale), -1).sum(axis=0)
        counts = counts[counts > 0]
        apart = _distances(counts[None], level)[0]
        expected = counts @ apart @ counts / (counts.sum() * (counts.sum() - 1))
        worst = float(np.asarray(wilson(0, sum(map(len, units))))[1]) * apart.max()
        return Alpha(value, max(-1.0, 1 - worst / expected), 1.0, 0, BOUND)
    low, high, undefined, kind = resample(
        units, lambda sums: alphas(sums, level)[:, None], kind=kind, seed=seed
    )
    return Alpha(value, low[0], high[0], undefined, kind)


def unit_sums(where: pd.DataFrame, cells: Floats) -> list[Floats]:
    """For each group in these rows of `places` a table of sums, a row a unit."""
    table = pd.DataFrame(cells).groupby([where["group"].to_numpy(), where["unit"].to_numpy()]).sum()
    return [rows.to_numpy() for _, rows in table.groupby(level=0)]


def resample(
    units: Sequence[Floats],
    statistic: Callable[[Floats], Floats],
    *,
    kind: str,
    seed: int,
) -> tuple[list[float], list[float], int, str]:
    """The percentile range of each column of a statistic, the draws where one is nan, the kind.

    In each draw the units of each group are drawn anew, and the sums of all are added. Where a
    group has one unit only there is nothing to draw, and no range.
    """
    alone = min(map(len, units)) == 1
    drawn = bootstrap(units, lambda *sums: statistic(np.sum(sums, axis=0)), seed=seed)
    low, high = (np.full_like(end, np.nan) if alone else end for end in drawn[:2])
    there = not np.isnan(low).all()
    return low.tolist(), high.tolist(), drawn.undefined, kind if there else NONE


def coincidences(coded: Ints, size: int) -> Floats:
    """Of each unit how often a label meets another, a row of size x size; 0 under two labels."""
    counts = _label_counts(coded, size).astype(float)
    pairs = counts[:, :, None] * (counts[:, None, :] - np.eye(size))
    each: Floats = pairs / np.maximum(counts.sum(axis=1) - 1, 1)[:, None, None]
    return each.reshape(-1, size**2)


def alphas(sums: Floats, level: Level) -> Floats:
    """Alpha of each row of summed coincidences; nan where fewer than two labels are left.

    The package's values, thousands at once.
    """
    size = round(sums.shape[1] ** 0.5)
    met = sums.reshape(-1, size, size)
    counts = met.sum(axis=2)
    apart = _distances(counts, level)
    expected = (counts[:, :, None] * counts[:, None, :] * apart).sum(axis=(1, 2))
    observed = (met * apart).sum(axis=(1, 2)) * (counts.sum(axis=1) - 1)
    values: Floats = 1 - np.divide(
        observed, expected, out=np.full(len(sums), np.nan), where=expected > 0
    )
    return values


def _distances(counts: Floats, level: Level) -> Floats:
    """How far labels are apart: 1, or if ordered, by how often each occurs, a row a table.

    Ordered labels are apart by the square of what lies between the middles of their places when
    all labels are lined up.
    """
    if level == "nominal":
        return 1 - np.eye(counts.shape[1])[None]
    middle = counts.cumsum(axis=1) - counts / 2
    apart: Floats = (middle[:, :, None] - middle[:, None, :]) ** 2
    return apart


def _alpha_of(coded: Ints, scale: Floats, level: Level) -> float:
    counts = _label_counts(coded, len(scale))
    counts = counts[counts.sum(axis=1) > 1]
    occurring = counts.sum(axis=0) > 0
    if occurring.sum() <= 1:
        return np.nan
    from krippendorff import alpha as package_alpha  # noqa: PLC0415  (rarely needed)

    return float(
        package_alpha(
            value_counts=counts[:, occurring],
            value_domain=scale[occurring],
            level_of_measurement=level,
        )
    )


def _label_counts(coded: Ints, size: int) -> Ints:
    counts: Ints = np.sum(coded[:, :, None] == np.arange(size), axis=1)
    return counts
