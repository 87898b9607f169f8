"""Tracks: a group's sentences in order, a place each."""

import pandas as pd
import pytest
from show_cases import draw_bars, filled, sentences, toned

from kzlib.show import colours
from kzlib.show.canvas import Canvas
from kzlib.show.tracks import Track, counts_of


def track(articles: int) -> Track:
    frame = sentences(1, each=4, articles=articles)
    return Track("early", "k", 100, 80, frame, {"oil": [0, 2], "tea": []})


def test_places_share_the_width() -> None:
    one = track(1)
    assert (one.step, one.x(0), one.x(3), one.right) == (20, 100, 160, 180)


def test_sentences_are_listed_with_their_article_where_there_are_several() -> None:
    assert track(1).counted("oil") == (2, "1, 3")
    assert track(2).listed([0, 7]) == "earl-0:1, earl-1:4"
    assert track(2).counted("tea") == (0, "")
    assert counts_of([track(1), track(2)], "oil") == "2 and 2"


def test_a_gap_stands_between_two_articles_and_nowhere_else(canvases: list[Canvas]) -> None:
    draw_bars(toned(1, articles=3))
    tracks = filled(canvases[0], colours.TRACK)
    gaps = [p for p in canvases[0].axes.patches if p.get_width() == 1.5]
    assert (len(tracks), len(gaps)) == (3, 6)
    left, width = tracks[0].get_x(), tracks[0].get_width()
    assert {round((gap.get_x() + 1 - left) / width, 6) for gap in gaps} == {0.333333, 0.666667}


def test_categories_are_told_apart_as_text(canvases: list[Canvas]) -> None:
    kinds = pd.CategoricalDtype(["ear-2", "ear-1", "ear-0"])
    draw_bars(toned(1, articles=3).astype({"article": kinds}))
    gaps = [p for p in canvases[0].axes.patches if p.get_width() == 1.5]
    assert len(gaps) == 6
    assert min(gap.get_height() for gap in gaps) == pytest.approx(42)
