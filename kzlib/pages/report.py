"""One command to a report: the comparison of two groups as one page that opens offline."""

from pathlib import Path

import pandas as pd

from kzlib.search.dictionary import Dictionary
from kzlib.text.arguments import checked, shown
from kzlib.text.batches import progress
from kzlib.text.corpus import Corpus
from kzlib.text.files import write_file


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
    from kzlib.pages.page import page_html  # noqa: PLC0415
    from kzlib.pages.sections import SECTIONS  # noqa: PLC0415
    from kzlib.pages.texts import text_data  # noqa: PLC0415

    place = _place(path)
    lists = {"dictionary": dictionary, "names": names}
    given = give(corpus, by=by, target=target, reference=reference, codes=codes, seed=seed, **lists)
    made = [(each.name, each.title, each.make(given)) for each in progress(SECTIONS, "sections")]
    data = text_data(given) | _texts(given, place)
    page = page_html(given, made, data).encode(errors="replace")
    write_file(place, page, overwrite=True)
    return place


def _place(path: str | Path) -> Path:
    """Where the report goes; an error where that is another file, or no folder is above it."""
    from kzlib.pages.page import MARK  # noqa: PLC0415

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


def _texts(given: object, place: Path) -> dict[str, object]:
    """The sentences for the page's script: in the page, or of many articles in files beside it."""
    from kzlib.pages.given import Given  # noqa: PLC0415
    from kzlib.pages.texts import APART, as_json, text_lots  # noqa: PLC0415

    if not isinstance(given, Given):
        raise TypeError(type(given))
    folder = place.with_name(f"{place.stem}_texts")
    lots = text_lots(given)
    if len(given.corpus.articles) <= APART:
        return {"sentences": next(lots)}
    if folder.is_dir():
        for each in folder.glob("articles_*.js"):
            each.unlink()
    folder.mkdir(exist_ok=True)
    names = []
    for number, rows in enumerate(lots, 1):
        file = folder / f"articles_{number}.js"
        write_file(file, f"kzlibText({as_json(rows)});\n".encode(), overwrite=True)
        names.append(f"{folder.name}/{file.name}")
    return {"lots": names}
