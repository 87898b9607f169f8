import re

import pytest
from page_cases import labelled

from kzlib.pages.given import give
from kzlib.pages.words import words


@pytest.mark.parametrize(
    ("hits", "others", "is_listed"), [(3, 0, True), (4, 1, True), (3, 1, False), (5, 2, False)]
)
def test_a_phrase_is_listed_that_one_group_has_more_than_three_times_as_often(
    hits: int, others: int, is_listed: bool
) -> None:
    with_it, without = "A title\nThere cold rain fell.", "A title\nNothing at all came of it."
    corpus = labelled({"a": [with_it] * hits, "b": [*[with_it] * others, without]})
    found = words(give(corpus, by="group")).html
    assert ("cold rain fell" in re.findall(r"<em>(.*?)</em>", found)) == is_listed
