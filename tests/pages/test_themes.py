from page_cases import labelled

import kzlib as kz
from kzlib.pages.given import give
from kzlib.pages.themes import themes

TEXT = """The school of Lima
By Ann Lee

We saw a school in Lima. The school is new to Lima. There is Oman, too. It is far from Lima to Oman.

Sign up for our Lima letter: a school every day.
"""


def test_the_names_of_a_theme_are_those_of_its_body_sentences() -> None:
    mine = kz.Dictionary.from_mapping({"keys": {"school": {"patterns": ["school"]}}}, name="mine")
    corpus = labelled({"a": [TEXT, TEXT], "b": [TEXT, TEXT]})
    found = themes(give(corpus, by="group", dictionary=mine)).text
    assert found.count("Lima 4") == 2  # two articles a group, two sentences each
    assert "Oman" not in found.split("What their sentences name")[1]
