"""What a run of capitalised words names: a person, a body, a document, or nobody."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from kzlib.search.dictionary import read_dictionary
from kzlib.speech.speakers import (
    PLURAL_ENDING,
    Heard,
    Speaker,
    base_forms,
    gender_of_role,
    read_noun,
    role_nouns,
    words,
)
from kzlib.text.sentences import abbreviations

UPPER = "".join(chr(i) for i in range(0x530) if chr(i).isupper())
SPACE = "[ \\t\u00a0\u202f]+"
INITIALS = 3  # capitals that may be an initialism
OFFICE_OF = 3  # words: Minister of Energy, but Minister of Energy Bolat Akhmetov


@cache
def _places() -> frozenset[str]:
    table = read_dictionary("names").table
    return frozenset(table.loc[table["group"].astype("str") != "person", "pattern"].astype("str"))


@cache
def _titles() -> frozenset[str]:
    return frozenset(
        each for kind in ("male", "female", "other") for each in words()["titles"][kind]
    )


@cache
def _starters() -> frozenset[str]:
    """Words in lower case that begin a sentence and no name."""
    begin = {word.lower() for word in abbreviations()["starters"]}
    return frozenset(begin | {"asked", "speaking", "last", "next", "yet", "q"})


def name_pattern() -> str:
    """What a name looks like: capitalised words, with titles, initials and particles."""
    short = "|".join((*sorted(_titles()), "Jr", "Sr"))
    particles = "|".join(words()["titles"]["particles"])
    capital = rf"(?!I\b)[{UPPER}](?:\w|[-'’](?=[^\W\d_])(?![sS]\b))*+"
    piece = rf"(?:(?:{short})\.|[{UPPER}]\.(?:-?[{UPPER}]\.)*+|{capital})"
    run = (
        rf"{piece}(?:{SPACE}(?:(?:{particles}){SPACE}){{0,2}}{piece})*+"
        rf"(?:,?{SPACE}(?:Jr|Sr)\b\.?)?"
    )
    pair = rf"(?:,{SPACE}{capital})?{SPACE}and{SPACE}{capital}(?!{SPACE}[{UPPER}])"
    return rf"(?<![\w&'’]){run}(?:{SPACE}(?:of|for)(?:{SPACE}the)?{SPACE}{run}(?:{pair})?)*+"


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
        while pieces and pieces[0].lower() in _starters():
            pieces.pop(0)
        pieces = [piece for piece in pieces if piece not in _titles()]
        if len(pieces) == 1:
            alone[pieces[0]] += 1
    policy = re.search(rf"\b(?:{'|'.join(words()['documents']['policy'])})\b", text)
    return Heard(alone, frozenset(m[1] for m in THE_NOUN.finditer(text)), bool(policy))


def _pieces(name: str) -> list[str]:
    return [piece.strip(".,") for piece in name.split() if piece.strip(".,")]


def read_name(name: str, heard: Heard, *, before: str = "", after: str = "") -> Speaker | None:
    """Who a run of capitalised words is; None where it names nobody who can speak.

    `before` and `after` are the words beside it, which may tell a role.
    """
    nouns, pieces = role_nouns(), _pieces(name)
    while pieces and pieces[0].lower() in _starters() and pieces[0] not in _titles():
        pieces.pop(0)
    if not pieces or all(piece.lower() in words()["days"]["words"] for piece in pieces):
        return None
    whole = " ".join(pieces)
    kinds = [nouns.get(piece.lower(), "") for piece in pieces]
    if len(pieces) == 1:
        verb = re.match(r" (\w+) ", after)
        if whole[1:].islower() and whole.endswith("s") and verb and verb[1] in base_forms():
            return read_noun(whole.lower(), heard, named=False) or Speaker(whole.lower(), "group")
        if kinds[0] or (PLURAL_ENDING.fullmatch(whole.lower()) and heard.alone[whole] <= 1):
            return read_noun(whole.lower(), heard, named=False)
    office = _office_or_body(whole, pieces, kinds, heard)
    if office:
        return office
    if "of" in pieces or "for" in pieces:  # Minister of Energy Bolat Akhmetov
        pieces = pieces[max(i for i, piece in enumerate(pieces) if piece in ("of", "for")) + 2 :]
        kinds = kinds[-len(pieces) :]
    last_role = max((i for i, kind in enumerate(kinds) if kind == "role"), default=-1)
    roles = {p.lower() for p, kind in zip(pieces, kinds, strict=True) if kind == "role"}
    return _person(pieces[last_role + 1 :], roles, heard, before=before, after=after)


def _office_or_body(
    whole: str, pieces: list[str], kinds: list[str], heard: Heard
) -> Speaker | None:
    """The document, office or body that a name of several words is, if it is one."""
    role = max((i for i, kind in enumerate(kinds) if kind == "role"), default=-1)
    of = max((i for i, piece in enumerate(pieces) if piece in ("of", "for")), default=0)
    if kinds[-1] == "document":
        return Speaker(pieces[-1].lower(), "document")
    short = len(pieces) - of <= OFFICE_OF or kinds[-1] == "body"
    if role == len(pieces) - 1 or (of and 0 <= role < of and short):
        return read_noun(pieces[role].lower(), heard, named=False)
    body = kinds[-1] == "body" or kinds[0] == "group" or whole in _places()
    if (of and role < 0) or (not of and body):
        heads = [piece.lower() for piece, kind in zip(pieces, kinds, strict=True) if kind == "body"]
        head = (heads[0] if of else heads[-1]) if heads else ""
        return Speaker(head if head in heard.nouns else whole.removeprefix("the "), "body")
    return None


def _person(
    pieces: list[str], roles: set[str], heard: Heard, *, before: str, after: str
) -> Speaker | None:
    titles, first_names = words()["titles"], words()["first_names"]
    own = [piece for piece in pieces if piece not in _titles() and not piece.islower()]
    if not own:
        return None
    plain = [piece for piece in own if piece not in titles["suffixes"]] or own
    used = [piece for piece in own if len(piece) > 1]
    best = max(used or own, key=lambda piece: (heard.alone[piece], piece == plain[-1]))
    if heard.alone[best] == 0 or heard.alone[plain[-1]] > 0:
        best = plain[0] if plain[0] in words()["surnames_first"]["words"] else plain[-1]
    for side in (before.split(), _apposition(after)):
        roles |= {word.lower() for word in side if role_nouns().get(word.lower()) == "role"}
    gender = ""
    for letter, group in (("m", "male"), ("f", "female")):
        told = any(piece in titles[group] for piece in pieces)
        if told or (len(own) > 1 and own[0] in first_names[group]):
            gender = letter
    if len(own) > 1 and own[0].endswith("a") and own[0] not in first_names["male"]:
        gender = gender or "f"
    for role in roles:
        gender = gender or gender_of_role(role)
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
