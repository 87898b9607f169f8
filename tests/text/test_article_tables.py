"""Tables of articles in every form give the same articles, and any bytes a result or a sentence."""

import io
import json
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from kzlib.text.article_tables import READERS, read_articles, read_table
from kzlib.text.checks import as_text
from kzlib.text.files import unguard
from kzlib.text.readers import read_corpus

EXAMPLES = 2 * settings.default.max_examples  # 10,000 at night: see conftest


def excel(table: pd.DataFrame) -> bytes:
    book = Workbook()
    for row in ([*table], *table.itertuples(index=False)):
        book.active.append([*row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def json_lines(table: pd.DataFrame) -> bytes:
    return "\n".join(map(json.dumps, table.to_dict("records"))).encode()


WRITERS: dict[str, Callable[[pd.DataFrame], bytes]] = {
    "a.csv": lambda table: table.to_csv(index=False).encode(),
    "marked.csv": lambda table: table.to_csv(index=False).encode("utf-8-sig"),
    "semicolons.csv": lambda table: table.to_csv(index=False, sep=";").encode("utf-16"),
    "a.tsv": lambda table: table.to_csv(index=False, sep="\t").encode(),
    "a.xlsx": excel,
    "a.jsonl": json_lines,
    "a.json": lambda table: json.dumps(table.to_dict("records")).encode(),
}
SAFE = [name for name in WRITERS if name.endswith(("csv", "tsv"))]
PLAIN = st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"])
ODD = st.text(st.sampled_from("\n\t;,\"'=-\u200b\u0301"), max_size=4)
WORDS = st.tuples(ODD, st.text(PLAIN, max_size=12), ODD).map(lambda three: f"A{''.join(three)}.")
CELLS = st.text(PLAIN, max_size=6).filter(lambda cell: cell[:1] != "=")  # in Excel a formula
TABLES = st.lists(st.tuples(WORDS, CELLS), min_size=1, max_size=4)


@pytest.mark.parametrize("name", WRITERS)
@given(TABLES)
@settings(max_examples=EXAMPLES // 4, deadline=None)
def test_a_table_is_read_as_it_was_written(name: str, rows: list[tuple[str, str]]) -> None:
    table = pd.DataFrame(rows, columns=["text", "who said; it"])
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(WRITERS[name](table))
        found = read_articles(path)
    assert [row["article"] for row in found] == [f"row-{n}" for n, _ in enumerate(rows, 1)]
    assert [row["text"] for row in found] == [text for text, _ in rows]
    whose = [who if name not in SAFE else unguard(who) for _, who in rows]  # '= is a safe =
    assert [as_text(row["who said; it"]) for row in found] == [*map(as_text, whose)]


BYTES = st.binary(max_size=60) | st.text(max_size=30).flatmap(
    lambda text: st.sampled_from(
        ["utf-8", "utf-16", "utf-16-le", "cp1251", "koi8-r", "gb18030"]
    ).map(lambda page: text.encode(page, errors="ignore"))
)
PIECES = st.lists(
    st.sampled_from(
        [*'",;\t\n\r={}[]:\0\ufeff\u200bAé', "text", "article", "file", "a.txt", "t.csv"]
    )
    | st.sampled_from(
        ["null", "1e999", "NaN", "\r\n", '{"text": "A."}', '"text"', '"A."', "2019-05"]
    )
).map(lambda pieces: "".join(pieces).encode())


def wounded(content: bytes, start: int, end: int, put_in: bytes) -> bytes:
    """A file with a piece of it cut out, and other bytes in its place."""
    at = start % len(content)
    return content[:at] + put_in + content[at + end :]


RIGHT = pd.DataFrame(
    {"article": ["a", "b"], "text": ["It rained.", "Tea, “was”\nhad."], "era": "x"}
)
WHOLE = {name: write(RIGHT) for name, write in WRITERS.items()}
WOUNDED = st.builds(
    lambda name, *how: (wounded(WHOLE[name], *how), name),
    st.sampled_from([*WHOLE]),
    st.integers(0, 20_000),
    st.integers(0, 8),
    st.binary(max_size=4),
)
NAMES = ("a.txt", "articles.csv", "t.csv", "t.tsv", "t.xlsx", "t.jsonl", "t.json", "t.parquet")


@given(st.tuples(BYTES | PIECES, st.sampled_from(NAMES)) | WOUNDED)
@settings(max_examples=EXAMPLES, deadline=None)
def test_any_bytes_are_a_text_or_one_sentence(file: tuple[bytes, str]) -> None:
    content, name = file
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # guesses are what is tried here
        (Path(folder) / name).write_bytes(content)
        in_folder = name in ("a.txt", "articles.csv")
        try:
            corpus = read_corpus(folder if in_folder else Path(folder) / name)
        except (ValueError, FileNotFoundError) as error:
            told = str(error)
        else:
            told = ""
            assert corpus.sentences is not None
    assert "\n" not in told


@pytest.mark.parametrize("name", [*READERS])
def test_no_file_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileNotFoundError, match=r"there is no file '.*'; give one that is there"):
        read_table(tmp_path / f"t{name}", ["text"])


@pytest.mark.parametrize(("ending", "package"), [(".xlsx", "openpyxl"), (".parquet", "pyarrow")])
def test_a_package_that_is_missing_is_named(
    tmp_path: Path, ending: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ImportError

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    monkeypatch.setattr(pd, "read_parquet", missing)
    (tmp_path / f"t{ending}").write_bytes(b"PK")
    with pytest.raises(ValueError, match=f"the package {package} that reads it is not installed; "):
        read_articles(tmp_path / f"t{ending}")
