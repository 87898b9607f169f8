"""The first lines of a report: which group has more, by counts made here, and what else differs."""

import pandas as pd
import pytest
from test_weighing import DRY, WET

import kzlib as kz
from kzlib.pages.answer import _telling, answer
from kzlib.pages.given import give

THEMES = kz.Dictionary.from_mapping({"keys": {"wet": {"patterns": ["wet"]}}}, name="wet")


def said(target: str, wet: dict[str, int], **columns: dict[str, str]) -> str:
    """The answer on six articles a group, of 10 or 11 sentences, so many of them wet."""
    rows = [
        {"article": f"{group}-{number}", "group": group}
        | {name: of[group] for name, of in columns.items()}
        | {"text": "\n".join([WET] * often + [DRY] * (10 - often + number % 2))}
        for group, often in wet.items()
        for number in range(6)
    ]
    corpus = kz.Corpus.from_frame(pd.DataFrame(rows), duplicates="keep")
    return answer(give(corpus, by="group", target=target, dictionary=THEMES)).text


@pytest.mark.parametrize("target", ["x", "y"])
def test_the_group_that_has_more_comes_first_whichever_is_the_target(target: str) -> None:
    text = said(target, {"x": 2, "y": 8})
    # y has 48 of 63 and x 12 of 63. Without an article of 10 sentences y has 40 of 53, which is
    # 75.5 % and 56.4 points more than x; every other article leaves the gap larger.
    assert (
        "The theme “wet” is found more often in y (48 of 63 sentences, 76 %) than in x (12 of 63, "
        "19 %). Without any one article the gap is still 56 points or more, in under 1 of 100 "
        "random splits it is as large, and its range excludes zero in 2 of 2 ways of counting."
    ) in text.replace("**", "")
    assert "groups also differ" not in text
    words = {"x": "x: “dry”, “long”, “road”", "y": "y: “cold”, “port”, “wet”"}
    other = "xy".replace(target, "")
    plain = text.replace("**", "")
    assert f"steadily more frequent in {words[target]}; in {words[other]}." in plain
    assert "hold: 1 of 1 in themes, names, their company and voices, and 6 of 9 words" in plain


def test_what_else_differs_is_said_with_what_holds() -> None:
    outlets = {"x": "Post", "y": "Courier"}
    assert "The groups also differ in outlet: that may be the reason." in said(
        "y", {"x": 2, "y": 8}, source=outlets
    )
    none = said("y", {"x": 5, "y": 5}, source=outlets)
    assert "No difference that these articles could show." in none
    assert "groups also differ" not in none
    assert "hold: none of 1 in themes" in none.replace("**", "")
    assert "and none of 9 words with 5 hits or more." in none.replace("**", "")


def test_company_that_comes_with_more_mentions_everywhere_is_not_told_again() -> None:
    def row(label: str, difference: float, beside: str = "") -> dict[str, object]:
        return {"label": label, "difference": difference, "beside": beside}

    rows = [row("Rome", 0.2), row("Rome", 0.3, "Oslo"), row("Rome", -0.1, "Bern")]
    assert _telling([*rows, row("Kyiv", 0.1, "Oslo")]) == [
        rows[0], rows[2], row("Kyiv", 0.1, "Oslo")
    ]  # fmt: skip
