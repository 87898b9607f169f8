"""A third article beside the two: nothing that the series says of the two changes by it.

It is one text file and one row of the index. What can grow does: a panel in a picture, a row or
a column in a table. What compares goes on comparing the two.
"""

import ast
import re
import shutil
from collections.abc import Iterator
from inspect import signature
from pathlib import Path

import nbformat
import pytest

import kzlib as kz

ROOT = Path(__file__).parent.parent
SERIES = sorted((ROOT / "notebooks").glob("0[0-6]*.ipynb"))
TEXT = """Past the Pandemic: What Kazakhstan and the United States Can Build

By Anna Smith

Five years after joining the WTO, Kazakhstan has more partners than ever, and experts say that the
United States is only one of them. “We recommend both trade and security,” said Marat Seitov.

Oil and the road

Trump sold no oil here, NATO left Afghanistan, and Uzbekistan is a success story of 2020. Congress
should repeal the Jackson-Vanik amendment, a shameful relic. They must build the Silk Road together.
"""
ROW = f"smith-2020,2020 · column,2020,smith-2020.txt,{TEXT[:63]},Anna Smith,,2020-08,,,,,\n"
GROWS = {  # lines of a stored output that go on otherwise: counts of all articles, and lists
    "00_start_here": r"Every body sentence, in order; a tile .* Italic: its words\.",  # and no room
    "01_the_articles": "The 12 paragraphs that are not counted, in full, each with its rule",
    "02_words": r"[\w'* ]+: \d+",  # the lines of a word
    "03_themes": r" \| \d+ \| .*",  # the patterns of a theme, commonest first
    "06_then_and_now": "20 sentences of the 2 articles .*",
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The series and its articles, with one more."""
    folder = tmp_path_factory.mktemp("series")
    for name in ("notebooks", "seeds"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "seeds" / "smith-2020.txt").write_text(TEXT, encoding="utf-8")
    with (folder / "seeds" / "articles.csv").open("a", encoding="utf-8") as index:
        index.write(ROW)
    return folder


def cells(path: Path) -> Iterator[tuple[str, str]]:
    """The source of each code cell, and what it shows as text."""
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            shown = [output.data["text/plain"] for output in cell.outputs if "data" in output]
            yield cell.source, "".join(shown)


def run(source: str, names: dict[str, object]) -> object:
    """Run a cell; its last expression is what it shows."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None


@pytest.mark.filterwarnings("ignore:invalid escape")  # of afinn's own code
@pytest.mark.parametrize("path", SERIES, ids=lambda path: path.stem)
def test_every_line_about_the_two_stays(
    path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(copy / "notebooks")
    names: dict[str, object] = {}
    grows, grown = re.compile(GROWS.get(path.stem, "none")), 0
    for source, stored in cells(path):
        result = run(source, names)
        said = repr(result).splitlines() if stored else []
        gone = [line for line in stored.splitlines() if line not in said]
        gone = [line for line in gone if not any(each.startswith(f"{line} | ") for each in said)]
        assert [line for line in gone if not grows.fullmatch(line)] == [], source
        grown += len(said) > len(stored.splitlines()) or bool(gone)
    assert grown or path.stem in ("04_tone", "05_voices"), "they show what is coded, and two are"


def keys_of(tree: ast.AST, name: str) -> set[object]:
    """The keys of the mappings that make up what a notebook calls `name`, as in `**name`."""
    keys: set[object] = set()
    seen: set[str] = set()
    names = [name]
    while names:
        seen.add(name := names.pop())
        for each in ast.walk(tree):
            one = [each.target] if isinstance(each, ast.AugAssign) else getattr(each, "targets", [])
            if name in {target.id for target in one if isinstance(target, ast.Name)}:
                for part in ast.walk(each.value):
                    if isinstance(part, ast.Dict):
                        keys |= {key.value for key in part.keys if isinstance(key, ast.Constant)}
                    elif isinstance(part, ast.Name) and part.id not in seen:
                        names.append(part.id)
    return keys


@pytest.mark.parametrize("path", SERIES, ids=lambda path: path.stem)
def test_what_compares_names_both_groups(path: Path) -> None:
    both = {"target", "reference"}
    functions = {name: getattr(kz, name) for name in kz.__all__ if callable(getattr(kz, name))}
    compare = {name for name, each in functions.items() if both <= {*signature(each).parameters}}
    tree = ast.parse("\n".join(source for source, _ in cells(path)))
    calls = [each for each in ast.walk(tree) if isinstance(each, ast.Call)]
    calls = [each for each in calls if getattr(each.func, "attr", "") in compare]
    for call in calls:
        given: set[object] = {each.arg for each in call.keywords}
        for each in call.keywords:
            if each.arg is None:
                given |= keys_of(tree, ast.unparse(each.value))
        assert both <= given, ast.unparse(call)
    assert calls or path.stem == "01_the_articles"
