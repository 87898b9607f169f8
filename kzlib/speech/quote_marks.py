"""Where quoted spans begin and end; pure, no pandas.

A mark's shape says which side it may be, what stands beside it says which side it is, and what is
open decides the rest. Only the outer pair is a span: marks inside it are part of its text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.entities import html5
from itertools import pairwise

from kzlib.speech.speakers import LIKE
from kzlib.text.sentences import Span

# Shapes of one family close each other, so “…" is a pair.
SHAPES = {
    "double_open": "\N{LEFT DOUBLE QUOTATION MARK}\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}",
    "double_close": "\N{RIGHT DOUBLE QUOTATION MARK}",
    "double_low": "\N{DOUBLE LOW-9 QUOTATION MARK}",
    "double_any": '"\N{FULLWIDTH QUOTATION MARK}',
    "single_open": "\N{LEFT SINGLE QUOTATION MARK}\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}",
    "single_close": "\N{RIGHT SINGLE QUOTATION MARK}",
    "single_low": "\N{SINGLE LOW-9 QUOTATION MARK}",
    "single_any": "'\N{FULLWIDTH APOSTROPHE}",
    "angle_open": "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    "angle_close": "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}",
    "small_open": "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
    "small_close": "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
}
OTHERWISE = {  # as TeX has them; garbled and then cut
    "double_open": "``",
    "double_any": "''",
    "double_close": r"â€(?:\ufffd|(?=[\s.,;:!?)\]]|\Z))",
}


def _lost(character: str) -> Iterator[str]:
    """What a file may have for a mark: character references, and UTF-8 read as another encoding."""
    yield from (f"&{name}" for name, named in html5.items() if named == character and ";" in name)
    yield from (f"&#{ord(character)};", f"&#x{ord(character):x};")
    if not character.isascii():
        for encoding in ("latin-1", "cp1252"):  # of which the second has no 0x9d and keeps it
            garbled = character.encode().decode(encoding, errors="backslashreplace")
            yield garbled.replace(r"\x9d", "\x9d")


def _pattern(shape: str, characters: str) -> str:
    """All that a mark of one shape may look like."""
    # In garbled dashes, â€“ and â€”, the last character is no mark.
    behind = "(?<!â€)" if shape.startswith("double") else ""
    others = [re.escape(text) for character in characters for text in _lost(character)]
    return "|".join([f"{behind}[{characters}]", *others, *filter(None, [OTHERWISE.get(shape)])])


ANY = "|".join(f"(?P<{shape}>{_pattern(shape, SHAPES[shape])})" for shape in SHAPES)
FIRST = "".join({text[0] for each in "".join(SHAPES.values()) for text in _lost(each)})
QUOTES = "`" + "".join(SHAPES.values())
MARK = re.compile(f"(?=[{QUOTES}{FIRST}])(?:{ANY})")  # a cheap look at where none can be
DASHES = "\N{EM DASH}\N{EN DASH}-"
BEFORE_OPEN = f"([{{<>{DASHES}/\N{INVERTED QUESTION MARK}\N{INVERTED EXCLAMATION MARK}{QUOTES}"
AFTER_CLOSE = f".,;:!?)]}}<{DASHES}/\N{HORIZONTAL ELLIPSIS}{QUOTES}"
NEVER_OPENS = ".,;:!?)]}"  # right after a mark; an ellipsis may begin a quotation
RUN_ON = 3  # paragraphs within which a curly mark may close what another paragraph opened
LOOK_BACK = 12  # characters; no pattern that looks back is longer


@dataclass(frozen=True)
class Mark:
    """A mark at start to end: its family, its shape's side, and the sides that its place allows."""

    start: int
    end: int
    family: str
    shape: str
    opens: bool
    closes: bool


def quoted_spans(text: str, paragraphs: Iterable[Span]) -> list[Span]:
    """Find the quoted spans of a text, marks included, in order and without overlap.

    - A span that no mark closes ends with its paragraph, unless the next paragraph begins with an
      opening mark of the same family, or a curly mark closes it within three paragraphs: then it
      runs on.
    - A single mark that nothing closes is an apostrophe.
    - Marks inside a span are part of it.

    >>> text = "She said: “It's ‘late’.” 'No', don't."
    >>> [text[a:b] for a, b in quoted_spans(text, [(0, len(text))])]
    ["“It's ‘late’.”", "'No'"]
    """
    blocks = [(span, _marks(text, *span)) for span in paragraphs]
    spans: list[Span] = []
    carried: Mark | None = None
    for number, ((span, marks), (below, following)) in enumerate(
        pairwise([*blocks, ((0, 0), [])]), 1
    ):
        first = following[0] if following and following[0].start == below[0] else None
        reopens = first.family if first and first.opens else ""
        if not reopens:  # “One paragraph. / Another.”
            later = next((each[0] for _, each in blocks[number : number + RUN_ON] if each), None)
            if later and later.shape == "close" and later.family == "double":
                reopens = later.family
        carried = _read_paragraph(text, span, marks, carried, reopens=reopens, spans=spans)
    return spans


def _read_paragraph(
    text: str,
    span: Span,
    marks: list[Mark],
    opened: Mark | None,
    *,
    reopens: str,
    spans: list[Span],
) -> Mark | None:
    """Add the spans that end in a paragraph; give the mark that stays open after it."""
    sides = _sides(marks)
    surplus = _surplus(marks, sides)
    certain = _certain(text, marks)
    depth = 0
    # The mark that re-opens is none that closes.
    first = 1 if opened and marks and sides[0] != "close" else 0
    for i in range(first, len(marks)):
        mark, side = marks[i], sides[i]
        if opened is None:
            if _may_open(mark, side, closers=surplus[i][0], reopens=reopens):
                opened, depth = mark, 0
        elif mark.family != opened.family:
            continue
        elif _closes(mark, side):
            if mark.family == "single" and _doubtful(text, mark) and certain[i]:
                continue
            measure = mark.family == "double" and LIKE["measure"].match(text, mark.end)
            if measure and surplus[i][0] > 0:
                continue
            if depth:
                depth -= 1
            else:
                spans.append((opened.start, mark.end))
                opened = None
        else:
            needed = 1 if reopens == mark.family else 2
            depth += surplus[i][0] - surplus[i][1] >= depth + needed
    if opened is not None and reopens != opened.family:
        spans.append((opened.start, span[1]))
        opened = None
    return opened


def _marks(text: str, first: int, last: int) -> list[Mark]:
    """The marks of a paragraph that can be quotation marks where they stand."""
    marks: list[Mark] = []
    for found in MARK.finditer(text, first, last):
        start, end = found.span()
        family, _, shape = str(found.lastgroup).partition("_")
        before = text[start - 1] if start > first else " "
        after = text[end] if end < last else " "
        opens = not after.isspace() and after not in NEVER_OPENS
        opens = opens and (before.isspace() or before in BEFORE_OPEN)
        closes = not before.isspace() and (after.isspace() or after in AFTER_CLOSE)
        if family == "single" and shape != "low":
            opens = opens and not LIKE["elision"].match(text, end, last)
            if shape == "close" and marks and marks[-1].end == start:
                closes = True
            if not (opens or closes):
                continue  # don't
        marks.append(Mark(start, end, family, shape, opens, closes))
    return marks


def _sides(marks: list[Mark]) -> list[str]:
    """For each mark the side that it is by shape and place: open, close, or "" where open."""
    firsts = {mark.family: mark for mark in reversed(marks)}
    turned = {name for name, mark in firsts.items() if mark.shape == "close" and mark.opens}
    sides: list[str] = []
    for mark in marks:
        if mark.family in ("angle", "small"):
            sides.append("open" if (mark.shape == "open") != (mark.family in turned) else "close")
        elif mark.shape == "low":
            sides.append("open")
        elif mark.opens != mark.closes and (mark.shape == "any" or mark.family == "single"):
            sides.append("open" if mark.opens else "close")
        elif mark.shape == "any":
            sides.append("")
        else:
            sides.append(mark.shape)
    return sides


def _surplus(marks: list[Mark], sides: list[str]) -> list[tuple[int, int]]:
    """After each mark, how many of its family may still close and open in its paragraph."""
    totals: dict[str, tuple[int, int]] = {}
    result: list[tuple[int, int]] = []
    for mark, side in zip(reversed(marks), reversed(sides), strict=True):
        close, opened = totals.get(mark.family, (0, 0))
        result.append((close, opened))
        totals[mark.family] = (close + (side != "open"), opened + (side == "open"))
    return result[::-1]


def _certain(text: str, marks: list[Mark]) -> list[bool]:
    """After each mark, whether a single mark surely closes before the next one that opens."""
    result: list[bool] = []
    sure = False
    for mark in reversed(marks):
        result.append(sure)
        if mark.family == "single" and mark.opens and not mark.closes:
            sure = False
        elif mark.family == "single" and mark.closes and not _doubtful(text, mark):
            sure = True
    return result[::-1]


def _may_open(mark: Mark, side: str, *, closers: int, reopens: str) -> bool:
    if mark.family == "single":
        able = mark.opens or mark.shape == "low"
        return able and (closers > 0 or reopens == "single")
    if side == "open":
        return True
    if side == "":  # its place does not tell: it opens what a later mark can close
        return mark.opens or (closers > 0 and not mark.closes)
    return mark.opens and not mark.closes and closers > 0


def _closes(mark: Mark, side: str) -> bool:
    if mark.family == "single":
        return mark.closes
    if side == "open":  # “ closes what „ or " opened
        return mark.closes and not mark.opens
    return True


def _doubtful(text: str, mark: Mark) -> bool:
    """Whether a single mark may be the apostrophe of a plural (workers' pay)."""
    word = text[mark.end : mark.end + 2]
    left = text[max(0, mark.start - LOOK_BACK) : mark.start]
    return word[:1].isspace() and word[1:].isalpha() and bool(LIKE["doubtful"].search(left))
