"""Voices: cases as data, the coded articles, and the shape of the table."""

import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from speech_cases import corpus_of, marked

from kzlib.codes.codings import read_codes
from kzlib.speech import quote_speakers
from kzlib.speech.acts import find_acts
from kzlib.speech.quotations import find_quotations
from kzlib.speech.quote_speakers import read_quotes
from kzlib.speech.voices import COLUMNS, VOICES, find_voices
from kzlib.text.corpus import Corpus
from kzlib.text.groups import part_mask
from kzlib.text.readers import read_batches, read_corpus
from kzlib.tone.scores import score_tone
from kzlib.tone.word_scores import tone_words

HERE = Path(__file__).parents[1]
SEEDS = HERE.parent / "seeds"
CASES = tomllib.loads((HERE / "cases" / "voices.toml").read_text("utf-8"))["case"]
ARTICLES = tomllib.loads((HERE / "cases" / "voices_articles.toml").read_text("utf-8"))["article"]


@pytest.mark.parametrize("case", marked(CASES))
def test_case(case: dict[str, Any]) -> None:
    found = find_voices(corpus_of(case["text"]))
    assert found[["voice", "speaker"]].to_numpy().tolist() == case["sentences"]


def coded() -> pd.DataFrame:
    """Every coded sentence of the two articles, with what was coded and what was found."""
    corpus = read_corpus(SEEDS)
    codes = read_codes(SEEDS / "codes" / "codes.csv", corpus).astype({"article": "str"})
    found = find_voices(corpus).astype({"article": "str", "voice": "str"})
    return codes.merge(found, on=["article", "sentence"], suffixes=("_coded", ""))


def test_voice_on_the_body_sentences_of_the_seeds() -> None:
    """In-sample: some rules were written after a look at these sentences."""
    table = coded()
    body = table[table["part_coded"] == "body"]
    right = body["voice"] == body["voice_coded"]
    assert right.mean() >= 0.95
    missed = body[~right]
    assert list(zip(missed["article"], missed["sentence"], strict=True)) == []


def test_speaker_on_the_body_sentences_of_the_seeds() -> None:
    """In-sample, as above; every miss is listed."""
    table = coded()
    spoken = table[(table["part_coded"] == "body") & (table["voice_coded"] != "author")]
    missed = spoken[spoken["speaker"] != spoken["speaker_coded"]]
    columns = ["article", "sentence", "speaker_coded", "speaker"]
    assert len(spoken) == 67
    assert missed[columns].to_numpy().tolist() == [["ahmad-2014", 21, "experts", "voices"]]


@pytest.mark.parametrize(
    ("half", "voice", "speaker"),
    [("develop", (129, 131), (81, 87)), ("aside", (122, 130), (67, 85))],
)
def test_articles_of_other_papers(
    half: str, voice: tuple[int, int], speaker: tuple[int, int]
) -> None:
    """Coded before the rules were read; at first 115, 66 to develop and 110, 55 aside."""
    pairs: list[tuple[list[str], list[str]]] = []
    for article in ARTICLES:
        if article["half"] == half:
            blocks = [" ".join(text for *_, text in block) for block in article["paragraphs"]]
            found = find_voices(corpus_of("\n\n".join(blocks)))[["voice", "speaker"]]
            coded_rows = [row[:2] for block in article["paragraphs"] for row in block]
            pairs += zip(coded_rows, found.to_numpy().tolist(), strict=True)
    spoken = [pair for pair in pairs if pair[0][0] != "author"]
    assert (sum(a[0] == b[0] for a, b in pairs), len(pairs)) == voice
    assert (sum(a[1] == b[1] for a, b in spoken), len(spoken)) == speaker


def test_a_row_for_every_sentence_of_any_part() -> None:
    corpus = corpus_of("A Road Reopens\nTrucks moved again.\nSubscribe to our newsletter!")
    found = find_voices(corpus)
    assert list(found.columns) == COLUMNS
    assert found[COLUMNS[:5]].equals(corpus.sentences[COLUMNS[:5]])
    assert list(found["voice"].cat.categories) == list(VOICES)
    assert found["voice"].tolist() == ["author"] * 3


def test_a_quotation_runs_through_its_sentences_and_author_speaks_after() -> None:
    text = "Holm said: “We wait. We hope. It must rain.” It did not."
    assert find_voices(corpus_of(text))["voice"].tolist() == [
        "reported",
        "direct",
        "direct",
        "author",
    ]


def test_some_sentences_are_read_as_in_the_whole_article() -> None:
    text = "Holm spoke. “We wait. It must rain,” he said. It rained.\n“We go. At once,” Lee said."
    frame = pd.DataFrame({"article": ["a", "b"], "text": [text, "It is late."]})
    corpus = Corpus.from_frame(frame)
    whole = find_voices(corpus)
    for numbers in ([3], [2, 4], [6], [5, 6]):
        rows = (whole["sentence"].isin(numbers)) & (whole["article"] == "a")
        part = find_voices(corpus.only(corpus.sentences[rows]))
        pd.testing.assert_frame_equal(part, whole[rows].reset_index(drop=True))


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        # An answer of two paragraphs: what follows the last turn may belong to it.
        ("Q: Why?\nA: Rain.\nIt fell.\nQ: When?\nA: In May.\nLate.", "a d d a d d"),
        ("Q: Why?\nA: Rain.\nQ: When?\nA: In May.\nThey met in Oslo.", "a d a d a"),
        ("Note: one.\nQ: Why?\nA: Rain.", "a a d"),
        ("Ann Lee: Why?\nBo Ek: Rain.", "a a"),  # twice, or it is no interview
    ],
)
def test_turns_of_an_interview(text: str, voices: str) -> None:
    found = find_voices(corpus_of(text))
    assert " ".join(voice[0] for voice in found["voice"]) == voices


def test_an_article_is_read_once_for_quotations_and_voices(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(
        quote_speakers,
        "read_quotes",
        lambda text, *spans: read.append(text) or read_quotes(text, *spans),
    )
    corpus = corpus_of("“Go,” said Ann Lee. She left.")
    found = find_voices(corpus)
    find_quotations(corpus)
    pd.testing.assert_frame_equal(
        find_voices(corpus.only(corpus.sentences.tail(1))), found.tail(1).reset_index(drop=True)
    )
    assert read == ["“Go,” said Ann Lee. She left."]


@pytest.mark.parametrize("work", [find_acts, find_quotations, find_voices])
def test_a_part_is_asked_for(work: Callable[..., pd.DataFrame]) -> None:
    frame = pd.DataFrame(
        {
            "article": ["b", "a"],
            "text": [
                "Rain “Must” Come\n“It must,” he said.\n“Go,” he said.",
                "A “hot” day.\nRain.",
            ],
            "parts": ["1=title; 3=bio", "1=body; 2=body"],
        }
    )
    corpus = Corpus.from_frame(frame)
    all_parts = work(corpus)
    assert list(all_parts["article"].cat.categories) == ["b", "a"]
    place = ["article", "sentence"]
    for part in ("title", "body", ["title", "bio"], "summary"):
        rows = part_mask(corpus.sentences, part)
        kept = all_parts.merge(corpus.sentences.loc[rows, place], on=place)
        pd.testing.assert_frame_equal(work(corpus, part=part), kept)
    with pytest.raises(ValueError, match="there is no part 'lead'"):
        work(corpus, part="lead")


@pytest.mark.parametrize("work", [find_acts, find_quotations, find_voices])
@pytest.mark.parametrize("size", [1, 7, None])
@pytest.mark.parametrize("hands", [0, 2])
def test_batches_give_the_table_of_the_whole(
    work: Callable[..., pd.DataFrame], size: int | None, hands: int
) -> None:
    rows = [{"article": f"a{n}", "text": case["text"]} for n, case in enumerate(CASES[::5])]
    whole = Corpus.from_frame(pd.DataFrame(rows))
    with ThreadPoolExecutor(hands) if hands else nullcontext() as executor:
        for options in ({}, {"part": "body"}):
            batches = read_batches(rows, size=size)
            found = work(batches, executor=executor, **options)
            pd.testing.assert_frame_equal(found, work(whole, **options))


@pytest.mark.parametrize("work", [score_tone, tone_words])
def test_batches_give_what_the_whole_gives(work: Callable[[Corpus], pd.DataFrame]) -> None:
    rows = [{"article": f"a{n}", "text": case["text"]} for n, case in enumerate(CASES)]
    whole = work(Corpus.from_frame(pd.DataFrame(rows)))
    pieces = [work(batch).astype({"article": "str"}) for batch in read_batches(rows, size=7)]
    joined = pd.concat(pieces, ignore_index=True)
    assert len(pieces) > 2
    assert len(whole) > 9
    pd.testing.assert_frame_equal(joined, whole.astype({"article": "str"}))


def test_what_is_no_corpus_is_told_so() -> None:
    with pytest.raises(ValueError, match="give a Corpus, as read_corpus"):
        find_voices(None)  # type: ignore[arg-type]


def test_voice_and_speaker_on_invented_articles_kept_aside() -> None:
    """Held out, coded by a language model: no rule was made for these (at first 183, 37)."""
    folder = HERE.parent / "seeds" / "invented"
    corpus = read_corpus(folder)
    codes = read_codes(folder / "codes.csv", corpus).astype({"article": "str"})
    codes = codes[codes["part"] == "body"]
    found = find_voices(corpus).astype({"article": "str", "voice": "str"})
    both = codes.merge(found, on=["article", "sentence"], suffixes=("_coded", ""))
    others = both[both["voice_coded"] != "author"]
    assert ((both["voice"] == both["voice_coded"]).sum(), len(both)) == (184, 208)
    assert ((others["speaker"] == others["speaker_coded"]).sum(), len(others)) == (53, 69)
