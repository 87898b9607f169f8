"""The groups and the largest differences by year, where the years of the articles are known."""

from collections.abc import Callable
from typing import Any

from kzlib.compare.group_shares import count_shares
from kzlib.pages.given import SIDE, Given
from kzlib.pages.pieces import stack
from kzlib.pages.weighing import FEW
from kzlib.show import Shown, percent, say, share_lines, table
from kzlib.text.groups import with_group

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


def _picture(given: Given) -> Shown:
    """The most frequent name, else theme, by year in both groups."""
    sources = [("theme", given.marked_themes, given.themes.labels, given.weighed_themes)]
    if given.names is not None and given.marked_names is not None:
        sources.insert(0, ("name", given.marked_names, given.names.labels, given.weighed_names))
    for what, marked, labels, weighed in sources:
        enough = weighed[weighed["verdict"] != FEW]
        if enough.empty:
            continue
        total = enough["target_count"] + enough["reference_count"]
        key = str(enough["property"].iloc[total.argmax()])
        rows = with_group(given.corpus, marked.query("part == 'body'"), by="year")
        rows = rows[rows["year"].astype(str) != ""]
        asked: Any = {"by": ["year", SIDE], "properties": [key], "seed": given.seed}
        shares = count_shares(rows, **asked).query("of == 'sentences'")
        return share_lines(
            shares.rename(columns={SIDE: given.by}), by="year", group=given.by,
            title=f"The sentences with {labels[key]}, year by year",
            caption="Share of body sentences, with its range; bars: how many sentences a year has. "
            f"This is the {what} that most sentences have.",
        )  # fmt: skip
    return stack()


def _table(given: Given) -> Shown:
    """Of each year and group the shares of sentences with the most frequent themes and names."""
    marked = given.body
    heads: dict[str, Callable[[float], str]] = {}
    sources = [(given.marked_themes, given.themes.labels, given.weighed_themes)]
    if given.names is not None and given.marked_names is not None:
        sources.append((given.marked_names, given.names.labels, given.weighed_names))
    for each, labels, weighed in sources:
        if weighed.empty:
            continue
        total = weighed["target_count"] + weighed["reference_count"]
        top = weighed.assign(total=total).nlargest(SHOWN, "total")["property"]
        columns = each.query("part == 'body'")[[*top]].reset_index(drop=True)
        columns = columns.rename(columns={key: f"{labels[key]}" for key in top})
        marked = marked.join(columns.loc[:, ~columns.columns.isin(marked.columns)])
        heads |= dict.fromkeys(map(str, columns), percent)
    marked = with_group(given.corpus, marked, by="year")
    marked = marked[marked["year"].astype(str) != ""]
    rows = marked.groupby(["year", SIDE], observed=True)
    means = rows[[*heads]].mean()
    means.insert(0, "articles", rows["article"].nunique())
    means = means.reset_index().sort_values(["year", SIDE]).rename(columns={SIDE: given.by})
    return table(
        means.astype({"year": str}), formats=heads,
        caption="By year and group: articles, and the share of body sentences with the most "
        "frequent themes and names. Few articles a year say little of the year.",
    )  # fmt: skip
