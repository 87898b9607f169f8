"""Words and phrases that set the two groups apart."""

import re

import pandas as pd

from kzlib.compare.keyness import shuffle_keyness
from kzlib.compare.phrases import ngrams
from kzlib.pages.given import SIDE, Given
from kzlib.pages.pieces import behind, heading, lines, stack
from kzlib.pages.weighing import HOLDS
from kzlib.search.concordance import kwic
from kzlib.show import Shown, say, table, word_ranges
from kzlib.text.tokens import function_words

MOST = 12  # words drawn of each group
PHRASES = 8  # phrases listed of each group
MANY, DEALS, FEWER = 400, 200, 40  # articles from which on there are fewer shuffles
SIZES = (2, 3, 4)
LOOKED_AT = 100  # of the phrases of a group, the most frequent ones


def words(given: Given) -> Shown:
    """How many words differ, beside random splits; the steadiest of them; phrases of each."""
    found = given.weighed_words
    return stack(
        _shuffled(given), _picture(given, found), behind(_evidence(given, found)), phrases(given)
    )


def _shuffled(given: Given) -> Shown:
    deals = FEWER if len(given.corpus.articles) > MANY else DEALS
    try:
        table = shuffle_keyness(given.corpus, **given.compared, deals=deals, seed=given.seed)
    except ValueError:  # no word occurs five times
        return say("No word appears five times or more in the two groups: too little to compare.")
    dealt = table.loc[~table["observed"], "off_zero"]
    real, most = int(table["off_zero"].iloc[0]), int(dealt.quantile(0.9, "higher"))
    ends = (
        "That is no more than splitting the same {unit} at random gives: **the words show no "
        "difference between the groups.**"
        if real <= most
        else "So the groups differ in more words than chance gives, but which of these words are "
        "chance, the number does not say."
    )
    return say(
        "Of {terms:,} words with five hits or more, **{real:,}** are clearly more frequent in one "
        "group. In nine of ten random splits of the same {unit} there are {most:,} or fewer. "
        + ends,
        terms=table["terms"].iloc[0], real=real, most=most, unit=table["unit"].iloc[0],
    )  # fmt: skip


def _picture(given: Given, found: pd.DataFrame) -> Shown:
    """The steadiest words of each group, drawn."""
    found = found[found["verdict"] == HOLDS]
    if found.empty:
        return say("No single word’s difference holds in enough ways of counting to be shown.")
    drawn = pd.concat(
        [found[found["log_ratio"] > 0].head(MOST), found[found["log_ratio"] < 0].head(MOST)]
    ).sort_values("log_ratio", ascending=False)
    drawn["verdict"] = drawn["rule"].astype(str)
    return word_ranges(
        drawn, target_label=given.target, reference_label=given.reference,
        title=f"Words that {given.target} and {given.reference} use most differently",
        caption=f"Dots: how many times as often in {given.target}; lines: 95 % ranges; at the "
        "ends: how often. Words whose range excludes zero difference in three of four ways of "
        "counting, also corrected for testing many words. A word shows wording, not opinion.",
    )  # fmt: skip


def _evidence(given: Given, found: pd.DataFrame) -> list[Shown]:
    """The sentences of each word drawn."""
    found = found[found["verdict"] == HOLDS]
    tokens = given.corpus.tokens
    tokens = tokens[(tokens["part"] == "body") & (tokens["kind"] == "word")]
    drawn = [
        *found.loc[found["log_ratio"] > 0, "term"].head(MOST),
        *found.loc[found["log_ratio"] < 0, "term"].head(MOST),
    ]
    return [lines(given, tokens[tokens["term"] == term], f"“{term}”") for term in drawn]


def phrases(given: Given) -> Shown:
    """The phrases of each group that the other has seldom, with their lines."""
    found = ngrams(given.corpus, by=SIDE, sizes=SIZES, min_count=3)
    if found.empty:
        return say("No phrase is repeated three times in one group.")
    wide = found.pivot(index="phrase", columns=SIDE, values=["count", "articles"]).fillna(0)
    size = found.groupby("phrase")["size"].first()
    rows, pieces, known = [], [], _known(given)
    for side, other in (given.sides, given.sides[::-1]):
        if ("count", side) not in wide:
            continue
        own = wide["count"][side]
        others = wide["count"][other] if ("count", other) in wide else own * 0
        several = wide["articles"][side] >= min(2, given.corpus.articles[SIDE].eq(side).sum())
        rare = several & (own > 3 * others)
        rare &= pd.Series([_is_telling(phrase, known) for phrase in wide.index], index=wide.index)
        typical = pd.DataFrame({"hits": own, "size": size})[rare]
        typical = typical.rename_axis("phrase").reset_index()
        typical = typical.sort_values(["hits", "size", "phrase"], ascending=[False, False, True])
        for phrase in _outer(typical.head(LOOKED_AT))["phrase"].head(PHRASES):
            place = kwic(given.corpus, phrase, window=0, part="body", by=SIDE)
            pieces.append(lines(given, place, f"“{phrase}”"))
            counts = place[SIDE].astype(str).value_counts()
            rows.append({"phrase": phrase} | {each: counts.get(each, 0) for each in given.sides})
    if not rows:
        return say("No phrase is repeated in several articles of one group and rare in the other.")
    caption = (
        "Phrases of two to four words that one group has three times or more, in two articles or "
        "more where it has so many, and more than three times as often as the other. Counts."
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
