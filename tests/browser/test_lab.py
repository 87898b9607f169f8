"""JupyterLab as a person uses it: opens a notebook, runs all of it, and reads what appears."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from page_faults import faults
from playwright.sync_api import Page
from windows import DESK, HEIGHT, SLOW, TABLET, Windows

ROOT = Path(__file__).parents[2]
RUN = 300_000  # milliseconds: a notebook takes ten seconds, and far more on a busy machine
TALL = 30_000  # pixels: all cells at once, for JupyterLab draws only what is in the window
SHOWN = ".jp-OutputArea-output, .jp-RenderedMarkdown"  # what is ours, not JupyterLab's
FOLDERS = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR", "LAB_SETTINGS_DIR", "LAB_WORKSPACES_DIR")
IDLE, BUSY = (f".jp-Notebook-ExecutionIndicator[data-status={each}]" for each in ("idle", "busy"))
OUTPUTS = """() => [...document.querySelectorAll(".jp-OutputArea-output")].map(
  e => e.innerText + [...e.querySelectorAll("img")].map(i => i.alt).join())"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, browser: object) -> Iterator[str]:
    """A JupyterLab with nobody's settings, on copies of the notebooks; its address."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", home / "notebooks")
    (home / "seeds").symlink_to(ROOT / "seeds")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {f"JUPYTER{'' if 'LAB' in n else '_'}{n}": str(home / n) for n in FOLDERS}
    own |= {"IPYTHONDIR": str(home / "ipython"), "JUPYTER_PREFER_ENV_PATH": "1"}
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root"]
    command += [f"--port={port}", "--ip=127.0.0.1", "--ServerApp.port_retries=0"]
    command += ["--IdentityProvider.token=", f"--ServerApp.root_dir={home}"]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            command, env=os.environ | own, stdout=log, stderr=log, start_new_session=True
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address)
        yield address
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def wait_for(address: str) -> None:
    """Wait until a server answers."""
    end = time.monotonic() + SLOW / 1000
    while True:
        try:
            urllib.request.urlopen(f"{address}/api", timeout=5).close()
            return
        except OSError:
            assert time.monotonic() < end, "JupyterLab did not start"
            time.sleep(0.1)


def drawn(page: Page, path: Path) -> list[str]:
    """The outputs that a notebook holds: JupyterLab draws a tall window's cells by and by."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    many = sum(len(cell.get("outputs", [])) for cell in cells)
    page.wait_for_function(f"({OUTPUTS})().length === {many}")
    seen, now = [""], page.evaluate(OUTPUTS)
    while seen != now:
        page.wait_for_timeout(1000)
        seen, now = now, page.evaluate(OUTPUTS)
    return now


def settled(page: Page, wanted: list[str]) -> list[str]:
    """The outputs once they are as wanted: the last may appear a moment after the kernel's end."""
    for _ in range(SLOW // 200):
        if page.evaluate(OUTPUTS) == wanted:
            break
        page.wait_for_timeout(200)
    return page.evaluate(OUTPUTS)


Command = Callable[[Page, str, str], None]


def by_menu(page: Page, menu: str, command: str) -> None:
    page.get_by_role("menuitem", name=menu, exact=True).click()
    page.get_by_role("menuitem", name=command, exact=True).click()


def by_keyboard(page: Page, _: str, command: str) -> None:
    page.keyboard.press("Control+Shift+C")
    page.keyboard.type(command)
    page.keyboard.press("Enter")


@pytest.mark.parametrize(
    ("name", "command", "pictured"),
    [("00_start_here", by_menu, True), ("07_your_own_articles", by_keyboard, False)],
)
def test_a_person_runs_a_notebook(
    name: str, command: Command, pictured: bool, lab: str, opened: Windows
) -> None:
    page = opened(f"{lab}/lab/tree/notebooks/{name}.ipynb?reset")
    page.locator(".jp-Notebook h1").wait_for()
    if pictured:  # the answer and its picture are on the first screen
        box = page.locator(".jp-Notebook img").first.bounding_box() or {}
        assert box["y"] + box["height"] < HEIGHT
    page.set_viewport_size({"width": DESK, "height": TALL})
    page.locator(IDLE).wait_for()
    stored = drawn(page, ROOT / "notebooks" / f"{name}.ipynb")
    command(page, "Edit", "Clear Outputs of All Cells")
    page.locator(".jp-OutputArea-output").first.wait_for(state="detached")
    command(page, "Run", "Run All Cells")
    page.locator(BUSY).wait_for()
    page.locator(IDLE).wait_for(timeout=RUN)
    assert settled(page, stored) == stored
    assert len(stored) > 5
    assert page.locator("[data-mime-type$=stderr], [data-mime-type$=error]").count() == 0
    assert faults(page, part=SHOWN, widths=[DESK, TABLET]) == []
