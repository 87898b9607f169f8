"""Who is named by a phrase: before a verb, after a cue, or anywhere in a sentence."""

from __future__ import annotations

import re
from functools import cache

from kzlib.speech.cue_words import MASK
from kzlib.speech.names import NAME, SPACE, read_name
from kzlib.speech.speakers import QUANTIFIERS, Heard, Speaker, read_noun, read_pronoun, role_nouns

OFFICE_WORDS = 6  # before a name, at most
APPOSED = re.compile(  # "Serikova, the deputy minister," but not "In spring, Serikova,"
    r",\s(?=[a-z\d]|(?:(?:Deputy|Vice|First|Senior|Chief|Prime|Foreign|Former)\s)*"
    r"(?:Minister|President|Director|Chair\w*|Head|Secretary|Ambassador|Professor|Fellow|C[EFTO]O)\b)"
)
PLACED = re.compile(r"(?:In|At|From|Near|Outside|On|By|To|For|With) ")
STOPPERS = "that|which|who|where|when|while|because|if|as|but|than|whether"
PRONOUN = re.compile(r"(?:^|[\s(,])(he|she|they|it|He|She|They|It)$")
OF = frozenset(  # what follows these belongs to the phrase before them
    (
        *("of", "for", "at", "from", "in", "on", "with", "to", "by", "about", "under", "over"),
        *("than", "after", "before"),
    )
)
PLURAL = re.compile(r"(?:s|men|people)$")
# After a noun: of the port; close to the talks; published in May
CHAIN = (  # each word with the space after it, so that there is one way to read a chain
    r"(?:\s+(?:for|of|at|from|in|on|with|to|by|within|close to|familiar with|behind|like|near"
    r"|\w{3,}ed|seen|led|held|made|who)\s+"
    rf"(?:(?!(?:{STOPPERS})\b)[^\s,;:]+(?:\s+|$)){{1,12}})?"
)
# Whoever may stand before a verb that only people speak by, or after "according to": my guidebook,
# the teachers' unions, local media.
NO_NOUN = r"(?!(?:of|for|to|in|and|is|are|was|were|be|been|has|this|as|it|its|his|will|would)\b)"
DET = (
    r"[Tt]he|[Tt]h(?:is|ese)|[Aa]n?|[Oo]ne|[Oo]ur|(?:[Hh]|[Tt]h)(?:is|er|eir)|[Mm]y|[Ii]ts|\w+['’]s"
)
SOMEONE = re.compile(
    rf"(?:^|[\s,])(?:{DET})\s+(?:[\w'’-]+\s+){{0,3}}?{NO_NOUN}(?P<noun>[a-z]+){CHAIN}$"
    rf"|(?:^|,)\s*(?:[\w'’-]+\s+){{0,3}}?{NO_NOUN}(?P<nouns>\w+s|media|data|\w*men){CHAIN}$"
)
ONE_OF = re.compile(
    r"\b(?:one|some|many|several|most|both|all|two|three|none|another|each)\sof\s(?=[a-z])", re.I
)


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Nouns of those who may speak: before a verb, after one, and anywhere."""
    listed = sorted(set(role_nouns()) - set(QUANTIFIERS), key=len, reverse=True)
    some = rf"(?:(?:{'|'.join(QUANTIFIERS)})(?=\s*$|\s+(?:of|in|at|who)\b))"
    nouns = "|".join(map(re.escape, listed))
    noun = rf"(?:{some}|{nouns}|[a-z]{{2,}}(?:ers|ors|ists|ians|ants|ents))"
    return {
        "left": re.compile(
            r"(?:^|\s|\()(?P<det>(?:[Tt]he|[Tt]his)\s+)?(?P<mods>(?:[\w'’-]+\s+){0,4}?)"
            rf"(?P<noun>(?i:{noun})){CHAIN}$"
        ),
        "right": re.compile(
            rf"\s*(?P<det>the\s+)?(?P<mods>(?:[\w'’-]+\s+){{0,5}}?)(?P<noun>{noun})\b"
        ),
        "anywhere": re.compile(
            rf"\b(?P<det>(?:[Tt]he|[Tt]his)\s+)?(?P<mods>(?:[\w-]+\s+){{0,2}}?)(?P<noun>{noun})\b"
        ),
    }


def mentions(sentence: str, heard: Heard) -> list[tuple[int, Speaker]]:
    """Who is named in a sentence: place and speaker, in order."""
    result: list[tuple[int, Speaker]] = []
    for found in NAME.finditer(sentence):
        before, after = sentence[: found.start()][-30:], sentence[found.end() :][:100]
        weak = PLACED.match(found[0]) or re.match(r"['’]s?\s", after)  # begins no subject
        if speaker := read_name(found[0], heard, before=before, after=after):
            result.append((found.end() if weak else found.start(), speaker))
    for found in patterns()["anywhere"].finditer(sentence):
        noun = read_noun(found["noun"], heard, named=bool(found["det"]))
        if noun and noun.kind != "person":
            result.append((found.start(), noun))
    return sorted(result, key=lambda item: item[0])


def at_left(left: str, heard: Heard, *, verb: str = "") -> tuple[int, Speaker] | None:
    """Who ends a clause: its place in `left` and the speaker."""
    if pronoun := PRONOUN.search(left):
        speaker = read_pronoun(pronoun[1].lower(), heard)
        if speaker is None and pronoun[1].lower() == "it":
            return None
        return pronoun.start(1), speaker or Speaker("", "person")
    run = next((found for found in NAME.finditer(left) if found.end() == len(left)), None)
    role = patterns()["left"].search(left)
    if run:
        ahead = [word.lower() for word in left[: run.start()].split()]
        articled = ahead[-1:] in (["the"], ["a"], ["an"])
        inside = set(ahead[-2:] if articled else ahead[-1:]) & OF
        if not (inside and role):
            before = left[: run.start()][-40:]
            speaker = read_name(run[0], heard, before=before, after=f" {verb} ")
            if speaker:
                return run.start(), speaker
    if role and not (role["noun"].lower() in QUANTIFIERS and left[: role.start("noun")].strip()):
        named = bool(role["det"]) or "the" in role["mods"].lower().split()
        if speaker := read_noun(role["noun"].lower(), heard, named=named):
            return role.start("det" if role["det"] else "mods"), speaker
    return None


def someone(left: str, *, plural: bool = False) -> tuple[int, Speaker] | None:
    """Whoever ends a clause, by a noun of no list; `plural`: before a verb of the plural."""
    found = SOMEONE.search(left)
    if found is None or (plural and found["noun"] and not PLURAL.search(found["noun"])):
        return None
    noun = (found["noun"] or found["nouns"]).lower()
    start = found.end() - len(found[0].lstrip(" ,"))
    return start, Speaker(noun, "role" if found["noun"] else "group")


def bracketed(left: str, heard: Heard) -> tuple[int, Speaker] | None:
    """Who stands before words between commas: "Serikova, the deputy minister," """
    bare = left[:-1]
    for comma in (found.start() for found in APPOSED.finditer(bare)):
        if found := at_left(bare[:comma], heard):
            return found
    if last := re.search(rf",\s(?:and\s)?({NAME.pattern})$", bare):
        named = read_name(last[1], heard, before=bare[: last.start()][-40:])
        if named and named.kind in ("person", "body"):
            return last.start(1), named
    return None


def at_right(after: str, heard: Heard) -> Speaker | None:
    """Who stands right after a cue: "said Aida Serikova", "according to the report"."""
    if pronoun := re.match(r"\s+(he|she|they|it|him|her|them)\b", after):
        word = {"him": "he", "her": "she", "them": "they"}.get(pronoun[1], pronoun[1])
        return read_pronoun(word, heard)
    runs = [found.span() for found in NAME.finditer(after)]
    cuts = re.finditer(rf"[,;:.!?—{MASK}](?:\s|$|{MASK})", after)
    cut = next((m for m in cuts if not any(a < m.start() < b - 1 for a, b in runs)), None)
    phrase = after[: cut.start()] if cut else after
    phrase = ONE_OF.sub("", phrase)
    role = patterns()["right"].match(phrase)
    run = NAME.search(phrase)
    lead = [word.lower() for word in phrase[: run.start()].split()] if run else []
    # Before a name may stand its role; a preposition begins another phrase.
    if run and len(lead) <= OFFICE_WORDS and not set(lead) & OF:
        speaker = read_name(run[0], heard, before=" ".join(lead), after=after[run.end() :])
        if speaker:
            return speaker
    if role is None or set(role["mods"].lower().split()) & OF:
        return None
    if cut:  # said the manager, Robert Stone
        name = re.match(rf",{SPACE}({NAME.pattern})(?=[,.]|\s+told|$)", after[cut.start() :])
        speaker = read_name(name[1], heard, before=role["noun"]) if name else None
        if speaker and speaker.kind == "person":
            return speaker
    return read_noun(role["noun"], heard, named=bool(role["det"]))
