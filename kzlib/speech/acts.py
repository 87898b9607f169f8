"""What each sentence does: describe, evaluate, recommend or predict, and who is asked to act."""

from collections.abc import Sequence
from concurrent.futures import Executor
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

from kzlib.search.dictionary import IGNORE, Dictionary, match_tokens, read_dictionary
from kzlib.speech.addressees import (
    FAR,
    MARKS,
    Mention,
    asks_someone,
    find_addressee,
    grammar,
    has_actor,
)
from kzlib.speech.parties import read_parties
from kzlib.text.batches import in_batches
from kzlib.text.corpus import Corpus, in_plain_text
from kzlib.text.groups import Part, part_mask
from kzlib.text.tokens import Token

ORDER = ("recommend", "predict", "evaluate")
"""The acts that words show, the first of which wins; a sentence without them describes."""

_NEAR = 6  # words from a copula to its adjective: "is one of the most important"


@in_batches
@in_plain_text
def find_acts(
    corpus: Corpus,
    *,
    parties: str | Path = "parties",
    part: Part = None,
    executor: Executor | None = None,
) -> pd.DataFrame:
    """What each sentence does, and who is to act where it recommends.

    `corpus` is a corpus, or batches, with an `executor` or without: as `find_quotations` takes.

    What it returns
        `article, sentence, start, end, part, act, addressee, named, asked, cue`: a row for each
        sentence of all parts, or only of `part`, in text order.

        - `act`: `recommend` (someone should act), `predict` (something will, would or could
          happen), `evaluate` (a judgement of worth) or `describe`;
        - for recommendations `addressee`: a party by the name of its table in `parties` (ours has
          `us` and `kazakhstan`), `both`, `other`, or "" where nobody is named or clearly meant;
        - `named` (does the sentence itself say who must act) and `asked`, its words for them;
        - `cue`, the words that show the act, joined by ", ".

    How an act is told
        - Words are looked up by the dictionary `acts`, whose keys say what else must hold. A
          capitalised word within a sentence belongs to a name or title and shows nothing (but in
          titles and headings, where all words may have capitals).
        - Words in an if-clause or an aside (", which ...") show no act; those of other subordinate
          clauses only if the main clause has none; then recommend goes before predict before
          evaluate. A reported recommendation or prediction counts as one.
        - A question describes; a proverb evaluates; in the part `promo` all describes.

    How an addressee is told
        - `named` is True for the subject of "should" and the like (not of a passive, whose "by ..."
          counts), and for whom a verb of asking names ("urged Congress to"); then `asked` is not
          "". "It" and "they" stand for the subject of a clause before; an unexplained "we" or "you"
          for nobody.
        - Without a name, a party is taken as meant where it owns the subject ("U.S. policy
          should"), a law that only it can change is spoken of, or (`both`) where the sentence says
          bilateral, joint, or joins the two.
        - `parties` is "parties" or the path of a file of its form, for other countries: that file
          replaces ours, and what it names belongs to its parties alone.

    Errors
        ValueError for what is no Corpus, an unknown part and a file of parties that cannot be used;
        FileNotFoundError for one that is not there.

    >>> text = "Washington should lift its tariff. It will gain."
    >>> table = find_acts(Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": [text]})))
    >>> table[["act", "addressee", "asked", "cue"]].to_numpy().tolist()
    [['recommend', 'us', 'Washington', 'should'], ['predict', '', '', 'will']]
    """
    dictionary, ours = _own()
    who = ours if parties == "parties" else read_parties(parties)
    act_of = {key.key: key.group or key.key for key in dictionary.keys}
    coded, every = corpus.coded, corpus.sentences
    begins = np.searchsorted(coded.sentence, np.arange(len(every) + 1)).tolist()
    cues, mentions = (_mentions(corpus, each, begins) for each in (dictionary, who))
    kept = part_mask(every, part)
    sentences = every[kept].reset_index(drop=True)
    found: list[tuple[str, str, bool, str, str]] = []
    rows = zip(np.flatnonzero(kept).tolist(), sentences["article"], sentences["part"], strict=True)
    for row, article, of in rows:
        act, cue, addressee, asked = "describe", "", "", ""
        if row in cues and of != "promo":
            text, title = corpus.text[article], of in ("title", "heading")
            own = slice(begins[row], begins[row + 1])
            places = zip(coded.start[own].tolist(), coded.code[own].tolist(), strict=True)
            words = [
                Token(start, start + len(coded.types[code][0]), *coded.types[code])
                for start, code in places
            ]
            named = mentions.get(row, [])
            act, shown = _act(words, cues[row], named, act_of, title)
            cue = ", ".join(text[words[n.first].start : words[n.last].end] for n in shown)
            if act == "recommend":
                addressee, span = find_addressee(words, shown, named)
                asked = text[words[span[0]].start : words[span[1]].end] if span else ""
        found.append((act, addressee, bool(asked), asked, cue))
    types = {"act": "str", "addressee": "str", "named": "bool", "asked": "str", "cue": "str"}
    table = sentences[["article", "sentence", "start", "end", "part"]]
    return table.join(pd.DataFrame(found, columns=list(types)).astype(types))


@cache
def _own() -> tuple[Dictionary, Dictionary]:
    """The acts and the parties of kzlib, which are read once."""
    return read_dictionary("acts"), read_parties()


def _mentions(
    corpus: Corpus, dictionary: Dictionary, begins: Sequence[int]
) -> dict[int, list[Mention]]:
    """What is found in each sentence, by its row; `begins` says which token is its first."""
    found: dict[int, list[Mention]] = {}
    first, last, rule = match_tokens(corpus, dictionary)
    rows = corpus.coded.sentence[first].tolist()
    places = zip(rows, first.tolist(), last.tolist(), rule.tolist(), strict=True)
    for row, begin, end, number in places:
        if (key := dictionary.rules[number][0]) != IGNORE:
            mention = Mention(begin - begins[row], end - begins[row], key)
            found.setdefault(row, []).append(mention)
    return found


def _act(
    words: Sequence[Token],
    cues: Sequence[Mention],
    who: Sequence[Mention],
    act_of: dict[str, str],
    title: bool,
) -> tuple[str, list[Mention]]:
    """The act of a sentence and the cues that show it."""
    marks = "".join(word.token for word in words[-3:]).rstrip("\"'’”»)")
    if marks.endswith("?"):
        return "describe", []
    keys = {cue.key for cue in cues}
    expected = [cue for cue in cues if act_of[cue.key] == "predict"]
    proverbs, generic = [cue for cue in cues if cue.key == "proverb"], grammar()["generic"]
    opening = next((n for n, word in enumerate(words) if word.kind == "word"), len(words))
    found: dict[tuple[bool, str], list[Mention]] = {}
    for cue in cues:
        act = act_of[cue.key]
        if act not in ORDER or (not title and _in_name(words, cue)):
            continue
        level = _clause(words, cue.first)
        if level in ("condition", "aside") or not _holds(words, cue, keys, cue.first <= opening):
            continue
        foreseen = cue.key == "suggest" and expected and expected[-1].first > cue.last
        if foreseen or (cue.key == "request" and not asks_someone(words, cue, who)):
            continue
        if cue.key == "imperative" and not (who or generic.isdisjoint(w.term for w in words)):
            proverbs.append(cue)
        if cue.key == "expect" and has_actor(words, cue, who):
            act = "recommend"
        found.setdefault((level == "main", act), []).append(cue)
    if proverbs:
        return "evaluate", proverbs
    for place in product((True, False), ORDER):
        if place in found:
            return place[1], found[place]
    return "describe", []


def _holds(words: Sequence[Token], cue: Mention, keys: set[str], opening: bool) -> bool:
    """Does what its key asks for, besides its words, hold of a cue, one that opens a sentence?"""
    first = words[cue.first].term
    if cue.key == "imperative":
        return opening and _is_command(words, cue)
    if opening and first in grammar()["modals"]:  # "Should the talks fail, ..."; "Will Barnes ..."
        return False
    if cue.key == "importance":
        return "stress" in keys
    if cue.key == "quality":
        near = [word.term for word in words[max(0, cue.first - _NEAR) : cue.first]]
        return any(
            word in grammar()["copulas"] and not MARKS.intersection(near[at:])
            for at, word in enumerate(near)
        )
    return not ("habit" in keys and first == "would")


def _is_command(words: Sequence[Token], cue: Mention) -> bool:
    """Does the sentence go on as an imperative does?"""
    after = "".join(word.term for word in words[cue.last + 1 : cue.last + 2])
    opener = " ".join(word.term for word in words[cue.first : cue.last + 1])
    if opener in grammar()["command_openers"]:
        return after.isalpha() and after not in grammar()["inversions"]
    return after in grammar()["after_commands"]


def _in_name(words: Sequence[Token], cue: Mention) -> bool:
    """A capital within a sentence, not all in capitals: the word belongs to a name or a title."""
    at = cue.first
    if at == 0 or not words[at].token.istitle():
        return False
    capital_after = any(word.token[0].isupper() for word in words[at + 1 : at + 2])
    return capital_after or words[at - 1].kind in ("word", "number", "clitic")


def _clause(words: Sequence[Token], at: int) -> str:
    """Where a word stands: in the main clause, a subordinate, a condition, an aside (", who")."""
    rules = grammar()
    for n in range(at - 1, max(-1, at - 1 - FAR), -1):
        term = words[n].term
        if words[n].token in MARKS:
            break
        if term in rules["conditions"]:
            return "condition"
        if term in rules["relatives"]:
            return "aside" if n and words[n - 1].token == "," else "subordinate"
        if term in rules["subordinators"]:
            return "subordinate"
    return "main"
