"""How far each difference can be trusted: without one article, in random splits, in settings."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import pandas as pd

from kzlib.compare.draws import DRAWS
from kzlib.compare.keyness import keyness
from kzlib.compare.shares import compare_shares, shuffle_shares
from kzlib.text.corpus import Corpus

LEAST = 5  # sentences of both groups together; of fewer nothing is said
MOST = 0.75  # of the settings in which a difference that holds is found, at the least
RARE = 0.05  # of all random splits, shared out among the comparisons
WORDS = 40  # the words that are counted in every setting, the most different ones
HOLDS, UNSURE, FEW = "holds", "cannot tell", "too few"


def settings(table: pd.DataFrame, by: str) -> Iterator[pd.DataFrame]:
    """The sentences counted in four ways: the body or all parts, with or without direct speech.

    Where articles repeat others, each way also without them. A way that leaves a group without
    words is left out, and so is one that counts the same sentences as another.
    """
    counted: set[bytes] = set()
    repeats = (True, False) if table["repeated"].any() else (True,)
    for parts, quoted, repeated in product((True, False), (True, False), repeats):
        rows = pd.Series(True, index=table.index)
        rows &= (table["part"] == "body") | (not parts)
        rows &= (table["voice"] != "direct") | quoted
        rows &= ~table["repeated"] | repeated
        found, which = table[rows], rows.to_numpy().tobytes()
        if which in counted:
            continue
        counted.add(which)
        if (found.groupby(by, observed=False)["words"].sum() > 0).all():
            yield found


def weigh_shares(
    marked: pd.DataFrame, compared: Mapping[str, str], properties: Sequence[str], *, seed: int
) -> pd.DataFrame:
    """The shares of sentences of `compare_shares`, and how far each difference can be trusted.

    `marked` has all sentences with their part, their voice and a column for each property;
    `compared` is by, target and reference.

    Added are `as_far` (of `shuffle_shares`), `held` of `settings` (each way of counting, in
    sentences and in words) and the verdict:
    - `too few`: fewer than five sentences of both groups together;
    - `holds`: the range excludes zero, also without any one article (or paragraph), in three of
      four settings or more, and so large a difference is rare in random splits (5 %, shared out
      among the comparisons);
    - `cannot tell`: all else.
    """
    body = marked[marked["part"] == "body"]
    asked: Any = {**compared, "properties": [*properties], "seed": seed}
    found = compare_shares(body, **asked).query("of == 'sentences'").set_index("property")
    dealt = shuffle_shares(body, **asked, deals=DRAWS).query("of == 'sentences'")
    found["as_far"] = dealt.set_index("property")["as_far"]
    found["unit"] = dealt["unit"].iloc[0]
    held, asked_of = pd.Series(0, index=found.index), 0
    for table in settings(marked, compared["by"]):
        shares = compare_shares(table, **asked).query("of != 'paragraphs'")
        for _, rows in shares.groupby("of"):
            each = rows.set_index("property").loc[found.index]
            held += _off_zero(each, found["difference"])
            asked_of += 1
    found["held"], found["settings"] = held, asked_of
    found["verdict"] = [_verdict(row, len(found)) for row in found.to_dict("records")]
    return found.reset_index()


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


def weigh_words(
    corpus: Corpus,
    table: pd.DataFrame,
    sentences: pd.DataFrame,
    compared: Mapping[str, str],
    *,
    seed: int,
) -> pd.DataFrame:
    """The steadiest words of `keyness` (`table`), and in how many settings each is off zero.

    The settings: the parts and the speech as in `settings`. `verdict` is `holds` for a word that
    `keyness` calls steady or robust, whose strict bound (LRC) is not 0, in three of four settings
    or more.
    """
    asked: Any = {**compared, "part": None, "seed": seed}
    sure = table["verdict"].isin(["steady", "robust"])
    found = table[sure].head(WORDS).set_index("term")
    held, asked_of = pd.Series(0, index=found.index), 0
    for rows in settings(sentences, compared["by"]) if len(found) else ():
        words = keyness(corpus.only(rows[["article", "sentence"]]), **asked).set_index("term")
        words = words.reindex(found.index)
        above = (words["low"] > 0) & (found["log_ratio"] > 0)
        below = (words["high"] < 0) & (found["log_ratio"] < 0)
        held += (above | below).astype(int)
        asked_of += 1
    often = held >= MOST * asked_of
    verdict = (often & (found["lrc"] != 0)).map({True: HOLDS, False: UNSURE})
    found = found.rename(columns={"verdict": "rule"})
    return found.assign(held=held, settings=asked_of, verdict=verdict).reset_index()
