"""Codings of sentences, and how well anything else agrees with them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product
from pathlib import Path

import pandas as pd

from kzlib.corpus import Corpus, as_text
from kzlib.files import read_rows
from kzlib.parts import PARTS

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
RESULT = [
    *("label", "cases", "found", "hits", "false_positives", "misses"),
    *("precision", "recall", "f1"),
]


def read_codes(path: str | Path, corpus: Corpus | None = None) -> pd.DataFrame:
    """The codings of a file, or of every CSV file in a folder.

    A row a sentence and coder: article, sentence, start, end, coder (the file's name without
    .csv), then part, tone, target, themes ("trade;energy"), act, addressee, voice, speaker. All
    is text but the place and `tone` (-1, 0, 1). A coder may leave sentences out; other columns
    of a file are not read. With a corpus, every row must be one of its sentences.
    Errors: FileNotFoundError for a missing path or a folder without CSV files; ValueError for
    a file that is not UTF-8 or has no rows, a missing column, a value that the codebook does not
    have, a sentence coded twice in a file, and a row that is no sentence of the corpus.
    """
    path = Path(path)
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    if not files:
        raise FileNotFoundError(
            f"the folder {str(path)!r} has no .csv file; give one with a file for each coder"
        )
    if not files[0].is_file():
        raise FileNotFoundError(
            f"there is no file or folder {str(path)!r}; give a CSV file of codings or their folder"
        )
    codes = pd.concat([_read_coder(file) for file in files], ignore_index=True)
    if corpus is not None:
        _check_sentences(codes, corpus)
    return codes


def keys_by_sentence(
    sentences: pd.DataFrame, matches: pd.DataFrame, *, column: str = "themes"
) -> pd.DataFrame:
    """Which keys a dictionary found in each sentence, in the form of the codings.

    A row for each row of `sentences`: article, sentence and `column`, the keys of the matches
    in that sentence, each once, in alphabetical order and joined by ";", "" where none is.
    Matches in other sentences are left out.

    >>> sentences = pd.DataFrame({"article": ["a", "a"], "sentence": [1, 2]})
    >>> matches = sentences.iloc[[0, 0]].assign(key=["trade", "energy"])
    >>> list(keys_by_sentence(sentences, matches)["themes"])
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


def agreement(
    found: pd.DataFrame, codes: pd.DataFrame, *, column: str = "themes", by: str | None = None
) -> pd.DataFrame:
    """How what was found agrees with what was coded, label by label.

    Both tables have a row a sentence with `article`, `sentence` and `column`: one label, several
    joined by ";", or none (also a missing value). `found` may be a tool's labels
    (`keys_by_sentence`) or another coder's. The sentences of `codes` are those compared; choose
    them first (one coder, one part). `by` is a column of `codes`; its groups are counted apart.

    A row a group and label (every label that occurs in any group): the `by` column, label, cases
    (sentences coded with it), found (sentences where it was found), hits (both), false_positives,
    misses, and precision = hits / found, recall = hits / cases, f1 = 2 hits / (cases + found),
    each from 0 to 1, NaN where its denominator is 0. Sorted by group and label.
    Errors: LookupError for a column that a table does not have; ValueError for a table without
    rows or with two for a sentence, a cell that is no text, a coded sentence that `found` does not
    have, and a `by` with the name of a column of the result.
    Source: van Rijsbergen 1979 (F1).

    >>> codes = pd.DataFrame({"article": "a", "sentence": [1, 2, 3], "themes": ["x", "x;y", ""]})
    >>> found = codes.assign(themes=["x", "y", "x"])
    >>> agreement(found, codes)[["label", "precision", "recall"]].to_numpy().tolist()
    [['x', 0.5, 0.5], ['y', 1.0, 1.0]]
    """
    if by in RESULT:
        raise ValueError(f"by is {by!r}, a column of the result; rename it in the codings first")
    coded_labels, found_labels = _labels(codes, column, "codes"), _labels(found, column, "found")
    if by is not None and by not in codes:
        raise LookupError(
            f"the codings have no column {by!r}; group by one of: {', '.join(codes.columns)}"
        )
    missing = sorted(coded_labels.keys() - found_labels.keys())
    if missing:
        raise ValueError(
            f"found has no row for {missing[0][0]}:{missing[0][1]}, which is coded; "
            "give one for each coded sentence, empty where no label was found"
        )
    groups = ["" for _ in coded_labels] if by is None else codes[by].astype(str).tolist()
    labels = set().union(*coded_labels.values(), *(found_labels[place] for place in coded_labels))
    counts = {pair: [0, 0, 0] for pair in product(sorted(set(groups)), sorted(labels))}
    for group, (place, coded) in zip(groups, coded_labels.items(), strict=True):
        for label in coded | found_labels[place]:
            in_coded, in_found = label in coded, label in found_labels[place]
            count = counts[group, label]
            count[0] += in_coded
            count[1] += in_found
            count[2] += in_coded and in_found
    index = [pair if by else pair[1:] for pair in counts]
    names = [by, "label"] if by else ["label"]
    table = pd.DataFrame(index, columns=names)
    table[["cases", "found", "hits"]] = pd.DataFrame(
        list(counts.values()), columns=["cases", "found", "hits"], dtype="int64"
    )
    table["false_positives"] = table["found"] - table["hits"]
    table["misses"] = table["cases"] - table["hits"]
    table["precision"] = table["hits"] / table["found"]
    table["recall"] = table["hits"] / table["cases"]
    table["f1"] = 2 * table["hits"] / (table["cases"] + table["found"])
    return table


def macro_f1(table: pd.DataFrame, *, min_cases: int = 6) -> float:
    """The mean F1, from 0 to 1, of the rows of `agreement` with at least `min_cases` cases.

    Give the rows of one group. ValueError where no row has so many.

    >>> macro_f1(pd.DataFrame({"cases": [6, 9, 5], "f1": [0.5, 1.0, 0.0]}))
    0.75
    """
    enough = table[table["cases"] >= min_cases]
    if enough.empty:
        raise ValueError(f"no label has {min_cases} cases or more; ask for a lower min_cases")
    return float(enough["f1"].mean())


def _labels(table: pd.DataFrame, column: str, name: str) -> dict[tuple[str, int], set[str]]:
    """(article, sentence) -> the labels of the column, in the table's order."""
    for wanted in (*SENTENCE, column):
        if wanted not in table:
            raise LookupError(
                f"{name} has no column {wanted!r}; it has: {', '.join(map(str, table.columns))}"
            )
    if table.empty:
        raise ValueError(f"{name} has no rows; give a row for each sentence to compare")
    labels: dict[tuple[str, int], set[str]] = {}
    for article, sentence, joined in zip(
        table["article"], table["sentence"], table[column], strict=True
    ):
        number, text = as_text(sentence), as_text(joined)
        if not re.fullmatch("[0-9]+", number):
            raise ValueError(f"{name} has the sentence {sentence!r}; give whole numbers from 1")
        place = (str(article), int(number))
        if place in labels:
            raise ValueError(
                f"{name} has more than one row for {place[0]}:{place[1]}; choose one coder first"
            )
        if not isinstance(joined, str) and not re.fullmatch("(-?[0-9]+)?", text):
            raise ValueError(
                f"{name} has {joined!r} for {place[0]}:{place[1]}; join labels as text by ';'"
            )
        labels[place] = _split(text)
    return labels


def _split(joined: str) -> set[str]:
    return {label for label in map(str.strip, joined.split(";")) if label}


def _read_coder(path: Path) -> pd.DataFrame:
    needed = [*PLACE, *CODEBOOK]
    table = pd.DataFrame(read_rows(path, needed), columns=needed, dtype="str")
    for column in PLACE[1:]:
        _check(path, table, column, table[column].str.fullmatch("[0-9]{1,9}"), ["a whole number"])
    for column, allowed in CODEBOOK.items():
        values = [_split(text) or {""} if column == "themes" else {text} for text in table[column]]
        fine = [not allowed or value <= set(allowed) for value in values]
        _check(path, table, column, fine, [value or "(empty)" for value in allowed])
    numbers = dict.fromkeys(PLACE[1:], "int32")
    table = table.astype({**numbers, "tone": "int64"}).assign(coder=path.stem)
    twice = table[table.duplicated(SENTENCE)]
    if not twice.empty:
        raise ValueError(
            f"{path.name} codes {twice['article'].iloc[0]}:{twice['sentence'].iloc[0]} twice; "
            "keep one row"
        )
    return table[[*PLACE, "coder", *CODEBOOK]]


def _check(
    path: Path, table: pd.DataFrame, column: str, fine: Iterable[bool], allowed: list[str]
) -> None:
    """ValueError at the first row that is not fine, with what would be."""
    for number, (value, good) in enumerate(zip(table[column], fine, strict=True), 2):
        if not good:
            raise ValueError(
                f"row {number} of {path.name} has {value!r} in the column {column}; "
                f"allowed: {', '.join(allowed)}"
            )


def _check_sentences(codes: pd.DataFrame, corpus: Corpus) -> None:
    known = corpus.sentences[list(PLACE)].assign(article=corpus.sentences["article"].astype(str))
    spans = set(known.itertuples(index=False, name=None))
    for row in codes[[*PLACE, "coder"]].itertuples(index=False, name=None):
        if row[:4] not in spans:
            raise ValueError(
                f"{row[4]}.csv codes {row[0]}:{row[1]} at {row[2]} to {row[3]}, and the corpus has "
                "no such sentence; code the sentences of corpus.sentences"
            )
