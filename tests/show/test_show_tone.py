"""Praise and blame, asks, agreement, who speaks, and a sentence worked by hand."""

from __future__ import annotations

import dataclasses
import itertools
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pandas as pd
import pytest
import test_show as base
from matplotlib.colors import to_rgb

from kzlib import show
from kzlib.show import canvas
from kzlib.show.track_quotes import Quote, holds, marked, write_quotes

sheets = base.sheets
GROUPS = [*base.GROUPS[:3], "🙂 " + "ש" * 60]
ROWS = {"sea": "the sea", "hill": "the hills", "sky": "anything else", "air": "anything else"}
HARD = {"sea": "w" * 90, "hill": "مرحبا بالعالم", "sky": "🙂 <b>$5</b>", "air": "🙂 <b>$5</b>"}


def toned(groups: int = 2, each: int = 30, articles: int = 1) -> pd.DataFrame:
    """Sentence 4 blames the sea, 6 praises the hills, 10 the sky and 11 the air."""
    rows = []
    for group, article in itertools.product(GROUPS[:groups], range(articles)):
        for number in range(1, each + 1):
            tone, target = {4: (-1, "sea"), 6: (1, "hill"), 10: (1, "sky"), 11: (1, "air")}.get(
                number, (0, "")
            )
            text = f"In {group[:4]} sentence {number} of the day is long, “very long”."
            rows.append((f"{group[:3]}-{article}", number, group, tone, target, text))
    columns = ["article", "sentence", "label", "tone", "target", "text"]
    return pd.DataFrame(rows, columns=columns)


def draw_balance(frame: pd.DataFrame | None = None, **options: object) -> show.Picture:
    given = {"by": "label", "rows": ROWS, "title": "Blame falls on the sea", "caption": "c"}
    return show.balance(toned() if frame is None else frame, **given | options)


def asked(groups: int = 2, articles: int = 1, words: str = "The crew must row on.") -> pd.DataFrame:
    rows = [
        (f"{group[:3]}-{article}", number, group, who, number != 7, f"{number}: {words}")
        for group, article in itertools.product(GROUPS[:groups], range(articles))
        for number, who in ((3, "crew"), (7, "cook"), (12, "crew"))
    ]
    columns = ["article", "sentence", "label", "who", "named", "text"]
    return pd.DataFrame(rows, columns=columns)


def draw_asks(frame: pd.DataFrame | None = None, **options: object) -> show.Picture:
    rows = {"crew": "the crew", "cook": "the cook", "": "nobody named"}
    given = {"by": "label", "rows": rows, "title": "Row on", "caption": "c"}
    return show.asks(asked() if frame is None else frame, **given | options)


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


LONG = asked(words=f"{'Ο' * 90} must {'row on and on ' * 9}").assign(note="a note " * 20)
QUOTES = {"the sea": "sentence 4 of … “very long”", "the hills": "is long"}
PICTURES: dict[str, Callable[[], show.Picture]] = {
    "balance": lambda: draw_balance(subtitle="s", quotes=QUOTES, notes={"the sea": "all of it"}),
    "balance, one group": lambda: draw_balance(toned(1), quotes=QUOTES),
    "balance, three groups": lambda: draw_balance(toned(3)),
    "balance, four groups": lambda: draw_balance(toned(4)),
    "balance, several articles": lambda: draw_balance(toned(2, 90, 3)),
    "balance, a given height": lambda: draw_balance(height=230),
    "balance, hard labels": lambda: draw_balance(
        rows=HARD, up="▲" * 20, notes={"w" * 90: "note " * 30, "🙂 <b>$5</b>": "שלום"}
    ),
    "asks": lambda: draw_asks(asked().assign(note="a note", quote="The … must")),
    "asks, one group": lambda: draw_asks(asked(1)),
    "asks, four groups": lambda: draw_asks(asked(4)),
    "asks, several articles": lambda: draw_asks(asked(2, 3).assign(note="a note")),
    "asks, long": lambda: draw_asks(LONG, rows={"crew": "w" * 80, "cook": "🙂 שלום"}),
    "agreement": draw_agreed,
    "agreement, one group": lambda: draw_agreed(agreed(0), together=None),
    "agreement, four groups": lambda: draw_agreed(agreed(4)),
    "agreement, hard labels": lambda: draw_agreed(agreed().replace("no range", "w" * 90)),
}
PICTURE = pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES)


@PICTURE
def test_picture_is_described_and_the_same_each_time(draw: Callable[[], show.Picture]) -> None:
    base.test_picture_is_described_and_the_same_each_time(draw)
    picture = draw()
    assert "<b>" not in picture.html
    shown = base.shown_text(picture.html).replace(",", "")
    for cell in picture.numbers.replace({True: "yes", False: "no"}).to_numpy().ravel():
        assert str(cell).replace(",", "") in shown


@PICTURE
def test_picture_is_legible(draw: Callable[[], show.Picture], sheets: list[canvas.Sheet]) -> None:
    base.test_picture_is_legible(draw, sheets)
    for text in base.texts(sheets[0]):
        at = text.get_position()
        under = [patch for patch in sheets[0].axes.patches if patch.get_bbox().contains(*at)]
        ground = under[-1].get_facecolor() if under else canvas.PAPER
        assert base.contrast(text.get_color(), ground) >= 4.5, text.get_text()


def italic(sheet: canvas.Sheet) -> list[str]:
    return [
        text.get_text()
        for text in base.texts(sheet)
        if "Italic" in Path(str(text.get_fontproperties().get_file())).name
    ]


def colours(sheet: canvas.Sheet) -> dict[str, str]:
    return {text.get_text(): text.get_color() for text in base.texts(sheet)}


def test_balance_counts_each_side_of_each_row(sheets: list[canvas.Sheet]) -> None:
    picture = draw_balance()
    first, second = GROUPS[:2]
    assert picture.numbers.to_numpy().tolist() == [
        ["the sea", first, 0, "", 1, "4"],
        ["the sea", second, 0, "", 1, "4"],
        ["the hills", first, 1, "6", 0, ""],
        ["the hills", second, 1, "6", 0, ""],
        ["anything else", first, 2, "10, 11", 0, ""],
        ["anything else", second, 2, "10, 11", 0, ""],
    ]
    assert "the sea, praise 0 and 0, blame 1 and 1; the hills, praise 1 and 1" in picture.alt
    assert f"{first}, 30 sentences: 3 ▲ praise, 1 ▼ blame; {second}, 30" in picture.alt
    written = [text.get_text() for text in base.texts(sheets[0])]
    assert written.count("30 sentences: 3 ▲ praise, 1 ▼ blame") == 2
    assert written.count("▲") == written.count("▼") == 6


def test_each_group_has_its_own_number_of_sentences(sheets: list[canvas.Sheet]) -> None:
    draw_balance(toned()[:31])
    written = [text.get_text() for text in base.texts(sheets[0])]
    assert "30 sentences: 3 ▲ praise, 1 ▼ blame" in written
    assert "1 sentence: 0 ▲ praise, 0 ▼ blame" in written


def test_balance_names_the_article_where_there_are_several() -> None:
    picture = draw_balance(toned(1, articles=2))
    assert picture.numbers["praise: sentences"].tolist()[1] == "ear-0:6, ear-1:6"
    assert "60 sentences: 6 ▲ praise" in picture.alt


def test_balance_takes_categories_and_any_index() -> None:
    frame = toned().astype({"label": "category", "target": "category", "article": "category"})
    picture = draw_balance(frame.set_axis([0] * len(frame)), quotes=QUOTES)
    assert picture.html == draw_balance(quotes=QUOTES).html


def test_blame_stands_under_the_line_and_is_black(sheets: list[canvas.Sheet]) -> None:
    draw_balance(toned(1), quotes={"the sea": "sentence 4", "the hills": "sentence 6"})
    sheet = sheets[0]
    black = [p for p in sheet.axes.patches if p.get_facecolor()[:3] == to_rgb(canvas.INK)]
    tracks = [p for p in sheet.axes.patches if p.get_facecolor()[:3] == to_rgb(canvas.TRACK)]
    assert len(black) == 1
    (bar,), track = black, tracks[0]
    assert bar.get_y() == pytest.approx(track.get_y() + track.get_height() / 2)
    assert bar.get_x() == pytest.approx(track.get_x() + track.get_width() * 3 / 30)
    at = {t.get_position()[1]: t.get_text() for t in base.texts(sheet) if t.get_text() in "01"}
    assert [at[y] for y in sorted(at)[:2]] == ["0", "1"]  # praise above, blame below
    inks = colours(sheet)
    assert inks["“sentence 4”"] == canvas.INK
    assert inks["“sentence 6”"] == canvas.GROUPS[0]
    heights = {t.get_text(): t.get_position()[1] for t in base.texts(sheet)}
    assert heights["“sentence 4”"] > bar.get_y()


def test_a_quote_stands_with_the_group_whose_sentence_has_the_bar(
    sheets: list[canvas.Sheet],
) -> None:
    frame = toned()
    frame.loc[(frame["label"] == GROUPS[0]) & (frame["sentence"] == 6), "tone"] = 0
    draw_balance(frame, quotes={"the hills": "sentence 6"})
    assert italic(sheets[0]) == ["“sentence 6”"]
    assert colours(sheets[0])["“sentence 6”"] == canvas.GROUPS[1]
    assert colours(sheets[0])["6"] == canvas.GREY  # its number


def test_a_gap_stands_between_two_articles_and_nowhere_else(sheets: list[canvas.Sheet]) -> None:
    draw_balance(toned(1, articles=3))
    tracks = [p for p in sheets[0].axes.patches if p.get_facecolor()[:3] == to_rgb(canvas.TRACK)]
    gaps = [p for p in sheets[0].axes.patches if p.get_width() == 1.5]
    assert (len(tracks), len(gaps)) == (3, 6)
    left, width = tracks[0].get_x(), tracks[0].get_width()
    assert {round((gap.get_x() + 1 - left) / width, 6) for gap in gaps} == {0.333333, 0.666667}


def test_quotes_fill_the_widest_stretches_in_one_size() -> None:
    """Twenty places of ten pixels from 100 on, the 13th taken; a letter is as wide as its size."""

    class Ruler:
        written: ClassVar[list[tuple[float, str, float]]] = []

        def width(self, words: str, *, size: float, **_: object) -> float:
            return len(words) * size

        def text(self, x: float, _: float, words: str, *, size: float, **__: object) -> None:
            self.written.append((x, words, size))

    track = {"left": 100.0, "width": 200.0, "middle": 0.0, "colour": "k", "total": 20}
    long, short = (
        Quote(words, **track, taken=[12], where="here", number=number)
        for words, number in (("eleven long", ""), ("t", "3"))
    )
    write_quotes(Ruler(), [long, short])  # type: ignore[arg-type]
    # 13 letters with their marks: 8.5 * 13 = 110.5 is more than 120 - 2 * 5, 8 * 13 is not.
    assert Ruler.written[:2] == [(105.0, "“eleven long”", 8.0), (235.0, "“t”", 8.0)]
    assert Ruler.written[2][:2] == (235.0 + 3 * 8 + 5, "3")
    with pytest.raises(ValueError, match="the 110 empty pixels here"):
        write_quotes(Ruler(), [dataclasses.replace(long, words="w" * 20)])  # type: ignore[arg-type]


def test_quotes_of_both_groups_under_one_line_do_not_take_each_others_place() -> None:
    draw_balance(quotes={"the sea": ["In earl sentence 4 of the day", "In late sentence 4 of"]})


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: draw_balance(toned()[:0]), "one to 4 groups"),
        (lambda: draw_balance(rows={"sea": "s"}), r"'air', 'hill', 'sky', which no row takes"),
        (lambda: draw_balance(toned().assign(tone=0.5)), r"must hold -1, 0 or 1; got 0\.5"),
        (lambda: draw_balance(toned().assign(tone="good")), "got 'good'"),
        (lambda: draw_balance(toned().assign(tone=math.nan)), "got nan"),
        (lambda: draw_balance(quotes={"the sea": "never said"}), "row 'the sea' holds 'never"),
        (lambda: draw_balance(quotes={"the sea": "sentence 6"}), "row 'the sea' holds"),
        (lambda: draw_balance(quotes={"the sea": " … "}), "row 'the sea' holds"),
        (lambda: draw_balance(quotes={"sea": "sentence 4"}), r"notes for \['sea'\]; the rows"),
        (lambda: draw_balance(notes={"sea": "x"}), r"quotes or notes for \['sea'\]"),
        (
            lambda: draw_balance(quotes={"the sea": ["is long"] * 3}),
            "does not fit the [0-9]+ empty pixels ▼ of the row 'the sea' in 'early",
        ),
        (lambda: draw_balance(toned().drop(columns="target")), r"needs the columns \['target'\]"),
        (lambda: draw_balance(toned().drop(columns="text"), quotes=QUOTES), r"\['text'\]"),
        (lambda: draw_balance(height=150), "3 rows do not fit in 150 pixels"),
        (
            lambda: draw_balance(rows=dict.fromkeys(ROWS, " ")),
            r"needs a label of text; got \[' '\]",
        ),
        (lambda: draw_balance(toned().replace({GROUPS[0]: None})), "table needs its 'label'; some"),
        (
            lambda: draw_asks(asked().replace({GROUPS[0]: " "})),
            "table needs its 'label'; some have",
        ),
        (lambda: draw_agreed(agreed().replace({GROUPS[0]: ""})), "needs its 'label'; some have"),
        (lambda: draw_balance(up="x", down="x"), "Two columns of the numbers are called 'x'"),
        (lambda: draw_balance(toned().assign(row="x"), by="row"), "are called 'row'; rename one"),
        (lambda: draw_asks(by="who"), "Two columns of the numbers are called 'who'"),
        (lambda: draw_asks(asked().assign(named=pd.NA)), "True or False; got <NA>"),
        (lambda: draw_asks(rows={"crew": "", "cook": ""}), r"needs a label of text; got \[''\]"),
        (
            lambda: draw_agreed(agreed().assign(sentences="x"), by="sentences"),
            "are called 'sentences'",
        ),
        (lambda: draw_agreed(agreed().assign(method="")), "needs a label of text"),
        (lambda: draw_agreed(agreed().assign(alpha="high")), r"\['alpha', .* must hold numbers"),
        (lambda: draw_agreed(agreed().assign(n=math.nan)), "has no n or no accuracy"),
        (lambda: draw_agreed(agreed().assign(accuracy=math.nan)), "has no n or no accuracy"),
        (lambda: draw_asks(asked()[:0]), "one to 4 groups"),
        (lambda: draw_asks(rows={"crew": "the crew"}), "has 'cook', which no row takes"),
        (lambda: draw_asks(asked().assign(named="yes")), "True or False; got 'yes'"),
        (lambda: draw_asks(asked().assign(quote="Sail")), "'Sail'"),
        (lambda: draw_asks(asked().assign(text=" ")), "does not hold the words ''"),
        (lambda: draw_asks(asked().drop(columns="who")), r"needs the columns \['who'\]"),
        (lambda: draw_agreed(agreed()[:0]), "one to 4 groups"),
        (lambda: draw_agreed(pd.concat([agreed()] * 2)), "stands twice in one group"),
        (lambda: draw_agreed(agreed().drop(columns="n")), r"needs the columns \['n'\]"),
        (lambda: draw_agreed(by="era"), r"needs the columns \['era'\]"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_words(draw: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw()


def test_asks_are_quoted_and_counted(sheets: list[canvas.Sheet]) -> None:
    frame = asked().assign(quote=["", "… must row", "The crew [all] on", None, "", ""], note="n")
    picture = draw_asks(frame)
    first, second = GROUPS[:2]
    assert picture.numbers.to_numpy().tolist() == [
        ["the crew", first, "ear-0:3", True, "3: The crew must row on.", "n"],
        ["the crew", first, "ear-0:12", True, "The crew [all] on", "n"],
        ["the crew", second, "lat-0:3", True, "3: The crew must row on.", "n"],
        ["the crew", second, "lat-0:12", True, "12: The crew must row on.", "n"],
        ["the cook", first, "ear-0:7", False, "… must row", "n"],
        ["the cook", second, "lat-0:7", False, "7: The crew must row on.", "n"],
    ]
    assert (
        f"{first}, 3 in all, of these 2 where the sentence says who is to act: "
        "the crew 2; the cook 1; nobody named 0. "
    ) in picture.alt
    written = [text.get_text() for text in base.texts(sheets[0])]
    assert written.count("no sentence") == 2
    assert written.count("2 of 3: the sentence says who is to act") == 2
    assert written.count("1 of 3: it does not: inferred, or nobody meant") == 2
    dots = [line for line in sheets[0].axes.lines if line.get_marker() == "o"]
    hollow = [to_rgb(dot.get_markerfacecolor()) == (1, 1, 1) for dot in dots]
    assert (len(dots), sum(hollow)) == (10, 4)  # six asks, and two in each explanation
    assert hollow[-4:] == [False, True] * 2  # those that the explanations explain
    assert [written.count(number) for number in "210"] == [2, 2, 2]  # of each row, in each group
    assert "7" in written  # the sentence, without its article
    assert not [words for words in written if "ear-0" in words]
    assert italic(sheets[0])[0] == "“3: The crew must row on.”"
    assert all(re.fullmatch("“.*”", words) for words in italic(sheets[0]))


def test_asks_of_several_articles_name_the_article(sheets: list[canvas.Sheet]) -> None:
    draw_asks(asked(1, articles=2))
    written = [text.get_text() for text in base.texts(sheets[0])]
    assert "ear-1:7" in written
    assert "7" not in written


def test_a_long_ask_is_whole(sheets: list[canvas.Sheet]) -> None:
    draw_asks(LONG[:1], rows={"crew": "the crew"})
    assert "".join(italic(sheets[0])).replace(" ", "") == f"“{LONG['text'][0]}”".replace(" ", "")


@pytest.mark.parametrize(
    ("text", "words", "held"),
    [
        ("He said: “Go on.”", 'said: "Go', True),
        ("He said: “Go on.”", "said: ‘Go on", True),
        ("one  line\nand two", "line and", True),
        ("a (b) c*", "(b) … c*", True),
        ("accession to the Organization (WTO)", "accession to the [WTO]", True),
        ("two then one", "one … two", False),
        ("abc", "…", False),
        ("abc", "", False),
        ("a.c", "a c", False),
    ],
)
def test_a_text_holds_its_quotes(text: str, words: str, held: bool) -> None:
    assert holds(text, words) == held


def test_a_quote_within_a_quote_has_single_marks() -> None:
    assert marked("so “very” long") == "“so ‘very’ long”"


def test_agreement_writes_what_it_draws(sheets: list[canvas.Sheet]) -> None:
    picture = draw_agreed(agreed(1))
    numbers = picture.numbers.set_index(["method", "label"])["alpha"]
    assert numbers.xs("all together", level="label").to_dict() == {
        "a word list": "0.12 (−0.10 to 0.30)",
        "the best of all methods": "0.80 (0.60 to 1.00)",
        "worse than chance": "−0.50 (−0.90 to −0.30)",
        "always one label": "undefined",
        "no range": "0.00",
    }
    assert f"a word list, {GROUPS[0]}: 0.12 (−0.10 to 0.30), 1200 sentences, 25 %" in picture.alt
    written = [text.get_text() for text in base.texts(sheets[0])]
    assert written.count("undefined") == 2
    assert {"1,200", "1,201", "25 %", "−0.50", "–"} <= {*written}
    marks = [line.get_marker() for line in sheets[0].axes.lines]
    assert (marks.count("o"), marks.count("D"), marks.count("<")) == (3, 3, 2)
    diamonds = {line.get_color() for line in sheets[0].axes.lines if line.get_marker() == "D"}
    assert diamonds == {canvas.INK}
    assert colours(sheets[0])[GROUPS[0]] == canvas.GROUPS[0]


def test_an_alpha_that_is_none_is_undefined() -> None:
    frame = agreed().astype(object).replace({math.nan: None})
    assert draw_agreed(frame).html == draw_agreed().html


def test_agreement_stands_where_its_alpha_is(sheets: list[canvas.Sheet]) -> None:
    frame = agreed(0).assign(alpha=[-0.4, 0.0, 0.3, 1.0, 0.667], alpha_low=0.0, alpha_high=0.3)
    draw_agreed(frame, together=None)
    dots = [line.get_xdata()[0] for line in sheets[0].axes.lines if line.get_marker() == "o"]
    shares = [(x - dots[0]) / (dots[3] - dots[0]) for x in dots]
    assert shares == pytest.approx([0, 0.4 / 1.4, 0.5, 1, 1.067 / 1.4])
    ticks = {t.get_text(): t.get_position()[0] for t in base.texts(sheets[0])}
    assert [ticks[name] for name in ("−0.4", "0", "1")] == pytest.approx([*dots[:2], dots[3]])
    ranges = [
        line for line in sheets[0].axes.lines if len({*line.get_ydata()}) < len(line.get_ydata())
    ]
    assert [line.get_xdata() for line in ranges] == [pytest.approx(dots[1:3])] * 5
    limits = [
        line.get_xdata()[0] for line in sheets[0].axes.lines if line.get_color() == canvas.INK
    ]
    assert dots[4] in [pytest.approx(x) for x in limits]  # the line at 0.667


def test_what_goes_on_outside_of_the_axis_has_an_arrow(sheets: list[canvas.Sheet]) -> None:
    frame = agreed(0).assign(alpha=[-0.5, -0.1, 0.3, 0.3, 0.3], alpha_high=0.5)
    frame["alpha_low"] = [math.nan, -0.9, -0.4, 0.1, 0.1]
    draw_agreed(frame, together=None)
    lines = sheets[0].axes.lines
    arrows = [line.get_xdata()[0] for line in lines if line.get_marker() == "<"]
    assert len(arrows) == 2
    assert min(x for line in lines for x in line.get_xdata()) == pytest.approx(arrows[0])


TEXT = "The very good “deal” isn't bad for trade <b>!"


def cues(*rows: tuple[str, float, float, str], start: int = 100) -> pd.DataFrame:
    found = [
        (start + TEXT.index(word), start + TEXT.index(word) + len(word), word, *rest)
        for word, *rest in rows
    ]
    columns = ["start", "end", "word", "valence", "contribution", "masked"]
    return pd.DataFrame(found, columns=columns)


WORDS = cues(
    ("bad", -2.5, 1.85, ""),
    ("good", 1.9, 2.193, ""),
    ("trade", 0.8, 0.8, "a topic"),
    ("deal", 0.5, 0.5, "deal"),
)


def test_a_sentence_is_worked_word_by_word() -> None:
    # 1.85 + 2.193 = 4.043; 4.043² = 16.345849; 4.043 / √31.345849 = 0.72213
    shown = show.worked(WORDS, TEXT, start=100, score=0.7221, source="a:1")
    assert repr(shown) == (
        "The very good [+1.9 → +2.193] “deal [(+0.5)]” isn't bad [−2.5 → +1.85] for trade "
        "[(+0.8) a topic] <b>! (a:1)\n"
        "Sum: +1.85 +2.193 = +4.043. Score: 4.043 / √(4.043² + 15) = 0.7221. "
        "What is struck does not count."
    )
    assert "<b>" not in shown.html
    assert "&lt;b&gt;!" in shown.html
    assert shown.html.count("line-through") == 2
    assert not re.search(r"<style|<script| class=| on\w+=", shown.html)
    plain = base.shown_text(shown.html.replace("<br>", "|"))
    assert plain.startswith("The very good|+1.9 → +2.193 “deal|(+0.5)” isn't bad|")


def test_blame_that_is_worked_and_sums_without_norm() -> None:
    minus = cues(("bad", -2.5, -2.5, ""))
    # -2.5 / √(6.25 + 15) = -0.54233
    assert repr(show.worked(minus, TEXT, start=100, score=-0.5423)).endswith(
        "Sum: −2.5. Score: −2.5 / √((−2.5)² + 15) = −0.5423."
    )
    added = cues(("good", 3, 3, ""), ("bad", -3, -3, ""))
    shown = show.worked(added, TEXT, start=100, score=0, norm=None)
    assert repr(shown).endswith("Sum, which is the score: +3.0 −3.0 = 0.")
    assert 0 < shown.html.find("solid") < shown.html.find("dashed")


@pytest.mark.parametrize("text", ["No.", "", "🙂 שלום", *base.HOSTILE])
def test_a_sentence_without_words_that_score(text: str) -> None:
    shown = show.worked(WORDS[:0], text, score=0.0)
    assert repr(shown) == f"{text}\nNo word counts. Score: 0."
    assert text in base.shown_text(shown.html)
    assert "<script" not in shown.html


def test_a_small_change_by_the_rules_is_shown() -> None:
    found = cues(("good", 1.9, 1.907, ""))
    # 1.907 / √(3.636649 + 15) = 0.44174
    assert "good [+1.9 → +1.907]" in repr(show.worked(found, TEXT, start=100, score=0.4417))


def test_a_word_may_begin_the_sentence_and_be_an_emoji() -> None:
    found = cues(("The", 1.9, 1.9, "")).assign(end=101, word="heart")
    shown = show.worked(found, "❤ it", start=100, score=0.4404)
    assert repr(shown).startswith("❤ [+1.9] it")


def test_marks_of_emphasis_may_span_words() -> None:
    found = cues(("good", 1.9, 1.9, ""))
    found.loc[1] = [104, 100 + len(TEXT), "!?", 0.0, 0.292, ""]
    # 2.192 / √(4.804864 + 15) = 0.49255
    shown = show.worked(found, TEXT, start=100, score=0.4926)
    assert repr(shown).splitlines()[0] == (
        "The very good [+1.9] “deal” isn't bad for trade <b>! [+0.292]"
    )


@pytest.mark.parametrize(
    ("found", "options", "message"),
    [
        (WORDS, {"score": 0.1}, r"sum to \+4\.043, which makes a score of 0\.7221, not 0\.1"),
        (WORDS, {"score": math.nan}, "not nan"),
        (WORDS, {"score": 0.7224}, r"not 0\.7224"),
        (WORDS, {"score": 0.7221, "start": 0}, "in the sentence from 0 to"),
        (WORDS, {"score": 0.7221, "start": 105}, "in the sentence from 105"),
        (pd.concat([WORDS, WORDS]), {"score": 0.9}, "or over another"),
        (WORDS.drop(columns="masked"), {"score": 0.1}, r"need the columns \['masked'\]"),
    ],
)
def test_words_that_do_not_fit_the_sentence(
    found: pd.DataFrame, options: dict[str, float], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        show.worked(found, TEXT, **{"start": 100} | options)
