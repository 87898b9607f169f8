"""The answer in three sentences, made from what holds; or that there is none."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from kzlib.pages.given import Given
from kzlib.pages.pieces import rule, stack
from kzlib.pages.weighing import HOLDS, LEAST
from kzlib.show import Shown, percent, say

TWO = 2  # shares that are named, before the words and the count of what was compared
WORDS = 5  # words named for each group
VOICES = {"direct": "direct speech", "reported": "reported speech"}


def answer(given: Given) -> Shown:
    """Two of the largest differences of shares that hold, the words, and how many were compared."""
    found = [*_shares(given)]
    holding = [each for each in found if each["verdict"] == HOLDS]
    holding.sort(key=lambda each: (-abs(each["difference"]), each["label"]))
    words = given.weighed_words
    typical = words[words["verdict"] == HOLDS]
    sentences = [_sentence(given, each) for each in holding[:TWO]]
    if len(typical):
        sentences.append(_words(given, typical))
    end = say(
        "Differences that hold: **{holding}** of {shares} in themes, names and voices, and "
        "**{words}** of {terms} words with {least} hits or more.",
        shares=len(found), holding=len(holding) or "none", words=len(typical) or "none",
        terms=f"{_frequent(given):,}", least=LEAST,
    )  # fmt: skip
    if not sentences:
        return stack(say("**No difference that these articles could show.**"), end, rule(given))
    return stack(*sentences, end, rule(given))


def _shares(given: Given) -> Iterator[dict[str, Any]]:
    """Every share that was compared, with what a sentence says of it."""
    names = given.names.labels if given.names else {}
    kinds = (
        (given.weighed_themes, given.themes.labels, "The theme “{}” is found in"),
        (given.weighed_names, names, "“{}” is named in"),
        (given.weighed_voices, VOICES, "{} is the voice of"),
    )
    for table, labels, begins in kinds:
        for row in table.to_dict("records"):
            label = labels[row["property"]]
            said = {str(name): value for name, value in row.items()}
            yield said | {"label": label, "begins": begins.format(label)}


def _sentence(given: Given, row: Mapping[str, Any]) -> Shown:
    begins = row["begins"][:1].upper() + row["begins"][1:]
    return say(
        "{begins} {a:,} of {n:,} sentences ({p}) in {target}, and in {b:,} of {m:,} ({q}) in "
        "{reference}.",
        begins=begins, a=row["target_count"], n=row["target_n"], p=percent(row["target_share"]),
        b=row["reference_count"], m=row["reference_n"], q=percent(row["reference_share"]),
        target=given.target, reference=given.reference,
    )  # fmt: skip


def _words(given: Given, typical: pd.DataFrame) -> Shown:
    """The words that hold, of each group."""
    sides = (given.target, typical["log_ratio"] > 0), (given.reference, typical["log_ratio"] < 0)
    parts = [
        f"{side}: " + ", ".join(f"“{term}”" for term in typical.loc[rows, "term"].head(WORDS))
        for side, rows in sides
        if rows.any()
    ]
    return say("Words that are steadily more frequent in {parts}.", parts="; in ".join(parts))


def _frequent(given: Given) -> int:
    """The words that a difference could be shown of."""
    table = given.keyness
    return int((table["target_count"] + table["reference_count"] >= LEAST).sum())
