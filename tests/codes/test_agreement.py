"""Codings: read whole or refused in one sentence; agreement: counted as by hand."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzlib.codes.agreement import (
    CODEBOOK,
    code_scores,
    macro_f1,
    matches_as_codes,
    method_agreement,
    read_codes,
)
from kzlib.text.corpus import Corpus

HEADER = "article,sentence,start,end," + ",".join(CODEBOOK)
FIRST = "a,1,0,4,body,0,,,describe,,author,"
SECOND = "a,2,5,8,body,-1,us,trade;energy,evaluate,,direct,NA"
CORPUS = Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": ["Yes. No."]}))


def write(folder: Path, *lines: str, name: str = "anna.csv") -> Path:
    path = folder / name
    path.write_bytes("\n".join(lines).encode())
    return path


def table(*themes: str, **more: object) -> pd.DataFrame:
    """A coding of the sentences 1, 2, ... of the article a."""
    sentences = list(range(1, len(themes) + 1))
    given = {"article": "a", "sentence": sentences, "themes": list(themes)}
    return pd.DataFrame(given | more)


def test_codes_of_a_corpus_can_be_compared_at_once(tmp_path: Path) -> None:
    codes = read_codes(write(tmp_path, HEADER, FIRST, SECOND), CORPUS, by="article")
    known = CORPUS.sentences.merge(codes.astype({"article": str}), on=["article", "sentence"])
    assert known["text_x"].tolist() == known["text_y"].tolist() == codes["text"].tolist()
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
    assert list(codes) == [*place, "coder", *CODEBOOK, "paragraph", "text", "words"]
    assert codes.iloc[1, :-3].to_dict() == {
        "article": "a",
        "sentence": 2,
        "start": 5,
        "end": 8,
        "coder": "anna",
        "part": "body",
        "tone": -1,
        "target": "us",
        "themes": "trade;energy",
        "act": "evaluate",
        "addressee": "",
        "voice": "direct",
        "speaker": "NA",  # a name, not a missing value
    }


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
    "target": (
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


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "anna.csv"
    path.write_bytes((HEADER + "\n" + FIRST).encode() + b"\xe9")
    with pytest.raises(ValueError, match=r"anna\.csv is not UTF-8 \(byte \d+ is 0xe9\); save it"):
        read_codes(path)


def test_a_missing_path_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="there is no file or folder"):
        read_codes(tmp_path / "nobody.csv")
    with pytest.raises(FileNotFoundError, match=r"has no \.csv file"):
        read_codes(tmp_path)


def test_agreement_by_hand() -> None:
    """x: coded in 1, 2, 3 and found in 2, 3, 4, 5; y: coded in 1 and never found."""
    codes, found = table("x;y", "x", "x", "", ""), table("", "x", "x", "x", "x")
    x, y = code_scores(found, codes).to_dict("records")
    counts = ["cases", "found", "hits", "false_positives", "misses"]
    assert [x[name] for name in counts] == [3, 4, 2, 2, 1]
    assert (x["precision"], x["recall"], x["f1"]) == (2 / 4, 2 / 3, 4 / 7)
    assert [y[name] for name in counts] == [1, 0, 0, 0, 1]
    assert math.isnan(y["precision"])
    assert (y["recall"], y["f1"]) == (0, 0)


def test_agreement_by_group_keeps_a_label_that_one_group_lacks() -> None:
    codes = table("x", "x", "y", era=["new", "old", "old"])
    result = code_scores(table("x", "", "y"), codes, by="era")
    assert list(result)[:2] == ["era", "label"]
    assert result[["era", "label", "cases", "hits"]].to_numpy().tolist() == [
        ["new", "x", 1, 1],
        ["new", "y", 0, 0],
        ["old", "x", 1, 0],
        ["old", "y", 1, 1],
    ]
    assert result["recall"].isna().tolist() == [False, True, False, False]


def test_agreement_on_single_labels_and_on_numbers() -> None:
    codes, found = table("", "", tone=[1, -1]), table("", "", tone=[1, 0])
    result = code_scores(found, codes, column="tone")
    assert result.set_index("label")["hits"].to_dict() == {"-1": 0, "0": 0, "1": 1}


def test_a_missing_value_is_no_label() -> None:
    codes = table("x", "x", "x", themes=["x", None, float("nan")])
    result = code_scores(table("x", "", ""), codes)
    assert result[["label", "cases", "found"]].to_numpy().tolist() == [["x", 1, 1]]
    tones = table("", "", tone=[1, None])
    assert code_scores(tones, table("", "", tone=[1, 0]), column="tone")["label"].tolist() == [
        "0",
        "1",
    ]


def test_only_coded_sentences_count() -> None:
    result = code_scores(table("x", "x", "z"), table("x"))
    assert result[["label", "cases", "false_positives"]].to_numpy().tolist() == [["x", 1, 0]]


def test_no_label_at_all_is_an_empty_table() -> None:
    assert code_scores(table(""), table("")).empty


def test_macro_f1_is_over_labels_with_enough_cases() -> None:
    result = code_scores(table("x", "x", "y"), table("x", "x;y", ""))
    assert macro_f1(result, min_cases=2) == 1.0  # y has one case and no hit
    assert macro_f1(result, min_cases=1) == 0.5
    with pytest.raises(ValueError, match="no label has 6 cases or more"):
        macro_f1(result)


def test_keys_by_sentence_joins_the_keys_of_each() -> None:
    rows = [("a", 2, key) for key in "yxywv"] + [("b", 1, "z")]
    matches = pd.DataFrame(rows, columns=["article", "sentence", "key"]).astype(
        {"article": "category", "key": "category", "sentence": "int32"}
    )
    found = matches_as_codes(CORPUS.sentences, matches)
    assert found["themes"].tolist() == ["", "v;w;x;y"]
    assert code_scores(found, table("", "v;w;x;y"))["f1"].tolist() == [1, 1, 1, 1]
    assert matches_as_codes(CORPUS.sentences, matches[:0])["themes"].tolist() == ["", ""]


BAD_TABLES = {
    "column": (table("x").drop(columns="themes"), table("x"), "found has no column 'themes'"),
    "key": (table("x"), table("x").drop(columns="sentence"), "codes has no column 'sentence'"),
    "two coders": (
        table("x"),
        pd.concat([table("x"), table("y")]),
        "codes has more than one row for a:1; choose one coder first",
    ),
    "not found": (table("x"), table("x", "y"), "found has no row for a:2, which is coded"),
    "a list": (
        table("x"),
        table("x").assign(themes=[["x", "y"]]),
        "codes has ['x', 'y'] for a:1; give whole numbers, or join labels as text by ';'",
    ),
    "a share": (table("x").assign(themes=0.5), table("x"), "found has 0.5 for a:1"),
    "half a sentence": (
        table("x"),
        table("x").assign(sentence=1.5),
        "codes has the sentence 1.5; give whole numbers from 1",
    ),
    "no codings": (table("x"), table("x")[:0], "codes has no rows"),
    "no table": (
        table("x"),
        None,
        "codes is a NoneType; give a table with a row for each sentence",
    ),
}


@pytest.mark.parametrize(("found", "codes", "message"), BAD_TABLES.values(), ids=BAD_TABLES)
def test_bad_tables_are_refused(found: pd.DataFrame, codes: pd.DataFrame, message: str) -> None:
    with pytest.raises((ValueError, LookupError)) as error:
        code_scores(found, codes)
    assert message in str(error.value)


def test_an_unknown_group_is_refused() -> None:
    with pytest.raises(LookupError, match="no column 'era'; group by one of: article, sentence"):
        code_scores(table("x"), table("x"), by="era")
    with pytest.raises(ValueError, match="by is 'label', a column of the result"):
        code_scores(table("x"), table("x", label="y"), by="label")


labels = st.sets(st.sampled_from("xyz")).map(lambda found: ";".join(sorted(found)))
pairs = st.lists(st.tuples(labels, labels, st.sampled_from(["old", "new"])), min_size=1)


@given(pairs)
def test_swapping_the_tables_swaps_precision_and_recall(rows: list[tuple[str, str, str]]) -> None:
    one, other = table(*(row[0] for row in rows)), table(*(row[1] for row in rows))
    swapped = {"precision": "recall", "recall": "precision", "cases": "found", "found": "cases"}
    there, back = code_scores(one, other), code_scores(other, one).rename(columns=swapped)
    columns = ["label", "cases", "found", "hits", "precision", "recall", "f1"]
    pd.testing.assert_frame_equal(there[columns], back[columns])


@given(pairs)
def test_anything_agrees_with_itself(rows: list[tuple[str, str, str]]) -> None:
    one = table(*(row[0] for row in rows))
    assert (code_scores(one, one)[["precision", "recall", "f1"]] == 1).all(axis=None)


@given(pairs, st.randoms())
def test_groups_add_up_and_order_changes_nothing(
    rows: list[tuple[str, str, str]], random: object
) -> None:
    found = table(*(row[0] for row in rows))
    codes = table(*(row[1] for row in rows), era=[row[2] for row in rows])
    counts = ["cases", "found", "hits", "false_positives", "misses"]
    whole = code_scores(found, codes)
    groups = code_scores(found, codes, by="era").groupby("label", as_index=False)[counts].sum()
    pd.testing.assert_frame_equal(whole[["label", *counts]], groups[["label", *counts]])
    pd.testing.assert_frame_equal(whole, code_scores(found[::-1], codes[::-1]))
    assert whole["f1"].between(0, 1).all()
