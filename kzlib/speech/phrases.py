"""Who is named by a phrase: before a verb, after a cue, or anywhere in a sentence."""

import re
from collections.abc import Iterator, Mapping

from kzlib.speech.cue_words import MASK
from kzlib.speech.names import read_name
from kzlib.speech.speakers import (
    ENDINGS,
    LIKE,
    QUANTIFIERS,
    Heard,
    Speaker,
    first_words,
    found_at,
    read_noun,
    read_pronoun,
    role_nouns,
    words,
    words_of,
)

PREPOSITIONS = frozenset(words()["prepositions"]["words"])
ENDS = PREPOSITIONS.union(words()["clause_words"]["words"])

MODIFIERS = 6  # more than stand before a noun in any pattern, an article and a bracket with them
BESIDE = 100  # characters looked at on each side of a name
WORD = re.compile(r"[\w'’]+")
NOUNS = first_words(role_nouns())


def mentions(sentence: str, heard: Heard, spelt: Mapping[int, str]) -> list[tuple[int, Speaker]]:
    """Who is named in a sentence with the words `spelt`: place and speaker, in order."""
    result: list[tuple[int, Speaker]] = []
    for found in LIKE["name"].finditer(sentence):
        before = sentence[max(0, found.start() - BESIDE) : found.start()]
        after = sentence[found.end() : found.end() + BESIDE]
        weak = LIKE["placed"].match(found[0]) or LIKE["owns"].match(after)  # begins no subject
        if speaker := read_name(found[0], heard, before=before, after=after):
            result.append((found.end() if weak else found.start(), speaker))
    for found in find_nouns(sentence, spelt):
        the = bool(found["det"])
        noun = apposed(sentence, found, heard) or read_noun(found["noun"], heard, named=the)
        if noun and (noun.kind != "person" or the):
            result.append((found.start(), noun))
    return sorted(result, key=lambda item: item[0])


def may_be_nouns(spelt: Mapping[int, str]) -> list[int]:
    """Where a noun of those who may speak can begin among the words of a sentence."""
    return [at for at, word in spelt.items() if word in NOUNS or word.endswith(ENDINGS)]


def _chunks_before(text: str, start: int, at: int) -> int:
    """A place from `start` on before which no phrase begins whose noun stands at a place."""
    chunks = text[start:at].rsplit(maxsplit=MODIFIERS)
    return start + len(chunks[0]) if len(chunks) > MODIFIERS else start


def find_nouns(sentence: str, spelt: Mapping[int, str]) -> Iterator[re.Match[str]]:
    """What NOUN_ANYWHERE finds, looked for only before words that may be such nouns."""
    end = 0
    for noun in found_at(LIKE["noun"], sentence, may_be_nouns(spelt)):
        before = _chunks_before(sentence, end, noun.start())
        if noun.start() >= end and (found := LIKE["noun_anywhere"].search(sentence, before)):
            end = found.end()
            yield found


def apposed(sentence: str, noun: re.Match[str], heard: Heard) -> Speaker | None:
    """The person whom a comma ties to a noun: the manager, Robert Stone,"""
    name = LIKE["apposed"].match(sentence, noun.end("noun"))
    who = read_name(name[1], heard, before=noun["noun"], speaks=True) if name else None
    return who if who and who.kind == "person" else None


def at_left(left: str, heard: Heard, *, verb: str = "") -> tuple[int, Speaker] | None:
    """Who ends a clause: its place in `left` and the speaker."""
    if pronoun := LIKE["pronoun"].search(left):
        speaker = read_pronoun(pronoun[1].lower(), heard)
        if speaker is None and pronoun[1].lower() == "it":
            return None
        return pronoun.start(1), speaker or Speaker("", "person")
    if name := _name_at_left(left, heard, verb=verb):
        return name
    role = next(found_at(LIKE["noun_last"], left, may_be_nouns(words_of(left))), None)
    role = role and LIKE["noun_at_end"].search(left, _chunks_before(left, 0, role.start()))
    if role and not (role["noun"].lower() in QUANTIFIERS and left[: role.start("noun")].strip()):
        named = bool(role["det"]) or "the" in role["mods"].lower().split()
        if speaker := read_noun(role["noun"].lower(), heard, named=named):
            return role.start("det" if role["det"] else "mods"), speaker
    return None


def _name_at_left(left: str, heard: Heard, *, verb: str) -> tuple[int, Speaker] | None:
    """Whose name ends a clause, or stands before the place that does: Dell from Rockford."""
    if left[-1:].isspace() or not (last := left.split()[-1:]) or last[0].islower():
        return None
    run = next((found for found in LIKE["name"].finditer(left) if found.end() == len(left)), None)
    if run is None:
        return None
    ahead = left[: run.start()].split()
    inside = ahead[-2 if ahead[-1:] in (["the"], ["a"], ["an"]) else -1 :][:1]
    if inside and inside[0].lower() in PREPOSITIONS:
        shorter = left[: left.rindex(inside[0])].rstrip()
        return at_left(shorter, heard) if LIKE["name_at_end"].search(shorter) else None
    before = left[: run.start()][-40:]
    speaker = read_name(run[0], heard, before=before, after=f" {verb} ", speaks=True)
    pair = LIKE["and_at_end"].search(left, 0, run.start()) if speaker else None
    first = read_name(pair[1], heard, speaks=True) if pair else None
    if pair and first and speaker:
        return pair.start(1), Speaker(f"{first.name} and {speaker.name}", "group")
    return (run.start(), speaker) if speaker else None


def someone(left: str) -> tuple[int, Speaker] | None:
    """Whoever ends a clause, by a noun of no list."""
    found = LIKE["someone"].search(left)
    if found is None:
        return None
    noun = (found["noun"] or found["nouns"]).lower()
    start = found.end() - len(found[0].lstrip(" ,"))
    return start, Speaker(noun, "role" if found["noun"] else "group")


def bracketed(left: str, heard: Heard) -> tuple[int, Speaker] | None:
    """Who stands before words between commas: "Serikova, the deputy minister," """
    bare = left[:-1].rstrip()
    last = LIKE["last_name"].search(bare)  # the chief doctor, Professor Ann Dell,
    if last and not LIKE["party"].match(bare, last.start()):
        named = read_name(last[1], heard, before=bare[: last.start(1)][-40:], speaks=True)
        if named and named.kind in ("person", "body"):
            return last.start(1), named
    for comma in (found.start() for found in LIKE["comma"].finditer(bare)):
        part = bare[:comma].rstrip()
        placed = LIKE["placed"].match(bare.lstrip()) and "," not in part
        if not placed and (found := at_left(part, heard)):
            return found
    return None


def at_right(after: str, heard: Heard) -> Speaker | None:
    """Who stands right after a cue: "said Aida Serikova", "according to the report"."""
    if pronoun := re.match(r"\s+(he|she|they|it|him|her|them)\b", after):
        return read_pronoun(pronoun[1], heard)
    runs = [found.span() for found in LIKE["name"].finditer(after)]
    cuts = re.finditer(rf"[,;:.!?—{MASK}](?:\s|$|{MASK})", after)
    cut = next((m for m in cuts if not any(a < m.start() < b - 1 for a, b in runs)), None)
    phrase = LIKE["one_of"].sub("", after[: cut.start()] if cut else after)
    core = _core(phrase)
    name = next(reversed([*LIKE["name"].finditer(core)]), None)
    if name and not any(word.isalpha() for word in core[name.end() :].split()):
        lead, rest = core[: name.start()], after.partition(name[0])[2]
        return read_name(name[0], heard, before=lead.rstrip(), after=rest, speaks=True)
    noun = next(reversed([*LIKE["noun"].finditer(core)]), None)
    if noun is None:
        return None
    the = core.split()[0].lower() == "the"
    return apposed(after, noun, heard) or read_noun(noun["noun"], heard, named=the)


def anybody_at_right(after: str, heard: Heard) -> Speaker | None:
    """Who stands right after a cue, also by a noun of no list: "according to data published"."""
    unlisted = someone(LIKE["clause_end"].split(after)[0])
    return at_right(after, heard) or (unlisted[1] if unlisted else None)


def _core(phrase: str) -> str:
    """The noun phrase with which words begin, up to what hangs on it."""
    phrase = phrase.partition(" (")[0]
    spans = [found.span() for found in LIKE["name"].finditer(phrase)]
    for word in WORD.finditer(phrase):
        at = word.start()
        inside = any(a < at < b for a, b in spans) or LIKE["two_roles"].match(phrase, at)
        if word[0].lower() in ENDS and not inside:
            return phrase[:at].rstrip()
    return phrase.rstrip()
