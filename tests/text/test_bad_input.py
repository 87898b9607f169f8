"""Bad input, one table: for each a result that is right, or one sentence; nothing lost silently."""

import datetime
import io
import json
import re
import time
import unicodedata
import warnings
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pandas as pd
import pytest
from openpyxl import Workbook

from kzlib.text.readers import read_corpus

RAIN = "A Wet Day\nIt rained all day, and nobody in the town was sorry."
SNOW = "A White Day\nIt snowed all night, and the school stayed closed."
ARABIC = "\u200fقال الوزير: «نعم».\u200f"
INDEX = "article,file\na,a.txt\n"


def sheets(**given: list[list[object]]) -> bytes:
    """An Excel file with these sheets."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in given.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def computed_as_nothing(content: bytes) -> bytes:
    """An Excel file whose formulas have empty text for a result, as a spreadsheet writes it."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as parts, ZipFile(made, "w") as changed:
        for name in parts.namelist():
            part = re.sub(rb'(<c r="[A-Z]+[0-9]+")(><f>)', rb'\1 t="str"\2', parts.read(name))
            changed.writestr(name, part)
    return made.getvalue()


def lines(*rows: object) -> bytes:
    return "\n".join(json.dumps(row) for row in rows).encode()


class Case(NamedTuple):
    """Files, what of them is read, and what then is right: an error, or texts and a warning."""

    name: str
    files: dict[str, bytes]
    source: str = ""
    error: str = ""
    texts: list[str] | None = None
    warning: str = ""


def indexed(content: bytes, name: str = "a.txt") -> dict[str, bytes]:
    return {"articles.csv": INDEX.encode(), name: content}


CASES = [
    # --- text files
    Case("0 bytes", indexed(b""), error=r"a\.txt is empty; add its text or take its row out"),
    Case("blank", indexed(b" \r\n\t"), error=r"a\.txt is empty"),
    Case("a mark alone", indexed(b"\xef\xbb\xbf"), error=r"a\.txt is empty"),
    Case("binary", indexed(bytes(range(256)) * 4), error=r"holds NUL characters and is no text"),
    Case("binary, no NUL", indexed(bytes(range(1, 256)) * 4), error="in no encoding that is known"),
    Case("NUL bytes in text", indexed(b"It rained.\0\0 All day."), error="holds NUL characters"),
    Case("a PDF", indexed(b"%PDF-1.7\n1 0 obj"), error=r"a\.txt is a PDF; give its text"),
    Case("Word", indexed(b"PK\x03\x04\x14\0"), error="a ZIP archive or an Office document"),
    Case("old Word", indexed(b"\xd0\xcf\x11\xe0\xa1\xb1"), error="is an old Office document"),
    Case("RTF", indexed(b"{\\rtf1\\ansi It rained.}"), error="is an RTF document; give its text"),
    Case("a picture", indexed(b"\x89PNG\r\n\x1a\n\0"), error="is a picture; give its text"),
    Case("compressed", indexed(b"\x1f\x8b\x08\0"), error="is a compressed file; give its text"),
    Case("HTML", indexed(b"<!DOCTYPE html>\n<p>It rained."), error=r"'a' is HTML .*<!DOCTYPE html"),
    Case("parts of HTML", indexed(b"It <b>rained</b>.</p><p>So</p><p>x</p>"), error="is HTML"),
    Case("one tag", indexed(b"He wrote </p> twice."), texts=["He wrote </p> twice."]),
    Case("broken UTF-8", indexed("Été, été.\n".encode() * 9 + b"\xe9t\xe9"), error="line 10 .byte"),
    Case("cut UTF-8", indexed("Été, été".encode()[:-1]), error="UTF-8 with 1 broken characters"),
    Case("UTF-8, marked", indexed(b"\xef\xbb\xbf" + RAIN.encode()), texts=[RAIN]),
    Case("UTF-16, marked", indexed(RAIN.encode("utf-16")), texts=[RAIN]),
    Case("UTF-16, cut", indexed(RAIN.encode("utf-16")[:-1]), error="is not utf-16 throughout"),
    Case("UTF-32, marked", indexed(RAIN.encode("utf-32")), texts=[RAIN]),
    Case(
        "Windows-1251",
        indexed("Министр приехал в Алматы в среду.".encode("cp1251")),
        texts=["Министр приехал в Алматы в среду."],
        warning=r"guessed: a\.txt as windows-1251; look whether",
    ),
    Case(
        "its encoding said",
        {
            "articles.csv": b"article,file,encoding\na,a.txt,kz1048\n",
            "a.txt": "Әлем".encode("kz1048"),
        },
        texts=["Әлем"],
    ),
    Case(
        "no such encoding",
        {"articles.csv": b"article,file,encoding\na,a.txt,rot13\n", "a.txt": b"A."},
        error="has the encoding 'rot13'; give one that Python knows",
    ),
    Case(
        "the wrong encoding",
        {"articles.csv": b"article,file,encoding\na,a.txt,ascii\n", "a.txt": "é".encode()},
        error=r"a\.txt is not ascii throughout",
    ),
    Case(
        "line ends of Windows",
        indexed(b"A Day\r\nIt rained.\r\n"),
        texts=["A Day\r\nIt rained.\r\n"],
    ),
    Case("line ends of old", indexed(b"A Day\rIt rained.\r"), texts=["A Day\rIt rained.\r"]),
    Case(
        "line ends mixed",
        indexed("A\r\nB.\rC.\u2028D.\x85E.".encode()),
        texts=["A\r\nB.\rC.\u2028D.\x85E."],
    ),
    Case("right to left", indexed(ARABIC.encode()), texts=[ARABIC]),
    Case(
        "accents apart",
        indexed(unicodedata.normalize("NFD", "Été à Orléans.").encode()),
        texts=[unicodedata.normalize("NFD", "Été à Orléans.")],
    ),
    # --- folders and their index
    Case("no index", {"b.txt": SNOW.encode(), "a.txt": RAIN.encode()}, texts=[RAIN, SNOW]),
    Case("sub-folders", {"x/1.txt": RAIN.encode(), "y/1.txt": SNOW.encode()}, texts=[RAIN, SNOW]),
    Case(
        "beside",
        {"a.txt": RAIN.encode(), "b.docx": b"PK", "README.txt": b"x"},
        texts=[RAIN],
        warning=r"^left out, as no articles: README\.txt, b\.docx$",
    ),
    Case("no text", {"a.docx": b"PK"}, error=r"no \.txt file \(it has: a\.docx\); give one with"),
    Case("same ids", {"a b.txt": b"A.", "a-b.txt": b"B."}, error=r"files a b\.txt, a-b\.txt would"),
    Case(
        "index in Excel",
        {"a.txt": RAIN.encode(), "articles.xlsx": b""},
        error=r"has no articles\.csv; say index='articles\.xlsx', if that is one",
    ),
    Case(
        "semicolons",
        {"articles.csv": b"\xef\xbb\xbfarticle;file;\r\na;a.txt;\r\n", "a.txt": b"A."},
        texts=["A."],
    ),
    Case(
        "index of Windows",
        {
            "articles.csv": "article;file;author\r\na;a.txt;Юлия\r\n".encode("cp1251"),
            "a.txt": b"A.",
        },
        texts=["A."],
        warning=r"guessed: articles\.csv as",
    ),
    Case(
        "our column",
        {"articles.csv": b"article,file,part\na,a.txt,x\n", "a.txt": b"A."},
        error="column 'part' has the name of one of kzlib's own; rename it",
    ),
    Case(
        "mixed dates",
        {
            "articles.csv": b"article,file,published\na,a.txt,3 May 2019\nb,b.txt,03/04/2019\n",
            "a.txt": RAIN.encode(),
            "b.txt": SNOW.encode(),
        },
        texts=[RAIN, SNOW],
        warning=r"no date can be read in 1 of 2 articles: b '03/04/2019'; write published as",
    ),
    # --- tables
    Case(
        "CSV",
        {"t.csv": b'text,who\n"It ""rained"",\nall day; so.",Ann\n'},
        "t.csv",
        texts=['It "rained",\nall day; so.'],
    ),
    Case(
        "CSV of Excel",
        {"t.csv": "text;who\r\nIt rained, a bit.;Ann\r\n;\r\n".encode("utf-8-sig")},
        "t.csv",
        texts=["It rained, a bit."],
    ),
    Case(
        "CSV, open quote",
        {"t.csv": b'text,who\n"It rained,Ann\n'},
        "t.csv",
        error=r"line 2 of t\.csv cannot be read: a quotation mark is not closed",
    ),
    Case(
        "CSV, no text",
        {"t.csv": b"body,who\nA.,Ann\n"},
        "t.csv",
        error=r"no column 'text' \(it has: body, who\); say which holds the texts, by text=",
    ),
    Case(
        "CSV, a text empty",
        {"t.csv": b"text,who\nA.,Ann\n,Bob\n"},
        "t.csv",
        error="'row-2' has no text",
    ),
    Case(
        "CSV, our column", {"t.csv": b"text,words\nA.,12\n"}, "t.csv", error="'words' has the name"
    ),
    Case(
        "Excel",
        {"t.xlsx": sheets(Sheet1=[["text", "published"], ["A.", datetime.datetime(2019, 5, 3)]])},
        "t.xlsx",
        texts=["A."],
    ),
    Case(
        "Excel, two sheets",
        {"t.xlsx": sheets(Texts=[["text"], ["A."]], Notes=[["seen"], ["yes"]])},
        "t.xlsx",
        texts=["A."],
        warning=r"left out, other sheets of t\.xlsx: Notes",
    ),
    Case(
        "Excel, twice",
        {"t.xlsx": sheets(One=[["text"], ["A."]], Two=[["text"], ["B."]])},
        "t.xlsx",
        error=r"the sheets One, Two of t\.xlsx have these columns; keep one",
    ),
    Case(
        "Excel, a number",
        {"t.xlsx": sheets(S=[["text", "published"], ["A.", 43588]])},
        "t.xlsx",
        texts=["A."],
        warning="no date can be read in 1 of 1 articles: row-1 '43588'",
    ),
    Case(
        "Excel, formulas that were never computed",
        {"t.xlsx": sheets(S=[["text", "year", ""], ["A.", "=2+3"], ["B.", "=1+1", "=A1"]])},
        "t.xlsx",
        texts=["A.", "B."],
        warning=r"cells of t\.xlsx with a formula that was never computed are read as empty: "
        "2 of the column 'year', 1 of the column 'C'; open the file in a spreadsheet and save it",
    ),
    Case(
        "Excel, formulas whose result is nothing",
        {"t.xlsx": computed_as_nothing(sheets(S=[["text", "year"], ["A.", '=IF(1,"","")']]))},
        "t.xlsx",
        texts=["A."],
    ),
    Case(
        "Excel, cut",
        {"t.xlsx": sheets(S=[["text"], ["a" * 32_767]])},
        "t.xlsx",
        texts=["a" * 32_767],
        warning="as long as a cell of a spreadsheet can be, so probably cut: row-1",
    ),
    Case(
        "Excel, escaped",
        {"t.xlsx": sheets(S=[["text"], ["A._x000D_\nB."]])},
        "t.xlsx",
        texts=["A.\r\nB."],
    ),
    Case(
        "no Excel",
        {"t.xlsx": b"PK\x03\x04 and so on"},
        "t.xlsx",
        error="cannot be read as an Excel",
    ),
    Case(
        "JSON Lines",
        {"t.jsonl": lines({"text": "A.", "by": ["x"]}, {"text": "B.\u2028C.", "n": 1})},
        "t.jsonl",
        texts=["A.", "B.\u2028C."],
    ),
    Case(
        "a broken line",
        {"t.jsonl": b'{"text": "A."}\n{"text": "B."\n'},
        "t.jsonl",
        error=r"line 2 of t\.jsonl is no JSON at character 14: .*; mend that line",
    ),
    Case("no object", {"t.jsonl": b'{"text": "A."}\n["B."]\n'}, "t.jsonl", error="line 2 .* holds"),
    Case(
        "a name twice",
        {"t.jsonl": b'{"text": "A.", "text": "B."}'},
        "t.jsonl",
        error="two columns 'text'",
    ),
    Case(
        "deep JSON",
        {"t.jsonl": b'{"text": ' + b"[" * 9999 + b"\n"},
        "t.jsonl",
        error="nests too deep",
    ),
    Case(
        "a JSON list",
        {"t.json": b'[{"text": "A."},\n {"text": "B."}]'},
        "t.json",
        texts=["A.", "B."],
    ),
    Case(
        "an old table",
        {"t.xls": b"\xd0\xcf"},
        "t.xls",
        error=r"t\.xls is no table that kzlib reads; give",
    ),
    Case("no Parquet", {"t.parquet": b"PAR1"}, "t.parquet", error="Parquet file"),
    Case("nothing", {}, "t.csv", error="there is no folder"),
]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_bad_input(tmp_path: Path, case: Case) -> None:
    for name, content in case.files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        if case.error:
            with pytest.raises((ValueError, FileNotFoundError), match=case.error) as error:
                read_corpus(tmp_path / case.source)
            assert "\n" not in str(error.value)
            return
        corpus = read_corpus(tmp_path / case.source)
    assert [*corpus.text.values()] == case.texts
    assert len(said) == bool(case.warning)
    assert all(re.search(case.warning, str(each.message)) for each in said)
    assert corpus.tokens is not None
    for row in corpus.sentences.itertuples():
        assert corpus.text[row.article][row.start : row.end] == row.text


def test_there_are_forty_cases() -> None:
    assert len(CASES) >= 40


def test_five_million_letters_in_one_line(tmp_path: Path) -> None:
    text = "A long day.\n" + "It rained all day. " * 263_000
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert len(text) > 5_000_000 - 12_000
    start = time.process_time()
    assert read_corpus(tmp_path).text["a"] == text
    assert time.process_time() - start < 10


def test_ten_thousand_tiny_files(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number}.txt").write_text(f"Day {number}. It rained.", encoding="utf-8")
    start = time.process_time()
    corpus = read_corpus(tmp_path)
    assert time.process_time() - start < 30
    assert corpus.text["9999"] == "Day 9999. It rained."
    assert len(corpus.articles) == 10_000


def test_what_tables_say_is_kept(tmp_path: Path) -> None:
    """Dates of a sheet, lists of JSON, sub-folders: as columns to group by."""
    day = datetime.datetime(2019, 5, 3)
    (tmp_path / "t.xlsx").write_bytes(sheets(S=[["text", "published", "n"], ["A.", day, 7.0]]))
    row = read_corpus(tmp_path / "t.xlsx").articles.iloc[0]
    assert [row[name] for name in ("published", "date", "year", "month", "n")] == [
        *("2019-05-03", "2019-05-03", "2019", "2019-05", "7"),
    ]
    (tmp_path / "t.jsonl").write_bytes(lines({"body": "A.", "by": ["x", "y"]}, {"body": "B."}))
    articles = read_corpus(tmp_path / "t.jsonl", text="body").articles
    assert [*articles["by"]] == ['["x", "y"]', ""]
    for name in ("x/1.txt", "y/1.txt", "y/2.txt"):
        (tmp_path / "f" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "f" / name).write_text("A.", encoding="utf-8")
    articles = read_corpus(tmp_path / "f").articles
    assert [*articles["article"]] == ["x/1", "y/1", "y/2"]
    assert [*articles["folder"]] == ["x", "y", "y"]


def test_a_parquet_file(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    frame = pd.DataFrame({"text": ["A.", "B."], "year": [2019, None]}, index=["a", "b"])
    frame.rename_axis("article").to_parquet(tmp_path / "t.parquet")
    corpus = read_corpus(tmp_path / "t.parquet")
    assert corpus.text == {"a": "A.", "b": "B."}
    assert [*corpus.articles["year"]] == ["2019", ""]
    frame.rename(columns={"text": "body"}).to_parquet(tmp_path / "t.parquet")
    with pytest.raises(ValueError, match=r"no column 'text' \(it has: body, year\)"):
        read_corpus(tmp_path / "t.parquet")
