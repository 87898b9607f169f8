"""Which rows belong to which group, part and section."""

from pathlib import Path

import pytest

from kzlib.text.corpus import Corpus
from kzlib.text.groups import part_mask, with_group
from kzlib.text.readers import read_corpus

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(SEEDS)


def test_groups_and_parts(corpus: Corpus) -> None:
    table = with_group(corpus, corpus.sentences, by="label")
    assert list(table.groupby("label", observed=True).size()) == [38, 63]
    assert part_mask(table, "body").sum() == 86
    assert part_mask(table, ("bio", "promo")).sum() == 7
    assert part_mask(table, None).all()
    with pytest.raises(ValueError, match=r"no part 'boddy'; the parts are: title, heading, body"):
        part_mask(table, "boddy")
    with pytest.raises(ValueError, match="no part is given; the parts are: title"):
        part_mask(table, [])
    with pytest.raises(ValueError, match="the corpus has no article 'ahmad-2014'"):
        with_group(corpus.select(era="2025"), corpus.sentences, by="label")
