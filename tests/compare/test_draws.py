"""Bootstrap, permutation and the null receipt: by hand, by other programs, and reproducibly."""

import time
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from kzlib.compare.draws import bootstrap, permute, shuffle_keyness
from kzlib.compare.keyness import keyness
from kzlib.text.corpus import Corpus

FEW = [[1.0, 10], [2, 10], [4, 10], [3, 10], [9, 10]]
MANY = [[7.0, 10], [8, 10], [6, 10], [9, 10], [12, 10], [11, 10]]


def share(sums):
    return sums[:, 0] / sums[:, 1]


def difference(one, two):
    return share(one) - share(two)


def test_bootstrap_is_that_of_scipy():
    ours = bootstrap([FEW, MANY], difference, seed=3, draws=20_000)
    theirs = stats.bootstrap(
        (np.array(FEW)[:, 0], np.array(MANY)[:, 0]),
        lambda x, y, axis: x.mean(axis) / 10 - y.mean(axis) / 10,
        method="percentile",
        n_resamples=20_000,
        rng=np.random.default_rng(4),
    )
    np.testing.assert_allclose(ours, theirs.confidence_interval, atol=0.015)


def test_bootstrap_draws_whole_units_in_their_group():
    seen = []

    def keep(one, two):
        seen.append((one, two))
        return one[:, 1]

    assert bootstrap([FEW, MANY], keep, draws=50) == (50, 50)
    assert np.all(seen[0][1][:, 1] == 60)


def test_bootstrap_of_one_unit_is_that_unit():
    assert bootstrap([[[3, 4]]], share) == (0.75, 0.75)


def test_a_draw_without_a_value_is_left_out():
    low, high = bootstrap([[[1, 1], [0, 0]]], share)
    assert (low, high) == (1, 1)


def test_seeds():
    first = bootstrap([FEW, MANY], difference, draws=100, seed=1)
    assert first == bootstrap([FEW, MANY], difference, draws=100, seed=1)
    assert first != bootstrap([FEW, MANY], difference, draws=100, seed=2)
    wider = bootstrap([FEW, MANY], difference, draws=100, seed=1, level=0.99)
    assert wider[0] < first[0] < first[1] < wider[1]


@pytest.mark.parametrize(
    ("units", "options", "words"),
    [
        ([], {}, "got tables of the shapes none"),
        ([[]], {}, r"shapes \(0,\)"),
        ([FEW, [1, 2]], {}, r"shapes \(5, 2\), \(2,\)"),
        ([FEW], {"draws": 0}, "draws is 0"),
        ([FEW], {"draws": 10.0}, "draws is 10.0; give a whole number from 1"),
        ([FEW], {"seed": -1}, "seed is -1; give a whole number from 0"),
        ([[[1, np.nan]]], {}, "nan or infinite"),
        ([[[np.inf, 1]]], {}, "nan or infinite"),
        ([[[1, 0], [1, 0]]], {}, "infinite in a draw"),
        ([[[0, 0], [0, 0]]], {}, "nan in all"),
        ([FEW], {"level": 95}, "level is 95"),
    ],
)
def test_what_cannot_be_resampled(units, options, words):
    with pytest.raises(ValueError, match=words):
        bootstrap(units, share, **options)


def test_permutation_by_enumeration():
    values = [row[0] for row in FEW + MANY]
    real = abs(np.mean(values[:5]) - np.mean(values[5:]))
    reached = deals = 0
    for chosen in combinations(range(11), 5):
        rest = [values[i] for i in range(11) if i not in chosen]
        apart = abs(np.mean([values[i] for i in chosen]) - np.mean(rest))
        reached += apart >= real - 1e-9
        deals += 1
    found = permute([FEW, MANY], difference)
    assert found.complete
    assert (found.deals, found.p) == (deals, reached / deals)
    assert found.statistic == pytest.approx((np.mean(values[:5]) - np.mean(values[5:])) / 10)
    assert permute([MANY, FEW], lambda a, b: -difference(a, b)).p == found.p


def test_permutation_at_random_comes_near_and_is_never_zero():
    complete = permute([FEW, MANY], difference)
    dealt = permute([FEW, MANY], difference, deals=400, seed=5)
    assert not dealt.complete
    assert dealt == permute([FEW, MANY], difference, deals=400, seed=5)
    assert dealt.deals == 401
    assert dealt.p == pytest.approx(complete.p, abs=0.03)
    apart = [[0]] * 10, [[1]] * 10
    assert permute(apart, lambda a, b: (a - b)[:, 0], deals=99, seed=1).p == pytest.approx(0.01)


def test_no_difference_has_p_1():
    assert permute([FEW, FEW], difference).p == 1


def test_no_p_value_where_the_statistic_has_none():
    empty = [[0, 0]] * 5
    with pytest.raises(ValueError, match="not finite in 2 of 252 deals"):
        permute([empty, FEW], difference)
    with pytest.raises(ValueError, match="nan or infinite"):
        permute([[[np.nan]] * 5, [[1]] * 5], lambda a, b: (a - b)[:, 0])
    with pytest.raises(ValueError, match=r"deals is '9'"):
        permute([FEW, MANY], difference, deals="9")


@pytest.mark.parametrize("units", [[FEW[:4], MANY], [MANY, FEW[:1]], [FEW], [FEW, FEW, FEW]])
def test_no_p_value_from_few_articles(units):
    with pytest.raises(ValueError, match="two groups of 5 or more"):
        permute(units, difference)


def made(articles, paragraphs, seed=0, extra=""):
    """Articles of two eras with the same 40 words at random; `extra` in the paragraphs of x."""
    rng = np.random.default_rng(seed)
    rows = []
    for era in "xy":
        for number in range(articles):
            lines = []
            for _ in range(paragraphs):
                words = rng.choice([f"w{chr(97 + i)}" for i in range(20)], rng.integers(20, 60))
                lines.append(" ".join([*words, *([extra] if era == "x" and extra else [])]) + ".")
            rows.append({"article": f"{era}{number}", "era": era, "text": "\n".join(lines)})
    return Corpus.from_frame(pd.DataFrame(rows))


TWO_ARTICLES = made(1, 30, extra="clearly")
PLAIN = {"by": "era", "target": "x", "part": None}


def test_receipt_of_two_articles():
    start = time.perf_counter()
    receipt = shuffle_keyness(TWO_ARTICLES, **PLAIN)
    assert time.perf_counter() - start < 30
    assert receipt["deal"].tolist() == list(range(201))
    assert receipt["observed"].tolist() == [True] + [False] * 200
    assert set(receipt["unit"]) == {"paragraphs"}
    table = keyness(TWO_ARTICLES, **PLAIN)
    frequent = table[table["target_count"] + table["reference_count"] >= 5]
    real = receipt.iloc[0]
    assert real["terms"] == len(frequent) == 21
    assert real["off_zero"] == ((frequent["low"] > 0) | (frequent["high"] < 0)).sum()
    assert real["steady"] == (table["verdict"] == "steady").sum() >= 1
    assert real["target_words"] == table["target_words"].iloc[0]
    # Dealt at random, the added word is found no more, and the groups' words vary in number.
    assert receipt["steady"][1:].mean() < 0.5
    assert receipt["target_words"].nunique() > 50
    words = receipt["target_words"] + receipt["reference_words"]
    assert words.nunique() == 1


def test_receipts_are_reproducible_and_alike_for_swapped_groups():
    receipt = shuffle_keyness(TWO_ARTICLES, **PLAIN, deals=20)
    assert receipt.equals(shuffle_keyness(TWO_ARTICLES, **PLAIN, deals=20))
    assert not receipt.equals(shuffle_keyness(TWO_ARTICLES, **PLAIN, deals=20, seed=1))
    swapped = shuffle_keyness(TWO_ARTICLES, by="era", target="y", part=None, deals=20)
    assert receipt["off_zero"].equals(swapped["off_zero"])
    assert receipt["target_words"].equals(swapped["reference_words"].rename("target_words"))


def test_paragraphs_are_dealt_to_articles_of_the_real_sizes(monkeypatch):
    three = made(1, 12, extra="clearly")
    rows = three.articles.assign(text=three.articles["article"].map(three.text))
    more = made(1, 5).articles.assign(article="y9", era="y", text="and so on.\n" * 5)[:1]
    uneven = Corpus.from_frame(pd.concat([rows, more]))
    dealt = []
    real_judge = keyness_module.judge

    def keep(cells, **options):
        dealt.append(cells)
        return real_judge(cells, **options)

    monkeypatch.setattr(keyness_module, "judge", keep)
    shuffle_keyness(uneven, **PLAIN, deals=5)
    for cells in dealt:
        pairs, paragraphs = np.unique(
            np.stack([cells.article, cells.target]), axis=1, return_counts=True
        )
        assert pairs.tolist() == [[0, 1, 2], [1, 0, 0]]
        assert paragraphs.tolist() == [12, 12, 5]
    assert not np.array_equal(dealt[0].target, dealt[1].target)


def test_a_receipt_counts_terms_from_min_count_on():
    rows = [{"article": name, "text": "tea " * 5 + "milk " * 4 + "."} for name in "a"]
    two = Corpus.from_frame(pd.DataFrame([*rows, {"article": "b", "text": "rain. " * 9}]))
    receipt = shuffle_keyness(two, by="article", target="a", part=None, deals=1)
    assert receipt["terms"].tolist() == [2, 2]  # tea and rain


def test_receipt_of_many_articles_deals_articles():
    many = made(6, 3, extra="clearly")
    receipt = shuffle_keyness(many, **PLAIN, deals=15, draws=300)
    assert set(receipt["unit"]) == {"articles"}
    # y lacks the word: the exact interval of 6 of 6 against 0 of 6 articles finds it.
    assert (
        receipt["steady"].iloc[0]
        == (keyness(many, **PLAIN, draws=300)["verdict"] == "robust").sum()
    )
    assert receipt["steady"].iloc[0] >= 1
    assert receipt["target_words"].nunique() > 5


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"deals": 0}, "deals is 0"),
        ({"deals": 2.5}, "deals is 2.5"),
        ({"draws": True, "deals": 1}, "draws is True"),
        ({"seed": -1}, "seed is -1"),
        ({"min_count": 0}, "min_count is 0"),
        ({"min_count": float("nan")}, "min_count is nan"),
        ({"min_count": 10**6}, "no word stands 1000000 times"),
    ],
)
def test_what_gives_no_receipt(options, words):
    with pytest.raises(ValueError, match=words):
        shuffle_keyness(TWO_ARTICLES, **PLAIN, **options)
