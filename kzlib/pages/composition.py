"""What was compared, and how alike the two groups are in everything else."""

from collections.abc import Callable

import pandas as pd

from kzlib.compare.draws import ENOUGH
from kzlib.pages.given import SIDE, Given
from kzlib.pages.pieces import stack
from kzlib.show import Shown, percent, say, table
from kzlib.speech.profile import profile

ASPECTS = ("source", "outlet", "kind", "genre", "year")
MOST = 12  # values of a column that are shown; more say little of a mix


def composition(given: Given) -> Shown:
    """The groups in figures, what else sets them apart, and what that allows to say."""
    corpus = given.corpus
    groups = profile(corpus, by=SIDE).set_index(SIDE).loc[[*given.sides]].reset_index()
    columns = {
        SIDE: given.by, "articles": "articles", "words": "words", "sentences": "sentences",
        "sentence_words": "words a sentence", "quoted": "words in quotations",
        "names": "names per 100 words",
    }  # fmt: skip
    formats: dict[str, str | Callable[[float], str]] = {
        "words": "{:,.0f}",
        "sentence_words": "{:.1f}",
        "quoted": percent,
        "names": "{:.1f}",
    }
    shown = table(
        groups, caption="The two groups; counted is the body, without headings, notes on the author"
        " and what a page puts round an article.", columns=columns, formats=formats,
    )  # fmt: skip
    rest = ""
    if len(given.groups) > 1:
        rest = " “{reference}” are: {groups}."
    first = say(
        "Compared by **{by}**: **{target}** with **{reference}**." + rest,
        by=given.by, target=given.target, reference=given.reference,
        groups=", ".join(given.groups),
    )  # fmt: skip
    return stack(first, shown, *_mixes(given), _allowed(given))


def _mixes(given: Given) -> list[Shown]:
    """Of each column that says in what else the groups differ: its mix, and a warning."""
    articles = given.corpus.articles
    pieces = []
    for name in ASPECTS:
        values = articles.get(name)
        if values is None or values.nunique() < len(given.sides) or _is_same(given, values):
            continue
        counts = pd.crosstab(values.replace("", "not known"), articles[SIDE])[[*given.sides]]
        shared = (counts > 0).all(axis="columns")
        if not shared.any():
            pieces.append(
                say(
                    "**The groups have no {name} in common**, so what sets them apart may be the "
                    "{name} and not what they are compared by.",
                    name=name,
                )
            )
        counts = counts.sort_values([*given.sides], ascending=False, kind="stable")
        caption = f"Articles by {name}" + f", the first {MOST}" * (len(counts) > MOST) + "."
        counts = counts.rename_axis(columns=None).reset_index()
        pieces.append(table(counts.head(MOST), caption=caption))
    return pieces


def _is_same(given: Given, values: "pd.Series[str]") -> bool:
    """Does a column only say anew what the articles are compared by?"""
    pairs = pd.DataFrame({"group": given.corpus.articles[given.by], "value": values})
    return len(pairs.drop_duplicates()) == max(pairs.nunique())


def _allowed(given: Given) -> Shown:
    """What so many articles allow to say."""
    if given.smallest >= ENOUGH:
        return say(
            "Ranges come from drawing whole articles anew: they say how far a number would move "
            "with other articles like these."
        )
    return say(
        "**With fewer than {enough} articles in a group nothing follows about the groups**, only "
        "about these articles. Ranges show how far a number hangs on single paragraphs.",
        enough=ENOUGH,
    )
