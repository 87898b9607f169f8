"""Dictionaries: keys with patterns in a file that a person can read, and the one look-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.types import infer_dtype

from kzlib.search.patterns import Pattern, Vocabulary, find_matches, read_pattern
from kzlib.text.arguments import checked, shown
from kzlib.text.batches import in_batches
from kzlib.text.checks import as_text, check_fields, check_table, ids_of, whole_column
from kzlib.text.corpus import Corpus, in_plain_text
from kzlib.text.files import DATA, data_file, is_file, read_data, read_toml
from kzlib.text.groups import Part, part_mask
from kzlib.text.tokens import function_words

IGNORE = "ignore"
"""The key whose matches count for nothing."""

MOST_STARRED = 1000
"""Patterns with a `*` before letters: each of them may have to look at every word of a corpus."""

_KEY_FIELDS = ("label", "group", "about", "quote", "patterns")
_MATCH_COLUMNS = ("article", "sentence", "start", "end", "key", "text")


@dataclass(frozen=True)
class Key:
    """One key: what figures call it, its group, what counts, words to quote, its patterns."""

    key: str
    label: str
    group: str
    about: str
    quote: str
    patterns: tuple[str, ...]


@dataclass(frozen=True)
class Dictionary:
    """Keys with patterns, in the order of their file; made by `read_dictionary`.

    Errors: ValueError for a pattern that can match nothing or everything, for one that stands
    twice, for a key that does, or has a semicolon, and for more than 1,000 patterns with a `*`
    before letters.
    """

    name: str
    keys: tuple[Key, ...]

    def __post_init__(self) -> None:
        if not (isinstance(self.keys, tuple) and all(isinstance(key, Key) for key in self.keys)):
            raise ValueError("a dictionary is made by read_dictionary or Dictionary.from_mapping")
        _ = self.rules  # what is wrong with a pattern shows when the dictionary is made

    @cached_property
    def rules(self) -> tuple[tuple[str, str, Pattern], ...]:
        """Key, pattern and the words of the pattern, those of `ignore` first; read once."""
        if not self.keys:
            raise ValueError(f"{self.name} has no keys; write [keys.trade] with patterns = [...]")
        seen: dict[Pattern, str] = {}
        rules: list[tuple[str, str, Pattern]] = []
        names: set[str] = set()
        for key in self.keys:
            name = as_text(key.key)
            if name in names or ";" in name:
                why = "has a semicolon" if ";" in name else "stands twice"
                raise ValueError(f"{self.name}: the key {key.key!r} {why}; give it another name")
            names.add(name)
            if not key.patterns:
                raise ValueError(f"{self.name}: the key {key.key!r} has no patterns; give one")
            written: set[str] = set()
            for pattern in key.patterns:
                try:
                    words = read_pattern(pattern)
                except ValueError as error:
                    raise ValueError(f"{self.name}: key {key.key!r}: {error}") from None
                other = seen.setdefault(words, key.key)
                if other != key.key or pattern in written:
                    raise ValueError(
                        f"{self.name}: the pattern {pattern!r} of the key {key.key!r} stands "
                        f"already under {other!r}; keep one of them"
                    )
                written.add(pattern)
                rules.append((key.key, pattern, words))
        starred = [1 for *_, read in rules if any("*" in word.rstrip("*") for word in read.words)]
        if len(starred) > MOST_STARRED:
            many = f"{len(starred)} patterns with a * before letters"
            raise ValueError(f"{self.name} has {many}; write {MOST_STARRED} at most")
        return tuple(sorted(rules, key=lambda rule: rule[0] != IGNORE))

    @property
    def labels(self) -> dict[str, str]:
        """What figures call each key, in the order of the file; without `ignore`.

        >>> read_dictionary("claims").labels
        {'number': 'number', 'date': 'date', 'superlative': 'superlative'}
        """
        return {key.key: key.label for key in self.keys if key.key != IGNORE}

    @classmethod
    @checked
    def from_mapping(cls, content: Mapping[str, Any], *, name: str = "dictionary") -> Dictionary:
        """A dictionary from a mapping of the same form as the file: [keys.NAME] with patterns.

        The name of a key is one line without blanks round it (`as_text`). Errors: ValueError for a
        field that is missing, unknown or of another type, and as above.

        >>> keys = {"trade": {"patterns": ["trade", "invest*"]}}
        >>> Dictionary.from_mapping({"keys": keys}).keys[0].label
        'trade'
        """
        name = as_text(name)
        check_fields(content, ("title", "about", "keys"), name)
        _check_texts(content, ("title", "about"), name)
        if not isinstance(content.get("keys"), Mapping):
            raise ValueError(f"{name} has no [keys]; write [keys.trade] with patterns = [...]")
        keys: list[Key] = []
        for key, fields in content["keys"].items():
            where = f"{name}: the key {shown(key)}"
            if not isinstance(key, str) or not (key := as_text(key)):
                raise ValueError(f"{where} is no name; write [keys.trade] with patterns = [...]")
            if not isinstance(fields, Mapping):
                raise ValueError(
                    f"{where} is {shown(fields)}; write [keys.{key}] with patterns = [...]"
                )
            check_fields(fields, _KEY_FIELDS, where)
            _check_texts(fields, _KEY_FIELDS[:-1], where)
            patterns = fields.get("patterns", ())
            if not isinstance(patterns, (list, tuple)):
                one = f"[{patterns!r}]" if isinstance(patterns, str) else '["trade", "invest*"]'
                raise ValueError(f"{where} has patterns that are no list; write {one}")
            label, group, about, quote = (fields.get(each, "") for each in _KEY_FIELDS[:-1])
            keys.append(Key(key, label or key, group, about, quote, tuple(patterns)))
        return cls(name, tuple(keys))

    @property
    def table(self) -> pd.DataFrame:
        """A row a pattern: key, group, label, pattern, in the order of the file."""
        rows = [(key.key, key.group, key.label, each) for key in self.keys for each in key.patterns]
        return pd.DataFrame(rows, columns=["key", "group", "label", "pattern"])


def _check_texts(fields: Mapping[str, Any], names: Iterable[str], where: str) -> None:
    """ValueError for a field that is there, but is no text."""
    for name in names:
        if not isinstance(fields.get(name, ""), str):
            raise ValueError(
                f"{where} has the {name} {shown(fields[name])}; write text in quotation marks"
            )


@checked
def read_dictionary(name_or_path: str | Path) -> Dictionary:
    """A dictionary: one of kzlib's own by its name, or a reader's own by its path.

    A bare name ("themes", "names") is a file of kzlib; what ends in `.toml`, or is a Path, is a
    file of yours (UTF-8, in the same form; its `title` and `about` are for people). Errors:
    FileNotFoundError for a missing file; ValueError, with the file's name, for TOML that cannot be
    read and as `Dictionary`.

    >>> read_dictionary("themes").keys[0].label
    'diplomacy'
    """
    file = data_file(name_or_path)
    if not is_file(file):
        lists = [each for each in DATA.iterdir() if each.name.endswith(".toml")]
        known = [each.name[:-5] for each in lists if "\n[keys." in each.read_text(encoding="utf-8")]
        raise FileNotFoundError(
            f"there is no dictionary {shown(str(name_or_path))}; give the path of a .toml file or "
            f"one of kzlib's own: {', '.join(sorted(known))}"
        )
    if isinstance(name_or_path, str) and not name_or_path.endswith(".toml"):
        return _read_own(name_or_path)
    return Dictionary.from_mapping(read_toml(file), name=file.name.removesuffix(".toml"))


@cache
def _read_own(name: str) -> Dictionary:
    return Dictionary.from_mapping(read_data(name), name=name)


@in_batches
@in_plain_text
def lookup(
    corpus: Corpus,
    dictionary: Dictionary,
    *,
    part: Part = None,
    executor: Executor | None = None,
) -> pd.DataFrame:
    """Every match of a dictionary in a corpus, in text order, no token in two of them.

    Columns: article, sentence, start, end, part, key (a categorical of all keys but `ignore`, in
    the order of the file), pattern, text. No match, no rows.

    `corpus` may be batches (`read_batches`, or a list of corpora): their tables come one below the
    other. `executor`, such as a `ProcessPoolExecutor`, has them read and searched by other hands.

    How a word is compared:

    - a lower-case word of a pattern with the token's term;
    - one with a capital with the token as it is written, dots left out ("US" finds ``U.S.``), or
      folded from capitals ("Astana" finds ``ASTANA`` where that is a dateline);
    - an initialism ("WHO", "IT") finds no function word in a line of capitals;
    - `*` is any rest of a word.

    How a phrase is compared:

    - between its words may stand hyphens, dashes, quotation marks and a possessive;
    - a hyphen in a pattern must be there, within a token or between two; a space finds it too;
    - a match begins and ends with whole tokens ("income" finds no part of ``middle-income``) and
      lies in one sentence.

    Which match wins: from left to right the one with most tokens, over all keys; among equals the
    key `ignore`, then the order of the file. What `ignore` wins is left out.

    Errors: ValueError for an unknown part.

    >>> text = pd.DataFrame({"article": ["a"], "text": ["The U.S. told us of US-Kazakh trade."]})
    >>> keys = {"states": {"patterns": ["US"]}, "trade": {"patterns": ["trade", "kazakh trade"]}}
    >>> found = lookup(Corpus.from_frame(text), Dictionary.from_mapping({"keys": keys}))
    >>> list(found["text"])
    ['U.S.', 'US', 'Kazakh trade']
    """
    coded = corpus.coded
    first, last, rule = match_tokens(corpus, dictionary)
    keys, patterns, _ = zip(*dictionary.rules, strict=True)
    labels = pd.Index([*dictionary.labels])
    key = labels.get_indexer(pd.Index(keys))[rule]  # -1 for what is ignored
    table: pd.DataFrame = corpus.sentences.iloc[coded.sentence[first]].drop(columns="text")
    table = table.assign(start=coded.start[first], end=(coded.start + coded.size)[last])
    kept = (key >= 0) & part_mask(table, part).to_numpy()
    table = table[kept].reset_index(drop=True)
    table["key"] = pd.Categorical.from_codes(key[kept], categories=labels)
    table["pattern"] = pd.Series(np.array(patterns, dtype=object)[rule[kept]], dtype="str")
    spans = zip(*(table[name].tolist() for name in ("article", "start", "end")), strict=True)
    table["text"] = pd.Series([corpus.text[name][a:b] for name, a, b in spans], dtype="str")
    return table[["article", "sentence", "start", "end", "part", "key", "pattern", "text"]]


def match_tokens(corpus: Corpus, dictionary: Dictionary) -> NDArray[np.intp]:
    """The first and last token (of `coded`) and the rule of each match, `ignore` with them."""
    coded, kept = corpus.coded, corpus.__dict__
    if "vocabulary" not in kept:  # read once, as the corpus's tables are
        kept["vocabulary"] = Vocabulary(coded.types, function_words())
    borders = np.append(np.flatnonzero(np.diff(coded.sentence)) + 1, len(coded.sentence))
    words = [words for *_, words in dictionary.rules]
    return find_matches(words, kept["vocabulary"], coded.code, borders).T


def keys_of(matches: pd.DataFrame) -> pd.Index[str]:
    """The keys of a table of matches, in the order of their dictionary."""
    return as_keys(matches).cat.categories


def as_keys(table: pd.DataFrame) -> pd.Series[Any]:
    """The keys of a table's rows as a categorical: in the order of a dictionary, else by name."""
    keys = table["key"]
    return keys if hasattr(keys, "cat") else keys.astype(str).astype("category")


def check_matches(corpus: Corpus, matches: pd.DataFrame) -> None:
    """An error for a table that `lookup` did not make, or made of a corpus with other texts.

    The matches may be those of a corpus of which this one is a part. LookupError for a column that
    is missing, else ValueError.
    """
    what = "the table of matches"
    check_rows(matches, _MATCH_COLUMNS, what, "give the table of lookup()")
    articles = ids_of(matches)
    given = matches["article"]
    known = {*map(as_text, given.cat.categories if hasattr(given, "cat") else corpus.text)}
    here = articles.isin(list(corpus.text)).to_numpy()
    start, end = (whole_column(matches, name, what)[here] for name in ("start", "end"))
    spans = zip(articles[here], start, end, matches.loc[here, "text"], strict=True)
    if not known >= set(corpus.text) or any(corpus.text[a][b:c] != text for a, b, c, text in spans):
        raise ValueError("the matches are those of another corpus; give lookup(corpus, dictionary)")


def check_rows(table: pd.DataFrame, names: Iterable[str], what: str, hint: str) -> None:
    """LookupError for a missing column; ValueError for one that holds no places, or no text."""
    check_table(table, names, what, hint)
    for name in names:
        if name in ("sentence", "start", "end"):
            whole_column(table, name, what)
            continue
        held = infer_dtype(table[name].astype(object), skipna=False)
        if held not in ("string", "empty", "integer" if name == "article" else ""):  # as `ids_of`
            raise ValueError(f"the column {name!r} of {what} must hold text in every row; {hint}")
