"""Words and shares of two groups: verdicts case by case, ranges by hand, nothing by order."""

import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzlib.compare import measures
from kzlib.compare.draws import shuffle_keyness
from kzlib.compare.keyness import keyness
from kzlib.compare.shares import compare_shares, shuffle_shares
from kzlib.text.corpus import Corpus

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "measures_verdicts.toml").read_text(encoding="utf-8")
)["case"]


def corpus(**groups):
    """Each group a list of articles, each a list of paragraphs [hits of tea, words]."""
    rows = []
    for era, articles in groups.items():
        for number, paragraphs in enumerate(articles):
            lines = [
                " ".join(["tea"] * hits + ["and"] * (n - hits)) + "." for hits, n in paragraphs
            ]
            rows.append({"article": f"{era}-{number}", "era": era, "text": "\n".join(lines)})
    return Corpus.from_frame(pd.DataFrame(rows))


def compared(made, target="x", **options):
    return keyness(made, by="era", target=target, part=None, **options)


def tea(table):
    (row,) = table[table["term"] == "tea"].to_dict("records")
    return row


def verdict_cases():
    for case in CASES:
        known = pytest.mark.xfail(reason="known failure", strict=True)
        marks = [known] if case.get("kind") == "known_failure" else []
        yield pytest.param(case, id=case["about"], marks=marks)


@pytest.mark.parametrize("case", [*verdict_cases()])
def test_verdicts(case):
    made = corpus(x=case["target"], y=case["reference"])
    assert tea(compared(made))["verdict"] == case["verdict"]
    assert tea(compared(made, target="y"))["verdict"] == case["verdict"]


def test_every_verdict_has_its_case():
    verdicts = {"too rare", "one article", "one place", "steady", "robust", "shared", "cannot tell"}
    assert {case["verdict"] for case in CASES if "known" not in case.get("kind", "")} == verdicts


def test_a_row_by_hand():
    made = corpus(x=[[[3, 60], [5, 60], [0, 80]]], y=[[[1, 100]], [[1, 200]]])
    row = tea(compared(made))
    assert (row["target_count"], row["target_words"], row["target_rate"]) == (8, 200, 40)
    assert row["reference_rate"] == pytest.approx(1000 * 2 / 300)
    assert (row["target_articles"], row["reference_articles"]) == (1, 2)
    assert (row["target_paragraphs"], row["reference_paragraphs"]) == (2, 2)
    assert row["log_ratio"] == measures.log_ratio(8, 2, 200, 300)
    assert (row["low"], row["high"]) == measures.log_ratio_interval(8, 2, 200, 300)
    assert row["g2"] == measures.g2(8, 2, 200, 300)
    assert row["bic"] == measures.bic(8, 2, 200, 300)
    assert row["lrc"] == measures.lrc(8, 2, 200, 300, 2)  # tea and and: two terms compared
    assert row["interval"] == "exact"
    # Stretches of 20 words: 3 hits at the start of the first, 5 of the fourth.
    expected = measures.dp_norm([3, 0, 0, 5, 0, 0, 0, 0, 0, 0], [20] * 10)
    assert row["target_dispersion"] == expected
    assert 0 < row["target_scatter"] < row["target_dispersion"]


def test_undefined_dispersion():
    row = tea(compared(corpus(x=[[[2, 5], [3, 4]]], y=[[[0, 30]]])))
    assert np.isnan([row["target_dispersion"], row["reference_dispersion"]]).all()


def test_order_and_columns():
    table = compared(corpus(x=[[[8, 60]]], y=[[[2, 90]]]))
    assert table["term"].tolist() == ["tea", "and"]
    names = """
        term target_count reference_count target_words reference_words target_rate reference_rate
        log_ratio low high interval g2 bic lrc target_articles reference_articles
        target_paragraphs reference_paragraphs target_dispersion target_scatter
        reference_dispersion reference_scatter verdict
    """
    assert " ".join(table.columns) == " ".join(names.split())
    ties = Corpus.from_frame(
        pd.DataFrame([{"article": era, "era": era, "text": f"b a c {era}."} for era in "xy"])
    )
    assert compared(ties)["term"].tolist() == ["x", "y", "a", "b", "c"]


def test_part_and_reference():
    made = corpus(x=[[[8, 60]]], y=[[[2, 90]]], z=[[[5, 50]]])
    rest, only_z = tea(compared(made)), tea(compared(made, reference="z"))
    assert (rest["reference_count"], rest["reference_words"]) == (7, 140)
    assert (only_z["reference_count"], only_z["reference_words"]) == (5, 50)
    assert only_z["reference_dispersion"] == pytest.approx(1)  # five of the first five words
    assert rest["reference_dispersion"] < 1


groups = st.lists(
    st.lists(st.tuples(st.integers(0, 6), st.integers(6, 30)), min_size=1, max_size=4),
    min_size=1,
    max_size=3,
)


@settings(max_examples=25)
@given(groups, groups, st.randoms())
def test_swapping_turns_the_sign_and_order_changes_nothing(one, two, random):
    made = corpus(x=one, y=two)
    there, back = compared(made), compared(made, target="y")
    back = back.set_index("term").loc[there["term"]].reset_index()
    np.testing.assert_allclose(there["log_ratio"], -back["log_ratio"], atol=1e-12)
    np.testing.assert_allclose(there["low"], -back["high"])
    np.testing.assert_allclose(there["lrc"], -back["lrc"], atol=1e-12)
    assert there["verdict"].tolist() == back["verdict"].tolist()
    rows = made.articles.assign(text=made.articles["article"].map(made.text))
    shuffled = rows.iloc[random.sample(range(len(rows)), len(rows))].astype(str)
    pd.testing.assert_frame_equal(compared(Corpus.from_frame(shuffled)), there)


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"by": "year"}, LookupError, "no column 'year'"),
        ({"target": "z"}, LookupError, "no article has era 'z'"),
        ({"reference": "z"}, LookupError, "no article has era 'z'"),
        ({"reference": "x"}, ValueError, "compared with itself"),
        ({"part": "text"}, ValueError, "no part 'text'"),
        ({"part": "promo"}, ValueError, "no words of era 'x' in part 'promo'"),
        ({"interval": "wald"}, ValueError, "interval is 'wald'"),
        ({"interval": "bootstrap"}, ValueError, "1 and 1 articles"),
    ],
)
def test_what_cannot_be_compared(options, error, words):
    made = corpus(x=[[[8, 60]]], y=[[[2, 90]]])
    with pytest.raises(error, match=words):
        keyness(made, **{"by": "era", "target": "x", "part": None} | options)
    with pytest.raises(ValueError, match="compared with itself"):
        compared(corpus(x=[[[8, 60]]]))


MANY = {
    "x": [[[5, 60], [3, 40]], [[2, 50]], [[6, 70]], [[4, 50]], [[3, 60]], [[5, 80]]],
    "y": [[[1, 60]], [[0, 40], [1, 50]], [[2, 70]], [[1, 50]], [[1, 60]]],
}


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


def test_one_article_can_carry_a_bootstrap_interval_and_then_it_is_not_robust():
    # Without its second article x has three hits left in three articles.
    made = corpus(
        x=[[[1, 60]], [[9, 60], [9, 60], [9, 60]], [[1, 60]], [[1, 60]], [[0, 60]]],
        y=[[[1, 60]]] * 5,
    )
    assert tea(compared(made))["verdict"] == "cannot tell"


def sentences(**groups):
    """Each group a list of articles, each a list of paragraphs, each a list of (words, marks)."""
    rows = []
    for era, articles in groups.items():
        for number, paragraphs in enumerate(articles):
            for paragraph, lines in enumerate(paragraphs, 1):
                for words, marks in lines:
                    rows.append(
                        {
                            "article": f"{era}-{number}",
                            "paragraph": paragraph,
                            "words": words,
                            "era": era,
                            "trade": "t" in marks,
                            "security": "s" in marks,
                        }
                    )
    return pd.DataFrame(rows).assign(sentence=range(1, len(rows) + 1))


ONE_EACH = sentences(
    x=[[[(10, "t"), (20, "")], [(5, "ts"), (5, "")], [(10, "")], [(30, "")]]],
    y=[[[(8, ""), (8, "")], [(4, "t")], [(20, "")]]],
)


def shares(table, **options):
    return compare_shares(table, **{"by": "era", "target": "x"} | options)


def share(table, name, of):
    (row,) = table[(table["property"] == name) & (table["of"] == of)].to_dict("records")
    return row


def test_shares_by_hand():
    table = shares(ONE_EACH)
    row = share(table, "trade", "sentences")
    assert (row["target_count"], row["target_n"]) == (2, 6)
    assert (row["reference_count"], row["reference_n"]) == (1, 4)
    assert row["difference"] == pytest.approx(2 / 6 - 1 / 4)
    row = share(table, "trade", "words")
    assert (row["target_count"], row["target_n"]) == (15, 80)
    assert (row["reference_count"], row["reference_n"]) == (4, 40)
    row = share(table, "trade", "paragraphs")
    assert (row["target_count"], row["target_n"]) == (2, 4)
    assert row["target_share"] == 0.5
    assert row["target_range"] == "stability range over paragraphs"


def test_leaving_out_any_one_paragraph():
    # Of sentences with trade, x has 2 of 6, less 1/2, 1/2, 0/1 or 0/1; y 1 of 4, less 0/2, 1/1
    # or 0/1.
    left = [1 / 4 - 1 / 4, 2 / 5 - 1 / 4, 2 / 6 - 1 / 2, 2 / 6 - 0, 2 / 6 - 1 / 3]
    row = share(shares(ONE_EACH), "trade", "sentences")
    assert row["without_one_low"] == pytest.approx(min(left))
    assert row["without_one_high"] == pytest.approx(max(left))


def test_stability_range_by_all_draws():
    # x has four paragraphs: the ends are those of all 4^4 equally likely draws.
    totals = np.array([[1, 2], [1, 2], [0, 1], [0, 1]])
    every = np.stack(np.meshgrid(*[range(4)] * 4)).reshape(4, -1)
    sums = totals[every].sum(axis=0)
    expected = np.quantile(sums[:, 0] / sums[:, 1], [0.025, 0.975])
    row = share(shares(ONE_EACH, draws=50_000), "trade", "sentences")
    np.testing.assert_allclose([row["target_low"], row["target_high"]], expected, atol=0.02)
    assert row["difference_range"] == "stability range over paragraphs"
    assert row["difference_low"] < row["difference"] < row["difference_high"]


def test_an_absence_is_bounded_by_the_number_of_paragraphs():
    row = share(shares(ONE_EACH), "security", "sentences")
    assert row["reference_count"] == 0
    bounds = row["reference_low"], row["reference_high"]
    assert bounds == measures.wilson(0, 3)
    assert row["reference_range"] == "Wilson bound"
    assert row["difference_range"] == "bound, squared and added"
    apart = row["target_share"] - row["target_low"], bounds[1]
    assert row["difference_low"] == pytest.approx(row["difference"] - np.hypot(*apart))
    nowhere = ONE_EACH.assign(security=False)
    row = share(shares(nowhere), "security", "paragraphs")
    ends = row["difference_low"], row["difference_high"]
    assert ends == pytest.approx(measures.newcombe(0, 0, 4, 3))
    everywhere = share(shares(ONE_EACH.assign(security=True)), "security", "words")
    assert everywhere["target_low"] == pytest.approx(measures.wilson(4, 4)[0])


def test_one_paragraph_has_no_range():
    table = shares(sentences(x=[[[(5, "t"), (5, "")]]], y=ONE_Y))
    row = share(table, "trade", "sentences")
    assert (row["target_range"], row["difference_range"]) == ("none", "none")
    assert np.isnan([row["target_low"], row["difference_high"]]).all()
    assert share(table, "trade", "paragraphs")["target_range"] == "Wilson bound"


ONE_Y = [[[(8, "t"), (8, "")], [(4, "t")], [(20, "")]]]


def test_from_five_articles_on_the_units_are_articles():
    x = [[[(10, "t")], [(10, "")] * (i + 1)] for i in range(5)]
    y = [[[(10, "t" * (i % 2))], [(10, "")]] for i in range(6)]
    row = share(shares(sentences(x=x, y=y)), "trade", "sentences")
    assert row["target_range"] == "interval over articles (under 20: too narrow)"
    many = shares(sentences(x=x * 4, y=y * 4))
    assert share(many, "trade", "sentences")["difference_range"] == "interval over articles"
    assert set(shares(sentences(x=x, y=y[:4]))["target_range"]) <= {
        "stability range over paragraphs",
        "Wilson bound",
    }
    none = share(shares(sentences(x=x, y=y)), "security", "words")
    assert none["reference_high"] == pytest.approx(measures.wilson(0, 6)[1])


def test_shares_in_order_and_reproducible():
    table = shares(ONE_EACH)
    assert table["of"].tolist() == [of for of in ("sentences", "words", "paragraphs") for _ in "12"]
    for _, rows in table.groupby("of"):
        keys = list(zip(-rows["difference"], rows["property"], strict=True))
        assert keys == sorted(keys)
    assert table.equals(shares(ONE_EACH))
    assert table.equals(shares(ONE_EACH.sample(frac=1, random_state=1)))
    assert not table.equals(shares(ONE_EACH, seed=1))
    only = shares(ONE_EACH, properties=["trade"])
    assert set(only["property"]) == {"trade"}
    assert share(only, "trade", "words") == share(table, "trade", "words")


marks = st.lists(
    st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["", "t", "s"])), min_size=1, max_size=3),
    min_size=1,
    max_size=4,
)


@settings(max_examples=25)
@given(marks, marks)
def test_swapping_turns_the_difference(one, two):
    made = sentences(x=[one], y=[two])
    there, back = shares(made, draws=200), shares(made, draws=200, target="y")
    for name in ("trade", "security"):
        for of in ("sentences", "words", "paragraphs"):
            row, other = share(there, name, of), share(back, name, of)
            ends = [row[f"{n}_{end}"] for n in ("difference", "without_one") for end in ENDS]
            turned = [-other[f"{n}_{end}"] for n in ("difference", "without_one") for end in BACK]
            assert row["difference"] == -other["difference"]
            assert ends == pytest.approx(turned, nan_ok=True)
            assert row["target_low"] == pytest.approx(other["reference_low"], nan_ok=True)


ENDS, BACK = ("low", "high"), ("high", "low")


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"by": "year"}, LookupError, "no column 'year'"),
        ({"target": "z"}, LookupError, "no article has era 'z'; there is: x, y"),
        ({"reference": "z"}, LookupError, "no article has era 'z'"),
        ({"reference": "x"}, ValueError, "compared with itself"),
        ({"has": ["sport"]}, LookupError, "no column 'sport'"),
        ({"has": ["words"]}, ValueError, "'words' is not True or False"),
        ({"has": "trade"}, ValueError, r"the text 'trade'; give a list of names"),
        ({"has": []}, ValueError, "has is empty"),
        ({"draws": "5"}, ValueError, "draws is '5'"),
        ({"draws": 0}, ValueError, "draws is 0"),
    ],
)
def test_what_has_no_shares(options, error, words):
    with pytest.raises(error, match=words):
        shares(ONE_EACH, **options)


def test_tables_without_marks_or_words():
    with pytest.raises(ValueError, match="no column of True and False"):
        shares(ONE_EACH.drop(columns=["trade", "security"]))
    with pytest.raises(LookupError, match="no column 'paragraph'"):
        shares(ONE_EACH.drop(columns="paragraph"))
    with pytest.raises(ValueError, match="era 'x' have no words"):
        shares(ONE_EACH.assign(words=ONE_EACH["words"].where(ONE_EACH["era"] == "y", 0)))


@pytest.mark.parametrize(
    ("column", "values", "words"),
    [
        (
            "trade",
            pd.Series([True, False] * 5, dtype=object),
            "'trade' holds True and False as obj",
        ),
        ("trade", pd.Series([True, None] * 5, dtype=object), "'trade' has missing values"),
        ("trade", pd.Series([True, pd.NA] * 5, dtype="boolean"), "'trade' has missing values"),
        ("words", [1.0, np.nan] * 5, "'words' has a value that is no whole number"),
        ("words", [1, -1] * 5, "'words' has a value that is no whole number"),
        ("words", [1, np.inf] * 5, "'words' has a value that is no whole number"),
        ("words", pd.Series([1, pd.NA] * 5, dtype="Int64"), "'words' has a value that is no whole"),
        ("words", ["1", "2"] * 5, "'words' has a value that is no whole number"),
        ("paragraph", [1, np.nan] * 5, "'paragraph' has missing values"),
        ("era", ["x", None] * 5, "without era: x-0, y-0; give each article its era"),
        ("era", ["x", np.nan] * 5, "without era: x-0, y-0; give each article its era"),
        ("era", pd.Categorical(["x", ""] * 5), "without era: x-0, y-0; give each article its era"),
    ],
)
def test_columns_with_slips_are_refused(column, values, words):
    with pytest.raises(ValueError, match=words):
        shares(ONE_EACH.assign(**{column: values}))


def test_marks_and_groups_of_other_types_without_gaps_count_the_same():
    table = shares(ONE_EACH)
    other = ONE_EACH.astype({"trade": "boolean", "era": "category", "words": "Int64"})
    assert shares(other).equals(table)
    gap = pd.concat([ONE_EACH, ONE_EACH.assign(era=None)])
    assert shares(gap, reference="y").equals(table)


def test_articles_without_a_group_join_no_reference():
    rows = [("a", "x", "tea milk"), ("b", "y", "tea"), ("c", None, "rain"), ("d", "", "rain")]
    made = Corpus.from_frame(pd.DataFrame(rows, columns=["article", "era", "text"]))
    for compare in (keyness, shuffle_keyness):
        with pytest.raises(ValueError, match="without era: c, d; give each article its era"):
            compare(made, by="era", target="x", part=None)
        with pytest.raises(LookupError, match="no article has era ''; there is: x, y"):
            compare(made, by="era", target="", part=None)
    assert set(compared(made, reference="y")["term"]) == {"tea", "milk"}


def test_a_range_beside_its_point_reaches_it_before_it_is_added():
    # The point .05 lies below its range: nothing is added on that side, all of the other's is.
    low, high = measures.square_and_add(
        *map(np.asarray, (0.05, (0.06, 0.2), 0.5, (0.4, 0.8))),
    )
    assert (low, high) == pytest.approx((-0.45 - 0.3, -0.45 + np.hypot(0.15, 0.1)))
    assert low <= -0.45 <= high


def test_deals_by_all_of_them() -> None:
    """Four paragraphs, two a group: the six deals are known, and each comes up about as often."""
    rows = [("a", 1, "x", True), ("a", 2, "x", True), ("b", 1, "y", True), ("b", 2, "y", False)]
    table = pd.DataFrame(rows, columns=["article", "paragraph", "era", "trade"]).assign(words=5)
    null = compare_null(table, deals=6000)
    assert null["as_far"].tolist() == [1, 1, 1]  # one paragraph differs, wherever it is dealt
    assert null[["shuffled_low", "shuffled_high"]].drop_duplicates().to_numpy().tolist() == [
        [-0.5, 0.5]
    ]
    two = compare_null(table.assign(trade=[True, True, False, False]), deals=6000)
    assert two["as_far"].iloc[0] == pytest.approx(1 / 3, abs=0.03)  # 2 of 6 deals part them whole
    assert set(two["unit"]) == {"paragraphs"}


def compare_null(table: pd.DataFrame, **options: int) -> pd.DataFrame:
    return shuffle_shares(table, by="era", target="x", reference="y", **options)


def test_the_middle_95_of_100_deals() -> None:
    """One of 25 paragraphs differs: in 4 deals of 100, less than 5 and more than 2.5, it is x."""
    rows = [("a", 1, "x", True)] + [("b", number, "y", False) for number in range(24)]
    table = pd.DataFrame(rows, columns=["article", "paragraph", "era", "trade"]).assign(words=5)
    null = compare_null(table, deals=6000)
    assert null["shuffled_high"].tolist() == [1, 1, 1]
    assert null["as_far"].iloc[0] == pytest.approx(0.04, abs=0.01)
    assert set(compare_null(table, deals=1)["as_far"]) < {0, 1}  # the real groups are no deal
    turned = compare_null(table.assign(trade=~table["trade"]), deals=6000)
    assert turned["shuffled_low"].tolist() == [-1, -1, -1]


def test_equal_differences_are_as_far_in_whatever_digits() -> None:
    """y is one paragraph of three, of which two have 1/3 on one side: 0 - 1/3 and 1/6 - 1/2."""
    rows = [(1, 5, "x", False), (2, 2, "x", True), (2, 5, "x", False)]
    rows += [(3, 1, "y", True), (3, 1, "y", False)]
    table = pd.DataFrame(rows, columns=["paragraph", "words", "era", "trade"]).assign(article="a")
    null = compare_null(table, deals=3000).set_index("of")
    assert null.loc["words", "as_far"] == pytest.approx(2 / 3, abs=0.04)


def test_a_deal_without_words_is_left_out_of_the_words() -> None:
    rows = [(1, 5, "x", True), (2, 0, "x", False), (3, 5, "y", False)]
    table = pd.DataFrame(rows, columns=["paragraph", "words", "era", "trade"]).assign(article="a")
    of_words = compare_null(table, deals=300).set_index("of").loc["words"]
    assert of_words[["shuffled_low", "shuffled_high", "as_far"]].tolist() == [-1, 1, 1]


def test_deals_of_articles_from_five_on_and_of_words() -> None:
    rows = [(f"{era}{n}", 1, era, era == "x", 1 + n) for era in "xy" for n in range(5)]
    names = ["article", "paragraph", "era", "trade", "words"]
    null = compare_null(pd.DataFrame(rows, columns=names), deals=3000)
    assert set(null["unit"]) == {"articles"}
    assert null["as_far"].iloc[0] == pytest.approx(2 / 252, abs=0.008)
    again = compare_null(pd.DataFrame(rows, columns=names), deals=3000)
    pd.testing.assert_frame_equal(null, again)
    with pytest.raises(ValueError, match="deals"):
        compare_null(pd.DataFrame(rows, columns=names), deals=0)


@pytest.mark.parametrize(
    "options",
    [
        *({"min_count": value} for value in (0, -1, np.nan, "5", 5.0, True)),
        *({"draws": value} for value in (0, 99.5, "99", None)),
        *({"seed": value} for value in (-1, None, 0.5)),
    ],
)
def test_numbers_of_things_are_whole(options):
    (name,) = options
    with pytest.raises(ValueError, match=f"{name} is .*; give a whole number from"):
        compared(corpus(x=[[[8, 60]]], y=[[[2, 90]]]), **options)


def test_articles_are_the_units_from_exactly_five_in_each_group_on():
    five, four = corpus(x=MANY["x"][:5], y=MANY["y"]), corpus(x=MANY["x"][:4], y=MANY["y"])
    assert (tea(compared(five))["interval"], tea(compared(four))["interval"]) == (
        "bootstrap",
        "exact",
    )
    receipts = [
        shuffle_keyness(made, by="era", target="x", part=None, deals=1, draws=50)
        for made in (five, four)
    ]
    assert [set(receipt["unit"]) for receipt in receipts] == [{"articles"}, {"paragraphs"}]


def test_dispersion_from_exactly_ten_words_on():
    row = tea(compared(corpus(x=[[[2, 10]]], y=[[[2, 9]]])))
    assert row["target_dispersion"] == pytest.approx(measures.dp_norm([1, 1] + [0] * 8, [1] * 10))
    assert np.isnan(row["reference_dispersion"])


def test_lrc_is_for_the_terms_from_exactly_five_hits_on():
    # tea 36 hits and "and" 50; milk exactly 5, or 4.
    for hits, terms in ((5, 3), (4, 2)):
        rows = [
            {"article": "a", "era": "x", "text": "tea " * 34 + "and " * 25 + "milk " * hits},
            {"article": "b", "era": "y", "text": "tea " * 2 + "and " * 25},
        ]
        row = tea(compared(Corpus.from_frame(pd.DataFrame(rows))))
        assert row["lrc"] == measures.lrc(36 - 2, 2, 59 + hits, 27, terms)
        assert row["lrc"] > 0
