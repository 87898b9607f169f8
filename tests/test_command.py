"""The command as a user gives it: what it says, how it ends, and what it writes."""

import subprocess
import sys
import webbrowser
from pathlib import Path

import pytest

from kzlib.__main__ import main

ROOT = Path(__file__).parents[1]
SEEDS = str(ROOT / "seeds")
WRONG = {
    "no folder": ["nowhere", "--by", "era"],
    "no column": [SEEDS, "--by", "moon"],
    "no group": [SEEDS, "--by", "era", "--target", "1999"],
    "no list": [SEEDS, "--by", "era", "--dictionary", "no.toml"],
    "no codes": [SEEDS, "--by", "era", "--codes", "no.csv"],
    "no place": [SEEDS, "--by", "era", "--output", "no/such/folder.html"],
    "one group": [SEEDS, "--by", "era", "--target", "2025", "--reference", "2025"],
}


@pytest.mark.parametrize("which", WRONG)
def test_what_is_wrong_is_said_in_one_sentence(
    which: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", *WRONG[which]]) == 2
    said = [line for line in capsys.readouterr().err.splitlines() if line.startswith("kzlib: ")]
    assert len(said) == 1
    assert "Traceback" not in said[0]


@pytest.mark.filterwarnings("default")  # as for a user; in tests a warning is an error
def test_plain_files_need_a_folder_for_each_group(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "A Title\n\n" + "It rained all day and all night, so we left the port of the city. " * 4
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "r.html"
    assert main(["report", str(tmp_path), "--by", "era", "--output", str(path)]) == 2
    said = capsys.readouterr().err
    assert "Caution: the same text is there twice" in said
    assert ".py:" not in said  # no line of code
    assert "put the files of each group into a folder of its own" in said
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / f"{name}.txt").rename(tmp_path / name / "one.txt")
    assert main(["report", str(tmp_path), "--output", str(path)]) == 0  # by their folders
    assert path.is_file()


def test_a_table_without_groups_told_is_answered_with_its_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "table.csv"
    rows = [f"a{number},Post {number % 2},It rained {number} days." for number in range(4)]
    path.write_text("\n".join(["article,source,text", *rows]), encoding="utf-8")
    assert main(["report", str(path)]) == 2
    said = capsys.readouterr().err
    assert "no column 'folder'; group them by one of these: source (--by source;" in said


@pytest.mark.parametrize("given", [[], ["report"], ["report", SEEDS, "--by"], ["moon"]])
def test_a_command_that_is_not_whole_ends_with_2(
    given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(given)
    assert ended.value.code == 2
    assert "usage: python -m kzlib" in capsys.readouterr().err


def test_the_help_names_every_option() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kzlib", "report", "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    for option in ("by", "target", "reference", "dictionary", "names", "codes", "output", "open"):
        assert f"--{option}" in done.stdout
    assert "examples:" in done.stdout


def test_it_writes_the_report_and_opens_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open_new_tab", opened.append)
    path = tmp_path / "r.html"
    given = ["report", SEEDS, "--by", "era", "--output", str(path), "--open"]
    assert main([*given, "--codes", f"{SEEDS}/codes/codes.csv"]) == 0
    assert f"The report is in {path}" in capsys.readouterr().out
    assert opened == [path.resolve().as_uri()]
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
