"""What the tests in a real browser share: the browser, its windows, and pages to look at.

Without a Chromium they are skipped, all for the same reason, which the last lines of a run say.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from page_cases import EXAMPLE
from playwright.sync_api import Browser
from windows import CHROMIUM, Windows, chromium

import kzlib as kz


# Not of the whole session: while Playwright is on, its event loop runs in this thread, and
# notebooks that other tests execute need one of their own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine; tests/browser/install_chromium.sh installs it")
    with chromium() as made:
        yield made


@pytest.fixture
def opened(browser: Browser) -> Iterator[Windows]:
    """Opens pages; whatever a test looks at, none may ask another machine or meet an error."""
    windows = Windows(browser)
    yield windows
    windows.close()
    assert windows.troubles() == []


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of the ten invented articles."""
    return kz.report(EXAMPLE, by="outlet", path=tmp_path_factory.mktemp("report") / "report.html")
