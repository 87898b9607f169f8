"""A sentence as VADER's rules can read it: what a mark looks like changes no tone."""

import re
import unicodedata
from functools import cache

from kzlib.text import characters as char
from kzlib.text.tokens import LIKE

APOSTROPHE = char.APOSTROPHE + char.SINGLE_RARE
"""What is made straight; single quotation marks look the same."""

WRITTEN = dict.fromkeys(APOSTROPHE, "'")
WRITTEN |= {letters: unicodedata.normalize("NFKC", letters) for letters in char.LIGATURE}


@cache
def _taken_out() -> str:
    """The pattern of what is taken out; a doubled apostrophe is a quotation mark too: ``so''."""
    unseen = rf'(?:{LIKE["ignored"].pattern}|["{char.DOUBLE}{char.DOUBLE_RARE}])'
    return rf"{unseen}|[{APOSTROPHE}]{unseen}*[{APOSTROPHE}]"


@cache
def _changed() -> re.Pattern[str]:
    """What is taken out or written in another way."""
    return re.compile(rf"{_taken_out()}|[{''.join(WRITTEN.keys() - {APOSTROPHE[0]})}]")


def prepare(text: str) -> tuple[str, list[int]]:
    """A sentence in plain type, and where in the text each of its characters stands.

    - Apostrophes and single quotation marks of every form become '.
    - Double quotation marks of every form ('' and `` too) and invisible characters are taken out.
    - Ligatures are opened. All else stays; character references and garbled marks are no marks.

    Without this, nltk's analyser does not know isn’t as a negation, and it loses a word beside a
    curly mark or with more than one mark at its ends: “good plan”, "good", good."

    >>> prepare("“It isn’t ﬁne.”")
    ("It isn't fine.", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 11, 12, 13])
    """
    if not _changed().search(text):
        return text, [*range(len(text))]
    out = {at for found in re.finditer(_taken_out(), text) for at in range(*found.span())}
    kept = [
        (letter, at)
        for at, written in enumerate(text)
        if at not in out
        for letter in WRITTEN.get(written, written)
    ]
    return "".join(letter for letter, _ in kept), [at for _, at in kept]
