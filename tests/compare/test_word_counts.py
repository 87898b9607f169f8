"""Counts on texts small enough to count by hand."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzlib.compare.word_counts import count_terms
from kzlib.text.corpus import Corpus
from kzlib.text.groups import with_group
from kzlib.text.parts import PARTS
from kzlib.text.readers import read_batches, read_corpus

SEEDS = Path(__file__).parents[2] / "seeds"

TEXTS = {
    "north": ("x", "Tea and tea.\nTea in 1991 costs more."),
    "south": ("y", "Milk, and milk and milk.\nNo tea's left."),
    "east": ("y", "Rain."),
}


def corpus(texts):
    rows = [{"article": name, "era": era, "text": text} for name, (era, text) in texts.items()]
    return Corpus.from_frame(pd.DataFrame(rows))


def row(table, **where):
    for column, value in where.items():
        table = table[table[column] == value]
    (found,) = table.to_dict("records")
    return found


def test_words_are_counted_and_nothing_else():
    table = count_terms(corpus(TEXTS), by="era", part=None)
    assert row(table, era="x", term="tea") == {
        "era": "x",
        "term": "tea",
        "count": 3,
        "rate": 1000 * 3 / 7,  # 1991 is a number, no word
        "articles": 1,
        "paragraphs": 2,
    }
    assert row(table, era="y", term="milk")["paragraphs"] == 1
    assert row(table, era="y", term="tea")["count"] == 1  # 's is a clitic
    assert not set(table["term"]) & {"1991", "'s", ",", "."}


def test_groups_are_in_order_and_terms_by_count_and_name():
    table = count_terms(corpus(TEXTS), by="era", part=None)
    assert table["era"].tolist() == sorted(table["era"])
    for _, group in table.groupby("era"):
        keys = list(zip(-group["count"], group["term"], strict=True))
        assert keys == sorted(keys)


def test_batches_add_up_to_the_whole():
    whole = corpus(TEXTS)
    batches = (corpus({name: TEXTS[name]}) for name in reversed(TEXTS))
    for by in (None, "era", "article"):
        batches = [corpus({name: TEXTS[name]}) for name in reversed(TEXTS)]
        assert count_terms(iter(batches), by=by, part=None).equals(
            count_terms(whole, by=by, part=None)
        )


@settings(max_examples=15)
@given(st.permutations(list(TEXTS)))
def test_the_order_of_articles_changes_nothing(order):
    other = corpus({name: TEXTS[name] for name in order})
    for by in (None, "era"):
        assert count_terms(other, by=by, part=None).equals(
            count_terms(corpus(TEXTS), by=by, part=None)
        )


@settings(max_examples=15)
@given(st.lists(st.text("ab c", min_size=1), min_size=1, max_size=4))
def test_rates_add_up_to_a_thousand(texts):
    made = corpus(
        {f"a{i}": (str(i % 2), f"{'abcd'[i]}word {text}.") for i, text in enumerate(texts)}
    )
    sums = count_terms(made, by="era", part=None).groupby("era")["rate"].sum()
    np.testing.assert_allclose(sums, 1000)


def test_what_cannot_be_counted():
    made = corpus(TEXTS)
    with pytest.raises(LookupError, match=r"no column 'year'.*era"):
        count_terms(made, by="year", part=None)
    with pytest.raises(ValueError, match=r"no part 'text'.*body"):
        count_terms(made, part="text")
    with pytest.raises(ValueError, match=r"no words of era 'y' in part 'promo'"):
        count_terms(corpus({"a": ("y", "One two.")}), by="era", part="promo")
    named = Corpus.from_frame(pd.DataFrame([{"article": "a", "count": "1", "text": "Word."}]))
    with pytest.raises(ValueError, match="by is 'count', a column of the result"):
        count_terms(named, by="count", part=None)


def test_an_article_in_two_batches_and_no_batch_at_all():
    with pytest.raises(ValueError, match="'east' appears in two batches"):
        count_terms([corpus(TEXTS), corpus({"east": TEXTS["east"]})], part=None)
    with pytest.raises(ValueError, match="no corpus to count in"):
        count_terms([])


def test_only_a_corpus_is_counted():
    with pytest.raises(ValueError, match="give a Corpus, as read_corpus"):
        count_terms("seeds")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Articles of two groups that do not lie together, with parts and wrapped lines."""
    folder = tmp_path_factory.mktemp("archive")
    lines = ["article,file,era"]
    for n in range(40):
        body = f"Word{n % 7} and “word{n % 3},” it’s NATO-led.\nIT RAINED IN ASTANA AGAIN, {n}."
        text = f"A Title\n\n{body}\n\nSign up for our newsletter!\n\nthe other {n}-\nth road"
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
        lines.append(f"a{n},{n}.txt,{'yx'[n % 2]}")
    (folder / "articles.csv").write_text("\n".join(lines), encoding="utf-8")
    return folder


@contextmanager
def processes():
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        yield executor


@contextmanager
def dask_cluster():
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(2, threads_per_worker=1, dashboard_address=":0") as cluster,
        distributed.Client(cluster) as client,
        client.get_executor() as executor,
    ):
        yield executor


@pytest.mark.parametrize("hands", [processes, dask_cluster, lambda: ThreadPoolExecutor(2)])
def test_other_hands_count_the_same(archive, hands):
    whole = read_corpus(archive, duplicates="keep")
    with hands() as executor:
        for by, part in (("era", None), (None, "body"), ("article", ["body", "title"])):
            batches = read_batches(archive, size=3, duplicates="keep")
            found = count_terms(batches, by=by, part=part, executor=executor)
            pd.testing.assert_frame_equal(found, count_terms(whole, by=by, part=part))


def counted_by_hand(made, by, part):
    """The same from the table of tokens, the plain way."""
    words = with_group(made, made.tokens, by=by)
    words = words[(words["kind"] == "word") & words["part"].isin(part)]
    words = words.astype({"article": str, by: str, "term": str})
    groups = words.groupby([by, "term"])
    table = groups.agg(count=("start", "size"), articles=("article", "nunique")).reset_index()
    places = words.drop_duplicates([by, "term", "article", "paragraph"])
    table["paragraphs"] = places.groupby([by, "term"]).size().to_numpy()
    table.insert(3, "rate", 1000 * table["count"] / table.groupby(by)["count"].transform("sum"))
    return table.sort_values([by, "count", "term"], ascending=[True, False, True])


def test_the_counts_are_those_of_the_tokens(archive):
    made = read_corpus(archive, duplicates="keep")
    odd = made.only(made.sentences.query("sentence % 2 == 1"))
    for each in (made, odd, read_corpus(SEEDS)):
        for part in (["body"], ["title", "body", "promo"], list(PARTS)):
            wanted = counted_by_hand(each, "era", part).reset_index(drop=True)
            pd.testing.assert_frame_equal(count_terms(each, by="era", part=part), wanted)


def test_what_is_dropped_by_the_index_is_not_counted():
    frame = pd.DataFrame({"article": ["a"], "text": ["One.\nTwo.\nThree."], "parts": ["2=drop"]})
    found = count_terms(Corpus.from_frame(frame), part=None)
    assert found["term"].tolist() == ["one", "three"]
