"""Tables for notebooks: captioned, escaped, wrapped, the same where a page is not trusted."""

import html
import io
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from numbers import Number
from pathlib import Path
from typing import Any

import pandas as pd
from pandas.api.types import is_bool, is_bool_dtype, is_float_dtype, is_integer, is_numeric_dtype

from kzlib.show.colours import HAIRLINE
from kzlib.show.html import QUIET, SERIF, WRAP, Shown, escape
from kzlib.show.numbers import MISSING, infinite, minus
from kzlib.show.picture_checks import check_needs
from kzlib.text.arguments import checked, shown
from kzlib.text.checks import check_whole
from kzlib.text.files import guard, table_content, write_file
from kzlib.text.plain import harmless

Format = str | Callable[[float], str]
TABLE = "border-collapse:collapse;table-layout:auto;margin:0;font-size:13px;line-height:1.4"
LINE = f"border-bottom:1px solid {HAIRLINE}"
LONG, LEAST = 28, 14  # characters from which a text column wraps; its least width in em
MOST_ROWS, MOST_CHARACTERS = 2**20 - 1, 32_767  # of a sheet below its heads, of a cell: Excel's own
LIMIT = 200  # rows shown: more are a page that nobody reads; a file has them all


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


class Table(Saved):
    """A table that saves itself: all rows of the columns shown (`frame`), under their names."""


@checked
def table(
    frame: pd.DataFrame,
    *,
    caption: str,
    columns: Mapping[str, str] | Sequence[str] | None = None,
    formats: Mapping[str, Format] | None = None,
    words: str | Sequence[str] = (),
    limit: int = LIMIT,
) -> Table:
    """A table in the order given: numbers to the right, text to the left, long text wrapped.

    What it takes:
    - `columns`: which columns, in which order; as a mapping also their names;
    - `formats`: for a column a format ("{:.1f}") or a function such as `ratio`;
    - `words`: the columns that hold an article's own words (serif italics);
    - `limit`: the rows shown; a last line says how many more there are.

    All rows, with their numbers unrounded, are `.frame`, `.to_csv(path)` and `.to_excel(path)`.

    A cell may be what `quote` or `say` made. Missing and empty cells show as –, infinite ones as
    ∞, a table without rows as "none".

    Errors: ValueError for no caption, an unknown column, two of one name, a format that does not
    fit a cell, and a limit below 1.

    >>> table(pd.DataFrame({"term": ["oil"], "n": [1200]}), caption="Words.")
    Words.
    term | n
    oil | 1,200
    """
    if not caption.strip():
        raise ValueError("A table needs a caption that says what its numbers are.")
    check_whole(limit=limit)
    frame = frame.set_axis([str(name) for name in frame.columns], axis="columns")
    if not frame.columns.is_unique:
        raise ValueError(f"Two columns have one name: {[*frame.columns]}; rename one of them.")
    names = frame.columns if columns is None else columns
    heads = dict(columns) if isinstance(columns, Mapping) else {name: name for name in names}
    words = [words] if isinstance(words, str) else words
    formats = formats or {}
    if unknown := [name for name in (*heads, *formats, *words) if name not in frame.columns]:
        raise ValueError(f"No such column: {shown(unknown)}; the table has {[*frame.columns]}.")
    data, more = (
        frame[[*heads]].set_axis([*heads.values()], axis="columns"),
        rest(len(frame), limit),
    )
    frame = frame.head(limit)
    cells = {
        name: [_cell(value, formats.get(name, _usual(frame[name]))) for value in frame[name]]
        for name in heads
    }
    styles = {name: _style(frame[name], cells[name], name in words) for name in heads}
    sides = {name: "right" if "align:right" in styles[name] else "left" for name in heads}
    head = "".join(
        f'<th scope="col" align="{sides[name]}" style="text-align:{sides[name]};'
        f'vertical-align:bottom;padding:.3em .7em">{escape(label)}</th>'
        for name, label in heads.items()
    )
    rows = [
        "".join(
            f'<td align="{sides[name]}" style="{styles[name]}">'
            f"{_spoken(cells[name][row]) if name in words else cells[name][row].html}</td>"
            for name in heads
        )
        for row in range(len(frame))
    ] or [_wide("none", len(heads))]
    lines = [" | ".join(cells[name][row].text for name in heads) for row in range(len(frame))]
    if more:
        rows.append(_wide(more, len(heads)))
        lines.append(more)
    text = "\n".join([caption, " | ".join(heads.values()), *(lines or ["none"])])
    return Table(_frame(caption, head, rows), text, data)


@checked
def concordance(
    frame: pd.DataFrame, *, caption: str, by: str | None = None, limit: int = LIMIT
) -> Table:
    """Occurrences in context, the match in the middle, whole; under each group's label if `by`.

    `frame` is what `kwic` gives: article, sentence, left, match, right and the `by` column. No more
    than `limit` lines are shown of a group (of all, without `by`), and a last line says how many
    more there are. All are `.frame`, `.to_csv(path)` and `.to_excel(path)`.

    Errors: ValueError for no caption, a column that is missing, and a limit below 1.
    """
    if not caption.strip():
        raise ValueError("A concordance needs a caption that says what was looked for.")
    check_whole(limit=limit)
    needed = ["article", "sentence", "left", "match", "right", *([by] if by else [])]
    check_needs(frame, needed, "A concordance needs")
    groups = frame.groupby(by, sort=False, observed=True, dropna=False) if by else [("", frame)]
    cell = f"{SERIF};{WRAP};vertical-align:baseline;padding:.25em 0"
    rows, lines = [], [caption]
    for label, group in groups:
        if by:
            lines.append(f"{label}: {len(group)}")
            rows.append(
                '<th colspan="3" scope="colgroup" align="left" style="text-align:left;'
                f'font-weight:normal;padding:.8em .7em .3em"><strong>{escape(label)}</strong> '
                f"<span>· {len(group)}</span></th>"
            )
        for row in group[needed[:5]].head(limit).itertuples(index=False):
            source = f"{row.article}:{row.sentence}"
            lines.append(f"{source} | {row.left} | {row.match} | {row.right}")
            # The last line of the left part stands on the line of the match, however it wraps;
            # a space at its end, which a page would swallow, becomes a distance.
            space = ";padding-right:.3em" if str(row.left)[-1:].isspace() else ""
            rows.append(
                '<th scope="row" align="left" style="text-align:left;vertical-align:baseline;'
                'font-weight:normal;white-space:nowrap;padding:.25em .7em;font-size:85%">'
                f'<span style="{QUIET}">{escape(source)}</span></th>'
                f'<td align="right" style="{cell};text-align:right;width:42%{space}">'
                f'<em style="display:inline-block;text-align:left">{escape(row.left)}</em></td>'
                f'<td align="left" style="{cell};text-align:left"><em><strong>'
                f"{escape(row.match)}</strong>{escape(row.right)}</em></td>"
            )
        if more := rest(len(group), limit):
            rows.append(_wide(more, 3))
            lines.append(more)
    if frame.empty:
        rows, lines = ['<td style="text-align:left;padding:.3em .7em">none</td>'], [caption, "none"]
    return Table(_frame(caption, "", rows), "\n".join(lines), frame[needed])


def _wide(words: str, columns: int) -> str:
    """A cell from side to side."""
    return f'<td colspan="{columns}" style="text-align:left;padding:.3em .7em">{words}</td>'


def _spoken(cell: Shown) -> str:
    """An article's words in italics that stay where a page drops every style."""
    is_bare = cell.html == escape(cell.text) and cell.text != MISSING
    return f"<em>{cell.html}</em>" if is_bare else cell.html


def _frame(caption: str, head: str, rows: Sequence[str]) -> str:
    top = f'<thead><tr style="{LINE}">{head}</tr></thead>' if head else ""
    body = "".join(f'<tr style="{LINE}">{row}</tr>' for row in rows)
    name = html.escape(caption.partition(". ")[0])  # read out where keys scroll a wide table
    return (
        f'<div style="overflow-x:auto" role="group" tabindex="0" aria-label="{name}">'
        f'<table style="{TABLE}"><caption style="caption-side:top;'
        f'text-align:left;padding:.3em .7em;{WRAP}">{escape(caption)}</caption>{top}'
        f"<tbody>{body}</tbody></table></div>"
    )


def _usual(column: "pd.Series[Any]") -> Format | None:
    """Decimals for a column of numbers only if one of them has any."""
    if not is_float_dtype(column):
        return None
    numbers = column[(column.abs() < math.inf).fillna(False)]
    return "{:,.0f}" if (numbers % 1 == 0).all() else "{:,.2f}"


def _cell(value: Any, form: Format | None) -> Shown:
    """A cell as HTML and as text; ValueError where its format does not fit."""
    if isinstance(value, Shown):
        return value
    try:
        if (isinstance(value, str) and not value) or pd.isna(value) is True:
            text = MISSING
        elif callable(form):
            text = form(value)
        elif isinstance(value, float) and math.isinf(value):
            text = infinite(value)
        elif is_bool(value):
            text = "yes" if value else "no"
        else:
            text = (form or ("{:,}" if is_integer(value) else "{}")).format(value)
            text = text if isinstance(value, str) else minus(text)
    except (TypeError, ValueError, LookupError, AttributeError, OverflowError) as error:
        raise ValueError(
            f"The format {shown(form)} does not fit the cell {shown(value)}."
        ) from error
    return Shown(escape(text), text)


def _style(column: "pd.Series[Any]", cells: Sequence[Shown], is_words: bool) -> str:
    base = f"vertical-align:top;padding:.3em .7em;{SERIF if is_words else ''}"
    if is_numeric_dtype(column) and not is_bool_dtype(column):
        return f"{base};text-align:right;white-space:nowrap"
    longest = max((len(cell.text) for cell in cells), default=0)
    wide = f"min-width:{LEAST}em;{WRAP}" if longest > LONG else "white-space:nowrap"
    return f"{base};text-align:left;{wide}"


def _write_excel(path: str | Path, frame: pd.DataFrame, *, overwrite: bool) -> None:
    """An Excel file with one sheet, the names of the columns in its first row.

    Text that Excel would run as a formula gets a ' in front; numbers stay numbers.
    """
    if find_spec("openpyxl") is None:
        raise ValueError(
            "openpyxl, which writes Excel files, is not installed; use .to_csv(path), "
            "or: pip install openpyxl"
        )
    if Path(path).suffix.lower() != ".xlsx":
        raise ValueError(f"{str(path)!r} does not end in .xlsx; give a path that does")
    if len(frame) > MOST_ROWS:
        raise ValueError(f"{len(frame):,} rows are more than Excel holds; use .to_csv(path)")
    file = io.BytesIO()
    _plain(frame).map(_excel_cell).to_excel(file, sheet_name="table", index=False)
    write_file(Path(path), file.getvalue(), overwrite=overwrite)


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with the text of cells that `quote` or `say` made."""
    objects = frame.astype(object)
    return objects.map(lambda cell: cell.text if isinstance(cell, Shown) else cell)


def _excel_cell(value: Any) -> object:
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
