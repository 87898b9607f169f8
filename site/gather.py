"""Brings the website's sources together: notebooks, docstrings, the articles, the invented report.

They are written to `_build/source`, each only where it changed, so that a second build is quick.
"""

import inspect
import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import Any

import kzlib as kz
from kzlib import show
from kzlib.compare.draws import bootstrap
from kzlib.pages.given import give
from kzlib.pages.reading import articles_html, layers
from kzlib.pages.texts import text_data

HERE = Path(__file__).parent
ROOT = HERE.parent
READING = ("reading.css", "reading.js")
COPIED = (  # and what these link to, and so on
    "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "seeds/codes/CODEBOOK.md",
    "notebooks/company.png", "kzlib/data/themes.toml", "kzlib/data/codebook.toml",
)  # fmt: skip
ROOMS = ("text", "search", "compare", "tone", "speech", "codes", "findings", "show", "pages")
LINKED = (  # in what a notebook shows: its links to others, and the sentences that it names
    (r'(href="[\w/]+)\.ipynb', r"\1.html"),
    (r">(ahmad-2014|asb-2025):(\d+)<", r'><a href="../articles.html#\1-\2">\1:\2</a><'),
)
TABLE = (".. autosummary::", "   :nosignatures:", "")
INTRODUCED = (
    "Everything here is called as `kz.NAME`, after `import kzlib as kz`; what `show` has as "
    "`show.NAME`, after `from kzlib import show`. A corpus goes in, and tables of pandas come "
    "out; [Your own articles](../yours.md) says which question asks for which.\n"
)
EXAMPLE = "example_report.html"
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
POLICY = (  # "file:" lets the pages be opened without a server too
    "default-src 'self' file:; img-src 'self' file: data:; style-src 'self' file: 'unsafe-inline'; "
    "base-uri 'none'; object-src 'none'; form-action 'self' file:; script-src 'self' file:"
)
MENDED = (
    ("furo_navigation_tree", 'role="heading"', 'role="heading" aria-level="2"'),
    ("body", ' aria-label="Toggle hidden content"', ""),  # the words within say what opens
    ("body", "<pre>", '<pre tabindex="0">'),  # what can be scrolled can be reached
    ("body", '<div class="table-wrapper', '<div tabindex="0" class="table-wrapper'),
    ("body", "<figure", '<figure tabindex="0"'),
)


def connect(app: Any) -> None:
    """Hangs the steps of the build on Sphinx."""
    report = _begin_report(Path(app.outdir))
    gather(Path(app.srcdir))
    app.config.html_static_path.append(str(Path(app.srcdir) / "static"))
    app.connect("autodoc-process-docstring", _as_rst)
    app.connect("html-page-context", _mend, priority=900)  # after the theme's own
    app.connect("build-finished", lambda *_: _finish(report, Path(app.outdir)))


def gather(source: Path) -> None:
    """Everything that Sphinx reads, under one folder."""
    for path in HERE.glob("*.md"):
        _write(source / path.name, path.read_bytes())
    for name in _linked():
        _write(source / name, (ROOT / name).read_bytes())
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        _write(source / "notebooks" / path.name, _notebook(path).encode())
    for room in ROOMS:
        _write(source / "api" / f"{room}.md", _room(room).encode())
    _write(source / "api" / "index.md", _rooms().encode())
    _write(source / "sources.md", _sources().encode())
    _write(source / "read.html", _articles().encode())
    for name in READING:
        _write(source / "static" / name, (ROOT / "kzlib" / "pages" / name).read_bytes())


def _write(path: Path, content: bytes) -> None:
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _linked() -> list[str]:
    """The files of the project that pages are made of, or that such a page links to."""
    names = [*COPIED]
    for name in names:
        text = (ROOT / name).read_text(encoding="utf-8") if name.endswith(".md") else ""
        for link in re.findall(r"\]\(([\w./-]+)", text):
            path = ((ROOT / name).parent / link).resolve()
            there = path.is_file() and path.is_relative_to(ROOT) and path.suffix != ".ipynb"
            if there and path.relative_to(ROOT).as_posix() not in names:
                names.append(path.relative_to(ROOT).as_posix())
    return names


def _notebook(path: Path) -> str:
    """A notebook whose folded code stays folded, whose links and sentences lead to pages."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["metadata"].get("jupyter", {}).get("source_hidden"):
            cell["metadata"]["tags"] = ["hide-input"]
        for output in cell.get("outputs", []):
            lines = output.get("data", {}).get("text/html", [])
            for pattern, page in LINKED:
                lines[:] = [re.sub(pattern, page, line) for line in lines]
    return json.dumps(notebook)


def _public(room: str) -> dict[str, Any]:
    """The public functions and classes of a room, by the name that a notebook calls them."""
    if room == "show":
        return {f"kzlib.show.{name}": getattr(show, name) for name in show.__all__}
    there = {name: getattr(kz, name) for name in kz.__all__}
    return {
        f"kzlib.{name}": each
        for name, each in there.items()
        if callable(each) and each.__module__.split(".")[1] == room
    }


def _room(room: str) -> str:
    """The page of a room."""
    lines = [f".. automodule:: kzlib.{room}", "   :no-index:", ""]
    for name, each in _public(room).items():
        kind = "autoclass" if inspect.isclass(each) else "autofunction"
        lines += [f".. {kind}:: {name}", *["   :members:"][: inspect.isclass(each)], ""]
    if room == "compare":
        lines += [".. autofunction:: kzlib.compare.draws.bootstrap", ""]
        lines += [".. automodule:: kzlib.compare.measures", "   :members:", ""]
    return f"# kzlib/{room}\n\n" + _rst(lines)


def _rooms() -> str:
    """The page that lists all public names with what each is for."""
    parts = ["# The library\n", INTRODUCED]
    for room in ROOMS:
        names = [f"   ~{name}" for name in _public(room)]
        parts += [f"## [{room}]({room}.md)\n", _rst([*TABLE, *names])]
    hidden = "\n".join(ROOMS)
    return "\n".join(parts) + f"\n```{{toctree}}\n:hidden:\n{hidden}\n```\n"


def _rst(lines: list[str]) -> str:
    return "```{eval-rst}\n" + "\n".join(lines) + "\n```\n"


def _sources() -> str:
    """Each function whose docstring names where its method comes from."""
    measures = {
        f"kzlib.compare.measures.{name}": each
        for name, each in vars(kz.measures).items()
        if callable(each) and getattr(each, "__module__", "") == kz.measures.__name__
    }
    functions = measures | {"kzlib.compare.draws.bootstrap": bootstrap}
    for room in ROOMS:
        functions |= _public(room)
    return "\n".join(f"{name}\n: {said}\n" for name, said in _named(functions))


def _named(functions: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, each in functions.items():
        doc = inspect.getdoc(each) or ""
        source = re.search(r"^Source: (.*?)(?:\n\n|\Z)", doc, re.DOTALL | re.MULTILINE)
        if source and not name.rpartition(".")[2].startswith("_"):
            first = " ".join(doc.split("\n\n")[0].split())
            yield f"{{py:obj}}`~{name}`", f"{first} *Source: {' '.join(source[1].split())}*"


def _articles() -> str:
    """The two articles with their layers, by the code of the report."""
    corpus = kz.read_corpus(ROOT / "seeds")
    codes = kz.read_codes(ROOT / "seeds" / "codes" / "codes.csv", corpus, by="era")
    given = give(corpus, by="era", codes=codes)
    data = text_data(given)
    shown = layers(data)
    for (name, title, group, *_), made in zip(
        data["articles"], articles_html(given, data), strict=True
    ):
        heading = f"<h2>{escape(title)} ({data['groups'][group]})</h2>"
        shown += f'<section id="{name}">{heading}{made}</section>'
    return f'<div class="reading">{shown}</div><script src="_static/reading.js" defer></script>'


def _begin_report(folder: Path) -> "subprocess.Popen[bytes]":
    """The report on the ten invented articles, made beside the pages on another processor."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [sys.executable, "-m", "kzlib", "report", "seeds/example", "--by", "outlet"]
    quiet = {**os.environ, "TQDM_DISABLE": "1"}
    place = ["--output", str(folder / EXAMPLE)]
    return subprocess.Popen([*made, *place], cwd=ROOT, env=quiet, stderr=PIPE, stdout=DEVNULL)


def _finish(report: "subprocess.Popen[bytes]", folder: Path) -> None:
    """Waits for the report, and lets no page load or run anything but its own."""
    _, said = report.communicate()
    if report.returncode:
        raise RuntimeError(f"the report on seeds/example was not made: {said.decode()}")
    for path in folder.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        if "Content-Security-Policy" not in page:
            own = {sha256(script.encode()).digest() for script in INLINE.findall(page)}
            hashes = "".join(f" 'sha256-{b64encode(each).decode()}'" for each in sorted(own))
            meta = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}{hashes}">'
            path.write_text(page.replace("<head>", f"<head>{meta}", 1), encoding="utf-8")


def _mend(_app: Any, _page: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    """What screen readers and keyboards miss in the theme's pages and in those of notebooks."""
    for part, old, new in MENDED:
        if part in context:
            context[part] = context[part].replace(old, new)


def _as_rst(
    _app: Any, _kind: str, _name: str, _object: Any, _options: Any, lines: list[str]
) -> None:
    """Gives lists the blank lines round them that reStructuredText needs; the rest it reads."""
    made: list[str] = []
    level, is_example = 0, False
    for line in lines:
        text = line.lstrip()
        is_example = bool(text) and (is_example or text.startswith(">>> "))
        here = len(line) - len(text) + 2 * text.startswith("- ")
        if made and made[-1] and text and here != level and not is_example:
            made.append("")
        made.append(line)
        level = here
    lines[:] = made
