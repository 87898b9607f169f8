"""Arguments held against annotations: what passes, and the one sentence on what does not."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd
import pytest

from kzlib.text.arguments import checked
from kzlib.text.corpus import Corpus

CORPUS = Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": ["One."]}))

ALLOWED: list[tuple[object, object]] = [
    (str, "x"),
    (int, np.int64(3)),
    (float, 3),
    (float, np.float32(0.5)),
    (bool, np.True_),
    (str | Path, Path("x")),
    (str | None, None),
    (Sequence[str], ["a"]),
    (Sequence[str], np.array(["a"])),
    (Sequence[str], pd.Series(["a"])),
    (Iterable[str], {"a"}),
    (Iterable[str], iter("ab")),
    (tuple[str, float], ("a", 1.0)),
    (Mapping[str, int], {"a": 1}),
    (Callable[[str], float], len),
    (Literal["warn", "keep"], "keep"),
    (pd.DataFrame, pd.DataFrame()),
    (Corpus, CORPUS),
    (object, 5),
]
REFUSED: list[tuple[object, object, str]] = [
    (str, 5, "5; give text"),
    (str, None, "None; give text"),
    (str, ["era"], "['era']; give text"),
    (int, True, "True; give a whole number"),
    (int, 1.0, "1.0; give a whole number"),
    (int, "3", "'3'; give a whole number"),
    (int, None, "None; give a whole number"),
    (int, float("nan"), "nan; give a whole number"),
    (int, 2**63, "9223372036854775808; give a whole number"),
    (int, 10**5000, "of the type int; give a whole number"),
    (float, float("nan"), "nan; give a number"),
    (float, float("inf"), "inf; give a number"),
    (float, "0.95", "'0.95'; give a number"),
    (bool, 1, "1; give True or False"),
    (str | Path, b"x", "b'x'; give text or a Path"),
    (str | None, 5, "5; give text or None"),
    (Sequence[str], "ab", "'ab'; give a list, each text"),
    (Sequence[str], ["a", 1], "['a', 1]; give a list, each text"),
    (Sequence[str], iter("ab"), "an iterator; give a list, each text"),
    (Iterable[str], "ab", "'ab'; give a list, each text"),
    (Mapping[str, int], {"a": "1"}, "{'a': '1'}; give a mapping to a whole number"),
    (Mapping[str, int], ["a"], "['a']; give a mapping to a whole number"),
    (Callable[[str], float], "f", "'f'; give a function"),
    (Literal["warn", "keep"], "x", "'x'; give 'warn' or 'keep'"),
    (
        Literal["warn", "keep"],
        pd.DataFrame({"a": [1, 2]}),
        "of the type DataFrame; give 'warn' or 'keep'",
    ),
    (pd.DataFrame, [1], "[1]; give a pandas DataFrame"),
    (str, pd.DataFrame({"a": [1]}), "of the type DataFrame; give text"),
    (Corpus, "seeds", "'seeds'; give a Corpus, as read_corpus(folder) makes it"),
    (Iterator[str], "ab", "'ab'; give a list, each text"),
    (str, ["\ud800\n"], "['\\ud800\\n']; give text"),
]


def given(hint: object) -> Callable[..., object]:
    def function(value: object = 0.25, **more: object) -> object:
        return value

    function.__annotations__ = {"value": hint, "more": hint}
    return checked(function)


@pytest.mark.parametrize(("hint", "value"), ALLOWED, ids=range(len(ALLOWED)))
def test_what_is_of_its_type_passes(hint: object, value: object) -> None:
    assert given(hint)(value) is value


@pytest.mark.parametrize(("hint", "value", "said"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_not_gets_one_sentence(hint: object, value: object, said: str) -> None:
    for call in (lambda: given(hint)(value), lambda: given(hint)(value=value)):
        with pytest.raises(ValueError, match=r"^value is ") as error:
            call()
        assert str(error.value) == f"value is {said}"


def test_each_of_many_named_arguments_is_looked_at_and_called_by_its_name() -> None:
    with pytest.raises(ValueError, match=r"^era is 5; give text$"):
        given(str)("x", title="y", era=5)


def test_a_default_need_not_be_of_the_type() -> None:
    assert given(str)() == 0.25
    assert given(str)(0.25) == 0.25


def test_what_is_missing_or_unknown_is_said_by_python_from_here() -> None:
    function = checked(lambda value: value)
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'value'"):
        function()


def test_an_iterator_of_corpora_is_told_apart() -> None:
    with pytest.raises(ValueError, match=r"give one corpus at a time: for each in read_batches"):
        given(Corpus)(iter([CORPUS]))


def test_the_name_the_text_and_the_signature_stay() -> None:
    function = given(str)
    assert function.__name__ == "function"
    assert function.__module__ == __name__
