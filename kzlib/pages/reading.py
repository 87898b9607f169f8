"""An article to read: each sentence with its address, and its marks as layers to switch on.

The report's script makes the same elements of the same data when a reader opens an article;
`reading.css` and `reading.js` are the layers and the copying of both.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import chain, groupby, islice
from typing import Any
from urllib.parse import quote

from kzlib.pages.given import Given
from kzlib.pages.texts import HEADING, text_lots


def layers(data: Mapping[str, Any]) -> str:
    """The boxes that switch the marks of an article on, each by itself."""
    boxes = "".join(
        f'<label><input type="checkbox" autocomplete="off" value="{name}"> {name}</label> '
        for name in data["layers"]
    )
    return f"<fieldset><legend>Show in the text</legend>{boxes}</fieldset>"


def articles_html(given: Given, data: Mapping[str, Any]) -> Iterator[str]:
    """The articles of `text_data` to read, each sentence with its address and its marks."""
    sentences = chain.from_iterable(text_lots(given))
    return (_article_html(each, islice(sentences, each[4]), data) for each in data["articles"])


def _article_html(
    article: Sequence[Any], sentences: Iterable[Sequence[Any]], data: Mapping[str, Any]
) -> str:
    name, _, _, reference, _, caveat = article
    marks = {"article": name, "reference": reference, "caveat": caveat}
    shown = f'<p class="source">{escape(". ".join(filter(None, (reference, caveat))))}</p>'
    for _, group in groupby(sentences, key=lambda row: row[1]):
        rows = [*group]
        spans = "".join(f"{_sentence_html(name, row, data)} " for row in rows)
        shown += f"<p>{spans}</p>" if rows[0][2] else f'<p class="aside">{spans}</p>'
    return f"<article{_attributes(marks)}>{shown}</article>"


def _sentence_html(article: str, row: Sequence[Any], data: Mapping[str, Any]) -> str:
    text, _, part, voice, tone, themes, speaker, number, *coded = row
    marks = {
        "themes": "; ".join(data["themes"][theme] for theme in themes),
        "voice": ": ".join(filter(None, (data["voices"][voice], speaker))) if voice else "",
        "tone": ("unfavourable", "", "favourable")[tone + 1],
        "codings": "".join(coded),
    }
    name = f"{article}-{number}"
    shown = f'<span class="s" id="{escape(name)}"{_attributes(marks)}>{escape(text)}</span>'
    shown += f'<a class="n" href="#{quote(name)}">{number}</a>'
    return f"<strong>{shown}</strong>" if part == HEADING else shown


def _attributes(marks: Mapping[str, str]) -> str:
    """Marks as data of an element; an empty one is left out."""
    return "".join(f' data-{name}="{escape(mark)}"' for name, mark in marks.items() if mark)
