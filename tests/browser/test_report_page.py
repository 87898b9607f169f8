"""The page in a browser: it runs nothing of a text, sends nothing, and is quick to search.

Skipped where Playwright or a Chromium is missing.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from page_cases import EXAMPLE, hostile

import kzlib as kz
from kzlib.pages import texts

playwright = pytest.importorskip("playwright.sync_api", reason="needs Playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="needs a Chromium")

QUICK = 100  # milliseconds from a keystroke to its lines
TIMED = """() => {
  const box = document.getElementById("search"), begun = performance.now();
  box.value = "the";
  box.dispatchEvent(new Event("input"));
  document.body.offsetHeight;
  return performance.now() - begun;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        made = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def opened(browser: Any) -> Iterator[Any]:
    """A function that opens a report, and notes every request, message and error."""
    contexts = []

    def open_page(path: Path, **options: Any) -> Any:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.seen = []
        page.on("request", lambda request: page.seen.append(request.url))
        page.on("console", lambda message: page.seen.append(message.text))
        page.on("pageerror", lambda error: page.seen.append(str(error)))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kz.report(EXAMPLE, by="outlet", path=tmp_path_factory.mktemp("page") / "r.html")


def test_hostile_texts_run_nothing_and_send_nothing(tmp_path: Path, opened: Any) -> None:
    path = kz.report(hostile(), by="side", path=tmp_path / "r.html")
    page = opened(path)
    page.fill("#search", "the port")
    assert page.locator("#hits button").count() >= 3
    for button in page.locator("#hits button").all():
        button.click()
        for box in page.locator("#article input").all():
            box.check()
    for details in page.locator("details").all():
        details.evaluate("each => { each.open = true; }")
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    assert [url for url in page.seen if not url.startswith("data:image/png")] == [path.as_uri()]
    assert "<img src=x onerror=" in page.locator("#read").inner_text()
    assert page.locator("img:not([src^='data:image/png'])").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0


def test_a_click_on_a_number_lists_all_its_sentences(report: Path, opened: Any) -> None:
    page = opened(report)
    folded = page.locator("#themes details.lines").first
    wanted = (folded.get_attribute("data-lines") or "").split()
    folded.locator("summary").click()
    folded.locator("li button").nth(len(wanted) - 1).wait_for()
    assert folded.locator("li").count() == len(wanted)
    folded.locator("li button").first.click()
    said = folded.locator("li button").first.inner_text()
    assert page.locator("#article .here").inner_text().strip() in said
    assert page.evaluate("document.activeElement.id") == "article"


def test_the_keyboard_reaches_the_lines(report: Path, opened: Any) -> None:
    page = opened(report)
    page.focus("#search")
    page.keyboard.type("port")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#article .here").count() == 1
    assert "sentences" in page.locator("#found").inner_text()


def test_a_word_is_found_from_its_beginning(report: Path, opened: Any) -> None:
    page = opened(report)
    page.fill("#search", "art")
    marked = page.locator("#hits mark").all_inner_texts()
    text = page.locator("#hits").inner_text().lower()
    assert all(each.lower() == "art" for each in marked)
    assert "part" not in text.replace("partner", "") or " art" in text


def test_search_is_quick_with_two_hundred_articles(tmp_path: Path, opened: Any) -> None:
    frame = EXAMPLE.articles[["article", "outlet"]].astype(str)
    frame["text"] = [*EXAMPLE.text.values()]
    many = [frame.assign(article=frame["article"] + f"-{number}") for number in range(20)]
    corpus = kz.Corpus.from_frame(pd.concat(many), duplicates="keep")
    path = kz.report(corpus, by="outlet", path=tmp_path / "r.html")
    assert path.stat().st_size < 3_000_000
    page = opened(path)
    page.evaluate(TIMED)
    assert min(page.evaluate(TIMED) for _ in range(5)) < QUICK


def test_texts_beside_the_page_are_read_when_asked_for(
    tmp_path: Path, opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "APART", 5)
    page = opened(kz.report(EXAMPLE, by="outlet", path=tmp_path / "r.html"))
    page.fill("#search", "port")
    page.locator("#hits button").first.wait_for()
    assert "sentences" in page.locator("#found").inner_text()


def test_without_scripts_nothing_is_broken(report: Path, opened: Any) -> None:
    page = opened(report, java_script_enabled=False)
    assert not page.locator("#read").is_visible()
    page.locator("#themes details.lines summary").first.click()
    assert page.locator("#themes details.lines li").first.is_visible()


@pytest.mark.parametrize("width", [400, 1200])
def test_the_page_is_never_wider_than_its_window(report: Path, opened: Any, width: int) -> None:
    page = opened(report, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_prints_to_paper(report: Path, opened: Any) -> None:
    page = opened(report)
    page.emulate_media(media="print")
    assert not page.locator("#read").is_visible()
    assert page.locator("#answer").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
