"""Who may speak in a text, and whom a noun or a pronoun means there."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Any

from kzlib.text.files import read_data
from kzlib.text.pattern_files import Fragments, Patterns

DOUBT = 2  # sentences that a mention is farther for every doubt whether it is meant
REMEMBERED = 60  # mentions back; nobody means a person named longer ago by "he"
CLASSES = ("say", "think", "advise", "judge", "content", "quoted")
ENDINGS = ("ers", "ors", "ists", "ians", "ants", "ents")  # of nouns of those who may speak
QUANTIFIERS = ("others", "some", "many", "several", "most", "both")  # speak without a noun
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his"), ("m", ("person", "role"))),
    **dict.fromkeys(("she", "her"), ("f", ("person", "role"))),
    **dict.fromkeys(("they", "them", "their"), ("", ("group", "body"))),
    **dict.fromkeys(("it", "its"), ("", ("body", "document"))),
}
"""Whom a pronoun may mean: a gender, and the kinds of speakers."""
WORD = re.compile(r"\w+")
PLURAL_ENDING = re.compile(rf"[a-z]{{2,}}(?:{'|'.join(ENDINGS)}|men|women|people)")


Turn = tuple[str, str, str]  # voice, speaker, cue
AUTHOR: Turn = ("author", "", "")


@dataclass(frozen=True)
class Speaker:
    """Somebody or something that may speak; `kind` is person, role, group, body or document."""

    name: str
    kind: str
    gender: str = ""
    roles: frozenset[str] = frozenset()


Mention = tuple[Speaker, bool, int]  # whether it spoke or began a sentence, and which sentence


@dataclass
class Heard:
    """What an article has told so far about those who may speak in it."""

    alone: Counter[str]  # capitalised words that stand for somebody on their own
    nouns: frozenset[str]  # "the ministry"
    policy: bool  # whether it names a policy paper
    people: dict[str, list[str]]  # surnames of those shown to be persons -> their first names
    spelt: frozenset[str]  # all capitalised words as they are written
    known: dict[str, Speaker] = field(default_factory=dict)
    number: int = 0  # of the sentence that is read
    mentions: list[Mention] = field(default_factory=list)
    read: dict[tuple[str, bool], Any] = field(default_factory=dict)  # names, as `names` reads them
    full: dict[str, dict[str, str]] = field(default_factory=dict)
    """Surname -> gender -> the whole name last mentioned; the last gender is the latest."""


def words() -> dict[str, Any]:
    """The lists of data/speech_words.toml."""
    return read_data("speech_words")


def words_of(sentence: str) -> dict[int, str]:
    """Where each word of a sentence begins, and the word in lower case."""
    return {found.start(): found[0].lower() for found in WORD.finditer(sentence)}


def found_at(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """What a pattern finds where it may begin, in order, none inside another."""
    end = 0
    for at in places:
        if at >= end and (found := pattern.match(text, at)):
            end = found.end()
            yield found


def first_words(listed: Iterable[str]) -> frozenset[str]:
    """The words with which those of a list begin: quick to look for."""
    return frozenset(found[0] for each in listed if (found := WORD.match(each)))


def longest_of(listed: Iterable[str]) -> str:
    """Plain words as alternatives, the longest that fits first; quick, by their first letter."""
    found = groupby(sorted(listed, key=lambda word: (word[0], -len(word))), lambda word: word[0])
    return "|".join(f"{first}(?:{'|'.join(word[1:] for word in each)})" for first, each in found)


@cache
def verb_forms(name: str) -> tuple[str, ...]:
    """The forms of all verbs of a list: of "say says said", and of "call|calls|called for"."""
    forms: list[str] = []
    for line in words()[name]["words"]:
        first, *rest = line.split()
        heads = first.split("|")
        forms += [" ".join((head, *rest)) for head in heads] if len(heads) > 1 else [first, *rest]
    return tuple(forms)


def participle(line: str) -> str:
    """The form in -ing of a verb by its line: "admit admits admitted" doubles its last letter."""
    first, *rest = line.split()
    base, *_, past = first.split("|") if "|" in first else line.split()
    doubled = past.endswith("ed") and past[:-2].startswith(base) and past != f"{base}ed"
    stem = past[:-2] if doubled else base.removesuffix("e")
    return " ".join([f"{stem}ing", *(rest if "|" in first else [])])


@cache
def base_forms() -> frozenset[str]:
    """The first form of every verb, which follows a plural: Locals say."""
    lines = [line for name in CLASSES for line in words()[name]["words"]]
    return frozenset(line.split()[0] for line in lines if "|" not in line)


def _made() -> Fragments:
    """The alternatives in patterns that no list holds as they stand there."""
    return {
        "SAID": sorted({*verb_forms("say"), *verb_forms("gestures")} - base_forms()),
        "TITLED": "|".join(words()["before_nouns"]["words"]).title(),
        "QUANTIFIERS": [*QUANTIFIERS],
        "ROLE_NOUNS": longest_of(role_nouns().keys() - {*QUANTIFIERS}),
        "ENDINGS": [*ENDINGS],
    }


LIKE = Patterns("speech_patterns", "speech", more=_made)


@cache
def role_nouns() -> dict[str, str]:
    """Noun -> role, group, body or document, as it is written in lower case."""
    table: dict[str, str] = {}
    for line in words()["roles"]["words"]:
        singular, *plural = line.split()
        table |= {singular: "role", **dict.fromkeys(plural, "group")}
    table.update(dict.fromkeys((*words()["groups"]["words"], *QUANTIFIERS), "group"))
    table.update(dict.fromkeys(words()["bodies"]["words"], "body"))
    papers = words()["documents"]
    documents = [*papers["words"], *papers["policy"], *papers["parts"]]
    table.update(dict.fromkeys(documents, "document"))
    table.update({f"{noun}s": "document" for noun in documents if f"{noun}s" not in table})
    return table


def gender_of_role(role: str) -> str:
    genders = words()["genders"]
    if role.endswith("woman") or role in genders["female"]:
        return "f"
    return "m" if role.endswith("man") or role in genders["male"] else ""


def read_noun(noun: str, heard: Heard, *, named: bool) -> Speaker | None:
    """Who "the minister", "experts", "the ministry" or "the report" is.

    `named`: with "the", so that it may mean somebody named before.
    """
    if noun in words()["documents"]["parts"] and heard.policy:
        return Speaker("report", "document")
    kind = role_nouns().get(noun) or ("group" if PLURAL_ENDING.fullmatch(noun) else "")
    if kind != "role":
        return Speaker(noun, kind) if kind else None
    for speaker, _, _ in _recent(heard) if named else ():
        if speaker.kind == "person" and noun in speaker.roles:
            return speaker
    name = words()["unnamed"]["groups"].get(noun, noun)
    kind = "group" if name != noun else "role"
    return Speaker(name, kind, gender_of_role(noun), frozenset([noun]))


def _recent(heard: Heard) -> list[Mention]:
    """Mentions, the last one first."""
    return heard.mentions[: -REMEMBERED - 1 : -1]


def read_pronoun(pronoun: str, heard: Heard) -> Speaker | None:
    """Whom a pronoun means: the last fitting one that spoke or began a sentence, or the last."""
    gender, kinds = PRONOUNS.get(pronoun, ("", ()))
    best, least = None, float("inf")
    for speaker, strong, number in _recent(heard):
        able = speaker.kind in kinds and (strong or speaker.kind != "group")
        if able and (not gender or speaker.gender in ("", gender)):
            unlikely = "body" if "group" in kinds else "" if strong else "role"
            doubts = (speaker.kind == unlikely) + (not strong) + (gender != speaker.gender)
            far = heard.number - number + DOUBT * doubts
            if far < least:
                best, least = speaker, far
    return best


def is_shown(speaker: Speaker, heard: Heard) -> bool:
    """Does more than the place of a name show that it is a person's?"""
    return speaker.kind != "person" or speaker.name.split(" ")[-1] in heard.people


def hear(speaker: Speaker, heard: Heard, *, strong: bool) -> None:
    """Remember a mention; strong ones spoke, or were what a sentence begins with."""
    known = heard.known.get(speaker.name, speaker)
    latest = known if known.kind == speaker.kind else speaker
    heard.mentions.append((latest, strong, heard.number))
    first, _, surname = latest.name.rpartition(" ")
    if first:
        named = heard.full.setdefault(surname, {})
        named.pop(latest.gender, None)
        named[latest.gender] = latest.name
