"""The agreement with people's codes that seeds/newsmtsc.csv holds, on a tiny set of its form."""

import json
from pathlib import Path

import pandas as pd
import pytest
from measure_newsmtsc import SEEDS, learn, lexicons, measure, read

LINES = [  # a sentence; what it says of each person in it; its tone; what two words make of it
    ("Ann did well.", [6.0], 1, 1),
    ("Bob did well and Cem did it.", [6.0, 4.0], 1, 1),
    ("Dan did well,\nEve did badly.", [6.0, 2.0], 0, 0),
    ("Finn went. Gus did badly there.", [2.0], -1, -1),
    ("Ida did something.", [6.0], 1, 0),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of the same form as the data set's, with only what is read of it."""
    lines = [
        json.dumps({"sentence_normalized": text, "targets": [{"polarity": each} for each in said]})
        for text, said, _, _ in LINES
    ]
    path = tmp_path / "devtest_rw.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def two_words(texts: list[str]) -> list[int]:
    return [("well" in text) - ("badly" in text) for text in texts]


def test_tone_is_the_sign_of_what_is_said_of_all(path: Path) -> None:
    assert read(path)["tone"].tolist() == [tone for _, _, tone, _ in LINES]


def test_alpha_by_hand(path: Path) -> None:
    """One of five pairs differs, 1 and 0; of the ten codes two are -1, three 0 and five 1.

    Squared distances: -1 to 0 (2/2 + 3/2)^2 = 6.25, 0 to 1 (3/2 + 5/2)^2 = 16, -1 to 1
    (2/2 + 3 + 5/2)^2 = 42.25. Observed 2 * 16 / 10 = 3.2; expected
    2 * (6 * 6.25 + 15 * 16 + 10 * 42.25) / (10 * 9) = 1400 / 90; alpha 1 - 3.2 * 90 / 1400.
    """
    assert [tone != found for _, _, tone, found in LINES].count(True) == 1
    row = measure(read(path), {"two words": two_words}).iloc[0]
    assert (row["method"], row["n"], row["right"]) == ("two words", 5, 4)
    assert row["alpha"] == pytest.approx(1 - 288 / 1400)
    assert row["alpha_low"] <= row["alpha"] <= row["alpha_high"]


def test_the_scorers_are_those_of_the_notebook(path: Path) -> None:
    found = measure(read(path), lexicons())
    assert found["n"].tolist() == [5] * 4
    table = pd.read_csv(SEEDS / "newsmtsc.csv")
    assert {*found["method"], "linear model"} == {*table["method"]}
    assert set(table["n"]) == {1067, 31, 55, 86}
    assert (table["alpha_low"] <= table["alpha"]).all()
    assert (table["alpha"] <= table["alpha_high"]).all()


def test_the_linear_model_learns_words() -> None:
    """A word of one sentence is none; one that is mostly neutral does not reach a third.

    fair: the mean tone is 2/10, what is left of it in three sentences 0.8, -0.2, -0.2, so with
    the penalty of 1 it adds 0.4 / (3 + 1): 0.3 in all.
    """
    texts = ["good man", "a good day", "bad man", "a bad night", "man", "a", "odd"]
    tone = [1, 1, -1, -1, 0, 0, 1, 1, 0, 0]
    score = learn(pd.DataFrame({"text": [*texts, *["fair"] * 3], "tone": tone}))
    assert score(["Good!", "BAD", "a man", "odd", "fair", ""]) == [1, -1, 0, 0, 0, 0]


def test_a_folder_without_the_data_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"train\.jsonl'; give the folder of NewsMTSC"):
        read(tmp_path / "train.jsonl")
