"""Who is named in a text: persons, groups, bodies and documents, each by one short name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from kzlib.dictionary import load_dictionary
from kzlib.files import read_toml
from kzlib.sentences import abbreviations

UPPER = "".join(chr(i) for i in range(0x530) if chr(i).isupper())
SPACE = "[ \\t\u00a0\u202f]+"
LEAST = 2  # letters of a name; Li is one
INITIALS = 3  # capitals that may be an initialism
OFFICE_OF = 3  # words: Minister of Energy, but Minister of Energy Bolat Akhmetov
REMEMBERED = 60  # mentions back; nobody means a person named longer ago by "he"
PLURAL_ENDING = re.compile(r"[a-z]{2,}(?:ers|ors|ists|ians|ants|ents|men|women|people)")


@dataclass(frozen=True)
class Speaker:
    """Somebody or something that may speak; `kind` is person, role, group, body or document."""

    name: str
    kind: str
    gender: str = ""
    roles: frozenset[str] = frozenset()


@dataclass
class Heard:
    """What an article has told so far about those who may speak in it."""

    alone: Counter[str]  # capitalised words that stand for somebody on their own
    nouns: frozenset[str]  # "the ministry"
    policy: bool = False  # whether it names a policy paper
    known: dict[str, Speaker] = field(default_factory=dict)
    mentions: list[tuple[Speaker, bool]] = field(default_factory=list)  # and whether as subject


@cache
def words() -> dict[str, Any]:
    """The lists of data/attribution.toml."""
    return read_toml(files("kzlib") / "data" / "attribution.toml")


@cache
def role_nouns() -> dict[str, str]:
    """Noun -> role, group, body or document, as it is written in lower case."""
    table: dict[str, str] = {}
    for pair in words()["roles"]["words"]:
        for noun in pair.split():
            plural = noun != pair.split()[0] or noun in (
                *("others", "some", "many", "several", "most", "both", "people", "spokespeople"),
                *("chairs", "voices"),
            )
            table[noun] = "group" if plural else "role"
    table.update(dict.fromkeys(words()["bodies"]["words"], "body"))
    documents = [
        noun for kind in ("words", "policy", "parts") for noun in words()["documents"][kind]
    ]
    table.update(dict.fromkeys(documents, "document"))
    table.update({f"{noun}s": "document" for noun in documents if f"{noun}s" not in table})
    return table


@cache
def _unnamed() -> dict[str, str]:
    return dict(pair.split() for pair in words()["unnamed"]["words"])


@cache
def _places() -> dict[str, str]:
    table = load_dictionary("names").table
    return {
        str(row.pattern): str(row.group)
        for row in table.itertuples()
        if "*" not in str(row.pattern) and str(row.group) != "person"
    }


@cache
def _lists() -> dict[str, frozenset[str]]:
    titles, first = words()["titles"], words()["first_names"]
    starters = {word.lower() for word in abbreviations()["starters"]}
    days = "monday tuesday wednesday thursday friday saturday sunday january february march april"
    months = "may june july august september october november december"
    return {
        "male": frozenset(titles["male"]),
        "female": frozenset(titles["female"]),
        "titles": frozenset((*titles["male"], *titles["female"], *titles["other"])),
        "suffixes": frozenset(titles["suffixes"]),
        "he": frozenset(first["male"]),
        "she": frozenset(first["female"]),
        "starters": frozenset(starters | {"asked", "speaking", "last", "next", "yet", "q"}),
        "days": frozenset(f"{days} {months}".split()),
    }


def name_pattern() -> str:
    """What a name looks like: capitalised words, with titles, initials and particles."""
    titles = words()["titles"]
    short = "|".join((*titles["male"], *titles["female"], *titles["other"], "Jr", "Sr"))
    particles = "|".join(titles["particles"])
    capital = rf"[{UPPER}](?:\w|[-'’](?=[^\W\d_])(?![sS]\b))*+"
    piece = rf"(?:(?:{short})\.|[{UPPER}]\.(?:-?[{UPPER}]\.)*+|{capital})"
    run = (
        rf"{piece}(?:{SPACE}(?:(?:{particles}){SPACE}){{0,2}}{piece})*+"
        rf"(?:,?{SPACE}(?:Jr|Sr)\b\.?)?"
    )
    return rf"(?<![\w&'’]){run}(?:{SPACE}(?:of|for)(?:{SPACE}the)?{SPACE}{run})*+"


NAME = re.compile(name_pattern())
THE_NOUN = re.compile(r"\b[Tt]he ([a-z]+)\b")
APPOSITION = re.compile(
    r",?\s(?:is|was|who is|serves as)?\s?(?:the|a|an|its|his|her)?\s?([^,.;:()]{3,80})"
)
PREPOSITION = re.compile(r"\s(?:of|for|at|to|in|from|with|and|on|who|that|by)\b.*", re.DOTALL)


def first_hearing(text: str) -> Heard:
    """What can be known of the names of an article before it is read."""
    alone: Counter[str] = Counter()
    for found in NAME.finditer(text):
        pieces = _pieces(found[0])
        while pieces and pieces[0].lower() in _lists()["starters"]:
            pieces.pop(0)
        pieces = [piece for piece in pieces if piece not in _lists()["titles"]]
        if len(pieces) == 1:
            alone[pieces[0]] += 1
    policy = re.search(rf"\b(?:{'|'.join(words()['documents']['policy'])})\b", text)
    return Heard(alone, frozenset(m[1] for m in THE_NOUN.finditer(text)), bool(policy))


def _pieces(name: str) -> list[str]:
    return [piece.strip(".,") for piece in name.split() if piece.strip(".,")]


def read_name(  # noqa: PLR0911  (by kind of name)
    name: str, heard: Heard, *, before: str = "", after: str = ""
) -> Speaker | None:
    """Who a run of capitalised words is; None where it names nobody who can speak.

    `before` and `after` are the words beside it, which may tell a role.
    """
    lists, nouns = _lists(), role_nouns()
    pieces = _pieces(name)
    while pieces and pieces[0].lower() in lists["starters"] and pieces[0] not in lists["titles"]:
        pieces.pop(0)
    if not pieces or all(piece.lower() in lists["days"] for piece in pieces):
        return None
    whole = " ".join(pieces)
    group = _places().get(whole, "")
    kinds = [nouns.get(piece.lower(), "") for piece in pieces]
    plural = PLURAL_ENDING.fullmatch(whole.lower()) and heard.alone[whole] <= 1
    if len(pieces) == 1 and (kinds[0] or plural):
        return read_noun(whole.lower(), heard, named=False)
    if group == "law" or kinds[-1] == "document":
        return Speaker(pieces[-1].lower() if kinds[-1] == "document" else whole, "document")
    last_role = max((i for i, kind in enumerate(kinds) if kind == "role"), default=-1)
    if "of" in pieces or "for" in pieces:
        of = max(i for i, piece in enumerate(pieces) if piece in ("of", "for"))
        inner = len(pieces) - of
        if last_role >= 0 and last_role < of and (inner <= OFFICE_OF or kinds[-1] == "body"):
            return read_noun(pieces[last_role].lower(), heard, named=False)
        if last_role < 0:
            heads = [p.lower() for p, kind in zip(pieces, kinds, strict=True) if kind == "body"]
            head = heads[0] if heads and heads[0] in heard.nouns else ""
            return Speaker(head or whole.removeprefix("the "), "body")
        pieces = pieces[of + 2 :]
        kinds, last_role = kinds[-len(pieces) :], -1
    if kinds[-1] == "body" or group:
        head = pieces[-1].lower()
        short = head if kinds[-1] == "body" and head in heard.nouns else whole
        return Speaker(short, "body")
    if last_role == len(pieces) - 1:
        return read_noun(pieces[-1].lower(), heard, named=False)
    roles = {p.lower() for p, kind in zip(pieces, kinds, strict=True) if kind == "role"}
    return _person(pieces, last_role, roles, heard, before=before, after=after)


def _person(
    pieces: list[str], last_role: int, roles: set[str], heard: Heard, *, before: str, after: str
) -> Speaker | None:
    lists, nouns = _lists(), role_nouns()
    titles = [piece for piece in pieces if piece in lists["titles"]]
    own = [p for p in pieces[last_role + 1 :] if p not in lists["titles"] and not p.islower()]
    if all("." in piece or len(piece) < LEAST for piece in own):
        return None  # initials alone, as D.C.
    plain = [piece for piece in own if piece not in lists["suffixes"]] or own
    used = [piece for piece in own if len(piece) > 1]
    best = max(used or own, key=lambda piece: (heard.alone[piece], piece == plain[-1]))
    if heard.alone[best] == 0 or heard.alone[plain[-1]] > 0:
        best = plain[-1]
    for side in (before.split(), _apposition(after)):
        roles |= {word.lower() for word in side if nouns.get(word.lower()) == "role"}
    gender = ""
    for letter, group, first in (("m", "male", "he"), ("f", "female", "she")):
        told = any(title in lists[group] for title in titles)
        if told or (len(own) > 1 and own[0] in lists[first]):
            gender = letter
    for role in roles:
        gender = gender or _gender(role)
    if best.isupper() and len(best) > INITIALS and not heard.nouns:
        best = best.capitalize()
    old = heard.known.get(best)
    if old:
        gender, roles = gender or old.gender, roles | old.roles
    heard.known[best] = Speaker(best, "person", gender, frozenset(roles))
    return heard.known[best]


def _apposition(after: str) -> list[str]:
    found = APPOSITION.match(after)
    if not found:
        return []
    told = bool(re.match(r",\s(?:the|a|an|his|her|its|[a-z])|\s(?:is|was|serves as)\s", after))
    return PREPOSITION.sub("", found[1]).split()[:6] if told else []


def _gender(role: str) -> str:
    if role.endswith("woman") or role == "queen":
        return "f"
    return "m" if role.endswith("man") or role == "king" else ""


def read_noun(  # noqa: PLR0911  (by kind of noun)
    noun: str, heard: Heard, *, named: bool
) -> Speaker | None:
    """Who "the minister", "experts", "the ministry" or "the report" is.

    `named`: with "the", so that it may mean somebody named before.
    """
    if noun in words()["documents"]["parts"] and heard.policy:
        return Speaker("report", "document")
    kind = role_nouns().get(noun) or ("group" if PLURAL_ENDING.fullmatch(noun) else "")
    if not kind:
        return None
    recent = [speaker for speaker, _ in heard.mentions[: -REMEMBERED - 1 : -1]]
    if named and kind == "role":
        for speaker in recent:
            if speaker.kind == "person" and noun in speaker.roles:
                return speaker
        gender = _gender(noun)
        for speaker, spoke in heard.mentions[: -REMEMBERED - 1 : -1]:
            fits = not (gender and speaker.gender and gender != speaker.gender)
            if speaker.kind == "person" and spoke and not speaker.roles and fits:
                return speaker
    if named and kind == "body":
        for speaker in recent:
            if speaker.kind == "body" and speaker.name.lower().split()[-1] == noun:
                return speaker
    if kind == "role":
        name = _unnamed().get(noun, noun)
        return Speaker(name, "group" if name != noun else "role", _gender(noun), frozenset([noun]))
    return Speaker(noun, kind)


def read_pronoun(pronoun: str, heard: Heard) -> Speaker | None:
    """Who he, she or they are: the last fitting one that spoke or began a sentence, or the last."""
    recent = heard.mentions[: -REMEMBERED - 1 : -1]
    gender = {"he": "m", "she": "f", "his": "m", "her": "f"}.get(pronoun, "")
    if gender:
        fitting = [
            (speaker, strong)
            for speaker, strong in recent
            if speaker.kind in ("person", "role") and speaker.gender in (gender, "")
        ]
    else:
        kinds = ("group", "body") if pronoun in ("they", "their") else ("body", "document")
        fitting = [(speaker, strong) for speaker, strong in recent if speaker.kind in kinds]
        groups = [each for each in fitting if each[0].kind == "group"]
        fitting = groups or fitting
    strong_ones = [speaker for speaker, strong in fitting if strong]
    sure = [speaker for speaker, _ in fitting if gender and speaker.gender == gender]
    order = [*strong_ones, *sure, *(speaker for speaker, _ in fitting)]
    return order[0] if order else None


def hear(speaker: Speaker, heard: Heard, *, strong: bool) -> None:
    """Remember a mention; strong ones spoke, or were what a sentence begins with."""
    latest = heard.known.get(speaker.name, speaker)
    heard.mentions.append((latest if latest.kind == speaker.kind else speaker, strong))
