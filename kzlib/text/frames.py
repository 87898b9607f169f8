"""A table of articles as a corpus keeps it: ids, columns as text, dates, and the texts."""

import pandas as pd

from kzlib.text.arguments import shown
from kzlib.text.checks import as_text, check_columns, check_ids, listed
from kzlib.text.dates import DATE_COLUMNS, date_columns
from kzlib.text.encodings import tag_in
from kzlib.text.plain import has_half, plain_text

KNOWN_COLUMNS = (
    *("article", "label", "title", "author", "source", "published"),
    *("url", "kind", "derived_from", "file"),
)
"""Columns that every articles table has, in this order; what is not known is ""."""


def read_frame(frame: pd.DataFrame, text: str) -> tuple[pd.DataFrame, dict[str, str]]:
    """The articles table and the texts by id, of a table as `Corpus.from_frame` takes it."""
    rows = frame.reset_index(drop=True).set_axis([*map(as_text, frame)], axis=1)
    text = as_text(text)
    for name in ("article", text):
        if name not in rows:
            raise ValueError(f"no column {name!r} (it has: {listed(rows)}); or say text=")
    if text == "article":
        raise ValueError("'article' holds the ids; name the column with the texts")
    if rows.empty:
        raise ValueError("the articles table has no rows; a corpus needs at least one article")
    check_columns(column for column in rows if column != text)
    if not rows.columns.is_unique:
        twice = rows.columns[rows.columns.duplicated()][0]
        raise ValueError(f"two columns are called {twice!r}; give each its own name")
    given = {str(name): [*map(as_text, rows[name])] for name in rows if name != text}
    default = dict.fromkeys(KNOWN_COLUMNS, "") | {"label": given["article"]}
    articles = pd.DataFrame(default | with_dates(given), dtype="str")
    check_ids(articles["article"])
    texts = dict(zip(articles["article"], rows[text], strict=True))
    for name, content in texts.items():
        _check_text(name, content)
    articles["article"] = pd.Categorical(articles["article"], categories=list(texts))
    return articles, texts


def with_dates(columns: dict[str, list[str]]) -> dict[str, list[str]]:
    """The columns of articles with those of DATE_COLUMNS that they lack.

    Read from `published` or else `date`, if there is one; see `date_columns`.
    """
    written = columns.get("published", columns.get("date"))
    if written is None or {*DATE_COLUMNS} <= {*columns}:
        return columns
    dates = date_columns(columns["article"], written)
    return columns | {name: values for name, values in dates.items() if name not in columns}


def _check_text(name: str, content: object) -> None:
    """ValueError where the text of an article is none."""
    if isinstance(content, str) and has_half(content):
        raise ValueError(f"article {name!r} has half of a character; decode its text anew")
    if not isinstance(content, str) or not plain_text(content).strip():
        raise ValueError(f"article {name!r} has no text; leave it out or give its text")
    if tag := tag_in(content):
        raise ValueError(
            f"article {name!r} is HTML (it has {shown(tag)}); give the text alone, as copied from "
            "the browser or saved there as text"
        )
