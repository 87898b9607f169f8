"""What keeps a page from a reader: one list for notebooks, reports and the website."""

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from windows import HEIGHT, PHONE, WIDTHS

GRAVE = ("serious", "critical")  # in axe-core's words
SCROLLED = "scrollable-region-focusable"  # what only a phone's width makes scroll
MOST = 5  # faults of a kind that are listed

UNSAID = """part => [...document.querySelectorAll(part)]
  .flatMap(e => [...e.querySelectorAll("img")])
  .filter(e => !e.alt.trim() && e.getAttribute("role") !== "presentation")
  .map(e => e.outerHTML.slice(0, 80))"""

UNSEEN = """part => [...document.querySelectorAll(part)]
  .flatMap(e => [...e.querySelectorAll("img")])
  .filter(e => e.checkVisibility() && !e.naturalWidth).map(e => e.alt.slice(0, 80))"""

FORMULAS = """part => [...document.querySelectorAll(part)]
  .flatMap(e => [...e.querySelectorAll("mjx-container, .MathJax, math")])
  .map(e => e.textContent.slice(0, 60))"""

# What scrolls sideways by itself may hold what is wider; a picture needs that on a phone only.
# What is wholly outside is a drawer: were it not, the page itself could be scrolled to it.
WIDE = """([part, phone]) => {
  const root = document.documentElement, right = root.clientWidth;
  const scrolls = e => /auto|scroll/.test(getComputedStyle(e).overflowX);
  const free = e => e === document.body || !scrolls(e) && free(e.parentElement);
  const column = e => getComputedStyle(e).display === "inline" ? column(e.parentElement) : e;
  const wide = e => {
    const box = e.getBoundingClientRect(), around = column(e.parentElement);
    if (!box.width || box.left >= right || !e.checkVisibility()) return false;
    if (box.right > right + 1 && free(e.parentElement)) return true;
    const large = e.matches("img, table, figure, pre, blockquote, iframe");
    return large && box.width > around.clientWidth + 1
      && !(scrolls(around) && (phone || !e.matches("img")));
  };
  const found = [...document.querySelectorAll(part)].flatMap(e => [...e.querySelectorAll("*")])
    .filter(wide).map(e => e.tagName + " " + e.textContent.replace(/\\s+/g, " ").slice(0, 60));
  return root.scrollWidth > right ? ["the page itself", ...found] : found;
}"""


def faults(
    page: Page, *, part: str = "body", widths: Sequence[int] = WIDTHS, dark: bool = False
) -> list[str]:
    """Pictures without words, formulas, what axe-core finds, and what is too wide at any width."""
    found = [f"no text alternative: {each}" for each in page.evaluate(UNSAID, part)]
    found += [f"not shown: {each}" for each in page.evaluate(UNSEEN, part)]
    found += [f"a formula: {each}" for each in page.evaluate(FORMULAS, part)]
    found += axe(page, part)
    if dark:
        page.emulate_media(color_scheme="dark")
        found += [f"in the dark: {each}" for each in axe(page, part, "color-contrast")]
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        wide = page.evaluate(WIDE, [part, width == PHONE])
        found += [f"too wide at {width}: {each}" for each in wide[:MOST]]
        if width == PHONE:
            found += [f"on a phone: {each}" for each in axe(page, part, SCROLLED)]
    return found


def axe(page: Page, part: str = "body", *rules: str) -> list[str]:
    """The serious and critical findings of axe-core in a part of a page; by all rules or some."""
    context = None if part == "body" else part  # the whole page has a title and a language too
    options = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
    return [
        f"{each['id']}: {node['target']} {' '.join(node['failureSummary'].split())}"
        for each in Axe().run(page, context, options).response["violations"]
        if each["impact"] in GRAVE
        for node in each["nodes"][:MOST]
    ]
