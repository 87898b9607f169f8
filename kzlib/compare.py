"""Two groups side by side, word by word; `shares` compares them by sentences."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kzlib.cells import count_words, words_of_two
from kzlib.corpus import Corpus
from kzlib.counts import PER, STRETCHES, Part, spread
from kzlib.measures import bic, g2, log_ratio, lrc
from kzlib.verdicts import judge


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
    draws: int = 2000,
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
    None, a bootstrap of fewer than 5 articles, and a `min_count`, `draws` or `seed` that is not
    whole or too low.
    Source: see `measures`; leaving out after a bootstrap Efron 1992; the verdicts are our own.

    >>> rows = [{"article": "a", "era": "x", "text": "tea tea tea"},
    ...         {"article": "b", "era": "y", "text": "tea milk milk"}]
    >>> table = keyness(Corpus.from_frame(pd.DataFrame(rows)), by="era", target="x", part=None)
    >>> table[["term", "target_count", "reference_count", "verdict"]].values.tolist()
    [['milk', 0, 2, 'too rare'], ['tea', 3, 1, 'too rare']]
    """
    words = words_of_two(corpus, by, target, reference, part)
    cells = count_words(words)
    judged = judge(cells, interval=interval, min_count=min_count, draws=draws, seed=seed)
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
