"""Articles, or an index of them, from one table: CSV, Excel, JSON or Parquet."""

import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pandas as pd

from kzlib.text.arguments import shown
from kzlib.text.checks import as_text, listed
from kzlib.text.encodings import decode_any, guessed
from kzlib.text.files import read_bytes, read_rows
from kzlib.text.notices import warn

Row = dict[str, Any]

CELL = 32_767  # characters that a cell of Excel holds; it cuts longer text without a word
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")  # in the XML of a sheet
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # a character as the file format of Excel writes it


def read_table(path: Path, needed: Sequence[str], *, text: str = "") -> list[Row]:
    """The rows of a table that has the `needed` columns: a row a dict, a value as the file has it.

    By the file's ending: ``.csv`` and ``.tsv`` (`read_rows`), ``.xlsx`` (the one sheet that has
    the columns; needs openpyxl), ``.jsonl`` and ``.json`` (an object a line, or a list of objects),
    ``.parquet`` (needs pyarrow). Rows without any value are left out. `text` names the column whose
    text stays untouched. A UserWarning counts the cells of a sheet whose formula has no result.
    Errors: FileNotFoundError for no file; ValueError for another ending, a column that is missing,
    no rows, and what cannot be read.
    """
    ending = path.suffix.lower()
    if ending not in READERS:
        raise ValueError(
            f"{path.name} is no table that kzlib reads; give one of: {', '.join(READERS)}"
        )
    rows = [row for row in READERS[ending](path, needed, text) if any(map(_given, row.values()))]
    if not rows:
        raise ValueError(f"{path.name} has no rows; add one or more below the column names")
    return rows


def read_articles(path: Path, *, text: str = "text") -> list[Row]:
    """The articles of a table with a column of texts, called `text`: a row an article.

    Without a column `article` the ids are ``row-1``, ``row-2`` ... A UserWarning names texts that
    are as long as a cell of Excel can be, and so are probably cut.
    Errors: as `read_table`.
    """
    text = as_text(text)
    rows = read_table(path, [text], text=text)
    if "article" not in rows[0]:
        rows = [{"article": f"row-{number}", **row} for number, row in enumerate(rows, 1)]
    if cut := [row["article"] for row in rows if isinstance(row[text], str)
               and len(row[text]) == CELL]:  # fmt: skip
        warn(
            f"as long as a cell of a spreadsheet can be, so probably cut: {listed(cut)}; look at "
            "the end of the text"
        )
    return rows


def _given(value: object) -> bool:
    return bool(as_text(value)) if not isinstance(value, str) else bool(value.strip())


def _check(path: Path, columns: Sequence[object], needed: Sequence[str], text: str) -> None:
    for column in needed:
        if column not in columns:
            raise ValueError(
                f"{path.name} has no column {column!r} (it has: {listed(columns)}); {_hint(text)}"
            )


def _hint(text: str) -> str:
    return "say which holds the texts, by text=" if text else "add it"


def _read_csv(path: Path, needed: Sequence[str], text: str) -> Iterator[Row]:
    yield from read_rows(path, needed, untouched=text, hint=_hint(text))


def _read_excel(path: Path, needed: Sequence[str], text: str) -> Iterator[Row]:
    content = io.BytesIO(read_bytes(path))
    try:
        from openpyxl import load_workbook  # noqa: PLC0415  (may be missing)
    except ImportError:
        raise ValueError(
            f"{path.name} is an Excel file, and the package openpyxl that reads it is not "
            "installed; install it, or save the sheet as CSV UTF-8"
        ) from None
    try:
        book = load_workbook(content, data_only=True)
        sheets = {
            sheet.title: [[*line] for line in sheet.iter_rows(values_only=True)]
            for sheet in book.worksheets
        }
        formulas = load_workbook(content) if _has_formulas(content) else None
    except Exception:  # whatever its parsers say of a broken file
        raise ValueError(f"{path.name} cannot be read as an Excel file; save it anew") from None
    filled = {title: lines for title, each in sheets.items() if (lines := _filled(each))}
    named = {title: [*map(as_text, lines[0])] for title, lines in filled.items()}
    right = [title for title, header in named.items() if {*needed} <= {*header}]
    if not right:
        _check(path, next(iter(named.values()), []), needed, text)
    if len(right) > 1:
        raise ValueError(f"the sheets {listed(right)} of {path.name} have these columns; keep one")
    if others := [title for title in filled if title not in right]:
        warn(f"left out, other sheets of {path.name}: {listed(others)}")
    header, lines = named[right[0]], filled[right[0]][1:]
    if formulas:
        warn(_without_result(path, header, book[right[0]], formulas[right[0]]))
    for line in lines:
        values = zip(header, line, strict=True)
        yield from _as_row(
            path, [(name, _unescaped(value)) for name, value in values if name or _given(value)]
        )


def _has_formulas(content: io.BytesIO) -> bool:
    """Is there a formula in any sheet of an Excel file? If not, it need not be read again."""
    with ZipFile(content) as parts:
        sheets = [name for name in parts.namelist() if "worksheets/" in name]
        return any(FORMULA.search(parts.read(name)) for name in sheets)


def _without_result(path: Path, header: Sequence[str], results: Any, formulas: Any) -> str:
    """What is said of formulas of a sheet that were never computed: "" where there are none.

    A formula whose result is empty text is computed: openpyxl leaves its type at `str`.
    """
    found: Counter[str] = Counter()
    for row in zip(results.iter_rows(), formulas.iter_rows(), strict=False):
        for name, cell, formula in zip(header, *row, strict=False):
            if formula.data_type == "f" and cell.value is None and cell.data_type != "str":
                found[name or cell.column_letter] += 1
    if not found:
        return ""
    cells = ", ".join(f"{number:,} of the column {name!r}" for name, number in found.items())
    return (
        f"cells of {path.name} with a formula that was never computed are read as empty: {cells}; "
        "open the file in a spreadsheet and save it there"
    )


def _filled(lines: list[list[object]]) -> list[list[object]]:
    """A sheet from its first row that has something in it."""
    return [line for line in lines if any(map(_given, line))]


def _unescaped(value: object) -> object:
    if not isinstance(value, str):
        return value
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)


def _as_row(path: Path, pairs: Sequence[tuple[str, object]]) -> Iterator[Row]:
    """A row of name and value pairs; ValueError where two have one name."""
    row = dict(pairs)
    if len(row) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{path.name} has two columns {twice!r}; give each its own name")
    yield row


def _read_json(path: Path, needed: Sequence[str], text: str) -> Iterator[Row]:
    content, guess = decode_any(read_bytes(path), path.name)
    warn(guessed([(path.name, guess)]))
    if content.lstrip().startswith("["):
        objects = [(1, each) for each in _from_json(content, 1, path)]
    else:
        lines = enumerate(content.split("\n"), 1)
        objects = [(n, _from_json(line, n, path)) for n, line in lines if line.strip()]
    rows: list[Row] = []
    for number, each in objects:
        if not isinstance(each, Pairs):
            raise ValueError(
                f"line {number} of {path.name} holds {shown(each)}; give an object a line, with a "
                "name to each value"
            )
        rows += _as_row(path, [(name, _plain(value)) for name, value in each])
    columns = [*dict.fromkeys(name for row in rows for name in row)]
    _check(path, columns, needed, text)
    yield from ({name: row.get(name) for name in columns} for row in rows)


class Pairs(list[tuple[str, Any]]):
    """An object of JSON with every name in it, also one that it has twice."""


def _from_json(piece: str, line: int, path: Path) -> Any:
    """What a piece of JSON says that begins in a line of a file."""
    try:
        return json.loads(piece, object_pairs_hook=Pairs)
    except json.JSONDecodeError as error:
        line, why = line + error.lineno - 1, f"is no JSON at character {error.colno}: {error.msg}"
    except RecursionError:
        why = "nests too deep"
    except ValueError:
        why = "holds too large a number"
    raise ValueError(f"line {line} of {path.name} {why}; mend that line, or take it out")


def _plain(value: Any) -> Any:
    """A value of JSON for a cell: lists and objects as JSON writes them."""
    return json.dumps(_dicts(value), ensure_ascii=False) if isinstance(value, list) else value


def _dicts(value: Any) -> Any:
    if isinstance(value, Pairs):
        return {name: _dicts(each) for name, each in value}
    return [*map(_dicts, value)] if isinstance(value, list) else value


def _read_parquet(path: Path, needed: Sequence[str], text: str) -> Iterator[Row]:
    content = io.BytesIO(read_bytes(path))
    try:
        frame = pd.read_parquet(content, engine="pyarrow")
    except ImportError:
        raise ValueError(
            f"{path.name} is a Parquet file, and the package pyarrow that reads it is not "
            "installed; install it, or save the table as CSV"
        ) from None
    except Exception:  # whatever its parser says of a broken file
        raise ValueError(f"{path.name} cannot be read as a Parquet file; save it anew") from None
    if any(name is not None for name in frame.index.names):
        frame = frame.reset_index()
    frame = frame.set_axis([*map(as_text, frame)], axis=1)
    _check(path, [*frame], needed, text)
    columns = [*map(str, frame)]
    for row in frame.itertuples(index=False):
        yield from _as_row(path, [*zip(columns, row, strict=True)])


READERS: dict[str, Callable[[Path, Sequence[str], str], Iterator[Row]]] = {
    ".csv": _read_csv,
    ".tsv": _read_csv,
    ".xlsx": _read_excel,
    ".jsonl": _read_json,
    ".ndjson": _read_json,
    ".json": _read_json,
    ".parquet": _read_parquet,
}
