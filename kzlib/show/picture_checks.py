"""What pictures and tables may be given: checks with one sentence on what is missing or wrong."""

import math
from collections.abc import Iterable, Mapping, Sequence
from numbers import Real
from typing import Any

import pandas as pd
from pandas.api.types import is_scalar

from kzlib.show.colours import GROUPS
from kzlib.text.arguments import LARGEST, shown
from kzlib.text.checks import as_text, ids_of, listed

MOST_ARTICLES = 30
"""Articles whose every sentence or paragraph can still be told apart in one picture."""

INSTEAD = "draw show.share_rows of kz.count_shares, a row each"


def check_needs(frame: pd.DataFrame, needs: Iterable[str], what: str = "The picture needs") -> None:
    """ValueError where the table lacks a column, has it twice, or holds a list in it."""
    needs = [*needs]
    if missing := [name for name in needs if name not in frame.columns]:
        raise ValueError(f"{what} the columns {shown(missing)}; got {[*frame.columns]}.")
    for name in needs:
        if isinstance(frame[name], pd.DataFrame):
            raise ValueError(f"Two columns are called {name!r}; rename one.")
        wrong = [not is_scalar(each) or isinstance(each, bytes) for each in frame[name]]
        for value in frame[name][wrong]:
            raise ValueError(f"The column {name!r} holds {shown(value)}; give text or numbers.")


def is_number(value: object) -> bool:
    """Whether a value is a number that a float holds; one without end or missing (NaN) is."""
    real = isinstance(value, Real) and not isinstance(value, bool)
    return real and not LARGEST <= abs(value) < math.inf  # type: ignore[arg-type]


def with_numbers(frame: pd.DataFrame, names: Iterable[str]) -> pd.DataFrame:
    """The table with some columns as floats, nan for missing; ValueError where one holds text."""
    frame = frame.copy()
    for name in names:
        column = frame[name].astype(object)
        column = column.where(column.notna(), math.nan)
        for value in column[[not is_number(each) for each in column]]:
            raise ValueError(f"The column {name!r} must hold numbers, or nan; got {shown(value)}.")
        frame[name] = column.astype(float)
    return frame


def with_counts(frame: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """The table with some columns as whole numbers from 0 on; ValueError where one is none."""
    frame = with_numbers(frame, names)
    for name in names:
        column = frame[name]
        for value in column[~((column >= 0) & (column < math.inf) & (column % 1 == 0))]:
            raise ValueError(f"The column {name!r} must hold counts; got {value}.")
    return frame.astype(dict.fromkeys(names, int))


def check_truths(column: "pd.Series[Any]") -> None:
    """ValueError where a column holds other things than True and False."""
    if wrong := {shown(x) for x in column if x is pd.NA or x not in (True, False)}:
        given = ", ".join(sorted(wrong))
        raise ValueError(f"The column {column.name!r} must hold True or False; got {given}.")


def groups_of(frame: pd.DataFrame, by: str, needs: Sequence[str]) -> list[str]:
    """The groups in the order of the table; ValueError: none, too many, one without a name."""
    check_needs(frame, [*needs, by])
    groups = [*dict.fromkeys(map(as_text, frame[by]))]
    if "" in groups:
        raise ValueError(f"Each row of the table needs its {by!r}; some have none.")
    if not 1 <= len(groups) <= len(GROUPS):
        raise ValueError(
            f"A picture shows one to {len(GROUPS)} groups side by side; {by!r} has {len(groups)}: "
            f"{INSTEAD}, or choose some with corpus.select({by}=...)."
        )
    return groups


def check_articles(frame: pd.DataFrame) -> None:
    """ValueError where a picture of every sentence or paragraph would have too many articles."""
    number = ids_of(frame).nunique()
    if number > MOST_ARTICLES:
        raise ValueError(
            f"A picture of every sentence or paragraph takes up to {MOST_ARTICLES} articles; these "
            f"are {number:,}: {INSTEAD}, or show.share_lines, by month."
        )


def check_names(labels: Sequence[str], columns: Sequence[str]) -> None:
    """ValueError for a row without a label, and two columns of numbers of one name."""
    if not all(map(str.strip, labels)):
        raise ValueError(f"Each row and group needs a label of text; got {shown([*labels])}.")
    if twice := [name for name in columns if columns.count(name) > 1]:
        raise ValueError(f"Two columns of the numbers are called {twice[0]!r}; rename one.")


def check_rows(column: str, values: Iterable[object], rows: Mapping[str, str]) -> None:
    """ValueError where a column has a value that no row of a picture takes."""
    if unknown := sorted({shown(value) for value in values if value not in rows}):
        raise ValueError(
            f"The column {column!r} has {', '.join(unknown)}, which no row takes; "
            f"the rows take {[*rows]}."
        )


def check_one(frame: pd.DataFrame, columns: Iterable[str]) -> None:
    """ValueError where a column has several values, and a picture is of one."""
    for name in columns:
        if frame[name].nunique() > 1:
            found = listed(map(as_text, frame[name].unique()))
            raise ValueError(f"The column {name!r} has {found}; draw rows of one of them.")
