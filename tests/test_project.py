"""What the project promises as a whole: light imports, no downloads, a small wheel, plain files."""

import ast
import doctest
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import kzlib as kz

ROOT = Path(__file__).parent.parent
LIBRARY = sorted((ROOT / "kzlib").rglob("*.py"))


def python(code: str, **environment: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_importing_is_light() -> None:
    heavy = ["matplotlib", "nltk", "scipy", "sklearn", "PIL", "IPython", "kzlib.speech.phrases"]
    heavy += ["ftfy", "tqdm", "openpyxl"]
    loaded = python(f"import sys, kzlib; print([m for m in {heavy} if m in sys.modules])")
    assert loaded.strip() == "[]"


def test_importing_compiles_no_pattern_of_a_file() -> None:
    """They take three times as long as all else that is imported."""
    count = "import gc, kzlib; from kzlib.text.pattern_files import Patterns as P"
    made = "each = [x for x in gc.get_objects() if isinstance(x, P)]"
    compiled = python(f"{count}; {made}; print(len(each) > 5, sum(map(len, each)))")
    assert compiled.split() == ["True", "0"]


CHAIN = """
import socket
def refuse(*args, **kwargs):
    raise AssertionError("something asked for the network")
socket.socket.connect = socket.socket.connect_ex = socket.create_connection = refuse
import kzlib as kz
from kzlib import show
corpus = kz.read_corpus("seeds")
matches = kz.lookup(corpus, kz.read_dictionary("themes"))
words = kz.keyness(corpus, by="era", target="2025")
print(len(matches) > 50, len(words) > 50)
"""


def test_nothing_is_downloaded(tmp_path: Path) -> None:
    assert python(CHAIN, NLTK_DATA=str(tmp_path), HOME=str(tmp_path)).split() == ["True", "True"]


def test_the_wheel_holds_the_library_and_nothing_else(tmp_path: Path) -> None:
    build = "import flit_core.buildapi as build; print(build.build_wheel({!r}))"
    name = python(build.format(str(tmp_path))).strip().splitlines()[-1]
    packed = set(zipfile.ZipFile(tmp_path / name).namelist())
    library = {path.relative_to(ROOT).as_posix() for path in LIBRARY}
    data = {path.relative_to(ROOT).as_posix() for path in (ROOT / "kzlib/data").glob("*.toml")}
    page = {f"kzlib/pages/page.{kind}" for kind in ("html", "css", "js")}
    found = {p for p in packed if ".dist-info/" not in p}
    assert found == library | data | page | {"kzlib/py.typed"}


def test_the_readme_does_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert (failed, tried > 2) == (0, True)
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)]+)\)", text):
        assert (ROOT / link).exists(), link
    for name in re.findall(r"kz\.(\w+)", text):
        assert hasattr(kz, name), name
    targets = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"make ([a-z]+)\b", text):
        assert f"\n{target}: " in targets, target


def test_the_lock_pins_with_hashes_and_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"index-url|https?://|find-links|^-e|^kzlib", lock, re.MULTILINE)
    pins = re.findall(r"^([a-z0-9][a-z0-9.-]*)==", lock, re.MULTILINE)
    assert len(pins) > 50
    assert len(pins) == len(re.findall(r"==\S+( ;[^\n]*)? \\\n +--hash=sha256:", lock))
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        if "==" in line:
            assert f"\n{line} " in f"\n{lock}", line


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_the_library_knows_no_era(path: Path) -> None:
    years = re.compile(r"\b(2014|2025)\b(?!\))")
    cited = re.compile(r"([A-Z][\w.]+|al\.),? \(?(2014|2025)")
    for line in path.read_text(encoding="utf-8").splitlines():
        assert not years.search(cited.sub("", line)), line


RUNS = {"eval", "exec", "compile", "__import__", "import_module", "system", "popen", "read_pickle"}
WRITES = {"open", "write_text", "write_bytes", "to_csv", "to_pickle", "to_json", "savetxt"}
STRANGE = {"ctypes", "dill", "joblib", "marshal", "pickle", "runpy", "shelve", "subprocess", "yaml"}


def calls_that_run_or_write(source: str) -> list[str]:
    """What in a module could run text or write a file, whoever the text is from."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            modules = [getattr(node, "module", None) or "", *(each.name for each in node.names)]
            found += STRANGE.intersection(name.split(".")[0] for name in modules)
            found += RUNS.intersection(modules)
        elif isinstance(node, (ast.Name, ast.Attribute)):
            name = node.id if isinstance(node, ast.Name) else node.attr
            if name in RUNS | WRITES and ast.unparse(node) != "re.compile":
                found.append(name)
        elif isinstance(node, ast.Call):
            called, options = (
                ast.unparse(node.func),
                {each.arg: each.value for each in node.keywords},
            )
            constant = all(isinstance(each, ast.Constant) for each in node.args)
            if called.endswith(".query") and not (constant and not options):
                found.append(called)
            if called == "ast.parse" and ast.unparse(options.get("mode", node)) != "'eval'":
                found.append(called)
    return found


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_no_text_is_run_and_one_module_writes(path: Path) -> None:
    found = set(calls_that_run_or_write(path.read_text(encoding="utf-8")))
    assert found <= ({"write_bytes", "open"} if path.name == "files.py" else set())


@pytest.mark.parametrize(
    "line",
    [
        "table.eval(where)",
        "map(eval, lines)",
        "table.query(where)",
        "table.query('tone == @tone', local_dict=given)",
        "ast.parse(text)",
        "ast.parse(text, mode='exec')",
        "compile(text, '', 'eval')",
        "from importlib import import_module as load",
        "importlib.import_module(name)",
        "from pickle import loads",
        "import yaml as y",
        "os.system(line)",
        "table.to_csv(path)",
        "path.open('w')",
    ],
)
def test_what_would_run_or_write_is_seen(line: str) -> None:
    assert calls_that_run_or_write(line)
    fine = "re.compile(x); ast.parse(x, mode='eval'); table.query('tone == 1'); x.evaluate()"
    assert not calls_that_run_or_write(fine)
