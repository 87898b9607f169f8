"""The articles of a folder without an index, and the beginning of an index for it."""

import os
import re
from pathlib import Path, PureWindowsPath

import pandas as pd

from kzlib.text.arguments import checked
from kzlib.text.checks import listed
from kzlib.text.corpus import Corpus
from kzlib.text.dates import read_date
from kzlib.text.encodings import decode_any, guessed
from kzlib.text.files import is_file, read_bytes, write_rows
from kzlib.text.frames import KNOWN_COLUMNS
from kzlib.text.notices import warn
from kzlib.text.plain import plain_text

BESIDE = re.compile(r"readme|licen[cs]e|copying|changelog|\.|__macosx$", re.IGNORECASE)
INDEX = "articles.csv"
UNFIT = re.compile(r"[\s:]+")  # what no id may hold
BY = re.compile(r"by\s+", re.IGNORECASE)


def path_inside(folder: Path, name: str, what: str) -> Path:
    """A file of the folder by its name; ValueError where that leads, or is a link, out of it."""
    written = PureWindowsPath(name)  # reads both kinds of strokes, and letters of drives
    real = Path(os.path.realpath(folder / name))
    leads_out = written.anchor or ".." in written.parts
    if leads_out or not real.is_relative_to(os.path.realpath(folder)):
        raise ValueError(f"{what} {name!r}, outside the folder; give the name of a file inside it")
    return folder / name


def unindexed(folder: Path, index: str) -> list[dict[str, str]]:
    """The `.txt` files of a folder and its sub-folders, a row each: article, file and folder.

    `article` is the file's name without its ending, with the sub-folder before it where two are
    called the same. A sub-folder with an `index` of its own is another corpus. One UserWarning
    names what is left out. Errors: FileNotFoundError for no folder, and none of these files in it;
    ValueError for a link that leads out of it, and two files whose ids would be the same.
    """
    if not os.path.isdir(folder):
        raise FileNotFoundError(f"there is no folder {str(folder)!r}; give one with articles")
    there = sorted(each.relative_to(folder) for each in folder.rglob("*") if is_file(each))
    for each in there:
        check_utf8(each.as_posix())
    corpora = {each.parent for each in there if each.name == index} - {Path()}
    texts = [each for each in there if is_article(each) and corpora.isdisjoint(each.parents)]
    known = {*texts, Path(INDEX)}
    others = [each.as_posix() for each in there if each not in known and each.name[0] != "."]
    if not texts:
        raise FileNotFoundError(
            f"the folder {str(folder)!r} has no {index} and no .txt file"
            f"{f' (it has: {listed(others)})' if others else ''}; give one with articles"
        )
    if others:
        warn(f"left out, as no articles: {listed(others)}")
    alone = len({each.stem for each in texts}) == len(texts)
    rows = []
    for each in texts:
        path_inside(folder, each.as_posix(), "the folder has")
        name = each.stem if alone else each.with_suffix("").as_posix()
        rows.append({"article": UNFIT.sub("-", plain_text(name)), "file": each.as_posix()})
    ids = pd.Series([row["article"] for row in rows])
    if ids.duplicated().any():
        names = listed(
            row["file"] for row in rows if row["article"] == ids[ids.duplicated()].iloc[0]
        )
        raise ValueError(f"the files {names} would have the same id; rename one")
    return with_folder(rows)


def check_utf8(name: str) -> None:
    """ValueError for a file's name in an old code page, as some archives leave it."""
    if not name.isascii() and name != (valid := name.encode(errors="replace").decode()):
        raise ValueError(f"the name of the file {valid!r} is not UTF-8; rename the file")


def is_article(path: Path) -> bool:
    """Is a file an article by its name: `.txt`, and no README, licence or hidden file?"""
    return path.suffix.lower() == ".txt" and not any(map(BESIDE.match, path.parts))


def with_folder(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows with the sub-folder of each file as `folder`, if there is one; "" for the top."""
    if not any("/" in row["file"] for row in rows) or "folder" in rows[0]:
        return rows
    return [{**row, "folder": row["file"].rpartition("/")[0]} for row in rows]


@checked
def draft_index(folder: str | Path, *, path: str | Path | None = None) -> pd.DataFrame:
    """The beginning of an index for a folder of articles, to be corrected and filled in.

    A row a `.txt` file, with the columns of an index: `article` and `label` (the file's name),
    `folder` (if there are sub-folders), `title` (the first line, where it looks like a headline),
    `author` (of a byline), `published` (a date in the file's name), `source`, `url` and `kind`
    (empty) and `file`. Nothing is written unless `path` names a CSV file; saved as `articles.csv`
    in the folder, it is what `read_corpus` reads.

    Errors: FileNotFoundError for a folder that is not there or has no `.txt` file; ValueError for
    files that are no text, and a `path` that is there already.
    """
    folder = Path(folder)
    rows = unindexed(folder, "")
    read = [decode_any(read_bytes(folder / row["file"]), row["file"]) for row in rows]
    warn(guessed([(row["file"], guess) for row, (_, guess) in zip(rows, read, strict=True)]))
    corpus = Corpus.from_frame(pd.DataFrame(rows).assign(text=[text for text, _ in read]))
    table = corpus.articles.set_index("article", drop=False)
    paragraphs = corpus.paragraphs
    for column, found in (
        ("title", paragraphs["part"] == "title"),
        ("author", paragraphs["rule"] == "byline"),
    ):
        first = paragraphs[found].drop_duplicates("article")
        for name, start, end in zip(first["article"], first["start"], first["end"], strict=True):
            words = " ".join(corpus.text[name][start:end].split())
            table.loc[name, column] = BY.sub("", words, count=1) if column == "author" else words
    dates = (read_date(Path(file).stem.replace("_", " ")) for file in table["file"])
    table["published"] = [found[0] or found[2] if found else "" for found in dates]
    columns = [name for name in (*KNOWN_COLUMNS[:2], "folder", *KNOWN_COLUMNS[2:]) if name in table]
    table = table[columns].drop(columns="derived_from").reset_index(drop=True).astype("str")
    if path is not None:
        write_rows(Path(path), table)
    return table
