"""Every function that reads a corpus, on ten articles of another pair of countries.

They are in seeds/example/: two outlets, two years, all that news is laid out with. Nothing that
kzlib says of them may speak of the two articles that the series compares.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import kzlib as kz

EXAMPLE = Path(__file__).parents[1] / "seeds" / "example"
OURS = re.compile(r"Kazakh|Astana|[Aa]hmad|asb-|ASB")

CORPUS = kz.read_corpus(EXAMPLE)
FISH = kz.Dictionary.from_mapping(
    {
        "keys": {
            "fish": {"patterns": ["fish*", "shrimp", "tuna", "fillet*", "boat*"]},
            "port": {"patterns": ["port", "ports", "harbour*", "terminal", "quay"]},
        }
    }
)
FOUND = kz.lookup(CORPUS, FISH)
MARKED = kz.mark_sentences(CORPUS, FOUND, by="outlet").merge(
    CORPUS.articles[["article", "year"]].astype({"article": "str"}).astype({"article": "category"})
)
OUTLETS = {"by": "outlet", "target": "Post"}
YEARS = {"by": "year", "target": "2024"}

READ: dict[str, Callable[[], object]] = {
    "cite": lambda: kz.cite(CORPUS, "post-2024-port:3"),
    "collocations": lambda: kz.collocations(CORPUS, by="outlet", min_count=3),
    "compare_shares": lambda: kz.compare_shares(MARKED, **OUTLETS, properties=["fish", "port"]),
    "compare_tone_words": lambda: kz.compare_tone_words(CORPUS, **YEARS),
    "composition": lambda: kz.composition(CORPUS, by="outlet"),
    "composition of years": lambda: kz.composition(CORPUS, by="year"),
    "count_shares": lambda: kz.count_shares(MARKED, by=["outlet", "year"], properties=["fish"]),
    "count_terms": lambda: kz.count_terms(CORPUS, by="year"),
    "count_within": lambda: kz.count_within(CORPUS, FOUND, FOUND, by="outlet"),
    "coverage": lambda: kz.coverage(CORPUS, FOUND),
    "draft_index": lambda: kz.draft_index(EXAMPLE),
    "find_acts": lambda: kz.find_acts(CORPUS),
    "find_claims": lambda: kz.find_claims(CORPUS),
    "find_quotations": lambda: kz.find_quotations(CORPUS),
    "find_voices": lambda: kz.find_voices(CORPUS),
    "keyness": lambda: kz.keyness(CORPUS, **OUTLETS),
    "keyness of years": lambda: kz.keyness(CORPUS, **YEARS),
    "kwic": lambda: kz.kwic(CORPUS, "label*", by="outlet"),
    "lookup": lambda: FOUND,
    "mark_sentences": lambda: MARKED,
    "ngrams": lambda: kz.ngrams(CORPUS, by="outlet"),
    "profile": lambda: kz.profile(CORPUS, by="outlet"),
    "profile of years": lambda: kz.profile(CORPUS, by="year"),
    "score_tone": lambda: kz.score_tone(CORPUS),
    "shuffle_shares": lambda: kz.shuffle_shares(MARKED, **OUTLETS, properties=["fish"], deals=200),
    "similarity": lambda: kz.similarity(CORPUS, **OUTLETS),
    "tone_words": lambda: kz.tone_words(CORPUS),
    "with_group": lambda: kz.with_group(CORPUS, CORPUS.sentences, by="genre"),
    "with_section": lambda: kz.with_section(CORPUS, CORPUS.sentences),
}


@pytest.mark.parametrize("name", READ)
def test_every_function_reads_other_articles(name: str) -> None:
    result = READ[name]()
    assert len(result)  # type: ignore[arg-type]
    said = result.to_csv() if isinstance(result, pd.DataFrame) else str(result)
    assert not OURS.search(said)


def test_they_are_what_the_readme_says() -> None:
    articles = CORPUS.articles
    assert len(articles) == 10
    for column, values in {"outlet": 2, "year": 2, "genre": 3}.items():
        assert articles[column].nunique() == values
    words = CORPUS.sentences.groupby("article", observed=True)["words"].sum()
    assert words.between(200, 400).all()
    assert {*CORPUS.paragraphs["part"]} == {"title", "heading", "body", "bio", "promo", "summary"}


def test_every_layout_is_read_as_what_it_is() -> None:
    rules = {*CORPUS.paragraphs["rule"]}
    expected = "byline|name of the author|caption|read more|correction|credits|follow us"
    for rule in (*expected.split("|"), "take-aways by name", "list of articles", "sign-up line"):
        assert rule in rules, rule


def test_quotations_in_every_kind_of_marks_are_found() -> None:
    assert {text[0] for text in kz.find_quotations(CORPUS)["text"]} >= {*'"“«'}
    speakers = {*kz.find_quotations(CORPUS)["speaker"]}
    assert {"Falcão", "Tavares", "Brandão", "Sarmento"} <= speakers


def test_a_saved_copy_is_the_same_corpus(tmp_path: Path) -> None:
    CORPUS.save(tmp_path / "copy")
    copy = kz.read_corpus(tmp_path / "copy")
    assert copy.text == CORPUS.text
    pd.testing.assert_frame_equal(copy.articles, CORPUS.articles)
    with pytest.raises(ValueError, match="has files in it; give a new one, or overwrite=True"):
        CORPUS.save(tmp_path / "copy")
    CORPUS.select(year="2024").save(tmp_path / "few")
    with pytest.raises(
        ValueError, match=r"has other texts \(courier-2024-line.txt, .*\); give a new"
    ):
        CORPUS.select(year="2016").save(tmp_path / "few", overwrite=True)
    with pytest.raises(ValueError, match=r"was cut by only\(\); save corpus\.whole"):
        CORPUS.only(CORPUS.sentences[:3]).save(tmp_path / "part")
