"""The characters by name: what a class of them holds, and what it does not."""

import re
import unicodedata

import pytest

from kzlib.text import characters

GROUPS = {name: value for name, value in vars(characters).items() if name.isupper()}


def members(group: str) -> set[str]:
    """All characters that a group stands for inside the brackets of a regular expression."""
    return set(re.findall(f"[{GROUPS[group]}]", "".join(map(chr, range(0x20000)))))


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_is_part_of_a_class(group: str) -> None:
    assert members(group) or group == "FLAG_TAG"


def test_lines_end_as_for_python() -> None:
    ends = {char for char in map(chr, range(0x20000)) if len(f"a{char}b".splitlines()) == 2}
    assert members("LINE_END") | {"\r"} == ends


def test_groups_hold_what_they_are_called() -> None:
    for group, kinds in {
        "APOSTROPHE": ("APOSTROPHE", "SINGLE QUOTATION MARK", " ACCENT", "TURNED COMMA"),
        "SHORT_HYPHEN": ("HYPHEN", "EN DASH"),
        "DOUBLE": ("DOUBLE",),
        "FRACTION": ("FRACTION",),
    }.items():
        for char in members(group):
            assert any(kind in unicodedata.name(char) for kind in kinds), char
    assert {unicodedata.category(char) for char in members("MONEY")} == {"Sc", "Cn"}
    assert len(members("APOSTROPHE")) == 8


IGNORABLE = """
00AD 034F 061C 115F-1160 17B4-17B5 180B-180F 200B-200F 202A-202E 2060-206F 3164 FE00-FE0F FEFF FFA0
FFF0-FFF8 1BCA0-1BCA3 1D173-1D17A
"""
"""Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties, 15.0), but for tags and selectors
from E0000 on."""


def test_what_is_invisible_is_what_unicode_lets_one_ignore() -> None:
    ends = [each.split("-") for each in IGNORABLE.split()]
    ignorable = {chr(n) for each in ends for n in range(int(each[0], 16), int(each[-1], 16) + 1)}
    pictures = {characters.JOINER, characters.AS_PICTURE}
    blank = {"\u2800", "\ufff9", "\ufffa", "\ufffb"}  # in braille, and round annotations
    assert members("INVISIBLE") == ignorable - pictures | blank
