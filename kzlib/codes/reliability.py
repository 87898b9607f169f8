"""How coders agree: alpha and shares, each two and all, in each group and together."""

from itertools import combinations

import numpy as np
import pandas as pd

from kzlib.codes.alpha import Alpha, alpha_range
from kzlib.codes.codebook import CodebookLike, read_codebook, split_codes
from kzlib.codes.codings import Cells, check_spelling, coders_of, codes_of
from kzlib.codes.ratings import rate
from kzlib.text.arguments import checked
from kzlib.text.checks import as_text, check_reserved, check_whole, listed

RESULT = ("code", "coders", "n", "same", "share")


@checked
def coder_agreement(
    codes: pd.DataFrame,
    *,
    column: str = "tone",
    by: str | None = None,
    codebook: CodebookLike = "codebook",
    seed: int = 0,
) -> pd.DataFrame:
    """How far the coders agree in a column, each two and all, in each group and together.

    `codes` is what `read_codes` gives with a corpus: a row a sentence and coder. Choose rows first
    to narrow the question: of those with the act `recommend`, the sentences count that two coders
    call so. Leave out a file that is the majority of the coders, which is no coder.

    How it counts:
    - A sentence that a coder left out (no row, or nan) counts for the others; an empty cell is a
      code, "none".
    - The codebook says whether a column is nominal or ordinal (tone).
    - A column with several codes in a cell (themes) gives rows for each `code`: does the sentence
      have it or not.

    What it returns: a row a group and pair ("anna, ben") or `all`, the groups in order and then
    `together` (the first column is `by`, or `group` without it):
    - `n` (sentences with two codes or more), `same` (with one code from all who coded them),
      `share` (same / n);
    - `alpha`, `alpha_low`, `alpha_high`, `undefined` (the draws that are left out as alpha has no
      value there), and `range`, what the range is:
      - `stability range over paragraphs`: where 95 % of the draws lie when whole paragraphs are
        resampled within each group; it is no confidence interval;
      - `interval over articles`, from 5 articles in each group on, under 20 said to be too narrow;
      - `Wilson bound`: where all agree, resampling shows nothing. From 1 down to what alpha would
        be with the share of disagreements, all of them as far apart as can be, at Wilson's bound
        of 0 of as many as there are units;
      - `none` (nan): alpha is undefined, or a group has one unit only.

    Where the coders are of one kind (a language model that read three times), their agreement
    overstates their reliability.

    Errors: LookupError for a column that is not there or not in the codebook; ValueError for no
    rows, a single coder, two rows of a coder for a sentence, several codes in a cell where the
    codebook allows one, a group called `together`, a `by` that differs between the coders of a
    sentence, a code that has no place in an order, a number written in two ways, and a bad `seed`.

    Source: Krippendorff 2004, 2018; percentile range Efron & Tibshirani 1993; the bound our own.

    >>> rows = [("a", s, 1, coder, tone) for s, tones in enumerate([(1, 1), (0, 0), (1, 0)])
    ...         for coder, tone in zip(("anna", "ben"), tones)]
    >>> codes = pd.DataFrame(rows, columns=["article", "sentence", "paragraph", "coder", "tone"])
    >>> coder_agreement(codes)[["coders", "n", "same", "alpha"]].round(3).values.tolist()
    [['anna, ben', 3, 2, 0.444], ['all', 3, 2, 0.444]]
    """
    check_reserved(by, (*RESULT, *Alpha._fields))
    check_whole(0, seed=seed)
    scale = read_codebook(codebook).column(column)
    coders, given, codes = _by_coder(codes, column)
    questions: dict[str | None, list[Cells]] = {None: given}
    if scale.several:
        parts = [{at: split_codes(cell) for at, cell in cells.items()} for cells in given]
        questions = {
            code: [{at: str(code in own) for at, own in cells.items()} for cells in parts]
            for code in sorted(set().union(*(own for cells in parts for own in cells.values())))
        }
    seats = range(len(coders))
    teams = {", ".join(coders[i] for i in pair): list(pair) for pair in combinations(seats, 2)}
    teams["all"] = list(seats)
    result = []
    for code, answers in questions.items():
        for name, ratings in rate(answers, codes, scale, by).by_group(by):
            for team, members in teams.items():
                enough = np.sum(ratings.coded[:, members] >= 0, axis=1) > 1
                some = ratings.some(enough, members)
                highest = some.coded.max(axis=1, keepdims=True)
                same = int(np.sum(np.all((some.coded == highest) | (some.coded < 0), axis=1)))
                n = len(some.coded)
                counts = (team, n, same, same / n if n else np.nan)
                result.append((name, code, *counts, *alpha_range(some, seed=seed)))
    frame = pd.DataFrame(result, columns=[by or "group", *RESULT, *Alpha._fields])
    return frame if scale.several else frame.drop(columns="code")


def _by_coder(codes: pd.DataFrame, column: str) -> tuple[list[str], list[Cells], pd.DataFrame]:
    """The coders, the codes of each, and the rows that hold a code: nan is what was left out."""
    coders = coders_of(codes)
    if len(coders) <= 1:
        raise ValueError(f"the coders are: {listed(coders) or 'none'}; agreement needs two")
    codes = codes[codes[column].notna()] if column in codes else codes
    if codes.empty:
        raise ValueError(
            f"the column {listed([column])} is empty; give the codes of two coders or more"
        )
    names = np.array([*map(as_text, codes["coder"])], dtype=object)
    tables = [(coder, codes[names == coder]) for coder in coders]
    given = [codes_of(rows, column, coder) if len(rows) else {} for coder, rows in tables]
    check_spelling(given)
    return coders, given, codes
