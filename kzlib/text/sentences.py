"""Paragraphs and sentences as spans of the untouched text.

One pattern finds where a sentence could end, one function decides. The patterns stand in
data/sentence_patterns.toml, what only a list can know in data/abbreviations.toml. Offsets are
characters of the text as it was given.
"""

import re
from functools import cache
from itertools import chain, pairwise

from kzlib.text import characters as char
from kzlib.text.arguments import checked
from kzlib.text.files import read_data
from kzlib.text.pattern_files import Patterns

Span = tuple[int, int]

LIKE = Patterns("sentence_patterns", "sentences")

WORD_WINDOW = 40  # characters looked at before a full stop; no abbreviation is longer
QUOTED = 2000  # characters looked at for the quotation mark that a straight one closes
SHORTEST = 3  # letters of a word that may begin a sentence after a lost space
NARROWEST = 24  # characters; shorter lines may be those of a list
SHORTENED = ("inside", "before_number", "either")  # classes of abbreviations
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
            for word in lists["words"]
            for form in (word, word.upper(), word[0].upper() + word[1:])
        )
        for name, lists in read_data("abbreviations").items()
        if isinstance(lists, dict)
    }


@checked
def paragraph_spans(text: str) -> list[Span]:
    """Find the paragraphs: spans in order, trimmed of white space.

    A paragraph is a line that is not blank. Lines end as for str.splitlines: at line feed, carriage
    return (or both), form feed, U+2028, U+2029. Where lines are hard-wrapped (they end in
    mid-sentence and the next goes on in lower case), in the file or in one block of it, a paragraph
    is a block, which a blank line, a deeper indent or a line far too short begins. A text of white
    space alone has none.

    >>> paragraph_spans(" One. \\r\\nTwo.")
    [(1, 5), (8, 12)]
    """
    spans: list[Span] = []
    on, at = False, 0
    for whole in text.splitlines(keepends=True):
        if line := whole.strip():
            start = at if whole[0] == line[0] else at + len(whole) - len(whole.lstrip())
            on = on or (line[0].islower() and bool(spans))
            spans.append((start, start + len(line)))
        at += len(whole)
    return _unwrapped(text) if on else spans  # no line goes on in the next: none is wrapped


def _unwrapped(text: str) -> list[Span]:
    """The paragraphs of a text that may be hard-wrapped."""
    lines: list[Span] = []
    blocks: list[list[Span]] = []
    indent = 0
    for found in LIKE["line"].finditer(text):
        line = _trim(text, *found.span())
        if line[0] == line[1]:
            continue
        before, indent = indent, line[0] - found.start()
        if lines and indent <= before and not LIKE["blank"].search(text, lines[-1][1], line[0]):
            blocks[-1].append(line)
        else:
            blocks.append([line])
        lines.append(line)
    width = _width(text, [pair for block in blocks for pair in pairwise(block)])
    spans: list[Span] = []
    for block in blocks:
        wrapped = width or _width(text, [*pairwise(block)])
        for line, after in pairwise([(0, 0), *block]):
            if wrapped and after != block[0] and _goes_on(text, line, after, wrapped):
                spans[-1] = (spans[-1][0], after[1])
            else:
                spans.append(after)
    return spans


@checked
def sentence_spans(text: str) -> list[Span]:
    """Find the sentences of all paragraphs: spans in order, trimmed of white space.

    A sentence never crosses a paragraph; quotation marks and brackets belong to the sentence that
    they close; every character that is not white space is in exactly one sentence. A title or
    heading is a sentence too. A text of white space alone has none.

    >>> text = "He left the U.S. Congress in Sept. 1998. It was late."
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['He left the U.S. Congress in Sept. 1998.', 'It was late.']
    """
    return [*chain.from_iterable(split_paragraph(text, each) for each in paragraph_spans(text))]


def split_paragraph(text: str, paragraph: Span) -> list[Span]:
    """Find the sentences of one paragraph of a text; offsets are those of the text."""
    spans: list[Span] = []
    start, last = _trim(text, *paragraph)
    head = LIKE["head"].match(text, start, last)
    after = head.end() if head and LIKE["in_report"].search(head[0]) else start
    for found in LIKE["candidate"].finditer(text, after, last):
        if _plainly_ends(text, start, found) or _ends(text, start, found, last):
            spans.append((start, found.end()))
            start = _trim(text, found.end(), last)[0]
    if start < last:
        spans.append((start, last))
    return spans


def _plainly_ends(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether a full stop alone, between a word without signs and a capital, ends a sentence.

    `_ends` would say so too, and takes longer: no abbreviation, no initial, no lost space.
    """
    at, after = found.span()
    if text[at:after] != "." or text[after] != " " or not text[after + 1 : after + 2].isupper():
        return False
    space = text.rfind(" ", start, at)
    name = text[space + 1 : at]
    return space > 0 and len(name) > 1 and name.isalpha() and name not in _shortened()


@cache
def _shortened() -> frozenset[str]:
    """All words that a full stop may shorten."""
    return frozenset().union(*(abbreviations()[each] for each in SHORTENED))


def _ends(text: str, start: int, found: re.Match[str], last: int) -> bool:
    """Decide whether a candidate inside a paragraph ends the sentence that begins at `start`."""
    at, mark, after = found.start(), found["mark"], found.end()
    follows = LIKE["next_word"].match(text, after, last)
    word, dot = follows.group("word", "dot") if follows else ("", "")
    clause = bool(LIKE["clause"].match(text, after, last))
    lower = word[:1].islower() and not LIKE["brand"].match(word)
    if (lower and not clause) or (found["note"] and not word[:1].isupper()):
        return False
    table, begins = abbreviations(), follows.start("word") if follows else last
    titled = text.startswith(tuple(table["titles"]), begins)
    starter = word in table["starters"] and not dot and not titled
    chunks = text[max(start, at - WORD_WINDOW) : at].split()
    before = LIKE["last_word"].search(chunks[-1]) if chunks else None
    name = before[0].replace(char.SINGLE_CLOSE, "'") if before else ""
    if not text[after].isspace():
        lost = _lost_space(text, start, found, word, starter)
        return lost and _follows_stop(name, number=True, starter=starter)
    if "!" in mark or "?" in mark:
        return not (
            LIKE["quote"].search(found["closed"]) and LIKE["speech"].match(text, after, last)
        )
    if mark != ".":  # an ellipsis that stands alone is an omission, but for a fourth dot
        alone = at == start or text[at - 1].isspace()
        return len("".join(mark.split())) > len("...") or not (alone or word == "I")
    if LIKE["marker"].fullmatch(text, start, at):
        return False
    # A headline has no full stop at its end, and its "U.S. And" is no new sentence.
    end = max(start, last - WORD_WINDOW)
    running = LIKE["running"].search(text, end, last)
    dash = bool(LIKE["dash"].match(text, after, last))
    number = word[:1].isdigit() or clause or dash or bool(found["note"])
    starter = not dash and (clause or (starter and bool(running)))
    return _follows_stop(name, number=number, starter=starter)


def _lost_space(text: str, start: int, found: re.Match[str], word: str, starter: bool) -> bool:
    """Say whether a space was lost after a candidate: what follows is no part of an address."""
    at = found.start()
    whole = LIKE["whole_word"].search(text, max(start, at - WORD_WINDOW), at)
    if not whole or LIKE["marker"].fullmatch(text, start, at):
        return False
    if '"' in found["closed"] and not text.count('"', max(start, at - QUOTED), at) % 2:
        return False  # it opens what follows
    if starter:
        return len(word) > 1 or "." not in whole[0]
    return len(word) >= SHORTEST and word.lower() not in _endings() and not whole[0][-1:].isupper()


@cache
def _endings() -> frozenset[str]:
    """How the names of sites end."""
    return frozenset(read_data("token_patterns")["fragments"]["SITE"])


def _follows_stop(name: str, *, number: bool, starter: bool) -> bool:
    """Say whether a sentence may begin after the word `name` with a full stop."""
    table = abbreviations()
    if len(name) == 1 and name.isupper():  # an initial, whatever else a C. may be
        return starter
    if name in table["inside"]:
        return False
    if name in table["before_number"]:
        return not number
    if name in table["either"] or LIKE["dotted"].fullmatch(name):
        return starter
    return True


def _trim(text: str, start: int, end: int) -> Span:
    """Move both ends of a span over white space."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _width(text: str, pairs: list[tuple[Span, Span]]) -> int:
    """The width at which lines were broken, from lines and those under them; 0 if they were not."""
    width = max((end - start for (start, end), _ in pairs), default=0)
    full = [pair for pair in pairs if _is_full(text, *pair, width)]
    ended = [_is_ended(text, line) for line, _ in full]
    lower = [text[after[0]].islower() and not LIKE["by"].match(text, *after) for _, after in full]
    on = sum(low and not end for low, end in zip(lower, ended, strict=True))
    wrapped = 2 * sum(ended) < len(full) <= 2 * on and len(pairs) <= 2 * len(full)
    return width if width >= NARROWEST and wrapped else 0


def _goes_on(text: str, line: Span, after: Span, width: int) -> bool:
    """Say whether a line of hard-wrapped text goes on in the one under it."""
    lower = text[after[0]].islower() and not LIKE["by"].match(text, *after)
    return lower or _is_full(text, line, after, width)


def _is_full(text: str, line: Span, after: Span, width: int) -> bool:
    """Say whether the next word would hardly have fitted on a line of this width."""
    word = text[slice(*after)].split(maxsplit=1)[0]
    return line[1] - line[0] + 1 + len(word) >= SIMILAR * width


def _is_ended(text: str, line: Span) -> bool:
    """Say whether a line ends as a sentence does, or announces a list."""
    return bool(LIKE["ended"].search(text, max(line[0], line[1] - WORD_WINDOW), line[1]))
