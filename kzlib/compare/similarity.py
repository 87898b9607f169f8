"""How alike the words of two groups are, beside how alike two halves of one group are."""

import math
from collections.abc import Sequence
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

from kzlib.compare.draws import DEALS, TAILS, check_deals, deal_orders
from kzlib.compare.measures import Floats
from kzlib.compare.paragraph_counts import count_by_paragraph, words_of_two
from kzlib.text.arguments import checked
from kzlib.text.checks import as_text
from kzlib.text.corpus import Corpus
from kzlib.text.groups import Part
from kzlib.text.tokens import function_words

FOUND = ("words", "shared", "jaccard", "cosine")
ENDS = ("jaccard_low", "jaccard_high", "cosine_low", "cosine_high")


@checked
def similarity(
    corpus: Corpus,
    *,
    by: str,
    target: object,
    reference: object = None,
    part: Part = "body",
    without: Sequence[str] = (),
    deals: int = DEALS,
    seed: int = 0,
) -> pd.DataFrame:
    """How alike the content words of two groups are, and how alike halves of each group are.

    What it returns: three rows, `between` the two groups, the halves of the target and those of
    the reference.
    - `words`: the content words (different ones) of the two that are compared;
    - `shared`: those that both have, and `jaccard`, shared/words, from 0 to 1;
    - `cosine` of how often each occurs, from 0 to 1: what is frequent weighs most;
    - `jaccard_low`, `jaccard_high`, `cosine_low`, `cosine_high`: the middle 95 % of the deals; nan
      between the groups, which are dealt once.

    How it counts: tokens of kind `word` in the given parts by their `term`, without function words
    and without the terms in `without` (names, say, that both articles are about).

    How it deals: the paragraphs of a group at random into two halves of as many paragraphs (of an
    odd number, one more), `deals` times; given are the medians. Halves are shorter than the groups,
    and short texts share fewer words: a number says something beside that of halves only.

    Errors: as `keyness`; ValueError for fewer than 1 deal, and where no content word is left. The
    halves of one paragraph have nan.

    Source: Jaccard 1912; cosine as Salton & McGill 1983.

    >>> rows = [{"article": name, "text": "Tea cups.\\nTea pots."} for name in "ab"]
    >>> corpus = Corpus.from_frame(pd.DataFrame(rows))
    >>> table = similarity(corpus, by="article", target="a", part=None, deals=2)
    >>> table[["words", "shared", "jaccard"]].round(2).values.tolist()
    [[3.0, 3.0, 1.0], [3.0, 1.0, 0.33], [3.0, 1.0, 0.33]]
    """
    check_deals(deals, seed)
    content = words_of_two(corpus, by, target, reference, part).but({*function_words(), *without})
    if not content.term.size:
        raise ValueError("no content word is left in the two groups; leave out fewer words")
    counts = count_by_paragraph(content)
    table, sides = counts.counts, (counts.target, ~counts.target)
    whole = _alike(*(table[side].sum(axis=0) for side in sides))
    names = [as_text(target), "the others" if reference is None else as_text(reference)]
    rows = [{"between": " and ".join(names)} | whole | dict.fromkeys(ENDS, np.nan)]
    for name, side in zip(names, sides, strict=True):
        rows.append({"between": f"halves of {name}"} | _halves(table[side], deals, seed))
    return pd.DataFrame(rows)


def _halves(paragraphs: Any, deals: int, seed: int) -> dict[str, float]:
    """The medians, and the middle 95 %, of what halves of a group have in common."""
    size = paragraphs.shape[0]
    half, every = size // 2, paragraphs.sum(axis=0)
    if not half:
        return dict.fromkeys((*FOUND, *ENDS), math.nan)
    found = []
    for order in islice(deal_orders(size, deals, seed), 1, None):
        chosen = np.zeros(size)
        chosen[order[:half]] = 1
        first = chosen @ paragraphs
        found.append(_alike(first, every - first))
    table = pd.DataFrame(found)
    ends = (table[name].quantile(tail) for name in FOUND[2:] for tail in TAILS)
    return dict(zip((*FOUND, *ENDS), (*table.median(), *ends), strict=True))


def _alike(first: Floats, second: Floats) -> dict[str, float]:
    """Words, shared words, Jaccard and cosine of two rows of counts; nan where there are none."""
    words, shared = int(((first > 0) | (second > 0)).sum()), int(((first > 0) & (second > 0)).sum())
    lengths = math.sqrt(float((first**2).sum()) * float((second**2).sum()))
    cosine = float((first * second).sum()) / lengths if lengths else math.nan
    return dict(
        zip(FOUND, (words, shared, shared / words if words else math.nan, cosine), strict=True)
    )
