import json

import pytest
from page_cases import EXAMPLE, HOSTILE, example, hostile

from kzlib.pages import texts
from kzlib.pages.given import give
from kzlib.pages.texts import as_json, text_data, text_lots
from kzlib.speech.voices import VOICES


def test_data_in_a_script_cannot_leave_it() -> None:
    written = as_json({"text": "</script><!-- & \u2028 \ud800"})
    assert not {"<", ">", "&", "\u2028"} & {*written}
    assert json.loads(written)["text"] == "</script><!-- & \u2028 ?"


def test_every_sentence_is_there_once_in_order() -> None:
    given = example()
    (rows,) = text_lots(given)
    assert [row[7] for row in rows] == EXAMPLE.sentences["sentence"].tolist()
    assert [row[0] for row in rows] == [" ".join(s.split()) for s in EXAMPLE.sentences["text"]]
    data = text_data(given)
    assert sum(article[4] for article in data["articles"]) == len(rows)
    assert {data["groups"][article[2]] for article in data["articles"]} == {"Courier", "Post"}


def test_marks_are_those_of_the_tables() -> None:
    given = example()
    (rows,) = text_lots(given)
    direct = [row[7] for row in rows if row[3] == VOICES.index("direct")]
    assert direct == given.sentences.query("voice == 'direct'")["sentence"].tolist()
    assert sum(len(row[5]) for row in rows) == len(
        given.found_themes.drop_duplicates(["article", "sentence", "key"])
    )


def test_many_articles_come_in_lots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "APART", 5)
    monkeypatch.setattr(texts, "LOT", 4)
    lots = [*text_lots(example())]
    assert len(lots) == 3
    assert sum(map(len, lots)) == len(EXAMPLE.sentences)


def test_as_many_articles_as_one_page_takes_are_one_lot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of these the page has the first lot only: a second would be lost."""
    monkeypatch.setattr(texts, "APART", 10)
    monkeypatch.setattr(texts, "LOT", 4)
    (rows,) = text_lots(example())
    assert len(rows) == len(EXAMPLE.sentences)


def test_hostile_texts_are_kept_as_texts() -> None:
    (rows,) = text_lots(give(hostile(), by="side"))
    whole = " ".join(row[0] for row in rows)
    assert "onerror=" in whole
    assert "\u202e" not in whole  # a control character that turns what follows
    assert len(HOSTILE) == 3
