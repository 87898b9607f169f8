"""What holds must hold, and where nothing tells two groups apart, nothing may."""

import numpy as np
import pandas as pd
import pytest
from page_cases import labelled

from kzlib.pages.given import SIDE, Given, give
from kzlib.pages.weighing import FEW, HOLDS, UNSURE, settings, weigh_shares

WET, DRY, RARE = "The port was wet and cold.", "The road was dry and long.", "A bear came by."


def texts(wet: int, articles: int = 12) -> list[str]:
    """Articles of ten or eleven paragraphs, of which so many are wet."""
    return ["\n".join([WET] * wet + [DRY] * (10 - wet + each % 2)) for each in range(articles)]


def weighed(x: list[str], y: list[str], word: str = "wet") -> dict[str, object]:
    given = give(labelled({"x": x, "y": y}), by="group", target="x")
    marked = given.sentences.assign(found=given.sentences["text"].str.contains(word))
    table = weigh_shares(marked, given.compared, ["found"], seed=0)
    return {str(name): value for name, value in table.iloc[0].items()}


def test_a_difference_in_every_article_holds() -> None:
    row = weighed(texts(8), texts(2))
    assert (row["verdict"], row["held"], row["settings"]) == (HOLDS, 2, 2)
    assert row["difference"] == pytest.approx(6 / 10.5)


def test_no_difference_does_not_hold() -> None:
    assert weighed(texts(5), texts(5))["verdict"] == UNSURE


def test_what_one_article_does_alone_does_not_hold() -> None:
    row = weighed([*texts(0, 11), *texts(10, 1)], texts(0))
    assert row["target_count"] == 10
    assert row["verdict"] == UNSURE


def test_of_too_few_sentences_nothing_is_said() -> None:
    x = [f"{text}\n{RARE}" if number < 4 else text for number, text in enumerate(texts(5))]
    assert weighed(x, texts(5), "bear")["verdict"] == FEW


def test_what_is_only_said_in_quotations_does_not_hold() -> None:
    speech = "“The port was wet and cold,” said Ann Lee."
    said = ["\n".join([DRY] * (5 + each % 2) + [speech] * 5) for each in range(12)]
    row = weighed(said, texts(0))
    assert (row["held"], row["settings"]) == (2, 4)  # those with direct speech
    assert row["verdict"] == UNSURE


def test_in_random_groups_hardly_anything_holds() -> None:
    """Of 200 properties that are dealt at random at most one may hold, by 1 in 20 a table."""
    rng = np.random.default_rng(1)
    given = give(labelled({"x": texts(5, 10), "y": texts(5, 10)}), by="group", target="x")
    names = [f"p{number}" for number in range(200)]
    own = rng.random((20, 200)) / 2  # each article has a share of its own
    share = own[given.sentences["article"].cat.codes]
    found = pd.DataFrame(rng.random(share.shape) < share, columns=names)
    table = weigh_shares(given.sentences.join(found), given.compared, names, seed=0)
    assert (table["difference_low"] * table["difference_high"] > 0).sum() > 5  # ranges alone err
    assert (table["verdict"] == HOLDS).sum() <= 1


def test_the_settings_are_four_and_nest() -> None:
    given: Given = give(
        labelled(
            {"x": ["A Title\nIt rained. “We left early that day,” said Ann."], "y": ["It snowed."]}
        ),
        by="group",
    )
    sizes = [len(rows) for rows in settings(given.sentences, SIDE)]
    assert len(sizes) == 4
    assert sizes[0] >= sizes[1]
    assert sizes[2] == len(given.sentences)


def test_words_of_every_article_hold_and_shared_ones_do_not() -> None:
    given = give(labelled({"x": texts(10), "y": texts(1)}), by="group", target="x")
    verdicts = given.weighed_words.set_index("term")["verdict"]
    assert {verdicts["wet"], verdicts["dry"]} == {HOLDS}
    assert "the" not in verdicts.index
