"""The website: built strictly in one go, whole, light, and without a word to anybody outside.

Built once for all tests, those that look at its files and those that open it in a browser.
"""

import json
import re
import resource
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest
from page_faults import faults
from windows import Windows

import kzlib as kz

for needed in ("sphinx", "myst_nb", "furo"):
    pytest.importorskip(needed, reason="the website needs the group site of pyproject.toml")

ROOT = Path(__file__).parents[2]
CORPUS = kz.read_corpus(ROOT / "seeds")
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
BUDGET = 40  # processor seconds: 20 s on two processors; what else the machine does counts for less
PAGE = 1_000_000  # bytes
IN_SIGHT = """which => {
  const box = document.querySelector(which)?.getBoundingClientRect();
  return box && 0 <= box.top && box.bottom <= innerHeight;
}"""
SOON = 1000  # milliseconds until something can be read
FETCHED = {"src", "srcset", "poster", "data", "action"}  # attributes whose address a browser loads


class Page(HTMLParser):
    """What the tests look at of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.loaded: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.marks: dict[str, dict[str, str]] = {}
        self.texts: list[str] = []
        self.written = path.read_text(encoding="utf-8")
        self.feed(self.written)
        self.text = " ".join("".join(self.texts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids.update([given["id"]] if "id" in given else [])
        self.loaded += [value for name, value in given.items() if name in FETCHED]
        if "href" in given:
            (self.links if tag == "a" else self.loaded).append(given["href"])
        self.handlers += [name for name in given if name.startswith("on")]
        if given.get("class") == "s" or tag == "article":
            self.marks[given.get("id") or given.get("data-article", "")] = given

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages, built once; a warning is an error."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "source").mkdir()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    made = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-n", "-j", "2",
         "-c", ROOT / "site", "-d", folder / "read", folder / "source", folder / "html"],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    assert spent < BUDGET, f"{spent:.0f} processor seconds"
    return folder / "html"


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, Page]:
    found = sorted(built.rglob("*.html"))
    return {path.relative_to(built).as_posix(): Page(path) for path in found}


def test_nothing_is_loaded_from_elsewhere(built: Path, pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        outside = [each for each in page.loaded if re.match(r"(https?:)?//", each)]
        assert not outside, (name, outside)
        assert not page.handlers, name
        assert "Content-Security-Policy" in page.written, name
    for path in built.rglob("*.css"):
        style = path.read_text(encoding="utf-8")
        assert not re.search(r"(url\(|@import)\s*[\"']?(https?:)?//", style), path.name


def test_no_page_is_heavy(built: Path, pages: dict[str, Page]) -> None:
    for name in pages:
        assert (built / name).stat().st_size < PAGE, name


def test_no_dollar_becomes_a_formula(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert not re.search(r'class="[^"]*\bmath\b|<script[^>]*mathjax', page.written), name
    assert "$700" in pages["articles.html"].text


def test_every_link_within_the_site_leads_somewhere(built: Path, pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        for link in page.links:
            target, _, place = unquote(link).partition("#")
            if re.match(r"\w+:|//", link):
                continue
            path = (built / name).parent / target if target else built / name
            assert path.exists(), (name, link)
            there = pages.get(path.resolve().relative_to(built.resolve()).as_posix())
            if place and there:
                assert place in there.ids, (name, link)


def test_every_sentence_has_its_address_once(pages: dict[str, Page]) -> None:
    page = pages["articles.html"]
    for row in CORPUS.sentences.itertuples():
        assert page.ids[f"{row.article}-{row.sentence}"] == 1
        assert " ".join(row.text.split()) in page.text
    everywhere = sum((each.ids for each in pages.values()), Counter())
    assert everywhere["ahmad-2014-24"] == 1


def test_what_is_copied_is_what_cite_says_with_the_caveat_of_the_index(
    pages: dict[str, Page],
) -> None:
    marks = pages["articles.html"].marks
    for row in CORPUS.articles.itertuples():
        given = marks[row.article]
        assert given["data-reference"] == kz.cite(CORPUS, row.article)
        assert kz.cite(CORPUS, f"{row.article}:2").startswith(
            f"{given['data-reference']}, sentence 2: "
        )
        caveat = given.get("data-caveat", "")
        assert bool(caveat) == bool(row.derived_from)
        assert row.derived_from in caveat
        assert row.kind in caveat or not caveat


def test_the_layer_of_codings_is_that_of_the_file(pages: dict[str, Page]) -> None:
    marks = pages["articles.html"].marks
    codes = kz.read_codes(ROOT / "seeds" / "codes" / "codes.csv", CORPUS)
    for row in codes.itertuples():
        shown = marks[f"{row.article}-{row.sentence}"]["data-codings"]
        assert f"tone {row.tone}" in shown
        assert ("whom " in shown) == bool(row.whom)
        assert all(
            theme.replace("_", " ") in shown for theme in filter(None, row.themes.split(";"))
        )
    assert "by a language model" in pages["articles.html"].text.replace("made ", "")


def test_the_front_page_says_what_the_readme_says(pages: dict[str, Page]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = readme.partition("## What was found")[2].partition("\n## ")[0]
    items = re.findall(r"^- (.*)$", found, re.MULTILINE)
    assert items
    straight = str.maketrans("“”‘’", "\"\"''")
    front = pages["index.html"].text.translate(straight)
    for item in items:
        plain = re.sub(r"\[([^]]*)\]\([^)]*\)|[*`]", r"\1", item).translate(straight)
        assert plain in front
    assert any("company" in each for each in pages["index.html"].loaded)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_a_page_with_its_outputs_and_its_folded_code(
    path: Path, pages: dict[str, Page]
) -> None:
    page = pages[f"notebooks/{path.stem}.html"]
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    folded = sum(bool(cell["metadata"].get("jupyter", {}).get("source_hidden")) for cell in cells)
    outputs = [each for cell in cells for each in cell.get("outputs", []) if "data" in each]
    assert page.written.count("hide above-input") == folded
    assert page.written.count('class="output text_html"') == len(outputs)
    assert 'ipynb"' not in page.written
    assert "data:image/png" in page.written or not any("data:image" in str(o) for o in outputs)


def names_of(room: object) -> Iterator[str]:
    return (name for name in room.__all__ if callable(getattr(room, name)))  # type: ignore[attr-defined]


def test_every_public_name_has_its_entry_and_every_source_its_line(
    pages: dict[str, Page],
) -> None:
    from kzlib import show  # noqa: PLC0415  (loads matplotlib)

    there = sum((page.ids for name, page in pages.items() if name.startswith("api/")), Counter())
    for name in [*names_of(kz), *(f"show.{each}" for each in names_of(show))]:
        assert there[f"kzlib.{name}"] == 1, name
    for source in ("Hardie (2014)", "Rayson & Garside 2000", "Krippendorff 2004"):
        assert source in pages["methods.html"].text


def test_the_report_on_the_example_is_there(pages: dict[str, Page]) -> None:
    assert "example_report.html" in pages["yours.html"].links
    assert "kzlib report" in pages["example_report.html"].written


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and says nothing of it."""

    def log_message(self, *args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def site(built: Path) -> Iterator[str]:
    """The address of the website on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=built)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_every_page_is_seen_whole_by_everyone(
    site: str, pages: dict[str, Page], opened: Windows
) -> None:
    found = {}
    for name in pages:
        page = opened(f"{site}/{name}")
        found[name] = faults(page, dark=True)
        page.close()
    assert {name: each for name, each in found.items() if each} == {}


def test_the_search_leads_by_keyboard_to_a_page(site: str, opened: Windows) -> None:
    page = opened(site)
    while page.locator(":focus[name=q]").count() == 0:
        page.keyboard.press("Tab")
    page.keyboard.type("Afghanistan")
    page.keyboard.press("Enter")
    page.locator("#search-results li a").first.wait_for()
    page.locator("#search-results li a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^(?!.*search\.html)"))
    assert "Afghanistan" in page.locator("article").inner_text()


def test_an_address_leads_to_its_sentence_which_is_copied_with_reference_and_caveat(
    site: str, opened: Windows
) -> None:
    allowed = ["clipboard-read", "clipboard-write"]
    page = opened(f"{site}/articles.html#asb-2025-24", permissions=allowed)
    page.wait_for_function(IN_SIGHT, arg="#asb-2025-24.here")  # it may be scrolled to smoothly
    page.get_by_role("button", name="Copy with reference").click()
    page.locator("article [role=status]", has_text="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    sentence = CORPUS.sentences.set_index("id")["text"]["asb-2025:24"]
    words, reference, caveat = copied.splitlines()
    assert words == f"“{' '.join(sentence.split())}”"
    assert reference == f"{kz.cite(CORPUS, 'asb-2025')}, sentence 24 (asb-2025:24)"
    assert caveat.startswith("Caution: ")


def test_layers_are_switched_on_by_keyboard_and_say_what_they_mark(
    site: str, opened: Windows
) -> None:
    page = opened(f"{site}/articles.html")
    page.get_by_label("themes").focus()
    said = "e => getComputedStyle(e, '::after').content"
    marked = page.locator(".s[data-themes]").first
    assert "trade" not in marked.evaluate(said)
    page.keyboard.press("Space")
    assert (marked.get_attribute("data-themes") or "?") in marked.evaluate(said)


def test_a_page_is_readable_within_a_second(site: str, opened: Windows) -> None:
    painted = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
    page = opened(f"{site}/notebooks/06_then_and_now.html")
    times = []
    for _ in range(3):
        page.reload()
        page.wait_for_function(painted)
        times.append(page.evaluate(painted))
    assert min(times) < SOON


def test_it_prints_to_paper(site: str, opened: Windows) -> None:
    page = opened(f"{site}/notebooks/00_start_here.html")
    page.emulate_media(media="print")
    assert not page.get_by_role("searchbox").first.is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
