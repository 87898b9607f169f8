import re

import pandas as pd
from page_cases import EXAMPLE, example, hostile

import kzlib as kz
from kzlib.pages.given import Given, give
from kzlib.pages.reading import articles_html, layers
from kzlib.pages.texts import text_data


def articles(given: Given) -> list[str]:
    """Each article as it is read."""
    return [*articles_html(given, text_data(given))]


def test_each_sentence_has_its_address_and_a_number_that_leads_to_it() -> None:
    whole = "".join(articles(example()))
    names = [each.replace(":", "-") for each in EXAMPLE.sentences["id"]]
    assert re.findall(r' id="([^"]*)"', whole) == names
    assert re.findall(r'href="#([^"]*)"', whole) == names


def test_marks_are_those_of_the_tables() -> None:
    given = example()
    whole = "".join(articles(given))
    assert whole.count(' data-voice="direct') == (given.sentences["voice"] == "direct").sum()
    assert whole.count(' data-tone="favourable"') == (given.tone["tone"] > 0).sum()
    assert whole.count(' data-tone="unfavourable"') == (given.tone["tone"] < 0).sum()
    found = given.found_themes.drop_duplicates(["article", "sentence"])
    assert whole.count(" data-themes=") == len(found)
    assert "data-codings" not in whole
    assert "codings" not in layers(text_data(given))


def test_only_what_is_not_the_articles_own_text_is_set_aside() -> None:
    whole = "".join(articles(example()))
    first = EXAMPLE.sentences.drop_duplicates(["article", "paragraph"])["part"]
    aside = ~first.isin(["body", "title", "heading"])
    found = re.findall(r'<p( class="aside")?><(?:span|strong)', whole)
    assert [bool(each) for each in found] == aside.tolist()
    assert 0 < aside.sum() < len(aside)


def test_hostile_texts_stay_texts() -> None:
    whole = "".join(articles(give(hostile(), by="side")))
    assert {*re.findall(r"<(\w+)", whole)} == {"article", "p", "span", "strong", "a"}
    assert not re.search(r"<[^>]* on\w+=", re.sub(r'"[^"]*"', "", whole))


def test_a_reworded_article_says_so_and_no_other() -> None:
    rows = [
        {"article": "a", "era": "1", "text": "We came.", "kind": "essay", "derived_from": ""},
        {"article": "b", "era": "2", "text": "We left.", "kind": "", "derived_from": "x.org/1"},
    ]
    first, second = articles(give(kz.Corpus.from_frame(pd.DataFrame(rows)), by="era"))
    assert "data-caveat" not in first
    assert re.search(r'data-caveat="Caution: [^"]*x\.org/1', second)


def test_codes_of_two_coders_are_told_apart_and_the_same_codes_given_once() -> None:
    frame = pd.DataFrame([{"article": "a", "era": "1", "text": "Yes. No. So."}])
    corpus = kz.Corpus.from_frame(pd.concat([frame, frame.assign(article="b", era="2")]))
    codes = corpus.sentences.query("article == 'a' and sentence < 3")
    codes = pd.concat([codes.assign(coder=coder, tone=[1, tone]) for coder, tone in ("x1", "y0")])
    codes["tone"] = codes["tone"].astype(int)
    codes["themes"] = "us_politics;trade"
    shown = articles(give(corpus, by="era", codes=codes))
    assert re.findall(r'data-codings="([^"]*)"', "".join(shown)) == [
        "tone 1, themes us politics + trade",
        "tone 1, themes us politics + trade / tone 0, themes us politics + trade",
    ]
