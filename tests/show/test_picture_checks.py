"""What a picture may be given: the checks that several pictures share."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from show_cases import (
    GROUPS,
    ROWS,
    agreed,
    asked,
    draw_agreed,
    draw_anatomy,
    draw_asked,
    draw_bars,
    draw_shuffles,
    draw_words,
    keyness,
    shuffled,
    toned,
)

from kzlib.show.picture_checks import check_needs, groups_of

HUGE = pd.Series([10**400] * 4, dtype=object)


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
        (lambda: draw_asked(by="who"), "Two columns of the numbers are called 'who'"),
        (lambda: draw_asked(asked().assign(who=b"crew")), "'who' holds b'crew'; give text or num"),
        (lambda: draw_asked(asked(words="x" * 99_999)), "more than 20,000 pixels high"),
        (lambda: draw_bars(toned().assign(whom=[["sea"]] * 60)), r"'whom' holds \['sea'\]; give"),
        (lambda: draw_words(pd.concat([keyness()] * 2, axis=1)), "Two columns are called 'term'"),
        (lambda: draw_words(keyness().assign(low="1")), "'low' must hold numbers, or nan; got '1'"),
        (lambda: draw_words(keyness().assign(low=HUGE)), "'low' must hold numbers, or nan; got"),
        (lambda: draw_words(keyness().assign(target_count=-1)), "must hold counts; got -1.0"),
        (lambda: draw_words(keyness().assign(target_count=0.5)), "must hold counts; got 0.5"),
        (lambda: draw_words(keyness().assign(term="w" * 999)), "no room to draw .*; shorten the l"),
        (lambda: draw_shuffles(shuffled().assign(observed="yes")), "True or False; got 'yes'"),
        (lambda: draw_anatomy(by="article"), "Two columns of the numbers are called 'art"),
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
