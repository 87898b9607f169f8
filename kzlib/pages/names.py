"""The most frequent names of articles, as a dictionary, where no list of names is given."""

from collections import Counter, defaultdict
from functools import cache
from typing import TypeAlias

import numpy as np

from kzlib.search.dictionary import Dictionary
from kzlib.search.patterns import read_pattern
from kzlib.speech.names import TITLES
from kzlib.speech.speakers import role_nouns, words
from kzlib.text.corpus import Corpus, text_order
from kzlib.text.groups import part_mask
from kzlib.text.tokens import function_words

MOST = 12  # names that are looked at
LEAST = 3  # times that a name stands inside a sentence
NEARLY_ALL = 0.9  # of the longer names that end with a word: then the word alone is that name
SELDOM = 0.05  # of how often the word stands alone: a longer name that is rarer explains it not
PLACES = 0.3  # of a word's uses after "in" or "the", from which on it is no surname: Africa, House
OPENS = frozenset("\"'“”‘’«»„‚:;–—…([•")  # a capital after one of these need not be a name

Run: TypeAlias = tuple[str, ...]
"""A name's words; one that follows a hyphen begins with it."""


def frequent_names(corpus: Corpus, *, most: int = MOST) -> Dictionary | None:
    """The names that most sentences have, each with the ways in which it is written.

    A name is a run of words with capitals inside a sentence of the body, not right after a
    quotation mark or a colon; titles, offices, days, months and function words are none. One of
    several words that was seen there also counts where it begins a sentence. A hyphen joins two
    words of which one never stands without the other (*Rolls-Royce*). A last word alone (*Orr*)
    counts for the longer name that nearly always ends with it (*Ann Orr*), unless it often stands
    after *in* or *the* (*Africa*); initials (*UN*) for their name. None: no name stands three
    times.
    """
    counts, placed = _counted(corpus)
    whole = _surnames(counts, placed)
    longer = [run for run, count in counts.items() if count >= LEAST and len(run) > 1]
    whole |= {("".join(word[0] for word in run),): run for run in longer}
    written: dict[Run, list[Run]] = {}
    for run in sorted(counts, key=lambda run: (-counts[run], run)):
        plain = tuple(word.replace(".", "") for word in run)
        key = whole.get(run) or whole.get(plain) or run
        forms = written.setdefault(key, [key])
        forms += [run] * (run not in forms)
    total = {key: sum(counts[form] for form in forms) for key, forms in written.items()}
    often = sorted(
        (key for key in written if total[key] >= LEAST), key=lambda key: (-total[key], key)
    )
    content = {}
    for number, key in enumerate(often[:most], 1):
        patterns = [form for form in map(_joined, written[key]) if _is_pattern(form)]
        if patterns:
            content[f"name {number}"] = {"label": _joined(key), "patterns": patterns}
    if not content:
        return None
    return Dictionary.from_mapping({"keys": content}, name="the most frequent names")


def _surnames(counts: Counter[Run], placed: Counter[Run]) -> dict[Run, Run]:
    """The words that stand alone for the longer name that ends with them."""
    longer: defaultdict[Run, Counter[Run]] = defaultdict(Counter)
    for run, count in counts.items():
        longer[run[-1:]][run] = count * (len(run) > 1)
    found = {}
    for short, wholes in longer.items():
        (run, count), alone = wholes.most_common(1)[0], counts[short]
        is_place = placed[short] >= PLACES * alone
        if alone and not is_place and count >= max(SELDOM * alone, NEARLY_ALL * wholes.total(), 1):
            found[short] = run
    return found


def _counted(corpus: Corpus) -> tuple[Counter[Run], Counter[Run]]:
    """How often each name stands inside a sentence, and how often after *in* or *the*."""
    runs = _runs(corpus)
    found = [(run, before) for run, before in runs if before is not None]
    alone = {word for run, _ in found if not any(map(_is_joint, run)) for word in run}
    counts, placed = Counter[Run](), Counter[Run]()
    for run, before in found:
        cuts = [
            number
            for number, word in enumerate(run)
            if number and _is_joint(word) and alone >= {run[number - 1].strip("-"), word[1:]}
        ]
        for first, last in zip([0, *cuts], [*cuts, len(run)], strict=True):
            own = (run[first].removeprefix("-"), *run[first + 1 : last])
            counts[own] += 1
            placed[own] += before in ("in", "the")
    # What stands before a name at the beginning of a sentence may be none of it.
    for run in (run for run, before in runs if before is None):
        ends = (run[number:] for number in range(len(run) - 1))
        known = next((end for end in ends if end in counts), None)
        if known:
            counts[known] += 1
    return counts, placed


def _runs(corpus: Corpus) -> list[tuple[Run, str | None]]:
    """The runs of capitalised words of the body, and the token before each; None: it opens."""
    tokens = corpus.plain.tokens
    tokens = tokens[part_mask(tokens, "body")]
    text, is_word = tokens["token"].astype(str).to_numpy(), (tokens["kind"] == "word").to_numpy()
    line = text_order(corpus.plain, tokens, "sentence")
    first = np.diff(line, prepend=-1) != 0
    glued = (tokens["start"] == tokens["end"].shift()).to_numpy()
    known = {each: _may_be_name(each) for each in {*text[is_word]}}
    runs: list[tuple[Run, str | None]] = []
    run: list[str] = []
    before: str | None = None
    last = ""
    opens = True  # a capital here need not be a name's, nor do those that follow it at once
    for token, word, begins, near in zip(text, is_word, first, glued, strict=True):
        is_name = word and known[token]
        joint = "-" if run and last == "-" else ""
        goes_on = (is_name and token not in run) or (near and token == "-")
        if run and (begins or not goes_on):
            runs.append((tuple(run), before))
            run = []
        opens |= begins
        if is_name:
            if not run:
                before = None if opens else last
            run.append(joint + token)
        opens = token in OPENS or (opens and (is_name or not word))
        last = token
    return [*runs, (tuple(run), before)] if run else runs


def _is_joint(word: str) -> bool:
    return word.startswith("-")


def _joined(run: Run) -> str:
    return " ".join(run).replace(" -", "-")


@cache
def _may_be_name(word: str) -> bool:
    """Is it written with a capital, and no word that has one for another reason?"""
    lower = word.lower()
    if not word[:1].isupper() or len(word) == 1 or word in TITLES or lower in function_words():
        return False
    if lower.startswith(("i'", "i’")) or role_nouns().get(lower) == "role":
        return False
    return lower not in words()["days"]["words"]


def _is_pattern(written: str) -> bool:
    try:
        read_pattern(written)
    except ValueError:
        return False
    return True
