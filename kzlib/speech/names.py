"""What a run of capitalised words names: a person, a body, a document, or nobody."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple

from kzlib.search.dictionary import read_dictionary
from kzlib.speech.speakers import (
    LIKE,
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

OFFICE_OF = 3  # words: Minister of Energy, but Minister of Energy Bolat Akhmetov
SHORT = 3  # capitals that are an initialism, in whatever text
INITIALS = 5  # capitals that may be an initialism
BESIDE = 60  # characters looked at on each side of a name
LONGEST_SAID = 40  # characters of a verb before a name, more than any has
REMEMBERED = 1 << 15  # names whose words are kept, as a few names are most of those in news

Pieces = tuple[str, ...]


class _Person(NamedTuple):
    """Whom a name means in an article: a surname, the words of the name and what they tell."""

    surname: str
    own: Pieces
    gender: str
    roles: Pieces


@cache
def _listed(person: bool) -> frozenset[str]:
    """The patterns of `names` that are persons, or those that are none."""
    table = read_dictionary("names").table
    rows = (table["group"].astype("str") == "person") == person
    return frozenset(table.loc[rows, "pattern"].astype("str"))


def _genders(table: str) -> dict[str, str]:
    """The gender that a title or first name tells."""
    kinds = (("", "other"), ("f", "female"), ("m", "male"))
    return {each: gender for gender, kind in kinds for each in words()[table].get(kind, [])}


ROLES = frozenset(noun for noun, kind in role_nouns().items() if kind == "role")
TITLES, FIRST_NAMES = _genders("titles"), _genders("first_names")
STARTERS = {word.lower() for word in (*abbreviations()["starters"], *words()["starters"]["words"])}
"""Words in lower case that begin a sentence and no name."""


def first_hearing(text: str) -> Heard:
    """What can be known of the names of an article before it is read."""
    alone: Counter[str] = Counter()
    people: dict[str, set[str]] = {}
    spelt: set[str] = set()
    for found in LIKE["name"].finditer(text):
        pieces = _stripped(found[0])
        spelt.update(pieces)
        own = _own(pieces)
        if not own:
            continue
        if len(own) == 1:
            alone[own[0]] += 1
        person = own[_roles_end(own) :]
        surname, first = _plain(person)[-1], person[0] if len(person) > 1 else ""
        if first in people.get(surname, ()):
            continue
        before = text[max(0, found.start() - BESIDE) : found.start()]
        after = text[found.end() : found.end() + BESIDE]
        if _is_introduced(own, len(own) < len(pieces), before, after):
            people.setdefault(surname, set()).add(first)
    policy = LIKE["policy_paper"].search(text)
    nouns = frozenset(m[1] for m in LIKE["the_noun"].finditer(text))
    firsts = {surname: sorted(each - {""}) for surname, each in people.items()}
    return Heard(alone, nouns, bool(policy), firsts, frozenset(spelt))


def _is_introduced(own: Pieces, titled: bool, before: str, after: str) -> bool:
    """Is a name shown to be a person's: by a title, a role, a first name, or by speaking?"""
    kinds = _kinds(own)
    initials = own[-1].isupper() and len(own[-1]) <= INITIALS and not titled
    if initials or "of" in own or "for" in own or (len(own) > 1 and kinds[0] in ("group", "body")):
        return False
    first = len(own) > 1 and own[0] in FIRST_NAMES
    if kinds[-1] and not (titled or first):
        return False
    beside = before.split()[-1:] if before.endswith(" ") else []
    if titled or _roles_end(own) or not ROLES.isdisjoint(beside):
        return True
    if len(own) > 1:
        if _roles(_apposition(after)) or first or LIKE["party"].match(after):
            return True
        opens = re.search(r"(?:^|[.!?”\"]\s|\n)$", before) and re.match(r",?\s[a-z]", after)
        if opens and not any(kinds) and _listed(person=False).isdisjoint(own):
            return True
    said = LIKE["said_before"].search(before, max(0, len(before) - LONGEST_SAID))
    said = said and re.match(r"[,.;:]|\s(?:on|in|at)\s|\Z", after)
    return bool(said or LIKE["said_after"].match(after))


@lru_cache(REMEMBERED)
def _roles_end(pieces: Pieces) -> int:
    """After which of the words of a name its roles end: after two of Foreign Minister Orr."""
    nouns = role_nouns()
    roles = [i for i, piece in enumerate(pieces[:-1], 1) if nouns.get(piece.lower()) == "role"]
    return roles[-1] if roles else 0


@lru_cache(REMEMBERED)
def _own(pieces: Pieces) -> Pieces:
    """The words of a name without titles and particles."""
    skipped = {*TITLES, *words()["titles"]["particles"]}
    own = [piece for piece in pieces[:-1] if not {piece, piece.lower()} & skipped]
    return (*own, *(piece for piece in pieces[-1:] if not piece.islower()))  # Stephen King


@lru_cache(REMEMBERED)
def _kinds(pieces: Pieces) -> Pieces:
    """What kind of speaker each word of a name is, "" where none."""
    return tuple(role_nouns().get(piece.lower(), "") for piece in pieces)


@lru_cache(REMEMBERED)
def _plain(own: Pieces) -> Pieces:
    return tuple(piece for piece in own if piece not in words()["titles"]["suffixes"]) or own


@lru_cache(REMEMBERED)
def _stripped(name: str) -> Pieces:
    """The words of a name without what begins a sentence before it, and without days."""
    pieces = [piece.strip(".,") for piece in name.split()]
    starts = takewhile(lambda piece: piece.lower() in STARTERS, pieces)
    pieces = pieces[len([*starts]) :]
    while pieces and pieces[-1].lower() in words()["days"]["words"]:
        pieces.pop()
    return tuple(pieces)


def read_name(
    name: str, heard: Heard, *, before: str = "", after: str = "", speaks: bool = False
) -> Speaker | None:
    """Who a run of capitalised words is; None where the article shows it to be nobody.

    `before` and `after` are the words beside it, which may tell a role. `speaks`: it stands where
    only who speaks can stand, which shows that it is somebody.
    """
    if (plural := _stripped(name)[-1:]) and plural[0].endswith("s"):
        verb = LIKE["verb_next"].match(after)
        if verb and verb[1] in base_forms() and _is_plural(name, heard):
            noun = plural[0].lower()
            return read_noun(noun, heard, named=False) or Speaker(noun, "group")
    if (name, speaks) not in heard.read:
        heard.read[name, speaks] = _read(name, heard, speaks=speaks)
    who: Speaker | _Person | None = heard.read[name, speaks]
    if not isinstance(who, _Person):
        return who
    roles = (*who.roles, *_role_before(before), *_roles(_apposition(after)))
    gender = who.gender or next(filter(None, map(gender_of_role, roles)), "")
    full = _full_name(who.surname, who.own, gender, heard)
    old = heard.known.get(full)
    if old is None or gender not in ("", old.gender) or not old.roles.issuperset(roles):
        old = old or Speaker(full, "person")
        heard.known[full] = replace(old, gender=gender or old.gender, roles=old.roles.union(roles))
    return heard.known[full]


def _is_plural(name: str, heard: Heard) -> bool:
    """May a name be a plural that a sentence begins with: Locals say?"""
    pieces = _stripped(name)
    return len(pieces) == 1 and pieces[0] not in heard.people and pieces[0][1:].islower()


def _read(name: str, heard: Heard, *, speaks: bool) -> "Speaker | _Person | None":
    """What a name is wherever it stands in an article."""
    pieces = _stripped(name)
    if not pieces or re.fullmatch(r"\W*\w\W*", pieces[-1]):
        return None
    whole = " ".join(pieces)
    kinds = _kinds(pieces)
    alone = len(pieces) == 1 and whole not in heard.people
    plural = PLURAL_ENDING.fullmatch(whole.lower()) and heard.alone[whole] <= 1
    if alone and (kinds[0] or plural):
        return read_noun(whole.lower(), heard, named=False)
    of = next((i for i, piece in enumerate(pieces) if piece in ("of", "for")), 0)
    spoken = of > 1 and speaks and not pieces[of - 1].endswith("s") and not is_place(whole)
    if of and not any(kinds[:of]) and (spoken or is_person(pieces[:of], heard)):  # Orr of Maryland
        pieces, kinds, whole = pieces[:of], kinds[:of], " ".join(pieces[:of])
    office = _office_or_body(whole, pieces, kinds, heard, speaks=speaks)
    if office or whole.lower() in words()["numerals"]["words"]:
        return office
    if "of" in pieces or "for" in pieces:  # Minister of Energy Bolat Akhmetov
        pieces = pieces[max(i for i, piece in enumerate(pieces) if piece in ("of", "for")) + 2 :]
    at = _roles_end(pieces)
    return _person(pieces[at:], _roles(pieces[:at]), heard, speaks=speaks)


def _office_or_body(
    whole: str, pieces: Pieces, kinds: Pieces, heard: Heard, *, speaks: bool
) -> Speaker | None:
    """The document, office or body that a name of several words is, if it is one."""
    role = max((i for i, kind in enumerate(kinds) if kind == "role"), default=-1)
    of = max((i for i, piece in enumerate(pieces) if piece in ("of", "for")), default=0)
    person = _plain(pieces)[-1] in heard.people
    if kinds[-1] == "document":
        return Speaker(pieces[-1].lower(), "document")
    short = len(pieces) - of <= OFFICE_OF or kinds[-1] == "body"
    if (role == len(pieces) - 1 and not person) or (of and 0 <= role < of and short):
        return read_noun(pieces[role].lower(), heard, named=False)
    body = kinds[-1] == "body" or kinds[0] == "group" or is_place(whole)
    initials = len(pieces) == 1 and whole.isupper() and heard.nouns and len(whole) <= INITIALS
    shown = "body" in kinds or speaks or is_place(whole)
    if (of and role < 0 and shown) or (not of and not person and (body or initials)):
        heads = [piece.lower() for piece, kind in zip(pieces, kinds, strict=True) if kind == "body"]
        head = (heads[0] if of else heads[-1]) if heads else ""
        return Speaker(head if head in heard.nouns else whole.removeprefix("the "), "body")
    return None


def _person(pieces: Pieces, roles: Pieces, heard: Heard, *, speaks: bool) -> "_Person | None":
    """The person whom a name means, with the roles before it."""
    own = _own(pieces)
    if not own:
        return None
    plain = _plain(own)
    best = max(own, key=lambda piece: (len(piece) > 1, heard.alone[piece], piece == plain[-1]))
    if heard.alone[best] == 0 or heard.alone[plain[-1]] > 0:
        best = plain[0] if plain[0] in words()["surnames_first"]["words"] else plain[-1]
    if not (speaks or best in heard.people or is_person(pieces, heard)):
        return None
    titled = (TITLES.get(piece, "") for piece in pieces[:-1])
    first = own[0] if len(own) > 1 else ""
    named = FIRST_NAMES.get(first, "f" if first.endswith("a") else "")
    gender = next(filter(None, (*titled, named)), "")
    shouted = not heard.nouns and len(best) > SHORT
    if best.isupper() and (shouted or best.capitalize() in heard.spelt):
        best = best.capitalize()
    return _Person(best, own, gender, roles)


def is_person(pieces: Pieces, heard: Heard) -> bool:
    """Is a name a person's by its title, by what the article tells, or by the list of names?"""
    plain = _plain(_own(pieces))
    titled = any(piece in TITLES for piece in pieces[:-1])
    named = bool(plain) and plain[-1] in heard.people
    return titled or named or " ".join(pieces) in _listed(person=True)


def is_place(name: str) -> bool:
    """Is a name in `names` and no person's: a state, a place, a body, a law?"""
    return name in _listed(person=False)


def _full_name(surname: str, own: Pieces, gender: str, heard: Heard) -> str:
    """A surname, with the first name before it where two of the article share it."""
    firsts = heard.people.get(surname, [])
    if len(firsts) <= 1:
        return surname
    if len(own) > 1:
        whole = firsts[bisect_left(firsts, own[0]) :][:1]
        return f"{whole[0]} {surname}" if whole and whole[0].startswith(own[0]) else surname
    for other, name in reversed(heard.full.get(surname, {}).items()):  # the last one named
        if not {gender, other} >= {"m", "f"}:
            return name
    return surname


def _roles(beside: Iterable[str]) -> Pieces:
    """The roles among some words."""
    return tuple(word for each in beside if (word := each.lower()) in ROLES)


def _role_before(before: str) -> Pieces:
    """The roles right before a name, or those of a phrase that a comma ties to it."""
    found = None if ROLES.isdisjoint(before.lower().split()) else LIKE["role_before"].search(before)
    return _roles(LIKE["from_preposition"].sub("", f" {found[0]}").split()) if found else ()


def _apposition(after: str) -> list[str]:
    """The words of a phrase that a comma, "is" or "was" ties to the name before it."""
    found = LIKE["apposition"].match(after) if LIKE["tied"].match(after) else None
    return LIKE["from_preposition"].sub("", found[1]).split()[:6] if found else []
