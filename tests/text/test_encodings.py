"""Texts in other encodings than UTF-8: how many are guessed right, and that no guess is silent."""

import random
from itertools import cycle, islice

import pytest

from kzlib.text.encodings import decode_any, guessed, tag_in

SENTENCES = """
The minister arrived on Monday and met the head of the port.
Trade between the two countries grew by a tenth last year.
{0} said that the road would be open before the winter.
"We have waited long enough," said {0}, who runs a small shop near the station.
The paper was signed by {0} and {1} in the presence of reporters.
Nobody at the ministry would say how much it cost.
{0}'s office did not answer questions sent by mail.
Farmers in {0} asked for water, and the governor promised to help.
It rained all day, so the ceremony was moved indoors.
The company, led by {0}, employs some four hundred people.
A spokesman for {0} called the report unfair.
In the evening the guests heard songs from {1}.
""".strip().splitlines()
NAMES = {
    "Russian": "Сергей Лавров|Анна Щербакова|Екатеринбург|Юрий Жуков|Пётр Ильич|Эльдар Рязанов",
    "Kazakh": "Қасым-Жомарт Тоқаев|Әлия Молдағұлова|Өскемен|Ғабит Мүсірепов|Іле Алатауы|Жаңаөзен",
    "Turkish": "Şule Yılmaz|Çağrı Öztürk|İzmir|Eskişehir|Gülşen Doğan|Muğla|Beyoğlu|Işıl Kaynarca",
    "French": "François Lefèvre|Amélie Côté|Besançon|Orléans|Hélène Noël|Jérôme Garçon|Châlons",
}
PAGES = {
    "Russian": ["cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic", "utf-16-le"],
    "Kazakh": ["kz1048", "utf-16-be"],
    "Turkish": ["cp1254", "iso8859-9"],
    "French": ["cp1252", "iso8859-1", "iso8859-15", "mac-roman"],
}
LENGTHS = (4, 10, 25)  # sentences


def texts(each: int) -> list[tuple[str, str, str]]:
    """`each` texts of every language and code page: English sentences with names in them."""
    dealt, made = random.Random(1), []
    for language, pages in PAGES.items():
        names = NAMES[language].split("|")
        for page in pages:
            for length in islice(cycle(LENGTHS), each):
                lines = (dealt.choice(SENTENCES) for _ in range(length))
                text = " ".join(line.format(*dealt.sample(names, 2)) for line in lines)
                made.append((language, page, f"A Road Is Open\n\n{text} So did {names[0]}."))
    return made


TEXTS = texts(each=15)


def test_nineteen_of_twenty_texts_are_guessed_right() -> None:
    assert len(TEXTS) >= 200
    assert len({page for _, page, _ in TEXTS}) >= 10
    right = 0
    for _, page, text in TEXTS:
        found, guess = decode_any(text.encode(page), "a.txt")
        assert guess, "a guess is always said"
        assert guess in guessed([("a.txt", guess)])
        right += found == text
    assert right / len(TEXTS) >= 0.95, f"{right} of {len(TEXTS)}"


@pytest.mark.parametrize("page", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_is_known_by_its_form_is_no_guess(page: str) -> None:
    for _, _, text in TEXTS:
        assert decode_any(text.encode(page), "a.txt") == (text, "")


def test_a_text_of_a_code_page_is_never_taken_for_broken_utf_8() -> None:
    """And the other way round: one wrong byte in a text of UTF-8 makes it no code page's."""
    for _, page, text in TEXTS:
        decode_any(text.encode(page), "a.txt")  # no error
        with pytest.raises(
            ValueError, match=r"^a\.txt is UTF-8 with 1 broken characters, the first"
        ):
            decode_any(text.encode() + b"\xff", "a.txt")


def test_what_is_said_of_many_files_is_one_sentence() -> None:
    said = guessed([(f"{n}.txt", "koi8-r") for n in range(9)] + [("z.txt", "")])
    assert said.startswith(
        "not UTF-8, so the encoding was guessed: 0.txt as koi8-r, 1.txt as koi8-r,"
    )
    assert "4.txt as koi8-r and 4 more; look whether" in said
    assert guessed([("z.txt", "")]) == guessed([]) == ""


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("\n<!DOCTYPE html>\n<html>", "<!DOCTYPE html>"),
        ('<html lang="en">', '<html lang="en">'),
        ("<?xml version='1.0'?>", "<?xml version='1.0'?>"),
        ("One.</p>\n<p>Two.</p>\n<p>Three.</P>", "</p>"),
        ("<head of state> he said", "<head of state>"),  # known failure: it need not be HTML
        ("One.</p> <p>Two.</p>", ""),
        ("a < b and <phone> b", ""),
        ("<p\x82 < q", ""),
        ("<p", ""),
    ],
)
def test_html_is_seen(text: str, tag: str) -> None:
    assert tag_in(text) == tag
