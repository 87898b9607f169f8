"""What the tests of speech share: a corpus of one text, and cases with known failures marked."""

from typing import Any

import pandas as pd
import pytest

from kzlib.text.corpus import Corpus

FAILS = pytest.mark.xfail(reason="known failure", strict=True, raises=AssertionError)


def corpus_of(text: str) -> Corpus:
    return Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": [text]}))


def marked(cases: list[dict[str, Any]]) -> list[object]:
    """The cases by their note; a known failure must fail."""
    return [
        pytest.param(case, id=case["note"], marks=[FAILS] * (case.get("kind") == "known_failure"))
        for case in cases
    ]
