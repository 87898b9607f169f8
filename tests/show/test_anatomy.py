"""Anatomy: every paragraph in order, filled where it is counted."""

from __future__ import annotations

import pandas as pd
import pytest
from show_cases import draw_anatomy, filled, high, written

from kzlib import show
from kzlib.show import colours
from kzlib.show.canvas import HIGHEST, Canvas


def test_the_words_of_the_body_are_counted(canvases: list[Canvas]) -> None:
    picture = draw_anatomy(groups=1)
    words = written(canvases[0])
    assert "298 words counted, 814 left out" in words  # twice 27, 44 and 78
    assert "left out: heading, 122 words." in picture.alt
    assert picture.numbers["words"].sum() == 1112
    assert words.count("10 · headline") == words.count("95 · about the author") == 2
    assert {"ear-0", "ear-1"} <= {*words}


def test_a_paragraph_is_as_long_as_its_words_and_filled_where_it_counts(
    canvases: list[Canvas],
) -> None:
    draw_anatomy(groups=1)
    boxes = [box.get_width() for box in filled(canvases[0], colours.GROUPS[0])[1:]]
    assert len(boxes) == 6  # without the rule under the name; the rest is outlined
    assert [width / boxes[0] for width in boxes] == pytest.approx([1, 44 / 27, 78 / 27] * 2)


def test_one_article_is_not_named(canvases: list[Canvas]) -> None:
    frame = pd.DataFrame({"era": "old", "article": "a-1", "paragraph": [1, 2], "part": "body"})
    show.anatomy(frame.assign(words=[0, 5]), by="era", title="t", caption="c")
    assert "a-1" not in written(canvases[0])
    with pytest.raises(ValueError, match=r"needs the columns \['words'\]"):
        show.anatomy(frame, by="era", title="t", caption="c")


def test_more_paragraphs_than_a_picture_holds_are_counted(canvases: list[Canvas]) -> None:
    rows = pd.DataFrame({"article": "a", "paragraph": range(1, 2_001), "part": "body", "words": 9})
    picture = show.anatomy(rows.assign(label="x"), by="label", title="t", caption="c")
    (more,) = [words for words in written(canvases[0]) if words.endswith("more: .to_csv(path)")]
    drawn = 2_000 - int(more.split()[1].replace(",", ""))
    assert 500 < drawn == len(canvases[0].axes.patches) - 1  # beside the rule under the name
    assert high(canvases[0]) <= HIGHEST
    assert len(picture.numbers) == 2_000
