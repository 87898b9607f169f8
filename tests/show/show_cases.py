"""Made-up articles drawn as every picture, and what stands on a canvas, for the tests of show."""

from __future__ import annotations

import html
import itertools
import math
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from kzlib import show
from kzlib.search.dictionary import Dictionary
from kzlib.show.canvas import Canvas
from kzlib.show.colours import PAPER

HOSTILE = [
    "<script>alert('x')</script>",
    "$15,000 per person, up from $700",
    "Q&A &amp; <b>more</b>",
    "\"double\", 'single', “curly”, ‘curly’",
    "**not bold** {not a field} *",
    "- not an item",
    "x" * 5000,
    "many words " * 500,
]
GROUPS = ["early · editorial", "late · a much longer name for a group", "third", "🙂 " + "ש" * 60]

# Sentence tracks

NAMES = {
    "harvest": "harvest",
    "railway": "railway",
    "river": "river, canal, irrigation",
    "theatre": "the old theatre by the market square",
}
SECTIONS = {"harvest": "OUT", "railway": "OUT", "river": "BOTH", "theatre": "BOTH"}


def sentences(groups: int, each: int = 40, articles: int = 1) -> pd.DataFrame:
    rows = [
        (f"{group[:4].strip()}-{article}", number, group, f"Sentence {number} on a fine harvest.")
        for group in GROUPS[:groups]
        for article in range(articles)
        for number in range(1, each + 1)
    ]
    return pd.DataFrame(rows, columns=["article", "sentence", "label", "text"])


def marks(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    rows = [
        (row.article, row.sentence, key)
        for number, key in enumerate(keys)
        for row in frame[frame["sentence"] < 20].iloc[:: number + 3].itertuples()
    ]
    return pd.DataFrame(rows, columns=["article", "sentence", "key"])


def dictionary(**quotes: str) -> Dictionary:
    """The rows in two sections, some with a quote."""
    keys = {
        key: {"label": label, "group": SECTIONS[key], "patterns": [key]}
        | ({"quote": quotes[key]} if key in quotes else {})
        for key, label in NAMES.items()
    }
    return Dictionary.from_mapping({"keys": keys})


def draw_tracks(groups: int = 2, **options: object) -> show.Picture:
    frame = sentences(groups)
    given = {
        "by": "label",
        "rows": dictionary(),
        "title": "The harvest is named in every third sentence",
        "subtitle": "Every sentence, in order",
        "caption": "All sentences of made-up articles.",
    }
    return show.sentence_tracks(marks(frame, [*NAMES]), frame, **given | options)


def draw_many(groups: int = 3) -> show.Picture:
    frame = sentences(groups, each=100, articles=2)
    keys = [f"row {number}" for number in range(25)]
    return show.sentence_tracks(
        marks(frame, keys),
        frame,
        by="label",
        rows={key: key for key in keys},
        title="Many sentences",
        caption="c",
    )


# Anatomy


def draw_anatomy(groups: int = 2, by: str = "label") -> show.Picture:
    parts = ["title", "body", "body", "heading", "body", "bio", "promo", "summary"]
    rows = [
        (group, f"{group[:3]}-{article}", number + 1, part, 10 + 17 * number)
        for group in GROUPS[:groups]
        for article in range(2)
        for number, part in enumerate(parts)
    ]
    frame = pd.DataFrame(rows, columns=["label", "article", "paragraph", "part", "words"])
    return show.anatomy(frame, by=by, title="What is counted", caption="c")


# Word ranges and shuffles


def keyness() -> pd.DataFrame:
    rows = [
        ("harvest", 25, 0, 5.1, 2.1, math.inf, "steady"),
        ("of", 40, 41, -0.1, -0.7, 0.6, "shared"),
        ("irrigation-minded", 1, 4, -2.4, -8.1, 0.9, "cannot tell"),
        ("railway", 0, 9, -4.7, -math.inf, -1.4, "one place"),
    ]
    columns = ["term", "target_count", "reference_count", "log_ratio", "low", "high", "verdict"]
    return pd.DataFrame(rows, columns=columns)


def draw_words(frame: pd.DataFrame | None = None) -> show.Picture:
    return show.word_ranges(
        keyness() if frame is None else frame,
        target_label=GROUPS[1],
        reference_label=GROUPS[0],
        title="Two words are off zero",
        caption="c",
    )


def shuffled(found: int = 5, most: int | None = None) -> pd.DataFrame:
    numbers = np.random.default_rng(1).poisson(2, 200) if most is None else range(most)
    table = pd.DataFrame({"off_zero": [found, *numbers]})
    return table.assign(observed=[True] + [False] * len(numbers))


def draw_shuffles(table: pd.DataFrame | None = None, **options: str) -> show.Picture:
    given = {"title": "Chance finds two", "caption": "c", "what": "words off zero"}
    return show.shuffles(shuffled() if table is None else table, **given | options)


# Sentence bars

ROWS = {"sea": "the sea", "hill": "the hills", "sky": "anything else", "air": "anything else"}
HARD = {"sea": "w" * 90, "hill": "مرحبا بالعالم", "sky": "🙂 <b>$5</b>", "air": "🙂 <b>$5</b>"}
QUOTES = {"the sea": "sentence 4 of … “very long”", "the hills": "is long"}


def toned(groups: int = 2, each: int = 30, articles: int = 1) -> pd.DataFrame:
    """Sentence 4 blames the sea, 6 praises the hills, 10 the sky and 11 the air."""
    rows = []
    for group, article in itertools.product(GROUPS[:groups], range(articles)):
        for number in range(1, each + 1):
            tone, whom = {4: (-1, "sea"), 6: (1, "hill"), 10: (1, "sky"), 11: (1, "air")}.get(
                number, (0, "")
            )
            text = f"In {group[:4]} sentence {number} of the day is long, “very long”."
            rows.append((f"{group[:3]}-{article}", number, group, tone, whom, text))
    columns = ["article", "sentence", "label", "tone", "whom", "text"]
    return pd.DataFrame(rows, columns=columns)


def draw_bars(frame: pd.DataFrame | None = None, **options: object) -> show.Picture:
    given = {"by": "label", "rows": ROWS, "title": "Blame falls on the sea", "caption": "c"}
    return show.sentence_bars(toned() if frame is None else frame, **given | options)


# Recommendations


def asked(groups: int = 2, articles: int = 1, words: str = "The crew must row on.") -> pd.DataFrame:
    rows = [
        (f"{group[:3]}-{article}", number, group, who, number != 7, f"{number}: {words}")
        for group, article in itertools.product(GROUPS[:groups], range(articles))
        for number, who in ((3, "crew"), (7, "cook"), (12, "crew"))
    ]
    columns = ["article", "sentence", "label", "who", "named", "text"]
    return pd.DataFrame(rows, columns=columns)


LONG = asked(words=f"{'Ο' * 90} must {'row on and on ' * 9}").assign(note="a note " * 20)


def draw_asked(frame: pd.DataFrame | None = None, **options: object) -> show.Picture:
    rows = {"crew": "the crew", "cook": "the cook", "": "nobody named"}
    given = {"by": "label", "rows": rows, "title": "Row on", "caption": "c"}
    return show.recommendations(asked() if frame is None else frame, **given | options)


# Alpha ranges


def agreed(groups: int = 2) -> pd.DataFrame:
    alphas = {
        "a word list": (0.12, -0.1, 0.3),
        "the best of all methods": (0.8, 0.6, 1.0),
        "worse than chance": (-0.5, -0.9, -0.3),
        "always one label": (math.nan, math.nan, math.nan),
        "no range": (-0.001, math.nan, math.nan),
    }
    rows = [
        (method, group, *alpha, 1200 + number, 0.25)
        for method, alpha in alphas.items()
        for number, group in enumerate([*GROUPS[:groups], "all together"])
    ]
    columns = ["method", "label", "alpha", "alpha_low", "alpha_high", "n", "accuracy"]
    return pd.DataFrame(rows, columns=columns)


def draw_agreed(frame: pd.DataFrame | None = None, **options: object) -> show.Picture:
    given = {"by": "label", "together": "all together", "title": "Low", "caption": "c"}
    return show.alpha_ranges(agreed() if frame is None else frame, **given | options)


# Share dots


def shared() -> pd.DataFrame:
    rows = [("harvest", 0, 14), ("river", 3, 21), ("a railway " * 9, 31, 2), ("theatre", 0, 0)]
    rows = [(*row, "sentences", 31, 1055) for row in rows]
    names = ["property", "reference_count", "target_count", "of", "reference_n", "target_n"]
    return pd.DataFrame(rows, columns=names)


def draw_shares(frame: pd.DataFrame | None = None, **options: object) -> show.Picture:
    given = {"reference_label": GROUPS[0], "target_label": GROUPS[1], "title": "Up", "caption": "c"}
    return show.share_dots(shared() if frame is None else frame, **given | options)


# Share rows and lines


def each_share(groups: int = 2, months: int = 5, label: str = "2019-{:02d}") -> pd.DataFrame:
    """A share for each group and month; every third has none, and no range."""
    rows = [
        (group, label.format(number + 1), "oil", "sentences", number, 3 * (number % 3), 20)
        for group in GROUPS[:groups]
        for number in range(months)
    ]
    names = ["outlet", "month", "property", "of", "articles", "count", "n"]
    frame = pd.DataFrame(rows, columns=names)
    frame["share"] = frame["count"] / frame["n"]
    some = frame["count"] > 0
    return frame.assign(
        low=(frame["share"] - 0.1).where(some), high=(frame["share"] + 0.2).where(some)
    )


def draw_rows(frame: pd.DataFrame | None = None, **options: object) -> show.Picture:
    given = {"by": "month", "group": "outlet", "title": "Oil", "caption": "c"}
    return show.share_rows(each_share() if frame is None else frame, **given | options)


def draw_lines(frame: pd.DataFrame | None = None, **options: object) -> show.Picture:
    given = {"by": "month", "group": "outlet", "title": "Oil", "caption": "c"}
    return show.share_lines(each_share() if frame is None else frame, **given | options)


YEARS = [f"{year}-{month:02d}" for year in range(2000, 2020) for month in range(1, 13)]

# All of them

PICTURES: dict[str, Callable[[], show.Picture]] = {
    "tracks": draw_tracks,
    "tracks at a given height": lambda: draw_tracks(height=220, rows=dictionary(railway="a fine")),
    "tracks, one group": lambda: draw_tracks(groups=1),
    "tracks, four groups": lambda: draw_tracks(groups=4),
    "tracks, three groups, 200 sentences, 25 rows": draw_many,
    "anatomy": draw_anatomy,
    "anatomy, one group": lambda: draw_anatomy(groups=1),
    "anatomy, three groups": lambda: draw_anatomy(groups=3),
    "words": draw_words,
    "shuffles": draw_shuffles,
    "shuffles in steps": lambda: draw_shuffles(shuffled(300, most=250), what="a long name " * 9),
    "shares": draw_shares,
    "shares, none": lambda: draw_shares(shared().assign(reference_count=0, target_count=0)),
    "shares, hard labels": lambda: draw_shares(target_label=GROUPS[3], reference_label="w" * 90),
    "bars": lambda: draw_bars(subtitle="s", quotes=QUOTES, notes={"the sea": "all of it"}),
    "bars, one group": lambda: draw_bars(toned(1), quotes=QUOTES),
    "bars, three groups": lambda: draw_bars(toned(3)),
    "bars, four groups": lambda: draw_bars(toned(4)),
    "bars, several articles": lambda: draw_bars(toned(2, 90, 3)),
    "bars, a given height": lambda: draw_bars(height=230),
    "bars, hard labels": lambda: draw_bars(
        rows=HARD, up="▲" * 20, notes={"w" * 90: "note " * 30, "🙂 <b>$5</b>": "שלום"}
    ),
    "asked": lambda: draw_asked(asked().assign(note="a note", quote="The … must")),
    "asked, one group": lambda: draw_asked(asked(1)),
    "asked, four groups": lambda: draw_asked(asked(4)),
    "asked, several articles": lambda: draw_asked(asked(2, 3).assign(note="a note")),
    "asked, long": lambda: draw_asked(LONG, rows={"crew": "w" * 80, "cook": "🙂 שלום"}),
    "rows": draw_rows,
    "rows, 40 groups": lambda: draw_rows(each_share(1, 40, "group {0} " * 9), group=None),
    "rows, hard labels": lambda: draw_rows(each_share(4, 3, "🙂" + "w" * 90), limit=2),
    "rows, more than drawn": lambda: draw_rows(each_share(4, 50, "article-{:04d}")),
    "lines": draw_lines,
    "lines, one month": lambda: draw_lines(each_share(1, 1), group=None),
    "lines, 240 months": lambda: draw_lines(each_share(2, 240).assign(month=2 * YEARS)),
    "lines, four groups, years": lambda: draw_lines(each_share(4, 9, "20{:02d}")),
    "words, more than drawn": lambda: show.word_ranges(
        keyness(), target_label="a", reference_label="b", title="t", caption="c", limit=2
    ),
    "shares, more than drawn": lambda: draw_shares(limit=1),
    "asked, more than drawn": lambda: draw_asked(asked(2, 3), limit=1),
    "agreement": draw_agreed,
    "agreement, one group": lambda: draw_agreed(agreed(0), together=None),
    "agreement, four groups": lambda: draw_agreed(agreed(4)),
    "agreement, hard labels": lambda: draw_agreed(agreed().replace("no range", "w" * 90)),
}


# What stands on a canvas


def texts(canvas: Canvas) -> Iterator[Text]:
    return (text for text in canvas.axes.texts if text.get_text())


def high(canvas: Canvas) -> float:
    """The height of the picture in pixels."""
    return round(float(canvas.figure.get_size_inches()[1]) * 100, 6)


def check_apart(canvas: Canvas) -> None:
    """No text leaves the picture, none meets another."""
    width, height = canvas.figure.get_size_inches() * canvas.figure.dpi
    placed = [(text.get_text(), text.get_window_extent().padded(-2)) for text in texts(canvas)]
    for words, box in placed:
        inside = min(box.x0, box.y0) >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1
        assert inside, f"{words!r} leaves the picture"
    placed.sort(key=lambda each: each[1].y0)
    for number, (words, box) in enumerate(placed):
        for other, its in placed[number + 1 :]:
            if its.y0 >= box.y1:
                break
            assert box.x1 <= its.x0 or its.x1 <= box.x0, f"{words!r} overlaps {other!r}"


def written(canvas: Canvas) -> list[str]:
    return [text.get_text() for text in texts(canvas)]


def italic(canvas: Canvas) -> list[str]:
    """The texts in the serif italics of an article's own words."""
    return [
        text.get_text()
        for text in texts(canvas)
        if Path(str(text.get_fontproperties().get_file())).name == "DejaVuSerif-Italic.ttf"
    ]


def colours_of(canvas: Canvas) -> dict[str, str]:
    return {text.get_text(): text.get_color() for text in texts(canvas)}


def filled(canvas: Canvas, colour: str) -> list[object]:
    """The boxes of a colour."""
    return [p for p in canvas.axes.patches if p.get_facecolor()[:3] == to_rgb(colour)]


def is_hollow(line: object) -> bool:
    return to_rgb(line.get_markerfacecolor()) == to_rgb(PAPER)


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)
        ]
        return float(np.dot(parts, [0.2126, 0.7152, 0.0722]))

    low, high = sorted([light(one), light(other)])
    return (high + 0.05) / (low + 0.05)


def shown_text(markup: str) -> str:
    """What a browser shows of the markup."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup))
