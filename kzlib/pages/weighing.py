"""How far each difference can be trusted: without one article, in random splits, in settings."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import comb
from typing import Any

import numpy as np
import pandas as pd

from kzlib.compare.draws import DRAWS
from kzlib.compare.shares import compare_shares, shuffle_shares

LEAST = 5  # sentences of both groups together; of fewer nothing is said
MOST = 0.75  # of the settings in which a difference that holds is found, at the least
RARE = 0.05  # of all random splits, shared out among the properties compared
SHORT = (
    6  # words of a sentence: shorter ones (questions, outcries) are not counted in every setting
)
HOLDS, UNSURE, FEW = "holds", "cannot tell", "too few"


def settings(table: pd.DataFrame, by: str) -> Iterator[pd.DataFrame]:
    """The sentences counted in several ways, the body with all its sentences first.

    The ways: the body or all parts, with or without direct speech, with or without sentences of
    fewer than six words, and, where articles repeat others, with or without these. A way that
    leaves a group without words is left out, and so is one that counts the same sentences as
    another.
    """
    counted: set[bytes] = set()
    whole = pd.Series(True, index=table.index)
    left = (
        table["part"] == "body",
        table["voice"] != "direct",
        table["words"] >= SHORT,
        ~table["repeated"],
    )
    for chosen in product((True, False), *[(False, True)] * (len(left) - 1)):
        rows = whole.copy()
        for condition, is_asked in zip(left, chosen, strict=True):
            rows &= condition | (not is_asked)
        found, which = table[rows], rows.to_numpy().tobytes()
        if which in counted:
            continue
        counted.add(which)
        if (found.groupby(by, observed=False)["words"].sum() > 0).all():
            yield found


def weigh_shares(
    sentences: pd.DataFrame,
    marks: pd.DataFrame,
    compared: Mapping[str, str],
    *,
    seed: int,
    stricter: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The shares of sentences of `compare_shares`, and how far each difference can be trusted.

    `sentences` has all of them with their part and voice; `marks` a column for each property;
    `compared` is by, target and reference. `stricter` has some of the properties by a stricter
    rule, such as a higher threshold or a shorter list: each setting is then asked by both.

    Added are `as_far` (of `shuffle_shares`), `held` of `settings` (each way of counting, in
    sentences and in words) and the verdict; `without_one_low` and `_high` are also without any one
    article where a group has several.
    - `too few`: fewer than five sentences of both groups together;
    - `holds`: the range excludes zero; without any one article (or paragraph) the sign stays; in
      three of four settings or more the range excludes zero; and so large a difference is rare in
      random splits (5 %, shared out among the properties that are not too few);
    - `cannot tell`: all else.

    The rareness is shared out within one table. Tried on 112 real speeches of one party, split at
    random: something held in themes, names, their company or voices in 14 of 100 splits into
    groups of 5, 15 of groups of 10 and 14 of groups of 20, and in 58 to 72 of groups of 1 to 4,
    where paragraphs are dealt. A theme put into three sentences of some articles of one group was
    found to hold in more than half of the cases if these were 7 of 10, or 7 of 20; with 5 articles
    a group in 1 of 8, even if it was in all.
    """
    # No property's own name may be that of a column of the sentences.
    names = {f"property {number:04}": name for number, name in enumerate(marks)}
    stricter = marks[[]] if stricter is None else stricter
    strict = {f"{key}, stricter": key for key, name in names.items() if name in stricter}
    table = sentences.join(marks.set_axis([*names], axis="columns"))
    body = table[table["part"] == "body"]
    own: Any = {**compared, "properties": [*names], "seed": seed}
    found = compare_shares(body, **own).query("of == 'sentences'").set_index("property")
    dealt = shuffle_shares(body, **own, deals=DRAWS).query("of == 'sentences'")
    found["as_far"] = dealt.set_index("property")["as_far"]
    found["unit"] = dealt["unit"].iloc[0]
    for end, of_articles in _without_article(body, compared, [*names]).items():
        least = np.fmin if end.endswith("low") else np.fmax
        found[end] = least(found[end], of_articles[found.index])
    for column, key in strict.items():
        table[column] = stricter[names[key]]
    found["held"] = found["settings"] = 0
    own["properties"] = [*names, *strict]
    for rows in settings(table, compared["by"]):
        shares = compare_shares(rows, **own).set_index("property")
        for measure, rule in product(("sentences", "words"), ({key: key for key in names}, strict)):
            each = shares[shares["of"] == measure].loc[[*rule]].set_axis([*rule.values()])
            found.loc[each.index, "held"] += _off_zero(each, found.loc[each.index, "difference"])
            found.loc[each.index, "settings"] += 1
    enough = found["target_count"] + found["reference_count"] >= LEAST
    found["verdict"] = [_verdict(row, int(enough.sum())) for row in found.to_dict("records")]
    return found.rename(index=names).reset_index()


def most_rows(target: int, reference: int) -> int:
    """How many rows a table may have so that one can hold, by the units of the two groups.

    No difference is rarer in random splits than the real one, which is one of them. Five and five
    articles can be split in 126 ways, as it is all one which group is called the target:

    >>> most_rows(5, 5), most_rows(5, 6)
    (6, 23)
    """
    ways = comb(target + reference, target) // (2 if target == reference else 1)
    return ways // round(1 / RARE)  # in whole numbers: a float cannot hold those of 2,000 articles


def _without_article(
    body: pd.DataFrame, compared: Mapping[str, str], properties: Sequence[str]
) -> dict[str, "pd.Series[float]"]:
    """Between what each difference moves without any one article of a group that has several."""
    groups = [body[body[compared["by"]] == compared[side]] for side in ("target", "reference")]
    moved = []
    for rows, others, sign in zip(groups, groups[::-1], (1, -1), strict=True):
        by_article = rows.groupby("article", observed=True)
        sums = by_article[[*properties]].sum()
        left = len(rows) - by_article.size()
        rest = (sums.sum() - sums).div(left.where(left > 0), axis="index")
        moved.append(sign * (rest - others[[*properties]].mean()))
    every = pd.concat(moved)
    return {"without_one_low": every.min(), "without_one_high": every.max()}


def _off_zero(shares: pd.DataFrame, difference: "pd.Series[float]") -> "pd.Series[int]":
    above = (shares["difference_low"] > 0) & (difference > 0)
    below = (shares["difference_high"] < 0) & (difference < 0)
    return (above | below).astype(int)


def _verdict(row: dict[Any, Any], comparisons: int) -> str:
    if row["target_count"] + row["reference_count"] < LEAST:
        return FEW
    off = row["difference_low"] > 0 or row["difference_high"] < 0
    lasting = row["without_one_low"] > 0 or row["without_one_high"] < 0
    rare = row["as_far"] <= RARE / comparisons
    often = row["held"] >= MOST * row["settings"]
    return HOLDS if off and lasting and rare and often else UNSURE
