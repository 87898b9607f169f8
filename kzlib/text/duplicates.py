"""The same text twice: articles under two ids, and paragraphs that a scraper doubled."""

import hashlib
from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias, TypeVar

from kzlib.text.notices import warn
from kzlib.text.part_patterns import PLAIN
from kzlib.text.plain import plain_text, wide_characters

Name = TypeVar("Name", str, int)

Duplicates: TypeAlias = Literal["warn", "drop", "keep"]
LEAST = 8  # different words; shorter texts and paragraphs may well be the same
BEGINNING = 400  # characters, which mostly hold more different words than that
SPACES = bytes(each for each in range(128) if chr(each).isspace())
SHOWN = 5  # places that a warning names


class Repeats(NamedTuple):
    """What the texts of a corpus are known again by, and the paragraphs that one has twice."""

    texts: dict[str, bytes]
    paragraphs: dict[str, dict[int, int]]

    def same(self, seen: dict[bytes, str]) -> dict[str, str]:
        """Articles whose text was seen before -> the first that has it; `seen` grows."""
        return same_keys(self.texts, seen)

    def places(self, same: dict[str, str]) -> list[str]:
        """All that is there twice, in the words of a warning."""
        return [f"{name} is {first}" for name, first in same.items()] + [
            f"{name}, paragraph {later} is its paragraph {first}"
            for name, twice in self.paragraphs.items()
            if name not in same
            for later, first in twice.items()
        ]


def same_keys(keys: Mapping[Name, bytes], seen: dict[bytes, Name]) -> dict[Name, Name]:
    """What has a key (`text_key`) that was seen before -> the first that has it; `seen` grows."""
    firsts = {name: seen.setdefault(key, name) for name, key in keys.items() if key}
    return {name: first for name, first in firsts.items() if name != first}


def warn_of(places: list[str]) -> None:
    """One UserWarning that names what is there twice, if anything is."""
    if places:
        more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
        warn(
            f"the same text is there twice and counts twice: {'; '.join(places[:SHOWN])}{more}; "
            'duplicates="drop" leaves the later ones out, duplicates="keep" is silent'
        )


def text_key(text: str) -> bytes:
    """What two texts share that are the same; empty for one of few different words.

    White space and the look of quotation marks make no difference.
    """
    wide = wide_characters(text)
    if not wide.isdisjoint(map(chr, PLAIN)):
        for mark, plain in PLAIN.items():
            text = text.replace(chr(mark), plain)
    text = plain_text(text)
    if len({*text[:BEGINNING].split()}) <= LEAST and len({*text.split()}) < LEAST:
        return b""
    # Without any white space, which takes less time than to make it alike.
    if any(map(str.isspace, wide)):
        text = "".join(text.split())
    letters = text.encode(errors="surrogatepass").translate(None, SPACES)
    return hashlib.blake2b(letters, digest_size=16).digest()
