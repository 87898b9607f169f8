"""Sentence tracks: every sentence a tile, in order, in the row of what it names."""

from collections.abc import Hashable, Iterable, Mapping, Sequence

import pandas as pd

from kzlib.search.dictionary import IGNORE, Dictionary
from kzlib.show.canvas import BOLD, MARGIN, SMALL, Canvas, Picture, columns
from kzlib.show.colours import GREY
from kzlib.show.numbers import percent
from kzlib.show.picture_checks import check_articles, check_needs, groups_of
from kzlib.show.tracks import Quote, Track, counts_of, pitch_of, tracks_of, write_quotes
from kzlib.text.arguments import checked, shown
from kzlib.text.checks import as_text, ids_of

ROW, LEAST_ROW, LINE = 19.5, 14.0, 13.0  # pixels: the pitch of rows, and of lines in a label
SECTION_GAP, COUNT = 7.0, 58.0  # pixels: between sections; for the numbers at a row's end
SHARE = 56.0  # pixels: from the row's end to the end of its share
LABELS = 220.0  # pixels: longer labels go on in a second line


@checked
def sentence_tracks(
    marks: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    by: str,
    rows: Dictionary | Mapping[str, str],
    title: str,
    subtitle: str = "",
    caption: str,
    height: float | None = None,
) -> Picture:
    """Every sentence a tile, in order: one row a key, one track a group, its count and share.

    What it takes:
    - `sentences`: a row for each sentence drawn (article, sentence, the `by` column with the
      group's label; `text` where there are quotes);
    - `marks`: article, sentence, key;
    - `rows`: the keys with their labels; or a dictionary, which also gives its groups as sections
      and its quotes (… for words left out), each set in the widest empty stretch of the group
      that it comes from;
    - `height`: of the whole, in pixels.

    How it counts: a sentence counts once in a row; marks of sentences or keys that are not drawn
    are left out.

    Errors: ValueError for no sentences, more than 30 articles, an unknown key, a quote that no
    sentence holds, and a height too small for the rows. UserWarning: a quote that does not fit is
    left out (of three groups or more, the caption counts them).
    """
    labels, sections, quotes = _read_rows(rows)
    if not labels:
        raise ValueError("There are no rows to draw; give the keys with their labels.")
    names = groups_of(sentences, by, ["article", "sentence"])
    check_articles(sentences)
    canvas = Canvas(title=title, subtitle=subtitle, caption=caption)
    lines = {key: canvas.wrap(label, LABELS) for key, label in labels.items()}
    wide = {key: canvas.widest(lines[key]) for key in labels}
    firsts = [canvas.width(name, BOLD) + 14 + wide[keys[0]] for name, keys in sections.items()]
    left = MARGIN + max(*firsts, *wide.values())
    drawn = _read_marks(marks, sentences, [*labels])
    tracks = tracks_of(columns(names, left + 12, 14, end=COUNT), sentences, by, drawn)
    canvas.headers(tracks, [f"{len(track.sentences):,} sentences" for track in tracks])
    gaps = SECTION_GAP * (len(sections) - 1) + LINE * sum(len(x) - 1 for x in lines.values())
    pitch = pitch_of(len(labels), height, canvas.y + gaps + 5, LEAST_ROW) if height else ROW
    middles = {}
    for section, keys in sections.items():
        canvas.text(MARGIN, canvas.y + pitch / 2, section, BOLD, colour=GREY)
        for key in keys:
            more = LINE * (len(lines[key]) - 1)
            middles[key] = middle = canvas.y + (pitch + more) / 2
            canvas.lines(left, middle - more / 2, lines[key], pitch=LINE, ha="right")
            for track in tracks:
                _draw_tiles(canvas, track, key, middle, pitch * 0.72)
            canvas.y += pitch + more
        canvas.y += SECTION_GAP
    said = [_place(tracks, key, words, middles[key]) for key, words in quotes.items()]
    write_quotes(canvas, said, groups=len(names))
    alt = " and ".join(f"{len(track.sentences)} sentences in {track.label}" for track in tracks)
    alt += "; of these: " + "; ".join(
        f"{label} {counts_of(tracks, key)}" for key, label in labels.items()
    )
    numbers = pd.DataFrame({"row": [*labels.values()]})
    for track in tracks:
        counts, listed = zip(*map(track.counted, labels), strict=True)
        numbers[f"{track.label}, of {len(track.sentences):,}"] = counts
        numbers[f"sentences of {track.label}"] = listed
    return canvas.picture(height=height or canvas.y, alt=alt, numbers=numbers)


def _read_rows(
    rows: Dictionary | Mapping[str, str],
) -> tuple[Mapping[str, str], Mapping[str, Sequence[str]], Mapping[str, str]]:
    """The labels of the rows in the order drawn, the keys of each section, the quotes."""
    if not isinstance(rows, Dictionary):
        return rows, {"": [*rows]}, {}
    entries = [entry for entry in rows.keys if entry.key != IGNORE]
    groups = [*dict.fromkeys(entry.group for entry in entries)]
    entries.sort(key=lambda entry: groups.index(entry.group))
    sections = {group: [each.key for each in entries if each.group == group] for group in groups}
    quotes = {entry.key: entry.quote for entry in entries if entry.quote}
    return {entry.key: entry.label for entry in entries}, sections, quotes


def _read_marks(
    marks: pd.DataFrame, sentences: pd.DataFrame, keys: Sequence[str]
) -> dict[Hashable, list[bool]]:
    """Of each key, which sentences are marked with it."""
    check_needs(marks, ["article", "sentence", "key"], "The marks need")
    known = marks["key"].dtype
    if isinstance(known, pd.CategoricalDtype):
        there = [*map(as_text, known.categories)]
        if wrong := {*map(as_text, keys)} - {*there}:
            raise ValueError(f"No such key: {sorted(wrong)}; the marks have {there}.")
    marked = {*zip(*_place_of(marks), map(as_text, marks["key"]), strict=True)}
    places = [*zip(*_place_of(sentences), strict=True)]
    return {key: [(*place, as_text(key)) in marked for place in places] for key in keys}


def _place_of(table: pd.DataFrame) -> tuple[Iterable[str], Iterable[str]]:
    return ids_of(table), map(as_text, table["sentence"])


def _draw_tiles(canvas: Canvas, track: Track, key: str, middle: float, tall: float) -> None:
    """One row of one group: the track, its tiles, the count and the share at its end."""
    top, wide = middle - tall / 2, track.step - min(1.0, track.step * 0.15)
    track.draw(canvas, top, tall, over=2)
    for place in track.places[key]:
        canvas.box(track.x(place), top, wide, tall, fill=track.colour)
    count = len(track.places[key])
    canvas.count(track.right + 8, middle, count, colour=track.colour)
    share = percent(count / len(track.sentences))
    canvas.text(track.right + SHARE, middle, share, SMALL, colour=GREY, ha="right")


def _place(tracks: Sequence[Track], key: str, words: str, middle: float) -> Quote:
    """A quote in the group that it comes from: with tiles in the row, if it stands in several."""
    holders = [track for track in tracks if track.says(words)]
    if not holders:
        raise ValueError(f"No sentence drawn holds the quote {shown(words)} of the row {key!r}.")
    track = max(holders, key=lambda holder: len(holder.places[key]) > 0)
    where = f"of the row {key!r} in {track.label!r}"
    return Quote(words, track, middle, track.colour, track.places[key], where)
