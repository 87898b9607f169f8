"""Which themes the sentences have, by a list of words, and what those sentences name."""

import pandas as pd

from kzlib.pages.given import SIDE, Given
from kzlib.pages.pieces import behind, heading, lines, share_table, stack
from kzlib.pages.weighing import FEW, HOLDS
from kzlib.search.coverage import count_within
from kzlib.show import Shown, percent, say, share_dots, table

NAMED = 4  # names given for each theme


def themes(given: Given) -> Shown:
    """The share of each theme in both groups, the sentences behind it, and whom they name."""
    weighed, labels = given.weighed_themes, given.themes.labels
    if weighed.empty:
        return stack(say("No sentence has a word of the list of themes."), _whose(given))
    some = given.theme_marks.loc[given.body.index].any(axis="columns").mean()
    first = say(
        "{whose} It finds a theme in **{some}** of the body sentences. It looks for words: it "
        "misses a theme that other words speak of, and errs where its words mean something else. "
        "Read the lines.",
        whose=Shown(_whose(given).text, _whose(given).text), some=percent(some),
    )  # fmt: skip
    enough = weighed[weighed["verdict"] != FEW]
    if enough.empty:
        return stack(first, share_table(given, weighed, labels, "theme"))
    drawn = enough.assign(property=enough["property"].map(labels))
    holds = (enough["verdict"] == HOLDS).sum() or "none"
    picture = share_dots(
        drawn, target_label=given.target, reference_label=given.reference,
        title=f"Themes: {holds} of {len(drawn)} differences hold",
        caption="Share of body sentences in which the list of words finds the theme, and how many; "
        f"what {given.target} has more of first. A sentence may have several themes.",
    )  # fmt: skip
    keys = given.found_themes[given.found_themes["part"] == "body"]
    evidence = [lines(given, keys[keys["key"] == key], labels[key]) for key in enough["property"]]
    numbers = share_table(given, weighed, labels, "theme")
    return stack(first, picture, numbers, behind(evidence), _named(given, weighed))


def _whose(given: Given) -> Shown:
    if given.own_themes:
        return say("The list of themes is “{name}”.", name=given.themes.name)
    return say(
        "The list of themes is kzlib’s own, made for news on the relations of states and not from "
        "these articles: a list of your own, given as dictionary, fits them better."
    )


def _named(given: Given, weighed: pd.DataFrame) -> Shown:
    """Whom or what the body sentences of each theme name, in both groups."""
    themed = given.found_themes[given.found_themes["part"] == "body"]
    found = count_within(given.corpus, given.found_names, themed, by=SIDE)
    labels, rows = given.themes.labels, []
    for key in weighed.loc[weighed["verdict"] != FEW, "property"]:
        row = {"theme": labels[key]}
        for side in given.sides:
            own = found[(found["within"] == key) & (found[SIDE].astype(str) == side)].head(NAMED)
            row[side] = ", ".join(
                f"{given.name_labels[str(name)]} {count}"
                for name, count in zip(own["key"], own["sentences"], strict=True)
            )
        rows.append(row)
    if not any(row[side] for row in rows for side in given.sides):
        return stack()
    caption = "Names in the body sentences of each theme, and in how many."
    return stack(heading("What their sentences name"), table(pd.DataFrame(rows), caption=caption))
