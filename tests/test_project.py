"""What the project promises as a whole: light imports, no downloads, a small wheel, plain files."""

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
    heavy = ["matplotlib", "nltk", "scipy", "sklearn", "PIL", "IPython"]
    loaded = python(f"import sys, kzlib; print([m for m in {heavy} if m in sys.modules])")
    assert loaded.strip() == "[]"


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
    assert {p for p in packed if ".dist-info/" not in p} == library | data | {"kzlib/py.typed"}


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
