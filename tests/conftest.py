"""Hypothesis measures no time here: a busy machine is no failure. Nor are bars of progress."""

import os

from hypothesis import settings

settings.register_profile("kzlib", deadline=None)
settings.load_profile("kzlib")
os.environ["TQDM_DISABLE"] = "1"  # kernels inherit it: stored outputs hold no bar
