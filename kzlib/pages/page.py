"""The page: the sections in one file that opens without a network, and its script's data."""

import base64
import hashlib
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from kzlib.pages import texts
from kzlib.pages.given import Given
from kzlib.pages.reading import layers
from kzlib.pages.sections import SECTIONS
from kzlib.pages.texts import as_json, text_data, text_lots
from kzlib.show import Shown
from kzlib.show.html import escape
from kzlib.text.arguments import shown
from kzlib.text.batches import progress
from kzlib.text.files import read_text, write_file

HERE = files("kzlib") / "pages"
MARK = 'content="kzlib report">'  # by which a report is known, so that it may be written anew
POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src {scripts}; "
    "base-uri 'none'; form-action 'none'"
)
LINKS = re.compile(r"@(\w+)@")


def check_place(path: str | Path) -> Path:
    """Where the report goes; an error where that is another file, or no folder is above it."""
    place = Path(path)
    try:
        is_file, is_folder, is_there = place.is_file(), place.is_dir(), place.parent.is_dir()
    except (OSError, ValueError):
        raise ValueError(f"path is {shown(str(path))}; give the name of a file") from None
    if is_folder or not place.name or not str(path).isprintable():
        raise ValueError(f"path is {shown(str(path))}; give the name of a file")
    if not is_there:
        raise FileNotFoundError(f"there is no folder {shown(str(place.parent))}; make it first")
    if is_file and MARK not in place.read_text(encoding="utf-8", errors="replace")[:2000]:
        raise FileExistsError(f"{place.name} is there and is no report; give another path")
    return place


def write_page(given: Given, place: Path) -> None:
    """Make every section and write the page, and the texts of many articles beside it."""
    made = progress(SECTIONS, "sections")
    sections = {each.name: (each.title, each.make(given)) for each in made}
    page = page_html(given, sections, text_data(given) | _texts(given, place))
    write_file(place, page.encode(errors="replace"), overwrite=True)


def _texts(given: Given, place: Path) -> dict[str, object]:
    """The sentences for the page's script: in the page, or of many articles in files beside it."""
    folder = place.with_name(f"{place.stem}_texts")
    lots = text_lots(given)
    if len(given.corpus.articles) <= texts.APART:
        return {"sentences": next(lots)}
    folder.mkdir(exist_ok=True)
    for each in folder.glob("articles_*.js"):
        each.unlink()
    names = []
    for number, rows in enumerate(lots, 1):
        file = folder / f"articles_{number}.js"
        write_file(file, f"kzlibText({as_json(rows)});\n".encode(), overwrite=True)
        names.append(f"{folder.name}/{file.name}")
    return {"lots": names}


def page_html(
    given: Given, sections: Mapping[str, tuple[str, Shown]], data: Mapping[str, object]
) -> str:
    """The whole page: its sections (title and what is shown, by id) and what its script reads."""
    script, style = (
        "".join(read_text(HERE / f"{name}.{kind}") for name in ("reading", "page"))
        for kind in ("js", "css")
    )
    own = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    beside = " file: 'self'" if "lots" in data else ""
    count = len(given.corpus.articles)
    filled = {
        "policy": POLICY.format(scripts=f"'sha256-{own}'{beside}"),
        "title": escape(f"{given.target} and {given.reference}: {count:,} articles compared"),
        "subtitle": escape(
            f"Compared by {given.by}. Every number has its sentences behind it, one click away."
        ),
        "style": style,
        "script": script,
        "data": as_json(data),
        "layers": layers(data),
        "contents": "".join(
            f'<li><a href="#{name}">{escape(title)}</a></li>'
            for name, (title, _) in sections.items()
        ),
        "sections": "".join(
            f'<section id="{name}"><h2>{escape(title)}</h2><div>{what.html}</div></section>'
            for name, (title, what) in sections.items()
        ),
    }
    return LINKS.sub(lambda found: filled.get(found[1], found[0]), read_text(HERE / "page.html"))
