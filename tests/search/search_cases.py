"""Small corpora and dictionaries for tests, and words, texts and patterns for hypothesis."""

import pandas as pd
from hypothesis import strategies as st

from kzlib.search.dictionary import Dictionary
from kzlib.search.patterns import read_pattern
from kzlib.text.corpus import Corpus


def corpus_of(*texts: str, **columns: list[str]) -> Corpus:
    names = [f"a{number}" for number in range(len(texts))]
    frame = pd.DataFrame({"article": names, "text": texts, **columns})
    return Corpus.from_frame(frame, duplicates="keep")


def dictionary_of(keys: dict[str, list[str]]) -> Dictionary:
    return Dictionary.from_mapping({"keys": {key: {"patterns": keys[key]} for key in keys}})


WORDS = ["trade", "Trade", "US", "U.S.", "us", "free", "free-trade", "Free-Trade", "zone's", "NATO"]

SPACES = [" ", " ", " ", "-", ", ", ". ", " “", "” ", "\n\n", " — "]

TEXTS = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(SPACES)), min_size=1, max_size=25
).map(lambda pairs: "".join(word + space for word, space in pairs))

PATTERNS = st.lists(
    st.sampled_from(["trade", "Trade", "US", "us", "free", "fr*", "zone", "NATO", "*e"]),
    min_size=1,
    max_size=3,
).flatmap(
    lambda words: st.sampled_from([" ", "-"]).map(lambda between: between.join(words)),
)


@st.composite
def key_sets(draw):
    """Up to four keys with patterns of which no two are the same."""
    patterns = draw(st.lists(PATTERNS, min_size=1, max_size=8, unique_by=read_pattern))
    keys: dict[str, list[str]] = {}
    for pattern in patterns:
        keys.setdefault(draw(st.sampled_from(["a", "b", "c", "d"])), []).append(pattern)
    return keys
