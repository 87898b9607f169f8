"""Run the series in order, in place; keep nothing that differs from one run to the next.

`make notebooks NOTEBOOK=08_mine` runs one.
"""

import base64
import os
import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

os.environ["TQDM_DISABLE"] = "1"  # a bar of progress differs from run to run
FOLDER = Path(__file__).parent.parent / "notebooks"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def run(path: Path) -> None:
    """Execute one notebook and write it back without timings and versions."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=["--log-level=ERROR"],  # no warning, once a kernel, of its local port
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:  # of what editors write there, only whether its code is folded
        folded = cell.metadata.get("jupyter", {}).get("source_hidden", False)
        cell.metadata = nbformat.from_dict({"jupyter": {"source_hidden": True}} if folded else {})
    nbformat.write(notebook, path)


def first_picture(path: Path) -> bytes:
    """The first picture of a notebook, as PNG."""
    text = path.read_text(encoding="utf-8")
    found = re.search(r"data:image/png;base64,([A-Za-z0-9+/=]+)", text)
    if not found:
        raise ValueError(f"{path.name} has no picture; run it first")
    return base64.b64decode(found[1])


if __name__ == "__main__":
    for each in sorted(FOLDER.glob(f"{sys.argv[1] if sys.argv[1:] else '*'}.ipynb")):
        run(each)
        print(each.name)
    (FOLDER / "company.png").write_bytes(first_picture(FOLDER / "00_start_here.ipynb"))
