"""Small codings written by hand, and alpha straight from its definition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import permutations

import pandas as pd

from kzlib.codes.alpha import alphas, coincidences


def table(*themes: str, **more: object) -> pd.DataFrame:
    """A coding of the sentences 1, 2, ... of the article a."""
    sentences = list(range(1, len(themes) + 1))
    given = {"article": "a", "sentence": sentences, "themes": list(themes)}
    return pd.DataFrame(given | more)


def coding(paragraphs: list[list[str]], **more: object) -> pd.DataFrame:
    """The codes of several coders ("01" is 0 by a and 1 by b, "-" none): a paragraph a list."""
    rows = []
    sentence = 0
    for number, cells in enumerate(paragraphs, 1):
        for cell in cells:
            sentence += 1
            for coder, label in zip("abc", cell, strict=False):
                if label != "-":
                    rows.append(("x", sentence, number, coder, label))
    names = ["article", "sentence", "paragraph", "coder", "act"]
    return pd.DataFrame(rows, columns=names).assign(**more)


def toned(*tones: int, paragraph: list[int] | None = None, **more: object) -> pd.DataFrame:
    numbers = list(range(1, len(tones) + 1))
    given = {"article": "x", "sentence": numbers, "paragraph": paragraph or numbers}
    return pd.DataFrame(given | {"tone": list(tones)} | more)


def alpha(units: Iterable[Sequence[object]], level: str = "nominal") -> float:
    """Alpha of a row a unit and a column a coder; None, nan and "" are missing."""
    rows = pd.DataFrame([*units], dtype=object).replace({"": None})
    numbers, codes = pd.factorize(rows.to_numpy().ravel(), sort=True)  # -1 for a missing one
    sums = coincidences(numbers.reshape(rows.shape), len(codes)).sum(axis=0)
    return float(alphas(sums[None], level)[0])


def defined(units: list[list[int | None]], level: str) -> Fraction | None:
    """Alpha pair by pair, straight from its definition, in fractions."""
    kept = [[value for value in unit if value is not None] for unit in units]
    kept = [unit for unit in kept if len(unit) > 1]
    every = [value for unit in kept for value in unit]

    def apart(one: int, other: int) -> Fraction:
        if level == "nominal":
            return Fraction(one != other)
        low, high = min(one, other), max(one, other)
        between = sum(low <= value <= high for value in every)
        return (between - Fraction(every.count(one) + every.count(other), 2)) ** 2

    n = len(every)
    observed = sum(
        sum(apart(*pair) for pair in permutations(unit, 2)) / (len(unit) - 1) for unit in kept
    )
    expected = sum(apart(*pair) for pair in permutations(every, 2))
    return 1 - Fraction(n - 1) * observed / expected if expected else None
