"""Words that stand together: phrases of two words or more, and pairs that seek each other."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from kzlib.compare.measures import Ints
from kzlib.text.arguments import checked
from kzlib.text.characters import DASHES, SHORT_HYPHEN
from kzlib.text.checks import check_reserved, check_whole
from kzlib.text.corpus import Corpus, text_order
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
    words, terms = _words_in_runs(corpus, part)
    words = _with_by(corpus, words, by)
    tables = [_phrases(words, terms, size, min_count) for size in sorted({*sizes})]
    order = pd.concat(tables).sort_values(
        ["group", "count", "size", "phrase"],
        ascending=[True, False, False, True],
        ignore_index=True,
    )
    return _named(order, by, PHRASES)


def _phrases(words: pd.DataFrame, terms: Sequence[str], size: int, min_count: int) -> pd.DataFrame:
    """The phrases of one size, each at a place where it stands, with its counts."""
    code, run = words["code"].to_numpy(), words["run"].to_numpy()
    phrase = _phrase_codes(code, size)
    whole = np.flatnonzero(run[: phrase.size] == run[size - 1 :])
    group = words["group"].cat
    key, _ = pd.factorize(phrase[whole] * len(group.categories) + group.codes.to_numpy()[whole])
    count = np.bincount(key)
    often = count[key] >= min_count
    key, at = key[often], whole[often]
    found, first = np.unique(key, return_index=True)
    places = {}
    for name in ("article", "paragraph"):
        own, _ = pd.factorize(words[name].array[at])
        different = pd.unique(key * (len(words) + 1) + own) // (len(words) + 1)
        places[f"{name}s"] = np.bincount(different, minlength=count.size)[found]
    starts = at[first]
    return pd.DataFrame(
        {
            "group": words["group"].array[starts],
            "phrase": [" ".join(terms[each] for each in code[at : at + size]) for at in starts],
            "size": size,
            "count": count[found],
            **places,
        }
    ).astype({"phrase": str})


def _phrase_codes(code: Ints, size: int) -> Ints:
    """A number for the phrase of `size` words that begins at each word, alike for like ones.

    It is that of two shorter phrases that overlap, so that a long one costs little more.
    """
    if size == 1:
        return code
    half = size // 2
    shorter = _phrase_codes(code, size - half)
    second = shorter[half:]
    return np.asarray(pd.factorize(shorter[: second.size] * code.size + second)[0])


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
    from nltk.metrics import BigramAssocMeasures  # noqa: PLC0415  (slow to import)

    tokens = corpus.tokens
    words = tokens.loc[part_mask(tokens, part) & (tokens["kind"] == "word")]
    terms = words["term"].cat.categories
    content = ~terms.isin(function_words())
    line = text_order(corpus, words, "sentence")
    code = words["term"].cat.codes.to_numpy(np.int64)
    words = _with_by(corpus, words[["article"]], by)
    rows: list[tuple[object, ...]] = []
    for group, place in words.groupby("group", observed=True).indices.items():
        own, sizes = code[place], np.bincount(code[place], minlength=terms.size)
        near = [
            (own[:-gap] * terms.size + own[gap:])[
                (line[place][:-gap] == line[place][gap:])
                & (own[:-gap] != own[gap:])
                & content[own[:-gap]]
                & content[own[gap:]]
            ]
            for gap in range(1, window)
        ]
        pairs, counts = np.unique(np.concatenate(near), return_counts=True)
        often = counts >= min_count
        for pair, count in zip(pairs[often].tolist(), counts[often].tolist(), strict=True):
            first, second = divmod(pair, terms.size)
            both = int(sizes[first]), int(sizes[second])
            ratio = math.nan
            if count >= LEAST:  # a pair in a window of many words is a part of one, as in nltk
                measure = BigramAssocMeasures.likelihood_ratio
                ratio = measure(count / (window - 1), both, own.size)
            rows.append((group, terms[first], terms[second], count, *both, ratio))
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
        return table.assign(group=pd.Categorical([""] * len(table)))
    return table.assign(group=with_group(corpus, table[["article"]], by=by)[by])


def _words_in_runs(corpus: Corpus, part: Part) -> tuple[pd.DataFrame, Sequence[str]]:
    """Words in order: article, paragraph, run and code; and the terms that the codes stand for.

    Words of one run have no mark between them; a possessive ending belongs to its word.
    """
    tokens = corpus.tokens
    tokens = tokens[part_mask(tokens, part)]
    kind, term = tokens["kind"].to_numpy(), tokens["term"].cat
    mark = ~np.isin(kind, ("word", "clitic")) & ~tokens["term"].isin(HYPHENS).to_numpy()
    line = text_order(corpus, tokens, "sentence")
    run = np.cumsum(mark | (np.diff(line, prepend=-1) != 0))
    is_word = kind == "word"
    code, terms = term.codes[is_word].to_numpy(np.int64), term.categories
    ended: dict[int, str] = {}
    last = np.cumsum(is_word) - 1  # the word before a token
    endings = np.flatnonzero((kind == "clitic") & (last >= 0))
    endings = endings[run[is_word][last[endings]] == run[endings]]
    for word, ending in zip(last[endings], tokens["term"].array[endings], strict=True):
        ended[word] = ended.get(word, terms[code[word]]) + ending
    number, names = pd.factorize(pd.Index([*terms, *ended.values()]))
    code[[*ended]] = number[terms.size :]
    words = tokens.loc[is_word, ["article", "paragraph"]]
    paragraph, _ = pd.factorize(text_order(corpus, words, "paragraph"))
    return words.assign(paragraph=paragraph, run=run[is_word], code=code), [*names]
