"""Findings as data: what a file may hold, how counts are checked, and that ours hold."""

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import kzlib as kz
from kzlib import show
from kzlib.findings import Count, Finding

ROOT = Path(__file__).parent.parent
CODINGS = ["codes.csv", "coders/coder_1.csv", "coders/coder_2.csv", "coders/coder_3.csv"]
FILE = """
[[findings]]
name = "Oil"
claim = "Oil is new."
rests_on = "a search"
caveat = "Two texts."
notebook = "02_words"
evidence = ["a:1", "b:1"]
[[findings.counts]]
label = "oil, said"
where = '"oil" in text'
expect = "only y"
"""
SENTENCES = pd.DataFrame(
    {
        "era": ["x", "x", "y", "y", "y", "y"],
        "text": ["oil", "tea", "oil", "oil", "oil", "tea"],
    }
)


@pytest.fixture(scope="module")
def corpus() -> kz.Corpus:
    return kz.read_corpus(ROOT / "seeds")


@pytest.fixture(scope="module")
def marked(corpus: kz.Corpus) -> pd.DataFrame:
    cast = kz.read_dictionary(ROOT / "notebooks" / "cast.toml")
    table = kz.mark_sentences(corpus, kz.lookup(corpus, cast), by="era")
    return table.merge(corpus.sentences)


def finding(where: str, expect: str) -> Finding:
    """A finding with one count, called tea."""
    return Finding("Tea", "It is.", "a list", "a", ("a:1",), (Count("tea", where, expect),))


def load(path: Path, text: str) -> tuple[Finding, ...]:
    (path / "mine.toml").write_text(text, encoding="utf-8")
    return kz.read_findings(path / "mine.toml")


@pytest.mark.parametrize(
    ("expect", "holds"),
    [
        ("only y", False),
        ("only x", False),
        ("more y", True),
        ("more x", False),
        ("both", True),
        ("none", False),
    ],
)
def test_counts_and_expectations(tmp_path: Path, expect: str, holds: bool) -> None:
    findings = load(tmp_path, FILE.replace("only y", expect))
    counted = kz.count_findings(findings, SENTENCES, by="era")
    assert counted[["era", "sentences", "total"]].to_numpy().tolist() == [["x", 1, 2], ["y", 3, 4]]
    assert counted["holds"].tolist() == [holds] * 2


def test_only_and_none_hold_where_they_should(tmp_path: Path) -> None:
    table = SENTENCES[1:]
    findings = load(tmp_path, FILE)
    assert kz.count_findings(findings, table, by="era")["holds"].all()
    findings = load(tmp_path, FILE.replace('"oil"', '"gas"').replace("only y", "none"))
    assert kz.count_findings(findings, table, by="era")["holds"].all()
    findings = load(tmp_path, FILE.replace('"oil"', '"gas"').replace("only y", "both"))
    assert not kz.count_findings(findings, table, by="era")["holds"].any()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("name =", "nam ="), "has an unknown field 'nam'; did you mean name"),
        (("name =", "zzz ="), "unknown field 'zzz'; the fields are: name, claim"),
        (('rests_on = "a search"', ""), "the field 'rests_on' is missing"),
        (("where =", "when ="), "has an unknown field 'when'; did you mean where"),
        (("where =", "zzz ="), "an unknown field 'zzz'; the fields are: label, where, expect"),
        (("only y", "only"), "expects 'only'; write only GROUP"),
        (("only y", "only "), "expects 'only'; write only GROUP"),
        (("only y", "both y"), "expects 'both y'; write only GROUP"),
        (("only y", "fewer y"), "expects 'fewer y'; write only GROUP"),
        (('["a:1", "b:1"]', "[]"), "needs evidence and at least one"),
        (("[[findings]]", "[[finding"), "is not valid TOML"),
        (('"Oil"', "3"), "the field 'name' is 3; write text"),
        (('"Oil"', '" "'), "the field 'name' is ' '; write text"),
        (('"Oil is new."', '"\u200b \u00ad"'), "the field 'claim' is ''|the field 'claim' is ' '"),
        (('"Oil is new."', '""'), "the field 'claim' is ''; write text"),
        (('"oil, said"', '""'), "the field 'label' is ''; write text"),
        (('"oil, said"', "[1]"), r"the field 'label' is \[1\]; write text"),
        (('"oil, said"', "2014-01-01"), "the field 'label' is datetime.* write text"),
        (("'\"oil\" in text'", "true"), "the field 'where' is True; write text"),
        (('"only y"', "1"), "the field 'expect' is 1; write text"),
        (('"02_words"', "2"), "the field 'notebook' is 2; write text"),
        (
            ("'\"oil\" in text'", '"era = 1"'),
            "the finding 'Oil' of mine.toml: the condition 'era = 1",
        ),
        (
            ("'\"oil\" in text'", "'text.str.contains(\"oil\")'"),
            "'oil, said': it cannot be read here",
        ),
        (
            ("[[findings]]", "[[finding]]\n[[findings]]"),
            "unknown field 'finding'; did you mean findin",
        ),
        (("[[findings]]", "[findings]"), r"\[\[findings\]\] is no list of tables; write it in do"),
        ((FILE, "findings = ['Oil']"), r"\[\[findings\]\] is no list of tables"),
        (("[[findings.counts]]", "[findings.counts]"), r"\[\[findings\.counts\]\] is no list"),
        (('["a:1", "b:1"]', '"a:1"'), "has the evidence 'a:1'; write it as"),
        (('["a:1", "b:1"]', "[3]"), "the evidence holds 3; write it as"),
        (('["a:1", "b:1"]', '["a:1", "b"]'), "the evidence holds 'b'; write it as"),
        (('["a:1", "b:1"]', '["a:1", 1]'), "the evidence holds 1; write it as"),
        (('["a:1", "b:1"]', '["a:1", ["b:1"]]'), r"the evidence holds \['b:1'\]; write it as"),
        (('["a:1", "b:1"]', "{a = 1}"), "has the evidence {'a': 1}; write it as"),
        (("02_words", "../02_words"), r"the notebook '\.\./02_words'; give its name"),
        ((FILE, FILE + FILE), "the finding 'Oil' of mine.toml stands twice"),
        ((FILE, ""), r"holds no \[\[findings\]\]"),
    ],
)
def test_a_file_that_is_not_right(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        load(tmp_path, FILE.replace(*change))


def test_weighing_takes_numbers_from_the_first_coding(tmp_path: Path) -> None:
    places = {"article": ["a", "a", "b", "b", "b", "b"], "paragraph": [1, 2, 1, 1, 2, 2]}
    first = SENTENCES.assign(words=4, **places)
    second = first.assign(text=["tea", "tea", "oil", "tea", "tea", "tea"])
    findings = load(tmp_path, FILE)
    weighed = kz.weigh_findings(findings, {"one": first, "two": second}, by="era", target="y")
    row = weighed.iloc[0]
    assert row[["finding", "label", "holds_in"]].tolist() == ["Oil", "oil, said", "two"]
    assert row[["target_count", "target_n", "reference_count", "reference_n"]].tolist() == [
        3,
        4,
        1,
        2,
    ]
    assert row["difference"] == pytest.approx(3 / 4 - 1 / 2)
    with pytest.raises(ValueError, match="there are no codings"):
        kz.weigh_findings(findings, {}, by="era", target="y")


def test_a_reference_leaves_a_third_group_out(tmp_path: Path) -> None:
    places = {"article": ["a", "a", "b", "b", "b", "b"], "paragraph": [1, 2, 1, 1, 2, 2]}
    two = SENTENCES.assign(words=4, **places)[1:]  # no oil in x
    third = two[two["era"] == "y"].assign(era="z", article="c")
    findings, all_three = load(tmp_path, FILE), {"one": pd.concat([two, third])}
    weighed = kz.weigh_findings(findings, all_three, by="era", target="y", reference="x")
    assert weighed["holds_in"].tolist() == ["one"]  # only y: of these two
    pd.testing.assert_frame_equal(
        weighed, kz.weigh_findings(findings, {"one": two}, by="era", target="y")
    )
    whole = kz.weigh_findings(findings, all_three, by="era", target="y")
    assert whole["holds_in"].tolist() == [""]
    with pytest.raises(LookupError, match="no article has era 'w'; there is: x, y, z"):
        kz.weigh_findings(findings, all_three, by="era", target="y", reference="w")
    with pytest.raises(LookupError, match="the table has no column 'year'"):
        kz.weigh_findings(findings, all_three, by="year", target="y", reference="x")


def test_no_file() -> None:
    with pytest.raises(FileNotFoundError, match=r"there is no file 'nowhere\.toml'; give one"):
        kz.read_findings("nowhere.toml")


def test_conditions_that_cannot_be_answered(tmp_path: Path) -> None:
    said = (
        "the finding 'Oil': the condition .* of 'oil, said': .* no column 'txt'; did you mean text"
    )
    with pytest.raises(ValueError, match=said):
        kz.mark_findings(load(tmp_path, FILE.replace("in text", "in txt")), SENTENCES)
    twice = load(tmp_path, FILE + FILE.replace('"Oil"', '"Oil again"'))
    with pytest.raises(ValueError, match="the label 'oil, said' stands twice"):
        kz.mark_findings(twice, SENTENCES)
    with pytest.raises(ValueError, match="the label 'tea' stands twice; give each count its own"):
        kz.mark_findings([finding("era == 'x'", "both")], SENTENCES.assign(tea=1))
    with pytest.raises(LookupError, match="no group is called 'z'; there is: x, y"):
        kz.count_findings(load(tmp_path, FILE.replace("only y", "only z")), SENTENCES, by="era")
    with pytest.raises(LookupError, match="the table has no column 'year'; it has: era, text"):
        kz.count_findings(load(tmp_path, FILE), SENTENCES, by="year")


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("era", "the column 'era' holds text"),
        ("words", "the column 'words' holds numbers"),
        ("3", "cannot be read here"),
        ("gap", "the column 'gap' is not text"),
        ("said", "the column 'said' is not text"),
        ("tea == 1", "the table has no column 'tea'"),
        ("@SENTENCES.words > 1", "cannot be read from '@SENTENCES"),
        ("era.__class__", 'write "NATO" in text for text'),
    ],
)
def test_only_a_truth_value_for_each_sentence_is_an_answer(where: str, message: str) -> None:
    said = pd.array([True, False, None, True, True, True], dtype="boolean")
    table = SENTENCES.assign(words=4, gap=float("nan"), said=said)
    with pytest.raises(ValueError, match=rf"the condition .* of 'tea': .*{message}"):
        kz.mark_findings([finding(where, "both")], table)
    full = table.assign(said=said.fillna(False))
    assert list(kz.mark_findings([finding("said", "both")], full)["tea"]) == list(full["said"])


@pytest.mark.parametrize(
    ("hits", "holding"),
    [
        ("1000 1000", {"both"}),  # equal shares: neither has more
        ("1100 1110", {"both", "more y"}),
        ("0000 1000", {"only y", "more y"}),
        ("1000 0000", {"only x", "more x"}),
        ("0000 0000", {"none"}),
    ],
)
def test_expectations_at_their_boundaries(hits: str, holding: set[str]) -> None:
    old, new = hits.split()
    table = pd.DataFrame({"era": [1] * 4 + [2] * 4, "hit": [each == "1" for each in old + new]})
    for expect in ("only x", "only y", "more x", "more y", "both", "none"):
        for groups in (["1", "2"], [1, 2], ["x", "y"]):
            named = table.assign(era=[groups[number - 1] for number in table["era"]])
            wanted = expect.replace("x", str(groups[0])).replace(" y", f" {groups[1]}")
            counted = kz.count_findings([finding("hit", wanted)], named, by="era")
            assert list(counted["holds"]) == [expect in holding] * 2, expect


def test_more_is_a_larger_share_whatever_the_numbers_and_only_groups_that_are_there_count() -> None:
    # 2 of 2 in x, 3 of 6 in y; a category without rows is no group.
    era = pd.Categorical(["x"] * 2 + ["y"] * 6, categories=["x", "y", "z"])
    table = pd.DataFrame({"era": era, "hit": [True] * 5 + [False] * 3})
    for expect, holds in (("more x", True), ("more y", False), ("both", True)):
        counted = kz.count_findings([finding("hit", expect)], table, by="era")
        assert counted["era"].tolist() == ["x", "y"]
        assert set(counted["holds"]) == {holds}


def test_groups_may_not_be_named_like_the_result() -> None:
    table = SENTENCES.assign(label="x", article="a", paragraph=1, words=4)
    for use in (
        lambda: kz.count_findings([finding("era == 'x'", "both")], table, by="label"),
        lambda: kz.weigh_findings(
            [finding("era == 'x'", "both")], {"one": table}, by="label", target="x"
        ),
    ):
        with pytest.raises(ValueError, match="by is 'label', a column of the result"):
            use()


@pytest.mark.parametrize("coding", CODINGS)
def test_every_finding_holds_in_every_coding(
    corpus: kz.Corpus, marked: pd.DataFrame, coding: str
) -> None:
    codes = kz.read_codes(ROOT / "seeds" / "codes" / coding, corpus)
    table = marked.merge(codes.drop(columns="part"))
    assert len(table) == 86
    findings = kz.read_findings(ROOT / "notebooks" / "findings.toml")
    counted = kz.count_findings(findings, table, by="era")
    assert counted.loc[~counted["holds"], "label"].tolist() == []


def test_evidence_is_there_from_both_articles(corpus: kz.Corpus) -> None:
    for finding in kz.read_findings(ROOT / "notebooks" / "findings.toml"):
        articles = [each.split(":")[0] for each in finding.evidence]
        assert articles == ["asb-2025" if finding.name == "Tension" else "ahmad-2014", "asb-2025"]
        assert set(finding.evidence) <= set(corpus.sentences["id"])
        assert (ROOT / "notebooks" / f"{finding.notebook}.ipynb").is_file()


def test_the_cast_stands_where_its_counts_put_it(marked: pd.DataFrame) -> None:
    cast = kz.read_dictionary(ROOT / "notebooks" / "cast.toml")
    for key in cast.keys:
        old, new = marked.groupby("era", observed=True)[key.key].sum()
        assert key.group == ("2014" if new < 2 else "2025" if old < 2 else "BOTH")


def test_the_cast_against_a_search_of_the_files(corpus: kz.Corpus, marked: pd.DataFrame) -> None:
    """The counts of the picture, found again by plain regular expressions."""
    search = {
        "experts": r"\bexperts\b",
        "wto": r"\bWTO\b|World Trade Organization",
        "silk_road": "Silk Road",
        "kazakhstan": r"\bKazakh(stan)?\b",
        "united_states": r"\bU\.S\.|\bUS\b|United States|\bAmerican\b",
        "trump": r"\bTrump\b",
        "uzbekistan": "Uzbekistan",
        "middle_corridor": "Middle Corridor",
    }
    for key, pattern in search.items():
        found = marked["text"].map(lambda text, p=pattern: bool(re.search(p, text, re.I)))
        if key in ("wto", "united_states"):
            found = marked["text"].str.contains(pattern)
        assert marked[key].tolist() == found.tolist(), key


def test_cards_hold_claim_numbers_sentences_and_caveat(
    corpus: kz.Corpus, marked: pd.DataFrame, tmp_path: Path
) -> None:
    text = FILE.replace("a:1", "ahmad-2014:2").replace("b:1", "asb-2025:14")
    findings = load(tmp_path, text.replace("only y", "only 2025").replace("Oil is new", "<b> & $5"))
    numbers = kz.count_findings(findings, marked, by="era")
    shown = show.finding_cards(findings, numbers, corpus, by="era")
    assert "Numbers are sentences, of 31 in 2014 and 55 in 2025, in this order." in repr(shown)
    assert "oil, said: 0 → 4." in repr(shown)
    assert "Kazakhstan is a country on the move. (ahmad-2014:2)" in repr(shown)
    assert "But: Two texts. Based on a search." in repr(shown)
    assert "&lt;b&gt; &amp; $5" in shown.html
    assert "<b>" not in shown.html
    assert "mathjax_ignore" in shown._repr_html_()
    details = pd.DataFrame({"finding": ["Oil"], "label": ["oil, said"], "range": ["2 to 5"]})
    columns = {"label": "what", "range": "range"}
    assert "oil, said | 2 to 5" in repr(
        show.finding_cards(findings, numbers, corpus, by="era", details=details, columns=columns)
    )
    wrong = load(tmp_path, FILE)
    with pytest.raises(LookupError, match="no article has article 'a'"):
        show.finding_cards(wrong, numbers, corpus, by="era")


@pytest.mark.parametrize("era", [["x", None] * 3, ["x", 1] * 3, [["x"]] * 6, [b"x"] * 6])
def test_groups_have_a_name_in_every_row(era: list[object]) -> None:
    table = SENTENCES.assign(era=era)
    with pytest.raises(
        ValueError, match="the column 'era' is not text, numbers, or True and False"
    ):
        kz.count_findings([finding('"oil" in text', "both")], table, by="era")


def test_tables_and_findings_that_are_empty() -> None:
    oil = finding('"oil" in text', "both")
    with pytest.raises(ValueError, match="the table has no rows; give a row a sentence"):
        kz.count_findings([oil], SENTENCES[:0], by="era")
    with pytest.raises(ValueError, match="the findings have no counts; give those of read_find"):
        kz.weigh_findings([], {"one": SENTENCES}, by="era", target="y")
    assert kz.mark_findings([oil], SENTENCES[:0])["tea"].tolist() == []
    assert kz.count_findings([], SENTENCES, by="era").empty


def test_many_counts_mark_their_rows_in_one_step_whatever_the_index() -> None:
    counts = tuple(Count(f"tea {number}", '"tea" in text', "both") for number in range(150))
    many = Finding("Tea", "It is.", "a list", "a", ("a:1",), counts)
    marked = kz.mark_findings([many], SENTENCES.set_axis([1] * 6))
    assert marked["tea 149"].tolist() == [False, True, False, False, False, True]
    assert marked.shape == (6, 152)
    assert marked.index.tolist() == [1] * 6


def test_findings_made_by_hand_are_held_to_the_same() -> None:
    one = finding("era == 'x'", "both")
    for change, message in (
        ({"name": 5}, "the field 'name' is 5; write text in quotes"),
        ({"evidence": ["a:1"]}, "the evidence and the counts of a finding are tuples"),
        ({"evidence": ("a:1", 5)}, "the evidence holds 5; write it as"),
        ({"counts": "tea"}, "the evidence and the counts of a finding are tuples"),
        ({"counts": ("tea",)}, "the counts hold 'tea'; give each as a Count"),
    ):
        with pytest.raises(ValueError, match=message):
            replace(one, **change)
    with pytest.raises(ValueError, match="the field 'where' is None; write text in quotes"):
        Count("tea", None, "both")  # type: ignore[arg-type]


def test_an_error_stays_one_line_whatever_a_group_is_called() -> None:
    with pytest.raises(LookupError, match=r"\Ano group is called 'z'; there is: x, y\Z"):
        kz.count_findings(
            [finding("era == 'x'", "only z")],
            SENTENCES.assign(era=SENTENCES["era"] + "\n"),
            by="era",
        )


@pytest.mark.parametrize(
    ("era", "expect"),
    [
        (["x"] * 2 + ["\u00e9"] * 4, "only e\u0301"),
        (["x"] * 2 + ["e\u0301"] * 4, "only  \u00e9"),
        (["x", "x\u200b", "y", "y ", " y", "y"], "only y"),
        ([2.0] * 2 + [1.0] * 4, "only 1"),
        ([2] * 2 + [1] * 4, "only 1"),
        (pd.Categorical(["z", "z "] + ["y"] * 4, categories=["z", "z ", "y", "x"]), "only y"),
    ],
    ids=str,
)
def test_groups_are_told_apart_as_they_are_seen(era: list[object], expect: str) -> None:
    table = SENTENCES.assign(era=era, hot=[False] * 2 + [True] * 4)
    one = replace(finding("hot", expect), counts=(Count("hot\u200b tea ", "hot", expect),))
    counted = kz.count_findings([one], table, by="era")
    assert counted["label"].tolist() == ["hot tea"] * 2
    assert counted["holds"].tolist() == [True, True]
    sizes = [4, 2] if "1" in expect else [2, 4]
    assert counted["total"].tolist() == sizes


def test_a_group_that_is_too_large_a_number_is_refused() -> None:
    table = SENTENCES.assign(era=pd.Series([10**5000] * 6, dtype=object))
    with pytest.raises(ValueError, match=r"\A.* is too large a number; .*\Z"):
        kz.count_findings([finding('"oil" in text', "both")], table, by="era")


def test_labels_that_look_alike_are_refused() -> None:
    one = finding("era == 'x'", "both")
    counts = (*one.counts, Count("tea\u200b ", "era == 'y'", "both"))
    for findings, table in (
        ([replace(one, counts=counts)], SENTENCES),
        ([one], SENTENCES.assign(**{" te\u200ba": 1})),
    ):
        with pytest.raises(ValueError, match="the label 'tea' stands twice"):
            kz.mark_findings(findings, table)


def test_more_than_nobody_is_none() -> None:
    """Where there is one group alone, none of its sentences is not more than in the others."""
    table = SENTENCES[SENTENCES["era"] == "y"]
    for where, holds in (('"gas" in text', False), ('"oil" in text', True)):
        counted = kz.count_findings([finding(where, "more y")], table, by="era")
        assert counted["holds"].tolist() == [holds]
