"""Articles from a folder with an index, at once or in batches, or a word on what is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import pandas as pd

from kzlib.text.checks import check_columns, check_ids
from kzlib.text.corpus import Corpus
from kzlib.text.files import decode, read_rows


def read_corpus(folder: str | Path, *, index: str = "articles.csv") -> Corpus:
    """The articles of a folder, described by its index.

    - The index is a CSV file with a row an article and at least the columns `article` and `file`
      (relative to the folder); it is read as text.
    - The files are UTF-8; a byte-order mark is dropped, line ends stay. Where the index has a
      `sha256`, the file must have it.

    Errors: FileNotFoundError for a missing folder, index or file; ValueError for a `.txt` file
    that no row names (also in a subfolder, unless that has an index of its own), a repeated id or
    file, an empty file, one that is not UTF-8 text or does not have its `sha256`, a column with the
    name of one of kzlib's own.
    """
    (corpus,) = read_batches(folder, size=None, index=index)
    return corpus


def read_batches(
    source: str | Path | Iterable[Mapping[str, object]],
    *,
    size: int | None = 1000,
    index: str = "articles.csv",
) -> Iterator[Corpus]:
    """A large corpus as an iterator of small ones, `size` articles each (None: all in one).

    `source` is one of:

    - a folder as for `read_corpus`, checked whole before the first batch;
    - any iterable of mappings with `article`, `text` and whatever else `Corpus.from_frame` takes.

    Errors: as those two; ValueError for a `size` below 1, no article at all, an id in two batches.
    """
    if size is not None and size < 1:
        raise ValueError(f"size is {size}; give the number of articles in a batch, 1 or more")
    if isinstance(source, (str, Path)):
        folder = Path(source)
        rows: Iterable[Mapping[str, object]] = _read_index(folder, index)
        articles = ({**row, "text": _read_text(folder, row)} for row in rows)
    else:
        articles = ({**row} for row in source)
    return _batches(articles, size)


def _batches(articles: Iterator[dict[str, object]], size: int | None) -> Iterator[Corpus]:
    seen: set[str] = set()
    while batch := list(islice(articles, size)):
        corpus = Corpus.from_frame(pd.DataFrame(batch, dtype=object))
        if twice := seen.intersection(corpus.text):
            raise ValueError(f"two articles have the id {min(twice)!r}; give each its own")
        seen.update(corpus.text)
        yield corpus
    if not seen:
        raise ValueError("there is no article in the source; give at least one")


def _read_index(folder: Path, index: str) -> list[dict[str, str]]:
    """The rows of the index, checked against the files of the folder."""
    if not folder.is_dir():
        raise FileNotFoundError(f"there is no folder {str(folder)!r}; give one with an {index}")
    path = folder / index
    if not path.is_file():
        raise FileNotFoundError(
            f"the folder {str(folder)!r} has no {index}; make one with a row for each article "
            "and the columns article and file"
        )
    rows = read_rows(path, ("article", "file"))
    check_columns(rows[0])
    check_ids(pd.Series([row["article"] for row in rows], dtype=str), first=2)
    known: set[Path] = set()
    for row in rows:
        file = (folder / row["file"]).resolve()
        if file in known:
            raise ValueError(f"two rows of {index} name the file {row['file']!r}; keep one")
        known.add(file)
        if not file.is_file():
            raise FileNotFoundError(
                f"{index} names the file {row['file']!r} for {row['article']}, and it is not in "
                f"{str(folder)!r}; add the file or take the row out"
            )
    others = {each.parent for each in folder.rglob(path.name)} - {folder}  # corpora of their own
    for found in sorted(folder.rglob("*")):
        is_text = found.suffix.lower() == ".txt" and others.isdisjoint(found.parents)
        if is_text and found.resolve() not in known:
            raise ValueError(
                f"no row of {index} names {found.relative_to(folder).as_posix()!r}; "
                "add a row for it or move the file away"
            )
    return rows


def _read_text(folder: Path, row: Mapping[str, object]) -> str:
    path = folder / str(row["file"])
    content = path.read_bytes()
    text = decode(content, path.name)
    if not text.strip():
        raise ValueError(f"{path.name} is empty; add its text or take its row out of the index")
    wanted = str(row.get("sha256", "")).strip().lower()
    if wanted and wanted != hashlib.sha256(content).hexdigest():
        raise ValueError(
            f"{path.name} does not have the sha256 that the index gives; "
            "restore the file, or correct the index if the change was meant"
        )
    return text
