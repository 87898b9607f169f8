"""What every word of a sentence adds to its tone, under VADER's rules, plain or masked."""

from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import Executor
from typing import Literal, TypeAlias

import pandas as pd

from kzlib.text.batches import in_batches
from kzlib.text.corpus import Corpus, in_plain_text
from kzlib.text.groups import Part, part_mask
from kzlib.tone.masks import find_masks
from kzlib.tone.vader import SentenceScore, WordScore, score_words

Named: TypeAlias = Literal["vader", "masked"]
"""The scorers that go by name; any function from sentences to scores is one too."""

TYPES = ("int32", "int32", "str", "float", "float", "str")
"""What the fields of a `WordScore` are as columns."""

EMPHASIS = "!?"
"""The `word` of what "!" and "?" add to a sentence."""


@in_batches
@in_plain_text
def tone_words(
    corpus: Corpus,
    *,
    scorer: Named = "vader",
    part: Part = None,
    executor: Executor | None = None,
) -> pd.DataFrame:
    """What each word adds to the tone of its sentence, so that a score can be worked by hand.

    What it returns: one row a word that scores, in text order, of the given parts (None: of all).
    - article, sentence, start, end (of the word in the untouched text), part;
    - `word`: in lower case, as in the lexicon;
    - `valence`: its value there, -4 to 4;
    - `contribution`: what VADER's rules make of it (capitals, boosters, negation, idioms, "but");
    - `masked`: why it counts for nothing: the key of the topic word, "name", or "".

    A last row `!?` where "!" and "?" add emphasis: from the first such mark to the last, valence 0.

    How it counts: the contributions that are not masked sum to s, and s / sqrt(s² + 15), rounded to
    four decimals, is the score of `score_tone`. Nothing scores: no rows.
    `corpus` may be batches, as in `lookup`.

    Errors: ValueError for a scorer other than "vader" and "masked", as only they know words, and
    for an unknown part.

    Source: Hutto & Gilbert 2014.

    >>> frame = pd.DataFrame({"article": ["a"], "text": ["The deal is not good!"]})
    >>> table = tone_words(Corpus.from_frame(frame))
    >>> table[["word", "valence", "contribution"]].round(3).values.tolist()
    [['good', 1.9, -1.406], ['!?', 0.0, -0.292]]
    """
    sentences = corpus.sentences[part_mask(corpus.sentences, part)]
    at: list[int] = []
    rows: list[WordScore] = []
    scored = score_sentences(corpus, sentences, scorer)
    for place, (sentence, text) in enumerate(zip(scored, sentences["text"], strict=True)):
        rows += sentence.words
        if added := sentence.added():
            marks = [number for number, mark in enumerate(text) if mark in EMPHASIS]
            rows.append(WordScore(marks[0], marks[-1] + 1, EMPHASIS, 0.0, added))
        at += [place] * (len(rows) - len(at))
    words = pd.DataFrame(rows, columns=WordScore._fields)
    words = words.astype(dict(zip(WordScore._fields, TYPES, strict=True)))
    table = sentences[["article", "sentence", "start", "end", "part"]].iloc[at]
    table = table.reset_index(drop=True)
    table["end"] = table["start"] + words.pop("end")
    table["start"] += words.pop("start")
    return table.join(words)


def score_sentences(
    corpus: Corpus, sentences: pd.DataFrame, scorer: object
) -> Iterator[SentenceScore]:
    """What VADER's rules make of each of the sentences; masks only where the scorer masks."""
    masks: defaultdict[tuple[str, int], list[tuple[int, int, str]]] = defaultdict(list)
    if scorer == "masked":
        for article, sentence, start, end, mask in find_masks(corpus).itertuples(index=False):
            masks[article, sentence].append((start, end, mask))
    columns = (sentences[name].tolist() for name in ("article", "sentence", "start", "text"))
    for article, number, start, text in zip(*columns, strict=True):
        scored = score_words(text)
        if spans := masks.get((article, number), []):
            scored = scored._replace(words=list(_masked(scored.words, start, spans)))
        yield scored


def _masked(
    words: list[WordScore], begin: int, spans: list[tuple[int, int, str]]
) -> Iterator[WordScore]:
    """The words of a sentence, which begins at `begin`, each with the first mask that touches it.

    The stretches are in the order of their starts; where one is done, so are they for all words
    that follow.
    """
    at = 0
    for word in words:
        start, end = begin + word.start, begin + word.end
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        touches = at < len(spans) and spans[at][0] < end
        yield word._replace(masked=spans[at][2]) if touches else word


def in_words(sentence: SentenceScore, text: str) -> str:
    """What each word of a sentence adds, as `score_tone` shows it: "success +2.7; risk −1.1"."""
    shown = []
    for word in sentence.words:
        written, number = text[word.start : word.end], _signed(word.contribution)
        shown.append(f"({written} masked: {number})" if word.masked else f"{written} {number}")
    if added := sentence.added():
        shown.append(f"{EMPHASIS} {_signed(added)}")
    return "; ".join(shown)


def _signed(number: float) -> str:
    """A number with its sign and one or two decimals: +2.7, −0.29."""
    return f"{number:+.2f}".removesuffix("0").replace("-", "−")
