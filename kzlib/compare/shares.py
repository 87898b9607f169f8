"""Shares of sentences, words and paragraphs with a property, in two groups side by side."""

from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kzlib.compare.draws import (
    DRAWS,
    TAILS,
    Range,
    bootstrap,
    check_deals,
    deal_anew,
    drawn_unit,
    range_kind,
)
from kzlib.compare.measures import Flags, Floats
from kzlib.compare.property_counts import (
    MEASURES,
    PARAGRAPHS,
    Names,
    alike,
    count_properties,
    shares_of,
)
from kzlib.text.arguments import checked
from kzlib.text.checks import check_whole

ONE_SIDED, NONE = ", one-sided", "none"
"""What is said of a range where one group's redraws are all alike, and where nothing moves."""

Texts: TypeAlias = NDArray[np.str_]


@checked
def compare_shares(
    sentences: pd.DataFrame,
    *,
    by: str,
    target: object,
    reference: object = None,
    properties: Names = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Which share of each group's sentences, words and paragraphs has a property, and how surely.

    `sentences` is a table as `mark_sentences` makes it: a row a sentence with `article`,
    `paragraph`, `words` (its number of words), the `by` column and a column of True and False for
    each property. `properties` names those to compare (None: all of them). `reference` None stands
    for all rows that are not the target's.

    What it returns: one row for each property and each of `of`, in this order, the largest
    difference first, then by name.
    - `of`: `sentences` (those with the property), `words` (in sentences with it), `paragraphs`
      (with such a sentence);
    - for each group `..._count`, `..._n` and `..._share` (0 to 1), and the ends of its range,
      `..._low` and `..._high`;
    - `difference` of the shares, target less reference, with `difference_low`, `difference_high`;
    - `without_one_low`, `without_one_high`: between what the difference moves when any one unit
      is left out.

    Every range is where 95 % of the draws lie when whole units are resampled. What it is called,
    the columns `..._range` say:
    - `stability range over paragraphs`: how far the number hangs on single passages; it is no
      confidence interval;
    - `interval over articles`, from 5 articles in each group on, with the note that it is too
      narrow under 20;
    - either with `, one-sided` after it: a difference of which one group's redraws are all alike,
      mostly because it has none; the range then shows only how the other group moves;
    - `none`, from nan to nan: all redraws are alike, so they show nothing. So it is for a group
      with none or all, a group of one unit, and a difference of two of these.

    How surely a group lacks something is another question, of paragraphs and not of sentences:
    `measures.wilson(0, paragraphs)` bounds it.

    Errors: LookupError for a column or a group that is not there; ValueError for a property that
    is not True or False in every row or not of dtype bool, for none, for words that are no whole
    number from 0 on, rows without article or paragraph, articles without a group where
    `reference` is None, a group compared with itself, and a group without words.

    Source: Efron 1979; Efron & Tibshirani 1993 (how ranges are drawn: `draws.bootstrap`).

    >>> rows = [("a", 1, 6, "x", True), ("a", 2, 4, "x", False), ("b", 1, 5, "y", False)]
    >>> table = pd.DataFrame(rows, columns=["article", "paragraph", "words", "era", "trade"])
    >>> shares = compare_shares(table, by="era", target="x")
    >>> shares[["of", "target_count", "target_n", "reference_count", "reference_n"]].values.tolist()
    [['sentences', 1, 2, 0, 1], ['words', 6, 10, 0, 5], ['paragraphs', 1, 2, 0, 1]]
    """
    check_whole(0, seed=seed)
    names, counts, smallest = count_properties(sentences, by, target, reference, properties)
    tables = [table.to_numpy() for table in counts]
    sums = [table.sum(axis=0) for table in tables]
    share = _with_difference(*map(shares_of, sums))
    moved = _without_one(tables, sums)

    # The group with the first unit draws first, so that swapping the groups only turns the sign.
    turn = slice(None, None, -1 if counts[0].index[0] > counts[1].index[0] else 1)
    drawn = bootstrap(
        tables[turn], lambda *each: _with_difference(*map(shares_of, each[turn])), seed=seed
    )
    ends, kinds = _named(drawn, range_kind(smallest), *map(alike, tables, sums))

    columns: dict[str, object] = {
        "property": np.repeat(names, len(MEASURES)),
        "of": pd.Categorical(np.tile(MEASURES, len(names)), categories=MEASURES),
    }
    for side, name in enumerate(("target", "reference", "difference")):
        if side < len(sums):
            columns[f"{name}_count"] = sums[side][len(MEASURES) :].astype(int)
            columns[f"{name}_n"] = np.tile(sums[side][: len(MEASURES)].astype(int), len(names))
        columns[f"{name}_share" if side < len(sums) else name] = share[side].ravel()
        columns[f"{name}_low"], columns[f"{name}_high"] = (end[side].ravel() for end in ends)
        columns[f"{name}_range"] = kinds[side].ravel()
    columns["without_one_low"], columns["without_one_high"] = (end.ravel() for end in moved)
    result = pd.DataFrame(columns).sort_values(
        ["of", "difference", "property"], ascending=[True, False, True], ignore_index=True
    )
    return result.astype({"property": str, "of": str})


@checked
def shuffle_shares(
    sentences: pd.DataFrame,
    *,
    by: str,
    target: object,
    reference: object = None,
    properties: Names = None,
    deals: int = DRAWS,
    seed: int = 0,
) -> pd.DataFrame:
    """How far shares of two groups differ where there is nothing to tell the groups apart.

    Arguments as for `compare_shares`.

    What it returns: a row a property and measure `of`, in the order of the properties.
    - `shuffled_low` and `shuffled_high`: where the middle 95 % of the deals' differences lie;
    - `as_far`: the share of the deals (0 to 1) in which the groups differ as much as they really
      do or more, in either direction;
    - `deals`: how many there are, and `unit`: what is dealt, paragraphs or articles.

    How it deals: in each deal the same paragraphs (from 5 articles in each group on, the same
    articles) go at random to two groups of as many units; where there are no more ways to do so
    than `deals`, each way comes up as often. It is a comparison, not a test: paragraphs are not
    exchangeable between articles, so no p-value follows. A deal that leaves a group without words
    has no share of words.

    Errors: as `compare_shares`; ValueError for fewer than 1 deal or too many.

    >>> rows = [("a", 1, 5, "x", True), ("b", 1, 5, "y", False)]
    >>> table = pd.DataFrame(rows, columns=["article", "paragraph", "words", "era", "trade"])
    >>> shuffle_shares(table, by="era", target="x", deals=50)["as_far"].tolist()
    [1.0, 1.0, 1.0]
    """
    check_deals(deals, seed)
    names, counts, smallest = count_properties(sentences, by, target, reference, properties)
    rows = np.concatenate(counts)
    in_target = np.arange(len(rows)) < len(counts[0])
    dealt = deal_anew(in_target, deals, seed).astype(float)
    with np.errstate(invalid="ignore"):  # 0/0: a group without words
        differences = shares_of(dealt @ rows) - shares_of((1 - dealt) @ rows)
    observed, shuffled = differences[0], differences[1:]
    low, high = np.nanquantile(shuffled, TAILS, axis=0)
    # Sums of the same numbers in another order differ in the last digit: a tie stays a tie.
    further = np.abs(shuffled) >= np.abs(observed) * (1 - 1e-9)
    as_far = further.sum(axis=0) / np.isfinite(shuffled).sum(axis=0)
    return pd.DataFrame(
        {
            "property": np.repeat(names, len(MEASURES)),
            "of": np.tile(MEASURES, len(names)),
            "shuffled_low": low.ravel(),
            "shuffled_high": high.ravel(),
            "as_far": as_far.ravel(),
            "deals": len(shuffled),
            "unit": drawn_unit(smallest),
        }
    )


@checked
def shuffle_exclusive(
    sentences: pd.DataFrame,
    *,
    by: str,
    target: object,
    reference: object = None,
    properties: Names = None,
    deals: int = DRAWS,
    seed: int = 0,
) -> pd.DataFrame:
    """How many properties only one group has, and how many where nothing tells the groups apart.

    Arguments as for `compare_shares`. A property may be a name that a sentence gives, as in
    `mark_sentences(corpus, lookup(corpus, read_dictionary("names")), by=by)`.

    What it returns: one row a deal.
    - `deal`: 0 is the real grouping, marked in `observed`;
    - `exclusive`: the properties that only one of the two groups has, among `properties`: those
      that two paragraphs or more have, the same in every deal (what one paragraph has is always
      in one group only);
    - `unit`: what is dealt, paragraphs or articles.

    How it deals: as `shuffle_shares`; where articles are dealt, a property counts that two
    articles or more have.

    Errors: as `compare_shares`; ValueError for fewer than 1 deal or too many, and where no property
    occurs in two units.

    Three paragraphs, of which two have trade: in the real groups only x has it, and so it is in one
    of the three ways to deal them, when the third paragraph falls to y.

    >>> rows = [("a", 1, 5, "x", True), ("a", 2, 5, "x", True), ("b", 1, 5, "y", False)]
    >>> table = pd.DataFrame(rows, columns=["article", "paragraph", "words", "era", "trade"])
    >>> shuffled = shuffle_exclusive(table, by="era", target="x")
    >>> print(shuffled["exclusive"][0], shuffled["exclusive"][1:].mean().round(2))
    1 0.33
    """
    check_deals(deals, seed)
    _, counts, smallest = count_properties(sentences, by, target, reference, properties)
    # In the order of articles and paragraphs, so that swapping the groups changes nothing.
    rows = pd.concat(counts, keys=[True, False], names=["target"])
    rows = rows.sort_index(level=list(range(1, rows.index.nlevels)), kind="stable")
    has = rows.iloc[:, PARAGRAPHS].to_numpy()[:, 1:] > 0
    has = has[:, has.sum(axis=0) > 1]
    unit = drawn_unit(smallest)
    if not has.shape[1]:
        raise ValueError(f"no property occurs in two {unit} or more; give others")
    in_target = rows.index.get_level_values("target").to_numpy(dtype=bool)
    dealt = deal_anew(in_target, deals, seed)
    found = dealt.astype(float) @ has
    return pd.DataFrame(
        {
            "deal": np.arange(len(dealt)),
            "observed": np.arange(len(dealt)) == 0,
            "exclusive": ((found == 0) | (found == has.sum(axis=0))).sum(axis=1),
            "properties": has.shape[1],
            "unit": unit,
        }
    )


def _with_difference(target: Floats, reference: Floats) -> Floats:
    return np.stack([target, reference, target - reference], axis=-3)


def _without_one(tables: list[Floats], sums: list[Floats]) -> tuple[Floats, Floats]:
    """The least and the greatest difference when one unit is left out; nan if none can be."""
    share, (first, second) = [*map(shares_of, sums)], tables
    with np.errstate(invalid="ignore"):  # 0/0: no words are left, or no unit
        without_first = shares_of(sums[0] - first) - share[1]
        without_second = share[0] - shares_of(sums[1] - second)
    found = np.concatenate([without_first, without_second])
    return np.fmin.reduce(found), np.fmax.reduce(found)


def _named(drawn: Range, kind: str, target: Flags, reference: Flags) -> tuple[Floats, Texts]:
    """The ends of each range, nan where all redraws are alike, and what each is called."""
    nothing = np.stack([target, reference, target & reference])
    one_sided = np.stack([target & False, reference & False, target ^ reference])
    kinds = np.select([nothing, one_sided], [NONE, kind + ONE_SIDED], kind)
    return np.where(nothing, np.nan, np.stack([drawn.low, drawn.high])), kinds
