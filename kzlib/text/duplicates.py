"""The same text twice: articles under two ids, and paragraphs that a scraper doubled."""

import hashlib
import warnings
from collections.abc import Iterable, Mapping

from kzlib.text.part_patterns import PLAIN

CHOICES = ("warn", "drop", "keep")
LEAST = 8  # different words; shorter texts and paragraphs may well be the same
SHOWN = 5  # places that a warning names


def check_duplicates(duplicates: str) -> None:
    """ValueError where it is not said what is to be done with the same text twice."""
    if duplicates not in CHOICES:
        raise ValueError(f"duplicates is {duplicates!r}; give one of: {', '.join(CHOICES)}")


def same_articles(texts: Mapping[str, str], seen: dict[bytes, str]) -> dict[str, str]:
    """Articles whose text was seen before: id -> the id that it had first; `seen` grows.

    White space and the look of quotation marks make no difference.
    """
    firsts = {
        name: seen.setdefault(key, name) for name, text in texts.items() if (key := _key(text))
    }
    return {name: first for name, first in firsts.items() if name != first}


def same_paragraphs(paragraphs: Iterable[tuple[int, str]]) -> dict[int, int]:
    """Numbers of paragraphs whose text stands before: number -> the number of the first."""
    seen: dict[bytes, int] = {}
    firsts = {n: seen.setdefault(key, n) for n, text in paragraphs if (key := _key(text))}
    return {number: first for number, first in firsts.items() if number != first}


def warn_of(places: list[str], duplicates: str) -> None:
    """One UserWarning that names what is there twice, where it is not left out or kept as meant."""
    if places and duplicates == "warn":
        more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
        warnings.warn(
            f"the same text is there twice and counts twice: {'; '.join(places[:SHOWN])}{more}; "
            'duplicates="drop" leaves the later ones out, duplicates="keep" is silent',
            stacklevel=4,
        )


def _key(text: str) -> bytes:
    """What two texts share that are the same; empty for one of few different words."""
    words = text.translate(PLAIN).split()
    if len({*words}) < LEAST:
        return b""
    return hashlib.sha256(" ".join(words).encode(errors="replace")).digest()
