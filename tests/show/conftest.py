"""The canvases that pictures are cut from, so that a test can look at what stands on them."""

import pytest

from kzlib import show
from kzlib.show.canvas import Canvas


@pytest.fixture
def canvases(monkeypatch: pytest.MonkeyPatch) -> list[Canvas]:
    seen: list[Canvas] = []
    cut = Canvas.picture

    def watched(canvas: Canvas, **options: object) -> show.Picture:
        seen.append(canvas)
        return cut(canvas, **options)

    monkeypatch.setattr(Canvas, "picture", watched)
    return seen
