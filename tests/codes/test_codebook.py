"""Codebooks: a reader's own does all that ours does; a slip in its file is one sentence."""

from __future__ import annotations

import ast
import hashlib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from coding_cases import defined

import kzlib.codes
from kzlib.codes.agreement import (
    code_scores,
    coder_agreement,
    compare_methods,
    method_agreement,
    shuffle_agreement,
)
from kzlib.codes.codebook import Codebook, read_codebook
from kzlib.codes.coding_sheets import draw_coding_sheet, read_coding_sheet
from kzlib.codes.codings import matches_as_codes, read_codes, write_codes
from kzlib.codes.corrected_means import correct_means
from kzlib.text.corpus import Corpus
from kzlib.text.files import read_data
from kzlib.text.parts import PARTS

JAPAN = """
title = "Two countries and the sea"
[columns.themes]
values = ["football", "fisheries"]
several = true
empty = "neither"
[columns.whom]
values = ["japan", "vietnam", "asean"]
empty = "nobody"
[columns.tone]
values = [1, 2, 3, 4, 5]
level = "ordinal"
"""
STANCE = """
[columns.stance]
values = ["for", "torn", "against"]
level = "ordinal"
[columns.heat]
values = [0, 1, 2]
level = "ordinal"
empty = "no heat can be told"
[columns.remark]
free = true
empty = "none"
[columns.checked]
free = true
empty = "not checked"
asked = false
"""
TEXTS = {
    "j1": "The tuna is back. Fans came in boats.\nThe cup was lost. Boats sank.",
    "v1": "Catches fell. The team won.\nNobody knows why. The fleet stayed home.",
}
CORPUS = Corpus.from_frame(
    pd.DataFrame({"article": list(TEXTS), "land": ["japan", "vietnam"], "text": TEXTS.values()})
)
SIZE = len(CORPUS.sentences)
FIRST = {
    "themes": ["fisheries", "football; fisheries", "football", "", "fisheries", "football", "", ""],
    "whom": ["japan", "", "asean", "", "vietnam", "vietnam", "", ""],
    "tone": ["5", "4", "1", "2", "2", "5", "3", "2"],
}
SECOND = FIRST | {
    "themes": ["fisheries", "football", "football", "", "fisheries", "football", "", "fisheries"],
    "tone": ["4", "4", "1", "1", "2", "5", "3", "3"],
}


NOBODY = {"whom": ["none"] * SIZE}


def own(folder: Path, text: str = JAPAN) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def code(folder: Path, book: Path, coder: str, answers: dict[str, list[str]]) -> Path:
    """A sheet drawn, filled in by a coder in the order of the text, and kept as a coding."""
    path = folder / f"{coder}.csv"
    drawn = draw_coding_sheet(
        CORPUS, n=SIZE, by="land", part=None, codebook=book, seed=len(coder), path=path
    )
    order = dict(zip(CORPUS.sentences["id"], range(SIZE), strict=True))
    at = [order[f"{row.article}:{row.sentence}"] for row in drawn.itertuples()]
    sheet = pd.read_csv(path, dtype=str, keep_default_na=False)
    for column, cells in answers.items():
        sheet[column] = [cells[number] for number in at]
    sheet.to_csv(path, index=False)
    return path


def keep(codes: pd.DataFrame, folder: Path) -> Path:
    path = folder / f"{codes['coder'].iloc[0]}.csv"
    write_codes(codes, path)
    return path


def test_a_codebook_on_japan_and_vietnam_does_all_that_ours_does(tmp_path: Path) -> None:
    book, kept = own(tmp_path), tmp_path / "kept"
    kept.mkdir()
    for coder, answers in {"aiko": FIRST, "binh": SECOND}.items():
        codes = read_coding_sheet(
            code(tmp_path, book, coder, answers), CORPUS, by="land", codebook=book
        )
        assert list(codes)[4:8] == ["coder", "themes", "whom", "tone"]
        assert codes["tone"].dtype == np.int64
        assert codes["tone"].astype(str).tolist() == answers["tone"]
        assert codes["part"].tolist() == CORPUS.sentences["part"].tolist()
        keep(codes, kept)
    coders = read_codes(kept, CORPUS, by="land", codebook=str(book))
    pd.testing.assert_frame_equal(
        coders[coders["coder"] == "binh"].reset_index(drop=True), codes[list(coders)]
    )
    tones = [[int(tone) for tone in answers["tone"]] for answers in (FIRST, SECOND)]
    pairs = list(zip(*tones, strict=True))
    agreed = coder_agreement(coders, by="land", codebook=book).query("coders == 'all'")
    assert agreed["land"].tolist() == ["japan", "vietnam", "together"]
    assert agreed["same"].tolist() == [2, 3, 5]
    wanted = [float(defined(rows, "ordinal")) for rows in (pairs[:4], pairs[4:], pairs)]
    np.testing.assert_allclose(agreed["alpha"], wanted)

    themes = coder_agreement(coders, column="themes", codebook=book).query("coders == 'all'")
    assert themes[["code", "same"]].to_numpy().tolist() == [["fisheries", 6], ["football", 8]]

    first, second = (coders[coders["coder"] == name] for name in ("aiko", "binh"))
    method = method_agreement(second, first, codebook=book)
    assert method[["n", "right"]].to_numpy().tolist() == [[8, 5]]
    assert [name for name in method if name.startswith("f1_")] == [f"f1_{n}" for n in range(1, 6)]
    np.testing.assert_allclose(method["alpha"], wanted[2])
    whom = method_agreement(second, first, column="whom", codebook=book).iloc[0]
    assert (whom["alpha"], whom["f1_none"], whom["f1_asean"]) == (1, 1, 1)
    better = compare_methods(first, second, first, codebook=book).iloc[0]
    assert (better["only_first"], better["only_second"]) == (3, 0)
    scores = code_scores(second, first).set_index("code")
    assert scores.loc["fisheries", ["cases", "found", "hits"]].tolist() == [3, 3, 2]
    means = correct_means(second, first, by="land", target="vietnam")
    assert means["corrected"].tolist() == [12 / 4, 12 / 4, 0]
    assert means["raw"].tolist() == [13 / 4, 10 / 4, 3 / 4]


def test_a_codebook_without_tone_or_part_and_with_words_in_order(tmp_path: Path) -> None:
    """For, torn, against are in this order, not in that of their letters."""
    book = own(tmp_path, STANCE)
    stance = ["for", "torn", "against", "for", "against", "torn", "for", "for"]
    heat = ["0", "", "2", "1", "1", "0", "", "2"]
    first = read_coding_sheet(
        code(tmp_path, book, "anna", {"stance": stance, "heat": heat}), CORPUS, codebook=book
    )
    assert list(first)[4:] == [
        *("coder", "stance", "heat", "remark"),
        *("paragraph", "part", "text", "id", "words"),
    ]
    assert first["heat"].dtype == "Int64"
    assert first["heat"].isna().sum() == 2
    other = ["torn", "torn", "against", "for", "for", "torn", "for", "torn"]
    second = first.assign(coder="ben", stance=other)
    order = {"for": 0, "torn": 1, "against": 2}
    pairs = [(order[a], order[b]) for a, b in zip(stance, other, strict=True)]
    wanted = float(defined(pairs, "ordinal"))
    options = {"column": "stance", "codebook": read_codebook(book)}
    both = pd.concat([first, second])
    np.testing.assert_allclose(coder_agreement(both, **options)["alpha"], wanted)
    np.testing.assert_allclose(method_agreement(second, first, **options)["alpha"], wanted)
    np.testing.assert_allclose(
        shuffle_agreement(second, first, deals=2, **options)["alpha"], wanted
    )
    assert compare_methods(second, first, first, **options)["alpha_difference"].item() < 0

    heats = coder_agreement(both, column="heat", codebook=book).iloc[0]
    assert (heats["n"], heats["alpha"]) == (6, 1)  # an empty cell has no place in an order
    with pytest.raises(ValueError, match="a heat is ''; give whole numbers, such as 0, 1, 2, or l"):
        method_agreement(second, first, column="heat", codebook=book)
    told = first[first["heat"].notna()]
    assert method_agreement(second, told, column="heat", codebook=book)["n"].item() == 6
    with pytest.raises(ValueError, match="a stance is 'so'; give one of: for, torn, against, or l"):
        method_agreement(first.assign(stance="so"), first, **options)
    with pytest.raises(LookupError, match="the codebook 'codebook' has no column 'stance'; it has"):
        method_agreement(first, first, column="stance")
    by_stance = {"scores": first, "strata": "stance", "codebook": book}
    sheet = draw_coding_sheet(CORPUS, n=8, by="land", part=None, columns="heat", **by_stance)
    assert list(sheet)[-2:] == ["text", "heat"]
    sizes = sheet.drop_duplicates("stratum").set_index("stratum")["stratum_size"]
    assert sizes.to_dict() == {
        **{"japan / against": 1, "japan / for": 2, "japan / torn": 1},
        **{"vietnam / against": 1, "vietnam / for": 2, "vietnam / torn": 1},
    }
    with pytest.raises(ValueError, match="no column 'checked' can be asked for; choose of: stance"):
        draw_coding_sheet(CORPUS, n=4, by="land", columns=["checked"], codebook=book)


def test_what_a_codebook_does_not_have_is_refused_in_its_own_words(tmp_path: Path) -> None:
    book = own(tmp_path)
    for cells, message in (
        ({"tone": ["6"] * SIZE}, "has '6' in the column tone; allowed: 1, 2, 3, 4, 5"),
        ({"tone": [""] * SIZE} | NOBODY, "has '' in the column tone; allowed: 1, 2, 3, 4, 5"),
        ({"whom": ["us"] * SIZE}, "has 'us' in the column whom; allowed: japan, vietnam, asean, ("),
        ({"themes": ["football;golf"] * SIZE}, "has 'football;golf' in the column themes; allowed"),
        ({"whom": ["japan;asean"] * SIZE}, "has 'japan;asean' in the column whom"),
    ):
        path = code(tmp_path, book, "anna", FIRST | cells)
        with pytest.raises(ValueError, match=r"\w") as error:
            read_coding_sheet(path, CORPUS, codebook=book)
        assert message in str(error.value)
        path.unlink()
    free = own(tmp_path, "[columns.who]\nfree = true\n[columns.a]\nvalues = [1]\n")
    path = code(tmp_path, free, "anna", {"a": ["1"] * SIZE, "who": ["NA; x"] * (SIZE - 1) + [""]})
    with pytest.raises(ValueError, match="has '' in the column who; allowed: any text, not an emp"):
        read_coding_sheet(path, CORPUS, codebook=free)


def test_a_row_where_nothing_applies_is_coded_by_a_word(tmp_path: Path) -> None:
    """Of a sheet that asks for themes alone, an empty row would not be told from one not coded."""
    book = own(tmp_path, JAPAN[: JAPAN.index("[columns.whom]")])
    path = code(tmp_path, book, "anna", {"themes": FIRST["themes"]})
    with pytest.raises(
        ValueError, match=r"3 of the 8 sentences .* not coded, .* be it with 'none'"
    ):
        read_coding_sheet(path, CORPUS, codebook=book)
    path.unlink()
    themes = [cell or "none" for cell in FIRST["themes"]]
    codes = read_coding_sheet(
        code(tmp_path, book, "anna", {"themes": themes}), CORPUS, codebook=book
    )
    assert codes["themes"].tolist() == [cell.replace("; ", ";") for cell in FIRST["themes"]]


def test_keys_of_a_dictionary_are_codes_of_any_column() -> None:
    matches = CORPUS.sentences.iloc[[0, 2, 2]].assign(key=["tuna", "cup", "boat"])
    found = matches_as_codes(CORPUS.sentences, matches, column="things")
    assert found["things"].tolist() == ["tuna", "", "boat;cup", "", "", "", "", ""]
    assert found["article"].dtype == CORPUS.sentences["article"].dtype


def test_ours_is_read_as_it_is_written() -> None:
    book = read_codebook()
    assert read_codebook(book) is book
    assert book.name == "codebook"
    assert book.column("part").values == tuple(PARTS)
    assert book.asked == [*book.columns][1:]
    assert [name for name, column in book.columns.items() if column.several] == ["themes"]
    assert [name for name, column in book.columns.items() if column.whole] == ["tone"]
    empty = [name for name, column in book.columns.items() if column.empty]
    assert empty == ["whom", "themes", "addressee", "speaker"]
    assert not book.column("speaker").values
    assert all(table["about"] for table in read_data("codebook")["columns"].values())


def test_only_whole_numbers_in_order_are_numbers(tmp_path: Path) -> None:
    text = """
[columns]
a = {values = [1, 2]}
b = {values = ["01", "02"], level = "ordinal"}
c = {values = ["-1", 0], level = "ordinal"}
"""
    columns = read_codebook(own(tmp_path, text)).columns.values()
    assert [column.whole for column in columns] == [False, False, True]


A = "[columns.a]\nvalues = ['x', 'y']\n"
SLIPS = {
    "no columns": ("title = 'Mine'", "mine.toml has no columns; write [columns.tone] with values"),
    "empty": ("[columns]", "mine.toml has no columns"),
    "a list": ("columns = ['a']", "mine.toml has no columns"),
    "field": (A + "vales = 1", "mine.toml: the column 'a' has an unknown field 'vales'; did you"),
    "top": ("titel = 'a'\n" + A, "mine.toml has an unknown field 'titel'; did you mean title?"),
    "no table": ("[columns]\na = ['x']", "the column 'a' is ['x']; write [columns.a] with values"),
    "values": ("[columns.a]\nvalues = 'x'", "'a' has values = 'x'; write a list, as [1, 2]"),
    "several": (A + "several = 'yes'", "'a' has several = 'yes'; write true or false"),
    "asked": (A + "asked = 0", "'a' has asked = 0; write true or false"),
    "free": (A + "free = 1", "'a' has free = 1; write true or false"),
    "empty text": (A + "empty = true", "'a' has empty = True; write text in quotes"),
    "about": (A + "about = 3", "'a' has about = 3; write text in quotes"),
    "level": (A + "level = 'interval'", "'a' has the level 'interval'; write one of: nominal, ord"),
    "level 2": (A + "level = 2", "'a' has level = 2; write text in quotes"),
    "no values": ("[columns.a]\nabout = 'x'", "'a' needs values, or free = true, and not both"),
    "none": ("[columns.a]\nvalues = []", "'a' needs values, or free = true, and not both"),
    "both": (A + "free = true", "'a' needs values, or free = true, and not both"),
    "twice": ("[columns.a]\nvalues = [1, '1']", "'a' has the value '1' twice; keep one"),
    "one number": ("[columns.a]\nvalues = [1, '01']", "'a' has the value '1' twice; keep one"),
    "minus": ("[columns.a]\nvalues = ['-1', '\u22121']", "has the value '-1' twice; keep one"),
    "accents": ("[columns.a]\nvalues = ['\u00e1', 'a\u0301']", "the value '\u00e1' twice; keep"),
    "unseen": ("[columns.a]\nvalues = ['a', 'a\u200b']", "'a' has the value 'a' twice; keep one"),
    "spaces": ("[columns.a]\nvalues = ['A B', 'A\u00a0B']", "the value 'A B' twice; keep one"),
    "private": ("[columns.a]\nvalues = ['a\ue000']", "or text that prints"),
    "title": ("title = 5\n" + A, "mine.toml has title = 5; write text in quotes"),
    "about all": ("about = ['a']\n" + A, "mine.toml has about = ['a']; write text in quotes"),
    "half": ("[columns.a]\nvalues = [0.5]", "'a' has the value 0.5; write a whole number, or text"),
    "truth": ("[columns.a]\nvalues = [true]", "'a' has the value True; write a whole number, or"),
    "two": ("[columns.a]\nvalues = ['x;y']", "'a' has the value 'x;y'; write a whole number, or"),
    "blank": ("[columns.a]\nvalues = ['x ']", "'a' has the value 'x '; write a whole number, or"),
    "nothing": (
        "[columns.a]\nvalues = ['']",
        "'a' has the value ''; write a whole number, or text",
    ),
    "order": (A + "several = true\nlevel = 'ordinal'", "'a' is ordinal; give it values, and one"),
    "free order": ("[columns.a]\nfree = true\nlevel = 'ordinal'", "'a' is ordinal; give it values"),
    "no meaning": (A + "empty = ' '", "'a' may be empty; say in `empty` what that means"),
    "no none": ("[columns.a]\nvalues = ['none']\nempty = 'no'", "and call no value 'none'"),
    "formula": ("[columns.'=a']\nvalues = [1]", "'=a' cannot be called so; use letters, digits"),
    "blanks": ("[columns.'a b']\nvalues = [1]", "'a b' cannot be called so; use letters, digits"),
    "no TOML": ("[columns.a", "mine.toml is not valid TOML"),
    **{
        name: (f"[columns.{name}]\nvalues = [1]", f"{name!r} has the name of a column that every")
        for name in (
            *("article", "sentence", "start", "end", "coder", "paragraph", "text", "id", "words"),
            *("row", "blind_id", "before", "stratum", "stratum_size", "stratum_drawn"),
        )
    },
}


@pytest.mark.parametrize(("text", "message"), SLIPS.values(), ids=SLIPS)
def test_a_slip_in_the_file_is_refused_in_one_sentence(
    text: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=r"\A.*\Z") as error:
        read_codebook(own(tmp_path, text))
    assert message in str(error.value)


def test_a_missing_codebook_is_refused(tmp_path: Path) -> None:
    for name in ("codes", tmp_path / "mine.toml", str(tmp_path / "mine.toml"), tmp_path, "a" * 300):
        with pytest.raises(FileNotFoundError, match=r"there is no codebook .*or 'codebook' for kz"):
            read_codebook(name)
    for wrong in ({}, None, 5):
        with pytest.raises(ValueError, match=r"name_or_path is .*; give text or a Path or a Code"):
            read_codebook(wrong)


def test_the_room_knows_the_codes_of_no_study() -> None:
    """A column or a code of one codebook stands in its file only, and as a default argument."""
    book: Codebook = read_codebook()
    known = {*book.columns} - {"part"}
    known |= {code for name in known for code in book.column(name).values}
    for path in Path(kzlib.codes.__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        nodes = list(ast.walk(tree))
        functions = [node for node in nodes if isinstance(node, ast.FunctionDef)]
        defaults = [each for node in functions for each in node.args.kw_defaults]
        texts = [n for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]
        assert not known & {node.value for node in texts if node not in defaults}, path.name


def test_whole_numbers_have_18_digits_at_the_most() -> None:
    tone = read_codebook().column("tone")
    assert tone.in_order(["9" * 18, "-1"]) == ["-1", "9" * 18]
    for code in ("9" * 19, "9" * 5000, "01", "+1", "-0"):
        with pytest.raises(
            ValueError, match=r"a tone is '.*'; give whole numbers, such as -1, 0, 1"
        ):
            tone.in_order([code])


def test_a_codebook_cannot_be_changed_and_says_which_file_it_is(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"[columns.tone]\nvalues = [0, 1]\n")
    book = read_codebook(path)
    assert book.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(TypeError):
        book.columns["tone"] = book.column("tone")  # type: ignore[index]
    for name in ("text_hash", "after"):
        path.write_text(f"[columns.{name}]\nvalues = [0, 1]\n", encoding="utf-8")
        with pytest.raises(ValueError, match="has the name of a column that every coding has"):
            read_codebook(path)
