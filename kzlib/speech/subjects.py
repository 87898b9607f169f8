"""Whom a cue belongs to: the subject before a verb, or whoever stands after it."""

from __future__ import annotations

import re

from kzlib.speech.cue_words import MASK, POSSESSED, UNREAL, WINDOW, Cue, of_things
from kzlib.speech.phrases import at_left, at_right, bracketed, mentions, someone
from kzlib.speech.speakers import Heard, Speaker, base_forms, read_pronoun

Found = tuple[int, int, Speaker | None]

# What may stand between a subject and its verb.
TIMES = (
    r"on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|evening|night))?"
    r"|(?:last|this) (?:week|month|year|night|morning|spring|summer|autumn|fall|winter|\w+day)"
    r"|yesterday|today|earlier|later|in \d{4}|at the (?:time|end|meeting|forum|conference|briefing)"
    r"|in (?:a|an|the|his|her|its|their) (?:\w+ )?(?:report|statement|interview|speech|paper|study|"
    r"letter|essay|article|brief|book|address|remarks?|post|tweet)"
    r"(?: (?:to|with|for|on) [^,]{2,40})?"
)
BETWEEN = re.compile(
    r"(?:\s+(?:has|have|had|also|then|later|further|once|again|often|both"
    r"|always|never|not|would|will|did|does|do|\w{3,}ly|still|just|even|first|now|all"
    rf"|long|since|once more|in turn|for (?:his|her|its|their) part|went on to|{TIMES}))+,?$"
)
JOINED = re.compile(r"(?:,\s*|\s)(?:and|but|or|then)(?:\s+(?:then|also|later|even))?$")
RELATIVE = re.compile(r",?\s+(?:who|which|that)$")
CONDITION = re.compile(r"(?:^|,\s|\band\s)(?:if|unless|until|lest)\s[^,]*$", re.IGNORECASE)
SEEMING = re.compile(  # seemed to agree
    r"\s+(?:used|(?:seem|appear|tend|continue|like|hasten|happen)(?:s|d|ed)?|went on)\s+to"
    r"(?:\s+(?:also|all|have|\w+ly))*$"
)
OFFICE = re.compile(
    r"[\s,—–-]*(?:(?:the|an?|its|his|her|their)\s+)?(?:[\w'’-]+\s+){0,5}[\w-]+,\s*$"
)
BRACKETS = re.compile(r"\([^()]{1,60}\)")  # the Monetary Fund (IMF)
FROM = re.compile(r"\W*From(?=\s)")  # From the villagers, one learns
BY = re.compile(r"\s+(?:\w+\s+){0,4}?(?:by|among|from)\s+")


def first_mention(left: str, heard: Heard) -> Speaker | None:
    """The subject of a sentence whose second verb reports."""
    if pronoun := re.match(r"\W*(he|she|they|it)\b", left, re.IGNORECASE):
        return read_pronoun(pronoun[1].lower(), heard)
    named = mentions(left[:WINDOW], heard)
    return named[0][1] if named else None


def find_subject(sentence: str, cue: Cue, *, before: Speaker | None, heard: Heard) -> Found | None:
    """Where subject and cue stand together, and who speaks; None where the cue is none."""
    start, end, _, kind = cue
    after = sentence[end : end + WINDOW]
    if kind in ("impersonal", "passive"):
        source, by = FROM.match(sentence), BY.match(after)
        place = source.end() if source else end + by.end() - 1 if by else 0
        return start, end, at_right(sentence[place : place + WINDOW], heard) if place else None
    if kind == "possessed":
        found = POSSESSED.match(sentence, start)
        who = re.sub(r"['’]s?$", "", found["who"]) if found else ""
        speaker = read_pronoun(who, heard) or at_right(" " + who, heard)
    elif kind in ("according", "inverted", "under"):
        speaker = at_right(after, heard)
        if kind == "according" and speaker is None:
            unlisted = someone(re.split(r"[,;:.!?—]", after)[0])
            speaker = unlisted[1] if unlisted else None
        if speaker and kind == "under" and speaker.kind != "document":
            return None
    else:
        return _of_verb(sentence, cue, before=before, heard=heard)
    return (start, end, speaker) if speaker else None


def _of_verb(sentence: str, cue: Cue, *, before: Speaker | None, heard: Heard) -> Found | None:
    """The subject of a verb, on either side of it."""
    start, end, _, kind = cue
    left = BRACKETS.sub(lambda m: " " * len(m[0]), sentence[max(0, start - WINDOW) : start])
    cut = max(left.rfind(mark) for mark in (MASK, ";", ":", "—", " – ", "("))
    after_quote = cut >= 0 and left[cut] == MASK
    clause = left[cut + 1 :].rstrip()
    after = sentence[end : end + WINDOW]
    beside = after_quote and not clause.strip(" ,—–-")
    speaker: Speaker | None = None
    if beside or (clause.endswith(",") and kind in ("say", "content")):
        speaker = at_right(after, heard)
        if speaker and not beside and bracketed(clause, heard):
            speaker = None
        if beside and not speaker and kind != "participles":  # The author of “Snow” said
            speaker = first_mention(sentence[:WINDOW].split(MASK, maxsplit=1)[0], heard)
    if kind == "participles" and not beside:
        by = clause.endswith(" by")  # opened the meeting by saying
        speaker = before or (first_mention(sentence[:start], heard) if by else None)
    if speaker or beside or kind == "participles":
        return (start, end, speaker) if speaker else None
    shorn = _shorn(clause)
    if shorn is None or CONDITION.search(shorn):
        return None
    if JOINED.search(shorn):
        return start, end, before or first_mention(sentence[: min(start, WINDOW)], heard)
    shorn = RELATIVE.sub("", shorn)
    quoted = after_quote or bool(re.match(rf"(?:\s\w+)?[,:]?\s*{MASK}", after))
    found = _ends(shorn, cue, quoted=quoted, plural=shorn == clause, heard=heard)
    if found is None:
        return None
    at, speaker = found
    at = 0 if after_quote and OFFICE.match(shorn[:at]) else at
    return start - len(left) + cut + 1 + at, end, speaker


def _ends(
    clause: str, cue: Cue, *, quoted: bool, plural: bool, heard: Heard
) -> tuple[int, Speaker] | None:
    """Who ends a clause before a verb; anybody beside quoted words or where only people do so."""
    verb = cue.words.lower()
    found = bracketed(clause, heard) if clause.endswith(",") else at_left(clause, heard, verb=verb)
    anybody = quoted or (cue.kind != "quoted" and verb not in of_things())
    plural = plural and verb in base_forms()
    return found or (someone(clause, plural=plural) if anybody else None)


def _shorn(clause: str) -> str | None:
    """A clause without what stands between its subject and the verb; None where nobody spoke."""
    clause = SEEMING.sub("", clause)
    while not UNREAL.search(clause):
        skipped = BETWEEN.search(clause)
        if not skipped or not skipped.start():
            return clause
        aside = skipped[0].endswith(",")  # The president, in a speech, promised
        clause = clause[: skipped.start()].rstrip()
        clause = clause.removesuffix(",") if aside else clause
    return None
