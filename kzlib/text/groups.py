"""Which rows belong to which group of articles, and to which part of an article."""

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
import pandas as pd
from pandas.api.types import is_scalar

from kzlib.text.arguments import checked, shown
from kzlib.text.checks import as_text, check_by, check_table, ids_of, listed, whole_column
from kzlib.text.corpus import Corpus, text_order
from kzlib.text.parts import PARTS

Part: TypeAlias = str | Iterable[str] | None
"""A part of the articles, several, or (None) all."""


@checked
def with_group(corpus: Corpus, table: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """The table with the column `by` of each row's article, as a categorical.

    Errors: LookupError for an unknown `by`, and a table without the column article; ValueError for
    an article that is not in the corpus, and a table that has a column `by` with other values.
    """
    check_by(corpus.articles, by)
    check_table(table, ["article"], "the table", "add it")
    values = corpus.articles[by].astype(str)
    groups = pd.Categorical(values, categories=list(dict.fromkeys(values)))
    codes = pd.Series(groups.codes, index=corpus.articles["article"].astype(str))
    _check_articles(corpus, table)
    row_codes = codes.reindex(ids_of(table)).to_numpy()
    column = pd.Categorical.from_codes(row_codes, dtype=groups.dtype)
    if by in table and [*map(as_text, table[by])] != [*map(as_text, column)]:
        raise ValueError(f"the table has a column {by!r} of its own; rename it first")
    return table.assign(**{by: column})


@checked
def with_section(corpus: Corpus, table: pd.DataFrame) -> pd.DataFrame:
    """The table with the columns `section` and `heading`: under which heading each row stands.

    `table` has the columns article and start, or article and sentence. `section` counts the
    headings of the article up to the row (paragraphs of part heading): 0 before the first, and a
    heading begins its own section. `heading` is the heading's text, "" before the first.
    Errors: LookupError for a table without these columns; ValueError for one that has a section or
    heading already, and for an article that is not in the corpus.

    >>> text = "A Title\\nIt rained.\\nA Dry Day\\nWe left."
    >>> corpus = Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": [text]}))
    >>> with_section(corpus, corpus.sentences)[["section", "heading"]].to_numpy().tolist()
    [[0, ''], [0, ''], [1, 'A Dry Day'], [1, 'A Dry Day']]
    """
    column = "start" if "start" in table else "sentence"
    check_table(table, ("article", column), "the table", "add it")
    for name in ("section", "heading"):
        if name in table:
            raise ValueError(f"the table has a column {name!r} already; rename it first")
    _check_articles(corpus, table)
    paragraphs, sentences = corpus.whole.paragraphs, corpus.whole.sentences
    headings = paragraphs[paragraphs["part"] == "heading"]
    first = sentences[sentences["part"] == "heading"].drop_duplicates(["article", "paragraph"])
    begins, rows = text_order(corpus, first, column), text_order(corpus, table, column)
    last = np.searchsorted(begins, rows, side="right")
    section = last - np.searchsorted(begins, rows - whole_column(table, column, "the table"))
    spans = zip(headings["article"], headings["start"], headings["end"], strict=True)
    texts = pd.Series(["", *(corpus.text[name][a:b] for name, a, b in spans)], dtype="str")
    return table.assign(section=section, heading=texts.array[np.where(section > 0, last, 0)])


def _check_articles(corpus: Corpus, table: pd.DataFrame) -> None:
    """ValueError where a row is of an article that the corpus does not have."""
    names = ids_of(table)
    if not (known := names.isin(list(corpus.text))).all():
        unknown = names[~known].iloc[0]
        raise ValueError(f"the corpus has no article {unknown!r}; give a table of this corpus")


def part_mask(table: pd.DataFrame, part: Part) -> "pd.Series[bool]":
    """Which rows belong to a part, to one of several parts, or (None) to any.

    ValueError for a part that there is not, and for none at all.
    """
    if part is None:
        return pd.Series(True, index=table.index)
    wanted = [part] if isinstance(part, str) else list(part)
    if not wanted:
        raise ValueError(f"no part is given; the parts are: {', '.join(PARTS)}, or None for all")
    for name in wanted:
        if name not in PARTS:
            raise ValueError(f"there is no part {name!r}; the parts are: {', '.join(PARTS)}")
    return table["part"].isin(wanted)


def split_groups(
    table: pd.DataFrame, by: str, target: object, reference: object
) -> "tuple[pd.Series[bool], pd.Series[bool]]":
    """Which rows are the target's and which the reference's (None: all but the target's).

    Errors: LookupError for a group that is not in the column `by`; ValueError for a group compared
    with itself and, where the reference is all the others, for articles without a group.
    """
    value = pd.Series([as_text(each) for each in table[by]], index=table.index, dtype="str")
    without = value == ""
    groups = sorted(set(value[~without]))
    there = listed(groups)
    known = table[by].cat.categories if isinstance(table[by].dtype, pd.CategoricalDtype) else ()
    empty = sorted(set(map(as_text, known)) - {*groups, ""})  # as the table has some parts only
    for given in (target, target if reference is None else reference):
        if not is_scalar(given):
            raise ValueError(f"a group is {shown(given)}; give one of: {there}")
        name = as_text(given)
        if name in empty or (empty and reference is None and groups == [name]):
            name = name if name in empty else empty[0]
            raise ValueError(f"{by} {name!r} has no sentence in {_parts_of(table)}; choose another")
        if name not in groups:
            raise LookupError(f"no article has {by} {name!r}; there is: {there}")
    if reference is None and without.any():
        names = listed(sorted(set(table.loc[without, "article"].astype(str))))
        raise ValueError(f"without {by}: {names}; give each article its {by} or name a reference")
    is_target = value == as_text(target)
    is_reference = ~is_target if reference is None else value == as_text(reference)
    if not is_reference.any() or (is_reference & is_target).any():
        raise ValueError(f"{by} {as_text(target)!r} is compared with itself; there is: {there}")
    return is_target, is_reference


def _parts_of(table: pd.DataFrame) -> str:
    """What a table holds, in words: its part, if it has one only."""
    parts = set(table["part"]) if "part" in table else set()
    return f"part {parts.pop()!r}" if len(parts) == 1 else "the table"


def check_words(groups: Iterable[str], found: Iterable[str], by: str | None, part: Part) -> None:
    """ValueError for a group that is not found: it has no words in the part."""
    for group in sorted(set(groups) - set(found)):
        whose = f" of {by} {group!r}" if by else ""
        where = f"part {part!r}" if part else "any part"
        raise ValueError(f"no words{whose} in {where}; choose another part or leave the group out")
