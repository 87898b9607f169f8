"""Who speaks each quotation of a text, or whether nobody does: a title, a term, a slogan."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kzlib.speech.attribution import Attribution, find_attributions, is_nickname, mask
from kzlib.speech.quote_marks import MARK, quoted_spans
from kzlib.speech.speakers import LIKE
from kzlib.text.sentences import Span

WRITERS = ("experts", "authors", "analysts", "scholars", "researchers")
BESIDE = 160  # characters looked at on each side of a quotation
LOOK_BACK = 12
GAP = 300  # characters at most between the last word of a quotation and who said so
FAR = 1000  # characters from a quotation to any words that attribute it, as a sentence is long
SENTENCE_WORDS = 8  # quoted words that are a clause and no term
HEADING = 10  # quoted words that are a heading where they are a paragraph
SHORT = 3  # quoted words that may be scare quotes in a sentence that reports
TITLE_CAPITALS = 0.6  # of the longer words of a title in capitals


@dataclass(frozen=True)
class Quote:
    """A quoted span: its first and last sentence (counted from 0), who speaks, by which words."""

    start: int
    end: int
    first: int
    last: int
    speaker: str = ""
    cue: str = ""
    use: str = "speech"
    how: str = "none"
    own: bool = False  # has an attribution of its own


@dataclass(frozen=True)
class _Page:
    """A text with what is needed to say who speaks a quotation in it."""

    text: str
    masked: str
    paragraphs: Sequence[Span]
    sentences: Sequence[Span]
    found: list[Attribution]  # verbs and phrases that name a speaker
    subjects: dict[int, Attribution]  # sentence -> whom it begins with

    @cached_property
    def policy(self) -> float:
        """Where a policy paper is first named, outside quotations; infinite: nowhere."""
        found = LIKE["policy"].search(self.masked)
        return found.end() if found else float("inf")

    def before(self, quote: Quote) -> str:
        """What stands before a quotation in its sentence, other quotations masked."""
        first = self.sentences[quote.first][0]
        return self.masked[max(first, quote.start - BESIDE) : quote.start]

    def after(self, quote: Quote) -> str:
        """What stands after a quotation in its last sentence."""
        return self.masked[quote.end : min(self.sentences[quote.last][1], quote.end + BESIDE)]

    def is_whole(self, quote: Quote) -> bool:
        """Is a quotation all of its paragraph?"""
        first, last = self.paragraphs[self.block(quote.start)]
        beyond = self.masked[quote.end : min(last, quote.end + BESIDE)]
        return quote.start == first and not re.search(r"\w", beyond)

    def how(self, near: Attribution, name: str) -> str:
        """How an attribution tells its speaker: by a name in its sentence, or by a pronoun."""
        if not name:
            return "none"
        start, end = self.sentences[near.sentence]
        beside = self.masked[max(start, near.start - FAR) : min(end, near.end + FAR)]
        named = name.rsplit(maxsplit=1)[-1].lower() in beside.lower()
        return "next to it" if named else "pronoun"

    def place(self, at: int) -> int:
        """How many attributions stand before a place."""
        return bisect_left(self.found, at, key=lambda each: each.start)

    def block(self, at: int) -> int:
        """The paragraph, counted from 0, of a place."""
        return bisect_right(self.paragraphs, at, key=lambda each: each[0]) - 1


def read_quotes(
    text: str, paragraphs: Sequence[Span], sentences: Sequence[Span]
) -> tuple[list[Quote], list[Attribution]]:
    """The quotations of a text and every attribution in it, both in order."""
    marked = quoted_spans(text, paragraphs)
    spans = [(a, b) for a, b in marked if MARK.sub("", text[a:b]).strip()]  # "" quotes nothing
    masked = mask(text, spans)
    found = find_attributions(text, masked, sentences)
    naming = [each for each in found if each.kind not in ("impersonal", "subject")]
    subjects = {each.sentence: each for each in found if each.kind == "subject"}
    page = _Page(text, masked, paragraphs, sentences, naming, subjects)
    starts = [start for start, _ in sentences]
    quotes: list[Quote] = []
    for start, end in spans:
        first, last = (bisect_right(starts, at) - 1 for at in (start, end - 1))
        quote = _attributed(page, quotes, Quote(start, end, first, last))
        if not quote.own and quote.use == "speech":
            quote = _continued(page, quotes, quote)
        if quotes and _same_turn(text, quotes[-1], quote):
            quotes[-1] = replace(quotes[-1], end=end, last=last)
        else:
            quotes.append(quote)
    return quotes, found


def _same_turn(text: str, before: Quote, quote: Quote) -> bool:
    """Whether a quotation re-opens, at the start of a paragraph, what ended the one before."""
    between = text[before.end : quote.start]
    same = before.use == quote.use and quote.use in ("speech", "document")
    new = "\n" in between.replace("\r", "\n")
    return new and not between.strip() and same and not quote.own


def _attributed(page: _Page, quotes: list[Quote], quote: Quote) -> Quote:
    """The quotation with its use, and with the speaker and cue that its sentence gives."""
    inner = MARK.sub("", page.text[quote.start : quote.end]).strip()
    count = len(inner.split())
    left, right = page.before(quote), page.after(quote)
    near = _nearest(page, quote)
    immediate = near is not None and near.start >= quote.end
    if use := _named_use(inner, left, "" if immediate else right):
        return replace(quote, use=use)
    heading = page.is_whole(quote) and count <= HEADING and inner[-1:].isalnum()
    if heading or is_nickname(page.text, quote.start, quote.end):
        return replace(quote, use="scare")
    ended = not inner[-1:].isalnum() and inner[:1].isupper()
    told = page.masked[max(0, quote.start - BESIDE) : quote.start].rstrip()
    opens = not re.search(r"\w", left)  # Orr spoke for an hour: (a paragraph ends)
    if near is None and told.endswith(":" if count < SHORT or not ended else (":", ",")):
        near = page.subjects.get(quote.first - opens)  # Orr sang, “We will be free.”
    modifies = count <= SHORT and LIKE["noun_after"].match(right)  # a “smart” city
    term = near and near.kind in ("content", "quoted") and modifies
    if near is None or (term and not immediate):
        clause = count >= SENTENCE_WORDS or not re.search(r"\w", left + right)
        return replace(quote, use="speech" if clause else "scare")
    speaker = near.speaker
    name = speaker.name if speaker else ""
    use = "document" if speaker and speaker.kind == "document" else "speech"
    paper = near.kind == "advise" and name in WRITERS
    if paper and page.policy <= quote.start:
        name, use = "report", "document"  # an unnamed group recommends in writing
    return replace(quote, speaker=name, cue=near.cue, use=use, how=page.how(near, name), own=True)


def _nearest(page: _Page, quote: Quote) -> Attribution | None:
    """The attribution right after a quotation, else the last one before it in its sentence."""
    at = page.place(quote.end)
    if at < len(page.found) and page.found[at].start - quote.end <= GAP:
        after = page.found[at]
        gap = page.masked[quote.end : after.start]
        end = page.sentences[after.sentence][1]
        near = after.sentence == quote.last or (
            after.sentence == quote.last + 1
            and len(gap) <= 1
            and bool(LIKE["bare_tail"].match(page.masked, after.end, end))
        )
        inverted = after.end - after.start == len(after.cue)
        ended = inverted or LIKE["ended"].search(
            page.text[max(quote.start, quote.end - LOOK_BACK) : quote.end] + gap.rstrip("Tthe ")
        )
        dash = after.kind == "dash" and after.sentence <= quote.last + 1
        if LIKE["only_marks"].match(gap) and (dash or (near and ended)):
            return after
    for before in reversed(page.found[max(0, at - 4) : at]):
        if quote.start - before.end > FAR:
            break
        gap = page.masked[before.end : quote.start]
        own = before.sentence == quote.first
        colon = before.sentence == quote.first - 1 and gap.rstrip().endswith(":")
        short = len(gap) <= GAP and LIKE["short_gap"].match(gap)
        if (own or colon) and (before.kind != "quoted" or short):
            return before
    for after in page.found[at : at + 6]:  # A road that “never ends” is no road, Orr said.
        if after.start - quote.end > FAR:
            break
        gap = page.masked[quote.end : after.start]
        if after.sentence == quote.last and after.content and gap.rstrip().endswith(","):
            end = page.sentences[after.sentence][1]
            return after if LIKE["closing"].match(page.masked, after.end, end) else None
    return None


def _continued(page: _Page, quotes: list[Quote], quote: Quote) -> Quote:
    """The quotation with the speaker of what stands before it, where that is told by its place."""
    if re.search(r"\w", page.before(quote)):
        return quote
    block = page.block(quote.start)
    whole = page.is_whole(quote)
    last = next((q for q in quotes[:-4:-1] if q.use in ("speech", "document")), None)
    if last:
        far = block - page.block(last.end - 1)
        if (far == 0 and quote.first - last.last <= 1) or (far == 1 and whole):
            how = "carried on" if last.speaker else "none"
            return replace(quote, speaker=last.speaker, use=last.use, how=how)
    at = page.place(quote.start)
    subject = page.subjects.get(quote.first - 1)
    for before in filter(None, (*page.found[max(0, at - 1) : at], subject)):
        near = before.start >= page.paragraphs[block][0] or (whole and before is not subject)
        if before.sentence == quote.first - 1 and near and before.speaker:
            return replace(quote, speaker=before.speaker.name, how="carried on")
    return quote


def _named_use(inner: str, left: str, right: str) -> str:
    """The use of quoted words as it is told by what stands beside them: title, scare or ""."""
    if LIKE["named_work"].search(left):
        return "title"
    if LIKE["term"].search(left):
        return "scare"
    if not inner[:1].isupper():
        return ""
    cased = _is_title_case(inner)
    if cased and LIKE["owned"].search(left):
        return "title"  # Velden Radio's “Good Morning”
    small = bool(LIKE["work_near"].search(left) and LIKE["small_word"].search(inner))
    before = LIKE["work_before"].search(left) or small
    if LIKE["work_after"].search(right) or (cased and before):
        return "title"
    bright = cased and inner[-1].isalnum() and LIKE["noun_after"].match(right)
    return "scare" if bright else ""  # a “Bright Road” programme


def _is_title_case(inner: str) -> bool:
    longer = LIKE["long_word"].findall(inner)
    capitals = sum(word[0].isupper() for word in longer)
    return bool(longer) and capitals >= TITLE_CAPITALS * len(longer)
