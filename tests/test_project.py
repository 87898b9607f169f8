"""What the project promises as a whole: light imports, no downloads, a small wheel, plain files."""

import ast
import doctest
import os
import re
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import kzlib as kz

ROOT = Path(__file__).parent.parent
LIBRARY = sorted((ROOT / "kzlib").rglob("*.py"))
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


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


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = "import flit_core.buildapi as build; print(build.build_wheel({!r}))"
    return folder / python(build.format(str(folder))).strip().splitlines()[-1]


def test_the_wheel_holds_the_library_and_nothing_else(wheel: Path) -> None:
    found = {p for p in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in p}
    library = {path.relative_to(ROOT).as_posix() for path in LIBRARY}
    data = {path.relative_to(ROOT).as_posix() for path in (ROOT / "kzlib/data").glob("*.toml")}
    parts = (each for kind in ("html", "css", "js") for each in (ROOT / "kzlib").rglob(f"*.{kind}"))
    page = {path.relative_to(ROOT).as_posix() for path in parts}
    assert found == library | data | page | {"kzlib/py.typed"}
    about = distribution_of(wheel).metadata
    assert (about["License-Expression"], about.get_all("License-File")) == ("MIT", ["LICENSE"])


def distribution_of(wheel: Path) -> metadata.Distribution:
    (about,) = metadata.distributions(name="kzlib", path=[str(wheel)])
    return about


def needed(distribution: metadata.Distribution, found: dict[str, metadata.Distribution]) -> None:
    """All that a package brings with it here, by its name."""
    for line in distribution.requires or ():
        requirement = Requirement(line)
        name = canonicalize_name(requirement.name)
        marker = requirement.marker
        if name not in found and (marker is None or marker.evaluate({"extra": ""})):
            found[name] = metadata.distribution(name)
            needed(found[name], found)


USES = """
import kzlib as kz

corpus: kz.Corpus = kz.read_corpus({seeds!r})
rows: int = len(kz.kwic(corpus, "together", by="era"))
print(rows, kz.cite(corpus, "asb-2025:11"))
"""


def test_the_wheel_works_with_what_it_names_and_no_more(wheel: Path, tmp_path: Path) -> None:
    """In an environment of its own: no JupyterLab, no IPython, nothing of the development group."""
    brought: dict[str, metadata.Distribution] = {}
    needed(distribution_of(wheel), brought)
    assert not {"ipython", "jupyterlab", "nbformat", "pytest"} & set(brought)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "new"], check=True)
    own = tmp_path / "new" / ("Scripts" if os.name == "nt" else "bin") / "python"
    where = subprocess.check_output(
        [own, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
    )
    packages = Path(where.strip())
    zipfile.ZipFile(wheel).extractall(packages)
    for each in brought.values():
        for top in {file.parts[0] for file in each.files or ()} - {"..", "__pycache__"}:
            (packages / top).symlink_to(Path(str(each.locate_file(top))))
    seeds, script = str(ROOT / "seeds"), tmp_path / "uses.py"
    script.write_text(USES.format(seeds=seeds), encoding="utf-8")
    outside = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}

    def run(*command: object) -> str:
        done = subprocess.run(
            [*map(str, command)],
            capture_output=True, text=True, cwd=tmp_path, env=outside, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert run(own, "-W", "error", script).startswith("3 author not named, “Trump")
    run(own, "-m", "kzlib", "report", seeds, "--by", "era", "--output", "report.html")
    assert "2025" in (tmp_path / "report.html").read_text(encoding="utf-8")
    typed = [sys.executable, "-m", "mypy", "--strict", "--python-executable", own]
    assert "Success" in run(*typed, "--cache-dir", tmp_path / "types", script)


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


def test_version_and_date_are_the_same_everywhere() -> None:
    cited = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    version, date = re.findall(r"^(?:version|date-released): (\S+)$", cited, re.MULTILINE)
    notes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert version == kz.__version__
    assert re.search(r"^## (.+)$", notes, re.MULTILINE)[1] == f"{version} ({date})"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_pins_what_it_uses_and_runs_what_there_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"uses: (.+)", text)
    assert used
    for action in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action
    targets = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"run: make ([a-z]+)\b", text):
        assert f"\n{target}: " in targets, target
    for script in re.findall(r"run: (\S+/\S+)$", text, re.MULTILINE):
        assert (ROOT / script).exists(), script
    assert "Not tried" in text


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
