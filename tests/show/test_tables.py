"""Tables and concordances, and tables and pictures as files: what is in them, what is refused."""

from __future__ import annotations

import io
import math
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from PIL import Image
from show_cases import draw_rows, draw_words, each_share, sentences

from kzlib import show


def test_table_shows_missing_infinite_empty_and_whole_numbers() -> None:
    frame = pd.DataFrame(
        {
            "word": ["oil", "", None],
            "n": [1200, 3, 0],
            "whole": [1.0, 2.0, math.nan],
            "part": [0.5, math.inf, -math.inf],
            "known": [True, False, True],
        }
    )
    lines = repr(show.table(frame, caption="Words.")).splitlines()
    assert lines[2:] == [
        "oil | 1,200 | 1 | 0.50 | yes",
        "– | 3 | 2 | ∞ | no",
        "– | 0 | – | −∞ | yes",
    ]
    assert repr(show.table(frame[:0], caption="Words.")).endswith("none")
    assert (
        "none"
        in show.concordance(
            pd.DataFrame(columns=["article", "sentence", "left", "match", "right"]), caption="c"
        ).html
    )
    with pytest.raises(ValueError, match="needs a caption"):
        show.table(frame, caption=" ")
    with pytest.raises(ValueError, match="Two columns have one name"):
        show.table(pd.DataFrame([[1, 2]], columns=["n", "n"]), caption="c")
    with pytest.raises(ValueError, match=r"'\{:.1f\}' does not fit the cell 'oil'"):
        show.table(frame, caption="c", formats={"word": "{:.1f}"})
    with pytest.raises(ValueError, match=r"No such column: \['terms'\]"):
        show.table(frame, caption="c", columns={"terms": "terms"})


def test_table_takes_missing_whole_numbers_unnamed_columns_and_single_names() -> None:
    frame = pd.DataFrame(
        {
            0: pd.array([1200, None], dtype="Int64"),
            "known": pd.array([True, None], dtype="boolean"),
            "part": pd.array([0.5, None], dtype="Float64"),
            "term": ["oil", pd.NA],
        }
    )
    shown = show.table(frame, caption="c", words="term")
    assert repr(shown) == "c\n0 | known | part | term\n1,200 | yes | 0.50 | oil\n– | – | – | –"
    assert shown.html.count("italic") == 2
    shown = show.table(frame, caption="c", columns=["term", "0"])
    assert repr(shown) == "c\nterm | 0\noil | 1,200\n– | –"


def test_table_repeats_no_random_name() -> None:
    frame = pd.DataFrame({"a": [1]})
    assert show.table(frame, caption="c").html == show.table(frame, caption="c").html
    assert " id=" not in show.table(frame, caption="c").html


def test_numbers_stand_to_the_right_under_their_heads() -> None:
    shown = show.table(pd.DataFrame({"word": ["oil"], "n": [3]}), caption="c").html
    word, number = shown.index("text-align:left"), shown.rindex("text-align:right")
    assert shown.count("text-align:right") == 2  # the head and the cell
    assert word < shown.index(">word<") < shown.index(">n<") < number < shown.index(">3<")


def test_long_text_wraps_and_short_text_does_not() -> None:
    short, long = (
        show.table(pd.DataFrame({"text": [words]}), caption="c").html.split("<td")[1]
        for words in ("w" * 28, "w" * 29)
    )
    assert "white-space:nowrap" in short
    assert "min-width" not in short
    assert "min-width:14em" in long
    assert "nowrap" not in long


def test_a_true_minus_in_cells_and_a_hyphen_in_text() -> None:
    frame = pd.DataFrame({"n": [-1200], "x": [-0.5], "text": ["-1"], "day": ["2014-01-02"]})
    frame["day"] = pd.to_datetime(frame["day"]).dt.date
    assert (
        repr(show.table(frame, caption="c")).splitlines()[-1] == "−1,200 | −0.50 | -1 | 2014-01-02"
    )


def test_a_concordance_keeps_the_marks_and_spaces_of_the_article() -> None:
    frame = pd.DataFrame({"article": "a", "sentence": 1, "left": ["“", "all "], "match": "experts"})
    shown = show.concordance(frame.assign(right=", one"), caption="c")
    assert shown.html.count("<strong>experts</strong>, one</em></td>") == 2
    assert shown.html.count("padding-right:.3em") == 1
    assert repr(shown).splitlines()[1] == "a:1 | “ | experts | , one"


def test_a_concordance_stands_under_each_groups_label_in_the_order_of_the_table() -> None:
    frame = pd.DataFrame(
        {"article": ["b", "a", "b"], "sentence": [1, 2, 3], "left": "", "right": ""}
    )
    frame = frame.assign(match="x", era=pd.Categorical(["late", "early", "late"]))
    assert repr(show.concordance(frame, caption="c", by="era")).splitlines() == [
        "c", "late: 2", "b:1 |  | x | ", "b:3 |  | x | ", "early: 1", "a:2 |  | x | "
    ]  # fmt: skip


def test_a_concordance_without_columns_or_a_caption() -> None:
    with pytest.raises(ValueError, match=r"A concordance needs the columns \['left', 'match', 'r"):
        show.concordance(sentences(1), caption="c")
    with pytest.raises(ValueError, match="needs a caption"):
        show.concordance(sentences(1), caption=" ")


def test_a_wide_table_can_be_scrolled_by_keys_under_its_name() -> None:
    """As axe demands of what scrolls (scrollable-region-focusable); the name is plain text."""
    caption = f'Of "{"w" * 40}" <b>. And how to read it.'
    for shown in (
        show.table(pd.DataFrame({"a": [1]}), caption=caption),
        show.concordance(sentences(1).assign(left="", match="m", right=""), caption=caption),
    ):
        name = f"Of &quot;{'w' * 40}&quot; &lt;b&gt;"
        box = f'<div style="overflow-x:auto" role="group" tabindex="0" aria-label="{name}"><table'
        assert shown.html.startswith(box)


def test_each_row_of_a_concordance_and_each_group_has_a_head() -> None:
    frame = sentences(2, each=3).assign(left="", match="m", right="")
    markup = show.concordance(frame, caption="c", by="label").html
    assert markup.count('<th colspan="3" scope="colgroup"') == 2
    assert markup.count('<th scope="row"') == 6


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
