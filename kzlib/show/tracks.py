"""Pictures that draw every sentence or every paragraph, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from kzlib.search.dictionary import IGNORE, Dictionary
from kzlib.show.canvas import (
    GREY,
    MARGIN,
    PAPER,
    SMALL,
    TRACK,
    Column,
    Picture,
    Sheet,
    columns,
    groups_of,
    list_sentences,
)
from kzlib.show.track_quotes import Quote, holds, write_quotes

BODY = "body"  # the part that is counted
ROW, LEAST_ROW, LINE = 19.5, 14.0, 13.0  # pixels: the pitch of rows, and of lines in a label
SECTION_GAP, COUNT = 7.0, 30.0  # pixels: between sections; for the number at a row's end
LABELS = 220.0  # pixels: longer labels go on in a second line
PART_NAMES = {"title": "headline", "bio": "about the author", "summary": "take-away"}
PART_NAMES |= {"promo": "sign-up or pointer"}


@dataclass(frozen=True)
class _Group(Column):
    """A group's column with its sentences and its tiles."""

    sentences: pd.DataFrame  # article, sentence, text; the index is the place in the order
    tiles: Mapping[str, Mapping[int, bool]]  # key to place to "hollow"

    def x(self, place: float) -> float:
        return self.left + self.width * place / len(self.sentences)


def tracks(
    marks: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    by: str,
    rows: Dictionary | Mapping[str, str],
    title: str,
    subtitle: str = "",
    caption: str,
    quotes: Mapping[str, str | Sequence[str]] | None = None,
    sections: Mapping[str, Sequence[str]] | None = None,
    height: float | None = None,
) -> Picture:
    """Every sentence a tile, in order: one row a key, one track a group, the count at its end.

    `sentences`: a row for each sentence drawn (article, sentence, the `by` column with the
    group's label; `text` where there are quotes). `marks`: article, sentence, key, and if need
    be `hollow` (drawn as an outline, counted all the same). A sentence counts once in a row;
    marks of sentences or keys that are not drawn are left out. `rows`: the keys with their
    labels, or a dictionary, which also gives its groups as sections and its quotes. `quotes`:
    the article's words for a row (… for words left out), set in the widest empty stretch of the
    group that they come from. `sections`: a label to its keys, in the order drawn. `height`: of
    the whole, in pixels.

    ValueError: no sentences, an unknown key, a quote that no sentence holds or that does not
    fit, a height too small for the rows.
    """
    if isinstance(rows, Dictionary):
        entries = [entry for entry in rows.keys if entry.key != IGNORE]
        quotes = quotes or {entry.key: entry.quote for entry in entries if entry.quote}
        groups_in_order = dict.fromkeys(entry.group for entry in entries)
        sections = sections or {
            group: [entry.key for entry in entries if entry.group == group]
            for group in groups_in_order
        }
        rows = {entry.key: entry.label for entry in entries}
    labels = dict(rows)
    parts = {name: [*keys] for name, keys in (sections or {"": [*labels]}).items()}
    order = [key for keys in parts.values() for key in keys]
    if not order or sorted(order) != sorted(labels):
        raise ValueError(f"The sections must hold every row once; got {order} for {[*labels]}.")
    names = groups_of(sentences, by, ["article", "sentence"])
    sheet = Sheet(title=title, subtitle=subtitle, caption=caption)
    lines = {key: sheet.wrap(labels[key], LABELS) for key in order}
    wide = {key: max(map(sheet.width, lines[key])) for key in order}
    firsts = [sheet.width(name, bold=True) + 14 + wide[keys[0]] for name, keys in parts.items()]
    left = MARGIN + max(*firsts, *wide.values())
    groups = [
        _Group(label, colour, x, width - COUNT, *_order(marks, sentences, by, label, order))
        for label, colour, x, width in columns(names, left + 12, 14)
    ]
    notes = [f"{len(group.sentences):,} sentences" for group in groups]
    sheet.headers(
        [(g.label, note, g.colour, g.left, g.width) for g, note in zip(groups, notes, strict=True)]
    )
    extra = LINE * sum(len(lines[key]) - 1 for key in order)
    pitch = ROW
    if height:
        pitch = (height - 5 - sheet.y - SECTION_GAP * (len(parts) - 1) - extra) / len(order)
        if pitch < LEAST_ROW:
            raise ValueError(f"{len(order)} rows do not fit in {height} pixels; allow more height.")
    middles = {}
    for section, keys in parts.items():
        if section:
            sheet.text(MARGIN, sheet.y + pitch / 2, section, colour=GREY, bold=True)
        for key in keys:
            tall = pitch + LINE * (len(lines[key]) - 1)
            middle = sheet.y + tall / 2
            for number, line in enumerate(lines[key]):
                y = middle + LINE * (number - (len(lines[key]) - 1) / 2)
                sheet.text(left, y, line, ha="right")
            for group in groups:
                _track(sheet, group, key, middle, pitch * 0.72)
            middles[key] = middle
            sheet.y += tall
        sheet.y += SECTION_GAP
    _write(sheet, groups, quotes or {}, middles)
    alt = " and ".join(f"{len(group.sentences)} sentences in {group.label}" for group in groups)
    alt += "; of these: " + "; ".join(
        f"{labels[key]} " + " and ".join(f"{len(group.tiles[key])}" for group in groups)
        for key in order
    )
    numbers = pd.DataFrame({"row": [labels[key] for key in order]})
    for group in groups:
        found = [group.tiles[key] for key in order]
        numbers[f"{group.label}, of {len(group.sentences):,}"] = [len(tiles) for tiles in found]
        numbers[f"sentences of {group.label}"] = [
            list_sentences(group.sentences, tiles) for tiles in found
        ]
    return sheet.picture(height=height or sheet.y, alt=alt, numbers=numbers)


def anatomy(
    paragraphs: pd.DataFrame,
    *,
    by: str,
    title: str,
    subtitle: str = "",
    caption: str,
) -> Picture:
    """Every paragraph in order, as long as its words: filled in the body, else outlined and named.

    `paragraphs`: article, paragraph, part, words, and the `by` column with the group's label.
    ValueError: no paragraphs, a column missing.
    """
    names = groups_of(paragraphs, by, ["article", "paragraph", "part", "words"])
    numbers = paragraphs[[by, "article", "paragraph", "part", "words"]].reset_index(drop=True)
    numbers = numbers.astype({by: str, "article": str, "part": str})
    sheet = Sheet(title=title, subtitle=subtitle, caption=caption)
    place = columns(names, MARGIN + 22, 56)
    words = numbers.assign(inside=numbers["part"] == BODY).groupby([by, "inside"])["words"].sum()
    notes = {
        name: f"{words.get((name, True), 0):,} words counted, "
        f"{words.get((name, False), 0):,} left out"
        for name in names
    }
    sheet.headers([(name, notes[name], colour, x, wide) for name, colour, x, wide in place])
    shown = [PART_NAMES.get(part, part) for part in numbers["part"].unique()]
    longest = max(sheet.width(f"9,999 · {part}", size=SMALL) for part in shown)
    scale = (place[0][3] - longest - 8) / max(1, int(numbers["words"].max()))
    top, alt = sheet.y, [f"{name}: {note}." for name, note in notes.items()]
    bottom = top
    for name, colour, x, _ in place:
        y, last = top, ""
        frame = numbers[numbers[by] == name]
        for article, paragraph, part, count in frame.iloc[:, 1:].to_numpy():
            if article != last and frame["article"].nunique() > 1:
                sheet.text(x, y + 8, article, size=SMALL, colour=colour, bold=True)
                y += LINE + 4
            last, long = article, max(2.0, count * scale)
            inside = part == BODY
            note = f"{count:,}" if inside else f"{count:,} · {PART_NAMES.get(part, part)}"
            sheet.text(x - 6, y + 7, f"{paragraph}", size=SMALL, colour=GREY, ha="right")
            sheet.box(x, y + 2, long, 10, **{"fill" if inside else "edge": colour})
            sheet.text(x + long + 6, y + 7, note, size=SMALL, colour=colour)
            y += LEAST_ROW
        bottom = max(bottom, y)
        rest = frame[frame["part"] != BODY].groupby("part", sort=False)["words"].sum()
        alt += [f"{name}, left out: {part}, {count} words." for part, count in rest.items()]
    return sheet.picture(height=bottom + 6, alt=" ".join(alt), numbers=numbers)


def _order(
    marks: pd.DataFrame, sentences: pd.DataFrame, by: str, label: str, keys: Sequence[str]
) -> tuple[pd.DataFrame, dict[str, dict[int, bool]]]:
    """A group's sentences in order, and where each key's tiles stand among them."""
    if missing := [n for n in ("article", "sentence", "key") if n not in marks.columns]:
        raise ValueError(f"The marks need the columns {missing}; got {[*marks.columns]}.")
    known = marks["key"].dtype
    if isinstance(known, pd.CategoricalDtype) and (wrong := {*keys} - {*known.categories}):
        raise ValueError(f"No such key: {sorted(wrong)}; the marks have {[*known.categories]}.")
    mine = sentences[sentences[by].astype(str) == label].reset_index(drop=True)
    place = {at: n for n, at in enumerate(zip(mine["article"], mine["sentence"], strict=True))}
    hollow = marks["hollow"] if "hollow" in marks.columns else [False] * len(marks)
    tiles: dict[str, dict[int, bool]] = {key: {} for key in keys}
    for at, key, is_hollow in zip(
        zip(marks["article"], marks["sentence"], strict=True), marks["key"], hollow, strict=True
    ):
        if key in tiles and at in place:
            tiles[key][place[at]] = bool(is_hollow) and tiles[key].get(place[at], True)
    return mine, {key: dict(sorted(found.items())) for key, found in tiles.items()}


def _track(sheet: Sheet, group: _Group, key: str, middle: float, tall: float) -> None:
    """One row of one group: the track, its tiles, the number at its end."""
    top, count = middle - tall / 2, len(group.tiles[key])
    sheet.box(group.left, top, group.width, tall, fill=TRACK)
    articles = group.sentences["article"].astype(str)
    for place in articles.index[articles != articles.shift()][1:]:
        sheet.box(group.x(place) - 1, top - 2, 1.5, tall + 4, fill=PAPER)
    step = group.width / len(group.sentences)
    for place, hollow in group.tiles[key].items():
        style = {"fill": PAPER, "edge": group.colour} if hollow else {"fill": group.colour}
        sheet.box(group.x(place), top, step - min(1.0, step * 0.15), tall, **style)
    colour = group.colour if count else GREY
    sheet.text(group.left + group.width + 8, middle, f"{count:,}", colour=colour, bold=count > 0)


def _write(
    sheet: Sheet,
    groups: Sequence[_Group],
    quotes: Mapping[str, str | Sequence[str]],
    middles: Mapping[str, float],
) -> None:
    """Write the quotes, all in one size, each in its row's widest empty stretch."""
    if unknown := [key for key in quotes if key not in middles]:
        raise ValueError(f"There are quotes for {unknown}; the rows are {[*middles]}.")
    placed = []
    for key, found in quotes.items():
        for words in [found] if isinstance(found, str) else found:
            group = _source(groups, key, words)
            track = (group.left, group.width, middles[key], group.colour, len(group.sentences))
            where = f"of the row {key!r} in {group.label!r}"
            placed.append(Quote(words, *track, [*group.tiles[key]], where))
    write_quotes(sheet, placed)


def _source(groups: Sequence[_Group], key: str, words: str) -> _Group:
    """The group that a quote comes from: with tiles in the row, if it stands in several."""
    holders = [
        group
        for group in groups
        if any(holds(text, words) for text in group.sentences.get("text", []))
    ]
    if not holders:
        raise ValueError(f"No sentence drawn holds the quote {words!r} of the row {key!r}.")
    return max(holders, key=lambda holder: len(holder.tiles[key]) > 0)
