"""Occurrences of a pattern in their context (KWIC, keyword in context), as a table."""

import re
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from typing import Literal

import numpy as np
import pandas as pd

from kzlib.search.dictionary import Dictionary, lookup
from kzlib.search.patterns import read_pattern
from kzlib.text.arguments import checked
from kzlib.text.batches import in_batches
from kzlib.text.checks import check_reserved, check_whole
from kzlib.text.corpus import Corpus, text_order
from kzlib.text.groups import Part, with_group

WIDEST = 1000
LONG_WORD = 50
"""Characters that a word of the context has room for, with the blanks around it, on average."""

WORD = re.compile(r"\w+")
"""What rows are sorted by: marks are none of it."""

COLUMNS = ["article", "sentence", "left", "match", "right", "start", "end", "part"]


@checked
def kwic(
    corpus: Corpus | Iterable[Corpus],
    pattern: str | Sequence[str],
    *,
    window: int = 8,
    sort: Literal["left", "right"] | None = None,
    limit: int | None = None,
    by: str | None = None,
    part: Part = None,
    executor: Executor | None = None,
) -> pd.DataFrame:
    """Every occurrence of a pattern, or of one of several, with the words around it.

    The patterns are those of `lookup`, and so are `executor` and batches of a corpus. Rows in text
    order; what does not occur has none. `sort` puts them in the order of the words to the left
    (the nearest first) or to the right, without regard to capitals and marks; `limit` keeps the
    first rows.

    Columns:

    - article, sentence, start, end, part: where it stands;
    - match: the text from start to end;
    - left, right: up to `window` words (as white space divides them) of the same paragraph, and
      whatever is joined to the match, with white space made single spaces, so that left + match +
      right reads as the text does; cut where it has more than 50 characters a word;
    - `by`, a column of the articles.

    Errors: ValueError for a pattern that can match nothing or everything, for no pattern, for a
    `window` that is not a whole number from 0 to 1,000, for a `limit` below 1, for a `by` that is
    called like another column, and for an unknown part; LookupError for an unknown `by`.

    >>> text = pd.DataFrame({"article": ["a"], "text": ["The old Silk Road, they say, is back."]})
    >>> kwic(Corpus.from_frame(text), "silk road", window=2)[["left", "match", "right"]].values
    array([['The old ', 'Silk Road', ', they say,']], dtype=object)
    """
    if not 0 <= window <= WIDEST:
        raise ValueError(
            f"window is {window!r}; give the number of words on each side, from 0 to {WIDEST}"
        )
    check_reserved(by, COLUMNS[1:])
    if limit is not None:
        check_whole(limit=limit)
    # What is wrong with a pattern is said of the pattern, not of a dictionary.
    given = [pattern] if isinstance(pattern, str) else pattern
    patterns = [*{read_pattern(each): each for each in given}.values()]
    if not patterns:
        raise ValueError("pattern is an empty list; give at least one")
    table = _occurrences(corpus, patterns, window=window, by=by, part=part, executor=executor)
    if sort is not None:
        step = -1 if sort == "left" else 1
        words = [WORD.findall(side.casefold())[::step] for side in table[sort]]
        order = sorted(range(len(table)), key=words.__getitem__)
        table = table.iloc[order].reset_index(drop=True)
    return table if limit is None else table.head(limit)


@in_batches
def _occurrences(
    corpus: Corpus,
    patterns: Sequence[str],
    *,
    window: int,
    by: str | None,
    part: Part,
    executor: Executor | None = None,
) -> pd.DataFrame:
    """The table of `kwic` in text order; the patterns each once."""
    dictionary = Dictionary.from_mapping({"keys": {"match": {"patterns": [*patterns]}}})
    plain = corpus.plain
    table = lookup(plain, dictionary, part=part)
    paragraphs = plain.paragraphs
    starts = text_order(plain, paragraphs, "start")
    at = np.searchsorted(starts, text_order(plain, table, "start"), side="right") - 1
    bounds = paragraphs[["start", "end"]].to_numpy()[at].tolist()
    near = re.compile(rf"\S*(?:\s+\S+){{0,{window}}}")
    room = (window + 1) * LONG_WORD
    sides = []
    rows = zip(table["article"], table["start"], table["end"], bounds, strict=True)
    for name, start, end, (first, last) in rows:
        text = plain.text[name]
        left = _beside(near, text[max(first, start - room) : start][::-1])[::-1]
        sides.append((left, _beside(near, text[end : min(last, end + room)])))
    table[["left", "right"]] = pd.DataFrame(sides, columns=["left", "right"], dtype="str")
    table = corpus.untouched(table).rename(columns={"text": "match"})[COLUMNS]
    return table if by in (None, "article") else with_group(corpus, table, by=by)


def _beside(near: re.Pattern[str], text: str) -> str:
    found = near.match(text)
    return re.sub(r"\s+", " ", found[0]) if found else ""
