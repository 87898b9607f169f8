"""What titles, notes and promotion look like: the patterns behind the rules of `parts`."""

from __future__ import annotations

import re

from kzlib.text import characters as char
from kzlib.text.files import read_data

LISTS = read_data("part_patterns")
FRAGMENT = re.compile(r"\{([A-Z]+)\}")


def _pattern(written: str | list[str]) -> str:
    """A pattern or a choice of them, with the fragments that it names put in."""
    either = written if isinstance(written, str) else f"(?:{'|'.join(written)})"
    return FRAGMENT.sub(lambda name: _pattern(LISTS["fragments"][name[1]]), either)


def _rules(table: str, flags: int = re.IGNORECASE) -> dict[str, re.Pattern[str]]:
    """The patterns of a table by the names of their rules."""
    return {rule: re.compile(_pattern(each), flags) for rule, each in LISTS[table].items()}


BIO = _rules("bio", 0)
PROMO = _rules("promo")
PAGE = _rules("page")
(CAPTION,) = _rules("caption", 0).values()
DATABASE = _rules("database")
(LINKS,) = _rules("links").values()

PLAIN = str.maketrans(
    {char.SINGLE_OPEN: "'", char.SINGLE_CLOSE: "'", char.DOUBLE_OPEN: '"', char.DOUBLE_CLOSE: '"'}
)
WORD = re.compile(r"[^\W_]+(?:['&.-][^\W_]+)*")
STOPPED = re.compile(
    rf"(?<!\.[A-Z])[.{char.ELLIPSIS}:;,][\"')\]]*$"
)  # "... Looks to the U.S." has no stop
ASKED = re.compile(r"[?!][\"')\]]*$")
QUOTED = re.compile(r"(?:[\"']|[a-z]\))$")
NEWS = re.compile(  # what a line of running text may hold or end in, and a heading seldom does
    r", \d{1,3}, |(?:%|\d ?(?:[kKM][mgW]|bn|[bm]illion|per ?cent|tonn?e?s?|tenge|dollars|euros)"
    r"|[$\N{EURO SIGN}\N{POUND SIGN}][\d.,]+|\S+\.[a-z]{2,}/\S*|(?:https?:|www\.)\S+"
    rf"|[{char.SIGNS}]{char.AS_PICTURE}?)$"
)
BULLET = re.compile(rf"[-*{char.DASHES}{char.BULLET}{char.MORE_BULLETS}] ")
NUMBERED = re.compile(r"[(\[]?(\d{1,2})[.)\]] ")
TURN = re.compile(r"([A-Z][\w.' -]{0,40}):(?: |$)")
TOLD = re.compile(
    r",[\"']? (?:[\w.'-]++ ){0,4}?"
    rf"(?:{'|'.join(read_data('speech_words')['told']['words'])})\b"
)
TAKEAWAYS = re.compile(
    r"(?:(?:key|main|the) )*(?:take-?aways|key points|main points|highlights)"
    r"(?: of [\w ]+)?:?$|(?:tl;?dr|in brief|at a glance|summary):?$",
    re.IGNORECASE,
)
