"""How coders agree: alpha and shares, each two and all, in each group and together."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from kzlib.codes.alpha import RANGE, alpha_range, encode, group_rows, places
from kzlib.codes.codings import join_labels, labels
from kzlib.text.checks import check_reserved

RESULT = ("theme", "coders", "n", "same", "share", "alpha", "alpha_low", "alpha_high")


def coder_agreement(
    codes: pd.DataFrame,
    *,
    column: str = "tone",
    by: str | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """How far the coders agree in a column, each two and all, in each group and together.

    `codes` is what `read_codes` gives, with the columns `paragraph` and `by` added: a row a
    sentence and coder. A sentence that a coder left out (no row, or nan) counts for the others;
    an empty cell is a code, "none". Choose rows first to narrow the question: of those with the
    act `recommend`, the sentences count that two coders call so. `tone` is ordinal, all else
    nominal; `themes` gives rows for each `theme`: does the sentence have this theme or not.

    A row a group and pair ("anna, ben") or `all`, the groups in order and then `together`: `n`
    (sentences with two codes or more), `same` (with one code from all who coded them), `share`
    (same / n), `alpha`, `alpha_low`, `alpha_high`, `undefined` (the draws that are left out as
    alpha has no value there), and `range`, what the range is:
    - `stability range over paragraphs`: where 95 % of the draws lie when whole paragraphs are
      resampled within each group; it is no confidence interval;
    - `interval over articles`, from 5 articles in each group on, under 20 said to be too narrow;
    - `Wilson bound`: where all agree, resampling shows nothing. From 1 down to what alpha would
      be with the share of disagreements, all of them as far apart as can be, at Wilson's bound of
      0 of as many as there are units;
    - `none` (nan): alpha is undefined, or a group has one unit only.
    Without `by` the first column is `group`. The majority of coders is no coder: leave its file
    out. Where the coders are of one kind (a language model
    that read three times), their agreement overstates their reliability.

    Errors: LookupError for a column that is not there; ValueError for no rows, a single coder,
    two rows of a coder for a sentence, several labels in a cell (but for themes), a group called
    `together`, a tone that is no whole number, and a bad `seed`.
    Source: Krippendorff 2004, 2018; percentile range Efron & Tibshirani 1993; the bound our own.

    >>> rows = [("a", s, 1, coder, tone) for s, tones in enumerate([(1, 1), (0, 0), (1, 0)])
    ...         for coder, tone in zip(("anna", "ben"), tones)]
    >>> codes = pd.DataFrame(rows, columns=["article", "sentence", "paragraph", "coder", "tone"])
    >>> coder_agreement(codes)[["coders", "n", "same", "alpha"]].round(3).values.tolist()
    [['anna, ben', 3, 2, 0.444], ['all', 3, 2, 0.444]]
    """
    check_reserved(by, (*RESULT, *RANGE))
    if "coder" not in codes:
        raise LookupError("codes has no column 'coder'; read the coders' files with read_codes")
    if codes["coder"].isna().any():
        raise ValueError("a row of codes has no coder; read the coders' files with read_codes")
    names = codes["coder"].astype(str).to_numpy()
    coders = sorted(set(names))
    if len(coders) <= 1:
        raise ValueError(f"the coders are: {', '.join(coders) or 'none'}; agreement needs two")
    if column in codes:  # nan is what a coder left out
        names, codes = names[codes[column].notna()], codes[codes[column].notna()]
    if codes.empty:
        raise ValueError(f"the column {column} is empty; give the codes of two coders or more")
    tables = [codes[names == coder] for coder in coders]
    given = [
        labels(rows, column, coder) if len(rows) else {}
        for rows, coder in zip(tables, coders, strict=True)
    ]
    where, kind = places(codes, by)
    order = list(zip(where["article"], where["sentence"], strict=True))
    seats = range(len(given))
    teams = [(", ".join(coders[i] for i in pair), list(pair)) for pair in combinations(seats, 2)]
    result = []
    every = {label for coded in given for cell in coded.values() for label in cell}
    for label in sorted(every) if column == "themes" else [None]:
        table, values = encode(
            [
                [_answer(coded[place], label) if place in coded else None for place in order]
                for coded in given
            ],
            column,
        )
        for name, of_group in group_rows(where, by):
            for team, members in [*teams, ("all", list(seats))]:
                rows = of_group & (np.sum(table[:, members] >= 0, axis=1) > 1)
                coded = table[np.ix_(rows, members)]
                highest = coded.max(axis=1, keepdims=True)
                same = int(np.sum(np.all((coded == highest) | (coded < 0), axis=1)))
                ends = alpha_range(where[rows], coded, values, column, kind=kind, seed=seed)
                counts = (team, len(coded), same, same / len(coded) if len(coded) else np.nan)
                result.append((name, label, *counts, *ends))
    columns = [by or "group", *RESULT, *RANGE]
    frame = pd.DataFrame(result, columns=columns)
    return frame if column == "themes" else frame.drop(columns="theme")


def _answer(cell: set[str], label: str | None) -> str:
    return join_labels(cell) if label is None else str(label in cell)
