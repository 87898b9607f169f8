"""What a corpus is made of, before any result: its groups, and in what else they differ."""

from collections.abc import Sequence

import pandas as pd

from kzlib.show.html import Shown, fold, say
from kzlib.show.numbers import percent
from kzlib.show.picture_checks import check_needs
from kzlib.show.tables import Format, table
from kzlib.text.arguments import checked

UNKNOWN = "not known"
MOST = 30  # groups, and passages, that a card shows
COLUMNS = {"articles": "articles", "outlets": "outlets", "first": "from", "last": "to"}
COLUMNS |= {"words": "words", "article_words": "words an article", "quoted": "in quotations"}
PASSAGES = {"article": "article", "other": "earlier article", "shared": "in common"}
PASSAGES |= {"words": "words of the passage", "text": "longest passage in common"}
SAYS = (
    "Words an article: the median. In quotations: the share of the words that is given as speech."
)


@checked
def composition_card(
    composition: pd.DataFrame,
    groups: pd.DataFrame,
    *,
    by: str,
    duplicates: pd.DataFrame | None = None,
) -> Shown:
    """Warnings first, then the groups in figures, what they have in common, and reprints.

    What it takes:
    - `composition`: what `kzlib.composition` gives; `groups`: what `profile` gives, both of `by`,
      a column or a list of several;
    - `duplicates`: what `find_near_duplicates` gives. Without it nothing is said of reprints.

    At most 30 groups and 30 passages are shown, and the rest is counted.

    Errors: ValueError for a column that is missing.
    """
    check_needs(composition, ["warns", "says"], "The card needs")
    check_needs(groups, [by, *COLUMNS], "The groups need")
    warned = composition["warns"].astype(bool)
    warnings, others = (composition.loc[rows, "says"].tolist() for rows in (warned, ~warned))
    head = "**The groups differ in more than {by}, so read each result with care:**"
    none = "Apart from {by}, the groups do not differ much in what is known of the articles."
    parts = [_listed(head if warnings else none, warnings, by), _figures(groups, by)]
    if others:
        parts.append(_listed("Beside these:" if warnings else "", others, by))
    if duplicates is not None:
        parts.append(_reprints(duplicates, int(groups["articles"].sum())))
    return sum(parts[1:], parts[0])


def _listed(head: str, sentences: Sequence[str], by: str) -> Shown:
    """A line and the sentences under it, as a list."""
    values = {f"s{number}": each for number, each in enumerate(sentences)}
    return say("\n".join([head, *(f"- {{{name}}}" for name in values)]), by=by, **values)


def _figures(groups: pd.DataFrame, by: str) -> Shown:
    """The groups as a table; what is not known is said."""
    shown = groups[[by, *COLUMNS]].head(MOST)
    shown = shown.assign(
        outlets=[number or UNKNOWN for number in shown["outlets"]],
        **{name: shown[name].replace("", UNKNOWN) for name in ("first", "last")},
    )
    caption = f"The groups by {by}, in figures. {SAYS}{_rest(groups, 'groups')}"
    formats: dict[str, Format] = {"quoted": percent, "article_words": "{:,.0f}"}
    return table(shown, caption=caption, columns={by: by} | COLUMNS, formats=formats)


def _reprints(duplicates: pd.DataFrame, articles: int) -> Shown:
    """How many articles repeat an earlier one, and, folded, the passages that they share."""
    check_needs(duplicates, [*PASSAGES], "The reprints need")
    if duplicates.empty:
        return say("No article repeats much of an earlier one.")
    said = say(
        "**Articles that repeat much of an earlier one, and so count twice: {n} of {articles}.**",
        n=len(duplicates),
        articles=articles,
    )
    caption = (
        "Articles that repeat an earlier one. In common: the share of the shorter one's runs of "
        f"three words that the other has too.{_rest(duplicates, 'articles')}"
    )
    passages = table(
        duplicates.head(MOST),
        caption=caption,
        columns=PASSAGES,
        formats={"shared": percent},
        words="text",
    )
    return said + fold(passages, "Which, and the longest passage in common")


def _rest(frame: pd.DataFrame, what: str) -> str:
    left = len(frame) - MOST
    return f" {left:,} more {what} are left out here." if left > 0 else ""
