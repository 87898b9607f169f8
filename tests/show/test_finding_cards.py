"""Finding cards: claim, counts, sentences, caveat."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd

from kzlib import show
from kzlib.findings import Count, Finding, mark_findings
from kzlib.text.corpus import Corpus

CORPUS = Corpus.from_frame(
    pd.DataFrame({"article": ["a", "b"], "text": ["Rain fell. “No,” he said.", "It was dry."]})
)
FINDING = Finding("Rain", "Rain <fell>.", "a search", "02_rain", ("a:2",), (), "Two <i>texts</i>.")
NUMBERS = pd.DataFrame(
    [("Rain", "rain", "x", 1, 2), ("Rain", "rain", "y", 0, 1), ("Dry", "dry", "y", 1, 1)],
    columns=["finding", "label", "era", "sentences", "total"],
)


def test_cards_are_escaped_and_linked() -> None:
    findings = [FINDING, replace(FINDING, name="Dry", evidence=("b:1",), caveat="")]
    groups = {"x": "early & article", "y": "late article"}
    shown = show.finding_cards(findings, NUMBERS, CORPUS, by="era", groups=groups)
    assert repr(shown).splitlines() == [
        "Numbers are sentences, of 2 in the early & article and 1 in the late article, in this "
        "order.",
        "",
        "Rain <fell>.",
        "rain: 1 → 0.",
        "“No,” he said. (a:2)",
        "But: Two <i>texts</i>. Based on a search. (02_rain)",
        "",
        "Rain <fell>.",
        "dry: 1.",
        "It was dry. (b:1)",
        "Based on a search. (02_rain)",
    ]
    for part in ("early &amp; article", "Rain &lt;fell&gt;", "Two &lt;i&gt;texts&lt;/i&gt;."):
        assert part in shown.html
    assert shown.html.count("<strong>But:</strong>") == 1
    assert re.findall("<a [^>]*>", shown.html) == ['<a href="02_rain.ipynb">'] * 2
    long = show.finding_cards([replace(FINDING, notebook="n" * 70)], NUMBERS, CORPUS, by="era")
    assert f'href="{"n" * 70}.ipynb"' in long.html
    assert "of 2 in x and 1 in y" in repr(long)


def test_cards_with_details_hold_a_table_and_their_sentences_and_no_link() -> None:
    details = pd.DataFrame({"finding": ["Rain", "Dry"], "n": [7, 8], "range": ["", "1 to 2"]})
    one = replace(FINDING, counts=(Count("rain", '"Rain" in text', "only x"),))
    marked = mark_findings([one], CORPUS.sentences)
    options = {"by": "era", "details": details, "columns": {"n": "all", "range": "range"}}
    shown = show.finding_cards([one], NUMBERS, CORPUS, marked=marked, **options)
    assert repr(shown).splitlines()[3:] == [
        "Sentences. Based on a search.",
        "all",
        "7",
        "The sentences counted",
        "The sentences counted.",
        "what is counted | sentence | text",
        "rain | a:1 | Rain fell.",
    ]
    assert "<details>" in shown.html
    assert "02_rain" not in shown.html + repr(shown)
    assert "counted" not in repr(show.finding_cards([one], NUMBERS, CORPUS, **options))
