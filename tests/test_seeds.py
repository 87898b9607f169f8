"""The articles, their index, the codings and the claims are what they say they are."""

from __future__ import annotations

import csv
import hashlib
import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from kzlib.codes.codebook import read_codebook
from kzlib.codes.codings import read_codes
from kzlib.search.dictionary import read_dictionary
from kzlib.text.readers import read_corpus

SEEDS = Path(__file__).parents[1] / "seeds"
TABLES = sorted(SEEDS.rglob("*.csv"))
FILES = sorted(path for path in SEEDS.rglob("*") if path.is_file())
RESULTS = {"agrees", "doubtful", "incomplete", "contested", "not checked"}
KINDS = {"number", "date", "superlative", "first or only", "quotation", "name", "other"}
KEYS = ["article", "sentence", "start", "end", "label"]


def rows(name: str) -> list[dict[str, str]]:
    with (SEEDS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


INDEX = rows("articles.csv")
TEXT = {row["article"]: (SEEDS / row["file"]).read_bytes().decode() for row in INDEX}
SENTENCES = rows("codes/sentences.csv")
CODINGS = ["codes/codes.csv", *(f"codes/coders/coder_{number}.csv" for number in (1, 2, 3))]
CODEBOOK = read_codebook()
CLAIMS = rows("claims.csv")


def test_index_has_every_column_and_the_two_articles() -> None:
    columns = "article label era file title author source published url kind derived_from"
    assert ",".join(INDEX[0]) == columns.replace(" ", ",") + ",sha256,note"
    assert [(row["article"], row["label"], row["era"]) for row in INDEX] == [
        ("ahmad-2014", "2014 · opinion piece", "2014"),
        ("asb-2025", "2025 · reworded interview", "2025"),
    ]


@pytest.mark.parametrize("row", INDEX, ids=lambda row: row["article"])
def test_article_is_the_file_that_the_index_describes(row: dict[str, str]) -> None:
    content = (SEEDS / row["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == row["sha256"]
    assert TEXT[row["article"]].splitlines()[0] == row["title"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_are_utf8_with_plain_line_feeds(path: Path) -> None:
    content = path.read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.decode("utf-8")


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_tables_survive_pandas_there_and_back(path: Path) -> None:
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    assert table.to_csv(index=False, lineterminator="\n").encode() == path.read_bytes()


def test_every_sentence_stands_where_it_says() -> None:
    assert len(SENTENCES) == 101
    for row in SENTENCES:
        text, start, end = TEXT[row["article"]], int(row["start"]), int(row["end"])
        assert text[start:end] == row["text"]
        lines = [line for line in text[:end].split("\n") if line.strip()]
        assert len(lines) == int(row["paragraph"])  # counts the lines that are not blank


@pytest.mark.parametrize("article", TEXT)
def test_sentences_cover_all_but_white_space_and_count_from_one(article: str) -> None:
    own = [row for row in SENTENCES if row["article"] == article]
    assert [row["sentence"] for row in own] == [str(number + 1) for number in range(len(own))]
    assert [row["label"] for row in own] == [
        f"{article[-4:]}-{number + 1:02}" for number in range(len(own))
    ]
    ends = [0, *(int(row["end"]) for row in own)]
    starts = [*(int(row["start"]) for row in own), len(TEXT[article])]
    for end, start in zip(ends, starts, strict=True):
        assert not TEXT[article][end:start].strip()


@pytest.mark.parametrize("name", CODINGS)
def test_codings_are_keyed_like_the_sentences(name: str) -> None:
    coded = rows(name)
    assert list(coded[0]) == [*KEYS, *CODEBOOK.columns]
    assert [[row[key] for key in KEYS] for row in coded] == [
        [row[key] for key in KEYS] for row in SENTENCES
    ]


def test_codings_are_read_without_surprises() -> None:
    corpus = read_corpus(SEEDS)
    majority = read_codes(SEEDS / "codes" / "codes.csv", corpus)
    coders = read_codes(SEEDS / "codes" / "coders", corpus)
    assert len(majority) == 101
    assert coders["coder"].value_counts().to_dict() == {f"coder_{n}": 101 for n in (1, 2, 3)}
    as_written = rows("codes/codes.csv")
    for column in CODEBOOK.columns:
        assert majority[column].astype(str).tolist() == [row[column] for row in as_written]


def test_the_codebook_in_words_has_the_columns_and_values_of_the_file() -> None:
    words = (SEEDS / "codes" / "CODEBOOK.md").read_text(encoding="utf-8")
    columns, themes = (
        re.findall(r"(?m)^\| `(\w+)` \| (.*?) \|", part) for part in words.split("Themes:")
    )
    assert [name for name, _ in columns] == [*CODEBOOK.columns]
    for name, values in columns:
        column = CODEBOOK.column(name)
        wanted = [key for key, _ in themes] if name == "themes" else re.findall("`(.+?)`", values)
        assert [*column.values] == [value for value in wanted if value != ";"]
        assert ("empty" in values) == bool(column.empty)
        assert ("separated by `;`" in values) == column.several


def test_every_theme_of_the_codebook_is_in_the_dictionary() -> None:
    keys = {key.key for key in read_dictionary("themes").keys} - {"ignore"}
    assert {*CODEBOOK.column("themes").values} <= keys


@pytest.mark.parametrize("column", ["part", "tone", "act", "voice"])
def test_majority_is_the_majority_of_the_coders(column: str) -> None:
    """Wherever two of three coders give a sentence the same value, codes.csv has it."""
    readings = zip(*(rows(name) for name in CODINGS[1:]), strict=True)
    for coded, coders in zip(rows(CODINGS[0]), readings, strict=True):
        values = [coder[column] for coder in coders]
        for value in values:
            if values.count(value) > 1:
                assert coded[column] == value


@pytest.mark.parametrize("row", CLAIMS, ids=lambda row: f"{row['article']}:{row['start']}")
def test_claim_points_at_the_text_and_says_where_it_was_checked(row: dict[str, str]) -> None:
    start, end = int(row["start"]), int(row["end"])
    assert TEXT[row["article"]][start:end] == row["claim"]
    (sentence,) = (
        sentence
        for sentence in SENTENCES
        if (sentence["article"], sentence["sentence"]) == (row["article"], row["sentence"])
    )
    assert int(sentence["start"]) <= start < end <= int(sentence["end"])
    assert row["kind"] in KINDS
    assert row["result"] in RESULTS
    assert row["note"].endswith(".")
    if row["result"] == "not checked":
        assert row["source"] == row["checked"] == ""
    else:
        assert re.search(r"\w\.\w+/", row["source"])
        assert date(2026, 1, 1) <= date.fromisoformat(row["checked"]) <= date.today()


def test_claims_are_in_order_and_of_the_body_only() -> None:
    places = [(row["article"], int(row["start"])) for row in CLAIMS]
    assert places == sorted(set(places))
    body = {(c["article"], c["sentence"]) for c in rows("codes/codes.csv") if c["part"] == "body"}
    assert {(row["article"], row["sentence"]) for row in CLAIMS} <= body


def test_every_number_in_the_body_has_its_claim() -> None:
    parts = {(c["article"], c["sentence"]): c["part"] for c in rows("codes/codes.csv")}
    claimed = {(row["article"], row["sentence"]) for row in CLAIMS}
    for row in SENTENCES:
        place = (row["article"], row["sentence"])
        if parts[place] == "body" and re.search(r"\d", row["text"]):
            assert place in claimed, row["text"]


def test_readme_names_every_file_and_every_column() -> None:
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    for path in FILES:
        if path.parent.name not in ("coders", "example", "invented") and path.name != "README.md":
            assert f"`{path.relative_to(SEEDS).as_posix()}`" in readme
    for table in (INDEX, SENTENCES, CLAIMS, rows("codes/codes.csv")):
        for column in table[0]:
            assert f"`{column}`" in readme
    for result in RESULTS | KINDS:
        assert f"`{result}`" in readme
