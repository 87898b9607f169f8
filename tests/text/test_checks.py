"""What a caller may give, and the one sentence on what is wrong with the rest."""

import numpy as np
import pandas as pd
import pytest

from kzlib.text import checks
from kzlib.text.corpus import Corpus

ARTICLES = Corpus.from_frame(
    pd.DataFrame({"article": ["a", "b"], "era": ["x", ""], "text": ["A.", "B."]})
).articles


@pytest.mark.parametrize("value", [1, 7, np.int64(1)])
def test_whole_numbers(value: int) -> None:
    checks.check_whole(n=value)


@pytest.mark.parametrize("value", [0, -1, np.int64(0)])
def test_what_is_too_low(value: int) -> None:
    with pytest.raises(ValueError, match=r"\Aseed is .*; give a whole number from 1 on\Z"):
        checks.check_whole(seed=value)
    with pytest.raises(ValueError, match=r"\An is -1; give a whole number from 0 on"):
        checks.check_whole(0, seed=0, n=-1)


def test_levels() -> None:
    assert checks.check_level(0.9) == 0.9
    for level in (0, 1, -0.1, 95, float("nan")):
        with pytest.raises(ValueError, match="give a number between 0 and 1"):
            checks.check_level(level)


def test_groups_that_there_are() -> None:
    checks.check_by(ARTICLES, "era")
    checks.check_group(ARTICLES, "era", "x")
    for by in ("eras", "", "x" * 300):
        with pytest.raises(LookupError, match=r"no column .*; group by one of: article, label, "):
            checks.check_by(ARTICLES, by)
    with pytest.raises(LookupError, match="no article has era 'y'; there is: , x"):
        checks.check_group(ARTICLES, "era", "y")
    with pytest.raises(LookupError, match="no column 'eras'"):
        checks.check_group(ARTICLES, "eras", "x")


def test_names_of_columns() -> None:
    checks.check_reserved(None, ["share"])
    checks.check_reserved("era", ["share"])
    with pytest.raises(ValueError, match="by is 'share', a column of the result; rename it first"):
        checks.check_reserved("share", ["share"])
    checks.check_columns(["article", "era", 7])
    for name in ("term", "id", "words"):
        with pytest.raises(ValueError, match=f"'{name}' has the name of one of kzlib's own"):
            checks.check_columns(["era", name])


def test_fields_of_a_file() -> None:
    checks.check_fields(["about"], ["about", "words"], "mine")
    with pytest.raises(ValueError, match=r"unknown field 'word'; did you mean words\?"):
        checks.check_fields(["word"], ["about", "words"], "mine")
    with pytest.raises(ValueError, match="unknown field 'xyz'; the fields are: about, words"):
        checks.check_fields(["about", "xyz"], ["about", "words"], "mine")


def test_ids() -> None:
    checks.check_ids(pd.Series(["smith-1", "é", "a.b"]))
    for name in ("", "a b", "a:1", "a\n"):
        with pytest.raises(ValueError, match=r"row 3: .* cannot be an article's id"):
            checks.check_ids(pd.Series(["a", name]), first=2)
    with pytest.raises(ValueError, match="two articles have the id 'a'; give each its own"):
        checks.check_ids(pd.Series(["a", "b", "a"]))


def test_a_table_needs_each_column_once() -> None:
    checks.check_table(ARTICLES, ["article", "era"], "the table")
    with pytest.raises(
        LookupError, match=r"\Athe table has no column 'x'; it has: article, .*, era\Z"
    ):
        checks.check_table(ARTICLES, ["era", "x"], "the table")
    with pytest.raises(LookupError, match=r"\Athe table has no column 'x'; add it\Z"):
        checks.check_table(ARTICLES, ["x"], "the table", "add it")
    twice = pd.concat([ARTICLES, ARTICLES[["era"]]], axis="columns")
    with pytest.raises(ValueError, match=r"\Athe table has two columns 'era'; keep one\Z"):
        checks.check_table(twice, ["era"], "the table")
    many = pd.DataFrame(columns=[f"a\n{number}" for number in range(999)])
    with pytest.raises(LookupError, match=r"has: a 0, a 1, .* \.\.\.\Z"):
        checks.check_table(many, ["x"], "the table")


@pytest.mark.parametrize("values", [[7, 0], [7.0, 0.0], ["7", " 0"], pd.array([7, 0], "Int64")])
def test_a_column_of_whole_numbers(values: object) -> None:
    assert checks.whole_column(pd.DataFrame({"n": values}), "n", "it").tolist() == [7, 0]


@pytest.mark.parametrize(
    "value", [-1, 0.5, 10**9, np.nan, np.inf, 1j, "x", None, True, [1], "9" * 99]
)
def test_a_column_of_anything_else(value: object) -> None:
    table = pd.DataFrame({"n": pd.Series([1, value], dtype=object)})
    with pytest.raises(ValueError, match=r"\Ait has the n .*; give whole numbers from 0 on\Z"):
        checks.whole_column(table, "n", "it")
    edge = pd.DataFrame({"n": [10**9 - 1]})
    assert checks.whole_column(edge, "n", "it").tolist() == [10**9 - 1]
    with pytest.raises(ValueError, match="it has the n 1000000000; give"):
        checks.whole_column(edge + 1, "n", "it")


def test_a_day_is_written_without_its_time_and_a_time_with_it() -> None:
    assert checks.as_text(pd.Timestamp("1999-01-02")) == "1999-01-02"
    assert checks.as_text(pd.Timestamp("1999-01-02 12:30")) == "1999-01-02 12:30:00"
    with pytest.raises(ValueError, match=r"too large a number; give one below 2\*\*63"):
        checks.as_text(-(10**5000))
