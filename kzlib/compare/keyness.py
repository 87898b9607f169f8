"""Two groups side by side, word by word, and the same where there is nothing to tell them apart."""

from functools import cache, partial
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from kzlib.compare.dispersion import stretch_dispersion
from kzlib.compare.draws import DEALS, check_deals, deal_orders, drawn_unit
from kzlib.compare.keyness_intervals import Interval, article_weights, word_intervals
from kzlib.compare.keyness_verdicts import STATED, word_verdicts
from kzlib.compare.measures import PER, bic, g2, log_ratio, lrc
from kzlib.compare.paragraph_counts import ParagraphCounts, count_by_paragraph, words_of_two
from kzlib.text.arguments import checked
from kzlib.text.batches import progress
from kzlib.text.checks import check_table, check_whole, whole_column
from kzlib.text.corpus import Corpus
from kzlib.text.groups import Part, split_groups

SIDES = ("target", "reference")
COUNTED = ("count", "articles", "paragraphs")
"""The columns of `count_terms` that add up."""


@checked
def keyness(
    corpus: Corpus | pd.DataFrame,
    *,
    by: str,
    target: object,
    reference: object = None,
    part: Part = "body",
    interval: Interval = None,
    seed: int = 0,
    min_count: int = 5,
) -> pd.DataFrame:
    """Which words are more frequent in the target than in the reference, and how surely.

    `reference` None stands for all articles that are not the target's. A row's term leads to its
    lines by `kwic(corpus, term, by=by)`. A corpus too large for the memory is counted first:
    `corpus` may be the whole table of `count_terms(read_batches(folder), by=by)`.

    What it returns: one row for each term of the two groups, the largest G2 first, then by name.
    - `target_count`, `reference_count` and `target_words`, `reference_words`, which all measures
      are made of;
    - `target_rate`, `reference_rate`, per 1,000 words;
    - `log_ratio`, `g2`, `bic` and `lrc` as in `measures` (`lrc` for as many comparisons as terms
      with `min_count` hits or more);
    - `low` and `high`, which bound the log ratio at 95 %, and how: `interval`;
    - for each group the `..._articles` and `..._paragraphs` that have the term;
    - `..._dispersion`: DPnorm over ten stretches of equal length of the group's words, its articles
      in the order of their ids: 0 even, 1 all in the smallest stretch; and `..._scatter`: what to
      expect of so many hits scattered at random. A dispersion says something only beside its
      scatter: a word that occurs once always has about 1. Both are nan where the count is 0 and
      where the group has fewer than 10 words;
    - `verdict`.

    How it counts: tokens of kind `word` in the given parts, by their `term`.

    The intervals:
    - `exact`, the default under 5 articles a group; infinite on the side of a count of 0;
    - `bootstrap` over articles, the default from 5 in each group on; under 20 too narrow;
    - `none` (nan), where a bootstrap meets a count of 0, which it cannot bound, or a word with
      fewer than `min_count` hits in both together.

    The verdicts: the first that applies, the word looked at in its group, where it is more
    frequent.
    - `too rare`: fewer than `min_count` hits in both together;
    - `one article`: all hits in one article, where its group has several;
    - `one place`: all hits in one paragraph, or half or more of five hits or more;
    - `steady`: the interval is off zero, the word appears in three paragraphs of its group or more,
      and the interval stays off zero without any one paragraph that has it;
    - `shared`: the interval lies between a third and three times as often;
    - `cannot tell`.

    When there are many articles: from 5 in each group on, `robust` takes the place of `steady`,
    with articles for paragraphs. Of a bootstrap the draws without the article are taken; where a
    count is 0, the exact interval of how many articles have the word.

    From a table of counts there is no dispersion, as the order of the words is unknown, no verdict
    and no bootstrap. Counts by article, with the column `by` beside, have both from 5 articles in
    each group on; *one place* is then an article.

    Errors: LookupError for an unknown column or group; ValueError for an unknown part or interval,
    a group compared with itself or without words, articles without a group where `reference` is
    None, a bootstrap of fewer than 5 articles, a `min_count` or `seed` that is not whole or too
    low, and what is neither a Corpus nor such a table.

    Source: see `measures` (dispersion: Gries 2008; Lijffijt & Gries 2012); leaving out after a
    bootstrap Efron 1992; the verdicts are our own.

    >>> rows = [{"article": "a", "era": "x", "text": "tea tea tea"},
    ...         {"article": "b", "era": "y", "text": "tea milk milk"}]
    >>> table = keyness(Corpus.from_frame(pd.DataFrame(rows)), by="era", target="x", part=None)
    >>> table[["term", "target_count", "reference_count", "verdict"]].values.tolist()
    [['milk', 0, 2, 'too rare'], ['tea', 3, 1, 'too rare']]
    """
    check_whole(min_count=min_count)
    check_whole(0, seed=seed)
    if isinstance(corpus, pd.DataFrame):
        if part != "body":
            raise ValueError("the table is counted already; give the part to count_terms")
        counts, places = _of_table(corpus, by, target, reference, interval)
    else:
        counts, places = _of_corpus(corpus, by, target, reference, part)
    ours, theirs = counts.groups
    a, b, total_a, total_b = ours.hits, theirs.hits, ours.words, theirs.words
    weights = partial(article_weights, seed=seed)
    found = word_intervals(counts, interval=interval, min_count=min_count, weights=weights)
    columns = {
        "term": counts.terms,
        "target_count": a,
        "reference_count": b,
        "target_words": total_a,
        "reference_words": total_b,
        "target_rate": PER * a / total_a,
        "reference_rate": PER * b / total_b,
        "log_ratio": log_ratio(a, b, total_a, total_b),
        "low": found.low,
        "high": found.high,
        "interval": found.kind,
        "g2": g2(a, b, total_a, total_b),
        "bic": bic(a, b, total_a, total_b),
        "lrc": lrc(a, b, total_a, total_b, max(1, int(np.sum(a + b >= min_count)))),
    } | places
    if isinstance(corpus, Corpus) or found.unit == "articles":
        columns["verdict"] = word_verdicts(counts, found, min_count=min_count)
    table = pd.DataFrame(columns).astype({"term": str})
    # They are in the order of their terms already.
    return table.sort_values("g2", ascending=False, kind="stable", ignore_index=True)


Counted: TypeAlias = tuple[ParagraphCounts, dict[str, Any]]
"""Counts, and the columns that say where the terms stand."""


def _of_corpus(corpus: Corpus, by: str, target: object, reference: object, part: Part) -> Counted:
    words = words_of_two(corpus, by, target, reference, part)
    counts = count_by_paragraph(words)
    places: dict[str, Any] = {}
    for name in ("articles", "paragraphs"):
        for side, group in zip(SIDES, counts.groups, strict=True):
            places[f"{side}_{name}"] = getattr(group, name)
    for side, own in zip(SIDES, (words.target, ~words.target), strict=True):
        measured, scatter = stretch_dispersion(words.term[own], words.terms.size)
        places |= {f"{side}_dispersion": measured, f"{side}_scatter": scatter}
    return counts, places


def _of_table(
    table: pd.DataFrame, by: str, target: object, reference: object, interval: Interval
) -> Counted:
    """The counts of a table, its articles (or else its groups) in the place of paragraphs."""
    from scipy.sparse import csr_array  # noqa: PLC0415  (slow to import, only needed here)

    hint = "give a table of count_terms(..., by=...)"
    check_table(table, (by, "term", *COUNTED), "the table of counts", hint)
    if interval == "bootstrap" and "article" not in table:
        raise ValueError(
            f"the counts are by {by}, and a bootstrap needs them by article: give the table of "
            f"count_terms(..., by='article') with a column {by!r}, or interval='exact'"
        )
    groups = table[[by]].drop_duplicates()
    sides = split_groups(groups.assign(article="some articles"), by, target, reference)
    of_target, of_reference = (table[by].isin(groups.loc[side, by]) for side in sides)
    there = (of_target | of_reference) & (table["count"] != 0)
    rows, own = table[there], of_target[there].to_numpy()
    hits, *where = (whole_column(rows, name, "the table of counts") for name in COUNTED)
    units = rows["article" if "article" in rows else by].astype(str)
    _names, first, unit = np.unique(units, return_index=True, return_inverse=True)
    terms, term = np.unique(rows["term"].astype(str), return_inverse=True)
    counts = ParagraphCounts(
        terms=terms.astype(str),
        counts=csr_array((hits, (unit, term))),
        words=np.bincount(unit, weights=hits).astype(np.int64),
        article=np.arange(first.size),
        target=own[first],
    )
    return counts, {
        f"{side}_{name}": np.bincount(term, weights=values * rows_of).astype(np.int64)
        for name, values in zip(COUNTED[1:], where, strict=True)
        for side, rows_of in zip(SIDES, (own, ~own), strict=True)
    }


@checked
def shuffle_keyness(
    corpus: Corpus,
    *,
    by: str,
    target: object,
    reference: object = None,
    part: Part = "body",
    interval: Interval = None,
    deals: int = DEALS,
    seed: int = 0,
    min_count: int = 5,
) -> pd.DataFrame:
    """How many differences the rules of `keyness` find, and how many where there are none.

    What it returns: one row a deal.
    - `deal`: 0 is the real grouping, marked in `observed`;
    - `off_zero`: the terms whose interval is off zero, `steady`: those with the verdict steady or
      robust, among `terms`: those with `min_count` hits or more, the same in every deal;
    - `target_words` and `reference_words`, as the deal gives them: as paragraphs differ in
      length, so do the groups' words from deal to deal;
    - `unit`: what is dealt, paragraphs or articles.

    How it deals: in each deal after the first the same paragraphs go at random to two groups of
    the same numbers of paragraphs, to articles of the same numbers of paragraphs; with five
    articles or more a group, whole articles. It is a comparison, not a test: paragraphs are not
    exchangeable between articles, so no p-value follows.

    When there are many articles: 200 deals of 100 articles a group take some six seconds, of 1,000
    a minute; `interval="exact"` is quicker, and then to be used for both.

    Errors: as `keyness`; ValueError for fewer than 1 deal or too many, and where no word occurs
    `min_count` times.

    >>> rows = [{"article": name, "text": "tea tea tea"} for name in "ab"]
    >>> corpus = Corpus.from_frame(pd.DataFrame(rows))
    >>> shuffled = shuffle_keyness(corpus, by="article", target="a", part=None, deals=2)
    >>> shuffled[["deal", "off_zero", "steady", "terms"]].values.tolist()
    [[0, 0, 0, 1], [1, 0, 0, 1], [2, 0, 0, 1]]
    """
    check_whole(min_count=min_count)
    check_deals(deals, seed)
    words = words_of_two(corpus, by, target, reference, part)
    counts = count_by_paragraph(words).frequent(min_count)
    if not counts.terms.size:
        raise ValueError(
            f"no word occurs {min_count} times or more in the two groups; lower min_count"
        )
    unit = drawn_unit(min(group.size for group in counts.groups))
    size = counts.words.size if unit == "paragraphs" else np.unique(counts.article).size
    rows, weights = [], cache(partial(article_weights, seed=seed))  # deals share their draws
    orders = progress(deal_orders(size, deals, seed), "shuffles", total=deals + 1)
    for deal, order in enumerate(orders):
        dealt = counts.dealt(order, unit)
        found = word_intervals(
            dealt, interval=interval, min_count=min_count, weights=weights, ends=False
        )
        verdicts = word_verdicts(dealt, found, min_count=min_count)
        rows.append(
            {
                "deal": deal,
                "observed": deal == 0,
                "off_zero": int(found.off_zero.sum()),
                "steady": int(np.isin(verdicts, list(STATED.values())).sum()),
                "terms": counts.terms.size,
                "target_words": dealt.groups[0].words,
                "reference_words": dealt.groups[1].words,
                "unit": unit,
            }
        )
    return pd.DataFrame(rows)
