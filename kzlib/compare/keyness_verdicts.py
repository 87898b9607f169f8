"""When a difference in a word's rate is stated: the rules behind the verdicts of `keyness`."""

import numpy as np
from numpy.typing import NDArray

from kzlib.compare.keyness_intervals import Intervals
from kzlib.compare.measures import Flags
from kzlib.compare.paragraph_counts import GroupCounts, ParagraphCounts

CLUSTER = 5
"""Hits from which on half of them in one paragraph make a cluster."""

PLACES = 3
"""Paragraphs (or articles) of its group in which a stated difference appears at the least."""

THREEFOLD = float(np.log2(3))
"""The log ratio of three times as often; an interval within it means shared."""

STATED = {"paragraphs": "steady", "articles": "robust"}
"""The verdicts that state a difference, by what is left out one by one."""


def word_verdicts(counts: ParagraphCounts, found: Intervals, *, min_count: int) -> NDArray[np.str_]:
    """The verdict on each term, the first that applies, as `keyness` states them."""
    target, reference = counts.groups
    a, b = target.hits, reference.hits
    # A word is looked at in its group, where it is more frequent; at equal rates in both.
    rates = a * reference.words - b * target.words
    places = zip(_places(target, found.unit), _places(reference, found.unit), strict=True)
    one_article, one_place, in_places = (
        (of_target | (rates < 0)) & (of_reference | (rates > 0))
        for of_target, of_reference in places
    )
    verdicts = {
        "too rare": a + b < min_count,
        "one article": one_article,
        "one place": one_place,
        STATED[found.unit]: found.off_zero & found.lasting & in_places,
        "shared": (found.low >= -THREEFOLD) & (found.high <= THREEFOLD),
    }
    return np.select([*verdicts.values()], [*verdicts], "cannot tell")


def _places(group: GroupCounts, unit: str) -> tuple[Flags, Flags, Flags]:
    """Of the terms of one group: all in one article of several, in one place, in enough places."""
    clustered = (group.hits >= CLUSTER) & (2 * group.most >= group.hits)
    places = group.articles if unit == "articles" else group.paragraphs
    return (
        (group.articles == 1) & (group.size > 1),
        (group.paragraphs == 1) | clustered,
        places >= PLACES,
    )
