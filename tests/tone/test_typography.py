"""What a mark looks like changes no tone, and every word keeps its place in the untouched text."""

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from operator import ne
from pydoc_data.topics import topics

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tone_cases import (
    CASES,
    INVISIBLE,
    LEXICON,
    MODIFIERS,
    ODD,
    PLAIN,
    REFERENCE,
    corpus_of,
    corpus_of_cases,
    in_steps,
    make_sentence,
)

from kzlib.text.files import read_rows
from kzlib.tone.masks import find_masks
from kzlib.tone.scores import score_tone
from kzlib.tone.vader import prepare, score_words
from kzlib.tone.word_scores import tone_words

of_nltk = REFERENCE.of_nltk
ROWS = read_rows(CASES / "tone_typography.csv", ["sentence", "prepared", "score", "why"])
DOUBLED = re.compile(r"(^|[\s(\[{—-])?(?:\"|''|``)")


def curly(text: str) -> str:
    """A text in curly type: a double mark opens after a blank or a dash, else it closes."""
    text = DOUBLED.sub(lambda found: f"{found[1]}“" if found[1] is not None else "”", text)
    return re.sub(r"(^|[\s“])'", r"\1‘", text).replace("'", "’")


def texed(text: str) -> str:
    return curly(text).replace("“", "``").replace("”", "''")


def with_invisible(text: str) -> str:
    return re.sub(r"(?<!\S)(?=\w)", "\u200b", re.sub(r"(?<=\w)(?=\w)", "\u00ad", text))


def made() -> list[str]:
    """Sentences of the lexicon's words in straight type, some of their words in double marks."""
    source = random.Random(81)
    sentences = []
    for _ in range(6000):
        words = in_steps(make_sentence(source)).split()
        for _ in range(source.randint(0, 2) if words else 0):
            first, last = sorted(source.choices(range(len(words)), k=2))
            words[first], words[last] = '"' + words[first], words[last] + '"'
        sentences.append(" ".join(words))
    return sentences


def general() -> list[str]:
    """The lines of the Python language reference, which comes with Python, in straight type."""
    lines = (text.replace("\n", "\n\n") for text in topics.values())  # else they are joined
    sentences = corpus_of(*lines).sentences["text"]
    return [text.replace("“", '"').replace("”", '"').replace("’", "'") for text in sentences]


# --- cases ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", ROWS, ids=str)
def test_cases(case: dict[str, str]) -> None:
    sentence, score = case["sentence"], float(case["score"])
    assert prepare(sentence)[0] == case["prepared"]
    assert of_nltk(case["prepared"]) == score
    for scorer in ("vader", "masked"):
        table = score_tone(corpus_of(sentence), scorer=scorer)
        assert table[["score", "plain"]].values.tolist() == [[score, score]]


def test_most_cases_are_wrong_by_nltk_alone() -> None:
    wrong = [row["sentence"] for row in ROWS if of_nltk(row["sentence"]) != float(row["score"])]
    assert len(wrong) >= 20
    assert {"I don’t like this plan.", 'Dell called it a "disaster."'} <= {*wrong}


@pytest.mark.parametrize("hidden", INVISIBLE[:60] + "\u200d", ids=ascii)
def test_invisible_characters(hidden: str) -> None:
    text = f"The road is{hidden}n't {hidden}sa{hidden}fe'{hidden}'{hidden}."
    assert prepare(text)[0] == "The road isn't safe."
    (word,) = score_words(text).words
    assert text[word.start : word.end] == f"sa{hidden}fe"
    assert score_words(text).score() == -0.3412


def test_a_joiner_of_pictures_stays() -> None:
    assert prepare("👩\u200d🌾 sa\u200dfe")[0] == "👩\u200d🌾 safe"


def test_a_scorer_of_ones_own_gets_the_sentence_as_it_is_seen() -> None:
    asked: list[str] = []
    text = "“It isn’t \u200bﬁne.”\u200b"

    def own(sentences: list[str]) -> list[int]:
        asked.extend(sentences)
        return [0] * len(sentences)

    corpus = corpus_of(text)
    score_tone(corpus, scorer=own)
    assert asked == ["“It isn’t ﬁne.”"]


def test_words_are_shown_as_they_are_written() -> None:
    corpus = corpus_of("“A ﬁne con\u00adflict,” said Dell.")
    assert score_tone(corpus)["word_scores"].tolist() == ["ﬁne +0.8; conflict −1.3"]
    table = tone_words(corpus)
    assert table["word"].tolist() == ["fine", "conflict"]
    spans = zip(table["start"], table["end"], strict=True)
    assert [corpus.text["a0"][a:b] for a, b in spans] == ["ﬁne", "con\u00adflict"]


def test_what_is_not_seen_and_normal_forms_change_no_table() -> None:
    plain = "À moi\u0301! Not à very gôod deal, é SAFE road é. The conflict of José Hope is bad!"
    forms = [
        unicodedata.normalize("NFC", plain),
        unicodedata.normalize("NFD", plain),
        re.sub(r"(?<=\w)(?=\w)", "\u200b", unicodedata.normalize("NFD", plain)),
        re.sub(r"(?=[\w!])", "\u00ad", plain),
    ]
    corpora = [corpus_of(text) for text in forms]
    for scorer in ("vader", "masked"):
        tables = [score_tone(corpus, scorer=scorer) for corpus in corpora]
        words = [tone_words(corpus, scorer=scorer) for corpus in corpora]  # type: ignore[arg-type]
        for table, own in zip(tables, words, strict=True):
            columns = ["sentence", "tone", "score", "plain", "word_scores"]
            assert table[columns].values.tolist() == tables[0][columns].values.tolist()
            columns = ["sentence", "word", "valence", "contribution", "masked"]
            assert own[columns].values.tolist() == words[0][columns].values.tolist()
        assert set(words[0]["word"]) == {"safe", "conflict", "bad", "hope", "!?"}


# --- many sentences ------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [general, made])
def test_exactly_nltk_of_the_prepared_in_straight_and_in_curly_type(
    make: Callable[[], list[str]],
) -> None:
    sentences = make()
    assert len({*sentences}) >= 5000
    expected = [of_nltk(in_steps(text)) for text in sentences]
    assert [score_words(text).score() for text in sentences] == expected
    assert [score_words(curly(text)).score() for text in sentences] == expected
    assert sum(map(bool, expected)) > 1000
    alone = [of_nltk(curly(text)) for text in sentences]
    assert sum(map(ne, alone, expected)) > 100


@pytest.mark.parametrize("change", [curly, texed, with_invisible])
def test_masked_in_any_type(change: Callable[[str], str]) -> None:
    texts = [row["sentence"] for row in read_rows(CASES / "tone_masks.csv", ["sentence"])]
    texts += corpus_of_cases().sentences["text"].tolist()
    texts += ['Dell said: "Good Council, Safe Road."', 'It was "Good Hope" and "Strong", she said.']
    one, two = corpus_of(*texts), corpus_of(*map(change, texts))
    assert one.sentences["article"].equals(two.sentences["article"])
    assert sum(one.text[name] != two.text[name] for name in one.text) > 50
    for scorer in ("vader", "masked"):
        scores = (score_tone(corpus, scorer=scorer) for corpus in (one, two))
        before, after = (table[["tone", "score", "plain"]].values.tolist() for table in scores)
        assert before == after
    before, after = (
        find_masks(corpus)[["article", "sentence", "mask"]].values.tolist() for corpus in (one, two)
    )
    assert before == after


def test_a_chunk_of_nothing_does_not_part_a_name() -> None:
    seen = corpus_of("Dell went by the Good \u200b Hope of Rome.")
    assert find_masks(seen)["mask"].tolist() == ["name"] * 3


# --- properties ----------------------------------------------------------------------------------

WORDS = st.sampled_from([*MODIFIERS, *ODD, *PLAIN, "good", "Bad", "GREAT", "safe.", "safe,", "'"])
MARKED = st.lists(st.tuples(WORDS, st.booleans()), max_size=8)
FORMS = ["“”", "„“", "«»", "»«", "‟”", "＂＂", ("``", "''"), ("‘‘", "’’"), ("''", "''")]


def in_type(words: list[tuple[str, bool]], marks: Sequence[str]) -> str:
    """A sentence of words, some of them between double marks."""
    return " ".join(f"{marks[0]}{word}{marks[1]}" if marked else word for word, marked in words)


TEXTS = MARKED.map(lambda words: in_type(words, "“”"))


@given(MARKED, st.sampled_from(FORMS), st.sampled_from("’`´ʼ＇‘‛"))
@settings(max_examples=300)
def test_every_form_of_a_mark_scores_the_same(
    words: list[tuple[str, bool]], marks: Sequence[str], apostrophe: str
) -> None:
    straight, other = in_type(words, '""'), in_type(words, marks).replace("'", apostrophe)
    touching = (marked and re.search(r"\A'|'\Z", in_steps(word)) for word, marked in words)
    assume(len(marks[0]) == 1 or not any(touching))  # ``'Tis: which two are a pair?
    assert score_words(straight).score() == score_words(other).score()
    assert score_words(straight).score() == of_nltk(in_steps(straight))


@given(TEXTS | st.text(), st.lists(st.tuples(st.integers(0, 60), st.sampled_from(INVISIBLE))))
@settings(max_examples=300)
def test_what_is_invisible_changes_nothing(text: str, hidden: list[tuple[int, str]]) -> None:
    written = text
    for at, character in hidden:
        written = written[:at] + character + written[at:]
    assert prepare(written)[0] == prepare(text)[0]
    one, two = score_words(text), score_words(written)
    assert one.score() == two.score()
    assert [word[2:] for word in one.words] == [word[2:] for word in two.words]


@given(TEXTS | st.text() | st.text("'’`\"“”«\u200b\u00adﬁﬅas."))
@settings(max_examples=500)
def test_places_rebuild_the_prepared_sentence(text: str) -> None:
    prepared, places = prepare(text)
    assert prepared == in_steps(text)
    assert prepare(prepared)[0] == prepared
    assert len(places) == len(prepared)
    assert places == sorted(places)
    for word in score_words(text).words:
        assert in_steps(text[word.start : word.end]).lower() == word.word


@given(st.lists(st.sampled_from(["café", "naïve", "Öl", *MODIFIERS, *LEXICON[3000:3100]])))
def test_composed_or_not(words: list[str]) -> None:
    text = " ".join(words)
    both = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    one, two = map(score_words, both)
    assert one.score() == two.score()
    assert [word.word for word in one.words] == [word.word for word in two.words]
