"""What titles, notes and promotion look like: the patterns behind the rules of `parts`."""

import re

from kzlib.text import characters as char
from kzlib.text.pattern_files import read_patterns

FILE = "part_patterns"

BIO = read_patterns(FILE, "bio")
PROMO = read_patterns(FILE, "promo", re.IGNORECASE)
DATABASE = read_patterns(FILE, "database", re.IGNORECASE)
PAGE = read_patterns(FILE, "page", re.IGNORECASE) | {"database": DATABASE["strong"]}
(CAPTION,) = read_patterns(FILE, "caption").values()
(LINKS,) = read_patterns(FILE, "links", re.IGNORECASE).values()
FORM = read_patterns(FILE, "form")
LOOK = read_patterns(FILE, "look")
RULE_HAS = (":", "rights reserved", "getty images", "shutterstock", "ap photo", "contributed", "\N{LATIN SMALL LETTER DOTLESS I}", "\N{COMBINING DOT ABOVE}")


def any_of(rules: dict[str, re.Pattern[str]]) -> re.Pattern[str]:
    """All rules in one pattern: one look says that none is met, as mostly."""
    either = "|".join(f"(?:{each.pattern})" for each in rules.values())
    return re.compile(either, next(iter(rules.values())).flags)


ANY_PROMO, ANY_DATABASE = any_of(PROMO), any_of(DATABASE)

PLAIN = str.maketrans(
    {char.SINGLE_OPEN: "'", char.SINGLE_CLOSE: "'", char.DOUBLE_OPEN: '"', char.DOUBLE_CLOSE: '"'}
)
