"""Who stands beside whom: the most frequent names, and the names in the same sentences."""

from kzlib.pages.given import Given
from kzlib.pages.pieces import behind, heading, lines, share_table, stack
from kzlib.pages.weighing import FEW, LEAST
from kzlib.show import Shown, say, share_dots


def company(given: Given) -> Shown:
    """How often each name is named in both groups, and who stands beside the most frequent two."""
    weighed = given.weighed_names
    if given.names is None or weighed.empty:
        return say("No name is found in these articles.")
    labels = given.name_labels
    first = say(
        "The names are those of “{list}”."
        if given.given_names
        else "The names are the words that most often have a capital inside a sentence. Some may "
        "be no name, and one that is spelled in two ways may be two. A surname alone counts for "
        "the full name that it nearly always belongs to here.",
        list=given.names.name,
    )
    keys = given.found_names[given.found_names["part"] == "body"]
    evidence = [lines(given, keys[keys["key"] == key], labels[key]) for key in weighed["property"]]
    beside = [_beside(given, name) for name in given.weighed_company]
    table = share_table(given, weighed, labels, "name")
    return stack(first, table, behind(evidence), *beside)


def _beside(given: Given, name: str) -> Shown:
    """Who is named in the sentences that name somebody."""
    labels = given.name_labels
    weighed = given.weighed_company[name]
    enough = weighed[weighed["verdict"] != FEW]
    if enough.empty:
        return say(
            "No other of these names stands beside {name} in {least} sentences or more.",
            name=labels[name], least=LEAST,
        )  # fmt: skip
    drawn = enough.assign(property=enough["property"].map(labels))
    picture = share_dots(
        drawn, target_label=given.target, reference_label=given.reference,
        title=f"Who is named beside {labels[name]}",
        caption=f"Share of the body sentences that name {labels[name]} which also name the other, "
        "and how many. A pronoun names nobody.",
    )  # fmt: skip
    marks = given.name_marks.loc[given.body.index]
    evidence = [
        lines(given, given.body[marks[name] & marks[key]], f"{labels[name]} and {labels[key]}")
        for key in enough["property"]
    ]
    numbers = share_table(given, weighed, labels, "named beside")
    return stack(heading(f"Beside {labels[name]}"), picture, numbers, behind(evidence))
