"""Who is named by a phrase: before a verb, after a cue, or anywhere in a sentence."""

import re
from collections.abc import Iterator, Mapping

from kzlib.speech.cue_words import MASK
from kzlib.speech.names import NAME, PARTY, SPACE, read_name
from kzlib.speech.speakers import (
    QUANTIFIERS,
    Heard,
    Speaker,
    either,
    first_words,
    found_at,
    longest_of,
    read_noun,
    read_pronoun,
    role_nouns,
    words,
    words_of,
)
from kzlib.text.characters import UPPER

PREPOSITIONS = frozenset(words()["prepositions"]["words"])
ENDS = PREPOSITIONS.union(words()["clause_words"]["words"])

MODIFIERS = 6  # more than stand before a noun in any pattern, an article and a bracket with them
BESIDE = 100  # characters looked at on each side of a name
PLACED = re.compile(r"(?:In|At|From|Near|Outside|On|By|To|For|With) ")
OWNS = re.compile(r"['’]s?\s")
PRONOUN = re.compile(r"(?:^|[\s(,])(he|she|they|it|He|She|They|It)$")
# After a noun: of the port; close to the talks; published in May
CHAIN = (  # each word with the space after it, so that there is one way to read a chain
    rf"(?:\s+(?:{either('chains')})\s+(?:(?!(?:{either('stoppers')})\b)[^\s,;:]+(?:\s+|$)){{1,12}})?"
)
# Whoever may stand before a verb that only people speak by, or after "according to": my guidebook,
# the teachers' unions, local media.
NO_NOUN = rf"(?!(?:{either('no_nouns')})\b)"
SOMEONE = re.compile(
    rf"(?:^|[\s,])(?:{either('determiners')})\s+(?:[\w'’-]+\s+){{0,3}}?{NO_NOUN}(?P<noun>[a-z]+){CHAIN}$"
    rf"|(?:^|,)\s*(?:[\w'’-]+\s+){{0,3}}?{NO_NOUN}(?P<nouns>\w+s|media|data|\w*men){CHAIN}$"
)
NAME_AT_END = re.compile(rf"(?<![\w’'])[{UPPER}][\w.’'-]*$")
AND_AT_END = re.compile(rf"({NAME.pattern}){SPACE}and{SPACE}$")
LAST_NAME = re.compile(
    rf",\s(?:and\s)?(?:(?!(?:{'|'.join(sorted(PREPOSITIONS))})\s)[a-z-]+\s){{0,3}}({NAME.pattern})$"
)
APPOSED = re.compile(
    rf"(?:\s(?:of|for|at)\s[^,.;:{MASK}]{{2,60}})?,\s({NAME.pattern})(?=[,.]|\s+told\b|$)"
)
TWO_ROLES = re.compile(rf"and\s(?:[a-z-]+\s){{1,2}}[{UPPER}]")  # farmer and councillor Brandt
CLAUSE_END = re.compile(r"[,;:.!?—]")
COMMA = re.compile(r"\s*,\s")
WORD = re.compile(r"[\w'’]+")
ONE_OF = re.compile(
    r"\b(?:one|some|many|several|most|both|all|two|three|none|another|each)\sof\s(?=[a-z])", re.I
)
# Nouns of those who may speak: anywhere, and before a verb.
ENDINGS = ("ers", "ors", "ists", "ians", "ants", "ents")
_NOUN = (
    rf"(?:(?:(?:{'|'.join(QUANTIFIERS)})(?=\s*$|\s+(?:of|in|at|who)\b))"
    rf"|{longest_of(role_nouns().keys() - {*QUANTIFIERS})}"
    rf"|[a-z]{{2,}}(?:{'|'.join(ENDINGS)}))"
)
NOUNS = first_words(role_nouns())
_DET = r"(?P<det>(?:[Tt]he|[Tt]his)\s+)?"
NOUN = re.compile(rf"\b(?P<noun>{_NOUN})\b")
NOUN_ANYWHERE = re.compile(rf"\b{_DET}(?P<mods>(?:[\w-]+\s+){{0,2}}?)(?P<noun>{_NOUN})\b")
_LAST = rf"(?P<noun>(?i:{_NOUN})){CHAIN}$"
NOUN_LAST = re.compile(_LAST)
NOUN_AT_END = re.compile(rf"(?:^|\s|\(){_DET}(?P<mods>(?:[\w'’-]+\s+){{0,4}}?){_LAST}")


def mentions(sentence: str, heard: Heard, spelt: Mapping[int, str]) -> list[tuple[int, Speaker]]:
    """Who is named in a sentence with the words `spelt`: place and speaker, in order."""
    result: list[tuple[int, Speaker]] = []
    for found in NAME.finditer(sentence):
        before = sentence[max(0, found.start() - BESIDE) : found.start()]
        after = sentence[found.end() : found.end() + BESIDE]
        weak = PLACED.match(found[0]) or OWNS.match(after)  # begins no subject
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
    for noun in found_at(NOUN, sentence, may_be_nouns(spelt)):
        before = _chunks_before(sentence, end, noun.start())
        if noun.start() >= end and (found := NOUN_ANYWHERE.search(sentence, before)):
            end = found.end()
            yield found


def apposed(sentence: str, noun: re.Match[str], heard: Heard) -> Speaker | None:
    """The person whom a comma ties to a noun: the manager, Robert Stone,"""
    name = APPOSED.match(sentence, noun.end("noun"))
    who = read_name(name[1], heard, before=noun["noun"], speaks=True) if name else None
    return who if who and who.kind == "person" else None


def at_left(left: str, heard: Heard, *, verb: str = "") -> tuple[int, Speaker] | None:
    """Who ends a clause: its place in `left` and the speaker."""
    if pronoun := PRONOUN.search(left):
        speaker = read_pronoun(pronoun[1].lower(), heard)
        if speaker is None and pronoun[1].lower() == "it":
            return None
        return pronoun.start(1), speaker or Speaker("", "person")
    if name := _name_at_left(left, heard, verb=verb):
        return name
    role = next(found_at(NOUN_LAST, left, may_be_nouns(words_of(left))), None)
    role = role and NOUN_AT_END.search(left, _chunks_before(left, 0, role.start()))
    if role and not (role["noun"].lower() in QUANTIFIERS and left[: role.start("noun")].strip()):
        named = bool(role["det"]) or "the" in role["mods"].lower().split()
        if speaker := read_noun(role["noun"].lower(), heard, named=named):
            return role.start("det" if role["det"] else "mods"), speaker
    return None


def _name_at_left(left: str, heard: Heard, *, verb: str) -> tuple[int, Speaker] | None:
    """Whose name ends a clause, or stands before the place that does: Dell from Rockford."""
    if left[-1:].isspace() or not (last := left.split()[-1:]) or last[0].islower():
        return None
    run = next((found for found in NAME.finditer(left) if found.end() == len(left)), None)
    if run is None:
        return None
    ahead = left[: run.start()].split()
    inside = ahead[-2 if ahead[-1:] in (["the"], ["a"], ["an"]) else -1 :][:1]
    if inside and inside[0].lower() in PREPOSITIONS:
        shorter = left[: left.rindex(inside[0])].rstrip()
        return at_left(shorter, heard) if NAME_AT_END.search(shorter) else None
    before = left[: run.start()][-40:]
    speaker = read_name(run[0], heard, before=before, after=f" {verb} ", speaks=True)
    pair = AND_AT_END.search(left, 0, run.start()) if speaker else None
    first = read_name(pair[1], heard, speaks=True) if pair else None
    if pair and first and speaker:
        return pair.start(1), Speaker(f"{first.name} and {speaker.name}", "group")
    return (run.start(), speaker) if speaker else None


def someone(left: str) -> tuple[int, Speaker] | None:
    """Whoever ends a clause, by a noun of no list."""
    found = SOMEONE.search(left)
    if found is None:
        return None
    noun = (found["noun"] or found["nouns"]).lower()
    start = found.end() - len(found[0].lstrip(" ,"))
    return start, Speaker(noun, "role" if found["noun"] else "group")


def bracketed(left: str, heard: Heard) -> tuple[int, Speaker] | None:
    """Who stands before words between commas: "Serikova, the deputy minister," """
    bare = left[:-1].rstrip()
    last = LAST_NAME.search(bare)  # the chief doctor, Professor Ann Dell,
    if last and not PARTY.match(bare, last.start()):
        named = read_name(last[1], heard, before=bare[: last.start(1)][-40:], speaks=True)
        if named and named.kind in ("person", "body"):
            return last.start(1), named
    for comma in (found.start() for found in COMMA.finditer(bare)):
        part = bare[:comma].rstrip()
        placed = PLACED.match(bare.lstrip()) and "," not in part
        if not placed and (found := at_left(part, heard)):
            return found
    return None


def at_right(after: str, heard: Heard) -> Speaker | None:
    """Who stands right after a cue: "said Aida Serikova", "according to the report"."""
    if pronoun := re.match(r"\s+(he|she|they|it|him|her|them)\b", after):
        return read_pronoun(pronoun[1], heard)
    runs = [found.span() for found in NAME.finditer(after)]
    cuts = re.finditer(rf"[,;:.!?—{MASK}](?:\s|$|{MASK})", after)
    cut = next((m for m in cuts if not any(a < m.start() < b - 1 for a, b in runs)), None)
    phrase = ONE_OF.sub("", after[: cut.start()] if cut else after)
    core = _core(phrase)
    name = next(reversed([*NAME.finditer(core)]), None)
    if name and not any(word.isalpha() for word in core[name.end() :].split()):
        lead, rest = core[: name.start()], after.partition(name[0])[2]
        return read_name(name[0], heard, before=lead.rstrip(), after=rest, speaks=True)
    noun = next(reversed([*NOUN.finditer(core)]), None)
    if noun is None:
        return None
    the = core.split()[0].lower() == "the"
    return apposed(after, noun, heard) or read_noun(noun["noun"], heard, named=the)


def anybody_at_right(after: str, heard: Heard) -> Speaker | None:
    """Who stands right after a cue, also by a noun of no list: "according to data published"."""
    unlisted = someone(CLAUSE_END.split(after)[0])
    return at_right(after, heard) or (unlisted[1] if unlisted else None)


def _core(phrase: str) -> str:
    """The noun phrase with which words begin, up to what hangs on it."""
    phrase = phrase.partition(" (")[0]
    spans = [found.span() for found in NAME.finditer(phrase)]
    for word in WORD.finditer(phrase):
        inside = any(a < word.start() < b for a, b in spans)
        if word[0].lower() in ENDS and not (inside or TWO_ROLES.match(phrase, word.start())):
            return phrase[: word.start()].rstrip()
    return phrase.rstrip()
