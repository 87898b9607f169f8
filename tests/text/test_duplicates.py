"""The same text twice is said, counted as given, and dropped where that is wanted."""

from pathlib import Path

import pandas as pd
import pytest

from kzlib.text.corpus import Corpus
from kzlib.text.duplicates import SHOWN
from kzlib.text.readers import read_batches, read_corpus

SEEDS = Path(__file__).parents[2] / "seeds"
ROAD = "The road over the pass was opened again on Monday."
MILL = "The mill by the river was closed for good on Friday."
TEXT = f"A Road Reopens\n\n{ROAD}\n\n{MILL}"


def frame(*texts: str) -> pd.DataFrame:
    names = [f"a{number}" for number in range(1, len(texts) + 1)]
    return pd.DataFrame({"article": names, "era": names, "text": texts})


@pytest.mark.parametrize(
    ("texts", "places"),
    [
        ([TEXT, f"A Mill Closes\n\n{MILL}", TEXT], "a3 is a1;"),
        ([TEXT, TEXT.replace("\n\n", "\r\n \r\n")], "a2 is a1;"),
        ([f"“{ROAD}”\n{MILL}", f'"{ROAD}"\n{MILL}'], "a2 is a1;"),
        ([f"{TEXT}\n\n{ROAD}"], "a1, paragraph 4 is its paragraph 2;"),
        ([f"{TEXT}\n\n{ROAD}\n\n{MILL}\n\n{ROAD}"], "4 is its .* 5 is its paragraph 3; .* 6 is"),
        ([TEXT] * (SHOWN + 3), "a2 is a1; .*; a6 is a1 and 2 more;"),
    ],
)
def test_one_warning_names_the_places(texts: list[str], places: str) -> None:
    with pytest.warns(UserWarning, match=f"same text is there twice .*{places}") as said:
        corpus = Corpus.from_frame(frame(*texts))
    assert len(said) == 1
    assert list(corpus.text.values()) == texts  # counted as given


@pytest.mark.parametrize(
    "text",
    [
        "A Title\n\nIt rained.\n\nIt rained.",  # short
        f"A Title\n\n{ROAD}\n\nAnn Lee is a writer and lives by the sea in Lorne.\n\n{MILL}\n\n"
        "Ann Lee is a writer and lives by the sea in Lorne.",  # a writer's note
        f"{ROAD} {ROAD}",  # in one paragraph
    ],
)
def test_what_is_no_text_twice(text: str) -> None:
    Corpus.from_frame(frame(text, "It rained.", "It rained."))
    assert Corpus.from_frame(frame(text), duplicates="drop").articles.equals(
        Corpus.from_frame(frame(text)).articles
    )


def test_the_seeds_have_none() -> None:
    for folder in (SEEDS, SEEDS / "invented"):
        assert read_corpus(folder).text == read_corpus(folder, duplicates="drop").text  # unwarned


def test_what_is_dropped_is_in_no_table_and_nothing_is_renumbered() -> None:
    twice = f"{ROAD}\n\n{TEXT}\n\n{ROAD} {MILL}\n\n{MILL}\n\nNobody came."
    texts = [TEXT, twice.replace("A Road Reopens", ROAD), TEXT]
    whole = Corpus.from_frame(frame(*texts), duplicates="keep")
    corpus = Corpus.from_frame(frame(*texts), duplicates="drop")
    assert list(corpus.text) == ["a1", "a2"]
    assert corpus.text["a2"] == whole.text["a2"]
    kept = {"a1": [1, 2, 3], "a2": [1, 4, 5, 7]}
    for name in ("paragraphs", "sentences", "tokens"):
        table, rows = getattr(corpus, name), getattr(whole, name)
        keep = [
            number in kept.get(article, [])
            for article, number in zip(rows["article"], rows["paragraph"], strict=True)
        ]
        wanted = rows[keep].reset_index(drop=True).astype(str)
        pd.testing.assert_frame_equal(table.astype(str), wanted)
    assert {*corpus.tokens["term"].cat.categories} == {*corpus.tokens["term"]}
    assert len(corpus.select(era="a2").sentences) == 5  # a selection leaves it out too


def test_a_first_paragraph_may_be_left_out_by_the_index() -> None:
    table = frame(f"{ROAD}\n{MILL}").assign(parts="1=drop")
    assert list(Corpus.from_frame(table).tokens["sentence"].unique()) == [2]
    again = frame(f"{ROAD}\n{MILL}\n{MILL}\nIt rained.").assign(parts="1=bio")
    corpus = Corpus.from_frame(again, duplicates="drop")
    assert list(corpus.paragraphs["part"]) == ["bio", "body", "body"]
    assert list(corpus.paragraphs["paragraph"]) == [1, 2, 4]


def test_batches_know_the_text_of_those_before() -> None:
    rows = frame(TEXT, MILL, TEXT, ROAD).to_dict("records")
    with pytest.warns(UserWarning, match="a3 is a1;") as said:
        assert len(list(read_batches(rows, size=2))) == 2
    assert len(said) == 1
    dropped = read_batches(rows[:3], size=2, duplicates="drop")
    assert [list(batch.text) for batch in dropped] == [["a1", "a2"]]
    assert len(list(read_batches(rows, size=1, duplicates="keep"))) == 4


def test_a_choice_that_there_is_not() -> None:
    for make in (
        lambda: read_batches([], duplicates="yes"),  # type: ignore[arg-type]
        lambda: read_corpus("x", duplicates=""),  # type: ignore[arg-type]
        lambda: Corpus.from_frame(frame(TEXT), duplicates="x"),  # type: ignore[arg-type]
    ):
        with pytest.raises(ValueError, match=r"duplicates is .*; give 'warn' or 'drop' or 'keep'"):
            make()
