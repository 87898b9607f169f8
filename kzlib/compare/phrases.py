"""Words that stand together: phrases of two words or more, and pairs that seek each other."""

import math
from collections.abc import Iterator, Sequence
from itertools import chain

import pandas as pd

from kzlib.text.arguments import checked
from kzlib.text.characters import DASHES, SHORT_HYPHEN
from kzlib.text.checks import check_reserved, check_whole
from kzlib.text.corpus import Corpus
from kzlib.text.groups import Part, part_mask, with_group
from kzlib.text.tokens import function_words

LEAST = 5
"""Occurrences of a pair from which on a measure of association says something."""

MOST_WORDS = 100
"""Words of the widest window, and of the longest phrase: no sentence needs more."""

HYPHENS = ({"-"} | {*SHORT_HYPHEN}) - {*DASHES}
PHRASES = ("phrase", "size", "count", "articles", "paragraphs")
PAIRS = ("first", "second", "count", "first_count", "second_count", "likelihood_ratio")


@checked
def ngrams(
    corpus: Corpus,
    *,
    by: str | None = None,
    sizes: Sequence[int] = (2, 3, 4),
    part: Part = "body",
    min_count: int = 2,
) -> pd.DataFrame:
    """The phrases of each group: runs of two to four words that occur more than once.

    What it returns: one row a group and phrase, in the order of group, count, size and phrase.
    - the `by` column (with `by`) and `phrase`, its words as terms with blanks between;
    - `size`, its words, and `count`, how often it occurs: `min_count` times or more;
    - in how many `articles` and `paragraphs` it occurs.

    How it counts: words that follow each other in a sentence of the given parts. A hyphen between
    two of them makes no difference, a possessive ending belongs to its word, and any other mark or
    a number ends the run. A phrase within a longer one is counted too.

    Errors: LookupError for an unknown column; ValueError for an unknown part, sizes below 1, above
    100 or none, a `min_count` below 1 and a column called like one of the result. No phrase, no
    rows.

    >>> text = "It rains. Here it rains and it snows."
    >>> corpus = Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": [text]}))
    >>> ngrams(corpus, part=None)[["phrase", "count"]].values.tolist()
    [['it rains', 2]]
    """
    check_whole(min_count=min_count)
    check_reserved(by, PHRASES)
    if not len(sizes):
        raise ValueError("sizes is empty; give numbers of words, such as (2, 3, 4)")
    for size in sizes:
        check_whole(sizes=size)
    if max(sizes) > MOST_WORDS:
        raise ValueError(f"sizes is {max(sizes)}; give whole numbers up to {MOST_WORDS}")
    rows = [
        (article, paragraph, " ".join(run[at : at + size]), size)
        for article, paragraph, run in word_runs(corpus, part)
        for size in sorted({*sizes})
        for at in range(len(run) - size + 1)
    ]
    table = pd.DataFrame(rows, columns=["article", "paragraph", "phrase", "size"])
    table = _with_by(corpus, table, by)
    key = ["group", "phrase", "size"]
    counted = table.groupby(key, observed=True).agg(
        count=("article", "size"), articles=("article", "nunique")
    )
    places = table.drop_duplicates([*key, "article", "paragraph"])
    counted["paragraphs"] = places.groupby(key, observed=True).size()
    counted = counted[counted["count"] >= min_count].reset_index()
    order = counted.sort_values(
        ["group", "count", "size", "phrase"],
        ascending=[True, False, False, True],
        ignore_index=True,
    )
    return _named(order, by, PHRASES)


@checked
def collocations(
    corpus: Corpus,
    *,
    by: str | None = None,
    window: int = 5,
    part: Part = "body",
    min_count: int = 2,
) -> pd.DataFrame:
    """The pairs of content words that stand near each other, the most strongly tied first.

    What it returns: one row a group and pair, in the order of group, measure, count and words.
    - the `by` column (with `by`), `first` and `second`, in the order in which they stand;
    - `count`: how often the second follows the first within a window of `window` words of one
      sentence, the first among them, `min_count` times or more;
    - `first_count` and `second_count`: how often each occurs in the group at all;
    - `likelihood_ratio`: nltk's (`BigramAssocMeasures.likelihood_ratio`), from 0 up: how much
      better the counts are explained if the two words are tied; it ranks pairs of one text and is
      no test. It is nan below five occurrences of the pair, where it says nothing.

    How it counts: tokens of kind `word` in the given parts. Function words hold their places, but
    no pair is made of them, nor of a word and itself.

    Errors: LookupError for an unknown column; ValueError for an unknown part, a `window` below 2 or
    above 100, a `min_count` below 1 and a column called like one of the result. No pair, no rows.

    Source: Dunning 1993; the count in a window as nltk's `BigramCollocationFinder`.

    >>> frame = pd.DataFrame({"article": ["a"], "text": ["Red tea. Red hot tea."]})
    >>> collocations(Corpus.from_frame(frame), part=None).astype(str).iloc[0, :5].tolist()
    ['red', 'tea', '2', '2', '2']
    """
    check_whole(2, window=window)
    if window > MOST_WORDS:
        raise ValueError(f"window is {window}; give a whole number up to {MOST_WORDS}")
    check_whole(min_count=min_count)
    check_reserved(by, PAIRS)
    from nltk.collocations import BigramCollocationFinder  # noqa: PLC0415  (slow to import)
    from nltk.metrics import BigramAssocMeasures  # noqa: PLC0415

    tokens = corpus.tokens
    words = tokens.loc[part_mask(tokens, part) & (tokens["kind"] == "word")]
    words = _with_by(corpus, words[["article", "sentence", "term"]], by)
    rows = []
    for group, own in words.groupby("group", observed=True):
        lines = own.groupby(["article", "sentence"], observed=True, sort=False)["term"]
        apart = chain.from_iterable((*line, *[None] * (window - 1)) for _, line in lines)
        finder = BigramCollocationFinder.from_words(apart, window_size=window)
        for (first, second), count in finder.ngram_fd.items():
            if count >= min_count and first != second and not {first, second} & function_words():
                ratio = math.nan
                if count >= LEAST:
                    measure = BigramAssocMeasures.likelihood_ratio
                    ratio = finder.score_ngram(measure, first, second)
                sizes = finder.word_fd[first], finder.word_fd[second]
                rows.append((group, first, second, count, *sizes, ratio))
    table = pd.DataFrame(rows, columns=["group", *PAIRS])
    table = table.sort_values(
        ["group", "likelihood_ratio", "count", "first", "second"],
        ascending=[True, False, False, True, True],
        ignore_index=True,
    )
    return _named(table, by, PAIRS)


def _named(table: pd.DataFrame, by: str | None, columns: Sequence[str]) -> pd.DataFrame:
    """The table with its groups under their name, or without them."""
    if by is None:
        return table[[*columns]]
    return table[["group", *columns]].rename(columns={"group": by})


def _with_by(corpus: Corpus, table: pd.DataFrame, by: str | None) -> pd.DataFrame:
    """The table with a column `group`; one for all without `by`."""
    if by is None:
        return table.assign(group="")
    return table.assign(group=with_group(corpus, table[["article"]], by=by)[by])


def word_runs(corpus: Corpus, part: Part) -> Iterator[tuple[str, int, list[str]]]:
    """Words with no mark between them in a sentence: article, paragraph, and their terms."""
    tokens = corpus.tokens
    tokens = tokens[part_mask(tokens, part)]
    run: list[str] = []
    last: tuple[str, int, int] | None = None
    columns = ("article", "paragraph", "sentence", "kind", "term")
    for article, paragraph, sentence, kind, term in zip(
        *(tokens[name] for name in columns), strict=True
    ):
        ends = kind not in ("word", "clitic") and term not in HYPHENS
        if last and (ends or last != (article, paragraph, sentence)):
            yield last[0], last[1], run
            run, last = [], None
        if kind == "word":
            run.append(str(term))
            last = (article, paragraph, sentence)
        elif kind == "clitic" and run:
            run[-1] += str(term)
    if last:
        yield last[0], last[1], run
