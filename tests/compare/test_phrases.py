"""Phrases and pairs, counted again by hand and with nltk's own functions."""

import math
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.collocations import BigramCollocationFinder
from nltk.metrics import BigramAssocMeasures
from nltk.util import ngrams as nltk_ngrams

from kzlib.compare.phrases import LEAST, collocations, ngrams
from kzlib.text.corpus import Corpus
from kzlib.text.tokens import function_words


def corpus_of(*texts: str) -> Corpus:
    frame = pd.DataFrame({"article": [f"a{n}" for n in range(len(texts))], "text": texts})
    frame["era"] = ["x" if n % 2 == 0 else "y" for n in range(len(texts))]
    return Corpus.from_frame(frame, duplicates="keep")


def phrases(text: str, **options: object) -> dict[str, int]:
    table = ngrams(corpus_of(text), part=None, **{"min_count": 1, "sizes": (2,)} | options)
    return dict(zip(table["phrase"], table["count"], strict=True))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Red tea.", {"red tea": 1}),
        ("Red, tea.", {}),  # a mark ends the run
        ("Red. Tea.", {}),  # so does the sentence
        ("Red 5 tea", {}),  # and a number
        ("US-Kazakhstan ties", {"US kazakhstan": 1, "kazakhstan ties": 1}),
        ("red — tea", {}),  # a dash is no hyphen
        ("Asia\u2019s tea", {"asia\u2019s tea": 1}),
        ("Asia's tea", {"asia's tea": 1}),
        ("tea tea tea", {"tea tea": 2}),
        ("“Red” tea", {}),
    ],
)
def test_what_ends_a_run(text: str, found: dict[str, int]) -> None:
    straight = {name.replace("\u2019", "'"): count for name, count in found.items()}
    assert {k.replace("\u2019", "'"): v for k, v in phrases(text).items()} == straight


def test_sizes_counts_and_places() -> None:
    corpus = corpus_of("we go home\nwe go home\nwe go", "we go")
    table = ngrams(corpus, part=None, sizes=[3, 2], min_count=2)
    assert table.to_numpy().tolist() == [
        ["we go", 2, 4, 2, 4],
        ["we go home", 3, 2, 1, 2],
        ["go home", 2, 2, 1, 2],
    ]
    grouped = ngrams(corpus, by="era", part=None, sizes=[2], min_count=1)
    assert grouped[["era", "phrase", "count"]].to_numpy().tolist() == [
        ["x", "we go", 3],
        ["x", "go home", 2],
        ["y", "we go", 1],
    ]


@given(st.lists(st.sampled_from(["red", "tea", "cup"]), min_size=1, max_size=12), st.integers(1, 4))
def test_as_nltk_counts_them(words: list[str], size: int) -> None:
    wanted = Counter(" ".join(each) for each in nltk_ngrams(words, size))
    assert phrases(" ".join(words), sizes=(size,)) == wanted


pieces = ["red", "tea", "Asia's", "dogs'", "it's", "US-led", "A-B", "5", "-", "—", ",", "'s"]
texts = st.lists(st.sampled_from(pieces), min_size=1, max_size=20).map(" ".join)


@given(st.lists(texts.map("Tea {}.".format), min_size=1, max_size=5), st.integers(1, 6))
def test_as_a_loop_over_the_tokens_counts_them(paragraphs: list[str], size: int) -> None:
    """Words, their endings and what stands between them, one token after the other."""
    corpus = corpus_of("\n".join(paragraphs), "Red tea. " + paragraphs[0])
    runs: list[tuple[object, object, list[str]]] = []
    last: object = None
    for token in corpus.tokens.itertuples():
        place = (token.article, token.sentence)
        if place != last or (token.kind not in ("word", "clitic") and token.term != "-"):
            runs.append((token.article, token.paragraph, []))
        last = place
        if token.kind == "word":
            runs[-1][2].append(token.term)
        elif token.kind == "clitic" and runs[-1][2]:
            runs[-1][2][-1] += token.term
    wanted: dict[str, list[tuple[object, object]]] = {}
    for article, paragraph, run in runs:
        for at in range(len(run) - size + 1):
            phrase = " ".join(run[at : at + size])
            wanted.setdefault(phrase, []).append((article, paragraph))
    table = ngrams(corpus, part=None, sizes=[size], min_count=1).set_index("phrase")
    assert {*table.index} == {*wanted}
    for phrase, places in wanted.items():
        row = table.loc[phrase, ["count", "articles", "paragraphs"]].tolist()
        assert row == [len(places), len({article for article, _ in places}), len({*places})]


@given(st.lists(texts.map("Tea {}.".format), min_size=1, max_size=5), st.integers(2, 6))
def test_pairs_as_nltk_finds_them(paragraphs: list[str], window: int) -> None:
    corpus = corpus_of("\n".join([*paragraphs, *["Red tea of cups."] * 4]))
    words = corpus.tokens.query("kind == 'word'")
    lines = words.groupby("sentence")["term"].agg(list)
    apart = [each for line in lines for each in (*line, *[None] * window)]
    finder = BigramCollocationFinder.from_words(apart, window_size=window)
    table = collocations(corpus, part=None, window=window, min_count=1)
    without = function_words()
    assert {(row.first, row.second): row.count for row in table.itertuples(index=False)} == {
        pair: count
        for pair, count in finder.ngram_fd.items()
        if pair[0] != pair[1] and not without & {*pair}
    }
    for row in table.itertuples():
        assert (row.first_count, row.second_count) == (
            finder.word_fd[row.first],
            finder.word_fd[row.second],
        )
        score = finder.score_ngram(BigramAssocMeasures.likelihood_ratio, row.first, row.second)
        assert math.isnan(row.likelihood_ratio) if row[3] < LEAST else row[6] == score


def test_nothing_to_find_has_no_rows_and_all_columns() -> None:
    corpus = corpus_of("Tea.")
    assert [*ngrams(corpus, part=None)] == ["phrase", "size", "count", "articles", "paragraphs"]
    assert collocations(corpus, part=None).empty
    assert [*collocations(corpus, by="era", part=None)][:3] == ["era", "first", "second"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sizes": ()}, "sizes is empty"),
        ({"sizes": (0,)}, "sizes is 0; give a whole number from 1 on"),
        ({"min_count": 0}, "min_count is 0"),
        ({"by": "phrase"}, "a column of the result"),
    ],
)
def test_wrong_calls_of_ngrams(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ngrams(corpus_of("Tea."), **options)
    with pytest.raises(ValueError, match="window is 1; give a whole number from 2 on"):
        collocations(corpus_of("Tea."), window=1)


def likelihood(pair: float, first: int, second: int, total: int) -> float:
    """Dunning's ratio of the two-by-two table, from its definition: twice the sum of o ln(o/e)."""
    observed = [[pair, second - pair], [first - pair, total - first - second + pair]]
    rows, columns = (
        [sum(row) for row in observed],
        [sum(each) for each in zip(*observed, strict=True)],
    )
    cells = [(i, j) for i in (0, 1) for j in (0, 1) if observed[i][j] > 0]
    return 2 * sum(
        observed[i][j] * math.log(observed[i][j] / (rows[i] * columns[j] / total)) for i, j in cells
    )


def test_pairs_with_their_counts_and_their_measure() -> None:
    text = "\n".join(["The red tea was hot."] * 5 + ["Some hot red soup came."] * 2)
    table = collocations(corpus_of(text), part=None, window=3)
    rows = {(row.first, row.second): row for row in table.itertuples()}
    assert (rows["red", "tea"].count, rows["red", "tea"].first_count) == (5, 7)
    assert rows["tea", "hot"].count == 5  # with a function word between
    assert ("red", "hot") not in rows  # too far
    assert rows["hot", "red"].count == 2
    assert math.isnan(rows["hot", "red"].likelihood_ratio)
    total = 7 * 5
    assert rows["red", "tea"].likelihood_ratio == pytest.approx(likelihood(5 / 2, 7, 5, total))
    assert table["likelihood_ratio"].head(2).notna().all()
    assert not {"the", "was"} & {*table["first"], *table["second"]}
    assert {"the", "was"} <= function_words()


def test_a_measure_needs_five_occurrences() -> None:
    for times in (LEAST - 1, LEAST):
        table = collocations(corpus_of("\n".join(["Red tea and soup."] * times)), part=None)
        assert np.isnan(table["likelihood_ratio"]).all() == (times < LEAST)


def test_groups_may_be_any_column_of_the_articles() -> None:
    corpus = corpus_of("\n".join(["Red tea."] * 6), "\n".join(["Red wine."] * 6))
    table = collocations(corpus, by="article", part=None)
    assert table[["article", "second", "count"]].to_numpy().tolist() == [
        ["a0", "tea", 6],
        ["a1", "wine", 6],
    ]
    found = ngrams(corpus, by="article", part=None)
    assert found[["article", "phrase"]].to_numpy().tolist() == [
        ["a0", "red tea"],
        ["a1", "red wine"],
    ]
    for wrong in ({"window": 101}, {"window": 2**62}):
        with pytest.raises(ValueError, match="give a whole number up to 100"):
            collocations(corpus, **wrong)
    with pytest.raises(ValueError, match="give whole numbers up to 100"):
        ngrams(corpus, sizes=[2, 101])
