import pytest
from page_cases import EXAMPLE, labelled

import kzlib as kz
from kzlib.pages.names import frequent_names

CASES = {
    # text, name -> the ways in which it is written
    "The EU met. Then the EU and the EU left.": {"EU": ["EU"]},
    "We saw Ann Orr. Then Orr spoke, and Orr left, as Orr does.": {"Ann Orr": ["Ann Orr", "Orr"]},
    "Of the United Nations, the United Nations and the United Nations the UN, a UN, one UN.": {
        "United Nations": ["United Nations", "UN"]
    },
    "On Monday, on Monday, on Monday, in May, in May, in May it rained.": {},
    "He said: “We left.” She said: “We left.” They said: “We left.”": {},
    "Prices fell. Prices rose. Prices fell.": {},  # only at the beginning of a sentence
    "A Rolls-Royce, a Rolls-Royce and one Rolls-Royce.": {"Rolls-Royce": ["Rolls-Royce"]},
    "Talks of Oman and Iran, Oman-Iran talks, an Oman-Iran road.": {
        "Oman": ["Oman"],
        "Iran": ["Iran"],
    },
    "We met Lee - Orr was away, so Lee - Orr was ill - and Lee left Orr.": {
        "Lee": ["Lee"],
        "Orr": ["Orr"],
    },
    "They work in Africa, in Africa, in Africa and in South Africa.": {"Africa": ["Africa"]},
    "We met Ann Orr. Then Orr left. Orr wept, and Mr. Orr slept.": {"Ann Orr": ["Ann Orr", "Orr"]},
    "We met Ann Orr. Ann Orr left. Today Ann Orr slept.": {"Ann Orr": ["Ann Orr"]},
    "Ann Orr met us. Ann Orr left. Ann Orr slept.": {},  # "Trade Winds blew" would look alike
    "We want Medicare, our Medicare, and then they cried Medicare Medicare.": {
        "Medicare": ["Medicare"]
    },
    "I saw it, and I was there, and I left, said President Lee to President Lee, President Lee.": {
        "Lee": ["Lee"]
    },
}


@pytest.mark.parametrize("text", CASES)
def test_names_are_runs_of_capitals_inside_sentences(text: str) -> None:
    found = frequent_names(labelled({"x": [f"A title\n{text}"]}))
    keys = {key.label: [*key.patterns] for key in found.keys} if found else {}
    assert keys == CASES[text]


def test_the_names_of_the_example_are_its_places() -> None:
    found = frequent_names(EXAMPLE)
    assert found is not None
    labels = [*found.labels.values()]
    assert labels[:2] == ["Portugal", "Vietnam"]
    assert {"Haiphong", "Sines", "Nha Trang"} <= {*labels}


def test_what_is_asked_for_is_a_limit() -> None:
    found = frequent_names(EXAMPLE, most=2)
    assert isinstance(found, kz.Dictionary)
    assert len(found.keys) == 2
