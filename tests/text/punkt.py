"""The same sentences by nltk's Punkt, to compare with; it needs no trained data."""

from functools import cache

from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from kzlib.text.sentences import abbreviations, paragraph_spans

# What kzlib finds by their form: single letters, and letters with dots.
BY_FORM = [*"abcdefghijklmnopqrstuvwxyz", "u.s", "u.n", "u.k", "e.u", "d.c", "a.m", "p.m"]


@cache
def punkt() -> PunktSentenceTokenizer:
    """Punkt with kzlib's abbreviations and sentence starters."""
    known, table = PunktParameters(), abbreviations()
    listed = table["inside"] | table["before_number"] | table["either"]
    known.abbrev_types = {word.lower() for word in listed} | {*BY_FORM}
    known.sent_starters = {word.lower() for word in table["starters"]}
    return PunktSentenceTokenizer(known)


def punkt_spans(text: str) -> list[tuple[int, int]]:
    """Find the sentences of each paragraph by Punkt; offsets of the whole text."""
    return [
        (first + start, first + end)
        for first, last in paragraph_spans(text)
        for start, end in punkt().span_tokenize(text[first:last])
    ]
