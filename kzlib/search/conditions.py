"""Conditions: which rows of a table meet a line of a file, as `tone == -1 and whom == "us"`.

Python's parser takes a condition apart, and nothing more: what it may hold stands in the functions
below, each of which makes the marks of the rows itself. So nothing in a stranger's file runs.
"""

import ast
import operator
import re
import warnings
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.types import infer_dtype

from kzlib.search.patterns import Pattern, Vocabulary, find_matches, read_pattern
from kzlib.text.arguments import checked, shown
from kzlib.text.checks import listed
from kzlib.text.plain import normal_form, plain_text
from kzlib.text.tokens import function_words, tokenize

Mask: TypeAlias = NDArray[np.bool_]
Test: TypeAlias = Callable[[pd.DataFrame], Mask]
"""Which rows of a table meet a condition, or a part of one."""

BLANK = re.compile(r"\s+")
LONGEST, DEEPEST, LARGEST, LONGEST_NAME = 2000, 20, 10**15, 60
TEXT, NUMBERS, TRUTH, NOTHING = "text", "numbers", "True or False", "nothing"
KINDS = {  # what pandas calls the values of a column
    **{"string": TEXT, "boolean": TRUTH, "empty": NOTHING},
    **dict.fromkeys(["integer", "floating", "mixed-integer-float"], NUMBERS),
}
SAY = {
    TEXT: 'compare it with text in quotes, as in whom == "us"',
    NUMBERS: "compare it with a number without quotes, as in tone == -1",
    TRUTH: "write it alone, or not before it",
}
Compare: TypeAlias = Callable[[Any, Any], bool]
COMPARE: dict[type[ast.cmpop], Compare] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
ALLOWED = (
    "write columns, text in straight quotes, numbers, == != < <= > >=, in, not in, and, or, not, "
    'and pattern("trade*") in text'
)
OLD = (
    'write "NATO" in text for text.str.contains("NATO"), speaker in ["a", "b"] for speaker.isin, '
    "and, or, not for & | ~"
)


class PartError(ValueError):
    """What a condition may not hold: the part of it, and what to write instead."""

    def __init__(self, node: ast.expr, say: str) -> None:
        super().__init__(say)
        self.node = node


@checked
def read_condition(condition: str) -> Test:
    """A condition, read: a function that gives, for a table, True or False for each of its rows.

    A condition may hold:

    - the name of a column of True and False, such as ``wto``; what is no single word of letters,
      digits and `_` cannot be named, and has to be renamed in the table;
    - comparisons of a column with text in quotes, a number or another column: ``tone == -1``,
      ``3 <= sentence < 20``; text is compared letter by letter, so that `<` is for dates such as
      ``published < "2020-05-01"``;
    - ``speaker in ["Smith", "report"]``: the cell is one of these;
    - ``"NATO" in text``: the text holds these letters, as they are written;
    - ``"security" in themes``: one of the codes of the cell, which are joined by `;`. So it is in
      every column but `text`: the code *us* is not in *russia*;
    - ``pattern("both US", "trade*") in text``: the cell holds what one of these patterns finds, as
      in a dictionary of `lookup`;
    - ``not in`` for each ``in``; `and`, `or`, `not` and brackets.

    Errors: ValueError for all else, with the part of the condition that cannot be read, and for
    what is longer than 2000 characters or nested deeper than 20 times; from the function, for a
    column that the table has not, or not once, that holds missing values, or values that are
    compared with another kind.

    >>> table = pd.DataFrame({"tone": [1, -1, 1], "themes": ["trade;security", "security", ""]})
    >>> read_condition('tone == 1 and "security" in themes')(table).tolist()
    [True, False, False]
    """
    if len(condition) > LONGEST:
        raise ValueError(f"it has {len(condition)} characters; write {LONGEST} or fewer")
    condition = plain_text(condition).strip()
    if "\\" in condition:
        raise ValueError(
            "it has a backslash, and regular expressions are not read here; write the text as it "
            'is, or a look-up pattern: pattern("both US") in text'
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the parser, on what is refused below
            tree = ast.parse(condition, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        line, place = getattr(error, "text", "") or condition, getattr(error, "offset", 1) or 1
        rest = line[max(place - 1, 0) :]
        where = f"from {shown(rest)} on" if rest.strip() else "to its end"
        raise ValueError(f"it cannot be read {where}; {ALLOWED}") from None
    try:
        return _test(tree, 0)
    except PartError as refused:
        part = ast.get_source_segment(condition, refused.node) or ""
        named = "it" if part == condition else shown(part)
        raise ValueError(f"{named} cannot be read here; {refused}") from None


def _test(node: ast.expr, depth: int) -> Test:
    """The test that a part of a condition makes: one that gives True or False by itself."""
    if depth > DEEPEST:
        raise PartError(node, f"it is nested deeper than {DEEPEST} times; write it flatter")
    if isinstance(node, ast.BoolOp):
        tests = [_test(value, depth + 1) for value in node.values]
        join = np.logical_and if isinstance(node.op, ast.And) else np.logical_or
        return lambda table: join.reduce([test(table) for test in tests])
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        negated = _test(node.operand, depth + 1)
        return lambda table: ~negated(table)
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        pairs = [
            _pair(left, op, right)
            for left, op, right in zip(sides, node.ops, sides[1:], strict=False)
        ]
        return lambda table: np.logical_and.reduce([pair(table) for pair in pairs])
    if isinstance(node, ast.Name):
        name = node.id
        return lambda table: _mask(_values(table, name, TRUTH))
    raise _refusal(node)


def _pair(left: ast.expr, op: ast.cmpop, right: ast.expr) -> Test:
    """The test of two sides and what stands between them."""
    if type(op) in COMPARE:
        return _comparison(left, COMPARE[type(op)], right)
    if isinstance(op, (ast.Is, ast.IsNot)):
        raise PartError(left, "write == or != for is and is not")
    if isinstance(right, (ast.List, ast.Tuple)):
        test = _membership(left, right)
    elif not isinstance(right, ast.Name):
        raise PartError(right, 'write a list after in, as in ["a", "b"], or a column')
    elif isinstance(left, ast.Call):
        test = _search(left, right.id)
    else:
        test = _part(left, right.id)
    return test if isinstance(op, ast.In) else lambda table: ~test(table)


def _comparison(left: ast.expr, compare: Compare, right: ast.expr) -> Test:
    """The test of ``tone == -1``: a column beside a constant, or beside another column."""
    names = [side.id if isinstance(side, ast.Name) else "" for side in (left, right)]
    constants = [_constant(side) for side in (left, right) if not isinstance(side, ast.Name)]
    if not any(names):
        raise PartError(left, "it is compared with no column; write one without quotes")

    def test(table: pd.DataFrame) -> Mask:
        kind = _kind(constants[0]) if constants else read_column(table, names[0])[0]
        sides = [_values(table, name, kind) if name else constants * len(table) for name in names]
        return _mask(map(compare, *sides))

    return test


def _membership(left: ast.expr, right: ast.List | ast.Tuple) -> Test:
    """The test of ``speaker in ["Smith", "report"]``."""
    if not isinstance(left, ast.Name):
        raise PartError(left, 'write a column before a list, as in speaker in ["Smith", "report"]')
    constants = frozenset(map(_constant, right.elts))
    kinds = {_kind(each) for each in constants}
    if len(kinds) != 1:
        raise PartError(right, 'write texts or numbers in the list, as in ["Smith", "report"]')
    name, kind = left.id, kinds.pop()
    return lambda table: _mask(value in constants for value in _values(table, name, kind))


def _part(left: ast.expr, name: str) -> Test:
    """The test of ``"NATO" in text`` and of ``"security" in themes``."""
    wanted = _constant(left)
    if not isinstance(wanted, str) or not wanted.strip():
        raise PartError(left, f'write text in quotes before in, as in "trade" in {name}')
    if name == "text":
        letters = BLANK.sub(" ", wanted)
        return lambda table: _mask(
            letters in BLANK.sub(" ", cell) for cell in _values(table, name, TEXT)
        )
    if ";" in wanted:
        raise PartError(left, f'write one code at a time, as "a" in {name} and "b" in {name}')
    code = wanted.strip()
    return lambda table: _mask(
        code in map(str.strip, cell.split(";")) for cell in _values(table, name, TEXT)
    )


def _search(call: ast.Call, name: str) -> Test:
    """The test of ``pattern("both US") in text``."""
    if not isinstance(call.func, ast.Name) or call.func.id != "pattern" or call.keywords:
        raise _refusal(call)
    given = [_constant(each) for each in call.args]
    try:
        patterns = [read_pattern(each) for each in given]
    except ValueError as error:
        raise PartError(call, str(error)) from None
    if not patterns:
        raise PartError(call, f'write a pattern in the brackets, as in pattern("trade*") in {name}')
    return lambda table: _contains(_values(table, name, TEXT), patterns)


def _constant(node: ast.expr) -> str | float:
    """Text in one pair of quotes, or a number, as a condition writes it."""
    sign, number = 1, node
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        sign, number = -1 if isinstance(node.op, ast.USub) else 1, node.operand
    value = number.value if isinstance(number, ast.Constant) else None
    if isinstance(value, bool):
        raise PartError(node, "write a column of True and False alone, or not before it")
    if isinstance(value, str) and number is node:
        # Two texts side by side are one to Python: a forgotten comma.
        if (node.end_col_offset or 0) - node.col_offset != len(value.encode()) + 2:
            raise PartError(node, "write each text in one pair of quotes, and commas between texts")
        return value
    if isinstance(value, (int, float)):
        if value > LARGEST:
            raise PartError(node, f"write a number up to {LARGEST}")
        return sign * value
    raise _refusal(node)


def _refusal(node: ast.expr) -> PartError:
    """What to say of a part that no condition may hold."""
    called = node.func if isinstance(node, ast.Call) else node
    sign = isinstance(getattr(node, "op", None), (ast.BitAnd, ast.BitOr, ast.Invert))
    old = sign or isinstance(called, ast.Attribute)
    return PartError(node, OLD if old else ALLOWED)


def _kind(constant: str | float) -> str:
    return TEXT if isinstance(constant, str) else NUMBERS


def read_column(table: pd.DataFrame, name: str) -> tuple[str, list[Any]]:
    """What a column of the table holds, in a word, and its values.

    Errors: ValueError for a column that is not there, or not once, or not of one kind throughout.
    """
    # As Python's parser gives a name: of full-width letters, say, the plain ones.
    wanted, *names = (normal_form("NFKC", str(each)) for each in (name, *table.columns))
    if names.count(wanted) != 1:
        if wanted in names:
            raise ValueError(f"the table has two columns {shown(name)}; rename one")
        known = [each for each in names if each.isidentifier() and len(each) <= LONGEST_NAME]
        near = ", ".join(get_close_matches(name, known, n=3))
        hint = f"did you mean {near}?" if near else f"there is: {listed(known)}"
        raise ValueError(f"the table has no column {shown(name)}; {hint}")
    column = table.iloc[:, names.index(wanted)].astype(object)
    kind = KINDS.get(infer_dtype(column, skipna=False), "")
    if not kind or column.isna().any():
        raise ValueError(
            f"the column {shown(name)} is not text, numbers, or True and False in every row; fill "
            "or change it"
        )
    return kind, column.map(plain_text).tolist() if kind == TEXT else column.tolist()


def _values(table: pd.DataFrame, name: str, kind: str) -> list[Any]:
    """The values of a column that holds what the condition takes it to hold."""
    held, values = read_column(table, name)
    if held not in (kind, NOTHING):
        raise ValueError(f"the column {shown(name)} holds {held}; {SAY[held]}")
    return values


def _mask(values: Iterable[bool]) -> Mask:
    return np.fromiter(values, dtype=np.bool_)


def _contains(texts: list[str], patterns: list[Pattern]) -> Mask:
    """Which of the texts hold a match of one of the patterns, each text a row of tokens."""
    vocabulary, types, borders = _tokens_of(tuple(texts))
    found = find_matches(patterns, vocabulary, types, borders)
    mask = np.zeros(len(texts), dtype=np.bool_)
    mask[np.searchsorted(borders, found[:, 0], side="right")] = True
    return mask


@lru_cache(maxsize=1)  # the conditions of a file ask the same column one after the other
def _tokens_of(texts: tuple[str, ...]) -> tuple[Vocabulary, NDArray[np.intp], NDArray[np.intp]]:
    """The distinct tokens of the texts, which of them each token is, and where each text ends."""
    rows = [tokenize(text) for text in texts]
    numbers: dict[tuple[str, str, str], int] = {}
    types = [
        numbers.setdefault((token.token, token.term, token.kind), len(numbers))
        for row in rows
        for token in row
    ]
    borders = np.cumsum([len(row) for row in rows], dtype=np.intp)
    return Vocabulary(numbers, function_words()), np.array(types, dtype=np.intp), borders
