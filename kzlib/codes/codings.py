"""Codings of sentences: files of codes read whole, and the codes of a table by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from os.path import isdir, realpath
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from kzlib.codes.codebook import (
    PLACE,
    PLACED,
    TEXT_HASH,
    Codebook,
    CodebookLike,
    read_codebook,
    split_codes,
    whole_number,
)
from kzlib.compare.measures import Ints
from kzlib.text.arguments import checked, shown
from kzlib.text.checks import (
    as_text,
    check_reserved,
    check_table,
    ids_of,
    listed,
    whole_column,
)
from kzlib.text.corpus import Corpus
from kzlib.text.files import is_file, read_rows, write_rows
from kzlib.text.groups import with_group

SENTENCE = ["article", "sentence"]

Cells: TypeAlias = dict[str, str]
"""The id of a sentence ("smith-1:24") -> the codes of its cell, sorted and joined by ";"."""


@checked
def read_codes(
    path: str | Path | Sequence[str | Path],
    corpus: Corpus | None = None,
    *,
    by: str | None = None,
    codebook: CodebookLike = "codebook",
) -> pd.DataFrame:
    """The codings of a file, of every CSV file in a folder, or of a list of files and folders.

    What a file holds: a row a sentence, with the columns article, sentence, start, end and those
    of the codebook (of kzlib's own: part, tone, whom, themes ("trade;energy"), act, addressee,
    voice, speaker). A coder may leave sentences out; other columns are not read.

    What it returns: a row a sentence and coder, in the order of the files:
    - article, sentence, start, end, and coder (the file's name without .csv);
    - the columns of the codebook. All is text but codes that are whole numbers in order (tone).
    - With a corpus, every row must be one of its sentences, and more columns make the table what
      `method_agreement`, `coder_agreement` and `compare_shares` take: paragraph, part (if the
      codebook has none), text, id and words of the sentence, and `by`, if given, a column of the
      articles.

    Errors: FileNotFoundError for a missing path or a folder without CSV files; ValueError for
    a file without rows, a missing column, a value that the codebook does not
    have, a sentence coded twice in a file, two files of one name, a link that leads out of the
    folder, an empty list, a row that is no sentence of the corpus or (in a file of
    `code_sentences`) one whose text was changed since it was coded, `by` without a corpus or with
    the name of a column of the codebook; LookupError for an unknown `by`; and as
    `read_codebook`.
    """
    book = read_codebook(codebook)
    paths = [path] if isinstance(path, (str, Path)) else list(path)
    if not paths:
        raise ValueError("the list of codings is empty; give a file or a folder at the least")
    files = [file for one in paths for file in _csv_files(Path(one))]
    by_coder: dict[str, Path] = {}
    for file in files:
        if (other := by_coder.setdefault(as_text(file.stem), file)) is not file:
            twice = f"by {str(other)!r} and {str(file)!r}; rename one or leave it out"
            raise ValueError(f"the coder {as_text(file.stem)!r} is given twice, {twice}")
    codes = pd.concat([read_coder(file, book) for file in files], ignore_index=True)
    hashes = codes.pop(TEXT_HASH)
    if corpus is None:
        if by is not None:
            raise ValueError(f"by is {by!r}, and there is no corpus to group by; give it too")
        return codes.astype({"article": "category"})
    _check_sentences(codes, corpus)
    codes = with_place(codes, corpus, by, book)
    _check_hashes(codes, hashes)
    return codes


@checked
def write_codes(codes: pd.DataFrame, path: str | Path, *, overwrite: bool = False) -> None:
    """Write the codes of one coder, as `read_coding_sheet` gives them, for `read_codes` to read.

    All columns but `coder` are written: the name of the file says who coded. It is UTF-8 with a
    byte-order mark, safe in a spreadsheet, and there whole or not at all.

    Errors: LookupError for a missing column; ValueError for codes of several coders or of none, a
    sentence that is there twice or is none, two columns of one name, a file that is there already
    and holds something else, unless `overwrite` is True, and text that no file can hold;
    FileNotFoundError for a folder that is not there.
    """
    check_table(codes, [*PLACE, "coder"], "codes", "give what read_coding_sheet gives")
    coders = coders_of(codes)
    if len(coders) != 1:
        raise ValueError(f"the coders are: {listed(coders) or 'none'}; write each to a file")
    first = [*PLACE, *(name for name in codes if name not in (*PLACE, "coder"))]
    check_table(codes, map(str, first), "codes")  # each column once
    ids = pd.Series(_ids(codes, "codes"))
    if ids.duplicated().any():
        twice = ids[ids.duplicated()].iloc[0]
        raise ValueError(f"codes hold the sentence {twice} twice; keep one row of it")
    sentences = whole_column(codes, "sentence", "codes")
    table = codes[first].assign(article=ids_of(codes), sentence=sentences)
    for name, column in table.select_dtypes("float").items():  # 1.0, where some code is missing
        if not (column.dropna() % 1).any():
            table[name] = column.astype("Int64")
    write_rows(Path(path), table, overwrite=overwrite)


def with_place(codes: pd.DataFrame, corpus: Corpus, by: str | None, book: Codebook) -> pd.DataFrame:
    """Codes of a corpus with what it knows of each sentence, and with its group."""
    check_reserved(by, ("coder", *book.columns))
    new = [column for column in PLACED if column not in codes]
    codes = codes.astype({"article": corpus.sentences["article"].dtype})
    codes = codes.merge(corpus.sentences[[*SENTENCE, *new]], how="left", on=SENTENCE)
    codes = codes.astype(dict.fromkeys(set(new) & {*book.columns}, "str"))  # as it would be read
    return codes if by is None else with_group(corpus, codes, by=by)


@checked
def matches_as_codes(
    sentences: pd.DataFrame, matches: pd.DataFrame, *, column: str = "themes"
) -> pd.DataFrame:
    """Which keys a dictionary found in each sentence, in the form of the codings.

    A row for each row of `sentences`: article, sentence and `column`, the keys of the matches
    in that sentence, each once, in alphabetical order and joined by ";", "" where none is.
    Matches in other sentences are left out.

    Errors: LookupError for a missing column; ValueError for a `column` that places the sentence.

    >>> sentences = pd.DataFrame({"article": ["a", "a"], "sentence": [1, 2]})
    >>> matches = sentences.iloc[[0, 0]].assign(key=["trade", "energy"])
    >>> list(matches_as_codes(sentences, matches)["themes"])
    ['energy;trade', '']
    """
    check_table(sentences, SENTENCE, "sentences", "give corpus.sentences, or rows of it")
    check_table(matches, [*SENTENCE, "key"], "matches", "give what lookup finds")
    if column in PLACE:
        raise ValueError(f"column is {column!r}, which places a sentence; give a name of its own")
    if matches["key"].isna().any():
        raise ValueError("matches has a row without a key; give what lookup finds")
    keys: dict[str, set[str]] = {}
    for place, key in zip(_ids(matches, "matches"), map(as_text, matches["key"]), strict=True):
        keys.setdefault(place, set()).add(key)
    rows = sentences[SENTENCE].reset_index(drop=True)
    places = _ids(sentences, "sentences")
    return rows.assign(**{column: [join_codes(keys.get(place, set())) for place in places]})


def codes_of(table: pd.DataFrame, column: str, name: str) -> Cells:
    """The codes of a column by sentence, in the table's order.

    Errors: LookupError for a column that is not there; ValueError for no rows, two rows for a
    sentence, and a cell that is no text. `name` is what the errors call the table.
    """
    check_table(table, [*SENTENCE, column], name)
    if table.empty:
        raise ValueError(f"{name} has no rows; give a row for each sentence to compare")
    found: Cells = {}
    for place, cell in zip(_ids(table, name), table[column], strict=True):
        text = as_text(cell)
        if place in found:
            raise ValueError(f"{name} has more than one row for {place}; choose one coder first")
        if not isinstance(cell, str) and not re.fullmatch("(-?[0-9]+)?", text):
            wanted = "give whole numbers, or join codes as text by ';'"
            raise ValueError(f"{name} has {shown(cell)} for {place}; {wanted}")
        found[place] = join_codes(split_codes(text))
    return found


def coders_of(codes: pd.DataFrame) -> list[str]:
    """The names of the coders. Errors: ValueError for a row without one; LookupError for none."""
    check_table(codes, ["coder"], "codes", "read the coders' files with read_codes")
    coders = sorted({*map(as_text, codes["coder"])})
    if "" in coders:
        raise ValueError("a row of codes has no coder; read the coders' files with read_codes")
    return coders


def _ids(table: pd.DataFrame, name: str) -> list[str]:
    """The id of each row's sentence ("smith-1:24"); ValueError for what is no id."""
    articles = ids_of(table)
    for article in dict.fromkeys(articles):
        if not re.fullmatch(r"[^\s:]+", article):
            raise ValueError(f"{name} has the article {article!r}; give each row its article's id")
    numbers = whole_column(table, "sentence", name).tolist()
    return [f"{article}:{number}" for article, number in zip(articles, numbers, strict=True)]


def check_spelling(given: Iterable[Cells]) -> None:
    """ValueError where one number is written in two ways, as 1 and 01: they would never agree."""
    spelled: dict[int, str] = {}
    for code in {code for cells in given for cell in cells.values() for code in cell.split(";")}:
        number = whole_number(code)
        if number is not None and (other := spelled.setdefault(number, code)) != code:
            one, two = sorted((code, other))
            raise ValueError(f"the codes hold {one!r} and {two!r}; write a number in one way only")


def rows_by_group(groups: Iterable[str]) -> dict[str, Ints]:
    """The numbers of the rows of each group, the groups sorted by their names."""
    names = pd.Series([*groups], dtype=object)
    return dict(names.groupby(names).indices)  # type: ignore[arg-type]


def join_codes(codes: Iterable[str]) -> str:
    """The codes of a cell as one text, sorted."""
    return ";".join(sorted(codes))


def read_cells(path: Path, table: pd.DataFrame, book: Codebook) -> pd.DataFrame:
    """The table with numbers for codes that are such, and no code twice or empty in a cell.

    Rows count from the index.

    Errors: ValueError at the first cell that the codebook does not have.
    """
    for column in (book.columns[name] for name in book.columns if name in table):
        cells = table[column.name]
        if column.several:
            table[column.name] = cells = cells.map(lambda cell: ";".join(split_codes(cell)))
        check_rows(path, cells, map(column.fits, cells), column.allowed)
        if column.whole:
            numbers = cells.where(cells != "").astype("Int64")  # NA where a cell is empty
            table[column.name] = numbers if column.empty else numbers.astype("int64")
    return table


def check_rows(path: Path, cells: pd.Series[str], fine: Iterable[bool], allowed: str) -> None:
    """ValueError at the first cell of a column that is not fine, with what would be."""
    for index, value, good in zip(cells.index, cells, fine, strict=True):
        if not good:
            raise ValueError(
                f"row {index + 2} of {path.name} has {value!r} in the column {cells.name}; "
                f"allowed: {allowed}"
            )


def _csv_files(path: Path) -> list[Path]:
    files = sorted(path.glob("*.csv")) if isdir(path) else [path]
    if not files:
        raise FileNotFoundError(f"the folder {str(path)!r} has no .csv file; give a file a coder")
    if not is_file(files[0]):
        raise FileNotFoundError(f"there is no file or folder {str(path)!r}; give one of codings")
    for file in files:
        if file != path and not Path(realpath(file)).is_relative_to(realpath(path)):
            raise ValueError(
                f"{listed([file.name])} is a link out of its folder; put the file itself there"
            )
    return files


def read_coder(path: Path, book: Codebook) -> pd.DataFrame:
    """The codings of one file as they stand there, with TEXT_HASH, "" where it has none.

    Errors: as `read_codes` for one file.
    """
    needed = [*PLACE, *book.columns]
    table = pd.DataFrame(read_rows(path, needed), columns=[*needed, TEXT_HASH], dtype="str")
    table = table.map(as_text)
    for column in PLACE[1:]:
        fine = table[column].str.fullmatch("[0-9]{1,9}")
        check_rows(path, table[column], fine, "a whole number")
    table = read_cells(path, table, book).astype(dict.fromkeys(PLACE[1:], "int32"))
    for row in table[table.duplicated(SENTENCE)].itertuples():
        raise ValueError(f"{path.name} codes {row.article}:{row.sentence} twice; keep one row")
    return table.assign(coder=as_text(path.stem))[[*PLACE, "coder", *book.columns, TEXT_HASH]]


def text_hashes(texts: Iterable[str]) -> list[str]:
    """Twelve letters for each text, which change with it; how it is broken into lines is no part.

    No spreadsheet takes them for a number or a date.
    """
    letters = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
    return [sha256(one_line(t).encode()).hexdigest()[:12].translate(letters) for t in texts]


def one_line(text: str) -> str:
    """A text as a coder sees it: its white space is single blanks."""
    return " ".join(text.replace("\0", " ").split())  # no CSV file may hold NUL


def _check_sentences(codes: pd.DataFrame, corpus: Corpus) -> None:
    place = list(PLACE)
    known = pd.MultiIndex.from_frame(corpus.sentences[place].astype({"article": str}))
    there = pd.MultiIndex.from_frame(codes[place]).isin(known)
    for row in codes[~there].itertuples():
        raise ValueError(
            f"{row.coder}.csv codes {row.article}:{row.sentence} at {row.start} to {row.end}, and "
            "the corpus has no such sentence; code the sentences of corpus.sentences"
        )


def _check_hashes(codes: pd.DataFrame, hashes: pd.Series[str]) -> None:
    """ValueError where the text of a sentence is another than the one that was coded."""
    given = hashes != ""
    codes, hashes = codes[given], hashes[given]
    for row in codes[hashes != text_hashes(codes["text"])].itertuples():
        raise ValueError(
            f"{row.coder}.csv codes {row.article}:{row.sentence}, whose text was changed since; "
            "restore it, or code it again"
        )
