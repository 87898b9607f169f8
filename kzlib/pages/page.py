"""The page: the sections in one file that opens without a network, and its script's data."""

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files

from kzlib.pages.given import Given
from kzlib.pages.reading import layers
from kzlib.pages.texts import as_json
from kzlib.show import Shown
from kzlib.show.html import escape
from kzlib.text.files import read_text

HERE = files("kzlib") / "pages"
MARK = "kzlib report"  # by which a report is known, so that it may be written anew
POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src {scripts}; "
    "base-uri 'none'; form-action 'none'"
)
LINKS = re.compile(r"@(\w+)@")


def page_html(
    given: Given, sections: Sequence[tuple[str, str, Shown]], data: Mapping[str, object]
) -> str:
    """The whole page: its sections (id, title, what is shown) and what its script reads."""
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
            f'<li><a href="#{name}">{escape(title)}</a></li>' for name, title, _ in sections
        ),
        "sections": "".join(
            f'<section id="{name}"><h2>{escape(title)}</h2><div>{shown.html}</div></section>'
            for name, title, shown in sections
        ),
    }
    return LINKS.sub(lambda found: filled.get(found[1], found[0]), read_text(HERE / "page.html"))
