"""The tables of a run: what each work cost, what was aimed at, what larger corpora would take."""

from math import log
from typing import Any

import pandas as pd

GOALS = [  # work, heat, size, contender, measure: a unit, or times as fast as a peer; the goal
    ("count, all parts", "count", "100", "count_all", "naive", 1.0),
    ("count, all parts", "count", "100", "count_all", "sklearn", 1.5),
    ("count, all parts", "count", "100", "count_all", "nltk", 10),
    ("count, all parts", "count", "10", "count_all", "naive", 0.5),
    ("count, all parts", "count", "10", "count_all", "sklearn", None),
    ("count, all parts", "count", "10", "count_all", "nltk", None),
    ("count, body only", "count", "100", "count_body", "naive", 0.5),
    ("count, two processes", "hands", "100", "count_two", "count_all", 1.6),
    ("count, two processes", "hands", "10", "count_two", "count_all", None),
    ("count, peak memory", "large", "600", "count_all", "MB", 400),
    ("tokens and sentences", "table", "10", "table", "spacy", 3),
    ("keyness, exact, of counts", "words", "10", "keyness_of_counts", "s", 0.3),
    ("keyness, exact, verdicts", "words", "10", "keyness_exact", "s", 0.3),
    ("keyness, bootstrap, verdicts", "words", "10", "keyness_bootstrap", "s", 5),
    ("keyness, exact, from texts", "text to words", "10", "keyness_from_text", "pycorpdiff", None),
    ("200 shuffles of keyness", "shuffles", "1", "shuffles", "s", 5),
    ("200 shuffles of keyness", "shuffles", "speeches", "shuffles", "s", 5),
    ("look-up of 100 patterns", "search", "10", "look_up", "s", 0.1),
    ("concordance of 1,300 hits", "search", "10", "concordance", "s", 0.1),
    ("quotations, voices, acts", "speech", "1", "speech", "MB/s", 0.3),
    ("quotations, voices, acts", "speech", "speeches", "speech", "MB/s", 0.3),
    ("tone of sentences", "tone", "1", "tone", "vader", None),
    ("tone of sentences", "tone", "1", "tone", "MB/s", None),
    ("tone of sentences", "tone", "speeches", "tone", "MB/s", None),
    ("import kzlib after pandas", "import", "1", "bare_import", "s", 0.05),
]
CLOCK = "count_two"  # its rival is itself with one process: told by the clock, not the processors


def tables(results: dict[str, Any]) -> dict[str, str]:
    """Markdown by the name of its place on the page."""
    runs = pd.DataFrame(results["runs"])
    failed = runs[runs["failed"].notna()] if "failed" in runs else runs[:0]
    lines = (f"{run.work} did not run: {run.failed}." for run in failed.itertuples())
    missing = dict.fromkeys(lines)
    runs = runs.drop(failed.index)
    runs["rate"] = runs["megabytes"] / runs["cpu"]
    return {
        "machine": _machine(results["machine"]),
        "goals": "\n\n".join([_goals(runs), *missing]),
        "costs": _costs(runs),
        "growth": _growth(runs),
        "larger": _larger(runs),
    }


def of(runs: pd.DataFrame, heat: str, size: str, work: str) -> pd.DataFrame:
    """The rounds of a work."""
    rows = (runs["heat"] == heat) & (runs["size"] == size) & (runs["work"] == work)
    return runs[rows].set_index("round")


def number(value: float) -> str:
    """Three digits, or all of a large number's; nothing where there is none."""
    if pd.isna(value):
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def markdown(head: str, rows: list[list[str]]) -> str:
    names = head.split(" | ")
    ruled = ["---", *["---:"] * (len(names) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in [names, ruled, *rows])


def _goals(runs: pd.DataFrame) -> str:
    rows = []
    for what, heat, size, work, how, goal in GOALS:
        ours, column = of(runs, heat, size, work), {"s": "cpu", "MB": "peak", "MB/s": "rate"}
        if how in column:
            each, measure = ours[column[how]], how
        else:
            kind = "wall" if work == CLOCK else "cpu"
            each = (of(runs, heat, size, how)[kind] / ours[kind]).dropna()
            measure = f"times {'one process' if work == CLOCK else how}"
        if each.empty:
            continue
        lower, middle = how in ("s", "MB"), each.median()
        met = middle <= (goal or 0) if lower else middle >= (goal or 0)
        spread = f"{number(each.min())} to {number(each.max())}" if len(each) > 1 else ""
        aim = f"{'at most' if lower else 'at least'} {number(goal)}" if goal else ""
        state = ("yes" if met else "**no**") if goal else ""
        text = size if size.isalpha() else f"{size} MB"
        rows.append([what, text, measure, number(middle), spread, str(len(each)), aim, state])
    return markdown("work | text | measure | median | spread | rounds | goal | met", rows)


def _costs(runs: pd.DataFrame) -> str:
    rows = [
        [f"{key[0]}: {key[2]}", str(key[1]), str(len(each))]
        + [number(each[name].median()) for name in ("cpu", "wall", "rate", "peak")]
        for key, each in runs.groupby(["heat", "size", "work"], sort=False)
    ]
    return markdown("work | text, MB | rounds | CPU s | clock s | MB a CPU s | peak MB", rows)


def _growth(runs: pd.DataFrame) -> str:
    rows = []
    for work in ("count_all", "count_body", "naive", "sklearn", "nltk"):
        costs = [
            1000 / of(runs, "count", size, work)["rate"].median() for size in ("1", "10", "100")
        ]
        times = [costs[1] / costs[0], costs[2] / costs[1]]
        rows.append([work, *map(number, costs + times)])
    return markdown("CPU ms a MB | 1 MB | 10 MB | 100 MB | 10 to 1 | 100 to 10", rows)


def _larger(runs: pd.DataFrame) -> str:
    """What 10 GB and 1 TB take if it goes on as from 10 to 100 MB, or to 600 MB."""
    steps = [of(runs, "count", size, "count_all") for size in ("10", "100")]
    steps.append(of(runs, "large", "600", "count_all"))
    there, rows = [step.median(numeric_only=True) for step in steps if len(step)], []
    if len(there) < 2:
        return ""
    less, more = there[-2:]
    rise = log(more["made"] / less["made"]) / log(more["megabytes"] / less["megabytes"])
    each = (more["peak"] - less["peak"]) / (more["articles"] - less["articles"])
    for name, megabytes in (("10 GB", 1e4), ("1 TB", 1e6)):
        factor = megabytes / more["megabytes"]
        hours, articles = more["cpu"] * factor / 3600, more["articles"] * factor
        memory = more["peak"] + each * (articles - more["articles"])
        figures = [articles / 1e6, more["made"] * factor**rise / 1e6, hours, hours / 16]
        rows.append([name, *map(number, figures), number(memory / 1e3)])
    head = "text | million articles | million counts | CPU hours | hours on 16 cores | GB, at most"
    return markdown(head, rows)


def _machine(machine: dict[str, Any]) -> str:
    packages, peers = (
        ", ".join(f"{name} {each}" for name, each in (machine[kind] or {}).items())
        for kind in ("packages", "peers")
    )
    return (
        f"{machine['date']}: {machine['processor']}, {machine['cores']} cores, "
        f"{machine['memory_gb']} GB; {machine['system']}, Python {machine['python']}; "
        f"load at the start {machine['load']}. {packages}. Peers: {peers or 'none installed'}."
    )
