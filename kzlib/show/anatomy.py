"""The anatomy of articles: every paragraph in order, and whether it is counted."""

from dataclasses import replace

import pandas as pd

from kzlib.show.canvas import END, MARGIN, SMALL, Canvas, Picture, columns
from kzlib.show.colours import GREY
from kzlib.show.picture_checks import check_articles, check_names, groups_of, with_counts
from kzlib.show.tables import rest
from kzlib.text.arguments import checked
from kzlib.text.checks import as_text

BODY = "body"  # the part that is counted
PITCH, ARTICLE = 13.0, 17.0  # pixels: of the paragraphs; of an article's name
NAMES = {"title": "headline", "bio": "about the author", "summary": "take-away"}
NAMES |= {"promo": "sign-up or pointer"}


@checked
def anatomy(paragraphs: pd.DataFrame, *, by: str, title: str, caption: str) -> Picture:
    """Every paragraph in order, as long as its words: filled in the body, else outlined and named.

    `paragraphs`: article, paragraph, part, words, and the `by` column with the group's label.

    Errors: ValueError for no paragraphs, more than 30 articles, a column that is missing, and words
    that are no counts.
    """
    needs = ["article", "paragraph", "part", "words"]
    names = groups_of(paragraphs, by, needs)
    check_articles(paragraphs)
    check_names(names, [by, *needs])
    numbers = with_counts(paragraphs[[by, *needs]].reset_index(drop=True), ["words"])
    names_of = {name: [*map(as_text, numbers[name])] for name in (by, "article", "part")}
    numbers = numbers.assign(**names_of)
    canvas = Canvas(title=title, caption=caption)
    place = columns(names, MARGIN + 22, 56)
    notes = [_note(numbers[numbers[by] == name]) for name in names]
    canvas.headers(place, notes)
    labels = [f"9,999 · {NAMES.get(part, part)}" for part in numbers["part"].unique()]
    room = place[0].width - canvas.widest(labels, SMALL) - 8
    scale = room / max(1, int(numbers["words"].max()))
    bottom, alt = canvas.y, [f"{name}: {note}." for name, note in zip(names, notes, strict=True)]
    for column in place:
        y, last, x, colour = canvas.y, "", column.left, column.colour
        frame = numbers[numbers[by] == column.label]
        for drawn, (article, paragraph, part, count) in enumerate(frame[needs].to_numpy()):
            if y > END:
                canvas.text(x, y + 7, rest(len(frame), drawn), SMALL, colour=GREY)
                y += PITCH
                break
            if article != last and frame["article"].nunique() > 1:
                canvas.text(x, y + 8, article, replace(SMALL, bold=True), colour=colour)
                y += ARTICLE
            last, long = article, max(2.0, count * scale)
            inside = part == BODY
            label = f"{count:,}" if inside else f"{count:,} · {NAMES.get(part, part)}"
            canvas.text(x - 6, y + 7, as_text(paragraph), SMALL, colour=GREY, ha="right")
            canvas.box(x, y + 2, long, 10, **{"fill" if inside else "edge": colour})
            canvas.text(x + long + 6, y + 7, label, SMALL, colour=colour)
            y += PITCH
        bottom = max(bottom, y)
        left_out = frame[frame["part"] != BODY].groupby("part", sort=False)["words"].sum()
        alt += [f"{column.label}, left out: {part}, {n} words." for part, n in left_out.items()]
    return canvas.picture(height=bottom + 6, alt=" ".join(alt), numbers=numbers)


def _note(mine: pd.DataFrame) -> str:
    """How many words of a group are counted, and how many are not."""
    inside = mine["part"] == BODY
    counted, rest = (mine.loc[where, "words"].sum() for where in (inside, ~inside))
    return f"{counted:,} words counted, {rest:,} left out"
