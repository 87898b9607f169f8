"""Small pieces that every section is made of: text under text, and sentences behind a number."""

import pandas as pd

from kzlib.compare.draws import drawn_unit
from kzlib.pages.given import PLACE, SIDE, Given
from kzlib.pages.weighing import FEW, HOLDS, LEAST, UNSURE
from kzlib.show import Shown, percent, quote, say, spread, table
from kzlib.show.html import QUIET, escape
from kzlib.text.corpus import text_order

FIRST = 5  # sentences of each group that stand in the page itself; a script brings the rest
MOST = 400  # sentences of each group that are listed at all
SELDOM = 0.01  # of random splits, under which their share is not given in figures
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
        if len(own):
            head = f"<strong>{escape(side)}</strong> · {len(own):,}"
            group = given.sides.index(side)
            shown += f'<div>{head}<ul data-group="{group}">{items}{note}</ul></div>'
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
    return stack(Shown(f'<div style="{QUIET}">{words}</div>', words), *evidence)


def number_of(given: Given, rows: pd.DataFrame) -> list[int]:
    """The places of some sentences among all of the corpus, as the page's script counts them."""
    order = text_order(given.corpus, given.corpus.sentences, "sentence")
    found: list[int] = order.searchsorted(text_order(given.corpus, rows, "sentence")).tolist()
    return found


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
    kind, unit = kind.removesuffix(", one-sided"), weighed["unit"].iloc[0]
    shown = table(
        rows,
        caption=f"Body sentences; points: {given.target} less {given.reference}; range: {kind}; "
        f"random splits of {unit}, of 100.",
    )
    return stack(shown, below)


def often(share: float) -> str:
    """How many of 100 random splits, never "0" for what is only rare."""
    return f"{100 * share:.0f}" if share >= SELDOM else "under 1"


def rule(given: Given) -> Shown:
    """How the tables are read, and what their verdicts mean; said once, under the answer."""
    unit = drawn_unit(given.smallest)
    return say(
        "How the tables are read:\n"
        "- **points**: the difference of the shares, {target} less {reference}, in percentage "
        "points; **range**: how far it moves when {unit} are drawn anew\n"
        "- **random splits**: the same {unit} are split at random into two groups; given is in how "
        "many of 100 splits the groups differ as much\n"
        "- **settings**: in how many ways of counting the range excludes zero: the body or all "
        "parts, with or without direct speech, in sentences or in words{repeated}\n"
        "- **{holds}**: the range excludes zero, also without any one {one}; so much is rare in "
        "random splits (under 5 of 100, shared out among the rows of the table); and three of four "
        "settings agree\n"
        "- **{unsure}**: all else, and the usual answer; under {least} sentences nothing is said",
        holds=HOLDS, unsure=UNSURE, least=LEAST, unit=unit, one=unit.removesuffix("s"),
        target=given.target, reference=given.reference,
        repeated="" if given.near_duplicates.empty else ", with or without repeated articles",
    )  # fmt: skip
