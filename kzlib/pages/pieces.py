"""Small pieces that every section is made of: text under text, and sentences behind a number."""

import numpy as np
import pandas as pd

from kzlib.compare.draws import ENOUGH, drawn_unit
from kzlib.compare.shares import NONE, ONE_SIDED
from kzlib.pages.given import SIDE, Given
from kzlib.pages.weighing import FEW, HOLDS, LEAST, SHORT, UNSURE
from kzlib.show import Shown, fold, quote, say, table
from kzlib.show.html import QUIET, escape
from kzlib.show.numbers import MISSING, minus

FIRST = 5  # sentences of each group that stand in the page itself; a script brings the rest
MOST = 400  # sentences of each group that are listed at all
MANY = 1000  # sentences of both groups from which on a tenth of a point says something
SELDOM = 0.01  # of random splits, under which their share is not given in figures
NOTHING = Shown("", "")


def stack(*pieces: Shown) -> Shown:
    """Some pieces under one another; empty ones take no room."""
    there = [piece for piece in pieces if piece.html]
    return sum(there[1:], there[0]) if there else NOTHING


def heading(words: str) -> Shown:
    """A heading within a section."""
    return Shown(f'<div><h3 style="margin:1em 0 .3em">{escape(words)}</h3></div>', words)


def lines(given: Given, rows: pd.DataFrame, summary: str) -> Shown:
    """The sentences behind a number, group by group, behind one line that opens them.

    `rows` has their article and sentence. The first few of each group stand in the page; those of
    different articles come first.
    """
    found = given.sentences.iloc[np.unique(given.places(rows))]
    shown, texts, places = "", [summary], []
    for group, side in enumerate(given.sides):
        own = found[found[SIDE].astype(str) == side]
        turn = own.groupby("article", observed=True).cumcount()
        own = own.iloc[turn.argsort(kind="stable")]
        places += own.head(MOST).index.tolist()
        texts.append(f"{side}: {len(own)}")
        items = ""
        for text, place in own[["text", "id"]].head(FIRST).itertuples(index=False):
            one = quote(" ".join(str(text).split()), str(place))
            items += f'<li data-at="{escape(place)}">{one.html}</li>'
            texts.append(f"- {one.text}")
        more = len(own) - FIRST
        note = f'<li class="more">and {more:,} more</li>' if more > 0 else ""
        if len(own):
            head = f"<strong>{escape(side)}</strong> · {len(own):,}"
            opened = f'<ul data-group="{group}" data-more="{max(0, len(own) - MOST)}">'
            shown += f"<div>{head}{opened}{items}{note}</ul></div>"
    listed = " ".join(map(str, places))
    head = f"<summary>{escape(summary)}</summary>"
    return Shown(
        f'<details class="lines" data-lines="{listed}">{head}{shown}</details>', "\n".join(texts)
    )


def behind(evidence: list[Shown]) -> Shown:
    """The sentences behind several numbers, under one line that says so."""
    if not evidence:
        return NOTHING
    words = "The sentences behind the numbers:"
    head = f'<div class="behind" style="{QUIET}">{words}</div>'
    return stack(Shown(head, words), *evidence)


def share_table(given: Given, weighed: pd.DataFrame, labels: dict[str, str], what: str) -> Shown:
    """The shares of both groups with their difference and how far it can be trusted.

    What too few sentences have is named below the table, with their number.
    """
    is_few = weighed["verdict"] == FEW
    few = weighed[is_few]
    counts = zip(few["property"], few["target_count"] + few["reference_count"], strict=True)
    named = ", ".join(f"{labels[name]} {count}" for name, count in counts)
    below = say("Too few sentences to compare: {named}.", named=named) if named else NOTHING
    weighed = weighed[~is_few]
    if weighed.empty:
        return below
    digits = int(weighed["target_n"].add(weighed["reference_n"]).min() >= MANY)
    rows = pd.DataFrame({what: weighed["property"].map(labels)})
    for side, name in zip(given.sides, ("reference", "target"), strict=True):
        counts = zip(weighed[f"{name}_count"], weighed[f"{name}_n"], strict=True)
        rows[side] = [
            f"{count:,} of {total:,} ({in_points(count / total, digits)} %)"
            for count, total in counts
        ]
    rows["points"] = [in_points(value, digits) for value in weighed["difference"]]
    rows["verdict"] = weighed["verdict"]  # before what it rests on: a phone shows the first
    rows["range"] = _ranges(weighed, "difference", digits)
    rows["without one"] = _ranges(weighed, "without_one", digits)
    rows["random splits"] = [often(value) for value in weighed["as_far"]]
    rows["settings"] = [
        f"{held} of {asked}" for held, asked in weighed[["held", "settings"]].to_numpy()
    ]
    kinds = [kind.removesuffix(ONE_SIDED) for kind in weighed["difference_range"]]
    kind = next((each for each in kinds if each != NONE), kinds[0])
    shown = table(
        rows,
        caption=f"Body sentences. Points: {given.target} minus {given.reference}. Range: {kind}. "
        f"Random splits: how many of 100 splits of the {weighed['unit'].iloc[0]}.",
    )
    return stack(shown, below)


def in_points(share: float, digits: int = 0) -> str:
    """A share or a difference in per cent; of few sentences in whole ones. Never a minus before 0.

    >>> in_points(-0.0004), in_points(-0.0314, 1), in_points(float("nan"))
    ('0', '−3.1', '–')
    """
    if pd.isna(share):
        return MISSING
    return minus(f"{round(100 * share, digits) or 0:.{digits}f}")


def _ranges(weighed: pd.DataFrame, name: str, digits: int) -> list[str]:
    """From one end of each range to the other."""
    ends = weighed[[f"{name}_low", f"{name}_high"]].to_numpy()
    kinds = weighed["difference_range"] if name == "difference" else [""] * len(weighed)
    return [
        MISSING
        if pd.isna([low, high]).all()
        else f"{in_points(low, digits)} to {in_points(high, digits)}"
        + ONE_SIDED * kind.endswith(ONE_SIDED)
        for (low, high), kind in zip(ends, kinds, strict=True)
    ]


def often(share: float) -> str:
    """How many of 100 random splits, never "0" for what is only rare."""
    return f"{100 * share:.0f}" if share >= SELDOM else "under 1"


def left_out(given: Given, unit: str) -> str:
    """What is left out, one by one: where paragraphs are drawn, also each of several articles."""
    if unit == "paragraphs" and len(given.corpus.articles) > len(given.sides):
        return "paragraph or article"
    return unit.removesuffix("s")


def rule(given: Given) -> Shown:
    """How the tables are read, and what their verdicts mean; said once, under the answer."""
    unit = drawn_unit(given.smallest)
    said = say(
        "- **points**: the share of {target} minus that of {reference}, in percentage points; "
        "**range**: how far this moves when {unit} are drawn anew; one-sided: only one of the "
        "groups moved{few}\n"
        "- **without one**: how far it moves when any one {one} is left out\n"
        "- **random splits**: the same {unit} are split at random into two groups; in how many of "
        "100 splits these differ as much or more\n"
        "- **settings**: in how many ways of counting the range excludes zero: the body or all "
        "parts; with or without direct speech; with or without sentences of fewer than {short} "
        "words; {repeated}in sentences or in words. Themes are also counted without the most "
        "frequent word of each, and VADER’s tone also where it is strong. All count mostly the "
        "same sentences: they show what a difference hangs on, and are not that many proofs\n"
        "- **{holds}**: the range excludes zero, without any one {one} the sign stays, at least "
        "three of four settings agree, and so large a difference is rare in random splits (5 of "
        "100, divided by the rows of the table). A word must also differ per 1,000 words, "
        "corrected for testing many, and more words must differ than in random splits. Each table "
        "may so err in 5 of 100 cases, and a report has several: when articles of one source were "
        "split at random into groups of 5 to 20, some 15 of 100 reports named a "
        "difference in themes, names or voices{small}\n"
        "- **{unsure}**: all else, and the usual answer. Under {least} sentences in both groups "
        "together nothing is compared",
        holds=HOLDS, unsure=UNSURE, least=LEAST, unit=unit, one=left_out(given, unit), short=SHORT,
        target=given.target, reference=given.reference,
        few="; where few articles have such sentences, paragraphs are drawn, and the caption says "
        "so" if unit == "articles" else "",
        small="" if given.smallest >= ENOUGH else "; in smaller groups more than half of them did",
        repeated="" if given.near_duplicates.empty else "with or without repeated articles; ",
    )  # fmt: skip
    return fold(said, f"How to read the tables, and what “{HOLDS}” means")
