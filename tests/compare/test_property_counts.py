"""Sentences, words and paragraphs with a property, counted by hand."""

import pytest
from compare_cases import ONE_EACH, sentences

from kzlib.compare.property_counts import count_properties


def counted(table, properties=("trade", "security")):
    names, counts, smallest = count_properties(table, "era", "x", "y", properties)
    assert names == list(properties)
    return counts, smallest


def test_a_row_a_paragraph():
    (x, y), smallest = counted(ONE_EACH)
    assert smallest == 1
    assert list(x.index) == [("x-0", number) for number in (1, 2, 3, 4)]
    # Sentences, words, paragraphs; then those with trade; then those with security.
    assert x.to_numpy().tolist() == [
        [2, 30, 1, 1, 10, 1, 0, 0, 0],
        [2, 10, 1, 1, 5, 1, 1, 5, 1],
        [1, 10, 1, 0, 0, 0, 0, 0, 0],
        [1, 30, 1, 0, 0, 0, 0, 0, 0],
    ]
    assert y.to_numpy()[:, 3:6].tolist() == [[0, 0, 0], [1, 4, 1], [0, 0, 0]]


def test_two_sentences_with_it_make_one_paragraph_with_it():
    (x, _), _ = counted(sentences(x=[[[(4, "t"), (5, "t")]]], y=[[[(1, "")]]]), ["trade"])
    assert x.to_numpy().tolist() == [[2, 9, 1, 2, 9, 1]]


def test_a_row_an_article_from_five_in_each_group_on():
    article = [[(4, "t"), (5, "t")], [(6, "t")]]
    (x, y), smallest = counted(sentences(x=[article] * 6, y=[article] * 5), ["trade"])
    assert smallest == 5
    assert list(x.index) == [f"x-{number}" for number in range(6)]
    assert y.to_numpy().tolist() == [[3, 15, 2, 3, 15, 2]] * 5
    (x, _), smallest = counted(sentences(x=[article] * 6, y=[article] * 4), ["trade"])
    assert (len(x), smallest) == (12, 4)


def test_articles_are_told_apart_as_they_are_seen():
    table = sentences(x=[[[(4, "t")], [(5, "t")]]], y=[[[(1, "")]]])
    (x, _), _ = counted(table.assign(article=["a\u0301", "\u00e1 ", "b"], paragraph=1), ["trade"])
    assert list(x.index) == [("\u00e1", 1)]


def test_an_error_stays_one_line_whatever_a_column_is_called():
    table = sentences(x=[[[(0, "t")]]], y=[[[(1, "")]]]).rename(columns={"era": "e\nra\x1b"})
    with pytest.raises(ValueError, match=r"\Athe sentences of e ra\ufffd 'x' have no words; .*\Z"):
        count_properties(table, "e\nra\x1b", "x", "y", ["trade"])
