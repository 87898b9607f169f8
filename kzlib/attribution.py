"""Who says what: the verbs and phrases of reporting in a sentence, and whom they belong to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kzlib.people import (
    NAME,
    SPACE,
    Heard,
    Speaker,
    first_hearing,
    hear,
    read_name,
    read_noun,
    read_pronoun,
    role_nouns,
    words,
)

Span = tuple[int, int]

MASK = "\ue000"  # stands for every character of a quoted span
OFFICE_WORDS = 6  # before a name, at most
LAST_WORDS = 20  # characters
WINDOW = 200  # characters looked at on each side of a verb
CLASSES = ("say", "think", "advise", "judge", "content", "quoted", "participles")
FREE = ("say", "think", "advise", "judge")  # report whatever stands after them

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
    r"(?:\s+(?:has|have|had|is|are|was|were|been|also|then|then|later|further|once|again|often|both"
    r"|always|never|not|would|will|did|does|do|repeatedly|\w{3,}ly|still|just|even|first|now|all"
    rf"|once more|in turn|for (?:his|her|its|their) part|went on to|{TIMES}))+,?$"
)
UNREAL = re.compile(
    r"\b(?:should|could|must|can|may|might|cannot|to|if|let|please|ought to|let us|let's)"
    r"(?:\s+(?:also|not|be|have|\w+ly|further))*$",
    re.IGNORECASE,
)
JOINED = re.compile(r"(?:,\s*|\s)(?:and|but|or|then)(?:\s+(?:then|also|later|even))?$|,$")
RELATIVE = re.compile(r",?\s+(?:who|which|that)$")
NAMED_OFFICE = re.compile(rf",?{SPACE}{NAME.pattern}(?=,|\s|$)")  # the manager, Robert Stone,
QUANTIFIERS = ("others", "some", "many", "several", "most", "both")  # speak without a noun
CONDITION = re.compile(r"(?:^|,\s|\band\s)(?:if|unless|until|lest)\s[^,]*$", re.IGNORECASE)
APPOSED = re.compile(  # "Serikova, the deputy minister," but not "In spring, Serikova,"
    r",\s(?=[a-z\d]|(?:(?:Deputy|Vice|First|Senior|Chief|Prime|Foreign|Former)\s)*"
    r"(?:Minister|President|Director|Chair\w*|Head|Secretary|Ambassador|Professor|Fellow)\b)"
)
SEEMING = re.compile(  # seemed to agree
    r"\s+(?:used|(?:seem|appear|tend|continue|like|hasten|happen)(?:s|d|ed)?|went on)\s+to"
    r"(?:\s+(?:also|all|have|\w+ly))*$"
)
COMPARED = re.compile(r"\b(?:than|as|previously|long|widely)\s*$", re.IGNORECASE)  # than believed
ASIDE = re.compile(rf"(?:\s+(?:{TIMES}))?\s*(?:,|[.!?]?\Z)")
AS_SOMEBODY = re.compile(r"\b[Aa]s\s*$")  # As Kim notes,
AGREED_TO = re.compile(r"agree[sd]?\s+to\s")  # a deed, not an opinion
SOMEONE = re.compile(  # beside quoted words anybody may speak: her mother, the crowd
    r"(?:^|[\s,])(?:the|an?|one|his|her|my|their|our|its)\s+(?:[\w'’-]+\s+){0,3}?(?P<noun>[a-z]+)$",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"[\s,—–-]*(?:(?:the|an?|its|his|her|their)\s+)?(?:[\w'’-]+\s+){0,5}[\w-]+,\s*$"
)
STOPPERS = "that|which|who|where|when|while|because|if|as|but|than|whether"
PRONOUN = re.compile(r"(?:^|[\s(,])(he|she|they|it|He|She|They|It)$")
FIRST_PERSON = re.compile(r"\b(?:I|we|We|you|You|one|One)(?:['’](?:ve|d|ll|m|re))?$")
PREPOSITIONS = frozenset(
    (
        *("of", "for", "at", "from", "in", "on", "with", "to", "by", "about", "the", "a", "an"),
        *("and", "or", "than", "as", "after", "before", "under", "over"),
    )
)
NEXT_CONTENT = re.compile(
    r"[\s,]*(?:(?:\w+\s+){0,4}?(?:that|whether|how|why|what|who|where)\b|:|,?\s*\ue000)"
)
PASSIVE = re.compile(
    r"\b(?:is|was|were|are|been|being)\s+(?:(?:also|further|widely|\w+ly|often)\s+)*$"
)
BODY_AFTER = re.compile(r"\s+(?:\w+\s+){0,6}?(?:by|among|from)\s+")
POSSESSED = re.compile(
    r"\b[Ii]n\s+(?P<who>(?:his|her|their|its)|[^,.;:]{2,60}?['’]s?)\s+(?:own\s+)?"
    r"(?P<cue>words|view|opinion|estimate|assessment|judgment|judgement)\b"
)
ACCORDING = re.compile(
    r"\b(?:according to|in the (?:words|view|opinion|eyes|estimate) of|in the opinion of)\b",
    re.IGNORECASE,
)
QUOTED_AS = re.compile(r"\b(?:quote[sd]|cite[sd])\b(?=\s+[^,.;]{2,60}?\s+as\s+(?:saying|telling))")
WAS_QUOTED = re.compile(r"\b(?:was|were|is|are)\s+(?:quoted|cited)\s+as\s+saying\b")
UNDER = re.compile(r"\b(?:[Uu]nder|[Ii]n|[Pp]er)(?=\s+(?:the|its|their|this)\s)")
HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly)\b|\b[Oo]ne\s+(?:often\s+)?"
    r"(?:hears?|heard|learns|learned|gathers|is told|was told)\b"
    r"|\b(?:is|was|are|were)\s+(?:widely\s+)?(?:said|believed|thought|alleged|rumou?red)\s+to\b"
    r"|\b(?:consensus|view|feeling|sense|argument|belief|hope|fear|impression)\s+(?:is|was)\s+that\b"
)
COLON = re.compile(
    rf"\W*(?P<who>(?:the\s+)?{NAME.pattern})(?:,\s[^:{MASK}]{{1,60}}|\s\([^)]{{1,60}}\))?:"
    rf"(?=\s*(?:{MASK}|$))"
)
ANSWER = re.compile(
    r"\W*(?P<who>[Hh]is|[Hh]er|[Tt]heir)\s(?:\w+\s)?(?:answer|reply|response|message|words|verdict"
    rf"|conclusion|advice|explanation|view|motto)\b[^.:{MASK}]{{0,80}}:(?=\s*(?:{MASK}|$))"
)
DASH = re.compile(
    rf"(?:^|{MASK}\s*)[—–-]{{1,2}}\s*(?P<who>(?:the\s+)?{NAME.pattern})(?:,\s[^.{MASK}]{{1,80}})?[.]?$"
)


@dataclass(frozen=True)
class Attribution:
    """Words that attribute: where the whole stands, the cue, its class and who speaks.

    `start` to `end` covers subject and verb; `content` says whether words follow that can be what
    is reported; `kind` is one of CLASSES, according, impersonal, under, colon or dash.
    """

    start: int
    end: int
    cue: str
    kind: str
    speaker: Speaker | None
    content: bool
    sentence: int


@cache
def _verbs() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of all forms, and the class of each."""
    forms: dict[str, str] = {}
    for name in CLASSES:
        for line in words()[name]["words"]:
            first, *rest = line.split()
            if name == "participles":
                found = [line]
            elif "|" in first or (rest and any("|" in word for word in rest)):
                found = [" ".join((head, *rest)) for head in first.split("|")]
            else:
                found = [first, *rest]
            for form in found:
                forms.setdefault(form, name)
    order = sorted(forms, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(order)})\b(?![-'’])", re.IGNORECASE), forms


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    singular = sorted(role_nouns(), key=len, reverse=True)
    singular = [noun for noun in singular if noun not in QUANTIFIERS]
    some = rf"(?:(?:{'|'.join(QUANTIFIERS)})(?=\s*$|\s+(?:of|in|at|who)\b))"
    listed = "|".join(map(re.escape, singular))
    noun = rf"(?:{some}|{listed}|[a-z]{{2,}}(?:ers|ors|ists|ians|ants|ents))"
    nouns_of_saying = "|".join(words()["nouns_of_saying"]["words"])
    chain = (  # each word with the space after it, so that there is one way to read a chain
        r"(?:\s+(?:for|of|at|from|in|on|with|to|by|within|close to|familiar with|behind|like)\s+"
        rf"(?:(?!(?:{STOPPERS})\b)[^\s,;:]+(?:\s+|$)){{1,12}})?"
    )
    return {
        "role_left": re.compile(
            r"(?:^|\s|\()(?P<det>(?:[Tt]he|[Tt]his)\s+)?(?P<mods>(?:[\w'’-]+\s+){0,4}?)"
            rf"(?P<noun>(?i:{noun})){chain}$"
        ),
        "role_right": re.compile(
            rf"\s*(?P<det>the\s+)?(?P<mods>(?:[\w'’-]+\s+){{0,5}}?)(?P<noun>{noun})\b"
        ),
        "role": re.compile(
            rf"\b(?P<det>(?:[Tt]he|[Tt]his)\s+)?(?P<mods>(?:[\w-]+\s+){{0,2}}?)(?P<noun>{noun})\b"
        ),
        "there": re.compile(
            r"\b[Tt]here\s+(?:(?:is|was|are|were|has been|have been|remains?)"
            r"|(?:seem|appear)(?:s|ed)?(?:\s+to)?(?:\s+(?:be|have been))?)"
            rf"\s+(?:\w+\s+){{0,3}}?(?:{nouns_of_saying})\b"
        ),
        "impersonal": re.compile(rf"\b(?:{'|'.join(words()['impersonal']['words'])})\b"),
        "matters": re.compile(
            r"\s+(?:(?:upon|on|about|of)\s+)?(?:(?:the|his|her|its|their|great|strong|deep|some|a|an"
            rf"|any|full|serious)\s+){{0,3}}(?:\w+\s+)?(?:{'|'.join(words()['matters']['words'])})\b"
        ),
    }


def find_attributions(
    text: str, sentences: Sequence[Span], quoted: Sequence[Span]
) -> list[Attribution]:
    """Find the words that attribute, in order, outside the quoted spans.

    Whoever is meant by a pronoun or a role is the last fitting one of the article so far. The
    author's own "I" and "we" attribute nothing.
    """
    masked = mask(text, quoted)
    heard = first_hearing(text)
    found: list[Attribution] = []
    for number, (start, end) in enumerate(sentences):
        found.extend(_read_sentence(masked[start:end], start, number, heard))
    return found


def mask(text: str, quoted: Sequence[Span]) -> str:
    """The text with every character of its quoted spans replaced, of the same length."""
    pieces: list[str] = []
    at = 0
    for start, end in quoted:
        pieces += [text[at:start], MASK * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _read_sentence(sentence: str, offset: int, number: int, heard: Heard) -> Iterator[Attribution]:
    """The attributions of one sentence; what it mentions is heard on the way."""
    if not sentence.strip(MASK + " "):
        return
    waiting = _mentions(sentence, heard)
    before: Speaker | None = None
    if answer := ANSWER.match(sentence):
        owner = read_pronoun(answer["who"].lower(), heard)
        if owner:
            hear(owner, heard, strong=True)
            yield Attribution(offset, offset + answer.end(), "", "colon", owner, True, number)
            return
    for label, kind in ((COLON.match(sentence), "colon"), (DASH.search(sentence), "dash")):
        if label is None:
            continue
        who = label["who"]
        named = read_name(who, heard, after=sentence[label.end("who") :])
        if named := named or _at_right(f" {who}", heard):
            hear(named, heard, strong=True)
            span = (offset + label.start("who"), offset + label.end("who"))
            yield Attribution(*span, "", kind, named, True, number)
            return
    heard_to, opening = 0, _first_word(sentence[:WINDOW])
    topic = _first(sentence, heard) if waiting and waiting[0][0] <= opening else None
    if topic and topic.kind in ("person", "role"):
        yield Attribution(offset, offset, "", "subject", topic, False, number)
    for start, end, cue, kind in _cues(sentence):
        while heard_to < len(waiting) and waiting[heard_to][0] < start:
            at, speaker = waiting[heard_to]
            hear(speaker, heard, strong=at <= opening)
            heard_to += 1
        content = _has_content(sentence, end, kind)
        subject = _subject(sentence, start, end, kind=kind, before=before, heard=heard)
        if subject is None:
            continue
        left, right, who = subject
        content = _conveys(sentence, left, start, end, told=content)
        if who is not None:
            before = who
            hear(who, heard, strong=True)
        yield Attribution(offset + left, offset + right, cue, kind, who, content, number)
    for at, speaker in waiting[heard_to:]:
        hear(speaker, heard, strong=at <= opening)


def _conveys(sentence: str, left: int, start: int, end: int, *, told: bool) -> bool:
    """Whether a cue conveys content, also where the content stands before it."""
    ahead = sentence[max(0, left - LAST_WORDS) : left].rstrip()
    last = bool(ASIDE.match(sentence, end))
    if ahead.endswith(",") and (left == start or last):  # ..., Holm added. / ..., added Holm
        return True
    if last and (AS_SOMEBODY.search(ahead) or sentence.startswith("As ", left)):
        return True
    return told and not AGREED_TO.match(sentence, start)


def _first_word(sentence: str) -> int:
    """Up to where a mention stands as the first thing of a sentence."""
    found = re.match(r"\W*(?:(?:[Tt]he|[Aa]n?|[A-Z]?[a-z]+ly,|But|And|Yet|Then)\s+)*", sentence)
    return found.end() if found else 0


def _mentions(sentence: str, heard: Heard) -> list[tuple[int, Speaker]]:
    """Who is named in a sentence: place and speaker, in order."""
    result: list[tuple[int, Speaker]] = []
    spans: list[Span] = []
    for found in NAME.finditer(sentence):
        spans.append(found.span())
        speaker = read_name(
            found[0],
            heard,
            before=sentence[max(0, found.start() - 30) : found.start()],
            after=sentence[found.end() : found.end() + 100],
        )
        if speaker:
            result.append((found.start(), speaker))
    starts = [start for start, _ in spans]
    for found in _patterns()["role"].finditer(sentence):
        at = found.start("noun")
        place = bisect_right(starts, at) - 1
        if place < 0 or at >= spans[place][1]:
            kind = role_nouns().get(found["noun"], "group")
            named = NAMED_OFFICE.match(sentence, found.end("noun"))
            if kind and not named and found["noun"] not in QUANTIFIERS:
                noun = read_noun(found["noun"], heard, named=bool(found["det"]))
                if noun and noun.kind != "person":
                    result.append((found.start(), noun))
    return sorted(result, key=lambda item: item[0])


def _cues(sentence: str) -> list[tuple[int, int, str, str]]:
    """Every cue of a sentence as start, end, words and class, in order, none inside another."""
    pattern, forms = _verbs()
    found: list[tuple[int, int, str, str]] = []
    for special, kind in (
        (WAS_QUOTED, "say"),
        (QUOTED_AS, "inverted"),
        (ACCORDING, "according"),
        (POSSESSED, "possessed"),
        (_patterns()["there"], "impersonal"),
        (HEARSAY, "impersonal"),
        (UNDER, "under"),
    ):
        for m in special.finditer(sentence):
            found.append(
                (*m.span(), m[0].lower() if kind in ("according", "under") else m[0], kind)
            )
    for m in _patterns()["impersonal"].finditer(sentence):
        left = sentence[max(0, m.start() - 40) : m.start()]
        passive = PASSIVE.search(left)
        if passive and not UNREAL.search(left[: passive.start()].rstrip()):
            found.append((m.start(), m.end(), m[0], "passive"))
    for m in pattern.finditer(sentence):
        kind = forms[m[0].lower()]
        left = sentence[max(0, m.start() - LAST_WORDS) : m.start()]
        bare = m[0][0].isupper() and not m[0].isupper() and not m[0].endswith(("s", "d"))
        if (bare and kind in ("content", "quoted")) or COMPARED.search(left):
            continue  # the Second Term: no verb
        found.append((*m.span(), m[0], kind))
    kept: list[tuple[int, int, str, str]] = []
    reach = 0
    special_kinds = ("according", "possessed", "impersonal", "passive", "inverted", "under", "say")
    for cue in sorted(
        found, key=lambda c: (c[0], special_kinds.index(c[3]) if c[3] in special_kinds else 9)
    ):
        if cue[0] >= reach:
            kept.append(cue)
            reach = cue[1] if cue[3] != "under" else cue[0]
    return kept


def _has_content(sentence: str, end: int, kind: str) -> bool:
    """Whether what follows a cue (or, after a comma, stands before it) can be reported words."""
    after = sentence[end : end + WINDOW]
    if kind in ("according", "possessed", "impersonal", "passive", *FREE):
        return True
    return bool(NEXT_CONTENT.match(after) or _patterns()["matters"].match(after))


def _subject(  # noqa: PLR0911  (one for each form of a cue)
    sentence: str, start: int, end: int, *, kind: str, before: Speaker | None, heard: Heard
) -> tuple[int, int, Speaker | None] | None:
    """Where subject and cue stand together, and who speaks; None where the cue is none."""
    after = sentence[end : end + WINDOW]
    if kind == "possessed":
        found = POSSESSED.match(sentence, start)
        who = found["who"] if found else ""
        owner = who if who in ("his", "her", "their", "its") else re.sub(r"['’]s?$", "", who)
        speaker = read_pronoun(owner, heard) or _at_right(" " + owner, heard)
        return (start, end, speaker) if speaker else None
    if kind == "impersonal":
        by = re.match(r"\s+(?:\w+\s+){0,3}?(?:among|by|from)\s+", after)
        if source := re.match(r"\W*From(?=\s)", sentence):
            return start, end, _at_right(sentence[source.end() : min(start, WINDOW)], heard)
        return start, end, _at_right(after[by.end() - 1 :], heard) if by else None
    if kind == "passive":
        by = BODY_AFTER.match(after) if " by " in after[:40] else None
        speaker = _at_right(after[by.end() - 1 :], heard) if by else None
        tail = after[:20].lstrip()
        verb = sentence[start:end]
        if verb in ("believed", "thought", "said") and not tail.startswith(("that", "to", "by")):
            return None
        return start, end, speaker
    if kind in ("according", "inverted"):
        speaker = _at_right(after, heard)
        return (start, end, speaker) if speaker else None
    if kind == "under":
        speaker = _at_right(after, heard)
        return (start, end, speaker) if speaker and speaker.kind == "document" else None
    return _subject_of_verb(sentence, start, end, kind=kind, before=before, heard=heard)


def _subject_of_verb(  # noqa: PLR0911, PLR0912  (one for each order of subject and verb)
    sentence: str, start: int, end: int, *, kind: str, before: Speaker | None, heard: Heard
) -> tuple[int, int, Speaker | None] | None:
    left = sentence[max(0, start - WINDOW) : start]
    cut = max(left.rfind(mark) for mark in (MASK, ";", ":", "—", " – ", "("))
    after_quote = cut >= 0 and left[cut] == MASK
    left = left[cut + 1 :]
    place = start - len(left)
    stripped = left.rstrip()
    beside = not stripped.strip(" ,—–-")
    after = sentence[end : end + WINDOW]
    if (after_quote and beside) or (stripped.endswith(",") and kind in ("say", "content")):
        speaker = _at_right(after, heard)
        if speaker and not (stripped.endswith(",") and not beside and _appositive(stripped, heard)):
            return start, end, speaker
        if after_quote and beside and kind != "participles":  # The author of “Snow” said
            first = _first(sentence[: min(place, WINDOW)].rstrip(MASK), heard)
            return (start, end, first) if first else None
    if kind == "participles":
        if not stripped.endswith((",", "and")):
            return None
        return (start, end, before) if before else None
    stripped = SEEMING.sub("", stripped)
    if UNREAL.search(stripped):
        return None
    while (skipped := BETWEEN.search(stripped)) and skipped.start():
        aside = skipped[0].endswith(",")  # The president, in a speech, promised
        stripped = stripped[: skipped.start()].rstrip()
        stripped = stripped.removesuffix(",") if aside else stripped
        if UNREAL.search(stripped):
            return None
    if relative := RELATIVE.search(stripped):
        stripped = stripped[: relative.start()]
    elif JOINED.search(stripped) and not stripped.endswith(","):
        return (start, end, before or _first(sentence[: min(start, WINDOW)], heard))
    if FIRST_PERSON.search(stripped) or CONDITION.search(stripped):
        return None
    found = _appositive(stripped, heard) if stripped.endswith(",") else _at_left(stripped, heard)
    quoted = after_quote or bool(re.match(rf"(?:\s\w+)?[,:]?\s*{MASK}", after))
    if found is None and quoted and (someone := SOMEONE.search(stripped)):
        found = someone.start(), Speaker(someone["noun"].lower(), "role")
    if found is None:
        return None
    at, speaker = found
    if after_quote and OFFICE.match(stripped[:at]):
        at = 0
    return place + at, end, speaker


def _first(left: str, heard: Heard) -> Speaker | None:
    """The subject of a sentence whose second verb reports."""
    pronoun = re.match(r"\W*(he|she|they|it)\b", left, re.IGNORECASE)
    if pronoun:
        return read_pronoun(pronoun[1].lower(), heard)
    mentions = _mentions(left[:WINDOW], heard)
    return mentions[0][1] if mentions else None


def _at_left(left: str, heard: Heard) -> tuple[int, Speaker] | None:  # noqa: PLR0911  (by form)
    """Who ends a clause: its place in `left` and the speaker."""
    if pronoun := PRONOUN.search(left):
        speaker = read_pronoun(pronoun[1].lower(), heard)
        if speaker is None and pronoun[1] in ("it", "It"):
            return None
        return pronoun.start(1), speaker or Speaker("", "person")
    runs = list(NAME.finditer(left))
    run = runs[-1] if runs and runs[-1].end() == len(left) else None
    role = _patterns()["role_left"].search(left)
    if run:
        words_before = left[: run.start()].split()
        last = words_before[-1].lower() if words_before else ""
        if not role or (last not in PREPOSITIONS) or run[0].split()[0] in ("The", "A"):
            speaker = read_name(run[0], heard, before=left[max(0, run.start() - 40) : run.start()])
            if speaker:
                return run.start(), speaker
        if last in ("the", "a", "an") and (
            words_before[:-1] == [] or words_before[-2].lower() not in PREPOSITIONS - {"the", "and"}
        ):
            speaker = read_name(run[0], heard)
            if speaker:
                return run.start(), speaker
        if last in ("and", "or", "but", "as", "after", "before", "than", "that"):
            speaker = read_name(run[0], heard)
            if speaker:
                return run.start(), speaker
    if role and not (role["noun"].lower() in QUANTIFIERS and left[: role.start("noun")].strip()):
        named = bool(role["det"]) or "the" in role["mods"].lower().split()
        speaker = read_noun(role["noun"].lower(), heard, named=named)
        if speaker:
            start = role.start("det") if role["det"] else role.start("mods")
            return start, speaker
    return None


def _appositive(left: str, heard: Heard) -> tuple[int, Speaker] | None:
    """Who stands before words between commas: "Serikova, the deputy minister," """
    bare = left[:-1]
    for comma in (found.start() for found in APPOSED.finditer(bare)):
        found = _at_left(bare[:comma], heard)
        if found is None or not found[1].name:
            continue
        at, speaker = found
        ahead = bare[:at].split()
        if ahead and ahead[-1].lower() in PREPOSITIONS - {"the", "a", "an", "and"}:
            continue
        if speaker.kind == "person" and bare[at].isupper():
            speaker = read_name(bare[at:comma], heard, after=bare[comma:] + ",") or speaker
        return at, speaker
    if last := re.search(rf",\s(?:and\s)?({NAME.pattern})$", bare):
        named = read_name(last[1], heard, before=bare[max(0, last.start() - 40) : last.start()])
        if named and named.kind == "person":
            return last.start(1), named
    return None


def _at_right(after: str, heard: Heard) -> Speaker | None:
    """Who stands right after a cue: "said Aida Serikova", "according to the report"."""
    if pronoun := re.match(r"\s+(he|she|they|it|him|her|them)\b", after):
        word = {"him": "he", "her": "she", "them": "they"}.get(pronoun[1], pronoun[1])
        return read_pronoun(word, heard)
    runs = [found.span() for found in NAME.finditer(after)]
    cuts = re.finditer(rf"[,;:.!?—{MASK}](?:\s|$|{MASK})", after)
    cut = next((m for m in cuts if not any(a < m.start() < b - 1 for a, b in runs)), None)
    phrase = after[: cut.start()] if cut else after
    role = _patterns()["role_right"].match(phrase)
    run = NAME.search(phrase)
    lead = phrase[: run.start()].split() if run else []
    # Before a name may stand its role; a preposition begins another phrase.
    inner = [word for word in lead[1:] if word.lower() in PREPOSITIONS] if lead else []
    plain = (
        len(lead) <= OFFICE_WORDS
        and not inner
        and not (lead and lead[0].lower() in PREPOSITIONS - {"the", "a", "an"})
    )
    if run and plain:
        speaker = read_name(run[0], heard, before=" ".join(lead), after=after[run.end() :])
        if speaker:
            return speaker
    if role and not (set(role["mods"].lower().split()) & (PREPOSITIONS - {"a", "an", "the"})):
        if cut and after[cut.start()] == ",":
            name = re.match(
                rf",{SPACE}({NAME.pattern})(?=\s*[,.]|\s+(?:told|said)|$)", after[cut.start() :]
            )
            if name and role_nouns().get(role["noun"]) == "role":
                speaker = read_name(name[1], heard, before=role["noun"])
                if speaker and speaker.kind == "person":
                    return speaker
        return read_noun(role["noun"], heard, named=bool(role["det"]))
    return None
