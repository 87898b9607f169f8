"""Functions over batches: what the whole gives, on any executor; what reading showed is said."""

import multiprocessing
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

import kzlib as kz
from kzlib.text import batches as module
from kzlib.text.batches import in_batches, join_tables, map_batches, progress
from kzlib.text.corpus import Corpus
from kzlib.text.groups import with_group
from kzlib.text.readers import Lot, read_batches, read_corpus

EXAMPLE = Path(__file__).parents[2] / "seeds/example"
ROAD = "The road over the pass was opened again on Monday, said Ann Lee."


@in_batches
def tokens_of(corpus: Corpus, *, by: str = "era", executor: Executor | None = None) -> pd.DataFrame:
    """What the tests map: a table with all kinds of categories."""
    return with_group(corpus, corpus.tokens, by=by)


def names_of(corpus: Corpus) -> list[str]:
    return [*corpus.text]


def everything_of(corpus: Corpus) -> list[pd.DataFrame]:
    """All that a comparison needs, from one reading: as benchmarks/README.md shows it."""
    matches = kz.lookup(corpus, kz.read_dictionary("themes"))
    return [
        kz.count_terms(corpus, by="article"),
        kz.mark_sentences(corpus, matches, by="outlet"),
        kz.profile(corpus, by="article"),
        kz.coverage(corpus, matches),
        kz.find_quotations(corpus),
        kz.find_voices(corpus),
        kz.find_acts(corpus),
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Seven articles, the words of each batch not those of the others."""
    lines = ["article,file,era"]
    for n in range(7):
        (tmp_path / f"{n}.txt").write_text(f"Title {n}\nWord{'edcbaxy'[n]} fell.", encoding="utf-8")
        lines.append(f"a{9 - n},{n}.txt,{'yxz'[n % 3]}")
    (tmp_path / "articles.csv").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def spawned() -> Executor:
    return ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn"))


@pytest.mark.parametrize("make", [lambda: None, lambda: ThreadPoolExecutor(2), spawned])
def test_batches_give_the_table_of_the_whole(
    folder: Path, make: Callable[[], Executor | None]
) -> None:
    whole = tokens_of(read_corpus(folder))
    executor = make()
    for size in (1, 3, None):
        found = tokens_of(read_batches(folder, size=size), by="era", executor=executor)
        pd.testing.assert_frame_equal(found, whole)
    in_memory = [read_corpus(folder).select(era=era) for era in "yxz"]
    together = tokens_of(in_memory, executor=executor)
    pd.testing.assert_frame_equal(together, join_tables([*map(tokens_of, in_memory)]))
    if executor:
        executor.shutdown()


def test_a_whole_comparison_takes_one_reading() -> None:
    whole, (counts, marked, *tables) = read_corpus(EXAMPLE), everything_of(read_corpus(EXAMPLE))
    with ThreadPoolExecutor(2) as pool:
        found = map_batches(everything_of, read_batches(EXAMPLE, size=3), executor=pool)
        some, *others = (join_tables(each) for each in zip(*found, strict=True))
    for one, other in zip([marked, *tables], others, strict=True):
        pd.testing.assert_frame_equal(one, other)
    by_name = ["article", "count", "term"]
    given = some.sort_values(by_name, ascending=[True, False, True], ignore_index=True)
    pd.testing.assert_frame_equal(counts, given)
    outlets = whole.articles.astype({"article": "str"})[["article", "outlet"]]
    compared = kz.keyness(some.merge(outlets), by="outlet", target="Post")
    pd.testing.assert_frame_equal(
        compared[["term", "g2", "low"]],
        kz.keyness(whole, by="outlet", target="Post")[["term", "g2", "low"]],
    )


class Counting(Executor):
    """Works at once, and knows how many results nobody has asked for."""

    def __init__(self, hands: int) -> None:
        self._max_workers, self.out, self.most, self.sizes = hands, 0, 0, []

    def submit(self, work, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        self.out += 1
        self.most = max(self.most, self.out)
        self.sizes.append(len(pickle.dumps(args)))
        future: Future[object] = Future()
        future.set_result(work(*args, **kwargs))
        return future


def test_few_batches_are_out_and_each_is_cheap_to_send(folder: Path) -> None:
    long = "It rained all day. " * 10_000
    for n in range(7):
        (folder / f"{n}.txt").write_text(f"{n} {long}", encoding="utf-8")
    executor = Counting(1)
    for names in map_batches(names_of, read_batches(folder, size=1), executor=executor):
        assert len(names) == 1
        executor.out -= 1
    assert executor.most == module.AHEAD
    assert max(executor.sizes) < 1000 < len(long)


def test_a_file_is_read_when_its_turn_comes(folder: Path) -> None:
    found = read_batches(folder, size=3)
    next(found)
    (folder / "6.txt").unlink()
    next(found)
    with pytest.raises(FileNotFoundError, match=r"6\.txt"):
        next(found)


@pytest.mark.parametrize("make", [lambda: None, lambda: ThreadPoolExecutor(2), spawned])
def test_what_reading_showed_is_said_once(
    folder: Path, make: Callable[[], Executor | None]
) -> None:
    for n in (0, 6):
        (folder / f"{n}.txt").write_text(ROAD, encoding="utf-8")
    (folder / "3.txt").write_text("They donâ€™t know.", encoding="utf-8")
    (folder / "4.txt").write_text(f"A Road\n{ROAD}\n{ROAD}", encoding="utf-8")
    with pytest.warns(UserWarning, match="decoded|twice") as said:
        read_corpus(folder)
    executor = make()
    with pytest.warns(UserWarning, match="decoded|twice") as again:
        names = [*map_batches(names_of, read_batches(folder, size=2), executor=executor)]
    assert [len(each) for each in names] == [2, 2, 2, 1]
    places = "; ".join(str(each.message) for each in again)
    for what in ("3.txt was decoded wrongly", "a5, paragraph 3 is its paragraph 2", "a3 is a9"):
        assert places.count(what) == 1 == "; ".join(str(e.message) for e in said).count(what)
    kept = map_batches(names_of, read_batches(folder, size=2, duplicates="drop"), executor=executor)
    with pytest.warns(UserWarning, match="decoded wrongly"):
        assert [len(each) for each in kept] == [2, 2, 2]  # the last has none left
    if executor:
        executor.shutdown()


def twice() -> Iterator[dict[str, str]]:
    yield from ({"article": "a", "text": text} for text in ("A.", "B."))


@pytest.mark.parametrize("executor", [None, Counting(1)])
def test_what_cannot_be_mapped(executor: Executor | None) -> None:
    for source, says in (
        (iter([]), "no corpus"),
        ([], "no corpus"),
        (read_batches(twice(), size=1), "two articles have the id 'a'"),
        ([*read_batches([{"article": "a", "text": "A.", "era": "x"}])] * 2, "appears in two"),
        (iter([1]), "corpus is 1; give a Corpus"),
        (5, "corpus is 5; give a Corpus"),
    ):
        with pytest.raises(ValueError, match=says):
            tokens_of(source, by="label", executor=executor)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="executor is 5; give an executor, such as Proc"):
        tokens_of(iter([]), executor=5)  # type: ignore[arg-type]


def test_an_error_and_an_end_before_the_last_cancel_what_is_out(folder: Path) -> None:
    with ThreadPoolExecutor(1) as executor:
        with pytest.raises(LookupError, match="no column 'year'"):
            tokens_of(read_batches(folder, size=1), by="year", executor=executor)
        found = map_batches(names_of, read_batches(folder, size=1), executor=executor)
        next(found)
        found.close()  # type: ignore[attr-defined]


def test_a_table_without_rows_changes_no_type() -> None:
    empty = pd.DataFrame({"article": pd.Categorical([], categories=["b"]), "n": []})
    full = pd.DataFrame({"article": pd.Categorical(["a"]), "n": [1]})
    joined = join_tables([empty, full])
    assert joined["n"].dtype == "int64"
    assert [*joined["article"].cat.categories] == ["b", "a"]
    assert [*join_tables([empty, empty])["article"].cat.categories] == ["b"]


def test_a_corpus_that_was_sent_is_the_same(folder: Path) -> None:
    corpus = read_corpus(folder)
    part = corpus.only(corpus.sentences.query("sentence == 2"))
    for each in (corpus, part, part.whole):
        again = pickle.loads(pickle.dumps(each))
        for table in ("articles", "paragraphs", "sentences", "tokens"):
            pd.testing.assert_frame_equal(getattr(again, table), getattr(each, table))
        assert again.text == each.text
    _ = corpus.tokens
    assert len(pickle.dumps(corpus)) == len(pickle.dumps(read_corpus(folder)))
    assert isinstance(next(read_batches(folder).lots()), Lot)


def test_a_bar_comes_after_two_seconds_and_can_be_silenced(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("TQDM_DISABLE", raising=False)
    assert [*progress(range(9), "deals")] == [*range(9)]
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(module, "PATIENCE", -1)
    assert [*progress(range(9), "deals")] == [*range(9)]
    assert "deals: 100%" in capsys.readouterr().err
    inside = map_batches(lambda corpus: [*progress("ab", "inner")], [corpus_of("One.")])
    assert [*inside] == [["a", "b"]]
    assert "inner" not in capsys.readouterr().err
    monkeypatch.setenv("TQDM_DISABLE", "1")
    assert [*progress(range(9), "deals")] == [*range(9)]
    assert capsys.readouterr().err == ""


def corpus_of(text: str) -> Corpus:
    return Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": [text]}))
