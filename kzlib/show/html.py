"""What a notebook displays: escaped, kept from MathJax, with plain text that tests compare.

Everything is styled inline: JupyterLab drops style sheets from notebooks that it does not trust.
"""

import html
import re
from dataclasses import dataclass
from itertools import groupby
from numbers import Real
from string import Formatter
from unicodedata import bidirectional

from kzlib.show.numbers import minus
from kzlib.text.arguments import checked
from kzlib.text.arguments import shown as cut
from kzlib.text.checks import listed
from kzlib.text.citations import sentence_text
from kzlib.text.corpus import Corpus
from kzlib.text.plain import harmless

SERIF = "font-family:'DejaVu Serif',Georgia,serif;font-style:italic"
QUIET = "opacity:.72"  # a quieter text that keeps its contrast in light and dark themes
WRAP = "overflow-wrap:break-word"
RUN = re.compile(r"\S{30}(?=\S)")  # a longer run of characters may be broken after each of these
# Classes of characters that are written to the left, or that say how others are written.
TURNING = {"R", "AL", "AN", "LRE", "LRO", "LRI", "RLE", "RLO", "RLI", "FSI", "PDF", "PDI"}
ID = 40  # characters: a shorter source is not broken over two lines
WIDTH = 940  # CSS pixels: 9.4 inches, the width of a notebook's output on a laptop
NO_MATHS = "mathjax_ignore tex2jax_ignore"  # what MathJax 3 and 2 pass by; else $ begins a formula


@dataclass(frozen=True, repr=False)
class Shown:
    """A piece of a notebook's output: `html` for the page, `text` for tests and plain consoles.

    Control characters, such as a terminal obeys, are shown as � in both, or as a blank.
    """

    html: str
    text: str

    def __post_init__(self) -> None:
        for name in ("html", "text"):
            object.__setattr__(self, name, harmless(getattr(self, name)))

    def _repr_html_(self) -> str:
        return f'<div class="{NO_MATHS}" style="{WRAP}">{self.html}</div>'

    def __repr__(self) -> str:
        return self.text

    def __add__(self, other: "Shown") -> "Shown":
        """The two under one another in one output."""
        if not isinstance(other, Shown):
            return NotImplemented
        return Shown(_block(self.html) + _block(other.html), f"{self.text}\n{other.text}")


def escape(value: object) -> str:
    """Any value as HTML that shows just its text; very long runs get places to break.

    >>> escape('<b> & "c"')
    '&lt;b&gt; &amp; &quot;c&quot;'
    """
    text = RUN.sub("\\g<0>\u200b", str(value))
    return html.escape(text, quote=True).replace("\u200b", "<wbr>")


@checked
def say(template: str, /, **values: object) -> Shown:
    """A paragraph or list whose numbers come from code.

    What the template may hold:
    - `{name}` and `{name:,.1f}`: the values, escaped (what `quote` made keeps its look; a number
      below 0 gets a true minus);
    - `**words**`: bold;
    - a line that starts with a hyphen and a blank: an item of a list.

    Errors: ValueError for an empty template, a value that is not given, and one that its format
    does not fit.

    >>> say("**{n:,}** of {total:,} words", n=998, total=1200)
    998 of 1,200 words
    """
    lines = [line.strip() for line in template.splitlines() if line.strip()]
    if not lines:
        raise ValueError("say() got an empty template; give it the sentence to show.")
    shown, texts = "", []
    for is_item, run in groupby(lines, key=lambda line: line.startswith("- ")):
        filled = [_fill(line.removeprefix("- "), values) for line in run]
        texts += ["- " * is_item + line.text for line in filled]
        tag = "li" if is_item else "p"
        body = "".join(f'<{tag} style="margin:0 0 .3em">{line.html}</{tag}>' for line in filled)
        shown += f'<ul style="margin:0;padding-left:1.4em">{body}</ul>' if is_item else body
    return Shown(f'<div style="max-width:{WIDTH}px">{shown}</div>', "\n".join(texts))


@checked
def quote(words: str, source: str = "") -> Shown:
    """An article's own words, in serif italics, with the sentence that they come from.

    The italics mark the words: quotation marks stand only where the article has them.

    Errors: ValueError for no words.

    >>> quote("a country on the move", "someone-1999:2")
    a country on the move (someone-1999:2)
    """
    if not words.strip():
        raise ValueError("quote() got no words; give it the words to show.")
    shown = f'<em style="{SERIF};{WRAP}">{_apart(words)}</em>'
    if source:
        nowrap = ";white-space:nowrap" if len(source) < ID else ""
        shown += f' <span style="{QUIET};font-size:85%{nowrap}">{escape(source)}</span>'
    return Shown(shown, words + (f" ({source})" if source else ""))


@checked
def sentence(corpus: Corpus, reference: str) -> Shown:
    """A whole sentence of an article with its id: ``sentence(corpus, "smith-1:24")``.

    Errors: LookupError for an article or a sentence that there is not.
    """
    return quote(sentence_text(corpus, reference), reference)


@checked
def fold(shown: Shown, summary: str) -> Shown:
    """A long output behind one line that opens it; its plain text stays whole.

    Errors: ValueError for no summary.
    """
    if not summary.strip():
        raise ValueError("fold() got no summary; say what opens.")
    head = f"<summary>{escape(summary)}</summary>"
    return Shown(f"<details>{head}{shown.html}</details>", f"{summary}\n{shown.text}")


def _block(shown: str) -> str:
    """A piece that stands on lines of its own."""
    is_block = shown.startswith(("<div", "<figure", "<details"))
    return shown if is_block else f'<div style="margin:0 0 .3em">{shown}</div>'


def _apart(text: str) -> str:
    """Text as HTML, kept from turning round what stands beside it (as Arabic or Hebrew would)."""
    is_turning = any(bidirectional(character) in TURNING for character in text)
    return f"<bdi>{escape(text)}</bdi>" if is_turning else escape(text)


def _fill(template: str, values: dict[str, object]) -> Shown:
    """One line of a template with its values put in, as HTML and as text."""
    shown, text = "", ""
    try:
        pieces = [*Formatter().parse(template)]
    except ValueError as error:
        raise ValueError(
            f"The template is {cut(template)}: {listed([error])}; double it."
        ) from None
    for literal, name, spec, _ in pieces:
        shown += escape(literal)
        text += literal.replace("**", "")
        if name is None:
            continue
        if name not in values:
            raise ValueError(
                f"The template asks for {{{listed([name])}}}, which is not among {[*values]}."
            )
        value = values[name]
        if not isinstance(value, Shown):
            try:
                plain = format(value, spec or "")
            except (TypeError, ValueError, OverflowError) as error:
                why = f"{cut(value)}: {listed([error])}"
                raise ValueError(f"The value of {{{listed([name])}}} is {why}.") from None
            plain = minus(plain) if isinstance(value, Real) else plain
            value = Shown(_apart(plain), plain)
        shown += value.html.replace("*", "&#42;")  # an asterisk of an article is no markup
        text += value.text
    return Shown(re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", shown), text)
