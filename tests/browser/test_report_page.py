"""A report in a browser: it runs nothing of a text, sends nothing, and everyone can read it."""

from pathlib import Path

import pandas as pd
import pytest
from page_cases import EXAMPLE, hostile
from page_faults import faults
from windows import HEIGHT, Windows

import kzlib as kz
from kzlib.pages import texts

QUICK = 100  # milliseconds from a keystroke to its lines
TIMED = """() => {
  const box = document.getElementById("search"), begun = performance.now();
  box.value = "the";
  box.dispatchEvent(new Event("input"));
  document.body.offsetHeight;
  return performance.now() - begun;
}"""


def test_hostile_texts_run_nothing_and_send_nothing(tmp_path: Path, opened: Windows) -> None:
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
    sent = [url for url in opened.asked if not url.startswith("data:image/png")]
    assert (sent, opened.said) == ([path.as_uri()], [])
    assert "<img src=x onerror=" in page.locator("#read").inner_text()
    assert page.locator("img:not([src^='data:image/png'])").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0


def test_a_click_on_a_number_lists_all_its_sentences(report: Path, opened: Windows) -> None:
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


def test_the_keyboard_alone_leads_from_the_top_to_an_article(
    report: Path, opened: Windows
) -> None:
    page = opened(report)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the report"
    while page.locator(":focus").inner_text() != "Search and read":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("port")
    assert "sentences" in page.locator("#found").inner_text()
    page.keyboard.press("Tab")
    line = page.locator(":focus").inner_text()
    page.keyboard.press("Enter")
    assert page.locator("#article:focus .here").inner_text().strip() in line
    assert page.locator("#article .here").bounding_box()["y"] < HEIGHT  # type: ignore[index]
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator("#article :checked:focus").count() == 1


def test_a_word_is_found_from_its_beginning(report: Path, opened: Windows) -> None:
    page = opened(report)
    page.fill("#search", "art")
    marked = page.locator("#hits mark").all_inner_texts()
    text = page.locator("#hits").inner_text().lower()
    assert all(each.lower() == "art" for each in marked)
    assert "part" not in text.replace("partner", "") or " art" in text


def test_search_is_quick_with_two_hundred_articles(tmp_path: Path, opened: Windows) -> None:
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
    tmp_path: Path, opened: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "APART", 5)
    page = opened(kz.report(EXAMPLE, by="outlet", path=tmp_path / "r.html"))
    page.fill("#search", "port")
    page.locator("#hits button").first.wait_for()
    assert "sentences" in page.locator("#found").inner_text()


def test_without_scripts_nothing_is_broken(report: Path, opened: Windows) -> None:
    page = opened(report, java_script_enabled=False)
    assert not page.locator("#read").is_visible()
    page.locator("#themes details.lines summary").first.click()
    assert page.locator("#themes details.lines li").first.is_visible()


def test_it_is_seen_whole_by_everyone(report: Path, opened: Windows) -> None:
    page = opened(report)
    page.fill("#search", "port")
    page.locator("#hits button").first.click()
    for box in page.locator("#article input").all():
        box.check()
    for details in page.locator("details").all():
        details.evaluate("each => { each.open = true; }")
    assert faults(page, schemes=["light", "dark"]) == []


def test_it_prints_to_paper(report: Path, opened: Windows) -> None:
    page = opened(report)
    page.emulate_media(media="print")
    assert not page.locator("#read").is_visible()
    assert page.locator("#answer").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
