"""Hypothesis measures no time here: a busy machine is no failure."""

from hypothesis import settings

settings.register_profile("kzlib", deadline=None)
settings.load_profile("kzlib")
