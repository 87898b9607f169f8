"""A file is read whole, or one sentence says what is wrong with it."""

from pathlib import Path

import pytest

from kzlib.text.files import data_file, read_data, read_rows, read_text, read_toml

BAD_TABLES = [
    ("empty", b"", r"mine\.csv has no column 'a' \(it has: \); add it"),
    ("header only", b"a,b\n", "has no rows; add one or more"),
    ("no column", b"b,c\n1,2\n", r"no column 'a' \(it has: b, c\); add it"),
    ("semicolons", b"a;b\n1;2\n", "separate the columns with commas"),
    ("tabs", b"a\tb\n1\t2\n", "separate the columns with commas"),
    ("same name", b"a,b,b\n1,2,3\n", "two columns 'b'; give each its own name"),
    ("short row", b"a,b\n1,2\n1\n", "row 3 .* another number of columns"),
    ("long row", b"a,b\n1,2,3\n", "row 2 .* in double quotes"),
    ("open quote", b'a,b\n"1,2\n3,4\n', "row 2 .* another number of columns"),
    ("long field", b"a\n" + b"x" * 131_073, r"line 2 of mine\.csv cannot be read: field larger"),
    ("Latin-1", b"a\ncaf\xe9\n", r"is not UTF-8 \(byte 5 is 0xe9\); save it"),
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


def test_text_keeps_its_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeffOne\r\ntwo\n".encode())
    assert read_text(tmp_path / "a.txt") == "One\r\ntwo\n"


def test_toml_may_have_a_byte_order_mark_and_must_be_toml(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes("\ufeffa = 1".encode())
    assert read_toml(path) == {"a": 1}
    path.write_text("a = ", encoding="utf-8")
    with pytest.raises(ValueError, match=r"mine\.toml is not valid TOML: "):
        read_toml(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    for read in (read_text, read_toml, lambda path: read_rows(path, [])):
        for path in (tmp_path / "mine.csv", tmp_path):
            with pytest.raises(FileNotFoundError, match=f"there is no file '{path}'"):
                read(path)


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
