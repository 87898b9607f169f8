"""The groups and the largest differences by year, where the years of the articles are known."""

from typing import Any

import pandas as pd

from kzlib.compare.group_shares import count_shares
from kzlib.pages.given import SIDE, Given
from kzlib.pages.pieces import stack
from kzlib.pages.weighing import FEW
from kzlib.show import Shown, percent, say, share_lines, table
from kzlib.text.groups import with_group

FOUND = "found in it: "  # before a property, so that its column has no name of another one
SHOWN = 4  # themes and names shown by year


def over_time(given: Given) -> Shown:
    """A row a year and group: articles, and the shares that are largest in the whole."""
    articles = given.corpus.articles
    if "year" not in articles or articles["year"].eq("").all():
        return say("When the articles were published is not known, so nothing is said of time.")
    known = articles["year"] != ""
    if articles.loc[known, "year"].nunique() == 1:
        return say("All dated articles are of one year, {year}.", year=articles["year"].max())
    pieces = []
    if given.are_times:
        return say("The groups are times themselves: the sections above compare them.")
    if not known.all():
        unknown = int((~known).sum())
        pieces.append(say("{n} of {m} articles have no year.", n=unknown, m=len(articles)))
    return stack(*pieces, _picture(given), _table(given))


def _most_frequent(weighed: pd.DataFrame, number: int) -> list[str]:
    """The properties that most sentences of both groups have."""
    total = weighed["target_count"] + weighed["reference_count"]
    return weighed.assign(total=total).nlargest(number, "total")["property"].tolist()


def _lists(given: Given) -> list[tuple[str, pd.DataFrame, dict[str, str], pd.DataFrame]]:
    """What is looked at: its name, its marks, its labels, and how far it can be trusted."""
    return [
        ("theme", given.theme_marks, given.themes.labels, given.weighed_themes),
        ("name", given.name_marks, given.name_labels, given.weighed_names),
    ]


def _by_year(given: Given, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of articles whose year is known, with it."""
    rows = with_group(given.corpus, rows, by="year")
    return rows[rows["year"].astype(str) != ""]


def _picture(given: Given) -> Shown:
    """The most frequent name, else theme, by year in both groups."""
    for what, marks, labels, weighed in reversed(_lists(given)):
        enough = weighed[weighed["verdict"] != FEW]
        if enough.empty:
            continue
        key = _most_frequent(enough, 1)[0]
        rows = _by_year(given, given.body.assign(**{FOUND: marks[key]}))
        asked: Any = {"by": ["year", SIDE], "properties": [FOUND], "seed": given.seed}
        shares = count_shares(rows, **asked).query("of == 'sentences'")
        return share_lines(
            shares.rename(columns={SIDE: given.by}).assign(property=labels[key]),
            by="year", group=given.by,
            title=f"The sentences with {labels[key]}, year by year",
            caption="Share of body sentences, with its range; bars: how many sentences a year has. "
            f"This is the {what} that most sentences have.",
        )  # fmt: skip
    return stack()


def _table(given: Given) -> Shown:
    """Of each year and group the shares of sentences with the most frequent themes and names."""
    marked = [given.body]
    heads: dict[str, str] = {}
    for _, marks, labels, weighed in _lists(given):
        if not weighed.empty:
            top = _most_frequent(weighed, SHOWN)
            marked.append(marks[top].add_prefix(FOUND))
            heads |= {f"{FOUND}{key}": labels[key] for key in top}
    rows = _by_year(given, pd.concat(marked, axis="columns", join="inner"))
    groups = rows.groupby(["year", SIDE], observed=True)
    means = pd.DataFrame(groups[[*heads]].mean())
    means.insert(0, "articles", groups["article"].nunique())
    means = means.reset_index().sort_values(["year", SIDE]).astype({"year": str})
    return table(
        means, columns={"year": "year", SIDE: given.by, "articles": "articles"} | heads,
        formats=dict.fromkeys(heads, percent),
        caption="By year and group: articles, and the share of body sentences with the most "
        "frequent themes and names. Few articles a year say little of the year.",
    )  # fmt: skip
