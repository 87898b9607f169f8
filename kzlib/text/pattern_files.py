"""Patterns that stand in files: regular expressions that name the fragments they are made of."""

import re
from collections.abc import Callable
from functools import cache, cached_property
from typing import TypeAlias

from kzlib.text import characters as char
from kzlib.text.files import read_data

FRAGMENT = re.compile(r"(?<!\\N)\{([A-Z_]+)\}")  # not \N{HYPHEN}
CHARACTERS = {name: value for name, value in vars(char).items() if name.isupper()}

Fragments: TypeAlias = dict[str, str | list[str]]


class Patterns(dict[str, re.Pattern[str]]):
    """The patterns in a table of kzlib/data/`name`.toml, by the names of their rules.

    Each is compiled when it is first asked for: all at once take longer than all else that an
    import does. A rule is a pattern or a list of alternatives. {NAME} in it puts in one of the
    file's fragments, the characters of that name, a list of words of speech, or one of those that
    `more` makes.
    """

    def __init__(
        self, name: str, table: str, flags: int = 0, more: Callable[[], Fragments] = dict
    ) -> None:
        super().__init__()
        self.name, self.table, self.flags, self.more = name, table, flags, more

    def __missing__(self, rule: str) -> re.Pattern[str]:
        pattern = self[rule] = re.compile(self.written[rule], self.flags)
        return pattern

    @cached_property
    def rules(self) -> list[tuple[str, re.Pattern[str]]]:
        """All of them, in the order of the file."""
        return [(rule, self[rule]) for rule in self.written]

    @cached_property
    def either(self) -> re.Pattern[str]:
        """All rules in one pattern: one look says that none is met, as mostly."""
        return re.compile("|".join(f"(?:{each})" for each in self.written.values()), self.flags)

    @cached_property
    def written(self) -> dict[str, str]:
        """The rules with all that their names in braces stand for."""
        lists = read_data(self.name)
        fragments = CHARACTERS | speech_lists() | lists["fragments"] | self.more()

        def whole(written: str | list[str]) -> str:
            either = written if isinstance(written, str) else f"(?:{'|'.join(written)})"
            return FRAGMENT.sub(lambda found: whole(fragments[found[1]]), either)

        return {rule: whole(each) for rule, each in lists[self.table].items()}


@cache
def speech_lists() -> Fragments:
    """The lists of speech_words.toml by fragment: {WORKS}, and {WORKS_NAMED} of another field."""
    return {
        (name if field == "words" else f"{name}_{field}").upper(): words
        for name, table in read_data("speech_words").items()
        if isinstance(table, dict)
        for field, words in table.items()
        if isinstance(words, list)
    }
