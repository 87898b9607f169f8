"""What a token is: cases as data, and what must hold for every text."""

import csv
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzlib.text.tokens import KINDS, fold, tokenize

CASES = Path(__file__).parents[1] / "cases" / "tokens.csv"
LETTER = {kind[0]: kind for kind in KINDS}
# Pieces that the rules care about, so that hypothesis meets them often.
PIECES = (
    "U.S. US a A I is-I Kazakhstan C5+1 20% $1,5 3.4 's s' ’ ' ‘ “ ” \" - – — -- ... . , ? "
    "( ) / & + # @ _ https://x.com/a www.x.org a@b.kz #tag 🇰🇿 👍🏽 ☎️ é e\u0301 \u00ad \u200b "
    "\u200d \ufeff \ufe0f \x00 ½ Ｕ２ Қаз 中 1990s '90s th bn"
)
TRICKY = st.lists(
    st.sampled_from(PIECES.split()) | st.sampled_from([" ", "\n", "\u00a0", "\u2028"]),
    max_size=12,
).map("".join)
TEXTS = st.text() | TRICKY


def shown(text: str) -> str:
    """A case with its \\uXXXX written out: invisible characters stay in sight in the file."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


def cases() -> list[object]:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    fails = pytest.mark.xfail(reason="known failure", strict=True, raises=AssertionError)
    return [
        pytest.param(row, id=row["text"], marks=[fails] if row["kind"] == "known_failure" else [])
        for row in rows
    ]


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, str]) -> None:
    found = tokenize(shown(case["text"]))
    assert " ".join(t.token for t in found) == shown(case["tokens"]), case["note"]
    assert " ".join(t.term for t in found) == shown(case["terms"]), case["note"]
    assert [t.kind for t in found] == [LETTER[letter] for letter in case["kinds"]], case["note"]


@given(TEXTS)
def test_tokens_and_the_space_between_rebuild_the_text(text: str) -> None:
    at, rebuilt = 0, ""
    for token in tokenize(text):
        between = text[at : token.start]
        assert not between or between.isspace()
        assert token.token
        assert text[token.start : token.end] == token.token
        rebuilt += between + token.token
        at = token.end
    assert not text[at:].strip()
    assert rebuilt + text[at:] == text


@given(TEXTS)
def test_every_token_has_a_kind_and_a_term_without_space(text: str) -> None:
    for token in tokenize(text):
        assert token.kind in KINDS
        assert token.term
        assert not re.search(r"\s", token.term)


@given(st.lists(TEXTS, max_size=4))
def test_a_token_depends_on_its_chunk_alone(texts: list[str]) -> None:
    chunks = [chunk for text in texts for chunk in text.split()]
    alone = [t[2:] for chunk in chunks for t in tokenize("x " + chunk)[1:]]
    together = [t[2:] for t in tokenize("x " + " ".join(chunks))[1:]]
    assert together == alone


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    for token in tokenize(text):
        if token.kind == "word":
            assert fold(token.term) == token.term


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f", "\u2028", "\u2029"])
def test_capitals_are_a_matter_of_the_line(end: str) -> None:
    text = f"TRADE WITH THE EU{end}the EU and CHINA"
    assert [t.term for t in tokenize(text)] == [
        *("trade", "with", "the", "eu"),
        *("the", "EU", "and", "CHINA"),
    ]


def test_pronoun_and_state_never_meet() -> None:
    assert [fold(token) for token in ("U.S.", "US", "us", "Us")] == ["US", "US", "us", "us"]


@pytest.mark.parametrize(
    "piece",
    ["a", "a-", "U.S.", "(", "1,", "1:", "1\u00a0000\u00a0", "a@", "'s", "👍\u200d", "x.com", "."],
)
def test_a_very_long_chunk_takes_linear_time(piece: str) -> None:
    text = (piece * 200_000)[:200_000] + "a"
    start = time.process_time()
    found = tokenize(text)
    assert time.process_time() - start < 20  # about 1 s; quadratic would be an hour
    assert "".join("".join(t.token for t in found).split()) == "".join(text.split())


def test_thousands_of_marks_on_a_letter_take_linear_time() -> None:
    text = "a" + "\u0301" * 80_000 + "\u0316" * 80_000
    start = time.process_time()
    assert [t.kind for t in tokenize(text)] == ["word"]
    assert time.process_time() - start < 5  # 0.1 s; Unicode's own order of marks, 15 s


def test_an_empty_text_has_no_tokens() -> None:
    assert tokenize("") == tokenize(" \r\n\t") == []


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u2011", "\u2013", "\uff0d"])
def test_hyphens_look_different_and_count_the_same(hyphen: str) -> None:
    assert [t.term for t in tokenize(f"multi{hyphen}sided")] == ["multi-sided"]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("clo-\nsed", "closed"),
        ("“Coope-\r\n  ration” is", "“ cooperation ” is"),
        ("clo\N{SOFT HYPHEN}\nsed clo\N{HYPHEN}\nsed", "closed closed"),
        ("a back-\nburner and back-burner", "a back-burner and back-burner"),
        ("over-the-coun-\nter deals", "over-the-counter deals"),
        ("post-\n2014 NATO-\nled", "post-2014 NATO - led"),
        ("clo-\nsed's", "closed 's"),
        ("US-\nKazakhstan", "US - kazakhstan"),
        ("short-\nand long-term", "short - and long-term"),
        ("a road-\nwhich was built -\nlate", "a road - which was built - late"),
        ("in 2014-\nit", "in 2014 - it"),
    ],
)
def test_words_cut_at_the_end_of_a_line(text: str, terms: str) -> None:
    found = tokenize(text, wrapped=[(0, len(text))])
    assert " ".join(t.term for t in found) == terms
    assert all(text[t.start : t.end] == t.token == t.token.strip() for t in found)
    assert "".join("".join(t.token for t in found).split()) == "".join(text.split())


@pytest.mark.parametrize("word", ["and", "or", "to", "the", "which", "they"])
def test_a_hyphen_before_a_word_of_its_own_is_kept(word: str) -> None:
    text = f"short-\n{word} the rest"
    assert [t.term for t in tokenize(text, wrapped=[(0, len(text))])][:3] == ["short", "-", word]


def test_only_words_of_wrapped_paragraphs_are_joined() -> None:
    text = "clo-\nsed clo-\nsed"
    assert [t.term for t in tokenize(text, wrapped=[(0, 8)])] == ["closed", "clo", "-", "sed"]


@given(TEXTS)
def test_nothing_is_lost_in_wrapped_text(text: str) -> None:
    at = 0
    for token in tokenize(text, wrapped=[(0, len(text))]):
        assert not text[at : token.start].strip()
        assert text[token.start : token.end] == token.token == token.token.strip()
        at = token.end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "piece", ["a-\n", "a-\nb-", "&amp;", "&#1;", "1\u00a0000", "&nbsp;", "- \n"]
)
def test_a_very_long_wrapped_text_takes_linear_time(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    start = time.process_time()
    tokenize(text, wrapped=[(0, len(text))])
    assert time.process_time() - start < 20  # about 1 s; quadratic would be an hour
