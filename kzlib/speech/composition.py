"""How alike groups of articles are in all but what is compared: outlet, genre, time, length."""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from textwrap import shorten
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kzlib.speech.profile import OUTLET, is_quoted, named_column, published
from kzlib.text.arguments import checked
from kzlib.text.checks import check_by
from kzlib.text.corpus import Corpus
from kzlib.text.dates import DATE_COLUMNS, read_date
from kzlib.text.groups import Part, part_mask

WARNS = 0.5
"""The difference from which on a warning is given: half of the mix or less in common; or three
pairs of articles in four one way, and one the other."""

LONGER = 1.5
"""How many times as long as another an article is that is called longer: a reader would see it."""

QUOTES_MORE = 0.2
"""How much larger the share of quoted words is of an article that is said to quote more."""

GENRE = ("kind", "genre")
TIME = ("published", *DATE_COLUMNS)
MONTHS, TWO = 12, 2
NAMED = 40  # characters of an outlet or genre
COLUMNS = ("aspect", "column", "group", "difference", "known", "warns", "says")
ABOVE = {
    "time": ("is later", "so what sets them apart may be the time"),
    "length": ("is longer by half or more", "so compare rates, not counts"),
    "quoted speech": (
        "has at least 20 points more of its words in quotations",
        "so what sets them apart may be the words of the people quoted",
    ),
}
"""What is said of the article that is above the other one, and what follows."""

Floats = NDArray[np.float64]
Rows = NDArray[np.bool_]


class Difference(NamedTuple):
    """How far two sets of articles differ; of figures also the shares of pairs above and below."""

    difference: float
    above: float = math.nan
    below: float = math.nan


class Aspect(NamedTuple):
    """What articles may differ in: the column that says so, for which articles it is known, how far
    two sets of them differ, and what a set has, in words."""

    name: str
    column: str
    known: Rows
    differ: Callable[[Rows, Rows], Difference]
    detail: Callable[[Rows], str]


@checked
def composition(
    corpus: Corpus, *, by: str, part: Part = "body", columns: Sequence[str] = ()
) -> pd.DataFrame:
    """How far the groups differ in what is not compared: to read before any result.

    What it returns: one row an aspect: outlet, genre, the further `columns` of the articles, time,
    length, quoted speech. An aspect that `by` itself names is left out (so is each of several), and
    time where each group is called by a date.
    - `aspect`, and the `column` that it is read from: source or else outlet, kind or else genre;
      "" where it is none, or no such column says anything;
    - `difference`, from 0 (alike) to 1 (as far apart as in what is compared); nan if not known;
    - `group`: of three groups or more, the one that differs most from all the others; else "";
    - `known`: for how many articles it is known;
    - `warns`: whether the difference is 0.5 or more, and `says`: a sentence with its numbers.

    How it counts: outlet, genre and `columns` by the mix of articles: 1 less what is common, the
    smaller one of the two groups' shares of each outlet, summed (1 where no outlet is in both). The
    others by all pairs of an article of the group and one of the others: the share in which it is
    above, less that in which it is below, without the sign. Above is: published in a later month
    (or year, if that is all that is known); half as long again or more, in words of the given
    parts; with a share of words in quotations that give speech (as in `profile`) that is larger by
    0.2 or more. It is a count, no inference: few articles differ by chance too.

    Errors: LookupError for an unknown column; ValueError for an unknown part, and for a column `by`
    that is the same in all articles.

    Source: overlapping coefficient, Weitzman 1970; difference of pairs, Cliff 1993 (its usual limit
    for a large one is 0.474: Romano et al. 2006).

    >>> rows = [("a", "x", "News", 2001), ("b", "x", "News", 2003), ("c", "y", "Post", 2002)]
    >>> frame = pd.DataFrame(rows, columns=["article", "era", "source", "year"])
    >>> found = composition(Corpus.from_frame(frame.assign(text="It is so.")), by="era")
    >>> found[["aspect", "difference"]].values.tolist()[:3]
    [['outlet', 1.0], ['genre', nan], ['time', 0.0]]
    >>> print(found.loc[0, "says"].partition(" (")[0])
    Outlet: x and y have none in common
    """
    articles = corpus.articles
    for name in (by, *columns):
        check_by(articles, name)
    groups = articles[by].astype(str).to_numpy()
    names = list(dict.fromkeys(groups))
    if len(names) == 1:
        raise ValueError(f"{by} is {names[0]!r} in all articles; give a column that differs")
    aspects = [*_mixes(articles, by, columns), *_figures(corpus, by, names, part)]
    return pd.DataFrame([_row(each, by, groups, names) for each in aspects], columns=COLUMNS)


def _row(aspect: Aspect, by: str, groups: NDArray[Any], names: list[str]) -> tuple[object, ...]:
    """The row of one aspect: the group that differs most in it, and what is said of that."""
    called = {name: name or f"no {by}" for name in names}
    title, known = aspect.name[:1].upper() + aspect.name[1:], int(aspect.known.sum())
    if without := [name for name in names if not (aspect.known & (groups == name)).any()]:
        whose = "any article" if len(without) == len(names) else f"any of {called[without[0]]}"
        says = f"{title}: not known for {whose}, so it cannot be compared."
        return aspect.name, aspect.column, "", math.nan, known, False, says
    sides = {name: (groups == name) & aspect.known for name in names}
    found = {name: aspect.differ(own, aspect.known & ~own) for name, own in sides.items()}
    name = max(names, key=lambda each: found[each].difference)
    more = len(names) > TWO
    other = "the others" if more else called[names[names[0] == name]]
    pair = [(called[name], sides[name]), (other, aspect.known & ~sides[name])]
    says = f"{title}: {_said(aspect, found[name], pair)}."
    warns = [each for each in names if found[each].difference >= WARNS]
    if warns and more:
        says += f" {len(warns):,} of {len(names):,} groups differ from the others enough to warn."
    if known < len(groups):
        says += f" Known for {known:,} of {len(groups):,} articles."
    group, difference = name if more else "", found[name].difference
    return aspect.name, aspect.column, group, difference, known, bool(warns), says


def _said(aspect: Aspect, found: Difference, pair: list[tuple[str, Rows]]) -> str:
    """How far two sets of articles differ in an aspect, without its name and the full stop."""
    if found.below > found.above:
        found, pair = Difference(found.difference, found.below, found.above), pair[::-1]
    (first, own), (second, others) = pair
    so = f"so what sets them apart may be the {aspect.name}"
    if aspect.name not in ABOVE:
        none, common = found.difference == 1, _percent(1 - found.difference)
        said = f"{first} and {second} have {'none' if none else common + ' of their mix'} in common"
    else:
        above, so = ABOVE[aspect.name]
        if not found.above:
            said = f"no article {above} than one outside its group"
        elif own.sum() == others.sum() == 1:
            said = f"the article of {first} {above}"
        else:
            said = f"in {_percent(found.above)} of all pairs, the article of {first} {above}; in "
            said += f"{_percent(found.below)} that of {second}"
    details = "; ".join(f"{name}: {aspect.detail(rows)}" for name, rows in pair)
    return f"{said} ({details})" + (f", {so}" if found.difference >= WARNS else "")


def _mixes(articles: pd.DataFrame, by: str, columns: Sequence[str]) -> Iterator[Aspect]:
    """The aspects that are names: outlet, genre, and columns that the caller gives."""
    given = {"outlet": OUTLET, "genre": GENRE} | {name: (name,) for name in columns}
    for name, candidates in given.items():
        if not _columns_of(by).isdisjoint(candidates):
            continue
        column = named_column(articles, candidates)
        values = articles[column].astype(str) if column else pd.Series("", articles.index)
        known = (values != "").to_numpy()
        yield Aspect(name, column, known, partial(_in_mix, values), partial(_commonest, values))


def _in_mix(values: "pd.Series[str]", own: Rows, others: Rows) -> Difference:
    """How far sets of articles differ in names: 1 less the shares that they have in common."""
    one, other = (values[rows].value_counts(normalize=True) for rows in (own, others))
    common = np.minimum(*one.align(other, fill_value=0)).sum()
    return Difference(round(1 - float(common), 12))


def _commonest(values: "pd.Series[str]", rows: Rows) -> str:
    counts = values[rows].value_counts()
    most = shorten(str(counts.index[0]), NAMED, placeholder=" ...")
    return most if len(counts) == 1 else f"{most}, {counts.iloc[0]:,} of {rows.sum():,}"


def _columns_of(by: str) -> set[str]:
    """The column that groups, or each of several, as `checked` names them."""
    return {by, *by.split(", ")}


def _figures(corpus: Corpus, by: str, names: list[str], part: Part) -> Iterator[Aspect]:
    """The aspects that are numbers: time, length, and the share of quoted words."""
    articles = corpus.articles
    if _columns_of(by).isdisjoint(TIME) and not all(map(read_date, names)):
        months = published(articles)
        column = next((name for name in TIME if name in articles), "") if months.any() else ""
        yield Aspect("time", column, (months != "").to_numpy(), *_time(months))
    tokens = corpus.tokens
    words = tokens[part_mask(tokens, part) & (tokens["kind"] == "word")]
    at = words["article"].cat.codes.to_numpy()
    long = np.bincount(at, minlength=len(articles)).astype(float)
    quoted = np.bincount(at, is_quoted(corpus, words), minlength=len(articles))
    known = long > 0
    with np.errstate(invalid="ignore"):  # 0/0 of an article without words, which is not known
        share = quoted / long

    def words_of(rows: Rows) -> str:
        one = rows.sum() == 1
        return f"{'' if one else 'median '}{np.median(long[rows]):,.0f} words"

    def quoted_of(rows: Rows) -> str:
        return f"{_percent(quoted[rows].sum() / long[rows].sum())} quoted"

    yield Aspect("length", "", known, _in_pairs(long, LONGER * long), words_of)
    yield Aspect("quoted speech", "", known, _in_pairs(share, share + QUOTES_MORE), quoted_of)


def _time(months: "pd.Series[str]") -> tuple[Callable[..., Difference], Callable[[Rows], str]]:
    """How sets of articles differ in time, and from when to when they are."""
    dates = months.str.extract(r"(\d+)(?:-(\d+))?").astype(float)
    low = (dates[0] * MONTHS + dates[1].fillna(1)).to_numpy()
    top = low + np.where(dates[1].isna(), MONTHS, 1)

    def detail(rows: Rows) -> str:
        return " to ".join(dict.fromkeys([months[rows].min(), months[rows].max()]))

    return _in_pairs(low, top), detail


def _in_pairs(low: Floats, top: Floats) -> Callable[[Rows, Rows], Difference]:
    """How far sets of articles differ in numbers: an article is above another whose `top` is not
    above its `low`.
    """

    def above(own: Rows, others: Rows) -> float:
        under = np.searchsorted(np.sort(top[others]), low[own], side="right")
        return float(under.sum()) / float(own.sum() * others.sum())

    def differ(own: Rows, others: Rows) -> Difference:
        shares = above(own, others), above(others, own)
        return Difference(abs(shares[0] - shares[1]), *shares)

    return differ


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"
