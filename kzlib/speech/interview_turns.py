"""The turns of an interview that are told by a name or a letter and no quotation marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kzlib.speech.names import NAME, first_hearing, read_name

Turn = tuple[str, str, str]  # voice, speaker, cue
AUTHOR: Turn = ("author", "", "")

LABEL = re.compile(r"(?P<who>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}):\s+(?=\S)")
TURNS = 2  # of one name, from which on they are an interview
ASKED = re.compile(r"\?\W*$")


def find_turns(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, Turn]:
    """Paragraph, counted from 1 -> voice of its sentences, where turns begin with a name."""
    lines = [text[start:end] for start, end in paragraphs]
    labels = {n: found["who"] for n, line in enumerate(lines, 1) if (found := LABEL.match(line))}
    count = Counter(labels.values())
    names = {who for who, times in count.items() if times >= TURNS or who in ("Q", "A")}
    if len(names) < TURNS:
        return {}
    asked = Counter(who for n, who in labels.items() if ASKED.search(lines[n - 1]))
    asking = {who for who in names if who == "Q" or 2 * asked[who] > count[who]}
    answering = _last_person(text, paragraphs[min(labels) - 1][0])
    begun = [n for n, who in labels.items() if who in names]
    turns, turn = dict[int, Turn](), AUTHOR
    for n in range(begun[0], len(lines) + 1):
        who = labels.get(n, "")
        if who in names:
            name = answering if who == "A" else who.split()[-1]
            turn = AUTHOR if who in asking else ("direct", name, "")
        turns[n] = turn
    if begun == [*range(begun[0], begun[-1] + 1)]:  # each is one paragraph: none follows the last
        return {n: turn for n, turn in turns.items() if n <= begun[-1]}
    return turns


def _last_person(text: str, end: int) -> str:
    """Who is the last person introduced before the first turn."""
    heard = first_hearing(text)
    named = (read_name(name, heard) for name in NAME.findall(text[:end]) if " " in name)
    persons = [speaker.name for speaker in named if speaker and speaker.kind == "person"]
    return persons[-1] if persons else ""
