"""A sentence worked by hand: what each word adds, the sum, the score."""

from __future__ import annotations

import math
import re

import pandas as pd
import pytest
from show_cases import HOSTILE, shown_text

from kzlib import show

TEXT = "The very good “deal” isn't bad for trade <b>!"


def scored(*rows: tuple[str, float, float, str], start: int = 100) -> pd.DataFrame:
    found = [
        (start + TEXT.index(word), start + TEXT.index(word) + len(word), word, *rest)
        for word, *rest in rows
    ]
    columns = ["start", "end", "word", "valence", "contribution", "masked"]
    return pd.DataFrame(found, columns=columns)


WORDS = scored(
    ("bad", -2.5, 1.85, ""),
    ("good", 1.9, 2.193, ""),
    ("trade", 0.8, 0.8, "a topic"),
    ("deal", 0.5, 0.5, "deal"),
)


def test_a_sentence_is_worked_word_by_word() -> None:
    # 1.85 + 2.193 = 4.043; 4.043² = 16.345849; 4.043 / √31.345849 = 0.72213
    shown = show.worked_sentence(WORDS, TEXT, start=100, score=0.7221, source="a:1")
    assert repr(shown) == (
        "The very good [+1.9 → +2.193] “deal [(+0.5)]” isn't bad [−2.5 → +1.85] for trade "
        "[(+0.8) a topic] <b>! (a:1)\n"
        "Sum: +1.85 +2.193 = +4.043. Score: 4.043 / √(4.043² + 15) = 0.7221. "
        "What is struck does not count."
    )
    assert "<b>" not in shown.html
    assert "&lt;b&gt;!" in shown.html
    assert shown.html.count("<s>") == 2
    assert not re.search(r"<style|<script| class=| on\w+=", shown.html)
    plain = shown_text(shown.html)
    assert plain.startswith("The very good +1.9 → +2.193 “deal (+0.5)” isn't bad ")


@pytest.mark.parametrize("written", ["ﬁne", "FINE", "fi\u00adne"])
def test_a_word_is_shown_as_it_is_written(written: str) -> None:
    columns = ["start", "end", "word", "valence", "contribution", "masked"]
    words = pd.DataFrame([(2, 2 + len(written), "fine", 0.8, 0.8, "")], columns=columns)
    shown = show.worked_sentence(words, f"A {written} road isn’t “it”.", score=0.2023)
    assert repr(shown).startswith(f"A {written} [+0.8] road isn’t “it”.")
    accents = words.assign(end=7, word="f\u00edne")
    assert "fi\u0301ne [+0.8]" in repr(
        show.worked_sentence(accents, "A fi\u0301ne road.", score=0.2023)
    )


def test_blame_is_worked_and_a_sum_may_be_0() -> None:
    minus = scored(("bad", -2.5, -2.5, ""))
    # -2.5 / √(6.25 + 15) = -0.54233
    assert repr(show.worked_sentence(minus, TEXT, start=100, score=-0.5423)).endswith(
        "Sum: −2.5. Score: −2.5 / √((−2.5)² + 15) = −0.5423."
    )
    added = scored(("good", 3, 3, ""), ("bad", -3, -3, ""))
    shown = show.worked_sentence(added, TEXT, start=100, score=0)
    assert repr(shown).endswith("Sum: +3.0 −3.0 = 0. Score: 0 / √(0² + 15) = 0.0000.")
    assert 0 < shown.html.find("solid") < shown.html.find("dashed")


@pytest.mark.parametrize("text", ["No.", "", "🙂 שלום", *HOSTILE])
def test_a_sentence_without_words_that_score(text: str) -> None:
    shown = show.worked_sentence(WORDS[:0], text, score=0.0)
    assert repr(shown) == f"{text}\nNo word counts. Score: 0."
    assert text in shown_text(shown.html)
    assert "<script" not in shown.html


def test_a_small_change_by_the_rules_is_shown() -> None:
    found = scored(("good", 1.9, 1.907, ""))
    # 1.907 / √(3.636649 + 15) = 0.44174
    assert "good [+1.9 → +1.907]" in repr(
        show.worked_sentence(found, TEXT, start=100, score=0.4417)
    )


def test_a_word_may_begin_the_sentence_and_be_an_emoji() -> None:
    found = scored(("The", 1.9, 1.9, "")).assign(end=101, word="heart")
    shown = show.worked_sentence(found, "❤ it", start=100, score=0.4404)
    assert repr(shown).startswith("❤ [+1.9] it")


def test_marks_of_emphasis_may_span_words() -> None:
    found = scored(("good", 1.9, 1.9, ""))
    found.loc[1] = [104, 100 + len(TEXT), "!?", 0.0, 0.292, ""]
    # 2.192 / √(4.804864 + 15) = 0.49255
    shown = show.worked_sentence(found, TEXT, start=100, score=0.4926)
    assert repr(shown).splitlines()[0] == (
        "The very good [+1.9] “deal” isn't bad for trade <b>! [+0.292]"
    )


@pytest.mark.parametrize(
    ("found", "options", "message"),
    [
        (WORDS, {"score": 0.1}, r"sum to \+4\.043, which makes a score of 0\.7221, not 0\.1"),
        (WORDS, {"score": math.nan}, "score is nan; give a number"),
        (WORDS, {"score": 0.72225}, r"not 0\.72225"),
        (WORDS, {"score": 0.7224}, r"not 0\.7224"),
        (WORDS, {"score": 0.7221, "start": 0}, "in the sentence from 0 to"),
        (WORDS, {"score": 0.7221, "start": 105}, "in the sentence from 105"),
        (pd.concat([WORDS, WORDS]), {"score": 0.9}, "or over another"),
        (WORDS.drop(columns="masked"), {"score": 0.1}, r"need the columns \['masked'\]"),
    ],
)
def test_words_that_do_not_fit_the_sentence(
    found: pd.DataFrame, options: dict[str, float], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        show.worked_sentence(found, TEXT, **{"start": 100} | options)
