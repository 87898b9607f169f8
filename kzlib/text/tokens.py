"""Words with their offsets and their normal form.

A token depends on its white-space chunk, and on whether its whole line is in capitals; on nothing
else. So a chunk is worked out once and remembered, and a word never changes with its neighbours.
Two exceptions: a narrow space does not divide the digits of a number, and a hyphen at the end of a
line of hard-wrapped text joins the two chunks. What a token looks like stands in
data/token_patterns.toml.
"""

import html
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from kzlib.text import characters as char
from kzlib.text.arguments import checked
from kzlib.text.chunks import Chunk, Odd
from kzlib.text.files import read_data
from kzlib.text.pattern_files import Patterns
from kzlib.text.plain import normal_form

KINDS = ("word", "clitic", "number", "symbol", "punct")


class Token(NamedTuple):
    """One token: `text[start:end] == token`; `term` is its normal form, `kind` one of KINDS."""

    start: int
    end: int
    token: str
    term: str
    kind: str


LIKE = Patterns("token_patterns", "tokens")
LETTER = re.compile(r"[^\W\d_]")
INITIALISM = 5  # letters at most; more in capitals are a word (ASTANA)
LONG_WORD = re.compile(rf"[^\W\d_]{{{INITIALISM + 1}}}")
CAPITALS = 4  # words from which on a line of short ones is in capitals too
# A word and the marks round it, as the pattern would find them: it need not be asked for most.
SIMPLE_CHUNK = (
    rf"""[{char.DOUBLE_OPEN}"(]?(?P<word>[A-Z]?[a-z]{{2,}})[,.;:!?]?[{char.DOUBLE_CLOSE}")]?"""
)
SIMPLE = re.compile(SIMPLE_CHUNK)
SIMPLE_LINE = re.compile(f"^(?:{SIMPLE_CHUNK}|.*)$", re.MULTILINE)
REMEMBERED = 100  # a longer chunk is no word that comes again: it is not kept


@checked
def tokenize(text: str, *, wrapped: Sequence[Sequence[int]] = ()) -> list[Token]:
    """Split a text into its tokens, in order.

    Offsets are characters of `text`; nothing but white space lies between two tokens.
    Words, possessive endings (`clitic`), numbers, symbols (a web or e-mail address, a hashtag, a
    name with @, an emoji) and punctuation each have their kind; only words count as words. An
    invisible character (soft hyphen, zero-width space) belongs to the token that it touches; a
    character reference (`&amp;`) is read as what it stands for. `wrapped` are the spans of
    hard-wrapped paragraphs: there a word that was cut at the end of a line is one token, and its
    term has the hyphen only where the text has it elsewhere.
    Any string can be split; an empty one has no tokens.

    >>> [(t.token, t.term, t.kind) for t in tokenize("U.S.-led talks")][:3]
    [('U.S.', 'US', 'word'), ('-', '-', 'punct'), ('led', 'led', 'word')]
    """
    tokens: list[Token] = []
    for at, _, chunk in _chunks(text, wrapped):
        for start, end, token, term, kind in pieces(chunk):
            tokens.append(Token(at + start, at + end, token, term, kind))
    return tokens


def _chunks(
    text: str, wrapped: Sequence[Sequence[int]], *, all_lines: bool = True
) -> Iterator[tuple[int, int, tuple[str, bool, str]]]:
    """What is tokenized by itself, with where it stands; `all_lines` or those in capitals."""
    cuts = {
        cut.start(): cut.end()
        for first, last in wrapped
        for cut in LIKE["cut"].finditer(text, first, last)
        if not text[cut.end()].isupper()
    }
    hyphened = {word[0].lower() for word in LIKE["hyphened"].finditer(text)} if cuts else set()
    done = 0
    for line in LIKE["line"].finditer(text):
        capitals = _is_capitals(line[0])
        if not (capitals or all_lines):
            continue
        for chunk in LIKE["chunk"].finditer(text, max(done, line.start()), line.end()):
            (at, done), hyphen = chunk.span(), ""
            if (cut := cuts.get(done - 1)) and (after := LIKE["chunk"].match(text, cut)):
                hyphen = _hyphen(text[at:done], after[0], hyphened)
                done = after.end()
            yield at, done, (text[at:done], capitals, hyphen)


def odd_chunks(text: str, wrapped: Sequence[Sequence[int]]) -> list[Odd]:
    """The chunks that are more than what white space divides: in capitals, or of several parts.

    One look at each line shows that most texts have none.
    """
    lines = text.splitlines()
    simple = len(wrapped) == sum(map(bool, map(str.strip, lines))) and "\0" not in text
    simple = simple and (text.isascii() or not any(map(text.__contains__, char.NARROW)))
    if simple and not any(map(str.isupper, lines)):
        return []
    return [
        (start, end, chunk)
        for start, end, chunk in _chunks(text, wrapped, all_lines=not simple)
        if chunk[1] or "\0" in chunk[0] or len(chunk[0].split()) > 1
    ]


def _hyphen(left: str, right: str, hyphened: set[str]) -> str:
    """The hyphen between the halves of a word cut at the end of a line, if it is the word's own."""
    halves = f"{left[:-1]}-{right}"
    words = (word[0] for word in LIKE["hyphened"].finditer(halves) if word.end() > len(left))
    word = next(words, "")
    name, _, _ = word.partition("-")  # NATO-led
    own = right[0].isdigit() or word.lower() in hyphened or (len(name) > 1 and name.isupper())
    return "-" if own and not LIKE["ignored"].match(left[-1]) else ""


def fold(token: str, *, capitals: bool = False) -> str:
    """Give the term of one word, clitic or number: what is counted as the same.

    Lower case, but two to five capitals keep theirs (NATO), as does one beside a digit (C5+1);
    capitals with dots lose the dots (U.S. and US are one term, never the pronoun us). With
    `capitals=True`, for a line that is all in capitals, only US and dotted initialisms stay.
    Apostrophes become ', hyphens -; composed, full-width and invisible characters are made plain.
    An empty token has an empty term.

    >>> [fold(t) for t in ("U.S.", "NATO", "ASTANA", "A", "back-burner")]
    ['US', 'NATO', 'astana', 'a', 'back-burner']
    """
    plain = token
    if not (str.isascii(token) and token.isalnum()):
        plain = normal_form("NFKC", LIKE["ignored"].sub("", token).translate(PLAIN))
        joined = "".join(plain.split())  # one Arabic ligature stands for four words
        plain = normal_form("NFC", joined.translate(PLAIN))
    if LIKE["dotted"].fullmatch(plain) and not plain.islower():  # e.g. keeps its dots
        plain = plain.replace(".", "")
        capitals = False
    letters = sum(map(str.isalpha, plain))
    if plain.isupper() and letters <= INITIALISM and "'" not in plain:
        kept = letters > 1 or any(map(str.isdigit, plain))
        if kept and (plain == "US" or not capitals):
            return plain
    return plain.lower()


@cache
def function_words() -> frozenset[str]:
    """The function words of kzlib, each once, as terms."""
    lists = read_data("function_words")["keys"].values()
    return frozenset(chain.from_iterable(each["patterns"] for each in lists))


PLAIN = str.maketrans(
    dict.fromkeys(char.APOSTROPHE, "'") | dict.fromkeys(char.SHORT_HYPHEN + char.MINUS, "-")
)


def _is_capitals(line: str) -> bool:
    """Say whether a line is written in capitals: not only an initialism or two."""
    if not line.isupper():
        return False
    words = sum(map(bool, map(LETTER.search, line.split())))
    return words >= CAPITALS or bool(LONG_WORD.search(line))


Piece = tuple[int, int, str, str, str]


def pieces(chunk: Chunk) -> tuple[Piece, ...]:
    """The tokens of a chunk, as start and end within it, token, term and kind."""
    text, capitals, hyphen = (chunk, False, "") if isinstance(chunk, str) else chunk
    if not (simple := SIMPLE.fullmatch(text)):
        split = _remembered if len(text) <= REMEMBERED else _split
        return split(text, capitals, hyphen)
    first, last = simple.span("word")
    word = text[first:last]
    marks = ((at, at + 1, text[at], text[at], "punct") for at in range(last, len(text)))
    piece = (first, last, word, word.lower(), "word")
    return ((0, 1, text[0], text[0], "punct"), piece, *marks) if first else (piece, *marks)


def word_terms(chunks: Sequence[Chunk]) -> tuple[list[str], dict[int, list[str]]]:
    """The term of each chunk that is one simple word, else ""; and the terms of each of these."""
    texts = [chunk if isinstance(chunk, str) else "" for chunk in chunks]
    simple = SIMPLE_LINE.findall("\n".join(texts))
    terms = "\n".join(simple).lower().split("\n")
    others = {
        at: [each for *_, each, kind in pieces(chunks[at]) if kind == "word"]
        for at, term in enumerate(terms[: len(chunks)])
        if not term
    }
    return terms, others


def _split(chunk: str, capitals: bool, hyphen: str) -> tuple[Piece, ...]:
    """Split one white-space chunk; offsets within the chunk; `hyphen` stands for a line's end."""
    clean, places = (
        _meant(chunk, hyphen) if LIKE["hidden"].search(chunk) else (chunk, range(len(chunk)))
    )
    spans = list(_spans(clean))
    if not spans:
        return ((0, len(chunk), chunk, chunk, "punct"),)
    # Offsets of the clean chunk, led back: what is hidden goes to the token before it.
    starts = (0, *(places[start] for start, _, _ in spans[1:]), len(chunk))
    tokens = [chunk[first:after].rstrip() for first, after in pairwise(starts)]
    return tuple(
        (first, first + len(token), token, _term(clean[start:end], kind, capitals), kind)
        for (start, end, kind), first, token in zip(spans, starts, tokens, strict=False)
    )


def _meant(chunk: str, hyphen: str) -> tuple[str, Sequence[int]]:
    """A chunk as it is meant, and the place in the chunk of each of its characters."""
    clean, places, at = [], [], 0
    for found in LIKE["hidden"].finditer(chunk):
        meant = hyphen if found["cut"] else ""
        if found["reference"]:
            meant = LIKE["ignored"].sub("", html.unescape(found[0]))
            if len(meant) > 1:  # no character has this name
                continue
        clean += [*chunk[at : found.start()], *meant]
        places += [*range(at, found.start()), *[found.start()] * len(meant)]
        at = found.end()
    return "".join([*clean, chunk[at:]]), [*places, *range(at, len(chunk))]


_remembered = lru_cache(maxsize=1 << 16)(_split)


def _term(token: str, kind: str, capitals: bool) -> str:
    """Give the term of a token of a known kind."""
    if kind in ("punct", "number"):
        return "".join(token.translate(PLAIN).split()) if kind == "number" else token
    return token.lower() if kind == "symbol" else fold(token, capitals=capitals)


def _spans(chunk: str) -> Iterator[tuple[int, int, str]]:
    """Find the tokens of a chunk without invisible characters: start, end, kind."""
    quoted = False  # an opening quotation mark makes an apostrophe after s a closing one
    for found in LIKE["token"].finditer(chunk):
        start, end = found.span()
        kind = found.lastgroup or "punct"
        if kind == "compound":
            yield from _parts(found[0], start)
        elif kind == "symbol" or (kind == "clitic" and not (quoted and end - start == 1)):
            yield start, end, kind
        else:
            quoted = quoted or found[0] in char.APOSTROPHE
            yield start, end, "punct"


def _parts(compound: str, at: int) -> Iterator[tuple[int, int, str]]:
    """Cut a compound at the hyphens that separate; at the others it stays one word."""
    hyphens = [found.start() for found in LIKE["inner_hyphen"].finditer(compound)]
    starts = [0, *(hyphen + 1 for hyphen in hyphens)]
    parts = [compound[s:e] for s, e in zip(starts, [*hyphens, len(compound)], strict=True)]
    first, last = parts[0], parts[-1]
    dash = len(hyphens) == 1 and bool(LIKE["clause"].fullmatch(last.translate(PLAIN)))
    names = (len(first) > 1 and first.isupper()) or any(part[0].isupper() for part in parts[1:])
    start, numbers = 0, True
    for i, part in enumerate(parts):
        numbers = numbers and bool(LIKE["number"].fullmatch(part))
        if i < len(hyphens):
            pair = parts[i : i + 2]
            if not (dash or (names and not any(map(_is_numeric, pair)))):
                continue
        end = hyphens[i] if i < len(hyphens) else len(compound)
        yield at + start, at + end, "number" if numbers else "word"
        if i < len(hyphens):
            yield at + end, at + end + 1, "punct"
        start, numbers = end + 1, True


def _is_numeric(part: str) -> bool:
    """Say whether a part of a compound is a number or begins like one (1998, 16s, 72B)."""
    return part[0].isdigit() or bool(LIKE["number"].fullmatch(part))
