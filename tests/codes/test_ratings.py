"""Ratings: codes as numbers, sentences by group and by what is drawn anew."""

from __future__ import annotations

import pandas as pd
import pytest
from coding_cases import toned

from kzlib.codes.codebook import read_codebook
from kzlib.codes.ratings import group_names, pair_codes, rate

TONE = read_codebook().column("tone")


def test_codes_are_numbered_from_low_to_high_and_a_gap_is_no_code() -> None:
    codes = toned(10, -1, 2, paragraph=[1, 1, 2])
    given = [{"x:1": "10", "x:2": "-1", "x:3": "2"}, {"x:2": "10"}]
    ratings = rate(given, codes, TONE, None)
    assert ratings.codes == ("-1", "2", "10")
    assert ratings.coded.tolist() == [[2, -1], [0, 2], [1, -1]]
    assert ratings.unit.tolist() == [0, 0, 1]
    assert [name for name, _ in ratings.by_group(None)] == ["together"]


@pytest.mark.parametrize(("articles", "units"), [(4, 8), (5, 5)])
def test_units_are_paragraphs_or_with_five_articles_a_group_articles(
    articles: int, units: int
) -> None:
    rows = [(f"{n}", s, s, s % 2) for n in range(articles) for s in (1, 2)]
    codes = pd.DataFrame(rows, columns=["article", "sentence", "paragraph", "tone"])
    ratings = rate(pair_codes([codes], codes, "tone"), codes, TONE, None)
    assert ratings.unit.max() + 1 == units
    assert ratings.smallest == articles


def test_groups_are_named_as_everywhere() -> None:
    codes = toned(1, 0, 1).assign(era=[2014.0, 2025.0, 2025.0])
    assert group_names(codes, "era") == ["2014", "2025", "2025"]
    assert group_names(codes.assign(era=["x ", "\u200bx", "Garci\u0301a"]), "era") == [
        "x",
        "x",
        "García",
    ]


def test_sums_are_added_unit_by_unit_within_each_group() -> None:
    codes = toned(1, 0, 1, 1, paragraph=[1, 2, 2, 3], era=["b", "a", "a", "b"])
    ratings = rate(pair_codes([codes], codes, "tone"), codes, TONE, "era")
    sums = ratings.sums(ratings.coded.astype(float))
    assert [table.tolist() for table in sums] == [[[1, 1]], [[1, 1], [1, 1]]]
    rows = ratings.group == "a"
    assert rows.tolist() == [False, True, True, False]
    (name, of_group), *_ = ratings.by_group("era")
    assert name == "a"
    assert of_group.coded.tolist() == ratings.coded[rows].tolist()
    some = ratings.some(rows, [1])
    assert some.coded.tolist() == [[0], [1]]
    assert some.group.tolist() == ["a", "a"]
