"""What each word adds: worked by hand, in its place in the untouched text."""

import math
import random

import pytest
from tone_cases import CASES, corpus_of, corpus_of_cases, make_sentence

from kzlib.text.files import read_rows
from kzlib.tone.scores import compare_tone_words, score_tone
from kzlib.tone.word_scores import tone_words

COLUMNS = ["article", "sentence", "start", "end", "part", "word", "valence", "contribution"]


@pytest.mark.parametrize("case", read_rows(CASES / "tone_rules.csv", ["worked"]), ids=str)
def test_rules_worked_by_hand(case: dict[str, str]) -> None:
    corpus = corpus_of(case["sentence"])
    assert tone_words(corpus)["contribution"].sum() == pytest.approx(float(case["sum"]))
    assert score_tone(corpus)["score"].tolist() == [float(case["score"])]


@pytest.mark.parametrize("scorer", ["vader", "masked"])
def test_words_can_be_worked_by_hand(scorer: str) -> None:
    source = random.Random(22)
    lines = [line for line in (make_sentence(source) for _ in range(300)) if line.strip()]
    for corpus in (corpus_of_cases(), corpus_of("\n".join(lines))):
        table = tone_words(corpus, scorer=scorer)
        assert list(table) == [*COLUMNS, "masked"]
        sums = table[table["masked"] == ""].groupby(["article", "sentence"], observed=True)
        by_hand = sums["contribution"].sum().map(lambda s: round(s / math.sqrt(s * s + 15), 4))
        scored = score_tone(corpus, scorer=scorer).set_index(["article", "sentence"])["score"]
        assert by_hand.reindex(scored.index, fill_value=0).tolist() == scored.tolist()


def test_words_point_at_the_untouched_text() -> None:
    corpus = corpus_of("Bad news.\r\n\r\n  “A GOOD deal!”, she said; really?")
    table = tone_words(corpus)
    text = corpus.text["a0"]
    spans = [text[a:b] for a, b in zip(table["start"], table["end"], strict=True)]
    assert list(zip(table["word"], spans, strict=True)) == [
        ("bad", "Bad"),
        ("good", "GOOD"),
        ("!?", "!”, she said; really?"),
    ]
    assert table["start"].dtype == table["end"].dtype == "int32"
    assert tone_words(corpus_of("It came.")).empty


@pytest.mark.parametrize("scorer", ["afinn", len])
def test_words_of_unknown_scorers(scorer: object) -> None:
    corpus = corpus_of("One.", "Two.", era=["x", "y"])
    with pytest.raises(ValueError, match=r"\Ascorer is .*; give 'vader' or 'masked'\Z"):
        tone_words(corpus, scorer=scorer)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"\Ascorer is .*; give 'vader' or 'masked'\Z"):
        compare_tone_words(corpus, by="era", target="x", scorer=scorer)  # type: ignore[arg-type]
