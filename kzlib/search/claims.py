"""Sentences that can be checked against other sources: a number, a date, a superlative."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from kzlib.search.dictionary import lookup, read_dictionary
from kzlib.text.arguments import checked, shown
from kzlib.text.batches import in_batches
from kzlib.text.checks import as_text
from kzlib.text.corpus import Corpus, in_plain_text
from kzlib.text.files import read_rows
from kzlib.text.groups import Part, part_mask
from kzlib.text.plain import plain_text

RESULTS = ("agrees", "doubtful", "incomplete", "contested")
UNCHECKED = "not checked"
CHECK_COLUMNS = ("article", "sentence", "claim", "source", "result", "checked", "note")


@in_batches
@in_plain_text
def find_claims(
    corpus: Corpus, *, part: Part = None, executor: Executor | None = None
) -> pd.DataFrame:
    """Every sentence that makes a checkable claim, with what makes it checkable.

    A row a sentence, in text order: `article, sentence, start, end, part, text, kinds, matched`.
    `kinds` joins those of `number`, `date`, `superlative` that apply; `matched` joins the words
    that show it. Numbers in figures count as such, all else by the dictionary `claims`
    (a reader may read it; it is long but closed, so a superlative of a rare adjective is
    missed). No such sentence: an empty table. `corpus` may be batches, as in `lookup`.
    Errors: ValueError for an unknown part.
    """
    found = lookup(corpus, read_dictionary("claims"), part=part).astype({"key": str})
    tokens = corpus.tokens[part_mask(corpus.tokens, part)]
    terms = tokens["term"].cat
    has_figure = terms.categories.str.contains(r"(?:^\W*|-)\d")  # also post-1991
    figures = tokens[has_figure[terms.codes]]
    figures = figures.assign(key="number", text=figures["token"].astype(str))
    marks = pd.concat([found, figures])
    marks = marks.sort_values(["article", "sentence", "start"], kind="stable")
    said: defaultdict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
    for article, sentence, *mark in _rows(marks, "key", "text"):
        said[article, sentence].append(tuple(mark))
    sentences = corpus.sentences
    table = sentences[[place in said for place in _rows(sentences)]].reset_index(drop=True)
    both = [zip(*said[place], strict=True) for place in _rows(table)]
    columns = [(", ".join(sorted({*keys})), ", ".join(texts)) for keys, texts in both]
    table[["kinds", "matched"]] = pd.DataFrame(columns, columns=["kinds", "matched"], dtype="str")
    return table.drop(columns=["paragraph", "id", "words"])


def _rows(table: pd.DataFrame, *more: str) -> Iterable[tuple[Any, ...]]:
    """The article and the sentence of each row, and more of its columns."""
    return zip(*(table[name].tolist() for name in ("article", "sentence", *more)), strict=True)


@checked
def read_checks(
    path: str | Path, corpus: Corpus, *, results: Sequence[str] = RESULTS
) -> pd.DataFrame:
    """What was looked up about single claims: a row a claim, as the file gives it.

    A CSV file with at least CHECK_COLUMNS; `claim` holds words of the sentence, `result` one of
    `results` or "not checked", `checked` the date (YYYY-MM-DD) unless it is "not checked".
    Errors: FileNotFoundError; ValueError for a missing column, an unknown result, a missing
    source, a missing date or one to come, an unknown sentence, and for words that it does not hold.
    """
    rows = read_rows(Path(path), CHECK_COLUMNS)
    sentences = dict(zip(corpus.sentences["id"], corpus.sentences["text"], strict=True))
    for number, row in enumerate(rows, 2):
        where = f"row {number} of {Path(path).name}"
        row |= {name: as_text(row[name]) for name in ("article", "sentence", "result", "checked")}
        sentence = f"{row['article']}:{row['sentence']}"
        if sentence not in sentences:
            no = f"the corpus has no sentence {shown(sentence)}"
            raise ValueError(f"{where}: {no}; correct its number")
        if not row["claim"].strip() or row["claim"] not in plain_text(sentences[sentence]):
            raise ValueError(f"{where}: {sentence} does not say {row['claim']!r}; give its words")
        if row["result"] not in (*results, UNCHECKED):
            known = ", ".join([*results, UNCHECKED])
            raise ValueError(f"{where} has the result {row['result']!r}; write one of: {known}")
        done = row["source"].strip() and _is_past(row["checked"])
        if row["result"] != UNCHECKED and not done:
            raise ValueError(
                f"{where} has a result; give its source and its date, YYYY-MM-DD, not one to come"
            )
    types = {"article": corpus.articles["article"].dtype, "sentence": "int32"}
    return pd.DataFrame(rows).astype(types)


def _is_past(text: str) -> bool:
    """Is it a date, written with hyphens, up to tomorrow? It is tomorrow already east of here."""
    try:
        day = date.fromisoformat(text)
        return day.isoformat() == text and day <= date.today() + timedelta(days=1)
    except ValueError:
        return False
