"""Which sentences can be checked, and what was looked up about them."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import kzlib as kz

SEEDS = Path(__file__).parents[2] / "seeds"
POSITIVE = [
    ("Exports rose to $3.4 billion.", "number"),
    ("Three of the six ministers left.", "number"),
    ("It began in September and ended in May.", "date"),
    ("It has been so for a decade.", "date"),
    ("It is the largest field of the region.", "superlative"),
    ("No president has ever come here.", "superlative"),
    ("They were the first to sign.", "superlative"),
    ("The post-1991 order held.", "number"),
    ("In 2019 it was the only port.", "number, superlative"),
]
NEGATIVE = [
    "One hears that trade is good.",
    "At least he came.",
    "The interest of the forest guests is honest.",
    "She may come to the west.",
    "It was not only rain.",
    "The C5+1 met.",
]
KNOWN_FAILURES = [
    ("May she come to us.", ""),  # a month at the start of a sentence
    ("Most of it was rain.", ""),  # most, and not the most
    ("It is the craziest idea.", "superlative"),  # the list of superlatives is closed
]


def kinds(sentence: str) -> str:
    """The kinds found in one sentence that is an article's body."""
    corpus = kz.Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": [sentence]}))
    found = kz.find_claims(corpus, part=None)
    return str(found["kinds"].iloc[0]) if len(found) else ""


@pytest.mark.parametrize(("sentence", "expected"), POSITIVE)
def test_what_can_be_checked(sentence: str, expected: str) -> None:
    assert kinds(sentence) == expected


@pytest.mark.parametrize("sentence", NEGATIVE)
def test_what_cannot(sentence: str) -> None:
    assert kinds(sentence) == ""


@pytest.mark.parametrize(("sentence", "expected"), KNOWN_FAILURES)
@pytest.mark.xfail(strict=True, raises=AssertionError)
def test_what_is_known_to_fail(sentence: str, expected: str) -> None:
    assert kinds(sentence) == expected


def test_claims_of_the_articles_lead_to_their_sentences() -> None:
    corpus = kz.read_corpus(SEEDS)
    found = kz.find_claims(corpus, part="body")
    for row in found.itertuples():
        assert corpus.text[row.article][row.start : row.end] == row.text
    with_digits = corpus.sentences.query("part == 'body'")
    with_digits = with_digits[with_digits["text"].str.contains(r"(?<![A-Z])\d")]
    assert set(with_digits["start"]) <= set(found["start"])
    assert found["matched"].str.contains("700").sum() == 1


def test_claims_of_all_parts_are_found_unless_a_part_is_asked_for() -> None:
    text = "Two Trucks Left\nIt rained all day and all night in the old town.\nThe largest was red."
    corpus = kz.Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": [text]}))
    columns = ["article", "sentence", "start", "end", "part", "text", "kinds", "matched"]
    found = kz.find_claims(corpus)
    assert list(found) == columns
    assert found[["part", "matched"]].to_numpy().tolist() == [["title", "Two"], ["body", "largest"]]
    assert len(kz.find_claims(corpus, part="title")) == 1
    assert list(kz.find_claims(corpus, part="bio")) == columns
    with pytest.raises(ValueError, match="no part 'corpse'"):
        kz.find_claims(corpus, part="corpse")


def test_what_was_looked_up_is_read() -> None:
    corpus = kz.read_corpus(SEEDS)
    checks = kz.read_checks(SEEDS / "claims.csv", corpus)
    assert set(checks["result"]) >= {"agrees", "not checked"}
    assert checks["article"].cat.categories.tolist() == ["ahmad-2014", "asb-2025"]
    assert kz.find_claims(corpus)["article"].dtype == checks["article"].dtype
    assert checks.loc[checks["result"] != "not checked", "source"].str.len().min() > 10


@pytest.mark.parametrize(
    "column", ["article", "sentence", "claim", "source", "result", "checked", "note"]
)
def test_each_column_of_checks_is_needed(tmp_path: Path, column: str) -> None:
    row = {"article": "a", "sentence": 1, "claim": "It rained", "result": "not checked"}
    frame = pd.DataFrame([row | {"source": "", "checked": "", "note": ""}])
    frame.drop(columns=column).to_csv(tmp_path / "claims.csv", index=False)
    corpus = kz.Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": ["It rained twice."]}))
    with pytest.raises(ValueError, match=f"no column '{column}'"):
        kz.read_checks(tmp_path / "claims.csv", corpus)


@pytest.mark.parametrize("result", ["agrees", "doubtful", "incomplete", "contested", "not checked"])
def test_each_result_of_a_check_is_read(tmp_path: Path, result: str) -> None:
    today = date.today().isoformat()
    row = f"a,1,It rained,A book,{result},{today},\n"
    (tmp_path / "claims.csv").write_text(HEAD + row, encoding="utf-8")
    corpus = kz.Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": ["It rained twice."]}))
    checks = kz.read_checks(tmp_path / "claims.csv", corpus)
    assert checks[["result", "checked"]].to_numpy().tolist() == [[result, today]]


HEAD = "article,sentence,claim,source,result,checked,note\n"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("article,sentence\n", r"no column 'claim' \(it has: article, sentence\); add it"),
        (HEAD + "a,1,It snowed,,not checked,,\n", "row 2 .* a:1 does not say 'It snowed'"),
        (HEAD + "a,9,It rained,,not checked,,\n", "row 2 .* the corpus has no sentence 'a:9'"),
        (HEAD, "has no rows"),
        (HEAD + "a,1,,,not checked,,\n", "a:1 does not say ''"),
        (HEAD + "a,1,It rained,,not checked,\n", "row 2 .* another number of columns"),
        (HEAD + "a,1,It rained,A book,agrees,20260101,\n", "give its source and its date"),
        (HEAD + "a,1,It rained,A book,agrees,2026-13-01,\n", "give its source and its date"),
        (HEAD + "a,1,It rained,A book,agrees,9999-01-01,\n", "its date, .*, not one to come"),
        (HEAD + 'a,1,It rained," ",agrees,2020-01-01,\n', "give its source and its date"),
        (HEAD + "a,1,It rained,\u200b,agrees,2020-01-01,\n", "give its source and its date"),
        (HEAD + "a,1,\u200b \u00ad,A book,agrees,2020-01-01,\n", "a:1 does not say"),
        (HEAD + 'a,"1\n2",It rained,,not checked,,\n', r"\A.* no sentence 'a:1 2'; .*\Z"),
        (HEAD + "a,1,It rained,,right,,\n", "the result 'right'; write one of: agrees"),
        (HEAD + "a,1,It rained,,agrees,2026-01-01,\n", "give its source and its date"),
        (HEAD + "a,1,It rained,A book,agrees,soon,\n", "give its source and its date"),
    ],
)
def test_checks_that_are_not_right(tmp_path: Path, rows: str, message: str) -> None:
    (tmp_path / "claims.csv").write_text(rows, encoding="utf-8")
    corpus = kz.Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": ["It rained twice."]}))
    with pytest.raises(ValueError, match=message):
        kz.read_checks(tmp_path / "claims.csv", corpus)
    with pytest.raises(FileNotFoundError, match="no file"):
        kz.read_checks(tmp_path / "nothing.csv", corpus)


def test_a_check_saved_in_another_normal_form_is_of_the_same_sentence(tmp_path: Path) -> None:
    row = "garci\u0301a, 1 ,Garci\u0301a le\u200bft,A book,agrees ,2020-01-01 ,\n"
    (tmp_path / "claims.csv").write_text(HEAD + row, encoding="utf-8")
    frame = pd.DataFrame({"article": ["garci\u0301a"], "text": ["Garc\u00eda l\u200beft soon."]})
    corpus = kz.Corpus.from_frame(frame)
    checks = kz.read_checks(tmp_path / "claims.csv", corpus)
    names = ["article", "sentence", "result", "checked"]
    assert checks[names].to_numpy().tolist() == [["garc\u00eda", 1, "agrees", "2020-01-01"]]
