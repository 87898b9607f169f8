"""How well anything else agrees with the codings, code by code and as a whole."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

from kzlib.codes.alpha import (
    LEAST_ALPHA,
    RANGE,
    alpha_range,
    alphas,
    coincidences,
    encode,
    group_rows,
    level_of,
    places,
    resample,
    unit_sums,
)
from kzlib.codes.codings import (
    join_labels,
    pair_labels,
)
from kzlib.compare.measures import Floats
from kzlib.text.checks import check_reserved

RESULT = [
    *("label", "cases", "found", "hits", "false_positives", "misses"),
    *("precision", "recall", "f1"),
]


def code_scores(
    found: pd.DataFrame, codes: pd.DataFrame, *, column: str = "themes", by: str | None = None
) -> pd.DataFrame:
    """How what was found agrees with what was coded, label by label.

    Both tables have a row a sentence with `article`, `sentence` and `column`: one label, several
    joined by ";", or none (also a missing value). `found` may be a tool's labels
    (`matches_as_codes`) or another coder's. The sentences of `codes` are those compared; choose
    them first (one coder, one part). `by` is a column of `codes`; its groups are counted apart.

    A row a group and label (every label that occurs in any group): the `by` column, label, cases
    (sentences coded with it), found (sentences where it was found), hits (both), false_positives,
    misses, and precision = hits / found, recall = hits / cases, f1 = 2 hits / (cases + found),
    each from 0 to 1, NaN where its denominator is 0. Sorted by group and label.
    Errors: LookupError for a column that a table does not have; ValueError for a table without
    rows or with two for a sentence, a cell that is no text, a coded sentence that `found` does not
    have, and a `by` with the name of a column of the result.
    Source: van Rijsbergen 1979 (F1).

    >>> codes = pd.DataFrame({"article": "a", "sentence": [1, 2, 3], "themes": ["x", "x;y", ""]})
    >>> found = codes.assign(themes=["x", "y", "x"])
    >>> code_scores(found, codes)[["label", "precision", "recall"]].to_numpy().tolist()
    [['x', 0.5, 0.5], ['y', 1.0, 1.0]]
    """
    paired = pair_labels(found, codes, column=column, by=by, reserved=RESULT)
    labels = set().union(*paired.coded, *paired.found)
    groups = sorted(set(paired.groups))
    counts = {pair: [0, 0, 0] for pair in product(groups, sorted(labels))}
    for group, coded, there in zip(*paired, strict=True):
        for label in coded | there:
            in_coded, in_found = label in coded, label in there
            count = counts[group, label]
            count[0] += in_coded
            count[1] += in_found
            count[2] += in_coded and in_found
    index = [pair if by else pair[1:] for pair in counts]
    names = [by, "label"] if by else ["label"]
    table = pd.DataFrame(index, columns=names)
    table[["cases", "found", "hits"]] = pd.DataFrame(
        list(counts.values()), columns=["cases", "found", "hits"], dtype="int64"
    )
    table["false_positives"] = table["found"] - table["hits"]
    table["misses"] = table["cases"] - table["hits"]
    table["precision"] = table["hits"] / table["found"]
    table["recall"] = table["hits"] / table["cases"]
    table["f1"] = 2 * table["hits"] / (table["cases"] + table["found"])
    return table


def macro_f1(table: pd.DataFrame, *, min_cases: int = 6) -> float:
    """The mean F1, from 0 to 1, of the rows of `code_scores` with at least `min_cases` cases.

    Give the rows of one group. ValueError where no row has so many.

    >>> macro_f1(pd.DataFrame({"cases": [6, 9, 5], "f1": [0.5, 1.0, 0.0]}))
    0.75
    """
    enough = table[table["cases"] >= min_cases]
    if enough.empty:
        raise ValueError(f"no label has {min_cases} cases or more; ask for a lower min_cases")
    return float(enough["f1"].mean())


def method_agreement(
    found: pd.DataFrame,
    codes: pd.DataFrame,
    *,
    column: str = "tone",
    by: str | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """How well a method agrees with the codes as a whole, and whether it may be used.

    Tables as for `code_scores`, with one label a sentence; an empty cell is a label, "none".
    `codes` also needs `paragraph`, the unit that is resampled.

    A row a group, then `together` (the first column is `by`, or `group` without it): `n`
    (sentences), `right`, `accuracy` (right / n), `alpha` between method and codes (ordinal for
    tone), `alpha_low`, `alpha_high`, `undefined` and `range` as in `coder_agreement`; `macro_f1`, the
    mean F1 of the labels that occur there in either table, and each label's as `f1_...` (nan
    where it does not occur). `usable` is the same in every row: is alpha_low in every group
    `LEAST_ALPHA` (0.667) or more? That limit was made for coders and is borrowed here; where it
    is missed, or there is no range, findings rest on the codes and not on the method.
    Errors: as `code_scores` and `coder_agreement`.
    Source: Krippendorff 2004, 2018; van Atteveldt, van der Velden & Boukes 2021.

    >>> codes = pd.DataFrame({"article": "a", "sentence": [1, 2, 3], "paragraph": [1, 2, 2],
    ...                       "tone": [1, 0, 1]})
    >>> table = method_agreement(codes.assign(tone=[1, 0, 0]), codes)
    >>> table[["n", "right", "alpha", "macro_f1", "usable"]].round(3).values.tolist()
    [[3, 2, 0.444, 0.667, False]]
    """
    whole = ("n", "right", "accuracy", "alpha", "alpha_low", "alpha_high", *RANGE)
    check_reserved(by, (*whole, "macro_f1", "usable"))
    paired = pair_labels(found, codes, column=column, by=by)
    cells = [list(map(join_labels, side)) for side in (paired.coded, paired.found)]
    coded, scale = encode(cells, column)
    where, kind = places(codes, by)
    rows = []
    for name, chosen in group_rows(where, by):
        both = coded[chosen]
        given = np.array(cells).T[chosen]
        f1 = {  # the empty label too, which `code_scores` has not
            label: 2 * (given == label).all(axis=1).sum() / (given == label).sum()
            for label in sorted(set(given.ravel()))
        }
        right = int(np.sum(both[:, 0] == both[:, 1]))
        ends = alpha_range(where[chosen], both, scale, column, kind=kind, seed=seed)
        rows.append(
            {
                by or "group": name,
                **dict(zip(whole, (len(both), right, right / len(both), *ends), strict=True)),
                "macro_f1": np.mean(list(f1.values())),
                **{f"f1_{label or 'none'}": value for label, value in f1.items()},
            }
        )
    table = pd.DataFrame(rows)
    each = sorted(str(name) for name in table if str(name).startswith("f1_"))
    table = table[[*(name for name in table if name not in each), *each]]
    judged = table["alpha_low"].iloc[: max(1, len(table) - 1)]
    return table.assign(usable=bool((judged >= LEAST_ALPHA).all()))


def compare_methods(
    first: pd.DataFrame,
    second: pd.DataFrame,
    codes: pd.DataFrame,
    *,
    column: str = "tone",
    by: str | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """How much better one method agrees with the codes than another, on the same sentences.

    Tables as for `method_agreement`. A row a group, then `together`: `n`, `only_first` and `only_second`
    (sentences that only this method gets right), `accuracy_difference` with `accuracy_low`,
    `accuracy_high`, `alpha_difference` with `alpha_low`, `alpha_high`, all first less second, and
    `undefined` and `range` as in `coder_agreement`. The difference is paired: each draw takes the same
    paragraphs (or articles) for both. Where both are right in the same sentences its accuracy
    range is 0 to 0, which says nothing of other sentences.
    Errors: as `method_agreement`.

    >>> codes = pd.DataFrame({"article": "a", "sentence": [1, 2, 3], "paragraph": [1, 2, 2],
    ...                       "tone": [1, 0, 1]})
    >>> table = compare_methods(codes, codes.assign(tone=[1, 0, 0]), codes)
    >>> table[["only_first", "only_second", "alpha_difference"]].round(3).values.tolist()
    [[1.0, 0.0, 0.556]]
    """
    names = [
        *("n", "only_first", "only_second"),
        *("accuracy_difference", "accuracy_low", "accuracy_high"),
        *("alpha_difference", "alpha_low", "alpha_high", *RANGE),
    ]
    check_reserved(by, names)
    tables = [pair_labels(found, codes, column=column, by=by) for found in (first, second)]
    labels = [tables[0].coded, tables[0].found, tables[1].found]
    coded, scale = encode([list(map(join_labels, cells)) for cells in labels], column)
    right = coded[:, 1:] == coded[:, :1]
    met = [coincidences(coded[:, [0, method]], len(scale)) for method in (1, 2)]
    cells = np.column_stack([np.ones(len(coded)), right, *met])

    def differences(sums: Floats) -> Floats:
        accuracy = (sums[:, 1] - sums[:, 2]) / sums[:, 0]
        of_first, of_second = np.split(sums[:, 3:], 2, axis=1)
        level = level_of(column)
        return np.stack([accuracy, alphas(of_first, level) - alphas(of_second, level)], axis=1)

    where, kind = places(codes, by)
    rows = []
    for name, chosen in group_rows(where, by):
        units = unit_sums(where[chosen], cells[chosen])
        low, high, *rest = resample(units, differences, kind=kind, seed=seed)
        apart = differences(cells[chosen].sum(axis=0)[None])[0]
        one, other = right[chosen].T
        counts = (len(one), int(np.sum(one & ~other)), int(np.sum(other & ~one)))
        ends = [value for ends in zip(apart, low, high, strict=True) for value in ends]
        rows.append((name, *counts, *ends, *rest))
    return pd.DataFrame(rows, columns=[by or "group", *names])
