"""The arguments of a public function held against its annotations, before any work is done."""

import reprlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, wraps
from inspect import Parameter, signature
from io import IOBase
from types import UnionType
from typing import Any, Literal, ParamSpec, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from kzlib.text.several import Several

P = ParamSpec("P")
R = TypeVar("R")

LARGEST = 2**63  # whole numbers beyond it fit no table
NUMBERS = (int, float, np.integer, np.floating)
LISTS = (Sequence, np.ndarray, pd.Series, pd.Index)
WANTED = {  # types by their names, as this module stands below those that define them
    "str": "text",
    "bool": "True or False",
    "int": "a whole number",
    "float": "a number",
    "NoneType": "None",
    "DataFrame": "a pandas DataFrame",
    "Corpus": "a Corpus, as read_corpus(folder) makes it",
    "Dictionary": "a Dictionary, as read_dictionary(name) makes it",
    "Callable": "a function",
    "Executor": "an executor, such as ProcessPoolExecutor()",
}
SHORT = reprlib.Repr()
SHORT.maxother = SHORT.maxstring = 60


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """The function, with one sentence on any argument that is not of its annotated type.

    - Text is no list of texts; True is no number; a number is finite and below 2**63.
    - The items of lists and the values of mappings are looked at, those of iterators are not.
    - What has no type that can be told (`object`, `Any`, arrays) is left to the function.
    - A function of a corpus or of its sentences that groups `by` a column takes a list of two or
      more as well; then `target` and `reference` are tuples, and a table has each column.

    Errors: ValueError.

    >>> @checked
    ... def repeat(word: str, *, times: int = 2) -> str:
    ...     return word * times
    >>> repeat("a", times="2")
    Traceback (most recent call last):
    ...
    ValueError: times is '2'; give a whole number
    """
    named = signature(function)
    # What reads a corpus, or sentences or groups that have these columns, and writes nothing.
    names = {*named.parameters}
    takes_several = "path" not in names and bool(names & {"corpus", "sentences", "groups"})

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            given = named.bind(*args, **kwargs).arguments
        except TypeError:
            return function(*args, **kwargs)  # says itself what is missing or unknown
        several = Several(given["by"]) if "by" in names and _is_several(given.get("by")) else None
        if several is not None and not takes_several:
            one = f"{function.__name__} groups by one column"
            raise ValueError(f"by is {shown(given['by'])}; {one}, give its name")
        if several is not None:
            given = several.as_one(given)
        hints = _hints(function)
        for name, value in given.items():
            parameter = named.parameters[name]
            if name not in hints or value is parameter.default:
                continue
            values = value if parameter.kind is Parameter.VAR_KEYWORD else {name: value}
            for key, each in values.items():
                if not _fits(each, hints[name]):
                    raise ValueError(f"{key} is {shown(each)}; give {_wanted(each, hints[name])}")
        if several is not None:
            return several.apart(function(**given))  # type: ignore[no-any-return, call-arg]
        return function(*args, **kwargs)

    return call


def _is_several(by: object) -> bool:
    """Whether a call groups by several columns: a list of texts."""
    return isinstance(by, (list, tuple)) and all(isinstance(each, str) for each in by)


@cache
def _hints(function: Callable[..., Any]) -> dict[str, Any]:
    return get_type_hints(function)


def _fits(value: object, hint: Any) -> bool:
    """Whether a value is of the type that an annotation names."""
    origin, inner = get_origin(hint), get_args(hint)
    kind = origin or hint
    if hint == ArrayLike:
        fits = True  # what holds numbers, and which, the measures say themselves
    elif origin in (Union, UnionType):
        fits = any(_fits(value, each) for each in inner)
    elif origin is Literal:
        fits = isinstance(value, (str, int)) and value in inner
    elif hint in (int, float):
        fits = _is_number(value, (int, np.integer) if hint is int else NUMBERS)
    elif hint is bool:
        fits = isinstance(value, (bool, np.bool_))
    elif not isinstance(kind, type) or kind in (object, Any):
        fits = True
    elif kind is Sequence and isinstance(value, LISTS):
        fits = not isinstance(value, (str, bytes)) and _each_fits(value, inner[0])
    elif isinstance(value, Mapping) and isinstance(value, kind) and inner[1:]:
        fits = _each_fits(value, inner[0]) and _each_fits(value.values(), inner[1])
    elif (
        isinstance(value, Iterable)
        and isinstance(value, origin or ())
        and not isinstance(value, Iterator)
    ):
        items = inner[:1] if inner[1:] in ((), (...,)) else (object,)
        fits = not isinstance(value, (str, bytes)) and _each_fits(value, *items)
    else:
        fits = isinstance(value, kind) and not isinstance(value, IOBase)
    return fits


def _each_fits(values: Iterable[object], hint: Any) -> bool:
    return all(_fits(value, hint) for value in values)


def _is_number(value: object, kinds: tuple[type, ...]) -> bool:
    """Whether a value is a number that a table can hold: finite, below 2**63, not True."""
    real = isinstance(value, kinds) and not isinstance(value, bool)
    return real and bool(-LARGEST < value < LARGEST)  # type: ignore[operator]  # false for NaN


def _wanted(value: object, hint: Any) -> str:
    """The type that an annotation names, in words."""
    origin, inner = get_origin(hint), get_args(hint)
    name = getattr(origin or hint, "__name__", "")
    if origin in (Union, UnionType):
        words = " or ".join(dict.fromkeys(_wanted(value, each) for each in inner))
    elif origin is Literal:
        words = " or ".join(map(repr, inner))
    elif name == "Corpus" and isinstance(value, Iterator):
        words = "one corpus at a time: for each in read_batches(...)"
    elif name in WANTED:
        words = WANTED[name]
    elif inner and issubclass(origin, Mapping):
        each = "" if inner[1] in (object, Any) else f" to {_wanted(value, inner[1])}"
        words = f"a mapping{each}"
    elif inner:
        words = f"a list, each {_wanted(value, inner[0])}"
    else:
        words = f"a {name}"
    return words


def shown(value: object) -> str:
    """A wrong argument in an error's one line: its repr, cut, or the name of its type."""
    if isinstance(value, Iterator):
        return "an iterator"
    text = ""
    if not isinstance(value, (pd.DataFrame, pd.Series, pd.Index, np.ndarray)):
        with suppress(Exception):  # a repr may fail: of a whole number with thousands of digits
            text = SHORT.repr(value)
    return text if text and text.isprintable() else f"of the type {type(value).__name__}"
