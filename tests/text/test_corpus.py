"""The tables of a corpus, and what a user is told when the files are not as they should be."""

import hashlib
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzlib.text.corpus import Corpus, check_corpus, cite
from kzlib.text.groups import part_mask, with_group
from kzlib.text.readers import read_batches, read_corpus

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(SEEDS)


def folder(path: Path, index: str, **files: str | bytes) -> Path:
    """A folder with an index and text files, for one test."""
    (path / "articles.csv").write_bytes(index.encode(errors="surrogateescape"))
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (path / f"{name}.txt").write_bytes(data)
    return path


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
        ("seeds", "the corpus is 'seeds', no Corpus; give read_corpus"),
        (SEEDS, "the corpus is PosixPath"),
        (pd.DataFrame(), "the corpus is DataFrame, no Corpus"),
        (read_batches(SEEDS), "an iterator; give one corpus at a time: for each in read_batches"),
    ],
)
def test_what_is_no_corpus(given: object, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        check_corpus(given)


def test_every_table_is_made_once(corpus: Corpus) -> None:
    assert corpus.tokens is corpus.tokens


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
    with pytest.raises(ValueError, match="no sentence ahmad-2014:999"):
        corpus.only(corpus.sentences.iloc[:1].assign(sentence=999))
    two = corpus.sentences.iloc[:2].assign(sentence=[1, 999])
    with pytest.raises(ValueError, match="no sentence ahmad-2014:999"):
        corpus.only(two)
    with pytest.raises(ValueError, match="has no sentence"):  # what was left out before
        corpus.only(corpus.sentences.iloc[:1]).only(corpus.sentences.iloc[1:2])


def test_selecting_nothing_is_an_error(corpus: Corpus) -> None:
    with pytest.raises(LookupError, match=r"no article has era '1991'; there is: 2014, 2025"):
        corpus.select(era="1991")
    with pytest.raises(LookupError, match=r"no column 'erra'; group by one of: article, label"):
        corpus.select(erra="2014")
    with pytest.raises(LookupError, match="fewer columns"):
        corpus.select(era="2014", article="asb-2025")


def test_groups_and_parts(corpus: Corpus) -> None:
    table = with_group(corpus, corpus.sentences, by="label")
    assert list(table.groupby("label", observed=True).size()) == [38, 63]
    assert part_mask(table, "body").sum() == 86
    assert part_mask(table, ("bio", "promo")).sum() == 7
    assert part_mask(table, None).all()
    with pytest.raises(ValueError, match=r"no part 'boddy'; the parts are: title, heading, body"):
        part_mask(table, "boddy")
    with pytest.raises(ValueError, match="no part is given; the parts are: title"):
        part_mask(table, [])
    with pytest.raises(ValueError, match="the corpus has no article 'ahmad-2014'"):
        with_group(corpus.select(era="2025"), corpus.sentences, by="label")


def test_cite(corpus: Corpus) -> None:
    assert cite(corpus, "ahmad-2014:2").endswith(
        "sentence 2: “Kazakhstan is a country on the move.”"
    )
    assert cite(corpus, "ahmad-2014").startswith("C. Naseer Ahmad, “Stronger US-Kazakhstan")
    assert cite(corpus, "asb-2025").startswith("author not named, “Trump's")
    for wrong, message in [
        ("ahmad-2014:39", "1 to 38"),
        ("ahmad-2014:0", "1 to 38"),
        ("ahmad-2014:", "1 to 38, not ''"),
        ("ahmad:2", "no article has article 'ahmad'; there is: ahmad-2014, asb-2025"),
    ]:
        with pytest.raises(LookupError, match=message):
            cite(corpus, wrong)


def test_index_may_override_parts(tmp_path: Path) -> None:
    index = "article,file,parts\na,a.txt,2=bio; 3=promo\n"
    folder(tmp_path, index, a="A Title\nHe wrote it all.\nRead on.\nAnd here it ends.")
    table = read_corpus(tmp_path).paragraphs
    assert list(table["part"]) == ["title", "bio", "promo", "body"]
    assert list(table["rule"])[1:3] == ["given by the index"] * 2


@pytest.mark.parametrize("given", ["9=bio", "x=bio", "2=author", "bio"])
def test_an_override_that_cannot_be(tmp_path: Path, given: str) -> None:
    folder(tmp_path, f"article,file,parts\na,a.txt,{given}\n", a="One.\nTwo.")
    with pytest.raises(ValueError, match="a paragraph from 1 to 2, an equals sign and one of"):
        _ = read_corpus(tmp_path).paragraphs


def test_byte_order_mark_goes_and_line_ends_stay(tmp_path: Path) -> None:
    data = "\ufeffTitle\r\nOne day it rained.\r\n".encode()
    corpus = read_corpus(folder(tmp_path, "article,file\na,a.txt\n", a=data))
    assert corpus.text["a"] == "Title\r\nOne day it rained.\r\n"
    assert list(corpus.paragraphs["start"]) == [0, 7]


GOOD = "article,file\na,a.txt\n"
BAD_FOLDERS = [
    ("no index", None, {"a": "A."}, FileNotFoundError, r"has no articles\.csv; make one"),
    ("empty index", "", {"a": "A."}, ValueError, "no column 'article'"),
    ("no rows", "article,file\n", {}, ValueError, "has no rows; add one or more"),
    ("no column", "article,path\na,a.txt\n", {}, ValueError, r"no column 'file' \(it has: art"),
    ("no file", "article,file\na,b.txt\n", {}, FileNotFoundError, r"'b\.txt' for a, and it is not"),
    ("no row", GOOD, {"a": "A.", "b": "B."}, ValueError, r"names 'b\.txt'; add a row for it"),
    ("same id", GOOD + "a,b.txt\n", {"a": "A.", "b": "B."}, ValueError, "two articles have the id"),
    ("same file", GOOD + "b,a.txt\n", {"a": "A."}, ValueError, r"two rows .* the file 'a\.txt'"),
    ("bad id", "article,file\na b,a.txt\n", {"a": "A."}, ValueError, "'a b' cannot be an article"),
    ("colon", "article,file\na:1,a.txt\n", {"a": "A."}, ValueError, "'a:1' cannot be an article"),
    ("no id", "article,file\n,a.txt\n", {"a": "A."}, ValueError, "row 2: '' cannot be an article"),
    ("long row", GOOD + "b,b.txt,c\n", {"a": "A."}, ValueError, "row 3 .* double quotes"),
    ("short row", "article,file,era\na,a.txt\n", {"a": "A."}, ValueError, "row 2 .* first line"),
    ("empty", GOOD, {"a": ""}, ValueError, r"a\.txt is empty; add its text"),
    ("blank", GOOD, {"a": " \n\t"}, ValueError, r"a\.txt is empty; add its text"),
    ("not UTF-8", GOOD, {"a": b"caf\xe9"}, ValueError, r"is not UTF-8 \(byte 3 is 0xe9\); save it"),
    ("not text", GOOD, {"a": b"%PDF\0\0"}, ValueError, "holds NUL characters and is no text"),
    ("checksum", "article,file,sha256\na,a.txt,00\n", {"a": "A."}, ValueError, "sha256"),
    ("own name", "article,file,part\na,a.txt,x\n", {"a": "A."}, ValueError, "'part' has the name"),
    ("text", "article,file,text\na,a.txt,x\n", {"a": "A."}, ValueError, "'text' has the name"),
    ("same path", GOOD + "b,./a.txt\n", {"a": "A."}, ValueError, "two rows .* the file './a"),
    ("Latin-1 index", "article,file,era\na,a.txt,\udce9\n", {"a": "A."}, ValueError, "not UTF-8"),
]


@pytest.mark.parametrize(
    ("index", "files", "error", "message"),
    [row[1:] for row in BAD_FOLDERS],
    ids=[row[0] for row in BAD_FOLDERS],
)
def test_a_folder_that_is_not_right(
    tmp_path: Path,
    index: str | None,
    files: dict[str, str | bytes],
    error: type[Exception],
    message: str,
) -> None:
    folder(tmp_path, index or "", **files)
    if index is None:
        (tmp_path / "articles.csv").unlink()
    with pytest.raises(error, match=message):
        read_corpus(tmp_path)


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="there is no folder"):
        read_corpus(tmp_path / "nowhere")


def test_a_right_checksum(tmp_path: Path) -> None:
    digest = hashlib.sha256(b"A.").hexdigest()
    for written in (digest, f" {digest.upper()} "):
        folder(tmp_path, f"article,file,sha256\na,a.txt,{written}\n", a="A.")
        assert read_corpus(tmp_path).text["a"] == "A."


def test_a_file_that_no_row_names_in_capitals_or_deeper(tmp_path: Path) -> None:
    (folder(tmp_path, GOOD, a="A.") / "sub").mkdir()
    for name in ("c.TXT", "sub/d.txt"):
        (tmp_path / name).write_text("C.", encoding="utf-8")
        with pytest.raises(ValueError, match=f"no row of articles.csv names '{name}'; add a row"):
            read_corpus(tmp_path)
        (tmp_path / name).unlink()


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
    with pytest.raises(ValueError, match="are a list; give a pandas DataFrame"):
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


def test_batches_write_values_as_the_whole_does() -> None:
    rows = [
        {"article": "a", "text": "A.", "year": 1999, "share": 0.5},
        {"article": "b", "text": "B.", "year": None, "share": 2},
    ]
    whole = Corpus.from_frame(pd.DataFrame(rows)).articles
    for size in (1, 2):
        batches = [batch.articles for batch in read_batches(rows, size=size)]
        for column in ("year", "share"):
            assert list(pd.concat(batches)[column]) == list(whole[column])


def test_selecting_by_numbers_and_arrays() -> None:
    corpus = Corpus.from_frame(YEARS)
    for year in (1999, 1999.0, "1999", YEARS["year"].to_numpy()[:1], pd.Series([1999])):
        assert list(corpus.select(year=year).text) == ["a"]


def test_batches_are_the_whole(corpus: Corpus) -> None:
    whole = [{"article": f"a{n}", "text": f"Title {n}\nIt rained {n} times."} for n in range(7)]
    batches = list(read_batches(whole, size=3))
    assert [len(batch.articles) for batch in batches] == [3, 3, 1]
    together = pd.concat([batch.tokens for batch in batches], ignore_index=True).astype(str)
    alone = Corpus.from_frame(pd.DataFrame(whole)).tokens.astype(str)
    pd.testing.assert_frame_equal(together, alone)
    assert [list(batch.text) for batch in read_batches(SEEDS, size=1)] == [
        ["ahmad-2014"],
        ["asb-2025"],
    ]


def test_batches_that_are_not_right() -> None:
    twice = [{"article": "a", "text": "A."}, {"article": "a", "text": "B."}]
    with pytest.raises(ValueError, match="two articles have the id 'a'"):
        list(read_batches(twice, size=1))
    with pytest.raises(ValueError, match="size is 0"):
        list(read_batches(twice, size=0))
    with pytest.raises(ValueError, match="no article in the source"):
        list(read_batches([]))


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=4))
def test_any_text_makes_tables(texts: list[str]) -> None:
    names = [f"a{n}" for n in range(len(texts))]
    corpus = Corpus.from_frame(pd.DataFrame({"article": names, "text": texts}))
    for row in corpus.tokens.itertuples():
        assert corpus.text[row.article][row.start : row.end] == row.token
    backwards = Corpus.from_frame(pd.DataFrame({"article": names[::-1], "text": texts[::-1]}))
    key = ["article", "sentence", "start"]
    order = corpus.tokens.astype(str).sort_values(key, ignore_index=True)
    pd.testing.assert_frame_equal(
        backwards.tokens.astype(str).sort_values(key, ignore_index=True), order
    )
