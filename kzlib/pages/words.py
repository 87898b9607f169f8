"""Words and phrases that set the two groups apart."""

import re

import pandas as pd

from kzlib.compare.phrases import ngrams
from kzlib.pages.given import SIDE, Given
from kzlib.pages.pieces import behind, heading, lines, share_table, stack
from kzlib.pages.weighing import HOLDS
from kzlib.search.concordance import kwic
from kzlib.show import Shown, say, table, word_ranges
from kzlib.text.tokens import function_words

PHRASES = 8  # phrases listed of each group
OFTEN, TIMES = 3, 3  # occurrences in its group, and more than so many times those in the other
SIZES = (2, 3, 4)
LOOKED_AT = 100  # of the phrases of a group, the most frequent ones


def words(given: Given) -> Shown:
    """How many words differ, beside random splits; the most different ones; phrases of each."""
    found = given.weighed_words
    shuffled = given.shuffled_words
    if shuffled.empty:
        few = "No word appears five times or more in the two groups: too little to compare."
        return stack(say(few), _phrases(given))
    labels = {term: given.as_written(term) for term in found["property"]}
    tokens = given.corpus.tokens
    tokens = tokens[(tokens["part"] == "body") & (tokens["kind"] == "word")]
    evidence = [
        lines(given, tokens[tokens["term"] == term], f"“{labels[term]}”") for term in labels
    ]
    numbers = share_table(given, found, labels, "sentences with") if labels else stack()
    return stack(
        _shuffled(given), _picture(given, found, labels), numbers, behind(evidence), _phrases(given)
    )


def _shuffled(given: Given) -> Shown:
    """How many words differ really, and in random splits."""
    shuffled, usual = given.shuffled_words, given.usual_words
    real = int(shuffled["off_zero"].iloc[0])
    ends = (
        "**So many differ by chance too.**"
        if real <= usual
        else "So more words differ than in nine of ten random splits; which of them differ by "
        "chance, this number does not say."
    )
    if shuffled["unit"].iloc[0] == "articles":
        ends += (
            " A word that one group lacks is among them if enough articles of the other have it."
        )
    return say(
        "Of {terms:,} words with five hits or more, **{real:,}** are clearly more frequent in one "
        "group. In nine of ten random splits of the same {unit} there are {usual:,} or fewer. "
        + ends,
        terms=shuffled["terms"].iloc[0], real=real, usual=usual, unit=shuffled["unit"].iloc[0],
    )  # fmt: skip


def _picture(given: Given, found: pd.DataFrame, labels: dict[str, str]) -> Shown:
    """The words that hold, drawn."""
    holding = found.loc[found["verdict"] == HOLDS, "property"]
    if holding.empty:
        return say(
            "No difference of a single word holds. With {terms:,} words compared at once, a few "
            "differ much by chance alone; so one must be very large and steady to hold.",
            terms=given.shuffled_words["terms"].iloc[0],
        )
    table = given.keyness.set_index("term").loc[[*holding]]
    table = table.sort_values("log_ratio", ascending=False).reset_index()
    return word_ranges(
        table.assign(term=table["term"].map(labels)),
        target_label=given.target, reference_label=given.reference,
        title=f"Words that {given.target} and {given.reference} use most differently",
        caption=f"Words whose difference holds. Dots: how many times as often in {given.target}; "
        "lines: 95 % ranges; at the ends: how often. A word shows wording, not opinion.",
    )  # fmt: skip


def _phrases(given: Given) -> Shown:
    """The phrases of each group that the other has seldom, with their lines."""
    found = ngrams(given.corpus, by=SIDE, sizes=SIZES, min_count=OFTEN)
    if found.empty:
        return say("No phrase is repeated three times in one group.")
    # The table lacks the phrases that a group has once or twice: they are counted one by one.
    wide = found.pivot(index="phrase", columns=SIDE, values=["count", "articles"]).fillna(0)
    size = found.groupby("phrase")["size"].first()
    rows, pieces, known = [], [], _known(given)
    for side, other in (given.sides, given.sides[::-1]):
        if ("count", side) not in wide:
            continue
        own = wide["count"][side]
        others = wide["count"][other] if ("count", other) in wide else own * 0
        several = wide["articles"][side] >= min(2, given.corpus.articles[SIDE].eq(side).sum())
        rare = several & (own > TIMES * others)
        rare &= pd.Series([_is_telling(phrase, known) for phrase in wide.index], index=wide.index)
        typical = pd.DataFrame({"hits": own, "size": size})[rare]
        typical = typical.rename_axis("phrase").reset_index()
        typical = typical.sort_values(["hits", "size", "phrase"], ascending=[False, False, True])
        listed = 0
        for phrase in _outer(typical.head(LOOKED_AT))["phrase"]:
            place = kwic(given.corpus, phrase, window=0, part="body", by=SIDE)
            counts = place[SIDE].astype(str).value_counts()
            if counts.get(side, 0) <= TIMES * counts.get(other, 0):
                continue
            written = " ".join(place["match"].mode().iloc[0].split())
            pieces.append(lines(given, place, f"“{written}”"))
            rows.append({"phrase": written} | {each: counts.get(each, 0) for each in given.sides})
            listed += 1
            if listed == PHRASES:
                break
    if not rows:
        return say("No phrase is repeated in several articles of one group and rare in the other.")
    caption = (
        "How often each group has them: phrases of two to four words that one group has three "
        "times or more, not all in one of its articles, and more than three times as often as the "
        "other."
    )
    shown = table(pd.DataFrame(rows), caption=caption, words=["phrase"])
    return stack(heading("Phrases"), shown, behind(pieces))


def _is_telling(phrase: str, known: frozenset[str]) -> bool:
    """Does it begin and end with content words, and say more than what the articles are from?"""
    first, *_, last = words = phrase.split()
    return not function_words() & {first, last} and not known.issuperset(words)


def _known(given: Given) -> frozenset[str]:
    """The words of the index: outlets, authors, groups. What repeats them is no finding."""
    columns = [name for name in ("source", "author", given.by) if name in given.corpus.articles]
    values = " ".join(" ".join({*given.corpus.articles[name]}) for name in columns)
    return frozenset(re.findall(r"\w+", values.lower()))


def _outer(table: pd.DataFrame) -> pd.DataFrame:
    """The phrases that are no part of a longer one with as many hits."""
    padded = {
        f" {phrase} ": hits for phrase, hits in zip(table["phrase"], table["hits"], strict=True)
    }
    inner = [
        any(hits == other and own in whole and own != whole for whole, other in padded.items())
        for own, hits in padded.items()
    ]
    return table[~pd.Series(inner, index=table.index, dtype=bool)]
