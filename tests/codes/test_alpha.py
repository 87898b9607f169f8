"""Alpha: against published values, its definition and the package krippendorff."""

from __future__ import annotations

from math import isnan, nan

import numpy as np
import pytest
from coding_cases import alpha, defined
from hypothesis import given
from hypothesis import strategies as st
from krippendorff import alpha as package_alpha

from kzlib.codes.alpha import alphas, coincidences

# Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", example C: four observers.
PUBLISHED = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
    [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
]


@pytest.mark.parametrize(("level", "value"), [("nominal", 0.743), ("ordinal", 0.815)])
def test_alpha_is_the_published_one(level: str, value: float) -> None:
    units = list(zip(*PUBLISHED, strict=True))
    assert alpha(units, level=level) == pytest.approx(value, abs=0.0005)


def test_alpha_of_text_and_of_two_coders_as_published() -> None:
    """Krippendorff 2011, examples A (binary, 0.095) and B (nominal, 0.692)."""
    first, second = "0100000000", "1110010010"
    assert alpha(list(zip(first, second, strict=True))) == pytest.approx(0.095, abs=0.0005)
    first, second = "aabbdcccedda", "babbbccceddd"
    assert alpha(list(zip(first, second, strict=True))) == pytest.approx(0.692, abs=0.0005)


ratings = st.lists(
    st.lists(st.sampled_from([None, -1, 0, 1, 3]), min_size=3, max_size=3), min_size=1, max_size=12
)


@given(ratings, st.sampled_from(["nominal", "ordinal"]))
def test_alpha_is_its_definition(units: list[list[int | None]], level: str) -> None:
    value, wanted = alpha(units, level=level), defined(units, level)
    assert isnan(value) if wanted is None else value == pytest.approx(float(wanted))


@given(ratings, st.sampled_from(["nominal", "ordinal"]), st.data())
def test_alphas_are_the_packages(
    units: list[list[int | None]], level: str, data: st.DataObject
) -> None:
    """Also for resampled units: a unit drawn twice counts twice."""
    scale = [-1, 0, 1, 3]
    coded = [[-1 if value is None else scale.index(value) for value in unit] for unit in units]
    times = data.draw(st.lists(st.integers(0, 3), min_size=len(units), max_size=len(units)))
    again = [unit for unit, often in zip(units, times, strict=True) for _ in range(often)]
    sums = np.array([times]) @ coincidences(np.array(coded), len(scale))
    every = [[value for value in unit if value is not None] for unit in again]
    known = len({value for unit in every if len(unit) > 1 for value in unit}) > 1
    rows = np.array(again, dtype=float).T
    wanted = package_alpha(rows, level_of_measurement=level) if known else nan
    np.testing.assert_allclose(alphas(sums, level)[0], wanted, atol=1e-12)


@pytest.mark.parametrize(
    "units",
    [
        [["a", "a"], ["a", "a"]],  # one label
        [["a", "a"], ["b", None], ["b", ""]],  # one label where two coded
        [["a", None], [nan, "b"]],  # no unit with two codes
        [[1, 1], [1, nan]],
        np.empty((0, 2)),
    ],
)
def test_alpha_is_undefined_not_one(units: object) -> None:
    assert isnan(alpha(units))
