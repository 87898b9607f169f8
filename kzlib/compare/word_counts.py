"""How often each word occurs where: counts and rates per group of articles."""

from collections.abc import Iterable

import pandas as pd

from kzlib.compare.measures import PER
from kzlib.text.arguments import checked
from kzlib.text.checks import check_reserved
from kzlib.text.corpus import Corpus
from kzlib.text.groups import Part, check_words, words_of

RESULT = ("count", "rate", "articles", "paragraphs")
"""The result's own columns, which the column to group by may not be called."""


@checked
def count_terms(
    corpus: Corpus | Iterable[Corpus], *, by: str | None = None, part: Part = "body"
) -> pd.DataFrame:
    """How often each word occurs in each group of articles.

    `corpus` is a corpus or an iterable of corpora (`read_batches`): the counts add up to those of
    one large corpus.

    What it returns: one row a group and a term that occurs in it, in the order of group, count and
    term.
    - the `by` column (with `by`) and `term`;
    - `count` and `rate`, per 1,000 words of the group;
    - in how many `articles` and `paragraphs` it occurs.

    How it counts: tokens of kind `word` in the given parts, by their `term`.

    Errors: LookupError for an unknown column; ValueError for an unknown part, for a group (or a
    corpus) without words there, for an article that appears in two batches, for a column called
    like one of the result, and for what is no Corpus.

    >>> frame = pd.DataFrame({"article": ["a"], "text": ["No, no, no, and yes."]})
    >>> count_terms(Corpus.from_frame(frame), part=None).head(1).to_dict("records")
    [{'term': 'no', 'count': 3, 'rate': 600.0, 'articles': 1, 'paragraphs': 1}]
    """
    check_reserved(by, RESULT)
    seen: set[str] = set()
    groups: set[str] = set()
    pieces: list[pd.DataFrame] = []
    for batch in [corpus] if isinstance(corpus, Corpus) else corpus:
        words = words_of(batch, by, part)
        if twice := sorted(seen & set(batch.text)):
            raise ValueError(f"the article {twice[0]!r} appears in two batches; keep it in one")
        seen |= set(batch.text)
        groups |= set(words["group"].cat.categories)
        pieces.append(_count(words))
    if not pieces:
        raise ValueError("there is no corpus to count in; give one, or an iterable of some")
    counts = pd.concat(pieces).groupby(["group", "term"], sort=False).sum().reset_index()
    total = counts.groupby("group")["count"].sum()
    check_words(groups, total.index, by, part)
    counts.insert(3, "rate", PER * counts["count"] / counts["group"].map(total))
    counts = counts.sort_values(
        ["group", "count", "term"], ascending=[True, False, True], ignore_index=True
    )
    return counts.drop(columns="group") if by is None else counts.rename(columns={"group": by})


def _count(words: pd.DataFrame) -> pd.DataFrame:
    """Count, articles and paragraphs of each group and term."""
    pair = ["group", "term"]
    groups = words.groupby(pair, observed=True)
    table = groups.agg(count=("article", "size"), articles=("article", "nunique"))
    places = words.drop_duplicates([*pair, "article", "paragraph"])
    table["paragraphs"] = places.groupby(pair, observed=True).size()
    return table.reset_index().astype({"group": str, "term": str})
