"""What cannot be seen in a text taken out, and the way back to the untouched text."""

import re
import unicodedata
from functools import lru_cache
from itertools import groupby
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kzlib.text import characters as char

# A soft hyphen counts where it cuts a word at a line's end; a joiner, a selector and the letters of
# a flag where they say which picture it is.
UNSEEN = re.compile(
    f"[{char.INVISIBLE}](?<!{char.SOFT_HYPHEN})"
    f"|{char.SOFT_HYPHEN}(?:(?<!\\w.)|(?![^\\S\r{char.LINE_END}]*[\r{char.LINE_END}]))"
    f"|(?<![{char.PICTURE}])(?<![{char.PICTURE}]{char.AS_PICTURE}){char.JOINER}"
    f"|(?<![{char.PICTURE}]){char.AS_PICTURE}(?:(?<![\\d#*].)|(?!\u20e3))"
    f"|(?<![{char.PICTURE}{char.FLAG_TAG}])(?<![{char.PICTURE}]{char.AS_PICTURE})"
    "[\U000e0000-\U000e007f]+"
)
ASCII = bytes(range(128))
UNSAFE = re.compile(
    "[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)

# More marks on a letter than Unicode's limit for streams (UAX 15, 13), or what may become such.
MANY_MARKS = re.compile("(?:[^\\w\\s\0-\u02ff]|[\uff9e\uff9f]){31}")


def normal_form(form: Literal["NFC", "NFKC"], text: str) -> str:
    """What `unicodedata.normalize` gives, in the time of the text's length.

    It sorts marks by insertion: thousands on one letter take it the square of their number. So they
    are sorted before.
    """
    if MANY_MARKS.search(text):
        apart = "".join(unicodedata.normalize(form.replace("C", "D"), each) for each in text)  # type: ignore[arg-type]
        runs = groupby(apart, key=lambda each: unicodedata.combining(each) > 0)
        text = "".join("".join(sorted(run, key=unicodedata.combining)) for _, run in runs)
    return unicodedata.normalize(form, text)


def plain_text(text: str) -> str:
    """The text in normal form C without its invisible characters; itself where it is so already.

    >>> plain_text("Garci\\u0301a\\u200b") == "Garc\\u00eda"
    True
    """
    if all(map(_is_plain, wide_characters(text))):
        return text
    return normal_form("NFC", UNSEEN.sub("", text))


def wide_characters(text: str) -> set[str]:
    """The distinct characters of a text that are not ASCII: few, and found in little time."""
    if text.isascii():
        return set()
    return {*text.encode(errors="surrogatepass").translate(None, ASCII).decode(errors="replace")}


@lru_cache(maxsize=1 << 14)
def _is_plain(character: str) -> bool:
    """Whether a character is never taken out of a text nor written in another way, wherever."""
    between = f"a{character}a"
    kept = normal_form("NFC", UNSEEN.sub("", between)) == between
    return kept and not _is_part_of_one_before(character)


def has_half(text: str) -> bool:
    """Whether a text holds half of a pair of surrogates: UTF-8 cannot write it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def harmless(text: str) -> str:
    """The text with a blank for control characters that are white space, and � for the rest.

    >>> harmless("\\x1b[31mred\\tand\\x9bblue")
    '�[31mred and�blue'
    """
    return UNSAFE.sub(lambda found: " " if found[0].isspace() else "\ufffd", text)


def places_in(text: str) -> NDArray[np.int64]:
    """Where each character of `plain_text(text)` begins in the text, and last its length.

    An invisible character goes to the character before it; at the beginning, and after white
    space, to the one that follows.

    >>> places_in("A \\u200be\\u0301!").tolist()
    [0, 1, 2, 5, 6]
    """
    hidden = {at for found in UNSEEN.finditer(text) for at in range(*found.span())}
    kept = [at for at in range(len(text)) if at not in hidden]
    seen = [text[at] for at in kept]
    places: list[int] = []
    first, begins = 0, 0
    for after in range(1, len(seen) + 1):
        if after < len(seen) and _is_part_of_one_before(seen[after]):
            continue
        written = normal_form("NFC", "".join(seen[first:after]))
        ends = kept[after - 1] + 1 if written.isspace() or after == len(seen) else kept[after]
        # A mark that stays a character keeps its place; what grows has no place for the rest.
        marks = [*kept[first + 1 : after], *[ends] * len(written)]
        places += [begins, *marks[: len(written) - 1]]
        first, begins = after, ends
    return np.array([*places, len(text)], dtype=np.int64)


def _is_part_of_one_before(character: str) -> bool:
    """Whether a character may be written as one with the letter before: a mark, half a syllable."""
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"
