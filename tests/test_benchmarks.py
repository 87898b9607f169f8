"""The benchmarks run, at their smallest size, and their page says what the results say."""

import json
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import kzlib as kz

ROOT = Path(__file__).parent.parent / "benchmarks"
TINY = 0.1  # MB: some eight articles in each group


@pytest.fixture(scope="module")
def bench() -> SimpleNamespace:
    """The modules of the benchmarks, which are no package."""
    sys.path.insert(0, str(ROOT))
    try:
        import clock  # noqa: PLC0415
        import corpora  # noqa: PLC0415
        import ours  # noqa: PLC0415
        import report  # noqa: PLC0415
        import run  # noqa: PLC0415
    finally:
        sys.path.remove(str(ROOT))
    return SimpleNamespace(clock=clock, corpora=corpora, ours=ours, report=report, run=run)


@pytest.fixture(scope="module")
def folder(bench: SimpleNamespace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bench.corpora.make_corpus(TINY, tmp_path_factory.mktemp("made"))


def test_the_text_is_the_same_each_time_and_has_what_is_looked_for(
    bench: SimpleNamespace, folder: Path, tmp_path: Path
) -> None:
    again = bench.corpora.make_corpus(TINY, tmp_path)
    texts, others = (sorted(each.rglob("*.txt")) for each in (folder, again))
    assert [each.read_bytes() for each in texts] == [each.read_bytes() for each in others]
    assert sum(each.stat().st_size for each in texts) >= TINY * 1e6
    corpus = kz.read_corpus(folder)
    assert corpus.articles["era"].nunique() == 2
    assert {"title", "body", "bio", "promo"} <= {*corpus.paragraphs["part"]}
    assert 500 < corpus.sentences["words"].sum() / len(texts) < 1500
    assert {*kz.find_voices(corpus)["voice"]} == {"author", "direct", "reported"}
    assert kz.find_acts(corpus)["act"].ne("").any()


def test_the_vocabulary_grows_and_no_word_is_spelled_twice(bench: SimpleNamespace) -> None:
    first = len(bench.corpora.COMMON)
    words = [*map(bench.corpora.spell, range(first, 30_000))]
    assert len({word.lower() for word in words}) == len(words)
    lots = [[row["text"] for row in bench.corpora.make_lot(number)] for number in range(2)]
    one, two = ({*" ".join(lot).split()} for lot in lots)
    assert 1.2 < len(one | two) / len(one) < 1.8


@pytest.mark.parametrize(
    "work",
    [
        *("count_all", "count_body", "table", "keyness_of_counts", "keyness_exact"),
        *("keyness_bootstrap", "keyness_from_text", "shuffles", "look_up", "concordance"),
        *("speech", "tone"),
    ],
)
def test_each_work_runs(
    bench: SimpleNamespace, folder: Path, work: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench.ours, "DEALS", 2)
    cost = bench.clock.measure(bench.ours.WORKS[work], folder)
    assert cost["made"] > 0
    assert cost["cpu"] > 0
    assert cost["peak"] > 10


def test_a_heat_runs_in_processes_and_says_what_does_not(
    bench: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bench.run, "MADE", tmp_path)
    monkeypatch.setattr(bench.run, "THERE", tmp_path / "no such python")
    monkeypatch.setitem(bench.run.HEATS, "tiny", ((str(TINY),), ("count_two", "naive")))
    two, naive = bench.run.run_heat("tiny", str(TINY), rounds=1, spend=1)
    assert two["made"] > 100
    assert two["cpu"] > 0 < two["child"]
    assert naive["failed"] == "the peers' environment is missing"
    known = {work for _, contenders in bench.run.HEATS.values() for work in contenders}
    assert known <= {*bench.ours.WORKS, *bench.run.PEERS}


def test_the_page_says_what_the_results_say(bench: SimpleNamespace) -> None:
    text = (ROOT / "results.json").read_text(encoding="utf-8")
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, table in bench.report.tables(json.loads(text)).items():
        assert f"<!-- {name} -->\n{table}\n<!-- end of {name} -->" in page, name
    assert not re.search(r"/\w+/|https?:", text)  # no path, no host
    assert {"machine", "runs"} == {*json.loads(text)}


def test_ratios_are_taken_within_rounds(bench: SimpleNamespace) -> None:
    costs = {"count_all": [1, 2, 4], "naive": [2, 8, 4]}
    runs = [
        {"heat": "count", "size": size, "work": work, "round": number, "cpu": cpu, "wall": cpu}
        | {
            "peak": 100,
            "child": 0,
            "made": 10 * int(size),
            "megabytes": int(size),
            "articles": int(size),
        }
        for size in ("10", "100")
        for work, each in costs.items()
        for number, cpu in enumerate(each)
    ]
    runs.append({"heat": "count", "size": "10", "work": "nltk", "round": 0, "failed": "no nltk"})
    machine = bench.run.machine() | {"peers": None}
    found = bench.report.tables({"machine": machine, "runs": runs})
    row = "| count, all parts | 100 MB | times naive | 2 | 1 to 4 | 3 | at least 1 | yes |"
    assert row in found["goals"]
    assert found["goals"].endswith("\n\nnltk did not run: no nltk.")
    assert "none installed" in found["machine"]
