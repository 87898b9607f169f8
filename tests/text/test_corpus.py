"""The tables of a corpus: rows that point at the text, and articles as they may be given."""

import re
import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzlib.text.citations import cite
from kzlib.text.corpus import Corpus, in_plain_text
from kzlib.text.groups import with_group
from kzlib.text.plain import plain_text
from kzlib.text.readers import read_batches, read_corpus

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(SEEDS)


def test_sentences_are_those_that_were_coded(corpus: Corpus) -> None:
    keys = ["article", "paragraph", "sentence", "start", "end", "text"]
    wanted = pd.read_csv(SEEDS / "codes" / "sentences.csv")[keys]
    found = corpus.sentences[keys].astype({"article": "str"})
    assert len(found) == 101
    pd.testing.assert_frame_equal(found, wanted, check_dtype=False)


def test_parts_are_those_that_were_coded(corpus: Corpus) -> None:
    wanted = pd.read_csv(SEEDS / "codes" / "codes.csv")["part"]
    assert list(corpus.sentences["part"]) == list(wanted)


@pytest.mark.parametrize("table", ["paragraphs", "sentences", "tokens"])
def test_rows_point_at_the_text(corpus: Corpus, table: str) -> None:
    rows = getattr(corpus, table)
    for article, found in rows.groupby("article", observed=True):
        text = corpus.text[article]
        pieces = [text[a:b] for a, b in zip(found["start"], found["end"], strict=True)]
        assert all(piece == piece.strip() != "" for piece in pieces)
        rebuilt = "".join("".join(pieces).split())
        assert rebuilt == "".join(text.split())
        if table == "tokens":
            assert pieces == list(found["token"])
        if table == "sentences":
            assert pieces == list(found["text"])


def test_columns_and_types(corpus: Corpus) -> None:
    columns = ["article", "paragraph", "sentence", "start", "end", "token", "term", "kind", "part"]
    assert list(corpus.tokens) == columns
    for column in ("article", "token", "term", "kind", "part"):
        assert isinstance(corpus.tokens[column].dtype, pd.CategoricalDtype)
    assert {str(corpus.tokens[name].dtype) for name in columns[1:5]} == {"int32"}
    assert list(corpus.articles["era"]) == ["2014", "2025"]
    assert corpus.articles["derived_from"].iloc[0] == ""


def test_sentences_have_their_reference_and_their_number_of_words(corpus: Corpus) -> None:
    table = corpus.sentences
    columns = ["article", "paragraph", "sentence", "start", "end", "part", "text", "id", "words"]
    assert list(table) == columns
    assert table["id"].iloc[[0, 37, 38]].tolist() == ["ahmad-2014:1", "ahmad-2014:38", "asb-2025:1"]
    assert (table["id"].dtype, table["words"].dtype) == ("str", "int32")
    tokens = corpus.tokens
    for row in table.itertuples():
        here = (tokens["article"] == row.article) & (tokens["sentence"] == row.sentence)
        assert row.words == (tokens.loc[here, "kind"] == "word").sum()
    kept = corpus.only(table.iloc[40:42]).sentences
    assert kept[["id", "words"]].to_numpy().tolist() == (
        table[["id", "words"]].iloc[40:42].to_numpy().tolist()
    )


def test_a_sentence_without_words_has_none() -> None:
    frame = pd.DataFrame({"article": ["a", "b"], "text": ["2014. It rained.\n***", "!"]})
    assert Corpus.from_frame(frame).sentences["words"].tolist() == [0, 2, 0, 0]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("seeds", "corpus is 'seeds'; give a Corpus, as read_corpus"),
        (SEEDS, "corpus is PosixPath"),
        (pd.DataFrame(), "corpus is of the type DataFrame; give a Corpus"),
        (read_batches(SEEDS), "an iterator; give one corpus at a time: for each in read_batches"),
    ],
)
def test_what_is_no_corpus(given: object, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        with_group(given, pd.DataFrame(), by="era")  # type: ignore[arg-type]


def test_a_corpus_is_described_in_one_short_line() -> None:
    corpus = read_corpus(SEEDS)
    assert repr(corpus) == "<Corpus: 2 articles; label (2), era (2)>"
    _ = corpus.sentences
    assert repr(corpus) == "<Corpus: 2 articles, 1,979 words; label (2), era (2)>"
    frame = pd.DataFrame({"article": [f"a{n}" for n in range(2000)], "text": "It rained."})
    for n in range(9):
        frame[f"c{n}"] = frame["article"].str[-1]
    frame["note"] = "a long remark, " * 9
    frame["parts"] = "1=bio"
    text = repr(Corpus.from_frame(frame))
    assert text == "<Corpus: 2,000 articles; label (2,000), c0 (10), c1 (10), c2 (10), c3 (10), …>"
    assert repr(Corpus.from_frame(frame[["article", "text"]][:1])) == (
        "<Corpus: 1 article; label (1)>"
    )


def test_every_table_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": ["One. Two."]}))
    first = corpus.tokens
    monkeypatch.setattr("kzlib.text.corpus.code_tokens", None)
    pd.testing.assert_frame_equal(corpus.tokens, first)


def test_what_is_written_into_a_table_changes_no_corpus() -> None:
    corpus = Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": ["One. Two."]}))
    for name in ("articles", "paragraphs", "sentences", "tokens"):
        table, before = getattr(corpus, name), getattr(corpus, name).copy()
        table.loc[0, [*table][-1]] = table[[*table][-1]].iloc[0]
        table["start"] = 99
        table.insert(0, "new", "x")
        table.index = table.index + 1
        pd.testing.assert_frame_equal(getattr(corpus, name), before)
        table = getattr(corpus, name)
        for column in [*table]:
            table[column].array[0] = table[column].array[-1]
        pd.testing.assert_frame_equal(getattr(corpus, name), before)
        with pytest.raises(AttributeError, match=f"{name}"):
            setattr(corpus, name, table)
    sentences = corpus.sentences
    sentences.loc[0, "text"] = "No word of it."
    assert cite(corpus, "a:1").endswith("“One.”")
    with pytest.raises(TypeError):
        corpus.text["a"] = "No word of it."  # type: ignore[index]


def test_what_the_index_knows_helps_to_find_parts() -> None:
    text = "It rained.\nTrucks came.\nAnn Lee"
    row = {"article": "a", "text": text, "title": "Trucks came.", "author": "Ann Lee"}
    assert list(Corpus.from_frame(pd.DataFrame([row])).paragraphs["part"]) == [
        *("body", "title", "bio"),
    ]


def test_selecting_renumbers_nothing(corpus: Corpus) -> None:
    later = corpus.select(era="2025")
    assert list(later.text) == ["asb-2025"]
    whole = corpus.sentences
    rows = whole[whole["article"] == "asb-2025"].reset_index(drop=True)
    pd.testing.assert_frame_equal(later.sentences, rows, check_categorical=False)


def test_selecting_several_values(corpus: Corpus) -> None:
    assert len(corpus.select(era=["2014", "2025"]).articles) == 2


def test_only_some_sentences_keep_numbers_and_places(corpus: Corpus) -> None:
    chosen = corpus.sentences[corpus.sentences["text"].str.contains("Kazakhstan")]
    part = corpus.only(chosen[["article", "sentence"]].astype({"article": str}))
    pd.testing.assert_frame_equal(part.sentences, chosen.reset_index(drop=True))
    inside = corpus.tokens.merge(chosen[["article", "sentence"]], on=["article", "sentence"])
    assert part.tokens["start"].tolist() == inside["start"].tolist()
    assert set(part.paragraphs["paragraph"]) == set(chosen["paragraph"])
    whole = corpus.only(corpus.sentences)
    for table in ("paragraphs", "sentences", "tokens"):
        pd.testing.assert_frame_equal(getattr(whole, table), getattr(corpus, table))


def test_only_sentences_that_there_are(corpus: Corpus) -> None:
    with pytest.raises(LookupError, match="no column 'sentence'"):
        corpus.only(corpus.articles)
    with pytest.raises(ValueError, match="no sentence is left"):
        corpus.only(corpus.sentences.iloc[:0])
    with pytest.raises(ValueError, match="no sentence 'ahmad-2014:999'"):
        corpus.only(corpus.sentences.iloc[:1].assign(sentence=999))
    two = corpus.sentences.iloc[:2].assign(sentence=[1, 999])
    with pytest.raises(ValueError, match="no sentence 'ahmad-2014:999'"):
        corpus.only(two)
    with pytest.raises(ValueError, match="has no sentence"):  # what was left out before
        corpus.only(corpus.sentences.iloc[:1]).only(corpus.sentences.iloc[1:2])


@pytest.mark.parametrize("hidden", ["o\u200bld", "o\u034fld", "\ufeffold", "o\u00adld"])
def test_the_same_text_is_seen_however_it_is_written(hidden: str) -> None:
    text = "Head\nThe café in the old town was open all day, and many people came to see it."
    other = unicodedata.normalize("NFD", text.replace("old", hidden))
    frame = pd.DataFrame({"article": ["a", "b"], "text": [text, other]})
    assert list(Corpus.from_frame(frame, duplicates="drop").text) == ["a"]


def test_ids_are_one_however_they_are_written() -> None:
    rows = {"article": ["é", "b", 7], "text": ["One. Two.", "Three.", "Four."]}
    corpus = Corpus.from_frame(pd.DataFrame(rows))
    wanted = pd.DataFrame({"article": ["e\u0301", " b\u200b", 7], "sentence": [2, 1, 1]})
    assert corpus.only(wanted).sentences["id"].tolist() == ["é:2", "b:1", "7:1"]
    assert with_group(corpus, wanted, by="label")["label"].tolist() == ["é", "b", "7"]
    assert cite(corpus, "e\u0301\u200b:2 ").endswith("sentence 2: “Two.”")
    with pytest.raises(ValueError, match=r"the corpus has no sentence 'x y:1'"):
        corpus.only(pd.DataFrame({"article": ["x\ny"], "sentence": [1]}))


@pytest.mark.parametrize(
    ("frame", "text", "message"),
    [
        ({"article": ["a"], "text": ["O\ud800."]}, "text", "half of a character"),
        ({"article": ["a"]}, "article", "holds the ids"),
        ({"article": ["a"], "text": ["One."], "te\u200bxt": [1]}, "text", "two columns"),
        ({"article": ["a"], "text": ["One."], "pa\u00adrt": [1]}, "text", "one of kzlib's own"),
        ({"article": ["a"], "text": ["One."], "era": [10**5000]}, "text", "too large a number"),
        ({"article": ["a"], "text": ["One."], "parts": ["9" * 5000 + "=bio"]}, "text", "1 to 1"),
    ],
)
def test_frames_with_what_cannot_be_seen(
    frame: dict[str, list[object]], text: str, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        len(Corpus.from_frame(pd.DataFrame(frame), text=text).sentences)


def test_columns_are_one_however_they_are_written() -> None:
    row = {"article": "a", "text": "One.", "e\u0301ra\u200b": "x", 2014: "y"}
    corpus = Corpus.from_frame(pd.DataFrame([row]))
    assert list(corpus.select(éra="x").text) == ["a"]
    assert corpus.articles["2014"].tolist() == ["y"]


def test_what_a_terminal_obeys_stands_in_no_label_and_no_reference() -> None:
    row = {"article": "a", "text": "O\x1b[2Jne.", "era": "\x1b[31mx\ny", "title": "A\x9bb"}
    corpus = Corpus.from_frame(pd.DataFrame([row]))
    assert corpus.articles["era"].tolist() == ["�[31mx y"]
    assert cite(corpus, "a:1") == "author not named, “A�b”, sentence 1: “O�[2Jne.”"


def test_a_corpus_that_was_cut_stays_cut_when_it_is_selected_from() -> None:
    texts = ["One. Two. Three.", "Four.", "Five. Six."]
    corpus = Corpus.from_frame(pd.DataFrame({"article": ["a", "b", "c"], "text": texts}))
    part = corpus.only(corpus.sentences.query("text in ['Two.', 'Six.']"))
    selected = part.select(article=["a", "b"])
    assert selected.sentences["id"].tolist() == ["a:2"]
    assert selected.select(article="a").sentences["id"].tolist() == ["a:2"]
    assert selected.whole.sentences["id"].tolist() == ["a:1", "a:2", "a:3", "b:1"]
    with pytest.raises(ValueError, match="no sentence is left"):
        part.select(article="b")
    with pytest.raises(LookupError, match="a has the sentence 2, not '1'"):
        cite(part, "a:1")
    with pytest.raises(LookupError, match="b has no sentence here, not '1'"):
        cite(part, "b:1")
    with pytest.raises(ValueError, match="article is an empty list; give at least one value"):
        corpus.select(article=[])


def test_selecting_nothing_is_an_error(corpus: Corpus) -> None:
    with pytest.raises(LookupError, match=r"no article has era '1991'; there is: 2014, 2025"):
        corpus.select(era="1991")
    with pytest.raises(LookupError, match=r"no column 'erra'; group by one of: article, label"):
        corpus.select(erra="2014")
    with pytest.raises(LookupError, match="has all of era, article; ask for fewer"):
        corpus.select(era="2014", article="asb-2025")


def test_frames_that_are_not_right() -> None:
    with pytest.raises(ValueError, match=r"no column 'text' \(it has: article, body\)"):
        Corpus.from_frame(pd.DataFrame({"article": ["a"], "body": ["A."]}))
    with pytest.raises(ValueError, match="no rows"):
        Corpus.from_frame(pd.DataFrame({"article": [], "text": []}))
    with pytest.raises(ValueError, match="'a' has no text"):
        Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": [None]}))
    with pytest.raises(ValueError, match="row 2: '' cannot be an article's id"):
        Corpus.from_frame(pd.DataFrame({"article": ["a", None], "text": ["A.", "B."]}))
    with pytest.raises(ValueError, match="two columns are called 'era'"):
        Corpus.from_frame(
            pd.DataFrame([["a", "A.", 1, 2]], columns=["article", "text", "era", "era"])
        )
    with pytest.raises(ValueError, match=r"^frame is .*; give a pandas DataFrame$"):
        Corpus.from_frame([{"article": "a", "text": "A."}])  # type: ignore[arg-type]


YEARS = pd.DataFrame(
    {
        "article": ["a", "b"],
        "text": ["A.", "B."],
        "year": [1999, None],
        "share": [0.5, 2],
        "count": pd.array([3, pd.NA], dtype="Int64"),
        "old": pd.array([True, pd.NA], dtype="boolean"),
        "day": pd.to_datetime(["1999-01-02", None]),
    }
)


def test_values_are_kept_as_they_would_be_written() -> None:
    articles = Corpus.from_frame(YEARS).articles
    assert articles[list(YEARS)[2:]].to_numpy().tolist() == [
        ["1999", "0.5", "3", "True", "1999-01-02"],
        ["", "2", "", "", ""],
    ]


def test_selecting_by_numbers_and_arrays() -> None:
    corpus = Corpus.from_frame(YEARS)
    for year in (1999, 1999.0, "1999", YEARS["year"].to_numpy()[:1], pd.Series([1999])):
        assert list(corpus.select(year=year).text) == ["a"]


@given(
    st.lists(
        st.text(min_size=1).filter(lambda text: plain_text(text).strip()), min_size=1, max_size=4
    )
)
def test_any_text_makes_tables(texts: list[str]) -> None:
    names = [f"a{n}" for n in range(len(texts))]
    frame = pd.DataFrame({"article": names, "text": texts})
    corpus = Corpus.from_frame(frame, duplicates="keep")  # two texts may well be the same
    for row in corpus.tokens.itertuples():
        assert corpus.text[row.article][row.start : row.end] == row.token
    backwards = Corpus.from_frame(frame[::-1], duplicates="keep")
    key = ["article", "sentence", "start"]
    order = corpus.tokens.astype(str).sort_values(key, ignore_index=True)
    pd.testing.assert_frame_equal(
        backwards.tokens.astype(str).sort_values(key, ignore_index=True), order
    )


HIDDEN = "\u200b\u00ad\ufeff\u200e\u202a\u2060"
WORDS = st.lists(
    st.sampled_from(["García", "Müller", "said", "“It’s", "late.”", "U.S.", "3.5", "\n", "-"]),
    min_size=1,
    max_size=12,
)


@given(WORDS, st.sampled_from(["NFC", "NFD"]), st.data())
def test_what_cannot_be_seen_changes_no_row(
    words: list[str], form: str, data: st.DataObject
) -> None:
    text = " ".join(["One", *words])
    seen = Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": [text]}))
    for _ in range(3):  # not at the end of a line, where a soft hyphen shows
        at = data.draw(st.integers(0, len(text) - 1))
        is_last = re.match(rf"[ {HIDDEN}]*\n", text[at:])
        text = text[:at] + data.draw(st.sampled_from(HIDDEN)) * (not is_last) + text[at:]
    text = unicodedata.normalize(form, text)
    hidden = Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": [text]}))
    for name in ("paragraphs", "sentences", "tokens"):
        table, there = getattr(hidden, name), getattr(seen, name)
        spans = zip(table["start"], table["end"], strict=True)
        assert [plain_text(text[a:b]) for a, b in spans] == [
            seen.text["a"][a:b] for a, b in zip(there["start"], there["end"], strict=True)
        ]
        for column in [*there]:
            if column in ("text", "token"):
                assert table[column].tolist() == [
                    text[a:b] for a, b in zip(table["start"], table["end"], strict=True)
                ]
            elif column not in ("start", "end"):
                assert table[column].tolist() == there[column].tolist()
        assert (
            table.dtypes.drop(["text"], errors="ignore").equals(
                there.dtypes.drop(["text"], errors="ignore")
            )
            or name == "tokens"
        )


def test_what_is_found_in_plain_text_points_at_the_untouched_text() -> None:
    @in_plain_text
    def find_names(corpus: Corpus) -> pd.DataFrame:
        place = corpus.text["a"].index("García")
        row = {"article": "a", "start": place, "end": place + 6, "text": "García", "speaker": "x"}
        return pd.DataFrame([row])

    text = "\ufeffAna Gar\u200bci\u0301a said."
    corpus = Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": [text]}))
    (row,) = find_names(corpus).itertuples()
    assert text[row.start : row.end] == row.text == "Gar\u200bci\u0301a"
    assert row.speaker == "x"
    part = corpus.only(corpus.sentences)
    assert part.plain.sentences["text"].tolist() == ["Ana García said."]


def test_values_of_a_group_are_one_however_they_are_written() -> None:
    rows = {"article": ["a", "b"], "text": ["One.", "Two."], "era": ["García ", "Garci\u0301a"]}
    corpus = Corpus.from_frame(pd.DataFrame(rows))
    assert corpus.articles["era"].tolist() == ["García", "García"]
    assert len(corpus.select(era=" Garci\u0301a").text) == 2


def test_a_text_in_which_nothing_can_be_seen_is_no_text() -> None:
    with pytest.raises(ValueError, match="article 'a' has no text"):
        Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": ["\u200b\ufeff \n"]}))
