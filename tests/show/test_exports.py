"""Tables and pictures as files: what is in them, and what is refused."""

from __future__ import annotations

import io
import math
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from PIL import Image
from show_cases import draw_rows, draw_words, each_share

from kzlib import show

TABLE = pd.DataFrame(
    {
        "word": ["=1+1", "oil; -2", "", "say"],
        "n": [1 / 3, math.inf, math.nan, 1200],
        "is": [True, False, True, False],
        "quote": [show.quote("a b"), "<b>", "c", "d"],
    }
)


def test_a_table_saves_all_its_rows_unrounded(tmp_path: Path) -> None:
    columns = {"quote": "words", "n": "count"}
    shown = show.table(TABLE, caption="c", columns=columns, limit=2)
    shown.to_csv(tmp_path / "a.csv")
    again = pd.read_csv(tmp_path / "a.csv")
    assert [*again] == ["words", "count"]
    assert again["words"].tolist() == ["a b", "<b>", "c", "d"]
    assert again["count"].iloc[0] == 1 / 3
    assert repr(shown).endswith("and 2 more: .to_csv(path)")
    assert shown.html.count("<tr") == 1 + 2 + 1
    assert "more" not in repr(show.table(TABLE, caption="c", limit=4))


def test_what_a_spreadsheet_would_run_is_marked(tmp_path: Path) -> None:
    shown = show.table(TABLE, caption="c")
    shown.to_csv(tmp_path / "a.csv")
    shown.to_excel(tmp_path / "a.xlsx")
    assert '"\'=1+1"' in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    (sheet,) = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets
    rows = [*sheet.iter_rows(values_only=True)]
    assert rows[0] == ("word", "n", "is", "quote")
    assert rows[1] == ("'=1+1", 1 / 3, True, "a b")
    assert rows[2] == ("oil;' -2", "∞", False, "<b>")
    assert rows[3][1] is None


def test_a_concordance_has_a_limit_in_each_group(tmp_path: Path) -> None:
    rows = [("a", number, "l", "m", "r", era) for era in "xy" for number in range(5)]
    names = ["article", "sentence", "left", "match", "right", "era"]
    frame = pd.DataFrame(rows, columns=names)
    shown = show.concordance(frame, caption="c", by="era", limit=3)
    assert repr(shown).count("and 2 more: .to_csv(path)") == 2
    shown.to_csv(tmp_path / "a.csv")
    assert len(pd.read_csv(tmp_path / "a.csv")) == 10


@pytest.mark.parametrize("ending", ["png", "svg", "PNG"])
def test_a_picture_saves_itself_with_its_caption_and_the_same_each_time(
    ending: str, tmp_path: Path
) -> None:
    picture = draw_words()
    path = tmp_path / f"a.{ending}"
    picture.save(path)
    content = path.read_bytes()
    draw_words().save(path)  # the same once more is no other file
    assert path.read_bytes() == content
    if ending == "svg":
        text = content.decode()
        assert "<dc:description>c Two words" in text
        assert "<text" not in text
        assert "<dc:date>" not in text
    else:
        with Image.open(path) as image, Image.open(io.BytesIO(picture.png)) as plain:
            assert image.info["Description"].startswith("c Two words")
            assert image.height > plain.height + 20
    with pytest.raises(ValueError, match="is there already"):
        draw_rows().save(path)
    draw_rows().save(path, overwrite=True)
    assert path.read_bytes() != content


def test_the_numbers_of_a_picture_are_a_file_too(tmp_path: Path) -> None:
    picture = draw_rows(each_share(2, 300, "article-{}"))
    picture.to_csv(tmp_path / "a.csv")
    picture.to_excel(tmp_path / "a.xlsx")
    assert len(pd.read_csv(tmp_path / "a.csv")) == 600
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").active.max_row == 601
    assert "and 400 more: .to_csv(path)" in repr(picture)


@pytest.mark.parametrize(
    ("save", "words"),
    [
        (lambda folder: draw_words().save(folder / "a.jpg"), "does not end in .png or .svg"),
        (lambda folder: draw_words().to_excel(folder / "a.csv"), "does not end in .xlsx"),
        (lambda folder: draw_words().save(folder / "no" / "a.svg"), "there is no folder"),
        (
            lambda folder: show.table(pd.DataFrame({"a": ["x" * 40_000]}), caption="c").to_excel(
                folder / "a.xlsx"
            ),
            "40,000 characters is more than Excel holds",
        ),
    ],
)
def test_what_is_refused(save: object, words: str, tmp_path: Path) -> None:
    with pytest.raises((ValueError, FileNotFoundError), match=words):
        save(tmp_path)  # type: ignore[operator]
    assert not [*tmp_path.iterdir()]
