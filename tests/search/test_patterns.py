"""What a pattern finds, and which is refused."""

import csv
import time
import tomllib
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from search_cases import PATTERNS, TEXTS, corpus_of, dictionary_of

from kzlib.search.dictionary import lookup
from kzlib.search.patterns import Vocabulary, find_matches, read_pattern
from kzlib.text.tokens import tokenize

CASES = Path(__file__).parents[1] / "cases"

KNOWN_FAILURE = pytest.mark.xfail(raises=AssertionError)


def pattern_cases() -> list[object]:
    with (CASES / "patterns.csv").open(encoding="utf-8", newline="") as file:
        return [
            pytest.param(
                row,
                id=f"{row['kind']}: {row['pattern']}: {row['why']}",
                marks=[KNOWN_FAILURE] if row["kind"] == "known_failure" else [],
            )
            for row in csv.DictReader(file)
        ]


def toml_cases(name: str, field: str) -> list[dict[str, object]]:
    content = tomllib.loads((CASES / name).read_text(encoding="utf-8"))
    return [case for case in content["case"] if field in case]


@pytest.mark.parametrize("case", pattern_cases())
def test_a_pattern_finds_what_its_case_says(case):
    found = lookup(corpus_of(case["text"]), dictionary_of({"k": [case["pattern"]]}))
    assert list(found["text"]) == [text for text in case["found"].split("|") if text]
    assert bool(case["found"]) == (case["kind"] == "positive") or case["kind"] == "known_failure"


@pytest.mark.parametrize("case", toml_cases("patterns_keys.toml", "keys"), ids=lambda c: c["why"])
def test_keys_compete_as_their_case_says(case):
    found = lookup(corpus_of(case["text"]), dictionary_of(case["keys"]))
    assert [[key, text] for key, text in zip(found["key"], found["text"], strict=True)] == (
        case["found"]
    )


@pytest.mark.parametrize("case", toml_cases("patterns_errors.toml", "pattern"))
def test_a_pattern_without_sense_is_refused(case):
    with pytest.raises(ValueError, match=r"\A.*\Z") as error:
        read_pattern(case["pattern"])
    assert case["says"] in str(error.value)


def test_a_phrase_of_a_hundred_words_is_found():
    phrase = " ".join(f"w{number}" for number in range(100))
    found = lookup(corpus_of(f"So {phrase} it is."), dictionary_of({"k": [phrase]}))
    assert list(found["text"]) == [phrase]


def test_a_pattern_of_two_thousand_characters_is_the_longest():
    assert read_pattern("a" * 2000).words == ("a" * 2000,)
    with pytest.raises(ValueError, match="has 2001 characters; write 2000 at most"):
        read_pattern("a" * 2001)


@pytest.mark.parametrize(
    ("patterns", "text", "matches"),
    [
        (["go " + "* " * 36 + "end"], "go " + "a-a-a-a-a-a " * 2000 + "stop.", 0),
        (["go " + "* " * 36 + "end"], "go " * 6000 + "end.", 1),
        (["go " * 99 + "end", "go"], "go " * 6000, 6000),
        (["* " * 36 + "end"], "a-a-a-a-a-a " * 2000, 0),
        (["a*a*a*a*z", "*a*a*a*a*a*b*z"], "a" * 20_000, 0),
        (["a*" * 30 + "z"], "a" * 20_000 + "z", 1),
        (["*" * 990 + "zqx" + "q" * 990 + "z"], "a" * 20_000 + "z", 0),
        (["a* " * 50 + "z"], "a-" * 10_000 + "b", 0),
        ([f"go * * a{number}" for number in range(500)], "go " * 6000, 0),
        (["go end"], "go " + "- " * 10_000 + "end", 1),
        ([f"*{n}*" for n in range(1000)], " ".join(f"w{n}x" for n in range(16_000)), 16_000),
    ],
)
def test_no_pattern_takes_more_steps_than_the_text_has_words(patterns, text, matches):
    """Each of them took minutes, or for ever, where each way to match was tried in turn."""
    corpus, keys = corpus_of(text), dictionary_of({"k": patterns})
    assert len(corpus.tokens) > 0  # the corpus is read before the clock runs
    began = time.process_time()
    assert len(lookup(corpus, keys)) == matches
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("a*b*c", "axbyc abc acb abcb ab-c", ["axbyc", "abc", "ab-c"]),
        ("ab*ba", "aba abba", ["abba"]),
        ("a*a*a", "aa aaa abaca", ["aaa", "abaca"]),
        ("*aab*", "aaab baaba abab", ["aaab", "baaba"]),
        ("a**b", "ab axb a", ["ab", "axb"]),
    ],
)
def test_stars_within_a_word(pattern, text, found):
    assert list(lookup(corpus_of(text), dictionary_of({"k": [pattern]}))["text"]) == found


@given(
    st.lists(st.text("ab\n", min_size=1, max_size=8), max_size=20),
    st.text("ab*", min_size=1, max_size=6).filter(lambda word: set(word) > {"*"}),
)
def test_a_word_with_stars_stands_for_what_a_search_form_by_form_finds(forms, word):
    vocabulary = Vocabulary([(form, form, "word") for form in forms], frozenset())
    found = {n for n, form in enumerate(forms) if fnmatchcase(form, word)}
    assert vocabulary.find(word) == found


def test_a_match_does_not_reach_into_the_next_paragraph_or_article():
    corpus = corpus_of("They are free\n\ntrade is free", "trade is free")
    assert lookup(corpus, dictionary_of({"k": ["free trade"]})).empty


def test_paragraph_and_line_ends_within_a_sentence_do_not_part_a_phrase():
    block = "it is a long line that a program broke after about sixty or\n"
    text = block * 3 + "so signs, and here stands free\ntrade and no more.\n\n" + block * 3
    found = lookup(corpus_of(text), dictionary_of({"k": ["free trade"]}))
    assert list(found["text"]) == ["free\ntrade"]


PIECES = st.sampled_from(["a", "b", "A", "a-b", "b-a-b", "-", "--", "'s", "“", "2-1", "a.", ","])
MARKED = st.lists(st.tuples(PIECES, st.sampled_from([" ", " ", "-", ""])), max_size=12)
PHRASES = st.lists(
    st.tuples(st.sampled_from(["a", "b", "A", "*", "a*", "*b", "'s", "1"]), st.sampled_from(" -")),
    min_size=1,
    max_size=5,
).map(lambda pairs: "".join(word + after for word, after in pairs)[:-1])


@settings(max_examples=200)
@given(MARKED, st.lists(PHRASES, min_size=1, max_size=4))
def test_what_is_found_at_once_is_what_is_found_by_trying_each_way_in_turn(pieces, phrases):
    tokens = tokenize("".join(piece + after for piece, after in pieces))
    types = [(token.token, token.term, token.kind) for token in tokens]
    numbers = {type_: number for number, type_ in enumerate(dict.fromkeys(types))}
    row = [numbers[type_] for type_ in types]
    vocabulary = Vocabulary(numbers, frozenset())
    patterns = []
    for phrase in phrases:
        with suppress(ValueError):
            patterns.append(read_pattern(phrase))
    assume(patterns and row)

    def ends(words, hyphens, places, hyphen):
        """Where the rest of a pattern may end, if its next word stands at one of the places."""
        for place in places:
            for size in range(1, len(words) + 1):
                if not hyphen or row[place] not in vocabulary.find("-".join(words[:size])):
                    continue
                if size == len(words):
                    yield place
                else:
                    after = range(place + 1, len(row))
                    yield from ends(words[size:], hyphens[size:], after, not hyphens[size])
            if row[place] not in vocabulary.between:
                return
            hyphen |= row[place] in vocabulary.hyphens

    expected, free = [], 0
    for start in range(len(row)):
        found = [
            (end, -number)
            for number, (words, hyphens) in enumerate(patterns)
            if any(row[start] in vocabulary.find("-".join(words[: n + 1])) for n in range(9))
            for end in ends(words, hyphens, range(start, len(row)), True)
        ]
        if start >= free and found:
            last, number = max(found)
            expected.append([start, last, -number])
            free = last + 1
    size = len(row)  # the sentence stands twice, and what is found in it too
    found = find_matches(patterns, vocabulary, np.array(row * 2), np.array([size, 2 * size]))
    assert found.tolist() == expected + [[a + size, b + size, number] for a, b, number in expected]


@settings(max_examples=25)
@given(TEXTS, PATTERNS)
def test_a_space_finds_all_that_a_hyphen_finds(text, pattern):
    corpus = corpus_of(text)
    hyphen, space = (
        lookup(corpus, dictionary_of({"k": [pattern.replace(" ", "-").replace("-", between)]}))
        for between in "- "
    )
    covered = {p for row in space.itertuples() for p in range(row.start, row.end)}
    assert all(row.start in covered for row in hyphen.itertuples())


def test_what_may_stand_between_the_words_of_a_phrase():
    keys = dictionary_of({"k": ["free trade"]})
    for mark in "-‐‑–－—―−\"'`´“”„‟«»‹›‘’‚‛":
        assert len(lookup(corpus_of(f"The free {mark} trade grew."), keys)) == 1, mark
    for mark in ",.;:()&/…":
        assert lookup(corpus_of(f"The free {mark} trade grew."), keys).empty, mark
