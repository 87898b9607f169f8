"""What a caller may give: checks with one sentence on what was given and what is allowed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from difflib import get_close_matches
from textwrap import shorten
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.types import is_scalar

from kzlib.text.arguments import LARGEST, shown
from kzlib.text.plain import harmless, plain_text

LONGEST = 200
"""Characters of a list of names in an error."""

TOP = 10**9
"""No table counts so far."""

TABLE_COLUMNS = {
    *("paragraph", "sentence", "start", "end", "part", "rule", "text"),
    *("token", "term", "key", "pattern", "id", "words"),
}
"""Names of the tables' own columns: an articles table may not use them."""


def check_whole(least: int = 1, **given: int) -> None:
    """ValueError where a whole number, given by its argument's name, is below `least`."""
    for name, value in given.items():
        if value < least:
            raise ValueError(f"{name} is {value}; give a whole number from {least} on")


def check_level(level: float) -> float:
    """The level of an interval; ValueError where it is not between 0 and 1."""
    if not 0 < level < 1:
        raise ValueError(f"level is {level}; give a number between 0 and 1, such as 0.95")
    return level


def check_table(table: pd.DataFrame, names: Iterable[str], what: str, hint: str = "") -> None:
    """LookupError where a table, called `what`, lacks a column; `hint` says what to do.

    ValueError where it has two of the name.
    """
    for name in names:
        if name not in table:
            raise LookupError(
                f"{what} has no column {name!r}; {hint or f'it has: {listed(table)}'}"
            )
        if table[name].ndim > 1:
            raise ValueError(f"{what} has two columns {name!r}; keep one")


def whole_column(table: pd.DataFrame, name: str, what: str) -> NDArray[np.int64]:
    """The whole numbers of a column, below 1,000,000,000; ValueError where it holds anything else.

    `what` is what the error calls the table. Text and 7.0 may stand for numbers: see `as_text`.
    """
    values = table[name].to_numpy()
    if values.dtype.kind in "iu" and (values.size == 0 or 0 <= values.min() <= values.max() < TOP):
        return values.astype(np.int64)
    texts = [as_text(value) for value in table[name]]
    for value, text in zip(table[name], texts, strict=True):
        if not re.fullmatch("[0-9]{1,9}", text):
            raise ValueError(f"{what} has the {name} {shown(value)}; give whole numbers from 0 on")
    return np.array(texts, dtype=np.int64)


def check_by(table: pd.DataFrame, by: str, what: str = "the articles") -> None:
    """LookupError where `by` is no column of a table, of which each row is one of `what`."""
    if by not in table:
        raise LookupError(f"{what} have no column {by!r}; group by one of: {listed(table)}")


def check_group(articles: pd.DataFrame, by: str, value: object) -> None:
    """LookupError where no article has `value` in the column `by`."""
    check_by(articles, by)
    groups = sorted(set(articles[by].astype(str)))
    if as_text(value) not in groups:
        raise LookupError(f"no article has {by} {as_text(value)!r}; there is: {listed(groups)}")


def check_reserved(by: str | None, reserved: Iterable[str]) -> None:
    """ValueError where `by` is the name of a column that the result has of its own."""
    if by is not None and by in reserved:
        raise ValueError(f"by is {by!r}, a column of the result; rename it first")


def check_columns(columns: Iterable[object]) -> None:
    """ValueError where a column has the name of one of the tables' own."""
    if clash := sorted(TABLE_COLUMNS.intersection(map(str, columns))):
        raise ValueError(f"the column {clash[0]!r} has the name of one of kzlib's own; rename it")


def check_ids(names: pd.Series[str], *, first: int = 1) -> None:
    """ValueError where a name cannot be an article's id, or stands twice; rows count from first."""
    for number, name in enumerate(names, first):
        if not re.fullmatch(r"[^\s:]+", name):
            raise ValueError(
                f"row {number}: {name!r} cannot be an article's id; use one as smith-1"
            )
    twice = names[names.duplicated()]
    if not twice.empty:
        raise ValueError(f"two articles have the id {twice.iloc[0]!r}; give each its own")


def check_fields(given: Iterable[str], known: Iterable[str], where: str) -> None:
    """ValueError where a table of a reader's file has a field that is not known there."""
    names = tuple(known)
    for field in given:
        if field not in names:
            near = get_close_matches(str(field), names, n=1)
            hint = f"did you mean {near[0]}?" if near else f"the fields are: {', '.join(names)}"
            raise ValueError(f"{where} has an unknown field {field!r}; {hint}")


def ids_of(table: pd.DataFrame) -> pd.Series[str]:
    """The ids in a table's column `article`, however they are written there."""
    names = table["article"]
    if isinstance(names.dtype, pd.CategoricalDtype):
        known = np.array([*map(as_text, names.cat.categories), ""], dtype=object)
        return pd.Series(known[names.cat.codes], index=table.index, dtype="str")
    return pd.Series([as_text(name) for name in names], index=table.index, dtype="str")


def listed(names: Iterable[object]) -> str:
    """Names in an error's one line, cut where they are many."""
    return shorten(harmless(", ".join(map(str, names))), LONGEST, placeholder=" ...")


def as_text(value: Any) -> str:
    """A value of an articles table as text: "" for a missing one, a whole number without ".0".

    What cannot be seen is no part of it (`plain_text`), white space in it is a blank, and what a
    terminal would obey is �.
    Errors: ValueError for a whole number from 2**63 on.

    >>> [as_text(value) for value in (7.0, 7.5, None, True, " x\\ny ")]
    ['7', '7.5', '', 'True', 'x y']
    """
    if is_scalar(value) and pd.isna(value):
        return ""
    if isinstance(value, int) and abs(value) >= LARGEST:
        raise ValueError(f"{shown(value)} is too large a number; give one below 2**63, or text")
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return str(value.date())
    line = " ".join(harmless(plain_text(str(value))).split())
    return plain_text(line)  # a hyphen that cut a word at a line's end cuts none in one line
