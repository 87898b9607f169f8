"""Likeness of words, counted again by hand."""

import math
from collections import Counter

import pandas as pd
import pytest

from kzlib.compare.similarity import similarity
from kzlib.text.corpus import Corpus
from kzlib.text.tokens import function_words

ROWS = [
    {"article": "a", "era": "x", "text": "red tea and red cups\nblue tea\ngreen pots"},
    {"article": "b", "era": "y", "text": "red soup and blue bowls\nred tea"},
]
CORPUS = Corpus.from_frame(pd.DataFrame(ROWS))


def compared(**options: object) -> pd.DataFrame:
    return similarity(CORPUS, by="era", target="x", part=None, **{"deals": 50} | options)


def by_hand(first: str, second: str, without: set[str]) -> tuple[int, int, float, float]:
    counts = [
        Counter(word for word in text.split() if word not in function_words() | without)
        for text in (first, second)
    ]
    every, both = set(counts[0]) | set(counts[1]), set(counts[0]) & set(counts[1])
    dot = sum(counts[0][word] * counts[1][word] for word in both)
    lengths = math.prod(math.sqrt(sum(n * n for n in each.values())) for each in counts)
    return len(every), len(both), len(both) / len(every), dot / lengths


@pytest.mark.parametrize("without", [(), ("red",), ("red", "tea")])
def test_two_groups(without: tuple[str, ...]) -> None:
    row = compared(without=without).iloc[0]
    wanted = by_hand(ROWS[0]["text"], ROWS[1]["text"], {*without})
    assert row["between"] == "x and the others"
    assert [row[name] for name in ("words", "shared", "jaccard", "cosine")] == pytest.approx(wanted)
    assert row[["jaccard_low", "cosine_high"]].isna().all()


def test_halves_are_all_that_there_can_be() -> None:
    """Of three paragraphs one stands against two: each of the three pairs comes up."""
    paragraphs = ROWS[0]["text"].split("\n")
    pairs = [
        by_hand(one, "\n".join(each for each in paragraphs if each != one), set())
        for one in paragraphs
    ]
    row = compared().iloc[1]
    assert row["between"] == "halves of x"
    for place, name in ((2, "jaccard"), (3, "cosine")):
        values = [pair[place] for pair in pairs]
        assert row[f"{name}_low"] == pytest.approx(min(values))
        assert row[f"{name}_high"] == pytest.approx(max(values))
        assert min(abs(row[name] - value) for value in values) < 1e-9


def test_two_paragraphs_have_one_way_and_one_has_none() -> None:
    row = compared(reference="y").iloc[2]
    wanted = by_hand(*ROWS[1]["text"].split("\n"), set())
    assert row["between"] == "halves of y"
    assert [row[name] for name in ("words", "shared", "jaccard", "cosine")] == pytest.approx(wanted)
    rows = [{"article": name, "text": "Red tea."} for name in "ab"]
    corpus = Corpus.from_frame(pd.DataFrame(rows), duplicates="keep")
    table = similarity(corpus, by="article", target="a", part=None, deals=3)
    assert table.loc[0, "cosine"] == pytest.approx(1)
    assert table.loc[1:, ["jaccard", "cosine", "words"]].isna().to_numpy().all()


def test_seeds_and_deals() -> None:
    pd.testing.assert_frame_equal(compared(seed=3), compared(seed=3))
    with pytest.raises(ValueError, match="deals is 0; give a whole number from 1 on"):
        compared(deals=0)


def test_columns_are_there_for_groups_of_one_paragraph_and_no_words_are_said() -> None:
    rows = [{"article": name, "text": "Red tea."} for name in "ab"]
    corpus = Corpus.from_frame(pd.DataFrame(rows), duplicates="keep")
    table = similarity(corpus, by="article", target="a", part=None, deals=2)
    assert [*table] == [*compared()]
    with pytest.raises(ValueError, match="no content word is left"):
        similarity(corpus, by="article", target="a", part=None, without=["red", "tea"])
