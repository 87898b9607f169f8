"""Codings: read whole or refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from coding_cases import table

from kzlib.codes.agreement import code_scores, coder_agreement, method_agreement
from kzlib.codes.codebook import read_codebook, whole_number
from kzlib.codes.codings import matches_as_codes, read_codes, write_codes
from kzlib.text.corpus import Corpus

CODEBOOK = [*read_codebook().columns]
HEADER = "article,sentence,start,end," + ",".join(CODEBOOK)
FIRST = "a,1,0,4,body,0,,,describe,,author,"
SECOND = "a,2,5,8,body,-1,us,trade;energy,evaluate,,direct,NA"
CORPUS = Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": ["Yes. No."]}))


def write(folder: Path, *lines: str, name: str = "anna.csv") -> Path:
    path = folder / name
    path.write_bytes("\n".join(lines).encode())
    return path


def test_codes_of_a_corpus_can_be_compared_at_once(tmp_path: Path) -> None:
    codes = read_codes(write(tmp_path, HEADER, FIRST, SECOND), CORPUS, by="article")
    known = CORPUS.sentences.merge(codes, on=["article", "sentence"])
    assert known["text_x"].tolist() == known["text_y"].tolist() == codes["text"].tolist()
    assert codes["id"].tolist() == ["a:1", "a:2"]
    assert codes["paragraph"].tolist() == known["paragraph_x"].tolist()
    assert codes["words"].tolist() == [len(text.split()) for text in codes["text"]]
    assert method_agreement(codes, codes, by="article")["right"].tolist() == [2, 2]
    with pytest.raises(ValueError, match="there is no corpus"):
        read_codes(write(tmp_path, HEADER, FIRST, SECOND), by="article")
    with pytest.raises(LookupError, match="no column 'era'"):
        read_codes(write(tmp_path, HEADER, FIRST, SECOND), CORPUS, by="era")


def test_a_coding_is_read_as_it_is_written(tmp_path: Path) -> None:
    codes = read_codes(write(tmp_path, HEADER, FIRST, SECOND), CORPUS)
    place = ["article", "sentence", "start", "end"]
    assert list(codes) == [*place, "coder", *CODEBOOK, "paragraph", "text", "id", "words"]
    assert codes.iloc[1, :-4].to_dict() == {
        "article": "a",
        "sentence": 2,
        "start": 5,
        "end": 8,
        "coder": "anna",
        "part": "body",
        "tone": -1,
        "whom": "us",
        "themes": "trade;energy",
        "act": "evaluate",
        "addressee": "",
        "voice": "direct",
        "speaker": "NA",  # a name, not a missing value
    }


def test_a_link_out_of_a_folder_of_codings_is_not_read(tmp_path: Path) -> None:
    outside = write(tmp_path, HEADER, FIRST, name="secret.csv")
    folder = tmp_path / "coders"
    folder.mkdir()
    write(folder, HEADER, SECOND)
    (folder / "same.csv").symlink_to("anna.csv")
    (tmp_path / "link").symlink_to(folder)
    assert set(read_codes(tmp_path / "link", CORPUS)["coder"]) == {"anna", "same"}
    (folder / "out.csv").symlink_to(outside)
    with pytest.raises(ValueError, match=r"^out\.csv is a link out of its folder; put the file it"):
        read_codes(folder, CORPUS)
    with pytest.raises(FileNotFoundError, match="there is no file or folder 'aaa"):
        read_codes("a" * 5000)


def test_articles_are_a_categorical_in_the_order_of_the_corpus(tmp_path: Path) -> None:
    frame = pd.DataFrame({"article": ["z", "a"], "text": ["Well.", "Yes. No."], "tone": "x"})
    corpus = Corpus.from_frame(frame)
    path = write(tmp_path, HEADER, FIRST, SECOND)
    codes = read_codes(path, corpus)
    assert codes["article"].dtype == corpus.sentences["article"].dtype
    assert codes["article"].cat.categories.tolist() == ["z", "a"]
    assert read_codes(path)["article"].cat.categories.tolist() == ["a"]
    for by in ("tone", "coder"):
        with pytest.raises(ValueError, match=f"by is '{by}', a column of the result"):
            read_codes(path, corpus, by=by)
    with pytest.raises(ValueError, match=r"corpus is .*; give a Corpus"):
        read_codes(path, "seeds")


def test_a_folder_is_read_coder_by_coder_and_a_coder_may_leave_sentences_out(
    tmp_path: Path,
) -> None:
    write(tmp_path, HEADER, SECOND, name="ben.csv")
    write(tmp_path, HEADER + ",remark", FIRST + ",sure", SECOND + ",")
    codes = read_codes(tmp_path)
    assert codes["coder"].tolist() == ["anna", "anna", "ben"]
    assert "remark" not in codes


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "anna.csv"
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join([HEADER, FIRST]).encode())
    assert read_codes(path)["speaker"].tolist() == [""]


BAD_FILES = {
    "no column": (
        [HEADER.replace(",act", ""), FIRST],
        "anna.csv has no column 'act' (it has: article, sentence",
    ),
    "tone": (
        [HEADER, FIRST.replace("body,0", "body,2")],
        "row 2 of anna.csv has '2' in the column tone; allowed: -1, 0, 1",
    ),
    "theme": (
        [HEADER, FIRST, SECOND.replace("energy", "oil")],
        "row 3 of anna.csv has 'trade;oil' in the column themes; allowed: diplomacy, security",
    ),
    "empty act": (
        [HEADER, FIRST.replace("describe", "")],
        "row 2 of anna.csv has '' in the column act; allowed: describe, evaluate",
    ),
    "whom": (
        [HEADER, SECOND.replace("us", "usa")],
        "allowed: us, kazakhstan, relationship, region, other, (empty)",
    ),
    "place": (
        [HEADER, FIRST.replace("a,1", "a,one")],
        "row 2 of anna.csv has 'one' in the column sentence; allowed: a whole number",
    ),
    "twice": ([HEADER, FIRST, FIRST], "anna.csv codes a:1 twice; keep one row"),
    "short row": ([HEADER, FIRST[:-1]], "row 2 of anna.csv has another number of columns"),
    "long row": ([HEADER, FIRST, SECOND + ",x"], "row 3 of anna.csv has another number of columns"),
    "nothing": ([""], "anna.csv has no column 'article'"),
    "no rows": ([HEADER], "anna.csv has no rows"),
    "no such sentence": (
        [HEADER, FIRST.replace("0,4", "0,3")],
        "anna.csv codes a:1 at 0 to 3, and the corpus has no such sentence",
    ),
    "no such article": ([HEADER, FIRST.replace("a,1", "b,1")], "anna.csv codes b:1 at 0 to 4"),
}


@pytest.mark.parametrize(("lines", "message"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_refused_in_one_sentence(
    tmp_path: Path, lines: list[str], message: str
) -> None:
    with pytest.raises(ValueError, match=r"\w") as error:
        read_codes(write(tmp_path, *lines), CORPUS)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_utf8_is_guessed_and_said(tmp_path: Path) -> None:
    path = tmp_path / "anna.csv"
    path.write_bytes((HEADER + "\n" + FIRST).encode() + b"\xe9")
    with pytest.warns(UserWarning, match="not UTF-8, so the encoding was guessed: anna.csv as"):
        assert read_codes(path)["speaker"].tolist() != [""]


def test_a_missing_path_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    for name in ("nobody.csv", "a" * 300, "\ud800", "a\0b"):
        with pytest.raises(FileNotFoundError, match="there is no file or folder"):
            read_codes(tmp_path / name)
    with pytest.raises(FileNotFoundError, match=r"has no \.csv file"):
        read_codes(tmp_path)


def test_coders_of_one_name_are_refused_and_a_persons_file_is_picked_up(tmp_path: Path) -> None:
    header = "article,sentence,start,end,part,tone,whom,themes,act,addressee,voice,speaker\n"
    rows = "x,1,0,4,body,{},,,describe,,author,\nx,2,5,8,body,1,us,,describe,,author,\n"
    for folder, name, tone in (("one", "a", 0), ("one", "b", 0), ("two", "a", 1)):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / f"{name}.csv").write_text(header + rows.format(tone))
    own = tmp_path / "own.csv"
    own.write_text(header + rows.format(1))
    codes = read_codes([tmp_path / "one", str(own)])
    assert codes["coder"].unique().tolist() == ["a", "b", "own"]
    teams = coder_agreement(codes.assign(paragraph=codes["sentence"]))["coders"].tolist()
    assert teams == ["a, b", "a, own", "b, own", "all"]
    with pytest.raises(ValueError, match=r"the coder 'a' is given twice, by .* rename one"):
        read_codes([tmp_path / "one", tmp_path / "two"])
    with pytest.raises(ValueError, match="the list of codings is empty"):
        read_codes([])


WRITTEN = {
    **{"1": 1, "01": 1, "+1": 1, "1.": 1, "1.00": 1, "-1": -1, "−1": -1, "-0": 0, "0": 0},
    **dict.fromkeys(["", "x", "1.5", "1_0", "1e0", "nan", "1 0", "--1", "1" * 19]),
    "1" * 18: int("1" * 18),
}


@pytest.mark.parametrize(("code", "number"), WRITTEN.items(), ids=repr)
def test_whole_numbers_are_read_however_they_are_written(code: str, number: int | None) -> None:
    assert whole_number(code) == number


def test_codes_are_written_for_read_codes(tmp_path: Path) -> None:
    """Also those that a spreadsheet would run: a speaker, a theme of one's own."""
    codes = read_codes(write(tmp_path, HEADER, FIRST + "=1+1", SECOND), CORPUS)
    kept = tmp_path / "kept" / "anna.csv"
    with pytest.raises(FileNotFoundError, match="there is no folder"):
        write_codes(codes, kept)
    kept.parent.mkdir()
    write_codes(codes, str(kept))
    assert '"\'=1+1"' in kept.read_text(encoding="utf-8")
    pd.testing.assert_frame_equal(read_codes(kept, CORPUS), codes)
    with pytest.raises(ValueError, match="is there already; give another path, or overwrite=True"):
        write_codes(codes[:1], kept)
    write_codes(codes[:1], kept, overwrite=True)
    pd.testing.assert_frame_equal(read_codes(kept, CORPUS), codes[:1])
    with pytest.raises(ValueError, match="the coders are: anna, ben; write each to a file"):
        write_codes(codes.assign(coder=["anna", "ben"]), kept)
    with pytest.raises(ValueError, match="the coders are: none; write each to a file"):
        write_codes(codes[:0], kept)
    with pytest.raises(LookupError, match="codes has no column 'coder'; give what read_coding_sh"):
        write_codes(codes.drop(columns="coder"), kept)


@pytest.mark.parametrize("column", ["article", "sentence", "start", "end"])
def test_keys_replace_no_column_that_places_a_sentence(column: str) -> None:
    matches = CORPUS.sentences.assign(key="x")
    with pytest.raises(ValueError, match=f"column is '{column}', which places a sentence; give"):
        matches_as_codes(CORPUS.sentences, matches, column=column)
    with pytest.raises(LookupError, match="matches has no column 'key'; give what lookup finds"):
        matches_as_codes(CORPUS.sentences, CORPUS.sentences)
    with pytest.raises(LookupError, match=r"sentences has no column 'sentence'; give corpus\.sent"):
        matches_as_codes(CORPUS.articles, matches)


def test_keys_by_sentence_joins_the_keys_of_each() -> None:
    rows = [("a", 2, key) for key in "yxywv"] + [("b", 1, "z")]
    matches = pd.DataFrame(rows, columns=["article", "sentence", "key"]).astype(
        {"article": "category", "key": "category", "sentence": "int32"}
    )
    found = matches_as_codes(CORPUS.sentences, matches)
    assert found["themes"].tolist() == ["", "v;w;x;y"]
    assert code_scores(found, table("", "v;w;x;y"))["f1"].tolist() == [1, 1, 1, 1]
    assert matches_as_codes(CORPUS.sentences, matches[:0])["themes"].tolist() == ["", ""]


@pytest.mark.parametrize(
    "speaker", ["Garci\u0301a", "Garc\u00eda\u200b", " Garc\u00eda", "Garc\u00eda\u00a0"]
)
def test_a_speaker_is_one_however_the_cell_is_written(tmp_path: Path, speaker: str) -> None:
    lines = [HEADER, FIRST + "Garc\u00eda", SECOND.replace("NA", speaker)]
    codes = read_codes(write(tmp_path, *lines, name="an\u0301a\u200b.csv"), CORPUS)
    assert codes["speaker"].tolist() == ["Garc\u00eda"] * 2
    assert set(codes["coder"]) == {"a\u0144a"}
    other = write(tmp_path, *lines, name="a\u0144a.csv")
    with pytest.raises(ValueError, match="the coder 'a\u0144a' is given twice"):
        read_codes(tmp_path, CORPUS)
    other.unlink()


@pytest.mark.parametrize(
    ("cell", "themes"),
    [(";", ""), ("trade;;energy", "trade;energy"), ("trade;trade", "trade"), ("a;b", None)],
)
def test_a_cell_holds_each_code_once(tmp_path: Path, cell: str, themes: str | None) -> None:
    path = write(tmp_path, HEADER, SECOND.replace("trade;energy", cell))
    if themes is None:
        with pytest.raises(ValueError, match="has 'a;b' in the column themes"):
            read_codes(path)
    else:
        assert read_codes(path)["themes"].tolist() == [themes]


def test_ids_are_compared_as_they_are_seen(tmp_path: Path) -> None:
    """Else the sentences of a table saved in another normal form would have no keys, silently."""
    sentences = pd.DataFrame({"article": ["\u00e1", 7], "sentence": [1, 1]}, dtype=object)
    matches = pd.DataFrame(
        {"article": ["a\u0301", 7.0], "sentence": [1, 1], "key": ["x", "y\u200b"]}
    )
    found = matches_as_codes(sentences, matches)
    assert found["themes"].tolist() == ["x", "y"]
    codes = found.assign(article=["a\u0301", "7"], paragraph=1, coder=["ann", "ann "])
    both = pd.concat([codes, codes.assign(coder="ben", article=["\u00e1 ", 7])])
    agreed = coder_agreement(both, column="themes").query("coders == 'all'")
    assert agreed[["n", "same"]].to_numpy().tolist() == [[2, 2], [2, 2]]
    with pytest.raises(ValueError, match="a row of codes has no coder"):
        coder_agreement(codes.assign(coder=["ann", "\u200b"]), column="themes")


def test_codes_are_written_as_they_can_be_read_whatever_their_types(tmp_path: Path) -> None:
    codes = pd.DataFrame(
        {"article": [7.0, 7.0], "sentence": [1.0, 2.0], "start": 0, "end": 1, "coder": "anna"}
        | {"tone": [1.0, -1.0], "speaker": [None, "Lee"]}
    )
    path = tmp_path / "anna.csv"
    write_codes(codes, path)
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    assert table[["article", "sentence", "tone", "speaker"]].to_numpy().tolist() == [
        ["7", "1", "1", ""],
        ["7", "2", "-1", "Lee"],
    ]
    for wrong, message in (
        (codes.assign(sentence=1), "codes hold the sentence 7:1 twice"),
        (codes.assign(sentence=[1.5, 2]), "sentence"),
        (codes.assign(article=None), "article"),
        (pd.concat([codes, codes[["tone"]]], axis=1), "two columns 'tone'"),
    ):
        with pytest.raises(ValueError, match=message):
            write_codes(wrong, tmp_path / "other.csv")
    assert [*tmp_path.iterdir()] == [path]
