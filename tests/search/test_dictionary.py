"""The one look-up: what a dictionary may hold, and what is found by it."""

import re
import tomllib
import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search_cases import TEXTS, corpus_of, dictionary_of, key_sets

from kzlib.search import dictionary
from kzlib.search.claims import find_claims
from kzlib.search.concordance import kwic
from kzlib.search.coverage import coverage, mark_sentences
from kzlib.search.dictionary import IGNORE, Dictionary, Key, lookup, read_dictionary
from kzlib.text.corpus import Corpus
from kzlib.text.files import data_file, read_toml
from kzlib.text.readers import read_corpus
from kzlib.tone.masks import find_masks

CASES = Path(__file__).parents[1] / "cases"

SEEDS = Path(__file__).parents[2] / "seeds"

COLUMNS = ["article", "sentence", "start", "end", "part", "key", "pattern", "text"]


def toml_cases(name: str, field: str) -> list[dict[str, object]]:
    content = tomllib.loads((CASES / name).read_text(encoding="utf-8"))
    return [case for case in content["case"] if field in case]


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
    assert mine.name == "mine"
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


def test_labels_are_those_of_the_file_without_ignore():
    keys = {"b": {"label": "the B", "patterns": ["b"]}, IGNORE: {"patterns": ["c"]}}
    keys["a"] = {"patterns": ["a"]}
    assert list(Dictionary.from_mapping({"keys": keys}).labels.items()) == [
        ("b", "the B"),
        ("a", "a"),
    ]


def test_patterns_and_vocabulary_are_read_once(monkeypatch):
    keys = dictionary_of({"k": ["trade"]})
    corpus = corpus_of("Trade\n\nAll trade has grown since the year began, they say.")
    dictionary.function_words()  # read once too, by whoever comes first
    read: list[object] = []
    for name in ("read_pattern", "Vocabulary"):
        whole = getattr(dictionary, name)
        monkeypatch.setattr(dictionary, name, lambda *a, f=whole: read.append(f) or f(*a))
    assert [len(lookup(corpus, keys, part=part)) for part in (None, "body", "title")] == [2, 1, 1]
    assert len(read) == 1
    one = corpus.only(corpus.sentences[:1])
    assert [len(lookup(one, keys)) for _ in range(3)] == [1, 1, 1]
    assert len(read) == 2


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["a", "a "], "the key 'a' stands twice"),
        (["a\u0301", "\u00e1"], "the key 'á' stands twice"),
        (["a\u200b", "a"], "the key 'a' stands twice"),
        (["a  b", "a\u00a0b"], "the key 'a b' stands twice"),
        (["ignore ", "ignore"], "the key 'ignore' stands twice"),
        (["a;b"], "the key 'a;b' has a semicolon"),
        (["\u200b"], "is no name"),
    ],
)
def test_keys_that_look_alike_are_refused(names, says):
    keys = {name: {"patterns": [f"w{number}"]} for number, name in enumerate(names)}
    with pytest.raises(ValueError, match=rf"\Awords: .*{says}.*\Z"):
        Dictionary.from_mapping({"keys": keys}, name="words\u200b")
    by_hand = tuple(Key(each, each, "", "", "", ("w",)) for each in ("a", "a "))
    with pytest.raises(ValueError, match="the key 'a ' stands twice"):
        Dictionary("by hand", by_hand)


def test_a_dictionary_has_a_thousand_patterns_with_a_star_before_letters_at_most():
    words = [f"a{number}" for number in range(2000)]
    starred = [f"*{word}" for word in words]
    assert len(
        dictionary_of({"k": [*words, *(f"{word}*" for word in words), *starred[:1000]]}).rules
    )
    with pytest.raises(ValueError, match=r"has 1001 patterns with a \* before .*; write 1000 at"):
        dictionary_of({"k": starred[:1000], "other": ["b c*d"]})


def test_the_rules_of_a_dictionary_cannot_be_changed_and_its_names_have_no_blanks_round_them():
    keys = dictionary_of({" trade ": ["trade"], "ignore ": ["free trade"]})
    assert isinstance(keys.rules, tuple)
    assert keys.labels == {"trade": "trade"}
    assert list(lookup(corpus_of("Trade is no free trade."), keys)["text"]) == ["Trade"]


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


@pytest.mark.parametrize(
    ("corpus", "dictionary", "says"),
    [
        (True, "themes", "dictionary is 'themes'; give a Dictionary, as read_dictionary"),
        (True, {"k": ["a"]}, "dictionary is {'k': .*; give a Dictionary, as read_dictionary"),
        (True, None, "dictionary is None; give a Dictionary"),
        ("seeds", dictionary_of({"k": ["a"]}), "corpus is 'seeds'; give a Corpus, as read_corpus"),
        (
            pd.DataFrame([1]),
            dictionary_of({"k": ["a"]}),
            "corpus is of the type DataFrame; give a C",
        ),
    ],
)
def test_lookup_takes_a_corpus_and_a_dictionary(corpus, dictionary, says):
    with pytest.raises(ValueError, match=rf"\A{says}"):
        lookup(corpus_of("Any text") if corpus is True else corpus, dictionary)


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
    ahead = rows(lookup(Corpus.from_frame(frame, duplicates="keep"), dictionary))
    back = rows(lookup(Corpus.from_frame(frame[::-1], duplicates="keep"), dictionary))
    assert sorted(ahead) == sorted(back)


@settings(max_examples=25)
@given(TEXTS, key_sets(), st.sampled_from(["a", "b", "c", "d"]))
def test_ignore_is_a_first_key_whose_matches_are_left_out(text, keys, taken):
    corpus = corpus_of(text)
    first = {key: keys[key] for key in sorted(keys, key=lambda key: key != taken)}
    plain = [row for row in rows(lookup(corpus, dictionary_of(first))) if row[5] != taken]
    renamed = {IGNORE if key == taken else key: patterns for key, patterns in keys.items()}
    assert rows(lookup(corpus, dictionary_of(renamed))) == plain


@pytest.mark.parametrize("hidden", ["", "\u200b", "\u00ad", "\u2060\u202a", "\ufeff"])
def test_what_cannot_be_seen_changes_no_table(hidden):
    """Texts taken apart (é is e and an accent), and with something invisible in every word."""
    seeds = read_corpus(SEEDS)
    texts = {
        name: re.sub(r"(?<=\w)(?=\w)", hidden, unicodedata.normalize("NFD", text + "\nThe Café."))
        for name, text in seeds.text.items()
    }
    rows = seeds.articles.assign(text=[text + "\nThe Café." for text in seeds.text.values()])
    one = Corpus.from_frame(rows)
    two = Corpus.from_frame(rows.assign(text=[*texts.values()]))
    themes, names = map(read_dictionary, ("themes", "names"))
    for find in (
        lambda corpus: lookup(corpus, themes),
        lambda corpus: lookup(corpus, names, part="body"),
        find_claims,
        find_masks,
        lambda corpus: kwic(corpus, "the"),
        lambda corpus: kwic(corpus, "café", by="era"),
        lambda corpus: coverage(corpus, lookup(corpus, themes)),
        lambda corpus: mark_sentences(corpus, lookup(corpus, themes), by="era"),
    ):
        before, after = find(one), find(two)
        assert len(before) > 0
        for column in ("text", "match"):
            if column in before:
                spans = zip(after["article"], after["start"], after["end"], strict=True)
                assert [two.text[name][a:b] for name, a, b in spans] == after[column].tolist()
                plain = after[column].map(lambda text: unicodedata.normalize("NFC", text))
                after[column] = (
                    plain.str.replace(f"[{hidden}]", "", regex=True) if hidden else plain
                )
        left = [column for column in before if column not in ("start", "end")]
        pd.testing.assert_frame_equal(before[left], after[left])


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


# --- every entry of a list of words ---------------------------------------------------------------

LISTS = tomllib.loads((CASES / "word_lists.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_finds_its_words_and_each_has_a_case(name: str) -> None:
    content = read_toml(data_file(name))
    for key in content["keys"]:
        assert key in LISTS[name], f"tests/cases/word_lists.toml needs words for {name}: {key}"
    cases = [(key, words) for key in LISTS[name] for words in phrases(name, key)]
    keys = {"left out" if key == IGNORE else key: content["keys"][key] for key in content["keys"]}
    found = lookup(
        corpus_of(*(f"xyz {words} xyz." for _, words in cases)),
        Dictionary.from_mapping(content | {"keys": keys}),
    )
    named = found["key"].astype(str).replace("left out", IGNORE)
    got = list(zip(named, found["text"], strict=True))
    lost = {*cases} - {*got}
    assert not lost, f"{name} finds no such words: {lost} of tests/cases/word_lists.toml"
    assert got == cases
    patterns = read_dictionary(name).table["pattern"]
    bare = {*patterns} - {*found["pattern"]}
    assert not bare, f"tests/cases/word_lists.toml needs words for these patterns of {name}: {bare}"
    assert sorted(found["pattern"]) == sorted(patterns), "one case a pattern"


@pytest.mark.parametrize("name", [name for name in LISTS if IGNORE in LISTS[name]])
def test_what_is_ignored_counts_for_nothing(name: str) -> None:
    corpus = corpus_of(*(f"xyz {words} xyz." for words in phrases(name, IGNORE)))
    assert lookup(corpus, read_dictionary(name)).empty


def phrases(name: str, key: str) -> list[str]:
    return str(LISTS[name][key]).replace("\n", " ").strip().split(", ")
