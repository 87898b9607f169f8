"""The colours: legible on both grounds, and typed in one module only."""

import re
from pathlib import Path

from show_cases import contrast

import kzlib
from kzlib.show import colours


def test_colours_stand_out() -> None:
    for ground in (colours.PAPER, colours.TRACK):
        for ink in (*colours.GROUPS, colours.INK, colours.GREY):
            assert contrast(ink, ground) >= 4.5


def test_no_other_module_types_a_colour() -> None:
    typed = re.compile(r"#[0-9a-f]{6}\b|#[0-9a-f]{3}['\"]|\b(rgb|hsl)a?\(", re.IGNORECASE)
    modules = Path(kzlib.__file__).parent.rglob("*.py")
    found = {path.name for path in modules if typed.search(path.read_text(encoding="utf-8"))}
    assert found == {"colours.py"}
