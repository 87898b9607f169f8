"""Alpha: against published values and its definition; ranges: by hand; bad input: in words."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from math import isnan, nan
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzlib.codes import code_scores as validity
from kzlib.codes.agreement import (
    LEAST_ALPHA,
    alpha,
    code_scores,
    coder_agreement,
    compare_methods,
    confusion,
    method_agreement,
)
from kzlib.codes.alpha import alphas, coincidences

# Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", example C: four observers.
PUBLISHED = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
    [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
]


@pytest.mark.parametrize(
    ("level", "value"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_alpha_is_the_published_one(level: str, value: float) -> None:
    units = list(zip(*PUBLISHED, strict=True))
    assert alpha(units, level=level) == pytest.approx(value, abs=0.0005)
    table = pd.DataFrame(units).replace({nan: None})
    assert alpha(table, level=level) == pytest.approx(value, abs=0.0005)


def test_alpha_of_text_and_of_two_coders_as_published() -> None:
    """Krippendorff 2011, examples A (binary, 0.095) and B (nominal, 0.692)."""
    first, second = "0100000000", "1110010010"
    assert alpha(list(zip(first, second, strict=True))) == pytest.approx(0.095, abs=0.0005)
    first, second = "aabbdcccedda", "babbbccceddd"
    assert alpha(list(zip(first, second, strict=True))) == pytest.approx(0.692, abs=0.0005)


def defined(units: list[list[int | None]], level: str) -> Fraction | None:
    """Alpha pair by pair, straight from its definition, in fractions."""
    kept = [[value for value in unit if value is not None] for unit in units]
    kept = [unit for unit in kept if len(unit) > 1]
    every = [value for unit in kept for value in unit]

    def apart(one: int, other: int) -> Fraction:
        if level == "nominal":
            return Fraction(one != other)
        if level == "interval":
            return Fraction((one - other) ** 2)
        low, high = min(one, other), max(one, other)
        between = sum(low <= value <= high for value in every)
        return (between - Fraction(every.count(one) + every.count(other), 2)) ** 2

    n = len(every)
    observed = sum(
        sum(apart(*pair) for pair in permutations(unit, 2)) / (len(unit) - 1) for unit in kept
    )
    expected = sum(apart(*pair) for pair in permutations(every, 2))
    return 1 - Fraction(n - 1) * observed / expected if expected else None


ratings = st.lists(
    st.lists(st.sampled_from([None, -1, 0, 1, 3]), min_size=3, max_size=3), min_size=1, max_size=12
)


@given(ratings, st.sampled_from(["nominal", "ordinal", "interval"]))
def test_alpha_is_its_definition(units: list[list[int | None]], level: str) -> None:
    value, wanted = alpha(units, level=level), defined(units, level)
    assert isnan(value) if wanted is None else value == pytest.approx(float(wanted))


@given(ratings, st.sampled_from(["nominal", "ordinal"]), st.data())
def test_many_alphas_at_once_are_the_packages(
    units: list[list[int | None]], level: str, data: st.DataObject
) -> None:
    """Also for resampled units: a unit drawn twice counts twice."""
    scale = [-1, 0, 1, 3]
    coded = [[-1 if value is None else scale.index(value) for value in unit] for unit in units]
    times = data.draw(st.lists(st.integers(0, 3), min_size=len(units), max_size=len(units)))
    again = [unit for unit, often in zip(units, times, strict=True) for _ in range(often)]
    sums = np.array([times]) @ coincidences(np.array(coded), len(scale))
    wanted = alpha(again, level=level) if again else nan
    np.testing.assert_allclose(alphas(sums, level)[0], wanted, atol=1e-12)


@pytest.mark.parametrize(
    "units",
    [
        [["a", "a"], ["a", "a"]],  # one label
        [["a", "a"], ["b", None], ["b", ""]],  # one label where two coded
        [["a", None], [nan, "b"]],  # no unit with two codes
        [[1, 1], [1, nan]],
        np.empty((0, 2)),
    ],
)
def test_alpha_is_undefined_not_one(units: object) -> None:
    assert isnan(alpha(units))


BAD_RATINGS = {
    "level": ([[1, 2]], {"level": "ratio"}, "level is 'ratio'; give 'nominal', 'ordinal'"),
    "one coder": ([[1], [2]], {}, "the ratings have 1 column; give one for each of two coders"),
    "text": ([["a", "b"]], {"level": "ordinal"}, "hold 2 labels of text among 2, at the level"),
    "mixed": ([["a", 1]], {}, "hold 1 labels of text among 2, at the level 'nominal'"),
    "infinite": ([[1, float("inf")]], {}, "a rating is infinite"),
    "no table": (5, {}, "the ratings are no table but int; give a row a unit and a"),
    "ragged": ([[1, 2], [1]], {}, "the ratings have 1 column; give one for each"),
    "three axes": (np.zeros((2, 2, 2)), {}, "the ratings are no table but ndarray; give a row"),
    "a date": ([[pd.Timestamp(0), 1]], {}, "a rating is Timestamp('1970-01-01 00:00:00'); give"),
}


@pytest.mark.parametrize(("units", "options", "message"), BAD_RATINGS.values(), ids=BAD_RATINGS)
def test_bad_ratings_are_refused(units: object, options: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match="give") as error:
        alpha(units, **options)
    assert message in str(error.value)


def coding(paragraphs: list[list[str]], **more: object) -> pd.DataFrame:
    """The codes of several coders ("01" is 0 by a and 1 by b, "-" none): a paragraph a list."""
    rows = []
    sentence = 0
    for number, cells in enumerate(paragraphs, 1):
        for cell in cells:
            sentence += 1
            for coder, label in zip("abc", cell, strict=False):
                if label != "-":
                    rows.append(("x", sentence, number, coder, label))
    names = ["article", "sentence", "paragraph", "coder", "act"]
    return pd.DataFrame(rows, columns=names).assign(**more)


def test_a_range_and_its_undefined_draws_by_hand() -> None:
    """Paragraph 1: two sentences that both call 0; paragraph 2: one that a calls 0 and b calls 1.

    Both drawn: alpha 0. The second twice: -1/2. The first twice (a draw in four): undefined.
    """
    row = coder_agreement(coding([["00", "00"], ["01"]]), column="act").iloc[0]
    assert (row["n"], row["same"], row["alpha"]) == (3, 2, 0)
    assert (row["alpha_low"], row["alpha_high"]) == (-0.5, 0)
    assert abs(row["undefined"] - 500) < 4 * (2000 * 3 / 16) ** 0.5
    assert row["range"] == "stability range over paragraphs"


def test_where_all_agree_the_range_is_a_bound() -> None:
    """Four paragraphs, 0 0 1 1: two codes drawn differ 4 times in 7; Wilson's bound of 0 of 4."""
    row = coder_agreement(coding([["00"], ["00"], ["11"], ["11"]]), column="act").iloc[0]
    wilson = 1.959964**2 / (4 + 1.959964**2)
    assert row["alpha_low"] == pytest.approx(1 - wilson * 7 / 4, abs=1e-6)
    assert (row["alpha"], row["alpha_high"], row["range"]) == (1, 1, "Wilson bound")
    tones = coding([["00"], ["00"], ["11"], ["11"]]).rename(columns={"act": "tone"})
    assert coder_agreement(tones).iloc[0]["alpha_low"] == pytest.approx(
        row["alpha_low"]
    )  # two labels
    three = coding([["00"], ["11"], ["22"]]).rename(columns={"act": "tone"})
    # six codes, places 1, 3, 5: apart by 4 four ways and by 16 two ways, 4 pairs each, of 30
    worst = wilson * (4 + 1.959964**2) / (3 + 1.959964**2) * 16
    low = coder_agreement(three).iloc[0]["alpha_low"]
    assert low == pytest.approx(max(-1, 1 - worst / ((4 * 4 * 4 + 2 * 4 * 16) / 30)), abs=1e-6)
    rare = coder_agreement(coding([["00"] * 9, ["00", "11"]]), column="act")
    assert (rare["alpha_low"] == -1).all()


def test_one_paragraph_has_no_range() -> None:
    row = coder_agreement(coding([["00", "01", "11"]]), column="act").iloc[0]
    assert row["alpha"] > 0
    assert isnan(row["alpha_low"])
    assert (row["undefined"], row["range"]) == (0, "none")


def test_three_coders_a_gap_and_a_group_without_pairs() -> None:
    codes = coding([["000", "01-"], ["11-"], ["0--"]])
    codes["era"] = np.where(codes["paragraph"] == 3, "new", "old")
    table = coder_agreement(codes, column="act", by="era")
    assert list(table)[:3] == ["era", "coders", "n"]
    teams = ["a, b", "a, c", "b, c", "all"]
    assert table["coders"].tolist() == teams * 3
    assert table["era"].unique().tolist() == ["new", "old", "together"]
    assert table["n"].tolist() == [0, 0, 0, 0, 3, 1, 1, 3, 3, 1, 1, 3]
    assert table["same"].tolist()[4:8] == [2, 1, 1, 2]
    assert table.loc[:3, ["share", "alpha", "alpha_low"]].isna().all(axis=None)
    every = table[(table["era"] == "old") & (table["coders"] == "all")]["alpha"].item()
    assert every == pytest.approx(float(defined([[0, 0, 0], [0, 1], [1, 1]], "nominal")))


def test_a_nan_is_what_a_coder_left_out_and_an_empty_cell_is_a_code() -> None:
    codes = coding([["00", "00"], ["11", "01"]])
    left_out = codes.assign(act=codes["act"].where(codes["sentence"] != 4))
    assert coder_agreement(left_out, column="act")["n"].tolist() == [3, 3]
    none = codes.assign(act=codes["act"].replace("0", ""))
    wanted, found = coder_agreement(codes, column="act"), coder_agreement(none, column="act")
    pd.testing.assert_frame_equal(found, wanted)


def test_themes_are_asked_one_by_one() -> None:
    codes = coding([["00"], ["00"]]).rename(columns={"act": "themes"})
    codes["themes"] = ["y;x", "x;y", "x", ""]
    table = coder_agreement(codes, column="themes").query("coders == 'all'")
    assert table[["theme", "n", "same"]].to_numpy().tolist() == [["x", 2, 1], ["y", 2, 2]]


def test_from_five_articles_a_group_on_articles_are_resampled() -> None:
    codes = pd.concat(
        coding([["00", "01"], ["11"]]).assign(article=name, era=name > "e") for name in "abcdefghij"
    )
    table = coder_agreement(codes, column="act", by="era")
    assert set(table["range"]) == {"interval over articles (under 20: too narrow)"}
    assert (table["alpha_low"] == table["alpha_high"]).all()  # the articles are all alike
    fewer = coder_agreement(codes[codes["article"] != "a"], column="act", by="era")
    assert set(fewer["range"]) == {"stability range over paragraphs"}


def test_order_and_seed() -> None:
    codes = coding([["00", "01"], ["11"], ["12"], ["22", "02"]])
    one = coder_agreement(codes, column="act")
    pd.testing.assert_frame_equal(one, coder_agreement(codes.iloc[::-1], column="act"))
    pd.testing.assert_frame_equal(one, coder_agreement(codes, column="act", seed=0))
    other = coder_agreement(codes, column="act", draws=50, seed=1)
    assert not other["alpha_low"].equals(one["alpha_low"])


CODES = coding([["00", "01"], ["11"]])
BAD_CODES = {
    "one coder": (CODES[CODES["coder"] == "a"], {}, "the coders are: a; agreement needs two"),
    "no coder": (CODES.drop(columns="coder"), {}, "no column 'coder'; read the coders' files"),
    "no rows": (CODES[:0], {}, "the coders are: none; agreement needs two"),
    "nothing": (CODES.assign(act=nan), {}, "the column act is empty; give the codes of two"),
    "no column": (CODES, {"column": "voice"}, "a has no column 'voice'"),
    "no paragraph": (CODES.drop(columns="paragraph"), {}, "codes has no column 'paragraph'; add"),
    "paragraph": (CODES.assign(paragraph=nan), {}, "a row of codes has no paragraph"),
    "paragraph p": (CODES.assign(paragraph="p"), {}, "has no paragraph, or one that is no whole"),
    "nobody": (CODES.assign(coder=[nan, *CODES["coder"][1:]]), {}, "a row of codes has no coder"),
    "nowhere": (CODES.assign(article=None), {}, "a has a row without an article; give each"),
    "no era": (CODES.assign(era=nan), {"by": "era"}, "a row of the codings has no era; give each"),
    "twice": (pd.concat([CODES, CODES]), {}, "a has more than one row for x:1"),
    "no group": (CODES, {"by": "era"}, "the codings have no column 'era'"),
    "own column": (CODES.assign(n=1), {"by": "n"}, "by is 'n', a column of the result"),
    "together": (CODES.assign(era="together"), {"by": "era"}, "a group is called 'together'"),
    "several": (CODES.assign(act="x;y"), {}, "a cell of act holds the labels 'x;y'"),
    "tone": (CODES.assign(tone="good"), {"column": "tone"}, "a tone is 'good'; give whole numbers"),
    "draws": (CODES, {"draws": 0}, "draws is 0; give a whole number from 1 on"),
    "seed": (CODES, {"seed": 0.5}, "seed is 0.5"),
}


@pytest.mark.parametrize(("codes", "options", "message"), BAD_CODES.values(), ids=BAD_CODES)
def test_bad_codes_are_refused(
    codes: pd.DataFrame, options: dict[str, object], message: str
) -> None:
    with pytest.raises((ValueError, LookupError)) as error:
        coder_agreement(codes, **{"column": "act", **options})
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def toned(*tones: int, paragraph: list[int] | None = None, **more: object) -> pd.DataFrame:
    numbers = list(range(1, len(tones) + 1))
    given = {"article": "x", "sentence": numbers, "paragraph": paragraph or numbers}
    return pd.DataFrame(given | {"tone": list(tones)} | more)


def test_agree_by_hand() -> None:
    codes = toned(1, 1, 0, -1, 0, era=["old", "old", "old", "new", "new"])
    found = toned(1, 0, 0, -1, 0)
    table = method_agreement(found, codes, by="era")
    assert table["era"].tolist() == ["new", "old", "together"]
    assert table[["n", "right"]].to_numpy().tolist() == [[2, 2], [3, 2], [5, 4]]
    assert table["accuracy"].tolist() == [1, 2 / 3, 4 / 5]
    pairs = list(zip(codes["tone"], found["tone"], strict=True))
    wanted = [defined(rows, "ordinal") for rows in (pairs[3:], pairs[:3], pairs)]
    np.testing.assert_allclose(table["alpha"], [float(value) for value in wanted])
    # old: f1 of 1 is 2/3, of 0 also; new: 1 and 1; together: -1 and 1, 0 and 4/5, 1 and 2/3
    np.testing.assert_allclose(table["macro_f1"], [1, 2 / 3, (1 + 4 / 5 + 2 / 3) / 3])
    assert list(table)[-4:] == ["f1_-1", "f1_0", "f1_1", "usable"]
    assert isnan(table["f1_-1"][1])


def test_nobody_is_a_label_in_mean_f1() -> None:
    """Of us, nobody, nobody the method finds us, us, nobody: F1 of us 2/3, of nobody 2/3."""
    codes = toned(0, 0, 0).assign(addressee=["us", "", ""])
    table = method_agreement(codes.assign(addressee=["us", "us", ""]), codes, column="addressee")
    assert table[["f1_none", "f1_us", "macro_f1"]].to_numpy().ravel().tolist() == [2 / 3] * 3


def test_no_range_where_one_group_has_one_paragraph() -> None:
    rows = [("a", n, n, "x", n % 2) for n in range(1, 7)]
    rows += [("b", n, 1, "y", n % 2) for n in range(1, 7)]
    codes = pd.DataFrame(rows, columns=["article", "sentence", "paragraph", "era", "tone"])
    for wrong in (0, 1):  # of twelve; where all are right there is no bound either
        found = codes.assign(tone=[1 - wrong, *codes["tone"][1:]])
        table = method_agreement(found, codes, by="era", draws=50).set_index("era")
        assert table.loc[["y", "together"], "range"].tolist() == ["none", "none"]
        assert table.loc[["y", "together"], "alpha_low"].isna().all()
        assert table.loc["x", "range"] != "none"


@pytest.mark.parametrize(
    ("articles", "kind"),
    [
        (4, "stability range over paragraphs"),
        (5, "interval over articles (under 20: too narrow)"),
        (19, "interval over articles (under 20: too narrow)"),
        (20, "interval over articles"),
    ],
)
def test_what_a_range_is_over_hangs_on_the_articles(articles: int, kind: str) -> None:
    codes = pd.DataFrame({"article": range(articles), "sentence": 1, "paragraph": 1})
    codes = codes.assign(tone=[n % 2 for n in range(articles)])
    found = codes.assign(tone=[1, *codes["tone"][1:]])
    assert method_agreement(found, codes, draws=50)["range"].item() == kind


def test_a_high_alpha_with_a_low_end_is_not_usable() -> None:
    """All four errors of 40 stand in one paragraph, which a draw may take three times."""
    codes = pd.DataFrame({"article": "a", "sentence": range(1, 41)}).assign(
        paragraph=[n // 4 + 1 for n in range(40)], tone=[0, 1] * 20
    )
    table = method_agreement(codes.assign(tone=[1, 0] * 2 + [0, 1] * 18), codes)
    assert table["alpha"].item() > LEAST_ALPHA > table["alpha_low"].item()
    assert not table["usable"].item()


def test_usable_only_where_the_lower_end_is_high_enough_in_every_group() -> None:
    tones, parts = [1, 0, -1] * 12, list(range(1, 37))
    codes = toned(*tones * 2, paragraph=parts * 2, era=["new"] * 36 + ["old"] * 36)
    right = method_agreement(codes, codes, by="era")
    assert right["usable"].tolist() == [True] * 3
    assert LEAST_ALPHA == 0.667  # Krippendorff 2004, p. 241
    assert (right["alpha_low"] >= LEAST_ALPHA).all()
    wrong = codes.assign(tone=tones + [1] * 12 + tones[12:])
    one_bad = method_agreement(wrong, codes, by="era")
    assert one_bad["alpha_low"][0] >= LEAST_ALPHA > one_bad["alpha_low"][1]
    assert one_bad["usable"].tolist() == [False] * 3
    assert not method_agreement(codes.assign(tone=1), codes)["usable"].any()


def test_a_method_that_knows_one_label_only() -> None:
    codes = toned(1, 1, 0, -1)
    same = method_agreement(toned(1, 1, 1, 1), toned(1, 1, 1, 1)).iloc[0]
    assert isnan(same["alpha"])
    assert (same["accuracy"], same["range"], same["usable"]) == (1, "none", False)
    always = method_agreement(toned(1, 1, 1, 1), codes).iloc[0]
    assert always["alpha"] < 0.1
    assert always["f1_0"] == 0


def test_methods_on_labels_of_text() -> None:
    codes = toned(0, 0, 0).assign(addressee=["us", "", "both"])
    found = codes.assign(addressee=["us", "us", "both"])
    row = method_agreement(found, codes, column="addressee").iloc[0]
    assert (row["right"], row["n"]) == (2, 3)
    table = confusion(found, codes, column="addressee")
    assert table[table["sentences"] > 0].to_numpy().tolist() == [
        ["", "us", 1],
        ["both", "both", 1],
        ["us", "us", 1],
    ]


def test_ordered_labels_are_in_the_order_of_numbers() -> None:
    coded, found = [-2, -1, 0, 10, 2, -2], [-2, -1, -2, 10, 0, -1]
    wanted = defined(list(zip(coded, found, strict=True)), "ordinal")
    assert method_agreement(toned(*found), toned(*coded))["alpha"].item() == pytest.approx(
        float(wanted)
    )


def test_agree_refuses_what_agreement_refuses() -> None:
    codes = toned(1, 0)
    with pytest.raises(ValueError, match="found has no row for x:2, which is coded"):
        method_agreement(toned(1), codes)
    with pytest.raises(ValueError, match="a cell of themes holds the labels 'x;y'"):
        method_agreement(codes.assign(themes="x;y"), codes.assign(themes="x"), column="themes")
    with pytest.raises(ValueError, match="codes has more than one row for x:1"):
        method_agreement(codes, pd.concat([codes, codes]))
    with pytest.raises(ValueError, match="by is 'usable', a column of the result"):
        method_agreement(codes, codes.assign(usable=1), by="usable")
    with pytest.raises(ValueError, match="codes has no rows"):
        confusion(codes, codes[:0])
    with pytest.raises(ValueError, match="a tone is ''; give whole numbers"):
        method_agreement(codes.assign(tone=[1, nan]), codes)


tone_rows = st.lists(
    st.tuples(*[st.sampled_from([-1, 0, 1])] * 3, st.sampled_from(["new", "old"])), min_size=1
)


@given(tone_rows)
def test_confusion_adds_up(rows: list[tuple[int, int, int, str]]) -> None:
    coded, found, _, era = zip(*rows, strict=True)
    codes = toned(*coded, era=list(era))
    table = confusion(toned(*found), codes, by="era")
    assert table["sentences"].sum() == len(rows)
    cases = code_scores(toned(*found), codes, column="tone", by="era").set_index(["era", "label"])
    for side, name in (("coded", "cases"), ("found", "found")):
        sums = table.groupby(["era", side])["sentences"].sum()
        assert sums.to_dict() == cases[name].to_dict()
    hits = table[table["coded"] == table["found"]].set_index(["era", "coded"])["sentences"]
    assert hits.to_dict() == cases["hits"].to_dict()
    swapped = confusion(codes, toned(*found, era=list(era)), by="era")
    swapped = swapped.rename(columns={"coded": "found", "found": "coded"})[list(table)]
    wanted = swapped.sort_values(["era", "coded", "found"], ignore_index=True)
    pd.testing.assert_frame_equal(table, wanted)


@given(tone_rows)
def test_a_difference_is_that_of_the_two_methods(rows: list[tuple[int, int, int, str]]) -> None:
    coded, one, other, era = zip(*rows, strict=True)
    codes = toned(*coded, era=list(era))
    first, second = toned(*one), toned(*other)
    table = compare_methods(first, second, codes, by="era", draws=50)
    singly = [method_agreement(found, codes, by="era", draws=1) for found in (first, second)]
    for name in ("accuracy", "alpha"):
        np.testing.assert_allclose(
            table[f"{name}_difference"], singly[0][name] - singly[1][name], atol=1e-12
        )
    gained = table["only_first"] - table["only_second"]
    assert gained.tolist() == (singly[0]["right"] - singly[1]["right"]).tolist()
    turned = compare_methods(second, first, codes, by="era", draws=50)
    np.testing.assert_allclose(turned["alpha_low"], -table["alpha_high"], atol=1e-9)
    assert turned["undefined"].tolist() == table["undefined"].tolist()


def test_a_difference_is_paired() -> None:
    """First and second differ in one sentence of the last paragraph, and are wrong in the others.

    Unpaired, the accuracies (1/4 and 0) of drawn paragraphs would overlap; paired, the first is
    never behind. A draw of four has the last paragraph 0 to 4 times, so 4 of 4 with chance 1/256.
    """
    codes, parts = toned(1, 1, 1, 0), [1, 2, 3, 4]
    first, second = toned(0, 0, 0, 0, paragraph=parts), toned(0, 0, 0, 1, paragraph=parts)
    row = compare_methods(first, second, codes).iloc[0]
    assert (row["only_first"], row["only_second"], row["accuracy_difference"]) == (1, 0, 0.25)
    assert (row["accuracy_low"], row["accuracy_high"]) == (0, 0.75)
    same = compare_methods(first, first, codes).iloc[0]
    assert (same["accuracy_low"], same["accuracy_high"], same["alpha_high"]) == (0, 0, 0)
    alone = compare_methods(first, second, codes.assign(paragraph=1)).iloc[0]
    assert isnan(alone["accuracy_low"])
    assert alone["range"] == "none"


def test_every_public_name_is_at_hand() -> None:
    assert all(hasattr(validity, name) for name in validity.__all__)


def test_coders_of_one_name_are_refused_and_a_persons_file_is_picked_up(tmp_path: Path) -> None:
    header = "article,sentence,start,end,part,tone,target,themes,act,addressee,voice,speaker\n"
    rows = "x,1,0,4,body,{},,,describe,,author,\nx,2,5,8,body,1,us,,describe,,author,\n"
    for folder, name, tone in (("one", "a", 0), ("one", "b", 0), ("two", "a", 1)):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / f"{name}.csv").write_text(header + rows.format(tone))
    own = tmp_path / "own.csv"
    own.write_text(header + rows.format(1))
    codes = validity.read_codes([tmp_path / "one", str(own)])
    assert codes["coder"].unique().tolist() == ["a", "b", "own"]
    teams = coder_agreement(codes.assign(paragraph=codes["sentence"]))["coders"].tolist()
    assert teams == ["a, b", "a, own", "b, own", "all"]
    with pytest.raises(ValueError, match=r"the coder 'a' is given twice, by .* rename one"):
        validity.read_codes([tmp_path / "one", tmp_path / "two"])
    with pytest.raises(ValueError, match="the list of codings is empty"):
        validity.read_codes([])
