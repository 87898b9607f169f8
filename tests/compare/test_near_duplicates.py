"""Reprints: made by cutting, reordering and rewording texts of a seeded generator, and found again.

The generator draws words by Zipf's law from a vocabulary and phrases that all texts use, so that
texts of one kind share runs of words by chance and by habit, as news does.
"""

from __future__ import annotations

import random
import re
import time
import unicodedata
from collections.abc import Callable

import pandas as pd
import pytest

from kzlib.compare.near_duplicates import find_near_duplicates
from kzlib.text.corpus import Corpus

Sentences = list[list[str]]

DICE = random.Random(12)
VOCABULARY = ["".join(DICE.choices("abdeiklmnorstu", k=DICE.randint(2, 9))) for _ in range(3000)]
WEIGHTS = [1 / rank for rank in range(1, len(VOCABULARY) + 1)]
PHRASES = [DICE.choices(VOCABULARY, k=DICE.randint(3, 6)) for _ in range(60)]


def sentence() -> list[str]:
    words = DICE.choices(VOCABULARY, WEIGHTS, k=DICE.randint(5, 22))
    return [*words, *DICE.choice(PHRASES)] if DICE.random() < 0.2 else words


def article(least: int = 60, most: int = 700) -> Sentences:
    size, made = DICE.randint(least, most), [sentence()]
    while sum(map(len, made)) < size:
        made.append(sentence())
    return made


def cut(made: Sentences, share: float) -> Sentences:
    kept = max(1, round(share * len(made)))
    first = DICE.randint(0, len(made) - kept)
    return made[first : first + kept]


def reordered(made: Sentences) -> Sentences:
    return DICE.sample(made, len(made))


def reworded(made: Sentences, share: float) -> Sentences:
    return [
        [DICE.choice(VOCABULARY) if DICE.random() < share else word for word in words]
        for words in made
    ]


CHANGES: dict[str, tuple[Callable[[Sentences], Sentences], float]] = {  # and the least recall
    "three quarters": (lambda made: cut(made, 0.75), 1),
    "half": (lambda made: cut(made, 0.5), 1),
    "a third": (lambda made: cut(made, 1 / 3), 0.97),
    "a quarter": (lambda made: cut(made, 0.25), 0.9),
    "in another order": (reordered, 1),
    "one word in ten": (lambda made: reworded(made, 0.1), 1),
    "one word in five": (lambda made: reworded(made, 0.2), 0.97),
    "cut, in another order, one word in ten": (
        lambda made: reworded(reordered(cut(made, 0.6)), 0.1), 0.95,
    ),
    "inside another": (lambda made: [*article(60, 200), *made, *article(60, 200)], 0.95),
}  # fmt: skip
EACH = 60


def text_of(made: Sentences) -> str:
    lines = [" ".join(words).capitalize() + "." for words in made]
    return "\n".join(" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3))


def corpus_of(texts: dict[str, str]) -> Corpus:
    frame = pd.DataFrame({"article": [*texts], "text": [*texts.values()]})
    return Corpus.from_frame(frame, duplicates="keep")


def pairs_of(texts: dict[str, str], **options: object) -> dict[str, str]:
    table = find_near_duplicates(corpus_of(texts), **{"part": None} | options)
    return dict(zip(table["article"].astype(str), table["other"].astype(str), strict=True))


def runs(text: str, size: int = 3) -> set[tuple[str, ...]]:
    """The runs of words of a text without numbers and apostrophes, counted apart from kzlib."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_made_of_another_is_found_and_nothing_else(change: str) -> None:
    DICE.seed(change)
    make, least = CHANGES[change]
    first = {f"a{n}": article() for n in range(EACH)}
    made = {f"b{n}": make(first[f"a{n}"]) for n in range(EACH)}
    made = {name: each for name, each in made.items() if sum(map(len, each)) >= 40}
    found = pairs_of({name: text_of(each) for name, each in (first | made).items()})
    right = sum(found.get(name) == "a" + name[1:] for name in made)
    assert right / len(made) >= least
    assert all(other == "a" + name[1:] for name, other in found.items())


def test_the_share_is_that_of_the_shorter_one_and_the_best_is_named() -> None:
    DICE.seed(3)
    whole = article(300, 300)
    texts = {
        "whole": text_of(whole),
        "stranger": text_of(article(300, 300)),
        "half": text_of(whole[: len(whole) // 2]),
        "less": text_of(reworded(whole[: len(whole) // 2], 0.05)),
    }
    table = find_near_duplicates(corpus_of(texts), part=None).set_index("article")
    assert table["other"].to_dict() == {
        "half": "whole",
        "less": "whole",
    }  # of two as near the first
    for name, other in table["other"].items():
        one, two = runs(texts[str(name)]), runs(texts[other])
        assert table.loc[name, "shared"] == len(one & two) / min(len(one), len(two))


def test_the_passage_is_the_longest_in_common_in_both_places() -> None:
    DICE.seed(4)
    text = text_of(article(120, 120))
    texts = {"a": f"«{text}»\n1990", "b": "Here it begins: " + text.title().replace(". ", " — ")}
    corpus = corpus_of(texts)
    row = find_near_duplicates(corpus, part=None).iloc[0]
    own = corpus.text["b"][row["start"] : row["end"]]
    other = corpus.text["a"][row["other_start"] : row["other_end"]]
    assert own == row["text"]
    assert re.findall(r"\w+", own.lower()) == re.findall(r"\w+", other.lower())
    assert len(re.findall(r"\w+", own)) == row["words"]
    size = row["words"]
    assert runs(texts["a"], size) & runs(texts["b"], size)
    assert not runs(texts["a"], size + 1) & runs(texts["b"], size + 1)


def test_places_are_those_of_the_untouched_texts() -> None:
    words = " ".join(f"né{chr(97 + n)}" for n in range(26))
    apart = unicodedata.normalize("NFD", words)
    texts = {"a": f"Zero\u200bwidth. {words}.", "b": f"{apart}. Other words."}
    corpus = corpus_of(texts)
    row = find_near_duplicates(corpus, part=None).iloc[0]
    assert corpus.text["b"][row["start"] : row["end"]] == row["text"] == apart
    assert corpus.text["a"][row["other_start"] : row["other_end"]] == words
    assert row["words"] == 26


def test_only_the_part_counts_and_short_articles_do_not() -> None:
    DICE.seed(5)
    shared, own = text_of(article(80, 80)), [text_of(article(80, 80)) for _ in range(2)]
    texts = {"a": f"{own[0]}\n{shared}", "b": f"{own[1]}\n{shared}"}
    assert pairs_of(texts) == {"b": "a"}
    many = own[1].count("\n") + 1, texts["b"].count("\n") + 1
    parts = ";".join(f"{n}=promo" for n in range(many[0] + 1, many[1] + 1))
    frame = pd.DataFrame({"article": ["a", "b"], "text": [*texts.values()], "parts": ["", parts]})
    corpus = Corpus.from_frame(frame)
    assert find_near_duplicates(corpus).empty
    assert len(find_near_duplicates(corpus, part=None)) == 1
    words = [f"word{'abcdefghijklmnopqrstuv'[n]}" for n in range(22)]  # twenty runs
    assert pairs_of({"a": " ".join(words), "b": " ".join(words)}) == {"b": "a"}
    assert pairs_of({"a": " ".join(words[:-1]), "b": " ".join(words[:-1])}) == {}


def test_the_other_articles_change_nothing() -> None:
    DICE.seed(6)
    first = {f"a{n}": article(100, 300) for n in range(20)}
    made = {f"b{n}": reworded(first[f"a{n}"], 0.15) for n in range(20)}
    texts = {name: text_of(each) for name, each in (first | made).items()}
    whole = find_near_duplicates(corpus_of(texts), part=None)
    for name in ("b3", "b17"):
        few = {each: texts[each] for each in ("a" + name[1:], name)}
        one = find_near_duplicates(corpus_of(few), part=None)
        kept = whole[whole["article"] == name].reset_index(drop=True)
        names = {"article": "str", "other": "str"}
        pd.testing.assert_frame_equal(one.astype(names), kept.astype(names))
    back = pairs_of({name: texts[name] for name in reversed(texts)})
    assert {(other, name) for name, other in back.items()} == {*pairs_of(texts).items()}


def test_the_threshold() -> None:
    DICE.seed(7)
    made = article(200, 200)
    texts = {"a": text_of(made), "b": text_of([*made[: len(made) // 2], *article(100, 100)])}
    shared = find_near_duplicates(corpus_of(texts), part=None).loc[0, "shared"]
    assert 0.4 < shared < 0.6
    assert pairs_of(texts, threshold=float(shared)) == {"b": "a"}
    assert pairs_of(texts, threshold=float(shared) + 0.001) == {}
    for wrong in (0.0, -1.0, 1.01):
        with pytest.raises(ValueError, match=f"threshold is {wrong}; give a share above 0 and up"):
            pairs_of(texts, threshold=wrong)
    with pytest.raises(ValueError, match="there is no part 'bodies'"):
        pairs_of(texts, part="bodies")


def test_a_corpus_without_reprints_has_no_rows_but_all_columns() -> None:
    table = find_near_duplicates(corpus_of({"a": "One.", "b": "Two."}))
    assert table.empty
    assert [*table] == [
        "article", "start", "end", "other", "other_start", "other_end", "shared", "words", "text",
    ]  # fmt: skip
    assert str(table["article"].dtype) == "category"
    assert str(table["start"].dtype) == str(table["other_end"].dtype) == "int32"


def longest(own: list[str], other: list[str]) -> tuple[int, int, int]:
    """The longest list of words in both, by comparing every pair: where, and how many."""
    best = (0, 0, 0)
    before = [0] * (len(other) + 1)
    for at, word in enumerate(own):
        row = [0] + [before[n] + 1 if each == word else 0 for n, each in enumerate(other)]
        size = max(row)
        if size > best[2]:
            best = (at + 1 - size, row.index(size) - size, size)
        before = row
    return best


def test_the_longest_passage_is_found_as_by_comparing_all_places() -> None:
    dice = random.Random(8)
    for _ in range(60):
        words = [f"w{n}" for n in range(dice.choice([4, 12, 300]))]
        first = dice.choices(words, k=dice.randint(60, 120))
        cut = sorted(dice.sample(range(len(first)), 2))
        second = [*dice.choices(words, k=20), *first[cut[0] : cut[1]], *dice.choices(words, k=30)]
        texts = {"a": " ".join(first), "b": " ".join(second)}
        found = find_near_duplicates(corpus_of(texts), part=None, threshold=0.01)
        for row in found.itertuples():
            at, place, size = longest(second, first)
            assert row.words == size
            assert row.text == " ".join(second[at : at + size])
            assert row.other_start == len("".join(f"{word} " for word in first[:place]))


def test_repeated_words_and_reprints_by_the_thousand_take_seconds() -> None:
    repeated = "word other third " * 20_000 + " ".join(f"w{n}" for n in range(40))
    begun = time.process_time()
    found = find_near_duplicates(corpus_of({"a": repeated, "b": f"Also {repeated}"}), part=None)
    assert found["words"].tolist() == [60_040]
    same = " ".join(f"w{n}" for n in range(60))
    found = find_near_duplicates(corpus_of({f"a{n}": same for n in range(2_000)}), part=None)
    assert set(found["other"]) == {"a0"}
    assert len(found) == 1_999
    assert time.process_time() - begun < 30  # some 3 s; it was minutes


def test_of_articles_that_hold_all_of_it_the_first_is_named() -> None:
    words = [f"w{n}" for n in range(80)]
    texts = {"a": " ".join(words), "b": " ".join(words[:70]), "c": " ".join(words[:70])}
    assert pairs_of(texts) == {"b": "a", "c": "a"}
    assert pairs_of({name: texts[name] for name in "bca"}) == {"c": "b", "a": "b"}
