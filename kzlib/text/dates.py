"""Dates as they are written in news, read where there is one way only to read them."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from kzlib.text.arguments import shown
from kzlib.text.files import read_data
from kzlib.text.notices import warn

DATE_COLUMNS = ("date", "year", "month")
SHOWN = 5  # articles that a warning names
MONTHS = 12
LONGEST = 200  # characters of a value; what is longer is no date

YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
DAY = r"(?<!\d)(?P<day>\d\d?)(?:st|nd|rd|th|er|º|\.)?"
ENDS = r"(?!\d|[/–.-]\d)"  # no figure follows
FORMS = (
    rf"(?<!\d){YEAR}(?P<mark>[-./])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?){ENDS}",
    rf"(?<!\d){YEAR}(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
    rf"(?<!\d){YEAR}[-./](?P<month>\d\d?){ENDS}",
    rf"(?<!\d)(?P<day>\d\d?)\.(?P<month>\d\d?)\.{YEAR}(?!\d)",
    rf"(?<!\d)(?P<one>\d\d?)(?P<mark>[-/])(?P<other>\d\d?)(?P=mark){YEAR}(?!\d)",
    rf"{DAY}(?: de | of |[ -])?NAME\.?,?(?: de | of |[ -])?{YEAR}(?!\d)",
    rf"NAME\.? {DAY},? {YEAR}(?!\d)",
    rf"(?<!\d){YEAR}(?: \w+\.?)? {DAY}[ -]NAME",
    rf"NAME\.?,?(?: de | of |[ -])?{YEAR}(?!\d)",
    rf"(?<![\d/–.-]){YEAR}{ENDS}",
)


@cache
def _forms() -> tuple[list[re.Pattern[str]], dict[str, int]]:
    """The forms of a date, and the number of each month by its names."""
    languages = read_data("months")["languages"].values()
    number = {
        name.lower(): n for months in languages for n, names in enumerate(months, 1)
        for name in names.split()
    }  # fmt: skip
    names = "|".join(sorted(map(re.escape, number), key=len, reverse=True))
    name = rf"(?<![^\W\d])(?P<name>{names})(?![^\W\d])"
    return [re.compile(form.replace("NAME", name)) for form in FORMS], number


def read_date(written: str) -> tuple[str, str, str] | None:
    """The date, year and month of a text that holds one date; None where that is not so.

    What is not given is ""; other words are taken for a remark. Read are years, months and days in
    figures, the year first (``2019-05-03``, ``2019-05``), the day first with full stops
    (``3.5.2019``), and with the name of the month (kzlib/data/months.toml). With strokes or hyphens
    and the year last, day and month must be told apart: ``13/4/2019`` is read, ``3/4/2019`` is not.

    >>> read_date("May 3, 2019, 10:15"), read_date("2019-05 or later"), read_date("3/4/2019")
    (('2019-05-03', '2019', '2019-05'), ('', '2019', '2019-05'), None)
    """
    forms, number = _forms()
    text = " ".join(written.lower().split())[:LONGEST]
    found = set()
    for form in forms:
        for match in form.finditer(text):
            given = match.groupdict()
            month = number.get(given.get("name") or "") or int(given.get("month") or 0)
            day = int(given.get("day") or 0)
            if "one" in given:
                day, month = sorted((int(given["one"]), int(given["other"])), reverse=True)
                if month != day <= MONTHS:
                    return None  # it may be either
            found.add((int(given["year"]), month, day))
        text = form.sub(" | ", text)
    if len(found) != 1:
        return None
    ((year, month, day),) = found
    try:
        whole = date(year, month or 1, day or 1)
    except ValueError:
        return None
    return whole.isoformat() if day else "", str(year), f"{whole:%Y-%m}" if month else ""


def date_columns(articles: Sequence[str], published: Sequence[str]) -> dict[str, list[str]]:
    """The columns DATE_COLUMNS of articles by when they were published, as text; "" if not known.

    One UserWarning lists what cannot be read.
    """
    read = [read_date(written) for written in published]
    pairs = zip(articles, published, read, strict=True)
    if odd := [(name, written) for name, written, found in pairs if written and not found]:
        named = ", ".join(f"{name} {shown(written)}" for name, written in odd[:SHOWN])
        more = f" and {len(odd) - SHOWN} more" if len(odd) > SHOWN else ""
        warn(
            f"no date can be read in {len(odd)} of {len(read)} articles: {named}{more}; write "
            "published as 2019-05-03, 2019-05 or 2019"
        )
    columns = zip(*(found or ("", "", "") for found in read), strict=True)
    return dict(zip(DATE_COLUMNS, map(list, columns), strict=True))
