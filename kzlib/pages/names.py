"""The most frequent names of articles, as a dictionary, where no list of names is given."""

from collections import Counter, defaultdict
from functools import cache

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
OPENS = frozenset("\"'“”‘’«»„‚:;–—…([•")  # a capital after one of these need not be a name


def frequent_names(corpus: Corpus, *, most: int = MOST) -> Dictionary | None:
    """The names that most sentences have, each with the ways in which it is written.

    A name is a run of words with capitals inside a sentence of the body, not right after a
    quotation mark or a colon; titles, offices, days, months and function words are none. A last
    word alone (*Orr*) counts for the one longer name that ends with it (*Ann Orr*), initials (*UN*)
    for their name. None: no name stands three times.
    """
    counts = Counter(_runs(corpus))
    often = {run: count for run, count in counts.items() if count >= LEAST}
    longer: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for run in counts:
        if len(run) > 1:
            longer[run[-1]].append(run)
    short = {"".join(word[0] for word in run): run for run in often if len(run) > 1}
    written: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for run in sorted(often, key=lambda run: (-often[run], run)):
        whole = longer[run[0]] if len(run) == 1 else []
        key = whole[0] if len(whole) == 1 else run
        key = short.get(run[0].replace(".", ""), key) if len(run) == 1 else key
        forms = written.setdefault(key, [key])
        forms += [run] * (run not in forms)
    total = {key: sum(counts[form] for form in forms) for key, forms in written.items()}
    keys = sorted(written, key=lambda key: (-total[key], key))[:most]
    content = {}
    for number, key in enumerate(keys, 1):
        patterns = [" ".join(form) for form in written[key] if _is_pattern(" ".join(form))]
        if patterns:
            content[f"name {number}"] = {"label": " ".join(key), "patterns": patterns}
    if not content:
        return None
    return Dictionary.from_mapping({"keys": content}, name="the most frequent names")


def _runs(corpus: Corpus) -> list[tuple[str, ...]]:
    """The runs of capitalised words inside the sentences of the body, wherever they stand."""
    tokens = corpus.plain.tokens
    tokens = tokens[part_mask(tokens, "body")]
    text, is_word = tokens["token"].astype(str).to_numpy(), (tokens["kind"] == "word").to_numpy()
    line = text_order(corpus.plain, tokens, "sentence")
    first = np.diff(line, prepend=-1) != 0
    known = {each: _may_be_name(each) for each in {*text[is_word]}}
    runs: list[tuple[str, ...]] = []
    run: list[str] = []
    opens = True  # a capital here need not be a name's, nor do those that follow it at once
    for token, word, begins in zip(text, is_word, first, strict=True):
        is_name = word and known[token]
        if run and (begins or not is_name):
            runs.append(tuple(run))
            run = []
        opens |= begins
        if is_name and not opens:
            run.append(token)
        opens = token in OPENS or (opens and (is_name or not word))
    return [*runs, tuple(run)] if run else runs


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
