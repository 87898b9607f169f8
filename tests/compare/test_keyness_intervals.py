"""The interval of a word's log ratio: by hand, by another way, and without any one passage."""

from functools import partial

import numpy as np
import pandas as pd
import pytest
from compare_cases import MANY, compared, corpus, tea
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from kzlib.compare import keyness_intervals, measures
from kzlib.compare.keyness import shuffle_keyness
from kzlib.compare.keyness_intervals import article_weights, word_intervals
from kzlib.compare.paragraph_counts import ParagraphCounts, count_by_paragraph, words_of_two
from kzlib.text.corpus import Corpus


def bounded(made, interval=None, target="x", **options):
    """The intervals of the words of x and y, and which of them is tea."""
    counts = count_by_paragraph(words_of_two(made, "era", target, None, None))
    weights = partial(article_weights, seed=0)
    found = word_intervals(counts, interval=interval, min_count=1, weights=weights, **options)
    return found, counts.terms.tolist().index("tea")


@pytest.mark.parametrize(
    ("x", "y", "lasts"),
    [
        # Six to nothing is off zero; five to nothing in 250 words against 260 is not.
        ([[1, 50]] * 6, [[0, 260]], False),
        ([[2, 50]] * 6, [[0, 260]], True),
        # All of x is one paragraph: without it there is no x to compare.
        ([[20, 100]], [[1, 50], [0, 50]], False),
        # Off zero on one side, and on the other without the paragraph that holds most of it.
        ([[30, 50], [1, 450]], [[10, 500]], False),
        # Without its one paragraph the word is nowhere.
        ([[9, 60], [0, 60]], [[0, 120]], False),
    ],
)
def test_the_exact_interval_without_any_one_paragraph(x, y, lasts):
    for target in "xy":
        found, tea_is = bounded(corpus(x=[x], y=[y]), target=target)
        assert found.off_zero[tea_is]
        assert found.lasting[tea_is] == lasts
        assert (found.unit, set(found.kind)) == ("paragraphs", {"exact"})


def test_what_is_not_off_zero_does_not_last():
    found, tea_is = bounded(corpus(x=[[[3, 60], [2, 60]]], y=[[[2, 90]]]))
    assert not found.off_zero[tea_is]
    assert not found.lasting[tea_is]


@pytest.mark.parametrize(("articles", "lasts"), [(6, True), (5, False)])
def test_an_absence_is_bounded_by_numbers_of_articles(articles, lasts):
    # Of 6 articles all have it, of the others none: 6 and 6, then 5 and 6, are off zero.
    made = corpus(x=[[[2, 60]]] * articles, y=[[[0, 60]]] * 6)
    for target in "xy":
        found, tea_is = bounded(made, target=target)
        assert found.kind[tea_is] == "none"
        assert found.off_zero[tea_is]
        assert found.lasting[tea_is] == lasts


counts_of_articles = st.integers(1, 3).flatmap(
    lambda terms: st.lists(
        st.lists(st.sampled_from([0, 0, 1, 2, 3, 9]), min_size=terms, max_size=terms),
        min_size=10,
        max_size=14,
    )
)


def naive(hits, words, target, draws):
    """Low, high and lasting of one term, draw by draw and article by article."""
    first = target if target[0] else ~target  # the first article's group draws first
    rng = np.random.default_rng(0)
    drawn = np.zeros((draws, target.size), dtype=int)
    for side in (first, ~first):
        drawn[:, side] = rng.multinomial(side.sum(), [1 / side.sum()] * side.sum(), draws)
    values = np.zeros(draws)
    for draw, times in enumerate(drawn):
        for side, sign in ((target, 1), (~target, -1)):
            count = sum(times[side] * hits[side]) or 0.5
            values[draw] += sign * np.log2(count / sum(times[side] * words[side]))
    low, high = np.quantile(values, [0.025, 0.975])
    lasts = low > 0 or high < 0
    for article in np.flatnonzero(hits):
        rest = values[drawn[:, article] == 0]
        down, up = np.quantile(rest, [0.025, 0.975]) if rest.size else (0, 0)
        lasts = lasts and (down > 0 if low > 0 else up < 0)
    return low, high, lasts


@settings(max_examples=60, deadline=None)
@given(
    counts_of_articles, st.integers(5, 9), st.sampled_from([1, 2, 30, 41, 81, 450]), st.randoms()
)
def test_the_bootstrap_equals_a_naive_one(rows, ours, draws, random):
    """Also with few draws, where articles are left out by none of them and ends meet values."""
    hits = np.array(rows)
    words = hits.sum(axis=1) + [random.randint(1, 40) for _ in rows]
    target = np.array(random.sample([True] * ours + [False] * (len(rows) - ours), len(rows)))
    assume(len(rows) - ours >= 5 and hits.sum(axis=0).all())
    counts = ParagraphCounts(
        np.array([*"abc"][: hits.shape[1]]), csr_array(hits), words, np.arange(len(rows)), target
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kzlib.compare.draws.DRAWS", draws)
        patch.setattr(keyness_intervals, "CHUNK", 2)
        patch.setattr(keyness_intervals, "STEP", 20)
        options = {"min_count": 2, "weights": partial(article_weights, seed=0), "interval": None}
        found = word_intervals(counts, **options)
        sides = word_intervals(counts, **options, ends=False)
        patch.setattr(keyness_intervals, "SINGLE", 0)
        double = word_intervals(counts, **options)
    for name in ("off_zero", "lasting"):
        np.testing.assert_array_equal(getattr(found, name), getattr(sides, name))
    for one, other in zip(found, double, strict=True):
        np.testing.assert_array_equal(one, other)
    for term, column in enumerate(hits.T):
        row = found.low[term], found.high[term], found.lasting[term]
        if column.sum() < 2 or not (column[target].any() and column[~target].any()):
            assert found.kind[term] == "none"
            assert np.isnan(row[:2]).all()
        else:
            assert row == pytest.approx(naive(column, words, target, draws), abs=1e-12)
            assert found.kind[term] == "bootstrap"


@given(st.randoms(), st.sampled_from([1, 20, 41, 42, 60, 81, 100]))
def test_what_lasts_is_what_the_quantiles_say(random, draws):
    """Values that meet at zero or beside it, where an end lies between two draws."""
    values = np.array([[random.choice([-0.1, 0, 0, 1, 3] + [2] * 40) for _ in range(draws)]] * 3)
    hits = csr_array([[random.randint(0, 1) for _ in range(4)] for _ in values])
    left_out = np.array([[random.randint(0, 2) > 0 for _ in range(4)] for _ in range(draws)])
    wanted = [
        all(
            left_out[:, article].any() and np.quantile(row[left_out[:, article]], 0.025) > 0
            for article in np.flatnonzero(has)
        )
        for row, has in zip(values, hits.toarray(), strict=True)
    ]
    found = keyness_intervals._lasting(values, hits, left_out.astype(float))
    assert found.tolist() == wanted


def test_terms_are_bootstrapped_chunk_by_chunk(monkeypatch):
    rows = [
        {"article": f"{era}{n}", "era": era, "text": f"tea milk rain {'sun ' * n} fog." * (n + 1)}
        for era in "xy"
        for n in range(6)
    ]
    made = Corpus.from_frame(pd.DataFrame(rows))
    whole, _ = bounded(made)
    monkeypatch.setattr(keyness_intervals, "CHUNK", 2)
    for one, other in zip(whole, bounded(made)[0], strict=True):
        np.testing.assert_array_equal(one, other)


def test_counts_that_single_precision_would_round_stay_whole():
    hits = np.array([[2**24 + 1], [1], [1]])  # which 32 bits would hold as 2**24
    target = np.array([True, False, False])
    counts = ParagraphCounts(
        np.array(["tea"]), csr_array(hits), hits[:, 0] + 1, np.arange(3), target
    )
    drawn = keyness_intervals._draw(counts, np.arange(1), partial(article_weights, seed=0))
    assert drawn.counts()[0].tolist() == [[2**24 + 1] * 2000]


def test_an_article_that_every_draw_has_cannot_be_left_out(monkeypatch):
    # One draw in all: the articles that it has cannot be left out, so nothing lasts.
    monkeypatch.setattr("kzlib.compare.draws.DRAWS", 1)
    found, tea_is = bounded(corpus(x=[[[9, 50]]] * 5, y=[[[1, 50]]] * 5))
    assert found.off_zero[tea_is]
    assert not found.lasting[tea_is]


def test_bootstrap_over_articles():
    row = tea(compared(corpus(**MANY)))
    assert (row["interval"], row["verdict"]) == ("bootstrap", "robust")
    assert 0 < row["low"] < row["log_ratio"] < row["high"]
    assert row["lrc"] == measures.lrc(28, 6, 410, 330, 2)  # never bootstrapped
    assert tea(compared(corpus(**MANY)))["low"] == row["low"]
    assert tea(compared(corpus(**MANY), seed=1))["low"] != row["low"]
    back = tea(compared(corpus(**MANY), target="y"))
    assert (back["low"], back["high"]) == pytest.approx((-row["high"], -row["low"]))
    exact = tea(compared(corpus(**MANY), interval="exact"))
    assert (exact["low"], exact["high"]) == measures.log_ratio_interval(28, 6, 410, 330)
    assert (exact["interval"], exact["verdict"]) == ("exact", "robust")


many_articles = st.lists(
    st.lists(st.tuples(st.integers(0, 6), st.integers(6, 30)), min_size=1, max_size=2),
    min_size=5,
    max_size=7,
)


@settings(max_examples=10, deadline=None)
@given(many_articles, many_articles, st.randoms())
def test_a_bootstrap_turns_with_the_groups_and_not_with_the_order_of_articles(one, two, random):
    made = corpus(x=one, y=two)
    there, back = compared(made), compared(made, target="y")
    back = back.set_index("term").loc[there["term"]].reset_index()
    np.testing.assert_allclose(there["low"], -back["high"], atol=1e-12)
    assert there["verdict"].tolist() == back["verdict"].tolist()
    rows = made.articles.assign(text=made.articles["article"].map(made.text))
    shuffled = rows.iloc[random.sample(range(len(rows)), len(rows))].astype(str)
    pd.testing.assert_frame_equal(compared(Corpus.from_frame(shuffled, duplicates="keep")), there)


def test_bootstrap_by_another_way():
    # Article by article, drawn by index instead of by weight.
    rng = np.random.default_rng(11)
    sums = {era: np.array([np.sum(article, axis=0) for article in MANY[era]]) for era in "xy"}
    drawn = {
        era: rows[rng.integers(0, len(rows), (20_000, len(rows)))].sum(axis=1)
        for era, rows in sums.items()
    }
    values = np.log2(drawn["x"][:, 0] / drawn["x"][:, 1]) - np.log2(
        np.maximum(drawn["y"][:, 0], 0.5) / drawn["y"][:, 1]
    )
    row = tea(compared(corpus(**MANY)))
    expected = np.quantile(values, [0.025, 0.975])
    np.testing.assert_allclose([row["low"], row["high"]], expected, atol=0.1)


def test_no_bootstrap_where_a_count_is_0():
    made = corpus(x=MANY["x"], y=[[[0, 60]]] * 8)
    row = tea(compared(made))
    assert row["interval"] == "none"
    assert np.isnan([row["low"], row["high"]]).all()
    assert row["verdict"] == "robust"


def test_articles_are_the_units_from_exactly_five_in_each_group_on():
    five, four = corpus(x=MANY["x"][:5], y=MANY["y"]), corpus(x=MANY["x"][:4], y=MANY["y"])
    assert (tea(compared(five))["interval"], tea(compared(four))["interval"]) == (
        "bootstrap",
        "exact",
    )
    found = [
        shuffle_keyness(made, by="era", target="x", part=None, deals=1) for made in (five, four)
    ]
    assert [set(shuffled["unit"]) for shuffled in found] == [{"articles"}, {"paragraphs"}]


def test_one_article_can_carry_a_bootstrap_interval_and_then_it_is_not_robust():
    # Without its second article x has three hits left in three articles.
    made = corpus(
        x=[[[1, 60]], [[9, 60], [9, 60], [9, 60]], [[1, 60]], [[1, 60]], [[0, 60]]],
        y=[[[1, 60]]] * 5,
    )
    assert tea(compared(made))["verdict"] == "cannot tell"
