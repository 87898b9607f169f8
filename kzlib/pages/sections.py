"""The sections of a report in their order, by the names that a page has for them."""

from collections.abc import Callable
from typing import NamedTuple

from kzlib.pages.answer import answer
from kzlib.pages.claims import claims
from kzlib.pages.company import company
from kzlib.pages.composition import composition
from kzlib.pages.given import Given
from kzlib.pages.limits import limits
from kzlib.pages.over_time import over_time
from kzlib.pages.sources import sources
from kzlib.pages.speakers import speakers
from kzlib.pages.themes import themes
from kzlib.pages.tone import tone
from kzlib.pages.words import words
from kzlib.show import Shown


class Section(NamedTuple):
    """A section: its id in the page, its heading, and what makes it."""

    name: str
    title: str
    make: Callable[[Given], Shown]


SECTIONS = (
    Section("composition", "What was compared", composition),
    Section("answer", "The answer", answer),
    Section("words", "Words and phrases", words),
    Section("themes", "Themes", themes),
    Section("company", "Who stands beside whom", company),
    Section("speakers", "Who speaks", speakers),
    Section("tone", "Tone", tone),
    Section("time", "Over time", over_time),
    Section("claims", "What to check before repeating it", claims),
    Section("limits", "What this cannot tell", limits),
    Section("sources", "How to cite, and how to get the same numbers", sources),
)
