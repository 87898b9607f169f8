"""What was compared, and how alike the two groups are in everything else."""

from collections.abc import Callable

import pandas as pd

from kzlib.compare.draws import ENOUGH
from kzlib.pages.given import SIDE, Given
from kzlib.pages.pieces import stack
from kzlib.show import Shown, fold, percent, quote, say, table
from kzlib.speech import composition as others
from kzlib.speech.profile import profile
from kzlib.text.dates import read_date

PASSAGE = 160  # characters of a passage that two articles share


def composition(given: Given) -> Shown:
    """The groups in figures, what else sets them apart, and what that allows to say."""
    corpus = given.corpus
    groups = profile(corpus, by=SIDE).set_index(SIDE).loc[[*given.sides]].reset_index()
    columns = {
        SIDE: given.by, "articles": "articles", "words": "words", "sentences": "sentences",
        "sentence_words": "words a sentence", "quoted": "words in quotations",
        "names": "names per 100 words",
    }  # fmt: skip
    formats: dict[str, str | Callable[[float], str]] = {
        "words": "{:,.0f}",
        "sentence_words": "{:.1f}",
        "quoted": percent,
        "names": "{:.1f}",
    }
    shown = table(
        groups, caption="The two groups; counted is the body, without headings, notes on the author"
        " and what a page puts round an article.", columns=columns, formats=formats,
    )  # fmt: skip
    rest = ""
    if len(given.groups) > 1:
        rest = " “{reference}” are: {groups}."
    first = say(
        "Compared by **{by}**: **{target}** with **{reference}**." + rest,
        by=given.by, target=given.target, reference=given.reference,
        groups=", ".join(given.groups),
    )  # fmt: skip
    return stack(first, shown, _alike(given), _repeated(given), _allowed(given))


def _alike(given: Given) -> Shown:
    """In what else the groups differ, the warnings first and bold."""
    found = others.composition(given.corpus, by=SIDE)
    times = all(map(read_date, {*given.groups, given.target}))
    found = found[[not _is_same(given, name) for name in found["column"]]]
    found = found[(found["aspect"] != "time") | (not times)].sort_values(
        "warns", ascending=False, kind="stable"
    )
    if found.empty:
        return stack()
    said = {f"c{number}": each for number, each in enumerate(found["says"])}
    items = [
        f"- **{{{name}}}**" if warns else f"- {{{name}}}"
        for name, warns in zip(said, found["warns"], strict=True)
    ]
    return say(
        "How alike the groups are in everything else (a warning is bold):\n" + "\n".join(items),
        **said,
    )


def _is_same(given: Given, column: str) -> bool:
    """Does a column hold the very groups that are compared?

    An outlet that each group has to itself is not the same: it is what the warning is for.
    """
    articles = given.corpus.articles
    return bool(column) and articles[column].astype(str).equals(articles[given.by].astype(str))


def _repeated(given: Given) -> Shown:
    """The articles that repeat much of another one, with the passage that they share."""
    found = given.near_duplicates
    if found.empty:
        return say("No article repeats much of another one, word by word.")
    count = say(
        "**{n:,} of {m:,} articles repeat much of another one.** They count; the settings of the "
        "tables also count without them.",
        n=len(found), m=len(given.corpus.articles),
    )  # fmt: skip
    rows = found[["article", "other", "shared", "words"]].astype({"article": str, "other": str})
    begins = [quote(" ".join(text.split())[:PASSAGE] + " …") for text in found["text"]]
    rows["passage"] = pd.Series(begins, index=rows.index, dtype=object)
    heads = {
        "article": "article", "other": "repeats", "shared": "of its runs of three words",
        "words": "words of the longest passage", "passage": "it begins",
    }  # fmt: skip
    caption = "Articles that repeat much of one above them in the index."
    listed = table(rows, caption=caption, columns=heads, formats={"shared": percent})
    return stack(count, fold(listed, "which, and what they repeat"))


def _allowed(given: Given) -> Shown:
    """What so many articles allow to say."""
    if given.smallest >= ENOUGH:
        return say(
            "Ranges come from drawing whole articles anew: they say how far a number would move "
            "with other articles like these."
        )
    return say(
        "**With fewer than {enough} articles in a group nothing follows about the groups**, only "
        "about these articles. Ranges show how far a number hangs on single paragraphs.",
        enough=ENOUGH,
    )
