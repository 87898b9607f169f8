"""The parts of an article: the coded ones, and cases as data."""

import csv
import re
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kzlib.text import part_patterns
from kzlib.text.parts import (
    HEADING_WORDS,
    LINE,
    NOTES,
    PARTS,
    TAIL,
    TITLE_WORDS,
    _is_running,
    _is_stopped,
    _plain,
    part_of,
)
from kzlib.text.sentences import paragraph_spans, sentence_spans

SEEDS = Path(__file__).parents[2] / "seeds"
CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "parts.toml").read_text("utf-8"))[
    "case"
]
WORDS = tomllib.loads((Path(__file__).parents[1] / "cases" / "part_words.toml").read_text("utf-8"))[
    "case"
]
FAILS = pytest.mark.xfail(reason="known failure", strict=True, raises=AssertionError)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case["note"], marks=[FAILS] * (case["kind"] == "known_failure"))
        for case in CASES
    ],
)
def test_case(case: dict[str, Any]) -> None:
    paragraphs = [text for _, text in case["paragraphs"]]
    found = part_of(paragraphs, title=case.get("title", ""), author=case.get("author", ""))
    assert [part for part, _ in found] == [part for part, _ in case["paragraphs"]]


def worded(case: dict[str, Any]) -> list[tuple[list[str], int]]:
    """Articles of a case of words, and the place of the line in each."""
    before, after = case.get("before", ["It rained."]), case.get("after", [])
    words = case["words"].split(" | " if " | " in case["words"] else "|")
    words = [word.replace("\\|", "|") for word in words]
    article = ["A Title", *before, case["line"], *after]
    return [([text.replace("{}", word) for text in article], 1 + len(before)) for word in words]


@pytest.mark.parametrize("case", WORDS, ids=[f"{case['rule']}: {case['line']}" for case in WORDS])
def test_every_word_of_a_pattern(case: dict[str, Any]) -> None:
    found = [(article[at], part_of(article)[at][1]) for article, at in worded(case)]
    assert [(line, rule) for line, rule in found if rule != case["rule"]] == []


@pytest.mark.parametrize("indexed", [True, False], ids=["with the index", "without"])
def test_all_coded_sentences_have_their_part(indexed: bool) -> None:
    codes = {row["label"]: row["part"] for row in rows(SEEDS / "codes" / "codes.csv")}
    coded = rows(SEEDS / "codes" / "sentences.csv")
    right = 0
    for article in rows(SEEDS / "articles.csv"):
        text = (SEEDS / article["file"]).read_bytes().decode("utf-8-sig")
        paragraphs = [text[start:end] for start, end in paragraph_spans(text)]
        known = {"title": article["title"], "author": article["author"]} if indexed else {}
        parts = [part for part, _ in part_of(paragraphs, **known)]
        for row in coded:
            if row["article"] == article["article"]:
                right += parts[int(row["paragraph"]) - 1] == codes[row["label"]]
    assert (right, len(coded)) == (101, 101)


def test_every_part_and_rule_is_seen_in_the_cases() -> None:
    found = [
        decision
        for case in CASES
        for decision in part_of(
            [text for _, text in case["paragraphs"]],
            title=case.get("title", ""),
            author=case.get("author", ""),
        )
    ]
    assert {part for part, _ in found} == {*PARTS}
    assert {rule for _, rule in found} == {
        *("title of the index", "first line", "no full stop", "running text"),
        *("sign-up line", "follow us", "pointer", "read more", "copyright", "reprint note"),
        *(
            "credit line",
            "page furniture",
            "byline",
            "credits",
            "about the author",
            "the author",
            "views",
        ),
        *("correction", "caption", "database", "list of articles"),
        *("note on a writer", "name of the author", "take-aways by name", "numbered take-away"),
    }


@given(st.lists(st.text()), st.text(), st.text())
def test_every_paragraph_gets_one_part(paragraphs: list[str], title: str, author: str) -> None:
    found = part_of(paragraphs, title=title, author=author)
    assert len(found) == len(paragraphs)
    assert all(part in PARTS and rule for part, rule in found)


@pytest.mark.parametrize(
    "piece",
    [
        *("By A B and ", "By World Bank and IMF, in ", "A B", "A, ", "A and B is an ", "With "),
        *("Reporting by A, ", "A contributed ", "get sent ", "Sign up for ", "Credit: ", "more "),
        *("Jan 1 ", "1.", "The author, ", "for the ", "Ann Lee ", "a/", "www.", "a.aa/"),
        *(
            "Most read in ",
            "(A/",
            "A. (",
            "Section: ",
            "HD ",
            "May 1, ",
            "(Photo by A",
            "A/A ",
            "Writing ",
        ),
    ],
)
def test_a_very_long_paragraph_takes_linear_time(piece: str) -> None:
    text = (piece * 50_000)[:50_000]
    start = time.process_time()
    part_of(
        [
            "A Title",
            text,
            f"By Ann Lee and {text}",
            f"Reporting by {text}",
            f"Ann {text}",
            f"{text} a",
        ]
    )
    assert time.process_time() - start < 10  # under 1 s; quadratic would be minutes


@pytest.mark.parametrize(
    "more", ["", "Anna met Annika at Annex Annals.\n"], ids=["at the end", "in the text"]
)
def test_thousands_of_notes_take_linear_time(more: str) -> None:
    notes = "".join(f"Ann L{'e' * (n % 97)} is a writer of book {n}.\n{more}" for n in range(4000))
    start = time.process_time()
    part_of(["A Title", "It rained.", *notes.splitlines()])
    assert time.process_time() - start < 5  # 0.4 s; quadratic, 11 s


@pytest.mark.parametrize("named", ["Al-Farabi", "Al-Farabi's book", "Farabi's", "Ann"])
def test_whoever_the_text_names_did_not_write_it(named: str) -> None:
    note = "Ann Al-Farabi is a writer."
    assert part_of(["A Title", "It rained.", note])[-1][0] == "bio"
    name = "Ann Farabi" if named in ("Farabi's", "Ann") else "Ann Al-Farabi"
    article = ["A Title", f"They saw {named} in Lorne.", f"{name} is a writer."]
    assert part_of(article)[-1][0] == "body"


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("Sign up for our newsletter", "promo"),
        *((f"Sign up for our newsletter, he {verb} them.", "body") for verb in ("urged", "warned")),
        ("Sign up for our newsletter, he shouted at them.", "promo"),
    ],
)
def test_a_verb_of_telling_shows_running_text(line: str, part: str) -> None:
    assert part_of(["A Title", "It rained.", line])[-1][0] == part


def test_a_note_on_a_writer_goes_on_about_the_writer() -> None:
    note = "Ann Lee is an editor of the Tulip Times."
    for more, part in ((" She lives in Oslo.", "bio"), (" The road is long and dry.", "body")):
        assert part_of(["A Title", "It rained.", note + more])[-1][0] == part


WORD = "Salt"


@pytest.mark.parametrize(
    ("line", "part"),
    [
        (" ".join([WORD] * HEADING_WORDS), "heading"),
        (" ".join([WORD] * (HEADING_WORDS + 1)), "body"),
        (" ".join([f"{WORD}-{WORD}"] * HEADING_WORDS), "heading"),  # one word each
        (f"{WORD} " + "S" * (LINE - len(WORD) - 1), "heading"),
        (f"{WORD} " + "S" * (LINE - len(WORD)), "body"),
        ("s" * (LINE - len(" (Photo by Ann)")) + " (Photo by Ann)", "promo"),
        ("s" * (LINE + 1 - len(" (Photo by Ann)")) + " (Photo by Ann)", "body"),
        (f"Sign up {'s' * (LINE - 19)} newsletter", "promo"),
        (f"Sign up {'s' * (LINE - 18)} newsletter", "body"),
    ],
)
def test_how_long_a_line_may_be(line: str, part: str) -> None:
    assert part_of(["A Title", "It rained.", line, "It rained."])[2][0] == part


def test_how_many_words_a_headline_or_a_line_of_a_list_may_have() -> None:
    for words, title, listed in (
        (TITLE_WORDS, "title", "promo"),
        (TITLE_WORDS + 1, "body", "body"),
    ):
        line = " ".join([WORD.lower()] * words)
        assert part_of([line, "It rained."])[0][0] == title
        assert part_of(["A Title", "It rained.", "Related", line, "It rained."])[3][0] == listed


def test_a_note_in_the_text_is_compared_with_a_number_of_those_at_the_ends() -> None:
    """Names apart, a note like one at the end is by the same desk."""
    ends = [f"Orr Dell{'l' * n} is a writer in the old town of Lorne." for n in range(NOTES)]
    last = "Bo Reed is an editor at our desk for rain and snow."
    note = "Ann Lee is an editor at our desk for rain and snow."
    for before, part in ((ends[1:], "bio"), (ends, "body")):
        article = ["A Title", "It rained.", note, "It snowed.", *before, last]
        assert part_of(article)[2][0] == part


def test_wrong_calls() -> None:
    with pytest.raises(ValueError, match=r"^paragraphs is 'x y'; give a list, each text$"):
        part_of("x y")


@settings(max_examples=1000)
@given(st.text(st.sampled_from("aA.…:;,\"')] "), max_size=7))
def test_the_end_of_a_text_shows_whether_it_is_stopped(text: str) -> None:
    assert _is_stopped(text) == bool(part_patterns.FORM["stopped"].search(text))


def test_one_look_sees_what_any_rule_sees() -> None:
    seen = 0
    for case in [*CASES, *WORDS]:
        for text in map(str, case.values()):
            starts = [text[start:] for start, _ in sentence_spans(text)]
            for rules in (part_patterns.PROMO, part_patterns.DATABASE):
                for each in starts:
                    met = any(rule.match(each) for _, rule in rules.rules)
                    assert bool(rules.either.match(each)) == met
                    seen += met
    assert seen > 20


KNOWN = [
    ([text for _, text in case["paragraphs"]], case.get("title", ""), case.get("author", ""))
    for case in CASES
] + [(article, "", "") for case in WORDS for article, _ in worded(case)]
PARAGRAPHS = sorted({text for article, _, _ in KNOWN for text in article})


def both(article: Sequence[str], title: str = "", author: str = "") -> tuple[Any, Any]:
    """The parts of an article, and those without the look that spares most paragraphs the rules."""
    found = part_of(article, title=title, author=author)
    with patch("kzlib.text.parts._is_running", return_value=False):
        return found, part_of(article, title=title, author=author)


def test_the_look_at_running_text_changes_no_part() -> None:
    spared = 0
    for article, title, author in KNOWN:
        fast, slow = both(article, title, author)
        assert fast == slow
        spared += sum(map(_is_running, article))
    assert spared > 500
    for folder in (SEEDS, SEEDS / "invented"):
        for row in rows(folder / "articles.csv"):
            text = (folder / row["file"]).read_bytes().decode("utf-8-sig")
            paragraphs = [text[start:end] for start, end in paragraph_spans(text)]
            fast, slow = both(paragraphs, row["title"], row["author"])
            assert fast == slow


@settings(max_examples=200)
@given(st.lists(st.lists(st.sampled_from(PARAGRAPHS), max_size=4), max_size=4), st.data())
def test_the_look_changes_no_part_of_a_mixture(
    article: list[list[str]], data: st.DataObject
) -> None:
    """Paragraphs of several others, joined by what may end a sentence, with letters of any case."""
    ends = st.sampled_from(
        [". ", ".” ", "! (", "…", ".\u00b2 ", ".[12] ", ".12 ", "&quot; ", "; ", ""]
    )
    whole = ["".join(text + data.draw(ends) for text in each) for each in article]
    edits = st.sampled_from([str.title, str.upper, str.lower, lambda text: text.replace("i", "ı")])
    whole = [data.draw(edits)(text) if data.draw(st.booleans()) else text for text in whole]
    fast, slow = both(whole)
    assert fast == slow


RULES = [
    (name, rule, pattern)
    for name in ("PROMO", "PAGE", "DATABASE", "BIO", "CAPTION")
    for rule, pattern in getattr(part_patterns, name).rules
    if rule not in ("bodies", "same_person")  # they come after another
]


@pytest.mark.parametrize(("name", "rule", "pattern"), RULES, ids=[f"{n}: {r}" for n, r, _ in RULES])
@settings(max_examples=50, suppress_health_check=[*HealthCheck])
@given(data=st.data())
def test_the_look_sees_whatever_a_rule_can_match(
    name: str, rule: str, pattern: re.Pattern[str], data: st.DataObject
) -> None:
    """Texts are made from the pattern itself, so that each of its alternatives comes."""
    text = _plain(data.draw(st.from_regex(pattern)))
    end = data.draw(st.sampled_from(["", ".", " It rained.", ";"]))
    for begin in ("", "It rained. ", "It rained.12 ", "‘It rained.’ "):
        line = _plain(f"{begin}{text}{end}")
        starts = [_plain(line[start:last]) for start, last in sentence_spans(line)]
        met = {
            "PROMO": any(pattern.match(each[:LINE]) for each in starts),
            "CAPTION": bool(pattern.search(line[-TAIL:])),
        }.get(name, bool(pattern.match(line)) or any(map(pattern.match, starts[:1])))
        assert not (met and _is_running(line)), (rule, line)
