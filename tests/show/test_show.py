"""What the notebooks display: escaped, described, the same every time, and fit to print."""

from __future__ import annotations

import html
import itertools
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from kzlib import show
from kzlib.findings import Finding
from kzlib.search.dictionary import Dictionary
from kzlib.show import canvas
from kzlib.text.corpus import Corpus

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
NAMES = ["harvest", "railway", "river, canal, irrigation", "the old theatre by the market square"]
GROUPS = ["early · editorial", "late · a much longer name for a group", "third", "fourth"]


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
        (row.article, row.sentence, key, number == 1)
        for number, key in enumerate(keys)
        for row in frame[frame["sentence"] < 20].iloc[:: number + 3].itertuples()
    ]
    return pd.DataFrame(rows, columns=["article", "sentence", "key", "hollow"])


def draw_tracks(groups: int = 2, **options: object) -> show.Picture:
    frame = sentences(groups)
    return show.tracks(
        marks(frame, NAMES),
        frame,
        **{
            "by": "label",
            "rows": {name: name for name in NAMES},
            "sections": {"OUT": NAMES[:2], "BOTH": NAMES[2:]},
            "title": "The harvest is named in every third sentence",
            "subtitle": "Every sentence, in order",
            "caption": "All sentences of made-up articles.",
        }
        | options,
    )


def draw_many(groups: int = 3) -> show.Picture:
    frame = sentences(groups, each=100, articles=2)
    keys = [f"row {number}" for number in range(25)]
    return show.tracks(
        marks(frame, keys),
        frame,
        by="label",
        rows={key: key for key in keys},
        title="Many sentences",
        caption="c",
    )


def draw_anatomy(groups: int = 2) -> show.Picture:
    parts = ["title", "body", "body", "heading", "body", "bio", "promo", "summary"]
    rows = [
        (group, f"{group[:3]}-{article}", number + 1, part, 10 + 17 * number)
        for group in GROUPS[:groups]
        for article in range(2)
        for number, part in enumerate(parts)
    ]
    frame = pd.DataFrame(rows, columns=["label", "article", "paragraph", "part", "words"])
    return show.anatomy(frame, by="label", title="What is counted", caption="c")


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


def draw_receipt() -> show.Picture:
    found = [5, *np.random.default_rng(1).poisson(2, 200)]
    frame = pd.DataFrame({"off_zero": found, "observed": [True] + [False] * 200})
    return show.receipt(frame, title="Chance finds two", caption="c", what="words off zero")


PICTURES: dict[str, Callable[[], show.Picture]] = {
    "tracks": draw_tracks,
    "tracks at a given height": lambda: draw_tracks(height=220, quotes={NAMES[1]: "a fine"}),
    "tracks, one group": lambda: draw_tracks(groups=1),
    "tracks, three groups, 200 sentences, 25 rows": draw_many,
    "anatomy": draw_anatomy,
    "anatomy, one group": lambda: draw_anatomy(groups=1),
    "anatomy, three groups": lambda: draw_anatomy(groups=3),
    "words": draw_words,
    "receipt": draw_receipt,
}
PICTURE = pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES)


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> list[canvas.Sheet]:
    """The sheets that pictures are cut from, so that a test can look at what stands on them."""
    seen: list[canvas.Sheet] = []
    cut = canvas.Sheet.picture

    def watched(sheet: canvas.Sheet, **options: object) -> show.Picture:
        seen.append(sheet)
        return cut(sheet, **options)

    monkeypatch.setattr(canvas.Sheet, "picture", watched)
    return seen


def texts(sheet: canvas.Sheet) -> Iterator[Text]:
    return (text for text in sheet.axes.texts if text.get_text())


def corners(text: Text) -> np.ndarray:
    """The four corners of a text, turned as it is, a pixel narrower on each side."""
    angle = text.get_rotation()
    text.set_rotation(0)
    box = text.get_window_extent().padded(-2)
    text.set_rotation(angle)
    at = text.get_transform().transform(text.get_position())
    turn = np.radians(angle)
    matrix = [[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]
    return (box.corners()[[0, 1, 3, 2]] - at) @ np.transpose(matrix) + at


def overlap(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two rectangles overlap: no side of either separates them."""
    for box in (one, other):
        for side in (box[1] - box[0], box[2] - box[1]):
            a, b = one @ side, other @ side
            if a.max() <= b.min() or b.max() <= a.min():
                return False
    return True


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


@pytest.mark.parametrize("text", HOSTILE)
def test_article_text_is_shown_whole_and_never_as_markup(text: str) -> None:
    frame = pd.DataFrame({"article": ["a"], "sentence": [1], "left": [text]})
    frame = frame.assign(match=text, right=text, label=text)
    for piece in (
        show.say("It says: {text}", text=text),
        show.say("It says: {text}", text=show.quote(text, text)),
        show.quote(text),
        show.table(frame, caption=text, words=["left"]),
        show.concordance(frame, caption=text, by="label"),
        draw_tracks(title="A title", caption=text),
    ):
        markup = piece._repr_html_()
        assert markup.startswith('<div class="mathjax_ignore"')
        assert text.strip() in shown_text(markup)
        assert text.strip() in repr(piece)
        assert "<script" not in markup
        assert "<b>" not in markup
        for cell in re.findall(r"<(?:t[dh]|p)\b[^>]*text-align:right[^>]*>(.*?)</t", markup):
            assert "inline-block;text-align:left" in cell or len(shown_text(cell)) < 60


def test_say_fills_in_numbers_and_lists() -> None:
    said = show.say("**{n:,}** of {total}:\n- one\n- two {n}\nEnd.", n=1200, total=3400)
    assert repr(said) == "1,200 of 3400:\n- one\n- two 1200\nEnd."
    assert "<strong>1,200</strong>" in said.html
    assert said.html.count("<ul") == 1
    assert said.html.count("<li") == 2
    with pytest.raises(ValueError, match=r"asks for \{missing\}"):
        show.say("{missing}")
    with pytest.raises(ValueError, match="empty template"):
        show.say(" \n ")


def test_table_shows_missing_infinite_empty_and_whole_numbers() -> None:
    frame = pd.DataFrame(
        {
            "word": ["oil", "", None],
            "n": [1200, 3, 0],
            "whole": [1.0, 2.0, math.nan],
            "part": [0.5, math.inf, -math.inf],
            "known": [True, False, True],
        }
    )
    lines = repr(show.table(frame, caption="Words.")).splitlines()
    assert lines[2:] == [
        "oil | 1,200 | 1 | 0.50 | yes",
        "– | 3 | 2 | ∞ | no",
        "– | 0 | – | −∞ | yes",
    ]
    assert repr(show.table(frame[:0], caption="Words.")).endswith("none")
    assert (
        "none"
        in show.concordance(
            pd.DataFrame(columns=["article", "sentence", "left", "match", "right"]), caption="c"
        ).html
    )
    with pytest.raises(ValueError, match="needs a caption"):
        show.table(frame, caption=" ")
    with pytest.raises(ValueError, match="Two columns have one name"):
        show.table(pd.DataFrame([[1, 2]], columns=["n", "n"]), caption="c")
    with pytest.raises(ValueError, match=r"'\{:.1f\}' does not fit the cell 'oil'"):
        show.table(frame, caption="c", formats={"word": "{:.1f}"})
    with pytest.raises(ValueError, match=r"No such column: \['terms'\]"):
        show.table(frame, caption="c", columns={"terms": "terms"})


def test_table_takes_missing_whole_numbers_unnamed_columns_and_single_names() -> None:
    frame = pd.DataFrame(
        {
            0: pd.array([1200, None], dtype="Int64"),
            "known": pd.array([True, None], dtype="boolean"),
            "part": pd.array([0.5, None], dtype="Float64"),
            "term": ["oil", pd.NA],
        }
    )
    shown = show.table(frame, caption="c", words="term")
    assert repr(shown) == "c\n0 | known | part | term\n1,200 | yes | 0.50 | oil\n– | – | – | –"
    assert shown.html.count("italic") == 2
    shown = show.table(frame, caption="c", columns=["term", "0"])
    assert repr(shown) == "c\nterm | 0\noil | 1,200\n– | –"


def test_shares_and_points_are_whole() -> None:
    values = [0.256, -0.001, -0.23, math.nan, math.inf, -math.inf]
    assert [show.percent(x) for x in values] == ["26 %", "0 %", "−23 %", "–", "∞ %", "−∞ %"]
    assert [show.points(x) for x in values] == ["26", "0", "−23", "–", "∞", "−∞"]


def test_words_keep_the_marks_and_spaces_of_the_article() -> None:
    assert repr(show.quote("On the move", "a:1")) == "On the move (a:1)"
    assert shown_text(show.quote("He said “no”").html) == "He said “no”"
    frame = pd.DataFrame({"article": "a", "sentence": 1, "left": ["“", "all "], "match": "experts"})
    shown = show.concordance(frame.assign(right=", one"), caption="c")
    assert shown.html.count("<strong>experts</strong>, one</td>") == 2
    assert shown.html.count("padding-right:.3em") == 1
    assert repr(shown).splitlines()[1] == "a:1 | “ | experts | , one"


def test_pieces_stand_under_one_another() -> None:
    both = show.quote("one") + show.quote("two") + show.say("three")
    assert re.fullmatch("<div[^>]*>.*one.*</div><div[^>]*>.*two.*</div><div.*three.*", both.html)
    assert repr(both) == "one\ntwo\nthree"


@pytest.mark.parametrize("words", ["\u202eturned", "שלום", "مرحبا"])
def test_words_do_not_turn_round_what_stands_beside_them(words: str) -> None:
    assert f"<bdi>{words}</bdi></span> <span" in show.quote(words, "a:1").html
    assert f"<bdi>{words}</bdi> (a:1)" in show.say("{words} (a:1)", words=words).html
    assert "bdi" not in show.quote("Étude №5 – “so”…", "a:1").html


def test_table_repeats_no_random_name() -> None:
    frame = pd.DataFrame({"a": [1]})
    assert show.table(frame, caption="c").html == show.table(frame, caption="c").html
    assert " id=" not in show.table(frame, caption="c").html


@PICTURE
def test_picture_is_described_and_the_same_each_time(draw: Callable[[], show.Picture]) -> None:
    picture = draw()
    assert picture.png.startswith(b"\x89PNG")
    assert picture.png == draw().png
    assert b"Software" not in picture.png
    assert re.search(r"\d", picture.alt)
    assert f'alt="{html.escape(picture.alt)}"' in picture._repr_html_()
    assert {picture.title, picture.caption} <= {*repr(picture).splitlines()}
    for number in picture.numbers.select_dtypes("number").to_numpy().ravel():
        assert f"{number:,}" in repr(picture)


@PICTURE
def test_picture_is_legible(draw: Callable[[], show.Picture], sheets: list[canvas.Sheet]) -> None:
    draw()
    (sheet,) = sheets
    written = [*texts(sheet)]
    width, height = sheet.figure.get_size_inches() * sheet.figure.dpi
    assert width == canvas.SHARP * 940
    assert min(text.get_fontsize() for text in written) >= 7.5
    boxes = [corners(text) for text in written]
    for text, box in zip(written, boxes, strict=True):
        inside = (box >= -1).all() and (box <= (width + 1, height + 1)).all()
        assert inside, f"{text.get_text()!r} leaves the picture"
    for (one, a), (other, b) in itertools.combinations(zip(written, boxes, strict=True), 2):
        assert not overlap(a, b), f"{one.get_text()!r} overlaps {other.get_text()!r}"


def test_serif_italics_are_the_articles_words_only(sheets: list[canvas.Sheet]) -> None:
    draw_tracks(quotes={NAMES[1]: "a fine … harvest"})
    for text in texts(sheets[0]):
        is_serif = Path(str(text.get_fontproperties().get_file())).name == "DejaVuSerif-Italic.ttf"
        assert is_serif == (text.get_text() == "“a fine … harvest”")


HARD = 'Up from "$5" to $7 & <b>'


def test_titles_hold_dollars_quotation_marks_and_markup(sheets: list[canvas.Sheet]) -> None:
    picture = draw_tracks(title=HARD)
    assert picture.alt.startswith(f"{HARD}. ")
    assert f'alt="{html.escape(picture.alt)}" width' in picture.html
    assert not any(text.get_parse_math() for text in texts(sheets[0]))
    assert HARD in [text.get_text() for text in texts(sheets[0])]


def test_what_the_fonts_lack_is_a_square(sheets: list[canvas.Sheet]) -> None:
    frame = keyness().assign(term=["中文", "of\u3000🙂", "rail", "1"])
    picture = draw_words(frame)
    assert {"□□", "of □", "rail", "1"} <= {text.get_text() for text in texts(sheets[0])}
    assert "中文" in picture.alt
    assert "中文" in repr(picture)


def painted(sheet: canvas.Sheet, colour: str) -> list[float]:
    """The left edges of what is painted in a colour: boxes, marks and texts."""
    axes = sheet.axes
    found = [(patch.get_facecolor(), patch.get_x()) for patch in axes.patches]
    found += [(line.get_color(), line.get_xdata()[0]) for line in axes.lines]
    found += [(text.get_color(), text.get_position()[0]) for text in texts(sheet)]
    return [float(x) for ink, x in found if to_rgb(ink) == to_rgb(colour)]


@pytest.mark.parametrize("draw", [draw_tracks, draw_anatomy, draw_words])
def test_each_group_is_drawn_in_its_colour_at_its_place(
    draw: Callable[[], show.Picture], sheets: list[canvas.Sheet]
) -> None:
    draw()
    first, second = (painted(sheets[0], colour) for colour in canvas.GROUPS[:2])
    assert min(len(first), len(second)) >= 5
    assert max(first) < min(second)
    colours = {text.get_text(): text.get_color() for text in texts(sheets[0]) if text.get_text()}
    names = {name for name in GROUPS[:2] if name in colours}
    assert {colours[name] for name in names} <= {*canvas.GROUPS[:2]}
    if draw is not draw_words:
        assert colours[GROUPS[0]] == canvas.GROUPS[0]


def test_a_range_that_is_not_known_is_grey_and_a_count_of_0_in_no_ratio(
    sheets: list[canvas.Sheet],
) -> None:
    frame = keyness().assign(low=math.nan, high=math.nan)
    picture = draw_words(frame)
    dots = [line for line in sheets[0].axes.lines if line.get_marker() == "o"]
    assert {line.get_color() for line in dots} == {canvas.GREY}
    assert not [
        line for line in sheets[0].axes.lines if line.get_linewidth() > 1 and line not in dots
    ]
    hollow = [to_rgb(line.get_markerfacecolor()) == (1, 1, 1) for line in dots]
    assert hollow == [True, False, False, True]
    assert picture.numbers["times as often"].tolist() == ["–", "0.93", "0.19", "–"]
    assert picture.numbers["at least"].tolist() == ["–"] * 4


def test_anatomy_counts_the_words_of_the_body(sheets: list[canvas.Sheet]) -> None:
    picture = draw_anatomy(groups=1)
    written = [text.get_text() for text in texts(sheets[0])]
    assert "298 words counted, 814 left out" in written  # twice 27, 44 and 78
    assert "left out: heading, 122 words." in picture.alt
    assert picture.numbers["words"].sum() == 1112


def test_colours_stand_out() -> None:
    for ground in (canvas.PAPER, canvas.TRACK):
        for ink in (*canvas.GROUPS, canvas.INK, canvas.GREY):
            assert contrast(ink, ground) >= 4.5


def test_tracks_count_sentences_once_and_only_those_drawn(sheets: list[canvas.Sheet]) -> None:
    frame = sentences(2, each=4)
    rows = [
        ("earl-0", 2, "a", False),
        ("earl-0", 2, "a", True),
        ("earl-0", 9, "a", False),
        ("late-0", 1, "a", True),
        ("late-0", 4, "b", False),
        ("other", 1, "a", False),
    ]
    found = pd.DataFrame(rows, columns=["article", "sentence", "key", "hollow"])
    picture = show.tracks(
        found, frame, by="label", rows={"a": "a", "b": "b"}, title="t", caption="c"
    )
    assert picture.numbers.to_numpy().tolist() == [["a", 1, "2", 1, "1"], ["b", 0, "", 1, "4"]]
    assert "a 1 and 1; b 0 and 1." in picture.alt
    written = [text.get_text() for text in texts(sheets[0])]
    assert written.count("4 sentences") == 2
    hollow = [tile for tile in sheets[0].axes.patches if to_rgb(tile.get_facecolor()) == (1, 1, 1)]
    assert len(hollow) == 1


def test_quotes_of_one_row_stand_in_stretches_of_their_own(sheets: list[canvas.Sheet]) -> None:
    frame = sentences(2)
    found = frame[frame["sentence"] == 21].assign(key="a")
    options = {"by": "label", "rows": {"a": "a"}, "title": "t", "caption": "c"}
    show.tracks(found, frame, quotes={"a": ["a fine", "Sentence 3"]}, **options)
    places = [text.get_position() for text in texts(sheets[0]) if "“" in text.get_text()]
    assert len({x for x, _ in places}) == 2
    assert len({y for _, y in places}) == 1


def test_receipt_tells_the_real_split_from_the_deals() -> None:
    picture = draw_receipt()
    real = picture.numbers[picture.numbers["where"] != ""]
    assert real.iloc[0, 0] == "5"
    assert picture.numbers["random deals"].sum() == 200


RATIOS = {2: "4", 1: "2", 0: "1", -1: "½", -2: "¼", -3: "⅛", -4: "1/16", 10: "1,024"}
RATIOS |= {
    2000: "∞",
    -2000: "0",
    1.3: "2.5",
    -1.3: "0.41",
    -0.01: "0.99",
    math.inf: "∞",
    -math.inf: "0",
    math.nan: "–",
}


@pytest.mark.parametrize(("log_ratio", "words"), RATIOS.items())
def test_ratios_are_written_as_a_newspaper_would(log_ratio: float, words: str) -> None:
    assert show.ratio(log_ratio) == words
    assert show.times(log_ratio) == f"{words} times as often"


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: draw_tracks(title=""), "needs a title"),
        (lambda: draw_tracks(caption=" "), "needs a caption"),
        (lambda: draw_tracks(by="era"), r"needs the columns \['era'\]"),
        (lambda: draw_tracks(sections={"OUT": NAMES[:1]}), "must hold every row once"),
        (lambda: draw_tracks(height=90), "do not fit in 90 pixels"),
        (lambda: draw_tracks(quotes={NAMES[0]: "never said"}), "No sentence drawn holds"),
        (lambda: draw_tracks(quotes={"x": "never said"}), "quotes for"),
        (lambda: draw_tracks(quotes={NAMES[0]: "Sentence 3 on a fine harvest."}), "does not fit"),
        (lambda: draw_tracks(quotes={NAMES[0]: ["a fine"] * 9}), "does not fit the 7 empty"),
        (lambda: draw_tracks(groups=0), "one to 4 groups side by side; 'label' has 0"),
        (lambda: show.quote(" "), "got no words"),
        (lambda: show.concordance(sentences(1), caption="c"), "needs the columns"),
        (lambda: show.receipt(sentences(1), title="t", caption="c"), "needs the columns"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_words(draw: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw()


def test_no_words_no_deals() -> None:
    with pytest.raises(ValueError, match="no words to draw"):
        show.word_ranges(
            keyness()[:0], target_label="a", reference_label="b", title="t", caption="c"
        )
    with pytest.raises(ValueError, match="one real split and some random deals"):
        show.receipt(pd.DataFrame({"off_zero": [3], "observed": [True]}), title="t", caption="c")


def test_the_sanitiser_replaces_image_data_and_nothing_else() -> None:
    text = (Path(__file__).parents[1] / "nbval.ini").read_text(encoding="utf-8")
    (pattern,) = re.findall("^regex: (.*)$", text, flags=re.MULTILINE)
    markup = draw_tracks()._repr_html_()
    cleaned = re.sub(pattern, "PNG", markup)
    before, _, after = re.split(r"(base64,[^\"]*)", markup)
    assert cleaned.startswith(f'{before}base64,PNG"')
    assert cleaned.endswith(after)
    for kept in ("31 of 55 sentences", "<td>9</td>", 'alt="9 of 31"', "abcd1234" * 50):
        assert re.sub(pattern, "PNG", kept) == kept


def test_a_dictionary_gives_rows_sections_and_quotes():
    keys = {
        "oil": {"label": "oil and gas", "group": "OUT", "quote": "oil", "patterns": ["oil"]},
        "tea": {"group": "IN", "patterns": ["tea"]},
        "ignore": {"patterns": ["tea room"]},
    }
    rows = Dictionary.from_mapping({"keys": keys})
    frame = pd.DataFrame(
        {"article": "a", "sentence": [1, 2, 3], "label": "x", "text": ["Some oil.", "Tea.", "No."]}
    )
    found = pd.DataFrame({"article": "a", "sentence": [1, 2], "key": ["oil", "tea"]})
    options = {"by": "label", "title": "t", "caption": "c"}
    picture = show.tracks(found, frame, rows=rows, **options)
    labels, sections = {"oil": "oil and gas", "tea": "tea"}, {"OUT": ["oil"], "IN": ["tea"]}
    by_hand = show.tracks(
        found, frame, rows=labels, sections=sections, quotes={"oil": "oil"}, **options
    )
    assert picture.png == by_hand.png
    assert "ignore" not in repr(picture)


def test_folded_output_is_whole_and_escaped():
    shown = show.fold(show.say("**5** words"), "What <b> holds")
    assert shown.html.startswith("<details><summary>What &lt;b&gt; holds</summary>")
    assert repr(shown) == "What <b> holds\n5 words"
    with pytest.raises(ValueError, match="no summary"):
        show.fold(show.say("x"), " ")


CORPUS = Corpus.from_frame(
    pd.DataFrame({"article": ["a", "b"], "text": ["Rain fell. “No,” he said.", "It was dry."]})
)
FINDING = Finding("Rain", "Rain <fell>.", "a search", "Two <i>texts</i>.", "02_rain", ("a:2",), ())
NUMBERS = pd.DataFrame(
    [("Rain", "rain", "x", 1, 2), ("Rain", "rain", "y", 0, 1), ("Dry", "dry", "y", 1, 1)],
    columns=["finding", "label", "era", "sentences", "total"],
)


def test_cards_are_numbered_escaped_and_linked() -> None:
    findings = [FINDING, replace(FINDING, name="Dry", notebook='../"x"', evidence=("b:1",))]
    groups = {"x": "early article", "y": "late article"}
    shown = show.cards(findings, NUMBERS, CORPUS, by="era", groups=groups, caption="Two & two.")
    assert repr(shown).splitlines() == [
        "Two & two.",
        "",
        "1. Rain <fell>.",
        "Sentences, of 2 in the early article and 1 in the late article: rain 1 and 0.",
        "“No,” he said. (a:2)",
        "But: Two <i>texts</i>. Based on a search. (02_rain)",
        "",
        "2. Rain <fell>.",
        "Sentences, of 1 in the late article: dry 1.",
        "It was dry. (b:1)",
        'But: Two <i>texts</i>. Based on a search. (../"x")',
    ]
    for part in ("Two &amp; two.", "1. Rain &lt;fell&gt;", "Two &lt;i&gt;texts&lt;/i&gt;."):
        assert part in shown.html
    assert re.findall("<a [^>]*>", shown.html) == ['<a href="02_rain.ipynb">']
    long = show.cards([replace(FINDING, notebook="n" * 70)], NUMBERS, CORPUS, by="era")
    assert f'href="{"n" * 70}.ipynb"' in long.html
    assert "of 2 in x and 1 in y" in repr(long)


def test_cards_with_details_hold_a_table_and_no_link() -> None:
    details = pd.DataFrame({"finding": ["Rain", "Dry"], "n": [7, 8]})
    shown = show.cards(
        [FINDING], NUMBERS, CORPUS, by="era", details=details, columns={"n": "all"}, caption="Cap."
    )
    assert repr(shown).splitlines()[1:4] == ["Cap.", "all", "7"]
    assert "02_rain" not in shown.html + repr(shown)


def test_a_number_below_0_has_a_true_minus_and_text_keeps_its_hyphen() -> None:
    said = show.say("{low:.2f} and {word}", low=-0.5, word="post-war")
    assert repr(said) == "−0.50 and post-war"
