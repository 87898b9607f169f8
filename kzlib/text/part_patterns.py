"""What titles, notes and promotion look like: the patterns behind the rules of `parts`."""

import re

from kzlib.text import characters as char
from kzlib.text.pattern_files import Patterns

FILE = "part_patterns"

BIO = Patterns(FILE, "bio")
PROMO = Patterns(FILE, "promo", re.IGNORECASE)
DATABASE = Patterns(FILE, "database", re.IGNORECASE)
PAGE = Patterns(FILE, "page", re.IGNORECASE)
CAPTION = Patterns(FILE, "caption")
LINKS = Patterns(FILE, "links", re.IGNORECASE)
FORM = Patterns(FILE, "form")
LOOK = Patterns(FILE, "look")
# What a rule needs that `LOOK` does not see; the last two are letters that Python takes for an i.
RULE_HAS = (
    *(":", "rights reserved", "getty images", "shutterstock", "ap photo", "contributed"),
    *("\N{LATIN SMALL LETTER DOTLESS I}", "\N{COMBINING DOT ABOVE}"),
)

PLAIN = str.maketrans(
    {char.SINGLE_OPEN: "'", char.SINGLE_CLOSE: "'", char.DOUBLE_OPEN: '"', char.DOUBLE_CLOSE: '"'}
)
