"""What a picture may be given: the checks that several pictures share."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from show_cases import GROUPS, ROWS, agreed, asked, draw_agreed, draw_asked, draw_bars, toned

from kzlib.show.picture_checks import check_needs, groups_of


def test_groups_stand_in_the_order_of_the_table() -> None:
    frame = pd.DataFrame({"era": pd.Categorical([2, 1, 2], categories=[1, 2, 3]), "n": 0})
    assert groups_of(frame, "era", ["n"]) == ["2", "1"]
    with pytest.raises(ValueError, match="one to 4 groups side by side; 'n' has 5"):
        groups_of(pd.DataFrame({"n": range(5)}), "n", [])


def test_missing_columns_are_named_beside_those_that_are_there() -> None:
    with pytest.raises(ValueError, match=r"A b needs the columns \['y', 'z'\]; got \['x'\]\."):
        check_needs(pd.DataFrame({"x": [1]}), ["x", "y", "z"], "A b needs")


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: draw_bars(toned()[:0]), "one to 4 groups"),
        (lambda: draw_bars(rows={"sea": "s"}), r"'air', 'hill', 'sky', which no row takes"),
        (lambda: draw_bars(rows=dict.fromkeys(["air", "hill", "sky"], "s")), "has 'sea', which no"),
        (lambda: draw_bars(toned().drop(columns="whom")), r"needs the columns \['whom'\]"),
        (lambda: draw_bars(rows=dict.fromkeys(ROWS, " ")), r"needs a label of text; got \[' '\]"),
        (lambda: draw_bars(toned().replace({GROUPS[0]: None})), "table needs its 'label'; some"),
        (lambda: draw_bars(up="x", down="x"), "Two columns of the numbers are called 'x'"),
        (lambda: draw_bars(toned().assign(row="x"), by="row"), "are called 'row'; rename one"),
        (lambda: draw_asked(asked()[:0]), "one to 4 groups"),
        (lambda: draw_asked(rows={"crew": "the crew"}), "has 'cook', which no row takes"),
        (lambda: draw_asked(asked().drop(columns="who")), r"needs the columns \['who'\]"),
        (lambda: draw_asked(rows={"crew": "", "cook": ""}), r"needs a label of text; got \[''\]"),
        (lambda: draw_asked(asked().replace({GROUPS[0]: " "})), "needs its 'label'; some have"),
        (lambda: draw_asked(by="who"), "Two columns are called 'who'; rename one"),
        (lambda: draw_agreed(agreed()[:0]), "one to 4 groups"),
        (lambda: draw_agreed(agreed().drop(columns="n")), r"needs the columns \['n'\]"),
        (lambda: draw_agreed(by="era"), r"needs the columns \['era'\]"),
        (lambda: draw_agreed(agreed().assign(method="")), "needs a label of text"),
        (lambda: draw_agreed(agreed().replace({GROUPS[0]: ""})), "needs its 'label'; some have"),
        (lambda: draw_agreed(agreed().assign(sentences="x"), by="sentences"), "'sentences'; ren"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_words(draw: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw()
