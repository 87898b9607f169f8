"""Masks: which words name something and carry no score."""

import pandas as pd
import pytest
from tone_cases import CASES, corpus_of, corpus_of_cases

from kzlib.text.files import read_rows
from kzlib.tone.masks import find_masks
from kzlib.tone.word_scores import tone_words


def mask_cases() -> list[object]:
    fails = pytest.mark.xfail(raises=AssertionError)
    return [
        pytest.param(
            case,
            id=f"{case['kind']}: {case['word']}: {case['why']}",
            marks=[fails] if case["kind"] == "known_failure" else [],
        )
        for case in read_rows(CASES / "tone_masks.csv", ["kind", "sentence", "word", "mask"])
    ]


@pytest.mark.parametrize("case", mask_cases())
def test_masks(case: dict[str, str]) -> None:
    corpus = corpus_of(case["sentence"])
    table = tone_words(corpus, scorer="masked")
    spans = zip(table["start"], table["end"], table["masked"], strict=True)
    masks = {case["sentence"][start:end]: mask for start, end, mask in spans}
    assert masks.get(case["word"], "nothing") == case["mask"]


def test_masks_point_at_the_text_in_order() -> None:
    corpus = corpus_of_cases()
    masks = find_masks(corpus)
    assert list(masks) == ["article", "sentence", "start", "end", "mask"]
    assert len(masks) > 100
    assert (masks["start"] < masks["end"]).all()
    assert not masks.duplicated().any()
    assert masks["article"].cat.codes.is_monotonic_increasing
    assert find_masks(corpus_of("It came.")).empty


def test_the_mask_of_a_topic_word_is_its_key() -> None:
    masks = find_masks(corpus_of("The armed forces spent more on defence."))
    assert masks["mask"].tolist() == ["forces", "defense"]


def test_masks_of_a_part() -> None:
    corpus = corpus_of("News of security\n\nThe Good Hope Council met on trade.")
    masks = find_masks(corpus)
    assert masks["article"].dtype == corpus.sentences["article"].dtype
    assert masks["mask"].tolist() == ["security", "name", "name", "name", "trade"]
    for part, sentence in (("title", 1), ("body", 2)):
        own = masks[masks["sentence"] == sentence].reset_index(drop=True)
        pd.testing.assert_frame_equal(find_masks(corpus, part=part), own)
    with pytest.raises(ValueError, match="there is no part 'titel'"):
        find_masks(corpus, part="titel")
    with pytest.raises(ValueError, match="give a Corpus"):
        find_masks("seeds")  # type: ignore[arg-type]
