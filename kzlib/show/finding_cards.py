"""Findings as a reader sees them: the claim, its numbers, its sentences, its caveat."""

import html
from collections.abc import Mapping, Sequence

import pandas as pd

from kzlib.findings import Finding
from kzlib.show.colours import HAIRLINE
from kzlib.show.html import QUIET, Shown, escape, fold, sentence
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
    marked: pd.DataFrame | None = None,
    columns: Mapping[str, str] | None = None,
    formats: Mapping[str, Format] | None = None,
) -> Shown:
    """The findings in their order: in short, or with the evidence for each count.

    What it takes:
    - `numbers`: what `count_findings` gives; `by`: its grouping column;
    - `groups`: what the line above the cards calls the values of `by`: "of 9 in the NAME";
    - `details`: what `weigh_findings` gives; `columns` and `formats` as in `table`, but a column
      in which a finding has nothing is left out there;
    - `marked`: what `mark_findings` gives, with `id` and `text`.

    What it shows under each claim: without `details` its counts in a line, its sentences whole,
    its caveat, what it rests on, and the notebook that shows more; with `details` a small table,
    and with `marked`, folded, every sentence behind each count.

    Errors: ValueError for a column that is missing or without counts; LookupError for evidence that
    is no sentence of the corpus.
    """
    needs = ["finding", "label", by, "sentences", "total"]
    check_needs(numbers, needs, "The cards need")
    if details is not None:
        check_needs(details, ["finding"], "The details need")
    counts = with_counts(numbers, ["sentences", "total"])
    caption = _caption(counts, by, groups or {})
    cards = [Shown(f"<div>{escape(caption)}</div>", caption)]
    for finding in findings:
        if details is None:
            rows = counts[counts["finding"] == finding.name]
            parts = [_in_a_line(rows), *(sentence(corpus, each) for each in finding.evidence)]
            parts.append(_caveat(finding))
        else:
            rows = details[details["finding"] == finding.name]
            head = f"Sentences. Based on {finding.rests_on}."
            there = {name: label for name, label in (columns or {}).items() if _says(rows, name)}
            parts = [table(rows, caption=head, columns=there or None, formats=formats)]
            if marked is not None:
                parts.append(_behind(finding, marked))
        cards.append(_card(finding.claim, parts))
    return Shown("".join(card.html for card in cards), "\n\n".join(card.text for card in cards))


def _says(rows: pd.DataFrame, name: str) -> bool:
    """Whether a column is unknown (`table` says so) or has something in one of the rows."""
    return name not in rows or bool(rows[name].replace("", None).notna().any())


def _card(claim: str, parts: Sequence[Shown]) -> Shown:
    shown = (
        f'<div style="border-top:1px solid {HAIRLINE};padding:.5em 0">'
        f'<p style="font-size:105%;margin:0"><strong>{escape(claim)}</strong></p>'
        + "".join(f'<div style="padding-left:1.2em">{part.html}</div>' for part in parts)
        + "</div>"
    )
    return Shown(shown, "\n".join([claim, *(part.text for part in parts)]))


def _caption(counts: pd.DataFrame, by: str, groups: Mapping[str, str]) -> str:
    """What the counts count, in which order, and of how many."""
    totals = counts.drop_duplicates(by).set_index(by)["total"]
    names = {as_text(group): f"the {name}" for group, name in groups.items()}
    of = [f"{n} in {names.get(as_text(group), group)}" for group, n in totals.items()]
    return f"Numbers are sentences, of {' and '.join(of)}, in this order."


def _in_a_line(counts: pd.DataFrame) -> Shown:
    """Each count as ``NATO: 1 → 0``: the groups in order."""
    counted = (
        f"{label}: {' → '.join(rows['sentences'].astype(str))}"
        for label, rows in counts.groupby("label", sort=False)
    )
    text = "; ".join(counted) + "."
    return Shown(escape(text), text)


def _caveat(finding: Finding) -> Shown:
    """The caveat, what the finding rests on, and a link; a finding has checked the name."""
    name = finding.notebook
    based = f"Based on {finding.rests_on}."
    caveat = f"<strong>But:</strong> {escape(finding.caveat)} " if finding.caveat else ""
    link = f'<a href="{html.escape(name)}.ipynb">{escape(name)}</a>'
    return Shown(
        f'{caveat}<span style="{QUIET}">{escape(based)}</span> {link}',
        f"{'But: ' * bool(caveat)}{finding.caveat}{' ' * bool(caveat)}{based} ({name})",
    )


def _behind(finding: Finding, marked: pd.DataFrame) -> Shown:
    """Every sentence behind each count of a finding, folded."""
    labels = [count.label for count in finding.counts]
    check_needs(marked, ["id", "text", *labels], "The marked sentences need")
    rows = marked.melt(["id", "text"], labels, "what is counted").query("value")
    columns = {"what is counted": "what is counted", "id": "sentence", "text": "text"}
    about = "The sentences counted"
    return fold(table(rows, columns=columns, words=["text"], caption=f"{about}."), about)
