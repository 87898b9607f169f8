"""Tables and concordances: captioned, whole, the same each time."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from show_cases import sentences

from kzlib import show


def test_table_shows_missing_infinite_empty_and_whole_numbers() -> None:
    frame = pd.DataFrame(
        {
            "word": ["oil", "", None],
            "n": [1200, 3, 0],
            "whole": [1.0, 2.0, math.nan],
            "part": [0.5, math.inf, -math.inf],
            "known": [True, False, True],
        }
    )
    lines = repr(show.table(frame, caption="Words.")).splitlines()
    assert lines[2:] == [
        "oil | 1,200 | 1 | 0.50 | yes",
        "– | 3 | 2 | ∞ | no",
        "– | 0 | – | −∞ | yes",
    ]
    assert repr(show.table(frame[:0], caption="Words.")).endswith("none")
    assert (
        "none"
        in show.concordance(
            pd.DataFrame(columns=["article", "sentence", "left", "match", "right"]), caption="c"
        ).html
    )
    with pytest.raises(ValueError, match="needs a caption"):
        show.table(frame, caption=" ")
    with pytest.raises(ValueError, match="Two columns have one name"):
        show.table(pd.DataFrame([[1, 2]], columns=["n", "n"]), caption="c")
    with pytest.raises(ValueError, match=r"'\{:.1f\}' does not fit the cell 'oil'"):
        show.table(frame, caption="c", formats={"word": "{:.1f}"})
    with pytest.raises(ValueError, match=r"No such column: \['terms'\]"):
        show.table(frame, caption="c", columns={"terms": "terms"})


def test_table_takes_missing_whole_numbers_unnamed_columns_and_single_names() -> None:
    frame = pd.DataFrame(
        {
            0: pd.array([1200, None], dtype="Int64"),
            "known": pd.array([True, None], dtype="boolean"),
            "part": pd.array([0.5, None], dtype="Float64"),
            "term": ["oil", pd.NA],
        }
    )
    shown = show.table(frame, caption="c", words="term")
    assert repr(shown) == "c\n0 | known | part | term\n1,200 | yes | 0.50 | oil\n– | – | – | –"
    assert shown.html.count("italic") == 2
    shown = show.table(frame, caption="c", columns=["term", "0"])
    assert repr(shown) == "c\nterm | 0\noil | 1,200\n– | –"


def test_table_repeats_no_random_name() -> None:
    frame = pd.DataFrame({"a": [1]})
    assert show.table(frame, caption="c").html == show.table(frame, caption="c").html
    assert " id=" not in show.table(frame, caption="c").html


def test_numbers_stand_to_the_right_under_their_heads() -> None:
    shown = show.table(pd.DataFrame({"word": ["oil"], "n": [3]}), caption="c").html
    word, number = shown.index("text-align:left"), shown.rindex("text-align:right")
    assert shown.count("text-align:right") == 2  # the head and the cell
    assert word < shown.index(">word<") < shown.index(">n<") < number < shown.index(">3<")


def test_long_text_wraps_and_short_text_does_not() -> None:
    short, long = (
        show.table(pd.DataFrame({"text": [words]}), caption="c").html.split("<td")[1]
        for words in ("w" * 28, "w" * 29)
    )
    assert "white-space:nowrap" in short
    assert "min-width" not in short
    assert "min-width:14em" in long
    assert "nowrap" not in long


def test_a_true_minus_in_cells_and_a_hyphen_in_text() -> None:
    frame = pd.DataFrame({"n": [-1200], "x": [-0.5], "text": ["-1"], "day": ["2014-01-02"]})
    frame["day"] = pd.to_datetime(frame["day"]).dt.date
    assert (
        repr(show.table(frame, caption="c")).splitlines()[-1] == "−1,200 | −0.50 | -1 | 2014-01-02"
    )


def test_a_concordance_keeps_the_marks_and_spaces_of_the_article() -> None:
    frame = pd.DataFrame({"article": "a", "sentence": 1, "left": ["“", "all "], "match": "experts"})
    shown = show.concordance(frame.assign(right=", one"), caption="c")
    assert shown.html.count("<strong>experts</strong>, one</em></td>") == 2
    assert shown.html.count("padding-right:.3em") == 1
    assert repr(shown).splitlines()[1] == "a:1 | “ | experts | , one"


def test_a_concordance_stands_under_each_groups_label_in_the_order_of_the_table() -> None:
    frame = pd.DataFrame(
        {"article": ["b", "a", "b"], "sentence": [1, 2, 3], "left": "", "right": ""}
    )
    frame = frame.assign(match="x", era=pd.Categorical(["late", "early", "late"]))
    assert repr(show.concordance(frame, caption="c", by="era")).splitlines() == [
        "c", "late: 2", "b:1 |  | x | ", "b:3 |  | x | ", "early: 1", "a:2 |  | x | "
    ]  # fmt: skip


def test_a_concordance_without_columns_or_a_caption() -> None:
    with pytest.raises(ValueError, match=r"A concordance needs the columns \['left', 'match', 'r"):
        show.concordance(sentences(1), caption="c")
    with pytest.raises(ValueError, match="needs a caption"):
        show.concordance(sentences(1), caption=" ")


def test_a_wide_table_can_be_scrolled_by_keys_under_its_name() -> None:
    """As axe demands of what scrolls (scrollable-region-focusable); the name is plain text."""
    caption = f'Of "{"w" * 40}" <b>. And how to read it.'
    for shown in (
        show.table(pd.DataFrame({"a": [1]}), caption=caption),
        show.concordance(sentences(1).assign(left="", match="m", right=""), caption=caption),
    ):
        name = f"Of &quot;{'w' * 40}&quot; &lt;b&gt;"
        box = f'<div style="overflow-x:auto" role="group" tabindex="0" aria-label="{name}"><table'
        assert shown.html.startswith(box)


def test_each_row_of_a_concordance_and_each_group_has_a_head() -> None:
    frame = sentences(2, each=3).assign(left="", match="m", right="")
    markup = show.concordance(frame, caption="c", by="label").html
    assert markup.count('<th colspan="3" scope="colgroup"') == 2
    assert markup.count('<th scope="row"') == 6
