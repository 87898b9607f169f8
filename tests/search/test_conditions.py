"""Conditions: what they may hold and which rows they find; what they may not, in one sentence."""

import builtins
import sys
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzlib.search import conditions
from kzlib.search.conditions import DEEPEST, LARGEST, LONGEST, read_column, read_condition

TABLE = pd.DataFrame(
    {
        "text": [
            "NATO and the\nU.S. trade.",
            "Both Kazakhstan and Uzbekistan",
            "Garc\u00eda\u2019s",
        ],
        "themes": ["trade;us", "russia", " security ; trade"],
        "speaker": pd.Categorical(["Runde", "", "Garc\u00eda"]),
        "published": ["2014-06-01", "2025-05-30", "2025-06-02"],
        "tone": [1, -1, 0],
        "score": [0.5, -0.25, 0.0],
        "wto": [True, False, True],
        "Größe": pd.array([1, 2, 3], dtype="Int8"),
    }
)


@pytest.mark.parametrize(
    ("condition", "rows"),
    [
        ("wto", "101"),
        ("not wto", "010"),
        ("(((wto)))", "101"),
        ("not (wto and tone == 1)", "011"),
        ("wto and tone == 1 or tone == -1", "110"),
        ("wto and (tone == 1 or tone == -1)", "100"),
        ("  wto\t", "101"),
        ("(wto\n and\r\n not wto) # a remark", "000"),
        ("tone == -1", "010"),
        ("-1 == tone", "010"),
        ("tone == +1", "100"),
        ("tone != 0", "110"),
        ("tone < 0", "010"),
        ("0 > tone", "010"),
        ("tone <= 0", "011"),
        ("tone > 0", "100"),
        ("tone >= 0", "101"),
        ("-1 < tone <= 1", "101"),
        ("-1 <= tone < 0 and wto", "000"),
        ("0 <= tone == score", "001"),
        ("score == 0.5", "100"),
        ("score > 1e-3", "100"),
        ("tone == 1.0", "100"),
        ("Größe >= 2", "011"),
        ("Größe < 300", "111"),
        ("Größe == 1000000000000000", "000"),
        ("ｔone == 1", "100"),  # as Python reads a full-width letter: the same name
        ("to\u200bne == 1", "100"),
        ("tone == score", "001"),
        ("tone > score", "100"),
        ("speaker == published", "000"),
        ('speaker == "Runde"', "100"),
        ("speaker == 'Runde'", "100"),
        ('speaker == "runde"', "000"),
        ('speaker == ""', "010"),
        ('speaker == "nobody"', "000"),  # that nobody is named may be the claim
        ('speaker == "Garci\u0301a"', "001"),
        ('speaker != "Runde"', "011"),
        ('published < "2025-06-01"', "110"),
        ('speaker in ["Runde", ""]', "110"),
        ('speaker in ("Runde",)', "100"),
        ('speaker not in ["Runde", ""]', "001"),
        ("tone in [1, -1]", "110"),
        ("tone not in [1, -1.0]", "001"),
        ('"NATO" in text', "100"),
        ('"nato" in text', "000"),
        ('"AT" in text', "100"),
        ('"NATO" not in text', "011"),
        ('not "NATO" in text', "011"),
        ('"and the U.S." in text', "100"),  # over the end of a line
        ('"Kazakh\u00adstan" in text', "010"),  # nor a soft hyphen
        ('"us" in themes', "100"),
        ('"us" not in themes', "011"),
        ('"trade" in themes', "101"),
        ('"tra" in themes', "000"),
        ('"security" in themes', "001"),
        ('" security " in themes', "001"),
        ('"Runde" in speaker', "100"),
        ('"Rund" in speaker', "000"),
        ('pattern("US") in text', "100"),
        ('pattern("both *") in text', "010"),
        ('pattern("and the US") in text', "100"),
        ('pattern("Kazakh") in text', "000"),
        ('pattern("US", "Kazakh*") in text', "110"),
        ('pattern("US", "Kazakh*") not in text', "001"),
        ('pattern("García") in text', "001"),
        ('pattern("runde") in speaker', "100"),
        ('pattern("trade", "security") in themes', "101"),
        ('"#1; (~ & |) \'[{" in text', "000"),
    ],
)
def test_rows_that_meet_a_condition(condition: str, rows: str) -> None:
    before = TABLE.copy()
    for table in (TABLE, TABLE.set_axis([7, 7, 7])):
        found = read_condition(condition)(table)
        assert (str(found.dtype), found.tolist()) == ("bool", [each == "1" for each in rows])
    nothing = read_condition(condition)(TABLE[:0].astype(object))
    assert (str(nothing.dtype), nothing.tolist()) == ("bool", [])
    pd.testing.assert_frame_equal(TABLE, before)


OLD = r"write \"NATO\" in text for text\.str\.contains"
ANY = "cannot be read here; write columns, text in straight quotes"
UNREAD = "it cannot be read from .* on; write columns"
REFUSED = [
    # What findings were written in before.
    ('text.str.contains("NATO")', OLD),
    ('text.str.contains("NATO") & wto', OLD),
    ("wto | wto", OLD),
    ("~wto", OLD),
    ('~speaker.isin(["", "Runde"])', OLD),
    ('tone == 1 & speaker == "us"', "'1 & speaker' cannot .*" + OLD),
    (r'text.str.contains(r"\bboth")', "it has a backslash, and regular expressions are not"),
    # What reaches beyond the table.
    ("tone.agg('to_csv', 0, 'victim.txt')", OLD),
    ("tone.ｔo_csv('victim.txt')", OLD),
    ("tone.plot(backend='this')", OLD),
    ("tone.__class__", OLD),
    ("tone == tone.agg('to_frame').eval('x')", OLD),
    (r"tone.agg.\x5f\x5fglobals\x5f\x5f", "it has a backslash"),
    ("__class__", "the table has no column '__class__'; there is: text, themes"),
    ("__import__('os').system('touch victim.txt')", OLD),
    ("__import__('os')", ANY),
    ("open('victim.txt', 'w')", ANY),
    ("exec('import this') in text", "cannot be read here"),
    ("pattern.__globals__", OLD),
    ("@tone == 1", UNREAD),
    ("import os", UNREAD),
    ("tone; wto", UNREAD),
    ("tone = 1", UNREAD),
    ("wto) or (wto", UNREAD),
    ("`tone` == 1", UNREAD),
    ("tone == 1\nwto", UNREAD),
    # What never ends, or is too much.
    ("tone == 9**9**9", r"'9\*\*9\*\*9' cannot be read here"),
    ("tone == 'a' * 999999999", ANY),
    ("tone == 1 + 1", ANY),
    ("tone == " + "9" * 1900, "write a number up to"),
    ("tone == 1e999", "write a number up to"),
    ("tone == -1e999", "write a number up to"),
    ("tone == " + "9" * 5000, f"it has 5008 characters; write {LONGEST} or fewer"),
    ("(" * 10_000 + "wto" + ")" * 10_000, "it has 20003 characters"),
    ("not " * 10_000 + "wto", "it has 40003 characters"),
    ("wto or " * 20_000 + "wto", "it has 140003 characters"),
    ("(" * 900 + "wto" + ")" * 900, UNREAD),
    ("not " * 450 + "wto", f"nested deeper than {DEEPEST} times"),
    ("-" * 1900 + "1 == tone", "cannot be read"),
    ("tone" + "[0" * 190, UNREAD),
    ("not " * (DEEPEST + 1) + "wto", f"nested deeper than {DEEPEST} times"),
    # Every other thing that Python can say.
    ("", "it cannot be read to its end; write columns"),
    ("   ", "it cannot be read to its end"),
    ("# wto", "it cannot be read from '# wto' on"),
    ("wto and", "it cannot be read from 'wto and' on"),
    ("wto and and tone", "it cannot be read from 'and tone' on"),
    ("(wto", r"it cannot be read from '\(wto' on"),
    ("(wto or\n= wto)", "it cannot be read from '= wto\\)' on"),
    ("wto, wto", ANY),
    ("[wto]", ANY),
    ("{wto}", ANY),
    ("{'a': wto}", ANY),
    ("f'{wto}'", ANY),
    ("f'{tone}' == speaker", ANY),
    ("lambda: wto", ANY),
    ("[each for each in wto]", ANY),
    ("(each for each in wto)", ANY),
    ("wto if wto else wto", ANY),
    ("(wto := wto)", ANY),
    ("(yield)", ANY),
    ("await wto", ANY),
    ("tone[0] == 1", ANY),
    ("tone[:] == 1", ANY),
    ("...", ANY),
    ("... in text", ANY),
    ("b'NATO' in text", ANY),
    ("tone == 1j", ANY),
    ("tone == None", ANY),
    ("speaker in [*speaker]", ANY),
    ("speaker in {'Runde'}", "write a list after in"),
    ("speaker in 'Runde'", "write a list after in"),
    ("speaker in [[1], 2]", ANY),
    ("wto is True", "write == or != for is and is not"),
    ("wto == True", "write a column of True and False alone"),
    ("tone == --1", ANY),
    ("tone == -'1'", ANY),
    ("tone == not wto", UNREAD),
    # What Python would take, and means another thing than it says.
    ("1 == 1", "it is compared with no column"),
    ("'a' == 'a'", "it is compared with no column"),
    ("3", ANY),
    ("True", ANY),
    ("'NATO'", ANY),
    ("tone == 1 or -1", "'-1' cannot be read here"),
    ("'NATO' or 'WTO' in text", "\"'NATO'\" cannot be read here"),
    ("('NATO', 'WTO') in text", ANY),
    ("speaker in []", "write texts or numbers in the list"),
    ("speaker in ['Runde', 1]", "write texts or numbers in the list"),
    ("'Runde' in ['Runde']", "write a column before a list"),
    ("speaker in ['Runde' 'report']", "commas between texts"),
    ("speaker == 'Run' 'de'", "commas between texts"),
    ('speaker == """Runde"""', "one pair of quotes"),
    ("speaker == r'Runde'", "one pair of quotes"),
    ("'' in text", "write text in quotes before in"),
    ("' ' in text", "write text in quotes before in"),
    ("1 in text", "write text in quotes before in"),
    ("speaker in text", ANY),
    ("'trade;us' in themes", "write one code at a time"),
    ("pattern('trade')", ANY),
    ("pattern('trade') == text", ANY),
    ("pattern in text", ANY),
    ("pattern() in text", "write a pattern in the brackets"),
    ("pattern('*') in text", "the pattern '\\*' matches everything"),
    ("pattern('') in text", "the pattern '' has no word"),
    ("pattern(1) in text", "a pattern is text in quotation marks, not 1"),
    ("pattern(text) in text", ANY),
    ("pattern(*text) in text", ANY),
    ("pattern(text='NATO') in text", ANY),
    ("patterns('trade') in text", ANY),
    ("pattern('trade') in ['trade']", "write a column before a list"),
    # Characters.
    ("wto\0", UNREAD),
    ("wto \ud800", UNREAD),
    ("'\ud800' in text", UNREAD),
    ("wto\u2028tone", UNREAD),
    ("“NATO” in text", UNREAD),
    ("wto\N{GREEK QUESTION MARK} tone", UNREAD),
    # What the table cannot answer.
    ("ton == 1", "the table has no column 'ton'; did you mean tone"),
    ("z" * 1900 + " == 1", "the table has no column 'zz+[.]{3}z+'; there is: text"),
    ("zzz", "the table has no column 'zzz'; there is: text, themes, speaker"),
    ("speaker == 1", "the column 'speaker' holds text; compare it with text in quotes"),
    ("1 < speaker", "the column 'speaker' holds text"),
    ("tone == '1'", "the column 'tone' holds numbers; compare it with a number"),
    ("tone in ['1']", "the column 'tone' holds numbers"),
    ("'1' in tone", "the column 'tone' holds numbers"),
    ("pattern('1') in tone", "the column 'tone' holds numbers"),
    ("tone == speaker", "the column 'speaker' holds text"),
    ("wto == 1", "the column 'wto' holds True or False; write it alone"),
    ("wto in ['True']", "the column 'wto' holds True or False"),
    ("speaker", "the column 'speaker' holds text"),
    ("tone and wto", "the column 'tone' holds numbers"),
]


@pytest.mark.parametrize(("condition", "message"), REFUSED)
def test_what_is_no_condition(
    condition: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match=message) as error:
        read_condition(condition)(TABLE)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 400
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize(
    "column",
    [
        pd.Series([1, None, 2]),
        pd.Series(["a", None, "b"]),
        pd.Series(["a", None, "b"], dtype=object),
        pd.Series([True, None, False], dtype="boolean"),
        pd.Series([True, None, False], dtype=object),
        pd.Series(["a", 1, True], dtype=object),
        pd.Series([[1], [2], [3]]),
        pd.Series([b"a", b"b", b"c"]),
        pd.to_datetime(pd.Series(["2014-01-01"] * 3)),
    ],
)
def test_a_column_must_hold_one_kind_of_value_in_every_row(column: "pd.Series[str]") -> None:
    for condition in ("x", "x == 1", 'x == "a"', '"a" in x', "x == x", 'pattern("a") in x'):
        with pytest.raises(
            ValueError, match="the column 'x' is not text, numbers, or True and False"
        ):
            read_condition(condition)(TABLE.assign(x=column))


def test_a_column_must_stand_once_in_the_table() -> None:
    with pytest.raises(ValueError, match="the table has two columns 'tone'; rename one"):
        read_condition("tone == 1")(pd.concat([TABLE, TABLE], axis="columns"))


def test_a_condition_may_be_as_long_as_deep_and_as_large_as_it_says() -> None:
    long = " or ".join(["wto"] * (LONGEST // 7)).ljust(LONGEST - 5) + "and 1"
    assert len(long) == LONGEST
    with pytest.raises(ValueError, match="'1' cannot be read here"):
        read_condition(long)
    assert read_condition(long.replace("and 1", "  # 1"))(TABLE).tolist() == [True, False, True]
    assert read_condition("not " * DEEPEST + "wto")(TABLE).tolist() == [True, False, True]
    assert read_condition(f"tone <= {LARGEST}")(TABLE).all()
    with pytest.raises(ValueError, match=f"write a number up to {LARGEST}"):
        read_condition(f"tone <= {LARGEST + 1}")


def test_columns_are_found_by_names_as_python_reads_them() -> None:
    table = pd.DataFrame({"ｔone": [1], "Gro\u0308ße": [2], "z" * 61: [3], "two words": [4]})
    assert read_condition("tone == 1 and größe == 2")(table.rename(columns=str.lower)).all()
    assert read_column(table, "ｔone") == ("numbers", [1])
    with pytest.raises(ValueError, match=r"there is: tone, Größe$"):
        read_condition("zzz == 1")(table)


def refuse(*_: object, **__: object) -> ModuleType:
    raise AssertionError("a condition imports or opens something")


def check_result(condition: str, folder: Path) -> None:
    """A mask or one sentence; nothing is imported, opened or written."""
    loaded = set(sys.modules)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(builtins, "open", refuse)
        try:
            found = read_condition(condition)(TABLE)
        except ValueError as error:
            said = str(error)
        else:
            said = f"{found.dtype} {len(found)}"
    assert said == "bool 3" or (said.isprintable() and "; " in said)
    assert set(sys.modules) == loaded
    assert not [*folder.iterdir()]


PIECES = [
    *TABLE.columns,
    *('"NATO"', "'us'", "1", "-1", "0.5", "9", "None", "True", "...", "b'a'", "f'{tone}'", "r''"),
    *("==", "!=", "<", "<=", ">", ">=", "=", ":=", "in", "not in", "is", "is not", "->", "=>"),
    *("and", "or", "not", "if", "else", "for", "lambda", "await", "yield", "async", "import"),
    *("(", ")", "[", "]", "{", "}", ",", ":", ".", "*", "**", "+", "-", "~", "&", "|", "^", "@"),
    *("__class__", "__import__", "open", "exec", "eval", "os", "str", "contains", "agg", "to_csv"),
    *("pattern", "pattern(", '("trade*")', 'pattern("US") in text', "'victim.txt'", "$", "!", "?"),
    *(
        "\\",
        "\\x5f",
        "\0",
        "\ud800",
        "\u200b",
        "ｔ",
        "\n",
        "\r",
        "\t",
        "#",
        ";",
        "`",
        "é",
        "e\u0301",
    ),
]
LEAF = st.sampled_from(
    ["wto", "tone == 1", '"us" in themes', 'pattern("US") in text', *PIECES[: len(TABLE.columns)]]
)


def grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Longer expressions: most of them are Python, few of them are conditions."""
    forms = [
        *("({} and {})", "({} or {})", "not {}", "({})", "{} == {}", "{} in {}", "{} < {} <= {}"),
        *("{}.agg({})", "{}[{}]", "({}, {})", "[{}]", "{{{}: {}}}", "{}({})", "{} ** {}", "-{}"),
        *("lambda: {}", "({} for x in {})", "{} if {} else {}", "f'{{{}}}'", "(x := {})", "*{}"),
    ]
    return st.tuples(st.sampled_from(forms), inner, inner, inner).map(
        lambda made: made[0].format(*made[1:])
    )


@settings(max_examples=200)
@given(
    st.one_of(
        st.text(max_size=40),
        st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
        st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
        st.recursive(LEAF, grow, max_leaves=8),
    )
)
def test_any_text_is_a_condition_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, condition: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "nothing-written"
    folder.mkdir(exist_ok=True)
    check_result(condition, folder)


def test_a_column_is_divided_into_words_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    whole = conditions.tokenize
    monkeypatch.setattr(conditions, "tokenize", lambda text: read.append(text) or whole(text))
    table = pd.DataFrame({"text": ["Rain fell.", "Snow fell."]})
    for word, found in {"rain": [True, False], "snow": [False, True], "hail": [False] * 2}.items():
        assert read_condition(f'pattern("{word}") in text')(table).tolist() == found
    assert read.count("Rain fell.") == read.count("Snow fell.") == 1
    other = table.assign(text=["Hail fell.", "Rain fell."])
    assert read_condition('pattern("rain") in text')(other).tolist() == [False, True]


BOOLEANS = st.recursive(
    st.sampled_from(["wto", "tone == 1", "tone < 1", '"us" in themes', '"NATO" not in text']),
    lambda inner: st.one_of(
        inner.map("not ({})".format),
        st.tuples(inner, st.sampled_from([" and ", " or "]), inner).map("".join).map("({})".format),
    ),
    max_leaves=8,
)


@given(BOOLEANS)
def test_conditions_say_of_each_row_what_python_says(condition: str) -> None:
    """An oracle: the same line, run by Python on each row, which only these tests may do."""
    columns = TABLE.assign(themes=TABLE["themes"].str.split(";")).to_dict("list")
    rows = [
        dict(zip(map(str, columns), row, strict=True))
        for row in zip(*columns.values(), strict=True)
    ]
    wanted = [bool(eval(condition, {"__builtins__": {}}, row)) for row in rows]
    assert read_condition(condition)(TABLE).tolist() == wanted
