"""Coders against each other, methods against codes: counted as by hand, ranged, or refused."""

from __future__ import annotations

import math
from math import isnan, nan
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from coding_cases import alpha, coding, defined, table, toned
from hypothesis import given
from hypothesis import strategies as st

from kzlib.codes.agreement import (
    code_scores,
    coder_agreement,
    compare_methods,
    macro_f1,
    method_agreement,
    shuffle_agreement,
)
from kzlib.codes.alpha import LEAST_ALPHA
from kzlib.compare import draws


def test_agreement_by_hand() -> None:
    """x: coded in 1, 2, 3 and found in 2, 3, 4, 5; y: coded in 1 and never found."""
    codes, found = table("x;y", "x", "x", "", ""), table("", "x", "x", "x", "x")
    x, y = code_scores(found, codes).to_dict("records")
    counts = ["cases", "found", "hits", "false_positives", "misses"]
    assert [x[name] for name in counts] == [3, 4, 2, 2, 1]
    assert (x["precision"], x["recall"], x["f1"]) == (2 / 4, 2 / 3, 4 / 7)
    assert [y[name] for name in counts] == [1, 0, 0, 0, 1]
    assert math.isnan(y["precision"])
    assert (y["recall"], y["f1"]) == (0, 0)


def test_agreement_by_group_keeps_a_label_that_one_group_lacks() -> None:
    codes = table("x", "x", "y", era=["new", "old", "old"])
    result = code_scores(table("x", "", "y"), codes, by="era")
    assert list(result)[:2] == ["era", "code"]
    assert result[["era", "code", "cases", "hits"]].to_numpy().tolist() == [
        ["new", "x", 1, 1],
        ["new", "y", 0, 0],
        ["old", "x", 1, 0],
        ["old", "y", 1, 1],
    ]
    assert result["recall"].isna().tolist() == [False, True, False, False]


def test_a_group_may_be_called_like_a_code() -> None:
    result = code_scores(table("x", "y"), table("x", "x", era=["x", "y"]), by="era")
    assert result[["era", "code", "cases", "found", "hits"]].to_numpy().tolist() == [
        ["x", "x", 1, 1, 1],
        ["x", "y", 0, 0, 0],
        ["y", "x", 1, 0, 0],
        ["y", "y", 0, 1, 0],
    ]


def test_agreement_on_single_labels_and_on_numbers() -> None:
    codes, found = table("", "", tone=[1, -1]), table("", "", tone=[1, 0])
    result = code_scores(found, codes, column="tone")
    assert result.set_index("code")["hits"].to_dict() == {"-1": 0, "0": 0, "1": 1}


def test_a_missing_value_is_no_label() -> None:
    codes = table("x", "x", "x", themes=["x", None, float("nan")])
    result = code_scores(table("x", "", ""), codes)
    assert result[["code", "cases", "found"]].to_numpy().tolist() == [["x", 1, 1]]
    tones = table("", "", tone=[1, None])
    assert code_scores(tones, table("", "", tone=[1, 0]), column="tone")["code"].tolist() == [
        "0",
        "1",
    ]


def test_only_coded_sentences_count() -> None:
    result = code_scores(table("x", "x", "z"), table("x"))
    assert result[["code", "cases", "false_positives"]].to_numpy().tolist() == [["x", 1, 0]]


@pytest.mark.parametrize("number", [1.0, "1", "01"])
def test_a_sentence_is_the_same_however_its_number_is_written(number: object) -> None:
    assert code_scores(table("x", sentence=number), table("x"))["hits"].tolist() == [1]


def test_no_label_at_all_is_an_empty_table() -> None:
    assert code_scores(table(""), table("")).empty


def test_macro_f1_is_over_labels_with_enough_cases() -> None:
    result = code_scores(table("x", "x", "y"), table("x", "x;y", ""))
    assert macro_f1(result, min_cases=2) == 1.0  # y has one case and no hit
    assert macro_f1(result, min_cases=1) == 0.5
    with pytest.raises(ValueError, match="no code has 6 cases or more"):
        macro_f1(result)
    with pytest.raises(LookupError, match="the table has no column 'f1'; give what code_scores"):
        macro_f1(result.drop(columns="f1"))
    with pytest.raises(ValueError, match="the column 'cases' holds no numbers; give what code_s"):
        macro_f1(result.assign(cases="many"))


BAD_TABLES = {
    "column": (table("x").drop(columns="themes"), table("x"), "found has no column 'themes'"),
    "key": (table("x"), table("x").drop(columns="sentence"), "codes has no column 'sentence'"),
    "two coders": (
        table("x"),
        pd.concat([table("x"), table("y")]),
        "codes has more than one row for a:1; choose one coder first",
    ),
    "not found": (table("x"), table("x", "y"), "found has no row for a:2, which is coded"),
    "a list": (
        table("x"),
        table("x").assign(themes=[["x", "y"]]),
        "codes has ['x', 'y'] for a:1; give whole numbers, or join codes as text by ';'",
    ),
    "a share": (table("x").assign(themes=0.5), table("x"), "found has 0.5 for a:1"),
    "half a sentence": (
        table("x"),
        table("x").assign(sentence=1.5),
        "codes has the sentence 1.5; give whole numbers from 0 on",
    ),
    "no id": (table("x"), table("x", article="a:1"), "codes has the article 'a:1'; give each row"),
    "two lines": (
        table("x", article="a\nb"),
        table("x"),
        "found has the article 'a b'; give each",
    ),
    "no codings": (table("x"), table("x")[:0], "codes has no rows"),
    "no table": (
        table("x"),
        None,
        "codes is None; give a pandas DataFrame",
    ),
}


@pytest.mark.parametrize(("found", "codes", "message"), BAD_TABLES.values(), ids=BAD_TABLES)
def test_bad_tables_are_refused(found: pd.DataFrame, codes: pd.DataFrame, message: str) -> None:
    with pytest.raises((ValueError, LookupError)) as error:
        code_scores(found, codes)
    assert message in str(error.value)


def test_an_unknown_group_is_refused() -> None:
    with pytest.raises(LookupError, match="no column 'era'; group by one of: article, sentence"):
        code_scores(table("x"), table("x"), by="era")
    with pytest.raises(ValueError, match="by is 'code', a column of the result"):
        code_scores(table("x"), table("x", code="y"), by="code")


labels = st.sets(st.sampled_from("xyz")).map(lambda found: ";".join(sorted(found)))
pairs = st.lists(st.tuples(labels, labels, st.sampled_from(["old", "new"])), min_size=1)


@given(pairs)
def test_swapping_the_tables_swaps_precision_and_recall(rows: list[tuple[str, str, str]]) -> None:
    one, other = table(*(row[0] for row in rows)), table(*(row[1] for row in rows))
    swapped = {"precision": "recall", "recall": "precision", "cases": "found", "found": "cases"}
    there, back = code_scores(one, other), code_scores(other, one).rename(columns=swapped)
    columns = ["code", "cases", "found", "hits", "precision", "recall", "f1"]
    pd.testing.assert_frame_equal(there[columns], back[columns])


@given(pairs)
def test_anything_agrees_with_itself(rows: list[tuple[str, str, str]]) -> None:
    one = table(*(row[0] for row in rows))
    assert (code_scores(one, one)[["precision", "recall", "f1"]] == 1).all(axis=None)


@given(pairs, st.randoms())
def test_groups_add_up_and_order_changes_nothing(
    rows: list[tuple[str, str, str]], random: object
) -> None:
    found = table(*(row[0] for row in rows))
    codes = table(*(row[1] for row in rows), era=[row[2] for row in rows])
    counts = ["cases", "found", "hits", "false_positives", "misses"]
    whole = code_scores(found, codes)
    groups = code_scores(found, codes, by="era").groupby("code", as_index=False)[counts].sum()
    pd.testing.assert_frame_equal(whole[["code", *counts]], groups[["code", *counts]])
    pd.testing.assert_frame_equal(whole, code_scores(found[::-1], codes[::-1]))
    assert whole["f1"].between(0, 1).all()


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


def test_no_range_where_one_group_has_one_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draws, "DRAWS", 50)
    rows = [("a", n, n, "x", n % 2) for n in range(1, 7)]
    rows += [("b", n, 1, "y", n % 2) for n in range(1, 7)]
    codes = pd.DataFrame(rows, columns=["article", "sentence", "paragraph", "era", "tone"])
    for wrong in (0, 1):  # of twelve; where all are right there is no bound either
        found = codes.assign(tone=[1 - wrong, *codes["tone"][1:]])
        table = method_agreement(found, codes, by="era").set_index("era")
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
def test_what_a_range_is_over_hangs_on_the_articles(
    articles: int, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draws, "DRAWS", 50)
    codes = pd.DataFrame({"article": range(articles), "sentence": 1, "paragraph": 1})
    codes = codes.assign(tone=[n % 2 for n in range(articles)])
    found = codes.assign(tone=[1, *codes["tone"][1:]])
    assert method_agreement(found, codes)["range"].item() == kind


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
    with pytest.raises(ValueError, match="a cell of themes holds the codes 'x;y'"):
        method_agreement(codes.assign(themes="x;y"), codes.assign(themes="x"), column="themes")
    with pytest.raises(ValueError, match="codes has more than one row for x:1"):
        method_agreement(codes, pd.concat([codes, codes]))
    with pytest.raises(ValueError, match="by is 'usable', a column of the result"):
        method_agreement(codes, codes.assign(usable=1), by="usable")
    with pytest.raises(ValueError, match="a tone is ''; give whole numbers"):
        method_agreement(codes.assign(tone=[1, nan]), codes)


SPELLINGS = ["01", "+1", "1.0", "1.", "001", "−1", "-01"]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_number_written_in_two_ways_is_never_silently_unequal(spelling: str) -> None:
    codes = toned(1, -1, 0).assign(coder="anna")
    other = codes.assign(tone=spelling, coder="ben")
    both = pd.concat([codes, other])
    calls = [
        lambda: code_scores(other, codes, column="tone"),
        lambda: method_agreement(other, codes),
        lambda: method_agreement(codes, other),
        lambda: compare_methods(codes, other, codes),
        lambda: shuffle_agreement(other, codes),
        lambda: coder_agreement(both),
    ]
    for call in calls:
        with pytest.raises(ValueError, match="write a number in one way only") as error:
            call()
        assert repr(spelling) in str(error.value)
    with pytest.raises(ValueError, match=r"the codes hold '-0' and '0'; write"):
        method_agreement(codes.assign(tone=["1", "-1", "-0"]), codes)
    with pytest.raises(ValueError, match="a tone is '01'; give whole numbers, such as -1, 0, 1"):
        method_agreement(codes.assign(tone="01"), codes.assign(tone="01"))


@pytest.mark.parametrize("tones", [[1, 0, -1], [1.0, -0.0, -1.0], [" 1", "0 ", "-1"]])
def test_numbers_are_equal_whatever_their_type(tones: list[object]) -> None:
    codes = toned(1, 0, -1)
    assert method_agreement(codes.assign(tone=tones), codes)["right"].tolist() == [3]


def test_a_score_of_a_code_may_not_be_a_group(tmp_path: Path) -> None:
    codes = toned(1, 0).assign(**{"f1_0": ["x", "y"]})
    with pytest.raises(ValueError, match="by is 'f1_0', a column of the result"):
        method_agreement(codes, codes, by="f1_0")
    free = tmp_path / "mine.toml"
    free.write_text("[columns.speaker]\nfree = true\nempty = 'nobody'", encoding="utf-8")
    codes = toned(1, 0).assign(speaker=["none", ""])
    with pytest.raises(ValueError, match="speaker holds 'none' and empty cells; write only one"):
        method_agreement(codes, codes, column="speaker", codebook=free)


tone_rows = st.lists(
    st.tuples(*[st.sampled_from([-1, 0, 1])] * 3, st.sampled_from(["new", "old"])), min_size=1
)


@given(tone_rows)
def test_scores_are_those_of_the_table_of_codes_by_codes(
    rows: list[tuple[int, int, int, str]],
) -> None:
    coded, found, _, era = zip(*rows, strict=True)
    codes = toned(*coded, era=list(era))
    scores = code_scores(toned(*found), codes, column="tone", by="era").set_index(["era", "code"])
    for name in set(era):
        chosen = codes["era"] == name
        crossed = pd.crosstab(codes["tone"][chosen], toned(*found)["tone"][chosen])
        for tone in ("-1", "0", "1"):
            if (name, tone) in scores.index:
                row = scores.loc[(name, tone)]
                at = int(tone)
                assert row["cases"] == (crossed.loc[at].sum() if at in crossed.index else 0)
                assert row["found"] == (crossed[at].sum() if at in crossed else 0)
                assert row["hits"] == crossed.get(at, pd.Series(dtype=int)).get(at, 0)


@given(tone_rows)
def test_a_difference_is_that_of_the_two_methods(rows: list[tuple[int, int, int, str]]) -> None:
    coded, one, other, era = zip(*rows, strict=True)
    codes = toned(*coded, era=list(era))
    first, second = toned(*one), toned(*other)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(draws, "DRAWS", 50)
        table = compare_methods(first, second, codes, by="era")
        turned = compare_methods(second, first, codes, by="era")
        singly = [method_agreement(found, codes, by="era") for found in (first, second)]
    for name in ("accuracy", "alpha"):
        np.testing.assert_allclose(
            table[f"{name}_difference"], singly[0][name] - singly[1][name], atol=1e-12
        )
    gained = table["only_first"] - table["only_second"]
    assert gained.tolist() == (singly[0]["right"] - singly[1]["right"]).tolist()
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


def test_shuffles_are_those_of_a_loop_over_alpha() -> None:
    """Each group's own codes, dealt one after another from the same seed."""
    codes = toned(1, 1, 0, -1, 0, 1, 1, 0, 0, era=["old"] * 5 + ["new"] * 4)
    found = toned(1, 0, 0, 1, 0, 1, 1, 1, 1)
    table = shuffle_agreement(found, codes, by="era", deals=40, seed=3).set_index("era")
    plain = method_agreement(found, codes, by="era").set_index("era")
    for name in ("new", "old", "together"):
        chosen = codes["era"].isin([name] if name != "together" else ["old", "new"])
        coded, there = codes["tone"][chosen].to_numpy(), found["tone"][chosen].to_numpy()
        rng = np.random.default_rng(3)
        deals = [rng.permutation(there) for _ in range(40)]
        values = [alpha(np.column_stack([coded, deal]), level="ordinal") for deal in deals]
        row = table.loc[name]
        assert row[["n", "right", "alpha"]].equals(plain.loc[name, ["n", "right", "alpha"]])
        assert row["shuffled_right"] == np.mean([(coded == deal).sum() for deal in deals])
        assert row["shuffled_alpha"] == np.mean(values)
        ends = np.quantile(values, [0.025, 0.975]).tolist()
        assert row[["shuffled_low", "shuffled_high"]].tolist() == ends
    assert table["deals"].tolist() == [40] * 3


def test_shuffles_of_a_method_that_knows_nothing() -> None:
    always = shuffle_agreement(toned(1, 1, 1, 1), toned(1, 1, 0, 0), deals=5).iloc[0]
    assert (always["right"], always["shuffled_right"]) == (2, 2)
    assert always["alpha"] == always["shuffled_low"] == always["shuffled_high"]
    same = shuffle_agreement(toned(1, 1), toned(1, 1), deals=5).iloc[0]
    assert isnan(same["alpha"])
    assert isnan(same["shuffled_low"])
    for options, message in (
        ({"deals": 0}, "deals is 0; give a whole number from 1 on"),
        ({"seed": 0.5}, "seed is 0.5"),
        ({"by": "shuffled_low"}, "by is 'shuffled_low', a column of the result"),
    ):
        with pytest.raises(ValueError, match=message):
            shuffle_agreement(toned(1, 0), toned(1, 0), **options)


def test_usable_asks_each_group_and_not_all_together() -> None:
    """All right, 20 paragraphs each; together -1, 0 and 1 are further apart than two of them."""
    codes = toned(*[0, 1] * 10, *[0, -1] * 10, era=["new"] * 20 + ["old"] * 20)
    table = method_agreement(codes, codes, by="era")
    assert table["alpha_low"].lt(LEAST_ALPHA).tolist() == [False, False, True]
    assert table["usable"].tolist() == [True] * 3


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
    assert table[["code", "n", "same"]].to_numpy().tolist() == [["x", 2, 1], ["y", 2, 2]]


def test_from_five_articles_a_group_on_articles_are_resampled() -> None:
    codes = pd.concat(
        coding([["00", "01"], ["11"]]).assign(article=name, era=name > "e") for name in "abcdefghij"
    )
    table = coder_agreement(codes, column="act", by="era")
    assert set(table["range"]) == {"interval over articles (under 20: too narrow)"}
    assert (table["alpha_low"] == table["alpha_high"]).all()  # the articles are all alike
    fewer = coder_agreement(codes[codes["article"] != "a"], column="act", by="era")
    assert set(fewer["range"]) == {"stability range over paragraphs"}


def test_order_and_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draws, "DRAWS", 50)
    codes = coding([["00", "01"], ["11"], ["12"], ["22", "02"]])
    one = coder_agreement(codes, column="act")
    pd.testing.assert_frame_equal(one, coder_agreement(codes.iloc[::-1], column="act"))
    pd.testing.assert_frame_equal(one, coder_agreement(codes, column="act", seed=0))
    other = coder_agreement(codes, column="act", seed=1)
    assert not other["alpha_low"].equals(one["alpha_low"])


CODES = coding([["00", "01"], ["11"]])
BAD_CODES = {
    "one coder": (CODES[CODES["coder"] == "a"], {}, "the coders are: a; agreement needs two"),
    "no coder": (CODES.drop(columns="coder"), {}, "no column 'coder'; read the coders' files"),
    "no rows": (CODES[:0], {}, "the coders are: none; agreement needs two"),
    "nothing": (CODES.assign(act=nan), {}, "the column act is empty; give the codes of two"),
    "no column": (CODES, {"column": "voice"}, "a has no column 'voice'"),
    "no paragraph": (CODES.drop(columns="paragraph"), {}, "codes has no column 'paragraph'; add"),
    "paragraph": (CODES.assign(paragraph=nan), {}, "codes has the paragraph nan; give whole"),
    "paragraph p": (CODES.assign(paragraph="p"), {}, "codes has the paragraph 'p'; give whole"),
    "nobody": (CODES.assign(coder=[nan, *CODES["coder"][1:]]), {}, "a row of codes has no coder"),
    "nowhere": (CODES.assign(article=None), {}, "a has the article ''; give each row its"),
    "no era": (CODES.assign(era=nan), {"by": "era"}, "a row of the codings has no era; give each"),
    "no line": (CODES.assign(**{"e\nra\x1b": nan}), {"by": "e\nra\x1b"}, "has no e ra�; give each"),
    "coder": (CODES.assign(coder="a\nb\x1b"), {}, "the coders are: a b�; agreement needs two"),
    "twice": (pd.concat([CODES, CODES]), {}, "a has more than one row for x:1"),
    "no group": (CODES, {"by": "era"}, "the codings have no column 'era'"),
    "own column": (CODES.assign(n=1), {"by": "n"}, "by is 'n', a column of the result"),
    "together": (CODES.assign(era="together"), {"by": "era"}, "a group is called 'together'"),
    "several": (CODES.assign(act="x;y"), {}, "a cell of act holds the codes 'x;y'"),
    "tone": (CODES.assign(tone="good"), {"column": "tone"}, "a tone is 'good'; give whole numbers"),
    "seed": (CODES, {"seed": 0.5}, "seed is 0.5"),
    "by coder": (CODES, {"by": "coder"}, "x:1 has several paragraphs or values of coder; group by"),
    "two places": (
        CODES.assign(paragraph=range(len(CODES))),
        {},
        "x:1 has several paragraphs; group",
    ),
    "far away": (CODES.assign(paragraph=1e300), {}, "codes has the paragraph 1e+300; give whole"),
    "far along": (CODES.assign(sentence="9" * 5000), {}, "a has the sentence '999"),
}


@pytest.mark.parametrize(("codes", "options", "message"), BAD_CODES.values(), ids=BAD_CODES)
def test_bad_codes_are_refused(
    codes: pd.DataFrame, options: dict[str, object], message: str
) -> None:
    with pytest.raises((ValueError, LookupError)) as error:
        coder_agreement(codes, **{"column": "act", **options})
    assert message in str(error.value)
    assert str(error.value).isprintable()
