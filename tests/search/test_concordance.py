"""Occurrences in context: what stands left and right, and what is said where there is none."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzlib.search.concordance import COLUMNS, kwic
from kzlib.text.corpus import Corpus

TEXT = (
    "Markets of the old road\n\n"
    "One two three four market five six seven. Eight (market) nine\u00a0ten.\n\n"
    "The market's end"
)


def corpus_of(*texts: str, **columns: list[str]) -> Corpus:
    names = [f"a{number}" for number in range(len(texts))]
    frame = pd.DataFrame({"article": names, "text": texts, **columns})
    return Corpus.from_frame(frame, duplicates="keep")


def contexts(text: str, pattern: str, window: int) -> list[list[str]]:
    table = kwic(corpus_of(text), pattern, window=window)
    return table[["left", "match", "right"]].to_numpy().tolist()


def test_a_window_counts_words_and_ends_with_the_paragraph():
    assert contexts(TEXT, "market", 2) == [
        ["three four ", "market", " five six"],
        ["seven. Eight (", "market", ") nine ten."],
        ["The ", "market", "'s end"],
    ]


def test_a_wide_window_gives_the_whole_paragraph():
    first = contexts(TEXT, "market", 100)[0]
    assert "".join(first) == ("One two three four market five six seven. Eight (market) nine ten.")


def test_by_default_eight_words_stand_on_each_side():
    row = kwic(corpus_of(f"{'w ' * 20}market{' w' * 20}"), "market").iloc[0]
    assert (row["left"], row["right"]) == ("w " * 8, " w" * 8)


def test_a_window_of_0_leaves_what_is_joined_to_the_match():
    assert contexts(TEXT, "market", 0)[1] == ["(", "market", ")"]


def test_a_text_without_blanks_is_cut_at_fifty_characters_a_word():
    text = "go," * 1000 + "end." + ",go" * 1000
    for window in (0, 3):
        ((left, _, right),) = contexts(text, "end", window)
        assert len(left) == 50 * (window + 1)
        assert text.startswith(f"{left}end{right}", 3000 - len(left))
        assert len(right) == len(left)


def test_what_is_invisible_takes_no_place_in_a_window():
    texts = ("one two \u200b mar\u00adket \ufeff three four", "one two  market  three four")
    first, second = (contexts(text, "market", 1)[0] for text in texts)
    assert first == ["two ", "mar\u00adket", " three"]
    assert second == ["two ", "market", " three"]


def test_line_breaks_in_the_context_become_spaces_and_the_match_stays():
    block = "it is a long line that a program broke after about sixty or\n"
    text = block * 3 + "so signs, and here in the middle of the line stands\tour free\n"
    text += "trade and\nno more.\n\n" + block * 3
    left, match, right = contexts(text, "free trade", 2)[0]
    assert (left, match, right) == ("stands our ", "free\ntrade", " and no")


def test_a_phrase_is_one_occurrence_with_the_words_around_it():
    assert contexts("We like the old silk road, they say so.", "old silk road", 2) == [
        ["like the ", "old silk road", ", they say"]
    ]


def test_columns_order_and_parts():
    corpus = corpus_of(TEXT, "The market.", era=["x", "y"])
    table = kwic(corpus, "market*", by="era")
    assert list(table.columns) == [*COLUMNS, "era"]
    assert table["article"].tolist() == ["a0"] * 4 + ["a1"]
    assert table["sentence"].tolist() == [1, 2, 3, 4, 1]
    assert table["part"].tolist()[0] == "title"
    assert table["era"].tolist() == ["x"] * 4 + ["y"]
    assert list(kwic(corpus, "market").columns) == COLUMNS
    assert list(kwic(corpus, "market", by="article").columns) == COLUMNS
    assert list(kwic(corpus, "market", by="label").columns) == [*COLUMNS, "label"]


@pytest.mark.parametrize(
    "pattern",
    [
        "nato",
        "nato*",
        "ASTANA",
        "us",
        "Kazakstan",
        "NATO Astana",
        "Astana-met",
        "qqqq Astana",
        "HE",
    ],
)
@pytest.mark.parametrize("by", [None, "article", "era"])
def test_a_pattern_that_is_not_here_has_an_empty_table_of_the_same_kind(pattern, by):
    text = "Astana met NATO and the U.S. in Kazakhstan.\nHE WILL PAY FOR IT ALL"
    corpus = corpus_of(text, text, era=["x", "y"])
    table, full = (kwic(corpus, each, by=by) for each in (pattern, "NATO"))
    assert table.empty
    assert len(full) == 2
    pd.testing.assert_series_equal(table.dtypes, full.dtypes)
    pd.testing.assert_index_equal(table.columns, full.columns)
    assert {str(table[c].dtype) for c in ("left", "match", "right")} == {"str"}
    assert len(pd.concat([table, full])) == 2


def test_a_part_can_be_asked_for():
    corpus = corpus_of(TEXT)
    assert set(kwic(corpus, "market*")["part"]) == {"title", "body"}
    assert len(kwic(corpus, "market*", part="title")) == 1
    assert kwic(corpus, "market*", part="bio").empty
    with pytest.raises(ValueError, match="no part 'corpse'"):
        kwic(corpus, "market*", part="corpse")


@pytest.mark.parametrize("pattern", ["", "*", "u.s.", "'s", "—"])
def test_a_pattern_without_sense_is_refused(pattern):
    with pytest.raises(ValueError, match=r"\Athe pattern .* (nothing|everything)"):
        kwic(corpus_of("Any text"), pattern)


def test_slips_in_the_arguments_are_named():
    corpus = corpus_of("Any text", left=["x"])
    with pytest.raises(LookupError, match="no column 'eras'; group by one of: article, label"):
        kwic(corpus, "text", by="eras")
    for window in (-1, 10**12, 1001):
        with pytest.raises(ValueError, match=r"window is .*; give the number of words on each"):
            kwic(corpus, "text", window=window)
    for window in (2.5, True, float("nan"), "8", None):
        with pytest.raises(ValueError, match=r"window is .*; give a whole number"):
            kwic(corpus, "text", window=window)
    with pytest.raises(ValueError, match="by is 'left', a column of the result; rename it first"):
        kwic(corpus, "text", by="left")
    with pytest.raises(ValueError, match="pattern is 7; give text"):
        kwic(corpus, 7)


LINES = "Big trade ends. A small Road, and zinc. The big Road: Apples. No “Small” trade at all."


@pytest.mark.parametrize(
    ("sort", "starts"),
    [
        (None, [4, 24, 48, 73]),
        ("left", [4, 48, 24, 73]),  # big; big, the; small, a; small, no
        ("right", [24, 48, 73, 4]),  # and; apples; at; ends
    ],
)
def test_lines_stand_in_the_order_of_the_words_beside(sort, starts):
    corpus = corpus_of(LINES, era=["x"])
    table = kwic(corpus, ["road", "trade", "Trade"], sort=sort, by="era")
    assert table["start"].tolist() == starts
    for limit in (1, 3, 9):
        first = kwic(corpus, ["road", "trade"], sort=sort, limit=limit, by="era")
        pd.testing.assert_frame_equal(first, table.head(limit))


def test_several_patterns_are_each_found_once_and_the_longest_wins():
    corpus = corpus_of("The old road. A free trade zone. No trade.")
    patterns = ["free trade", "trade", "Trade", "road", "free trade zone", "trade"]
    assert kwic(corpus, patterns)["match"].tolist() == ["road", "free trade zone", "trade"]
    for wrong, says in (([], "pattern is an empty list"), (["a", "*"], "matches everything")):
        with pytest.raises(ValueError, match=says):
            kwic(corpus, wrong)
    with pytest.raises(ValueError, match="limit is 0; give a whole number from 1 on"):
        kwic(corpus, "trade", limit=0)
    with pytest.raises(ValueError, match="sort is 'top'; give 'left' or 'right' or None"):
        kwic(corpus, "trade", sort="top")


CHARACTERS = st.sampled_from([*"abc x.\n\t-’“", "market", " market ", "\n\n"])


@settings(max_examples=50)
@given(st.lists(CHARACTERS, max_size=40).map("".join), st.integers(1, 4))
def test_left_match_and_right_read_as_the_text_does(text, window):
    corpus = corpus_of(f"market {text}")
    table = kwic(corpus, "market", window=window)
    plain = [
        re.sub(r"\s+", " ", corpus.text["a0"][start:end])
        for start, end in zip(corpus.paragraphs["start"], corpus.paragraphs["end"], strict=True)
    ]
    for row in table.itertuples():
        assert corpus.text[row.article][row.start : row.end] == row.match == "market"
        assert any(row.left + row.match + row.right in paragraph for paragraph in plain)
        assert len(row.left.split()) <= window + 1
        assert len(row.right.split()) <= window + 1
    assert table["start"].is_monotonic_increasing
