"""Corrected means: by hand, by the survey sampler's identities, and by how often they cover."""

from __future__ import annotations

from math import isnan, nan, sqrt

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t

from kzlib.codes.coding_sheets import draw_coding_sheet
from kzlib.codes.corrected_means import correct_mean, correct_means
from kzlib.text.corpus import Corpus

NOT_HELPING = "the predictions do not help, so the codes alone are used"


def test_the_difference_estimator_by_hand() -> None:
    """Code less prediction: 0, -1, 0, -1; its s2 1/3; 3.182446 is t at 0.975 with 3."""
    estimate = correct_mean([1, 1, 0, 0, 1, 0], [1, nan, -1, 0, 0, nan])
    assert (estimate.raw, estimate.coded, estimate.corrected) == (0.5, 0, 0)
    assert (estimate.n, estimate.N, estimate.note) == (4, 6, "")
    assert estimate.high == pytest.approx(3.182446 * sqrt((1 - 4 / 6) / 3 / 4), abs=1e-6)
    assert estimate.low == -estimate.high


def test_strata_by_hand() -> None:
    """Stratum a: 3 of 6, code less prediction 0, 1, 2 (mean 1, s2 1); b: 2 of 4, 0 and -1 (s2 1/2).

    0.6 * 1 - 0.4 * 0.5 = 0.4; variance 0.36 * 0.5 * 1/3 + 0.16 * 0.5 * 0.5/2 = 0.06 + 0.02;
    degrees of freedom 2 + 1. The codes 5, -3, 2 and 9, -9 alone vary more.
    """
    f = [5, -4, 0, 0, 0, 0, 9, -8, 0, 0]
    y = [5, -3, 2, nan, nan, nan, 9, -9, nan, nan]
    estimate = correct_mean(f, y, strata=list("aaaaaabbbb"))
    assert estimate.raw == 0.2
    assert estimate.corrected == pytest.approx(0.6)
    assert estimate.coded == pytest.approx(0.6 * 4 / 3)
    assert estimate.se == pytest.approx(sqrt(0.08))
    assert estimate.high - estimate.corrected == pytest.approx(3.182446 * sqrt(0.08), abs=1e-6)


def test_a_stratum_coded_in_full_adds_no_variance() -> None:
    f, y = [5, 0, 1, 5, 7], [5, 1, nan, 6, 7]
    estimate = correct_mean(f, y, strata=list("aaabb"))
    # a: mean error 1/2, s2 1/2, W 3/5, 1 - 2/3; b: mean error 1/2, all coded
    assert estimate.corrected == pytest.approx(18 / 5 + 1 / 2)
    assert estimate.se == pytest.approx(3 / 5 * sqrt(1 / 3 * 1 / 2 / 2))
    assert estimate.df == 1
    one = correct_mean(
        [1, 0, 1, 5], [1, 1, nan, 6], strata=list("aaab")
    )  # a stratum of one sentence
    assert one.n == 3


def test_where_predictions_do_not_help_the_codes_stand_alone() -> None:
    estimate = correct_mean([1, -1, 1, -1, 1, 1], [-1, 1, -1, 1, nan, nan])
    assert estimate.note == NOT_HELPING
    assert (estimate.raw, estimate.corrected) == (1 / 3, 0)
    assert estimate.se == pytest.approx(sqrt((1 - 4 / 6) * (4 / 3) / 4))
    same = correct_mean([1] * 6, [1, 0, -1, 1, nan, nan])  # a constant is no help either
    assert same.note == NOT_HELPING
    assert same.corrected == 0.25


def test_where_all_are_coded_nothing_is_left_to_estimate() -> None:
    estimate = correct_mean([1, 1, 1], [0, 1, 0])
    assert estimate.corrected == estimate.low == estimate.high == estimate.coded == 1 / 3
    assert estimate.note == "all 3 are coded, so the corrected mean is the coded mean"


def test_a_missing_code_may_be_written_in_any_way() -> None:
    f, y = [1, 1, 0, 0, 1, 0], [1, None, -1, 0, 0, pd.NA]
    wanted = correct_mean(f, [1, nan, -1, 0, 0, nan])
    for codes in (
        y,
        pd.array(y, dtype="Int64"),
        pd.Series(y, dtype="Int64", index=range(6, 0, -1)),
    ):
        assert correct_mean(f, codes) == wanted


def test_an_interval_without_width_says_so() -> None:
    estimate = correct_mean([1, 0, 1, 0], [1, 0, nan, nan])
    assert estimate.low == estimate.high == 0.5
    assert estimate.note.startswith("the interval has no width as nothing varies among the coded")


def population(rng: np.random.Generator, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Codes of -1, 0, 1, and predictions that are right in 7 of 10 and else too favourable."""
    y = rng.choice([-1, 0, 1], size=size, p=[0.2, 0.5, 0.3])
    return np.where(rng.random(size) < 0.7, y, 1).astype(float), y.astype(float)


def covering(low: list[float], high: list[float], truth: float) -> float:
    return float(np.mean((np.array(low) <= truth) & (truth <= np.array(high))))


BOUNDS = (0.93, 0.97)
"""0.95 with four standard errors of 2,000 simulations, sqrt(0.95 * 0.05 / 2000) = 0.005."""


@pytest.mark.parametrize("by_strata", [False, True])
def test_intervals_cover_the_mean_of_these_sentences(by_strata: bool) -> None:
    rng = np.random.default_rng(1)
    f, y = population(rng, 300)
    strata = f if by_strata else np.zeros(300)
    estimates = []
    for _ in range(2000):
        seen = np.full(300, nan)
        for name in np.unique(strata):
            rows = np.flatnonzero(strata == name)
            drawn = rng.choice(rows, round(len(rows) / 4), replace=False)
            seen[drawn] = y[drawn]
        estimates.append(correct_mean(f, seen, strata=strata.tolist() if by_strata else None))
    assert BOUNDS[0] <= covering(*zip(*[e[3:5] for e in estimates], strict=True), y.mean())
    assert covering(*zip(*[e[3:5] for e in estimates], strict=True), y.mean()) <= BOUNDS[1]
    assert np.mean([e.corrected for e in estimates]) == pytest.approx(y.mean(), abs=0.006)
    assert abs(f.mean() - y.mean()) > 0.2  # what was corrected


BAD = {
    "lengths": (([1, 0], [1]), {}, "predictions of the shape (2,) and codes of (1,)"),
    "few": (([1, 0], [1, nan]), {}, "of 2 sentences 1 are coded; code 2 or more"),
    "none": (([], []), {}, "of 0 sentences 0 are coded"),
    "prediction": (([1, nan], [1, 0]), {}, "a prediction is nan or infinite"),
    "code": (([1, 0], [1, float("inf")]), {}, "or a code infinite"),
    "text": ((["good", 1], [1, 0]), {}, "predictions and codes are no two lists of numbers; give"),
    "a table": (([[1], [1, 2]], [1, 0]), {}, "predictions and codes are no two lists of numbers"),
    "NA": (([1, pd.NA], [1, 0]), {}, "a prediction is nan or infinite"),
    "level": (([1, 0], [1, 0]), {"level": 95}, "level is 95; give a number between 0 and 1"),
    "strata": (([1, 0], [1, 0]), {"strata": ["a"]}, "got 1 strata for 2 predictions"),
    "stratum": (
        ([1, 0, 1, 1], [1, 0, 1, nan]),
        {"strata": list("aabb")},
        "of the 2 sentences of the stratum 'b' 1 are coded; code 2 or more",
    ),
}


@pytest.mark.parametrize(("given", "options", "message"), BAD.values(), ids=BAD)
def test_bad_numbers_are_refused(
    given: tuple[list[float], list[float]], options: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=r"\w") as error:
        correct_mean(*given, **options)
    assert message in str(error.value)


FOUND = pd.DataFrame(
    {
        "article": ["a"] * 6 + ["b"] * 6,
        "sentence": [*range(1, 7)] * 2,
        "tone": [1, 1, 0, 0, 1, 0, 1, 0, 0, -1, 0, 1],
        "era": ["x"] * 6 + ["y"] * 6,
    }
)
CODES = FOUND.assign(tone=[1, nan, -1, 0, 0, nan, 1, 0, 0, -1, nan, nan])


def test_two_groups_and_their_difference() -> None:
    """x as above: 0 with variance 1/36 and 3 degrees; y: right in all, so no variance."""
    table = correct_means(FOUND, CODES, by="era", target="x")
    assert list(table)[:4] == ["era", "raw", "coded", "corrected"]
    assert table["era"].tolist() == ["x", "the rest", "difference"]
    np.testing.assert_allclose(table["raw"], [1 / 2, 1 / 6, 1 / 3])
    np.testing.assert_allclose(table["corrected"], [0, 1 / 6, -1 / 6], atol=1e-12)
    np.testing.assert_allclose(table["high"] - table["corrected"], [3.182446 / 6, 0, 3.182446 / 6])
    assert table["n"].tolist() == [4, 4, 8]
    assert table["note"][2].startswith("the interval has no width")


def test_the_difference_has_welchs_degrees_and_turns() -> None:
    codes = CODES.assign(tone=[1, nan, -1, 0, 0, nan, 1, 0, -1, -1, nan, nan])
    table = correct_means(FOUND, codes, by="era", target="x", reference="y")
    # y: errors 0, 0, -1, 0: s2 1/4, variance 1/3 * 1/4 / 4 = 1/48
    one, other = 1 / 36, 1 / 48
    df = (one + other) ** 2 / (one**2 / 3 + other**2 / 3)
    half = sqrt(one + other) * t.ppf(0.975, df)
    last = table.iloc[2]
    assert last["high"] - last["corrected"] == pytest.approx(half)
    assert (last["coded"], last["n"], last["N"]) == (0 - (1 + 0 - 1 - 1) / 4, 8, 12)
    turned = correct_means(FOUND, codes, by="era", target="y", reference="x").iloc[2]
    assert (turned["low"], turned["high"]) == pytest.approx((-last["high"], -last["low"]))


def test_one_estimate_less_another() -> None:
    """Variances (1 - 2/4) * 2 / 2 and (1 - 2/3) * (1/2) / 2, with one degree of freedom each."""
    one = correct_mean([0, 0, 0, 0], [1, -1, nan, nan])
    other = correct_mean([0, 0, 0], [1, 2, nan])
    assert (one.se**2, other.se**2) == (pytest.approx(1 / 2), pytest.approx(1 / 12))
    apart = one - other
    assert apart[:3] == (0, -1.5, -1.5)
    assert (apart.n, apart.N, apart.note) == (4, 7, NOT_HELPING)
    assert apart.df == pytest.approx((7 / 12) ** 2 / (1 / 4 + 1 / 144))
    assert apart.high + 1.5 == pytest.approx(sqrt(7 / 12) * t.ppf(0.975, apart.df))
    assert apart.low + apart.high == pytest.approx(-3)


def test_a_difference_needs_two_estimates_of_one_level() -> None:
    one, other = (correct_mean([0, 0, 1], [1, 0, nan], level=level) for level in (0.95, 0.9))
    with pytest.raises(ValueError, match=r"levels 0.95 and 0.9; estimate both at one"):
        one - other
    with pytest.raises(TypeError):
        one - (1.0, 2.0)


def test_masked_numbers_are_missing_codes() -> None:
    codes = np.ma.masked_array([1.0, 5.0, -1.0, 0.0, 0.0, 5.0], mask=[0, 1, 0, 0, 0, 1])
    given = [1, 1, 0, 0, 1, 0]
    assert correct_mean(given, codes) == correct_mean(given, [1, nan, -1, 0, 0, nan])


def test_strata_within_groups() -> None:
    table = correct_means(
        FOUND.assign(s=list("aaabbbaabbab")), CODES, by="era", target="x", strata="s"
    )
    chosen = CODES["era"] == "x"
    alone = correct_mean(FOUND["tone"][chosen], CODES["tone"][chosen], strata=list("aaabbb"))
    assert table.iloc[0]["low"] == alone.low
    assert not isnan(alone.low)


def test_what_a_sheet_draws_by_strata_is_weighted_by_them() -> None:
    """Drawn evenly from tones of unequal number, the plain mean of the errors would be biased."""
    corpus = Corpus.from_frame(
        pd.DataFrame({"article": list("ab"), "text": ["We went there. " * 90, "It rained. " * 60]})
    )
    found = corpus.sentences.assign(tone=[1] * 70 + [0] * 20 + [1] * 30 + [0] * 30)
    truth = found.assign(tone=[0, 1] * 35 + [0] * 20 + [1] * 30 + [-1] * 15 + [0] * 15)
    ends = []
    for seed in range(60):
        sheet = draw_coding_sheet(
            corpus, n=48, by="article", scores=found, equal=True, part=None, seed=seed
        )
        codes = sheet[["article", "sentence"]].merge(truth[["article", "sentence", "tone"]])
        options = {"by": "article", "target": "a", "strata": "tone"}
        ends.append(correct_means(found, codes, **options).loc[2, ["corrected", "low", "high"]])
    middle, low, high = np.array(ends, dtype=float).T
    wanted = 35 / 90 - 15 / 60
    assert middle.mean() == pytest.approx(wanted, abs=4 * middle.std() / sqrt(60))
    assert np.mean((low <= wanted) & (wanted <= high)) > 0.84  # 0.95 less four standard errors


BAD_TABLES = {
    "own column": (FOUND.assign(raw="x"), CODES, {"by": "raw"}, "by is 'raw', a column of the res"),
    "no article": (FOUND.drop(columns="article"), CODES, {}, "found has no column 'article'"),
    "no stratum": (FOUND.assign(s=None), CODES, {"strata": "s"}, "a sentence has no stratum; give"),
    "no table": (None, CODES, {}, "found is None; give a pandas DataFrame"),
    "group": (FOUND, CODES, {"target": "z"}, "no article has era 'z'; there is: x, y"),
    "column": (FOUND, CODES, {"by": "age"}, "found has no column 'age'"),
    "strata": (FOUND, CODES, {"strata": "s"}, "found has no column 's'"),
    "other sentence": (FOUND[1:], CODES, {}, "codes has a:1, and found has not"),
    "nan": (FOUND, CODES.assign(tone="nan"), {}, "a:1 has the tone 'nan'; give whole numbers"),
    "inf": (FOUND.assign(tone="inf"), CODES, {}, "a:1 has the tone 'inf'; give whole numbers"),
    "1_0": (FOUND.assign(tone="1_0"), CODES, {}, "a:1 has the tone '1_0'; give whole numbers"),
    "no number": (FOUND.assign(tone="good"), CODES, {}, "a:1 has the tone 'good'"),
    "no prediction": (FOUND.assign(tone=""), CODES, {}, "a:1 has the tone ''"),
    "uncoded group": (FOUND, CODES[:6], {}, "of 6 sentences 0 are coded; code 2 or more"),
    "no codes": (FOUND, CODES[:0], {}, "codes has no rows"),
}


@pytest.mark.parametrize(
    ("found", "codes", "options", "message"), BAD_TABLES.values(), ids=BAD_TABLES
)
def test_bad_tables_are_refused(
    found: pd.DataFrame, codes: pd.DataFrame, options: dict[str, str], message: str
) -> None:
    with pytest.raises((ValueError, LookupError)) as error:
        correct_means(found, codes, **{"by": "era", "target": "x", **options})
    assert message in str(error.value)


@pytest.mark.parametrize("one", ["01", "+1", "1.0", 1.0])
def test_a_number_is_the_same_however_it_is_written(one: object) -> None:
    spelled = FOUND.astype({"tone": object}).replace({"tone": {1: one}})
    assert one in [*spelled["tone"]]
    options = {"by": "era", "target": "x"}
    pd.testing.assert_frame_equal(
        correct_means(spelled, CODES, **options), correct_means(FOUND, CODES, **options)
    )


def test_a_stratum_is_the_same_however_it_is_written() -> None:
    numbers, codes = [1, 0, 1, 0], [1, 0, nan, nan]
    mixed = correct_mean(numbers, codes, strata=[1, 1.0, "1", " 1"])
    assert mixed == correct_mean(numbers, codes, strata=["1"] * 4)
