"""Small pieces that every section is made of: text under text, and sentences behind a number."""

import pandas as pd

from kzlib.pages.given import PLACE, SIDE, Given
from kzlib.pages.weighing import HOLDS, LEAST, UNSURE
from kzlib.show import Shown, percent, quote, say, spread, table
from kzlib.show.html import escape
from kzlib.text.corpus import text_order

FIRST = 5  # sentences of each group that stand in the page itself; a script brings the rest
MOST = 400  # sentences of each group that are listed at all
NOTHING = Shown("", "")


def stack(*pieces: Shown) -> Shown:
    """Some pieces under one another; empty ones take no room."""
    whole = NOTHING
    for piece in pieces:
        if piece.html:
            whole = whole + piece if whole.html else piece
    return whole


def heading(words: str) -> Shown:
    """A heading within a section."""
    return Shown(f'<div><h3 style="margin:1em 0 .3em">{escape(words)}</h3></div>', words)


def lines(given: Given, rows: pd.DataFrame, summary: str) -> Shown:
    """The sentences behind a number, group by group, behind one line that opens them.

    `rows` has their article and sentence. The first few of each group stand in the page; those of
    different articles come first.
    """
    found = given.sentences.merge(rows[PLACE].drop_duplicates(), on=PLACE)
    shown, texts, places = "", [summary], []
    for side in given.sides:
        own = found[found[SIDE].astype(str) == side]
        turn = own.groupby("article", observed=True).cumcount()
        own = own.iloc[turn.argsort(kind="stable")]
        places += number_of(given, own.head(MOST))
        texts.append(f"{side}: {len(own)}")
        items = ""
        for text, place in own[["text", "id"]].head(FIRST).itertuples(index=False):
            one = quote(" ".join(str(text).split()), str(place))
            items += f'<li data-at="{escape(place)}">{one.html}</li>'
            texts.append(f"- {one.text}")
        more = len(own) - FIRST
        note = f'<li class="more">and {more:,} more</li>' if more > 0 else ""
        shown += f"<div><strong>{escape(side)}</strong> · {len(own):,}<ul>{items}{note}</ul></div>"
    listed = " ".join(map(str, places))
    head = f"<summary>{escape(summary)}</summary>"
    return Shown(
        f'<details class="lines" data-lines="{listed}">{head}{shown}</details>', "\n".join(texts)
    )


def number_of(given: Given, rows: pd.DataFrame) -> list[int]:
    """The places of some sentences among all of the corpus, as the page's script counts them."""
    order = text_order(given.corpus, given.corpus.sentences, "sentence")
    found: list[int] = order.searchsorted(text_order(given.corpus, rows, "sentence")).tolist()
    return found


def share_table(given: Given, weighed: pd.DataFrame, labels: dict[str, str], what: str) -> Shown:
    """The shares of both groups with their difference and how far it can be trusted."""
    rows = pd.DataFrame({what: weighed["property"].map(labels)})
    for side, name in zip(given.sides, ("reference", "target"), strict=True):
        counts = zip(weighed[f"{name}_count"], weighed[f"{name}_n"], strict=True)
        rows[side] = [
            f"{count:,} of {total:,} ({percent(count / total)})" for count, total in counts
        ]
    rows["points"] = [percent(value).removesuffix(" %") for value in weighed["difference"]]
    rows["range"] = spread(weighed)
    rows["random splits"] = [often(value) for value in weighed["as_far"]]
    rows["settings"] = [
        f"{held} of {asked}" for held, asked in weighed[["held", "settings"]].to_numpy()
    ]
    rows["verdict"] = weighed["verdict"]
    kind = weighed["difference_range"].iloc[0].removesuffix(", one-sided")
    kind = next((k for k in weighed["difference_range"] if k != "none"), kind)
    kind = kind.removesuffix(", one-sided")
    return table(
        rows,
        caption=f"Body sentences. Points: {given.target} less {given.reference}, in percentage "
        f"points; range: {kind}. Random splits: in how many of 100 the same {weighed['unit'].iloc[0]}"
        ", split at random, differ as much. Settings: ways of counting in which the range excludes "
        "zero.",
    )


def often(share: float) -> str:
    """How many of 100 random splits, never "0" for what is only rare."""
    return f"{100 * share:.0f}" if share >= 0.01 else "under 1"


def rule(given: Given, weighed: pd.DataFrame) -> Shown:
    """What the verdicts mean, with the numbers that they rest on here."""
    unit = weighed["unit"].iloc[0].removesuffix("s")
    return say(
        "*{holds}*: the range excludes zero, also without any one {unit}; fewer than one in {rare} "
        "random splits differ as much (one in twenty, shared out among {n} comparisons); and three "
        "of four settings agree. *{unsure}* is the usual answer. Under {least} sentences nothing "
        "is said.".replace("*", ""),
        holds=HOLDS, unsure=UNSURE, least=LEAST, unit=unit, rare=f"{20 * len(weighed):,}",
        n=len(weighed),
    )  # fmt: skip
