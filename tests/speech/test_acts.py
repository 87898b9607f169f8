"""What sentences do and who is asked to act: invented cases, tables, other parties, the codings."""

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kzlib as kz
from kzlib.speech.acts import ORDER, find_acts
from kzlib.speech.parties import read_parties

ROOT = Path(__file__).parents[2]
GROUPS: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases/acts.toml").read_text("utf-8")
)
CASES = [(kind, case) for kind, cases in GROUPS.items() for case in cases]
ACTS = (*ORDER, "describe")
ADDRESSEES = ("us", "kazakhstan", "both", "other", "")
FAILS = pytest.mark.xfail(reason="known failure", strict=True, raises=AssertionError)


def of(*texts: str, **options: Any) -> pd.DataFrame:
    frame = pd.DataFrame({"article": [f"a{n}" for n in range(len(texts))], "text": texts})
    return find_acts(kz.Corpus.from_frame(frame.assign(parts="1=body")), **options)


@cache
def rows() -> dict[str, Any]:
    """All cases in one corpus, by sentence."""
    frame = pd.DataFrame(
        {
            "article": [f"a{n}" for n in range(len(CASES))],
            "text": [case["text"] for _, case in CASES],
            "parts": [f"1={case.get('part', 'body')}" for _, case in CASES],
        }
    )
    found = find_acts(kz.Corpus.from_frame(frame))
    assert len(found) == len(CASES)
    return dict(zip(frame["text"], found.to_dict("records"), strict=True))


@pytest.mark.parametrize(
    ("kind", "case"),
    [
        pytest.param(kind, case, id=case["text"], marks=[FAILS] * (kind == "known_failure"))
        for kind, case in CASES
    ],
)
def test_case(kind: str, case: dict[str, Any]) -> None:
    row = rows()[case["text"]]
    expected = (case.get("act", kind), case.get("addressee", ""), case.get("asked", ""))
    assert (row["act"], row["addressee"], row["asked"]) == expected
    assert row["named"] == bool(row["asked"])
    assert bool(row["cue"]) == (row["act"] != "describe")


def test_there_are_enough_cases_of_each_act() -> None:
    sentences = [case["text"] for _, case in CASES]
    assert len(sentences) == len(set(sentences)) > 120
    for act in ACTS:
        assert sum(case.get("act", kind) == act for kind, case in CASES) > 20


def test_no_case_is_a_sentence_of_the_articles() -> None:
    texts = " ".join(kz.read_corpus(ROOT / "seeds").text.values())
    assert not [case["text"] for _, case in CASES if case["text"] in texts]


def test_a_row_for_each_sentence_of_all_parts() -> None:
    frame = pd.DataFrame(
        {
            "article": ["a", "b"],
            "text": ["A Dry Spring\nRain will come.\r\nWe hope.", "Title\nNATO met."],
        }
    )
    corpus = kz.Corpus.from_frame(frame)
    table = find_acts(corpus)
    pd.testing.assert_frame_equal(
        table[["article", "sentence", "start", "end", "part"]],
        corpus.sentences[["article", "sentence", "start", "end", "part"]],
    )
    assert list(table.columns[5:]) == ["act", "addressee", "named", "asked", "cue"]
    assert table["act"].tolist() == ["describe", "predict", "describe", "describe", "describe"]
    alone = pd.concat([find_acts(corpus.select(article=name)) for name in ("a", "b")])
    assert table["act"].tolist() == alone["act"].tolist()


@pytest.mark.parametrize(
    ("text", "addressee", "asked"),
    [
        # Three words at the most from an appeal to whom it names.
        ("He urged the newly elected Congress to vote.", "us", "Congress"),
        ("He urged the other newly elected Congress to vote.", "", ""),
        # Five words in which "be" and a participle follow.
        ("The tariff should also finally be fully lifted by Congress.", "us", "Congress"),
        # The first whose subject is owned is meant.
        ("U.S. policy should change and roads must be built.", "us", ""),
        ("It is up to Congress now.", "us", "Congress"),
        ("Kazakhstan said Congress should act.", "us", "Congress"),  # no "that" between clauses
        ("American University should act.", "", ""),  # what names ignores is no party's
        ("Russia's policy should change.", "", ""),  # an owner is meant only if it is a party
    ],
)
def test_how_near_an_addressee_stands(text: str, addressee: str, asked: str) -> None:
    row = of(text).iloc[0]
    assert (row["act"], row["addressee"], row["asked"]) == ("recommend", addressee, asked)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Trade is one of the very few dangerous levers.", "evaluate"),  # "is" six words before
        ("Trade is one of the very few old dangerous levers.", "describe"),
        ("Make your voice heard.", "evaluate"),  # a proverb, unless it names somebody
        ("Make your voice heard in Congress.", "recommend"),
    ],
)
def test_copulas_and_proverbs(text: str, act: str) -> None:
    assert of(text)["act"].item() == act


def test_capitals_of_a_heading_are_no_name() -> None:
    frame = pd.DataFrame({"article": ["a"], "text": ["Tariffs On Steel Must Fall"]})
    acted = {
        part: find_acts(kz.Corpus.from_frame(frame.assign(parts=f"1={part}")))["act"].item()
        for part in ("title", "heading", "body")
    }
    assert acted == {"title": "recommend", "heading": "recommend", "body": "describe"}


def test_all_cues_of_the_act_are_given_in_order() -> None:
    row = of("Washington should listen, must learn, and will gain.").iloc[0]
    assert row["cue"] == "should, must"


def test_other_parties(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        '[india]\nnames = ["India", "New Delhi"]\n[japan]\nnames = ["Japan"]\n'
        '[both]\npatterns = ["both islands"]\n',
        encoding="utf-8",
    )
    sentences = ["New Delhi should act.", "Japan and India must act.", "Washington should act."]
    table = of(*sentences, "Both islands need to act.", parties=file)
    assert table["addressee"].tolist() == ["india", "both", "other", "both"]
    assert table["named"].all()


def test_a_party_takes_its_words_from_the_names_that_have_them(tmp_path: Path) -> None:
    """Of names, Young Turks stand under `ignore`, Tokyo with other capitals."""
    file = tmp_path / "mine.toml"
    file.write_text(
        '[japan]\nnames = ["Vietnam"]\npatterns = ["Japan", "Tokyo", "Young Turks", "J*nese"]\n'
        '[vietnam]\npatterns = ["Vietnam", "Viet Nam", "Hanoi", "Washington"]\n',
        encoding="utf-8",
    )
    table = of(
        *("Japan should act.", "Tokyo should act.", "The Young Turks should act."),
        *("The Japanese should act.", "Vietnam should act.", "Hanoi should act."),
        *("Washington must act.", "Japan and Viet Nam must act.", "Seoul should act."),
        *("Kazakhstan should act.", "The Vietnamese should act.", "Gulf of Mexico must act."),
        parties=file,
    )
    assert table["addressee"].tolist() == [
        *("japan", "japan", "japan", "japan", "vietnam", "vietnam"),
        *("vietnam", "both", "other", "other", "japan", ""),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[us]\nnames = ["United States"]\n', "fewer than two parties"),
        ('[us]\nnames = ["Atlantis"]\n[b]\npatterns = ["b"]\n', "'Atlantis', which is no key"),
        ('[us]\nnames = ["India"]\n[b]\nnames = ["India"]\n', "'India', which is no key"),
        ('[us]\nname = ["India"]\n[b]\npatterns = ["b"]\n', "field 'name'; did you mean names?"),
        ('us = ["India"]\n[b]\npatterns = ["b"]\n', "'us' is to be a table with lists of names"),
        ('[us]\npatterns = "b"\n[b]\npatterns = ["b"]\n', "'us' is to be a table with lists"),
        ('[us]\npatterns = 5\n[b]\npatterns = ["b"]\n', "'us' is to be a table with lists"),
        ('[us]\nnames = [["NATO"]]\n[b]\npatterns = ["b"]\n', "'us' is to be a table with lists"),
        ('[us]\npatterns = [1]\n[b]\npatterns = ["b"]\n', "'us' is to be a table with lists"),
        ('[us]\nlaws = "PNTR"\n[b]\npatterns = ["b"]\n', "'us' is to be a table with lists"),
        ('[thing]\npatterns = ["a"]\n[b]\npatterns = ["b"]\n', "cannot be called 'thing'"),
        ('[ignore]\npatterns = ["a"]\n[b]\npatterns = ["b"]\n', "cannot be called 'ignore'"),
        ('[title]\npatterns = ["a"]\n[b]\npatterns = ["b"]\n', "cannot be called 'title'"),
        ('title = 5\n[a]\npatterns = ["a"]\n[b]\npatterns = ["b"]\n', "cannot be called 'title'"),
        ('["law of b"]\npatterns = ["a"]\n[b]\npatterns = ["b"]\n', "called 'law of b'"),
        ('[" "]\npatterns = ["a"]\n[b]\npatterns = ["b"]\n', "cannot be called ''"),
        ('["thing "]\npatterns = ["a"]\n[b]\npatterns = ["b"]\n', "cannot be called 'thing'"),
        ('[both]\npatterns = ["a"]\n["both "]\npatterns = ["b"]\n', "has two tables 'both'"),
        ('["a b"]\npatterns = ["a"]\n["a\u00a0b"]\npatterns = ["b"]\n', "has two tables 'a b'"),
        ('["a "]\npatterns = ["a"]\n[a]\npatterns = ["b"]\n', "has two tables 'a'; give each"),
        (
            '["\u00e1"]\npatterns = ["a"]\n["a\u0301"]\npatterns = ["b"]\n',
            "mine.toml is not valid TOML",
        ),
        ('[a]\nnames = []\n[b]\npatterns = ["b"]\n', r"\[a\] names nobody"),
        ('[us]\npatterns = ["India"]\n[b]\npatterns = ["India"]\n', "stands already under 'us'"),
        ('[us]\npatterns = ["*"]\n[b]\npatterns = ["b"]\n', "mine: key 'us': "),
    ],
)
def test_a_bad_file_of_parties_is_explained(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        read_parties(str(file))


def test_no_corpus() -> None:
    with pytest.raises(
        ValueError, match="corpus is of the type DataFrame; give a Corpus, as read_corpus"
    ):
        find_acts(pd.DataFrame({"text": ["One."]}))  # type: ignore[arg-type]


@pytest.mark.parametrize("parties", [None, ["us"]])
def test_parties_that_are_no_file(parties: Any) -> None:
    with pytest.raises(ValueError, match=r"parties is .*; give text or a Path"):
        of("One.", parties=parties)


def test_no_file_of_parties() -> None:
    with pytest.raises(FileNotFoundError, match="no file of parties 'nowhere'"):
        of("One.", parties="nowhere")


TEXTS = st.lists(st.tuples(st.sampled_from(CASES), st.text()), min_size=1, max_size=20)


@pytest.mark.filterwarnings("ignore:the same text")
@settings(max_examples=10)
@given(TEXTS)
def test_any_text_has_its_acts(drawn: list[tuple[tuple[str, dict[str, Any]], str]]) -> None:
    texts = [f"{case['text']} {noise}" for (_, case), noise in drawn]
    for row in of(*texts).itertuples():
        sentence = texts[int(row.article[1:])][row.start : row.end]
        assert row.act in ACTS
        assert row.addressee in ADDRESSEES
        assert row.asked in sentence
        assert row.addressee or not row.named
        assert row.act == "recommend" or not row.addressee
        assert all(cue in sentence for cue in str(row.cue).split(", "))


def measure(folder: Path, codes: Path) -> tuple[float, set[str], set[str], tuple[int, int]]:
    """Macro F1, misses of act and addressee, right addressees of the coded recommendations.

    Counted by hand from sets of body sentences.
    """
    corpus = kz.read_corpus(folder)
    table = find_acts(corpus)
    places = table["article"].astype(str) + ":" + table["sentence"].astype(str)
    found = dict(zip(places, table["act"], strict=True))
    asked = dict(zip(places, table["addressee"], strict=True))
    with codes.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] == "body"]
    coded = {f"{row['article']}:{row['sentence']}": row for row in rows}
    scores = []
    for act in ACTS:
        right = {place for place, row in coded.items() if row["act"] == act}
        hits = {place for place in coded if found[place] == act}
        scores.append(2 * len(right & hits) / (len(right) + len(hits)))
    asks = {place for place, row in coded.items() if row["act"] == "recommend"}
    wrong = {place for place in asks if asked[place] != coded[place]["addressee"]}
    misses = {place for place, row in coded.items() if found[place] != row["act"]}
    table_f1 = kz.macro_f1(
        kz.code_scores(table, kz.read_codes(codes, corpus).query("part == 'body'"), column="act"),
        min_cases=1,
    )
    assert table_f1 == pytest.approx(sum(scores) / len(scores))
    return table_f1, misses, wrong, (len(asks) - len(wrong), len(asks))


def cite_all(article: str, *sentences: int) -> set[str]:
    return {f"{article}:{number}" for number in sentences}


def test_agreement_with_the_codings_in_sample() -> None:
    """After general rules were added for what the first, blind measurement (0.728) missed."""
    f1, misses, wrong, addressees = measure(ROOT / "seeds", ROOT / "seeds/codes/codes.csv")
    assert f1 == pytest.approx(0.856, abs=5e-4)
    assert misses == {
        *cite_all("ahmad-2014", 2, 9, 10, 13, 26, 32),
        *cite_all("asb-2025", 5, 10, 15, 17, 22, 29, 35, 49),
    }
    assert addressees == (9, 16)
    assert wrong == {
        *cite_all("ahmad-2014", 20, 22, 30),
        *cite_all("asb-2025", 9, 10, 11, 51),
    }


def test_agreement_on_invented_articles() -> None:
    """Held out: measured once, when the rules were finished, and nothing was tuned on it."""
    folder = ROOT / "seeds/invented"
    f1, misses, wrong, addressees = measure(folder, folder / "codes.csv")
    assert f1 == pytest.approx(0.589, abs=5e-4)
    assert misses == {
        *cite_all("business-2024", 5, 7, 11, 15, 16, 17, 18, 19, 21),
        *cite_all("city-2013", 2, 12, 13, 14, 24, 25),
        *cite_all("commentary-2022", 6, 7, 9, 10, 13, 16, 18, 20),
        *cite_all("hearing-1999", 5, 6, 7, 12, 17, 18),
        *cite_all("interview-2017", 9, 10, 14, 17, 21, 22, 23),
        *cite_all("oped-2025", 4, 6, 9, 11, 16, 17, 18, 21),
        *cite_all("rail-2018", 7, 8, 9, 15, 16, 21, 23),
        *cite_all("release-2008", 4, 8, 10, 18),
        *cite_all("rights-2005", 6, 8, 11, 18),
        *cite_all("wire-1996", 10, 11, 13, 14),
    }
    assert addressees == (5, 12)
    assert wrong == {
        *cite_all("commentary-2022", 20),
        *cite_all("hearing-1999", 11),
        *cite_all("interview-2017", 19),
        *cite_all("oped-2025", 8, 21, 22),
        *cite_all("release-2008", 15),
    }
