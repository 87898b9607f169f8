"""A group in figures, each counted by hand."""

import math
import random

import pandas as pd
import pytest

from kzlib.speech.profile import profile
from kzlib.text.corpus import Corpus

ROWS = [
    {"article": "a", "era": "x", "text": "A Title\nWe met Ann Lee in Rome. I'm late, I said."},
    {"article": "b", "era": "y", "text": "“We want trade,” said Ann Lee, the minister. He left."},
    {"article": "c", "era": "y", "text": "NATO went to New York and Almaty-Astana."},
]


def figures(**options: object) -> pd.DataFrame:
    corpus = Corpus.from_frame(pd.DataFrame(ROWS))
    return profile(corpus, by="era", **{"part": None} | options).set_index("era")


def test_counts() -> None:
    table = figures(part="body")
    assert table.loc["x", ["articles", "words", "sentences"]].tolist() == [1, 10, 2]
    assert table.loc["y", ["articles", "words", "sentences"]].tolist() == [2, 18, 3]
    assert table.loc["y", "sentence_words"] == 6


def test_the_share_of_words_in_speech() -> None:
    assert figures()["quoted"].tolist() == [0, pytest.approx(3 / 18)]


def test_names_are_runs_of_capitals_inside_sentences() -> None:
    table = figures(part="body")
    assert table.loc["x", "names"] == pytest.approx(100 * 2 / 10)  # Ann Lee, Rome; not I'm, not I
    assert table.loc["y", "names"] == pytest.approx(
        100 * 3 / 18
    )  # Ann Lee, New York, Almaty-Astana


def test_variety_is_that_of_windows_within_an_article() -> None:
    assert figures(window=100)["variety"].isna().all()
    table = figures(window=8)
    assert table.loc["y", "variety"] == 1
    rows = [{"article": "a", "text": "no no no yes"}, {"article": "b", "text": "no yes"}]
    corpus = Corpus.from_frame(pd.DataFrame(rows).assign(era="x"))
    found = profile(corpus, by="era", part=None, window=2).loc[0, "variety"]
    assert found == pytest.approx((0.5 + 0.5 + 1 + 1) / 4)


def test_variety_is_the_mean_over_windows_counted_one_by_one() -> None:
    dice = random.Random(1)
    texts = [" ".join(dice.choices(["ja", "ne", "so", "da", "wo"], k=k)) for k in (9, 30, 3, 17)]
    rows = [{"article": f"a{n}", "text": text, "era": "x"} for n, text in enumerate(texts)]
    corpus = Corpus.from_frame(pd.DataFrame(rows), duplicates="keep")
    for window in (1, 4, 9, 30):
        runs = [
            len({*words[at : at + window]}) / window
            for words in map(str.split, texts)
            for at in range(len(words) - window + 1)
        ]
        counted = profile(corpus, by="era", part=None, window=window).loc[0, "variety"]
        assert counted == pytest.approx(sum(runs) / len(runs))


def test_outlets_months_and_lengths() -> None:
    known = {"source": ["A", "A", ""], "published": ["3 May 2019", "2018", "who knows"]}
    frame = pd.DataFrame(ROWS).assign(kind="talk", **known)
    with pytest.warns(UserWarning, match="no date can be read in 1 of 3"):
        corpus = Corpus.from_frame(frame)
    names = ["outlets", "first", "last", "article_words"]
    assert profile(corpus, by="kind", part=None)[names].values.tolist() == [
        [1, "2018", "2019-05", 10]
    ]
    table = profile(corpus, by="article", part=None)
    assert table["outlets"].tolist() == [1, 1, 0]
    assert table["last"].tolist() == ["2019-05", "2018", ""]
    assert figures()[names].values.tolist() == [[0, "", "", 12], [0, "", "", 9]]


def test_groups_may_be_any_column_of_the_articles() -> None:
    corpus = Corpus.from_frame(pd.DataFrame(ROWS).assign(kind=["note", "talk", "talk"]))
    table = profile(corpus, by="kind", part="body")
    assert table[["kind", "words"]].to_numpy().tolist() == [["note", 10], ["talk", 18]]


def test_a_group_without_words_and_wrong_calls() -> None:
    table = figures(part="heading")
    assert table["words"].tolist() == [0, 0]
    assert all(math.isnan(value) for value in table["sentence_words"])
    with pytest.raises(ValueError, match="window is 0"):
        figures(window=0)
    with pytest.raises(LookupError, match="no column 'erra'"):
        profile(Corpus.from_frame(pd.DataFrame(ROWS)), by="erra")
