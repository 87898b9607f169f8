"""Text, tables and TOML from files, or one sentence on what is wrong with the file."""

import csv
import io
import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

DATA = files("kzlib") / "data"
"""The folder of kzlib's own dictionaries, codebook and lists of words."""

SEPARATOR = re.compile(r'"?sep=([,;\t|])"?(?:\r\n?|\n)', re.IGNORECASE)


def read_text(path: Path | Traversable) -> str:
    """The file's text without a byte-order mark, line ends untouched.

    Errors: FileNotFoundError; ValueError for a file that is not UTF-8 or holds NUL characters.
    """
    if not path.is_file():
        raise FileNotFoundError(f"there is no file {str(path)!r}; give one that is there")
    return decode(path.read_bytes(), path.name)


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


def read_rows(path: Path, needed: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a CSV file, one or more, as column name -> text.

    The first line names the columns, each once and the `needed` ones among them, blanks round a
    name apart; every row has as many. A line ``sep=,`` before it, as spreadsheets write, is read.
    Errors: as `read_text`, and ValueError where the table is not so.
    """
    text, separator = read_text(path), ","
    if said := SEPARATOR.match(text):
        text, separator = text[said.end() :], said[1]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        lines = [line for line in reader if line]
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num} of {path.name} cannot be read: {error}") from None
    header, rows = ([name.strip() for name in lines[0]], lines[1:]) if lines else ([], [])
    for column in needed:
        if column not in header:
            apart = len(header) == 1 and (";" in header[0] or "\t" in header[0])
            hint = "separate the columns with commas" if apart else "add it"
            raise ValueError(
                f"{path.name} has no column {column!r} (it has: {', '.join(header)}); {hint}"
            )
    if twice := [column for column in header if header.count(column) > 1]:
        raise ValueError(f"{path.name} has two columns {twice[0]!r}; give each its own name")
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise ValueError(
                f"row {number} of {path.name} has another number of columns than its first line; "
                "put text that holds a comma in double quotes"
            )
    if not rows:
        raise ValueError(f"{path.name} has no rows; add one or more below the column names")
    return [dict(zip(header, row, strict=True)) for row in rows]


def read_toml(path: Path | Traversable) -> dict[str, Any]:
    """The content of a TOML file. Errors: as `read_text`, and ValueError for what is no TOML."""
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path.name} is not valid TOML: {error}; mend that line") from None


def data_file(name_or_path: str | Path) -> Path | Traversable:
    """A file of kzlib's own by its bare name; a reader's own is a Path, or ends in `.toml`."""
    own = isinstance(name_or_path, Path) or name_or_path.endswith(".toml")
    return Path(name_or_path) if own else DATA / f"{name_or_path}.toml"


@cache
def read_data(name: str) -> dict[str, Any]:
    """One of kzlib's own lists, as its file kzlib/data/`name`.toml gives it; read once."""
    return read_toml(data_file(name))
