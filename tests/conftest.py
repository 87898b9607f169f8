"""Hypothesis measures no time here: a busy machine is no failure. Nor are bars of progress.

`--hypothesis-profile nightly` tries 10,000 examples of each property instead of 100; a property
that names a number of its own, because an example of it takes long, tries ten times as many.
"""

import os
from collections.abc import Iterable

import pytest
from hypothesis import settings

collect_ignore = ["conftest.py"]  # it holds no doctest, and browser/ has one of the same name
NIGHTLY, TIMES = 10_000, 10
settings.register_profile("kzlib", deadline=None)
settings.register_profile("nightly", deadline=None, max_examples=NIGHTLY, print_blob=True)
settings.load_profile("kzlib")
os.environ["TQDM_DISABLE"] = "1"  # kernels inherit it: stored outputs hold no bar


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """At night, a number of examples that a test names itself is multiplied."""
    if settings.get_current_profile_name() != "nightly":
        return
    for item in items:
        test = getattr(item, "obj", None)
        own = getattr(test, "_hypothesis_internal_use_settings", None)  # its plugin reads it too
        if own and own.max_examples != NIGHTLY:
            number = min(NIGHTLY, own.max_examples * TIMES)
            test._hypothesis_internal_use_settings = settings(own, max_examples=number)
