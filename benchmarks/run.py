"""Runs kzlib and its peers on the same works in turn, and says what each cost: `make bench`.

Every work is run in a process of its own. In each round the contenders of a heat follow one
another, so that what slows the machine slows all of them; ratios are taken within rounds.
"""

import argparse
import datetime
import json
import os
import platform
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from corpora import make_corpus
from report import tables

HERE = Path(__file__).parent
THERE = HERE / ".venv/bin/python"  # the peers' environment
RESULTS, PAGE = HERE / "results.json", HERE / "README.md"
MADE = HERE / "made"  # corpora
SPEECHES = "speeches"
OURS = ("kzlib", "numpy", "pandas", "scipy", "nltk")
THEIRS = ("scikit-learn", "nltk", "spacy", "pycorpdiff", "pandas", "vaderSentiment", "numpy")

HEATS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {  # sizes in MB, contenders
    "count": (("1", "10", "100"), ("count_all", "count_body", "naive", "sklearn", "nltk")),
    "hands": (("10", "100"), ("count_all", "count_two")),
    "table": (("10",), ("table", "spacy")),
    "words": (("10",), ("keyness_of_counts", "keyness_exact", "keyness_bootstrap")),
    "text to words": (("10",), ("keyness_from_text", "pycorpdiff")),
    "shuffles": (("1", SPEECHES), ("shuffles",)),
    "search": (("10",), ("look_up", "concordance")),
    "speech": (("1", SPEECHES), ("speech",)),
    "tone": (("1", SPEECHES), ("tone", "vader")),
    "import": (("1",), ("bare_import",)),
    "large": (("600",), ("count_all",)),
}
LARGE = "large"  # only where it is asked for

PEERS = ("naive", "sklearn", "nltk", "spacy", "pycorpdiff", "vader", SPEECHES)


def run_once(work: str, folder: Path) -> dict[str, Any]:
    """What one work in one process cost, or why it failed."""
    python, script = (str(THERE), "peers.py") if work in PEERS else (sys.executable, "ours.py")
    if not Path(python).exists():
        return {"failed": "the peers' environment is missing"}
    done = subprocess.run(
        [python, str(HERE / script), work, str(folder)],
        capture_output=True,
        text=True,
        cwd=HERE.parent,
        env=os.environ | {"TQDM_DISABLE": "1"},
        check=False,
    )
    if done.returncode:
        return {"failed": (done.stderr.strip().splitlines() or ["killed"])[-1]}
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {name: round(value, 4) for name, value in result.items()}


def folder_of(size: str) -> Path:
    """The corpus of a size, made where it is not there."""
    if size != SPEECHES:
        return make_corpus(float(size), MADE)
    if not (MADE / SPEECHES / "articles.csv").exists():
        print(SPEECHES, run_once(SPEECHES, MADE / SPEECHES).get("failed", "written"))
    return MADE / SPEECHES


def run_heat(heat: str, size: str, rounds: int, spend: float) -> list[dict[str, Any]]:
    """Rounds of a heat; a contender that has used up `spend` seconds leaves after its round."""
    folder = folder_of(size)
    if not (folder / "articles.csv").exists():
        return []
    texts = [*folder.rglob("*.txt")]
    about = {"heat": heat, "size": size, "articles": len(texts)}
    about["megabytes"] = round(sum(text.stat().st_size for text in texts) / 1e6, 2)
    left = dict.fromkeys(HEATS[heat][1], spend)
    runs = []
    for number in range(rounds):
        for work in [work for work, seconds in left.items() if seconds > 0]:
            cost = run_once(work, folder)
            left[work] = 0 if "failed" in cost else left[work] - cost["cpu"]
            runs.append(about | {"work": work, "round": number} | cost)
            print(heat, size, work, number, cost.get("failed") or cost["cpu"], flush=True)
    return runs


def machine() -> dict[str, Any]:
    """Where it was run: nothing that names the machine."""
    info = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*: (.*)", info.read_text()) if info.exists() else None
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    listing = f"import importlib.metadata as m; print(*[m.version(n) for n in {THEIRS}])"
    found = None
    if THERE.exists():
        done = subprocess.run([THERE, "-c", listing], capture_output=True, text=True, check=False)
        found = dict(zip(THEIRS, done.stdout.split(), strict=False))
    return {
        "date": datetime.date.today().isoformat(),
        "cores": os.cpu_count(),
        "memory_gb": round(memory),
        "processor": model[1] if model else platform.processor(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 1),
        "packages": {name: version(name) for name in OURS},
        "peers": found,
    }


def write(results: dict[str, Any]) -> None:
    """The results, a run a line, and their tables on the page."""
    runs = ",\n".join(json.dumps(run) for run in results["runs"])
    head = json.dumps({"machine": results["machine"]}, indent=1)[:-2]
    RESULTS.write_text(f'{head},\n "runs": [\n{runs}\n]}}\n', encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    for name, table in tables(results).items():
        begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
        page = re.sub(f"{begin}.*?{end}", lambda _: f"{begin}{table}\n{end}", page, flags=re.DOTALL)  # noqa: B023
        print(table)
    PAGE.write_text(page, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--heats", nargs="*", default=[heat for heat in HEATS if heat != LARGE])
    parser.add_argument("--sizes", nargs="*", default=["1", "10", "100", "600", SPEECHES])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--spend", type=float, default=30, help="CPU seconds a contender")
    given = parser.parse_args()
    todo = [(heat, size) for heat in given.heats for size in HEATS[heat][0] if size in given.sizes]
    old = json.loads(RESULTS.read_text(encoding="utf-8"))["runs"] if RESULTS.exists() else []
    runs, here = [run for run in old if (run["heat"], run["size"]) not in todo], machine()
    for heat, size in todo:
        runs += run_heat(heat, size, given.rounds, given.spend)
    write({"machine": here, "runs": runs})


if __name__ == "__main__":
    main()
