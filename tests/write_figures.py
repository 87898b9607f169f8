"""Every figure and table of the series as files of its own, with caption and source.

`make figures` writes them into the folder figures: a figure as SVG, PNG and CSV (its numbers), a
table as CSV, all by their own `save` and `to_csv`; index.html shows them, index.csv lists them.
The notebooks are not changed: their code is run once more, and what it displays is caught.
"""

import ast
import html
import os
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import chdir, contextmanager
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd

import kzlib as kz
from kzlib.show import Picture, Shown, Table
from kzlib.show.html import escape
from kzlib.text.citations import references
from kzlib.text.files import read_rows, write_file, write_rows

ROOT = Path(__file__).parent.parent
SERIES = sorted((ROOT / "notebooks").glob("*.ipynb"))
FULL = 4  # articles: of more than these, the source is their number and their outlets
LONGEST = 60  # characters of a title in a file's name
BOLD_LINE = re.compile(r"<p[^>]*><strong>([^<]*[^:<])</strong></p>")  # with a colon it heads a list
INDEX = ("file", "notebook", "section", "title", "caption", "source")
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Figures and tables of the series</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>:root {{ color-scheme: light dark }}
body {{ font: 16px/1.5 sans-serif; max-width: 60em; margin: auto; padding: 1em }}
img {{ max-width: 100%; height: auto }} figure {{ margin: 2.5em 0 }}</style></head><body>
<h1>Figures and tables of the series</h1>
<p>{count} of them, made by kzlib {version}. Please keep caption and source with what you use.</p>
{body}</body></html>
"""


@dataclass(frozen=True)
class Piece:
    """A figure or a table, and where in the series it stands."""

    shown: Picture | Table
    head: str
    notebook: str
    section: str
    source: str

    @property
    def first_line(self) -> str:
        """The title of a figure, the caption of a table."""
        return self.shown.text.partition("\n")[0]

    @property
    def caption(self) -> str:
        """What it shows."""
        return self.shown.caption if isinstance(self.shown, Picture) else self.first_line

    @property
    def title(self) -> str:
        """A figure's own; of a table the claim that it stands under, if any."""
        return self.shown.title if isinstance(self.shown, Picture) else self.head


@contextmanager
def caught() -> Iterator[list[Picture | Table]]:
    """Every figure and table that is made from now on, displayed or not."""
    made: list[Picture | Table] = []
    usual = Shown.__post_init__

    def kept(shown: Shown) -> None:
        usual(shown)
        if isinstance(shown, Picture | Table):
            made.append(shown)

    Shown.__post_init__ = kept  # type: ignore[method-assign]
    try:
        yield made
    finally:
        Shown.__post_init__ = usual  # type: ignore[method-assign]


def run(source: str, names: dict[str, Any]) -> object:
    """Run a cell as a notebook does: the value of its last line, if that is an expression."""
    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "<cell>", "exec"), names)
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)


def displayed(shown: Shown, made: Sequence[Picture | Table]) -> list[tuple[Picture | Table, str]]:
    """The figures and tables in an output, each with the bold line above it, in its order.

    A figure's own table of numbers is not one more.

    Errors: ValueError where the output shows another one.
    """
    places = []
    for at, each in enumerate(made):
        start = shown.html.find(each.html)
        while start >= 0:
            places.append((start, -len(each.html), at))
            start = shown.html.find(each.html, start + 1)
    found, end = [], 0
    for start, length, at in sorted(places):
        if start >= end:
            heads = ["", *BOLD_LINE.findall(shown.html, 0, start)]
            found.append((made[at], html.unescape(heads[-1])))
            end = start - length
    drawn = sum(isinstance(each, Picture) for each, _ in found)
    if (shown.html.count("<figure"), shown.html.count("<table")) != (drawn, len(found)):
        raise ValueError(f"a figure or table is not made by kzlib.show: {shown.text[:80]!r}")
    return found


def source_of(articles: pd.DataFrame) -> str:
    """What the articles are: each in full where they are few, else their number and outlets."""
    if len(articles) <= FULL:
        kinds = articles.get("kind", pd.Series("", articles.index))
        full = zip(references(articles).values(), kinds, strict=True)
        return "; ".join(f"{each} ({kind})" if kind else each for each, kind in full)
    outlets = " and ".join(sorted({*articles["source"]} - {""}))
    notes = {*articles.get("note", [""])}
    note = f" ({notes.pop()})" if len(notes) == 1 and notes != {""} else ""
    return f"{len(articles)} articles of {outlets}{note}"


def pieces(path: Path) -> list[Piece]:
    """The figures and tables that a notebook displays, in order."""
    section, found = "", []
    names: dict[str, Any] = {"__name__": "__main__"}
    with caught() as made, chdir(path.parent):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                section = [section, *re.findall(r"^#+ (.+)$", cell.source, re.MULTILINE)][-1]
            elif cell.cell_type == "code":
                shown = run(cell.source, names)
                there = displayed(shown, made) if isinstance(shown, Shown) else []
                found += [(*each, section) for each in there]
    corpus = next(each for each in names.values() if isinstance(each, kz.Corpus))
    source = f"{source_of(corpus.articles)}; kzlib {kz.__version__}, notebook {path.stem}"
    return [Piece(each, head, path.stem, section, source) for each, head, section in found]


def file_names(found: Sequence[Piece]) -> list[str]:
    """A name for each without its ending: the notebook and the title, numbered if needed."""
    names: list[str] = []
    for piece in found:
        plain = (
            unicodedata.normalize("NFKD", piece.title or piece.first_line)
            .encode("ascii", "ignore")
            .decode()
        )
        words = re.findall(r"[a-z0-9]+", plain.lower())
        while len("-".join(words)) > LONGEST:
            words.pop()
        name = "-".join([piece.notebook, *words])
        numbered = (f"{name}-{number}" for number in count(2))
        names.append(next(each for each in chain([name], numbered) if each not in names))
    return names


def write(found: Sequence[Piece], folder: Path) -> pd.DataFrame:
    """Write all pieces and their index; what an earlier index lists is replaced or removed.

    Errors: ValueError for a file of the same name that no index lists.
    """
    folder.mkdir(exist_ok=True)
    index = folder / "index.csv"
    old = {row["file"] for row in read_rows(index, ["file"])} if index.exists() else set()
    rows = []
    named = [*zip(file_names(found), found, strict=True)]
    for name, piece in named:
        said = piece.notebook, piece.section, piece.title, piece.caption, piece.source
        drawn = isinstance(piece.shown, Picture)
        for ending in (".svg", ".png", ".csv") if drawn else (".csv",):
            path = folder / f"{name}{ending}"
            if ending == ".csv":
                piece.shown.to_csv(path, overwrite=path.name in old)
            else:
                sourced(piece).save(path, overwrite=path.name in old)
            rows.append((path.name, *said))
    table = pd.DataFrame(rows, columns=[*INDEX])
    page = PAGE.format(count=len(found), version=kz.__version__, body=_body(named))
    write_file(folder / "index.html", page.encode(), overwrite=bool(old))
    write_rows(index, table, overwrite=True)
    for name in old - {*table["file"]}:
        (folder / Path(name).name).unlink(missing_ok=True)
    return table


def sourced(piece: Piece) -> Picture:
    """A figure that is saved with its source below its caption."""
    caption = f"{piece.caption} Source: {piece.source}."
    piece.shown.canvas.caption = caption  # drawn when the picture is first saved
    return replace(piece.shown, caption=caption)


def _body(named: Sequence[tuple[str, Piece]]) -> str:
    """The pieces, by the names of their files, as a page shows them, under their notebooks."""
    parts, notebook = [], ""
    for name, piece in named:
        if piece.notebook != notebook:
            notebook = piece.notebook
            parts.append(f"<h2>{escape(notebook)}</h2>")
        if isinstance(piece.shown, Picture):  # which has its caption and source drawn below it
            said = f'<img src="{name}.svg" alt="{escape(piece.shown.alt)}" loading="lazy">'
            said, endings, source = f"{said}<figcaption>", ["svg", "png", "csv"], ""
        else:
            head = f"<strong>{escape(piece.head)}</strong> " if piece.head else ""
            said, endings = f"<figcaption>{head}{escape(piece.caption)} ", ["csv"]
            source = f" · Source: {escape(piece.source)}"
        links = " ".join(f'<a href="{name}.{each}">{each.upper()}</a>' for each in endings)
        where = f"<br><small>{escape(piece.section)}{source}</small></figcaption>"
        parts.append(f"<figure>{said}{links}{where}</figure>")
    return "\n".join(parts)


if __name__ == "__main__":
    os.environ["TQDM_DISABLE"] = "1"
    goal = Path(sys.argv[1])
    everything = [piece for path in SERIES for piece in pieces(path)]
    number = len(write(everything, goal))
    print(f"{len(everything)} figures and tables, {number} files: open {goal / 'index.html'}")
