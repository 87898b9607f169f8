"""Text, tables and TOML from files, and tables to files, or one sentence on what is wrong."""

import csv
import io
import json
import os
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from numbers import Number
from pathlib import Path
from secrets import token_hex
from typing import Any

import pandas as pd

from kzlib.text.characters import AS_PICTURE, INVISIBLE, JOINER, MINUS
from kzlib.text.checks import as_text, listed
from kzlib.text.encodings import decode_any, guessed
from kzlib.text.notices import warn
from kzlib.text.plain import harmless, plain_text

DATA = files("kzlib") / "data"
"""The folder of kzlib's own dictionaries, codebook and lists of words."""

SEPARATOR = re.compile(r'"?sep=([,;\t|])"?(?:\r\n?|\n)', re.IGNORECASE)

MOST_DOTS = 200
"""Dots in a line of TOML: a key of n parts takes its parser n * n steps."""

SIGN = f"=+@＝＋－＠﹦﹢﹣﹫{MINUS}-"
"""What a spreadsheet takes for the beginning of a formula."""

_UNSEEN = f'\\s"\\x00-\\x1f\\x7f-\\x9f{INVISIBLE}{JOINER}{AS_PICTURE}\U000e0000-\U000e007f'
_APART = r"\t\r\n;|"  # what divides cells where a file is not read by its commas
_SKIPPED = f"(?:(?![{_APART}])[{_UNSEEN}])*"
RISKY = re.compile(
    f"(?:\\A(?='*{_SKIPPED}[\\t\\r\\n{SIGN}])|(?<=[{_APART}])(?='*{_SKIPPED}[\\t{SIGN}]))('?)"
)
"""Where a formula would begin: in a cell, or behind a separator in it; and our mark, if there."""


def read_text(path: Path | Traversable) -> str:
    """The file's text without a byte-order mark, line ends untouched.

    Errors: FileNotFoundError, also for a folder, a link to nowhere and a file that may not be
    read; ValueError for a file that is not UTF-8 or holds NUL characters.
    """
    return decode(read_bytes(path), path.name)


def read_bytes(path: Path | Traversable) -> bytes:
    """What a file holds. Errors: as for `read_text`; ValueError for a line end in its name."""
    try:
        if path.is_file():
            check_name(path)
            return path.read_bytes()
    except OSError as error:
        why = f"cannot be read: {error.strerror}"
        raise FileNotFoundError(f"the file {str(path)!r} {why}; give another") from None
    raise FileNotFoundError(f"there is no file {str(path)!r}; give one that is there")


def check_name(path: Path | Traversable) -> None:
    """ValueError where a file's name, which stands in every error, is not of one line."""
    if harmless(path.name) != path.name or "\n" in path.name:
        raise ValueError(f"{path.name!r} cannot be shown in one line; rename the file")


def is_file(path: Path | Traversable) -> bool:
    """Is it a file, or a link to one? Not where no system could have such a name."""
    try:
        return path.is_file()
    except OSError:
        return False


def decode(content: bytes, name: str) -> str:
    """The text of a file's bytes, as `read_text` gives it; `name` is the file's in an error."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = f"byte {error.start} is 0x{content[error.start]:02x}"
        raise ValueError(f"{name} is not UTF-8 ({at}); save it as UTF-8") from None
    if "\0" in text:
        raise ValueError(f"{name} holds NUL characters and is no text; give a plain-text file")
    return text


def read_rows(
    path: Path, needed: Sequence[str], *, untouched: str = "", hint: str = "add it"
) -> list[dict[str, str]]:
    """The rows of a CSV file, one or more, as column name -> text.

    The first line names the columns, each once and the `needed` ones among them, blanks round a
    name apart; every row has as many. What separates them is the comma, semicolon or tab by which
    the first line has the needed columns, or what a line ``sep=,`` before it says, as spreadsheets
    write. The marks that `write_rows` puts before formulas are taken off, and what cannot be seen
    is no part of a cell (`plain_text`), but for the column `untouched`. Columns at the end without
    a name and any text are left out.
    Errors: as `read_text`, and ValueError where the table is not so. A UserWarning where it is not
    UTF-8, so that its code page was guessed.
    """
    lines = _named(_lines(path, needed))
    header, rows = ([as_text(unguard(name)) for name in lines[0]], lines[1:]) if lines else ([], [])
    for column in needed:
        if column not in header:
            raise ValueError(
                f"{path.name} has no column {column!r} (it has: {listed(header)}); {hint}"
            )
    if twice := [column for column, times in Counter(header).items() if times > 1]:
        raise ValueError(f"{path.name} has two columns {twice[0]!r}; give each its own name")
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise ValueError(
                f"row {number} of {path.name} has another number of columns than its first line; "
                "put text that holds a comma in double quotes"
            )
    if not rows:
        raise ValueError(f"{path.name} has no rows; add one or more below the column names")
    keep = [name == untouched for name in header]
    cells = (
        [
            cell if as_is else plain_text(unguard(cell))
            for cell, as_is in zip(row, keep, strict=True)
        ]
        for row in rows
    )
    return [dict(zip(header, row, strict=True)) for row in cells]


def _named(lines: list[list[str]]) -> list[list[str]]:
    """A table without the columns at its end that have no name and no text, as spreadsheets add."""
    width = max((n for line in lines for n, cell in enumerate(line, 1) if cell.strip()), default=0)
    even = all(len(line) == len(lines[0]) for line in lines)
    return [line[:width] for line in lines] if even and width else lines


def _separator(text: str, needed: Sequence[str]) -> str:
    """The comma, semicolon or tab by which the first line has the needed columns; else a comma."""
    for separator in ",;\t":
        first = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        header = next((line for line in first if any(map(str.strip, line))), [])
        if {*needed} <= {as_text(unguard(name)) for name in header}:
            return separator
    return ","


def _lines(path: Path, needed: Sequence[str]) -> list[list[str]]:
    """The cells of a CSV file, line by line; ValueError where a quotation mark is not closed."""
    text, guess = decode_any(read_bytes(path), path.name)
    warn(guessed([(path.name, guess)]))
    said = SEPARATOR.match(text)
    text = text[said.end() :] if said else text
    lines: list[list[str]] = []
    limit = csv.field_size_limit(len(text) + 1)  # a cell may be as long as the file
    first = 0
    try:
        separator = said[1] if said else _separator(text, needed)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        while (line := next(reader, None)) is not None:
            lines += [line] if line else []
            first = reader.line_num
    except csv.Error:
        raise ValueError(
            f"line {first + 1 + bool(said)} of {path.name} cannot be read: a quotation mark is not "
            "closed, or has text behind it; close it at the end of the cell, or write it twice "
            "within text"
        ) from None
    finally:
        csv.field_size_limit(limit)
    return lines


def write_rows(path: Path, table: pd.DataFrame, *, overwrite: bool = False) -> None:
    """A table as a CSV file that `read_rows` reads, whole or not at all.

    It is UTF-8 with a byte-order mark, for Excel, and every text in double quotes. A text that a
    spreadsheet would run as a formula gets a ' in front, also behind a semicolon, tab or line end
    in it, where a cell begins if the file is read by these. It is written beside and renamed: a
    link is replaced, not followed.

    Errors: FileNotFoundError for a folder that is not there; ValueError for a file that is there
    already, unless it is the same or `overwrite` is True, for text that UTF-8 or CSV cannot hold,
    and for what cannot be written.
    """
    write_file(path, table_content(table), overwrite=overwrite)


def write_file(path: Path, content: bytes, *, overwrite: bool = False) -> None:
    """A file, whole or not at all. Errors: as `write_rows`."""
    name = str(path)
    if not os.path.isdir(path.parent):
        raise FileNotFoundError(f"there is no folder {str(path.parent)!r}; make it first")
    if os.path.lexists(path) and not (is_file(path) or path.is_symlink()):
        raise ValueError(f"{name!r} is no file; give another path")
    if os.path.lexists(path) and not overwrite:
        if is_file(path) and path.read_bytes() == content:
            return
        raise ValueError(f"{name!r} is there already; give another path, or overwrite=True")
    beside = path.parent / f".{token_hex(8)}.part"
    try:
        beside.write_bytes(content)
        if is_file(path) and not path.is_symlink():  # who may read it stays so
            beside.chmod(path.stat().st_mode & 0o777)
        beside.replace(path)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "no system has such a name"
        raise ValueError(f"{name!r} cannot be written: {why}; give another path") from None
    finally:
        beside.unlink(missing_ok=True)  # also where somebody interrupts


def append_rows(path: Path, table: pd.DataFrame, at: int) -> int:
    """The rows of a table put behind the first `at` bytes of a file, and the file's size then.

    They have the form of `write_rows`; at 0 the column names come first. What else the file held
    is cut off, and where the writing is interrupted, what was written.
    Errors: ValueError, as `write_rows`.
    """
    left = memoryview(table_content(table, names=not at))
    size = at + len(left)
    try:
        with path.open("ab", buffering=0) as file:
            try:
                file.truncate(at)
                while left:
                    left = left[file.write(left) :]
            except BaseException:  # also where somebody interrupts
                file.truncate(at)
                raise
    except OSError as error:
        raise ValueError(f"{str(path)!r} cannot be written: {error.strerror}") from None
    return size


def read_json(path: Path) -> dict[str, Any]:
    """The content of a JSON file that `write_json` wrote.

    Errors: as `read_text`, and ValueError for what is no JSON or has no names.
    """
    try:
        content = json.loads(read_text(path))
    except (json.JSONDecodeError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise ValueError(f"{path.name} is not valid JSON with names; give another path")
    return content


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """A JSON file of what `json` can write, whole or not at all, over what was there."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    write_file(path, f"{text}\n".encode(), overwrite=True)


def table_content(table: pd.DataFrame, *, names: bool = True) -> bytes:
    """The bytes of the file that `write_rows` writes, or of its rows. Errors: ValueError, as there.

    Without the names of the columns, it has no byte-order mark either.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    cells = table.astype(object).where(table.notna(), "")
    for row in (*[[*map(str, table)]] * names, *cells.itertuples(index=False, name=None)):
        writer.writerow(cell if isinstance(cell, Number) else guard(str(cell)) for cell in row)
    try:
        content = file.getvalue().encode("utf-8-sig" if names else "utf-8")
    except UnicodeEncodeError as error:
        text = f"the character {error.object[error.start]!r}, half of one"
        raise ValueError(f"the table holds {text}; take it out of the text") from None
    if b"\0" in content:
        raise ValueError("the table holds a NUL character; take it out of the text")
    return content


def guard(text: str) -> str:
    """The text with a ' wherever a spreadsheet would see a formula begin."""
    return RISKY.sub(r"'\1", text)


def unguard(text: str) -> str:
    """The text without the marks that `guard` sets.

    >>> guard("=A1; -2"), unguard("'=A1;' -2")
    ("'=A1;' -2", '=A1; -2')
    """
    return RISKY.sub("", text)


def read_toml(path: Path | Traversable) -> dict[str, Any]:
    """The content of a TOML file, in `plain_text`.

    Errors: as `read_text`, and ValueError for what is no TOML.
    """
    text = plain_text(read_text(path))
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > MOST_DOTS:
            many = f"line {number} of {path.name} has more than {MOST_DOTS} dots"
            raise ValueError(f"{many}; write shorter keys, or break the line")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError(f"{path.name} nests too deep; write fewer brackets in brackets") from None
    except ValueError as error:  # also a whole number of thousands of digits
        why = " ".join(str(error).split("; use sys")[0].split())
        raise ValueError(f"{path.name} is not valid TOML: {why}; mend that line") from None


def data_file(name_or_path: str | Path) -> Path | Traversable:
    """A file of kzlib's own by its bare name; a reader's own is a Path, or ends in `.toml`."""
    own = isinstance(name_or_path, Path) or name_or_path.endswith(".toml")
    return Path(name_or_path) if own else DATA / f"{name_or_path}.toml"


@cache
def read_data(name: str) -> dict[str, Any]:
    """One of kzlib's own lists, as its file kzlib/data/`name`.toml gives it; read once."""
    return read_toml(data_file(name))
