"""Findings as data: a claim, the sentences that carry it, and counts that can refute it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import compress
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from kzlib.compare.shares import compare_shares
from kzlib.text.checks import check_fields, check_reserved, check_table
from kzlib.text.files import read_toml

EXPECTED = re.compile("(only|more) .+|both|none")
COLUMNS = ("finding", "label", "expect", "sentences", "total", "holds")
REFERENCE = re.compile(r"[^\s:]+:[1-9][0-9]*")
T = TypeVar("T")


@dataclass(frozen=True)
class Count:
    """A number of sentences: those for which `where` is true, and what is expected of it.

    `where` is a condition on the columns of a table of sentences, as in `pandas.DataFrame.query`.
    `expect` is ``"only GROUP"`` (none elsewhere), ``"more GROUP"`` (a larger share there than
    elsewhere), ``"both"`` (some in every group) or ``"none"`` (in no group).
    """

    label: str
    where: str
    expect: str


@dataclass(frozen=True)
class Finding:
    """A claim in words, what it rests on, its caveat, its sentences and its counts."""

    name: str
    claim: str
    rests_on: str
    caveat: str
    notebook: str
    evidence: tuple[str, ...]
    counts: tuple[Count, ...]


def read_findings(path: str | Path) -> tuple[Finding, ...]:
    """The findings of a TOML file, in its order (safest first).

    Each `[[findings]]` has the text fields of `Finding`, a list `evidence` of references such as
    ``smith-1:24``, and one or more `[[findings.counts]]` with the fields of `Count`.
    Errors: FileNotFoundError; ValueError for a missing, empty or unknown field or expectation, a
    name that stands twice, and evidence that is no reference.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"there is no file {str(path)!r} with findings")
    findings: dict[str, Finding] = {}
    for entry in _tables(read_toml(path).get("findings", []), f"{path.name}: [[findings]]"):
        where = f"the finding {entry.get('name', '')!r} of {path.name}"
        finding = _finding(entry, where)
        if finding.name in findings:
            raise ValueError(f"{where} stands twice; give each finding its own name")
        findings[finding.name] = finding
    if not findings:
        raise ValueError(f"{path.name} holds no [[findings]]")
    return tuple(findings.values())


def mark_findings(findings: Sequence[Finding], table: pd.DataFrame) -> pd.DataFrame:
    """The table of sentences with one boolean column for each count, named by its label.

    This is what `compare_shares` takes. Errors: ValueError for a condition that the table cannot
    answer with true or false, or that could reach beyond it (by `@`, `__` or `.to_`), for two
    counts of one label, and for a label that is a column already.
    """
    marked = table.copy()
    for count in (count for finding in findings for count in finding.counts):
        condition = f"the condition {count.where!r} of {count.label!r}"
        if count.label in marked:
            raise ValueError(f"the label {count.label!r} stands twice; give each count its own")
        if re.search(r"@|__|\.\s*to_", count.where):
            raise ValueError(f"{condition} has @, __ or .to_ in it; use the table's columns only")
        try:
            column = table.eval(count.where, engine="python")
        except Exception as error:  # pandas raises many kinds here, all of them a reader's typo
            there = ", ".join(map(str, table.columns))
            raise ValueError(f"{condition} cannot be answered: {error}; columns: {there}") from None
        if not (
            isinstance(column, pd.Series)
            and column.index.equals(table.index)
            and pd.api.types.is_bool_dtype(column)
            and not column.isna().any()
        ):
            raise ValueError(
                f"{condition} cannot be answered with true or false; compare columns, as "
                "act == 'predict'"
            )
        marked[count.label] = column.astype(bool)
    return marked


def count_findings(findings: Sequence[Finding], table: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """How many sentences of each group each count finds, and whether it is as expected.

    A row a count and group: `finding, label, expect, <by>, sentences, total, holds`; `sentences`
    of the group's `total` rows of the table meet the condition, `holds` speaks of the whole
    count and is the same in its rows. Errors: as `mark_findings`; LookupError where the table
    has no column `by` or an expectation names a group that it does not have; ValueError for a `by`
    called like a column of the result.
    """
    check_reserved(by, COLUMNS)
    check_table(table, [by], "the table")
    groups = mark_findings(findings, table).groupby(by, observed=True)
    rows = []
    for finding in findings:
        for count in finding.counts:
            found = groups[count.label].agg(["sum", "size"])
            whole, holds = (finding.name, count.label, count.expect), _holds(count.expect, found)
            rows += [(*whole, *numbers, holds) for numbers in found.itertuples()]
    return pd.DataFrame(rows, columns=[*COLUMNS[:3], by, *COLUMNS[3:]])


def weigh_findings(
    findings: Sequence[Finding], codings: Mapping[str, pd.DataFrame], *, by: str, target: object
) -> pd.DataFrame:
    """What carries each count: its numbers, its range, and the codings in which it holds.

    `codings` maps names to tables of the same sentences, each with another coder's codes; the
    numbers are those of the first, `holds_in` names all in which the count is as expected. A row a
    count, in the order of the findings: `finding, label, expect`, then for sentences the columns
    of `compare_shares` from `target_count` on, and `holds_in`. Errors: as `count_findings` and
    `compare_shares`; ValueError for no codings.
    """
    if not codings:
        raise ValueError("there are no codings; give at least one table of coded sentences")
    counted = {
        name: count_findings(findings, table, by=by).drop_duplicates("label")
        for name, table in codings.items()
    }
    first, numbers = next(iter(codings.values())), next(iter(counted.values()))
    marked, labels = mark_findings(findings, first), numbers["label"].tolist()
    shares = compare_shares(marked, by=by, target=target, properties=labels)
    shares = shares[shares["of"] == "sentences"].rename(columns={"property": "label"})
    weighed = numbers[list(COLUMNS[:3])].merge(shares.drop(columns="of"), validate="one_to_one")
    holding = zip(*(table["holds"] for table in counted.values()), strict=True)
    weighed["holds_in"] = [", ".join(compress(counted, each)) for each in holding]
    return weighed


def _holds(expect: str, found: pd.DataFrame) -> bool:
    kind, _, group = expect.partition(" ")
    if not group:
        return bool((found["sum"] > 0).all() if kind == "both" else not found["sum"].any())
    found = found.set_axis(found.index.map(str))
    if group not in found.index:
        raise LookupError(f"no group is called {group!r}; there is: {', '.join(found.index)}")
    value = found["sum"] if kind == "only" else found["sum"] / found["size"]
    others = value.drop(group)
    return bool(
        value[group] > 0 and (value[group] > others).all() and (kind == "more" or not others.any())
    )


def _finding(entry: dict[str, Any], where: str) -> Finding:
    """One finding of a file; its parts are checked first, so that an error names the part."""
    given = _tables(entry.pop("counts", []), f"{where}: [[findings.counts]]")
    counts = tuple(_make(Count, count, where) for count in given)
    for expect in (count.expect for count in counts):
        if not EXPECTED.fullmatch(expect):
            raise ValueError(
                f"{where} expects {expect!r}; write only GROUP, more GROUP, both or none"
            )
    evidence = entry.pop("evidence", [])
    if not isinstance(evidence, list) or not all(map(REFERENCE.fullmatch, map(str, evidence))):
        raise ValueError(f'{where} has the evidence {evidence!r}; write it as ["smith-1:24"]')
    if not counts or not evidence:
        raise ValueError(f"{where} needs evidence and at least one [[findings.counts]]")
    finding = _make(Finding, {**entry, "evidence": tuple(evidence), "counts": counts}, where)
    if not re.fullmatch(r"[\w-]+", notebook := finding.notebook):
        raise ValueError(f"{where} has the notebook {notebook!r}; give its name without .ipynb")
    return finding


def _tables(given: object, where: str) -> list[dict[str, Any]]:
    if not isinstance(given, list) or not all(isinstance(entry, dict) for entry in given):
        raise ValueError(f"{where} is no list of tables; write it in double brackets")
    return given


def _make(kind: type[T], given: dict[str, object], where: str) -> T:
    wanted = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    check_fields(given, wanted, where)
    for field in wanted:
        if field not in given:
            raise ValueError(f"{where}: the field {field!r} is missing; add it")
        value = given[field]
        if not isinstance(value, (str, tuple)) or not str(value).strip():
            raise ValueError(f"{where}: the field {field!r} is {value!r}; write text in quotes")
    return kind(**given)
