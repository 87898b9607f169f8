"""A folder without an index, and the index that is drafted for it."""

import os
import sys
from pathlib import Path

import pytest

from kzlib.text.files import read_rows
from kzlib.text.folders import draft_index, with_folder
from kzlib.text.readers import read_batches, read_corpus

NEWS = {
    "Courier/2019-05-03 a dry day.txt": "A Dry Day\nBy Ann Lee\nIt was dry. Nobody minded.",
    "Courier/wet.txt": "It was wet all day, and nobody went out.",
    "Post/wet.txt": "A Wet Day\nIt was wet, says the post.",
}


def news(path: Path) -> Path:
    for name, text in NEWS.items():
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")
    return path


def test_a_drafted_index_is_an_index(tmp_path: Path) -> None:
    draft = draft_index(news(tmp_path))
    assert not (tmp_path / "articles.csv").exists()  # nothing is written unless asked
    assert draft["article"].tolist() == ["Courier/2019-05-03-a-dry-day", "Courier/wet", "Post/wet"]
    assert draft["folder"].tolist() == ["Courier", "Courier", "Post"]
    assert draft["title"].tolist() == ["A Dry Day", "", "A Wet Day"]
    assert draft["author"].tolist() == ["Ann Lee", "", ""]
    assert draft["published"].tolist() == ["2019-05-03", "", ""]
    assert draft["file"].tolist() == [*NEWS]
    draft_index(tmp_path, path=tmp_path / "articles.csv")
    assert read_rows(tmp_path / "articles.csv", ["file"]) == draft.to_dict("records")
    corpus = read_corpus(tmp_path)
    assert [*corpus.text.values()] == [*NEWS.values()]
    assert corpus.articles["year"].tolist() == ["2019", "", ""]
    (tmp_path / "Post" / "new.txt").write_text("New.", encoding="utf-8")
    with pytest.raises(ValueError, match="is there already; give another path"):
        draft_index(tmp_path, path=tmp_path / "articles.csv")


def test_ids_of_files_with_different_names_need_no_folder(tmp_path: Path) -> None:
    (news(tmp_path) / "Post" / "wet.txt").rename(tmp_path / "Post" / "grey.txt")
    corpus = read_corpus(tmp_path)
    assert [*corpus.text] == ["2019-05-03-a-dry-day", "wet", "grey"]
    assert [*corpus.articles["folder"]] == ["Courier", "Courier", "Post"]
    assert [[*batch.text] for batch in read_batches(tmp_path, size=2)][1] == ["grey"]


def test_a_sub_folder_with_an_index_is_another_corpus(tmp_path: Path) -> None:
    (news(tmp_path) / "Post" / "articles.csv").write_text("article,file\nw,wet.txt\n")
    with pytest.warns(UserWarning, match=r"as no articles: Post/articles\.csv, Post/wet\.txt$"):
        assert len(read_corpus(tmp_path).text) == 2


def test_a_link_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text("Secret.", encoding="utf-8")
    (tmp_path / "in" / "a.txt").symlink_to(tmp_path / "secret.txt")
    for read in (read_corpus, draft_index):
        with pytest.raises(ValueError, match=r"^the folder has 'a\.txt', outside the folder; give"):
            read(tmp_path / "in")


def test_the_folder_of_an_index_stays() -> None:
    rows = [{"file": "x/a.txt", "folder": "mine"}]
    assert with_folder(rows) == rows
    assert with_folder([{"file": "a.txt"}]) == [{"file": "a.txt"}]
    assert with_folder([{"file": "x/y/a.txt"}, {"file": "b.txt"}]) == [
        {"file": "x/y/a.txt", "folder": "x/y"},
        {"file": "b.txt", "folder": ""},
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
@pytest.mark.parametrize("indexed", [False, True])
def test_a_name_in_an_old_code_page_is_said(tmp_path: Path, indexed: bool) -> None:
    (tmp_path / "a.txt").write_text("Good.", encoding="utf-8")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xef\xe0.txt")).write_text("Not.", encoding="utf-8")
    if indexed:
        (tmp_path / "articles.csv").write_text("article,file\na,a.txt\n", encoding="utf-8")
    for read in (read_corpus, draft_index):
        with pytest.raises(ValueError, match=r"file '\?\?\.txt' is not UTF-8; rename the file"):
            read(tmp_path)
