"""The words that attribute: verbs and phrases of reporting, outside quotations."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from kzlib.speech.speakers import (
    CLASSES,
    LIKE,
    base_forms,
    first_words,
    found_at,
    longest_of,
    participle,
    verb_forms,
    words,
)

MASK = "\ue000"  # stands for every character of a quoted span
WINDOW = 200  # characters looked at on each side of a cue
SMALL = 3  # letters of a word that has no capital in a headline
LOOK_BACK = 40  # characters before a word that tell what it is
FREE = ("say", "think", "advise", "judge")  # report whatever stands after them

AS_OBJECT = {verb: re.compile(form) for verb, form in words()["as_object"]["after"].items()}
FORMS = {  # of verbs, and the class of each
    form: name
    for name in reversed(CLASSES)
    for form in (*verb_forms(name), *map(participle, words()[name]["words"]))
}
VERB = re.compile(rf"(?i:\b(?:{longest_of(FORMS)})\b(?![-'’]))")
VERBS = first_words(FORMS)
PHRASES = {  # the words with which each begins; of some only the pattern tells
    "say": ("was", "were", "is", "are"),
    "inverted": ("quotes", "quoted", "cites", "cited"),
    "according": ("according", "in"),
    "possessed": ("in",),
    "impersonal": (),
    "under": ("under", "in", "per"),
    "passive": ("is", "was", "were", "are", "been", "being"),
}
BEGIN = VERBS.union(*PHRASES.values())


class Cue(NamedTuple):
    """Words that attribute: where they stand in a sentence, and of which class they are."""

    start: int
    end: int
    words: str
    kind: str


@cache
def _also_nouns() -> frozenset[str]:
    """Forms of verbs that may be nouns."""
    lines = [line.split() for name in CLASSES for line in words()[name]["words"]]
    nouns = words()["also_nouns"]["words"]
    return frozenset(form for line in lines if line[0] in nouns for form in line[:2])


def _is_headline(sentence: str) -> bool:
    """Have all longer words a capital?"""
    longer = [word for word in sentence.split() if len(word) > SMALL]
    return all(not word[0].islower() for word in longer) and not sentence.rstrip().endswith(".")


def _is_noun(sentence: str, found: re.Match[str], before: Cue | None) -> bool:
    """Is what looks like a verb a noun: recent claims, the report of, raises questions?"""
    word = found[0]
    if word.lower().split()[0] not in _also_nouns():
        return False
    left = sentence[max(0, found.start() - LOOK_BACK) : found.start()]
    capital = word[0].isupper() and not word.isupper() and not _is_headline(sentence)
    beside = LIKE["before_noun"].search(left) or LIKE["in_phrase"].search(left)
    of = sentence.startswith(" of ", found.end())
    one = word.lower() in base_forms() and LIKE["one_noun"].search(left)
    after_verb = before is not None and sentence[before.end : found.start()] == " "
    return bool(capital or beside or of or one or after_verb)


def find_cues(sentence: str, spelt: Mapping[int, str]) -> list[Cue]:
    """Every cue of a sentence with the words `spelt`, in order, none inside another."""
    found: list[Cue] = []
    places = [(at, word) for at, word in spelt.items() if word in BEGIN]
    for kind, begin in PHRASES.items():
        starts = [at for at, word in places if word in begin]
        phrase = LIKE[kind]
        for m in found_at(phrase, sentence, starts) if begin else phrase.finditer(sentence):
            group = "cue" if kind == "passive" else 0
            low = kind in ("according", "under")
            found.append(Cue(*m.span(group), m[group].lower() if low else m[group], kind))
    last: Cue | None = None
    for m in found_at(VERB, sentence, [at for at, word in places if word in VERBS]):
        left = sentence[max(0, m.start() - LOOK_BACK) : m.start()]
        kind = FORMS[m[0].lower()]
        if _is_noun(sentence, m, last) or LIKE["compared"].search(left):
            continue
        if m[0].split()[0].lower().endswith("ing") and not LIKE["going_on"].search(left):
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
    sure = sure or cue.words.lower() not in _also_nouns()  # Exports estimates vary
    if sure and cue.kind in ("according", "possessed", "impersonal", "passive", *FREE):
        return True
    after = sentence[cue.end : cue.end + WINDOW]
    if LIKE["next_content"].match(after) or LIKE["matters"].match(after):
        return True
    return any(cue.words.startswith(v) and form.match(after) for v, form in AS_OBJECT.items())
