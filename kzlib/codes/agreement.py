"""How coders agree with each other, and how well anything else agrees with their codes."""

from collections import Counter
from itertools import combinations

import numpy as np
import pandas as pd

from kzlib.codes.alpha import (
    LEAST_ALPHA,
    Alpha,
    alpha_range,
    alphas,
    coincidences,
    range_over_units,
)
from kzlib.codes.codebook import NONE, CodebookLike, read_codebook, split_codes
from kzlib.codes.codings import Cells, check_spelling, coders_of, codes_of
from kzlib.codes.ratings import group_names, pair_codes, rate
from kzlib.compare.draws import DRAWS, TAILS, check_deals, deal_orders
from kzlib.compare.measures import Floats
from kzlib.text.arguments import checked
from kzlib.text.checks import as_text, check_reserved, check_table, check_whole, listed

SCORES = (
    *("code", "cases", "found", "hits", "false_positives", "misses"),
    *("precision", "recall", "f1"),
)
APART = (
    *("n", "only_first", "only_second", "accuracy_difference", "accuracy_low", "accuracy_high"),
    *("alpha_difference", *Alpha._fields[1:]),
)
SHUFFLED = (
    *("n", "right", "alpha"),
    *("shuffled_right", "shuffled_alpha", "shuffled_low", "shuffled_high", "deals"),
)
TEAMS = ("code", "coders", "n", "same", "share")


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
    check_reserved(by, (*TEAMS, *Alpha._fields))
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
    frame = pd.DataFrame(result, columns=[by or "group", *TEAMS, *Alpha._fields])
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


@checked
def code_scores(
    found: pd.DataFrame, codes: pd.DataFrame, *, column: str = "themes", by: str | None = None
) -> pd.DataFrame:
    """How what was found agrees with what was coded, code by code.

    Both tables have a row a sentence with `article`, `sentence` and `column`: one code, several
    joined by ";", or none (also a missing value). `found` may be what a tool finds
    (`matches_as_codes`) or another coder's codes. The sentences of `codes` are those compared;
    choose them first (one coder, one part). `by` is a column of `codes`; its groups are counted
    apart. No codebook is asked: every code that occurs counts.

    What it returns: a row a group and code (every code that occurs in any group), sorted by both:
    - the `by` column, if given, and `code`;
    - `cases` (sentences coded with it), `found` (sentences where it was found), `hits` (both),
      `false_positives`, `misses`;
    - `precision` = hits / found, `recall` = hits / cases, `f1` = 2 hits / (cases + found), each
      from 0 to 1, NaN where its denominator is 0.

    Errors: LookupError for a column that a table does not have; ValueError for a table without
    rows or with two for a sentence, a cell that is no text, a coded sentence that `found` does not
    have, a number written in two ways (1 and 01), and a `by` with the name of a column of the
    result.

    Source: van Rijsbergen 1979 (F1).

    >>> codes = pd.DataFrame({"article": "a", "sentence": [1, 2, 3], "themes": ["x", "x;y", ""]})
    >>> found = codes.assign(themes=["x", "y", "x"])
    >>> code_scores(found, codes)[["code", "precision", "recall"]].to_numpy().tolist()
    [['x', 0.5, 0.5], ['y', 1.0, 1.0]]
    """
    check_reserved(by, SCORES)
    pairs = pair_codes([found], codes, column)
    groups = group_names(codes, by)
    coded, there = ([{*cell.split(";")} - {""} for cell in cells.values()] for cells in pairs)
    hits = [one & other for one, other in zip(coded, there, strict=True)]
    every = sorted(set().union(*coded, *there))
    rows = pd.MultiIndex.from_product([sorted(set(groups)), every], names=[by or "group", "code"])
    result = pd.DataFrame(index=rows)
    for name, sets in (("cases", coded), ("found", there), ("hits", hits)):
        often = Counter(
            (group, code) for group, own in zip(groups, sets, strict=True) for code in own
        )
        result[name] = [often[row] for row in rows]
    result = result.reset_index()
    result = result if by else result.drop(columns="group")
    result["false_positives"] = result["found"] - result["hits"]
    result["misses"] = result["cases"] - result["hits"]
    result["precision"] = result["hits"] / result["found"]
    result["recall"] = result["hits"] / result["cases"]
    result["f1"] = 2 * result["hits"] / (result["cases"] + result["found"])
    return result


@checked
def macro_f1(table: pd.DataFrame, *, min_cases: int = 6) -> float:
    """The mean F1, from 0 to 1, of the rows of `code_scores` with at least `min_cases` cases.

    Give the rows of one group. LookupError for a table without the columns cases and f1;
    ValueError where no row has so many, and for columns that are no numbers.

    >>> macro_f1(pd.DataFrame({"cases": [6, 9, 5], "f1": [0.5, 1.0, 0.0]}))
    0.75
    """
    check_table(table, ["cases", "f1"], "the table", "give what code_scores gives")
    for name in ("cases", "f1"):
        if table[name].dtype.kind not in "iuf":
            raise ValueError(f"the column {name!r} holds no numbers; give what code_scores gives")
    enough = table[table["cases"] >= min_cases]
    if enough.empty:
        raise ValueError(f"no code has {min_cases} cases or more; ask for a lower min_cases")
    return float(enough["f1"].mean())


@checked
def method_agreement(
    found: pd.DataFrame,
    codes: pd.DataFrame,
    *,
    column: str = "tone",
    by: str | None = None,
    codebook: CodebookLike = "codebook",
    seed: int = 0,
) -> pd.DataFrame:
    """How well a method agrees with the codes as a whole, and whether it may be used.

    Tables as for `code_scores`, with one code a sentence; an empty cell is a code, "none".
    `codes` also needs `paragraph`, the unit that is resampled. `codebook` has the column and says
    whether its codes are in order.

    What it returns: a row a group, then `together` (the first column is `by`, or `group` without
    it):
    - `n` (sentences), `right`, `accuracy` (right / n);
    - `alpha` between method and codes (ordinal for tone), `alpha_low`, `alpha_high`, `undefined`
      and `range` as in `coder_agreement`;
    - `macro_f1`, the mean F1 of the codes that occur there in either table, and each code's as
      `f1_...` (nan where it does not occur);
    - `usable`, the same in every row: is alpha_low in every group `LEAST_ALPHA` or more? That
      limit was made for coders and is borrowed here; where it is missed, or there is no range,
      findings rest on the codes and not on the method.

    Errors: as `code_scores` and `coder_agreement`.

    Source: Krippendorff 2004, 2018; van Atteveldt, van der Velden & Boukes 2021.

    >>> codes = pd.DataFrame({"article": "a", "sentence": [1, 2, 3], "paragraph": [1, 2, 2],
    ...                       "tone": [1, 0, 1]})
    >>> table = method_agreement(codes.assign(tone=[1, 0, 0]), codes)
    >>> table[["n", "right", "alpha", "macro_f1", "usable"]].round(3).values.tolist()
    [[3, 2, 0.444, 0.667, False]]
    """
    names = ("n", "right", "accuracy", *Alpha._fields, "macro_f1", "usable")
    check_reserved(by, names)
    check_whole(0, seed=seed)
    scale = read_codebook(codebook).column(column)
    ratings = rate(pair_codes([found], codes, column), codes, scale, by)
    each = sorted(f"f1_{code or NONE}" for code in ratings.codes)
    check_reserved(by, each)
    if {"", NONE} <= {*ratings.codes}:
        raise ValueError(
            f"{listed([column])} holds {NONE!r} and empty cells; write only one of the two"
        )
    rows = []
    for name, some in ratings.by_group(by):
        f1 = {  # the empty cell's too, which `code_scores` has not
            f"f1_{code or NONE}": 2 * is_code.all(axis=1).sum() / is_code.sum()
            for number, code in enumerate(ratings.codes)
            if (is_code := some.coded == number).any()
        }
        right = int(np.sum(some.coded[:, 0] == some.coded[:, 1]))
        counts = {"n": len(some.coded), "right": right, "accuracy": right / len(some.coded)}
        ends = alpha_range(some, seed=seed)._asdict()
        mean = {"macro_f1": np.mean([*f1.values()])}
        rows.append({by or "group": name, **counts, **ends, **mean, **f1})
    table = pd.DataFrame(rows)
    table = table[[by or "group", *names[:-1], *each]]
    judged = table["alpha_low"].iloc[: max(1, len(table) - 1)]
    return table.assign(usable=bool((judged >= LEAST_ALPHA).all()))


@checked
def compare_methods(
    first: pd.DataFrame,
    second: pd.DataFrame,
    codes: pd.DataFrame,
    *,
    column: str = "tone",
    by: str | None = None,
    codebook: CodebookLike = "codebook",
    seed: int = 0,
) -> pd.DataFrame:
    """How much better one method agrees with the codes than another, on the same sentences.

    Tables and arguments as for `method_agreement`. The difference is paired: each draw takes the
    same paragraphs (or articles) for both.

    What it returns: a row a group, then `together`, all first less second:
    - `n`, `only_first` and `only_second` (sentences that only this method gets right);
    - `accuracy_difference` with `accuracy_low`, `accuracy_high`. Where both are right in the same
      sentences the range is 0 to 0, which says nothing of other sentences;
    - `alpha_difference` with `alpha_low`, `alpha_high`;
    - `undefined` and `range` as in `coder_agreement`.

    Errors: as `method_agreement`.

    >>> codes = pd.DataFrame({"article": "a", "sentence": [1, 2, 3], "paragraph": [1, 2, 2],
    ...                       "tone": [1, 0, 1]})
    >>> table = compare_methods(codes, codes.assign(tone=[1, 0, 0]), codes)
    >>> table[["only_first", "only_second", "alpha_difference"]].round(3).values.tolist()
    [[1.0, 0.0, 0.556]]
    """
    check_reserved(by, APART)
    check_whole(0, seed=seed)
    scale = read_codebook(codebook).column(column)
    ratings = rate(pair_codes([first, second], codes, column), codes, scale, by)

    def differences(sums: Floats) -> Floats:
        accuracy = (sums[:, 1] - sums[:, 2]) / sums[:, 0]
        one, other = (alphas(half, ratings.level) for half in np.split(sums[:, 3:], 2, axis=1))
        return np.stack([accuracy, one - other], axis=1)

    rows = []
    for name, some in ratings.by_group(by):
        right = some.coded[:, 1:] == some.coded[:, :1]
        met = [coincidences(some.coded[:, [0, method]], len(some.codes)) for method in (1, 2)]
        cells = np.column_stack([np.ones(len(right)), right, *met])
        low, high, *rest = range_over_units(some, cells, differences, seed=seed)
        apart = differences(cells.sum(axis=0)[None])[0]
        one, other = right.T
        counts = (len(one), int(np.sum(one & ~other)), int(np.sum(other & ~one)))
        ends = [value for ends in zip(apart, low, high, strict=True) for value in ends]
        rows.append((name, *counts, *ends, *rest))
    return pd.DataFrame(rows, columns=[by or "group", *APART])


@checked
def shuffle_agreement(
    found: pd.DataFrame,
    codes: pd.DataFrame,
    *,
    column: str = "tone",
    by: str | None = None,
    codebook: CodebookLike = "codebook",
    deals: int = DRAWS,
    seed: int = 0,
) -> pd.DataFrame:
    """How well a method's own codes agree with the codings when they are dealt anew.

    A method that knows nothing of the sentences, but calls as many favourable as this one does,
    agrees so far by chance: what `method_agreement` finds must be clearly more. Tables and
    arguments as there. In each deal the codes found in a group's sentences are dealt to these
    sentences at random; each group is dealt by the same seed.

    What it returns: a row a group, then `together`, dealt over all sentences:
    - `n`, `right` and `alpha` as in `method_agreement`;
    - `shuffled_right` and `shuffled_alpha`, the mean of the deals, and `shuffled_low`,
      `shuffled_high`, where the middle 95 % of their alphas lie (nan where alpha is undefined);
    - `deals`.

    Errors: as `method_agreement`; ValueError for fewer than 1 deal or too many.

    >>> codes = pd.DataFrame({"article": "a", "sentence": [1, 2, 3, 4], "paragraph": 1,
    ...                       "tone": [1, 1, 0, 0]})
    >>> table = shuffle_agreement(codes, codes, deals=500)  # two of four are right by chance
    >>> table[["right", "alpha", "shuffled_right"]].round(0).values.tolist()
    [[4.0, 1.0, 2.0]]
    """
    check_deals(deals, seed)
    check_reserved(by, SHUFFLED)
    scale = read_codebook(codebook).column(column)
    ratings = rate(pair_codes([found], codes, column), codes, scale, by)
    rows = []
    for name, some in ratings.by_group(by):
        coded, real = some.coded.T
        orders = deal_orders(len(real), deals, seed)  # the real one first
        pairs = [np.stack([coded, real[order]], axis=1) for order in orders]
        right = [int(np.sum(pair[:, 0] == pair[:, 1])) for pair in pairs]
        met = [coincidences(pair, len(some.codes)).sum(axis=0) for pair in pairs]
        values = alphas(np.array(met), some.level)
        ends = np.quantile(values[1:], TAILS)
        means = (np.mean(right[1:]), np.mean(values[1:]))
        rows.append((name, len(real), right[0], values[0], *means, *ends, deals))
    return pd.DataFrame(rows, columns=[by or "group", *SHUFFLED])
