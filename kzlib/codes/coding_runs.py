"""A coder of one's own run over the sentences of a corpus, into a file of codings."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence, Set, Sized
from contextlib import suppress
from itertools import islice
from numbers import Number
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from kzlib.codes.codebook import (
    NONE,
    PLACE,
    TEXT_HASH,
    Codebook,
    CodebookColumn,
    CodebookLike,
    read_codebook,
    split_codes,
)
from kzlib.codes.coding_records import begin_record, coded_already, finish_record, half_of
from kzlib.codes.coding_sheets import beside
from kzlib.codes.codings import (
    join_codes,
    one_line,
    read_coder,
    read_codes,
    text_hashes,
    with_place,
)
from kzlib.text.arguments import checked, shown
from kzlib.text.batches import progress
from kzlib.text.checks import as_text, check_whole, listed
from kzlib.text.corpus import Corpus
from kzlib.text.files import append_rows, read_bytes, table_content
from kzlib.text.groups import Part, part_mask

Coder: TypeAlias = Callable[[pd.DataFrame], Iterable[Mapping[str, object]] | pd.DataFrame]
"""From a table of sentences, as `code_sentences` gives it, to a mapping of codes for each."""

SEEN = ["id", "article", "paragraph", "sentence", "start", "end", "part", "before", "text", "after"]
"""What a coder is told of a sentence."""

FIRST = [*PLACE, TEXT_HASH]
"""The columns of the file that say which sentence was coded."""


@checked
def code_sentences(
    corpus: Corpus,
    coder: Coder,
    *,
    path: str | Path,
    codebook: CodebookLike = "codebook",
    part: Part = "body",
    by: str | None = None,
    size: int = 20,
    settings: Mapping[str, object] | None = None,
) -> pd.DataFrame:
    """Have a function code every sentence of a part, and keep its codes as a file of codings.

    The coder is any function: rules, a model, a service, a person at the keyboard. None comes with
    kzlib. What it finds counts as much as it agrees with a person: see `draw_coding_sheet`,
    `method_agreement`, `correct_means`.

    What the coder gets: a table of up to `size` sentences of one article, in order, with the
    columns id ("smith-1:24"), article, paragraph, sentence, start, end, part, before (the sentence
    before, "" for the first), text and after; white space is single blanks. For more context it
    may look into the corpus itself.

    What it gives: a mapping for each row (a dict, or a row of a table), in order, from each column
    that the codebook asks for to
    - a code, as text or a whole number;
    - "", None or "none", where the column may be empty;
    - several codes, where the column may hold several: a list, or text joined by ";".
    A mapping may repeat the columns of its row; an `id` must then be the row's. The part of the
    text is filled in where the codebook has it. A coder decides itself whether it tries again where
    a service fails: an error of its own ends the run.

    What is written: after each batch its rows, to `path`.part, in the form of `write_codes` with a
    `text_hash`, by which `read_codes` sees whether a sentence was changed since. When all are
    coded, the file is renamed to `path`, a new .csv file; its name is the coder's in every table.
    A run that was interrupted goes on with the same call, after the last whole batch.
    Beside it `path` with .json says what was run: the coder's name, `settings` (what else decides
    its codes: the model, its version, the prompt; no keys or passwords), codebook and sentences
    with their SHA-256, size, when each run began, the versions, and the SHA-256 of the codes.

    What it returns: the codings as `read_codes` reads them with the corpus and `by`. Where `path`
    is there already and its record says the same, it is only read, and the coder not called.

    Errors: ValueError for answers that are not as many as the sentences, an answer without a
    column, with an unknown one or with a code that the codebook does not have (with the sentence;
    nothing of its batch is kept), a `path` that is no new .csv file or was begun by another coder,
    codebook or size, with other settings or sentences (delete it with its record, or give another),
    settings that JSON cannot hold, no sentence in the part; FileNotFoundError for a folder that
    is not there; and as `read_codebook` and `read_codes`.

    Source: the record follows Lincoln & Guba 1985 (audit trail).
    """
    check_whole(size=size)
    path, book = Path(path), read_codebook(codebook)
    rows = _rows(corpus, part)
    with_place(rows.loc[:0, [*PLACE]], corpus, by, book)  # an error in `by` comes before the work
    name = str(getattr(coder, "__name__", type(coder).__name__))
    record = {"coder": name, "settings": dict(settings or {}), "size": size}
    record |= {"codebook": book.name, "codebook_sha256": book.sha256}
    if not coded_already(path, record, rows):
        half = half_of(path)
        batches = _batches(rows, size)
        done, at = _coded_batches(half, rows, batches, book)
        record = begin_record(path, record, rows, coded=batches[done - 1][1] if done else 0)
        at = append_rows(half, rows.iloc[:0].reindex(columns=[*FIRST, *book.columns]), at)
        if done:
            read_coder(half, book)
        for first, last in progress(batches[done:], "batches"):
            batch = rows.iloc[first:last].reset_index(drop=True)
            answers = coder(batch[SEEN].copy())
            codes = _codes(name, answers, batch, book)
            at = append_rows(half, batch[FIRST].assign(**codes), at)
        finish_record(path, record)
    return read_codes(path, corpus, by=by, codebook=book)


def _rows(corpus: Corpus, part: Part) -> pd.DataFrame:
    """The sentences to code, with all that a coder is told of each, and TEXT_HASH."""
    rows = corpus.sentences
    rows = rows[part_mask(rows, part)].reset_index(drop=True)
    if rows.empty:
        raise ValueError(f"the corpus has no sentence in part {part!r}; choose another")
    before, after = (beside(corpus, rows, steps) for steps in (1, -1))
    rows = rows.assign(before=before, after=after, text=rows["text"].map(one_line))
    rows = rows.assign(**{TEXT_HASH: text_hashes(rows["text"])})
    return rows[[*SEEN, TEXT_HASH]].astype({"article": "str", "part": "str"})


def _batches(rows: pd.DataFrame, size: int) -> list[tuple[int, int]]:
    """Where each batch begins and ends: up to `size` sentences of one article."""
    begins = np.flatnonzero(rows.groupby("article", sort=False).cumcount() % size == 0).tolist()
    return [*zip(begins, [*begins[1:], len(rows)], strict=True)]


def _coded_batches(
    half: Path, rows: pd.DataFrame, batches: Sequence[tuple[int, int]], book: Codebook
) -> tuple[int, int]:
    """How many batches an unfinished file holds whole, and in how many bytes.

    Errors: ValueError where it does not begin as the file of these sentences does.
    """
    if not os.path.lexists(half):
        return 0, 0
    lines = read_bytes(half).split(b"\n")[:-1]  # what follows the last line end is half a line
    header = table_content(rows.iloc[:0].reindex(columns=[*FIRST, *book.columns])).split(b"\n")[:1]
    places = table_content(rows[FIRST], names=False).split(b"\n")
    if len(lines) <= 1:
        return 0, 0
    fits = len(lines) <= 1 + len(rows) and lines[:1] == header
    if not fits or not all(map(bytes.startswith, lines[1:], places)):
        raise ValueError(
            f"{half.name} does not hold the first of these sentences as they were written; restore "
            "it, or delete it and its record to code anew"
        )
    ends = [last for _, last in batches if last < len(lines)]
    kept = lines[: 1 + ends[-1]] if ends else []
    return len(ends), sum(len(line) + 1 for line in kept)


def _codes(name: str, answers: Any, rows: pd.DataFrame, book: Codebook) -> dict[str, list[Any]]:
    """The cells of each column of the codebook for a batch. Errors: ValueError, as above."""
    if isinstance(answers, pd.DataFrame):
        answers = answers.to_dict("records")
    no_list = isinstance(answers, (str, bytes, Mapping, Set)) or not isinstance(answers, Iterable)
    most = len(answers) if isinstance(answers, Sized) else len(rows) + 1  # it may have no end
    given = [] if no_list else [*islice(answers, most)]
    if no_list or len(given) != len(rows):
        got = shown(answers) if no_list else f"{len(given)} answers"
        got += "" if isinstance(answers, Sized) or len(given) < most else " or more"
        raise ValueError(
            f"the coder {name} gives {got} for the {len(rows)} sentences from "
            f"{rows['id'].iloc[0]} on; give a list with a mapping for each"
        )
    cells: dict[str, list[Any]] = {column: [] for column in book.columns}
    for row, answer in zip(rows.to_dict("records"), given, strict=True):
        where = f"the coder {name} gives for {row['id']}"
        _check_answer(where, answer, row, book)
        for column in book.columns.values():
            value = answer.get(column.name, "") if column.asked else row.get(column.name, "")
            cell = _cell(where, value, column)
            cells[column.name].append(int(cell) if cell and column.whole else cell)
    return cells


def _check_answer(where: str, answer: Any, row: Mapping[Any, Any], book: Codebook) -> None:
    if not isinstance(answer, Mapping):
        wanted = f"a mapping of codes, as {{{book.asked[0]!r}: ...}}"
        raise ValueError(f"{where} {shown(answer)}; give {wanted}")
    if "id" in answer and answer["id"] != row["id"]:
        raise ValueError(
            f"{where} an answer to {shown(answer['id'])}; answer the sentences in their order"
        )
    if lacking := [column for column in book.asked if column not in answer]:
        raise ValueError(f"{where} no {lacking[0]}; answer: {', '.join(book.asked)}")
    if strange := [each for each in answer if each not in (*row, *book.columns)]:
        raise ValueError(
            f"{where} {listed([strange[0]])!r}, which is no column of the codebook {book.name!r}; "
            f"answer: {', '.join(book.asked)}"
        )


def _cell(where: str, value: object, column: CodebookColumn) -> str:
    """A cell as the file holds it; ValueError for one that the codebook does not have."""
    many = isinstance(value, (Sequence, Set, np.ndarray)) and not isinstance(value, (str, bytes))
    codes = [*value] if column.several and many else [value]  # type: ignore[misc]
    texts = [*map(_text, codes)]
    cell = ";".join(text for text in texts if text) if None not in texts else None
    if cell == NONE and column.empty:
        cell = ""
    if cell is None or not column.fits(cell):
        raise ValueError(f"{where} {shown(value)} in {column.name}; allowed: {column.allowed}")
    return join_codes(split_codes(cell)) if column.several else cell


def _text(code: object) -> str | None:
    """One code as text, "" for a missing one; None for what is no text and no number."""
    if code is None or code is pd.NA:
        return ""
    if isinstance(code, (str, Number)):
        with suppress(ValueError):  # a whole number too large for any table
            return as_text(code)
    return None
