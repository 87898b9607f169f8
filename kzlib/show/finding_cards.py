"""Findings as a reader sees them: the claim, its numbers, its sentences, its caveat."""

import html
from collections.abc import Mapping, Sequence

import pandas as pd

from kzlib.findings import Finding
from kzlib.show.colours import HAIRLINE
from kzlib.show.html import QUIET, Shown, escape, sentence
from kzlib.show.picture_checks import check_needs, with_counts
from kzlib.show.tables import Format, table
from kzlib.text.arguments import checked
from kzlib.text.checks import as_text
from kzlib.text.corpus import Corpus


@checked
def finding_cards(
    findings: Sequence[Finding],
    numbers: pd.DataFrame,
    corpus: Corpus,
    *,
    by: str,
    groups: Mapping[str, str] | None = None,
    details: pd.DataFrame | None = None,
    columns: Mapping[str, str] | None = None,
    formats: Mapping[str, Format] | None = None,
    caption: str = "",
) -> Shown:
    """The findings in their order, each with its counts, its sentences whole, and its caveat.

    What it takes:
    - `numbers`: what `count_findings` gives; `by`: its grouping column;
    - `groups`: what the line of counts calls the values of `by`: "of 9 in the NAME";
    - `details`: what `weigh_findings` gives, a small table in place of the line of counts and of
      the link to the notebook that shows more; `columns`, `formats` and `caption` as in `table`.

    A sentence stands with its id. Without `details` the caption stands over the findings.

    Errors: ValueError for a column that is missing or without counts; LookupError for evidence that
    is no sentence of the corpus.
    """
    needs = ["finding", "label", by, "sentences", "total"]
    check_needs(numbers, needs, "The cards need")
    if details is not None:
        check_needs(details, ["finding"], "The details need")
    counts = with_counts(numbers, ["sentences", "total"])
    shown = []
    if caption and details is None:
        shown.append(Shown(f"<div>{escape(caption)}</div>", caption))
    for place, finding in enumerate(findings, 1):
        if details is None:
            rows = counts[counts["finding"] == finding.name]
            counted, more = _in_a_line(rows, by, groups or {}), _link(finding.notebook)
        else:
            rows, more = details[details["finding"] == finding.name], Shown("", "")
            head = caption or "In sentences."
            counted = table(rows, caption=head, columns=columns, formats=formats)
        shown.append(_card(f"{place}. {finding.claim}", counted, finding, corpus, more))
    return Shown("".join(card.html for card in shown), "\n\n".join(card.text for card in shown))


def _card(claim: str, counted: Shown, finding: Finding, corpus: Corpus, more: Shown) -> Shown:
    quotes = [sentence(corpus, each) for each in finding.evidence]
    caveat = f"But: {finding.caveat} Based on {finding.rests_on}."
    shown = (
        f'<div style="border-top:1px solid {HAIRLINE};padding:.5em 0">'
        f'<div style="font-size:105%"><strong>{escape(claim)}</strong></div>{counted.html}'
        + "".join(f'<div style="padding-left:1.2em">{each.html}</div>' for each in quotes)
        + f'<div><span style="{QUIET}">{escape(caveat)}</span>{more.html}</div></div>'
    )
    text = [claim, counted.text, *(each.text for each in quotes), f"{caveat}{more.text}"]
    return Shown(shown, "\n".join(text))


def _link(notebook: str) -> Shown:
    """A link to a notebook of the same folder; a finding has checked its name."""
    link = f'<a href="{html.escape(notebook)}.ipynb">{escape(notebook)}</a>'
    return Shown(f" {link}", f" ({notebook})")


def _in_a_line(numbers: pd.DataFrame, by: str, groups: Mapping[str, str]) -> Shown:
    """Each count as ``NATO 1 and 0``: the groups in order, of as many sentences as they have."""
    counted = "; ".join(
        f"{label} {' and '.join(rows['sentences'].astype(str))}"
        for label, rows in numbers.groupby("label", sort=False)
    )
    totals = numbers.drop_duplicates(by).set_index(by)["total"]
    names = {as_text(group): f"the {name}" for group, name in groups.items()}
    of = " and ".join(f"{n} in {names.get(as_text(group), group)}" for group, n in totals.items())
    text = f"Sentences, of {of}: {counted}."
    return Shown(f"<div>{escape(text)}</div>", text)
