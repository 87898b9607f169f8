"""The table of scores, a scorer of one's own, and the words behind a difference of two groups."""

import math
import random
from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd
import pytest
from tone_cases import REFERENCE, corpus_of, corpus_of_cases, make_sentence

from kzlib.text.corpus import Corpus
from kzlib.tone import word_scores
from kzlib.tone.scores import compare_tone_words, score_tone
from kzlib.tone.word_scores import tone_words

COLUMNS = ["article", "paragraph", "sentence", "start", "end", "part"]


def test_scores_of_a_corpus_are_exactly_those_of_nltk() -> None:
    source = random.Random(21)
    lines = [line for line in (make_sentence(source) for _ in range(6000)) if line.strip()]
    sentences = corpus_of("\n".join(lines)).sentences["text"]
    table = score_tone(corpus_of("\n".join(lines)))
    assert len(table) >= 5000
    assert table["score"].tolist() == [REFERENCE.score(text) for text in sentences]
    assert table["plain"].tolist() == table["score"].tolist()


# --- the table -----------------------------------------------------------------------------------


def test_a_row_a_sentence_of_every_part() -> None:
    text = "Great news\n\nThe deal is good. The road is bad!\n\nNobody spoke of it."
    corpus = corpus_of(text, text)
    table = score_tone(corpus)
    assert list(table) == [*COLUMNS, "tone", "score", "plain", "word_scores"]
    pd.testing.assert_frame_equal(table[COLUMNS], corpus.sentences[COLUMNS])
    assert table["tone"].tolist() == [1, 1, -1, 0] * 2
    assert table["tone"].dtype == "int64"
    assert table["word_scores"].tolist()[1:4] == ["good +1.9", "bad −2.5; !? −0.29", ""]


@pytest.mark.parametrize(
    ("value", "tone"), [(0.05, 1), (0.0499, 0), (0, 0), (-0.0499, 0), (-0.05, -1), (-7, -1)]
)
def test_cut_points(value: float, tone: int) -> None:
    table = score_tone(corpus_of("One."), scorer=lambda sentences: [value])
    assert table[["tone", "score"]].values.tolist() == [[tone, value]]


@pytest.mark.parametrize("scorer", ["vader", "masked", lambda texts: [1] * len(texts)])
def test_the_sentences_of_a_part_score_as_among_all(scorer: object) -> None:
    text = "Great news of security\n\nThe deal of the Good Hope Council is good.\n\nSign up here."
    corpus = corpus_of(text, text)
    for work in (score_tone, tone_words)[: 1 if callable(scorer) else 2]:
        whole = work(corpus, scorer=scorer)  # type: ignore[arg-type]
        assert whole["article"].dtype == corpus.sentences["article"].dtype
        for part in ("title", "body", ["title", "body"], "bio"):
            rows = whole["part"].isin([part] if isinstance(part, str) else part)
            some = work(corpus, scorer=scorer, part=part)  # type: ignore[arg-type]
            pd.testing.assert_frame_equal(some, whole[rows].reset_index(drop=True))
            assert some.empty == (part == "bio")
        with pytest.raises(ValueError, match="there is no part 'titel'"):
            work(corpus, scorer=scorer, part="titel")  # type: ignore[arg-type]


def test_a_mask_takes_the_valence_and_leaves_the_rules() -> None:
    corpus = corpus_of("The United States is not good, but in Rome it was a united front.")
    table = score_tone(corpus, scorer="masked")
    assert table["word_scores"][0] == "(United masked: +0.9); good −0.7; united +2.7"
    total = 0.5 * 1.9 * -0.74 + 1.5 * 1.8
    assert table["score"][0] == round(total / math.sqrt(total**2 + 15), 4)
    assert table["plain"][0] == REFERENCE.score(corpus.text["a0"])


def test_what_has_nothing_to_mask_scores_as_plain() -> None:
    corpus = corpus_of_cases()
    plain, masked = (score_tone(corpus, scorer=scorer) for scorer in ("vader", "masked"))
    same = ~masked["word_scores"].str.contains("masked:")
    assert same.sum() > 100
    assert (~same).sum() > 20
    assert masked.loc[same, "word_scores"].tolist() == plain.loc[same, "word_scores"].tolist()
    assert masked.loc[same, "score"].tolist() == plain.loc[same, "score"].tolist()
    assert masked["plain"].tolist() == plain["score"].tolist()


# --- a scorer of one's own -----------------------------------------------------------------------


def classifier(sentences: list[str]) -> list[dict[str, float]]:
    """Stands in for a reader's own model or service: one answer a sentence."""
    good = [0.9 if "rose" in sentence else 0.2 for sentence in sentences]
    return [{"good": share, "bad": 1 - share} for share in good]


def test_a_model_of_ones_own_takes_its_place_in_the_table() -> None:
    corpus = corpus_of("Exports rose. Exports fell.", "Good weather.")

    def my_model(sentences: list[str]) -> list[float]:
        return [answer["good"] - answer["bad"] for answer in classifier(sentences)]

    table = score_tone(corpus, scorer=my_model)
    pd.testing.assert_frame_equal(table[COLUMNS], corpus.sentences[COLUMNS])
    assert table["score"].round(6).tolist() == [0.8, -0.6, -0.6]
    assert table["tone"].tolist() == [1, -1, -1]
    assert list(table) == [*COLUMNS, "tone", "score", "word_scores"]
    assert table["word_scores"].tolist() == ["", "", ""]


def test_vader_does_not_run_beside_a_scorer_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_scores, "score_words", None)
    assert score_tone(corpus_of("Good."), scorer=lambda texts: [0])["tone"].tolist() == [0]


def test_a_scorer_is_given_the_part_alone_and_nothing_is_not_asked() -> None:
    asked: list[list[str]] = []

    def own(sentences: list[str]) -> list[int]:
        asked.append(sentences)
        return [0] * len(sentences)

    corpus = corpus_of("Great news\n\nThe road is bad.")
    assert len(score_tone(corpus, scorer=own, part="title")) == 1
    assert score_tone(corpus, scorer=own, part="bio").empty
    assert asked == [["Great news"]]


@pytest.mark.parametrize(
    "form",
    [
        list,
        tuple,
        iter,
        np.array,
        lambda values: np.array(values, dtype="float32"),
        lambda values: pd.Series(values, index=["x", "y"]),
        lambda values: pd.array(values, dtype="Int64"),
    ],
)
def test_forms_of_scores(form: Callable[[list[int]], Iterable[float]]) -> None:
    asked: list[object] = []

    def own(sentences: list[str]) -> Iterable[float]:
        asked.append(sentences)
        return form([2, -1])

    table = score_tone(corpus_of("One day. Two days."), scorer=own)
    assert asked == [["One day.", "Two days."]]
    assert table["score"].tolist() == [2.0, -1.0]
    assert table["score"].dtype == "float64"


@pytest.mark.parametrize(
    ("scores", "error"),
    [
        ([1], "the scorer gave 1 scores for 2 sentences; give a list of 2 finite numbers"),
        ([], "gave 0 scores for 2"),
        ([1, 2, 3], "gave 3 scores for 2"),
        ([1, float("nan")], "the score of a0:2 is nan"),
        ([-float("inf"), 1], "the score of a0:1 is -inf"),
        ([10**400, 1], r"the score of a0:1 is 1000*\.\.\.0*; give a list of 2 finite"),
        ([True, False], "the score of a0:1 is True"),
        (np.array([True, False]), "the score of a0:1 is np.True_"),
        (np.array(0.5), "gave a ndarray"),
        ({0.1, 0.2}, "gave a set"),
        (pd.DataFrame({0: [1, 2], 1: [3, 4]}), "gave a DataFrame"),
        (["good", "bad"], "the score of a0:1 is 'good'"),
        ([None, 1], "the score of a0:1 is None"),
        ([1, [1]], r"the score of a0:2 is \[1\]"),
        (np.zeros((2, 3)), "the score of a0:1 is of the type ndarray"),
        (None, "gave a NoneType"),
        (0.5, "gave a float"),
        ("ab", "gave a str"),
        (b"ab", "gave a bytes"),
        ({"One.": 1, "Two.": 2}, "gave a dict"),
        (pd.Series([1.0, None]), "the score of a0:2 is nan"),
        (pd.array([pd.NA, 1], dtype="Int64"), "the score of a0:1 is <NA>"),
    ],
)
def test_scores_that_are_none(scores: object, error: str) -> None:
    with pytest.raises(ValueError, match=error):
        score_tone(corpus_of("One. Two."), scorer=lambda _: scores)  # type: ignore[arg-type]


def test_an_error_of_the_scorer_comes_through() -> None:
    def own(sentences: list[str]) -> list[float]:
        raise KeyError("no token for the service")

    with pytest.raises(KeyError, match="no token") as caught:
        score_tone(corpus_of("One. Two."), scorer=own)
    assert caught.value.__notes__ == ["raised by the scorer, given a list of 2 sentences"]
    with pytest.raises(ZeroDivisionError) as late:
        score_tone(
            corpus_of("One. Two."), scorer=lambda texts: (1 / len(text[4:]) for text in texts)
        )
    assert late.value.__notes__ == caught.value.__notes__


def test_a_scorer_may_do_what_it_likes_with_its_list() -> None:
    def own(sentences: list[str]) -> list[int]:
        sentences.clear()
        return [1, -1]

    corpus = corpus_of("One. Two.")
    assert score_tone(corpus, scorer=own)["tone"].tolist() == [1, -1]
    assert corpus.sentences["text"].tolist() == ["One.", "Two."]


@pytest.mark.parametrize("scorer", ["Vader", ""])
def test_unknown_scorers(scorer: str) -> None:
    with pytest.raises(ValueError, match=r"scorer is '.*'; give 'vader' or 'masked' or a funct"):
        score_tone(corpus_of("One."), scorer=scorer)  # type: ignore[arg-type]


@pytest.mark.parametrize("scorer", [None, 3, ["vader"]])
def test_what_is_no_scorer(scorer: object) -> None:
    with pytest.raises(ValueError, match=r"\Ascorer is .*; give 'vader' or .* or a function\Z"):
        score_tone(corpus_of("One."), scorer=scorer)  # type: ignore[arg-type]


@pytest.mark.parametrize("work", [score_tone, tone_words, compare_tone_words])
def test_no_corpus(work: Callable[..., object]) -> None:
    groups = {"by": "era", "target": "x"} if work is compare_tone_words else {}
    with pytest.raises(ValueError, match="of the type DataFrame; give a Corpus"):
        work(pd.DataFrame([1]), scorer="no scorer either", **groups)


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("GREAT SUCCESS IN ASTANA", 1),
        ("😀 👍", 0),
        ("So good 😀", 1),
        (":) :)", 1),
        ("...", 0),
        ("no", -1),
    ],
)
@pytest.mark.parametrize("scorer", ["vader", "masked"])
def test_odd_sentences(scorer: str, text: str, tone: int) -> None:
    table = score_tone(corpus_of(text), scorer=scorer)
    assert table["tone"].tolist() == [tone]
    assert table["score"].tolist() == [REFERENCE.score(text)]


# --- which words make the difference -------------------------------------------------------------

TEXTS = [
    "A good deal, a good road! Security is great. Nothing came.",
    "The good road is bad, but the deal is not good. The crisis is over!",
    "Trade grew. It was a disaster for the good people of the United States!?",
]
ERAS = ["x", "y", "y"]


def test_contributions_against_nltk() -> None:
    corpus = corpus_of(*TEXTS, era=ERAS)
    table = compare_tone_words(corpus, by="era", target="x", part=None)
    groups = [
        corpus.sentences.loc[corpus.sentences["article"].isin(names), "text"]
        for names in (["a0"], ["a1", "a2"])
    ]

    def difference(without: str = "") -> float:
        a, b = (np.mean([REFERENCE.score(text, without) for text in texts]) for texts in groups)
        return float(a - b)

    assert list(table) == [
        *("word", "valence", "target_count", "reference_count"),
        *("difference", "without", "effect"),
    ]
    assert set(table["word"]) == {
        *("good", "security", "great", "bad", "crisis", "grew", "disaster", "united")
    } & set(REFERENCE.lexicon)
    np.testing.assert_allclose(table["difference"], difference())
    np.testing.assert_allclose(table["without"], [difference(word) for word in table["word"]])
    np.testing.assert_allclose(table["effect"], table["difference"] - table["without"])
    assert table["effect"].abs().is_monotonic_decreasing
    assert table["valence"].tolist() == [REFERENCE.lexicon[word] for word in table["word"]]
    counts = table.set_index("word")[["target_count", "reference_count"]]
    assert counts.loc["good"].tolist() == [2, 3]
    scores = score_tone(corpus).set_index("article")["score"]
    means = scores.loc[["a0"]].mean(), scores.loc[["a1", "a2"]].mean()
    assert table["difference"][0] == pytest.approx(means[0] - means[1])


def test_swapping_the_groups_turns_the_sign() -> None:
    corpus = corpus_of(*TEXTS, era=ERAS)
    there, back = (compare_tone_words(corpus, by="era", target=t, part=None) for t in "xy")
    for column in ("difference", "without", "effect"):
        assert there[column].tolist() == (-back[column]).tolist()
    assert there["word"].tolist() == back["word"].tolist()


def test_the_order_of_articles_changes_nothing() -> None:
    texts = corpus_of_cases().sentences["text"].tolist()
    eras = ["xy"[number % 2] for number in range(len(texts))]
    rows = corpus_of(*texts).articles.assign(text=texts, era=eras)
    tables = [
        compare_tone_words(Corpus.from_frame(frame), by="era", target="x", part=None)
        for frame in (rows, rows.iloc[::-1], rows.sample(frac=1, random_state=1))
    ]
    assert len(tables[0]) > 50
    for table in tables[1:]:
        pd.testing.assert_frame_equal(table, tables[0], check_exact=True)


def test_words_of_the_same_effect_stand_by_name() -> None:
    """As floats they differ: 0.1779 less 0, and -0.4215 less -0.5994."""
    corpus = corpus_of("They adopt it. They agreed in anguish.", "It came.", era=["x", "y"])
    table = compare_tone_words(corpus, by="era", target="x", part=None)
    assert table["word"].tolist() == ["anguish", "adopt", "agreed"]
    assert table["effect"][1] < table["effect"][2]


def test_masked_words_contribute_nothing() -> None:
    corpus = corpus_of(*TEXTS, era=ERAS)
    table = compare_tone_words(corpus, by="era", target="x", part=None, scorer="masked")
    assert not {"security", "united"} & set(table["word"])
    assert "good" in set(table["word"])
    scores = score_tone(corpus, scorer="masked").set_index("article")["score"]
    means = scores.loc[["a0"]].mean(), scores.loc[["a1", "a2"]].mean()
    assert table["difference"][0] == pytest.approx(means[0] - means[1])


def test_contributions_of_a_part_and_of_none() -> None:
    texts = ["Good\n\nThe road is bad.", "Bad\n\nThe road came."]
    parts = ["1=title; 2=body"] * 2
    corpus = corpus_of(*texts, era=["x", "y"], parts=parts)
    assert compare_tone_words(corpus, by="era", target="x")["word"].tolist() == ["bad"]
    titles = compare_tone_words(corpus, by="era", target="x", part="title")
    assert titles["word"].tolist() == ["bad", "good"]
    assert compare_tone_words(corpus_of("One.", "Two.", era=["x", "y"]), by="era", target="x").empty
    with pytest.raises(ValueError, match="no sentences of era 'x' in part 'bio'; choose another"):
        compare_tone_words(corpus, by="era", target="x", part="bio")
    with pytest.raises(ValueError, match="there is no part 'titel'"):
        compare_tone_words(corpus, by="era", target="x", part="titel")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"by": "year", "target": "x"}, "the articles have no column 'year'"),
        ({"by": "era", "target": "z"}, "no article has era 'z'; there is: x, y"),
        ({"by": "era", "target": "x", "reference": "z"}, "no article has era 'z'"),
        ({"by": "era", "target": "x", "reference": "x"}, "era 'x' is compared with itself"),
    ],
)
def test_groups_that_are_not_there(arguments: dict[str, str], error: str) -> None:
    with pytest.raises((LookupError, ValueError), match=error):
        compare_tone_words(corpus_of(*TEXTS, era=ERAS), **arguments)  # type: ignore[arg-type]


# --- the cases -----------------------------------------------------------------------------------


def test_the_cases_score_as_by_nltk_and_masked_as_worked_by_hand() -> None:
    corpus = corpus_of_cases()
    plain, masked = (score_tone(corpus, scorer=scorer) for scorer in ("vader", "masked"))
    words = tone_words(corpus, scorer="masked")
    changed = 0
    for row, sentence in enumerate(corpus.sentences["text"]):
        assert plain["score"][row] == masked["plain"][row] == REFERENCE.score(sentence)
        values = [value for value in REFERENCE.valences if value]  # of nltk, word by word
        own = words[(words["article"] == plain["article"][row]) & (words["word"] != "!?")]
        masks = own["masked"]
        left = sum(value for value, mask in zip(values, masks, strict=True) if not mask)
        marks = min(sentence.count("!"), 4) * 0.292
        assert sentence.count("?") < 2  # two and more add to the score too
        left += math.copysign(marks, left) if left else 0
        assert masked["score"][row] == round(left / math.sqrt(left**2 + 15), 4)
        changed += bool(masks.any())
    assert len(plain) == 309
    assert changed > 40
    for table in (plain, masked):
        tones = [1 if score >= 0.05 else -1 if score <= -0.05 else 0 for score in table["score"]]
        assert table["tone"].tolist() == tones
