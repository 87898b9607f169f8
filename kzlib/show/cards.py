"""Findings as a reader sees them: the claim, its numbers, its sentences, its caveat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from kzlib.corpus import Corpus, sentence_text
from kzlib.findings import Finding
from kzlib.show.html import QUIET, Shown, escape, quote
from kzlib.show.tables import Format, table


def cards(
    findings: Sequence[Finding],
    numbers: pd.DataFrame,
    corpus: Corpus,
    *,
    by: str,
    details: pd.DataFrame | None = None,
    columns: Mapping[str, str] | None = None,
    formats: Mapping[str, Format] | None = None,
    caption: str = "In sentences.",
) -> Shown:
    """The findings in their order, each with its counts, its sentences whole, and its caveat.

    `numbers` is what `count_findings` gives, `by` its grouping column. With `details`, what
    `weigh_findings` gives, a small table stands in place of the line of counts; `columns`,
    `formats` and `caption` as in `table`. A sentence stands with its id, a link leads to the notebook that
    shows more.
    Errors: LookupError for evidence that is no sentence of the corpus.
    """
    shown = []
    for place, finding in enumerate(findings, 1):
        counted = _in_a_line(numbers[numbers["finding"] == finding.name], by)
        if details is not None:
            rows = details[details["finding"] == finding.name]
            counted = table(rows, caption=caption, columns=columns, formats=formats)
        shown.append(_card(f"{place}. {finding.claim}", counted, finding, corpus))
    return Shown("".join(card.html for card in shown), "\n\n".join(card.text for card in shown))


def sentence(corpus: Corpus, reference: str) -> Shown:
    """A whole sentence of an article with its id: ``sentence(corpus, "smith-1:24")``.

    Errors: LookupError for an article or a sentence that there is not.
    """
    return quote(sentence_text(corpus, reference), reference)


def _card(claim: str, counted: Shown, finding: Finding, corpus: Corpus) -> Shown:
    quotes = [sentence(corpus, each) for each in finding.evidence]
    caveat = f"But: {finding.caveat} Rests on {finding.rests_on}."
    html = (
        '<div style="border-top:1px solid rgba(128,128,128,.35);padding:.5em 0">'
        f'<div style="font-size:105%"><strong>{escape(claim)}</strong></div>{counted.html}'
        + "".join(f'<div style="padding-left:1.2em">{each.html}</div>' for each in quotes)
        + f'<div><span style="{QUIET}">{escape(caveat)}</span> '
        f'<a href="{escape(finding.notebook)}.ipynb">{escape(finding.notebook)}</a></div></div>'
    )
    text = [claim, counted.text, *(each.text for each in quotes), f"{caveat} ({finding.notebook})"]
    return Shown(html, "\n".join(text))


def _in_a_line(numbers: pd.DataFrame, by: str) -> Shown:
    """Each count as ``NATO 1 → 0``: the groups in order, of as many sentences as they have."""
    counted = "; ".join(
        f"{label} {' → '.join(rows['sentences'].astype(str))}"
        for label, rows in numbers.groupby("label", sort=False)
    )
    totals = numbers.drop_duplicates(by).set_index(by)["total"]
    groups = " → ".join(f"{group} ({total})" for group, total in totals.items())
    text = f"Sentences, {groups}: {counted}."
    return Shown(f"<div>{escape(text)}</div>", text)
