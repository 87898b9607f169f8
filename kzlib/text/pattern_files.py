"""Patterns that stand in files: regular expressions that name the fragments they are made of."""

import re
from functools import cache, cached_property

from kzlib.text import characters as char
from kzlib.text.files import read_data

FRAGMENT = re.compile(r"(?<!\\N)\{([A-Z_]+)\}")  # not \N{HYPHEN}
CHARACTERS = {name: value for name, value in vars(char).items() if name.isupper()}
SPEECH = {"TOLD": "told", "ASKED": "after_question"}  # lists of words of speech, by fragment


class Patterns(dict[str, re.Pattern[str]]):
    """The patterns in a table of kzlib/data/`name`.toml, by the names of their rules.

    Each is compiled when it is first asked for: all at once take longer than all else that an
    import does. A rule is a pattern or a list of alternatives. {NAME} in it puts in one of the
    file's fragments, the characters of that name, or a list of words of speech.
    """

    def __init__(self, name: str, table: str, flags: int = 0) -> None:
        super().__init__()
        self.name, self.table, self.flags = name, table, flags

    def __missing__(self, rule: str) -> re.Pattern[str]:
        pattern = self[rule] = re.compile(_written(self.name, self.table)[rule], self.flags)
        return pattern

    @cached_property
    def rules(self) -> list[tuple[str, re.Pattern[str]]]:
        """All of them, in the order of the file."""
        return [(rule, self[rule]) for rule in _written(self.name, self.table)]

    @cached_property
    def either(self) -> re.Pattern[str]:
        """All rules in one pattern: one look says that none is met, as mostly."""
        rules = _written(self.name, self.table).values()
        return re.compile("|".join(f"(?:{each})" for each in rules), self.flags)


@cache
def _written(name: str, table: str) -> dict[str, str]:
    """The rules of a table with all that their names in braces stand for."""
    lists = read_data(name)
    speech = {each: read_data("speech_words")[key]["words"] for each, key in SPEECH.items()}
    fragments = CHARACTERS | speech | lists["fragments"]

    def whole(written: str | list[str]) -> str:
        either = written if isinstance(written, str) else f"(?:{'|'.join(written)})"
        return FRAGMENT.sub(lambda found: whole(fragments[found[1]]), either)

    return {rule: whole(each) for rule, each in lists[table].items()}
