"""Paragraphs and sentences: the coded ones, cases as data, and what must hold for every text."""

import csv
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from punkt import punkt_spans

from kzlib.text.sentences import abbreviations, paragraph_spans, sentence_spans
from kzlib.text.tokens import tokenize

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parents[1] / "cases"
PIECES = (
    "U.S. Mr. No. 42 The It Runde said asked iPhone end ) ] ” ’ \" ' “ ( . ? ! … ... , ; : 1. "
    "end.The www.end.The a@end.The corridor [3] e.g. Inc. C. I - –"
)
TEXTS = st.text() | st.lists(
    st.sampled_from(PIECES.split())
    | st.sampled_from([" ", " ", " ", "\n", "\r\n", "\r", "\f", "\u2028", "\u2029", "\u00a0"]),
    max_size=25,
).map("".join)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def marked(cases: list[dict[str, Any]]) -> list[object]:
    """Known failures must fail: one that passes is a reason to move it."""
    fails = pytest.mark.xfail(reason="known failure", strict=True, raises=AssertionError)
    return [
        pytest.param(
            case, id=case["note"], marks=[fails] if case["kind"] == "known_failure" else []
        )
        for case in cases
    ]


@pytest.mark.parametrize("case", marked(rows(CASES / "sentences.csv")))
def test_sentence_case(case: dict[str, str]) -> None:
    text = case["text"].replace("¦", "")
    found = [text[start:end] for start, end in sentence_spans(text)]
    assert found == [sentence.strip() for sentence in case["text"].split("¦")]


@pytest.mark.parametrize(
    "case", marked(tomllib.loads((CASES / "sentences_paragraphs.toml").read_text("utf-8"))["case"])
)
def test_paragraph_case(case: dict[str, Any]) -> None:
    spans = paragraph_spans(case["text"])
    assert [case["text"][start:end] for start, end in spans] == case["paragraphs"]


def coded() -> dict[str, tuple[str, list[tuple[int, int]]]]:
    """The two articles and the spans of their coded sentences."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for row in rows(ROOT / "seeds" / "codes" / "sentences.csv"):
        spans.setdefault(row["article"], []).append((int(row["start"]), int(row["end"])))
    files = {row["article"]: row["file"] for row in rows(ROOT / "seeds" / "articles.csv")}
    return {
        article: ((ROOT / "seeds" / files[article]).read_bytes().decode("utf-8-sig"), found)
        for article, found in spans.items()
    }


def test_all_coded_sentences_are_met_exactly() -> None:
    articles = coded()
    assert sum(len(spans) for _, spans in articles.values()) == 101
    for text, spans in articles.values():
        assert sentence_spans(text) == spans


def test_punkt_with_the_same_abbreviations_meets_fewer() -> None:
    hits = sum(len({*spans} & {*punkt_spans(text)}) for text, spans in coded().values())
    assert hits == 100  # it takes “U.S. for the end of a sentence


@given(TEXTS)
def test_spans_are_ordered_trimmed_and_cover_everything(text: str) -> None:
    for spans in (paragraph_spans(text), sentence_spans(text)):
        at = 0
        for start, end in spans:
            assert at <= start < end
            assert not text[at:start].strip()
            assert text[start:end] == text[start:end].strip()
            at = end
        assert not text[at:].strip()


@given(TEXTS)
def test_no_sentence_crosses_a_paragraph_and_no_token_a_sentence(text: str) -> None:
    sentences = sentence_spans(text)
    for start, end in sentences:
        assert any(first <= start and end <= last for first, last in paragraph_spans(text))
    for token in tokenize(text):
        assert any(start <= token.start and token.end <= end for start, end in sentences)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f"])
def test_offsets_are_those_of_the_untouched_text(end: str) -> None:
    text = f"One.{end} Two. Three.{end}"
    assert [text[s:e] for s, e in sentence_spans(text)] == ["One.", "Two.", "Three."]


@pytest.mark.parametrize("piece", [".", ". ", ".)", "? A", "a.The ", "A. ", "a.\n", '"', "\r\n"])
def test_a_very_long_text_takes_linear_time(piece: str) -> None:
    text = (piece * 200_000)[:200_000] + "It is a. " + " " * 200_000 + "% b."
    start = time.process_time()
    sentence_spans(text)
    assert time.process_time() - start < 20  # about 1 s; quadratic would be an hour


WORDS = tomllib.loads((CASES / "sentence_words.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", WORDS, ids=[case["note"] for case in WORDS])
def test_every_word_of_a_list(case: dict[str, Any]) -> None:
    texts = [case["text"].format(word) for word in case["words"]]
    assert [text for text in texts if len(sentence_spans(text)) != case["sentences"]] == []


def test_every_abbreviation_has_a_case() -> None:
    cased = {word.lower() for case in WORDS for word in case["words"]}
    words = {word for words in abbreviations().values() for word in words}
    bare = {word for word in words if word.lower() not in cased}
    assert not bare, f"tests/cases/sentence_words.toml needs a case for {bare}"


def test_every_class_of_abbreviations_is_there() -> None:
    assert {*abbreviations()} == {"inside", "before_number", "either", "starters", "titles"}


def test_an_empty_text_has_neither() -> None:
    assert paragraph_spans("") == sentence_spans(" \n\t") == []


@pytest.mark.parametrize("verb", ["asked", "wondered", "exclaimed", "shouted", "replied"])
def test_a_verb_after_a_question_goes_on_with_the_sentence(verb: str) -> None:
    assert len(sentence_spans(f"“Why?” Mr. Lee {verb}. It rained.")) == 2
    assert len(sentence_spans("“Why?” Mr. Lee urged us. It rained.")) == 3


def test_a_block_in_which_lines_go_on_is_wrapped_though_many_end() -> None:
    """Four of ten full lines end with their sentence: less than half."""
    ended = {1, 4, 6, 9}
    lines = [
        ("It" if n == 0 or n - 1 in ended else "and")
        + " went on and on in the long dry summer of that year"
        + "." * (n in ended)
        for n in range(11)
    ]
    assert len(paragraph_spans("\n".join(lines))) == 1
    assert len(paragraph_spans("\n".join(f"It was {line}." for line in lines))) == 11
