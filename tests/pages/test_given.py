import pandas as pd
import pytest
from page_cases import EXAMPLE, example, labelled

from kzlib.pages.given import OTHERS, SIDE, give


def test_two_groups_are_called_by_their_names_and_the_last_is_the_target() -> None:
    given = example()
    assert given.sides == ("Courier", "Post")
    assert given.corpus.articles[SIDE].value_counts().to_dict() == {"Courier": 5, "Post": 5}
    assert example(target="Courier").sides == ("Post", "Courier")


def test_of_more_groups_the_target_is_compared_with_all_the_rest() -> None:
    given = example("label", target="Post · 2024")
    assert given.sides == (OTHERS, "Post · 2024")
    assert given.groups == ("Courier · 2016", "Courier · 2024", "Post · 2016")
    assert given.smallest == 3


def test_a_named_reference_leaves_the_other_articles_out() -> None:
    given = example("label", target="Post · 2024", reference="Courier · 2016")
    assert {*given.corpus.articles["label"]} == {"Post · 2024", "Courier · 2016"}
    assert given.groups == ("Courier · 2016",)


def test_every_sentence_is_on_its_side_with_its_voice() -> None:
    table = example().sentences
    assert len(table) == len(EXAMPLE.sentences)
    assert (table["article"].astype(str).str.split("-").str[0] == table[SIDE].str.lower()).all()
    assert {*table["voice"]} == {"author", "direct", "reported"}


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        ({"by": "moon"}, LookupError, "no column 'moon'"),
        ({"by": "outlet", "target": "Times"}, LookupError, "no article has outlet 'Times'"),
        ({"by": "outlet", "target": "Post", "reference": "Post"}, ValueError, "with itself"),
        ({"by": "outlet", "dictionary": "no.toml"}, FileNotFoundError, "no dictionary"),
        ({"by": "outlet", "names": 5}, ValueError, "names is 5"),
    ],
)
def test_what_is_wrong_is_said(
    given: dict[str, object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        give(EXAMPLE, **given)  # type: ignore[arg-type]


def test_articles_without_a_group_need_a_reference() -> None:
    corpus = labelled({"x": ["It rained."], "y": ["It snowed."], "": ["We left."]})
    with pytest.raises(ValueError, match="without group"):
        give(corpus, by="group", target="x")
    assert give(corpus, by="group", target="x", reference="y").sides == ("y", "x")


def test_a_group_without_words_is_named() -> None:
    corpus = labelled({"x": ["A title alone"], "y": ["A Title\nIt snowed. We left."]})
    with pytest.raises(ValueError, match="the articles of group 'x' have no words of their own"):
        give(corpus, by="group")


def test_a_theme_that_nobody_has_is_not_compared() -> None:
    table = example().weighed_themes
    assert isinstance(table, pd.DataFrame)
    assert (table["target_count"] + table["reference_count"] > 0).all()
