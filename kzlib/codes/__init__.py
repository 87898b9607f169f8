"""Readings of sentences by a codebook, and how far readers and methods agree."""
