"""One command to a report: the comparison of two groups as one page that opens offline."""

from pathlib import Path

import pandas as pd

from kzlib.search.dictionary import Dictionary
from kzlib.text.arguments import checked
from kzlib.text.corpus import Corpus


@checked
def report(
    corpus: Corpus,
    *,
    by: str,
    target: object = None,
    reference: object = None,
    dictionary: Dictionary | str | Path | None = None,
    names: Dictionary | str | Path | None = None,
    codes: pd.DataFrame | None = None,
    path: str | Path = "report.html",
    seed: int = 0,
) -> Path:
    """The comparison of two groups of articles as one HTML file that opens without a network.

    What it takes:
    - `by`, a column of the articles; `target`, the group compared (None: the last by name), and
      `reference` (None: all others);
    - `dictionary`, a list of themes, and `names`, one of names: a Dictionary, or what
      `read_dictionary` reads (None: kzlib's own themes; the most frequent names of the articles);
    - `codes`, codings of tone as `read_codes` gives them: then the tone is checked;
    - `path`, where it is written. With more than 1,000 articles their texts stand in a folder
      beside it, called as the file with `_texts`.

    What it returns: the path. A report that is there is replaced, no other file.

    Its sections are those of `kzlib.pages`, in this order: what was compared, the answer, words,
    themes, names, speakers, tone, time, claims, limits, sources.

    Errors: LookupError for an unknown column or group; ValueError for a group compared with itself
    or without words, articles without a group where `reference` is None, and what a dictionary or
    codings get wrong; FileNotFoundError for no such dictionary or folder; FileExistsError for a
    file that is no report.

    >>> rows = [{"article": name, "era": name, "text": "It rained.\\nWe left."} for name in "ab"]
    >>> corpus = Corpus.from_frame(pd.DataFrame(rows))
    >>> report(corpus, by="moon")
    Traceback (most recent call last):
    ...
    LookupError: the articles have no column 'moon'; ...
    """
    from kzlib.pages.given import give  # noqa: PLC0415  (loads matplotlib, only needed here)
    from kzlib.pages.page import check_place, write_page  # noqa: PLC0415

    place = check_place(path)
    given = give(
        corpus, by=by, target=target, reference=reference, dictionary=dictionary, names=names,
        codes=codes, seed=seed,
    )  # fmt: skip
    write_page(given, place)
    return place
