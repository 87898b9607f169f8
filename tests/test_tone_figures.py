"""The figures of tone in notebook 04, from the files of codes alone, by no code of kzlib."""

import csv
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parent.parent
ARTICLES = {"ahmad-2014": "2014 · opinion piece", "asb-2025": "2025 · reworded interview"}
CODINGS = ["codes.csv", *(f"coders/coder_{number}.csv" for number in (1, 2, 3))]


def body(name: str) -> list[dict[str, str]]:
    with (ROOT / "seeds/codes" / name).open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["part"] == "body"]


def tones(name: str, article: str) -> list[int]:
    return [int(row["tone"]) for row in body(name) if row["article"] == article]


@pytest.fixture(scope="module")
def shown() -> str:
    """All that the notebook shows, as plain text."""
    notebook = nbformat.read(ROOT / "notebooks/04_tone.ipynb", as_version=4)
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", []))
    return "\n".join(output["data"]["text/plain"] for output in outputs).replace("−", "-")


@pytest.mark.parametrize("article", ARTICLES)
def test_the_quarters_of_each_article(article: str, shown: str) -> None:
    given = tones("codes.csv", article)
    quarters = [
        [tone for place, tone in enumerate(given) if 4 * place // len(given) == quarter]
        for quarter in range(4)
    ]
    cells = [f"{sum(own) / len(own):.2f} ({own.count(1)} ▲, {own.count(-1)} ▼)" for own in quarters]
    assert " | ".join([ARTICLES[article], *cells]) in shown


def test_blame_ends_where_praise_begins_in_every_coding(shown: str) -> None:
    for name in CODINGS:
        own = [row for row in body(name) if row["article"] == "asb-2025"]
        at = {
            tone: [int(row["sentence"]) for row in own if row["tone"] == tone]
            for tone in ("-1", "1")
        }
        assert (max(at["-1"]), min(at["1"])) == (23, 22), name
    assert "the last unfavourable sentence is 23, the first favourable one 22" in shown
    assert "in 3 of 3 codings" in shown


def test_on_whom_the_blame_falls(shown: str) -> None:
    counts = {}
    for name in CODINGS:
        bad = [row["whom"] for row in body(name) if row["tone"] == "-1"]
        counts[name] = bad.count("us"), len(bad), bad.count("kazakhstan")
    us, of, kazakhstan = counts.pop("codes.csv")
    least, of_least, _ = min(counts.values())
    subtitle = (
        f"{us} of all {of} unfavourable sentences (in one coding {least} of {of_least}) fall on"
    )
    assert f"{subtitle} the United States, {kazakhstan} on Kazakhstan" in shown


def test_the_means_and_shares_of_the_codings(shown: str) -> None:
    given = [tones("codes.csv", article) for article in ARTICLES]
    cells = [f"{sum(own) / len(own):.2f}" for own in given]
    cells += [f"{round(100 * own.count(tone) / len(own))} %" for tone in (1, -1) for own in given]
    assert " | ".join(["the codings", *cells]) in shown
