"""How coders agree: ranges by hand, gaps, groups; bad codes: in words."""

from __future__ import annotations

from math import isnan, nan

import numpy as np
import pandas as pd
import pytest
from coding_cases import coding, defined

from kzlib.codes.agreement import coder_agreement
from kzlib.compare import draws


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
