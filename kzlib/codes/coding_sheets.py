"""Sheets of sentences drawn at random for a person to code, and the reader of what comes back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from kzlib.codes.codebook import NONE, PLACE, SHEET, Codebook, CodebookLike, read_codebook
from kzlib.codes.codings import (
    check_spelling,
    codes_of,
    one_line,
    read_cells,
    rows_by_group,
    text_hashes,
    with_place,
)
from kzlib.text.arguments import checked
from kzlib.text.checks import as_text, check_reserved, check_whole, listed
from kzlib.text.corpus import Corpus
from kzlib.text.files import read_rows, unguard, write_rows
from kzlib.text.groups import Part, part_mask, with_group

SHOWN = ["row", "blind_id", "before", "text"]
"""The columns of a sheet that tell the coder what to code."""

LEAST = 2
"""Sentences of a stratum that a variance needs."""


@checked
def draw_coding_sheet(
    corpus: Corpus,
    *,
    n: int,
    by: str,
    scores: pd.DataFrame | None = None,
    strata: str = "tone",
    equal: bool = False,
    part: Part = "body",
    columns: str | Sequence[str] | None = None,
    codebook: CodebookLike = "codebook",
    seed: int = 0,
    path: str | Path | None = None,
    overwrite: bool = False,
) -> pd.DataFrame:
    """Draw sentences at random for a person to code, and write them as a CSV sheet.

    What is drawn: `n` sentences of `part`, by strata: each group of `by`, and within it each value
    of the column `strata` of `scores`, if given (a table with article, sentence and that column,
    as `score_tone` gives it). Of each stratum come two at the least (one where it has but one), as
    a variance needs; the rest is dealt out in proportion to the strata's sizes, or with `equal`
    evenly. The same seed draws the same. For `correct_means` name the same column (strata="tone"):
    the drawing then weighs as it was drawn.

    What it returns, in the order of the sheet, which is random:
    - article, sentence, start, end, and the `by` column;
    - `stratum` ("x / -1"), `stratum_size` and `stratum_drawn` (sentences there and of these drawn,
      for weighting);
    - the sheet's own columns: `row` ("3 of 40"), `blind_id` (twelve letters that stand for the
      place), `before` (the sentence before, "" for the first), `text`, and an empty column for
      each that the codebook asks for, or of these only `columns`. A column that may hold several
      codes joins them by ";".

    What is written, with `path`: the sheet's own columns only, so that the coder sees neither group
    nor score nor whose article it is. White space is one blank. Where a spreadsheet would see a
    formula begin (= + - @), also behind a semicolon, the text gets a ' in front, which
    `read_coding_sheet` takes off again. The file is UTF-8 with a byte-order mark, for Excel, and
    is there whole or not at all. One that is there already is not written over, as it may hold
    codes, unless `overwrite` is True.

    Errors: LookupError for an unknown `by` or a column that scores lacks; ValueError for an unknown
    part or column, fewer sentences than `n`, an `n` too small for the strata, scores without one
    of the sentences, a bad seed, a `by` with the name of a column of the result, and a path
    that has another file; FileNotFoundError for a path in a folder that is not there; and as
    `read_codebook`.

    Source: stratified sampling, Cochran 1977.

    >>> frame = pd.DataFrame({"article": ["a"], "text": ["One day. It rained. We left."]})
    >>> sheet = draw_coding_sheet(Corpus.from_frame(frame), n=3, by="article", part=None)
    >>> sorted(sheet["text"]), sorted(sheet["row"])
    (['It rained.', 'One day.', 'We left.'], ['1 of 3', '2 of 3', '3 of 3'])
    """
    check_whole(n=n)
    check_whole(0, seed=seed)
    asked = _asked(columns, read_codebook(codebook))
    own = [*dict.fromkeys([*PLACE, by, *SHEET[3:], *SHOWN, *asked])]
    check_reserved(by, {*SHEET, "text", *asked})
    table = with_group(corpus, corpus.sentences, by=by)
    table = table[part_mask(table, part)].reset_index(drop=True)
    if len(table) < n:
        raise ValueError(f"n is {n}, and there are {len(table)} such sentences; ask for fewer")
    table["stratum"] = table[by].astype(str)
    if scores is not None:
        values = codes_of(scores, strata, "scores")
        check_spelling([values])
        if lacking := [place for place in table["id"] if not values.get(place)]:
            raise ValueError(
                f"scores has no {listed([strata])} for {lacking[0]}; score the whole corpus"
            )
        table["stratum"] += " / " + table["id"].map(values)
    sizes = table["stratum"].value_counts().sort_index()
    drawn = _allocate(sizes, n, equal=equal)
    rng = np.random.default_rng(seed)
    places = rows_by_group(table["stratum"])
    rows = [
        rng.choice(places[name], size, replace=False)
        for name, size in zip(places, drawn, strict=True)
    ]
    sheet = table.loc[rng.permutation(np.concatenate(rows))].reset_index(drop=True)
    sheet = sheet.assign(
        stratum_size=sheet["stratum"].map(sizes),
        stratum_drawn=sheet["stratum"].map(drawn),
        row=[f"{number} of {n}" for number in range(1, n + 1)],
        blind_id=text_hashes(sheet["id"]),  # letters that tell a coder nothing of the place
        before=beside(corpus, sheet, 1),
        text=sheet["text"].map(one_line),
        **dict.fromkeys(asked, ""),
    )[own]
    if path is not None:
        write_rows(Path(path), sheet[[*SHOWN, *asked]], overwrite=overwrite)
    return sheet


@checked
def read_coding_sheet(
    path: str | Path,
    corpus: Corpus,
    *,
    by: str | None = None,
    partial: bool = False,
    codebook: CodebookLike = "codebook",
) -> pd.DataFrame:
    """A filled-in sheet, in the form of `read_codes`; the coder is the file's name without .csv.

    What it returns: a row for each sentence coded, in text order, with the columns that the sheet
    has, one or more of those that `draw_coding_sheet` asks for by the same codebook; of those that
    no coder is asked for it gives the part of the text.

    What may differ: cells may have white space around them, and the columns may be in another
    order or have others beside them. A cell that may be empty may say "none" instead. A row whose
    columns are all empty is not coded; as what is left of a random draw is none, that is an error,
    which says how many, unless `partial` is True: then these rows are left out.

    To keep the codes of a sheet with all columns beside those of other coders, write them with
    `write_codes(codes, "coders/anna.csv")`.

    Errors: FileNotFoundError; ValueError for a missing column, a row that is missing or doubled, a
    sentence of another corpus, a changed text, a value that the codebook does not have (with row,
    column and what is allowed), rows that are not coded, and a sheet with nothing filled in; and as
    `read_codebook`.
    """
    book = read_codebook(codebook)
    path = Path(path)
    table, asked = _read_sheet(path, book)
    coded = (table[asked] != "").any(axis=1)
    if not coded.any():
        raise ValueError(f"{path.name} has no codes; fill in the columns {', '.join(asked)}")
    _check_rows(path, table)
    known = corpus.sentences.set_axis(text_hashes(corpus.sentences["id"]))
    _check_texts(path, table, dict(zip(known.index, known["text"].map(one_line), strict=True)))
    if not coded.all() and not partial:
        lacking = table["row"][~coded]
        raise ValueError(
            f"{len(lacking)} of the {len(table)} sentences of {path.name} are not coded, the first "
            f"in row {lacking.iloc[0]!r}; code them (a row is coded where a cell is filled in, be "
            f"it with {NONE!r}), or read those coded with partial=True"
        )
    may = [name for name in asked if book.columns[name].empty]
    table = read_cells(path, table[coded].replace(dict.fromkeys(may, NONE), ""), book)
    codes = known[[*PLACE]].join(table.set_index("blind_id")[asked], how="inner")
    codes = with_place(codes.assign(coder=as_text(path.stem)), corpus, by, book)
    first = [*PLACE, "coder", *(name for name in book.columns if name in codes)]
    return codes[[*first, *(name for name in codes if name not in first)]]


def beside(corpus: Corpus, sentences: pd.DataFrame, steps: int) -> pd.Series[str]:
    """What stands so many sentences before each (1), or after it (-1), "" at the article's end.

    It may be of another part, and one that is no longer in a corpus cut by `only`.
    """
    whole = corpus.whole.sentences
    others = whole.groupby("article", observed=True)["text"].shift(steps, fill_value="")
    return sentences["id"].map(dict(zip(whole["id"], others.map(one_line), strict=True)))


def _asked(columns: str | Sequence[str] | None, book: Codebook) -> list[str]:
    """The columns to code, in the codebook's order; ValueError for none and for unknown ones."""
    chosen = [columns] if isinstance(columns, str) else book.asked if columns is None else columns
    unknown = [column for column in chosen if column not in book.asked]
    if unknown or not chosen:
        what = f"no column {unknown[0]!r} can be" if unknown else "no column is"
        raise ValueError(f"{what} asked for; choose of: {', '.join(book.asked)}")
    return [column for column in book.asked if column in chosen]


def _read_sheet(path: Path, book: Codebook) -> tuple[pd.DataFrame, list[str]]:
    """The rows of a sheet that hold anything, and which of the codebook's columns it has."""
    rows = read_rows(path, SHOWN)
    asked = [column for column in book.asked if column in rows[0]]
    meant = {column.lower(): column for column in book.asked}
    for name in rows[0]:
        if name not in asked and (column := meant.get(name.strip().lower())):
            raise ValueError(f"{path.name} has a column {name!r}; call it {column!r} again")
    if not asked:
        raise ValueError(f"{path.name} has no column to code; add one of: {', '.join(book.asked)}")
    table = pd.DataFrame(rows, columns=[*SHOWN, *asked], dtype="str").map(as_text)
    return table[(table != "").any(axis=1)], asked  # a spreadsheet may add empty rows below


def _allocate(sizes: pd.Series[int], n: int, *, equal: bool) -> pd.Series[int]:
    """How many to draw from each stratum: a few from each, then to the one furthest behind."""
    drawn = sizes.clip(upper=LEAST)
    if drawn.sum() > n:
        strata = f"{len(sizes)} strata ({listed(sizes.index)})"
        raise ValueError(
            f"n is {n}, and the {strata} need {drawn.sum()}, two of each; ask for more"
        )
    wanted = n / len(sizes) if equal else n * sizes / sizes.sum()
    counts, most = drawn.to_numpy(copy=True), sizes.to_numpy()
    for _ in range(n - counts.sum()):
        counts[np.argmin(np.where(counts < most, counts - wanted, np.inf))] += 1
    return pd.Series(counts, index=sizes.index)


def _check_rows(path: Path, table: pd.DataFrame) -> None:
    """ValueError where a row of the sheet is missing or there twice."""
    sizes = table["row"].str.extract(r"^\d{1,6} of (\d{1,6})$")[0].mode()
    size = int(sizes.iloc[0]) if len(sizes) else 0
    rows = [f"{number} of {size}" for number in range(1, size + 1)]
    for row in table["row"][~table["row"].isin(rows)]:
        was = "leave it as it was, such as '1 of 40', add no row, and read each sheet alone"
        raise ValueError(f"the column row of {path.name} has {row!r}; {was}")
    for column in ("row", "blind_id"):
        for row in table["row"][table[column].duplicated()]:
            raise ValueError(f"{path.name} has the row {row!r} twice; keep one")
    there = set(table["row"])
    if missing := [row for row in rows if row not in there]:
        lost = f"{len(missing)} of its {size} rows, the first is {missing[0]!r}"
        raise ValueError(f"{path.name} lacks {lost}; put them back, empty where not coded")


def _check_texts(path: Path, table: pd.DataFrame, texts: dict[str, str]) -> None:
    """ValueError where a row is no sentence of the corpus, or has another text."""
    for row, name, text in zip(table.index, table["blind_id"], table["text"], strict=True):
        where = f"row {row + 2} of {path.name}"
        if name not in texts:
            stranger = f"the blind_id {name!r}, which is no sentence of this corpus"
            raise ValueError(f"{where} has {stranger}; leave it alone, give the corpus drawn from")
        if text not in (as_text(texts[name]), as_text(unguard(texts[name]))):  # a mark taken off
            differs = f"{text!r} for {texts[name]!r}"
            raise ValueError(f"{where} has another text than the corpus, {differs}; restore it")
