"""What is found in batches, here or in other processes, is what is found in the whole."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pandas as pd
import pytest

import kzlib as kz

SENTENCES = (
    "Trade with the U.S. grew by 20% in 2014.\nThe old Silk Road is a great success, they say.",
    "NATO left.\nIt is the largest free trade zone of all, and a risk.\nNobody was glad!",
    "Nothing here.\nThe Silk Road to Kazakhstan was not good for trade.",
    "The security of Kazakhstan matters to us.\nTRADE AND WAR GO ON AND ON",
    "They met in June.\nA new trade route, and “free” trade, are good news for the Old Road.",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles")
    lines = ["article,file,era"]
    for n, text in enumerate(SENTENCES):
        (path / f"{n}.txt").write_text(f"A Title\n{text}\n", encoding="utf-8")
        lines.append(f"a{9 - n},{n}.txt,{'yxz'[n % 3]}")
    (path / "articles.csv").write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def processes() -> Iterator[Executor]:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        yield executor


def by_theme(folder: Path) -> dict[str, Callable[..., pd.DataFrame]]:
    found = kz.lookup(kz.read_corpus(folder), kz.read_dictionary("themes"))
    patterns = ["trade*", "silk road"]
    return {
        "lookup": partial(kz.lookup, dictionary=kz.read_dictionary("themes")),
        "lookup in a part": partial(kz.lookup, dictionary=kz.read_dictionary("names"), part="body"),
        "kwic": partial(kz.kwic, pattern=patterns, by="era", window=2),
        "kwic, sorted": partial(kz.kwic, pattern=patterns, sort="left", limit=5),
        "find_claims": kz.find_claims,
        "mark_sentences": partial(kz.mark_sentences, matches=found, by="era"),
        "score_tone": kz.score_tone,
        "score_tone, masked": partial(kz.score_tone, scorer="masked", part="body"),
        "tone_words": kz.tone_words,
    }


def test_batches_of_any_size_give_the_table_of_the_whole(folder: Path, processes: Executor) -> None:
    for name, function in by_theme(folder).items():
        whole = function(kz.read_corpus(folder))
        assert len(whole) > 2, name
        for size, executor in ((1, None), (2, None), (10, None), (2, processes)):
            found = function(kz.read_batches(folder, size=size), executor=executor)
            pd.testing.assert_frame_equal(found, whole)
