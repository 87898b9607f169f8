"""Every entry of kzlib's lists of words: what it finds, so that none can be lost unnoticed."""

import tomllib
from pathlib import Path

import pytest
from search_cases import corpus_of

from kzlib.search.dictionary import IGNORE, Dictionary, lookup, read_dictionary
from kzlib.text.files import data_file, read_toml

CASES = Path(__file__).parents[1] / "cases" / "word_lists.toml"
LISTS = tomllib.loads(CASES.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_finds_its_words_and_each_has_a_case(name: str) -> None:
    cases = [(key, words) for key in LISTS[name] for words in phrases(name, key)]
    content = read_toml(data_file(name))
    keys = {"left out" if key == IGNORE else key: content["keys"][key] for key in content["keys"]}
    found = lookup(
        corpus_of(*(f"xyz {words} xyz." for _, words in cases)),
        Dictionary.from_mapping(content | {"keys": keys}),
    )
    named = found["key"].astype(str).replace("left out", IGNORE)
    assert list(zip(named, found["text"], strict=True)) == cases
    patterns = read_dictionary(name).table["pattern"]
    assert sorted(found["pattern"]) == sorted(patterns)


@pytest.mark.parametrize("name", [name for name in LISTS if IGNORE in LISTS[name]])
def test_what_is_ignored_counts_for_nothing(name: str) -> None:
    corpus = corpus_of(*(f"xyz {words} xyz." for words in phrases(name, IGNORE)))
    assert lookup(corpus, read_dictionary(name)).empty


def phrases(name: str, key: str) -> list[str]:
    return str(LISTS[name][key]).replace("\n", " ").strip().split(", ")
