"""The one look-up: what a pattern finds, what a dictionary may hold, and what is left out."""

import csv
import re
import tomllib
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzlib.search.coverage import coverage, inside, mark_sentences
from kzlib.search.dictionary import IGNORE, Dictionary, lookup, read_dictionary
from kzlib.search.patterns import read_pattern
from kzlib.text.corpus import Corpus

CASES = Path(__file__).parents[1] / "cases"
COLUMNS = ["article", "sentence", "start", "end", "part", "key", "pattern", "text"]


def corpus_of(*texts: str, **columns: list[str]) -> Corpus:
    names = [f"a{number}" for number in range(len(texts))]
    return Corpus.from_frame(pd.DataFrame({"article": names, "text": texts, **columns}))


def dictionary_of(keys: dict[str, list[str]]) -> Dictionary:
    return Dictionary.from_mapping({"keys": {key: {"patterns": keys[key]} for key in keys}})


def pattern_cases() -> list[object]:
    with (CASES / "patterns.csv").open(encoding="utf-8", newline="") as file:
        return [
            pytest.param(
                row,
                id=f"{row['kind']}: {row['pattern']}: {row['why']}",
                marks=[pytest.mark.xfail] if row["kind"] == "known_failure" else [],
            )
            for row in csv.DictReader(file)
        ]


def toml_cases(name: str, field: str) -> list[dict[str, object]]:
    content = tomllib.loads((CASES / name).read_text(encoding="utf-8"))
    return [case for case in content["case"] if field in case]


@pytest.mark.parametrize("case", pattern_cases())
def test_a_pattern_finds_what_its_case_says(case):
    found = lookup(corpus_of(case["text"]), dictionary_of({"k": [case["pattern"]]}))
    assert list(found["text"]) == [text for text in case["found"].split("|") if text]
    assert bool(case["found"]) == (case["kind"] == "positive") or case["kind"] == "known_failure"


@pytest.mark.parametrize("case", toml_cases("patterns_keys.toml", "keys"), ids=lambda c: c["why"])
def test_keys_compete_as_their_case_says(case):
    found = lookup(corpus_of(case["text"]), dictionary_of(case["keys"]))
    assert [[key, text] for key, text in zip(found["key"], found["text"], strict=True)] == (
        case["found"]
    )


@pytest.mark.parametrize("case", toml_cases("patterns_errors.toml", "pattern"))
def test_a_pattern_without_sense_is_refused(case):
    with pytest.raises(ValueError, match=r"\A.*\Z") as error:
        read_pattern(case["pattern"])
    assert case["says"] in str(error.value)


@pytest.mark.parametrize("case", toml_cases("patterns_errors.toml", "file"))
def test_a_file_with_a_slip_is_refused_in_one_sentence(case, tmp_path):
    (tmp_path / "mine.toml").write_text(case["file"], encoding="utf-8")
    with pytest.raises(ValueError, match=r"\A.*\Z") as error:
        read_dictionary(tmp_path / "mine.toml")
    assert case["says"] in str(error.value)


def test_a_missing_dictionary_names_those_there_are(tmp_path):
    for name in ("teams", tmp_path / "mine.toml", str(tmp_path / "mine.toml"), tmp_path):
        with pytest.raises(FileNotFoundError, match=r"kzlib's own: .*names.*themes"):
            read_dictionary(name)


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    (tmp_path / "mine.toml").write_bytes(b"title = '\xff'")
    with pytest.raises(ValueError, match=r"mine\.toml is not UTF-8"):
        read_dictionary(tmp_path / "mine.toml")


def test_a_readers_own_file_is_read_whole(tmp_path):
    text = "\ufefftitle = 'Mine'\nabout = 'why'\n[keys.'United States']\ngroup = 'state'\n"
    text += "label = 'the US'\nquote = 'our friend'\npatterns = ['US', 'American*']\n"
    text += "[keys.b]\npatterns = ['b']\n"
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    mine = read_dictionary(str(tmp_path / "mine.toml"))
    assert (mine.name, mine.title, mine.about) == ("mine", "Mine", "why")
    assert [key.quote for key in mine.keys] == ["our friend", ""]
    assert mine.table.to_numpy().tolist() == [
        ["United States", "state", "the US", "US"],
        ["United States", "state", "the US", "American*"],
        ["b", "", "b", "b"],
    ]
    assert list(mine.table.columns) == ["key", "group", "label", "pattern"]


@pytest.mark.parametrize("name", ["themes", "names", "function_words"])
def test_kzlibs_own_dictionaries_load(name):
    table = read_dictionary(name).table
    assert len(table) > 100
    assert not table["pattern"].duplicated().any()


def test_columns_and_types_of_matches():
    corpus = corpus_of("A title\n\nTrade grows. It grew.", "Nothing here.")
    keys = dictionary_of({"z": ["trade"], IGNORE: ["it"], "a": ["grew"]})
    found = lookup(corpus, keys)
    none = lookup(corpus, dictionary_of({"z": ["xyz"], IGNORE: ["it"], "a": ["grewsome"]}))
    assert list(found["text"]) == ["Trade", "grew"]
    assert len(none) == 0
    for table in (found, none):
        assert list(table.columns) == COLUMNS
        assert list(table["key"].cat.categories) == ["z", "a"]
        assert [str(table[c].dtype) for c in ("article", "part")] == ["category", "category"]
        assert {str(table[c].dtype) for c in ("sentence", "start", "end")} == {"int32"}
        assert [table[c].dtype for c in ("pattern", "text")] == [pd.Series(dtype="str").dtype] * 2


def test_a_part_can_be_asked_for():
    corpus = corpus_of("Trade\n\nAll trade has grown since the year began, they say.")
    keys = dictionary_of({"k": ["trade"]})
    assert list(lookup(corpus, keys)["part"]) == ["title", "body"]
    assert list(lookup(corpus, keys, part="body")["text"]) == ["trade"]
    assert len(lookup(corpus, keys, part=["title", "body"])) == 2
    assert lookup(corpus, keys, part="bio").empty
    with pytest.raises(ValueError, match="no part 'corpse'; the parts are: title"):
        lookup(corpus, keys, part="corpse")


def test_a_match_does_not_reach_into_the_next_paragraph_or_article():
    corpus = corpus_of("They are free\n\ntrade is free", "trade is free")
    assert lookup(corpus, dictionary_of({"k": ["free trade"]})).empty


def test_paragraph_and_line_ends_within_a_sentence_do_not_part_a_phrase():
    block = "it is a long line that a program broke after about sixty or\n"
    text = block * 3 + "so signs, and here stands free\ntrade and no more.\n\n" + block * 3
    found = lookup(corpus_of(text), dictionary_of({"k": ["free trade"]}))
    assert list(found["text"]) == ["free\ntrade"]


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
    ]  # fmt: skip
    assert table.iloc[0].tolist()[:5] == ["a0", 2, 1, 16, 14]
    assert table.loc[0, "commonest"] == "winter 2, grew 1, grow 1, said 1"
    assert table.iloc[1].tolist()[:5] == ["a1", 1, 1, 10, 10]
    assert coverage(corpus, found, part="bio")[["sentences", "words"]].sum().sum() == 0
    assert coverage(corpus, found, part=None)["unmatched_sentences"].tolist() == [1, 1]


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


@pytest.mark.parametrize(
    ("corpus", "dictionary", "says"),
    [
        (True, "themes", r"the dictionary is 'themes', no Dictionary; give read_dictionary\('them"),
        (True, {"k": ["a"]}, "the dictionary is dict, no Dictionary; give read_dictionary"),
        (True, None, "the dictionary is NoneType, no Dictionary"),
        ("seeds", dictionary_of({"k": ["a"]}), r"the corpus is 'seeds', no Corpus; give read_corp"),
        (pd.DataFrame(), dictionary_of({"k": ["a"]}), "the corpus is DataFrame, no Corpus"),
    ],
)
def test_lookup_takes_a_corpus_and_a_dictionary(corpus, dictionary, says):
    with pytest.raises(ValueError, match=rf"\A{says}"):
        lookup(corpus_of("Any text") if corpus is True else corpus, dictionary)


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
        with pytest.raises(ValueError, match="the matches are those of another corpus"):
            inside(corpus, corpus.tokens, found)


def test_inside_takes_tokens_in_text_order():
    corpus = corpus_of("All trade has grown a lot.", "War has come.")
    found = lookup(corpus, dictionary_of({"trade": ["trade"]}))
    assert inside(corpus, corpus.tokens, found).sum() == 1
    for tokens in (
        corpus.tokens[::-1],
        corpus.tokens.sample(frac=1, random_state=1),
        corpus.tokens.sort_values("start"),
        corpus_of(*["Trade"] * 3).tokens,
    ):
        with pytest.raises(ValueError, match="the tokens are not in text order"):
            inside(corpus, tokens, found)


def test_an_article_of_70000_characters_is_kept_apart_from_the_next():
    long = "It is so. " * 6999 + "All trade."
    corpus = corpus_of(long, "War and trade have come.")
    found = lookup(corpus, dictionary_of({"trade": ["trade"]}))
    assert len(long) == 70_000
    assert found[["article", "start"]].to_numpy().tolist() == [["a0", 69_994], ["a1", 8]]
    places = corpus.tokens.loc[inside(corpus, corpus.tokens, found), ["article", "start"]]
    assert places.to_numpy().tolist() == [["a0", 69_994], ["a1", 8]]


def test_slips_in_what_is_passed_on_are_named():
    corpus = corpus_of("All trade has grown a lot.", era=["x"])
    found = lookup(corpus, dictionary_of({"trade": ["trade"]}))
    with pytest.raises(LookupError, match="no column 'eras'"):
        mark_sentences(corpus, found, by="eras")
    with pytest.raises(ValueError, match="no part 'corpse'"):
        mark_sentences(corpus, found, by="era", part="corpse")
    with pytest.raises(ValueError, match="no part 'corpse'"):
        coverage(corpus, found, part="corpse")
    with pytest.raises(ValueError, match=r"no column 'key'; give the table of lookup\(\)"):
        coverage(corpus, found.drop(columns="key"))
    words = lookup(corpus, dictionary_of({"words": ["trade"]}))
    with pytest.raises(ValueError, match="the key 'words' has the name of a column"):
        mark_sentences(corpus, words, by="era")


# --- properties ----------------------------------------------------------------------------------

WORDS = ["trade", "Trade", "US", "U.S.", "us", "free", "free-trade", "Free-Trade", "zone's", "NATO"]
SPACES = [" ", " ", " ", "-", ", ", ". ", " “", "” ", "\n\n", " — "]
TEXTS = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(SPACES)), min_size=1, max_size=25
).map(lambda pairs: "".join(word + space for word, space in pairs))
PATTERNS = st.lists(
    st.sampled_from(["trade", "Trade", "US", "us", "free", "fr*", "zone", "NATO", "*e"]),
    min_size=1,
    max_size=3,
).flatmap(
    lambda words: st.sampled_from([" ", "-"]).map(lambda between: between.join(words)),
)


@st.composite
def key_sets(draw):
    """Up to four keys with patterns of which no two are the same."""
    patterns = draw(st.lists(PATTERNS, min_size=1, max_size=8, unique_by=read_pattern))
    keys: dict[str, list[str]] = {}
    for pattern in patterns:
        keys.setdefault(draw(st.sampled_from(["a", "b", "c", "d"])), []).append(pattern)
    return keys


def rows(table):
    return [tuple(row) for row in table[COLUMNS].astype(str).to_numpy()]


@settings(max_examples=25)
@given(st.lists(TEXTS, min_size=1, max_size=3), key_sets())
def test_every_match_points_at_its_text_and_none_overlaps_another(texts, keys):
    corpus = corpus_of(*texts)
    found = lookup(corpus, dictionary_of(keys))
    end, before = 0, ""
    edges = corpus.tokens.groupby("article", observed=True)[["start", "end"]].agg(set)
    for row in found.itertuples():
        assert corpus.text[row.article][row.start : row.end] == row.text
        assert row.start in edges.loc[row.article, "start"]
        assert row.end in edges.loc[row.article, "end"]
        assert row.pattern in keys[row.key]
        assert (row.article, row.start) >= ((before, end) if row.article == before else (before,))
        end, before = row.end, row.article


@settings(max_examples=25)
@given(st.lists(TEXTS, min_size=2, max_size=4), key_sets())
def test_the_order_of_articles_changes_nothing_but_the_order(texts, keys):
    frame = pd.DataFrame({"article": [f"a{n}" for n in range(len(texts))], "text": texts})
    dictionary = dictionary_of(keys)
    ahead = rows(lookup(Corpus.from_frame(frame), dictionary))
    back = rows(lookup(Corpus.from_frame(frame.iloc[::-1]), dictionary))
    assert sorted(ahead) == sorted(back)


@settings(max_examples=25)
@given(TEXTS, key_sets(), st.sampled_from(["a", "b", "c", "d"]))
def test_ignore_is_a_first_key_whose_matches_are_left_out(text, keys, taken):
    corpus = corpus_of(text)
    first = {key: keys[key] for key in sorted(keys, key=lambda key: key != taken)}
    plain = [row for row in rows(lookup(corpus, dictionary_of(first))) if row[5] != taken]
    renamed = {IGNORE if key == taken else key: patterns for key, patterns in keys.items()}
    assert rows(lookup(corpus, dictionary_of(renamed))) == plain


@settings(max_examples=25)
@given(TEXTS, PATTERNS)
def test_a_space_finds_all_that_a_hyphen_finds(text, pattern):
    corpus = corpus_of(text)
    hyphen, space = (
        lookup(corpus, dictionary_of({"k": [pattern.replace(" ", "-").replace("-", between)]}))
        for between in "- "
    )
    covered = {p for row in space.itertuples() for p in range(row.start, row.end)}
    assert all(row.start in covered for row in hyphen.itertuples())


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


def test_a_short_name_is_found_in_capitals_too() -> None:
    """A lower-case pattern does not find an initialism: NATO needs its own beside nato (Nato)."""
    names = read_dictionary("names")
    short = [
        (key.key, pattern)
        for key in names.keys
        for pattern in key.patterns
        if re.fullmatch("[a-z]{2,5}", pattern)
    ]
    assert ("NATO", "nato") in short
    text = pd.DataFrame({"text": [f"We met {name.upper()}." for _, name in short]})
    corpus = Corpus.from_frame(text.assign(article=[f"a{n}" for n in text.index]))
    assert lookup(corpus, names)["key"].tolist() == [key for key, _ in short]
