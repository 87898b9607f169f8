"""The articles as data for the page's script: every sentence with its marks."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

import numpy as np

from kzlib.pages.given import PLACE, SIDE, Given
from kzlib.speech.voices import VOICES
from kzlib.text.citations import references
from kzlib.text.plain import harmless

LAYERS = ("themes", "voice", "tone")
HEADING = 2  # the number of a title or a heading among the parts
APART = 1000  # articles from which on the texts stand in files beside the page
LOT = 250  # articles in each of these files


def text_data(given: Given) -> dict[str, Any]:
    """What the script knows before any text: the groups, themes, layers and articles.

    An article is [id, title, number of its group, reference, number of its sentences, caveat].
    """
    articles = given.corpus.articles
    counts = given.corpus.sentences["article"].value_counts(sort=False)
    full = references(articles)
    rows = [
        [name, harmless(str(title)), given.sides.index(side), full[name],
         int(counts[name]), _caveat(kind, original)]
        for name, title, side, kind, original in zip(
            articles["article"].astype(str),
            *(articles[column] for column in ("title", SIDE, "kind", "derived_from")), strict=True
        )
    ]  # fmt: skip
    return {
        "groups": [*given.sides],
        "themes": [*given.themes.labels.values()],
        "voices": [*VOICES],
        "layers": [*LAYERS, *(() if given.codes is None else ("codings",))],
        "articles": rows,
    }


def text_lots(given: Given) -> Iterator[list[list[Any]]]:
    """The sentences of the articles, lot by lot, in the order of the corpus.

    A sentence is [text, paragraph, part, voice, tone, its themes, speaker, its number, its codes],
    all but texts as numbers, without the last where nothing is coded; a part is 1 for the body, 2
    for a title or heading, else 0.
    """
    names = ["text", "paragraph", "part", "voice", "tone", "speaker", "sentence"]
    columns = (given.tone[name].tolist() for name in names)
    marks = given.theme_marks.to_numpy()
    rows = (
        [
            harmless(" ".join(text.split())),
            paragraph,
            1 if part == "body" else HEADING if part in ("title", "heading") else 0,
            VOICES.index(voice),
            sign,
            np.flatnonzero(own).tolist(),
            harmless(speaker),
            number,
            *codes,
        ]
        for text, paragraph, part, voice, sign, speaker, number, own, codes in zip(
            *columns, marks, _codings(given), strict=True
        )
    )
    sizes = given.sentences.groupby("article", observed=False).size().tolist()
    lot = LOT if len(sizes) > APART else len(sizes)
    for first in range(0, len(sizes), lot):
        yield [*islice(rows, sum(sizes[first : first + lot]))]


def _caveat(kind: object, original: object) -> str:
    """What somebody who quotes an article must know that rewords another; else nothing."""
    if not original:
        return ""
    return harmless(
        f"Caution: {kind or 'a reworded copy'} (first printed: {original}); the words need not be "
        "those of the original."
    )


def _codings(given: Given) -> Iterator[list[str]]:
    """What each sentence was coded as, in words, in the order of the corpus; [] without codes."""
    codes, places = given.codes, given.sentences[PLACE]
    if codes is None:
        return ([] for _ in range(len(places)))
    there = {*given.corpus.sentences, "coder", given.by}
    names = [name for name in codes if name not in there]
    words = [
        ", ".join(
            f"{name} {str(code).replace(';', ' + ').replace('_', ' ')}"
            for name, code in zip(names, row, strict=True)
            if str(code)
        )
        for row in codes[names].itertuples(index=False)
    ]
    said: dict[tuple[str, int], dict[str, None]] = {}  # the same codes of two coders once
    for article, number, own in zip(codes["article"], codes["sentence"], words, strict=True):
        said.setdefault((str(article), int(number)), {})[own] = None
    return (
        [harmless(" / ".join(said.get((str(article), int(number)), {})))]
        for article, number in places.itertuples(index=False)
    )


def as_json(data: object) -> str:
    """Data that may stand in a script: no "<", ">" or "&", and no separator of lines.

    >>> print(as_json("</script>"))
    "\\u003c/script\\u003e"
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text.encode(errors="replace").decode()
