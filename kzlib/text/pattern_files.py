"""Patterns that stand in files: regular expressions that name the fragments they are made of."""

import re

from kzlib.text import characters as char
from kzlib.text.files import read_data

FRAGMENT = re.compile(r"(?<!\\N)\{([A-Z_]+)\}")  # not \N{HYPHEN}
CHARACTERS = {name: value for name, value in vars(char).items() if name.isupper()}
SPEECH = {"TOLD": "told", "ASKED": "after_question"}  # lists of words of speech, by fragment


def read_patterns(name: str, table: str, flags: int = 0) -> dict[str, re.Pattern[str]]:
    """The patterns in a table of kzlib/data/`name`.toml, by the names of their rules.

    A rule is a pattern or a list of alternatives. {NAME} in it puts in one of the file's fragments,
    the characters of that name, or a list of words of speech.
    """
    lists = read_data(name)
    speech = {each: read_data("speech_words")[key]["words"] for each, key in SPEECH.items()}
    fragments = CHARACTERS | speech | lists["fragments"]

    def whole(written: str | list[str]) -> str:
        either = written if isinstance(written, str) else f"(?:{'|'.join(written)})"
        return FRAGMENT.sub(lambda found: whole(fragments[found[1]]), either)

    return {rule: re.compile(whole(each), flags) for rule, each in lists[table].items()}
