"""Paragraphs and sentences as spans of the untouched text.

One regular expression finds where a sentence could end, one function decides, and what only a list
can know stands in data/abbreviations.toml. Offsets are characters of the text as it was given.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from kzlib.text import characters as char
from kzlib.text.files import read_data
from kzlib.text.tokens import LINE

Span = tuple[int, int]

STOP = f"[.!?{char.ELLIPSIS}]"
CLOSERS = rf"\"'{char.SINGLE_CLOSE}{char.DOUBLE_CLOSE}{char.ANGLE_CLOSE})\]}}"
OPENERS = (
    rf"\"'{char.SINGLE}{char.DOUBLE_OPEN}{char.LOW}{char.ANGLE_OPEN}"
    rf"(\[{{{char.DASHES}{char.BULLET}*{char.INVERTED}-"
)
# Curly marks may also have been read in a wrong encoding.
CLOSING = rf"[{CLOSERS}]|{char.MISREAD}[{char.MISREAD_CLOSE}]?"
OPENING = rf"[{OPENERS}]|{char.MISREAD}[{char.MISREAD_OPEN}]"
# A run of end marks, what it closes (also a note like [3]), and white space, the end of the
# paragraph, or, in a text that lost a space ("corridor.The"), a word that begins sentences.
CANDIDATE = re.compile(
    rf"(?P<mark>{STOP}(?<!{STOP}.){STOP}*+)(?P<closed>(?:{CLOSING}|\[\d{{1,3}}\])*+)"
    r"(?:(?=\s|\Z)|(?<=[a-z][a-z][.!?])(?=[A-Z][a-z]*\s))"
)
LAST_WORD = re.compile(rf"[^\W_](?:[\w.&'{char.SINGLE_CLOSE}]*\w)?$")
NEXT_WORD = re.compile(rf"\s*(?:{OPENING})*\s*(?P<word>[^\W_]+)(?P<dot>\.?)")
DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")  # C, U.S, a.m
BRAND = re.compile(r"[a-z]{1,2}[A-Z]")  # a sentence may begin with iPhone
MARKER = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[)\]]?")  # of a list: 1. or iv.
QUOTE = re.compile(f"[\"'{char.SINGLE_CLOSE}{char.DOUBLE_CLOSE}]")
SPEECH = re.compile(  # "Why?" Mr. Lee asked.
    rf"\s*(?:[A-Z][\w.'{char.SINGLE_CLOSE}-]*\s+){{1,3}}"
    rf"(?:{'|'.join(read_data('speech_words')['after_question']['words'])})\b"
)
END = re.compile(rf"{STOP}[{CLOSERS}]*\Z")
WHOLE_WORD = re.compile(rf"(?<!\S)[{OPENERS}]*[^\W_]+(?:[-'{char.SINGLE_CLOSE}][^\W_]+)*\Z")
BREAK = f"(?:\r\n|\r(?!\n)|[{char.LINE_END}])"
BLANK = re.compile(rf"{BREAK}\s*?{BREAK}")

WORD_WINDOW = 40  # characters looked at before a full stop; no abbreviation is longer
WRAPPED_LINES = 4  # fewer lines than this inside blocks show no habit
WRAPPED_SHARE = 0.8  # "most lines"
SIMILAR = 0.7  # of the longest line


@cache
def abbreviations() -> dict[str, frozenset[str]]:
    """Give the table of abbreviations: class -> words as they may stand in a text.

    The classes are `inside`, `before_number`, `either`, `starters` and `titles`; what each means
    stands in data/abbreviations.toml.

    >>> "Sept" in abbreviations()["before_number"]
    True
    """
    return {
        name: frozenset(
            form
            for word in entry["words"]
            for form in (word, word.upper(), word[0].upper() + word[1:])
        )
        for name, entry in read_data("abbreviations").items()
        if isinstance(entry, dict)
    }


def paragraph_spans(text: str) -> list[Span]:
    """Find the paragraphs: spans in order, trimmed of white space.

    A paragraph is a line that is not blank. Lines end as for str.splitlines: at line feed, carriage
    return (or both), form feed, U+2028, U+2029. In a hard-wrapped text (most lines inside blocks of
    similar length, ending mid-sentence and going on in lower case) a paragraph is a block, which a
    blank line or a deeper indent begins. A text of white space alone has none.

    >>> paragraph_spans(" One. \\r\\nTwo.")
    [(1, 5), (8, 12)]
    """
    lines: list[Span] = []
    blocks: list[list[Span]] = []
    indent = 0
    for found in LINE.finditer(text):
        line = _trim(text, *found.span())
        if line[0] == line[1]:
            continue
        before, indent = indent, line[0] - found.start()
        if lines and indent <= before and not BLANK.search(text, lines[-1][1], line[0]):
            blocks[-1].append(line)
        else:
            blocks.append([line])
        lines.append(line)
    if not _is_wrapped(text, blocks):
        return lines
    return [(block[0][0], block[-1][1]) for block in blocks]


def sentence_spans(text: str) -> list[Span]:
    """Find the sentences of all paragraphs: spans in order, trimmed of white space.

    A sentence never crosses a paragraph; quotation marks and brackets belong to the sentence that
    they close; every character that is not white space is in exactly one sentence. A title or
    heading is a sentence too. A text of white space alone has none.

    >>> text = "He left the U.S. Congress in Sept. 1998. It was late."
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['He left the U.S. Congress in Sept. 1998.', 'It was late.']
    """
    return [
        span for paragraph in paragraph_spans(text) for span in split_paragraph(text, paragraph)
    ]


def split_paragraph(text: str, paragraph: Span) -> list[Span]:
    """Find the sentences of one paragraph of a text; offsets are those of the text."""
    spans: list[Span] = []
    start, last = paragraph
    for found in CANDIDATE.finditer(text, start, last):
        if found.end() == last or _ends(text, start, found, last):
            spans.append((start, found.end()))
            start = _trim(text, found.end(), last)[0]
    if start < last:
        spans.append((start, last))
    return spans


def _ends(text: str, start: int, found: re.Match[str], last: int) -> bool:
    """Decide whether a candidate inside a paragraph ends the sentence that begins at `start`."""
    at, mark, after = found.start(), found["mark"], found.end()
    follows = NEXT_WORD.match(text, after, last)
    word, dot = follows.group("word", "dot") if follows else ("", "")
    titled = follows is not None and text.startswith(
        tuple(abbreviations()["titles"]), follows.start("word")
    )
    starter = word in abbreviations()["starters"] and not dot and not titled
    if word[:1].islower() and not BRAND.match(word):
        return False
    if not text[after].isspace():  # a space was lost
        return starter and bool(WHOLE_WORD.search(text, max(start, at - WORD_WINDOW), at))
    if "!" in mark or "?" in mark:
        return not (QUOTE.search(found["closed"]) and SPEECH.match(text, after, last))
    if mark != ".":  # an ellipsis that stands alone is an omission
        return at > start and not text[at - 1].isspace() and word != "I"
    if MARKER.fullmatch(text, start, at):
        return False
    chunks = text[max(start, at - WORD_WINDOW) : at].split()
    before = LAST_WORD.search(chunks[-1]) if chunks else None
    name = before[0].replace(char.SINGLE_CLOSE, "'") if before else ""
    # A headline has no full stop at its end, and its "U.S. And" is no new sentence.
    starter = starter and bool(END.search(text, max(start, last - WORD_WINDOW), last))
    return _follows_stop(name, number=word[:1].isdigit(), starter=starter)


def _follows_stop(name: str, *, number: bool, starter: bool) -> bool:
    """Say whether a sentence may begin after the word `name` with a full stop."""
    table = abbreviations()
    if name in table["inside"]:
        return False
    if name in table["before_number"]:
        return not number
    if name in table["either"] or DOTTED.fullmatch(name):
        return starter
    return True


def _trim(text: str, start: int, end: int) -> Span:
    """Move both ends of a span over white space."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_wrapped(text: str, blocks: list[list[Span]]) -> bool:
    """Say whether the lines of a text were broken by width, not by paragraph."""
    pairs = [pair for block in blocks for pair in pairwise(block)]
    if len(pairs) < WRAPPED_LINES:
        return False
    inner = [line for line, _ in pairs]
    lengths = [end - start for start, end in inner]
    least = SIMILAR * max(lengths)
    similar = sum(length >= least for length in lengths)
    ended = sum(bool(END.search(text, max(start, end - WORD_WINDOW), end)) for start, end in inner)
    many = WRAPPED_SHARE * len(inner)
    goes_on = sum(text[start].islower() for _, (start, _) in pairs)
    return similar >= many and 2 * ended < len(inner) <= 2 * goes_on
