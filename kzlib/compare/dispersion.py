"""How unevenly words are spread over a text, beside what scattering them at random gives."""

from typing import Any

import numpy as np

from kzlib.compare.measures import Floats, Ints, dp_norm

STRETCHES = 10
"""Dispersion is measured over so many stretches of equal length."""


def stretch_dispersion(codes: Ints, terms: int) -> tuple[Floats, Floats]:
    """`dp_norm` of each of `terms` words over ten stretches of a text, and what scatter gives.

    `codes` is the text: the number of each word, in order. The stretches are of equal length. The
    second value is what to expect of so many hits scattered at random; it is exact, as a word's
    count in a stretch is then hypergeometric. Both are nan for a word that does not occur, and
    for a text of fewer than ten words. A word that occurs once has 1, wherever that is:

    >>> measured, scatter = stretch_dispersion(np.array([0] * 19 + [1]), 2)
    >>> print(f"{measured[1]:.2f} {scatter[1]:.2f}")
    1.00 1.00
    """
    if codes.size < STRETCHES:
        return np.full(terms, np.nan), np.full(terms, np.nan)
    from scipy.special import gammaln  # noqa: PLC0415  (slow to import, only needed here)

    stretch = np.arange(codes.size) * STRETCHES // codes.size
    sizes = np.bincount(stretch, minlength=STRETCHES)
    counts = np.bincount(stretch * terms + codes, minlength=STRETCHES * terms)
    counts = counts.reshape(STRETCHES, terms).T
    expected = np.full(terms, np.nan)
    hits = counts.sum(axis=1)
    log_factorial = gammaln(np.arange(codes.size + 1) + 1)

    def log_choose(n: Any, k: Any) -> Any:
        return log_factorial[n] - log_factorial[k] - log_factorial[n - k]

    for count in np.unique(hits[hits > 0]):
        apart = 0.0
        for size, often in zip(*np.unique(sizes, return_counts=True), strict=True):
            k = np.arange(max(0, count + size - codes.size), min(count, size) + 1)
            ways = log_choose(size, k) + log_choose(codes.size - size, count - k)
            chance = np.exp(ways - log_choose(codes.size, count))
            apart += often * np.sum(chance * np.abs(k / count - size / codes.size))
        expected[hits == count] = apart / 2 / (1 - sizes.min() / codes.size)
    return np.asarray(dp_norm(counts, sizes)), expected
