"""The house: rooms on a stair, imports one way, short functions, and names that say one thing."""

import ast
import io
import tokenize
from collections import defaultdict
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import kzlib as kz

ROOT = Path(__file__).parent.parent / "kzlib"
STAIR = [
    ["text"],
    ["search", "compare"],
    ["tone", "speech", "codes"],
    ["findings"],
    ["show"],
    ["pages"],
    ["kzlib"],
    ["__main__"],
]
FLOOR = {room: number for number, rooms in enumerate(STAIR) for room in rooms}
MODULES = sorted(ROOT.rglob("*.py"))
LONGEST_FUNCTION, LONGEST_MODULE, MOST_NAMES = 60, 400, 58


def name_of(path: Path) -> str:
    parts = ["kzlib", *path.relative_to(ROOT).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else "kzlib"


def imported(path: Path) -> set[str]:
    """The modules of kzlib that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kzlib"):
            inside = ROOT.parent / node.module.replace(".", "/")
            for each in node.names:
                whole = (inside / f"{each.name}.py").exists()
                found.add(f"{node.module}.{each.name}" if whole else node.module)
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names if each.name.split(".")[0] == "kzlib"}
    return found


def code_lines(source: str) -> set[int]:
    """The lines that hold code: no docstring, comment or blank line."""
    lines: set[int] = set()
    skipped = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in (*skipped, tokenize.ENDMARKER):
            lines |= set(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            lines -= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_down_the_stair(path: Path) -> None:
    here = room_of(name_of(path))
    for module in imported(path):
        there = room_of(module)
        assert {here, there} <= {*FLOOR}, f"STAIR in this file needs {here} and {there}"
        assert there == here or FLOOR[there] < FLOOR[here], f"{name_of(path)} imports {module}"


def test_no_import_runs_in_a_circle() -> None:
    TopologicalSorter({name_of(path): imported(path) for path in MODULES}).prepare()


def test_every_room_stands_on_one_floor_and_says_what_it_is_for() -> None:
    rooms = {path.parent.name for path in MODULES if path.parent != ROOT}
    alone = {path.stem for path in ROOT.glob("*.py")} - {"__init__"}
    assert rooms | alone | {"kzlib"} == set(FLOOR), "STAIR in this file lists what is in kzlib/"
    for room in rooms:
        tree = ast.parse((ROOT / room / "__init__.py").read_text(encoding="utf-8"))
        assert ast.get_docstring(tree)
        assert room == "show" or len(tree.body) == 1  # what a notebook shows, it takes from show


def test_no_room_is_called_like_a_public_function() -> None:
    public = {name for name in kz.__all__ if callable(getattr(kz, name))}
    assert not public & {*FLOOR, "data"}
    assert len(kz.__all__) <= MOST_NAMES, (
        f"{len(kz.__all__)} public names, more than {MOST_NAMES}: can one that is there take a "
        "parameter instead? If not, raise MOST_NAMES, and say why in the commit"
    )
    assert set(dir(kz)) == {*kz.__all__, "__version__"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_are_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    length = len(source.splitlines())
    assert length <= LONGEST_MODULE, f"{length} lines, more than {LONGEST_MODULE}: split it"
    lines = code_lines(source)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            last = node.end_lineno or node.lineno
            length = len(lines & set(range(node.lineno, last + 1)))
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines of code"


OF_THE_ROOM = {
    "pictures",
    "positions",
    "theme_list",
    "kinds",
    "word_lists",
    "hostile",
    "bad_input",
    "independence",
    "typography",
}
"""Tests of what several modules of a room do together."""


def test_every_module_has_its_tests_in_the_same_room() -> None:
    tests = defaultdict(set)
    for path in Path(__file__).parent.rglob("test_*.py"):
        tests[path.parent.name].add(path.stem.removeprefix("test_"))
    for room in FLOOR.keys() - {"kzlib", "findings", "__main__"}:
        assert tests[room], room
        modules = {path.stem for path in (ROOT / room).glob("*.py")}
        strangers = tests[room] - modules - OF_THE_ROOM
        assert not strangers, (
            f"tests/{room}: {strangers} are named after no module of the room; if they look at "
            "several, list them in OF_THE_ROOM"
        )
