"""Two columns to group by at once are what one column of both would be."""

from collections.abc import Callable

import pandas as pd
import pytest

import kzlib as kz

FRAME = pd.DataFrame(
    {
        "article": ["a", "b", "c", "d"],
        "outlet": ["Post", "Post", "Courier · x", "Courier · x"],
        "year": [2018, 2019, 2018, 2019],
        "text": [f"A Day\nIt rained {n} times, and nobody went out. Tea was had." for n in "1234"],
    }
)
CORPUS = kz.Corpus.from_frame(FRAME, duplicates="keep")
ONE = kz.Corpus.from_frame(
    FRAME.assign(both=FRAME["outlet"] + " · " + FRAME["year"].astype(str)), duplicates="keep"
)
BOTH = ["outlet", "year"]
TEA = kz.Dictionary.from_mapping({"keys": {"tea": {"patterns": ["tea"]}}})
SIDES = {"target": ("Post", 2019), "reference": ("Courier · x", "2018")}
SIDE = {"target": "Post · 2019", "reference": "Courier · x · 2018"}


def marked(corpus: kz.Corpus, by: object) -> pd.DataFrame:
    return kz.mark_sentences(corpus, kz.lookup(corpus, TEA), by=by)


GROUPED: dict[str, Callable[..., pd.DataFrame]] = {
    "count_terms": kz.count_terms,
    "profile": kz.profile,
    "kwic": lambda corpus, by: kz.kwic(corpus, "rained", by=by),
    "ngrams": lambda corpus, by: kz.ngrams(corpus, by=by, min_count=1),
    "collocations": lambda corpus, by: kz.collocations(corpus, by=by, min_count=1),
    "mark_sentences": marked,
    "with_group": lambda corpus, by: kz.with_group(corpus, corpus.sentences, by=by),
}
COMPARED: dict[str, Callable[..., pd.DataFrame]] = {
    "keyness": kz.keyness,
    "similarity": lambda corpus, **given: kz.similarity(corpus, **given, deals=3),
    "compare_shares": lambda corpus, by, **given: kz.compare_shares(
        marked(corpus, by), by=by, **given
    ),
    "shuffle_shares": lambda corpus, by, **given: kz.shuffle_shares(
        marked(corpus, by), by=by, deals=200, **given
    ),
}


@pytest.mark.parametrize("name", GROUPED)
def test_a_table_has_both_columns_for_the_one(name: str) -> None:
    several, one = GROUPED[name](CORPUS, by=BOTH), GROUPED[name](ONE, by="both")
    assert len(several) == len(one) > 0
    assert [*several][: [*one].index("both")] == [*one][: [*one].index("both")]
    both = several["outlet"].astype(str) + " · " + several["year"].astype(str)
    assert both.tolist() == one["both"].tolist()
    pd.testing.assert_frame_equal(several.drop(columns=BOTH), one.drop(columns="both"))


@pytest.mark.parametrize("name", COMPARED)
def test_a_group_is_a_value_of_each(name: str) -> None:
    several, one = COMPARED[name](CORPUS, by=BOTH, **SIDES), COMPARED[name](ONE, by="both", **SIDE)
    pd.testing.assert_frame_equal(several, one)


def test_batches_and_a_corpus_that_was_cut() -> None:
    batches = [CORPUS.select(article=name) for name in "abcd"]
    pd.testing.assert_frame_equal(
        kz.count_terms(batches, by=BOTH),
        kz.count_terms(CORPUS, by=BOTH),
    )
    cut = CORPUS.only(CORPUS.sentences.query("article == 'a' and sentence < 3"))
    assert len(kz.kwic(cut, "rained", by=BOTH)) == 1
    assert kz.kwic(cut, "tea", by=BOTH).empty


WRONG = [
    (
        ["outlet", "x"],
        ("a", "b"),
        LookupError,
        r"there is no column 'x'; group by one of: article,",
    ),
    (BOTH, ("Post",), ValueError, r"target is \('Post',\); give a value for each of outlet, year"),
    (BOTH, ("Post", "1999"), LookupError, "no article has outlet, year 'Post · 1999'; there is: "),
    (["year"], "2018", ValueError, r"by is \['year'\]; give one column, or two different ones"),
    (["year", "year"], "2018", ValueError, "give one column, or two different ones"),
    ([], "2018", ValueError, "give one column, or two different ones"),
    ([1, 2], "2018", ValueError, r"by is \[1, 2\]; give text"),
]


@pytest.mark.parametrize(("by", "target", "kind", "message"), WRONG)
def test_what_is_not_right_is_said(
    by: object, target: object, kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind, match=message):
        kz.keyness(CORPUS, by=by, target=target)


def test_where_one_column_only_can_be_taken_the_error_says_so() -> None:
    with pytest.raises(ValueError, match="draw_coding_sheet groups by one column, give its name"):
        kz.draw_coding_sheet(CORPUS, n=2, by=BOTH, columns=["tone"], path="x.csv")


def test_an_article_without_one_of_the_values_has_no_group() -> None:
    corpus = kz.Corpus.from_frame(FRAME.assign(year=["", *FRAME["year"][1:]]), duplicates="keep")
    with pytest.raises(ValueError, match=r"^without outlet, year: a; give each article its outlet"):
        kz.keyness(corpus, by=BOTH, target=("Post", "2019"))
    assert kz.profile(corpus, by=BOTH)[BOTH].iloc[0].tolist() == ["", ""]


def test_values_that_would_be_mixed_up_are_refused() -> None:
    frame = FRAME.assign(outlet=["a · b", "a", "c", "c"], year=["c", "b · c", "d", "e"])
    with pytest.raises(ValueError, match="values of outlet, year hold ' · '; write them otherwise"):
        kz.profile(kz.Corpus.from_frame(frame, duplicates="keep"), by=BOTH)
