"""The verdict on one word, case by case."""

import tomllib
from pathlib import Path

import pytest
from compare_cases import compared, corpus, tea

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "keyness_verdicts.toml").read_text(encoding="utf-8")
)["case"]


def verdict_cases():
    for case in CASES:
        known = pytest.mark.xfail(reason="known failure", strict=True, raises=AssertionError)
        marks = [known] if case.get("kind") == "known_failure" else []
        yield pytest.param(case, id=case["about"], marks=marks)


@pytest.mark.parametrize("case", [*verdict_cases()])
def test_verdicts(case):
    made = corpus(x=case["target"], y=case["reference"])
    assert tea(compared(made))["verdict"] == case["verdict"]
    assert tea(compared(made, target="y"))["verdict"] == case["verdict"]


def test_every_verdict_has_its_case():
    verdicts = {"too rare", "one article", "one place", "steady", "robust", "shared", "cannot tell"}
    assert {case["verdict"] for case in CASES if "known" not in case.get("kind", "")} == verdicts
