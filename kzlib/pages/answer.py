"""The answer in three sentences, made from what holds; or that there is none."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from kzlib.pages.given import Given
from kzlib.pages.pieces import rule, stack
from kzlib.pages.weighing import FEW, HOLDS, LEAST
from kzlib.show import Shown, percent, say

TWO = 2  # shares that are named, before the words and the count of what was compared
WORDS = 5  # words named for each group
VOICES = {"direct": "direct speech", "reported": "reported speech"}


def answer(given: Given) -> Shown:
    """Two of the largest differences of shares that hold, the words, and how many were compared."""
    found = [each for each in _shares(given) if each["verdict"] != FEW]
    holding = [each for each in found if each["verdict"] == HOLDS]
    holding.sort(key=lambda each: (-abs(each["difference"]), each["label"]))
    words = given.weighed_words
    typical = words[words["verdict"] == HOLDS]
    sentences = [_sentence(given, each) for each in holding[:TWO]]
    if len(typical):
        sentences.append(_words(given, typical))
    end = say(
        "Differences that hold: **{holding}** of {shares} in themes, names, their company and "
        "voices, and **{words}** of {terms} words with {least} hits or more.",
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
        (given.weighed_themes, given.themes.labels, "the theme “{}” is found"),
        (given.weighed_names, names, "“{}” is named"),
        (given.weighed_voices, VOICES, "{} appears"),
        *(
            (table, names, f"beside “{names[name]}”, “{{}}” is named")
            for name, table in given.weighed_company.items()
        ),
    )
    for table, labels, begins in kinds:
        for row in table.to_dict("records"):
            label = labels[row["property"]]
            said = {str(name): value for name, value in row.items()}
            yield said | {"label": label, "begins": begins.format(label)}


def _sentence(given: Given, row: Mapping[str, Any]) -> Shown:
    """Where it is more frequent, with the counts of both groups."""
    sides = [
        (name, row[f"{side}_count"], row[f"{side}_n"])
        for name, side in ((given.target, "target"), (given.reference, "reference"))
    ]
    (more, a, n), (less, b, m) = sides if row["difference"] > 0 else sides[::-1]
    return say(
        "{begins} more often in **{more}** ({a:,} of {n:,} sentences, {p}) than in **{less}** "
        "({b:,} of {m:,}, {q}).",
        begins=row["begins"][:1].upper() + row["begins"][1:], more=more, less=less,
        a=a, n=n, p=percent(a / n), b=b, m=m, q=percent(b / m),
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
