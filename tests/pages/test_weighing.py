"""What holds must hold, and where nothing tells two groups apart, nothing may."""

import math

import numpy as np
import pandas as pd
import pytest
from page_cases import labelled

import kzlib as kz
from kzlib.pages.answer import answer
from kzlib.pages.given import SIDE, Given, give
from kzlib.pages.weighing import FEW, HOLDS, UNSURE, _verdict, most_rows, settings, weigh_shares

WET, DRY, RARE = "The port was wet and cold.", "The road was dry and long.", "A bear came by."


def texts(wet: int, articles: int = 12) -> list[str]:
    """Articles of ten or eleven paragraphs, of which so many are wet."""
    return ["\n".join([WET] * wet + [DRY] * (10 - wet + each % 2)) for each in range(articles)]


def weighed(x: list[str], y: list[str], word: str = "wet") -> dict[str, object]:
    given = give(labelled({"x": x, "y": y}), by="group", target="x")
    marks = pd.DataFrame({"found": given.sentences["text"].str.contains(word)})
    table = weigh_shares(given.sentences, marks, given.compared, seed=0)
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


SURE = {
    "target_count": 5, "reference_count": 0, "difference_low": 0.1, "difference_high": 0.2,
    "without_one_low": 0.1, "without_one_high": 0.2, "as_far": 0.005, "held": 75, "settings": 100,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, HOLDS),  # each at its limit: 5 sentences, 75 of 100 settings, 5 % of ten comparisons
        ({"target_count": 2, "reference_count": 2}, FEW),
        ({"target_count": 2, "reference_count": 3}, HOLDS),
        ({"held": 74}, UNSURE),
        ({"as_far": 0.0051}, UNSURE),
        ({"difference_low": 0.0}, UNSURE),
        ({"without_one_low": 0.0}, UNSURE),
        ({"difference_low": -0.2, "difference_high": -0.1}, HOLDS),
        ({"difference_low": -0.2, "difference_high": 0.0}, UNSURE),
        ({"without_one_low": -0.2, "without_one_high": -0.1}, HOLDS),
        ({"without_one_low": -0.2, "without_one_high": 0.0}, UNSURE),
    ],
)
def test_a_verdict_at_the_limits_of_its_rules(change: dict[str, float], verdict: str) -> None:
    assert _verdict(SURE | change, 10) == verdict


def test_a_sentence_is_short_that_has_fewer_than_six_words() -> None:
    texts_of = {"x": ["It rained all day long. It rained all day and night."], "y": ["No. " + DRY]}
    given = give(labelled(texts_of), by="group")
    ways = [[*rows["words"]] for rows in settings(given.sentences, SIDE)]
    assert ways == [[5, 6, 1, 6], [6, 6]]


def test_what_is_only_said_in_quotations_does_not_hold() -> None:
    speech = "“The port was wet and cold,” said Ann Lee."
    said = ["\n".join([DRY] * (5 + each % 2) + [speech] * 5) for each in range(12)]
    row = weighed(said, texts(0))
    assert (row["held"], row["settings"]) == (2, 4)  # those with direct speech
    assert row["verdict"] == UNSURE


def test_in_random_groups_hardly_anything_holds() -> None:
    """Of 200 properties that are dealt at random at most one may hold, by 1 in 20 a table.

    Judged one by one, no more than 1 in 20 may, and so many are as far apart in 1 of 20 splits.
    """
    rng = np.random.default_rng(1)
    given = give(labelled({"x": texts(5, 10), "y": texts(5, 10)}), by="group", target="x")
    names = [f"p{number}" for number in range(200)]
    own = rng.random((20, 200)) / 2  # each article has a share of its own
    share = own[given.sentences["article"].cat.codes]
    found = pd.DataFrame(rng.random(share.shape) < share, columns=names)
    table = weigh_shares(given.sentences, found, given.compared, seed=0)
    off_zero = table["difference_low"] * table["difference_high"] > 0
    assert off_zero.mean() > 0.05  # ranges alone err
    assert (table["verdict"] == HOLDS).sum() <= 1
    rare = table["as_far"] <= 0.05
    assert 0.02 < rare.mean() < 0.08
    assert (rare & off_zero & (table["held"] >= 0.75 * table["settings"])).mean() <= 0.05


def test_one_article_of_two_is_left_out_though_paragraphs_are_drawn() -> None:
    row = weighed([*texts(10, 1), *texts(2, 1)], texts(1, 2))
    assert row["unit"] == "paragraphs"
    share = 2 / 21  # of the reference, which has 10 and 11 sentences
    assert row["difference"] == pytest.approx(12 / 20 - share)
    assert row["without_one_low"] == pytest.approx(2 / 10 - share)  # without the wet article
    assert row["without_one_high"] == pytest.approx(10 / 10 - share)


def test_what_hangs_on_short_sentences_does_not_hold() -> None:
    x = ["\n".join([DRY] * (5 + each % 2) + ["Wet."] * 5) for each in range(12)]
    row = weighed(x, texts(0), "Wet")
    assert (row["held"], row["settings"]) == (2, 4)  # those with short sentences
    assert row["verdict"] == UNSURE


def test_a_stricter_rule_is_asked_in_each_setting() -> None:
    given = give(labelled({"x": texts(8), "y": texts(2)}), by="group", target="x")
    marks = pd.DataFrame({"found": given.sentences["text"].str.contains("wet")})
    asked = given.sentences, marks, given.compared
    (row,) = weigh_shares(*asked, seed=0, stricter=marks).to_dict("records")
    assert (row["held"], row["settings"], row["verdict"]) == (4, 4, HOLDS)
    (row,) = weigh_shares(*asked, seed=0, stricter=marks & False).to_dict("records")
    assert (row["held"], row["settings"], row["verdict"]) == (2, 4, UNSURE)


def test_a_theme_that_hangs_on_one_word_does_not_hold() -> None:
    keys = {"keys": {"water": {"patterns": ["wet", "rain"]}, "one": {"patterns": ["port"]}}}
    themes = kz.Dictionary.from_mapping(keys, name="wet")
    corpus = labelled({"x": texts(8), "y": texts(2)})
    table = give(corpus, by="group", target="x", dictionary=themes).weighed_themes
    rows = table.set_index("property")[["held", "settings", "verdict"]]
    assert [*rows.loc["water"]] == [2, 4, UNSURE]
    assert [*rows.loc["one"]] == [2, 2, HOLDS]  # it has no other word that could be left


def test_a_property_may_have_the_name_of_any_column() -> None:
    given = give(labelled({"x": texts(8), "y": texts(2)}), by="group", target="x")
    marks = given.sentences["text"].str.contains("wet").to_frame("words")
    assert weigh_shares(given.sentences, marks, given.compared, seed=0)["property"][0] == "words"


def test_the_settings_are_those_that_differ() -> None:
    given: Given = give(
        labelled(
            {
                "x": ["A Title\nIt rained. “We left early that day,” said Ann."],
                "y": ["It snowed all day and all night."],
            }
        ),
        by="group",
    )
    ways = [[*rows["sentence"]] for rows in settings(given.sentences, SIDE)]
    # By article x: the body; without the short sentence; without the quotation; then with the
    # title. What leaves x without words, or has the same sentences as another way, is not there.
    assert [len(way) for way in ways] == [3, 2, 2, 4, 3]
    assert ways[0] == [2, 3, 1]


def test_words_of_every_article_hold_and_shared_ones_do_not() -> None:
    given = give(labelled({"x": texts(10), "y": texts(1)}), by="group", target="x")
    verdicts = given.weighed_words.set_index("property")["verdict"]
    assert {verdicts["wet"], verdicts["dry"]} == {HOLDS}
    assert "the" not in verdicts.index


def test_where_no_more_words_differ_than_in_random_splits_none_holds() -> None:
    given = give(labelled({"x": texts(10), "y": texts(1)}), by="group", target="x")
    assert (given.weighed_words["verdict"] == HOLDS).any()
    usual = give(labelled({"x": texts(10), "y": texts(1)}), by="group", target="x")
    usual.__dict__["shuffled_words"] = given.shuffled_words.assign(off_zero=5)
    assert not (usual.weighed_words["verdict"] == HOLDS).any()


@pytest.mark.parametrize(("rows", "verdict"), [(6, HOLDS), (7, UNSURE)])
def test_five_and_five_articles_show_something_in_six_rows_but_not_in_seven(
    rows: int, verdict: str
) -> None:
    """The real split and its mirror are 2 of the 252; what has too few sentences takes no share."""
    assert 0.05 / 6 > 2 / math.comb(10, 5) > 0.05 / 7
    given = give(labelled({"x": texts(8, 5), "y": texts(2, 5)}), by="group", target="x")
    text = given.sentences["text"]
    marks = pd.DataFrame({"wet": text.str.contains("wet")})
    for number in range(1, rows):
        marks[f"every {number + 1}th"] = marks.index % (number + 1) == 0
    for number in range(10):
        marks[f"only {number}"] = marks.index == number
    table = weigh_shares(given.sentences, marks, given.compared, seed=0).set_index("property")
    assert table.loc["wet", "as_far"] == pytest.approx(2 / 252)
    assert table.loc["wet", "verdict"] == verdict
    assert (table["verdict"] == FEW).sum() == 10
    assert (rows <= most_rows(5, 5)) == (verdict == HOLDS)


@pytest.mark.parametrize(
    ("articles", "said", "unsaid"),
    [
        (2, "said of these articles, not of the groups", "nothing can hold"),
        (
            5,
            "5 and 5 articles can be split in so few ways that in a table of more than 6 rows",
            "not of",
        ),
        (
            6,
            "6 and 6 articles can be split in so few ways that in a table of more than 23",
            "not of",
        ),
        (7, "Differences that hold", "nothing can hold"),
    ],
)
def test_the_answer_says_what_few_articles_cannot_show(
    articles: int, said: str, unsaid: str
) -> None:
    groups = {"x": texts(10, articles), "y": texts(0, articles)}
    text = answer(give(labelled(groups), by="group", target="x")).text
    assert said in text
    assert unsaid not in text


def test_thousands_of_articles_can_be_split_in_more_ways_than_a_float_holds() -> None:
    assert most_rows(1000, 1000) > 10**500
