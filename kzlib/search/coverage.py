"""What a look-up covers and what it leaves out: tokens, sentences, articles."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kzlib.search.dictionary import (
    Dictionary,
    as_keys,
    check_matches,
    check_rows,
    keys_of,
    lookup,
)
from kzlib.text.arguments import checked
from kzlib.text.batches import in_batches
from kzlib.text.checks import check_reserved
from kzlib.text.corpus import Corpus, text_order
from kzlib.text.groups import Part, part_mask, with_group
from kzlib.text.tokens import function_words

NAMED = 10
"""How many terms and names without a match are named."""

TERM = ("token", "term")
COUNTS = ("sentences", "unmatched_sentences", "words", "unmatched_words")


@checked
def coverage(
    corpus: Corpus, matches: pd.DataFrame, *, by: str = "article", part: Part = "body"
) -> pd.DataFrame:
    """What a look-up leaves out: a row a group of articles, also those without a match.

    A row is an article, unless `by` names another column of the articles. Columns:

    - `by`, in the order of the articles;
    - sentences and unmatched_sentences;
    - words (tokens of kind word) and unmatched_words, those outside every match;
    - commonest: the ten commonest terms of these with their counts, by count, then by name;
      function words are counted, but not named here;
    - names: the same of names outside every match, which are runs of capitalised words that no
      mark divides, each within one sentence and without its first word, which has a capital anyway;
      a letter or a function word alone is none.

    Of the matches of a list of themes, `commonest` is what no theme covers; of those of `names` or
    of a list of one's own, `names` is who or what that list does not know (also *Monday*).

    Errors: LookupError for an unknown `by` and for a missing column; ValueError for an unknown
    part, for matches of another corpus, and for a key or a `by` with the name of another column.

    >>> from kzlib.search.dictionary import Dictionary, lookup
    >>> text = pd.DataFrame({"article": ["a"], "text": ["Trade grows. So Ann Lee said. It fell."]})
    >>> corpus = Corpus.from_frame(text)
    >>> dictionary = Dictionary.from_mapping({"keys": {"trade": {"patterns": ["trade"]}}})
    >>> print(*coverage(corpus, lookup(corpus, dictionary), part=None).iloc[0], sep="; ")
    a; 3; 2; 8; 7; ann 1, fell 1, grows 1, lee 1, said 1; Ann Lee 1
    """
    check_reserved(by, (*COUNTS, "commonest", "names"))
    marks = mark_sentences(corpus, matches, by=by, part=part)
    unmatched = marks[~marks[list(keys_of(matches))].any(axis="columns")]
    tokens = corpus.tokens.assign(token=corpus.plain.tokens["token"])  # as they are seen
    tokens = tokens[part_mask(tokens, part)]
    left = tokens[~inside(corpus, tokens, matches)]
    words, outside = (each[each["kind"] == "word"] for each in (tokens, left))
    content = outside[~outside["term"].isin(function_words())]
    names = _names(left, is_capital(words))
    groups = corpus.articles[by].drop_duplicates().reset_index(drop=True)
    table = pd.DataFrame({by: groups})
    for column, every, rest in (("sentences", marks, unmatched), ("words", words, outside)):
        for name, rows in ((column, every), (f"unmatched_{column}", rest)):
            counts = with_group(corpus, rows[["article"]], by=by)[by].value_counts()
            table[name] = groups.map(counts).astype("int64")
    for name, terms in (("commonest", content[["article", "term"]]), ("names", names)):
        named = _commonest(with_group(corpus, terms, by=by), by)
        table[name] = pd.Series([named.get(each, "") for each in groups.astype("str")], dtype="str")
    return table


def _commonest(table: pd.DataFrame, by: str) -> dict[str, str]:
    """The commonest terms of each group with their counts, by count, then by name."""
    counts = table.groupby([table[by].astype("str"), "term"], observed=True).size()
    order = counts.reset_index(name="count").sort_values(["count", "term"], ascending=[False, True])
    named = order["term"].astype(str) + " " + order["count"].astype(str)
    first = named.groupby(order[by]).head(NAMED)
    return {str(group): ", ".join(terms) for group, terms in first.groupby(order[by])}


def is_capital(words: pd.DataFrame) -> pd.Series[bool]:
    """Which words have a capital though they begin no sentence: not *I*, *I'm*.

    `words` are the rows of `corpus.tokens` that are words, in text order.
    """
    holds = {
        "token": lambda token: token[:1].isupper(),
        "term": lambda term: term[:2] in ("i", "i'"),
    }
    capital, own = (
        np.array([*map(hold, words[name].cat.categories)], dtype=bool)[words[name].cat.codes]
        for name, hold in holds.items()
    )
    return words.duplicated(["article", "sentence"]) & capital & ~own


def _names(tokens: pd.DataFrame, capital: pd.Series[bool]) -> pd.DataFrame:
    """A row a name, a run of capitalised words that follow each other: its article, and `term`."""
    words = tokens[tokens["token"] != "."]  # within a sentence it ends a short word: Daniel F. Ray
    words = words.assign(place=np.arange(len(words)))
    names = words[capital.reindex(words.index, fill_value=False)]
    place = names["place"]
    run = ((place.diff() != 1) | ~names.duplicated(["article", "sentence"])).cumsum()
    written, folded = (names[each].astype(str).groupby(run).agg(" ".join) for each in TERM)
    kept = (written.str.len() > 1) & ~folded.isin(function_words())  # not Q, not What
    return pd.DataFrame({"article": names.groupby(run)["article"].first(), "term": written})[kept]


def inside(corpus: Corpus, tokens: pd.DataFrame, spans: pd.DataFrame) -> NDArray[np.bool_]:
    """Which tokens, or rows of another table, begin in one of some spans, such as matches."""
    starts, ends = (np.sort(text_order(corpus, spans, name)) for name in ("start", "end"))
    at = text_order(corpus, tokens, "start")
    within: NDArray[np.bool_] = starts.searchsorted(at, "right") > ends.searchsorted(at, "right")
    return within


@checked
def word_kinds(
    corpus: Corpus, dictionaries: Mapping[str, Dictionary], *, part: Part = "body"
) -> pd.DataFrame:
    """What kind of word each term is, by dictionaries: a row a term, in alphabetical order.

    `dictionaries` maps the name of a kind to the dictionary of its words. A token (of kind word)
    is of the last kind that has a match over it, else `subject`; a term is of the kind that most of
    its tokens are of, at a tie of the first by name. Columns: term, kind. Errors: as `lookup`.

    >>> corpus = Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": ["New York is new."]}))
    >>> names = Dictionary.from_mapping({"keys": {"city": {"patterns": ["New York"]}}})
    >>> word_kinds(corpus, {"name": names}).to_numpy().tolist()
    [['is', 'subject'], ['new', 'name'], ['york', 'name']]
    """
    tokens = corpus.tokens
    words = tokens[part_mask(tokens, part) & (tokens["kind"] == "word")]
    kinds = np.full(len(words), "subject", dtype=object)
    for kind, dictionary in dictionaries.items():
        kinds[inside(corpus, words, lookup(corpus, dictionary, part=part))] = kind
    table = pd.DataFrame({"term": words["term"].astype(str), "kind": kinds})
    counts = table.value_counts(sort=False).reset_index(name="count")
    counts = counts.sort_values(["term", "count", "kind"], ascending=[True, False, True])
    return counts.drop_duplicates("term")[["term", "kind"]].reset_index(drop=True)


@checked
def count_within(
    corpus: Corpus, matches: pd.DataFrame, within: pd.DataFrame, *, by: str
) -> pd.DataFrame:
    """Which keys stand in the sentences of which others: the names, say, in those of each theme.

    `matches` is a table of `lookup`; `within` has a row a sentence and key, with the columns
    article, sentence and key: another look-up, or codings. Sentences that are not in the corpus do
    not count.

    A row for each key of `within`, group and key of `matches` that share a sentence. Columns:
    within, the column `by`, key, and sentences, in how many. In the order of `within` (that of its
    dictionary, else by name) and group; then most sentences first, then in the order of the keys.

    Errors: LookupError for an unknown `by` and for a missing column; ValueError for matches of
    another corpus, and for a `by` that is called like a column of the result.

    >>> text = "Ann and Bo sell oil. Ann buys oil."
    >>> corpus = Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": [text]}))
    >>> names = {"Ann": {"patterns": ["Ann"]}, "Bo": {"patterns": ["Bo"]}}
    >>> found = lookup(corpus, Dictionary.from_mapping({"keys": names}))
    >>> oil = corpus.sentences.assign(key="oil")
    >>> count_within(corpus, found, oil, by="label").to_numpy().tolist()
    [['oil', 'a', 'Ann', 2], ['oil', 'a', 'Bo', 1]]
    """
    check_reserved(by, ("within", "sentences"))
    check_matches(corpus, matches)
    check_rows(within, ("article", "sentence", "key"), "the table within", "add it")
    sentences = with_group(corpus, corpus.sentences, by=by)
    groups = _cells(corpus, sentences, **{by: sentences[by]})
    rows = _cells(corpus, within, within=as_keys(within))
    found = _cells(corpus, matches, key=as_keys(matches))
    pairs = rows.merge(found, on="sentence").merge(groups, on="sentence")
    counts = pairs.groupby(["within", by, "key"], observed=True).size()
    order = {"within": True, by: True, "sentences": False, "key": True}
    table = counts.reset_index(name="sentences")
    return table.sort_values([*order], ascending=[*order.values()], ignore_index=True)


@in_batches
def mark_sentences(
    corpus: Corpus,
    matches: pd.DataFrame,
    *,
    by: str,
    part: Part = "body",
    executor: Executor | None = None,
) -> pd.DataFrame:
    """Every sentence of a part, with or without matches, and which keys it holds.

    The columns of `corpus.sentences`, then the column `by` of its article, and a bool column a
    key: whether a match lies in the sentence. `corpus` may be batches, as in `lookup`; `matches`
    are those of all.
    Errors: LookupError for an unknown `by` and for a missing column; ValueError for an unknown
    part, for matches of another corpus, and for a key with the name of another column.
    """
    check_matches(corpus, matches)
    mask = part_mask(corpus.sentences, part)
    table = with_group(corpus, corpus.sentences[mask].reset_index(drop=True), by=by)
    place = pd.Index(text_order(corpus, table, "sentence"))
    keys = keys_of(matches)
    if clash := sorted(set(keys) & set(table.columns)):
        raise ValueError(f"the key {clash[0]!r} has the name of a column; rename it in its file")
    at = place.get_indexer(pd.Index(text_order(corpus, matches, "sentence")))
    column = as_keys(matches).cat.codes.to_numpy()
    marks = np.zeros((len(table), len(keys)), dtype=bool)
    marks[at[at >= 0], column[at >= 0]] = True
    return pd.concat([table, pd.DataFrame(marks, columns=keys)], axis="columns")


def _cells(corpus: Corpus, table: pd.DataFrame, **column: pd.Series[Any]) -> pd.DataFrame:
    """A column of a table and `sentence`, one number for each of the corpus; each pair once."""
    sentence = text_order(corpus, table, "sentence")
    return pd.DataFrame({**column, "sentence": sentence}, index=table.index).drop_duplicates()
