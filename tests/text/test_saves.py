"""A corpus that is saved is the corpus that is read."""

import os
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzlib.text.corpus import Corpus
from kzlib.text.encodings import tag_in
from kzlib.text.plain import plain_text
from kzlib.text.readers import read_batches, read_corpus
from kzlib.text.saves import file_names

EXAMPLES = 2 * settings.default.max_examples  # 10,000 at night: see conftest
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
ODD = st.text(st.sampled_from("\r\n\ufeff\u200b';=-"), max_size=3)
TEXT = (
    st.tuples(ODD, st.text(LETTERS, max_size=20), ODD)
    .map("".join)
    .filter(lambda text: plain_text(text).strip() and text.strip() and not tag_in(text))
)
IDS = st.text(st.sampled_from("aAébB/.\\1-_README"), min_size=1, max_size=6)
CELL = st.tuples(ODD, st.text(LETTERS, max_size=8)).map("".join)


@given(
    st.lists(st.tuples(IDS, TEXT, CELL, CELL), min_size=1, max_size=4, unique_by=lambda row: row[0])
)
@settings(max_examples=EXAMPLES, deadline=None)
def test_what_is_saved_is_read_back(rows: list[tuple[str, str, str, str]]) -> None:
    frame = pd.DataFrame(rows, columns=["article", "text", "published", "odd; '=name"])
    with warnings.catch_warnings(), TemporaryDirectory() as folder:
        warnings.simplefilter("ignore")  # some dates cannot be read, some letters look misread
        corpus = Corpus.from_frame(frame, duplicates="keep")
        corpus.save(Path(folder) / "saved")
        again = read_corpus(Path(folder) / "saved", duplicates="keep")
        (batch,) = read_batches(Path(folder) / "saved", duplicates="keep")
    assert again.text == batch.text == corpus.text
    pd.testing.assert_frame_equal(
        again.articles.drop(columns="file"), corpus.articles.drop(columns="file")
    )


@given(st.lists(st.text(LETTERS, min_size=1, max_size=300), max_size=5))
def test_names_of_files_are_fit_and_differ(ids: list[str]) -> None:
    names = file_names(ids)
    assert len({name.casefold() for name in names}) == len(ids)
    for name in names:
        assert name == os.path.basename(name)
        assert not name.startswith((".", "~"))
        assert len(name.encode()) <= 255


def corpus(**columns: list[str]) -> Corpus:
    return Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": ["A."], **columns}))


def test_nothing_there_is_touched_unless_told(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("mine", encoding="utf-8")
    with pytest.raises(ValueError, match="has files in it; give a new one, or overwrite=True"):
        corpus().save(tmp_path)
    corpus().save(tmp_path, overwrite=True)
    assert (tmp_path / "notes.md").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "a.txt").read_bytes() == b"A."
    corpus(era=["x"]).save(tmp_path, overwrite=True)
    assert read_corpus(tmp_path).articles["era"].tolist() == ["x"]
    (tmp_path / "b.txt").write_text("B.", encoding="utf-8")
    with pytest.raises(ValueError, match=r"has other texts \(b\.txt\); give a new one"):
        corpus().save(tmp_path, overwrite=True)


@pytest.mark.parametrize("text", ["\ufeffA.", "\ufeff\ufeffA.", "A.\r\nB.\rC.", "\r\n\u2028A."])
def test_a_text_is_saved_to_the_letter(tmp_path: Path, text: str) -> None:
    Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": [text]})).save(tmp_path / "saved")
    assert read_corpus(tmp_path / "saved").text == {"a": text}


def test_a_checksum_and_an_encoding_are_those_of_the_new_file(tmp_path: Path) -> None:
    corpus(sha256=["0" * 64], encoding=["koi8-r"]).save(tmp_path / "saved")
    assert read_corpus(tmp_path / "saved").text == {"a": "A."}


@pytest.mark.parametrize(
    ("name", "kind", "message"),
    [
        ("no/where", FileNotFoundError, "there is no folder '.*no'; make it first"),
        ("file", ValueError, "is no folder; give another path"),
        ("a" * 300, ValueError, "cannot be made: File name too long; give another path"),
    ],
)
def test_where_nothing_can_be_saved(
    tmp_path: Path, name: str, kind: type[Exception], message: str
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(kind, match=message):
        corpus().save(tmp_path / name)


def test_a_nul_cannot_be_saved(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="article 'a' holds a NUL character; take it out"):
        Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": ["A\0."]})).save(tmp_path / "x")
    assert not (tmp_path / "x").exists()
