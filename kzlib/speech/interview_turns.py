"""The turns of an interview or transcript, told by a label or a question and no quotation marks."""

import re
from collections import Counter
from collections.abc import Sequence

from kzlib.speech.names import first_hearing, is_person, is_place, read_name
from kzlib.speech.speakers import AUTHOR, LIKE, Heard, Turn, role_nouns

TURNS = 2  # of one name, from which on they are an interview
QUESTIONS = 3  # from which on paragraphs that ask and paragraphs that answer are an interview
QUESTION_WORDS = 60  # at most, in a paragraph that is a question


def find_turns(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, Turn]:
    """Paragraph, counted from 1 -> voice of its sentences, in an interview without marks."""
    lines = [text[start:end] for start, end in paragraphs]
    labels = {n: who for n, line in enumerate(lines, 1) if (who := _label(line))}
    count = Counter(labels.values())
    heard = first_hearing(text) if len(labels) >= TURNS else None
    asked = Counter(who for n, who in labels.items() if _asks(lines[n - 1]))
    asking = {who for who in count if (who == "Q" or 2 * asked[who] > count[who])}
    names = {
        who
        for who, times in count.items()
        if heard and (times >= TURNS or who in ("Q", "A")) and _is_speaker(who, bool(asking), heard)
    }
    if len(names) < TURNS or heard is None:
        return _answers(text, paragraphs, lines)
    answering = _last_person(text, paragraphs[min(labels) - 1][0])
    begun = [n for n, who in labels.items() if who in names]
    turns, turn = dict[int, Turn](), AUTHOR
    single = begun == [*range(begun[0], begun[-1] + 1)]  # a paragraph each: none follows the last
    for n in range(begun[0], (begun[-1] if single else len(lines)) + 1):
        who = labels.get(n, "")
        if who in names:
            name = answering if who == "A" else _name(who, heard)
            turn = AUTHOR if who in asking else ("direct", name, "")
        turns[n] = turn
    return turns


def _label(line: str) -> str:
    """The label of a line; with a full stop only a title, capitals or one letter are one."""
    found = LIKE["label"].match(line)
    if found is None:
        return ""
    who = found["who"].rstrip(".")
    titled = "." in who or who.split()[-1].isupper()
    return who if found["mark"] == ":" or titled else ""


def _asks(line: str) -> bool:
    """Does a line end with a question mark, apart from other marks?"""
    end = LIKE["no_word"].match(line[::-1]) if "?" in line else None
    return end is not None and "?" in end[0]


def _is_speaker(who: str, asked: bool, heard: Heard) -> bool:
    """Is a label somebody, and no country, section or time?"""
    pieces = tuple(who.split())
    if who in ("Q", "A") or is_person(pieces, heard):
        return True
    kind = role_nouns().get(pieces[-1].lower(), "")
    if kind in ("body", "document") or is_place(who):
        return False
    return kind == "role" or len(pieces) > 1 or asked


def _name(who: str, heard: Heard) -> str:
    name = re.sub(r"^[Tt][Hh][Ee] ", "", who)
    speaker = read_name(name, heard, speaks=True)
    last = speaker.name if speaker else name.split()[-1]
    return last.capitalize() if last.isupper() and " " in name else last


def _answers(
    text: str, paragraphs: Sequence[tuple[int, int]], lines: Sequence[str]
) -> dict[int, Turn]:
    """The turns where questions are paragraphs, bold or not, that answers in "I" or "we" follow."""
    asks = [
        _asks(line) and len(line.split()) <= QUESTION_WORDS and "“" not in line for line in lines
    ]
    begun = [n for n in range(1, len(lines)) if asks[n - 1] and not asks[n]]
    told = [n for n in begun if LIKE["first_person"].search(lines[n])]
    if len(begun) < QUESTIONS or 2 * len(told) <= len(begun):
        return {}
    turn: Turn = ("direct", _last_person(text, paragraphs[begun[0] - 1][0]), "")
    ends = begun[-1] + 1  # who speaks after the last answer's first paragraph is not told
    return {n: AUTHOR if asks[n - 1] else turn for n in range(begun[0], ends + 1)}


def _last_person(text: str, end: int) -> str:
    """Who is the last person introduced before the first turn."""
    heard = first_hearing(text)
    named = (read_name(name, heard) for name in LIKE["name"].findall(text[:end]) if " " in name)
    persons = [speaker.name for speaker in named if speaker and speaker.kind == "person"]
    return persons[-1] if persons else ""
