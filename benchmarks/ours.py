"""The works, done with kzlib."""

import importlib
import random
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clock import Work, main

if TYPE_CHECKING or sys.argv[1:2] != ["bare_import"]:
    import kzlib as kz

TWO: Any = {"by": "era", "target": "late"}
DEALS = 200
EXACT: Any = TWO | {"interval": "exact"}
HITS = 1300  # of the word whose concordance is made


def count(folder: Path, **given: Any) -> Any:
    return kz.count_terms(kz.read_batches(folder), by="era", **given)


def count_two(folder: Path) -> Any:
    with ProcessPoolExecutor(2) as pool:
        return count(folder, part=None, executor=pool)


def read(folder: Path) -> "kz.Corpus":
    return kz.read_corpus(folder, duplicates="keep")


def ready(folder: Path) -> "kz.Corpus":
    """A corpus whose sentences and tokens are made."""
    corpus = read(folder)
    assert len(corpus.sentences)
    assert len(corpus.coded.code)
    return corpus


def with_scipy(prepare: Callable[[Path], Any]) -> Callable[[Path], Any]:
    """What is prepared, once scipy is imported: the first interval of a session waits for it."""

    def prepared(folder: Path) -> Any:
        kz.measures.lrc(1, 2, 10, 10, 1)
        importlib.import_module("scipy.stats")
        return prepare(folder)

    return prepared


def with_patterns(folder: Path) -> Any:
    """A corpus in which something was looked up before, 75 of its words and 25 pairs of words."""
    corpus, some = ready(folder), random.Random(1)
    words = some.sample(kz.count_terms(corpus)["term"].head(1500).tolist(), 75)
    tokens = corpus.tokens.query("kind == 'word'")["term"].to_numpy(str)
    places = [some.randrange(len(tokens) - 1) for _ in range(25)]
    patterns = {*words, *(f"{tokens[at]} {tokens[at + 1]}" for at in places)}
    kz.kwic(corpus, "and", window=0)
    keys = {"some": {"patterns": sorted(patterns)}}
    return corpus, kz.Dictionary.from_mapping({"keys": keys})


def with_word(folder: Path) -> Any:
    """A corpus in which something was looked up before, and a word that is frequent in it."""
    corpus = ready(folder)
    kz.kwic(corpus, "and", window=0)
    words = kz.count_terms(corpus, part=None)
    return corpus, words["term"].tolist()[int((words["count"] - HITS).abs().to_numpy().argmin())]


def with_scorer(folder: Path) -> "kz.Corpus":
    """A corpus, after nltk and the lexicon were read."""
    corpus = ready(folder)
    kz.score_tone(corpus.only(corpus.sentences.head(1)))
    return corpus


def bootstrap(corpus: "kz.Corpus") -> Any:
    return kz.keyness(corpus, interval="bootstrap", **TWO)


def speech(corpus: "kz.Corpus") -> Any:
    return [kz.find_quotations(corpus), kz.find_voices(corpus), kz.find_acts(corpus)]


def tone(corpus: "kz.Corpus") -> Any:
    return kz.score_tone(corpus)


WORKS: dict[str, Work] = {
    "bare_import": (
        lambda _: importlib.import_module("pandas"),
        lambda _: importlib.import_module("kzlib").__all__,
    ),
    "count_all": (Path, lambda folder: count(folder, part=None)),
    "count_body": (Path, count),
    "count_two": (Path, count_two),
    "table": (read, lambda corpus: (corpus.sentences, corpus.tokens)[1]),
    "keyness_of_counts": (with_scipy(count), lambda counts: kz.keyness(counts, **EXACT)),
    "keyness_exact": (with_scipy(ready), lambda corpus: kz.keyness(corpus, **EXACT)),
    "keyness_bootstrap": (with_scipy(ready), bootstrap),
    "keyness_from_text": (with_scipy(read), lambda corpus: kz.keyness(corpus, **EXACT)),
    "shuffles": (with_scipy(ready), lambda corpus: kz.shuffle_keyness(corpus, deals=DEALS, **TWO)),
    "look_up": (with_patterns, lambda given: kz.lookup(*given)),
    "concordance": (with_word, lambda given: kz.kwic(*given, by="era")),
    "speech": (read, speech),
    "tone": (with_scorer, tone),
}  # fmt: skip

if __name__ == "__main__":
    main(WORKS)
