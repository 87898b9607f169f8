"""Shares in each of any number of groups, held against counts and draws made here."""

import numpy as np
import pandas as pd
import pytest

import kzlib as kz
from kzlib.compare.group_shares import count_shares
from kzlib.compare.property_counts import MEASURES


def made(groups: dict[str, int], seed: int = 3) -> pd.DataFrame:
    """Articles of some paragraphs with one to three sentences, a third of which have oil."""
    rng = np.random.default_rng(seed)
    rows = [
        (f"{group}-{article}", paragraph, int(rng.integers(1, 9)), group, bool(rng.random() < 0.3))
        for group, articles in groups.items()
        for article in range(articles)
        for paragraph in range(1, 7)
        for _ in range(rng.integers(1, 4))
    ]
    names = ["article", "paragraph", "words", "era", "oil"]
    return pd.DataFrame(rows, columns=names).assign(gas=False)


def test_each_group_is_counted_in_sentences_words_and_paragraphs() -> None:
    table = made({"x": 1, "y": 6, "z": 2})
    shares = count_shares(table, by="era").set_index(["era", "property", "of"])
    assert len(shares) == 3 * 2 * 3
    for era, rows in table.groupby("era"):
        has = rows[rows["oil"]]
        places = ["article", "paragraph"]
        counts = len(has), has["words"].sum(), len(has.drop_duplicates(places))
        totals = len(rows), rows["words"].sum(), len(rows.drop_duplicates(places))
        for of, count, total in zip(MEASURES, counts, totals, strict=True):
            row = shares.loc[(era, "oil", of)]
            assert (row["count"], row["n"], row["articles"]) == (
                count, total, rows["article"].nunique()
            )  # fmt: skip
            assert row["share"] == pytest.approx(count / total)


def test_ranges_are_those_of_units_drawn_here_over_paragraphs_or_articles() -> None:
    table = made({"x": 1, "y": 6})
    shares = count_shares(table, by="era", seed=5).set_index(["era", "property", "of"])
    for era, unit in (("x", ["article", "paragraph"]), ("y", ["article"])):
        units = table[table["era"] == era].groupby(unit)["oil"].agg(["sum", "size"]).to_numpy()
        drawn = np.random.default_rng(5).multinomial(
            len(units), np.full(len(units), 1 / len(units)), size=2000
        )
        sums = drawn @ units
        ends = np.quantile(sums[:, 0] / sums[:, 1], [0.025, 0.975])
        row = shares.loc[(era, "oil", "sentences")]
        assert [row["low"], row["high"]] == pytest.approx(ends)
    assert shares.loc[("x", "oil", "words"), "range"] == "stability range over paragraphs"
    assert shares.loc[("y", "oil", "words"), "range"].startswith("interval over articles")
    assert (shares.xs("gas", level=1)["range"] == "none").all()
    assert shares.xs("gas", level=1)[["low", "high"]].isna().all(axis=None)


def test_no_group_hangs_on_the_others_or_on_their_order() -> None:
    table = made({f"g{number}": 1 + number % 6 for number in range(60)})
    every = count_shares(table, by="era").astype({"era": "str"}).set_index("era")
    for some in (["g7"], ["g59", "g3"]):
        rows = table[table["era"].isin(some)].iloc[::-1]
        alone = count_shares(rows, by="era").astype({"era": "str"}).set_index("era")
        pd.testing.assert_frame_equal(alone.loc[some], every.loc[some])
    assert count_shares(table.iloc[::-1], by="era")["era"].iloc[0] == "g59"


def test_two_groups_are_what_compare_shares_says() -> None:
    table = made({"x": 2, "y": 3})
    two = kz.compare_shares(table, by="era", target="x").set_index(["property", "of"])
    each = count_shares(table, by="era").set_index(["era", "property", "of"]).sort_index()
    for era, side in (("x", "target"), ("y", "reference")):
        mine = each.loc[era]
        for name in ("count", "n", "share"):
            pd.testing.assert_series_equal(
                mine[name].sort_index(), two[f"{side}_{name}"].sort_index(), check_names=False
            )
    low = two["target_low"].sort_index().tolist()  # the first group draws the same in both
    assert each.loc["x"]["low"].sort_index().tolist() == pytest.approx(low, nan_ok=True)


def test_several_columns_and_the_article_itself() -> None:
    table = made({"x": 2, "y": 1}).assign(outlet=lambda rows: rows["era"].map({"x": "A", "y": "B"}))
    shares = count_shares(table, by=["outlet", "article"], properties=["oil"])
    assert [*shares][:3] == ["outlet", "article", "property"]
    assert [*shares["article"].unique()] == ["x-0", "x-1", "y-0"]
    assert shares["articles"].eq(1).all()


@pytest.mark.parametrize(
    ("change", "by", "words"),
    [
        ({"era": ["", "x"]}, "era", "without era: a"),
        ({"words": [0, 4]}, "era", "the sentences of era 'x' have no words"),
        ({"share": 1}, "share", "by is 'share', a column of the result"),
    ],
)
def test_what_has_no_shares(change: dict[str, object], by: str, words: str) -> None:
    table = pd.DataFrame({"article": ["a", "b"], "paragraph": 1, "words": 3, "era": ["x", "y"]})
    with pytest.raises(ValueError, match=words):
        count_shares(table.assign(oil=True, **change), by=by)
    with pytest.raises(ValueError, match="no sentences"):
        count_shares(table.assign(oil=True)[:0], by="era")
