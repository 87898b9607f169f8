"""Units drawn and dealt anew: by hand, by another program, and reproducibly."""

import numpy as np
import pytest
from scipy import stats

from kzlib.compare import draws
from kzlib.compare.draws import bootstrap, deal_anew, deal_orders, draw_weights, drawn_unit

FEW = np.array([[1.0, 10], [2, 10], [4, 10], [3, 10], [9, 10]])


MANY = np.array([[7.0, 10], [8, 10], [6, 10], [9, 10], [12, 10], [11, 10]])


def share(sums):
    return sums[:, 0] / sums[:, 1]


def difference(one, two):
    return share(one) - share(two)


def test_bootstrap_is_that_of_scipy(monkeypatch):
    monkeypatch.setattr(draws, "DRAWS", 20_000)
    ours = bootstrap([FEW, MANY], difference, seed=3)
    theirs = stats.bootstrap(
        (FEW[:, 0], MANY[:, 0]),
        lambda x, y, axis: x.mean(axis) / 10 - y.mean(axis) / 10,
        method="percentile",
        n_resamples=20_000,
        rng=np.random.default_rng(4),
    )
    np.testing.assert_allclose(ours[:2], theirs.confidence_interval, atol=0.015)
    assert ours.undefined == 0


def test_bootstrap_draws_whole_units_in_their_group():
    seen = []

    def keep(one, two):
        seen.append((one, two))
        return one[:, 1]

    assert bootstrap([FEW, MANY], keep, seed=0) == (50, 50, 0)
    assert len(seen[0][0]) == draws.DRAWS == 2000
    assert np.all(seen[0][1][:, 1] == 60)


def test_bootstrap_of_one_unit_is_that_unit():
    assert bootstrap([np.array([[3, 4]])], share, seed=0) == (0.75, 0.75, 0)


def test_a_draw_without_a_value_is_left_out():
    low, high, undefined = bootstrap([np.array([[1, 1], [0, 0]])], share, seed=0)
    assert (low, high) == (1, 1)
    assert undefined == pytest.approx(draws.DRAWS / 4, abs=100)  # the second unit twice


def test_no_range_where_no_draw_has_a_value():
    low, high, undefined = bootstrap([np.zeros((2, 2))], share, seed=0)
    assert np.isnan([low, high]).all()
    assert undefined == draws.DRAWS
    # Of two numbers one has no value: the other keeps its range, and every draw lacks one.
    both = bootstrap([np.array([[0, 2, 0]])], lambda sums: sums[:, :1] / sums[:, 1:], seed=0)
    np.testing.assert_array_equal([both.low, both.high], [[0, np.nan]] * 2)
    assert both.undefined == draws.DRAWS


def test_seeds(monkeypatch):
    monkeypatch.setattr(draws, "DRAWS", 100)
    first = bootstrap([FEW, MANY], difference, seed=1)
    assert first == bootstrap([FEW, MANY], difference, seed=1)
    assert first != bootstrap([FEW, MANY], difference, seed=2)
    wider = bootstrap([FEW, MANY], difference, seed=1, level=0.99)
    assert wider[0] < first[0] < first[1] < wider[1]


def test_an_infinite_statistic_has_no_range():
    with pytest.raises(ValueError, match="infinite in a draw"):
        bootstrap([np.array([[1, 0], [1, 0]])], share, seed=0)


def test_weights_are_draws_with_repetition(monkeypatch):
    monkeypatch.setattr(draws, "DRAWS", 4000)
    one, two = draw_weights([3, 1], seed=2)
    assert one.shape == (4000, 3)
    assert set(one.sum(axis=1)) == {3}
    assert np.all(two == 1)
    # (1 - 1/3)^3 = 8/27 of the draws leave a unit out.
    np.testing.assert_allclose((one == 0).mean(axis=0), 8 / 27, atol=0.03)
    assert np.array_equal(draw_weights([3, 1], seed=2)[0], one)


def test_deals_begin_with_the_real_groups_and_keep_their_sizes():
    orders = list(deal_orders(4, 3000, seed=1))
    assert orders[0].tolist() == [0, 1, 2, 3]
    assert len(orders) == 3001
    assert all(sorted(order) == [0, 1, 2, 3] for order in orders)
    real = np.array([True, True, False, False])
    dealt = deal_anew(real, 3001, seed=1)
    assert dealt[0].tolist() == real.tolist()
    assert set(dealt.sum(axis=1)) == {2}
    # Two of four: six ways, each as often; with fewer deals than ways, at random.
    _, often = np.unique(dealt[1:], axis=0, return_counts=True)
    assert often.tolist() == [500] * 6
    np.testing.assert_array_equal(deal_anew(real, 5, seed=1), [real[each] for each in orders[:6]])


def test_deals_at_random_come_up_as_often_as_they_should():
    real = np.array([True] * 6 + [False] * 6)  # 924 ways
    dealt = deal_anew(real, 900, seed=1)
    np.testing.assert_allclose(dealt[1:].mean(axis=0), 0.5, atol=0.06)
    assert len(np.unique(dealt[1:], axis=0)) < 900


def test_articles_are_units_from_five_on():
    assert [drawn_unit(articles) for articles in (1, 4, 5)] == ["paragraphs"] * 2 + ["articles"]


def test_deals_are_at_least_one_and_not_too_many():
    draws.check_deals(1, 0)
    draws.check_deals(draws.MOST_DEALS, 0)
    for deals, seed, words in (
        (0, 0, "deals is 0"),
        (100_001, 0, "up to 100000"),
        (1, -1, "seed is -1"),
    ):
        with pytest.raises(ValueError, match=words):
            draws.check_deals(deals, seed)
