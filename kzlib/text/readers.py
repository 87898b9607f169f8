"""Articles from a folder with an index, at once or in batches, or a word on what is wrong."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path, PureWindowsPath
from typing import NamedTuple

import pandas as pd
from ftfy import fix_encoding
from ftfy.badness import BADNESS_RE

from kzlib.text.arguments import checked, shown
from kzlib.text.checks import check_columns, check_ids, check_whole, listed
from kzlib.text.corpus import Corpus
from kzlib.text.duplicates import Duplicates, Repeats, warn, warn_of
from kzlib.text.files import decode, is_file, read_bytes, read_rows
from kzlib.text.plain import plain_text

BESIDE = re.compile(r"readme|licen[cs]e|copying|changelog|\.|__macosx$", re.IGNORECASE)
LOOKED_AT = 100  # places that may have been decoded wrongly
ROUND = 20  # characters shown on either side of what was decoded wrongly


@checked
def read_corpus(
    folder: str | Path, *, index: str = "articles.csv", duplicates: Duplicates = "warn"
) -> Corpus:
    """The articles of a folder, described by its index.

    - The index is a CSV file in the folder with a row an article and at least the columns `article`
      and `file` (relative to the folder); it is read as text.
    - Nothing outside the folder is read: no `../`, no absolute path, no link that leads out.
    - The files are UTF-8; a byte-order mark is dropped, line ends stay. Where the index has a
      `sha256`, the file must have it.
    - Of other `.txt` files, what is plainly no article (`README.txt`, `._a.txt`) is left out.
    - The same text twice is treated as `duplicates` says: see `Corpus.from_frame`.

    Warnings, each one: the files left out; text that was decoded wrongly (*donâ€™t*), with an
    example, and never repaired here; the same text twice.

    Errors: FileNotFoundError for a missing folder, index or file; ValueError for a `.txt` file
    that no row names (also in a subfolder, unless that has an index of its own), a repeated id or
    file, an index or a file outside the folder, an empty file, one that is not UTF-8 text or does
    not have its `sha256`, a column with the name of one of kzlib's own.
    """
    (corpus,) = read_batches(folder, size=None, index=index, duplicates=duplicates)
    return corpus


@checked
def read_batches(
    source: str | Path | Iterable[Mapping[str, object]],
    *,
    size: int | None = 1000,
    index: str = "articles.csv",
    duplicates: Duplicates = "warn",
) -> Iterator[Corpus]:
    """A large corpus as an iterator of small ones, `size` articles each (None: all in one).

    `source` is one of:

    - a folder as for `read_corpus`, checked whole before the first batch;
    - any iterable of mappings with `article`, `text` and whatever else `Corpus.from_frame` takes.

    The same text in two batches is seen too: what is remembered is a number a text. A batch of a
    folder is read when its turn comes; functions with an `executor` have it read where it is used
    (but for `duplicates="drop"`, where what is left out depends on the batches before).

    Errors: as those two; ValueError for a `size` below 1, no article at all, an id in two batches.
    """
    check_whole(size=1 if size is None else size)
    folder = Path(source) if isinstance(source, (str, Path)) else None
    rows = source if folder is None else _read_index(folder, index)
    return Batches(_lots(iter(rows), size, folder, duplicates))  # type: ignore[arg-type]


class Report(NamedTuple):
    """What reading a batch showed: its articles, what is there twice, what is to be said."""

    names: list[str]
    repeats: Repeats | None = None
    said: Sequence[str] = ()


class Lot(NamedTuple):
    """A batch before it is read, cheap to send: rows of an index, or articles with their text."""

    rows: list[dict[str, object]]
    folder: Path | None
    duplicates: Duplicates

    def read(self) -> tuple[Corpus, Report]:
        """The corpus and what the batches before and after it must know of it."""
        rows, said = self.rows, []
        if self.folder is not None:
            read = [_read_text(self.folder, row) for row in rows]
            rows = [{**row, "text": text} for row, (text, _) in zip(rows, read, strict=True)]
            said = [message for _, message in read if message]
        corpus = Corpus.from_frame(pd.DataFrame(rows, dtype=object), duplicates="keep")
        repeats = None if self.duplicates == "keep" else corpus.repeats()
        return corpus, Report([*corpus.text], repeats, said)


class Batches(Iterator[Corpus]):
    """Corpora one after another, and what they are made of: see `read_batches`."""

    def __init__(self, lots: Iterator[Lot]) -> None:
        self._lots = lots
        self._ids: set[str] = set()
        self._texts: dict[bytes, str] = {}

    def __next__(self) -> Corpus:
        for lot in self._lots:
            corpus, report = lot.read()
            same = self.tell(report, drop=lot.duplicates == "drop")
            if report.repeats and lot.duplicates == "drop":
                corpus = corpus.without(report.repeats, same)
            if corpus.text:
                return corpus
        if not self._ids:
            raise ValueError("there is no article in the source; give at least one")
        raise StopIteration

    def lots(self) -> Iterator[Lot | Corpus]:
        """What is sent to where it is used: a corpus only where it depends on those before."""
        for lot in self._lots:
            if lot.duplicates == "drop":
                self._lots = chain([lot], self._lots)
                yield from self
            else:
                yield lot

    def tell(self, report: Report, *, drop: bool = False) -> dict[str, str]:
        """Say what a batch showed; its articles whose text was there before -> whose that was."""
        for message in report.said:
            warn(message)
        if twice := self._ids.intersection(report.names):
            raise ValueError(f"two articles have the id {min(twice)!r}; give each its own")
        self._ids.update(report.names)
        if report.repeats is None:
            return {}
        same = report.repeats.same(self._texts)
        if not drop:
            warn_of(report.repeats.places(same))
        return same


def _lots(
    articles: Iterator[Mapping[str, object]],
    size: int | None,
    folder: Path | None,
    duplicates: Duplicates,
) -> Iterator[Lot]:
    while batch := list(islice(articles, size)):
        for article in batch:
            if not isinstance(article, Mapping):
                raise ValueError(f"an article is {shown(article)}; give a mapping with its text")
        yield Lot([*map(dict, batch)], folder, duplicates)


def _read_index(folder: Path, index: str) -> list[dict[str, str]]:
    """The rows of the index, checked against the files of the folder."""
    if not os.path.isdir(folder):
        raise FileNotFoundError(f"there is no folder {str(folder)!r}; give one with an {index}")
    if not index or PureWindowsPath(index).name != index or not index.isprintable():
        raise ValueError(f"index is {index!r}; give the name of a file in the folder")
    path = _inside(folder, index, "the index is")
    if not is_file(path):
        raise FileNotFoundError(
            f"the folder {str(folder)!r} has no {index}; make one with the columns article and file"
        )
    rows = read_rows(path, ("article", "file"))
    check_columns(rows[0])
    for row in rows:
        row |= {name: row[name].strip() for name in ("article", "file")}
    check_ids(pd.Series([row["article"] for row in rows], dtype=str), first=2)
    inside = sorted(each.relative_to(folder) for each in folder.rglob("*"))
    names = {_composed(each): each for each in inside}
    known: set[str] = set()
    for row in rows:
        name = names.get(_composed(Path(row["file"])), row["file"])
        there = _inside(folder, str(name), f"{index} names")
        if (file := os.path.realpath(there)) in known:
            raise ValueError(f"two rows of {index} name the file {row['file']!r}; keep one")
        known.add(file)
        if not is_file(there):
            raise FileNotFoundError(
                f"{index} names {row['file']!r} for {row['article']}, and it is not there; add it"
            )
        row["file"] = there.relative_to(folder).as_posix()
    corpora = {each.parent for each in inside if each.name == index} - {Path()}
    beside = []
    for name, each in names.items():
        is_text = each.suffix.lower() == ".txt" and corpora.isdisjoint(each.parents)
        if is_text and os.path.realpath(folder / each) not in known:
            if not any(map(BESIDE.match, each.parts)):
                raise ValueError(f"no row of {index} names {name!r}; add a row for it or move it")
            beside.append(name)
    if beside:
        warn(f"left out, as no articles: {listed(beside)}")
    return rows


def _inside(folder: Path, name: str, what: str) -> Path:
    """A file of the folder by its name; ValueError where that leads, or is a link, out of it."""
    written = PureWindowsPath(name)  # reads both kinds of strokes, and letters of drives
    real = Path(os.path.realpath(folder / name))
    leads_out = written.anchor or ".." in written.parts
    if leads_out or not real.is_relative_to(os.path.realpath(folder)):
        raise ValueError(f"{what} {name!r}, outside the folder; give the name of a file inside it")
    return folder / name


def _composed(path: Path) -> str:
    """A file's name as the index has it: some systems take accents apart."""
    return plain_text(path.as_posix())


def _wrong_encoding(text: str, name: str) -> str:
    """One sentence where text was decoded wrongly and encoded again: *donâ€™t* for *don’t*."""
    places = [] if text.isascii() else [found.span() for found in BADNESS_RE.finditer(text)]
    for start, end in places[:LOOKED_AT]:
        words = " ".join(text[max(0, start - ROUND) : end + ROUND].split())
        if (meant := fix_encoding(words)) != words:
            return (
                f"{name} was decoded wrongly, {len(places)} times, as in {words!r}, which was "
                f"perhaps {meant!r}; mend the file, or it is counted as it is"
            )
    return ""


def _read_text(folder: Path, row: Mapping[str, object]) -> tuple[str, str]:
    """An article's text, and what is to be said of it."""
    path = folder / str(row["file"])
    content, name = read_bytes(path), path.name
    text = decode(content, name)
    if not text.strip():
        raise ValueError(f"{name} is empty; add its text or take its row out of the index")
    wanted = str(row.get("sha256", "")).strip().lower()
    if wanted and wanted != hashlib.sha256(content).hexdigest():
        raise ValueError(f"{name} has another sha256 than the index says; mend one of them")
    return text, _wrong_encoding(text, name)
