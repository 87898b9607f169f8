"""Codings of sentences: files of codes read whole, and the labels of two tables side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from kzlib.text.checks import check_reserved
from kzlib.text.corpus import Corpus, as_text
from kzlib.text.files import read_rows
from kzlib.text.groups import with_group
from kzlib.text.parts import PARTS

CODEBOOK: dict[str, tuple[str, ...]] = {
    "part": tuple(PARTS),
    "tone": ("-1", "0", "1"),
    "target": ("us", "kazakhstan", "relationship", "region", "other", ""),
    "themes": (
        *("diplomacy", "security", "trade", "energy", "connectivity", "governance"),
        *("us_politics", "development", "culture", ""),
    ),
    "act": ("describe", "evaluate", "recommend", "predict"),
    "addressee": ("us", "kazakhstan", "both", "other", ""),
    "voice": ("author", "direct", "reported"),
    "speaker": (),
}
"""The columns of the codebook and their values; `speaker` is free, `themes` joins values by ";"."""

PLACE = ("article", "sentence", "start", "end")
SENTENCE = ["article", "sentence"]


class Paired(NamedTuple):
    """Of each coded sentence: its group, the labels coded and the labels found."""

    groups: list[str]
    coded: list[set[str]]
    found: list[set[str]]


def read_codes(
    path: str | Path | Sequence[str | Path],
    corpus: Corpus | None = None,
    *,
    by: str | None = None,
) -> pd.DataFrame:
    """The codings of a file, of every CSV file in a folder, or of a list of files and folders.

    A row a sentence and coder: article, sentence, start, end, coder (the file's name without
    .csv), then part, tone, target, themes ("trade;energy"), act, addressee, voice, speaker. All
    is text but the place and `tone` (-1, 0, 1). A coder may leave sentences out; other columns
    of a file are not read. With a corpus, every row must be one of its sentences, and four columns
    more make the table what `method_agreement`, `coder_agreement` and `compare_shares` take: paragraph, text and
    words (of kind word) of the sentence, and `by`, if given, a column of the articles.
    Errors: FileNotFoundError for a missing path or a folder without CSV files; ValueError for
    a file that is not UTF-8 or has no rows, a missing column, a value that the codebook does not
    have, a sentence coded twice in a file, two files of one name, an empty list, a row that is no
    sentence of the corpus, and `by` without a corpus; LookupError for an unknown `by`.
    """
    paths = [path] if isinstance(path, (str, Path)) else list(path)
    if not paths:
        raise ValueError("the list of codings is empty; give a file or a folder at the least")
    files = [file for one in paths for file in _csv_files(Path(one))]
    by_coder: dict[str, Path] = {}
    for file in files:
        if (other := by_coder.setdefault(file.stem, file)) is not file:
            raise ValueError(
                f"the coder {file.stem!r} is given twice, by {str(other)!r} and {str(file)!r}; "
                "a file is named after its coder, so rename one or leave it out"
            )
    codes = pd.concat([_read_coder(file) for file in files], ignore_index=True)
    if corpus is None:
        if by is not None:
            raise ValueError(f"by is {by!r}, and there is no corpus to group by; give it too")
        return codes
    _check_sentences(codes, corpus)
    return with_place(codes, corpus, by)


def with_place(codes: pd.DataFrame, corpus: Corpus, by: str | None) -> pd.DataFrame:
    """Codes of a corpus with the paragraph, text and words of each sentence, and its group."""
    known = corpus.sentences[[*SENTENCE, "paragraph", "text", "id", "words"]].copy()
    known["article"] = known["article"].astype(str)
    codes = codes.merge(known, how="left", on=SENTENCE)
    return codes if by is None else with_group(corpus, codes, by=by)


def matches_as_codes(
    sentences: pd.DataFrame, matches: pd.DataFrame, *, column: str = "themes"
) -> pd.DataFrame:
    """Which keys a dictionary found in each sentence, in the form of the codings.

    A row for each row of `sentences`: article, sentence and `column`, the keys of the matches
    in that sentence, each once, in alphabetical order and joined by ";", "" where none is.
    Matches in other sentences are left out.

    >>> sentences = pd.DataFrame({"article": ["a", "a"], "sentence": [1, 2]})
    >>> matches = sentences.iloc[[0, 0]].assign(key=["trade", "energy"])
    >>> list(matches_as_codes(sentences, matches)["themes"])
    ['energy;trade', '']
    """
    keys: dict[tuple[str, int], set[str]] = {}
    for article, sentence, key in zip(
        matches["article"], matches["sentence"], matches["key"], strict=True
    ):
        keys.setdefault((str(article), int(sentence)), set()).add(str(key))
    rows = sentences[SENTENCE].reset_index(drop=True)
    places = zip(rows["article"].astype(str), rows["sentence"], strict=True)
    return rows.assign(**{column: [";".join(sorted(keys.get(place, ()))) for place in places]})


def pair_labels(
    found: pd.DataFrame,
    codes: pd.DataFrame,
    *,
    column: str,
    by: str | None,
    reserved: Iterable[str] = (),
) -> Paired:
    """The labels of the coded sentences in both tables, in the order of `codes`.

    Errors: as `code_scores` says; `reserved` names the columns of the result.
    """
    check_reserved(by, reserved)
    coded_labels, found_labels = labels(codes, column, "codes"), labels(found, column, "found")
    missing = sorted(coded_labels.keys() - found_labels.keys())
    if missing:
        raise ValueError(
            f"found has no row for {missing[0][0]}:{missing[0][1]}, which is coded; "
            "give one for each coded sentence, empty where no label was found"
        )
    there = [found_labels[place] for place in coded_labels]
    return Paired(group_names(codes, by), list(coded_labels.values()), there)


def group_names(codes: pd.DataFrame, by: str | None) -> list[str]:
    """The group of each row, "" without `by`. Errors: LookupError for an unknown column."""
    if by is None:
        return [""] * len(codes)
    if by not in codes:
        raise LookupError(
            f"the codings have no column {by!r}; group by one of: {', '.join(map(str, codes))}"
        )
    if codes[by].isna().any():
        raise ValueError(f"a row of the codings has no {by}; give each its {by}, or leave it out")
    return codes[by].astype(str).tolist()


def labels(table: pd.DataFrame, column: str, name: str) -> dict[tuple[str, int], set[str]]:
    """(article, sentence) -> the labels of the column, in the table's order.

    Errors: LookupError for a column that is not there; ValueError for no rows, two rows for a
    sentence, and a cell that is no text. `name` is what the errors call the table.
    """
    if not isinstance(table, pd.DataFrame):
        raise ValueError(
            f"{name} is a {type(table).__name__}; give a table with a row for each sentence"
        )
    for wanted in (*SENTENCE, column):
        if wanted not in table.columns:
            raise LookupError(
                f"{name} has no column {wanted!r}; it has: {', '.join(map(str, table.columns))}"
            )
    if table.empty:
        raise ValueError(f"{name} has no rows; give a row for each sentence to compare")
    if table["article"].isna().any():
        raise ValueError(f"{name} has a row without an article; give each its article")
    found: dict[tuple[str, int], set[str]] = {}
    for article, sentence, joined in zip(
        table["article"], table["sentence"], table[column], strict=True
    ):
        number, text = as_text(sentence), as_text(joined)
        if not re.fullmatch("[0-9]+", number):
            raise ValueError(f"{name} has the sentence {sentence!r}; give whole numbers from 1")
        place = (str(article), int(number))
        if place in found:
            raise ValueError(
                f"{name} has more than one row for {place[0]}:{place[1]}; choose one coder first"
            )
        if not isinstance(joined, str) and not re.fullmatch("(-?[0-9]+)?", text):
            raise ValueError(
                f"{name} has {joined!r} for {place[0]}:{place[1]}; give whole numbers, or join "
                "labels as text by ';'"
            )
        found[place] = split_labels(text)
    return found


def split_labels(joined: str) -> set[str]:
    """The labels of a cell that joins them by ";"; none of an empty one."""
    return {label for label in map(str.strip, joined.split(";")) if label}


def join_labels(cell: set[str]) -> str:
    """The labels of a cell as one text, sorted."""
    return ";".join(sorted(cell))


def check_codes(path: Path, table: pd.DataFrame, columns: Iterable[str]) -> None:
    """ValueError at the first value that the codebook does not have; rows count from the index."""
    for column in columns:
        allowed = CODEBOOK[column]
        values = [
            split_labels(text) or {""} if column == "themes" else {text} for text in table[column]
        ]
        fine = [not allowed or value <= set(allowed) for value in values]
        check_rows(path, table, column, fine, [value or "(empty)" for value in allowed])


def check_rows(
    path: Path, table: pd.DataFrame, column: str, fine: Iterable[bool], allowed: list[str]
) -> None:
    """ValueError at the first row that is not fine, with what would be."""
    for index, value, good in zip(table.index, table[column], fine, strict=True):
        if not good:
            raise ValueError(
                f"row {index + 2} of {path.name} has {value!r} in the column {column}; "
                f"allowed: {', '.join(allowed)}"
            )


def _csv_files(path: Path) -> list[Path]:
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    if not files:
        raise FileNotFoundError(
            f"the folder {str(path)!r} has no .csv file; give one with a file for each coder"
        )
    if not files[0].is_file():
        raise FileNotFoundError(
            f"there is no file or folder {str(path)!r}; give a CSV file of codings or their folder"
        )
    return files


def _read_coder(path: Path) -> pd.DataFrame:
    needed = [*PLACE, *CODEBOOK]
    table = pd.DataFrame(read_rows(path, needed), columns=needed, dtype="str")
    for column in PLACE[1:]:
        fine = table[column].str.fullmatch("[0-9]{1,9}")
        check_rows(path, table, column, fine, ["a whole number"])
    check_codes(path, table, CODEBOOK)
    numbers = dict.fromkeys(PLACE[1:], "int32")
    table = table.astype({**numbers, "tone": "int64"}).assign(coder=path.stem)
    twice = table[table.duplicated(SENTENCE)]
    if not twice.empty:
        raise ValueError(
            f"{path.name} codes {twice['article'].iloc[0]}:{twice['sentence'].iloc[0]} twice; "
            "keep one row"
        )
    return table[[*PLACE, "coder", *CODEBOOK]]


def _check_sentences(codes: pd.DataFrame, corpus: Corpus) -> None:
    known = corpus.sentences[list(PLACE)].assign(article=corpus.sentences["article"].astype(str))
    spans = set(known.itertuples(index=False, name=None))
    for row in codes[[*PLACE, "coder"]].itertuples(index=False, name=None):
        if row[:4] not in spans:
            raise ValueError(
                f"{row[4]}.csv codes {row[0]}:{row[1]} at {row[2]} to {row[3]}, and the corpus has "
                "no such sentence; code the sentences of corpus.sentences"
            )
