"""How far groups differ in what is not compared, each number counted by hand or by brute force."""

from __future__ import annotations

import itertools
import math
import random
from pathlib import Path

import pandas as pd
import pytest

from kzlib.speech.composition import composition
from kzlib.speech.profile import profile
from kzlib.text.corpus import Corpus
from kzlib.text.readers import read_corpus

SEEDS = Path(__file__).parents[2] / "seeds"


def corpus_of(rows: list[dict[str, str]]) -> Corpus:
    named = [{"article": f"a{n}", "text": "It is so."} | row for n, row in enumerate(rows)]
    return Corpus.from_frame(pd.DataFrame(named), duplicates="keep")


def found(rows: list[dict[str, str]], **options: object) -> pd.DataFrame:
    table = composition(corpus_of(rows), **{"by": "era", "part": None} | options)
    assert (table["aspect"].str.capitalize() == table["says"].str.partition(":")[0]).all()
    return table.set_index("aspect")


def outlets(**groups: str) -> list[dict[str, str]]:
    return [{"era": era, "source": outlet} for era, each in groups.items() for outlet in each]


MIXES = {
    "none in common": (outlets(x="AAB", y="CD"), 1.0, True),
    "alike": (outlets(x="AB", y="AABB"), 0.0, False),
    "half": (outlets(x="AB", y="AC"), 0.5, True),  # A: half of each
    "other shares": (outlets(x="AAAB", y="ABBB"), 0.5, True),  # 1/4 + 1/4
    "a third": (outlets(x="AAB", y="AAC"), 1 / 3, False),
    "the unknown are left out": (
        outlets(x="A", y="A") + [{"era": "x", "source": ""}] * 3,
        0,
        False,
    ),
}


@pytest.mark.parametrize("case", MIXES)
def test_outlets_differ_by_what_is_not_common(case: str) -> None:
    rows, difference, warns = MIXES[case]
    row = found(rows).loc["outlet"]
    assert row["difference"] == pytest.approx(difference)
    assert row["warns"] == warns == ("so what sets them apart may be the outlet" in row["says"])
    assert row["group"] == ""


def test_of_several_columns_that_group_none_is_compared() -> None:
    rows = [
        {"source": source, "year": year, "kind": "news", "published": f"{year}-0{month}"}
        for month, (source, year) in enumerate(itertools.product(["A", "B"], ["2014", "2025"]), 1)
    ]
    table = found(rows, by=["source", "kind"])
    assert [*table.index] == ["time", "length", "quoted speech"]
    table = found(rows, by=["source", "year"])
    assert [*table.index] == ["genre", "length", "quoted speech"]
    assert table["difference"].tolist() == [0.0] * 3


def test_the_sentence_of_a_mix_says_its_numbers() -> None:
    assert found(outlets(x="AAB", y="CD")).loc["outlet", "says"] == (
        "Outlet: x and y have none in common (x: A, 2 of 3; y: C, 1 of 2), so what sets them apart "
        "may be the outlet."
    )
    rows = [*outlets(x="AAB", y="AAC"), {"era": "y", "source": ""}]
    assert found(rows).loc["outlet", "says"] == (
        "Outlet: x and y have 67 % of their mix in common (x: A, 2 of 3; y: A, 2 of 3). Known for "
        "6 of 7 articles."
    )


def test_what_is_not_known_is_said() -> None:
    table = found([{"era": "x"}, {"era": "y"}])
    assert table.loc[["outlet", "genre", "time"], "difference"].isna().all()
    assert not table["warns"].any()
    assert table.loc["genre", "says"] == (
        "Genre: not known for any article, so it cannot be compared."
    )
    one = found([{"era": "x", "source": "A"}, {"era": "", "source": ""}]).loc["outlet"]
    assert one["says"] == "Outlet: not known for any of no era, so it cannot be compared."
    assert math.isnan(one["difference"])
    assert one["known"] == 1


def test_no_column_but_the_articles_is_needed() -> None:
    frame = pd.DataFrame({"article": ["a", "b"], "text": ["It is so.", "So it is."]})
    table = composition(Corpus.from_frame(frame), by="article", part=None)
    assert table["aspect"].tolist() == ["outlet", "genre", "time", "length", "quoted speech"]
    assert table["known"].tolist() == [0, 0, 0, 2, 2]


def dates(**groups: list[str]) -> list[dict[str, str]]:
    return [{"era": era, "published": day} for era, each in groups.items() for day in each]


TIMES = {
    "all later": (dates(x=["2001-01-31", "2001-02"], y=["2001-03-01"]), 1.0),
    "one month": (dates(x=["2001-01-01"], y=["2001-01-31"]), 0.0),
    "a year holds its months": (dates(x=["2001"], y=["2001-12-31"]), 0.0),
    "across": (dates(x=["2001", "2003"], y=["2002"]), 0.0),
    "two pairs of four": (dates(x=["2001-01", "2001-03"], y=["2001-03", "2001-04"]), 3 / 4),
}


@pytest.mark.parametrize("case", TIMES)
def test_time_differs_by_the_pairs_of_which_one_is_later(case: str) -> None:
    rows, difference = TIMES[case]
    assert found(rows).loc["time", "difference"] == pytest.approx(difference)


def test_groups_that_are_called_by_a_date_differ_in_time_of_course() -> None:
    rows = [{"era": "before 2002", "published": "2001"}, {"era": "2002 on", "published": "2003"}]
    assert "time" not in found(rows).index
    assert "time" not in found(rows, by="year").index
    named = [row | {"source": name} for row, name in zip(rows, "AB", strict=True)]
    table = found(named, by="source")
    assert "outlet" not in table.index
    assert table.loc["time", "says"] == (
        "Time: the article of B is later (B: 2003; A: 2001), so what sets them apart may be the "
        "time."
    )


def brute(low: list[float], groups: list[str], top: list[float]) -> tuple[str, float]:
    """The group that differs most from the rest, and by how much, pair by pair."""
    best = ("", -1.0)
    for name in dict.fromkeys(groups):
        own = [n for n, group in enumerate(groups) if group == name]
        rest = [n for n, group in enumerate(groups) if group != name]
        signs = [(low[a] >= top[b]) - (low[b] >= top[a]) for a, b in itertools.product(own, rest)]
        difference = abs(sum(signs)) / len(signs)
        if difference > best[1] + 1e-12:
            best = (name, difference)
    return best


@pytest.mark.parametrize("seed", range(5))
def test_lengths_and_quotations_as_pair_by_pair(seed: int) -> None:
    dice = random.Random(seed)
    rows, longs, shares = [], [], []
    for _ in range(dice.randint(6, 12)):
        plain, said = dice.randint(1, 12), dice.randint(0, 9)
        text = ("go " * plain).strip().capitalize() + "."
        text += f" “{('we ' * said).strip().capitalize()},” said Ann Lee." if said else ""
        longs.append(plain + (said + 3 if said else 0))
        shares.append(said / longs[-1])
        rows.append({"text": text, "era": dice.choice("xyz")})
    groups = [row["era"] for row in rows]
    table = found(rows)
    for aspect, low, top in (
        ("length", longs, [1.5 * long for long in longs]),
        ("quoted speech", shares, [share + 0.2 for share in shares]),
    ):
        name, difference = brute(low, groups, top)
        assert table.loc[aspect, "difference"] == pytest.approx(difference)
        assert table.loc[aspect, "group"] == (name if len({*groups}) > 2 else "")
    assert profile(corpus_of(rows), by="era", part=None)["words"].sum() == sum(longs)


def test_many_groups_are_held_against_the_others() -> None:
    row = found(outlets(x="AA", y="AA", z="BB")).loc["outlet"]
    assert (row["group"], row["difference"]) == ("z", 1)
    assert row["says"].endswith(
        "so what sets them apart may be the outlet. 3 of 3 groups differ from the others enough "
        "to warn."
    )


def test_further_columns_and_other_names_of_columns() -> None:
    rows = [
        {"era": "x", "outlet": "A", "genre": "news", "desk": "1"},
        {"era": "y", "outlet": "A", "genre": "talk", "desk": "2"},
    ]
    table = found(rows, columns=["desk"])
    assert table["column"].tolist() == ["outlet", "genre", "desk", "", "", ""]
    assert table["difference"].tolist()[:3] == [0, 1, 1]
    assert table["warns"].tolist()[:3] == [False, True, True]
    assert "genre" not in found(rows, by="genre").index


def test_a_further_column_may_be_that_of_the_ids() -> None:
    assert found(outlets(x="AB", y="A"), columns=["article"]).loc["article", "difference"] == 1


def test_the_order_of_the_articles_changes_no_number() -> None:
    rows = outlets(x="AABC", y="ABBD", z="CCA")
    one, two = found(rows), found(rows[::-1])
    assert one["difference"].round(9).equals(two["difference"].round(9))


def test_the_seeds_differ_in_all_but_length() -> None:
    table = composition(read_corpus(SEEDS), by="era").set_index("aspect")
    assert table["warns"].to_dict() == {
        "outlet": True, "genre": True, "length": False, "quoted speech": True
    }  # fmt: skip


def test_wrong_calls() -> None:
    rows = outlets(x="A", y="B")
    with pytest.raises(ValueError, match="era is 'x' in all articles; give a column that differs"):
        found(outlets(x="AB"))
    with pytest.raises(LookupError, match="no column 'desk'"):
        found(rows, columns=["desk"])
    with pytest.raises(LookupError, match="no column 'erra'"):
        found(rows, by="erra")
