"""Who may be asked to act, as a dictionary made from `names` and a short file of parties."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from kzlib.search.dictionary import IGNORE, Dictionary, read_dictionary
from kzlib.text.files import read_toml

BOTH, TOGETHER, OTHER, AGENT = SPECIAL = ("both", "together", "other", "agent")
"""The tables of a file of parties that are no party themselves."""

LAW, THING = "law of ", "thing"
"""Keys of what cannot act: the laws of a party (its name follows), and all other names."""

_FIELDS = {"names", "patterns", "laws"}
_ACTING_GROUPS = frozenset({"state", "person", "organisation", "place"})


def read_parties(name_or_path: str | Path = "parties") -> Dictionary:
    """Who may be asked to act, as a dictionary: a key a party, then those of SPECIAL.

    "parties" is kzlib's own file, what ends in `.toml` or is a Path a reader's of the same form.
    Names of `names` that the file does not use become "other" where they can act. Errors:
    FileNotFoundError; ValueError for a file without two parties, an unknown field or name, one
    given twice, and as `Dictionary`.
    """
    own = isinstance(name_or_path, Path) or str(name_or_path).endswith(".toml")
    file = Path(name_or_path) if own else files("kzlib") / "data" / f"{name_or_path}.toml"
    if not file.is_file():
        raise FileNotFoundError(
            f"there is no file of parties {str(name_or_path)!r}; give 'parties' or the path of a "
            ".toml file"
        )
    tables = {key: each for key, each in read_toml(file).items() if key not in ("title", "about")}
    if len(tables.keys() - {*SPECIAL}) <= 1:
        raise ValueError(f"{file.name} names fewer than two parties; write a table for each")
    names = {key.key: key for key in read_dictionary("names").keys}
    patterns: dict[str, list[str]] = {IGNORE: list(names.pop(IGNORE).patterns)}
    for party, table in tables.items():
        _check(file.name, party, table)
        patterns[party] = list(table.get("patterns", []))
        for field, key in (("names", party), ("laws", LAW + party)):
            for name in table.get(field, []):
                if name not in names:
                    raise ValueError(
                        f"{file.name}: [{party}] has the name {name!r}, which is no key of the "
                        "dictionary names or is used already; write it as a pattern"
                    )
                patterns.setdefault(key, []).extend(names.pop(name).patterns)
    for rest in names.values():
        key = OTHER if rest.group in _ACTING_GROUPS else THING
        patterns.setdefault(key, []).extend(rest.patterns)
    keys = {key: {"patterns": each} for key, each in patterns.items() if each}
    return Dictionary.from_mapping({"keys": keys}, name=file.name.removesuffix(".toml"))


def is_party(key: str) -> bool:
    """Is a key of such a dictionary one of the parties compared?"""
    return key not in (*SPECIAL, THING) and not key.startswith(LAW)


def can_act(key: str) -> bool:
    """Is it somebody, of whatever country?"""
    return key in (BOTH, OTHER, AGENT) or is_party(key)


def _check(file: str, party: str, table: Any) -> None:
    if not isinstance(table, dict) or table.keys() - _FIELDS:
        raise ValueError(
            f"{file}: {party!r} is to be a table with names, patterns or laws; write [{party}] and "
            'patterns = ["..."]'
        )
