"""No input hangs: text of each hostile shape, twice as long, takes hardly more than twice as long.

A shape is a short text again and again in one line. What is measured is processor time, the best of
several runs, and only where it is long enough to be told from noise.
"""

import gc
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise

import pandas as pd
import pytest

import kzlib as kz
from kzlib import show
from kzlib.text.parts import part_of

SIZES = [2**power * 1000 for power in range(1, 6)]  # characters
FACTOR = 2.6  # for twice the text
LEAST = 0.06  # seconds; what is shorter cannot be measured
RUNS = 4

SHAPES = {  # what comes first, what is repeated, what comes last
    "letters": ("", "a", ""),
    "capitals": ("", "A", " said."),
    "digits": ("", "1", "%"),
    "blanks": ("It is a. ", " ", "% b."),
    "words": ("", "word ", ""),
    "words in capitals": ("", "Word ", "said so."),
    "words of capitals": ("", "NATO ", ""),
    "credits": ("Reporting by", " Writing", " %."),
    "names": ("By ", "Ann Lee, ", "Reuters"),
    "initials": ("", "A. ", "Lee said."),
    "dotted": ("", "a.", ""),
    "abbreviations": ("", "Mr. ", "Lee."),
    "months": ("", "Sept. ", "1."),
    "hyphens": ("", "a-", "z"),
    "capital hyphens": ("", "A-", "Z"),
    "ratios": ("", "1:", "1"),
    "thousands": ("", "1,000,", "000"),
    "numbers": ("", "20 ", "percent"),
    "years": ("", "in 1999 ", "."),
    "signs": ("", "% ", ""),
    "money": ("", "$", "1"),
    "short quotes": ("", "“a”, ", "and then he said so."),
    "straight quotes": ("", '"a" ', "he said."),
    "opening quotes": ("", "“", "a"),
    "single quotes": ("", "' ", "a"),
    "apostrophes": ("", "a's' ", "said"),
    "nested quotes": ("", "“‘", "a”"),
    "as he said": ("", "as he said, ", "so."),
    "said": ("", "said Ann Lee, the minister, ", "so."),
    "he said": ("", "he said ", "."),
    "quoted speakers": ("", "“Yes,” said Ann Lee. ", ""),
    "labels": ("", "Lee: ", "yes"),
    "must": ("", "the leaders of Kazakhstan and ", "must act."),
    "should": ("", "should ", "act"),
    "urged": ("", "urged the United States to ", "act"),
    "negations": ("", "not good ", "."),
    "boosters": ("", "very ", "good!"),
    "but": ("", "good but ", "bad."),
    "exclamations": ("good", "!", ""),
    "brackets": ("", "(", ")"),
    "square brackets": ("", "[a] ", ""),
    "commas": ("a", ",", " he said"),
    "dashes": ("", "— ", ""),
    "ellipses": ("“", "… ", "”"),
    "addresses": ("", "http://", "a"),
    "mails": ("", "a@", "a.com"),
    "hashtags": ("", "#", "a"),
    "references": ("", "&amp", ";"),
    "pictures": ("", "\U0001f469\u200d", ""),
    "marks": ("e", "\u0301", ""),
    "soft hyphens": ("", "a\u00ad", ""),
    "unseen": ("", "\u200b ", "a"),
    "sentences": ("", "It is so. ", ""),
    "go": ("", "go a-a-a-a-a-a ", "stop."),
}
MANY = {  # lines of their own
    "notes": "Ann Lee is an analyst at Reuters.\nIt rained all day in the town of the north.",
    "short lines": "a",
    "headings": "A Heading Here",
    "wrapped": "the line goes on and on and on until it is cut at its end with a hy-",
    "questions": "Q: What did they say of it?\nLee: They said that it was so.",
    "open quotes": "“It was so, and it went on.",
}
PATTERNS = {"hostile": ["go " + "* " * 36 + "end", "a*a*a*a*z", "*a*", "word " * 30, "a * a * a"]}
HOSTILE = kz.Dictionary.from_mapping({"keys": {"hostile": {"patterns": PATTERNS["hostile"]}}})
THEMES = kz.read_dictionary("themes")


def corpus_of(text: str) -> kz.Corpus:
    rows = {"article": ["a", "b"], "text": [text, "It rained."], "era": ["x", "x"]}
    return kz.Corpus.from_frame(pd.DataFrame(rows), duplicates="keep")


def tables(corpus: kz.Corpus) -> None:
    made = kz.Corpus(corpus.articles, corpus.text)  # nothing of it is made yet
    assert made.tokens is not None
    assert made.sentences is not None
    corpus_of(corpus.text["a"])


def shown(corpus: kz.Corpus) -> None:
    text = corpus.text["a"]
    assert repr(show.quote(text, text))
    assert show.sentence(corpus, "a:1")._repr_html_()
    show.table(pd.DataFrame({"text": [text]}), caption=text, words=["text"])


def searched(corpus: kz.Corpus) -> None:
    found = kz.lookup(corpus, THEMES)
    kz.coverage(corpus, found, part=None)
    kz.mark_sentences(corpus, found, by="era", part=None)


READ: dict[str, Callable[[kz.Corpus], object]] = {
    "tables": tables,
    "part_of": lambda corpus: part_of([corpus.text["a"]], title=corpus.text["a"], author="Ann"),
    "quotations": kz.find_quotations,
    "voices": kz.find_voices,
    "acts": kz.find_acts,
    "claims": kz.find_claims,
    "themes": searched,
    "patterns": partial(kz.lookup, dictionary=HOSTILE),
    "kwic": partial(kz.kwic, pattern="*a*"),
    "tone": kz.score_tone,
    "masked tone": partial(kz.score_tone, scorer="masked"),
    "tone words": kz.tone_words,
    "terms": partial(kz.count_terms, by="era", part=None),
    "phrases": partial(kz.ngrams, part=None),
    "pairs": partial(kz.collocations, part=None),
    "sections": lambda corpus: kz.with_section(corpus, corpus.tokens),
    "shown": shown,
}


def seconds(read: Callable[[kz.Corpus], object], corpus: kz.Corpus) -> float:
    gc.disable()  # it comes when it likes, and is long where a whole test run is in memory
    start = time.process_time()
    read(corpus)
    taken = time.process_time() - start
    gc.enable()
    return taken


def slow(corpora: list[kz.Corpus]) -> list[str]:
    """What takes more than FACTOR times as long for the next corpus, which is twice as large."""
    found = []
    for name, read in READ.items():
        larger = seconds(read, corpora[-1])
        for twice, once in pairwise(reversed(corpora)):
            if larger < LEAST:
                break  # and so are all that are shorter
            smaller = seconds(read, once)
            for _ in range(RUNS):
                if larger >= FACTOR * smaller:
                    smaller = min(smaller, seconds(read, once))
                    larger = min(larger, seconds(read, twice))
            if larger >= max(LEAST, FACTOR * smaller):
                found.append(f"{name}: {smaller:.3f} s, then {larger:.3f} s")
            larger = smaller
    return found


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_text_takes_about_twice_as_long(shape: str) -> None:
    first, again, last = SHAPES[shape]
    texts = [first + again * (size // len(again)) + last for size in SIZES]
    assert slow([corpus_of(text) for text in texts]) == []


@pytest.mark.parametrize("lines", MANY)
def test_twice_the_lines_take_about_twice_as_long(lines: str) -> None:
    texts = ["\n".join([MANY[lines]] * (size // len(MANY[lines]))) for size in SIZES]
    assert slow([corpus_of(text) for text in texts]) == []
