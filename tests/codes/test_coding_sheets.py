"""Sheets: drawn as asked, blind, safe in a spreadsheet, and read back or refused in words."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from kzlib.codes.codebook import read_codebook
from kzlib.codes.coding_sheets import SHOWN, draw_coding_sheet, read_coding_sheet
from kzlib.codes.codings import read_codes, write_codes
from kzlib.text.corpus import Corpus
from kzlib.text.files import unguard

CODEBOOK = [*read_codebook().columns]
ASKED = read_codebook().asked
SHEET = [*SHOWN, *ASKED]
TEXTS = {
    "a": "=SUM(A1) is a formula. @home we say so. +1 for all. So “it” is;=cmd|x, so. Then\tmore.",
    "b": "'=Quoted' stands here. " + " ".join(f"This is sentence {n}." for n in range(2, 14)),
}
FRAME = pd.DataFrame({"article": list(TEXTS), "era": ["new", "old"], "text": TEXTS.values()})
CORPUS = Corpus.from_frame(FRAME)
SIZE = len(CORPUS.sentences)
TONES = CORPUS.sentences.assign(tone=[(n % 3) - 1 for n in range(SIZE)])
ANSWER = {"tone": "-1", "themes": "trade; energy", "act": "evaluate", "voice": "author"}


def draw(path: Path | None = None, **options: object) -> pd.DataFrame:
    return draw_coding_sheet(
        CORPUS, **{"n": SIZE, "by": "era", "part": None, "path": path, **options}
    )


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def fill(path: Path, change: Callable[[list[dict[str, str]]], object] = lambda rows: None) -> None:
    """Fill a sheet in, as a person would, then change something."""
    rows = rows_of(path)
    for row in rows:
        row.update(ANSWER)
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, SHEET)
        writer.writeheader()
        writer.writerows(rows)


def test_every_row_points_at_its_text() -> None:
    sheet = draw(n=8)
    for row in sheet.itertuples():
        span = CORPUS.text[row.article][row.start : row.end]
        assert row.text == " ".join(span.split())
    assert list(sheet) == [
        *("article", "sentence", "start", "end", "era"),
        *("stratum", "stratum_size", "stratum_drawn", *SHEET),
    ]
    assert sheet["article"].dtype == CORPUS.sentences["article"].dtype
    first = sheet[sheet["sentence"] == 1]
    assert (first["before"] == "").all()
    after = draw().query("article == 'b' and sentence == 3")
    assert after["before"].item() == "This is sentence 2."


def test_the_file_is_blind_and_safe(tmp_path: Path) -> None:
    path = tmp_path / "anna.csv"
    draw(path)
    start = b'\xef\xbb\xbf"row","blind_id","before","text","tone",'
    assert path.read_bytes().startswith(start)
    rows = rows_of(path)
    assert list(rows[0]) == ["row", "blind_id", "before", "text", *ASKED]
    assert not any(row[column] for row in rows for column in ASKED)
    cells = [cell for row in rows for cell in row.values()]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert "'=SUM(A1) is a formula." in cells
    assert not {"new", "old", "a", "b"} & set(cells)
    assert all(
        re.fullmatch("[a-p]{12}", row["blind_id"]) for row in rows
    )  # long, so that none is twice


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_no_cell_begins_a_formula_by_any_separator(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "anna.csv"
    draw(path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        cells = [cell for row in csv.reader(lines, delimiter=separator) for cell in row]
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in cells)


def test_the_draw_is_seeded_and_by_strata() -> None:
    pd.testing.assert_frame_equal(draw(n=12, scores=TONES), draw(n=12, scores=TONES))
    assert draw(n=9)["blind_id"].tolist() != draw(n=9, seed=1)["blind_id"].tolist()
    sheet = draw(n=14, scores=TONES)
    sizes = pd.Series([f"{'new' if n < 5 else 'old'} / {n % 3 - 1}" for n in range(SIZE)])
    strata = sheet.drop_duplicates("stratum").set_index("stratum")
    assert strata["stratum_size"].to_dict() == sizes.value_counts().to_dict()
    assert strata["stratum_drawn"].to_dict() == sheet["stratum"].value_counts().to_dict()
    assert strata["stratum_drawn"].sum() == 14
    assert strata["stratum_drawn"].min() == 1  # a stratum of one
    assert sheet["blind_id"].is_unique
    assert not sheet["stratum"].is_monotonic_increasing  # the order gives no stratum away


@pytest.mark.parametrize(
    ("n", "equal", "drawn"),
    [(9, False, [3, 6]), (9, True, [5, 4]), (16, True, [5, 11]), (4, False, [2, 2])],
)
def test_allocation(n: int, equal: bool, drawn: list[int]) -> None:
    """Of 5 and 13 sentences; 9 * 5/18 = 2.5 and 6.5, a tie that goes to the first."""
    counts = draw(n=n, equal=equal)["era"].value_counts()
    assert [counts["new"], counts["old"]] == drawn


def test_every_sentence_is_drawn_as_often() -> None:
    counts = pd.concat(draw(n=9, seed=seed) for seed in range(200))["blind_id"].value_counts()
    # new: 3 of 5 in 200 draws; old: 6 of 13; four standard errors (7) of each
    new = counts.loc[counts.index.isin(draw().query("era == 'new'")["blind_id"])]
    assert new.between(120 - 28, 120 + 28).all()
    assert counts.drop(new.index).between(92 - 28, 92 + 28).all()


def test_what_comes_back_is_what_read_codes_gives(tmp_path: Path) -> None:
    path = tmp_path / "anna.csv"
    draw(path)
    fill(path)
    codes = read_coding_sheet(path, CORPUS)
    assert codes["article"].dtype == CORPUS.sentences["article"].dtype
    added = ["paragraph", "text", "id", "words"]
    assert list(codes) == ["article", "sentence", "start", "end", "coder", *CODEBOOK, *added]
    assert codes["sentence"].tolist() == [*range(1, 6), *range(1, 14)]
    assert codes.iloc[0][["coder", "tone", "part"]].tolist() == ["anna", -1, "body"]
    kept = tmp_path / "kept" / "anna.csv"
    kept.parent.mkdir()
    write_codes(codes, kept)
    again = read_codes(kept, CORPUS)
    pd.testing.assert_frame_equal(codes, again)


def test_a_sheet_saved_by_a_spreadsheet(tmp_path: Path) -> None:
    """A byte-order mark, Windows line ends, empty rows below, columns moved, cells with blanks."""
    path = tmp_path / "anna.csv"
    draw(path)
    fill(path, lambda rows: rows[0].update(act=" evaluate "))
    table = pd.read_csv(path, dtype=str, keep_default_na=False)[[*SHEET[::-1]]].assign(note="x")
    table.loc[len(table)] = ""
    table.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\r\n")
    assert len(read_coding_sheet(path, CORPUS)) == SIZE


def test_a_mark_taken_off_by_hand_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "anna.csv"
    draw(path)
    fill(path, lambda rows: [row.update(text=unguard(row["text"])) for row in rows])
    assert len(read_coding_sheet(path, CORPUS)) == SIZE


def test_a_partly_filled_sheet_says_how_many(tmp_path: Path) -> None:
    path = tmp_path / "anna.csv"
    draw(path)
    empty = dict.fromkeys(ASKED, "")
    fill(path, lambda rows: [row.update(empty) for row in rows[3:5]])
    with pytest.raises(ValueError, match=r"2 of the 18 .* not coded, the first in row '4 of 18'"):
        read_coding_sheet(path, CORPUS)
    assert len(read_coding_sheet(path, CORPUS, partial=True)) == SIZE - 2


@pytest.mark.parametrize("columns", [("tone",), ("whom", "tone"), "tone"])
def test_a_sheet_of_some_columns_gives_these(
    columns: str | tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "anna.csv"
    asked = [name for name in ASKED if name in (columns, *columns)]
    assert list(draw(path, columns=columns))[-len(asked) :] == asked
    table = pd.read_csv(path, dtype=str)
    assert list(table) == [*SHOWN, *asked]
    table.assign(tone="1").to_csv(path, index=False)
    codes = read_coding_sheet(path, CORPUS)
    assert list(codes)[5:-4] == ["part", *asked]
    assert codes["tone"].tolist() == [1] * SIZE


def test_what_a_person_filled_in_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "anna.csv"
    draw(path)
    draw(path)  # the same again does no harm
    fill(path)
    filled = path.read_bytes()
    with pytest.raises(ValueError, match=r"anna.csv' is there already; give another path, or"):
        draw(path)
    assert path.read_bytes() == filled
    draw(path, overwrite=True)
    assert path.read_bytes() != filled


def test_a_sheet_of_some_sentences_shows_what_stands_before_them(tmp_path: Path) -> None:
    odd = CORPUS.only(CORPUS.sentences.query("article == 'b' and sentence in [1, 3, 5]"))
    path = tmp_path / "anna.csv"
    sheet = draw_coding_sheet(odd, n=3, by="era", part=None, path=path).set_index("sentence")
    assert sheet["before"][[1, 3, 5]].tolist() == ["", "This is sentence 2.", "This is sentence 4."]
    fill(path)
    assert read_coding_sheet(path, CORPUS)["sentence"].tolist() == [1, 3, 5]


def test_a_character_that_no_csv_file_may_hold_is_left_out(tmp_path: Path) -> None:
    corpus = Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": ["One\0 day. Two\0."]}))
    path = tmp_path / "anna.csv"
    draw_coding_sheet(corpus, n=2, by="article", part=None, path=path)
    fill(path)
    assert len(read_coding_sheet(path, corpus)) == 2


BAD_SHEETS: dict[str, tuple[Callable[[list[dict[str, str]]], object], str]] = {
    "value": (
        lambda rows: rows[2].update(tone="2"),
        "row 4 of anna.csv has '2' in the column tone; allowed: -1, 0, 1",
    ),
    "half a row": (
        lambda rows: rows[0].update(voice=""),
        "row 2 of anna.csv has '' in the column voice; allowed: author, direct, reported",
    ),
    "theme": (
        lambda rows: rows[0].update(themes="oil"),
        "row 2 of anna.csv has 'oil' in the column themes; allowed: diplomacy",
    ),
    "missing": (
        lambda rows: rows.pop(),
        "anna.csv lacks 1 of its 18 rows, the first is '18 of 18'; put them back",
    ),
    "twice": (lambda rows: rows.append(rows[0]), "anna.csv has the row '1 of 18' twice; keep one"),
    "id twice": (
        lambda rows: rows[1].update(blind_id=rows[0]["blind_id"]),
        "has the row '2 of 18' twice",
    ),
    "text": (lambda rows: rows[0].update(text="Changed."), "row 2 of anna.csv has another text"),
    "id": (
        lambda rows: rows[0].update(blind_id="x"),
        "row 2 of anna.csv has the blind_id 'x', which is no",
    ),
    "row": (lambda rows: rows[0].update(row="1"), "the column row of anna.csv has '1'; leave it"),
    "two sheets": (
        lambda rows: rows[0].update(row="1 of 9"),
        "the column row of anna.csv has '1 of 9'; leave it as it was",
    ),
    "a large row": (
        lambda rows: rows[0].update(row="9" * 21 + " of 3"),
        "the column row of anna.csv has '999999999999999999999 of 3'; leave it as it was",
    ),
    "only large rows": (
        lambda rows: [row.update(row=f"{'9' * 21} of {'9' * 21}") for row in rows],
        "the column row of anna.csv has '999999999999999999999 of",
    ),
    "no rows known": (
        lambda rows: [row.update(row="") for row in rows],
        "the column row of anna.csv has ''; leave it as it was",
    ),
    "a row more": (
        lambda rows: rows[1].update(row="19 of 18"),
        "the column row of anna.csv has '19 of 18'; leave it as it was, such as '1 of 40', add no",
    ),
    "nothing": (
        lambda rows: [row.update(dict.fromkeys(ASKED, "")) for row in rows],
        "anna.csv has no codes; fill in the columns tone, whom",
    ),
    "only empty rows": (
        lambda rows: [row.update(dict.fromkeys(SHEET, "")) for row in rows],
        "anna.csv has no codes",
    ),
}


@pytest.mark.parametrize(("change", "message"), BAD_SHEETS.values(), ids=BAD_SHEETS)
def test_a_bad_sheet_is_refused(
    tmp_path: Path, change: Callable[[list[dict[str, str]]], object], message: str
) -> None:
    path = tmp_path / "anna.csv"
    draw(path)
    fill(path, change)
    with pytest.raises(ValueError, match=r"\w") as error:
        read_coding_sheet(path, CORPUS)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_bad_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "anna.csv"
    draw(path)
    fill(path)
    with pytest.raises(FileNotFoundError, match="there is no file"):
        read_coding_sheet(tmp_path / "nobody.csv", CORPUS)
    other = Corpus.from_frame(FRAME.assign(article=["c", "d"]))
    with pytest.raises(ValueError, match="which is no sentence of this corpus"):
        read_coding_sheet(path, other)
    text = path.read_text(encoding="utf-8")
    path.write_bytes(text.encode("cp1252"))
    with pytest.warns(UserWarning, match="not UTF-8, so the encoding was guessed: anna.csv as"):
        assert len(read_coding_sheet(path, CORPUS)) == SIZE
    path.write_text(text.replace("before,", "x,"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"anna\.csv has no column 'before'"):
        read_coding_sheet(path, CORPUS)
    path.write_text(text.replace(",tone,", ",Tone ,"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"anna\.csv has a column 'Tone'; call it 'tone' again"):
        read_coding_sheet(path, CORPUS)
    path.write_text(re.sub("tone,.*", "a,b,c,d,e,f,g", text, count=1), encoding="utf-8")
    with pytest.raises(ValueError, match=r"no column to code; add one of: tone, whom, themes"):
        read_coding_sheet(path, CORPUS)


BAD_DRAWS = {
    "too many": ({"n": SIZE + 1}, "n is 19, and there are 18 such sentences; ask for fewer"),
    "no part": ({"part": "promo"}, "there are 0 such sentences"),
    "too few": ({"n": 3}, "n is 3, and the 2 strata (new, old) need 4, two of each"),
    "zero": ({"n": 0}, "n is 0; give a whole number from 1 on"),
    "seed": ({"seed": -1}, "seed is -1"),
    "part": ({"part": "intro"}, "there is no part 'intro'"),
    "by": ({"by": "age"}, "the articles have no column 'age'"),
    "scores": ({"scores": TONES[1:]}, "scores has no tone for a:1; score the whole corpus"),
    "no tone": ({"scores": TONES.drop(columns="tone")}, "scores has no column 'tone'"),
    "two ways": (
        {"scores": TONES.assign(tone=["01", *TONES["tone"][1:].astype(str)])},
        "the codes hold '01' and '1'; write a number in one way only",
    ),
    "no column": ({"columns": ()}, "no column is asked for; choose of: tone, whom"),
    "column": ({"columns": ("tone", "mood")}, "no column 'mood' can be asked for; choose of: tone"),
    "folder": ({"path": Path("nowhere/anna.csv")}, "there is no folder 'nowhere'; make it first"),
}


@pytest.mark.parametrize(("options", "message"), BAD_DRAWS.values(), ids=BAD_DRAWS)
def test_a_bad_draw_is_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises((ValueError, LookupError, FileNotFoundError)) as error:
        draw(**options)
    assert message in str(error.value)


def test_a_group_column_may_not_be_one_of_the_sheets() -> None:
    corpus = Corpus.from_frame(FRAME.rename(columns={"era": "stratum"}))
    with pytest.raises(ValueError, match="by is 'stratum', a column of the result"):
        draw_coding_sheet(corpus, n=4, by="stratum")


def test_a_sheet_saved_in_another_normal_form_is_of_the_same_text(tmp_path: Path) -> None:
    texts = ["Garc\u00eda l\u200beft. We stay\u00a0here."]
    corpus = Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": texts}))
    path = tmp_path / "ana\u0301.csv"
    draw_coding_sheet(corpus, n=2, by="article", part=None, columns=["themes"], path=path)
    sheet = pd.read_csv(path, dtype=str, keep_default_na=False)
    sheet["themes"] = ["trade;;energy; trade", " none\u200b"]
    sheet = sheet.map(lambda cell: unicodedata.normalize("NFD", cell))
    sheet["text"] = sheet["text"].str.replace("\u00a0", " ").str.replace("\u200b", "")
    sheet.to_csv(path, index=False)
    codes = read_coding_sheet(path, corpus)
    assert sorted(codes["themes"]) == ["", "trade;energy"]
    assert set(codes["coder"]) == {"an\u00e1"}
    sheet.assign(text="Garcia left.").to_csv(path, index=False)
    with pytest.raises(ValueError, match=r"has another text than the corpus, 'Garcia left\.' for "):
        read_coding_sheet(path, corpus)
