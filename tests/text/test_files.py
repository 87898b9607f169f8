"""A file is read and written whole, or one sentence says what is wrong with it."""

import csv
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzlib.text.checks import as_text
from kzlib.text.files import (
    MOST_DOTS,
    SIGN,
    append_rows,
    data_file,
    guard,
    is_file,
    read_data,
    read_json,
    read_rows,
    read_text,
    read_toml,
    unguard,
    write_json,
    write_rows,
)
from kzlib.text.plain import plain_text

BAD_TABLES = [
    ("empty", b"", r"mine\.csv has no column 'a' \(it has: \); add it"),
    ("header only", b"a,b\n", "has no rows; add one or more"),
    ("no column", b"b,c\n1,2\n", r"no column 'a' \(it has: b, c\); add it"),
    ("strokes", b"a|b\n1|2\n", r"no column 'a' \(it has: a\|b\); add it"),
    ("same name", b"a,b,b\n1,2,3\n", "two columns 'b'; give each its own name"),
    ("short row", b"a,b\n1,2\n1\n", "row 3 .* another number of columns"),
    ("long row", b"a,b\n1,2,3\n", "row 2 .* in double quotes"),
    ("many", b"b" + b",b" * 99 + b"\n1", r"no column 'a' \(it has: b, .* \.\.\.\); add it"),
    ("fifty", b"b" + b",b" * 49 + b"\n1", r"no column 'a' \(it has: b, b, .*b\); add it"),
    ("two lines", b'"b\nc",d\n1,2', r"no column 'a' \(it has: b c, d\); add it"),
    ("open quote", b'a,b\n1,2\n"1,2\n3,4\n', "line 3 of .*: a quotation mark is not closed, or"),
    (
        "open, one later",
        b'a,b\n"1,2\n"3","4"\n',
        "line 2 of .*: a quotation mark is not closed, or",
    ),
    (
        "open, sep",
        b'sep=,\na,b\n"1,2\n',
        "line 3 of .*: a quotation mark is not closed, or .*; close",
    ),
    (
        "text behind",
        b'a,b\n"Yes" he said,2\n',
        "line 2 of .* not closed, or has text behind it; close",
    ),
    ("broken", b"a\n\xc3\xa9\xc3\xa9\xe9\n", r"UTF-8 with 1 broken .* line 2 \(byte 6 is 0xe9\)"),
    ("no text", b"a\n\0\n", "holds NUL characters"),
]


@pytest.mark.parametrize(
    ("content", "message"), [row[1:] for row in BAD_TABLES], ids=[row[0] for row in BAD_TABLES]
)
def test_a_table_that_is_not_right(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=message) as error:
        read_rows(path, ["a"])
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_is_read_as_text(tmp_path: Path, end: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(('\ufeffa,b\n1,NA\n\n,"x, y"\n'.replace("\n", end)).encode())
    assert read_rows(path, ["b"]) == [{"a": "1", "b": "NA"}, {"a": "", "b": "x, y"}]


@pytest.mark.parametrize("written", ["a;b\n1;x, y\n", "b\ta\t\t\nx, y\t1\t\t\n"])
def test_a_table_as_spreadsheets_save_it(tmp_path: Path, written: str) -> None:
    """With semicolons or tabs, and with empty columns beside it."""
    path = tmp_path / "mine.csv"
    path.write_bytes(written.encode("utf-8-sig"))
    assert read_rows(path, ["a"]) == [{"a": "1", "b": "x, y"}]
    path.write_bytes(written.replace("x", "Ж").encode("utf-16"))
    assert read_rows(path, ["a"]) == [{"a": "1", "b": "Ж, y"}]


def test_a_column_may_stay_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("a,b\n'=e\u0301,'=e\u0301\n", encoding="utf-8")
    assert read_rows(path, ["a"], untouched="b") == [{"a": "=\u00e9", "b": "'=e\u0301"}]


def test_a_cell_may_be_longer_than_the_csv_module_likes(tmp_path: Path) -> None:
    limit = csv.field_size_limit()
    write_rows(tmp_path / "a.csv", pd.DataFrame({"a": ["x" * 2 * limit]}))
    assert read_rows(tmp_path / "a.csv", ["a"]) == [{"a": "x" * 2 * limit}]
    assert csv.field_size_limit() == limit


def test_text_keeps_its_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeffOne\r\ntwo\n".encode())
    assert read_text(tmp_path / "a.txt") == "One\r\ntwo\n"


def test_toml_may_have_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes("\ufeffa = 1".encode())
    assert read_toml(path) == {"a": 1}


BAD_TOML = [
    ("a = ", "is not valid TOML: Invalid value"),
    ("a = " + "[" * 9_999, "nests too deep; write fewer brackets"),
    ("a = " + "1" * 5_000, "is not valid TOML: Exceeds the limit .* has 5000 digits; mend"),
    (".".join("a" * 9_999) + " = 1", f"line 1 .* has more than {MOST_DOTS} dots; write shorter"),
]


@pytest.mark.parametrize(("content", "message"), BAD_TOML, ids=[row[1][:15] for row in BAD_TOML])
def test_bad_toml_is_refused_in_one_sentence(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "mine.toml").write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=message) as error:
        read_toml(tmp_path / "mine.toml")
    assert "\n" not in str(error.value)


def test_a_line_of_toml_may_have_as_many_dots_as_a_text_needs(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f"a = 1\nb = '{'.' * MOST_DOTS}'", encoding="utf-8")
    assert read_toml(path)["a"] == 1
    path.write_text(f"a = 1\nb = '{'.' * (MOST_DOTS + 1)}'", encoding="utf-8")
    with pytest.raises(ValueError, match=r"line 2 of mine\.toml has more than 200 dots"):
        read_toml(path)


NO_FILES = {
    "missing": "mine.csv",
    "folder": ".",
    "link to itself": "loop",
    "link to nowhere": "nowhere",
    "long": "a" * 300,
    "half a character": "\ud800.csv",
    "NUL": "a\0b",
    "line end": "a\nb",
}


@pytest.mark.parametrize("name", NO_FILES.values(), ids=NO_FILES)
def test_what_is_no_file_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "nowhere").symlink_to("missing.csv")
    assert not is_file(tmp_path / name)
    for read in (read_text, read_toml, lambda path: read_rows(path, [])):
        with pytest.raises(FileNotFoundError, match=r"no file '|file '.* cannot be read") as error:
            read(tmp_path / name)
        assert "\n" not in str(error.value)


def test_a_file_with_a_line_end_in_its_name_is_to_be_renamed(tmp_path: Path) -> None:
    (tmp_path / "a\nb").write_text("A.")
    with pytest.raises(ValueError, match=r"'a\\nb' cannot be shown in one line; rename"):
        read_text(tmp_path / "a\nb")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("A.")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(FileNotFoundError, match=r"a.txt' cannot be read: Permission denied; give"):
        read_text(tmp_path / "a.txt")


# --- what is written ---------------------------------------------------------------------------


GUARDED = [
    *("=A1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝A1", "＋1", "－1", "＠x", "−1", "﹦A1"),
    *(
        " =A1",
        "\u00a0=A1",
        "\ufeff=A1",
        "\u200b \u00ad=A1",
        "\x7f=A1",
        "'=A1",
        "''-1",
        '"=A1',
        '" -1',
    ),
]
INNER = [
    "x;=A1",
    "x; -1",
    "x\t=A1",
    "x\n+1",
    "x\r@x",
    'x;"=A1',
    "x|=A1",
    "x\t\t=A1",
    "x;\t-1",
    ";=A1",
]
PLAIN = ["", "x", "a-b", "1 = 1", "'tis", "“-x", "x; y", "x,=1", "(+1", "a\n\nb", "'", "x ;"]


@pytest.mark.parametrize("text", GUARDED)
def test_a_cell_that_would_begin_a_formula_is_guarded(text: str) -> None:
    assert guard(text) == f"'{text}"
    assert unguard(guard(text)) == text


UNSEEN = [
    "\u2060",
    "\u202a",
    "\u200d",
    "\u034f",
    "\u3164",
    "\ufe0f",
    "\u00ad",
    "\x1b",
    "\x85",
    "\u2028",
]


@pytest.mark.parametrize("sign", SIGN)
def test_no_sign_begins_a_cell_behind_what_cannot_be_seen(sign: str) -> None:
    for unseen in UNSEEN:
        for text in (f"{unseen}{sign}x", f"y;{unseen}{unseen}{sign}x"):
            assert guard(text).count("'") == 1, ascii(text)
            assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", INNER)
def test_a_formula_within_a_cell_is_guarded(text: str) -> None:
    assert guard(text) != text
    assert guard(text)[0] == text[0]
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", PLAIN)
def test_other_text_stays(text: str) -> None:
    assert guard(text) == unguard(text) == text


SIGNS = "=+-@＝＋－＠\t\r"
SEEN = st.text(st.sampled_from([*SIGNS, *"';|,\"\n ax1\ufeff\u200b\u00a0…"]), max_size=12)
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)


@given(st.lists(st.tuples(SEEN | ANY, SEEN | ANY, SEEN), min_size=1), SEEN)
def test_what_is_written_is_read_back(rows: list[tuple[str, str, str]], name: str) -> None:
    """And no cell of the file begins a formula, by whatever separator it is read."""
    header = ["a", "b", as_text(f"{name}c")]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        write_rows(path, pd.DataFrame(rows, columns=header))
        cells = [[plain_text(cell) for cell in row] for row in rows]
        assert read_rows(path, header) == [dict(zip(header, row, strict=True)) for row in cells]
        for separator in ",;\t|":
            with path.open(encoding="utf-8-sig", newline="") as file:
                for cell in (cell for row in csv.reader(file, delimiter=separator) for cell in row):
                    assert not cell.startswith(tuple(SIGNS)), separator
                    assert not cell.lstrip(' "\ufeff\u200b\u00a0').startswith(tuple(SIGNS)), (
                        separator
                    )


def test_numbers_stay_numbers_and_what_is_missing_is_empty(tmp_path: Path) -> None:
    table = pd.DataFrame({"a": ["x", None], "tone": [-1, 1], "n": pd.array([2, None], "Int64")})
    write_rows(tmp_path / "a.csv", table)
    content = (tmp_path / "a.csv").read_bytes()
    assert content == b'\xef\xbb\xbf"a","tone","n"\n"x",-1,2\n"",1,""\n'


def test_a_file_is_never_written_over_unless_told(tmp_path: Path) -> None:
    path, table = tmp_path / "a.csv", pd.DataFrame({"a": ["x"]})
    write_rows(path, table)
    first = path.read_bytes()
    write_rows(path, table)  # the same again does no harm
    with pytest.raises(ValueError, match=r"a.csv' is there already; give another path, or over"):
        write_rows(path, table.assign(b=1))
    assert path.read_bytes() == first
    write_rows(path, table.assign(b=1), overwrite=True)
    assert path.read_bytes() != first
    assert os.listdir(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o444])
def test_what_is_written_over_keeps_who_may_read_it(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.csv"
    write_rows(path, pd.DataFrame({"a": ["x"]}))
    path.chmod(mode)
    write_rows(path, pd.DataFrame({"a": ["y"]}), overwrite=True)
    assert path.stat().st_mode & 0o777 == mode


ROWS = [("=1", 'a "b"'), ("x; -2", "line\nend"), ("", "é"), ("'=", "7")]


@pytest.mark.parametrize("first", range(len(ROWS) + 1))
def test_rows_that_are_put_behind_others_are_as_if_written_at_once(
    tmp_path: Path, first: int
) -> None:
    table, path = pd.DataFrame(ROWS, columns=["=n", "b\nc"]), tmp_path / "a.csv"
    at = append_rows(path, table[:first], 0)
    assert at == path.stat().st_size
    with path.open("ab") as file:
        file.write(b'"half a r')
    assert append_rows(path, table[first:], at) == path.stat().st_size
    write_rows(tmp_path / "whole.csv", table)
    assert path.read_bytes() == (tmp_path / "whole.csv").read_bytes()


def test_rows_that_cannot_be_put_anywhere(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"nowhere.* cannot be written: No such file"):
        append_rows(tmp_path / "nowhere" / "a.csv", pd.DataFrame({"a": ["x"]}), 0)
    with pytest.raises(ValueError, match="half of one; take it out"):
        append_rows(tmp_path / "a.csv", pd.DataFrame({"a": ["\ud800"]}), 0)
    assert not list(tmp_path.iterdir())


def test_json_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    for content in ({"é": [1, None, "\n"]}, {"a": {"b": True}}):
        write_json(path, content)
        assert read_json(path) == content
    for wrong in ("[1]", "{", "", "[" * 100_000, "NaN"):
        path.write_text(wrong)
        with pytest.raises(ValueError, match=r"a\.json is not valid JSON with names"):
            read_json(path)


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_replaced_and_not_followed(tmp_path: Path, there: bool) -> None:
    outside, path = tmp_path / "outside.csv", tmp_path / "a.csv"
    if there:
        outside.write_text("kept")
    path.symlink_to(outside)
    with pytest.raises(ValueError, match="is there already"):
        write_rows(path, pd.DataFrame({"a": ["x"]}))
    write_rows(path, pd.DataFrame({"a": ["x"]}), overwrite=True)
    assert not path.is_symlink()
    assert read_rows(path, []) == [{"a": "x"}]
    assert (outside.read_text() == "kept") if there else not outside.exists()


BAD_WRITES = [
    (
        "no folder",
        "nowhere/a.csv",
        "x",
        FileNotFoundError,
        "there is no folder '.*'; make it first",
    ),
    (
        "surrogate",
        "a.csv",
        "x\ud800",
        ValueError,
        r"holds the character '\\ud800', half of one; take",
    ),
    ("NUL", "a.csv", "x\0", ValueError, "holds a NUL character; take it out"),
    (
        "long name",
        "a" * 300,
        "x",
        ValueError,
        "cannot be written: File name too long; give another",
    ),
    ("bad name", "\ud800", "x", ValueError, "cannot be written: no system has such a name"),
    ("a folder", "folder", "x", ValueError, "is no file; give another path"),
]


@pytest.mark.parametrize(
    ("name", "cell", "kind", "message"),
    [row[1:] for row in BAD_WRITES],
    ids=[row[0] for row in BAD_WRITES],
)
def test_what_cannot_be_written_leaves_no_file(
    tmp_path: Path, name: str, cell: str, kind: type[Exception], message: str
) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(kind, match=message) as error:
        write_rows(tmp_path / name, pd.DataFrame({"a": [cell]}), overwrite=True)
    assert "\n" not in str(error.value)
    assert os.listdir(tmp_path) == ["folder"]


def test_a_name_is_a_file_of_kzlib_and_a_path_a_file_of_the_reader(tmp_path: Path) -> None:
    assert data_file("themes").name == "themes.toml"
    assert data_file("themes").is_file()
    for own in (tmp_path / "themes", str(tmp_path / "themes.toml")):
        assert data_file(own) == Path(own)
    assert read_data("abbreviations")["title"] == "Abbreviations"
    assert read_data("abbreviations") is read_data("abbreviations")


def test_reporting_verbs_of_the_text_stand_with_those_of_speech() -> None:
    lists = read_data("speech_words")
    forms = {
        form
        for name in ("say", "content", "quoted", "advise")
        for form in (" ".join(lists[name]["words"]).split())
    }
    for name in ("after_question", "told"):
        assert forms.issuperset(lists[name]["words"]), name


def test_an_interruption_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_rows(tmp_path / "a.csv", pd.DataFrame({"a": ["x"]}))
    assert not list(tmp_path.iterdir())
