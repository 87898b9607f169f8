"""The series as a reader gets it: run in order, outputs kept, nothing of a machine in them."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from run_notebooks import first_picture

import kzlib as kz
from kzlib.text.files import read_rows

ROOT = Path(__file__).parent.parent
SERIES = sorted((ROOT / "notebooks").glob("*.ipynb"))
MACHINE = re.compile(r"0x[0-9a-f]{8,}|/(?:tmp|home|root|Users)/|site-packages|\d+(\.\d+)? ?ms\b")
LONGEST = 15


def outputs(notebook: nbformat.NotebookNode) -> list[tuple[int, nbformat.NotebookNode]]:
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [(number, output) for number, cell in enumerate(cells, 1) for output in cell.outputs]


@pytest.fixture(params=SERIES, ids=lambda path: path.stem)
def notebook(request: pytest.FixtureRequest) -> nbformat.NotebookNode:
    return nbformat.read(request.param, as_version=4)


LISTS = {
    "notebooks/00_start_here.ipynb": "]({}.ipynb)",
    "README.md": "](notebooks/{}.ipynb)",
    "site/index.md": "\nnotebooks/{}\n",
}


@pytest.mark.parametrize("where", LISTS)
def test_readers_find_every_notebook(where: str) -> None:
    text = (ROOT / where).read_text(encoding="utf-8")
    for path in SERIES[where.endswith("ipynb") :]:
        assert LISTS[where].format(path.stem) in text, f"{where} has to list {path.stem}"


def test_cells_were_run_once_and_in_order(notebook: nbformat.NotebookNode) -> None:
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    counts = [cell.execution_count for cell in code]
    assert counts == list(range(1, len(code) + 1)), "run it by make notebooks, which runs it whole"
    assert sum(bool(cell.outputs) for cell in code) > 0.7 * len(code)


def test_cells_are_short(notebook: nbformat.NotebookNode) -> None:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            lines = [line for line in cell.source.splitlines() if line.strip()]
            long = f"{len(lines)} lines that are not blank, more than {LONGEST}: make it two cells"
            assert len(lines) <= LONGEST, f"{long}\n{cell.source}"
            assert not cell.source.rstrip().endswith(";"), cell.source
            assert not re.search(r"^\s*[!%]|pip install|\.download\(", cell.source, re.MULTILINE)


def test_it_opens_with_a_question_and_closes_with_a_limit(
    notebook: nbformat.NotebookNode,
) -> None:
    first = notebook.cells[0]
    title, *answer = first.source.split("\n")
    assert first.cell_type == "markdown"
    assert re.fullmatch(r"# .{1,43}\?", title), "the title is a question of at most 44 characters"
    assert len(" ".join(answer)) > 150, "the first cell answers it, in two or three sentences"
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert re.search(r"^## What .*cannot tell", prose, re.MULTILINE), "'## What ... cannot tell'"


def test_no_number_is_typed_into_prose(notebook: nbformat.NotebookNode) -> None:
    """Digits in prose are years, names of files and articles, or a term; counts come from code."""
    allowed = re.compile(
        r"\b(19|20)\d\d\b|\d\d_\w+|\*\*Next|95 of 100|1,000|C5\+1|<[^>]+>|^\|.*\|$|`[^`]*`"
        r"|(ahmad-2014|asb-2025):\d+( to \d+)?|readings 1, 2, 3|(count of|count is) 0|F1",
        re.MULTILINE,
    )
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            typed = re.search(r"\d.*", allowed.sub("", cell.source))
            assert not typed, f"let code say it, in show.say: {typed and typed[0]!r}"


def test_outputs_hold_nothing_of_the_machine(notebook: nbformat.NotebookNode) -> None:
    for number, output in outputs(notebook):
        assert output.get("name") != "stderr", number
        assert output.output_type != "error", number
        text = json.dumps(output.get("data", {})) + output.get("text", "")
        text = re.sub(r"base64,[A-Za-z0-9+/=]+", "", text)
        assert not MACHINE.search(text), (number, MACHINE.search(text))
    own = set(notebook.metadata), set(notebook.metadata.language_info)
    assert own == ({"kernelspec", "language_info"}, {"name"}), "run it by make notebooks"
    for cell in notebook.cells:
        assert set(cell.metadata) <= {"jupyter"}, "run it by make notebooks"


def test_pictures_are_described_and_nothing_is_mathematics(
    notebook: nbformat.NotebookNode,
) -> None:
    for number, output in outputs(notebook):
        markup = output.get("data", {}).get("text/html", "")
        assert not re.search(r"<(script|style|iframe)", markup), number
        for image in re.findall(r"<img [^>]*>", markup):
            assert re.search(r'alt="[^"]{100,}"', image), number
        assert not markup or "mathjax_ignore" in markup, number
        assert "image/png" not in output.get("data", {}), number


def test_links_lead_somewhere(notebook: nbformat.NotebookNode) -> None:
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    markup = [output.get("data", {}).get("text/html", "") for _, output in outputs(notebook)]
    links = re.findall(r"\]\(([^)]+)\)", "\n".join(sources))
    links += re.findall(r'href="([^"]+)"', "\n".join(markup))
    for link in links:
        assert (ROOT / "notebooks" / link).exists(), link


def test_the_asks_are_those_that_were_coded_and_name_in_their_own_words() -> None:
    corpus = kz.read_corpus(ROOT / "seeds")
    codes = kz.read_codes(ROOT / "seeds/codes/codes.csv", corpus)
    asked = codes.query("act == 'recommend' and part == 'body'").reset_index(drop=True)
    asks = read_rows(ROOT / "notebooks/asks.csv", ["article", "sentence", "quote", "named_by"])
    listed = [f"{row['article']}:{row['sentence']}" for row in asks]
    assert listed == asked["id"].tolist()
    for text, row in zip(asked["text"], asks, strict=True):
        assert row["named_by"] in text, row


OTHER_ARTICLES = {
    "our two articles": ("../seeds", "era", "2025", "2014"),
    "four groups": ("../seeds/example", "label", "Post · 2024", None),
}


@pytest.mark.parametrize("which", OTHER_ARTICLES)
def test_the_notebook_for_own_articles_runs_with_others(which: str) -> None:
    path = ROOT / "notebooks" / "07_your_own_articles.ipynb"
    notebook = nbformat.read(path, as_version=4)
    first = next(cell for cell in notebook.cells if cell.cell_type == "code")
    corpus, by, target, reference = OTHER_ARTICLES[which]
    first.source = f"{corpus=}; {by=}; {target=}; {reference=}; dictionary = names = codes = None"
    NotebookClient(notebook, resources={"metadata": {"path": str(path.parent)}}).execute()
    said = "".join(output.data["text/plain"] for _, output in outputs(notebook) if "data" in output)
    assert target in said
    assert "Portugal" not in said or which == "four groups"


def test_the_readme_shows_the_picture_of_the_first_notebook() -> None:
    shown = (ROOT / "notebooks" / "company.png").read_bytes()
    assert shown == first_picture(ROOT / "notebooks" / "00_start_here.ipynb")
    assert "](notebooks/company.png)" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_exported_pages_keep_code_folded_and_lead_to_each_other(tmp_path: Path) -> None:
    """The notebook with the most links, with the template that `make html` uses."""
    notebook = ROOT / "notebooks" / "00_start_here.ipynb"
    options = ["--template", "export", "--TemplateExporter.extra_template_basedirs=notebooks"]
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(option in recipe for option in options)
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "html", *options]
    subprocess.run([*command, "--output-dir", tmp_path, notebook], cwd=ROOT, check=True)
    page = (tmp_path / "00_start_here.html").read_text(encoding="utf-8")
    code = [cell for cell in nbformat.read(notebook, as_version=4).cells if "outputs" in cell]
    assert page.count("<summary>code</summary>") == len(code)
    assert all(cell.metadata.jupyter.source_hidden for cell in code)
    links = {link for link in re.findall(r'href="([^"]+)"', page) if not link.startswith("#")}
    assert links == {f"{path.stem}.html" for path in SERIES[1:]}
    assert not re.search(r"<script[^>]* src=|@import", page), "fetched from elsewhere"


def compare(folder: Path, name: str) -> int:
    """How nbval ends on one notebook of a copy of the series."""
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "--nbval-sanitize-with", str(ROOT / "tests/nbval.ini"), name],
        cwd=folder / "notebooks",
        env=os.environ | {"PYTEST_ADDOPTS": ""},
        capture_output=True,
        check=False,
    )
    return done.returncode


def test_a_changed_number_in_an_output_is_caught(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    path = tmp_path / "notebooks" / "00_start_here.ipynb"
    stored = path.read_text(encoding="utf-8")
    changed = re.sub(r"together”: 0 → \d", "together”: 0 → 4", stored)
    assert changed != stored
    path.write_text(changed, encoding="utf-8")
    assert compare(tmp_path, path.name) == 1
