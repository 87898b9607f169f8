"""Who is asked to act: the subject of "should", whom "urged" names, or who else must be meant."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kzlib.speech.parties import AGENT, BOTH, LAW, OTHER, TOGETHER, can_act, is_party
from kzlib.speech.speakers import verb_forms
from kzlib.text.files import read_data
from kzlib.text.tokens import Token

MARKS = frozenset(',;:—–()[]"“”«»')
"""Punctuation between clauses."""

FAR = 100
"""Words looked at on each side of a cue; the longest of 12,000 sentences of news has 84."""

_NEAR = 3  # words from an appeal to whom it names, or between two parties that are joined
_AHEAD = 5  # words in which "be" and a participle follow a modal


class Mention(NamedTuple):
    """A match of a dictionary: its first and last word in the sentence, its key."""

    first: int
    last: int
    key: str


Found = tuple[str, tuple[int, int] | None]
"""An addressee, and the first and last word that name it (None: it is meant, not named)."""

NOBODY: Found = ("", None)


@cache
def grammar() -> dict[str, frozenset[str]]:
    """The lists of data/act_grammar.toml, by name."""
    tables = read_data("act_grammar").items()
    lists = {name: frozenset(each["words"]) for name, each in tables if "words" in each}
    return lists | {"clause_ends": lists["clause_ends"].union(verb_forms("without_that"))}


def find_addressee(
    words: Sequence[Token], cues: Sequence[Mention], who: Sequence[Mention]
) -> Found:
    """Who is to act, by the cues of a recommendation and all mentions of somebody."""
    meant, asked = "", 0
    for cue in cues:
        near = _near(who, cue)
        if cue.key in ("recommend", "expect"):
            passive = _is_passive(words, cue.last + 1)
            found = _agent(words, cue.last + 1, near) if passive else _subject(words, cue, near)
        elif cue.key in ("urge", "suggest", "request"):
            found = _object(words, cue, near)
            asked = asked or cue.last  # behind an appeal stands all that is asked for
        else:
            found = NOBODY
        if found[1]:
            return found
        meant = meant or found[0]
    return meant or _meant(words, [each for each in who if each.first >= asked]), None


def has_actor(words: Sequence[Token], cue: Mention, who: Sequence[Mention]) -> bool:
    """Is the subject of a modal somebody who can act?"""
    near = _near(who, cue)
    begin, end = _subject_span(words, cue.first, near)
    pronoun = begin < end and words[end - 1].term in grammar()["actors"]
    return pronoun or any(each.last == end - 1 and can_act(each.key) for each in near)


def asks_someone(words: Sequence[Token], cue: Mention, who: Sequence[Mention]) -> bool:
    """Does somebody and "to" follow a verb of asking?"""
    named = _first_named(words, cue.last + 1, _near(who, cue))
    return bool(named) and _terms(words, named[-1].last + 1, 1) == ["to"]


def _near(who: Sequence[Mention], cue: Mention) -> Sequence[Mention]:
    """The mentions that stand so near to a cue that it may ask them to act."""
    first, last = (
        bisect_left(who, cue.first + n, key=lambda each: each.first) for n in (-FAR, FAR)
    )
    return who[first:last]


def _subject(words: Sequence[Token], cue: Mention, who: Sequence[Mention]) -> Found:
    begin, end = _subject_span(words, cue.first, who)
    if end - begin == 1 and words[begin].term in grammar()["pronouns"]:
        return _name(_subject_before(words, begin, who))
    inside = [each for each in who if begin <= each.first and each.last < end and can_act(each.key)]
    addressee = _resolve(inside)
    if addressee and inside[-1].last == end - 1:
        return _name(inside)
    return ("" if addressee == OTHER else addressee), None  # its policy, not itself, is the subject


def _subject_span(words: Sequence[Token], at: int, who: Sequence[Mention]) -> tuple[int, int]:
    """The noun phrase before a verb, up to its head: what hangs on the head is left out."""
    rules = grammar()
    stops = rules["clause_ends"] | MARKS
    end = _before_adverbs(words, 0, at)
    if end and words[end - 1].token == ",":  # "Kazakhstan, the largest of the five, should"
        end = max(_back(words, end - 1, {","}) - 1, 0)
    begin = _back(words, end, stops)
    covered = {n for each in who for n in range(each.first, each.last + 1)}
    while begin and words[begin - 1].token == ",":  # "Kazakhstan, Uzbekistan and ..."
        before = _back(words, begin - 1, stops)
        chunk = [n for n in range(before, begin - 1) if n not in covered]
        if before == begin - 1 or any(words[n].term not in rules["determiners"] for n in chunk):
            break
        begin = before
    if begin < end and words[begin].term in rules["prepositions"]:  # "In this Washington should"
        return next((each.first for each in who if each.last == end - 1), end), end
    agents = {each.last + 1 for each in who if each.key == AGENT}
    # The leaders *of Kazakhstan* count, ties *with Kazakhstan* do not.
    hanging = (n for n in range(begin, end) if words[n].term in rules["prepositions"])
    return begin, _before_adverbs(words, begin, next((n for n in hanging if n not in agents), end))


def _before_adverbs(words: Sequence[Token], begin: int, end: int) -> int:
    while end > begin and _is_adverb(words[end - 1]):
        end -= 1
    return end


def _is_adverb(word: Token) -> bool:
    return word.term in grammar()["adverbs"] or word.term.endswith("ly")


def _back(words: Sequence[Token], end: int, stops: Iterable[str]) -> int:
    least = max(end - FAR, 0)
    while end > least and words[end - 1].term not in stops:
        end -= 1
    return end


def _subject_before(words: Sequence[Token], at: int, who: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions that open an earlier clause, the nearest first."""
    opens = grammar()["clause_ends"] | MARKS | {"for"}
    for each in reversed([each for each in who if each.last < at and can_act(each.key)]):
        begin = each.first
        while begin and words[begin - 1].term in ("the", "a", "both"):
            begin -= 1
        opening = begin == 0 or words[begin - 1].term in opens
        if opening and _resolve(named := _joined(words, each.first, who)):
            return named
    return []


def _object(words: Sequence[Token], cue: Mention, who: Sequence[Mention]) -> Found:
    """Whom an appeal names behind it: "urged Congress to", "recommends that Congress"."""
    at, lead = cue.last + 1, words[cue.last].term
    while at < len(words) and words[at].term in ("that", "for", "on", "upon", "from", "by", "with"):
        lead, at = words[at].term, at + 1
    named = _first_named(words, at, who)
    if not _resolve(named):
        return NOBODY
    after = _terms(words, named[-1].last + 1, _NEAR)
    clause = lead == "that" and "be" not in after
    up_to = _terms(words, cue.last - 1, 2) == ["up", "to"]
    if clause or up_to or lead in ("from", "by") or after[:1] in (["to"], ["should"], ["must"]):
        return _name(named)
    return (_resolve(named) if after and _resolve(named) != OTHER else ""), None


def _first_named(words: Sequence[Token], at: int, who: Sequence[Mention]) -> list[Mention]:
    """The mentions with which the noun phrase at a word begins."""
    named = [each for each in who if each.first >= at and can_act(each.key)]
    stops = grammar()["prepositions"] | grammar()["clause_ends"] | MARKS
    between = words[at : named[0].first] if named else []
    if not named or len(between) > _NEAR or any(word.term in stops for word in between):
        return []
    joined = _joined(words, named[0].first, who)
    if joined[-1].key == AGENT and _terms(words, joined[-1].last + 1, 1) == ["of"]:
        joined += _joined(words, joined[-1].last + 2, who)
    return joined


def _joined(words: Sequence[Token], at: int, who: Sequence[Mention]) -> list[Mention]:
    """The mentions from a word on that only "and", commas and possessives join."""
    joined: list[Mention] = []
    for each in who:
        if each.first >= at and can_act(each.key):
            if any(word.term not in grammar()["links"] for word in words[at : each.first]):
                break
            joined.append(each)
            at = each.last + 1
    return joined


def _resolve(named: Sequence[Mention]) -> str:
    """The addressee that the mentions of one noun phrase make together."""
    keys = [each.key for each in named if each.key != AGENT]
    if keys and keys[0] != OTHER and len(set(filter(is_party, keys))) > 1:
        return BOTH
    return keys[0] if keys else ""


def _name(named: Sequence[Mention]) -> Found:
    addressee = _resolve(named)
    return (addressee, (named[0].first, named[-1].last)) if addressee else NOBODY


def _is_passive(words: Sequence[Token], at: int) -> bool:
    """Do "be" and a participle follow?"""
    rest = [word.term for word in words[at : at + _AHEAD] if not _is_adverb(word)]
    be, verb = [*rest, "", ""][:2]
    participle = verb.endswith("ed") or verb in grammar()["participles"]
    return be in ("be", "been", "get") and participle and verb not in grammar()["states"]


def _agent(words: Sequence[Token], at: int, who: Sequence[Mention]) -> Found:
    """Who stands behind "by" after a passive."""
    for n, word in enumerate(words[at : at + FAR], at):
        if word.token in MARKS:
            break
        if word.term == "by" and (named := _first_named(words, n + 1, who)):
            return _name(named)
    return NOBODY


def _meant(words: Sequence[Token], who: Sequence[Mention]) -> str:
    """Who is meant though not named: by a law of theirs, or both by a word that joins them."""
    laws = {each.key.removeprefix(LAW) for each in who if each.key.startswith(LAW)}
    if len(laws) == 1:
        return laws.pop()
    if any(each.key in (BOTH, TOGETHER) for each in who):
        return BOTH
    for one, two in pairwise(who):
        between = _terms(words, one.last + 1, two.first - one.last - 1)
        parties = is_party(one.key) and is_party(two.key) and one.key != two.key
        if parties and len(between) <= _NEAR and grammar()["links"].issuperset(between):
            return BOTH
    return ""


def _terms(words: Sequence[Token], at: int, count: int) -> list[str]:
    return [word.term for word in words[at : at + count]]
