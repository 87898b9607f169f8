"""A corpus as a folder of text files with an index, the form that `read_corpus` reads."""

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PureWindowsPath

import pandas as pd

from kzlib.text.checks import listed
from kzlib.text.dates import DATE_COLUMNS, read_date
from kzlib.text.files import table_content, write_file

INDEX = "articles.csv"
LONGEST = 50  # characters of a file's name; systems allow 255 bytes
MARK = "\ufeff"


def save_articles(
    folder: Path, articles: pd.DataFrame, texts: Mapping[str, str], *, overwrite: bool
) -> None:
    """The index and a `.txt` file an article, in a folder that is made if need be.

    Errors: FileNotFoundError for no folder above it; ValueError for a folder with files in it,
    unless `overwrite` is True and it has no other texts, and for text that UTF-8 cannot hold.
    """
    files = dict(zip(texts, file_names(texts), strict=True))
    contents: dict[str, bytes] = {}
    for name, text in texts.items():
        # A mark at the beginning of a file is none of its text: so one more is written.
        content = (MARK + text if text.startswith(MARK) else text).encode()
        if b"\0" in content:
            raise ValueError(f"article {name!r} holds a NUL character; take it out of its text")
        contents[name] = content
    index = articles.drop(columns=_made(articles)).assign(file=[*files.values()])
    if "sha256" in index:
        index["sha256"] = [hashlib.sha256(content).hexdigest() for content in contents.values()]
    if "encoding" in index:
        index["encoding"] = "utf-8"
    table = table_content(index)
    _make(folder, {INDEX, *files.values()}, overwrite)
    write_file(folder / INDEX, table, overwrite=overwrite)  # first: half a corpus is then refused
    for name, content in contents.items():
        write_file(folder / files[name], content, overwrite=overwrite)


def _made(articles: pd.DataFrame) -> list[str]:
    """The columns of dates that reading makes again from `published`."""
    read = [read_date(written) or ("", "", "") for written in articles["published"]]
    made = pd.DataFrame(read, columns=[*DATE_COLUMNS], index=articles.index, dtype="str")
    there = [name for name in DATE_COLUMNS if name in articles and articles["published"].any()]
    return [name for name in there if (articles[name] == made[name]).all()]


def _make(folder: Path, names: set[str], overwrite: bool) -> None:
    if not os.path.isdir(folder.parent):
        raise FileNotFoundError(f"there is no folder {str(folder.parent)!r}; make it first")
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise ValueError(f"{str(folder)!r} is no folder; give another path")
    there = {each.name for each in folder.iterdir()} if os.path.isdir(folder) else set()
    if there and not overwrite:
        raise ValueError(
            f"the folder {str(folder)!r} has files in it; give a new one, or overwrite=True"
        )
    texts = {name for name in there if name.lower().endswith(".txt")}
    if strange := sorted(texts - names):
        raise ValueError(
            f"the folder {str(folder)!r} has other texts ({listed(strange)}); give a new one"
        )
    try:
        folder.mkdir(exist_ok=True)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "no system has such a name"
        raise ValueError(f"{str(folder)!r} cannot be made: {why}; give another path") from None


def file_names(ids: Iterable[str]) -> list[str]:
    """A name of a text file for each id: fit for every system, also where capitals are the same.

    >>> file_names(["smith-1", "Smith-1", "a/b", "../con"])
    ['smith-1.txt', 'Smith-1-2.txt', 'a-b.txt', 'article-con.txt']
    """
    names: list[str] = []
    seen: set[str] = set()
    for each in ids:
        base = re.sub(r"[^\w-]+", "-", each)[:LONGEST].strip("-") or "article"
        if PureWindowsPath(base).is_reserved():
            base = f"article-{base}"
        name, number = base, 1
        while name.casefold() in seen:
            number += 1
            name = f"{base}-{number}"
        seen.add(name.casefold())
        names.append(f"{name}.txt")
    return names
