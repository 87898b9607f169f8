"""What cannot be seen changes no speaker, and no text takes more time than its length."""

import gc
import re
import time
import tomllib
import unicodedata
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from speech_cases import corpus_of

from kzlib.speech.acts import find_acts
from kzlib.speech.interview_turns import find_turns
from kzlib.speech.quotations import find_quotations
from kzlib.speech.quote_speakers import read_quotes
from kzlib.speech.voices import find_voices
from kzlib.text.corpus import Corpus
from kzlib.text.plain import plain_text

CASES = Path(__file__).parents[1] / "cases"
TEXTS = [
    case["text"]
    for name in ("quotes", "voices")
    for case in tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
]
TEXTS += [f"{text} Müller should act." for text in TEXTS[::5]]
UNSEEN = "\u200b\u200c\u2060\ufeff\u00ad\u200e\u200f\u202a\u202c"
Find = Callable[..., pd.DataFrame]


def told(find: Find, corpus: Corpus) -> list[list[dict[str, object]]]:
    """The rows of each article without offsets, with the words that these point at."""
    table = find(corpus).astype({"article": "str"})
    spans = zip(table["article"], table["start"], table["end"], strict=True)
    table["text"] = [plain_text(corpus.text[name][start:end]) for name, start, end in spans]
    rows = table.drop(columns=["start", "end"]).astype(str).set_index("article")
    return [rows[rows.index == name].to_dict("records") for name in corpus.text]


@settings(max_examples=50)
@given(st.sampled_from(TEXTS), st.lists(st.tuples(st.integers(0), st.sampled_from(UNSEEN))))
def test_what_cannot_be_seen_changes_nothing(text: str, unseen: list[tuple[int, str]]) -> None:
    accented = re.sub(r"(?<=\b[A-Z])[aeo](?=[a-z])", lambda m: m[0] + "\u0301", text)
    hidden = accented
    for at, character in unseen:
        place = at % (len(hidden) + 1)
        hidden = hidden[:place] + character + hidden[place:]
    texts = [unicodedata.normalize("NFC", accented), accented, hidden]
    frame = pd.DataFrame({"article": ["seen", "apart", "hidden"], "text": texts})
    corpus = Corpus.from_frame(frame, duplicates="keep")
    for find in (find_quotations, find_voices, find_acts):
        seen, *others = told(find, corpus)
        assert others == [seen, seen]


@pytest.mark.parametrize(
    "text", ["“It is late,” García said.", "José Müller, a farmer, said: “It is late.”"]
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_in_either_form(text: str, form: str) -> None:
    row = find_quotations(corpus_of(unicodedata.normalize(form, text))).iloc[0]
    assert row["speaker"] in ("García", "Müller")
    assert row["text"].startswith("“It")


def speech(text: str) -> None:
    """Read a text, each line as one sentence and paragraph."""
    ends = [*accumulate(map(len, text.splitlines(keepends=True)))]
    lines = [*zip([0, *ends[:-1]], ends, strict=True)]
    read_quotes(text, lines, lines)
    find_turns(text, lines)


SHAPES = [
    *("“a”, ", "as he said, ", "he said ", "“", '"', "' ", "“a” said ", "A-", "a-", "Mr. ", "a "),
    *("Ann Lee, ", "Q: ", "said Ann Lee, the ", "the leaders of ", "urged ", "(", "[", ", ", "? a"),
    *("A", "7", " ", "“a ‘b ", "“Go,” said Lee. ", "“a” b\n", "Ann Lee: Why?\nBo Ek: Rain.\n"),
    *("“Go,” he said, “now,” ", "Lee roared “a” ", "Mr. Ann Lee and ", "â€œ", "of the ", "… "),
]
ASKING = ["Congress should ", "should ", "urged ", "needs to ", "needs to, ", "not ", "if ", "and "]


def takes(work: Callable[[int], Callable[[], object]], size: int) -> float:
    """The least of five measurements, in seconds of this process."""
    run, best = work(size), float("inf")
    gc.disable()  # it comes when it likes
    for _ in range(5):
        begun = time.process_time()
        run()
        best = min(best, time.process_time() - begun)
    gc.enable()
    return best


def check_growth(work: Callable[[int], Callable[[], object]]) -> None:
    """Four times the text takes about four times the time (sixteen: each place looks at all)."""
    few, many = takes(work, 3_000), takes(work, 12_000)
    assert many < 0.05 or many < 6 * few


@pytest.mark.parametrize("shape", SHAPES)
def test_a_long_odd_text_takes_its_length(shape: str) -> None:
    def work(size: int) -> Callable[[], object]:
        text = shape * (size // len(shape)) + "and then he said so."
        return lambda: speech(text)

    check_growth(work)


@pytest.mark.parametrize("shape", ASKING)
def test_a_long_odd_sentence_takes_its_length(shape: str) -> None:
    def work(size: int) -> Callable[[], object]:
        corpus = corpus_of(shape * (size // len(shape)))
        assert len(corpus.tokens) >= size // len(shape)
        return lambda: find_acts(corpus)

    check_growth(work)
