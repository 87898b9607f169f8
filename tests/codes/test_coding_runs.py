"""A coder of one's own: every sentence once, whatever interrupts it, or one sentence on why not."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzlib.codes.agreement import method_agreement
from kzlib.codes.coding_runs import code_sentences
from kzlib.codes.coding_sheets import draw_coding_sheet, read_coding_sheet
from kzlib.codes.codings import read_codes
from kzlib.codes.corrected_means import correct_means
from kzlib.text import files
from kzlib.text.corpus import Corpus
from kzlib.text.readers import read_corpus

TEXTS = {
    "a": "A title\n\n" + " ".join(f"This is sentence {n}." for n in range(1, 8)),
    "b": "B title\n\n=SUM(A1) is a formula. “Quoted, too”; it said. Ça va?\n\nThe end.",
    "7": "One only.",
}
FRAME = pd.DataFrame({"article": [*TEXTS], "text": [*TEXTS.values()], "era": ["x", "y", "z"]})
CORPUS = Corpus.from_frame(FRAME)
SENTENCES = CORPUS.sentences
BOOK = """
[columns.part]
values = ["title", "heading", "body", "bio", "promo", "summary"]
asked = false

[columns.tone]
values = [-1, 0, 1]
level = "ordinal"

[columns.themes]
values = ["trade", "oil", "law"]
several = true
empty = "none"

[columns.note]
free = true
empty = "nothing to note"
"""
NOTES = ["", "=1+1", "-x; =y", 'a "quoted", b', "ça\u200b va", "'=x", "line\nbreak"]


def rules(sentences: pd.DataFrame) -> list[dict[str, object]]:
    """Codes that depend on the sentence, its context and its place in the batch."""
    answers = []
    for place, row in enumerate(sentences.itertuples()):
        code = len(row.text + row.before + row.after) + place
        themes = ["trade", "law", "oil"][: code % 4]
        note = NOTES[code % len(NOTES)]
        answers.append({"tone": code % 3 - 1, "themes": themes, "note": note})
    return answers


class Stops:
    """The rules, interrupted at one call."""

    __name__ = "rules"

    def __init__(self, at: int) -> None:
        self.at, self.calls = at, 0

    def __call__(self, sentences: pd.DataFrame) -> list[dict[str, object]]:
        self.calls += 1
        if self.calls == self.at:
            raise KeyboardInterrupt
        return rules(sentences)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.toml"
    path.write_text(BOOK, encoding="utf-8")
    return path


def run(folder: Path, coder: Callable[[pd.DataFrame], Any] = rules, **given: Any) -> pd.DataFrame:
    options = {"path": folder / "rules.csv", "codebook": folder / "book.toml", "part": None}
    return code_sentences(given.pop("corpus", CORPUS), coder, **{**options, "size": 3, **given})


def test_every_sentence_is_coded_once_with_its_context(book: Path) -> None:
    seen: list[pd.DataFrame] = []

    def coder(sentences: pd.DataFrame) -> list[dict[str, object]]:
        seen.append(sentences)
        return rules(sentences)

    codes = run(book.parent, coder, by="era")
    assert [len(batch) for batch in seen] == [3, 3, 2, 3, 2, 1]  # 8, 5 and 1 sentences
    assert all(batch["article"].nunique() == 1 for batch in seen)
    every = pd.concat(seen, ignore_index=True)
    assert every["text"].tolist() == [" ".join(text.split()) for text in SENTENCES["text"]]
    assert every["id"].tolist() == SENTENCES["id"].tolist() == codes["id"].tolist()
    for _, rows in every.groupby("article", sort=False):
        texts = rows["text"].tolist()
        assert rows["before"].tolist() == ["", *texts[:-1]]
        assert rows["after"].tolist() == [*texts[1:], ""]
    expected = pd.concat([pd.DataFrame(rules(batch)) for batch in seen], ignore_index=True)
    assert codes["tone"].tolist() == expected["tone"].tolist()
    assert codes["themes"].tolist() == [";".join(sorted(each)) for each in expected["themes"]]
    assert codes["note"].tolist() == [
        " ".join(each.replace("\u200b", "").split()) for each in expected["note"]
    ]
    assert codes["part"].tolist() == SENTENCES["part"].astype(str).tolist()
    assert {*codes["coder"]} == {"rules"}
    assert codes["era"].tolist() == ["x"] * 8 + ["y"] * 5 + ["z"]
    assert sorted(path.name for path in book.parent.iterdir()) == [
        *("book.toml", "rules.csv", "rules.json")
    ]


def test_only_the_part_asked_for_is_coded_and_its_context_may_be_of_another(book: Path) -> None:
    first: list[str] = []

    def coder(sentences: pd.DataFrame) -> Iterator[dict[str, object]]:
        first.extend(sentences["before"][:1])
        yield from rules(sentences)

    codes = run(book.parent, coder, part="body", size=99)
    assert {*codes["part"]} == {"body"}
    assert first == ["A title", "B title", ""]


@pytest.mark.parametrize("at", range(1, 7))
@pytest.mark.parametrize("torn", [0, 1, 17, 40])
def test_an_interrupted_run_goes_on_where_it_stopped(book: Path, at: int, torn: int) -> None:
    """At each batch, and as if the machine had died in the middle of writing the next."""
    whole = book.parent / "whole"
    whole.mkdir()
    (whole / "book.toml").write_text(BOOK, encoding="utf-8")
    run(whole)
    expected = (whole / "rules.csv").read_bytes()
    with pytest.raises(KeyboardInterrupt):
        run(book.parent, Stops(at))
    half = book.parent / "rules.csv.part"
    kept = half.read_bytes()
    assert kept.endswith(b"\n")
    assert expected.startswith(kept)
    assert not (book.parent / "rules.csv").exists()
    half.write_bytes(expected[: len(kept) + torn])
    counting = Stops(-1)
    codes = run(book.parent, counting)
    assert counting.calls == 6 - (at - 1)
    assert (book.parent / "rules.csv").read_bytes() == expected
    assert not half.exists()
    record = json.loads((book.parent / "rules.json").read_text(encoding="utf-8"))
    assert [each["coded_before"] for each in record["runs"]] == [0, [0, 3, 6, 8, 11, 13][at - 1]]
    pd.testing.assert_frame_equal(
        codes, read_codes(book.parent / "rules.csv", CORPUS, codebook=book)
    )


def test_a_machine_that_stops_at_any_byte(book: Path) -> None:
    run(book.parent)
    expected = (book.parent / "rules.csv").read_bytes()
    record = (book.parent / "rules.json").read_bytes()
    ends = [at for at in range(len(expected)) if expected[at : at + 1] == b"\n"]
    for size in sorted({0, 1, 2, *ends, *(at + 1 for at in ends), *range(50, len(expected), 29)}):
        (book.parent / "rules.csv").unlink(missing_ok=True)
        (book.parent / "rules.csv.part").write_bytes(expected[:size])
        (book.parent / "rules.json").write_bytes(record)
        run(book.parent)
        assert (book.parent / "rules.csv").read_bytes() == expected, size


def test_an_interruption_while_a_batch_is_written(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten bytes of it are in the file when somebody interrupts: they are taken out again."""
    write = Path.open

    def torn(path: Path, *args: Any, **kwargs: Any) -> Any:
        file = write(path, *args, **kwargs)
        if path.name.endswith(".part") and path.stat().st_size > 500:
            return Torn(file)
        return file

    monkeypatch.setattr(Path, "open", torn)
    with pytest.raises(KeyboardInterrupt):
        run(book.parent)
    monkeypatch.undo()
    kept = (book.parent / "rules.csv.part").read_bytes()
    run(book.parent)
    whole = (book.parent / "rules.csv").read_bytes()
    assert kept.endswith(b"\n")
    assert 500 < len(kept) < len(whole)
    assert whole.startswith(kept)


class Torn:
    """A file that is interrupted after ten bytes."""

    def __init__(self, file: Any) -> None:
        self.file, self.truncate = file, file.truncate

    def __enter__(self) -> Torn:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, content: memoryview) -> int:
        self.file.write(content[:10])
        raise KeyboardInterrupt


def test_a_coding_that_is_whole_is_read_and_not_made_again(book: Path) -> None:
    first = run(book.parent)
    before = {path: path.read_bytes() for path in book.parent.iterdir()}
    again = run(book.parent, Stops(1))
    pd.testing.assert_frame_equal(first, again)
    assert {path: path.read_bytes() for path in book.parent.iterdir()} == before


def test_the_record_says_what_was_run(book: Path) -> None:
    run(book.parent, settings={"model": "m-1", "seed": 3, "stops": ("a", "b")})
    record = json.loads((book.parent / "rules.json").read_text(encoding="utf-8"))
    digests = {
        "codebook_sha256": sha256(book.read_bytes()).hexdigest(),
        "codes_sha256": sha256((book.parent / "rules.csv").read_bytes()).hexdigest(),
    }
    assert record.items() >= digests.items()
    assert (
        record.items()
        >= {
            "codings": "rules.csv",
            "coder": "rules",
            "codebook": "book",
            "size": 3,
            "articles": 3,
            "sentences": 14,
        }.items()
    )
    assert record["settings"] == {"model": "m-1", "seed": 3, "stops": ["a", "b"]}
    assert {*record["runs"][0]} == {"begun", "coded_before", "python", "kzlib", "pandas"}
    assert record["runs"][0]["begun"] <= record["finished"]


def other(sentences: pd.DataFrame) -> list[dict[str, object]]:
    return rules(sentences)


def nothing(_: pd.DataFrame) -> None:
    """A coder that does not answer."""


def test_where_nothing_was_coded_another_codebook_may_begin(book: Path) -> None:
    with pytest.raises(ValueError, match="gives None for the"):
        run(book.parent, nothing)
    book.write_text(BOOK.replace('"law"', '"law", "tax"'), encoding="utf-8")
    assert len(run(book.parent)) > 0
    record = json.loads((book.parent / "rules.json").read_text(encoding="utf-8"))
    assert len(record["runs"]) == 1  # the one that failed had another codebook


def changed(text: str) -> Corpus:
    return Corpus.from_frame(FRAME.assign(text=FRAME["text"].str.replace("sentence 2", text)))


CHANGES: dict[str, tuple[dict[str, Any], str]] = {
    "coder": (
        {"coder": other},
        "rules.csv was begun with another coder ('rules', not 'other'); give the same, or another "
        "path, or delete it and rules.json to code anew",
    ),
    "settings": (
        {"settings": {"model": "m-2"}},
        "was begun with other settings ({'model': 'm-1'}, not {'model': 'm-2'}); give the same",
    ),
    "size": ({"size": 4}, "was begun with another size (3, not 4); give the same"),
    "text": ({"corpus": changed("sentence 3")}, "was begun with other sentences; give the same"),
    "part": ({"part": "body"}, "was begun with other sentences; give the same"),
    "articles": ({"corpus": CORPUS.select(era=["x", "y"])}, "was begun with other sentences"),
}


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("name", [*CHANGES, "codebook"])
def test_what_is_not_the_same_does_not_go_on(book: Path, name: str, whole: bool) -> None:
    given: dict[str, Any] = {"settings": {"model": "m-1"}}
    if whole:
        run(book.parent, **given)
    else:
        with pytest.raises(KeyboardInterrupt):
            run(book.parent, Stops(3), **given)
    if name == "codebook":
        book.write_text(BOOK.replace('"law"', '"laws"'), encoding="utf-8")
        options, message = {}, "was begun with another codebook; give the same"
    else:
        options, message = CHANGES[name]
    before = {path: path.read_bytes() for path in book.parent.iterdir()}
    with pytest.raises(ValueError, match=r"rules\.csv") as error:
        run(book.parent, **{"coder": rules, **given, **options})
    assert message in str(error.value)
    assert {path: path.read_bytes() for path in book.parent.iterdir()} == before


def answer(**changed: object) -> Callable[[pd.DataFrame], object]:
    """A coder that answers the second sentence of the article b in another way."""

    def coder(sentences: pd.DataFrame) -> object:
        answers = rules(sentences)
        for row, each in zip(sentences.itertuples(), answers, strict=True):
            if row.id == "b:2":
                each.update(changed)
        return answers

    coder.__name__ = "mine"
    return coder


def broken(change: Callable[[list[dict[str, object]]], object]) -> Callable[[pd.DataFrame], object]:
    """A coder whose answers to the article b are something else."""

    def coder(sentences: pd.DataFrame) -> object:
        answers = rules(sentences)
        return change(answers) if sentences["article"].iloc[0] == "b" else answers

    coder.__name__ = "mine"
    return coder


REFUSED: dict[str, tuple[Callable[[pd.DataFrame], object], str]] = {
    "code": (answer(tone=2), "the coder mine gives for b:2 2 in tone; allowed: -1, 0, 1"),
    "spelling": (answer(tone="+1"), "b:2 '+1' in tone; allowed: -1, 0, 1"),
    "truth": (answer(tone=True), "b:2 True in tone; allowed"),
    "half": (answer(tone=0.5), "b:2 0.5 in tone; allowed"),
    "large": (answer(tone=10**400), "in tone; allowed"),
    "empty": (answer(tone=""), "b:2 '' in tone; allowed"),
    "missing": (answer(tone=None), "b:2 None in tone; allowed"),
    "nan": (answer(tone=float("nan")), "b:2 nan in tone; allowed"),
    "none": (answer(tone="none"), "b:2 'none' in tone; allowed"),
    "list": (answer(tone=[1]), "b:2 [1] in tone; allowed"),
    "one of several": (
        answer(themes=["trade", "oill"]),
        "b:2 ['trade', 'oill'] in themes; allowed: trade, oil, law, (empty)",
    ),
    "joined": (answer(themes="trade;x"), "b:2 'trade;x' in themes; allowed"),
    "nested": (answer(themes=[["oil"]]), "b:2 [['oil']] in themes; allowed"),
    "mapping": (answer(note={"a": 1}), "b:2 {'a': 1} in note; allowed: (empty)"),
    "bytes": (answer(note=b"a"), "b:2 b'a' in note; allowed: (empty)"),
    "column": (answer(tonne=1), "b:2 'tonne', which is no column of the codebook 'book'; answer:"),
    "id": (answer(id="b:3"), "b:2 an answer to 'b:3'; answer the sentences in their order"),
    "lacks": (
        broken(lambda given: [{"tone": 0, "note": ""}] * len(given)),
        "the coder mine gives for b:1 no themes; answer: tone, themes, note",
    ),
    "no mapping": (
        broken(lambda given: [0] * len(given)),
        "the coder mine gives for b:1 0; give a mapping of codes, as {'tone': ...}",
    ),
    "too few": (
        broken(lambda given: given[1:]),
        "the coder mine gives 2 answers for the 3 sentences from b:1 on; give a list with a",
    ),
    "too many": (broken(lambda given: [*given, *given]), "gives 6 answers for the 3 sentences"),
    "no end": (broken(cycle), "gives 4 answers or more for the 3 sentences"),
    "nothing": (broken(lambda _: None), "the coder mine gives None for the 3 sentences from b:1"),
    "text": (broken(lambda _: "abc"), "the coder mine gives 'abc' for the 3 sentences"),
    "one mapping": (broken(lambda given: given[0]), "for the 3 sentences from b:1 on; give a list"),
    "a table without a column": (
        broken(lambda given: pd.DataFrame(given).drop(columns="tone")),
        "gives for b:1 no tone; answer: tone, themes, note",
    ),
}


@pytest.mark.parametrize(("coder", "message"), REFUSED.values(), ids=REFUSED)
def test_an_answer_that_does_not_fit_is_refused_with_its_sentence(
    book: Path, coder: Callable[[pd.DataFrame], object], message: str
) -> None:
    with pytest.raises(ValueError, match=r"\w") as error:
        run(book.parent, coder)
    assert message in str(error.value)
    assert "\n" not in str(error.value)
    kept = (book.parent / "rules.csv.part").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in kept[1:]] == ['"a"'] * 8  # nothing of its batch


FITTING: dict[str, tuple[dict[str, object], dict[str, object]]] = {
    "numbers as text": ({"tone": "-1"}, {"tone": -1}),
    "whole as float": ({"tone": 1.0}, {"tone": 1}),
    "numpy": ({"tone": np.int64(1), "themes": np.array(["oil"])}, {"tone": 1, "themes": "oil"}),
    "none": ({"themes": "none", "note": None}, {"themes": "", "note": ""}),
    "nan": ({"themes": float("nan"), "note": pd.NA}, {"themes": "", "note": ""}),
    "no themes": ({"themes": []}, {"themes": ""}),
    "one": ({"themes": "oil"}, {"themes": "oil"}),
    "joined": ({"themes": " trade ; law;trade"}, {"themes": "law;trade"}),
    "set": ({"themes": {"trade", "law"}}, {"themes": "law;trade"}),
    "note": ({"note": " 7 \n of; 8"}, {"note": "7 of; 8"}),
    "number": ({"note": 7}, {"note": "7"}),
    "its id": ({"id": "b:2", "text": "whatever"}, {}),
}


@pytest.mark.parametrize(("changed", "expected"), FITTING.values(), ids=FITTING)
def test_a_code_may_be_given_in_several_ways(
    book: Path, changed: dict[str, object], expected: dict[str, object]
) -> None:
    codes = run(book.parent, answer(**changed)).set_index("id")
    assert codes.loc["b:2", [*expected]].to_dict() == expected


def test_a_table_may_be_the_answer(book: Path) -> None:
    def coder(sentences: pd.DataFrame) -> pd.DataFrame:
        return sentences.assign(tone=sentences["text"].str.len() % 2, themes="", note=None)

    assert run(book.parent, coder)["tone"].tolist() == [
        len(" ".join(text.split())) % 2 for text in SENTENCES["text"]
    ]


def test_what_a_coder_does_to_its_table_changes_nothing(book: Path) -> None:
    def coder(sentences: pd.DataFrame) -> list[dict[str, object]]:
        answers = rules(sentences)
        sentences[["id", "article"]] = "x"
        return answers

    assert len(run(book.parent, coder)) == len(SENTENCES)


def test_its_own_error_comes_through(book: Path) -> None:
    def coder(_: pd.DataFrame) -> list[dict[str, object]]:
        raise ConnectionError("no service")

    with pytest.raises(ConnectionError, match="no service"):
        run(book.parent, coder)


def test_the_file_is_safe_in_a_spreadsheet(book: Path) -> None:
    run(book.parent)
    content = (book.parent / "rules.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf" + b'"article","sentence","start","end","text_hash",')
    assert content.count(b"\xef\xbb\xbf") == 1
    text = content.decode("utf-8-sig")
    for separator in ",;\t":
        for row in csv.reader(text.splitlines(), delimiter=separator):
            texts = [cell for cell in row if cell not in ("-1", *map(str, range(999)))]
            assert not any(cell.lstrip(" \"'").startswith(("=", "+", "@")) and "'" not in cell
                           for cell in texts)  # fmt: skip
    whole = pd.read_csv(book.parent / "rules.csv", keep_default_na=False)
    files.write_rows(
        book.parent / "again.csv", whole.assign(note=[*map(files.unguard, whole["note"])])
    )
    assert (book.parent / "again.csv").read_bytes() == content  # as it would be written at once


ONE = Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": ["One. Two. Three."]}))


@settings(max_examples=100)
@given(
    st.lists(st.text(), min_size=3, max_size=3),
    st.lists(st.lists(st.sampled_from(["trade", "oil", "law"])), min_size=3, max_size=3),
    st.integers(0, 3),
)
def test_what_is_coded_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, notes: list[str], themes: list[list[str]], at: int
) -> None:
    folder = tmp_path_factory.mktemp("run")
    (folder / "book.toml").write_text(BOOK, encoding="utf-8")
    calls = iter(range(9))

    def coder(sentences: pd.DataFrame) -> list[dict[str, object]]:
        if next(calls) == at:
            raise KeyboardInterrupt
        number = sentences["sentence"].iloc[0] - 1
        return [{"tone": 0, "note": notes[number], "themes": themes[number]}]

    options = {"corpus": ONE, "size": 1}
    if at < 3:
        with pytest.raises(KeyboardInterrupt):
            run(folder, coder, **options)
    codes = run(folder, coder, **options)
    expected = ["" if note == "none" else note for note in map(files.as_text, notes)]
    assert codes["note"].tolist() == expected
    assert codes["themes"].tolist() == [";".join(sorted({*each})) for each in themes]


def test_a_sentence_that_was_changed_since_is_refused_when_read(book: Path) -> None:
    run(book.parent)
    path = book.parent / "rules.csv"
    with pytest.raises(ValueError, match=r"rules\.csv codes a:3, whose text was changed since; "):
        read_codes(path, changed("sentence 3"), codebook=book)
    assert len(read_codes(path, codebook=book)) == len(SENTENCES)  # without a corpus: as it stands
    lines = Corpus.from_frame(
        FRAME.assign(text=FRAME["text"].str.replace("The end", "The\u00a0end"))
    )
    assert len(read_codes(path, lines, codebook=book)) == len(
        SENTENCES
    )  # the same but for white space


def spoil(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "header": (
        lambda f: spoil(f, "rules.csv.part", "a,b\n1,2\n"),
        "rules.csv.part does not hold the first of these sentences as they were written; restore",
    ),
    "order": (
        lambda f: swap(f / "rules.csv.part"),
        "rules.csv.part does not hold the first of these sentences",
    ),
    "code": (
        lambda f: edit(f / "rules.csv.part", '"body",-?[01]', '"body",5'),
        "row 3 of rules.csv.part has '5' in the column tone; allowed: -1, 0, 1",
    ),
    "no record": (
        lambda f: (f / "rules.json").unlink(),
        "rules.csv.part' is there already, and no record rules.json beside it; give another path",
    ),
    "broken record": (
        lambda f: spoil(f, "rules.json", "{"),
        "rules.json is not valid JSON with names; give another path",
    ),
    "another file": (
        lambda f: spoil(f, "rules.json", '{"a": 1}'),
        "rules.json is no record of a coding; give another path",
    ),
    "a folder": (
        lambda f: ((f / "rules.json").unlink(), (f / "rules.json").mkdir()),
        "rules.json is no record of a coding; give another path",
    ),
}


def swap(path: Path) -> None:
    lines = path.read_bytes().split(b"\n")
    lines[1], lines[2] = lines[2], lines[1]
    path.write_bytes(b"\n".join(lines))


def edit(path: Path, pattern: str, new: str) -> None:
    text = re.sub(pattern, new, path.read_text(encoding="utf-8-sig"))
    path.write_text(text, encoding="utf-8-sig")


@pytest.mark.parametrize(("change", "message"), SPOILT.values(), ids=SPOILT)
def test_a_half_that_is_not_as_it_was_left_is_refused(
    book: Path, change: Callable[[Path], object], message: str
) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(book.parent, Stops(3))
    change(book.parent)
    with pytest.raises(ValueError, match=r"\w") as error:
        run(book.parent)
    assert message in str(error.value)
    assert not (book.parent / "rules.csv").exists()


def test_a_coding_that_was_edited_is_not_taken_for_the_coders(book: Path) -> None:
    run(book.parent)
    path = book.parent / "rules.csv"
    path.write_bytes(path.read_bytes().replace(b"oil", b"law"))
    with pytest.raises(
        ValueError, match=r"rules\.csv was changed after it was coded; read it with"
    ):
        run(book.parent)
    (book.parent / "rules.json").unlink()
    with pytest.raises(
        ValueError, match=r"rules\.csv' is there already, and no record rules\.json"
    ):
        run(book.parent)


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "no csv": ({"path": "rules.txt"}, "path is 'rules.txt'; give a file that ends in .csv"),
    "no folder": ({"path": "nowhere/rules.csv"}, "there is no folder 'nowhere'; make it first"),
    "name": ({"path": "a\nb.csv"}, "'a\\nb.csv' cannot be shown in one line; rename the file"),
    "size": ({"size": 0}, "size is 0; give a whole number from 1 on"),
    "part": ({"part": "promo"}, "the corpus has no sentence in part 'promo'; choose another"),
    "settings": ({"settings": {"a": {1}}}, "settings hold what JSON cannot; give text, numbers"),
    "nan": ({"settings": {"a": float("nan")}}, "settings hold what JSON cannot"),
    "coder": ({"coder": "vader"}, "coder is 'vader'; give a function"),
    "codebook": ({"codebook": "mine"}, "there is no codebook 'mine'"),
}


@pytest.mark.parametrize(("given", "message"), BAD.values(), ids=BAD)
def test_a_wrong_call_is_one_sentence_and_writes_nothing(
    book: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, Any], message: str
) -> None:
    monkeypatch.chdir(book.parent)
    with pytest.raises((ValueError, FileNotFoundError)) as error:
        run(book.parent, **{"coder": rules, **given})
    assert message in str(error.value)
    assert [path.name for path in book.parent.iterdir()] == ["book.toml"]


def toned(sentences: pd.DataFrame) -> list[dict[str, int]]:
    return [{"tone": number % 3 - 1} for number in sentences["sentence"]]


MANY = pd.DataFrame(
    {
        "article": range(1, 10),
        "text": [" ".join(f"Sentence {n} of {a}." for n in range(1, 9)) for a in range(1, 10)],
        "ward": [10, 10, 10, 20, 20, 20, 30, 30, 30],
    }
)
FORMS: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "as read": lambda table: table,
    "categories": lambda table: table.astype(
        dict.fromkeys(["tone", "ward", "article"], "category")
    ),
    "text": lambda table: table.astype({"tone": "str", "article": "str", "ward": "str"}),
    "numbers": lambda table: table.astype({"article": "str", "ward": "str"}).astype(
        {"article": "int64", "ward": "float", "tone": "Int64"}
    ),
    "objects": lambda table: table.astype(object),
    "another order": lambda table: table[::-1].set_index("id", drop=False),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_coding_goes_on_to_agreement_and_correction(tmp_path: Path, form: str) -> None:
    """Another codebook, three groups, ids and groups that are numbers, columns of every type."""
    (tmp_path / "book.toml").write_text(
        '[columns.tone]\nvalues = [-1, 0, 1]\nlevel = "ordinal"', encoding="utf-8"
    )
    book = tmp_path / "book.toml"
    corpus = Corpus.from_frame(MANY)
    found = run(tmp_path, toned, corpus=corpus, by="ward")
    assert list(read_codes(book.parent / "rules.csv", codebook=book)) == [
        *("article", "sentence", "start", "end", "coder", "tone")
    ]
    sheet = draw_coding_sheet(
        corpus, n=36, by="ward", scores=found, part=None, codebook=book, path=tmp_path / "anna.csv"
    )
    filled = pd.read_csv(tmp_path / "anna.csv", dtype=str, keep_default_na=False)
    tone = [(ord(name[0]) + ord(name[5])) % 3 - 1 for name in filled["blind_id"]]
    filled.assign(tone=tone).to_csv(tmp_path / "anna.csv", index=False)
    codes = read_coding_sheet(tmp_path / "anna.csv", corpus, by="ward", codebook=book)
    assert len(codes) == len(sheet) == 36
    found, codes = FORMS[form](found), FORMS[form](codes)

    table = method_agreement(found, codes, by="ward", codebook=book)
    assert table["ward"].tolist() == ["10", "20", "30", "together"]
    both = sheet.assign(tone=tone)[["article", "sentence", "ward", "tone"]].astype(
        {"article": "int64", "ward": "int64"}
    )
    both["found"] = both["sentence"] % 3 - 1
    right = (both["tone"] == both["found"]).groupby(both["ward"]).sum()
    assert table["right"].tolist() == [*right, right.sum()]

    means = correct_means(found, codes, by="ward", target=10, reference=30, strata="tone")
    assert means["ward"].tolist() == ["10", "30", "difference"]
    for row in means[:2].itertuples():
        coded = both[both["ward"] == int(row.ward)].groupby("found")["tone"]
        sizes = pd.Series([3 * sum(n % 3 - 1 == f for n in range(1, 9)) for f in (-1, 0, 1)])
        assert row.n == coded.size().sum()
        assert row.coded == pytest.approx((sizes.to_numpy() * coded.mean().to_numpy()).sum() / 24)
    rest = correct_means(found, codes, by="ward", target=20, strata="tone")
    assert rest["ward"].tolist() == ["20", "the rest", "difference"]
    assert rest["N"].tolist() == [24, 48, 72]


EXAMPLE = Path(__file__).parents[2] / "seeds"
PRAISE = {"good", "best", "better", "great", "excellent", "grateful", "historic", "welcome"}
BLAME = {"not", "no", "nobody", "never", "none", "nothing", "without"}


def stand_in(sentences: pd.DataFrame) -> list[dict[str, int]]:
    """A stand-in for a model: two lists of words."""
    words = [{*re.findall(r"\w+", text.lower())} for text in sentences["text"]]
    tones = [len(each & PRAISE) - len(each & BLAME) for each in words]
    return [{"tone": (tone > 0) - (tone < 0)} for tone in tones]


def test_the_worked_example_holds_what_all_codes_say(tmp_path: Path) -> None:
    """Of 200 draws of 80 sentences: how often the interval holds the difference of all 200."""
    corpus, book = read_corpus(EXAMPLE / "example"), EXAMPLE / "example_codes" / "tone.toml"
    run = {"path": tmp_path / "stand_in.csv", "codebook": book, "by": "outlet"}
    found = code_sentences(corpus, stand_in, **run)
    path = tmp_path / "anna.csv"
    draw_coding_sheet(corpus, n=80, by="outlet", codebook=book, path=path)
    drawn = pd.read_csv(path, dtype=str, keep_default_na=False)
    sheet = EXAMPLE / "example_codes" / "sheet.csv"
    filled = pd.read_csv(sheet, dtype=str, keep_default_na=False)
    pd.testing.assert_frame_equal(drawn.drop(columns="tone"), filled.drop(columns="tone"))
    codes = read_coding_sheet(sheet, corpus, by="outlet", codebook=book)
    every = read_codes(EXAMPLE / "example_codes" / "codes.csv", corpus, by="outlet", codebook=book)
    same = every.merge(codes, on=["article", "sentence"])
    assert (same["tone_x"] == same["tone_y"]).all()
    assert len(same) == 80

    sides = {"by": "outlet", "target": "Post", "reference": "Courier"}
    true = every.groupby("outlet", observed=True)["tone"].mean()["Post"]
    true -= every.groupby("outlet", observed=True)["tone"].mean()["Courier"]
    held = 0
    for seed in range(200):
        some = draw_coding_sheet(corpus, n=80, by="outlet", codebook=book, seed=seed)
        some = every.merge(some[["article", "sentence"]], on=["article", "sentence"])
        gap = correct_means(found, some, **sides).iloc[2]
        held += gap["low"] <= true <= gap["high"]
    assert held / 200 >= 0.9
    assert true < 0 < gap["raw"]  # the stand-in gets even the sign wrong


def test_a_by_that_is_unknown_is_said_before_anything_is_coded(book: Path) -> None:
    with pytest.raises(LookupError, match="no column 'age'"):
        run(book.parent, Stops(1), by="age")
    with pytest.raises(ValueError, match="by is 'tone', a column of the result"):
        run(book.parent, Stops(1), by="tone")
