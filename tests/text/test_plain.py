"""What cannot be seen taken out of a text, and the way back to each character."""

import re
import time
import unicodedata
from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzlib.text import characters as char
from kzlib.text.plain import UNSEEN, has_half, normal_form, places_in, plain_text

CASES = [
    ("plain", "plain", [0, 1, 2, 3, 4, 5]),
    ("", "", [0]),
    ("\ufeffa", "a", [0, 2]),
    ("a\u200bb", "ab", [0, 2, 3]),
    ("a\u200b b", "a b", [0, 2, 3, 4]),  # with the letter, not with the blank
    ("a \u200bb", "a b", [0, 1, 2, 4]),
    ("e\u0301x", "éx", [0, 2, 3]),
    ("e\u200b\u0301x", "éx", [0, 3, 4]),
    ("\u1100\u1161\u11a8!", "\uac01!", [0, 3, 4]),
    ("x\u0958", "x\u0915\u093c", [0, 1, 2, 2]),  # longer in normal form C
    ("co\u00adop", "coop", [0, 1, 3, 4, 5]),
    ("co. \u00ad\nop", "co. \nop", [0, 1, 2, 3, 4, 6, 7, 8]),
    ("co\u00ad\nop", "co\u00ad\nop", [0, 1, 2, 3, 4, 5, 6]),  # a hyphen that is seen
    ("co\u00ad \r\nop", "co\u00ad \r\nop", [0, 1, 2, 3, 4, 5, 6, 7, 8]),
    ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb", [0, 1, 2, 3]),  # one picture
    ("a\u200db", "ab", [0, 2, 3]),
    ("a\ufe0f\u200db", "ab", [0, 3, 4]),  # what is taken out keeps nothing else
    ("2\ufe0f014", "2014", [0, 2, 3, 4, 5]),  # no key of a telephone
    ("a\ufe0fb\u034f", "ab", [0, 2, 4]),
    (
        "\u2601\ufe0f 1\ufe0f\u20e3",
        "\u2601\ufe0f 1\ufe0f\u20e3",
        [0, 1, 2, 3, 4, 5, 6],
    ),  # how they look
    ("a\U000e0061\U000e0062b", "ab", [0, 3, 4]),
    ("\U0001f3f4\U000e0061\U000e007f", "\U0001f3f4\U000e0061\U000e007f", [0, 1, 2, 3]),  # a flag
]


@pytest.mark.parametrize(("text", "plain", "places"), CASES, ids=[ascii(row[0]) for row in CASES])
def test_cases(text: str, plain: str, places: list[int]) -> None:
    assert plain_text(text) == plain
    assert places_in(text).tolist() == places


@given(st.text() | st.text(alphabet="aé e\u0301\u200b\u00ad\ufeff\n\u0958\u0344\u1100\u1161"))
def test_every_character_has_its_place(text: str) -> None:
    plain, places = plain_text(text), places_in(text)
    assert len(places) == len(plain) + 1
    assert (np.diff(places) >= 0).all()
    assert places[-1] == len(text)
    for chunk in re.finditer(r"\S+", plain):
        piece = text[places[chunk.start()] : places[chunk.end()]]
        assert plain_text(f"{piece}.").replace("\u00ad", "") == plain_text(f"{chunk[0]}.")


PICTURED = "a1\u2601\ufe0f\u200d\u20e3\U0001f3f4\U000e0041\u200b\u00ad\n "


@given(st.text() | st.text(alphabet=PICTURED))
def test_normal_forms_and_a_second_time_change_nothing(text: str) -> None:
    plain = plain_text(text)
    assert plain_text(plain) == plain
    if not UNSEEN.search(text):
        assert plain_text(unicodedata.normalize("NFD", text)) == plain


@pytest.mark.parametrize("hidden", ["\u00ad", "\u200b", "\u202e", "\u2063", "\u2069", "\ufffb"])
def test_each_kind_of_what_cannot_be_seen(hidden: str) -> None:
    assert plain_text(f"a{hidden}b") == "ab"
    assert UNSEEN.fullmatch(hidden)
    assert char.SOFT_HYPHEN == "\u00ad"


@given(
    st.text(alphabet="ae\u0301\u0316\u0327\u0344\u0e38\uff9e\uff76\u1100\u1161"),
    st.sampled_from(["NFC", "NFKC"]),
)
def test_a_normal_form_is_that_of_unicode(text: str, form: Literal["NFC", "NFKC"]) -> None:
    for many in (text, text * 40, "a" + text.replace("a", "") * 40):
        assert normal_form(form, many) == unicodedata.normalize(form, many)


def test_thousands_of_marks_on_a_letter_take_linear_time() -> None:
    text = "a" + "\u0301" * 80_000 + "\u0316" * 80_000
    start = time.process_time()
    assert len(plain_text(text)) == len(text) - 1
    assert len(places_in(text)) == len(text)
    assert time.process_time() - start < 5  # 0.2 s; Unicode's own order of marks, 15 s


TRICKY = "a1 \u00e9\u201c\u00ad\u200b\u200d\ufe0f\u0301\u1100\u1161\u11a8\u2126\ufb01\u0958\n"


@given(st.text(st.sampled_from(TRICKY), max_size=9) | st.text(max_size=9))
def test_one_look_at_the_characters_is_enough(text: str) -> None:
    assert plain_text(text) == normal_form("NFC", UNSEEN.sub("", text))
    assert not has_half(text)
    assert has_half(f"{text}\ud800")
