"""The words that attribute: verbs and phrases of reporting, outside quotations."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kzlib.speech.speakers import CLASSES, base_forms, participle, verb_forms, words

MASK = "\ue000"  # stands for every character of a quoted span
WINDOW = 200  # characters looked at on each side of a cue
SMALL = 3  # letters of a word that has no capital in a headline
LOOK_BACK = 40  # characters before a word that tell what it is
FREE = ("say", "think", "advise", "judge")  # report whatever stands after them

WAS_QUOTED = re.compile(r"\b(?:was|were|is|are)\s+(?:quoted|cited)\s+as\s+saying\b")
QUOTED_AS = re.compile(r"\b(?:quote[sd]|cite[sd])\b(?=\s+[^,.;]{2,60}?\s+as\s+(?:saying|telling))")
ACCORDING = re.compile(
    r"\b(?:according to|in the (?:words|view|opinion|eyes|estimate) of)\b", re.IGNORECASE
)
POSSESSED = re.compile(
    r"\b[Ii]n\s+(?P<who>(?:his|her|their|its)|[^,.;:]{2,60}?['’]s?)\s+(?:own\s+)?"
    r"(?P<cue>words|view|opinion|estimate|assessment|judgment|judgement)\b"
)
UNDER = re.compile(r"\b(?:[Uu]nder|[Ii]n|[Pp]er)(?=\s+(?:the|its|their|this)\s)")
HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly)\b|\b[Oo]ne\s+(?:often\s+)?"
    r"(?:hears?|heard|learns|learned|gathers|is told|was told)\b"
    r"|\b(?:is|was|are|were)\s+(?:widely\s+)?(?:said|believed|thought|alleged|rumou?red)\s+to\b"
    r"|\b(?:consensus|view|feeling|sense|argument|belief|hope|fear|impression)\s+(?:is|was)\s+that\b"
)
PASSIVE = re.compile(
    r"\b(?:is|was|were|are|been|being)\s+(?:(?:also|further|widely|\w+ly|often)\s+)*$"
)
BARE = re.compile(r"(?:believed|thought|said)\b(?!\s+(?:that|to|by)\b)")  # no passive
UNREAL = re.compile(  # not the month of May
    r"\b(?:should|could|must|can|may|might|cannot|[Tt]o|[Ii]f|[Ll]et(?: us|['’]s)?|please|ought to)"
    r"(?:\s+(?:also|not|be|have|\w+ly|further))*$"
)
GOING_ON = re.compile(
    r"(?:\b(?:is|are|was|were|been)|['’](?:s|re))\s(?:\w+ly\s|also\s|now\s|still\s)?$"
)
COMPARED = re.compile(r"\b(?:than|as)\s*$", re.IGNORECASE)  # than believed
NEXT_CONTENT = re.compile(
    rf"[\s,]*(?:(?:\w+\s+){{0,4}}?(?:that|whether|how|why|what|who|where)\b|:|,?\s*{MASK})"
)
AS_OBJECT = {  # described it as; called the plan a farce; reported a rise
    "describe": re.compile(r"\s+[^,;:]{2,60}?\s+as\s+(?:an?|the|one|\w+ly|too)\b"),
    "call": re.compile(
        r"\s+(?:it|this|them|(?:the|this|that|his|her|its|their)\s(?:\w+\s){1,3}?)\s?"
        r"(?:an?|the|too|\w+(?:ous|ful|less|able|ible|ive|ish))\b"
    ),
    "report": re.compile(r"\s+(?:an?|the|no|\d)\b"),
}


class Cue(NamedTuple):
    """Words that attribute: where they stand in a sentence, and of which class they are."""

    start: int
    end: int
    words: str
    kind: str


@cache
def verbs() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of all forms, and the class of each."""
    forms: dict[str, str] = {}
    for name in CLASSES:
        lines = words()[name]["words"]
        for form in (*verb_forms(name), *map(participle, lines)):
            forms.setdefault(form, name)
    order = sorted(forms, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(order)})\b(?![-'’])", re.IGNORECASE), forms


@cache
def _also_nouns() -> tuple[frozenset[str], re.Pattern[str]]:
    """Forms that may be nouns, and what stands before them where they are."""
    bases = set(words()["also_nouns"]["words"])
    lines = [line.split() for name in CLASSES for line in words()[name]["words"]]
    forms = {form for line in lines if line[0] in bases for form in line[:2]}
    before = "|".join(words()["before_nouns"]["words"])
    adjective = r"(?:(?<=\s)[a-z]|^[A-Z])[a-z-]*(?:ive|ous|ful|al|ic|ary|ble|ish)"
    nearby = rf"(?:\b(?:{before}|{before.title()})|\d|['’]s?|{adjective})\s$"
    return frozenset(forms), re.compile(nearby)


IN_PHRASE = re.compile(
    r"\s(?:of|for|in|with|by|from|about|on|at|amid)\s(?!(?:the|an?|his|her|its|their)\s)(?:[a-z-]+\s)?[a-z-]*[^s\W]\s$"
)
ONE_NOUN = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s[\w-]*[^s\W]\s$"
)  # a Kazakh term


def _is_headline(sentence: str) -> bool:
    """Have all longer words a capital?"""
    longer = [word for word in sentence.split() if len(word) > SMALL]
    return all(not word[0].islower() for word in longer) and not sentence.rstrip().endswith(".")


def _is_noun(sentence: str, found: re.Match[str], before: Cue | None) -> bool:
    """Is what looks like a verb a noun: recent claims, the report of, raises questions?"""
    forms, beside = _also_nouns()
    if found[0].lower().split()[0] not in forms:
        return False
    left = sentence[max(0, found.start() - LOOK_BACK) : found.start()]
    capital = found[0][0].isupper() and not found[0].isupper()
    if (capital and not _is_headline(sentence)) or beside.search(left):
        return True
    if sentence.startswith(" of ", found.end()):
        return True
    if IN_PHRASE.search(left):
        return True
    if found[0].lower() in base_forms() and ONE_NOUN.search(left):
        return True
    return before is not None and sentence[before.end : found.start()] == " "


@cache
def of_things() -> frozenset[str]:
    """The forms of the verbs whose subject may be a thing that nobody wrote or said."""
    return frozenset(verb_forms("of_things"))


@cache
def _listed() -> dict[str, re.Pattern[str]]:
    nouns = "|".join(words()["nouns_of_saying"]["words"])
    return {
        "there": re.compile(
            r"\b[Tt]here\s+(?:(?:is|was|are|were|has been|have been|remains?)"
            r"|(?:seem|appear)(?:s|ed)?(?:\s+to)?(?:\s+(?:be|have been))?)"
            rf"\s+(?:\w+\s+){{0,3}}?(?:{nouns})\b"
        ),
        "impersonal": re.compile(rf"\b(?:{'|'.join(words()['impersonal']['words'])})\b"),
        "matters": re.compile(
            r"\s+(?:(?:upon|on|about|of)\s+)?(?:(?:the|his|her|its|their|great|strong|deep|some|a|an"
            rf"|any|full|serious)\s+){{0,3}}(?:\w+\s+)?(?:{'|'.join(words()['matters']['words'])})\b"
        ),
    }


def find_cues(sentence: str) -> list[Cue]:
    """Every cue of a sentence, in order, none inside another."""
    found: list[Cue] = []
    for pattern, kind in (
        (WAS_QUOTED, "say"),
        (QUOTED_AS, "inverted"),
        (ACCORDING, "according"),
        (POSSESSED, "possessed"),
        (_listed()["there"], "impersonal"),
        (HEARSAY, "impersonal"),
        (UNDER, "under"),
    ):
        for m in pattern.finditer(sentence):
            low = kind in ("according", "under")
            found.append(Cue(*m.span(), m[0].lower() if low else m[0], kind))
    for m in _listed()["impersonal"].finditer(sentence):
        left = sentence[max(0, m.start() - 40) : m.start()]
        passive = PASSIVE.search(left)
        real = passive and not BARE.match(sentence, m.start())
        if passive and real and not UNREAL.search(left[: passive.start()].rstrip()):
            found.append(Cue(*m.span(), m[0], "passive"))
    pattern, forms = verbs()
    last: Cue | None = None
    for m in pattern.finditer(sentence):
        left = sentence[max(0, m.start() - LOOK_BACK) : m.start()]
        kind = forms[m[0].lower()]
        if _is_noun(sentence, m, last) or COMPARED.search(left):
            continue
        if m[0].split()[0].lower().endswith("ing") and not GOING_ON.search(left):
            kind = "participles"
        last = Cue(*m.span(), m[0], kind)
        found.append(last)
    kept: list[Cue] = []
    reach = 0
    for cue in sorted(found, key=lambda cue: cue.start):  # stable: a phrase before its verb
        if cue.start >= reach:
            kept.append(cue)
            reach = cue.end
    return kept


def has_content(sentence: str, cue: Cue, *, sure: bool = True) -> bool:
    """Whether what follows a cue can be reported words; `sure`: somebody is shown to speak."""
    sure = sure or cue.words.lower() not in _also_nouns()[0]  # Exports estimates vary
    if sure and cue.kind in ("according", "possessed", "impersonal", "passive", *FREE):
        return True
    after = sentence[cue.end : cue.end + WINDOW]
    if NEXT_CONTENT.match(after) or _listed()["matters"].match(after):
        return True
    return any(cue.words.startswith(v) and form.match(after) for v, form in AS_OBJECT.items())
