"""Which rows belong to which group, part and section."""

from pathlib import Path

import pandas as pd
import pytest

from kzlib.text.corpus import Corpus
from kzlib.text.groups import (
    check_words,
    part_mask,
    split_groups,
    with_group,
    with_section,
)
from kzlib.text.readers import read_corpus

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(SEEDS)


def test_groups_and_parts(corpus: Corpus) -> None:
    table = with_group(corpus, corpus.sentences, by="label")
    assert list(table.groupby("label", observed=True).size()) == [38, 63]
    assert part_mask(table, "body").sum() == 86
    assert part_mask(table, ("bio", "promo")).sum() == 7
    assert part_mask(table, None).all()
    with pytest.raises(ValueError, match=r"no part 'boddy'; the parts are: title, heading, body"):
        part_mask(table, "boddy")
    with pytest.raises(ValueError, match="no part is given; the parts are: title"):
        part_mask(table, [])
    with pytest.raises(ValueError, match="the corpus has no article 'ahmad-2014'"):
        with_group(corpus.select(era="2025"), corpus.sentences, by="label")


def test_a_group_replaces_no_column(corpus: Corpus) -> None:
    table = with_group(corpus, corpus.sentences, by="label")
    pd.testing.assert_frame_equal(with_group(corpus, table, by="label"), table)
    with pytest.raises(ValueError, match="the table has a column 'label' of its own; rename it"):
        with_group(corpus, table.assign(label="x"), by="label")
    with pytest.raises(LookupError, match="the table has no column 'article'; add it"):
        with_group(corpus, corpus.sentences[["sentence"]], by="label")


def test_an_error_names_many_groups_in_one_short_line() -> None:
    names = [f"group\n{number}" for number in range(999)]
    table = pd.DataFrame({"article": names, "era": names})
    with pytest.raises(LookupError, match=r"no article has era 'x'; there is: .* \.\.\.") as error:
        split_groups(table, "era", "x", None)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 300


# --- sections ------------------------------------------------------------------------------------

BODY = "It rained all day, and nobody came to see the trucks."
HEADED = "\n".join(["Six Trucks", BODY, "The First Road", BODY, BODY, "A Bridge. And A Port", BODY])
PLAIN = f"No Trucks\n{BODY}"


@pytest.fixture(scope="module")
def headed() -> Corpus:
    frame = pd.DataFrame({"article": ["a", "b", "c"], "text": [PLAIN, HEADED, HEADED]})
    return Corpus.from_frame(frame, duplicates="keep")


def test_a_heading_begins_its_section(headed: Corpus) -> None:
    table = with_section(headed, headed.paragraphs)
    first, second = "The First Road", "A Bridge. And A Port"
    wanted = [(0, ""), (0, ""), (1, first), (1, first), (1, first), (2, second), (2, second)]
    found = list(zip(table["section"], table["heading"], strict=True))
    assert found == [(0, ""), (0, ""), *wanted, *wanted]
    assert list(table)[:-2] == list(headed.paragraphs)
    assert table["section"].dtype.kind == "i"


def test_start_and_sentence_give_the_same(headed: Corpus) -> None:
    by_start = with_section(headed, headed.sentences)
    for rows in (headed.sentences, headed.sentences[::-1], headed.sentences.iloc[[9, 2, 5]]):
        codes = rows[["article", "sentence"]].astype({"article": str})
        by_sentence = with_section(headed, codes)
        for column in ("section", "heading"):
            assert by_sentence[column].tolist() == by_start.loc[rows.index, column].tolist()


def test_sections_of_a_selection_are_those_of_the_whole(headed: Corpus) -> None:
    one = headed.select(article="c")
    assert with_section(one, one.sentences)["section"].max() == 2
    part = headed.only(headed.sentences.iloc[[-1]])
    assert with_section(part, part.sentences)["heading"].tolist() == ["A Bridge. And A Port"]
    assert with_section(headed, headed.sentences.iloc[:0])["section"].tolist() == []
    plain = headed.select(article="a")
    assert with_section(plain, plain.tokens)["section"].unique().tolist() == [0]


def test_a_heading_may_be_the_first_line() -> None:
    frame = {
        "article": ["a", "b"],
        "title": "The Title",
        "text": f"A Bridge\n{BODY}\nThe Title\n{BODY}",
    }
    corpus = Corpus.from_frame(pd.DataFrame(frame), duplicates="keep")
    assert corpus.paragraphs["part"].tolist() == ["heading", "body", "title", "body"] * 2
    assert with_section(corpus, corpus.paragraphs)["section"].tolist() == [1] * 8


def test_sections_of_the_seeds(corpus: Corpus) -> None:
    table = with_section(corpus, corpus.sentences)
    counted = table.groupby("article", observed=True)["section"].max()
    headings = corpus.paragraphs.query("part == 'heading'")
    assert counted.to_dict() == {
        name: int((headings["article"] == name).sum()) for name in corpus.text
    }


def test_tables_without_a_place_have_no_section(headed: Corpus) -> None:
    with pytest.raises(LookupError, match="the table has no column 'article'; add it"):
        with_section(headed, headed.sentences.drop(columns="article"))
    with pytest.raises(LookupError, match="the table has no column 'sentence'; add it"):
        with_section(headed, headed.articles)
    with pytest.raises(ValueError, match="has a column 'heading' already; rename it first"):
        with_section(headed, headed.sentences.assign(heading=""))
    with pytest.raises(ValueError, match="the corpus has no article 'b'"):
        with_section(headed.select(article="a"), headed.sentences)


# --- two groups ----------------------------------------------------------------------------------

ROWS = pd.DataFrame({"article": [*"abc"], "era": ["x", "y", "z"]})


def test_two_groups_of_rows() -> None:
    target, reference = split_groups(ROWS, "era", "y", None)
    assert (target.tolist(), reference.tolist()) == ([False, True, False], [True, False, True])
    target, reference = split_groups(ROWS, "era", "y", "z")
    assert reference.tolist() == [False, False, True]
    assert split_groups(ROWS.assign(era=[1, 2, 2]), "era", 1, 2)[0].tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("target", "reference", "error", "says"),
    [
        ("w", None, LookupError, "no article has era 'w'; there is: x, y, z"),
        ("x", "w", LookupError, "no article has era 'w'"),
        ("x", "x", ValueError, "era 'x' is compared with itself"),
    ],
)
def test_groups_that_cannot_be_compared(target, reference, error, says) -> None:
    with pytest.raises(error, match=says):
        split_groups(ROWS, "era", target, reference)
    with pytest.raises(ValueError, match="compared with itself; there is: x"):
        split_groups(ROWS.iloc[:1], "era", "x", None)


@pytest.mark.parametrize("missing", ["", " ", None, float("nan")])
def test_articles_without_a_group_are_in_no_rest(missing: object) -> None:
    rows = ROWS.assign(era=["x", "y", missing])
    with pytest.raises(ValueError, match="without era: c; give each article its era"):
        split_groups(rows, "era", "x", None)
    assert split_groups(rows, "era", "x", "y")[1].tolist() == [False, True, False]


def test_a_group_without_words_is_named() -> None:
    check_words(["x"], ["x", "y"], "era", "body")
    with pytest.raises(ValueError, match="no words of era 'x' in part 'body'; choose another"):
        check_words(["x", "y"], ["y"], "era", "body")
    with pytest.raises(ValueError, match="no words in any part"):
        check_words([""], [], None, None)
