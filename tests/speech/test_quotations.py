"""Quotations: cases as data, odd marks, and what must hold for any text."""

import csv
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from speech_cases import corpus_of, marked

from kzlib.speech.quotations import COLUMNS, USES, find_quotations
from kzlib.speech.quote_marks import quoted_spans
from kzlib.speech.voices import find_voices
from kzlib.text.corpus import Corpus
from kzlib.text.readers import read_corpus
from kzlib.text.sentences import paragraph_spans

HERE = Path(__file__).parents[1]
CASES = tomllib.loads((HERE / "cases" / "quotes.toml").read_text("utf-8"))["case"]
ARTICLES = tomllib.loads((HERE / "cases" / "quotes_articles.toml").read_text("utf-8"))["article"]
ROW = ["text", "speaker", "cue", "use"]
MARKED = st.text(
    st.sampled_from(list("ab .,:'\"“”‘’„«»‹›`â€\u009d\n-Sd2")), min_size=1, max_size=60
)


@pytest.mark.parametrize("case", marked(CASES))
def test_case(case: dict[str, Any]) -> None:
    assert find_quotations(corpus_of(case["text"]))[ROW].to_numpy().tolist() == case["rows"]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["name"])
def test_article_of_another_author(article: dict[str, Any]) -> None:
    """Written without sight of the rules: at first 143 of 157 rows came out right."""
    corpus = corpus_of(article["text"])
    rows = [[quote[name] for name in ("text", "speaker", "use")] for quote in article["quotes"]]
    assert find_quotations(corpus)[["text", "speaker", "use"]].to_numpy().tolist() == rows
    if "sentences_voice" in article:
        assert find_voices(corpus)["voice"].tolist() == article["sentences_voice"]


def test_every_use_and_kind_is_seen_in_the_cases() -> None:
    assert {row[-1] for case in CASES for row in case["rows"]} == set(USES)
    kinds = [case.get("kind", "positive") for case in CASES]
    assert kinds.count("positive") >= 70
    assert kinds.count("negative") >= 25
    assert kinds.count("known_failure") >= 3


def test_quoted_spans_of_the_seeds_are_all_found() -> None:
    with (HERE.parent / "seeds" / "quotations.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    found = find_quotations(read_corpus(HERE.parent / "seeds")).astype({"article": "str"})
    places = ["article", "sentence", "start", "end", "text", "speaker", "use"]
    given_rows = [[row[name] for name in places] for row in listed]
    assert found[places].astype("str").to_numpy().tolist() == given_rows


def test_without_quotations_the_table_keeps_its_types() -> None:
    full, empty = (
        find_quotations(corpus_of("“Go,” he said.")),
        find_quotations(corpus_of("It's late.")),
    )
    assert empty.empty
    assert list(empty.columns) == COLUMNS
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()
    assert [str(empty[name].dtype) for name in ("article", "start", "text", "use")] == [
        *("category", "int32", "str", "category"),
    ]


def test_two_articles_are_read_apart() -> None:
    frame = pd.DataFrame(
        {"article": ["a", "b"], "text": ["Anna Holm left.\n“Go,", "“Stay,” she said."]}
    )
    corpus = Corpus.from_frame(frame)
    found = find_quotations(corpus)
    assert found["article"].astype(str).tolist() == ["a", "b"]
    assert found["speaker"].tolist() == ["", ""]
    assert find_quotations(corpus.select(article="b"))[ROW].equals(
        found[found["article"] == "b"][ROW].reset_index(drop=True)
    )


def test_some_sentences_are_read_as_in_the_whole_article() -> None:
    text = "Holm spoke. “We wait. It must rain,” he said. It rained.\n“We go. At once,” Lee said."
    corpus = corpus_of(text)
    whole = find_quotations(corpus)
    for numbers in ([2], [3, 4], [5, 6], [1], [2, 5]):
        part = find_quotations(
            corpus.only(corpus.sentences[corpus.sentences["sentence"].isin(numbers)])
        )
        wanted = whole[whole["sentence"].isin(numbers)].reset_index(drop=True)
        pd.testing.assert_frame_equal(part, wanted)


def test_sentence_is_the_one_in_which_the_quotation_begins() -> None:
    text = "It rained. “We wait. We hope,” Holm said. It dried."
    assert find_quotations(corpus_of(text))["sentence"].tolist() == [2]


def test_what_is_no_corpus_is_told_so() -> None:
    with pytest.raises(ValueError, match="give a Corpus, as read_corpus"):
        find_quotations("seeds")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("opened", "closed"),
    [
        *(("&ldquo;", "&rdquo;"), ("&#8220;", "&#x201d;"), ("&laquo;", "&#187;"), ("``", "''")),
        *(("â€œ", "â€\x9d"), ("â\x80\x9c", "â\x80\x9d"), ("â€œ", "â€\ufffd"), ("â€œ", "â€")),
        *(("â€˜", "â€™"), ("Â«", "Â»"), ("„", "“"), ("＂", "＂"), ("&quot;", "&#34;")),
    ],
)
def test_marks_as_files_have_lost_them(opened: str, closed: str) -> None:
    text = f'He said {opened}go{closed} â€“ she â€" left â€” it.'
    spans = quoted_spans(text, [(0, len(text))])
    assert [text[start:end] for start, end in spans] == [f"{opened}go{closed}"]


@given(MARKED)
def test_spans_lie_in_order_and_never_overlap(text: str) -> None:
    spans = quoted_spans(text, paragraph_spans(text))
    borders = [border for span in spans for border in span]
    assert borders == sorted(borders)
    assert all(start < end <= len(text) for start, end in spans)


@given(MARKED.filter(str.strip))
def test_every_row_points_at_its_text(text: str) -> None:
    corpus = corpus_of(text)
    for row in find_quotations(corpus).itertuples():
        assert text[int(row.start) : int(row.end)] == row.text


def test_a_closing_mark_that_comes_first_turns_no_others_round() -> None:
    text = "Head\nHe left». «It is late,» said Ann Lee, the minister."
    corpus = Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": [text]}))
    assert find_quotations(corpus)["text"].tolist() == ["«It is late,»"]
