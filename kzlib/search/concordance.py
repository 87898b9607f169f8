"""Occurrences of a pattern in their context (KWIC, keyword in context), as a table."""

from __future__ import annotations

import re
from difflib import get_close_matches

import numpy as np
import pandas as pd

from kzlib.search.dictionary import Dictionary, lookup, read_vocabulary
from kzlib.search.patterns import read_pattern
from kzlib.text.checks import check_by
from kzlib.text.corpus import Corpus, text_order
from kzlib.text.groups import with_group

NEAR = 0.75  # of difflib: at 0.6 "Kazakstan" would bring "Astana" too
WIDEST = 1000
COLUMNS = ["article", "sentence", "left", "match", "right", "start", "end", "part"]


def kwic(corpus: Corpus, pattern: str, *, window: int = 8, by: str | None = None) -> pd.DataFrame:
    """Every occurrence of one pattern, in all parts, with the words around it.

    The pattern is one of `lookup`'s. Columns: article, sentence, left, match, right, start, end,
    part, and `by`, a column of the articles; rows in text order. `match` is the text from start to
    end; left and right hold up to `window` words (as white space divides them) of the same
    paragraph and whatever is joined to the match, with white space made single spaces, so that
    left + match + right reads as the text does. Errors: ValueError for a pattern that can match
    nothing or everything and for a `window` that is not a whole number from 0 to 1,000;
    LookupError for an unknown `by` and for a pattern that matches nothing here, with the nearest
    words.

    >>> text = pd.DataFrame({"article": ["a"], "text": ["The old Silk Road, they say, is back."]})
    >>> kwic(Corpus.from_frame(text), "silk road", window=2)[["left", "match", "right"]].values
    array([['The old ', 'Silk Road', ', they say,']], dtype=object)
    """
    if type(window) is not int or not 0 <= window <= WIDEST:
        raise ValueError(
            f"window is {window!r}; give the number of words on each side, from 0 to {WIDEST}"
        )
    if by is not None:
        check_by(corpus.articles, by)
        if by in COLUMNS[1:]:
            raise ValueError(f"the column {by!r} has the name of one of kwic's own; rename it")
    read_pattern(pattern)
    dictionary = Dictionary.from_mapping({"keys": {"match": {"patterns": [pattern]}}})
    table = lookup(corpus, dictionary)
    if table.empty:
        raise LookupError(_nothing_found(corpus, pattern))
    paragraphs = corpus.paragraphs
    starts = text_order(corpus, paragraphs, "start")
    at = np.searchsorted(starts, text_order(corpus, table, "start"), side="right") - 1
    bounds = paragraphs[["start", "end"]].to_numpy()[at].tolist()
    near = re.compile(rf"\S*(?:\s+\S+){{0,{window}}}")
    backwards = {name: corpus.text[name][::-1] for name in table["article"].unique()}
    left: list[str] = []
    right: list[str] = []
    rows = zip(table["article"], table["start"], table["end"], bounds, strict=True)
    for name, start, end, (first, last) in rows:
        size = len(corpus.text[name])
        left.append(_line(near, backwards[name], size - start, size - first)[::-1])
        right.append(_line(near, corpus.text[name], end, last))
    table = table.assign(left=left, match=table["text"], right=right)[COLUMNS]
    return table if by in (None, "article") else with_group(corpus, table, by=by)


def _line(near: re.Pattern[str], text: str, start: int, end: int) -> str:
    found = near.match(text, start, end)
    return re.sub(r"\s+", " ", found[0]) if found else ""


def _nothing_found(corpus: Corpus, pattern: str) -> str:
    """Why a pattern matches nothing, and what the corpus has instead."""
    vocabulary, _ = read_vocabulary(corpus.tokens)
    forms: dict[str, list[str]] = {}
    for form in vocabulary.written():
        forms.setdefault(form.lower(), []).append(form)
    hints: list[str] = []
    for word in read_pattern(pattern).words:
        plain = word.replace("*", "").lower()
        if vocabulary.find(word):
            continue
        if word in forms.get(plain, ()):
            hints.append(f"{word} is an ordinary word in a line of capitals here; write {plain}")
        elif plain in forms:
            hints.append(f"{word} is written {' or '.join(forms[plain])} here")
        elif near := [
            form for key in get_close_matches(plain, forms, cutoff=NEAR) for form in forms[key]
        ]:
            hints.append(f"instead of {word} there is: {', '.join(near)}")
        else:
            hints.append(f"no word here is like {word}")
    why = "; ".join(hints) or "its words are here, but not together in this way"
    return f"the pattern {pattern!r} matches nothing in this corpus: {why}"
