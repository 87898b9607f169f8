"""Articles from a folder with an index, at once or in batches, or a word on what is wrong."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path, PureWindowsPath
from typing import NamedTuple

import pandas as pd

from kzlib.text.arguments import checked, shown
from kzlib.text.article_tables import READERS, read_articles, read_table
from kzlib.text.checks import as_text, check_columns, check_ids, check_whole, listed
from kzlib.text.corpus import Corpus
from kzlib.text.duplicates import Duplicates, Repeats, warn_of
from kzlib.text.encodings import decode_any, guessed
from kzlib.text.files import is_file, read_bytes
from kzlib.text.folders import BESIDE, INDEX, check_utf8, path_inside, unindexed, with_folder
from kzlib.text.frames import with_dates
from kzlib.text.notices import warn
from kzlib.text.plain import plain_text

# What ftfy's pattern cannot do without: two characters that are not ASCII, or one of these.
SUSPECT = re.compile("[^\0-\x7f](?:[^\0-\x7f]+|(?<=[\x80-\x9f\u0152\u0153\xc2\xc3]))")
AROUND = 8  # characters that its matches may have on either side: none has more than six
LOOKED_AT = 100  # places that may have been decoded wrongly
ROUND = 20  # characters shown on either side of what was decoded wrongly


@checked
def read_corpus(
    source: str | Path,
    *,
    index: str = "articles.csv",
    text: str = "text",
    duplicates: Duplicates = "warn",
) -> Corpus:
    """The articles of a folder, or of one file with a table of them.

    `source` is one of:

    - a folder with an index: a table (CSV, ``.xlsx``, JSON Lines ...) with a row an article and at
      least the columns `article` and `file` (relative to the folder);
    - a folder without one: each ``.txt`` file in it and its sub-folders is an article, called like
      the file (`draft_index` helps to describe them);
    - a file with a table: ``.csv``, ``.tsv``, ``.xlsx``, ``.jsonl``, ``.json`` or ``.parquet``,
      with a row an article and its text in the column `text`; without a column `article` the ids
      are ``row-1``, ``row-2`` ...

    What is read is text:

    - Files in sub-folders have the sub-folder's name in a column `folder`, to group by.
    - Files are UTF-8, or UTF-16 with its mark; of others the encoding is guessed, and a warning
      names the guess, unless the index says it in a column `encoding`. A byte-order mark is
      dropped, line ends stay. Where the index has a `sha256`, the file must have it.
    - `date`, `year` and `month` are added where `published` has a date: see `Corpus.from_frame`.
    - Nothing outside the folder is read: no `../`, no absolute path, no link that leads out.
    - Of other `.txt` files, what is plainly no article (`README.txt`, `._a.txt`) is left out.
    - The same text twice is treated as `duplicates` says: see `Corpus.from_frame`.

    Warnings, each one: what was left out; encodings that were guessed; dates that cannot be read;
    text that was decoded wrongly (*donâ€™t*), with an example, and never repaired here; the same
    text twice.

    Errors: FileNotFoundError for a missing folder, index or file, and no article at all; ValueError
    for a `.txt` file that no row of the index names (also in a subfolder, unless that has an index
    of its own), a repeated id or file, an index or a file outside the folder, an empty file, one
    that is no text (a PDF, HTML) or does not have its `sha256`, a table without the column of
    texts, a column with the name of one of kzlib's own, an Excel or Parquet file where the package
    that reads it is not installed.
    """
    (corpus,) = read_batches(source, size=None, index=index, text=text, duplicates=duplicates)
    return corpus


@checked
def read_batches(
    source: str | Path | Iterable[Mapping[str, object]],
    *,
    size: int | None = 500,
    index: str = "articles.csv",
    text: str = "text",
    duplicates: Duplicates = "warn",
) -> Iterator[Corpus]:
    """A large corpus as an iterator of small ones, `size` articles each (None: all in one).

    `source` is one of:

    - a folder or a file as for `read_corpus`, checked whole before the first batch;
    - any iterable of mappings with `article`, `text` and whatever else `Corpus.from_frame` takes.

    The same text in two batches is seen too: what is remembered is a number a text. A batch of a
    folder is read when its turn comes; functions with an `executor` have it read where it is used
    (but for `duplicates="drop"`, where what is left out depends on the batches before).

    Errors: as those two; ValueError for a `size` below 1, no article at all, an id in two batches.
    """
    check_whole(size=1 if size is None else size)
    if not isinstance(source, (str, Path)):
        return Batches(_lots(iter(source), size, None, duplicates))
    path = Path(source)
    folder = None if is_file(path) else path
    rows = _read_folder(path, index) if folder else _read_table(path, text)
    return Batches(_lots(_drained(rows), size, folder, duplicates))


def _read_table(path: Path, text: str) -> list[dict[str, object]]:
    """The articles of a table, with their texts in the column text, and dates."""
    rows = read_articles(path, text=text)
    check_columns(name for name in rows[0] if name != as_text(text))
    return [{"text" if name == as_text(text) else name: row[name] for name in row} for row in rows]


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
            rows = [{**row, "text": text} for row, (text, *_) in zip(rows, read, strict=True)]
            said = [message for *_, message in read if message]
            found = [
                (str(row["file"]), guess) for row, (_, guess, _) in zip(rows, read, strict=True)
            ]
            said += filter(None, [guessed(found)])
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


def _drained(rows: list[dict[str, object]]) -> Iterator[dict[str, object]]:
    """The rows of a list that is emptied: of a long index, what is done needs no memory."""
    rows.reverse()
    while rows:
        yield rows.pop()


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


def _read_folder(folder: Path, index: str) -> list[dict[str, object]]:
    """The rows of a folder's index, or of its files where it has none; with folder and dates."""
    indexed = index != INDEX or not os.path.isdir(folder) or _indexes(folder)
    rows = with_folder(_read_index(folder, index) if indexed else unindexed(folder, index))
    columns = with_dates({name: [row[name] for row in rows] for name in rows[0]})
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _indexes(folder: Path) -> list[str]:
    """The tables of a folder that are called as its index is, but for the ending."""
    return sorted(path.name for path in folder.glob("articles.*") if path.suffix in READERS)


def _read_index(folder: Path, index: str) -> list[dict[str, str]]:
    """The rows of the index, checked against the files of the folder."""
    if not os.path.isdir(folder):
        raise FileNotFoundError(f"there is no folder {str(folder)!r}; give one with articles")
    if not index or PureWindowsPath(index).name != index or not index.isprintable():
        raise ValueError(f"index is {index!r}; give the name of a file in the folder")
    path = path_inside(folder, index, "the index is")
    if not is_file(path):
        others = [name for name in _indexes(folder) if index == INDEX != name]
        hint = f"say index={others[0]!r}, if that is one" if others else "make one"
        raise FileNotFoundError(
            f"the folder {str(folder)!r} has no {index}; {hint} with the columns article and file"
        )
    table = read_table(path, ("article", "file"))
    rows = [
        {name: each if isinstance(each, str) else as_text(each) for name, each in row.items()}
        for row in table
    ]
    check_columns(rows[0])
    for row in rows:
        row |= {name: row[name].strip() for name in ("article", "file")}
    check_ids(pd.Series([row["article"] for row in rows], dtype=str), first=2)
    inside = [*_listed(folder)]
    names = {plain_text(name): name for name, _ in inside}  # some systems take accents apart
    plain_files = {name for name, is_plain in inside if is_plain}
    real = os.path.realpath(folder)
    known: set[str] = set()
    for row in rows:
        name = row["file"]
        if name in plain_files:
            file = f"{real}/{name}"
        else:
            name = names.get(plain_text(Path(name).as_posix()), name)
            file = os.path.realpath(path_inside(folder, name, f"{index} names"))
        if file in known:
            raise ValueError(f"two rows of {index} name the file {row['file']!r}; keep one")
        known.add(file)
        if name not in plain_files and not is_file(folder / name):
            raise FileNotFoundError(
                f"{index} names {row['file']!r} for {row['article']}, and it is not there; add it"
            )
        row["file"] = Path(name).as_posix()
    _check_others(folder, index, names, known)
    return rows


def _listed(folder: Path) -> Iterator[tuple[str, bool]]:
    """What is in a folder, by name, and whether that is surely a file in it, no link; sorted."""
    found: list[tuple[str, bool]] = []
    for path, folders, files in os.walk(folder):
        above = Path(path).relative_to(folder).as_posix()
        start = "" if above == "." else f"{above}/"
        found += ((f"{start}{name}", False) for name in folders)
        with os.scandir(path) as entries:
            plain = {each.name for each in entries if each.is_file(follow_symlinks=False)}
        plain = {name for name in plain if "\\" not in name and ":" not in name}
        found += ((f"{start}{name}", name in plain) for name in files)
    return iter(sorted(found))


def _check_others(folder: Path, index: str, names: dict[str, str], known: set[str]) -> None:
    """ValueError for a text file that no row names; a warning for what is plainly no article."""
    corpora = {Path(each).parent for each in names.values() if Path(each).name == index} - {Path()}
    beside = []
    real = os.path.realpath(folder)
    for name, each in names.items():
        if not each.lower().endswith(".txt") or f"{real}/{each}" in known:
            continue
        check_utf8(each)
        path = Path(each)
        if corpora.isdisjoint(path.parents) and os.path.realpath(folder / each) not in known:
            if not any(map(BESIDE.match, path.parts)):
                raise ValueError(f"no row of {index} names {name!r}; add a row for it or move it")
            beside.append(name)
    if beside:
        warn(f"left out, as no articles: {listed(beside)}")


def _wrong_encoding(text: str, name: str) -> str:
    """One sentence where text was decoded wrongly and encoded again: *donâ€™t* for *don’t*."""
    if text.isascii() or not (suspect := [*SUSPECT.finditer(text)]):
        return ""
    from ftfy import fix_encoding  # noqa: PLC0415  (slow to import, seldom needed)
    from ftfy.badness import BADNESS_RE  # noqa: PLC0415

    if not any(
        BADNESS_RE.search(text, max(0, found.start() - AROUND), found.end() + AROUND)
        for found in suspect
    ):
        return ""
    places = [found.span() for found in BADNESS_RE.finditer(text)]
    for start, end in places[:LOOKED_AT]:
        words = " ".join(text[max(0, start - ROUND) : end + ROUND].split())
        if (meant := fix_encoding(words)) != words:
            return (
                f"{name} was decoded wrongly, {len(places)} times, as in {words!r}, which was "
                f"perhaps {meant!r}; mend the file, or it is counted as it is"
            )
    return ""


def _read_text(folder: Path, row: Mapping[str, object]) -> tuple[str, str, str]:
    """An article's text, the encoding that was guessed, if any, and what is to be said of it."""
    path = folder / str(row["file"])
    content, name = read_bytes(path), path.name
    text, guess = decode_any(content, name, str(row.get("encoding", "")).strip())
    if not text.strip():
        raise ValueError(f"{name} is empty; add its text or take its row out of the index")
    wanted = str(row.get("sha256", "")).strip().lower()
    if wanted and wanted != hashlib.sha256(content).hexdigest():
        raise ValueError(f"{name} has another sha256 than the index says; mend one of them")
    return text, guess, _wrong_encoding(text, name)
