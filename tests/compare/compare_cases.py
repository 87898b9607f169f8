"""Corpora and tables of sentences small enough to count by hand, for the tests of this room."""

import pandas as pd

from kzlib.compare.keyness import keyness
from kzlib.text.corpus import Corpus


def corpus(**groups):
    """Each group a list of articles, each a list of paragraphs [hits of tea, words]."""
    rows = []
    for era, articles in groups.items():
        for number, paragraphs in enumerate(articles):
            lines = [
                " ".join(["tea"] * hits + ["and"] * (n - hits)) + "." for hits, n in paragraphs
            ]
            rows.append({"article": f"{era}-{number}", "era": era, "text": "\n".join(lines)})
    return Corpus.from_frame(pd.DataFrame(rows))


def compared(made, target="x", **options):
    return keyness(made, by="era", target=target, part=None, **options)


def tea(table):
    (row,) = table[table["term"] == "tea"].to_dict("records")
    return row


MANY = {
    "x": [[[5, 60], [3, 40]], [[2, 50]], [[6, 70]], [[4, 50]], [[3, 60]], [[5, 80]]],
    "y": [[[1, 60]], [[0, 40], [1, 50]], [[2, 70]], [[1, 50]], [[1, 60]]],
}
"""Six and five articles: enough for a bootstrap."""


def sentences(**groups):
    """Each group a list of articles, each a list of paragraphs, each a list of (words, marks)."""
    rows = []
    for era, articles in groups.items():
        for number, paragraphs in enumerate(articles):
            for paragraph, lines in enumerate(paragraphs, 1):
                for words, marks in lines:
                    rows.append(
                        {
                            "article": f"{era}-{number}",
                            "paragraph": paragraph,
                            "words": words,
                            "era": era,
                            "trade": "t" in marks,
                            "security": "s" in marks,
                        }
                    )
    return pd.DataFrame(rows).assign(sentence=range(1, len(rows) + 1))


ONE_EACH = sentences(
    x=[[[(10, "t"), (20, "")], [(5, "ts"), (5, "")], [(10, "")], [(30, "")]]],
    y=[[[(8, ""), (8, "")], [(4, "t")], [(20, "")]]],
)
"""One article a group: four paragraphs with trade in two, three with trade in one."""
