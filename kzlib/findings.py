"""Findings as data: a claim, the sentences that carry it, and counts that can refute it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import MISSING, dataclass, fields
from itertools import compress
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from kzlib.compare.shares import compare_shares
from kzlib.search.conditions import TEXT, Mask, read_column, read_condition
from kzlib.text.arguments import checked, shown
from kzlib.text.checks import as_text, check_fields, check_reserved, check_table, listed
from kzlib.text.files import read_toml
from kzlib.text.groups import split_groups

EXPECTED = re.compile("(only|more) .+|both|none")
COLUMNS = ("finding", "label", "expect", "sentences", "total", "holds")
REFERENCE = re.compile(r"[^\s:]+:[1-9][0-9]*")
T = TypeVar("T")


@dataclass(frozen=True)
class Count:
    """A number of sentences: those for which `where` is true, and what is expected of it.

    `where` is a condition on the columns of a table of sentences, as `mark_findings` says.
    `expect` is ``"only GROUP"`` (none elsewhere), ``"more GROUP"`` (a larger share there than
    elsewhere), ``"both"`` (some in every group) or ``"none"`` (in no group).
    Errors: ValueError for what is not so.
    """

    label: str
    where: str
    expect: str

    def __post_init__(self) -> None:
        _check_texts(self)
        if not EXPECTED.fullmatch(self.expect):
            raise ValueError(
                f"{shown(self.label)} expects {shown(self.expect)}; write only GROUP, more GROUP, "
                "both or none"
            )
        with _within(self.condition):
            read_condition(self.where)

    @property
    def condition(self) -> str:
        """What an error calls the condition."""
        return f"the condition {shown(self.where)} of {shown(self.label)}"


@dataclass(frozen=True)
class Finding:
    """A claim in words, what it rests on, its sentences and counts, and a caveat if it needs one.

    Errors: ValueError for text that is missing, evidence that is no reference such as
    ``smith-1:24``, and a notebook that is more than a name.
    """

    name: str
    claim: str
    rests_on: str
    notebook: str
    evidence: tuple[str, ...]
    counts: tuple[Count, ...]
    caveat: str = ""

    def __post_init__(self) -> None:
        _check_texts(self)
        if not (isinstance(self.evidence, tuple) and isinstance(self.counts, tuple)):
            raise ValueError("the evidence and the counts of a finding are tuples; give both so")
        for count in self.counts:
            if not isinstance(count, Count):
                raise ValueError(f"the counts hold {shown(count)}; give each as a Count")
        for each in self.evidence:
            if not isinstance(each, str) or not REFERENCE.fullmatch(each):
                raise ValueError(f'the evidence holds {shown(each)}; write it as ["smith-1:24"]')
        if not re.fullmatch(r"[\w-]+", name := self.notebook):
            raise ValueError(f"it has the notebook {shown(name)}; give its name without .ipynb")


@checked
def read_findings(path: str | Path) -> tuple[Finding, ...]:
    """The findings of a TOML file, in its order (safest first).

    Each `[[findings]]` has the text fields of `Finding`, a list `evidence` of references such as
    ``smith-1:24``, and one or more `[[findings.counts]]` with the fields of `Count`.
    Errors: FileNotFoundError; ValueError for a missing, empty or unknown field or expectation, a
    name that stands twice, and evidence that is no reference.
    """
    path = Path(path)
    content = read_toml(path)
    check_fields(content, ["findings"], path.name)
    findings: dict[str, Finding] = {}
    for entry in _tables(content.get("findings", []), f"{path.name}: [[findings]]"):
        where = f"the finding {shown(entry.get('name', ''))} of {path.name}"
        finding = _finding(entry, where)
        if finding.name in findings:
            raise ValueError(f"{where} stands twice; give each finding its own name")
        findings[finding.name] = finding
    if not findings:
        raise ValueError(f"{path.name} holds no [[findings]]; write one")
    return tuple(findings.values())


@checked
def mark_findings(findings: Sequence[Finding], table: pd.DataFrame) -> pd.DataFrame:
    """The table of sentences with one boolean column for each count, named by its label.

    This is what `compare_shares` takes. The conditions, `where` of each count, hold names of
    columns, comparisons and words, and nothing else; none of it is run:

    - ``wto`` (a column of True and False), ``tone == -1``, ``3 <= sentence < 20``,
      ``speaker in ["Smith", "report"]``;
    - ``"NATO" in text``: these letters; ``pattern("both US", "trade*") in text``: words, as
      a dictionary of `lookup` has them;
    - ``"security" in themes``: one of the codes that a cell joins by `;`;
    - these joined by `and`, `or`, `not` and brackets; `kzlib.search.conditions` says it all.

    Errors: ValueError for a condition that the table cannot answer: a column that it does not
    have, or that has missing values or is compared with another kind of value than it holds; for
    two counts of one label, and for a label that is a column already.
    """
    marks: dict[str, Mask] = {}
    known = {*map(as_text, table)}
    for finding in findings:
        for count in finding.counts:
            if count.label in known or count.label in marks:
                label = shown(count.label)
                raise ValueError(f"the label {label} stands twice; give each count its own")
            with _within(f"the finding {shown(finding.name)}: {count.condition}"):
                marks[count.label] = read_condition(count.where)(table)
    return pd.concat([table, pd.DataFrame(marks, index=table.index)], axis="columns")


@checked
def count_findings(findings: Sequence[Finding], table: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """How many sentences of each group each count finds, and whether it is as expected.

    A row a count and group: `finding, label, expect, <by>, sentences, total, holds`; `sentences`
    of the group's `total` rows of the table meet the condition, `holds` speaks of the whole
    count and is the same in its rows. Errors: as `mark_findings`; LookupError where the table
    has no column `by` or an expectation names a group that it does not have; ValueError for a `by`
    called like a column of the result, or without one kind of value in every row, and for a table
    without rows.
    """
    check_reserved(by, COLUMNS)
    check_table(table, [by], "the table")
    if table.empty:
        raise ValueError("the table has no rows; give a row a sentence")
    kind, _ = read_column(table, by)  # of one kind, in every row
    names = _groups(table[by])
    marked = mark_findings(findings, table)
    marked[by] = names if kind == TEXT else table[by]
    groups = marked.groupby(by, observed=True)
    rows = []
    for finding in findings:
        for count in finding.counts:
            found = groups[count.label].agg(["sum", "size"])
            whole, holds = (finding.name, count.label, count.expect), _holds(count.expect, found)
            rows += [(*whole, *numbers, holds) for numbers in found.itertuples()]
    return pd.DataFrame(rows, columns=[*COLUMNS[:3], by, *COLUMNS[3:]])


@checked
def weigh_findings(
    findings: Sequence[Finding],
    codings: Mapping[str, pd.DataFrame],
    *,
    by: str,
    target: object,
    reference: object = None,
) -> pd.DataFrame:
    """What carries each count: its numbers, its range, and the codings in which it holds.

    `codings` maps names to tables of the same sentences, each with another coder's codes; the
    numbers are those of the first, `holds_in` names all in which the count is as expected. A
    `reference` leaves all other groups out, here too; None stands for all but the target. A row a
    count, in the order of the findings: `finding, label, expect`, then for sentences the columns
    of `compare_shares` from `target_count` on, `target_paragraphs` and `reference_paragraphs` (with
    such a sentence), and `holds_in`. Errors: as `count_findings` and
    `compare_shares`; ValueError for no codings and no counts.
    """
    if not codings:
        raise ValueError("there are no codings; give at least one table of coded sentences")
    if not any(finding.counts for finding in findings):
        raise ValueError("the findings have no counts; give those of read_findings")
    if reference is not None:
        codings = {name: _only_two(table, by, target, reference) for name, table in codings.items()}
    counted = {
        name: count_findings(findings, table, by=by).drop_duplicates("label")
        for name, table in codings.items()
    }
    first, numbers = next(iter(codings.values())), next(iter(counted.values()))
    marked, labels = mark_findings(findings, first), numbers["label"].tolist()
    shares = compare_shares(marked, by=by, target=target, properties=labels)
    of = {name: rows.drop(columns="of") for name, rows in shares.groupby("of")}
    places = of["paragraphs"].set_index("property")[["target_count", "reference_count"]]
    places = places.rename(columns=lambda name: name.replace("_count", "_paragraphs"))
    sentences = of["sentences"].join(places, on="property").rename(columns={"property": "label"})
    weighed = numbers[list(COLUMNS[:3])].merge(sentences, validate="one_to_one")
    holding = zip(*(table["holds"] for table in counted.values()), strict=True)
    weighed["holds_in"] = [", ".join(compress(counted, each)) for each in holding]
    return weighed


def _only_two(table: pd.DataFrame, by: str, target: object, reference: object) -> pd.DataFrame:
    """The rows of two groups."""
    check_table(table, [by], "the table")
    is_target, is_reference = split_groups(table, by, target, reference)
    return table[is_target | is_reference]


def _groups(column: "pd.Series[Any]") -> "pd.Categorical[str]":
    """The groups of a column of text as they are seen, in the order of its categories or names."""
    names = [as_text(name) for name in column]
    order = column.cat.categories if hasattr(column, "cat") else sorted(names)
    return pd.Categorical(names, categories=[*dict.fromkeys(map(as_text, order))])


def _holds(expect: str, found: pd.DataFrame) -> bool:
    kind, _, group = expect.partition(" ")
    if not group:
        return bool((found["sum"] > 0).all() if kind == "both" else not found["sum"].any())
    found = found.set_axis([*map(as_text, found.index)])
    if group not in found.index:
        raise LookupError(f"no group is called {shown(group)}; there is: {listed(found.index)}")
    value = found["sum"] if kind == "only" else found["sum"] / found["size"]
    others = value.drop(group)
    return bool(
        value[group] > 0 and (value[group] > others).all() and (kind == "more" or not others.any())
    )


def _finding(entry: dict[str, Any], where: str) -> Finding:
    """One finding of a file; its parts are checked first, so that an error names the part."""
    given = _tables(entry.get("counts", []), f"{where}: [[findings.counts]]")
    evidence = entry.get("evidence", [])
    if not isinstance(evidence, list):
        raise ValueError(f'{where} has the evidence {shown(evidence)}; write it as ["smith-1:24"]')
    if not given or not evidence:
        raise ValueError(f"{where} needs evidence and at least one [[findings.counts]]")
    counts = tuple(_make(Count, count, where) for count in given)
    return _make(Finding, {**entry, "evidence": tuple(evidence), "counts": counts}, where)


def _tables(given: object, where: str) -> list[dict[str, Any]]:
    if not isinstance(given, list) or not all(isinstance(entry, dict) for entry in given):
        raise ValueError(f"{where} is no list of tables; write it in double brackets")
    return given


def _make(kind: type[T], given: dict[str, Any], where: str) -> T:
    wanted = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    check_fields(given, [*wanted], where)
    for name, field in wanted.items():
        if field.default is MISSING and name not in given:
            raise ValueError(f"{where}: the field {name!r} is missing; add it")
    with _within(where):
        return kind(**given)


def _check_texts(made: Count | Finding) -> None:
    """ValueError for a field without text; names and groups become what is seen of them."""
    for field in fields(made):
        value = getattr(made, field.name)
        has_text = isinstance(value, str) and (as_text(value) or value == field.default)
        if field.type is str and not has_text:
            raise ValueError(f"the field {field.name!r} is {shown(value)}; write text in quotes")
        if field.name in ("name", "label", "expect"):
            object.__setattr__(made, field.name, as_text(value))


@contextmanager
def _within(where: str) -> Iterator[None]:
    """Says where in a file or table it is that something is wrong."""
    try:
        yield
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from None
