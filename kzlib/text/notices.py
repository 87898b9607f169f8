"""What a reader is told beside a result."""

import warnings
from inspect import currentframe


def warn(message: str) -> None:
    """One UserWarning, at the line outside kzlib that led to it; nothing for an empty message."""
    if not message:
        return
    frame, level = currentframe(), 1
    while frame and frame.f_globals["__name__"].startswith("kzlib."):
        frame, level = frame.f_back, level + 1
    warnings.warn(message, stacklevel=level)
