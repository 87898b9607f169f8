"""The full reference of an article or a sentence, and a sentence's words."""

import pandas as pd

from kzlib.text.arguments import checked
from kzlib.text.checks import as_text, check_group
from kzlib.text.corpus import Corpus
from kzlib.text.plain import harmless

SHOWN = 5  # numbers that an error names


@checked
def cite(corpus: Corpus, reference: str) -> str:
    """The full reference of an article, and of one sentence with its words.

    `reference` is an article's id, or an id and a sentence number: ``smith-1:24``. What a
    terminal would obey is shown as �.
    Errors: LookupError for an unknown article or sentence, naming what there is.

    >>> import pandas as pd
    >>> row = {"article": "a", "title": "T", "author": "A. B.", "source": "S", "text": "Yes. No."}
    >>> cite(Corpus.from_frame(pd.DataFrame([row])), "a:2")
    'A. B., “T”, S, sentence 2: “No.”'
    """
    name, colon, number = as_text(reference).partition(":")
    articles = corpus.articles
    check_group(articles, "article", name)
    (full,) = references(articles[articles["article"] == name]).values()
    more = f", sentence {number}: “{sentence_text(corpus, reference)}”" if colon else ""
    return harmless(full + more)


def references(articles: pd.DataFrame) -> dict[str, str]:
    """The full reference of each row of a table of articles, by its id."""
    found = {}
    columns = [articles[name] for name in ("article", "author", "title", "source", "published")]
    for name, author, title, source, published in zip(*columns, strict=True):
        parts = (author or "author not named", f"“{title}”" if title else "", source, published)
        found[str(name)] = harmless(", ".join(part for part in parts if part))
    return found


@checked
def sentence_text(corpus: Corpus, reference: str) -> str:
    """The words of one sentence, by its article's id and its number: ``smith-1:24``.

    Errors: LookupError for an unknown article or sentence, naming what there is.
    """
    name, _, number = as_text(reference).partition(":")
    check_group(corpus.articles, "article", name)
    sentences = corpus.sentences
    found = sentences.loc[sentences["id"] == f"{name}:{number}", "text"]
    if found.empty:
        there = sentences.loc[sentences["article"] == name, "sentence"]
        raise LookupError(f"{name} has {_numbers([*there])}, not {number!r}")
    return str(found.iloc[0])


def _numbers(there: list[int]) -> str:
    """Numbers of sentences in words, cut where they are many: *the sentences 1 to 34*."""
    if len(there) > 1 and there[-1] - there[0] == len(there) - 1:
        return f"the sentences {there[0]} to {there[-1]}"
    some = ", ".join(map(str, there[:SHOWN])) + ", …" * (len(there) > SHOWN)
    return f"the sentence{'s' * (len(there) > 1)} {some}" if there else "no sentence here"
