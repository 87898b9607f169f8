"""Which part of an article a paragraph is: cheap rules, each with a name.

The rules look at how a paragraph is written and what stands around it, never at its number, so
that they hold for any news article. Where they err, an index can name the parts of a file itself.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise, takewhile

from kzlib.text import part_patterns as like
from kzlib.text.arguments import checked
from kzlib.text.chunks import SPACES
from kzlib.text.pattern_files import Patterns
from kzlib.text.sentences import Span, sentence_spans, split_paragraph

PARTS = ("title", "heading", "body", "bio", "promo", "summary")
DROPPED = "drop"  # what an index calls a paragraph that is left out
Decision = tuple[str, str]  # a part and the name of the rule
Split = Callable[[int], list[str]]  # the sentences of a paragraph, by its place

TITLE_WORDS = 30  # a headline with its subtitle in one line
HEADING_WORDS = 20
HEADINGS_TOGETHER = 2  # a heading and a line under it; more are a list
REPEATED = 0.6  # of the longer words of take-aways stand in the article; of a list fewer
LINE = 400  # characters; promo rules look no further, and no heading is longer
TAIL = 100  # characters at the end that may hold the credit of a picture
NOTES = 20  # at the ends of an article, with which one in its text is compared
CLOSERS = "\"')]"  # what the pattern of a full stop lets follow it
BRACKETS = (")", "]", ").", "].")
ODD_SPACES = {*SPACES, "  "} - {" ", "\n", "\r"}  # but for what ends a line, as it mostly does
LONGER = 4  # letters, from which on a word is likely to carry content


@checked
def part_of(
    paragraphs: Sequence[str],
    *,
    title: str = "",
    author: str = "",
) -> list[Decision]:
    """Give each paragraph of one article its part and the name of the rule that decided.

    One `(part, rule)` per paragraph, in order; `part` is one of PARTS. The first that applies wins:
    title, promo, bio, summary, heading, else body. `title` and `author`, where an index knows them,
    help to find the headline and the author's note. No paragraphs give an empty list.

    >>> part_of(["A Road Reopens", "Trucks moved again.", "Subscribe to our newsletter!"])
    [('title', 'first line'), ('body', 'running text'), ('promo', 'sign-up line')]
    """
    plain = [*map(_plain, paragraphs)]

    def split(at: int) -> list[str]:
        return [_plain(plain[at][start:end]) for start, end in sentence_spans(plain[at])]

    return _decide(plain, split, title, author)


def find_parts(text: str, spans: Sequence[Span], *, title: str, author: str) -> list[Decision]:
    """The same for an article whose paragraphs are known as spans."""
    straight = _straight(text)
    plain = [straight[start:end] for start, end in spans]
    odd = any(map(text.__contains__, ODD_SPACES))
    plain = [_plain(each) if odd or "\n" in each or "\r" in each else each for each in plain]

    def split(at: int) -> list[str]:
        return [_plain(text[start:end]) for start, end in split_paragraph(text, spans[at])]

    return _decide(plain, split, title, author)


def _decide(plain: list[str], split: Split, title: str, author: str) -> list[Decision]:
    """The parts of paragraphs on one line each; `split` gives the sentences of one."""
    split = cache(split)
    found: dict[int, Decision] = {}
    odd = {i for i, paragraph in enumerate(plain) if not _is_running(paragraph)}
    for part, find in (
        ("title", _titles(plain, title)),
        ("promo", _promos(plain, sorted(odd), split)),
        ("bio", _notes(plain, odd, split, author, found)),
        ("summary", _summaries(plain, odd, found)),  # the last three look at what is found by then
        ("heading", _headings(plain, odd, found)),
    ):
        for i, rule in find:
            found.setdefault(i, (part, rule))
    return [found.get(i, ("body", "running text")) for i in range(len(plain))]


def _is_running(paragraph: str) -> bool:
    """Whether one look shows that no rule but the names of an index can be met: most are so."""
    coded = paragraph[:2].isalpha() and paragraph[1:2].isupper()  # HD, the name of a field
    if coded or not _is_stopped(paragraph) or _is_caption(paragraph):
        return False
    folded = paragraph.casefold()
    if any(map(folded.__contains__, like.RULE_HAS)):
        return False
    if like.LOOK["start"].match(folded) or like.LOOK["later"].search(folded):
        return False
    return not (like.BIO["person"].match(paragraph) or like.BIO["byline"].match(paragraph))


def given_parts(given: str, name: str, count: int) -> dict[int, str]:
    """Paragraph number -> part from an index entry such as ``3=bio; 15=promo``."""
    parts: dict[int, str] = {}
    for entry in filter(None, map(str.strip, given.split(";"))):
        number, _, part = map(str.strip, entry.partition("="))
        known = part in (*PARTS, DROPPED) and re.fullmatch("[0-9]{1,9}", number)
        if not known or not 1 <= int(number) <= count:
            raise ValueError(
                f"the index gives {name} the part {entry!r}; write a paragraph from 1 to {count}, "
                f"an equals sign and one of: {', '.join(PARTS)}"
            )
        parts[int(number)] = part
    return parts


Found = Iterator[tuple[int, str]]  # the place of a paragraph and the name of the rule


def _titles(plain: list[str], title: str) -> Found:
    """Find the headline: what the index names, else a first line that no full stop ends."""
    wanted = _plain(title).casefold()
    equal = [i for i, p in enumerate(plain) if wanted and p.casefold() == wanted]
    yield from ((i, "title of the index") for i in equal)
    if plain and not equal and len(like.FORM["word"].findall(plain[0])) <= TITLE_WORDS:
        other = _is_stopped(plain[0]) or like.BIO["byline"].match(plain[0])
        if not (other or _promo(plain[0]) or _page(plain[0])):
            yield 0, "first line"


def _promo(sentence: str) -> str:
    """Name the promo rule that a sentence meets, or give an empty text."""
    start = sentence[:LINE]
    if not like.PROMO.either.match(start) or like.FORM["told"].search(start):
        return ""
    return _first(like.PROMO, start)


def _page(paragraph: str) -> str:
    """Name the rule by which a whole paragraph belongs to the page, or give an empty text."""
    if len(paragraph) <= LINE and _is_caption(paragraph):
        return "caption"
    start = paragraph[:LINE]
    return _first(like.PAGE, start) or "database" * bool(like.DATABASE["strong"].match(start))


def _is_caption(paragraph: str) -> bool:
    """Say whether a paragraph ends like what stands under a picture."""
    tail = paragraph[-TAIL:]  # all captions end in a bracket, or have a slash or the word
    may_be = tail.endswith(BRACKETS) or "/" in tail or "Credit" in tail
    return may_be and bool(like.CAPTION["caption"].search(tail))


def _first(rules: Patterns, text: str) -> str:
    """Name the first rule that a text meets where it begins, or give an empty text."""
    return next((rule for rule, pattern in rules.rules if pattern.match(text)), "")


def _promos(plain: list[str], odd: list[int], split: Split) -> Found:
    """Find paragraphs of the page: by how they begin, or by half or more of their sentences."""
    for i in odd:
        if rule := _page(plain[i]):
            yield i, rule
            continue
        named = [rule for sentence in split(i) if (rule := _promo(sentence))]
        if named and 2 * len(named) >= len(split(i)):
            yield i, named[0]
    if any(like.LINKS["heading"].match(plain[i]) for i in odd):
        yield from _links(plain)
    lines = {i for i in odd if like.DATABASE.either.match(plain[i][:LINE])}
    if any(_page(plain[i]) == "database" for i in lines):
        every = range(len(plain))
        for i in sorted(lines.union(_edge(plain, lines, every), _edge(plain, lines, every[::-1]))):
            if not like.BIO["byline"].match(plain[i]):
                yield i, "database"


def _links(plain: list[str]) -> Found:
    """Find lists of other articles: a heading for them and the lines under it."""
    listed = False
    for i, (paragraph, after) in enumerate(pairwise([*plain, "."])):
        heading = like.LINKS["heading"].match(paragraph) and _is_line(after)
        listed = _is_line(paragraph) and bool(listed or heading)
        if listed:
            yield i, "list of articles"


def _edge(plain: list[str], lines: set[int], order: range) -> list[int]:
    """The paragraphs at one end of an article up to the last line of a database among them."""
    edge = list(takewhile(lambda i: i in lines or _is_line(plain[i]), order))
    while edge and edge[-1] not in lines:
        edge.pop()
    return edge


def _is_line(paragraph: str) -> bool:
    """Say whether a paragraph is short and has no full stop, as no running text is written."""
    start = paragraph[: LINE + 1]
    return not _is_stopped(start) and len(like.FORM["word"].findall(start)) <= TITLE_WORDS


def _notes(
    plain: list[str], odd: set[int], split: Split, author: str, found: dict[int, Decision]
) -> Found:
    """Find what is about the author; one whom no index knows, only before or after the text."""
    several = re.split(r" and |[,;&]", _plain(author))
    signed = {name.strip() for name in (author, *several)} - {""}
    signed |= {*map(str.casefold, signed)}
    odd = odd | {i for i, p in enumerate(plain) if signed and p.casefold() in signed}
    notes = {i: rule for i in sorted(odd) if (rule := _note(plain[i], split(i), signed))}
    if not notes:
        return
    running = [i for i in range(len(plain)) if i not in notes and i not in found]
    last = max(running, default=-1)
    first = next((i for i in running if not _is_heading(plain[i])), last)
    edge = [i for i in notes if not first < i < last]
    like_these = [*map(_longer_words, (plain[i] for i in edge[:NOTES]))]
    names = {each for i in notes for each in _names(plain[i])}
    # Where names are few, most paragraphs need not be divided into words.
    told = _words(
        plain[i] for i in running if len(names) > NOTES or any(map(plain[i].__contains__, names))
    )
    credited = _words(plain[i] for i in edge)
    for i, rule in notes.items():
        name = _names(plain[i])
        if rule == "note on a writer" and name & told:
            continue  # whoever the article goes on about did not write it
        if rule in ("the author", "note on a writer") and first < i < last and not name & credited:
            words = _longer_words(plain[i])
            if not any(len(words & others) >= REPEATED * len(words) for others in like_these):
                continue
        yield i, rule


def _names(note: str) -> set[str]:
    """The first and the last word of the name that a note begins with."""
    person = like.BIO["person"].match(note)
    names = like.FORM["word"].findall(person["name"]) if person else []
    return {*names[:1], *names[-1:]}


def _words(paragraphs: Iterable[str]) -> set[str]:
    """The words of a text, also those within others: Al-Farabi's, Al-Farabi, Al and Farabi."""
    text = " ".join(paragraphs)
    words = like.FORM["word"].findall(text)
    return {*words, *(word.removesuffix("'s") for word in words), *re.findall(r"\w+", text)}


def _note(paragraph: str, sentences: list[str], signed: set[str]) -> str:
    """Name the rule by which a paragraph may be about the author, or give an empty text."""
    first, *others = sentences or [""]
    more = (like.BIO["same_person"], like.BIO["disclaimer"])
    goes_on = all(any(each.match(s) for each in more) for s in others)
    person = like.BIO["person"].match(first)
    name = person["name"] if person and not like.BIO["bodies"].match(person["name"]) else ""
    rules = {
        "byline": like.BIO["byline"].match(paragraph) or paragraph.casefold() in signed,
        "credits": like.BIO["credits"].match(paragraph),
        "about the author": like.BIO["about"].match(paragraph),
        "name of the author": name in signed,
        "the author": goes_on and like.BIO["author"].match(first),
        "views": goes_on and like.BIO["disclaimer"].match(first),
        "note on a writer": goes_on and name,
    }
    return next((rule for rule, met in rules.items() if met), "")


def _summaries(plain: list[str], odd: set[int], found: dict[int, Decision]) -> Found:
    """Find take-aways: a list under that name, or a numbered one at the end that repeats."""
    for i in sorted(odd):
        if like.FORM["takeaways"].match(plain[i]):
            yield i, "take-aways by name"
            under = range(i + 1, len(plain))
            items = takewhile(lambda j: like.FORM["item"].match(plain[j]), under)
            yield from ((j, "take-aways by name") for j in items)
    body = [i for i in range(len(plain)) if i not in found]
    counts = {i: int(count[1]) for i in odd if (count := like.FORM["numbered"].match(plain[i]))}
    last = [*takewhile(lambda i: i in counts, reversed(body))][::-1]
    if not last[1:] or [counts[i] for i in last] != [*range(1, len(last) + 1)]:
        return
    before = " ".join(plain[i] for i in body[: len(body) - len(last)])
    if not before.endswith(":"):
        said = _longer_words(" ".join(plain[i] for i in last))
        if len(said & _longer_words(before)) >= REPEATED * len(said):
            yield from ((i, "numbered take-away") for i in last)


def _headings(plain: list[str], odd: set[int], found: dict[int, Decision]) -> Found:
    """Find short paragraphs without a full stop that stand over running text."""
    turns = Counter(turn[1] for i in odd if (turn := like.FORM["turn"].match(plain[i])))
    run: list[int] = []
    for i, paragraph in enumerate(plain):
        if i in found:
            continue
        if i in odd and _is_heading(paragraph):
            turn = like.FORM["turn"].match(paragraph)
            if not (turn and (turns[turn[1]] > 1 or turn[1] in ("Q", "A"))):
                run.append(i)
                continue
        announced = bool(run and run[0] and plain[run[0] - 1].endswith(":"))
        if len(run) <= HEADINGS_TOGETHER and not announced:
            yield from ((j, "no full stop") for j in run)
        run = []


def _is_stopped(text: str) -> bool:
    """Say whether a text ends in a full stop or the like; what closes it may follow."""
    last = len(text.rstrip(CLOSERS)) - 1
    return bool(like.FORM["stopped"].match(text, max(0, last)))


def _is_heading(paragraph: str) -> bool:
    """Say whether a paragraph is written like a heading."""
    # The end of it is looked at first: most paragraphs are known by their full stop.
    if len(paragraph) > LINE or _is_stopped(paragraph):
        return False
    words = like.FORM["word"].findall(paragraph)
    if not words or len(words) > HEADING_WORDS or words[0][0].islower():
        return False
    if any(like.FORM[name].search(paragraph) for name in ("bullet", "news")):
        return False
    title_case = all(not w[0].islower() for w in words if len(w) >= LONGER)
    return title_case or not like.FORM["asked or quoted"].search(paragraph)


def _longer_words(text: str) -> set[str]:
    """Give the different words of at least LONGER letters, without case."""
    return {word.casefold() for word in like.FORM["word"].findall(text) if len(word) >= LONGER}


def _plain(text: str) -> str:
    """Give a text on one line, with straight quotation marks."""
    return " ".join(_straight(text).split())


def _straight(text: str) -> str:
    """Give a text with straight quotation marks."""
    if not text.isascii():
        for mark, plain in like.PLAIN.items():
            text = text.replace(chr(mark), plain)
    return text
