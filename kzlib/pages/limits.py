"""Every limit of the report, once."""

from kzlib.compare.draws import ENOUGH, NARROW
from kzlib.pages.given import Given
from kzlib.show import Shown, say


def limits(given: Given) -> Shown:
    """What holds for these articles and lists; nothing that holds for others only."""
    items = [
        "**Which articles these are** decides the result: how they were chosen is not known here.",
        "**Words are counted, not meanings.** A theme or a name is found where its words are; "
        "irony, pronouns and other words for the same are missed.",
        "**Rules name voices and parts of articles**; they err, and not alike in every outlet.",
    ]
    if given.smallest < ENOUGH:
        items.append(
            "**Ranges are over paragraphs** (articles in the smaller group: {articles}): they are "
            "no margins of error for the groups. Other articles of the same groups may differ "
            "as much or the other way."
        )
    elif given.smallest < NARROW:
        items.append(
            "**Ranges over articles are somewhat too narrow**, as the smaller group has {articles} "
            "articles: of 100 such ranges of a difference some 85 (with 5 articles) to 93 (with "
            "19) hold what they should, not 95."
        )
    if given.codes is None:
        items.append("**Tone was not checked** against any reader of these articles.")
    items.append("**A difference is no cause.** What the groups also differ in stands at the top.")
    return say("\n".join(f"- {item}" for item in items), articles=given.smallest)
