"""Every word of the lists of speech has a case, in which another word is told otherwise."""

import tomllib
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from kzlib.search.dictionary import read_dictionary
from kzlib.speech.acts import find_acts
from kzlib.speech.names import first_hearing
from kzlib.speech.quotations import find_quotations
from kzlib.speech.speakers import verb_forms
from kzlib.speech.voices import find_voices
from kzlib.text.corpus import Corpus
from kzlib.text.files import read_data

FILE = tomllib.loads((Path(__file__).parents[1] / "cases/speech_words.toml").read_text("utf-8"))
CASES: list[dict[str, str]] = FILE["case"]
OF_TEXT = ("after_question", "told")  # lists that kzlib.text reads
VERBS = (
    *("say", "think", "advise", "judge", "content", "quoted", "gestures"),
    *("of_things", "knowing", "without_that", "to_somebody"),
)


def split(words: str) -> list[str]:
    return [" ".join(word.split()) for word in words.split(";")]


def filled(case: dict[str, str], word: str, field: str = "text") -> str:
    """The text of a case, or what is told of it, with a word in its place."""
    return case[field].replace("{}", word.replace("*", "s"))


@cache
def answers() -> dict[str, dict[str, str]]:
    """What is found in each text, by what is looked at."""
    texts = [
        filled(case, word) for case in CASES for word in [*split(case["words"]), case["other"]]
    ]
    texts = [*dict.fromkeys(texts)]
    frame = pd.DataFrame({"article": [f"a{n}" for n in range(len(texts))], "text": texts})
    corpus = Corpus.from_frame(frame.assign(parts="1=body"), duplicates="keep")
    found: dict[str, dict[str, str]] = {
        find: {} for find in ("voice", "last", "quotation", "text", "act", "person")
    }
    for row in find_voices(corpus).itertuples():
        text = texts[int(row.article[1:])]
        found["last"][text] = f"{row.voice} {row.speaker}"
        found["voice"].setdefault(text, found["last"][text])
    for row in find_quotations(corpus).itertuples():
        text = texts[int(row.article[1:])]
        found["quotation"].setdefault(text, f"{row.use} {row.speaker}")
        found["text"].setdefault(text, row.text)
    for row in find_acts(corpus).itertuples():
        asked = f"{row.act} {row.addressee} {row.asked}"
        found["act"].setdefault(texts[int(row.article[1:])], asked)
    for text in texts:
        people = first_hearing(text).people if "Vall" in text else {}
        found["person"][text] = " ".join([*people["Vall"], "Vall"]) if "Vall" in people else ""
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['list']}: {case['text']}")
def test_each_word_tells(case: dict[str, str]) -> None:
    found = answers()[case["find"]]
    got = {word: found.get(filled(case, word), "") for word in split(case["words"])}
    assert got == {word: filled(case, word, "told") for word in got}
    assert found.get(filled(case, case["other"]), "") != filled(case, case["other"], "told")


def listed() -> dict[str, list[str]]:
    """The words of all lists, by name; lists of patterns are left out."""
    lists: dict[str, list[str]] = {}
    for name, table in read_data("speech_words").items():
        for field, words in table.items() if isinstance(table, dict) else ():
            if field != "about":
                lists[name if field == "words" else f"{name}.{field}"] = [*words]
    lists |= {name: [*verb_forms(name)] for name in VERBS}
    lists["roles"] = [word for line in lists["roles"] for word in line.split()]
    for name, table in read_data("act_grammar").items():
        lists |= {f"grammar.{name}": table["words"]} if isinstance(table, dict) else {}
    lists |= {f"acts.{key.key}": [*key.patterns] for key in read_dictionary("acts").keys}
    for party, table in read_data("parties").items():
        if isinstance(table, dict):
            lists |= {f"parties.{party}.{field}": words for field, words in table.items()}
    return lists


def test_every_word_has_a_case() -> None:
    """Of lists of patterns each pattern is in sight in the words of its kind."""
    cases: dict[str, set[str]] = {name: {*split(words)} for name, words in FILE["also"].items()}
    for case in CASES:
        cases.setdefault(case["list"], set()).update(split(case["words"]))
    lists = {name: {w.lower() for w in words} for name, words in listed().items()}
    patterns = {name.removesuffix("*") for name in cases if name.endswith("*")}
    assert {name.split(".")[0] if name == "as_object.after" else name for name in lists} == {
        *(name for name in cases if not name.endswith("*") and not name.startswith("code.")),
        *patterns,
        *OF_TEXT,
    }
    for name in lists.keys() - patterns - {*OF_TEXT, "as_object.after"}:
        cased = {word.lower() for word in cases[name]}
        bare = lists[name] - cased
        assert not bare, f"tests/cases/speech_words.toml needs a case for these of {name}: {bare}"
        assert lists[name] == cased, f"words of tests/cases/speech_words.toml are not in {name}"
