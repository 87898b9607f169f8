"""Kinds of sentences whose speaker, voice or use was once wrong, and what must hold of all."""

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzlib.speech.cue_words import PHRASES, VERB, VERBS
from kzlib.speech.phrases import find_nouns, may_be_nouns
from kzlib.speech.quotations import HOW, find_quotations
from kzlib.speech.speakers import LIKE, found_at, words_of
from kzlib.speech.voices import find_voices
from kzlib.text.corpus import Corpus

CASES = Path(__file__).parents[1] / "cases"
with (CASES / "speech_kinds.csv").open(encoding="utf-8", newline="") as file:
    KINDS = list(csv.DictReader(file))
TEXTS = [row["input"] for row in KINDS] + [
    case["text"]
    for name in ("quotes", "voices")
    for case in tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
]
# Texts whose quotation marks are all of one form, none inside another and none doubtful.
OTHER = "“”\"‘'„«»‹›`"
PLAIN_TEXT = re.compile(rf"[^{OTHER}’]*(?:“[^{OTHER}\n]*”[^{OTHER}]*)*")
PLAIN = [text for text in TEXTS if PLAIN_TEXT.fullmatch(text)]
FIRST, LAST = ("Orban", "Tove", "Sindre", "Mirela"), ("Vall", "Keld", "Oster", "Brandis")
ROLES = ("spokesman", "foreign minister", "chief executive", "union leader", "historian")


def corpus_of(*texts: str) -> Corpus:
    frame = pd.DataFrame({"article": [f"a{n}" for n in range(len(texts))], "text": list(texts)})
    return Corpus.from_frame(frame)


def answer(check: str, corpus: Corpus) -> list[str]:
    if check == "voice":
        return [str(voice) for voice in find_voices(corpus)["voice"]]
    table = find_quotations(corpus)
    if check == "count":
        return [str(len(table))]
    if check == "use":
        return [str(use) for use in table["use"]]
    spoken = table[table["use"].isin(["speech", "document"])]
    return [speaker or "-" for speaker in spoken["speaker"]] or ["-"]


def fails(reason: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=reason, raises=AssertionError)] if reason else []


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=f"{row['kind']}: {row['input'][:60]}", marks=fails(row["known"]))
        for row in KINDS
    ],
)
def test_kind(row: dict[str, str]) -> None:
    """An expected answer is a list by ";"; where several are right, "|" stands between them."""
    got, expected = answer(row["check"], corpus_of(row["input"])), row["expected"].split(";")
    assert len(got) == len(expected)
    assert all(one in wanted.split("|") for one, wanted in zip(got, expected, strict=True)), got


def test_every_kind_has_four_siblings() -> None:
    count = pd.Series([row["kind"] for row in KINDS]).value_counts()
    assert count.min() >= 5
    assert sum(bool(row["known"]) for row in KINDS) <= len(KINDS) / 20


def told(text: str) -> list[list[object]]:
    corpus = corpus_of(text)
    quotations = find_quotations(corpus)[["speaker", "cue", "use", "how"]].astype(str)
    voices = find_voices(corpus)[["voice", "speaker", "cue"]].astype(str)
    return [*quotations.to_numpy().tolist(), *voices.to_numpy().tolist()]


@pytest.mark.parametrize("text", PLAIN)
def test_marks_and_line_ends_change_nothing(text: str) -> None:
    straight = text.translate({ord("“"): '"', ord("”"): '"', ord("’"): "'"})
    assert told(straight) == told(text)
    assert told(straight.replace('"', "”").replace("\n", "\r\n")) == told(
        straight.replace('"', "”")
    )
    assert told(text.replace("\n", "\r\n")) == told(text)


def spans(found: Iterable[re.Match[str]]) -> list[tuple[int, int]]:
    return [each.span() for each in found]


def test_looking_where_a_word_begins_finds_what_looking_everywhere_finds() -> None:
    hits: Counter[str] = Counter()
    for text in (line for each in TEXTS for line in each.splitlines()):
        spelt = words_of(text)
        for kind, begin in {**PHRASES, "verb": VERBS}.items():
            phrase = VERB if kind == "verb" else LIKE[kind]
            places = [at for at, word in spelt.items() if word in begin or not begin]
            everywhere = spans(phrase.finditer(text))
            assert spans(found_at(phrase, text, places)) == everywhere, text
            hits[kind] += len(everywhere)
        assert spans(find_nouns(text, spelt)) == spans(LIKE["noun_anywhere"].finditer(text))
        last = next(found_at(LIKE["noun_last"], text, may_be_nouns(spelt)), None)
        assert bool(last) == bool(LIKE["noun_at_end"].search(text)), text
    assert min(hits[kind] for kind in PHRASES) > 0


@pytest.mark.filterwarnings("ignore:the same text is there twice")  # but for its quotation marks
@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from(TEXTS), min_size=2, max_size=5, unique=True))
def test_an_article_is_read_alone(texts: list[str]) -> None:
    for find in (find_quotations, find_voices):
        together = find(corpus_of(*texts)).astype({"article": "str"})
        for n, text in enumerate(texts):
            alone = find(corpus_of(text)).drop(columns="article")
            here = together[together["article"] == f"a{n}"].drop(columns="article")
            pd.testing.assert_frame_equal(here.reset_index(drop=True), alone)


@pytest.mark.parametrize("text", TEXTS)
def test_a_sentence_and_its_quotation_have_one_speaker(text: str) -> None:
    corpus = corpus_of(text)
    quotations = find_quotations(corpus)
    spoken = quotations[quotations["use"].isin(["speech", "document"])]
    voices = find_voices(corpus).set_index("sentence")
    own = ~voices["part"].isin(["bio", "promo"])
    for sentence, rows in spoken[spoken["speaker"] != ""].groupby("sentence"):
        if own[sentence] and (rows["how"] != "turn").all():
            assert voices.loc[sentence, "voice"] != "author"
            assert voices.loc[sentence, "speaker"] in {*rows["speaker"], *spoken["speaker"]} - {""}
    single = spoken.groupby("sentence").filter(lambda rows: len(rows) == 1)
    for row in single[single["speaker"] != ""].itertuples():
        began = spoken[(spoken["sentence"] < row.sentence)]  # one of them may run on into it
        if own[row.sentence] and row.how != "turn" and began.empty:
            assert voices.loc[row.sentence, "speaker"] == row.speaker


@pytest.mark.parametrize("text", TEXTS)
def test_how_says_whether_there_is_a_speaker(text: str) -> None:
    table = find_quotations(corpus_of(text))
    assert list(table["how"].cat.categories) == list(HOW)
    assert ((table["how"] == "none") == (table["speaker"] == "")).all()


@settings(deadline=None)
@given(
    st.sampled_from(FIRST),
    st.sampled_from(LAST),
    st.sampled_from(ROLES),
    st.sampled_from(["said", "added", "told reporters", "warned on Monday", "bristled"]),
    st.sampled_from(["", "Velden ", "former ", "Corvex "]),
)
def test_roles_and_names_beside_a_quotation(
    first: str, last: str, role: str, verb: str, lead: str
) -> None:
    quoted = "“The road is closed,”"
    texts = [
        f"{quoted} {lead}{role} {first} {last} {verb}.",
        f"{quoted} {first} {last}, the {lead}{role}, {verb}.",
        f"{quoted} said {lead}{role} {first} {last}.",
        f"{lead.capitalize()}{role} {first} {last} said “the road is closed”.",
        f"According to {lead}{role} {first} {last}, “the road is closed”.",
        f"{quoted} {first} “Bo” {last} {verb}.",
    ]
    for text in texts:
        spoken = find_quotations(corpus_of(text)).query("use == 'speech'")
        assert spoken["speaker"].tolist() == [last], text
