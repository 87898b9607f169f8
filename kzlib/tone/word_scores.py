"""What every word of a sentence adds to its tone, under VADER's rules, plain or masked."""

from collections import defaultdict
from collections.abc import Iterator

import pandas as pd

from kzlib.text.corpus import Corpus, check_corpus
from kzlib.text.groups import Part, part_mask
from kzlib.tone.masks import find_masks
from kzlib.tone.vader import SentenceScore, WordScore, score_words

SCORERS = ("vader", "masked")
"""The scorers that go by name; any function from sentences to scores is one too."""

TYPES = ("int32", "int32", "str", "float", "float", "str")
"""What the fields of a `WordScore` are as columns."""

EMPHASIS = "!?"
"""The `word` of what "!" and "?" add to a sentence."""


def tone_words(corpus: Corpus, *, scorer: str = "vader", part: Part = None) -> pd.DataFrame:
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

    Errors: ValueError for a scorer other than "vader" and "masked", as only they know words, and
    for an unknown part.

    Source: Hutto & Gilbert 2014.

    >>> frame = pd.DataFrame({"article": ["a"], "text": ["The deal is not good!"]})
    >>> table = tone_words(Corpus.from_frame(frame))
    >>> table[["word", "valence", "contribution"]].round(3).values.tolist()
    [['good', 1.9, -1.406], ['!?', 0.0, -0.292]]
    """
    check_corpus(corpus)
    check_scorer(scorer, words=True)
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


def check_scorer(scorer: object, *, words: bool = False) -> None:
    """ValueError for what is no scorer; with `words`, for one whose words are not known."""
    if (isinstance(scorer, str) and scorer in SCORERS) or (callable(scorer) and not words):
        return
    hint = f"choose one of: {', '.join(map(repr, SCORERS))}"
    if words:
        raise ValueError(f"the words of the scorer {scorer!r} are not known; {hint}")
    raise ValueError(
        f"there is no scorer {scorer!r}; {hint}, or give a function from a list of sentences to "
        "as many numbers"
    )


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
            words = [word._replace(masked=_mask(start, word, spans)) for word in scored.words]
            scored = scored._replace(words=words)
        yield scored


def _mask(begin: int, word: WordScore, spans: list[tuple[int, int, str]]) -> str:
    """The mask of the first stretch that touches a word, or "". The sentence begins at `begin`."""
    start, end = begin + word.start, begin + word.end
    return next((mask for first, last, mask in spans if first < end and start < last), "")


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
