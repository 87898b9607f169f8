"""Which rows belong to which group of articles, and to which part of an article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import pandas as pd

from kzlib.text.checks import check_by
from kzlib.text.corpus import Corpus
from kzlib.text.parts import PARTS

Part: TypeAlias = str | Sequence[str] | None


def with_group(corpus: Corpus, table: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """The table with the column `by` of each row's article, as a categorical."""
    check_by(corpus.articles, by)
    values = corpus.articles[by].astype(str)
    groups = pd.Categorical(values, categories=list(dict.fromkeys(values)))
    codes = pd.Series(groups.codes, index=corpus.articles["article"].astype(str))
    names = table["article"].astype(str)
    if not (known := names.isin(codes.index)).all():
        raise ValueError(
            f"the corpus has no article {names[~known].iloc[0]!r}; give a table of this corpus"
        )
    row_codes = codes.reindex(names).to_numpy()
    return table.assign(**{by: pd.Categorical.from_codes(row_codes, dtype=groups.dtype)})


def part_mask(table: pd.DataFrame, part: str | Iterable[str] | None) -> pd.Series[bool]:
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
) -> tuple[pd.Series[bool], pd.Series[bool]]:
    """Which rows are the target's and which the reference's (None: all but the target's).

    Errors: LookupError for a group that is not in the column `by`; ValueError for a group compared
    with itself and, where the reference is all the others, for articles without a group.
    """
    value = table[by].astype(object).where(table[by].notna(), "").astype(str)
    without = value.str.strip() == ""
    there = sorted(set(value[~without]))
    for name in (str(target), str(target if reference is None else reference)):
        if name not in there:
            raise LookupError(f"no article has {by} {name!r}; there is: {', '.join(there)}")
    if reference is None and without.any():
        names = sorted(set(table.loc[without, "article"].astype(str)))
        raise ValueError(
            f"without {by}: {', '.join(names)}; give each article its {by}, leave it out or name "
            "the reference"
        )
    is_target = value == str(target)
    is_reference = ~is_target if reference is None else value == str(reference)
    if not is_reference.any() or str(target) == str(reference):
        raise ValueError(
            f"{by} {str(target)!r} is compared with itself; there is: {', '.join(there)}"
        )
    return is_target, is_reference


def words_of(corpus: Corpus, by: str | None, part: Part) -> pd.DataFrame:
    """The words of the parts counted: article, paragraph, term and, as `group`, the group."""
    tokens = corpus.tokens
    rows = part_mask(tokens, part) & (tokens["kind"] == "word")
    words = tokens.loc[rows, ["article", "paragraph", "term"]]
    # By name, so that the order of the articles table changes no dispersion.
    words = words.sort_values("article", key=lambda names: names.astype(str), kind="stable")
    if by is None:
        return words.assign(group=pd.Categorical([""] * len(words), categories=[""]))
    return words.assign(group=with_group(corpus, words[["article"]], by=by)[by])


def words_of_two(
    corpus: Corpus, by: str, target: object, reference: object, part: Part
) -> pd.DataFrame:
    """The words of two groups as `words_of` has them; the column `target` says whose they are."""
    check_by(corpus.articles, by)
    words = words_of(corpus, by, part)
    sides = []
    for rows in split_groups(corpus.articles, by, target, reference):
        articles = corpus.articles[rows]
        found = words["article"].isin(articles["article"])
        name = " or ".join(sorted(set(articles[by].astype(str))))
        check_words([name], [name] if found.any() else [], by, part)
        sides.append(found)
    return words.assign(target=sides[0])[sides[0] | sides[1]]


def check_words(groups: Iterable[str], found: Iterable[str], by: str | None, part: Part) -> None:
    for group in sorted(set(groups) - set(found)):
        where = f"part {part!r}" if part else "any part"
        raise ValueError(
            f"there are no words{of_group(by, group)} in {where}; "
            "choose another part or leave the group out"
        )


def of_group(by: str | None, group: str) -> str:
    return f" of {by} {group!r}" if by else ""
