"""Rows of an article depend on nothing but its text: not on others, their order, or typography."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from kzlib.text.characters import DOUBLE_CLOSE, DOUBLE_OPEN, SINGLE_CLOSE
from kzlib.text.corpus import Corpus
from kzlib.text.plain import plain_text

TABLES = ("paragraphs", "sentences", "tokens")
LINES = (
    "A Road Reopens|By Ann Lee|The road over the pass was opened|and drivers cheered.|It’s “late,”"
    "|he said. “We don’t wait.”|Orr met James P. Orr in the U.S.|ASTANA. KAZINFORM – It rained.|"
    "It fell by 3.4%.11 The bank left.|Sign up for our newsletter.|“A ‘road’ is long,” Dell’s wife"
    "|clo-|sed on Monday.|Length: 512 words|Body|Most read|1. Rain|(a) One. (b) Two.|NATO’S PLAN"
    "|“It was ‘fine.’”|“Why?” Mr. Orr asked.|The rock ’n’ roll of the ’90s, the workers’ road|May 5"
    "|A worker leaves. (AP Photo/Dana Orr)|Orr . . . waited.The road is long.|Q. Is it?|Kazakhstan"
)
TEXTS = st.lists(
    st.sampled_from(LINES.split("|")) | st.sampled_from(["", ""]) | st.text(max_size=12),
    min_size=1,
    max_size=9,
).map("\n".join)
ONE = TEXTS.filter(lambda text: plain_text(text).strip())


def rows(corpus: Corpus, article: str = "a0") -> dict[str, list[tuple[object, ...]]]:
    """The rows of one article in each table."""
    found = {}
    for name in TABLES:
        table = getattr(corpus, name)
        own = table[table["article"] == article].drop(columns="article").astype(object)
        found[name] = [*own.itertuples(index=False, name=None)]
    return found


def corpus_of(texts: list[str]) -> Corpus:
    names = [f"a{number}" for number in range(len(texts))]
    frame = pd.DataFrame({"article": names, "text": texts})
    return Corpus.from_frame(frame, duplicates="keep")


def shapes(text: str, *, offsets: bool = True) -> list[list[tuple[object, ...]]]:
    """Spans, parts, terms and kinds of a text: all that is no character of it."""
    corpus = corpus_of([text])
    place = ["start", "end"] if offsets else []
    columns = {
        "paragraphs": ["paragraph", "part", "rule"],
        "sentences": ["paragraph", "sentence", "part", "words"],
        "tokens": ["sentence", "term", "kind"],
    }
    return [
        [*getattr(corpus, name)[[*place, *own]].astype(object).itertuples(index=False, name=None)]
        for name, own in columns.items()
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(ONE, min_size=1, max_size=4))
def test_other_articles_and_their_order_change_no_row(texts: list[str]) -> None:
    together = corpus_of(texts)
    back = Corpus.from_frame(
        pd.DataFrame({"article": [*together.text][::-1], "text": texts[::-1]}), duplicates="keep"
    )
    for article, text in together.text.items():
        frame = pd.DataFrame({"article": [article], "text": [text]})
        alone = Corpus.from_frame(frame, duplicates="keep")
        assert rows(alone, article) == rows(together, article) == rows(back, article)


@settings(max_examples=200, deadline=None)
@given(ONE.filter(lambda text: '"' not in text and "'" not in text))
def test_straight_marks_give_the_same(text: str) -> None:
    straight = str.maketrans({DOUBLE_OPEN: '"', DOUBLE_CLOSE: '"', SINGLE_CLOSE: "'"})
    plain = str.maketrans({DOUBLE_OPEN: '"', DOUBLE_CLOSE: '"'})  # the terms of the marks alone
    curly = text.replace("‘", "")  # what is nested is another matter
    paragraphs, sentences, tokens = shapes(curly)
    same = [
        [*row[:3], str(row[3]).translate(plain).replace(SINGLE_CLOSE, "'"), row[4]]
        for row in tokens
    ]
    found = shapes(curly.translate(straight))
    assert found[:2] == [paragraphs, sentences]
    assert [list(row) for row in found[2]] == same


@settings(max_examples=200, deadline=None)
@given(ONE.filter(lambda text: "\r" not in text))
def test_line_ends_change_offsets_alone(text: str) -> None:
    for end in ("\r\n", "\r"):
        assert shapes(text.replace("\n", end), offsets=False) == shapes(text, offsets=False)
