"""Whom a cue belongs to: the subject before a verb, or whoever stands after it."""

import re
from collections.abc import Sequence

from kzlib.speech.cue_words import MASK, WINDOW, Cue
from kzlib.speech.names import read_name
from kzlib.speech.phrases import (
    anybody_at_right,
    apposed,
    at_left,
    at_right,
    bracketed,
    mentions,
    someone,
)
from kzlib.speech.speakers import (
    LIKE,
    Heard,
    Speaker,
    base_forms,
    read_noun,
    read_pronoun,
    role_nouns,
    verb_forms,
    words_of,
)

Found = tuple[int, int, Speaker | None]
Named = Sequence[tuple[int, Speaker]]


def find_beside(sentence: str, cues: Sequence[Cue]) -> list[Cue]:
    """The cues of a sentence, with verbs of no list that stand beside quoted words."""
    found = list(cues)
    for m in LIKE["beside_quotation"].finditer(sentence) if MASK in sentence else ():
        known = any(m.start() < cue.start <= m.end() for cue in cues)
        if not (known or m["verb"] in role_nouns()):
            found.append(Cue(*m.span("verb"), m["verb"], "quoted"))
    return sorted(found)


def subject_of(whole: str, heard: Heard, named: Named | None = None) -> Speaker | None:
    """The subject of a sentence: what it begins with, also after a phrase that opens it.

    `named` is what `mentions` gives of it, where that is known already.
    """
    sentence = whole[:WINDOW].split(MASK, maxsplit=1)[0]
    opened = LIKE["introduced"].match(sentence)
    at = next(LIKE["opening"].finditer(sentence, opened.end() if opened else 0)).end()
    if pronoun := LIKE["subject"].match(sentence, at):
        return read_pronoun(pronoun[1].lower(), heard)
    for begin in (at, next(LIKE["small_words"].finditer(sentence, at)).end()):
        name = LIKE["name"].match(sentence, begin)
        rest = sentence[name.end() :] if name else ""
        if name and not LIKE["placed"].match(name[0]) and not LIKE["owns"].match(rest):
            noun = LIKE["noun_next"].match(sentence, name.end())
            if noun:  # the New York businessman
                return read_noun(noun["noun"], heard, named=True)
            return read_name(name[0], heard, before=sentence[at:begin], after=rest, speaks=True)
    noun = LIKE["noun_next"].match(sentence, max(0, at - 1))
    if noun:
        the = "the" in sentence[:at].lower()
        return apposed(sentence, noun, heard) or read_noun(noun["noun"], heard, named=the)
    if named is None or len(sentence) < len(whole):
        named = mentions(sentence, heard, words_of(sentence))
    return named[0][1] if named else None


def find_subject(sentence: str, cue: Cue, *, before: Speaker | None, heard: Heard) -> Found | None:
    """Where subject and cue stand together, and who speaks; None where the cue is none."""
    start, end, _, kind = cue
    after = sentence[end : end + WINDOW]
    if kind in ("impersonal", "passive"):
        source, by = LIKE["from"].match(sentence), LIKE["by"].match(after)
        place = source.end() if source else end + by.end() - 1 if by else 0
        return start, end, at_right(sentence[place : place + WINDOW], heard) if place else None
    if kind == "possessed":
        found = LIKE["possessed"].match(sentence, start)
        who = re.sub(r"['’]s?$", "", found["who"]) if found else ""
        speaker = read_pronoun(who, heard) or at_right(" " + who, heard)
    elif kind in ("according", "inverted", "under"):
        speaker = (anybody_at_right if kind == "according" else at_right)(after, heard)
        lead = sentence[:start].rpartition(MASK)
        # “No,” Reuters quoted Orr as
        if kind == "inverted" and lead[1] and LIKE["lead"].match(lead[2]):
            start -= len(lead[2].lstrip())
        if speaker and kind == "under" and speaker.kind != "document":
            return None
    else:
        return _of_verb(sentence, cue, before=before, heard=heard)
    return (start, end, speaker) if speaker else None


def _of_verb(sentence: str, cue: Cue, *, before: Speaker | None, heard: Heard) -> Found | None:
    """The subject of a verb, on either side of it."""
    start, end, _, kind = cue
    left = sentence[max(0, start - WINDOW) : start]
    if "(" in left:
        left = LIKE["brackets"].sub(lambda m: " " * len(m[0]), left)
    cut = max(left.rfind(mark) for mark in (MASK, ";", ":", "—", " – ", "("))
    after_quote = cut >= 0 and left[cut] == MASK
    clause = left[cut + 1 :].rstrip()
    after = sentence[end : end + WINDOW]
    beside = after_quote and not clause.strip(" ,—–-")
    speaker: Speaker | None = None
    if kind != "participles" and cue.words.split()[0].endswith("ing"):
        clause = LIKE["going_on"].sub("", f"{clause} ").rstrip()
    inverted = clause.endswith(",") and kind in ("say", "content") and not bracketed(clause, heard)
    if (beside or inverted) and cue.words.lower() not in verb_forms("to_somebody"):
        anybody = beside and kind == "say" and cue.words not in base_forms()
        speaker = (anybody_at_right if anybody else at_right)(after, heard)
        if beside and not speaker and kind != "participles":  # The author of “Snow” said
            speaker = subject_of(sentence, heard)
    if kind == "participles" and not beside:
        named = LIKE["name_at_end"].search(clause)  # footage of Orr saying
        own = read_name(named[0], heard, speaks=True) if named and cue.words.islower() else None
        hangs = clause.endswith((",", " by", " before", " after", " while", " and", " despite"))
        speaker = own or ((before or subject_of(sentence[:start], heard)) if hangs else None)
    if speaker or beside or kind == "participles":
        return (start, end, speaker) if speaker else None
    shorn = _shorn(clause)
    if shorn is None or LIKE["condition"].search(shorn):
        return None
    if LIKE["joined"].search(shorn):
        who = before or subject_of(sentence[:start], heard)
        one = who is None or who.kind != "group"  # holds notes and demand deposits
        return None if one and cue.words in base_forms() else (start, end, who)
    thing = shorn.endswith((" that", " which"))  # a comment that called the plan
    shorn = LIKE["relative"].sub("", shorn) if shorn.endswith(("who", "which", "that")) else shorn
    quoted = after_quote or bool(re.match(rf"(?:\s\w+)?[,:]?\s*{MASK}", after))
    verb = cue.words.lower()
    found = bracketed(shorn, heard) if shorn.endswith(",") else at_left(shorn, heard, verb=verb)
    personal = kind != "quoted" and verb not in verb_forms("of_things")  # only people do so
    if found is None and not thing and (quoted or personal):
        found = someone(shorn)
    if found is None:
        return None
    at, speaker = found
    if speaker.kind == "body" and not quoted and verb in verb_forms("knowing"):
        return None
    if after_quote and LIKE["lead"].match(shorn[:at]):
        at = len(shorn) - len(shorn.lstrip(" ,—–―-"))
    return start - len(left) + cut + 1 + at, end, speaker


def _shorn(clause: str) -> str | None:
    """A clause without what stands between its subject and the verb; None where nobody spoke."""
    clause = LIKE["seeming"].sub("", clause)
    while not LIKE["unreal"].search(clause):
        skipped = LIKE["between"].search(clause)
        if not skipped or not skipped.start():
            return clause
        aside = skipped[0].endswith(",")  # The president, in a speech, promised
        clause = clause[: skipped.start()].rstrip()
        if aside:  # and: Orr, speaking to reporters on Monday, said
            return clause.removesuffix(",") if clause.endswith(",") else f"{clause},"
    return None
