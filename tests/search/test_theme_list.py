"""How often the theme dictionary is right, on the two articles and on invented ones."""

import csv
import hashlib
import json
from pathlib import Path

import pytest

import kzlib as kz

ROOT = Path(__file__).parents[2]
FIRST_PATTERNS = "9458415687271687ef923eb54928ff175309fb5132a6af4c591c7d8bc9eb7351"


def measure(folder: Path, codes: Path) -> float:
    """Macro F1 over the themes with six or more coded body sentences, counted by hand from sets."""
    corpus = kz.read_corpus(folder)
    matches = kz.lookup(corpus, kz.read_dictionary("themes"))
    places = zip(matches["article"], matches["sentence"], strict=True)
    pairs = {(str(a), int(n), key) for (a, n), key in zip(places, matches["key"], strict=True)}
    with codes.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] == "body"]
    body = {(row["article"], int(row["sentence"])): set(row["themes"].split(";")) for row in rows}
    scores = []
    for theme in {theme for themes in body.values() for theme in themes if theme}:
        coded = {place for place, themes in body.items() if theme in themes}
        found = {place for place in body if (*place, theme) in pairs}
        if len(coded) >= 6:
            scores.append(2 * len(coded & found) / (len(coded) + len(found)))
    coded_table = kz.read_codes(codes, corpus).query("part == 'body'")
    table = kz.code_scores(kz.matches_as_codes(corpus.sentences, matches), coded_table)
    assert kz.macro_f1(table) == pytest.approx(sum(scores) / len(scores))
    return sum(scores) / len(scores)


def test_agreement_with_the_codings() -> None:
    assert measure(ROOT / "seeds", ROOT / "seeds/codes/codes.csv") == pytest.approx(0.726, abs=5e-4)


def test_agreement_on_invented_articles() -> None:
    folder = ROOT / "seeds/invented"
    assert measure(folder, folder / "codes.csv") == pytest.approx(0.482, abs=5e-4)


def test_no_pattern_was_changed_since_the_figures_were_first_taken() -> None:
    """Whoever mends one changes this test, and says in 03_themes that the figures are in-sample."""
    coded = {*kz.read_codebook().column("themes").values, "ignore"}  # a new theme has no figures
    keys = [key for key in kz.read_dictionary("themes").keys if key.key in coded]
    patterns = [[key.key, *key.patterns] for key in keys]
    assert hashlib.sha256(json.dumps(patterns).encode()).hexdigest() == FIRST_PATTERNS


def test_every_theme_of_the_codebook_has_a_key() -> None:
    book = (ROOT / "seeds/codes/CODEBOOK.md").read_text(encoding="utf-8").split("Themes:")[1]
    keys = {key.key for key in kz.read_dictionary("themes").keys} - {"ignore"}
    assert keys >= {line.split("`")[1] for line in book.splitlines() if line.startswith("| `")}
