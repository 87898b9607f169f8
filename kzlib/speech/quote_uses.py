"""What quoted words are that nobody speaks: the name of a work, a term, a slogan."""

from __future__ import annotations

import re
from functools import cache

from kzlib.speech.speakers import words

SHORT = 3  # quoted words that may be scare quotes in a sentence that reports
TITLE_CAPITALS = 0.6  # of the longer words of a title in capitals
NOUN_AFTER = re.compile(
    r"\s(?!(?:and|or|but|the|he|she|they|in|on|at|of|to|for|by|with|as|is|was|has|had|will)\b)[a-z]{3,}"
)
SMALL_WORD = re.compile(r"\s(?:of|and|the|in|on|for|from|to|a|an|with)\s")
LONG_WORD = re.compile(r"[^\W\d_]{4,}")


@cache
def beside() -> dict[str, re.Pattern[str]]:
    table = words()
    terms = "|".join(map(re.escape, table["terms"]["words"]))
    works = "|".join(map(re.escape, table["works"]["words"]))
    named = "|".join(table["works"]["named"])
    policy = "|".join(table["documents"]["policy"])
    owner = "a|an|the|his|her|its|their|this|whose"
    return {
        "term": re.compile(rf"(?i:\b(?:{terms})(?:\s(?:the|a|an))?\s*$)"),
        "named": re.compile(rf"(?i:\b(?:{named}|(?:{works}),?\s(?:called|named))[,:]?\s*$)"),
        "work before": re.compile(rf"(?i:\b(?:{works})s?,?\s*(?:[—–-]+\s*)?$)"),
        "work near": re.compile(rf"(?i:\b(?:{works})s?\b)"),
        "policy": re.compile(rf"(?i:\b(?:{policy})\b)"),
        "work after": re.compile(
            rf"(?i:^,?\s*(?:is|was|became|will be)?\s*(?:{owner})\s(?:[\w-]+\s){{0,4}}?"
            rf"(?:{works})\b)"
        ),
    }


def named_use(inner: str, left: str, right: str) -> str:
    """The use of quoted words as it is told by what stands beside them: title, scare or ""."""
    marks = beside()
    if marks["named"].search(left):
        return "title"
    if marks["term"].search(left):
        return "scare"
    if not inner[:1].isupper():
        return ""
    cased = _is_title_case(inner)
    small = bool(marks["work near"].search(left) and SMALL_WORD.search(inner))
    before = marks["work before"].search(left) or small
    if marks["work after"].search(right) or (cased and before):
        return "title"
    bright = cased and inner[-1].isalnum() and NOUN_AFTER.match(right)
    return "scare" if bright else ""  # a “Bright Road” programme


def _is_title_case(inner: str) -> bool:
    longer = LONG_WORD.findall(inner)
    capitals = sum(word[0].isupper() for word in longer)
    return bool(longer) and capitals >= TITLE_CAPITALS * len(longer)


def modifies(right: str, count: int) -> bool:
    """Whether short quoted words stand before a noun, as in: a “smart” city."""
    return count <= SHORT and bool(re.match(r"\s[a-z]", right))
