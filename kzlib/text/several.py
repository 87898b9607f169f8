"""Two or more columns to group by, made one for a function, and apart again in its result."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

BETWEEN = " · "  # between the values of several columns
LONGEST = 200  # characters of a list of columns in an error
SIDES = ("target", "reference")


class Several:
    """The columns of a call that groups by several, and what they are called as one."""

    def __init__(self, by: Sequence[object]) -> None:
        self.columns = [*map(str, by)]
        self.name = ", ".join(self.columns)
        self.values: dict[str, tuple[str, ...]] = {"": ("",) * len(self.columns)}
        if len({*self.columns}) < max(2, len(self.columns)):
            raise ValueError(f"by is {self.columns}; give one column, or two different ones")

    def as_one(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments of a call, with one column for the several."""
        return {name: self._as_one(name, value) for name, value in given.items()}

    def _as_one(self, name: str, value: Any) -> Any:
        if name == "by":
            return self.name
        if name in SIDES and isinstance(value, (tuple, list)):
            if len(value) != len(self.columns):
                raise ValueError(f"{name} is {value}; give a value for each of {self.name}")
            return BETWEEN.join(map(str, value))
        if isinstance(value, pd.DataFrame):
            has_them = {*self.columns} & {*map(str, value)}
            return value.assign(**self._column(value)) if has_them else value
        if hasattr(value, "_with_column"):
            return value._with_column(**self._column(value.articles))
        if name == "corpus" and isinstance(value, Iterable):
            return (self._as_one(name, each) for each in value)
        return value

    def _column(self, table: pd.DataFrame) -> dict[str, Any]:
        """The values of the columns as one text a row; "" where one is missing."""
        for name in self.columns:
            if name not in table:
                there = ", ".join(map(str, table))[:LONGEST]
                raise LookupError(f"there is no column {name!r}; group by one of: {there}")
        columns = (table[name].astype("str").fillna("") for name in self.columns)
        values = []
        for row in zip(*columns, strict=True):
            values.append(BETWEEN.join(row) if all(row) else "")
            if all(row) and self.values.setdefault(values[-1], row) != row:
                raise ValueError(f"values of {self.name} hold {BETWEEN!r}; write them otherwise")
        return {self.name: pd.Series(values, index=table.index, dtype="str")}

    def apart(self, result: Any) -> Any:
        """A table with the several columns in the place of the one."""
        if not isinstance(result, pd.DataFrame) or self.name not in result:
            return result
        values = [self.values[str(value)] for value in result[self.name]]
        place = [*result].index(self.name)
        table = result.drop(columns=self.name)
        for number, name in enumerate(self.columns):
            if name not in table:
                column = pd.Series([value[number] for value in values], table.index, dtype="str")
                kind = pd.CategoricalDtype([*dict.fromkeys(column)])
                table.insert(place + number, name, column.astype(kind))
        return table
