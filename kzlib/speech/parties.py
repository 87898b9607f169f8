"""Who may be asked to act, as a dictionary made from `names` and a short file of parties."""

from pathlib import Path
from typing import Any

from kzlib.search.dictionary import IGNORE, Dictionary, read_dictionary
from kzlib.search.patterns import read_pattern
from kzlib.text.checks import as_text, check_fields
from kzlib.text.files import data_file, is_file, read_toml

BOTH, TOGETHER, OTHER, AGENT = SPECIAL = ("both", "together", "other", "agent")
"""The tables of a file of parties that are no party themselves."""

LAW, THING = "law of ", "thing"
"""Keys of what cannot act: the laws of a party (its name follows), and all other names."""

_FIELDS = ("names", "patterns", "laws")

RESERVED = (THING, IGNORE, "title", "about")
"""What a party cannot be called; nor can its name begin as LAW."""

_ACTING_GROUPS = frozenset({"state", "person", "organisation", "place"})


def read_parties(name_or_path: str | Path = "parties") -> Dictionary:
    """Who may be asked to act, as a dictionary: a key a party, then those of SPECIAL.

    "parties" is kzlib's own file, what ends in `.toml` or is a Path a reader's of the same form,
    which replaces ours. What the file names is taken out of the dictionary `names`, wherever it
    stands there; the names that are left become "other" where they can act. Errors:
    FileNotFoundError; ValueError for a file without two parties, a party without a name or pattern,
    called as RESERVED or as another (`as_text`), a field of another type, an unknown field or
    name, a name or pattern given twice, and as `Dictionary`.
    """
    file = data_file(name_or_path if isinstance(name_or_path, Path) else str(name_or_path))
    if not is_file(file):
        raise FileNotFoundError(
            f"there is no file of parties {str(name_or_path)!r}; give 'parties' or the path of a "
            ".toml file"
        )
    content = read_toml(file)
    tables: dict[str, Any] = {}
    for key, each in content.items():
        if key in ("title", "about") and isinstance(each, str):
            continue
        party = as_text(key)
        if party in tables:
            raise ValueError(f"{file.name} has two tables {party!r}; give each party its own name")
        tables[party] = each
    if len(tables.keys() - {*SPECIAL}) <= 1:
        raise ValueError(f"{file.name} names fewer than two parties; write a table for each")
    keys = {party: _patterns(file.name, party, table) for party, table in tables.items()}
    name = file.name.removesuffix(".toml")
    taken = {
        read_pattern(pattern)
        for key in (_dictionary(name, keys).keys if any(keys.values()) else ())
        for pattern in key.patterns
    }
    names = {
        key.key: (key.group, [each for each in key.patterns if read_pattern(each) not in taken])
        for key in read_dictionary("names").keys
    }
    keys = {IGNORE: names.pop(IGNORE)[1], **keys}
    for party, table in tables.items():
        for field, key in (("names", party), ("laws", LAW + party)):
            for each in table.get(field, []):
                if each not in names:
                    raise ValueError(
                        f"{file.name}: [{party}] has the name {each!r}, which is no key of the "
                        "dictionary names or is used already; write it as a pattern"
                    )
                keys.setdefault(key, []).extend(names.pop(each)[1])
    for group, rest in names.values():
        keys.setdefault(OTHER if group in _ACTING_GROUPS else THING, []).extend(rest)
    return _dictionary(name, keys)


def is_party(key: str) -> bool:
    """Is a key of such a dictionary one of the parties compared?"""
    return key not in (*SPECIAL, THING) and not key.startswith(LAW)


def can_act(key: str) -> bool:
    """Is it somebody, of whatever country?"""
    return key in (BOTH, OTHER, AGENT) or is_party(key)


def _patterns(file: str, party: str, table: Any) -> list[str]:
    """The patterns of a party's table; ValueError where it is none."""
    if party in RESERVED or party.startswith(LAW) or not (party and party.isprintable()):
        raise ValueError(f"{file}: a party cannot be called {party!r}; give it another name")
    if not isinstance(table, dict) or not all(map(_is_list_of_texts, table.values())):
        raise ValueError(
            f"{file}: {party!r} is to be a table with lists of names, patterns or laws; write "
            f'[{party}] and patterns = ["..."]'
        )
    check_fields(table, _FIELDS, f"{file}: [{party}]")
    if not any(table.values()):
        raise ValueError(f'{file}: [{party}] names nobody; write patterns = ["..."] below it')
    return list(table.get("patterns", []))


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _dictionary(name: str, keys: dict[str, list[str]]) -> Dictionary:
    used = {key: {"patterns": patterns} for key, patterns in keys.items() if patterns}
    return Dictionary.from_mapping({"keys": used}, name=name)
