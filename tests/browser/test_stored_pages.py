"""The stored notebooks as their readers meet them outside JupyterLab: previews and web pages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter
from page_faults import faults
from windows import Windows

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SERIES = sorted(NOTEBOOKS.glob("*.ipynb"))
# A public code host's own look. Where it scrolls code, here lines wrap: what scrolls is then ours.
HOST = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width">
<style>body {{font: 14px/1.5 sans-serif; max-width: 900px; margin: auto; padding: 1em;
overflow-wrap: break-word}} img {{max-width: 100%}} pre {{white-space: pre-wrap}}
table {{display: block; overflow: auto; border-collapse: collapse}}
td, th {{border: 1px solid; padding: .2em .6em}}
</style><main>{body}</main></html>"""
TAGS, KEYS = ("script", "style", "link"), ("style", "class", "id")


def preview(notebook: Path) -> str:
    """A notebook as a public code host shows it: no style, class, id or script."""
    body, _ = HTMLExporter(template_name="basic").from_filename(str(notebook))
    soup = BeautifulSoup(body, "html.parser")
    for tag in soup.find_all(TAGS):
        tag.decompose()
    for tag in soup.find_all(True):
        kept = {k: v for k, v in tag.attrs.items() if k not in KEYS and not k.startswith("on")}
        tag.attrs = kept | ({"tabindex": "0"} if tag.name == "table" else {})  # the host scrolls it
    return HOST.format(title=notebook.stem, body=soup)


def web_page(notebook: Path) -> str:
    """A notebook as `make html` writes it."""
    folders = [str(NOTEBOOKS)]
    made = HTMLExporter(template_name="export", extra_template_basedirs=folders)
    return made.from_filename(str(notebook))[0]


@pytest.mark.parametrize("write", [preview, web_page])
@pytest.mark.parametrize("notebook", SERIES, ids=lambda path: path.stem)
def test_it_is_seen_whole_by_everyone(
    write: Callable[[Path], str], notebook: Path, opened: Windows, tmp_path: Path
) -> None:
    path = tmp_path / f"{notebook.stem}.html"
    path.write_text(write(notebook), encoding="utf-8")
    assert faults(opened(path)) == []
