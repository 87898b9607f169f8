"""What a notebook displays as text: escaped, whole, kept from MathJax."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from html.parser import HTMLParser

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from show_cases import (
    GROUPS,
    HOSTILE,
    agreed,
    asked,
    draw_agreed,
    draw_asked,
    draw_bars,
    draw_shuffles,
    draw_tracks,
    draw_words,
    keyness,
    shown_text,
    toned,
)

from kzlib import show
from kzlib.text.corpus import Corpus


@pytest.mark.parametrize("text", HOSTILE)
def test_article_text_is_shown_whole_and_never_as_markup(text: str) -> None:
    frame = pd.DataFrame({"article": ["a"], "sentence": [1], "left": [text]})
    frame = frame.assign(match=text, right=text, label=text)
    for piece in (
        show.say("It says: {text}", text=text),
        show.say("It says: {text}", text=show.quote(text, text)),
        show.quote(text),
        show.table(frame, caption=text, words=["left"]),
        show.concordance(frame, caption=text, by="label"),
        draw_tracks(title="A title", caption=text),
    ):
        markup = piece._repr_html_()
        assert markup.startswith('<div class="mathjax_ignore tex2jax_ignore"')
        assert text.strip() in shown_text(markup)
        assert text.strip() in repr(piece)
        assert "<script" not in markup
        assert "<b>" not in markup
        for cell in re.findall(r"<(?:t[dh]|p)\b[^>]*text-align:right[^>]*>(.*?)</t", markup):
            assert "inline-block;text-align:left" in cell or len(shown_text(cell)) < 60


TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # turn a console's line round
ESCAPES = "a\x1b[31mb\x9b0m\x07\r\x7f\u202e\u2067\ud800"
ANY_TEXT = st.text(st.characters()) | st.text(st.sampled_from(ESCAPES + "<>&\"'/$*{}\n\t\0x"))


def is_safe(text: str) -> bool:
    text.encode()
    unsafe = (c for c in text if unicodedata.category(c) == "Cc" or c in TURNS)
    return {*unsafe} <= {"\n"}


class Tags(HTMLParser):
    """The tags of a page in order, without those that only tell where and how a line runs."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[object] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("wbr", "bdi"):
            self.tags.append((tag, [name for name, _ in attrs]))

    def handle_endtag(self, tag: str) -> None:
        if tag != "bdi":
            self.tags.append(tag)


def pieces(text: str) -> list[show.Shown]:
    frame = pd.DataFrame({"article": [text], "sentence": [1], "left": text, "match": text})
    return [
        show.say("It says: {text} **so**\n- {text}", text=text),
        show.quote(text, text) + show.quote(text),
        show.table(frame, caption=text, words=["left"], columns={"article": text, "left": "l"}),
        show.concordance(frame.assign(right=text), caption=text, by="article"),
        show.fold(show.say("{text}", text=show.quote(text)), text),
        show.worked_sentence(pd.DataFrame(columns=WORDS), text, score=0, source=text),
    ]


WORDS = ["start", "end", "word", "valence", "contribution", "masked"]


@given(ANY_TEXT)
def test_any_text_is_harmless_in_a_console_and_no_markup_on_a_page(text: str) -> None:
    for piece, plain in zip(pieces(f"x{text}"), pieces("x"), strict=True):
        markup = piece._repr_html_()
        assert is_safe(repr(piece))
        assert is_safe(markup)
        assert Tags(markup).tags == Tags(plain._repr_html_()).tags
        assert "<!" not in markup


@pytest.mark.parametrize(
    "draw",
    [
        lambda bad: draw_tracks(title=bad, subtitle=bad, caption=bad),
        lambda bad: draw_bars(toned().replace(GROUPS[0], bad), up=bad, notes={"the sea": bad}),
        lambda bad: draw_asked(asked(words=bad).assign(note=bad), rows={"crew": bad, "cook": "c"}),
        lambda bad: draw_words(keyness().assign(term=bad, verdict=bad)),
        lambda bad: draw_shuffles(what=bad),
        lambda bad: draw_agreed(agreed().replace("no range", bad)),
    ],
)
def test_any_text_is_harmless_in_a_picture(draw: Callable[[str], show.Picture]) -> None:
    picture = draw(ESCAPES)
    assert is_safe(repr(picture))
    assert is_safe(picture._repr_html_())
    assert "a\ufffd[31mb\ufffd0m\ufffd \ufffd" in repr(picture)


def test_both_versions_of_mathjax_pass_by() -> None:
    markup = show.quote("$5 and $7")._repr_html_()
    assert re.search('^<div class="mathjax_ignore tex2jax_ignore"', markup)


def test_say_fills_in_numbers_and_lists() -> None:
    said = show.say("**{n:,}** of {total}:\n- one\n- two {n}\nEnd.", n=1200, total=3400)
    assert repr(said) == "1,200 of 3400:\n- one\n- two 1200\nEnd."
    assert "<strong>1,200</strong>" in said.html
    assert said.html.count("<ul") == 1
    assert said.html.count("<li") == 2
    with pytest.raises(ValueError, match=r"asks for \{missing\}"):
        show.say("{missing}")
    for template in ("{a\nb\x1b[31m}", "{n:\x1b\n}", "{n", "{n\x1b\n"):
        with pytest.raises(ValueError, match=r"\AThe [ -~\ufffd]*\Z"):
            show.say(template, n=5)
    with pytest.raises(ValueError, match="empty template"):
        show.say(" \n ")
    with pytest.raises(ValueError, match=r"The template is '\{n': expected '\}' .*; double it"):
        show.say("{n")
    with pytest.raises(ValueError, match=r"The value of \{n\} is None: unsupported format"):
        show.say("{n:.1f}", n=None)


def test_a_number_below_0_has_a_true_minus_and_text_keeps_its_hyphen() -> None:
    said = show.say("{low:.2f} and {word}", low=-0.5, word="post-war")
    assert repr(said) == "−0.50 and post-war"


def test_pieces_stand_under_one_another() -> None:
    both = show.quote("one") + show.quote("two") + show.say("three")
    assert re.fullmatch("<div[^>]*>.*one.*</div><div[^>]*>.*two.*</div><div.*three.*", both.html)
    assert repr(both) == "one\ntwo\nthree"


@pytest.mark.parametrize("words", ["שלום", "مرحبا"])
def test_words_do_not_turn_round_what_stands_beside_them(words: str) -> None:
    assert f"<bdi>{words}</bdi></em> <span" in show.quote(words, "a:1").html
    assert f"<bdi>{words}</bdi> (a:1)" in show.say("{words} (a:1)", words=words).html
    assert "bdi" not in show.quote("Étude №5 – “so”…", "a:1").html


def test_folded_output_is_whole_and_escaped():
    shown = show.fold(show.say("**5** words"), "What <b> holds")
    assert shown.html.startswith("<details><summary>What &lt;b&gt; holds</summary>")
    assert repr(shown) == "What <b> holds\n5 words"
    with pytest.raises(ValueError, match="no summary"):
        show.fold(show.say("x"), " ")


def test_words_keep_the_marks_of_the_article() -> None:
    assert repr(show.quote("On the move", "a:1")) == "On the move (a:1)"
    assert shown_text(show.quote("He said “no”").html) == "He said “no”"
    with pytest.raises(ValueError, match="got no words"):
        show.quote(" ")


def test_a_sentence_stands_with_its_id() -> None:
    frame = pd.DataFrame({"article": ["a"], "text": ["Rain fell. “No,” he said."]})
    corpus = Corpus.from_frame(frame)
    assert repr(show.sentence(corpus, "a:2")) == "“No,” he said. (a:2)"
    with pytest.raises(LookupError):
        show.sentence(corpus, "a:3")


def test_a_short_source_is_not_broken_and_a_long_one_may_be() -> None:
    assert "white-space:nowrap" in show.quote("said", "a" * 39).html
    assert "white-space:nowrap" not in show.quote("said", "a" * 40).html


def test_a_long_run_of_characters_may_be_broken_after_each_thirty() -> None:
    assert "<wbr>" not in show.quote("a" * 30).html
    assert f">{'a' * 30}<wbr>{'a' * 30}<wbr>a<" in show.quote("a" * 61).html
