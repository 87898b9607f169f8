"""The same text twice: articles under two ids, and paragraphs that a scraper doubled."""

import hashlib
import warnings
from collections.abc import Iterable
from inspect import currentframe
from typing import Literal, TypeAlias, TypeVar

from kzlib.text.part_patterns import PLAIN
from kzlib.text.plain import plain_text

Name = TypeVar("Name", str, int)

Duplicates: TypeAlias = Literal["warn", "drop", "keep"]
LEAST = 8  # different words; shorter texts and paragraphs may well be the same
SHOWN = 5  # places that a warning names


def same_texts(texts: Iterable[tuple[Name, str]], seen: dict[bytes, Name]) -> dict[Name, Name]:
    """Texts that were seen before: an article's id, or a paragraph's number -> the first's.

    White space and the look of quotation marks make no difference; `seen` grows.
    """
    firsts = {name: seen.setdefault(key, name) for name, text in texts if (key := _key(text))}
    return {name: first for name, first in firsts.items() if name != first}


def warn_of(places: list[str]) -> None:
    """One UserWarning that names what is there twice, if anything is."""
    if places:
        more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
        warn(
            f"the same text is there twice and counts twice: {'; '.join(places[:SHOWN])}{more}; "
            'duplicates="drop" leaves the later ones out, duplicates="keep" is silent'
        )


def warn(message: str) -> None:
    """One UserWarning, at the line outside kzlib that led to it."""
    frame, level = currentframe(), 1
    while frame and frame.f_globals["__name__"].startswith("kzlib."):
        frame, level = frame.f_back, level + 1
    warnings.warn(message, stacklevel=level)


def _key(text: str) -> bytes:
    """What two texts share that are the same; empty for one of few different words."""
    words = plain_text(text).translate(PLAIN).split()
    if len({*words}) < LEAST:
        return b""
    return hashlib.sha256(" ".join(words).encode(errors="replace")).digest()
