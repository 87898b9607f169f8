"""Tables as files: what a table or a picture shows, for a spreadsheet or another program."""

import io
import math
from dataclasses import dataclass
from numbers import Number
from pathlib import Path
from typing import Any

import pandas as pd

from kzlib.show.html import Shown
from kzlib.show.numbers import infinite
from kzlib.text.arguments import checked
from kzlib.text.files import guard, table_content, write_file
from kzlib.text.plain import harmless

MOST_ROWS, MOST_CHARACTERS = 2**20 - 1, 32_767  # of a sheet below its heads, of a cell: Excel's own


def rest(total: int, limit: int) -> str:
    """The line under rows that end at a limit: how many more there are; "" where none."""
    return f"and {total - limit:,} more: .to_csv(path)" if total > limit else ""


@dataclass(frozen=True, repr=False)
class Saved(Shown):
    """What is shown of a table, and saves itself: all rows, under the names shown."""

    frame: pd.DataFrame

    @checked
    def to_csv(self, path: str | Path, *, overwrite: bool = False) -> None:
        """All rows as a CSV file in UTF-8, which spreadsheets read too; its numbers unrounded.

        Text that a spreadsheet would run as a formula gets a ' in front.
        Errors: FileNotFoundError for a folder that is not there; ValueError for a file that is
        there already and holds something else, unless `overwrite` is True.
        """
        write_file(Path(path), table_content(_plain(self.frame)), overwrite=overwrite)

    @checked
    def to_excel(self, path: str | Path, *, overwrite: bool = False) -> None:
        """All rows as an Excel file (`.xlsx`), as `to_csv` has them; needs openpyxl.

        Errors: as `to_csv`; ValueError for another ending, without openpyxl, and for more than
        Excel holds.
        """
        _write_excel(path, self.frame, overwrite=overwrite)


def _write_excel(path: str | Path, frame: pd.DataFrame, *, overwrite: bool) -> None:
    """An Excel file with one sheet, the names of the columns in its first row.

    Text that Excel would run as a formula gets a ' in front; numbers stay numbers.
    """
    try:
        from openpyxl import Workbook  # noqa: PLC0415  (may be missing)
    except ImportError:
        raise ValueError(
            "openpyxl, which writes Excel files, is not installed; use .to_csv(path), "
            "or: pip install openpyxl"
        ) from None
    if Path(path).suffix.lower() != ".xlsx":
        raise ValueError(f"{str(path)!r} does not end in .xlsx; give a path that does")
    if len(frame) > MOST_ROWS:
        raise ValueError(f"{len(frame):,} rows are more than Excel holds; use .to_csv(path)")
    plain = _plain(frame)
    lines = ([*map(str, plain)], *plain.itertuples(index=False, name=None))
    rows = [[*map(_cell, line)] for line in lines]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("table")
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    write_file(Path(path), file.getvalue(), overwrite=overwrite)


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with the text of cells that `quote` or `say` made."""
    objects = frame.astype(object)
    return objects.map(lambda cell: cell.text if isinstance(cell, Shown) else cell)


def _cell(value: Any) -> object:
    """A value as Excel takes it; ValueError for a text that is too long."""
    if isinstance(value, bool) or pd.isna(value) is True:
        return value if isinstance(value, bool) else None
    if isinstance(value, Number):
        number = float(value)  # type: ignore[arg-type]
        return infinite(number) if math.isinf(number) else value
    text = guard(harmless(str(value)))
    if len(text) > MOST_CHARACTERS:
        raise ValueError(
            f"a text of {len(text):,} characters is more than Excel holds; use .to_csv(path)"
        )
    return text
