"""Sheets of sentences drawn at random for a person to code, and the reader of what comes back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from itertools import count
from pathlib import Path

import numpy as np
import pandas as pd

from kzlib.codes.codings import CODEBOOK, PLACE, SENTENCE, check_codes, labels, with_place
from kzlib.text.checks import check_whole
from kzlib.text.corpus import Corpus, check_corpus
from kzlib.text.files import read_rows
from kzlib.text.groups import Part, part_mask, with_group

ASKED = [column for column in CODEBOOK if column != "part"]
"""The columns that a coder may be asked to fill in."""

SHOWN = ["row", "id", "before", "text"]
"""The columns of a sheet that tell the coder what to code."""

RISKY = re.compile(r"'*[=+\-@＝＋－＠]")
"""How a cell begins that a spreadsheet would run as a formula, with or without our mark."""

LEAST = 2
"""Sentences of a stratum that a variance needs."""


def draw_coding_sheet(
    corpus: Corpus,
    *,
    n: int,
    by: str,
    scores: pd.DataFrame | None = None,
    equal: bool = False,
    part: Part = "body",
    columns: Sequence[str] = ASKED,
    seed: int = 0,
    path: str | Path | None = None,
) -> pd.DataFrame:
    """Draw sentences at random for a person to code, and write them as a CSV sheet.

    Drawn are `n` sentences of `part`, by strata: each group of `by`, and within it each tone of
    `scores` (as `score_tone` gives them: article, sentence, tone) if given. Of each stratum come
    two at the least (one where it has but one), as a variance needs; the rest is dealt out in
    proportion to the strata's sizes, or with `equal` evenly. The same seed draws the same.

    For `correct_means` name the stratum: strata="tone", the drawing then weighs as it was drawn.

    The result, in the order of the sheet, which is random: article, sentence, start, end, the `by`
    column, `stratum` ("x / -1"), `stratum_size` and `stratum_drawn` (sentences there and of
    these drawn, for weighting), then the sheet's own columns. With `path` only these are written,
    so that the coder sees neither group nor score nor whose article it is: `row` ("3 of 40"),
    `id` (twelve letters that stand for the place), `before` (the sentence before, "" for the
    first), `text`, and the empty columns tone, target, themes (joined by ";"), act, addressee,
    voice, speaker, or of these only `columns`; `CODEBOOK` has their values. White space is one
    blank. A cell of text that a
    spreadsheet would run as a formula (it begins with = + - @) gets a ' in front, which
    `read_coding_sheet` takes off again. The file is UTF-8 with a byte-order mark, for Excel; a file
    that is there already is not written over, as it may hold codes.
    Errors: LookupError for an unknown `by` or a column that scores lacks; ValueError for an unknown
    part or column, fewer sentences than `n`, an `n` too small for the strata, scores without one of
    the sentences, a bad seed, a `by` with the name of a column of the result, and a path that has
    another file; FileNotFoundError for a path in a folder that is not there.
    Source: stratified sampling, Cochran 1977.

    >>> frame = pd.DataFrame({"article": ["a"], "text": ["One day. It rained. We left."]})
    >>> sheet = draw_coding_sheet(Corpus.from_frame(frame), n=3, by="article", part=None)
    >>> sorted(sheet["text"]), sorted(sheet["row"])
    (['It rained.', 'One day.', 'We left.'], ['1 of 3', '2 of 3', '3 of 3'])
    """
    check_whole(n=n)
    check_whole(0, seed=seed)
    columns = _asked(columns)
    own = [*PLACE, "stratum", "stratum_size", "stratum_drawn", *SHOWN, *columns]
    if by in own and by != "article":
        raise ValueError(f"by is {by!r}, a column of the sheet; rename it in the index first")
    check_corpus(corpus)
    whole = corpus.whole.sentences
    articles = whole.groupby("article", observed=True)
    before = dict(zip(_ids(whole), articles["text"].shift(1, fill_value=""), strict=True))
    table = with_group(corpus, corpus.sentences, by=by)
    table = table[part_mask(table, part)].reset_index(drop=True)
    if len(table) < n:
        raise ValueError(f"n is {n}, and there are {len(table)} such sentences; ask for fewer")
    table["stratum"] = table[by].astype(str)
    if scores is not None:
        tones = labels(scores, "tone", "scores")
        where = list(zip(table["article"].astype(str), table["sentence"], strict=True))
        if lacking := [place for place in where if not tones.get(place)]:
            raise ValueError(
                f"scores has no tone for {lacking[0][0]}:{lacking[0][1]}; score the whole corpus"
            )
        table["stratum"] += [" / " + ";".join(sorted(tones[place])) for place in where]
    sizes = table["stratum"].value_counts().sort_index()
    drawn = _allocate(sizes, n, equal=equal)
    rng = np.random.default_rng(seed)
    rows = [
        rng.choice(np.flatnonzero(table["stratum"] == name), size, replace=False)
        for name, size in drawn.items()
    ]
    sheet = table.loc[rng.permutation(np.concatenate(rows))].reset_index(drop=True)
    sheet = sheet.assign(
        stratum_size=sheet["stratum"].map(sizes),
        stratum_drawn=sheet["stratum"].map(drawn),
        row=[f"{number} of {n}" for number in range(1, n + 1)],
        id=_ids(sheet),
        before=[_one_line(before[name]) for name in _ids(sheet)],
        text=sheet["text"].map(_one_line),
        **dict.fromkeys(columns, ""),
    )[list(dict.fromkeys([*PLACE, by, *own]))]
    if path is not None:
        safe = {name: sheet[name].map(_guard) for name in ("before", "text")}
        lines = sheet.assign(**safe)[[*SHOWN, *columns]].to_csv(index=False, lineterminator="\r\n")
        _write(Path(path), lines.encode("utf-8-sig"))
    return sheet


def read_coding_sheet(
    path: str | Path, corpus: Corpus, *, by: str | None = None, partial: bool = False
) -> pd.DataFrame:
    """A filled-in sheet, in the form of `read_codes`; the coder is the file's name without .csv.

    A row for each sentence coded, in text order, with the columns that the sheet has, one or more
    of those that `draw_coding_sheet` asks for. A row whose columns are all empty is not coded;
    as what is left of a random draw is none, that is an error, which says how many, unless
    `partial` is True: then these rows are left out. Cells may have white space around them, and
    the columns may be in another order or have others beside them. To keep the codes of a sheet
    with all columns beside those of other coders, write them without the column `coder`:
    ``codes.drop(columns="coder").to_csv("coders/anna.csv", index=False)``.
    Errors: FileNotFoundError; ValueError for a file that is not UTF-8 or not separated by commas,
    a missing column, a row that is missing or doubled, a sentence of another corpus, a changed
    text, a value that the codebook does not have (with row, column and what is allowed), rows
    that are not coded, and a sheet with nothing filled in.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(
            f"there is no file {str(path)!r}; give a sheet as draw_coding_sheet's"
        )
    rows = read_rows(path, SHOWN)
    asked = [column for column in ASKED if column in rows[0]]
    for name in rows[0]:
        if name not in asked and (meant := name.strip().lower()) in ASKED:
            raise ValueError(f"{path.name} has a column {name!r}; call it {meant!r} again")
    if not asked:
        raise ValueError(f"{path.name} has no column to code; add one of: {', '.join(ASKED)}")
    table = pd.DataFrame(rows, columns=[*SHOWN, *asked], dtype="str")
    table = table.apply(lambda cells: cells.str.strip())
    table = table[(table != "").any(axis=1)]  # a spreadsheet may add empty rows below
    coded = (table[asked] != "").any(axis=1)
    if not coded.any():
        raise ValueError(f"{path.name} has no codes; fill in the columns {', '.join(asked)}")
    _check_rows(path, table)
    known = corpus.sentences.assign(id=_ids(corpus.sentences)).set_index("id")
    texts = dict(zip(known.index, known["text"].map(_one_line), strict=True))
    for row in table.itertuples():
        if row.id not in texts:
            raise ValueError(
                f"row {row.Index + 2} of {path.name} has the id {row.id!r}, which is no sentence "
                "of this corpus; give the corpus that the sheet was drawn from, and leave ids alone"
            )
        given = _one_line(row.text)
        if texts[row.id] not in (given, _unguard(given)):
            raise ValueError(
                f"row {row.Index + 2} of {path.name} has another text than the corpus, "
                f"{given!r} for {texts[row.id]!r}; codes are for the sentence as it was, restore it"
            )
    if not coded.all() and not partial:
        first = table.loc[~coded, "row"].iloc[0]
        raise ValueError(
            f"{(~coded).sum()} of the {len(table)} sentences of {path.name} are not coded, the "
            f"first in row {first!r}; code them, or read those coded with partial=True"
        )
    table = table[coded]
    check_codes(path, table, asked)
    place = known.loc[table["id"], [*PLACE, "part"]].reset_index(drop=True)
    codes = pd.concat([place, table[asked].reset_index(drop=True)], axis=1)
    codes = codes.sort_values(SENTENCE, ignore_index=True)
    codes["coder"] = path.stem
    types = {"article": "str", "part": "str"} | ({"tone": "int64"} if "tone" in asked else {})
    table = pd.DataFrame(codes, columns=[*PLACE, "coder", "part", *asked]).astype(types)
    return with_place(table, corpus, by)


def _asked(columns: Sequence[str]) -> list[str]:
    """The columns to code, in the codebook's order; ValueError for none and for unknown ones."""
    chosen = [columns] if isinstance(columns, str) else list(columns)
    if unknown := [column for column in chosen if column not in ASKED]:
        raise ValueError(
            f"no column {unknown[0]!r} can be asked for; choose of: {', '.join(ASKED)}"
        )
    if not chosen:
        raise ValueError(f"no column is asked for; choose of: {', '.join(ASKED)}")
    return [column for column in ASKED if column in chosen]


def _write(path: Path, content: bytes) -> None:
    """Write a sheet, but never over another file."""
    if not path.parent.is_dir():
        raise FileNotFoundError(f"there is no folder {str(path.parent)!r}; make it first")
    if path.exists() and not (path.is_file() and path.read_bytes() == content):
        raise ValueError(
            f"{str(path)!r} is there already and may hold codes; give another path or move it away"
        )
    path.write_bytes(content)


def _allocate(sizes: pd.Series[int], n: int, *, equal: bool) -> pd.Series[int]:
    """How many to draw from each stratum: a few from each, then to the one furthest behind."""
    drawn = sizes.clip(upper=LEAST)
    if drawn.sum() > n:
        raise ValueError(
            f"n is {n}, and the {len(sizes)} strata ({', '.join(map(str, sizes.index))}) need "
            f"{drawn.sum()}, two of each; ask for more, or for fewer strata"
        )
    wanted = np.full(len(sizes), n / len(sizes)) if equal else n * sizes / sizes.sum()
    counts = drawn.to_numpy().copy()
    for _ in range(n - counts.sum()):
        counts[np.argmax(np.where(counts < sizes, wanted - counts, -np.inf))] += 1
    return pd.Series(counts, index=sizes.index)


def _check_rows(path: Path, table: pd.DataFrame) -> None:
    """ValueError where a row of the sheet is missing or there twice."""
    numbers = table["row"].str.extract(r"^(\d+) of (\d+)$")
    usual = numbers[1].mode().tolist()[:1]
    wrong = table.loc[numbers.isna().any(axis=1) | ~numbers[1].isin(usual), "row"]
    if len(wrong):
        raise ValueError(
            f"the column row of {path.name} has {wrong.iloc[0]!r}; leave it as it was, such as "
            "'1 of 40', and read each sheet alone"
        )
    for column in ("row", "id"):
        twice = table.loc[table[column].duplicated(), "row"]
        if len(twice):
            raise ValueError(f"{path.name} has the row {twice.iloc[0]!r} twice; keep one")
    size = int(numbers[1].iloc[0])
    there = set(numbers[0].astype(int))
    if max(there) > size:
        raise ValueError(f"{path.name} has a row '{max(there)} of {size}'; take it out")
    if len(there) < size:
        first = next(number for number in count(1) if number not in there)
        raise ValueError(
            f"{path.name} lacks {size - len(there)} of its {size} rows, the first is '{first} of "
            f"{size}'; put them back, empty where not coded"
        )


def _ids(sentences: pd.DataFrame) -> list[str]:
    """Letters for each place: no spreadsheet takes them for a number or a date."""
    letters = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
    pairs = zip(sentences["article"].astype(str), sentences["sentence"], strict=True)
    return [
        sha256(f"{article}:{sentence}".encode()).hexdigest()[:12].translate(letters)
        for article, sentence in pairs
    ]


def _one_line(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())  # no CSV file may hold NUL


def _guard(text: str) -> str:
    return f"'{text}" if RISKY.match(text) else text


def _unguard(text: str) -> str:
    return text[1:] if text.startswith("'") and RISKY.match(text) else text
