"""What each scorer makes of the case file of tone: `python tests/tone_cases.py` writes it down.

The author of the cases saw no scorer; so which cases each one gets is measured, not foretold.
"""

import warnings
from pathlib import Path

import pandas as pd
from textblob import TextBlob

from kzlib.text.corpus import Corpus
from kzlib.text.files import read_rows
from kzlib.tone.scores import Scorer, score_tone

CASES = Path(__file__).parents[1] / "cases"
SCORED = CASES / "tone_scored.csv"


def afinn(sentences: list[str]) -> list[float]:
    """AFINN's sum of the valences (-5 to 5) of the words of each sentence."""
    with warnings.catch_warnings():  # Python 3.12 and later: an escape in its source is wrong
        warnings.simplefilter("ignore", SyntaxWarning)
        from afinn import Afinn  # noqa: PLC0415

    scorer = Afinn()
    return [scorer.score(sentence) for sentence in sentences]


def textblob(sentences: list[str]) -> list[float]:
    """TextBlob's polarity of each sentence, -1 to 1."""
    return [TextBlob(sentence).sentiment.polarity for sentence in sentences]


def favourable(sentences: list[str]) -> list[float]:
    """Every sentence favourable: what a scorer must be better than."""
    return [1.0] * len(sentences)


SCORERS: dict[str, Scorer] = {
    "vader": "vader",
    "masked": "masked",
    "afinn": afinn,
    "textblob": textblob,
    "favourable": favourable,
}


def corpus_of_cases() -> Corpus:
    """One article a case, named by its number."""
    sentences = [row["sentence"] for row in read_rows(CASES / "tone.csv", ["sentence"])]
    names = [f"case-{number}" for number in range(1, len(sentences) + 1)]
    corpus = Corpus.from_frame(pd.DataFrame({"article": names, "text": sentences}))
    if len(corpus.sentences) != len(sentences):
        raise ValueError("a case of tone.csv is more than one sentence; make two cases of it")
    return corpus


def score_cases() -> pd.DataFrame:
    """A row a case: its number, kind and tone, the tone by each scorer, and the sentence."""
    rows = read_rows(CASES / "tone.csv", ["sentence", "tone", "kind"])
    table = pd.DataFrame({"case": range(1, len(rows) + 1)})
    table["kind"] = [row["kind"] for row in rows]
    table["tone"] = [int(row["tone"]) for row in rows]
    corpus = corpus_of_cases()
    for name, scorer in SCORERS.items():
        table[name] = score_tone(corpus, scorer=scorer)["tone"]
    table["sentence"] = [row["sentence"] for row in rows]
    return table


if __name__ == "__main__":
    score_cases().to_csv(SCORED, index=False, lineterminator="\n")
