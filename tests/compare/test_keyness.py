"""Words of two groups: rows by hand, nothing by order, and the same where nothing differs."""

import numpy as np
import pandas as pd
import pytest
from compare_cases import compared, corpus, tea
from hypothesis import given, settings
from hypothesis import strategies as st

from kzlib.compare import draws, measures
from kzlib.compare import keyness as keyness_module
from kzlib.compare.keyness import keyness, shuffle_keyness
from kzlib.compare.word_counts import count_terms
from kzlib.text.corpus import Corpus


def test_a_row_by_hand():
    made = corpus(x=[[[3, 60], [5, 60], [0, 80]]], y=[[[1, 100]], [[1, 200]]])
    row = tea(compared(made))
    assert (row["target_count"], row["target_words"], row["target_rate"]) == (8, 200, 40)
    assert row["reference_rate"] == pytest.approx(1000 * 2 / 300)
    assert (row["target_articles"], row["reference_articles"]) == (1, 2)
    assert (row["target_paragraphs"], row["reference_paragraphs"]) == (2, 2)
    assert row["log_ratio"] == measures.log_ratio(8, 2, 200, 300)
    assert (row["low"], row["high"]) == measures.log_ratio_interval(8, 2, 200, 300)
    assert row["g2"] == measures.g2(8, 2, 200, 300)
    assert row["bic"] == measures.bic(8, 2, 200, 300)
    assert row["lrc"] == measures.lrc(8, 2, 200, 300, 2)  # tea and and: two terms compared
    assert row["interval"] == "exact"
    # Stretches of 20 words: 3 hits at the start of the first, 5 of the fourth.
    expected = measures.dp_norm([3, 0, 0, 5, 0, 0, 0, 0, 0, 0], [20] * 10)
    assert row["target_dispersion"] == expected
    assert 0 < row["target_scatter"] < row["target_dispersion"]


def test_undefined_dispersion():
    row = tea(compared(corpus(x=[[[2, 5], [3, 4]]], y=[[[0, 30]]])))
    assert np.isnan([row["target_dispersion"], row["reference_dispersion"]]).all()


def test_dispersion_from_exactly_ten_words_on():
    row = tea(compared(corpus(x=[[[2, 10]]], y=[[[2, 9]]])))
    assert row["target_dispersion"] == pytest.approx(measures.dp_norm([1, 1] + [0] * 8, [1] * 10))
    assert np.isnan(row["reference_dispersion"])


def test_lrc_is_for_the_terms_from_exactly_five_hits_on():
    # tea 36 hits and "and" 50; milk exactly 5, or 4.
    for hits, terms in ((5, 3), (4, 2)):
        rows = [
            {"article": "a", "era": "x", "text": "tea " * 34 + "and " * 25 + "milk " * hits},
            {"article": "b", "era": "y", "text": "tea " * 2 + "and " * 25},
        ]
        row = tea(compared(Corpus.from_frame(pd.DataFrame(rows))))
        assert row["lrc"] == measures.lrc(36 - 2, 2, 59 + hits, 27, terms)
        assert row["lrc"] > 0


def test_order_and_columns():
    table = compared(corpus(x=[[[8, 60]]], y=[[[2, 90]]]))
    assert table["term"].tolist() == ["tea", "and"]
    assert table.index.tolist() == [0, 1]
    names = """
        term target_count reference_count target_words reference_words target_rate reference_rate
        log_ratio low high interval g2 bic lrc target_articles reference_articles
        target_paragraphs reference_paragraphs target_dispersion target_scatter
        reference_dispersion reference_scatter verdict
    """
    assert " ".join(table.columns) == " ".join(names.split())
    ties = Corpus.from_frame(
        pd.DataFrame([{"article": era, "era": era, "text": f"b a c {era}."} for era in "xy"])
    )
    assert compared(ties)["term"].tolist() == ["x", "y", "a", "b", "c"]


def test_part_and_reference():
    made = corpus(x=[[[8, 60]]], y=[[[2, 90]]], z=[[[5, 50]]])
    rest, only_z = tea(compared(made)), tea(compared(made, reference="z"))
    assert (rest["reference_count"], rest["reference_words"]) == (7, 140)
    assert (only_z["reference_count"], only_z["reference_words"]) == (5, 50)
    assert only_z["reference_dispersion"] == pytest.approx(1)  # five of the first five words
    assert rest["reference_dispersion"] < 1


groups = st.lists(
    st.lists(st.tuples(st.integers(0, 6), st.integers(6, 30)), min_size=1, max_size=4),
    min_size=1,
    max_size=3,
)


@settings(max_examples=25)
@given(groups, groups, st.randoms())
def test_swapping_turns_the_sign_and_order_changes_nothing(one, two, random):
    made = corpus(x=one, y=two)
    there, back = compared(made), compared(made, target="y")
    back = back.set_index("term").loc[there["term"]].reset_index()
    np.testing.assert_allclose(there["log_ratio"], -back["log_ratio"], atol=1e-12)
    np.testing.assert_allclose(there["low"], -back["high"])
    np.testing.assert_allclose(there["lrc"], -back["lrc"], atol=1e-12)
    assert there["verdict"].tolist() == back["verdict"].tolist()
    rows = made.articles.assign(text=made.articles["article"].map(made.text))
    shuffled = rows.iloc[random.sample(range(len(rows)), len(rows))].astype(str)
    pd.testing.assert_frame_equal(compared(Corpus.from_frame(shuffled)), there)


WHERE = ["target_dispersion", "target_scatter", "reference_dispersion", "reference_scatter"]


@settings(max_examples=15)
@given(groups, groups, groups)
def test_counts_that_were_added_up_give_the_same(one, two, three):
    made = corpus(x=one, y=two, z=three)
    batches = [made.select(article=name) for name in made.articles["article"]]
    table = count_terms(batches, by="era", part=None)
    for reference in (None, "y"):
        options = {"by": "era", "target": "x", "reference": reference}
        wanted = keyness(made, **options, part=None, interval="exact")
        wanted = wanted.drop(columns=[*WHERE, "verdict"])
        pd.testing.assert_frame_equal(keyness(table, **options), wanted)
        apart = pd.concat([count_terms(batch, by="era", part=None) for batch in batches])
        pd.testing.assert_frame_equal(keyness(apart, **options), wanted)


def test_counts_by_article_give_the_bootstrap_and_the_verdicts():
    made = corpus(
        x=[[[5, 60]], [[2, 50]], [[6, 70]], [[4, 50]], [[3, 60]], [[5, 80]]],
        y=[[[1, 60]], [[0, 40]], [[2, 70]], [[1, 50]], [[1, 60]]],
    )  # one paragraph an article, so that a place is a place
    table = count_terms(made, by="article", part=None)
    table = table.merge(made.articles[["article", "era"]].astype(str))
    wanted = compared(made)
    assert tea(wanted)["verdict"] == "robust"
    pd.testing.assert_frame_equal(
        keyness(table, by="era", target="x"), wanted.drop(columns=WHERE), check_like=True
    )
    few = keyness(table[~table["article"].isin(["x-0", "x-1"])], by="era", target="x")
    assert "verdict" not in few
    assert set(few["interval"]) == {"exact"}


@pytest.mark.parametrize(
    ("table", "options", "error", "words"),
    [
        ({}, {"interval": "bootstrap"}, ValueError, "needs them by article: give the table of"),
        ({}, {"part": None}, ValueError, "is counted already; give the part to count_terms"),
        ({}, {"target": "z"}, LookupError, "no article has era 'z'; there is: x, y"),
        ({"era": ["x", ""]}, {}, ValueError, "without era: some articles"),
        ({"count": [1.5, 2]}, {}, ValueError, "has the count 1.5; give whole numbers"),
        ({"rate": 1, "count": None}, {}, ValueError, "has the count"),
    ],
)
def test_counts_that_cannot_be_compared(table, options, error, words):
    rows = {"era": ["x", "y"], "term": ["tea", "tea"], "count": 5, "articles": 1, "paragraphs": 1}
    made = pd.DataFrame(rows | table)
    with pytest.raises(error, match=words):
        keyness(made, **{"by": "era", "target": "x"} | options)
    with pytest.raises(LookupError, match="table of counts has no column 'paragraphs'; give a tab"):
        keyness(made.drop(columns="paragraphs"), by="era", target="x")


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"by": "year"}, LookupError, "no column 'year'"),
        ({"target": "z"}, LookupError, "no article has era 'z'"),
        ({"reference": "z"}, LookupError, "no article has era 'z'"),
        ({"reference": "x"}, ValueError, "compared with itself"),
        ({"part": "text"}, ValueError, "no part 'text'"),
        ({"part": "promo"}, ValueError, "no words of era 'x' in part 'promo'"),
        ({"interval": "wald"}, ValueError, "interval is 'wald'"),
        ({"interval": "bootstrap"}, ValueError, "1 and 1 articles"),
    ],
)
def test_what_cannot_be_compared(options, error, words):
    made = corpus(x=[[[8, 60]]], y=[[[2, 90]]])
    with pytest.raises(error, match=words):
        keyness(made, **{"by": "era", "target": "x", "part": None} | options)
    with pytest.raises(ValueError, match="compared with itself"):
        compared(corpus(x=[[[8, 60]]]))


def test_a_group_is_read_as_select_reads_it():
    rows = [("a", 2014, "tea milk"), ("b", 2025, "tea")]
    made = Corpus.from_frame(pd.DataFrame(rows, columns=["article", "era", "text"]))
    wanted = keyness(made, by="era", target="2025", reference="2014", part=None)
    for target, reference in ((2025, 2014), (2025.0, None), (" 2025", np.float64(2014))):
        found = keyness(made, by="era", target=target, reference=reference, part=None)
        pd.testing.assert_frame_equal(found, wanted)
    with pytest.raises(ValueError, match=r"a group is \['2025'\]; give one of: 2014, 2025"):
        keyness(made, by="era", target=["2025"], part=None)


@pytest.mark.parametrize(
    "options",
    [
        *({"min_count": value} for value in (0, -1, np.nan, "5", 5.0, True)),
        *({"seed": value} for value in (-1, None, 0.5)),
    ],
)
def test_numbers_of_things_are_whole(options):
    (name,) = options
    with pytest.raises(ValueError, match=f"{name} is .*; give a whole number"):
        compared(corpus(x=[[[8, 60]]], y=[[[2, 90]]]), **options)


def test_articles_without_a_group_join_no_reference():
    rows = [("a", "x", "tea milk"), ("b", "y", "tea"), ("c", None, "rain"), ("d", "", "rain")]
    made = Corpus.from_frame(pd.DataFrame(rows, columns=["article", "era", "text"]))
    for compare in (keyness, shuffle_keyness):
        with pytest.raises(ValueError, match="without era: c, d; give each article its era"):
            compare(made, by="era", target="x", part=None)
        with pytest.raises(LookupError, match="no article has era ''; there is: x, y"):
            compare(made, by="era", target="", part=None)
    assert set(compared(made, reference="y")["term"]) == {"tea", "milk"}


def made(articles, paragraphs, seed=0, extra=""):
    """Articles of two eras with the same 40 words at random; `extra` in the paragraphs of x."""
    rng = np.random.default_rng(seed)
    rows = []
    for era in "xy":
        for number in range(articles):
            lines = []
            for _ in range(paragraphs):
                words = rng.choice([f"w{chr(97 + i)}" for i in range(20)], rng.integers(20, 60))
                lines.append(" ".join([*words, *([extra] if era == "x" and extra else [])]) + ".")
            rows.append({"article": f"{era}{number}", "era": era, "text": "\n".join(lines)})
    return Corpus.from_frame(pd.DataFrame(rows))


TWO_ARTICLES = made(1, 30, extra="clearly")


PLAIN = {"by": "era", "target": "x", "part": None}


def test_shuffled_two_articles():
    shuffled = shuffle_keyness(TWO_ARTICLES, **PLAIN)
    assert shuffled["deal"].tolist() == list(range(201))
    assert shuffled["observed"].tolist() == [True] + [False] * 200
    assert set(shuffled["unit"]) == {"paragraphs"}
    table = keyness(TWO_ARTICLES, **PLAIN)
    frequent = table[table["target_count"] + table["reference_count"] >= 5]
    real = shuffled.iloc[0]
    assert real["terms"] == len(frequent) == 21
    assert real["off_zero"] == ((frequent["low"] > 0) | (frequent["high"] < 0)).sum()
    assert real["steady"] == (table["verdict"] == "steady").sum() >= 1
    assert real["target_words"] == table["target_words"].iloc[0]
    # Dealt at random, the added word is found no more, and the groups' words vary in number.
    assert shuffled["steady"][1:].mean() < 0.5
    assert shuffled["target_words"].nunique() > 50
    words = shuffled["target_words"] + shuffled["reference_words"]
    assert words.nunique() == 1


def test_shuffles_are_reproducible_and_alike_for_swapped_groups():
    shuffled = shuffle_keyness(TWO_ARTICLES, **PLAIN, deals=20)
    assert shuffled.equals(shuffle_keyness(TWO_ARTICLES, **PLAIN, deals=20))
    assert not shuffled.equals(shuffle_keyness(TWO_ARTICLES, **PLAIN, deals=20, seed=1))
    swapped = shuffle_keyness(TWO_ARTICLES, by="era", target="y", part=None, deals=20)
    assert shuffled["off_zero"].equals(swapped["off_zero"])
    assert shuffled["target_words"].equals(swapped["reference_words"].rename("target_words"))


def test_paragraphs_are_dealt_to_articles_of_the_real_sizes(monkeypatch):
    three = made(1, 12, extra="clearly")
    rows = three.articles.assign(text=three.articles["article"].map(three.text))
    more = made(1, 5).articles.assign(article="y9", era="y", text="and so on.\n" * 5)[:1]
    uneven = Corpus.from_frame(pd.concat([rows, more]))
    dealt = []
    real_intervals = keyness_module.word_intervals

    def keep(counts, **options):
        dealt.append(counts)
        return real_intervals(counts, **options)

    monkeypatch.setattr(keyness_module, "word_intervals", keep)
    shuffle_keyness(uneven, **PLAIN, deals=5)
    for counts in dealt:
        pairs, paragraphs = np.unique(
            np.stack([counts.article, counts.target]), axis=1, return_counts=True
        )
        assert pairs.tolist() == [[0, 1, 2], [1, 0, 0]]
        assert paragraphs.tolist() == [12, 12, 5]
    assert not np.array_equal(dealt[0].target, dealt[1].target)


def test_shuffles_count_terms_from_min_count_on():
    rows = [{"article": name, "text": "tea " * 5 + "milk " * 4 + "."} for name in "a"]
    two = Corpus.from_frame(pd.DataFrame([*rows, {"article": "b", "text": "rain. " * 9}]))
    shuffled = shuffle_keyness(two, by="article", target="a", part=None, deals=1)
    assert shuffled["terms"].tolist() == [2, 2]  # tea and rain


def test_shuffled_many_articles_deals_articles(monkeypatch):
    monkeypatch.setattr(draws, "DRAWS", 300)
    many = made(6, 3, extra="clearly")
    shuffled = shuffle_keyness(many, **PLAIN, deals=15)
    assert set(shuffled["unit"]) == {"articles"}
    # y lacks the word: the exact interval of 6 of 6 against 0 of 6 articles finds it.
    robust = keyness(many, **PLAIN)["verdict"] == "robust"
    assert shuffled["steady"].iloc[0] == robust.sum()
    assert shuffled["steady"].iloc[0] >= 1
    assert shuffled["target_words"].nunique() > 5


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"deals": 0}, "deals is 0"),
        ({"deals": 10**9}, "deals is 1000000000; give a whole number up to 100000"),
        ({"deals": 2.5}, "deals is 2.5"),
        ({"deals": True}, "deals is True"),
        ({"seed": -1}, "seed is -1"),
        ({"min_count": 0}, "min_count is 0"),
        ({"min_count": float("nan")}, "min_count is nan"),
        ({"min_count": 10**6}, "no word occurs 1000000 times"),
    ],
)
def test_what_cannot_be_shuffled(options, words):
    with pytest.raises(ValueError, match=words):
        shuffle_keyness(TWO_ARTICLES, **PLAIN, **options)


@pytest.mark.parametrize("compare", [keyness, shuffle_keyness])
def test_only_a_corpus_is_compared(compare):
    with pytest.raises(ValueError, match="corpus is 'seeds'; give a Corpus, as read_corpus"):
        compare("seeds", **PLAIN)
    with pytest.raises(ValueError, match="corpus is an iterator; give one corpus at a time"):
        compare(iter([TWO_ARTICLES]), **PLAIN)
