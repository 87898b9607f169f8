"""Every public name, on ten articles of another pair of countries.

They are in seeds/example/: two outlets, two years, all that news is laid out with. Nothing that
kzlib says of them may speak of the two articles that the series compares.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import kzlib as kz
from kzlib import show

EXAMPLE = Path(__file__).parents[1] / "seeds" / "example"
CODED = EXAMPLE.parent / "example_codes"
OURS = re.compile(r"Kazakh|Astana|[Aa]hmad|asb-|ASB")

CORPUS = kz.read_corpus(EXAMPLE)
FISH = kz.Dictionary.from_mapping(
    {
        "keys": {
            "fish": {"patterns": ["fish*", "shrimp", "tuna", "fillet*", "boat*"]},
            "port": {"patterns": ["port", "ports", "harbour*", "terminal", "quay"]},
        }
    }
)
FOUND = kz.lookup(CORPUS, FISH)
MARKED = kz.mark_sentences(CORPUS, FOUND, by="outlet").merge(
    CORPUS.articles[["article", "year"]].astype({"article": "str"}).astype({"article": "category"})
)
OUTLETS = {"by": "outlet", "target": "Post", "reference": "Courier"}
YEARS = {"by": "year", "target": "2024", "reference": "2016"}
SIDES = {"target_label": "Post", "reference_label": "Courier"}
TITLED = {"title": "A title", "caption": "A caption."}
TEXTS = kz.with_group(CORPUS, CORPUS.sentences, by="outlet").query("part == 'body'")

TONE = {"codebook": str(CODED / "tone.toml")}
CODES = kz.read_codes(CODED / "codes.csv", CORPUS, by="outlet", **TONE)
SCORES = kz.score_tone(CORPUS, part="body")
TONED = SCORES.merge(CODES[["article", "sentence", "outlet"]])
CODERS = pd.concat([CODES.assign(coder="a"), CODES[["article", "sentence", "paragraph", "outlet"]]
                    .merge(SCORES[["article", "sentence", "tone"]]).assign(coder="b")])  # fmt: skip
AGREED = {"codes": CODES, "by": "outlet", **TONE}
SENTENCES = MARKED.merge(CODES[["article", "sentence", "tone"]]).assign(whom="fish")
FISHY = {"fish": "on fish"}
ACTS = kz.find_acts(CORPUS, part="body").merge(TEXTS[["article", "sentence", "outlet", "text"]])
ASKS = ACTS.query("act == 'recommend'").assign(who="all")
WORDS = kz.tone_words(CORPUS, part="body")
WORDED = WORDS.merge(SCORES[["article", "sentence", "score"]]).merge(
    TEXTS[["article", "sentence", "text", "start"]], on=["article", "sentence"], suffixes=("", "_")
)
WORDED = WORDED[WORDED["sentence"] == WORDED["sentence"][0]].query("article == @WORDED.article[0]")

FINDINGS = """
[[findings]]
name = "Fish"
claim = "Both write of fish."
rests_on = "search"
notebook = "mine"
evidence = ["post-2024-port:3"]
[[findings.counts]]
label = "on fish"
where = "fish"
expect = "both"
[[findings.counts]]
label = "praise"
where = "tone == 1"
expect = "more Courier"
"""
CHECKS = """article,sentence,claim,kind,result,source,checked,note
post-2024-port,4,"cold store for 9,000 pallets",number,not checked,,,
"""


def written(folder: Path, name: str, content: str) -> Path:
    (folder / name).write_text(content, encoding="utf-8")
    return folder / name


def findings(folder: Path) -> dict[str, object]:
    read = kz.read_findings(written(folder, "findings.toml", FINDINGS))
    return {"findings": read, "by": "outlet"}


def neutral(sentences: pd.DataFrame) -> list[dict[str, int]]:
    """A coder that finds no tone."""
    return [{"tone": 0}] * len(sentences)


def file(made: Path) -> str:
    return made.read_text(encoding="utf-8")


def drawn(folder: Path) -> str:
    path = folder / "sheet.csv"
    kz.draw_coding_sheet(CORPUS, n=5, by="outlet", path=path, seed=1, **TONE)
    return file(path)


def saved(folder: Path) -> str:
    drawing().save(folder / "a.svg")
    return file(folder / "a.svg")


def kept(folder: Path) -> str:
    kz.write_codes(CODES.assign(coder="a"), folder / "a.csv")
    return file(folder / "a.csv")


def reported(folder: Path) -> str:
    kz.report(CORPUS, **OUTLETS, dictionary=FISH, path=folder / "report.html")
    return file(folder / "report.html")


def cards(folder: Path) -> show.Shown:
    numbers = kz.count_findings(table=SENTENCES, **findings(folder))
    return show.finding_cards(numbers=numbers, corpus=CORPUS, **findings(folder))


def shares(**given: object) -> pd.DataFrame:
    """Shares of one property, measured in sentences."""
    return kz.count_shares(MARKED, properties=["fish"], **given).query("of == 'sentences'")


def of_words() -> pd.DataFrame:
    table = kz.keyness(CORPUS, **OUTLETS)
    return table[table["low"] > 0]


MASKED = kz.score_tone(CORPUS, part="body", scorer="masked")
SHUFFLED = kz.shuffle_keyness(CORPUS, **OUTLETS, deals=20)


def drawing() -> show.Picture:
    return show.sentence_tracks(
        FOUND, TEXTS, by="outlet", rows={"fish": "fish", "port": "ports"}, **TITLED
    )


# A public name, perhaps with what is different after it, and what it gives on the example.
READ: dict[str, Callable[[Path], object]] = {
    "LEAST_ALPHA": lambda _: kz.LEAST_ALPHA,
    "Corpus": lambda _: CORPUS.select(outlet="Post", year="2024").articles,
    "Dictionary": lambda _: FISH.table,
    "cite": lambda _: kz.cite(CORPUS, "post-2024-port:3"),
    "code_scores": lambda _: kz.code_scores(SCORES, CODES, column="tone", by="outlet"),
    "code_sentences": lambda folder: kz.code_sentences(
        CORPUS, neutral, path=folder / "b.csv", by="outlet", **TONE
    ),
    "coder_agreement": lambda _: kz.coder_agreement(CODERS, by="outlet", **TONE),
    "collocations": lambda _: kz.collocations(CORPUS, by="outlet", min_count=3),
    "compare_methods": lambda _: kz.compare_methods(SCORES, MASKED, **AGREED),
    "compare_shares": lambda _: kz.compare_shares(MARKED, **OUTLETS, properties=["fish", "port"]),
    "compare_tone_words": lambda _: kz.compare_tone_words(CORPUS, **YEARS),
    "composition": lambda _: kz.composition(CORPUS, by="outlet"),
    "composition of years": lambda _: kz.composition(CORPUS, by="year"),
    "composition of both": lambda _: kz.composition(CORPUS, by=["outlet", "year"]),
    "correct_mean": lambda _: kz.correct_mean(SCORES["tone"][:9], [1, 0, *[float("nan")] * 7]),
    "correct_means": lambda _: kz.correct_means(TONED, CODES, **OUTLETS),
    "count_findings": lambda folder: kz.count_findings(table=SENTENCES, **findings(folder)),
    "count_shares": lambda _: shares(by=["outlet", "year"]),
    "count_terms": lambda _: kz.count_terms(CORPUS, by="year"),
    "count_within": lambda _: kz.count_within(CORPUS, FOUND, FOUND, by="outlet"),
    "coverage": lambda _: kz.coverage(CORPUS, FOUND),
    "draft_index": lambda _: kz.draft_index(EXAMPLE),
    "draw_coding_sheet": drawn,
    "find_acts": lambda _: ACTS,
    "find_claims": lambda _: kz.find_claims(CORPUS),
    "find_near_duplicates": lambda _: show.composition_card(
        kz.composition(CORPUS, by="year"),
        kz.profile(CORPUS, by="year"),
        by="year",
        duplicates=kz.find_near_duplicates(CORPUS),
    ),
    "find_quotations": lambda _: kz.find_quotations(CORPUS),
    "find_voices": lambda _: kz.find_voices(CORPUS),
    "keyness": lambda _: kz.keyness(CORPUS, **OUTLETS),
    "keyness of years": lambda _: kz.keyness(CORPUS, **YEARS),
    "kwic": lambda _: kz.kwic(CORPUS, "label*", by="outlet"),
    "lookup": lambda _: FOUND,
    "macro_f1": lambda _: kz.macro_f1(kz.code_scores(SCORES, CODES, column="tone")),
    "mark_findings": lambda folder: kz.mark_findings(findings(folder)["findings"], SENTENCES),
    "mark_sentences": lambda _: MARKED,
    "matches_as_codes": lambda _: kz.matches_as_codes(CORPUS.sentences, FOUND),
    "measures": lambda _: kz.measures.g2(5, 3, 900, 1100),
    "method_agreement": lambda _: kz.method_agreement(SCORES, **AGREED),
    "ngrams": lambda _: kz.ngrams(CORPUS, by="outlet"),
    "profile": lambda _: kz.profile(CORPUS, by="outlet"),
    "profile of years": lambda _: kz.profile(CORPUS, by="year"),
    "read_batches": lambda _: [batch.articles for batch in kz.read_batches(EXAMPLE, size=5)],
    "read_checks": lambda folder: kz.read_checks(written(folder, "c.csv", CHECKS), CORPUS),
    "read_codebook": lambda _: kz.read_codebook(TONE["codebook"]),
    "read_codes": lambda _: CODES,
    "read_coding_sheet": lambda _: kz.read_coding_sheet(
        CODED / "sheet.csv", CORPUS, by="outlet", **TONE
    ),
    "read_corpus": lambda _: CORPUS.articles,
    "read_dictionary": lambda _: kz.lookup(CORPUS, kz.read_dictionary("themes")),
    "read_findings": lambda folder: findings(folder)["findings"],
    "report": reported,
    "score_tone": lambda _: SCORES,
    "shuffle_agreement": lambda _: kz.shuffle_agreement(SCORES, **AGREED, deals=20),
    "shuffle_exclusive": lambda _: kz.shuffle_exclusive(MARKED, **OUTLETS, deals=20),
    "shuffle_keyness": lambda _: SHUFFLED,
    "shuffle_shares": lambda _: kz.shuffle_shares(
        MARKED, **OUTLETS, properties=["fish"], deals=200
    ),
    "similarity": lambda _: kz.similarity(CORPUS, **OUTLETS, deals=20),
    "tone_words": lambda _: WORDS,
    "weigh_findings": lambda folder: kz.weigh_findings(
        **findings(folder), codings={"one": SENTENCES}, target="Post", reference="Courier"
    ),
    "with_group": lambda _: kz.with_group(CORPUS, CORPUS.sentences, by="genre"),
    "with_section": lambda _: kz.with_section(CORPUS, CORPUS.sentences),
    "word_kinds": lambda _: kz.word_kinds(CORPUS, {"fish": FISH}),
    "write_codes": kept,
    "show.Picture": saved,
    "show.Shown": lambda _: show.say("One.") + show.say("Two."),
    "show.Table": lambda _: show.table(CORPUS.articles, caption="All.").frame,
    "show.alpha_ranges": lambda _: show.alpha_ranges(
        kz.method_agreement(SCORES, **AGREED).assign(method="VADER"), by="outlet", **TITLED
    ),
    "show.anatomy": lambda _: show.anatomy(
        kz.with_group(CORPUS, CORPUS.paragraphs, by="outlet").assign(words=9),
        by="outlet",
        **TITLED,
    ),
    "show.composition_card": lambda _: show.composition_card(
        kz.composition(CORPUS, by="outlet"), kz.profile(CORPUS, by="outlet"), by="outlet"
    ),
    "show.concordance": lambda _: show.concordance(
        kz.kwic(CORPUS, "fish*", by="outlet"), by="outlet", caption="Fish."
    ),
    "show.finding_cards": cards,
    "show.fold": lambda _: show.fold(show.say("One."), summary="More"),
    "show.method_bias": lambda _: show.method_bias(
        kz.method_agreement(SCORES, **AGREED), kz.correct_means(TONED, CODES, **OUTLETS)
    ),
    "show.percent": lambda _: show.percent(0.5),
    "show.points": lambda _: show.points(0.5),
    "show.quote": lambda _: show.quote("It is ours.", "post-2024-port:6"),
    "show.ratio": lambda _: show.ratio(0.5),
    "show.recommendations": lambda _: show.recommendations(
        ASKS, by="outlet", rows={"all": "anybody"}, **TITLED
    ),
    "show.say": lambda _: show.say("{n} articles", n=len(CORPUS.articles)),
    "show.sentence": lambda _: show.sentence(CORPUS, "post-2024-port:6"),
    "show.sentence_bars": lambda _: show.sentence_bars(
        SENTENCES, by="outlet", rows=FISHY, **TITLED
    ),
    "show.sentence_tracks": lambda _: drawing(),
    "show.share_dots": lambda _: show.share_dots(
        kz.compare_shares(MARKED, **OUTLETS).query("of == 'sentences'"), **SIDES, **TITLED
    ),
    "show.share_lines": lambda _: show.share_lines(
        shares(by=["outlet", "year"]), by="year", group="outlet", **TITLED
    ),
    "show.share_rows": lambda _: show.share_rows(shares(by="article"), by="article", **TITLED),
    "show.shuffles": lambda _: show.shuffles(SHUFFLED, **TITLED),
    "show.spread": lambda _: show.spread(kz.compare_shares(MARKED, **OUTLETS)),
    "show.table": lambda _: show.table(MARKED, caption="Marked."),
    "show.times": lambda _: show.times(0.5),
    "show.word_ranges": lambda _: show.word_ranges(of_words(), **SIDES, **TITLED),
    "show.worked_sentence": lambda _: show.worked_sentence(
        WORDED,
        WORDED["text"].iloc[0],
        start=WORDED["start_"].iloc[0],
        score=WORDED["score"].iloc[0],
    ),
}


def said(result: object) -> str:
    """All that a result says: cells and their names, markup, captions and descriptions."""
    if isinstance(result, pd.DataFrame):
        return result.to_csv()
    more = [getattr(result, name, "") for name in ("html", "alt", "caption", "numbers")]
    return re.sub("base64,[A-Za-z0-9+/=]+", "", "\n".join(map(str, [result, *more])))


def test_no_public_name_is_left_out() -> None:
    names = {*kz.__all__, *(f"show.{name}" for name in show.__all__)}
    called = {key.partition(" ")[0] for key in READ}
    assert called == names, f"READ in this file needs a call of each of {names - called}"


@pytest.mark.parametrize("name", READ)
def test_every_name_works_on_other_articles(name: str, tmp_path: Path) -> None:
    result = READ[name](tmp_path)
    assert result is not None
    assert not hasattr(result, "__len__") or len(result)
    assert not OURS.search(said(result))


def test_they_are_what_the_readme_says() -> None:
    articles = CORPUS.articles
    assert len(articles) == 10
    for column, values in {"outlet": 2, "year": 2, "genre": 3}.items():
        assert articles[column].nunique() == values
    words = CORPUS.sentences.groupby("article", observed=True)["words"].sum()
    assert words.between(200, 400).all()
    assert {*CORPUS.paragraphs["part"]} == {"title", "heading", "body", "bio", "promo", "summary"}


def test_every_layout_is_read_as_what_it_is() -> None:
    rules = {*CORPUS.paragraphs["rule"]}
    expected = "byline|name of the author|caption|read more|correction|credits|follow us"
    for rule in (*expected.split("|"), "take-aways by name", "list of articles", "sign-up line"):
        assert rule in rules, rule


def test_quotations_in_every_kind_of_marks_are_found() -> None:
    assert {text[0] for text in kz.find_quotations(CORPUS)["text"]} >= {*'"“«'}
    speakers = {*kz.find_quotations(CORPUS)["speaker"]}
    assert {"Falcão", "Tavares", "Brandão", "Sarmento"} <= speakers


def test_a_saved_copy_is_the_same_corpus(tmp_path: Path) -> None:
    CORPUS.save(tmp_path / "copy")
    copy = kz.read_corpus(tmp_path / "copy")
    assert copy.text == CORPUS.text
    pd.testing.assert_frame_equal(copy.articles, CORPUS.articles)
    with pytest.raises(ValueError, match="has files in it; give a new one, or overwrite=True"):
        CORPUS.save(tmp_path / "copy")
    CORPUS.select(year="2024").save(tmp_path / "few")
    with pytest.raises(
        ValueError, match=r"has other texts \(courier-2024-line.txt, .*\); give a new"
    ):
        CORPUS.select(year="2016").save(tmp_path / "few", overwrite=True)
    with pytest.raises(ValueError, match=r"was cut by only\(\); save corpus\.whole"):
        CORPUS.only(CORPUS.sentences[:3]).save(tmp_path / "part")
