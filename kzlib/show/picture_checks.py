"""What pictures and tables may be given: checks with one sentence on what is missing or wrong."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from kzlib.show.colours import GROUPS


def check_needs(frame: pd.DataFrame, needs: Iterable[str], what: str = "The picture needs") -> None:
    """ValueError where the table lacks a column."""
    if missing := [name for name in needs if name not in frame.columns]:
        raise ValueError(f"{what} the columns {missing}; got {[*frame.columns]}.")


def groups_of(frame: pd.DataFrame, by: str, needs: Sequence[str]) -> list[str]:
    """The groups in the order of the table; ValueError: no rows, a column missing, too many."""
    check_needs(frame, [*needs, by])
    groups = [str(label) for label in frame[by].unique()]
    if not 1 <= len(groups) <= len(GROUPS):
        raise ValueError(
            f"A picture shows one to {len(GROUPS)} groups side by side; {by!r} has {len(groups)}."
        )
    return groups


def check_names(labels: Sequence[str], groups: "pd.Series[Any]", columns: Sequence[str]) -> None:
    """ValueError for a row or group without a label, and two columns of numbers of one name."""
    if not all(isinstance(label, str) and label.strip() for label in labels):
        raise ValueError(f"Each row needs a label of text; got {[*labels]}.")
    if groups.isna().any() or not groups.astype(str).str.strip().all():
        raise ValueError(f"Each row of the table needs its {groups.name!r}; some have none.")
    if twice := [name for name in columns if columns.count(name) > 1]:
        raise ValueError(f"Two columns of the numbers are called {twice[0]!r}; rename one.")


def check_rows(column: str, values: Iterable[object], rows: Mapping[str, str]) -> None:
    """ValueError where a column has a value that no row of a picture takes."""
    if unknown := sorted({repr(value) for value in values if value not in rows}):
        raise ValueError(
            f"The column {column!r} has {', '.join(unknown)}, which no row takes; "
            f"the rows take {[*rows]}."
        )
