"""A report in a browser: it runs nothing of a text, sends nothing, and everyone can read it."""

from pathlib import Path

import pandas as pd
import pytest
from page_cases import EXAMPLE, ROOT, hostile
from page_faults import faults
from playwright.sync_api import Page
from windows import HEIGHT, Windows

import kzlib as kz
from kzlib.pages import texts
from kzlib.pages.given import give
from kzlib.pages.reading import articles_html

QUICK = 100  # milliseconds from a keystroke to its lines
SAME = """html => { // but for what the choice of a sentence adds
  const made = document.querySelector("#article article").cloneNode(true);
  const box = document.createElement("div");
  box.innerHTML = html;
  made.querySelectorAll(".copy, [role=status]").forEach(each => each.remove());
  const here = made.querySelector(".here");
  here.className = "s";
  here.removeAttribute("aria-current");
  made.normalize();
  const plain = each => each.outerHTML.replace(/ +/g, " ");
  return plain(made) === plain(box.firstChild);
}"""
TIMED = """() => {
  const box = document.getElementById("search"), begun = performance.now();
  box.value = "the";
  box.dispatchEvent(new Event("input"));
  document.body.offsetHeight;
  return performance.now() - begun;
}"""


def open_all(page: Page) -> None:
    """Switch on all layers of the article, and open all that is folded."""
    for box in page.locator("#article input").all():
        box.check()
    for details in page.locator("details").all():
        details.evaluate("each => { each.open = true; }")


def test_hostile_texts_run_nothing_and_send_nothing(tmp_path: Path, opened: Windows) -> None:
    path = kz.report(hostile(), by="side", path=tmp_path / "r.html")
    page = opened(path)
    page.fill("#search", "the port")
    assert page.locator("#hits button").count() >= 3
    for button in page.locator("#hits button").all():
        button.click()
        open_all(page)
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


def test_an_article_is_opened_as_the_website_has_it(tmp_path: Path, opened: Windows) -> None:
    seeds = kz.read_corpus(ROOT / "seeds")
    codes = kz.read_codes(ROOT / "seeds" / "codes" / "codes.csv", seeds, by="era")
    page = opened(kz.report(seeds, by="era", codes=codes, path=tmp_path / "r.html"))
    given = give(seeds, by="era", codes=codes)
    data = texts.text_data(given)
    for word, made in zip(("Afghanistan", "Jackson"), articles_html(given, data), strict=True):
        page.fill("#search", word)
        page.locator("#hits button").first.click()
        assert page.evaluate(SAME, made), word
    for layer in data["layers"]:
        page.check(f"#article [value={layer}]")
    shown = page.locator("#article .s[data-themes]").first
    said = shown.evaluate("each => getComputedStyle(each, '::after').content")
    assert "[coded: " in said
    assert (shown.get_attribute("data-themes") or "?") in said


def test_a_sentence_is_copied_with_its_reference(report: Path, opened: Windows) -> None:
    page = opened(report, permissions=["clipboard-read", "clipboard-write"])
    page.fill("#search", "port")
    page.locator("#hits button").first.click()
    page.locator("#article .n").nth(1).click()
    for key in ("Tab", "Tab", "Enter"):  # from the sentence past its number to the button
        page.keyboard.press(key)
    page.locator("#article [role=status]", has_text="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    article = page.locator("#article article").get_attribute("data-article")
    assert copied.splitlines()[1].endswith(f"sentence 2 ({article}:2)")
    words = EXAMPLE.sentences.set_index("id")["text"][f"{article}:2"]
    assert copied.splitlines()[0] == f"“{' '.join(words.split())}”"
    assert page.evaluate("location.hash") == f"#{article}-2"


def test_the_keyboard_alone_leads_from_the_top_to_an_article(report: Path, opened: Windows) -> None:
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


def test_a_mark_is_the_word_also_behind_a_letter_whose_small_one_is_longer(
    tmp_path: Path, opened: Windows
) -> None:
    rows = [
        {"article": name, "side": name, "text": "İİ Istanbul left İstanbul for the port."}
        for name in "ab"
    ]
    corpus = kz.Corpus.from_frame(pd.DataFrame(rows), duplicates="keep")
    page = opened(kz.report(corpus, by="side", path=tmp_path / "r.html"))
    for asked, marked in (("port", "port"), ("istanbul left İ", "Istanbul left İ")):
        page.fill("#search", asked)
        assert page.locator("#hits mark").all_inner_texts() == [marked, marked]


@pytest.mark.parametrize("place", ["100%", "%E0%A4%A", "no-such-1", "%00"])
def test_an_address_that_leads_nowhere_breaks_nothing(
    report: Path, opened: Windows, place: str
) -> None:
    page = opened(f"{report.as_uri()}#{place}")
    page.fill("#search", "port")
    assert page.locator("#hits button").count()


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
    open_all(page)
    assert faults(page, dark=True) == []


def test_it_prints_to_paper(report: Path, opened: Windows) -> None:
    page = opened(report)
    page.emulate_media(media="print")
    assert not page.locator("#read").is_visible()
    assert page.locator("#answer").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
