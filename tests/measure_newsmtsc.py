"""How far the scorers of notebook 04 agree with people who coded news: writes seeds/newsmtsc.csv.

    python tests/measure_newsmtsc.py FOLDER

FOLDER holds a reader's own copy of the data set NewsMTSC (Hamborg & Donnay 2021): devtest_rw.jsonl,
to measure on, and train.jsonl, which a linear model learns from. Only figures are written. The data
set says how a sentence speaks of each person in it; the tone of a sentence is the sign of their
sum, so that praise of one and blame of another is neither.
"""

import argparse
import hashlib
import json
import re
import warnings
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.linalg import lsqr

import kzlib as kz

SEEDS = Path(__file__).parent.parent / "seeds"
TEST, TRAIN = "devtest_rw.jsonl", "train.jsonl"
SOURCE = "NewsMTSC (Hamborg & Donnay 2021, US political news), {}; nothing of it is kept here"
NEUTRAL = 4.0
WORD = re.compile(r"[a-z']+")
Scorer = Callable[[list[str]], Sequence[float]]


def read(path: Path) -> pd.DataFrame:
    """The sentences of a file of the data set, each as an article of its own, and their tone."""
    if not path.is_file():
        raise FileNotFoundError(f"there is no file {str(path)!r}; give the folder of NewsMTSC")
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return pd.DataFrame(
        {
            "article": [f"line-{number}" for number in range(1, len(lines) + 1)],
            "text": [" ".join(line["sentence_normalized"].split()) for line in lines],
            "tone": [
                int(np.sign(sum(target["polarity"] - NEUTRAL for target in line["targets"])))
                for line in lines
            ],
        }
    )


def measure(coded: pd.DataFrame, scorers: Mapping[str, str | Scorer]) -> pd.DataFrame:
    """How far each scorer agrees with the tone that was coded: `method_agreement`, a row each."""
    corpus = kz.Corpus.from_frame(coded[["article", "text"]])
    codes = coded[["article", "tone"]].assign(sentence=1, paragraph=1)
    rows = []
    for method, scorer in scorers.items():
        # What kzlib reads as several sentences is one here, with the mean of their scores.
        score = kz.score_tone(corpus, scorer=scorer).groupby("article", observed=True)["score"]
        mean = codes["article"].map(score.mean()).astype(float)
        found = codes.assign(tone=(mean >= 0.05).astype(int) - (mean <= -0.05).astype(int))
        rows.append(kz.method_agreement(found, codes).assign(method=method))
    return pd.concat(rows, ignore_index=True)


def learn(coded: pd.DataFrame) -> Scorer:
    """A linear model: ridge regression of the tone on words (tf-idf), cut at a third each way.

    Nothing in it was tuned: a penalty of 1, words of two sentences or more.
    """
    often = Counter(word for text in coded["text"] for word in set(WORD.findall(text.lower())))
    words = {word: at for at, word in enumerate(sorted(w for w, n in often.items() if n > 1))}
    rarity = np.array([1 + np.log(len(coded) / often[word]) for word in words])

    def vectors(texts: Sequence[str]) -> sparse.csr_array:
        each = [sorted(words.keys() & {*WORD.findall(text.lower())}) for text in texts]
        rows = [row for row, found in enumerate(each) for _ in found]
        columns = [words[word] for found in each for word in found]
        values = rarity[columns]
        length = np.sqrt(np.bincount(rows, values**2, minlength=len(texts)))
        return sparse.csr_array((values / length[rows], (rows, columns)), (len(texts), len(words)))

    middle = coded["tone"].mean()
    weights = lsqr(vectors(coded["text"].tolist()), coded["tone"] - middle, damp=1)[0]

    def score(texts: list[str]) -> list[float]:
        tone = vectors(texts) @ weights + middle
        return [float(round(value)) for value in np.clip(tone * 3 / 2, -1, 1)]

    return score


def lexicons() -> dict[str, str | Scorer]:
    """The scorers of notebook 04, under their names there."""
    with warnings.catch_warnings(action="ignore"):  # of afinn's own code
        from afinn import Afinn  # noqa: PLC0415
    from textblob import TextBlob  # noqa: PLC0415  (slow to import)

    afinn = Afinn()
    return {
        "VADER": "vader",
        "VADER, masked": "masked",
        "AFINN": lambda texts: [afinn.score(text) for text in texts],
        "TextBlob": lambda texts: [TextBlob(text).sentiment.polarity for text in texts],
    }


def main(folder: Path) -> None:
    """Measure all on the data set, and the linear model on the two articles."""
    coded, model = read(folder / TEST), {"linear model": learn(read(folder / TRAIN))}
    there = measure(coded, lexicons() | model).assign(material="NewsMTSC")
    corpus = kz.read_corpus(SEEDS)
    codes = kz.read_codes(SEEDS / "codes/codes.csv", corpus, by="label").query("part == 'body'")
    tone = kz.score_tone(corpus, scorer=model["linear model"])
    here = kz.method_agreement(tone, codes, by="label").assign(method="linear model")
    here["material"] = here["label"].replace("together", "both articles")
    digest = hashlib.sha256((folder / TEST).read_bytes()).hexdigest()
    columns = ["material", "method", "n", "accuracy", "alpha", "alpha_low", "alpha_high"]
    table = pd.concat([there, here])[columns].round(4)
    table = table.assign(source=SOURCE.format(TEST), sha256=digest, measured=date.today())
    table.to_csv(SEEDS / "newsmtsc.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help=f"the data set's folder, with {TEST} and {TRAIN}")
    main(parser.parse_args().folder)
