"""Who says what: what attributes words to somebody in a sentence, read in the order of the text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kzlib.speech.cue_words import MASK, WINDOW, Cue, find_cues, has_content
from kzlib.speech.names import first_hearing, read_name
from kzlib.speech.phrases import at_right, mentions
from kzlib.speech.speakers import LIKE, Heard, Speaker, hear, is_shown, read_pronoun, words_of
from kzlib.speech.subjects import find_beside, find_subject, subject_of
from kzlib.text.sentences import Span

LAST_WORDS = 20  # characters
LONGEST = 1000  # characters read at once: twice the longest of 12,000 sentences of news
FINDINGS = ("find", "finds", "found", "show", "shows", "showed")  # by a document, always told
NICKNAME = 30  # characters at most
DASHES = "—–―-"
LABELS = {"answer": "colon", "colon": "colon", "dash": "dash"}  # what each is called


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


def find_attributions(text: str, masked: str, sentences: Sequence[Span]) -> list[Attribution]:
    """Find the words that attribute, in order, in a text whose quoted spans are `masked`.

    Whoever is meant by a pronoun or a role is the last fitting one of the article so far. The
    author's own "I" and "we" attribute nothing.
    """
    heard = first_hearing(text)
    found: list[Attribution] = []
    for number, (start, end) in enumerate(sentences):
        heard.number = number
        for first, last in _pieces(masked, start, end):
            found.extend(_read_sentence(masked[first:last], first, number, heard))
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence, cut between words where it is longer than any that somebody wrote."""
    while end - start > LONGEST:
        blank = text.rfind(" ", start + 1, start + LONGEST)
        cut = blank if blank > 0 else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def mask(text: str, quoted: Sequence[Span]) -> str:
    """The text with every character of its quoted spans replaced, of the same length."""
    masked, at = [], 0
    for start, end in quoted:
        nickname = is_nickname(text, start, end)  # Daniel “Dusty” Orr
        masked += [text[at:start], (" " if nickname else MASK) * (end - start)]
        at = end
    return "".join([*masked, text[at:]])


def is_nickname(text: str, start: int, end: int) -> bool:
    """Whether quoted words stand between the first name and the surname of somebody."""
    inner = text[start + 1 : end - 1]
    short = inner[:1].isupper() and len(inner) < NICKNAME and inner[-1:].isalnum()
    before = text[max(0, start - NICKNAME) : start]
    named = LIKE["after_nickname"].match(text, end) and LIKE["before_nickname"].search(before)
    return bool(short and named)


def _read_sentence(sentence: str, offset: int, number: int, heard: Heard) -> Iterator[Attribution]:
    """The attributions of one sentence; what it mentions is heard on the way."""
    spelt = words_of(sentence)
    waiting = mentions(sentence, heard, spelt)
    before: Speaker | None = None
    labelled = ":" in sentence or MASK in sentence or sentence[:1] in DASHES
    for rule, kind in LABELS.items() if labelled else ():
        label = LIKE[rule].search(sentence)
        if label is None:
            continue
        who = label["who"]
        named = read_pronoun(who.lower(), heard)
        named = named or read_name(who, heard, after=sentence[label.end("who") :])
        if named := named or at_right(f" {who}", heard):
            hear(named, heard, strong=True)
            span = (offset + label.start("who"), offset + label.end("who"))
            yield Attribution(*span, "", kind, named, True, number)
            return
    opening = next(LIKE["opening"].finditer(sentence[:WINDOW])).end()
    topic = subject_of(sentence, heard, waiting)
    if topic and topic.kind in ("person", "role"):
        shown = is_shown(topic, heard)
        if shown or LIKE["acts"].match(sentence):
            yield Attribution(offset, offset, "", "subject", topic, shown, number)
    for cue in find_beside(sentence, find_cues(sentence, spelt)):
        while waiting and waiting[0][0] < cue.start:
            at, speaker = waiting.pop(0)
            hear(speaker, heard, strong=at <= opening)
        subject = find_subject(sentence, cue, before=before, heard=heard)
        if subject is None:
            continue
        left, right, who = subject
        content = _conveys(sentence, left, cue, who, heard)
        if who is not None:
            before = who
            hear(who, heard, strong=content or cue.kind != "content" or is_shown(who, heard))
        yield Attribution(offset + left, offset + right, cue.words, cue.kind, who, content, number)
    for at, speaker in waiting:
        hear(speaker, heard, strong=at <= opening)


def _conveys(sentence: str, left: int, cue: Cue, who: Speaker | None, heard: Heard) -> bool:
    """Whether a cue conveys content, also where the content stands before it."""
    ahead = sentence[max(0, left - LAST_WORDS) : left].rstrip()
    last = bool(LIKE["aside"].match(sentence, cue.end))
    behind = ahead.endswith(",") and (left == cue.start or last)  # ..., Holm added. / added Holm
    aside = last and LIKE["as_somebody"].search(sentence[: cue.start])
    if behind or aside or (who and who.kind == "document" and cue.words in FINDINGS):
        return True
    sure = who is None or is_shown(who, heard)
    deed = LIKE["agreed_to"].match(sentence, cue.start)
    return has_content(sentence, cue, sure=sure) and not deed
