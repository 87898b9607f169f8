"""Sentences that can be checked before they are repeated."""

import pandas as pd

from kzlib.pages.given import SIDE, Given
from kzlib.pages.pieces import behind, lines, stack
from kzlib.search.claims import find_claims
from kzlib.show import Shown, percent, say, table
from kzlib.text.groups import with_group

KINDS = {
    "number": "a number",
    "date": "a date",
    "superlative": "a superlative, or a word like “only”, “never”",
}


def claims(given: Given) -> Shown:
    """How many sentences hold a number, a date or a superlative, and which."""
    found = with_group(given.corpus, find_claims(given.corpus, part="body"), by=SIDE)
    if found.empty:
        return say("No body sentence holds a number, a date or a superlative.")
    rows, evidence = [], []
    total = given.body[SIDE].astype(str).value_counts()
    for kind, label in KINDS.items():
        own = found[[kind in kinds.split(", ") for kinds in found["kinds"]]]
        counts = own[SIDE].astype(str).value_counts()
        row = {"sentences with": label}
        for side in given.sides:
            count = int(counts.get(side, 0))
            row[side] = f"{count:,} ({percent(count / total[side])})"
        rows.append(row)
        evidence.append(lines(given, own, f"with {label}"))
    first = say(
        "An article shows what was written, not what is true. {n:,} body sentences hold a number, "
        "a date or a superlative that can be looked up. Nothing was looked up here.",
        n=len(found),
    )
    caption = "Body sentences with something to check, and their share; one may hold several."
    return stack(first, table(pd.DataFrame(rows), caption=caption), behind(evidence))
