"""The words of two groups, paragraph by paragraph, on texts small enough to count by hand."""

import numpy as np
import pandas as pd
import pytest

from kzlib.compare.paragraph_counts import count_by_paragraph, words_of_two
from kzlib.text.corpus import Corpus

TEXTS = {
    "north": ("x", "Tea and tea.\nTea costs more."),
    "south": ("y", "Milk, and milk and milk.\nNo tea left."),
    "east": ("y", "Rain and tea, rain and tea."),
}


def made(order=tuple(TEXTS)):
    rows = [dict(zip(("article", "era", "text"), (n, *TEXTS[n]), strict=True)) for n in order]
    return Corpus.from_frame(pd.DataFrame(rows))


def counted(order=tuple(TEXTS)):
    return count_by_paragraph(words_of_two(made(order), "era", "x", None, None))


def test_words_are_those_of_two_groups_in_the_order_of_ids():
    words = words_of_two(made(), "article", "south", "east", None)
    said = "rain and tea rain and tea milk and milk and milk no tea left"
    assert " ".join(words.terms[words.term]) == said
    assert words.terms.tolist() == ["and", "left", "milk", "no", "rain", "tea"]
    assert words.target.tolist() == [False] * 6 + [True] * 8
    assert words.paragraph.tolist() == [1] * 6 + [1] * 5 + [2] * 3
    few = words.but({"and", "milk", "elsewhere"})
    assert " ".join(few.terms[few.term]) == "rain tea rain tea no tea left"
    assert few.target.tolist() == [False] * 4 + [True] * 3
    two = words_of_two(made(), "article", "south", "north", "body")
    assert two.terms.tolist() == ["and", "costs", "left", "milk", "more", "no", "tea"]
    with pytest.raises(ValueError, match="no words of article 'north' in part 'bio'; choose anoth"):
        words_of_two(made(), "article", "north", None, "bio")


def of_tea(counts):
    """The hits of tea in each paragraph that has it."""
    column = counts.counts.toarray()[:, counts.terms.tolist().index("tea")]
    return column[column > 0].tolist()


def by_term(counts, values):
    return {term: int(value) for term, value in zip(counts.terms, values, strict=True) if value}


def test_terms_and_paragraphs_stand_in_order_of_their_names():
    counts = counted()
    assert counts.terms.tolist() == sorted(counts.terms)
    # east, north, north, south, south
    assert counts.article.tolist() == [0, 1, 1, 2, 2]
    assert counts.words.tolist() == [6, 3, 3, 5, 3]
    assert counts.target.tolist() == [False, True, True, False, False]
    assert of_tea(counts) == [2, 2, 1, 1]
    other = counted(("south", "east", "north"))
    np.testing.assert_array_equal(counts.counts.toarray(), other.counts.toarray())
    for name in ("terms", "words", "article", "target"):
        np.testing.assert_array_equal(getattr(counts, name), getattr(other, name))


def test_the_counts_of_each_group():
    counts = counted()
    target, reference = counts.groups
    assert by_term(counts, target.hits) == {"tea": 3, "and": 1, "costs": 1, "more": 1}
    assert by_term(counts, reference.hits)["and"] == 4
    assert (target.words, reference.words) == (6, 14)
    assert (target.size, reference.size) == (1, 2)
    tea = counts.terms.tolist().index("tea")
    assert [group.paragraphs[tea] for group in counts.groups] == [2, 2]
    assert [group.articles[tea] for group in counts.groups] == [1, 2]
    assert [group.most[tea] for group in counts.groups] == [2, 2]


def test_the_same_by_article():
    counts = counted()
    whole = counts.of_articles
    assert whole.article.tolist() == [0, 1, 2]
    assert whole.words.tolist() == [6, 6, 8]
    assert whole.target.tolist() == [False, True, False]
    assert of_tea(whole) == [2, 3, 1]
    for one, other in zip(counts.groups, whole.groups, strict=True):
        np.testing.assert_array_equal(one.hits, other.hits)
        np.testing.assert_array_equal(one.articles, other.paragraphs)
        assert (one.words, one.size) == (other.words, other.size)


def test_frequent_terms_keep_their_counts_and_the_paragraphs_their_words():
    counts = counted()
    few = counts.frequent(3)
    assert few.terms.tolist() == ["and", "milk", "tea"]
    assert by_term(few, few.groups[1].hits) == {"and": 4, "milk": 3, "tea": 3}
    np.testing.assert_array_equal(few.words, counts.words)
    assert counts.frequent(1).terms.size == counts.terms.size
    assert counts.frequent(99).terms.size == 0


def test_paragraphs_are_dealt_with_their_article_and_articles_whole():
    counts = counted()
    dealt = counts.dealt(np.array([1, 0, 3, 4, 2]), "paragraphs")
    assert dealt.target.tolist() == [True, False, False, False, True]
    assert dealt.article.tolist() == [1, 0, 2, 2, 1]
    assert [group.words for group in dealt.groups] == [6 + 3, 3 + 3 + 5]
    dealt = counts.dealt(np.array([0, 2, 1]), "articles")
    assert dealt.target.tolist() == [False, False, False, True, True]
    assert dealt.article.tolist() == counts.article.tolist()
    assert [group.size for group in dealt.groups] == [1, 2]
