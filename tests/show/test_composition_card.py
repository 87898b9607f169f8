"""The composition card: warnings first, what is not known is said, long tables are cut."""

from __future__ import annotations

import pandas as pd
import pytest
from show_cases import HOSTILE

from kzlib import show

WARNED = "Outlet: x and y have none in common."
ALIKE = "Length: no article is longer."


def differences(*rows: tuple[str, bool]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["says", "warns"])


def groups(*names: str) -> pd.DataFrame:
    rows = [(name, 2, 0, "", "2019-05", 1200, 600.0, 0.25) for name in names]
    columns = ["era", "articles", "outlets", "first", "last", "words", "article_words", "quoted"]
    return pd.DataFrame(rows, columns=columns)


def reprints(number: int, text: str = "the same words") -> pd.DataFrame:
    rows = [(f"b{n}", f"a{n}", 0.5, 3, text) for n in range(number)]
    return pd.DataFrame(rows, columns=["article", "other", "shared", "words", "text"])


def test_warnings_come_first_and_what_is_not_known_is_said() -> None:
    both = differences((ALIKE, False), (WARNED, True))
    shown = show.composition_card(both, groups("x", "y"), by="era", duplicates=reprints(1))
    assert repr(shown).splitlines() == [
        "The groups differ in more than era, so read each result with care:",
        f"- {WARNED}",
        "The groups by era, in figures. Words an article: the median. In quotations: the share of "
        "the words that is given as speech.",
        "era | articles | outlets | from | to | words | words an article | in quotations",
        "x | 2 | not known | not known | 2019-05 | 1,200 | 600 | 25 %",
        "y | 2 | not known | not known | 2019-05 | 1,200 | 600 | 25 %",
        "Beside these:",
        f"- {ALIKE}",
        "Articles that repeat much of an earlier one, and so count twice: 1 of 4.",
        "Which, and the longest passage in common",
        "Articles that repeat an earlier one. In common: the share of the shorter one's runs of "
        "three words that the other has too.",
        "article | earlier article | in common | words of the passage | longest passage in common",
        "b0 | a0 | 50 % | 3 | the same words",
    ]
    assert "<strong>The groups differ in more than era" in shown.html
    assert "<em>the same words</em>" in shown.html


def test_two_columns_that_group_are_one_column_of_the_card() -> None:
    rows = groups("x", "y").assign(era=["2014", "2025"], outlet=["Post", "Courier"])
    card = show.composition_card(differences((ALIKE, False)), rows, by=["outlet", "era"])
    said = repr(card).splitlines()
    assert said[0].startswith("Apart from outlet, era, the groups do not differ much")
    assert said[2].startswith("outlet, era | articles | outlets")
    assert [line.split(" | ")[0] for line in said[3:5]] == ["Post · 2014", "Courier · 2025"]


def test_without_warnings_or_reprints() -> None:
    alike = show.composition_card(differences((ALIKE, False)), groups("x"), by="era")
    assert repr(alike).startswith("Apart from era, the groups do not differ much in what is known")
    assert "Beside these" not in repr(alike)
    assert "repeat" not in repr(alike)
    none = show.composition_card(
        differences((WARNED, True)), groups("x"), by="era", duplicates=reprints(0)
    )
    assert repr(none).endswith("No article repeats much of an earlier one.")


def test_a_card_of_many_groups_says_how_many_it_leaves_out() -> None:
    many = groups(*(f"g{n:02}" for n in range(33)))
    shown = repr(
        show.composition_card(differences((WARNED, True)), many, by="era", duplicates=reprints(40))
    )
    assert "3 more groups are left out here." in shown
    assert "10 more articles are left out here." in shown
    assert "g29 |" in shown
    assert "g30 |" not in shown
    assert "twice: 40 of 66." in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_what_articles_say_is_escaped(text: str) -> None:
    frame = groups(text).rename(columns={"era": "<b>"})
    rows = differences((text, True), (text, False))
    shown = show.composition_card(rows, frame, by="<b>", duplicates=reprints(1, text)).html
    assert "<script" not in shown
    assert "<b>" not in shown


def test_columns_that_are_missing() -> None:
    with pytest.raises(ValueError, match=r"The card needs the columns \['says'\]"):
        show.composition_card(differences().drop(columns="says"), groups("x"), by="era")
    with pytest.raises(ValueError, match="The groups need the columns"):
        show.composition_card(differences(), groups("x"), by="year")
    with pytest.raises(ValueError, match="The reprints need the columns"):
        show.composition_card(differences(), groups("x"), by="era", duplicates=groups("x"))
