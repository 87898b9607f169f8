"""The tokens in arrays are those of the tokenizer, in any text and however it is cut in blocks."""

from collections.abc import Sequence

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzlib.text import characters as char
from kzlib.text import chunks
from kzlib.text.corpus import Corpus
from kzlib.text.sentences import paragraph_spans
from kzlib.text.tokens import SIMPLE, _split, pieces, tokenize, word_terms

WORDS = (
    "the road It U.S. US NATO’S it’s Dell’s (Rain), “Rain.” 1\u00a0000 2\u202f000\u202f000 20% "
    "a- hy- clo\u00ad A.B e.g. AT&T&amp; http://a.com/b a@b.org #tag 😀 Trans-Caspian "
    "C5+1 ’90s is-I Ph.D. \0 a\0 \ufb01ne Ç e\u0301 don't workers' \u3000 \x85 \u2028 \u200b "
    "it\u200bs state-of-the-art Incomprehensibilities-and-more"
)
LINES = st.lists(st.sampled_from(WORDS.split(" ")), min_size=1, max_size=12).map(" ".join)
TEXTS = st.lists(
    LINES | LINES.map(str.upper) | st.just("") | st.text(max_size=9), min_size=1, max_size=9
).map("\n".join)


def tokens_of(text: str) -> list[tuple[object, ...]]:
    return [(*token,) for token in tokenize(text, wrapped=paragraph_spans(text))]


@settings(max_examples=300)
@given(st.lists(TEXTS.filter(str.strip), min_size=1, max_size=3), st.sampled_from([1, 30, 10_000]))
def test_the_table_holds_what_the_tokenizer_finds(texts: Sequence[str], block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "BLOCK", block)
        frame = pd.DataFrame({"article": [f"a{n}" for n in range(len(texts))], "text": texts})
        try:
            corpus = Corpus.from_frame(frame, duplicates="keep").plain
        except ValueError:  # nothing but what cannot be seen
            return
        table = corpus.tokens
    for name, text in corpus.text.items():
        own = table.loc[table["article"] == name, ["start", "end", "token", "term", "kind"]]
        assert [*own.astype(object).itertuples(index=False, name=None)] == tokens_of(text)


MARKS = f"{char.DOUBLE}\"'’()[],.;:!?-s1é&@#/"


@settings(max_examples=1000)
@given(st.text(st.sampled_from(f"abstmePhDIU{MARKS}"), min_size=1, max_size=9))
def test_a_simple_chunk_is_what_the_pattern_finds(chunk: str) -> None:
    assert pieces(chunk) == _split(chunk, False, "")
    simple, others = word_terms([chunk, "a", chunk])
    words = [term for *_, term, kind in _split(chunk, False, "") if kind == "word"]
    assert [others.get(at, [simple[at]]) for at in range(3)] == [words, ["a"], words]


def test_most_chunks_are_simple_and_none_that_is_more() -> None:
    for simple in ("Word", "“Word,”", "(word)", "word?"):
        assert SIMPLE.fullmatch(simple)
    for more in ("it's", "it’s", "U.S.", "NATO", "a", "I", "word-word", "word...", "don", "1st"):
        assert bool(SIMPLE.fullmatch(more)) == (more == "don")


def test_words_of_sentences_and_a_corpus_cut() -> None:
    text = "A Title\nIt rained. “2014.” We left it."
    corpus = Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": [text]}))
    assert corpus.coded.words(4).tolist() == [2, 2, 0, 3]
    assert corpus.coded.words(5).tolist() == [2, 2, 0, 3, 0]
    cut = corpus.only(corpus.sentences.query("sentence in (2, 4)"))
    assert cut.coded.words(2).tolist() == cut.sentences["words"].tolist() == [2, 3]
    assert [cut.coded.types[code][1] for code in cut.coded.code] == [*cut.tokens["term"]]
    assert (cut.coded.start.tolist(), cut.coded.sentence.tolist()[-1]) == (
        cut.tokens["start"].tolist(),
        1,
    )
