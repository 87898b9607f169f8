"""Distinct chunks found by their bytes are those that white space divides, whatever they hold."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kzlib.text import chunks
from kzlib.text.chunks import blocks, divide

LONG = "a" * 16
TEXTS = st.lists(
    st.text(st.sampled_from("aé“’ \n\u2003\xa0\x85\u3000\x1c😀b"), max_size=40)
    | st.sampled_from([LONG, f"{LONG}b {LONG}c {LONG}b", "é" * 8, "é" * 9, "", " "]),
    min_size=1,
    max_size=4,
)


@given(TEXTS)
@example(["a", ""])
def test_chunks_are_those_that_white_space_divides(texts: list[str]) -> None:
    joined = "\n".join(texts)
    found = divide(texts)
    assert [found.distinct[code] for code in found.code] == joined.split()
    assert len({*found.distinct}) == len(found.distinct)
    assert [joined[a:b] for a, b in zip(found.start, found.end, strict=True)] == joined.split()


def test_all_white_space_of_python_is_white_space() -> None:
    spaces = [each for each in map(chr, range(0x110000)) if each.isspace()]
    assert divide([f"a{each}b" for each in spaces]).distinct == ["a", "b"]


def test_two_pairs_with_one_mixture_stay_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "MIX", np.uint64(0))  # what begins alike is mixed alike
    assert {*divide(["abcdefghi abcdefghj abcdefghi"]).distinct} == {"abcdefghi", "abcdefghj"}


def test_odd_chunks_hold_white_space_and_stand_for_themselves() -> None:
    odd = [(2, 7, ("b c d", True, "")), (8, 9, ("e", True, ""))]
    found = divide(["a b c d e e"], odd)
    assert [found.distinct[code] for code in found.code] == ["a", odd[0][2], odd[1][2], "e"]
    assert found.end.tolist() == [1, 7, 9, 11]


def test_blocks_hold_all_texts_once_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "BLOCK", 3)
    texts = ["a", "bc", "defg", "", "h"]
    assert [texts[each] for each in blocks(texts)] == [["a", "bc"], ["defg"], ["", "h"]]
