"""Shuffles: a number found in the real articles beside the numbers found in shuffled ones."""

import math

import pandas as pd

from kzlib.show.canvas import BOLD, LABEL, MARGIN, Canvas, Picture
from kzlib.show.colours import GREY, INK, RULE, TRACK
from kzlib.show.html import WIDTH
from kzlib.show.picture_checks import check_needs, check_truths, with_counts
from kzlib.text.arguments import checked

ROW, TALL = 20.0, 14.4  # pixels: the pitch of the rows; the height of a tile
LEAST, END, TILE = 40.0, 220.0, 7.0  # pixels: for the numbers at the left; at the right; a tile
THIN = 2.0  # pixels: narrower tiles cannot be told apart
MOST_ROWS = 24  # more different numbers are drawn in steps


@checked
def shuffles(
    shuffle_table: pd.DataFrame, *, title: str, caption: str, what: str = "words found"
) -> Picture:
    """The number found in the real articles against the numbers found in shuffles of them.

    `shuffle_table`: what `shuffle_keyness` gives, a row for each shuffle with the number found in
    `off_zero`, the real articles marked in `observed`; `what`: the name of that number. One tile
    is one shuffle; where they are too many to be told apart, the tiles of a row are one bar.

    Errors: ValueError for a column that is missing or holds other things than counts and True or
    False, no shuffles, and not exactly one row of the real articles.
    """
    check_needs(shuffle_table, ["off_zero", "observed"])
    check_truths(shuffle_table["observed"])
    shuffle_table = with_counts(shuffle_table, ["off_zero"])
    is_real = shuffle_table["observed"].astype(bool)
    real, deals = is_real.sum(), (~is_real).sum()
    if real != 1 or not deals:
        raise ValueError(
            f"Give one row of the real articles and some shuffles; got {real} and {deals}."
        )
    found = int(shuffle_table.loc[is_real, "off_zero"].iloc[0])
    values = shuffle_table.loc[~is_real, "off_zero"]
    low, high = min(values.min(), found), max(values.max(), found)
    step = math.ceil((high - low + 1) / MOST_ROWS)
    counts = ((values - low) // step).value_counts()
    names = [f"{at:,}" + f" to {at + step - 1:,}" * (step > 1) for at in range(low, high + 1, step)]
    canvas = Canvas(title=title, caption=caption)
    left = MARGIN + max(LEAST, canvas.widest(names, BOLD) + 14)
    right = WIDTH - MARGIN - END
    lines = canvas.wrap(what, left + 120)
    canvas.y = canvas.lines(MARGIN, canvas.y + 4, lines, pitch=14, colour=GREY) - 4
    unit, rows = min(TILE, (right - left) / counts.max()), []
    for number, name in enumerate(names):
        y, count = canvas.y + ROW / 2, int(counts.get(number, 0))
        is_here = number == (found - low) // step
        canvas.text(left - 12, y, name, BOLD if is_here else LABEL, ha="right")
        canvas.box(left, y - TALL / 2, right - left, TALL, fill=TRACK)
        tiles, wide = (count, unit - min(1, unit / 5)) if unit >= THIN else (1, count * unit)
        for tile in range(tiles):
            canvas.box(left + tile * unit, y - TALL / 2, wide, TALL, fill=RULE)
        canvas.text(right + 10, y, f"{count:,}", colour=GREY)
        if is_here:
            x = right + 24 + canvas.width(f"{len(values):,}")
            canvas.mark(x + 4, y, "D", colour=INK, size=9)
            canvas.text(x + 16, y, f"the real articles: {found:,}", BOLD)
        rows.append((name, count, "the real articles" if is_here else ""))
        canvas.y += ROW
    canvas.text(right + 10, canvas.y + 8, f"of {len(values):,} shuffles", colour=GREY)
    alt = (
        f"{what}: {found} in the real articles; of {len(values)} shuffles nine in ten give at most "
        f"{int(values.quantile(0.9, 'higher'))}, {(values >= found).sum()} as many as the real "
        "articles or more"
    )
    numbers = pd.DataFrame(rows, columns=[what, "shuffles", "where"])
    return canvas.picture(height=canvas.y + 20, alt=alt, numbers=numbers)
