"""`make figures`: every figure and table that a notebook displays, with its caption and source."""

import html
import re
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from write_figures import SERIES, Piece, caught, displayed, pieces, sourced, write

import kzlib as kz
from kzlib import show
from kzlib.text.files import read_rows

ARTICLES = next(path for path in SERIES if path.stem == "01_the_articles")
FRAME = pd.DataFrame({"word": ["a", "b"], "n": [1, 2]})


def captions(path: Path) -> list[str]:
    """The captions in the stored outputs, of figures and tables, in order."""
    cells = nbformat.read(path, as_version=4).cells
    outputs = [each for cell in cells for each in cell.get("outputs", [])]
    markup = "".join(each.get("data", {}).get("text/html", "") for each in outputs)
    own = r"<details[^>]*><summary[^>]*>the numbers</summary>.*?</details></figure>"
    markup = re.sub(own, "", markup, flags=re.DOTALL)
    found = re.findall(r"<(figcaption|caption)[^>]*>(.*?)</\1>", markup, re.DOTALL)
    return [html.unescape(re.sub("<[^>]+>", "", inside)) for _, inside in found]


def test_all_that_a_notebook_displays_is_written(tmp_path: Path) -> None:
    found = pieces(ARTICLES)
    assert [piece.caption for piece in found] == captions(ARTICLES)
    drawn = sum(isinstance(piece.shown, show.Picture) for piece in found)
    assert 0 < drawn < len(found)
    listed = write(found, tmp_path)["file"].to_list()
    assert len(listed) == len(set(listed)) == len(found) + 2 * drawn
    assert {path.name for path in tmp_path.iterdir()} == {*listed, "index.csv", "index.html"}
    rows = read_rows(tmp_path / "index.csv", ["file", "notebook", "caption", "source"])
    assert [row["file"] for row in rows] == listed
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    for row in rows:
        assert "The Astana Times, 2014-10" in row["source"]
        assert f"kzlib {kz.__version__}, notebook 01_the_articles" in row["source"]
        assert f'href="{row["file"]}"' in page
        assert (tmp_path / row["file"]).stat().st_size > 50
    picture = (tmp_path / next(name for name in listed if name.endswith(".svg"))).read_text()
    assert "Source: C. Naseer Ahmad" in picture  # in its description; its letters are outlines


def test_what_was_written_before_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    with caught() as made:
        one = show.table(FRAME, caption="One.")
        shown = one + one + show.fold(show.table(FRAME, caption="Two."), "Folded")
    two = [Piece(each, head, "00", "Words", "S") for each, head in displayed(shown, made)]
    names = ["00-one.csv", "00-one-2.csv", "00-two.csv"]
    assert write(two, tmp_path)["file"].to_list() == names
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    write(two, tmp_path)
    assert first == {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    (tmp_path / "mine.csv").write_text("mine")
    write(two[:1], tmp_path)
    assert {path.name for path in tmp_path.glob("*.csv")} == {"00-one.csv", "mine.csv", "index.csv"}
    (tmp_path / "00-two.csv").write_text("mine")
    with pytest.raises(ValueError, match="is there already"):
        write(two, tmp_path)


def test_no_two_have_one_name_and_none_leaves_the_folder(tmp_path: Path) -> None:
    captions = ["One two", "One/two!", "One: two 2", "../../etc", "жук", "…", "x" * 99]
    with caught() as made:
        for caption in captions:
            show.table(FRAME.assign(of=caption), caption=caption)
    found = [Piece(each, "", "00", "Words", "S") for each in made]
    names = ["one-two", "one-two-2", "one-two-2-2", "etc"]
    wanted = [*(f"00-{each}.csv" for each in names), "00.csv", "00-2.csv", "00-3.csv"]
    for _ in range(2):
        assert write(found, tmp_path / "figures")["file"].to_list() == wanted
        texts = [(tmp_path / "figures" / name).read_text(encoding="utf-8") for name in wanted]
        assert all(each in text for each, text in zip(captions, texts, strict=True))
    assert [path.name for path in tmp_path.iterdir()] == ["figures"]


def test_a_figure_that_cannot_be_written_is_said() -> None:
    with caught() as made:
        shown = show.table(FRAME, caption="One.")
    other = show.Shown("<figure></figure>", "A figure of its own")
    with pytest.raises(ValueError, match="not made by kzlib"):
        displayed(shown + other, made)
    with pytest.raises(ValueError, match="not made by kzlib"):
        displayed(show.table(FRAME, caption="Not caught."), made)


def test_the_claim_above_a_table_is_its_title() -> None:
    with caught() as made:
        shown = show.say("**A claim & more.**") + show.table(FRAME, caption="One.")
        shown = show.say("**Look at:**\n- a") + show.table(FRAME, caption="Two.") + shown
    found = {each.text.splitlines()[0]: head for each, head in displayed(shown, made)}
    assert found == {"Two.": "", "One.": "A claim & more."}


def test_the_source_is_drawn_below_the_caption(tmp_path: Path) -> None:
    numbers = pd.DataFrame({"off_zero": [1, 2, 3], "observed": [True, False, False]})
    heights = []
    for source in ("S", "many words " * 40):
        drawn = show.shuffles(numbers, title="A title", caption="A caption.")
        path = tmp_path / f"{len(source)}.svg"
        sourced(Piece(drawn, "", "00", "Words", source)).save(path)
        text = html.unescape(path.read_text(encoding="utf-8"))
        assert f"A caption. Source: {source}." in text
        heights.append(float(re.search(r'height="([\d.]+)pt"', text)[1]))
    assert heights[1] > heights[0] + 20
