"""VADER's rules: exactly nltk's numbers, for the sentence and for every word."""

import random
import re
import statistics
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tone_cases import MARKS, MODIFIERS, ODD, PLAIN, REFERENCE, in_steps, make_sentence

from kzlib.tone.vader import score_words


def score(text: str) -> float:
    return score_words(text).score()


def test_scores_are_exactly_those_of_nltk() -> None:
    source = random.Random(20)
    sentences = [make_sentence(source) for _ in range(8000)]
    expected = [REFERENCE.score(sentence) for sentence in sentences]
    assert len({*sentences}) >= 5000
    assert statistics.mean(value != 0 for value in expected) > 0.7
    assert [score(sentence) for sentence in sentences] == expected


# What nltk's documentation says that each of its examples scores.
PUBLISHED = re.findall(
    r"^    (\S.*)\n    compound: ([-.\d]+),",
    (files("nltk") / "test" / "sentiment.doctest").read_text(encoding="utf-8"),
    flags=re.MULTILINE,
)


@pytest.mark.parametrize(("sentence", "published"), PUBLISHED)
def test_scores_are_those_published(sentence: str, published: str) -> None:
    quoted = "''" in sentence  # what stands in quotation marks we read, and nltk does not
    assert (score(sentence) == float(published)) != quoted


def test_the_published_scores_are_found() -> None:
    assert len(PUBLISHED) >= 45
    assert ("The book was good.", "0.4404") in PUBLISHED


def test_what_each_word_adds_is_exactly_what_it_adds_by_nltk() -> None:
    source = random.Random(23)
    for sentence in (make_sentence(source) for _ in range(2000)):
        REFERENCE.score(sentence)
        found = [word.contribution for word in score_words(sentence).words]
        assert found == [valence for valence in REFERENCE.valences if valence]


PIECES = st.sampled_from([*MODIFIERS, *ODD, *PLAIN, *MARKS, "good", "Bad", "GREAT", "kind", "fun"])


@given(st.lists(PIECES, max_size=9).map(" ".join) | st.lists(PIECES).map("".join) | st.text())
@settings(max_examples=400)
def test_any_text_scores_as_by_nltk(text: str) -> None:
    assert score(text) == REFERENCE.score(text)


@given(st.lists(PIECES, max_size=9).map(" ".join) | st.text())
def test_words_point_at_their_places(text: str) -> None:
    words = score_words(text).words
    assert [in_steps(text[word.start : word.end]).lower() for word in words] == [
        word.word for word in words
    ]
    assert [word.valence for word in words] == [REFERENCE.lexicon[word.word] for word in words]
    assert all(a.end <= b.start for a, b in pairwise(words))


def test_a_word_that_stands_within_another_and_twice() -> None:
    text = "a goods train is good and good"
    assert [word.start for word in score_words(text).words] == [17, 26]


@pytest.mark.parametrize("text", ["", " ", "\n\t", "a", "😀", "!!!", "The report came."])
def test_where_nothing_scores(text: str) -> None:
    assert score_words(text).words == []
    assert score(text) == 0
