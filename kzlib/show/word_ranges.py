"""Pictures of measures: words with their ranges, a count against chance, a small matrix."""

from __future__ import annotations

import math

import pandas as pd

from kzlib.show.canvas import (
    GREY,
    GROUPS,
    INK,
    MARGIN,
    RULE,
    TRACK,
    Picture,
    Sheet,
)
from kzlib.show.html import WIDTH
from kzlib.show.tables import ratio

ROW, BAND = 20.0, 0.72  # pixels: the pitch of the rows; how much of it a tile fills
NEAR, FAR, STEPS = 3.0, 9.0, 6  # doublings: the axis at its shortest and longest; ticks a side
NOTES = ("← more often here", "more often here →")
DARK = 0.5  # of the largest number: from here on tiles are full and their numbers white
MOST_ROWS = 24  # of a receipt; more different numbers are drawn in steps


def word_ranges(
    keyness: pd.DataFrame,
    *,
    target_label: str,
    reference_label: str,
    title: str,
    subtitle: str = "",
    caption: str,
) -> Picture:
    """Words by how many times as often they stand in the target as in the reference.

    `keyness`: term, target_count, reference_count, log_ratio, low, high (logarithms to base 2)
    and verdict, drawn in the order given. A dot is the ratio (open where a count is 0), a line
    its range, an open arrow a range without end (a filled one: it ends outside the picture). The
    counts stand at the row's ends, the reference on the left in orange; a range that is not known
    (NaN) is not drawn, and its dot is grey. ValueError: no rows, a column missing.
    """
    needs = ["term", "target_count", "reference_count", "log_ratio", "low", "high", "verdict"]
    if missing := [name for name in needs if name not in keyness.columns]:
        raise ValueError(f"The picture needs the columns {missing}; got {[*keyness.columns]}.")
    if keyness.empty:
        raise ValueError("There are no words to draw; lower the smallest count or take more rows.")
    sheet = Sheet(title=title, subtitle=subtitle, caption=caption)
    labels = {"reference": reference_label, "target": target_label}
    end = min(FAR, max(NEAR, keyness["log_ratio"].abs().max())) + 0.5
    names = max(sheet.width(str(term), size=9, quote=True) for term in keyness["term"])
    verdicts = max(sheet.width(str(verdict)) for verdict in keyness["verdict"])
    left = MARGIN + names + 46
    wide = WIDTH - MARGIN - verdicts - 60 - left
    middle = left + wide / 2
    halves = zip(labels.values(), NOTES, GROUPS, (left - 34, middle + 8), strict=False)
    sheet.headers([(*half, wide / 2 + 26) for half in halves])

    def x(log_ratio: float) -> float:
        return float(middle + max(-end, min(end, log_ratio)) * wide / 2 / end)

    step = math.ceil(end / STEPS)
    ticks = [t * step for t in range(-int(end / step), int(end / step) + 1)]
    bottom = sheet.y + 18 + ROW * len(keyness)
    for tick in ticks:
        sheet.text(x(tick), sheet.y + 6, ratio(tick), colour=INK if not tick else GREY, ha="center")
        sheet.line([x(tick)] * 2, [sheet.y + 16, bottom], colour=GREY if not tick else TRACK)
    sheet.y += 18
    edges = (left - 10, left + wide + 10)
    ends = [*zip(labels, GROUPS, edges, ("right", "left"), strict=False)]
    for row in keyness[needs].to_dict("records"):
        y = sheet.y + ROW / 2
        low, dot, high = row["low"], x(row["log_ratio"]), row["high"]
        colour = GROUPS[int(dot > middle)] if low > 0 or high < 0 else GREY
        if low <= high:
            sheet.line([x(low), x(high)], [y, y], colour=colour, width=2)
        for bound in (low, high):
            if abs(bound) > end:
                marker = ">" if x(bound) > middle else "<"
                sheet.mark(x(bound), y, marker, colour=colour, hollow=math.isinf(bound))
        rare = 0 in (row["target_count"], row["reference_count"])
        if not math.isnan(row["log_ratio"]):
            sheet.mark(dot, y, "o", colour=colour, size=8, hollow=rare)
        sheet.text(left - 46, y, str(row["term"]), size=9, quote=True, ha="right")
        for name, shade, at, ha in ends:
            count = int(row[f"{name}_count"])
            sheet.text(at, y, f"{count:,}", colour=shade if count else GREY, bold=count > 0, ha=ha)
        sheet.text(left + wide + 50, y, str(row["verdict"]), colour=GREY)
        sheet.y += ROW
    axis = f"times as often in {target_label} as in {reference_label}"
    for line in sheet.wrap(axis, wide):
        sheet.text(middle, sheet.y + 12, line, colour=GREY, ha="center")
        sheet.y += 14
    never = (keyness["target_count"] == 0) | (keyness["reference_count"] == 0)
    shown = {"low": "at least", "log_ratio": "times as often", "high": "at most"}
    numbers = pd.DataFrame(
        {"word": keyness["term"].astype(str), target_label: keyness["target_count"]}
        | {reference_label: keyness["reference_count"]}
        | {head: keyness[name].map(ratio) for name, head in shown.items()}
        | {"verdict": keyness["verdict"].astype(str)}
    )
    numbers.loc[never, shown["log_ratio"]] = "–"  # a count of 0 is in no ratio to another
    alt = f"Count in {target_label} and in {reference_label}; {axis}, with its range: " + "; ".join(
        f"{word} {a} and {b}, {times} ({low} to {high}), {verdict}"
        for word, a, b, low, times, high, verdict in numbers.itertuples(index=False)
    )
    return sheet.picture(height=sheet.y + 12, alt=alt, numbers=numbers)


def receipt(
    null_table: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    caption: str,
    what: str = "words found",
) -> Picture:
    """The number found in the real split against the numbers from random deals.

    `null_table`: what `shuffle_keyness` gives, a row for each deal with the number found in
    `off_zero`, the real split marked in `observed`; `what`: the name of that number. One tile is
    one random deal. ValueError: a column missing, no random deals, not exactly one real split.
    """
    if missing := [name for name in ("off_zero", "observed") if name not in null_table.columns]:
        raise ValueError(f"The picture needs the columns {missing}; got {[*null_table.columns]}.")
    real_split = null_table["observed"].astype(bool)
    if real_split.sum() != 1 or real_split.all():
        raise ValueError(
            f"The picture needs one real split and some random deals; got {real_split.sum()} and "
            f"{(~real_split).sum()}."
        )
    found = int(null_table.loc[real_split, "off_zero"].iloc[0])
    values = null_table.loc[~real_split, "off_zero"].astype(int)
    low, high = min(values.min(), found), max(values.max(), found)
    step = math.ceil((high - low + 1) / MOST_ROWS)
    counts = ((values - low) // step).value_counts()
    sheet = Sheet(title=title, subtitle=subtitle, caption=caption)
    starts = range(low, high + 1, step)
    names = [f"{at:,}" + f" to {at + step - 1:,}" * (step > 1) for at in starts]
    left = MARGIN + max(sheet.width(name, bold=True) for name in names) + 14
    left = max(left, MARGIN + 40)
    wide = WIDTH - MARGIN - left - 220
    for line in sheet.wrap(what, left + 120):
        sheet.text(MARGIN, sheet.y + 4, line, colour=GREY)
        sheet.y += 14
    unit, rows = min(7.0, wide / counts.max()), []
    for number, name in enumerate(names):
        y, count = sheet.y + ROW / 2, int(counts.get(number, 0))
        real = number == (found - low) // step
        sheet.text(left - 12, y, name, ha="right", bold=real)
        sheet.box(left, y - ROW * BAND / 2, wide, ROW * BAND, fill=TRACK)
        for tile in range(count):
            at = left + tile * unit
            sheet.box(at, y - ROW * BAND / 2, unit - min(1, unit / 5), ROW * BAND, fill=RULE)
        sheet.text(left + wide + 10, y, f"{count:,}", colour=GREY)
        if real:
            at = left + wide + 10 + sheet.width(f"{len(values):,}") + 14
            sheet.mark(at + 4, y, "D", colour=INK, size=9)
            sheet.text(at + 16, y, f"the real split: {found:,}", bold=True)
        rows.append((name, count, "the real split" if real else ""))
        sheet.y += ROW
    sheet.text(left + wide + 10, sheet.y + 8, f"of {len(values):,} random deals", colour=GREY)
    as_many = int((values >= found).sum())
    alt = (
        f"{what}: {found} in the real split; {len(values)} random deals give {values.min()} to "
        f"{values.max()}, half of them at most {int(values.median())}; "
        f"{as_many} give as many as the real split or more"
    )
    numbers = pd.DataFrame(rows, columns=[what, "random deals", "where"])
    return sheet.picture(height=sheet.y + 20, alt=alt, numbers=numbers)
