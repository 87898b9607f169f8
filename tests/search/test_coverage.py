"""What a look-up leaves out, and which sentences hold which keys."""

from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search_cases import TEXTS, corpus_of, dictionary_of, key_sets

from kzlib.search.claims import read_checks
from kzlib.search.coverage import count_within, coverage, inside, mark_sentences, word_kinds
from kzlib.search.dictionary import lookup, read_dictionary
from kzlib.text.citations import cite
from kzlib.text.corpus import Corpus
from kzlib.text.groups import with_group, with_section
from kzlib.text.readers import read_batches, read_corpus

CASES = Path(__file__).parents[1] / "cases"

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def seeds():
    return read_corpus(SEEDS)


def test_coverage_counts_by_hand():
    # Body: two sentences of 8 words, one without a match; free and trade are matched, so 14 words
    # are not; of these it, is, and, the, in, we, did, not, they are function words.
    text = (
        "A title\n\nIt is free trade and the winter grew.\n\nIn winter we did not grow, they said."
    )
    corpus = corpus_of(text, "A title\n\nNothing of it was ever printed in the old book.")
    found = lookup(corpus, dictionary_of({"k": ["free trade", "title"]}))
    table = coverage(corpus, found)
    assert list(table.columns) == [
        "article", "sentences", "unmatched_sentences", "words", "unmatched_words", "commonest",
        "names",
    ]  # fmt: skip
    assert table.iloc[0].tolist()[:5] == ["a0", 2, 1, 16, 14]
    assert table.loc[0, "commonest"] == "winter 2, grew 1, grow 1, said 1"
    assert table.iloc[1].tolist()[:5] == ["a1", 1, 1, 10, 10]
    assert coverage(corpus, found, part="bio")[["sentences", "words"]].sum().sum() == 0
    assert coverage(corpus, found, part=None)["unmatched_sentences"].tolist() == [1, 1]


def test_names_without_a_match_are_runs_of_capitals():
    texts = (
        "Then Ann Lee met Bo Ray, Ann Lee's aunt. Rome saw NATO and the U.S. now. In the US I'm I.",
        "Old Mr. Ray left New\u00a0York for Rome-Astana. They saw Q and The. So did Ann Lee.",
    )
    corpus = corpus_of(*texts, "Go to Bo Ray, Émile Zola or éa.", era=["x", "x", "y"])
    none, some = (
        lookup(corpus, dictionary_of({"k": words})) for words in (["zebra"], ["Ann Lee", "Zola"])
    )
    names = {
        era: coverage(corpus, none, by="era", part=None).set_index("era").loc[era, "names"]
        for era in "xy"
    }
    # Rome-Astana is two words with a hyphen between them.
    assert names["x"].split(", ") == [
        "Ann Lee 3", "Astana 1", "Bo Ray 1", "Mr Ray 1", "NATO 1", "New York 1", "Rome 1",
        "U.S. 1", "US 1",
    ]  # fmt: skip
    assert names["y"] == "Bo Ray 1, Émile Zola 1"
    assert coverage(corpus, some, part=None)["names"].tolist() == [
        "Bo Ray 1, NATO 1, U.S. 1, US 1",
        "Astana 1, Mr Ray 1, New York 1, Rome 1",
        "Bo Ray 1, Émile 1",
    ]


def test_coverage_of_groups_is_the_sum_of_their_articles():
    rows = ["Trade grew. It rained on us all.", "Rain and trade. And rain again.", "Nothing."]
    corpus = corpus_of(*rows, era=["x", "y", "x"])
    found = lookup(corpus, dictionary_of({"k": ["trade"]}))
    table = coverage(corpus, found, by="era", part=None)
    articles = with_group(corpus, coverage(corpus, found, part=None), by="era")
    counts = ["sentences", "unmatched_sentences", "words", "unmatched_words"]
    sums = articles.groupby("era", observed=True)[counts].sum()
    assert table.set_index("era")[counts].to_dict() == sums.to_dict()
    assert table["commonest"].tolist() == ["grew 1, rained 1", "rain 2"]
    with pytest.raises(LookupError, match="no column 'erra'"):
        coverage(corpus, found, by="erra")
    with pytest.raises(ValueError, match="by is 'names', a column of the result"):
        coverage(corpus, found, by="names")


def test_long_articles_are_kept_apart():
    corpus = corpus_of("It is so. " * 300, "It is so. " * 299 + "It is trade.")
    marks = mark_sentences(corpus, lookup(corpus, dictionary_of({"k": ["trade"]})), by="article")
    assert marks.loc[marks["k"], ["article", "sentence"]].to_numpy().tolist() == [["a1", 300]]


def test_coverage_of_two_dictionaries_together_counts_a_word_once():
    corpus = corpus_of("Free trade zones grew in the north of the country last year.")
    both = pd.concat(
        [
            lookup(corpus, dictionary_of({"a": ["free trade"]})),
            lookup(corpus, dictionary_of({"b": ["trade zones"]})),
        ]
    )
    assert coverage(corpus, both, part=None)["unmatched_words"].tolist() == [12 - 3]


def test_sentences_are_marked_with_and_without_matches():
    text = "A title\n\nWe trade. It rained on our 3 big trucks all the day. Trade and war go on."
    corpus = corpus_of(text, era=["x"])
    found = lookup(corpus, dictionary_of({"trade": ["trade"], "war": ["war"], "sea": ["sea"]}))
    table = mark_sentences(corpus, found, by="era")
    assert list(table.columns) == [
        "article", "paragraph", "sentence", "start", "end", "part", "text", "id", "words", "era",
        "trade", "war", "sea",
    ]  # fmt: skip
    assert table["sentence"].tolist() == [2, 3, 4]
    assert table["text"].tolist()[0] == "We trade."
    assert table["words"].tolist() == [2, 9, 5]
    assert table["era"].tolist() == ["x"] * 3
    assert table["trade"].tolist() == [True, False, True]
    assert table["war"].tolist() == [False, False, True]
    assert table["sea"].tolist() == [False] * 3
    assert {str(table[key].dtype) for key in ("trade", "war", "sea")} == {"bool"}
    assert len(mark_sentences(corpus, found, by="article", part=None)) == 4
    assert mark_sentences(corpus, found, by="era", part="bio").empty


def test_marks_follow_the_articles_of_the_corpus():
    corpus = corpus_of("All trade has grown a lot.", "War has come to them.", era=["x", "y"])
    found = lookup(corpus, dictionary_of({"trade": ["trade"], "war": ["war"]}))
    one = mark_sentences(corpus.select(era="y"), found, by="era", part=None)
    assert one[["article", "trade", "war"]].to_numpy().tolist() == [["a1", False, True]]
    assert coverage(corpus.select(era="y"), found, part=None)["unmatched_words"].tolist() == [4]


def test_many_keys_are_marked_without_a_warning():
    corpus = corpus_of("All trade has grown a lot.")
    keys = {f"k{number}": [f"word{number}"] for number in range(150)}
    table = mark_sentences(corpus, lookup(corpus, dictionary_of(keys)), by="label", part=None)
    assert table.shape == (1, 10 + 150)


def test_matches_of_another_corpus_are_refused():
    corpus = corpus_of("All trade has grown a lot.", "War has come.")
    keys = dictionary_of({"trade": ["trade"]})
    others = [
        corpus_of("Free trade has grown a lot.", "War has come."),  # other words in an article
        corpus_of("All trade has grown a lot."),  # an article less
    ]
    for other in others:
        found = lookup(other, keys)
        with pytest.raises(ValueError, match="the matches are those of another corpus"):
            coverage(corpus, found)
        with pytest.raises(ValueError, match="the matches are those of another corpus"):
            mark_sentences(corpus, found, by="article")


def test_an_iterator_of_corpora_is_refused_in_one_sentence(seeds, tmp_path):
    found = lookup(seeds, dictionary_of({"k": ["trade"]}))
    for function in (
        lambda corpus: word_kinds(corpus, {}),
        lambda corpus: count_within(corpus, found, found, by="era"),
        lambda corpus: read_checks(tmp_path / "claims.csv", corpus),
        lambda corpus: with_group(corpus, found, by="era"),
        lambda corpus: with_section(corpus, found),
        lambda corpus: cite(corpus, "ahmad-2014"),
    ):
        with pytest.raises(ValueError, match=r"\A.*; give one corpus at a time.*\Z"):
            function(read_batches(SEEDS))


def test_inside_takes_tokens_and_matches_in_any_order():
    corpus = corpus_of("All trade has grown a lot.", "War on trade has come.")
    found = lookup(corpus, dictionary_of({"trade": ["trade"]}))
    for tokens in (corpus.tokens, corpus.tokens[::-1], corpus.tokens.sort_values("start")):
        for matches in (found, found[::-1]):
            within = tokens[inside(corpus, tokens, matches)]
            assert within["token"].tolist() == ["trade", "trade"]


def test_an_article_of_70000_characters_is_kept_apart_from_the_next():
    long = "It is so. " * 6999 + "All trade."
    corpus = corpus_of(long, "War and trade have come.")
    found = lookup(corpus, dictionary_of({"trade": ["trade"]}))
    assert len(long) == 70_000
    assert found[["article", "start"]].to_numpy().tolist() == [["a0", 69_994], ["a1", 8]]
    places = corpus.tokens.loc[inside(corpus, corpus.tokens, found), ["article", "start"]]
    assert places.to_numpy().tolist() == [["a0", 69_994], ["a1", 8]]


def count_themes(corpus, matches):
    return count_within(corpus, matches, matches, by="era")


def test_keys_as_plain_text_count_as_those_of_a_dictionary():
    corpus = corpus_of("All trade has grown a lot. It is war.", era=["x"])
    found = lookup(corpus, dictionary_of({"war": ["war"], "trade": ["trade"]}))
    plain = found.assign(key=found["key"].astype(str))
    for table, keys in ((found, ["war", "trade"]), (plain, ["trade", "war"])):
        marks = mark_sentences(corpus, table, by="era", part=None)
        assert list(marks)[-2:] == keys
        assert marks[["trade", "war"]].to_numpy().tolist() == [[True, False], [False, True]]


def test_ids_that_are_numbers_are_those_of_the_corpus():
    text = pd.DataFrame({"article": [7, 8], "text": ["All trade has grown.", "It is war."]})
    corpus = Corpus.from_frame(text)
    found = lookup(corpus, dictionary_of({"trade": ["trade"], "war": ["war"]}))
    numbers = found.assign(article=found["article"].astype(int))
    for function in (coverage, partial(mark_sentences, by="label")):
        pd.testing.assert_frame_equal(
            function(corpus, numbers, part=None), function(corpus, found, part=None)
        )
    assert inside(corpus, corpus.tokens, numbers).sum() == 2


def test_slips_in_what_is_passed_on_are_named():
    corpus = corpus_of("All trade has grown a lot.", era=["x"])
    found = lookup(corpus, dictionary_of({"trade": ["trade"]}))
    with pytest.raises(LookupError, match="no column 'eras'"):
        mark_sentences(corpus, found, by="eras")
    with pytest.raises(ValueError, match="no part 'corpse'"):
        mark_sentences(corpus, found, by="era", part="corpse")
    with pytest.raises(ValueError, match="no part 'corpse'"):
        coverage(corpus, found, part="corpse")
    with pytest.raises(LookupError, match=r"no column 'key'; give the table of lookup\(\)"):
        coverage(corpus, found.drop(columns="key"))
    for column in ("article", "sentence", "start", "end", "key", "text"):
        with pytest.raises(LookupError, match=f"no column '{column}'"):
            coverage(corpus, found.drop(columns=column))
    for column in ("article", "sentence", "key"):
        with pytest.raises(LookupError, match=f"the table within has no column '{column}'; add it"):
            count_within(corpus, found, found.drop(columns=column), by="era")
    for wrong, says in (
        (found.assign(start="x"), "the table of matches has the start 'x'; give whole numbers"),
        (found.assign(sentence=float("nan")), "the table of matches has the sentence nan; give"),
        (found.assign(end=-1), "the table of matches has the end -1; give whole numbers"),
        (found.assign(key=None), "the column 'key' .* must hold text in every row"),
        (found.assign(article=[[]]), "the column 'article' .* must hold text in every row"),
        (pd.concat([found, found], axis=1), "the table of matches has two columns 'article'; keep"),
    ):
        for function in (coverage, partial(mark_sentences, by="era"), count_themes):
            with pytest.raises(ValueError, match=says):
                function(corpus, wrong)
    words = lookup(corpus, dictionary_of({"words": ["trade"]}))
    with pytest.raises(ValueError, match="the key 'words' has the name of a column"):
        mark_sentences(corpus, words, by="era")


@settings(max_examples=25)
@given(st.lists(TEXTS, min_size=1, max_size=3), key_sets())
def test_coverage_and_marks_agree_with_the_matches(texts, keys):
    corpus = corpus_of(*texts)
    found = lookup(corpus, dictionary_of(keys))
    marks = mark_sentences(corpus, found, by="article", part=None)
    held = set(zip(found["article"], found["sentence"], found["key"], strict=True))
    for row in marks.to_dict("records"):
        for key in found["key"].cat.categories:
            assert row[key] == ((row["article"], row["sentence"], key) in held)
    table = coverage(corpus, found, part=None).set_index("article")
    words = corpus.tokens[corpus.tokens["kind"] == "word"]
    for name in corpus.text:
        spans = [(row.start, row.end) for row in found[found["article"] == name].itertuples()]
        here = words[words["article"] == name]
        outside = [s for s in here["start"] if not any(a <= s < b for a, b in spans)]
        assert table.loc[name, "words"] == len(here)
        assert table.loc[name, "unmatched_words"] == len(outside)


# --- kinds of words ------------------------------------------------------------------------------


def test_a_term_is_of_the_kind_of_most_of_its_tokens():
    text = "A title\n\nNew York is a new city. York said new roads, and said so, he said."
    corpus = corpus_of(text)
    kinds = {
        "function": dictionary_of({"k": ["is", "a", "and", "so", "he"]}),
        "reporting": dictionary_of({"k": ["said", "he said"]}),
        "name": dictionary_of({"k": ["New York"]}),
    }
    table = word_kinds(corpus, kinds)
    assert list(table) == ["term", "kind"]
    assert table["term"].tolist() == sorted(table["term"])
    found = table.set_index("term")["kind"].to_dict()
    assert found == {
        **dict.fromkeys(["is", "a", "and", "so"], "function"),
        **dict.fromkeys(["said", "he"], "reporting"),  # the last kind wins where two match
        "york": "name",  # one of two, and first by name
        **dict.fromkeys(["new", "city", "roads"], "subject"),
    }
    every = word_kinds(corpus, {}, part=None)
    assert "title" in set(every["term"])
    assert set(every["kind"]) == {"subject"}
    assert word_kinds(corpus, kinds, part="bio").empty


def test_kinds_of_words_are_those_that_the_second_notebook_counted(seeds):
    words = seeds.tokens.query("part == 'body' and kind == 'word'").assign(what="subject")
    kinds = {}
    for what, name in [("function", "function_words"), ("genre", "genre_words"), ("name", "names")]:
        kinds[what] = read_dictionary(name)
        words.loc[inside(seeds, words, lookup(seeds, kinds[what])), "what"] = what
    wanted = words.groupby("term", observed=True)["what"].agg(lambda labels: labels.mode()[0])
    found = word_kinds(seeds, kinds).set_index("term")["kind"]
    assert found.to_dict() == wanted.to_dict()
    assert found.value_counts().min() > 10


# --- keys within keys ----------------------------------------------------------------------------


def test_keys_are_counted_by_sentences_that_they_share():
    text = "Ann and Bo sell oil and oil. Ann, Ann and Cy rest. Bo buys oil and gas."
    corpus = corpus_of(text, "Cy sells gas. Ann sells oil.", era=["x", "y"])
    names = lookup(corpus, dictionary_of({"Cy": ["Cy"], "Bo": ["Bo"], "Ann": ["Ann"]}))
    goods = lookup(corpus, dictionary_of({"oil": ["oil"], "gas": ["gas"], "tin": ["tin"]}))
    table = count_within(corpus, names, goods, by="era")
    assert list(table) == ["within", "era", "key", "sentences"]
    assert table.to_numpy().tolist() == [
        ["oil", "x", "Bo", 2],
        ["oil", "x", "Ann", 1],
        ["oil", "y", "Ann", 1],
        ["gas", "x", "Bo", 1],
        ["gas", "y", "Cy", 1],
    ]
    plain = goods[["article", "sentence", "key"]].astype({"article": str, "key": str})
    by_name = count_within(corpus, names, plain, by="article")
    assert by_name["within"].tolist() == ["gas", "gas", "oil", "oil", "oil"]
    assert count_within(corpus, names, goods.iloc[:0], by="era").empty
    one = count_within(corpus.select(era="y"), names, plain, by="era")
    assert one["sentences"].tolist() == [1, 1]


def test_slips_in_counting_within_are_named():
    corpus = corpus_of("Ann sells oil.", era=["x"], within=["x"])
    names = lookup(corpus, dictionary_of({"Ann": ["Ann"]}))
    with pytest.raises(LookupError, match="the table within has no column 'key'; add it"):
        count_within(corpus, names, corpus.sentences, by="era")
    with pytest.raises(ValueError, match="by is 'within', a column of the result"):
        count_within(corpus, names, names, by="within")
    with pytest.raises(LookupError, match="no column 'eras'"):
        count_within(corpus, names, names, by="eras")
    with pytest.raises(ValueError, match="the matches are those of another corpus"):
        count_within(corpus_of("Bo sells oil."), names, names, by="label")


def test_names_within_themes_are_those_that_the_third_notebook_counted(seeds):
    themes = lookup(seeds, read_dictionary("themes"), part="body")
    names = with_group(seeds, lookup(seeds, read_dictionary("names"), part="body"), by="label")
    cells = themes[["article", "sentence", "key"]].rename(columns={"key": "theme"})
    rows = names[["article", "sentence", "label", "key"]].drop_duplicates()
    cells = cells.drop_duplicates().merge(rows)
    counts = cells.groupby(["theme", "label"], observed=True)["key"].value_counts().rename("n")
    counts = counts.reset_index().query("n > 0")
    counts = counts.sort_values(["n", "key"], ascending=[False, True])
    counts["named"] = counts["key"].astype(str) + " " + counts["n"].astype(str)
    wanted = counts.groupby(["theme", "label"], observed=True)["named"].agg(", ".join)
    found = count_within(seeds, names, themes, by="label")
    found["named"] = found["key"].astype(str) + " " + found["sentences"].astype(str)
    shown = found.groupby(["within", "label"], observed=True)["named"].agg(", ".join)
    assert shown.to_dict() == wanted.to_dict()
    assert len(shown) > 15


def test_matches_with_their_ids_in_another_normal_form_are_marked():
    corpus = Corpus.from_frame(
        pd.DataFrame({"article": ["\u00e1"], "text": ["Trade grew. We left."]})
    )
    matches = lookup(corpus, dictionary_of({"trade": ["trade"]})).assign(article="a\u0301")
    marked = mark_sentences(corpus, matches, by="article", part=None)
    assert marked["trade"].tolist() == [True, False]
    with pytest.raises(ValueError, match="those of another corpus"):
        mark_sentences(corpus, matches.assign(text="Trad"), by="article", part=None)
