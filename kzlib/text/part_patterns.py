"""What titles, notes and promotion look like: the patterns behind the rules of `parts`."""

import re

from kzlib.text import characters as char
from kzlib.text.files import read_data

LISTS = read_data("part_patterns")
FRAGMENTS = {**LISTS["fragments"], "TOLD": read_data("speech_words")["told"]["words"]}
FRAGMENT = re.compile(r"\{([A-Z]+)\}")


def _pattern(written: str | list[str]) -> str:
    """A pattern or a choice of them, with the fragments that it names put in."""
    either = written if isinstance(written, str) else f"(?:{'|'.join(written)})"
    return FRAGMENT.sub(lambda name: _pattern(FRAGMENTS[name[1]]), either)


def _rules(table: str, flags: int = re.IGNORECASE) -> dict[str, re.Pattern[str]]:
    """The patterns of a table by the names of their rules."""
    return {rule: re.compile(_pattern(each), flags) for rule, each in LISTS[table].items()}


BIO = _rules("bio", 0)
PROMO = _rules("promo")
DATABASE = _rules("database")
PAGE = _rules("page") | {"database": DATABASE["strong"]}
(CAPTION,) = _rules("caption", 0).values()
(LINKS,) = _rules("links").values()
FORM = _rules("form", 0)

PLAIN = str.maketrans(
    {char.SINGLE_OPEN: "'", char.SINGLE_CLOSE: "'", char.DOUBLE_OPEN: '"', char.DOUBLE_CLOSE: '"'}
)
