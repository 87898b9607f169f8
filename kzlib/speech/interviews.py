"""The turns of an interview that are told by a name or a letter and no quotation marks."""

from __future__ import annotations

import re
from collections import Counter

import pandas as pd

from kzlib.speech.names import NAME, first_hearing, read_name

Row = tuple[str, str, str]  # voice, speaker, cue

TURN = re.compile(r"(?P<who>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}):\s+(?=\S)")
TURNS = 2  # of one name, from which on they are an interview
ASKED = re.compile(r"\?\W*$")


def find_turns(text: str, paragraphs: pd.DataFrame) -> dict[int, Row]:
    """Paragraph -> voice of its sentences, in an interview whose turns begin with a name."""
    lines = [
        (int(number), text[start:end])
        for number, start, end in zip(
            paragraphs["paragraph"], paragraphs["start"], paragraphs["end"], strict=True
        )
    ]
    marked = {number: turn for number, line in lines if (turn := TURN.match(line))}
    count = Counter(turn["who"] for turn in marked.values())
    heard = first_hearing(text)
    names = {who for who, n in count.items() if n >= TURNS or who in ("Q", "A")}
    if len(names) < TURNS:
        return {}
    asked = Counter(
        marked[number]["who"] for number, line in lines if number in marked and ASKED.search(line)
    )
    asking = {who for who in names if who == "Q" or 2 * asked[who] > count[who]}
    opening = text[: text.find(next(line for number, line in lines if number in marked))]
    persons = [
        speaker.name
        for name in NAME.findall(opening)
        if " " in name and (speaker := read_name(name, heard)) and speaker.kind == "person"
    ]
    result: dict[int, Row] = {}
    current: Row | None = None
    for number, _ in lines:
        who = marked[number]["who"] if number in marked else ""
        if who in names:
            name = who.split()[-1] if who != "A" else (persons[-1] if persons else "")
            current = ("author", "", "") if who in asking else ("direct", name, "")
        if current:
            result[number] = current
    turns = [number for number, turn in marked.items() if turn["who"] in names]
    within = [number for number, _ in lines if turns[0] < number < turns[-1]]
    if len(within) == len(turns) - 2:  # a turn is one paragraph: what follows the last is none
        result = {number: row for number, row in result.items() if number <= turns[-1]}
    return result
