"""A browser that the machine has (none is downloaded), and windows that keep what they are told."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
FLAGS = [
    "--no-sandbox",  # which needs rights that containers lack
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # no other machine has a name
]
HERE = ("file:", "data:", "blob:", "about:", "http://127.0.0.1:", "ws://127.0.0.1:")
DESK, TABLET, PHONE = WIDTHS = (1366, 900, 400)
HEIGHT = 768
SLOW = 60_000  # milliseconds that anything may take on a busy machine


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's Chromium, without a window."""
    with sync_playwright() as started:
        made = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


class Windows:
    """Opens pages, and keeps what they ask for and what they say on their console."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.asked: list[str] = []
        self.said: list[str] = []

    def __call__(
        self, address: str | Path, *, width: int = DESK, height: int = HEIGHT, **options: Any
    ) -> Page:
        """The page at an address, or in a file, in a window of its own."""
        window = {"width": width, "height": height}
        context = self.browser.new_context(viewport=window, reduced_motion="reduce", **options)
        context.set_default_timeout(SLOW)
        page = context.new_page()
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", lambda socket: self.asked.append(socket.url))
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.goto(address.as_uri() if isinstance(address, Path) else address)
        return page

    def _console(self, message: ConsoleMessage) -> None:
        self.said.append(f"{message.type}: {message.text}")

    def troubles(self) -> list[str]:
        """Requests to other machines, and errors."""
        away = [url for url in self.asked if not url.startswith(HERE)]
        return away + [text for text in self.said if text.startswith("error")]

    def close(self) -> None:
        """Close them all."""
        for context in self.browser.contexts:
            context.close()
