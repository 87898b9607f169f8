"""The codebook: the columns that a sentence is coded in, and the codes that each may hold."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import repeat
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, get_args

from kzlib.text.arguments import checked, shown
from kzlib.text.characters import MINUS
from kzlib.text.checks import as_text, check_fields
from kzlib.text.files import data_file, is_file, read_bytes, read_toml

Level = Literal["nominal", "ordinal"]
LEVELS = get_args(Level)

PLACE = ("article", "sentence", "start", "end")
"""Where a coded sentence stands."""

PLACED = ("paragraph", "part", "text", "id", "words")
"""What the corpus knows of a coded sentence."""

TEXT_HASH = "text_hash"
"""What a file of codings may have, to tell whether a sentence was changed since."""

SHEET = ("row", "blind_id", "before", "stratum", "stratum_size", "stratum_drawn")
"""What only a coding sheet has."""

NONE = "none"
"""What the tables call an empty cell."""

_OWN = {*PLACE, *PLACED, *SHEET, TEXT_HASH, "after", "coder"} - {"part"}
_FIELDS: dict[str, type] = {"about": str, "level": str, "empty": str, "values": list}
_FIELDS |= dict.fromkeys(("free", "several", "asked"), bool)
_SAY = {str: "text in quotes", list: "a list, as [1, 2]", bool: "true or false"}


@dataclass(frozen=True)
class CodebookColumn:
    """One column: its codes in `values` (none: free text) and how a cell holds them.

    `several`: a cell may join codes by ";". `level`: ordinal where the values are in order.
    `empty`: what an empty cell means, "" where none may be empty. `asked`: a coder fills it in.
    """

    name: str
    values: tuple[str, ...]
    several: bool
    level: Level
    empty: str
    asked: bool

    @property
    def allowed(self) -> str:
        """What a cell may hold, in an error's words."""
        values = [*self.values, *["(empty)"] * bool(self.empty)]
        return ", ".join(values) or "any text, not an empty cell"

    @property
    def whole(self) -> bool:
        """Are the codes whole numbers in order?"""
        return self.level == "ordinal" and all(map(_is_whole, self.values))

    def fits(self, cell: str) -> bool:
        """May a cell hold this?"""
        codes = split_codes(cell) if self.several else [cell] * bool(cell)
        if not codes:
            return bool(self.empty)
        return not self.values or {*self.values}.issuperset(codes)

    def in_order(self, codes: Collection[str]) -> list[str]:
        """The codes from low to high, or by name; whole numbers also beyond those of the codebook.

        Errors: ValueError for a code that has no place in the order.
        """
        if self.level == "nominal":
            return sorted(codes)
        known = _is_whole if self.whole else self.values.__contains__
        if bad := [code for code in codes if not known(code)]:
            what = "whole numbers, such as" if self.whole else "one of:"
            give = f"{what} {', '.join(self.values)}, or leave the sentence out"
            raise ValueError(f"a {self.name} is {bad[0]!r}; give {give}")
        return sorted(codes, key=int if self.whole else self.values.index)


@dataclass(frozen=True)
class Codebook:
    """Columns by their names, in the order of their file; made by `read_codebook`.

    `sha256` is the file's, so that a record can say by which codebook something was coded.
    """

    name: str
    columns: Mapping[str, CodebookColumn]
    sha256: str

    @property
    def asked(self) -> list[str]:
        """The names of the columns that a coder fills in."""
        return [name for name, column in self.columns.items() if column.asked]

    def column(self, name: str) -> CodebookColumn:
        """The column of this name. Errors: LookupError where there is none."""
        if name not in self.columns:
            raise LookupError(
                f"the codebook {self.name!r} has no column {name!r}; it has: "
                f"{', '.join(self.columns)}; give the codebook that has it: codebook='mine.toml'"
            )
        return self.columns[name]


CodebookLike: TypeAlias = str | Path | Codebook


@checked
def read_codebook(name_or_path: CodebookLike = "codebook") -> Codebook:
    """A codebook: kzlib's own by its name, or a reader's own by its path.

    "codebook" is the file of kzlib that `seeds/codes` is read with; what ends in `.toml`, or is a
    Path, is a file of yours. A Codebook is given back as it is.

    What the file holds (UTF-8, TOML): `title` and `about` for people, if you like, and a table
    ``[columns.NAME]`` for each column, with
    - `values`: the codes, a list of text or whole numbers; or `free = true`: any text;
    - `several = true`, if a cell may hold several, joined by ";";
    - `level = "ordinal"`, if the values are in order, from low to high; whole numbers are then
      read as numbers, and are in order by themselves;
    - `empty`: what an empty cell means; without it no cell of the column may be empty;
    - `asked = false`, if a coder is not asked for it;
    - `about`: what the column is about, for people.

    Errors: FileNotFoundError; ValueError, with the file's name, for TOML that cannot be read, an
    unknown field, one of another type, no columns, a column without values, with a value twice
    (also as 1 and "01") or one that no cell could hold, and one with the name of a column that
    every coding has.

    >>> book = read_codebook()
    >>> book.column("tone").values, book.column("tone").level, book.column("themes").several
    (('-1', '0', '1'), 'ordinal', True)
    """
    if isinstance(name_or_path, Codebook):
        return name_or_path
    file = data_file(name_or_path)
    if not is_file(file):
        give = "give the path of a .toml file, or 'codebook' for kzlib's own"
        raise FileNotFoundError(f"there is no codebook {str(name_or_path)!r}; {give}")
    content = read_toml(file)
    check_fields(content, ("title", "about", "columns"), file.name)
    for field in ("title", "about"):
        if not isinstance(given := content.get(field, ""), str):
            raise ValueError(f"{file.name} has {field} = {shown(given)}; write {_SAY[str]}")
    tables = content.get("columns")
    if not isinstance(tables, Mapping) or not tables:
        raise ValueError(f"{file.name} has no columns; write [columns.tone] with values = [...]")
    columns = {name: _read_column(file.name, name, table) for name, table in tables.items()}
    name = file.name.removesuffix(".toml")
    return Codebook(name, MappingProxyType(columns), sha256(read_bytes(file)).hexdigest())


def split_codes(cell: str) -> list[str]:
    """The codes of a cell that joins them by ";", each once; none of an empty one."""
    return [*dict.fromkeys(filter(None, map(str.strip, cell.split(";"))))]


def whole_number(code: str) -> int | None:
    """The whole number that a code is, however it is written (+1, 01, 1.0), if it is one."""
    written = re.fullmatch(rf"([-+{MINUS}]?[0-9]{{1,18}})(\.0*)?", code)
    return int(written[1].replace(MINUS, "-")) if written else None


def _read_column(file: str, name: str, given: Any) -> CodebookColumn:
    where = f"{file}: the column {name!r}"
    if not re.fullmatch(r"[^\W\d][\w-]*", name):
        raise ValueError(f"{where} cannot be called so; use letters, digits, - and _")
    if name in _OWN:
        raise ValueError(f"{where} has the name of a column that every coding has; rename it")
    if not isinstance(given, Mapping):
        raise ValueError(f"{where} is {given!r}; write [columns.{name}] with values = [...]")
    check_fields(given, _FIELDS, where)
    for field, value in given.items():
        if not isinstance(value, _FIELDS[field]):
            raise ValueError(f"{where} has {field} = {value!r}; write {_SAY[_FIELDS[field]]}")
    values = [*map(_read_value, repeat(where), given.get("values", []))]
    if bool(values) == given.get("free", False):
        raise ValueError(f"{where} needs values, or free = true, and not both; write one of them")
    numbers = [*map(whole_number, values)]
    meant = [
        value if number is None else number for value, number in zip(values, numbers, strict=True)
    ]
    times = Counter(meant)
    if twice := [value for value, each in zip(values, meant, strict=True) if times[each] > 1]:
        raise ValueError(f"{where} has the value {twice[0]!r} twice; keep one")
    level, several = given.get("level", "nominal"), given.get("several", False)
    if level not in LEVELS:
        raise ValueError(f"{where} has the level {level!r}; write one of: {', '.join(LEVELS)}")
    if level == "ordinal" and (several or not values):
        raise ValueError(f"{where} is ordinal; give it values, and one a sentence")
    empty = as_text(given.get("empty", ""))
    if "empty" in given and (not empty or NONE in values):
        means = f"say in `empty` what that means, and call no value {NONE!r}"
        raise ValueError(f"{where} may be empty; {means}")
    return CodebookColumn(name, tuple(values), several, level, empty, given.get("asked", True))


def _read_value(where: str, value: object) -> str:
    """A value as cells hold it; ValueError for one that no cell could hold."""
    fits = isinstance(value, (str, int)) and not isinstance(value, bool)
    text = as_text(str(value))
    if not (fits and re.fullmatch(r"[^\s;]([^;]*[^\s;])?", str(value)) and text.isprintable()):
        wanted = "a whole number, or text that prints, without ; and without blanks around it"
        raise ValueError(f"{where} has the value {shown(value)}; write {wanted}")
    return text


def _is_whole(text: str) -> bool:
    return re.fullmatch("0|-?[1-9][0-9]{0,17}", text) is not None
