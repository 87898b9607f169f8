"""Shares of two groups: counts and ranges by hand, shuffles by enumeration."""

import numpy as np
import pandas as pd
import pytest
from compare_cases import ONE_EACH, sentences
from hypothesis import given, settings
from hypothesis import strategies as st

from kzlib.compare import draws
from kzlib.compare.shares import compare_shares, shuffle_exclusive, shuffle_shares


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


STABLE = "stability range over paragraphs"
PARAGRAPHS = {
    ("sentences", "x", "trade"): [(1, 2), (1, 2), (0, 1), (0, 1)],
    ("sentences", "y", "trade"): [(0, 2), (1, 1), (0, 1)],
    ("sentences", "x", "security"): [(0, 2), (1, 2), (0, 1), (0, 1)],
    ("sentences", "y", "security"): [(0, 2), (0, 1), (0, 1)],
    ("words", "x", "security"): [(0, 30), (5, 10), (0, 10), (0, 30)],
    ("words", "y", "security"): [(0, 16), (0, 4), (0, 20)],
    ("paragraphs", "x", "trade"): [(1, 1), (1, 1), (0, 1), (0, 1)],
    ("paragraphs", "y", "trade"): [(0, 1), (1, 1), (0, 1)],
}
"""Of each paragraph of ONE_EACH, those with the property and all: counted by hand."""


def every_redraw(paragraphs):
    """The share in each of the n^n equally likely redraws of n paragraphs."""
    totals = np.array(paragraphs)
    every = np.stack(np.meshgrid(*[range(len(totals))] * len(totals))).reshape(len(totals), -1)
    has, of = totals[every].sum(axis=0).T
    return has / of


@pytest.mark.parametrize(("of", "name"), [*dict.fromkeys((of, name) for of, _, name in PARAGRAPHS)])
def test_every_range_is_that_of_all_redraws(of, name, monkeypatch):
    monkeypatch.setattr(draws, "DRAWS", 50_000)
    row = share(shares(ONE_EACH), name, of)
    x, y = (every_redraw(PARAGRAPHS[of, era, name]) for era in "xy")
    both = np.subtract.outer(x, y).ravel()
    one_sided = not y.any()
    for column, redraws in {"target": x, "reference": y, "difference": both}.items():
        ends = [row[f"{column}_low"], row[f"{column}_high"]]
        if column == "reference" and one_sided:
            assert (np.isnan(ends).all(), row["reference_range"]) == (True, "none")
        else:
            for end, tail in zip(ends, (0.025, 0.975), strict=True):
                assert np.mean(redraws < end) - 0.003 <= tail <= np.mean(redraws <= end) + 0.003
            told = ", one-sided" * (column == "difference" and one_sided)
            assert row[f"{column}_range"] == STABLE + told


def test_a_range_of_a_group_without_any_never_passes_zero():
    row = share(shares(ONE_EACH), "security", "sentences")
    assert (row["target_count"], row["reference_count"]) == (1, 0)
    assert row["difference_low"] == row["target_low"] == 0  # its paragraph is often not drawn
    assert row["difference_high"] == row["target_high"]


@pytest.mark.parametrize(
    ("marks", "target", "difference"),
    [
        ({"security": False}, "none", "none"),  # nowhere: 0 of 4, 0 of 3 paragraphs
        ({"security": True}, "none", "none"),
        ({"security": ONE_EACH["era"] == "x"}, "none", "none"),  # all and none
        ({"security": ONE_EACH["era"].eq("x") | ONE_EACH["trade"]}, "none", STABLE + ", one-sided"),
    ],
)
def test_where_all_redraws_are_alike_there_is_no_range(marks, target, difference):
    row = share(shares(ONE_EACH.assign(**marks)), "security", "words")
    assert (row["target_range"], row["difference_range"]) == (target, difference)
    assert np.isnan([row["target_low"], row["target_high"]]).all()
    assert np.isnan(row["difference_low"]) == (difference == "none")


def test_half_of_each_paragraph_is_half_of_all_redraws_and_so_no_range():
    table = shares(sentences(x=[[[(5, "t"), (5, "")], [(9, "t"), (9, "")]]], y=ONE_Y))
    assert share(table, "trade", "sentences")["target_range"] == "none"
    assert share(table, "trade", "sentences")["difference_range"] == STABLE + ", one-sided"


ONE_Y = [[[(8, "t"), (8, "")], [(4, "t")], [(20, "")]]]


def test_one_paragraph_has_no_range():
    table = shares(sentences(x=[[[(5, "t"), (5, "")]]], y=ONE_Y))
    row = share(table, "trade", "sentences")
    assert (row["target_range"], row["difference_range"]) == ("none", STABLE + ", one-sided")
    assert np.isnan([row["target_low"], row["target_high"]]).all()
    both = shares(sentences(x=[[[(5, "t"), (5, "")]]], y=[[[(5, "")]]]))
    assert set(both["difference_range"]) == {"none"}
    assert both[["difference_low", "difference_high"]].isna().all(axis=None)


def test_from_five_articles_on_the_units_are_articles():
    x = [[[(10, "t")], [(10, "")] * (i + 1)] for i in range(5)]
    y = [[[(10, "t" * (i % 2))], [(10, "")]] for i in range(6)]
    row = share(shares(sentences(x=x, y=y)), "trade", "sentences")
    assert row["target_range"] == "interval over articles (under 20: too narrow)"
    many = shares(sentences(x=x * 4, y=y * 4))
    assert share(many, "trade", "sentences")["difference_range"] == "interval over articles"
    assert set(shares(sentences(x=x, y=y[:4]))["target_range"]) == {STABLE, "none"}
    one = sentences(x=x, y=y)
    one["security"] = one["article"] == "x-0"  # not drawn in (4/5)^5 = 33 % of the redraws
    row = share(shares(one), "security", "paragraphs")
    assert row["difference_range"] == "interval over articles (under 20: too narrow), one-sided"
    assert row["difference_low"] == 0 < row["difference_high"]


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


ENDS, BACK = ("low", "high"), ("high", "low")
marks = st.lists(
    st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["", "t", "s"])), min_size=1, max_size=3),
    min_size=1,
    max_size=4,
)


@settings(max_examples=25)
@given(marks, marks)
def test_swapping_turns_the_difference(one, two):
    made = sentences(x=[one], y=[two])
    there, back = shares(made), shares(made, target="y")
    for name in ("trade", "security"):
        for of in ("sentences", "words", "paragraphs"):
            row, other = share(there, name, of), share(back, name, of)
            ends = [row[f"{n}_{end}"] for n in ("difference", "without_one") for end in ENDS]
            turned = [-other[f"{n}_{end}"] for n in ("difference", "without_one") for end in BACK]
            assert row["difference"] == -other["difference"]
            assert row["difference_range"] == other["difference_range"]
            assert (row["target_range"], row["reference_range"]) == (
                other["reference_range"],
                other["target_range"],
            )
            assert ends == pytest.approx(turned, nan_ok=True)
            assert row["target_low"] == pytest.approx(other["reference_low"], nan_ok=True)


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"by": "year"}, LookupError, "no column 'year'"),
        ({"target": "z"}, LookupError, "no article has era 'z'; there is: x, y"),
        ({"reference": "z"}, LookupError, "no article has era 'z'"),
        ({"reference": "x"}, ValueError, "compared with itself"),
        ({"properties": ["sport"]}, LookupError, "no column 'sport'"),
        ({"properties": ["words"]}, ValueError, "'words' is not True or False"),
        ({"properties": "trade"}, ValueError, "properties is 'trade'; give a list"),
        ({"properties": []}, ValueError, "properties is empty"),
        ({"seed": "5"}, ValueError, "seed is '5'"),
        ({"seed": -1}, ValueError, "seed is -1"),
    ],
)
def test_what_has_no_shares(options, error, words):
    with pytest.raises(error, match=words):
        shares(ONE_EACH, **options)


@pytest.mark.parametrize("options", [{"target": "x"}, {"target": "y"}, {"reference": "y"}])
@pytest.mark.parametrize(("part", "where"), [("body", "part 'body'"), (None, "the table")])
def test_a_group_whose_sentences_are_elsewhere_is_named(options, part, where):
    table = ONE_EACH[ONE_EACH["era"] == "x"].astype({"era": pd.CategoricalDtype(["x", "y"])})
    table = table if part is None else table.assign(part=part)
    with pytest.raises(ValueError, match=f"era 'y' has no sentence in {where}; choose another"):
        shares(table, **options)
    with pytest.raises(ValueError, match="era 'x' is compared with itself; there is: x"):
        shares(table, reference="x")


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
        ("words", [1.0, np.nan] * 5, "has the words nan; give whole numbers from 0 on"),
        ("words", [1, -1] * 5, "has the words -1; give whole numbers"),
        ("words", [1, np.inf] * 5, "has the words inf; give whole numbers"),
        (
            "words",
            pd.Series([1, pd.NA] * 5, dtype="Int64"),
            "has the words <NA>; give whole numbers",
        ),
        ("words", ["1", "two"] * 5, "has the words 'two'; give whole numbers"),
        ("words", 1j, "has the words 1j; give whole numbers"),
        ("words", 2**62, "has the words 4611686018427387904; give whole numbers"),
        ("paragraph", [1, 0.5] * 5, "has the paragraph 0.5; give whole numbers"),
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


def shuffled(table: pd.DataFrame, **options: int) -> pd.DataFrame:
    return shuffle_shares(table, by="era", target="x", reference="y", **options)


def test_deals_by_all_of_them() -> None:
    """Four paragraphs, two a group: the six deals are known, and each comes up about as often."""
    rows = [("a", 1, "x", True), ("a", 2, "x", True), ("b", 1, "y", True), ("b", 2, "y", False)]
    table = pd.DataFrame(rows, columns=["article", "paragraph", "era", "trade"]).assign(words=5)
    found = shuffled(table, deals=6000)
    assert found["as_far"].tolist() == [1, 1, 1]  # one paragraph differs, wherever it is dealt
    assert found[["shuffled_low", "shuffled_high"]].drop_duplicates().to_numpy().tolist() == [
        [-0.5, 0.5]
    ]
    two = shuffled(table.assign(trade=[True, True, False, False]), deals=6000)
    assert two["as_far"].iloc[0] == pytest.approx(1 / 3)  # 2 of the 6 deals part them whole
    assert set(two["unit"]) == {"paragraphs"}


def test_the_middle_95_of_100_deals() -> None:
    """One of 25 paragraphs differs: in 4 deals of 100, less than 5 and more than 2.5, it is x."""
    rows = [("a", 1, "x", True)] + [("b", number, "y", False) for number in range(24)]
    table = pd.DataFrame(rows, columns=["article", "paragraph", "era", "trade"]).assign(words=5)
    found = shuffled(table, deals=6000)
    assert found["shuffled_high"].tolist() == [1, 1, 1]
    assert found["as_far"].iloc[0] == pytest.approx(1 / 25)
    assert set(shuffled(table, deals=1)["as_far"]) < {0, 1}  # the real groups are no deal
    turned = shuffled(table.assign(trade=~table["trade"]), deals=6000)
    assert turned["shuffled_low"].tolist() == [-1, -1, -1]


def test_equal_differences_are_as_far_in_whatever_digits() -> None:
    """y is one paragraph of three, of which two have 1/3 on one side: 0 - 1/3 and 1/6 - 1/2."""
    rows = [(1, 5, "x", False), (2, 2, "x", True), (2, 5, "x", False)]
    rows += [(3, 1, "y", True), (3, 1, "y", False)]
    table = pd.DataFrame(rows, columns=["paragraph", "words", "era", "trade"]).assign(article="a")
    found = shuffled(table, deals=3000).set_index("of")
    assert found.loc["words", "as_far"] == pytest.approx(2 / 3)


def test_a_deal_without_words_is_left_out_of_the_words() -> None:
    rows = [(1, 5, "x", True), (2, 0, "x", False), (3, 5, "y", False)]
    table = pd.DataFrame(rows, columns=["paragraph", "words", "era", "trade"]).assign(article="a")
    of_words = shuffled(table, deals=300).set_index("of").loc["words"]
    assert of_words[["shuffled_low", "shuffled_high", "as_far"]].tolist() == [-1, 1, 1]


def test_deals_of_articles_from_five_on_and_of_words() -> None:
    rows = [(f"{era}{n}", 1, era, era == "x", 1 + n) for era in "xy" for n in range(5)]
    names = ["article", "paragraph", "era", "trade", "words"]
    found = shuffled(pd.DataFrame(rows, columns=names), deals=3000)
    assert set(found["unit"]) == {"articles"}
    assert found["as_far"].iloc[0] == pytest.approx(2 / 252)  # so many ways, and each as often
    assert set(found["deals"]) == {11 * 252}
    again = shuffled(pd.DataFrame(rows, columns=names), deals=3000)
    pd.testing.assert_frame_equal(found, again)
    with pytest.raises(ValueError, match="deals"):
        shuffled(pd.DataFrame(rows, columns=names), deals=0)


def exclusive(table: pd.DataFrame, **options: object) -> pd.DataFrame:
    return shuffle_exclusive(table, **{"by": "era", "target": "x"} | options)


def paragraphs(*rows: tuple[str, int, str, str]) -> pd.DataFrame:
    """A sentence a paragraph: article, paragraph, era, and the letters of what it has."""
    table = pd.DataFrame(rows, columns=["article", "paragraph", "era", "has"]).assign(words=5)
    return table.assign(**{name: table["has"].str.contains(name) for name in "pqr"})


def test_what_only_one_group_has_by_all_deals() -> None:
    """p is in both paragraphs of x, q once in each group, r in one paragraph only."""
    table = paragraphs(
        ("a", 1, "x", "p"), ("a", 2, "x", "pq"), ("b", 1, "y", "qr"), ("b", 2, "y", "")
    )
    found = exclusive(table, deals=6000)
    assert found["deal"].tolist() == list(range(6001))
    assert found["observed"].tolist() == [True] + [False] * 6000
    assert set(found["unit"]) == {"paragraphs"}
    assert set(found["properties"]) == {2}  # r occurs once: always in one group only
    assert found["exclusive"].iloc[0] == 1
    # Six deals: {1,2} {3,4} p; {2,3} {1,4} q; {1,3} {2,4} none. So 1 in 4 of 6, 0 in 2 of 6.
    shares = found["exclusive"][1:].value_counts(normalize=True)
    assert set(shares.index) == {0, 1}
    assert shares[1] == pytest.approx(4 / 6, abs=0.03)


def test_exclusive_properties_are_the_same_for_swapped_groups_and_any_order() -> None:
    rows = [("abc"[n % 3], n, "x" if n % 3 else "y", "pqqrprpr"[n]) for n in range(8)]
    found = exclusive(paragraphs(*rows), deals=50)
    pd.testing.assert_frame_equal(found, exclusive(paragraphs(*rows), deals=50, target="y"))
    mixed = paragraphs(*rows).sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(found, exclusive(mixed, deals=50))
    assert not found.equals(exclusive(mixed, deals=50, seed=1))


def test_exclusive_properties_of_articles_from_five_on() -> None:
    # p in one paragraph of every x; q in two paragraphs of one article, which is one unit.
    rows = [(f"{era}{n}", 1, era, "p" if era == "x" else "") for era in "xy" for n in range(5)]
    table = paragraphs(*rows, ("x0", 2, "x", "q"), ("x0", 3, "x", "q"))
    found = exclusive(table, deals=2000)
    assert set(found["unit"]) == {"articles"}
    assert set(found["properties"]) == {1}
    assert found["exclusive"].iloc[0] == 1
    assert found["exclusive"][1:].mean() == pytest.approx(2 / 252, abs=0.008)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"deals": 0}, "deals is 0"),
        ({"deals": 10**9}, "deals is 1000000000; give a whole number up to 100000"),
        ({"seed": -1}, "seed is -1"),
        ({"properties": ["r"]}, "no property occurs in two paragraphs or more"),
        ({"properties": ["era"]}, "'era' is not True or False"),
    ],
)
def test_what_has_no_exclusive_properties(options: dict[str, object], words: str) -> None:
    table = paragraphs(("a", 1, "x", "pr"), ("b", 1, "y", "p"))
    with pytest.raises(ValueError, match=words):
        exclusive(table, **options)
