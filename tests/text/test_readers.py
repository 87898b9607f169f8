"""Articles from files, at once or in batches, and what a user is told when they are not right."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from ftfy.badness import BADNESS_RE, MOJIBAKE_CATEGORIES
from hypothesis import given, settings
from hypothesis import strategies as st

from kzlib.text.corpus import Corpus
from kzlib.text.readers import AROUND, SUSPECT, read_batches, read_corpus

SEEDS = Path(__file__).parents[2] / "seeds"


def folder(path: Path, index: str, **files: str | bytes) -> Path:
    """A folder with an index and text files, for one test."""
    (path / "articles.csv").write_bytes(index.encode(errors="surrogateescape"))
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (path / f"{name}.txt").write_bytes(data)
    return path


def test_byte_order_mark_goes_and_line_ends_stay(tmp_path: Path) -> None:
    data = "\ufeffTitle\r\nOne day it rained.\r\n".encode()
    corpus = read_corpus(folder(tmp_path, "article,file\na,a.txt\n", a=data))
    assert corpus.text["a"] == "Title\r\nOne day it rained.\r\n"
    assert list(corpus.paragraphs["start"]) == [0, 7]


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


GOOD = "article,file\na,a.txt\n"

BAD_FOLDERS = [
    ("nothing", None, {}, FileNotFoundError, r"has no articles\.csv and no \.txt file; give one"),
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
    ("broken UTF-8", GOOD, {"a": b"\n\xc3\xa9\xe9"}, ValueError, r"1 broken .* line 2 \(byte 3 is"),
    ("not text", GOOD, {"a": b"%PDF\0\0"}, ValueError, "holds NUL characters and is no text"),
    ("checksum", "article,file,sha256\na,a.txt,00\n", {"a": "A."}, ValueError, "sha256"),
    ("own name", "article,file,part\na,a.txt,x\n", {"a": "A."}, ValueError, "'part' has the name"),
    ("text", "article,file,text\na,a.txt,x\n", {"a": "A."}, ValueError, "'text' has the name"),
    ("same path", GOOD + "b,./a.txt\n", {"a": "A."}, ValueError, "two rows .* the file './a"),
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
    for name in ("nowhere", "a" * 300, "\ud800", "a\0b"):
        with pytest.raises(FileNotFoundError, match="there is no folder"):
            read_corpus(tmp_path / name)


def test_a_right_checksum(tmp_path: Path) -> None:
    digest = hashlib.sha256(b"A.").hexdigest()
    for written in (digest, f" {digest.upper()} "):
        folder(tmp_path, f"article,file,sha256\na,a.txt,{written}\n", a="A.")
        assert read_corpus(tmp_path).text["a"] == "A."


def test_a_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = hashlib.sha256(b"A.").hexdigest()
    folder(tmp_path, f"article,file,sha256\na,a.txt,{digest}\n", a="A.")
    opened: list[str] = []
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: opened.append(path.name) or read(path))
    read_corpus(tmp_path)
    assert sorted(opened) == ["a.txt", "articles.csv"]


def test_a_file_that_no_row_names_in_capitals_or_deeper(tmp_path: Path) -> None:
    (folder(tmp_path, GOOD, a="A.") / "sub").mkdir()
    for name in ("c.TXT", "sub/d.txt"):
        (tmp_path / name).write_text("C.", encoding="utf-8")
        with pytest.raises(ValueError, match=f"no row of articles.csv names '{name}'; add a row"):
            read_corpus(tmp_path)
        (tmp_path / name).unlink()


def test_a_subfolder_with_its_own_index_is_another_corpus(tmp_path: Path) -> None:
    folder(tmp_path, GOOD, a="A.")
    (tmp_path / "other" / "deep").mkdir(parents=True)
    folder(tmp_path / "other", GOOD, a="B.")
    (tmp_path / "other" / "deep" / "c.txt").write_text("C.", encoding="utf-8")
    assert read_corpus(tmp_path).text == {"a": "A."}
    with pytest.raises(ValueError, match=r"names 'deep/c\.txt'"):
        read_corpus(tmp_path / "other")


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


def test_batches_are_the_whole() -> None:
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


def test_text_that_was_decoded_wrongly_is_said_and_not_mended(tmp_path: Path) -> None:
    text = "A Road\n\nThey donâ€™t know. The cafÃ© is closed."
    with pytest.warns(
        UserWarning, match=r"a\.txt was .*, 2 times, .*They donâ€™t know. The.*don’t"
    ):
        corpus = read_corpus(folder(tmp_path, GOOD, a=text))
    assert corpus.text["a"] == text


@pytest.mark.parametrize(
    "text", ["“CAFÉ” – 20°C, §5 ½ €3 été", "Қазақстан «Нұр» — ҰҚК", "“Ö”…", "L’ÉCOLE”", "不好 Γειά"]
)
def test_text_that_was_decoded_rightly(tmp_path: Path, text: str) -> None:
    assert read_corpus(folder(tmp_path, GOOD, a=text)).text["a"] == text  # and no warning


@pytest.mark.parametrize(
    "name",
    [
        *("README.txt", "readme.first.txt", "LICENSE.txt", "licence.txt", "COPYING.txt"),
        *("CHANGELOG.txt", ".a.txt", "._a.txt", "__MACOSX/a.txt", "sub/.hidden/a.txt"),
    ],
)
def test_what_is_no_article_by_its_name(tmp_path: Path, name: str) -> None:
    folder(tmp_path, GOOD, a="A.")
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("B.", encoding="utf-8")
    with pytest.warns(UserWarning, match=f"^left out, as no articles: {re.escape(name)}$"):
        read_corpus(tmp_path)


def test_what_lies_beside_the_articles_is_left_out_and_said(tmp_path: Path) -> None:
    folder(tmp_path, GOOD, a="A.", README="Read me.", **{"._a": b"\0\1", "licence": "MIT"})
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "b.txt").write_text("B.", encoding="utf-8")
    with pytest.warns(UserWarning, match="left out, as no articles: ") as said:
        assert read_corpus(tmp_path).text == {"a": "A."}
    assert len(said) == 1
    for name in ("README.txt", "._a.txt", "licence.txt", ".hidden/b.txt"):
        assert name in str(said[0].message)
    folder(tmp_path, GOOD + "b,README.txt\nc,licence.txt\n")
    with pytest.warns(UserWarning, match=r"articles: \._a\.txt, \.hidden/b\.txt$"):
        assert read_corpus(tmp_path).text["b"] == "Read me."


@pytest.mark.parametrize("forms", [("NFC", "NFD"), ("NFD", "NFC")])
def test_accents_of_a_file_name_may_be_taken_apart(tmp_path: Path, forms: tuple[str, str]) -> None:
    written, there = (unicodedata.normalize(form, "été") for form in forms)
    folder(tmp_path, f"article,file\na,{written}.txt\n", **{there: "A."})
    assert read_corpus(tmp_path).text == {"a": "A."}


@pytest.mark.parametrize(
    "index",
    [
        "sep=,\narticle,file\na,a.txt\n",
        '"sep=;"\r\narticle;file\r\na;a.txt\r\n',
        "SEP=\t\narticle\tfile\na\ta.txt\n",
        " article , file\na, a.txt\n",
        "\ufeffsep=,\n article,file \n a,a.txt \n",
    ],
)
def test_an_index_as_spreadsheets_write_it(tmp_path: Path, index: str) -> None:
    assert read_corpus(folder(tmp_path, index, a="A.")).text == {"a": "A."}


# --- nothing outside the folder ------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        *("../secret.txt", "..", "../folder/a.txt", "sub/../../secret.txt", "sub/../a.txt"),
        *("/etc/hostname", "//host/secret.txt", "..\\secret.txt", "\\secret.txt", "C:\\secret.txt"),
        *("C:secret.txt", "c:/secret.txt", "out.txt", "out/secret.txt", "out/../a.txt"),
        *("e\u0301.txt", "\u00e9.txt"),  # the link's name has its accent apart
    ],
)
def test_a_file_outside_the_folder_is_not_read(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "folder"
    (inside / "sub").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("Secret.", encoding="utf-8")
    (inside / "out.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "e\u0301.txt").symlink_to("../secret.txt")
    (inside / "out").symlink_to(tmp_path)
    folder(inside, f"article,file\na,{name}\n", a="A.")
    with pytest.raises(ValueError, match=r"^articles.csv names '.*', outside the folder; give the"):
        read_corpus(inside)


def test_an_index_is_a_file_of_the_folder(tmp_path: Path) -> None:
    inside = tmp_path / "folder"
    inside.mkdir()
    folder(inside, GOOD, a="A.")
    folder(tmp_path, "article,file\na,folder/a.txt\n")
    (inside / "out.csv").symlink_to("../articles.csv")
    (inside / "in.csv").symlink_to("articles.csv")
    assert read_corpus(inside, index="in.csv").text == {"a": "A."}
    with pytest.raises(ValueError, match=r"^the index is 'out.csv', outside the folder; give the"):
        read_corpus(inside, index="out.csv")
    outside = (tmp_path / "articles.csv").as_posix()
    for name in ("../articles.csv", ".", "", outside, "a\0b", "\ud800", "sub/a.csv"):
        with pytest.raises(ValueError, match=r"^index is .*; give the name of a file in the"):
            read_batches(inside, index=name)


def test_a_link_inside_the_folder_may_stay(tmp_path: Path) -> None:
    folder(tmp_path, "article,file\na,sub/a.txt\n")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("A.", encoding="utf-8")
    (tmp_path / "sub").symlink_to("texts")
    (tmp_path / "texts" / "loop").symlink_to(tmp_path)
    assert read_corpus(tmp_path).text == {"a": "A."}
    (tmp_path.parent / f"{tmp_path.name}-link").symlink_to(tmp_path)
    assert read_corpus(tmp_path.parent / f"{tmp_path.name}-link").text == {"a": "A."}


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.symlink_to(path),
        lambda path: path.symlink_to("nowhere.txt"),
        lambda path: path.mkdir(),
        os.mkfifo,
    ],
    ids=["a link to itself", "a link to nowhere", "a folder", "a pipe"],
)
def test_what_is_no_file(tmp_path: Path, make: Callable[[Path], None]) -> None:
    folder(tmp_path, GOOD, b="B.")
    make(tmp_path / "a.txt")
    with pytest.raises(FileNotFoundError, match=r"names 'a\.txt' for a, and it is not there; add"):
        read_corpus(tmp_path)
    folder(tmp_path, "article,file\nb,b.txt\n")
    with pytest.raises(
        ValueError, match=r"no row of articles.csv names 'a\.txt'; add a row for it"
    ):
        read_corpus(tmp_path)
    (tmp_path / "articles.csv").unlink()
    make(tmp_path / "articles.csv")
    with pytest.raises(FileNotFoundError, match=r"has no articles\.csv; make one"):
        read_corpus(tmp_path)


@pytest.mark.parametrize("length", [300, 5000, 50_000])
def test_a_name_that_no_file_can_have(tmp_path: Path, length: int) -> None:
    folder(tmp_path, f"article,file\na,{'e' * length}.txt\n")
    with pytest.raises(FileNotFoundError, match=r"e\.txt' for a, and it is not there; add it$"):
        read_corpus(tmp_path)
    folder(tmp_path, f"article,file\na,e{chr(0x301) * length}{chr(0x316) * length}.txt\n")
    with pytest.raises(FileNotFoundError, match=r"it is not there; add it$"):
        read_corpus(tmp_path)
    with pytest.raises(FileNotFoundError, match=r"^the folder .* has no e*; make one"):
        read_corpus(tmp_path, index="e" * length)


# --- wrong calls ---------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, -1, 1.5, float("nan"), "x", True, [1], 2**70])
def test_a_size_is_refused_at_the_call(size: object) -> None:
    with pytest.raises(ValueError, match=r"^size is .*; give a whole number"):
        read_batches([], size=size)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (None, "source is None; give text"),
        (pd.DataFrame({"article": ["a"]}), "source is of the type DataFrame; give text"),
        (["a"], r"source is \['a'\]; give text"),
        (iter(["a"]), "an article is 'a'; give a mapping with its text"),
        (iter([None]), "an article is None; give a mapping"),
        ([{"article": "a"}], "no column 'text'"),
        ([{"article": None, "text": "A."}], "row 1: '' cannot be an article's id"),
    ],
)
def test_a_source_that_holds_no_articles(source: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        list(read_batches(source))  # type: ignore[arg-type]


def test_warnings_name_the_line_that_reads(tmp_path: Path) -> None:
    folder(tmp_path, GOOD, a="A Road\n\nThey donâ€™t know.", README="Read me.")
    with pytest.warns(UserWarning, match="left out|decoded wrongly") as said:
        read_corpus(tmp_path)
    assert [Path(each.filename).name for each in said] == [Path(__file__).name] * 2


def test_a_batch_has_500_articles_unless_told() -> None:
    rows = [{"article": f"a{n}", "text": "One."} for n in range(501)]
    assert [len(batch.text) for batch in read_batches(rows, duplicates="keep")] == [500, 1]


CATEGORIES = "".join(MOJIBAKE_CATEGORIES.values()).replace("\\", "")


@settings(max_examples=2000)
@given(st.text(st.sampled_from(f"{CATEGORIES}abAB .,?$\n") | st.characters(), max_size=8))
def test_what_looks_wrong_is_suspected(text: str) -> None:
    for found in BADNESS_RE.finditer(text):
        assert any(
            each.start() - AROUND <= found.start() and found.end() <= each.end() + AROUND
            for each in SUSPECT.finditer(text)
        )


def test_every_character_alone_or_between_words() -> None:
    for each in map(chr, range(0x80, 0x10000)):
        for text in (f"a{each}a", f"{each} a", f"A {each} a", f". {each}.", f"a{each}1"):
            assert SUSPECT.search(text) or not BADNESS_RE.search(text)
