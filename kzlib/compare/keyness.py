"""Two groups side by side, word by word, and the same where there is nothing to tell them apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from kzlib.compare.draws import DEALS, ENOUGH
from kzlib.compare.keyness_verdicts import STATED, judge
from kzlib.compare.measures import bic, g2, log_ratio, lrc
from kzlib.compare.paragraph_counts import count_by_paragraph
from kzlib.compare.word_counts import PER, STRETCHES, spread
from kzlib.text.checks import check_whole
from kzlib.text.corpus import Corpus
from kzlib.text.groups import Part, words_of_two


def keyness(
    corpus: Corpus,
    *,
    by: str,
    target: object,
    reference: object = None,
    part: Part = "body",
    interval: str | None = None,
    seed: int = 0,
    min_count: int = 5,
) -> pd.DataFrame:
    """Which words are more frequent in the target than in the reference, and how surely.

    One row for each term of the two groups, the largest G2 first, then by name. `reference` None
    stands for all articles that are not the target's. Counted are tokens of kind `word` in the
    given parts. A row's term leads to its lines by `kwic(corpus, term, by=by)`.

    `target_count`, `reference_count` and `target_words`, `reference_words` are what all measures
    are made of; `target_rate`, `reference_rate` are per 1,000 words; `log_ratio`, `g2`, `bic` and
    `lrc` as in `measures` (`lrc` for as many comparisons as terms with `min_count` hits or more).
    `low` and `high` bound the log ratio at 95 %, and `interval` says how: `exact` (the default
    under 5 articles a group; infinite on the side of a count of 0), `bootstrap` over articles
    (the default from 5 in each group on; under 20 too narrow), or `none` (nan), as no bootstrap
    bounds a count of 0. Then for each group the `..._articles` and `..._paragraphs` that have the
    term, and its `..._dispersion` and `..._scatter` as in `counts.dispersion`: nan where the count
    is 0 and where the group has fewer than 10 words.

    `verdict` is the first that applies, the word looked at in its group, where it is more frequent:
    - `too rare`: fewer than `min_count` hits in both together;
    - `one article`: all hits in one article, where its group has several;
    - `one place`: all hits in one paragraph, or half or more of five hits or more;
    - `steady`: the interval is off zero, the word stands in three paragraphs of its group or more,
      and the interval stays off zero without any one paragraph that has it; `robust` from 5
      articles a group on, with articles for paragraphs (of a bootstrap, the draws without the
      article; where a count is 0, the exact interval of how many articles have the word);
    - `shared`: the interval lies between a third and three times as often;
    - `cannot tell`.

    Errors: LookupError for an unknown column or group; ValueError for an unknown part or interval,
    a group compared with itself or without words, articles without a group where `reference` is
    None, a bootstrap of fewer than 5 articles, and a `min_count` or `seed` that is not
    whole or too low.
    Source: see `measures`; leaving out after a bootstrap Efron 1992; the verdicts are our own.

    >>> rows = [{"article": "a", "era": "x", "text": "tea tea tea"},
    ...         {"article": "b", "era": "y", "text": "tea milk milk"}]
    >>> table = keyness(Corpus.from_frame(pd.DataFrame(rows)), by="era", target="x", part=None)
    >>> table[["term", "target_count", "reference_count", "verdict"]].values.tolist()
    [['milk', 0, 2, 'too rare'], ['tea', 3, 1, 'too rare']]
    """
    words = words_of_two(corpus, by, target, reference, part)
    cells = count_by_paragraph(words)
    judged = judge(cells, interval=interval, min_count=min_count, seed=seed)
    (a, total_a), (b, total_b) = cells.totals(cells.target), cells.totals(~cells.target)
    compared = max(1, int(np.sum(a + b >= min_count)))
    columns = {
        "term": cells.terms,
        "target_count": a,
        "reference_count": b,
        "target_words": total_a,
        "reference_words": total_b,
        "target_rate": PER * a / total_a,
        "reference_rate": PER * b / total_b,
        "log_ratio": log_ratio(a, b, total_a, total_b),
        "low": judged.low,
        "high": judged.high,
        "interval": judged.interval,
        "g2": g2(a, b, total_a, total_b),
        "bic": bic(a, b, total_a, total_b),
        "lrc": lrc(a, b, total_a, total_b, compared),
    }
    for units, name in ((cells.by_article(), "articles"), (cells, "paragraphs")):
        columns[f"target_{name}"] = units.having(units.target)
        columns[f"reference_{name}"] = units.having(~units.target)
    for rows, name in ((words["target"], "target"), (~words["target"], "reference")):
        codes = np.searchsorted(cells.terms, words.loc[rows, "term"].astype(str).to_numpy(str))
        enough = codes.size >= STRETCHES
        measured = spread(codes, cells.terms.size) if enough else (np.nan, np.nan)
        columns[f"{name}_dispersion"], columns[f"{name}_scatter"] = measured
    columns["verdict"] = judged.verdict
    table = pd.DataFrame(columns).astype({"term": str})
    return table.sort_values(["g2", "term"], ascending=[False, True], ignore_index=True)


def shuffle_keyness(
    corpus: Corpus,
    *,
    by: str,
    target: object,
    reference: object = None,
    part: Part = "body",
    interval: str | None = None,
    deals: int = DEALS,
    seed: int = 0,
    min_count: int = 5,
) -> pd.DataFrame:
    """How many differences the rules of `keyness` find, and how many where there are none.

    One row a deal: `deal` (0 is the real grouping, marked in `observed`), `off_zero` (terms
    whose interval is off zero) and `steady` (terms with the verdict steady or robust) among
    `terms` (those with `min_count` hits or more, the same in every deal), and the
    `target_words` and `reference_words` that the deal gives. In each deal after the first the
    same paragraphs are dealt at random to two groups of the same numbers of paragraphs, to
    articles of the same numbers of paragraphs; with five articles or more a group, whole
    articles (`unit` says which). As paragraphs differ in length, so do the groups' words from
    deal to deal. It is a yardstick, not a test: paragraphs are not exchangeable between
    articles, so no p-value follows. With 100 articles a group each deal's bootstrap takes about a
    second; `interval="exact"` is quicker, and then to be used for both. Errors: as `keyness`;
    ValueError for fewer than 1 deal and where no word stands `min_count` times.

    >>> rows = [{"article": name, "text": "tea tea tea"} for name in "ab"]
    >>> corpus = Corpus.from_frame(pd.DataFrame(rows))
    >>> receipt = shuffle_keyness(corpus, by="article", target="a", part=None, deals=2)
    >>> receipt[["deal", "off_zero", "steady", "terms"]].values.tolist()
    [[0, 0, 0, 1], [1, 0, 0, 1], [2, 0, 0, 1]]
    """
    check_whole(deals=deals, min_count=min_count)
    check_whole(0, seed=seed)
    words = words_of_two(corpus, by, target, reference, part)
    cells = count_by_paragraph(words).frequent(min_count)
    if not cells.terms.size:
        raise ValueError(
            f"no word stands {min_count} times or more in the two groups; lower min_count"
        )
    of_articles, place = np.unique(cells.article, return_inverse=True)
    first = np.searchsorted(place, np.arange(of_articles.size))
    group = cells.target[first]
    whole = min(group.sum(), (~group).sum()) >= ENOUGH
    rng = np.random.default_rng(seed)
    rows = []
    for deal in range(deals + 1):
        dealt = cells
        if deal and whole:
            dealt = replace(cells, target=rng.permutation(group)[place])
        elif deal:
            order = rng.permutation(cells.words.size)
            dealt = replace(cells, target=cells.target[order], article=cells.article[order])
        found = judge(dealt, interval=interval, min_count=min_count, seed=seed)
        target_words = int(dealt.words[dealt.target].sum())
        rows.append(
            {
                "deal": deal,
                "observed": deal == 0,
                "off_zero": int(found.off_zero.sum()),
                "steady": int(np.isin(found.verdict, STATED).sum()),
                "terms": cells.terms.size,
                "target_words": target_words,
                "reference_words": int(dealt.words.sum()) - target_words,
                "unit": "articles" if whole else "paragraphs",
            }
        )
    return pd.DataFrame(rows)
