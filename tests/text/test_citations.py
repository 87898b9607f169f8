"""References: the full one of an article, the words of a sentence, and wrong ones."""

from pathlib import Path

import pytest

from kzlib.text.citations import cite
from kzlib.text.corpus import Corpus
from kzlib.text.readers import read_corpus


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(Path(__file__).parents[2] / "seeds")


def test_cite(corpus: Corpus) -> None:
    assert cite(corpus, "ahmad-2014:2").endswith(
        "sentence 2: “Kazakhstan is a country on the move.”"
    )
    assert cite(corpus, "ahmad-2014").startswith("C. Naseer Ahmad, “Stronger US-Kazakhstan")
    assert cite(corpus, "asb-2025").startswith("author not named, “Trump's")
    for wrong, message in [
        ("ahmad-2014:39", "1 to 38"),
        ("ahmad-2014:0", "1 to 38"),
        ("ahmad-2014:", "1 to 38, not ''"),
        ("ahmad:2", "no article has article 'ahmad'; there is: ahmad-2014, asb-2025"),
    ]:
        with pytest.raises(LookupError, match=message):
            cite(corpus, wrong)
