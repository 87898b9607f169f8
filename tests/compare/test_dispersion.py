"""Words over ten stretches of a text: by hand, and beside words shuffled at random."""

import numpy as np
import pytest

from kzlib.compare.dispersion import stretch_dispersion


def test_scatter_is_what_shuffling_gives():
    rng = np.random.default_rng(1)
    codes = np.repeat(np.arange(4), [1, 3, 12, 37])
    shuffled = np.mean(
        [stretch_dispersion(rng.permutation(codes), 4)[0] for _ in range(3000)], axis=0
    )
    np.testing.assert_allclose(stretch_dispersion(codes, 4)[1], shuffled, atol=0.006)


def test_stretch_dispersion_of_a_word_that_does_not_occur_is_undefined():
    measured, scatter = stretch_dispersion(np.zeros(20, dtype=int), 2)
    assert measured[0] == pytest.approx(0)
    assert np.isnan(measured[1])
    assert np.isnan(scatter[1])


def test_stretch_dispersion_by_hand():
    # Ten stretches of two words: word 0 in five of them twice, 1 and 2 once in each of the others.
    measured, _ = stretch_dispersion(np.array([0, 0] * 5 + [1, 2] * 5), 3)
    assert measured == pytest.approx([0.5 / 0.9] * 3)
    even, _ = stretch_dispersion(np.array([0, 1] * 10), 2)
    assert even == pytest.approx([0, 0])


def test_stretch_dispersion_takes_exactly_ten_words():
    measured, _ = stretch_dispersion(np.array([0] * 2 + [1] * 8), 2)
    assert measured[0] == pytest.approx(0.8 / 0.9)
    assert np.isnan(stretch_dispersion(np.array([0] * 2 + [1] * 7), 2)).all()
