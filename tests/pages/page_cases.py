"""What the tests of this room share: the ten invented articles as given, and hostile ones."""

from pathlib import Path

import pandas as pd

import kzlib as kz
from kzlib.pages.given import Given, give

ROOT = Path(__file__).parents[2]
EXAMPLE = kz.read_corpus(ROOT / "seeds" / "example")

EVIL = '<img src=x onerror="window.ran=1">'
HOSTILE = {
    "evil-1": f"{EVIL} said the minister. </script><script>window.ran=2</script> The port grew.\n"
    'See <a href="javascript:window.ran=3">this</a> or javascript:window.ran=4 about the port.',
    "evil-2": f"A Title\n“{EVIL}” said Ann Lee, a farmer. The port fell. @data@ @script@ {{x}} "
    "]]> <!-- -->",
    "evil-3": "A Title\n\u202eThe port \u2028 turned round. We left <svg onload=window.ran=5> at "
    "once.",
}


def hostile() -> kz.Corpus:
    """Articles that try to run something wherever a page shows a text."""
    rows = [
        {
            "article": name,
            "side": f"<b>{number % 2}</b>",
            "title": f'A "title" {EVIL}',
            "author": f"'\"><script>window.ran=6</script> {number}",
            "source": "javascript:window.ran=7",
            "published": "2001",
            "text": text,
        }
        for number, (name, text) in enumerate(HOSTILE.items())
    ]
    return kz.Corpus.from_frame(pd.DataFrame(rows))


def example(by: str = "outlet", **given: object) -> Given:
    return give(EXAMPLE, by=by, **given)  # type: ignore[arg-type]


def labelled(words_of: dict[str, list[str]]) -> kz.Corpus:
    """A corpus of an article a text, by the group that it is in."""
    rows = [
        {"article": f"{group}-{number}", "group": group, "text": text}
        for group, texts in words_of.items()
        for number, text in enumerate(texts)
    ]
    return kz.Corpus.from_frame(pd.DataFrame(rows), duplicates="keep")
