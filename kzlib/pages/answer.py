"""The answer in three sentences, made from what holds; or that there is none."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from kzlib.compare.draws import ENOUGH
from kzlib.pages.given import SIDE, Given
from kzlib.pages.given import WORDS as WEIGHED
from kzlib.pages.pieces import MANY, in_points, left_out, often, rule, stack
from kzlib.pages.weighing import FEW, HOLDS, LEAST, most_rows
from kzlib.show import Shown, say

TWO = 2  # shares that are named, before the words and the count of what was compared
WORDS = 5  # words named for each group
VOICES = {"direct": "Direct speech", "reported": "Reported speech"}


def answer(given: Given) -> Shown:
    """Two of the largest differences of shares that hold, the words, and how many were compared."""
    found = [each for each in _shares(given) if each["verdict"] != FEW]
    holding = [each for each in found if each["verdict"] == HOLDS]
    holding.sort(key=lambda each: (-abs(each["difference"]), each["label"]))
    words = given.weighed_words
    typical = words[words["verdict"] == HOLDS]
    sentences = [_sentence(given, each) for each in _telling(holding)[:TWO]]
    if len(typical):
        sentences.append(_words(given, typical))
    end = say(
        "Differences that hold: **{holding}** of {shares} in themes, names, their company and "
        "voices, and **{words}** of {terms} words with {least} hits or more.{else_}{small}",
        shares=len(found), holding=len(holding) or "none", words=len(typical) or "none",
        terms=f"{_frequent(given):,}", least=LEAST, else_=_else(given) if sentences else "",
        small=_small(given, any_holds=bool(sentences)),
    )  # fmt: skip
    if not sentences:
        return stack(say("**No difference that these articles could show.**"), end, rule(given))
    return stack(*sentences, end, rule(given))


def _shares(given: Given) -> Iterator[dict[str, Any]]:
    """Every share that was compared, with what a sentence says of it."""
    names = given.name_labels
    kinds = (
        (given.weighed_themes, given.themes.labels, "The theme “{label}” is found", ""),
        (given.weighed_names, names, "“{label}” is named", ""),
        (given.weighed_voices, VOICES, "{label} appears", ""),
        *(
            (table, names, "Beside “{beside}”, “{label}” is named", names[name])
            for name, table in given.weighed_company.items()
        ),
    )
    for table, labels, begins, beside in kinds:
        for row in table.to_dict("records"):
            said = {str(name): value for name, value in row.items()}
            label = labels[row["property"]]
            yield said | {"label": label, "beside": beside, "begins": begins}


def _telling(holding: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without the company that a name has only because it is named more often everywhere."""
    more = {(each["label"], each["difference"] > 0) for each in holding if not each["beside"]}
    return [
        each
        for each in holding
        if not each["beside"] or (each["label"], each["difference"] > 0) not in more
    ]


def _else(given: Given) -> str:
    """In what the groups also differ, as far as that warns."""
    aspects = given.composition.loc[given.composition["warns"].astype(bool), "aspect"]
    if aspects.empty:
        return ""
    return f" The groups also differ in {', '.join(aspects)}: that may be the reason."


def _small(given: Given, *, any_holds: bool) -> str:
    """What so few articles cannot show."""
    if given.smallest < ENOUGH:
        return (
            f" With fewer than {ENOUGH} articles in a group that is said of these articles, not of "
            "the groups: groups as small, made at random, differed so in more than half of the "
            "trials."
        ) * any_holds
    first, second = given.corpus.articles[SIDE].value_counts()
    rows = most_rows(first, second)
    if rows >= 2 * WEIGHED:  # no table of a report is longer
        return ""
    return (
        f" {first} and {second} articles can be split in so few ways that in a table of more than "
        f"{rows} rows nothing can hold, however different they are."
    )


def _sentence(given: Given, row: Mapping[str, Any]) -> Shown:
    """Where it is more frequent, with the counts of both groups."""
    sides = [
        (name, row[f"{side}_count"], row[f"{side}_n"])
        for name, side in ((given.target, "target"), (given.reference, "reference"))
    ]
    (more, a, n), (less, b, m) = sides if row["difference"] > 0 else sides[::-1]
    ends = [abs(row[f"without_one_{end}"]) for end in ("low", "high")]
    digits = int(min(n, m) >= MANY)
    return say(
        row["begins"] + " more often in **{more}** ({a:,} of {n:,} sentences, {p} %) than in "
        "**{less}** ({b:,} of {m:,}, {q} %). Without any one {unit} the gap is still {gap} points "
        "or more, in {often} of 100 random splits it is as large, and its range excludes zero in "
        "{held} of {settings} ways of counting.",
        more=more, less=less, a=a, n=n, p=in_points(a / n, digits), b=b, m=m,
        q=in_points(b / m, digits), label=row["label"], beside=row["beside"],
        unit=left_out(given, row["unit"]), gap=in_points(min(ends), digits),
        often=often(row["as_far"]), held=row["held"], settings=row["settings"],
    )  # fmt: skip


def _words(given: Given, typical: pd.DataFrame) -> Shown:
    """The words that hold, of each group, the most different ones first."""
    sides = (given.target, typical["log_ratio"] > 0), (given.reference, typical["log_ratio"] < 0)
    values: dict[str, str] = {}
    parts = []
    for number, (side, rows) in enumerate(sides):
        words = typical[rows].sort_values("rank")["property"].head(WORDS)
        if len(words):
            values |= {f"side{number}": side}
            values |= {f"words{number}": ", ".join(f"“{given.as_written(each)}”" for each in words)}
            parts.append(f"**{{side{number}}}**: {{words{number}}}")
    return say(
        f"Words that are steadily more frequent in {'; in '.join(parts)}. A word shows wording, "
        "not opinion.",
        **values,
    )


def _frequent(given: Given) -> int:
    """The words that a difference could be shown of."""
    table = given.keyness
    return int((table["target_count"] + table["reference_count"] >= LEAST).sum())
