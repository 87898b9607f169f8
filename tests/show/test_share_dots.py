"""Share dots: two groups' shares on one line, and what cannot be drawn as such."""

from __future__ import annotations

import pytest
from show_cases import GROUPS, colours_of, draw_shares, shared, written

from kzlib.show import colours
from kzlib.show.canvas import Canvas


def test_each_group_has_its_numbers_in_its_colour_and_the_smaller_share_to_the_left(
    canvases: list[Canvas],
) -> None:
    picture = draw_shares()
    assert picture.numbers[GROUPS[0]].tolist() == [
        "0 of 31 (0 %)", "3 of 31 (10 %)", "31 of 31 (100 %)", "0 of 31 (0 %)"
    ]  # fmt: skip
    assert picture.numbers[GROUPS[1]].tolist()[1] == "21 of 1,055 (2 %)"
    inks = colours_of(canvases[0])
    assert inks["10 % · 3"] == inks[GROUPS[0]] == colours.GROUPS[0]
    assert inks["2 % · 21"] == inks[GROUPS[1]] == colours.GROUPS[1]
    sides = {text.get_text(): text.get_ha() for text in canvases[0].axes.texts}
    assert (sides["2 % · 21"], sides["10 % · 3"]) == ("right", "left")
    assert written(canvases[0]).count("0 % · 0") == 3  # a tie: once on each side
    assert "harvest 0 of 31 (0 %) and 14 of 1,055 (1 %)" in picture.alt


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"of": ["sentences", "words"] * 2}, "'of' has sentences, words; draw rows of one"),
        ({"target_n": [4, 5, 4, 4]}, "'target_n' has 4, 5; draw rows of one"),
        ({"target_count": 2000}, "A target_count is larger than its target_n"),
        (
            {"reference_count": 0, "reference_n": 0},
            "A reference_count is larger than its reference_n, or that is 0",
        ),
        ({"reference_count": 0.5}, "'reference_count' must hold counts"),
        ({"property": ""}, "needs a label of text"),
    ],
)
def test_rows_that_are_no_shares_of_two_groups(change: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        draw_shares(shared().assign(**change))


def test_no_rows_no_columns_and_two_groups_of_one_name() -> None:
    with pytest.raises(ValueError, match="no shares to draw"):
        draw_shares(shared()[:0])
    with pytest.raises(ValueError, match=r"needs the columns \['of'\]"):
        draw_shares(shared().drop(columns="of"))
    with pytest.raises(ValueError, match="are called 'same'"):
        draw_shares(target_label="same", reference_label="same")
