"""Sentences to score, and nltk's analyser to hold them against."""

import random
import re
from importlib.resources import files
from pathlib import Path

import pandas as pd
from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

from kzlib.text.corpus import Corpus
from kzlib.text.files import read_rows

CASES = Path(__file__).parents[1] / "cases"
TONE = Path(__file__).parents[2] / "seeds" / "tone_cases.csv"


RANGES = (
    "00AD 034F 061C 115F-1160 17B4-17B5 180B-180F 200B-200C 200E-200F 202A-202E 2060-206F 2800 "
    "3164 FE00-FE0E FEFF FFA0 FFF0-FFFB 1BCA0-1BCA3 1D173-1D17A E0080-E0FFF"
)
INVISIBLE = "".join(
    chr(n)
    for low, _, high in (each.partition("-") for each in RANGES.split())
    for n in range(int(low, 16), int(high or low, 16) + 1)
)
PICTURE = (
    "\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff"
    "\ufe0f\U0001f000-\U0001f1e5\U0001f200-\U0001faff"
)
STEPS = {
    f"[{INVISIBLE}]|(?<![{PICTURE}])\u200d": "",
    '["“”„‟«»＂]': "",
    "[`´‘’‚‛‹›ʻʼ＇]": "'",
    "''": "",
    **{"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"},
}


def in_steps(text: str) -> str:
    """The prepared sentence of VADER, one step after the other."""
    for written, plain in STEPS.items():
        text = re.sub(written, plain, text)
    return text


class Reference(SentimentIntensityAnalyzer):
    """nltk's analyser as it is, but for where the lexicon comes from."""

    def __init__(self) -> None:
        text = (files("vaderSentiment") / "vader_lexicon.txt").read_text(encoding="utf-8")
        self.lexicon = {
            line.split("\t")[0]: float(line.split("\t")[1]) for line in text.splitlines()
        }
        self.constants = VaderConstants()
        self.without: str = ""
        self.valences: list[float] = []

    def of_nltk(self, text: str, without: str = "") -> float:
        """The compound score; one word of the lexicon scores nothing, the rules as they are."""
        self.without = without
        score: float = self.polarity_scores(text)["compound"]
        return score

    def score(self, text: str, without: str = "") -> float:
        """The same of the prepared text."""
        return self.of_nltk(in_steps(text), without)

    def _but_check(self, words: list[str], sentiments: list[float]) -> list[float]:
        found = super()._but_check(words, sentiments)
        pairs = zip(words, found, strict=True)
        self.valences = [0.0 if word.lower() == self.without else value for word, value in pairs]
        return self.valences


REFERENCE = Reference()

LEXICON = sorted(REFERENCE.lexicon)
RULES = VaderConstants()
MODIFIERS = [
    *(*sorted(RULES.NEGATE), *sorted(RULES.BOOSTER_DICT), *RULES.SPECIAL_CASE_IDIOMS),
    *("but", "BUT", "kind of", "Kind of", "never so", "never this", "so", "this", "least"),
    *("at least", "very least", "the least", "isn't", "isn’t", "CAN'T", "n't", "no", "least."),
]
ODD = [
    *(":)", ":D", ";-)", "<3", "😀", "👍🏽", "!", "!!!", "?!?", "??", "????", "...", "—", "“", "”"),
    *("a", "I", "1", "-", "'", "ﬁne", "İyi", "ẞ", "good-looking", "win-win", "good,bad", "#good"),
    *("“good”", "(good)", "good!!", "!good", "good!?!?", "good!!!!", "''good", "good's", "@good"),
    *(
        "\xa0",
        "\t",
        "\r\n",
        "\x1c",
        "\x85",
        "\u2028",
        "\u200b",
        "\ufeff",
        "\N{COMBINING ACUTE ACCENT}",
    ),
]
PLAIN = ["the", "of", "a", "in", "was", "road", "report", "United", "States", "and", "to", "plan"]
MARKS = [*RULES.PUNC_LIST, "!!!!", ".)", "”", "*"]


def corpus_of(*texts: str, **columns: list[str]) -> Corpus:
    """One article a text."""
    names = [f"a{number}" for number in range(len(texts))]
    return Corpus.from_frame(
        pd.DataFrame({"article": names, "text": texts, **columns}), duplicates="keep"
    )


def make_sentence(source: random.Random) -> str:
    """A sentence of all that the rules look at; about a third of its words score."""
    kinds: list[tuple[list[str], int]] = [(LEXICON, 4), (MODIFIERS, 4), (PLAIN, 4), (ODD, 1)]
    words = []
    for _ in range(source.randint(0, 14)):
        (kind,) = source.choices([k for k, _ in kinds], weights=[w for _, w in kinds])
        word = source.choice(kind if not words or source.random() < 0.9 else words)
        word = source.choice([word] * 6 + [word.upper(), word.capitalize()])
        if source.random() < 0.2:
            mark = source.choice(MARKS)
            word = source.choice([word + mark, mark + word])
        words.append(word)
    sentence = source.choice([" "] * 9 + ["  "]).join(words)
    return sentence.upper() if source.random() < 0.05 else sentence


def corpus_of_cases() -> Corpus:
    """One article a case, named by its number."""
    sentences = [row["sentence"] for row in read_rows(TONE, ["sentence"])]
    names = [f"case-{number}" for number in range(1, len(sentences) + 1)]
    corpus = Corpus.from_frame(
        pd.DataFrame({"article": names, "text": sentences}), duplicates="keep"
    )
    if len(corpus.sentences) != len(sentences):
        raise ValueError("a case of tone_cases.csv is more than one sentence; make two cases of it")
    return corpus
