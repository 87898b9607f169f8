"""Patterns in files: every fragment is put in, and none stands there for nothing."""

import pytest

from kzlib.speech.speakers import LIKE
from kzlib.text.files import read_data
from kzlib.text.pattern_files import CHARACTERS, FRAGMENT, Patterns, speech_lists

FILES = ("part_patterns", "sentence_patterns", "speech_patterns", "token_patterns")


def test_fragments_and_characters_are_put_in() -> None:
    tokens = Patterns("token_patterns", "tokens")
    assert tokens["number"].fullmatch("$15,000")
    assert tokens["number"].fullmatch("3km")
    assert not tokens["number"].fullmatch("5G")
    speech = Patterns("sentence_patterns", "sentences")["speech"]
    assert speech.match(" Mr. Lee asked.")
    assert not speech.match(" Mr. Lee urged us.")
    every = [speech, *(pattern for _, pattern in tokens.rules)]
    assert not any(FRAGMENT.search(each.pattern) for each in every)


def test_a_pattern_is_compiled_when_it_is_asked_for() -> None:
    tokens = Patterns("token_patterns", "tokens")
    assert not tokens
    assert tokens["line"].fullmatch("It rained.")
    assert [*tokens] == ["line"]
    assert len(tokens.rules) == len(tokens) > 1
    with pytest.raises(KeyError, match="no such"):
        tokens["no such"]


@pytest.mark.parametrize("name", FILES)
def test_every_fragment_is_known_and_used(name: str) -> None:
    lists = read_data(name)
    tables = [each for each in lists.values() if isinstance(each, dict)]
    named = {
        fragment
        for table in tables
        for written in table.values()
        for fragment in FRAGMENT.findall(written if isinstance(written, str) else " ".join(written))
    }
    fragments = {*lists["fragments"]}
    made = {*LIKE.more()} if name == LIKE.name else set()
    assert named <= fragments | {*CHARACTERS} | {*speech_lists()} | made
    assert fragments | made <= named
