"""Every public function, with every argument of every wrong kind: a result, or one sentence.

Never a traceback from inside pandas, never an error of several lines: what is raised is a
ValueError, a LookupError, a FileNotFoundError or a TypeError that kzlib itself says.
"""

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import kzlib as kz
from kzlib import show
from kzlib.compare import measures
from kzlib.speech import parties
from kzlib.text import citations, parts, sentences, tokens

KZLIB = str(Path(kz.__file__).parent)
SEEDS = Path(__file__).parents[1] / "seeds"
SAID = {ValueError, LookupError, KeyError, FileNotFoundError, FileExistsError, TypeError}

TEXTS = {
    "a": "A Title\nIt rained. “We want trade,” said Ann Lee, the minister. Kazakhstan must act.\n"
    "Growth was 3.5 percent in 1999. Great progress was made. The United States failed.",
    "b": "Another Title\nIt snowed. “We need peace,” said Bob Ray, an expert. Both should act.\n"
    "Trade fell by 20%. It was a terrible mistake. The road is long.",
}
CORPUS = kz.Corpus.from_frame(
    pd.DataFrame(
        {
            "article": [*TEXTS],
            "text": [*TEXTS.values()],
            "era": ["x", "y"],
            "title": ["A Title", "Another Title"],
        }
    )
)
THEMES = kz.Dictionary.from_mapping({"keys": {"trade": {"patterns": ["trade"]}}})
TRADE = kz.lookup(CORPUS, THEMES)
MARKED = kz.mark_sentences(CORPUS, TRADE, by="era")
BODY = kz.with_group(CORPUS, CORPUS.sentences.query("part == 'body'"), by="era")
CODES = BODY.assign(
    coder="one", tone=[1, 0, -1] * (len(BODY) // 3), act="describe", themes="trade",
    whom=["us", "kazakhstan", ""] * (len(BODY) // 3), addressee="us", speaker="",
)  # fmt: skip
CODERS = pd.concat([CODES, CODES.assign(coder="two", tone=CODES["tone"].iloc[::-1].to_list())])
TONE = kz.score_tone(CORPUS).merge(BODY[["article", "sentence", "era"]])
AGREE = kz.method_agreement(TONE, CODES, by="era").assign(method="vader")
KEYNESS = kz.keyness(CORPUS, by="era", target="x", min_count=1)
FINDING = kz.read_findings(SEEDS.parent / "notebooks" / "findings.toml")[0]
COUNT = FINDING.counts[0].__class__(label="praise", where="tone == 1", expect="both")
FINDINGS = [
    FINDING.__class__(
        **{**vars(FINDING), "evidence": ("a:2",), "counts": (COUNT,)},
    )
]
EACH = kz.count_shares(MARKED, by="era").query("of == 'sentences'")
SHARES = kz.compare_shares(MARKED, by="era", target="x")
OFF_ZERO = pd.DataFrame({"off_zero": [1, 2, 3], "observed": [True, False, False]})
WORDS = kz.tone_words(CORPUS)
PRAISE = next(row for row in kz.score_tone(CORPUS).merge(BODY).itertuples() if row.tone == 1)
ONE_SCORED = WORDS.query(f"article == '{PRAISE.article}' and sentence == {PRAISE.sentence}")
GROUPS = {"by": "era", "target": "x", "reference": "y"}
PICTURE = {"title": "A title", "caption": "A caption"}
LABELS = {"us": "the United States", "kazakhstan": "Kazakhstan", "": "nobody"}
TABLE = pd.DataFrame({"word": ["a", "b"], "share": [0.5, 0.25]})
TABLED = show.table(TABLE, caption="c")
DRAWN = show.shuffles(OFF_ZERO, title="A title", caption="A caption")


def neutral(sentences: pd.DataFrame) -> list[dict[str, int]]:
    """A coder that finds no tone."""
    return [{"tone": 0}] * len(sentences)


Call = tuple[Callable[..., object], dict[str, object]]


def calls(folder: Path) -> dict[str, Call]:
    """A right call of each public function: its arguments by name."""
    sheet = folder / "sheet.csv"
    if not sheet.exists():
        kz.draw_coding_sheet(CORPUS, n=4, by="era", strata="era", columns=["tone"], path=sheet)
    filled = sheet.read_text(encoding="utf-8").replace('""', '"1"')
    sheet.write_text(filled, encoding="utf-8")
    agreement = {"found": TONE, "codes": CODES, "column": "tone", "by": "era", "seed": 1}
    texts = folder / "texts"
    texts.mkdir(exist_ok=True)
    (texts / "a.txt").write_text(TEXTS["a"], encoding="utf-8")
    codes = str(SEEDS / "codes" / "codes.csv")
    toned = kz.read_codebook(SEEDS / "example_codes" / "tone.toml")
    one, two = {"a": 3, "b": 4}, {"total_a": 100, "total_b": 90}
    methods = {"first": TONE, "second": TONE, "codes": CODES, "by": "era", "column": "tone"}
    kwargs: dict[str, Call] = {
        "Corpus.from_frame": (
            kz.Corpus.from_frame,
            {"frame": pd.DataFrame({"article": ["a"], "text": ["One."]}), "text": "text"}
            | {"duplicates": "keep"},
        ),
        "Corpus.select": (CORPUS.select, {"era": "x"}),
        "Corpus.only": (CORPUS.only, {"sentences": BODY}),
        "Corpus.save": (CORPUS.save, {"folder": folder / "saved", "overwrite": True}),
        "Dictionary.from_mapping": (
            kz.Dictionary.from_mapping,
            {"content": {"keys": {"trade": {"patterns": ["trade"]}}}, "name": "mine"},
        ),
        "Codebook.column": (kz.read_codebook().column, {"name": "tone"}),
        "cite": (kz.cite, {"corpus": CORPUS, "reference": "a:2"}),
        "citations.sentence_text": (
            citations.sentence_text,
            {"corpus": CORPUS, "reference": "a:2"},
        ),
        "code_scores": (
            kz.code_scores,
            {"found": CODES, "codes": CODES, "column": "themes", "by": "era"},
        ),
        "code_sentences": (
            kz.code_sentences,
            {"corpus": CORPUS, "coder": neutral, "path": folder / "run.csv", "codebook": toned}
            | {"part": "body", "by": "era", "size": 3, "settings": {"a": 2}},
        ),
        "coder_agreement": (
            kz.coder_agreement,
            {"codes": CODERS, "column": "tone", "by": "era", "codebook": "codebook", "seed": 1},
        ),
        "compare_methods": (kz.compare_methods, {**methods, "codebook": "codebook", "seed": 1}),
        "compare_shares": (
            kz.compare_shares,
            {"sentences": MARKED, **GROUPS, "properties": ["trade"], "seed": 1},
        ),
        "compare_tone_words": (
            kz.compare_tone_words,
            {"corpus": CORPUS, **GROUPS, "scorer": "vader", "part": "body"},
        ),
        "composition": (
            kz.composition,
            {"corpus": CORPUS, "by": "era", "part": "body", "columns": ["title"]},
        ),
        "correct_mean": (
            kz.correct_mean,
            {"predictions": [1, 0, 1, 0], "codes": [1, 0, np.nan, 1], "strata": None, "level": 0.9},
        ),
        "correct_means": (
            kz.correct_means,
            {"found": TONE, "codes": CODES, **GROUPS, "column": "tone", "strata": None}
            | {"level": 0.9},
        ),
        "count_findings": (
            kz.count_findings,
            {"findings": FINDINGS, "table": CODES, "by": "era"},
        ),
        "count_shares": (
            kz.count_shares,
            {"sentences": MARKED, "by": "era", "properties": ["trade"], "seed": 1},
        ),
        "count_terms": (
            kz.count_terms,
            {"corpus": CORPUS, "by": "era", "part": "body", "executor": None},
        ),
        "count_within": (
            kz.count_within,
            {"corpus": CORPUS, "matches": TRADE, "within": TRADE, "by": "era"},
        ),
        "coverage": (
            kz.coverage,
            {"corpus": CORPUS, "matches": TRADE, "by": "era", "part": "body"},
        ),
        "draft_index": (kz.draft_index, {"folder": texts, "path": folder / "drafted.csv"}),
        "draw_coding_sheet": (
            kz.draw_coding_sheet,
            {
                "corpus": CORPUS,
                "n": 10,
                "by": "era",
                "scores": TONE.drop(columns="era"),
                "strata": "tone",
            }
            | {"equal": False, "part": "body", "columns": ["tone"], "codebook": "codebook"}
            | {"seed": 1, "path": folder / "drawn.csv", "overwrite": True},
        ),
        "find_acts": (
            kz.find_acts,
            {"corpus": CORPUS, "parties": "parties", "part": "body", "executor": None},
        ),
        "find_claims": (kz.find_claims, {"corpus": CORPUS, "part": "body", "executor": None}),
        "find_near_duplicates": (
            kz.find_near_duplicates,
            {"corpus": CORPUS, "threshold": 0.5, "part": "body"},
        ),
        "find_quotations": (
            kz.find_quotations,
            {"corpus": CORPUS, "part": "body", "executor": None},
        ),
        "find_voices": (kz.find_voices, {"corpus": CORPUS, "part": "body", "executor": None}),
        "keyness": (
            kz.keyness,
            {"corpus": CORPUS, **GROUPS, "part": "body", "interval": "exact", "seed": 1}
            | {"min_count": 1},
        ),
        "kwic": (
            kz.kwic,
            {"corpus": CORPUS, "pattern": "trade", "window": 3, "by": "era", "part": "body"}
            | {"sort": "left", "limit": 2, "executor": None},
        ),
        "lookup": (
            kz.lookup,
            {"corpus": CORPUS, "dictionary": THEMES, "part": "body", "executor": None},
        ),
        "macro_f1": (
            kz.macro_f1,
            {"table": kz.code_scores(CODES, CODES, column="themes"), "min_cases": 1},
        ),
        "mark_findings": (kz.mark_findings, {"findings": FINDINGS, "table": CODES}),
        "mark_sentences": (
            kz.mark_sentences,
            {"corpus": CORPUS, "matches": TRADE, "by": "era", "part": "body", "executor": None},
        ),
        "matches_as_codes": (
            kz.matches_as_codes,
            {"sentences": BODY, "matches": TRADE, "column": "themes"},
        ),
        "method_agreement": (kz.method_agreement, {**agreement, "codebook": "codebook"}),
        "ngrams": (
            kz.ngrams,
            {"corpus": CORPUS, "by": "era", "sizes": [2], "part": "body", "min_count": 1},
        ),
        "collocations": (
            kz.collocations,
            {"corpus": CORPUS, "by": "era", "window": 3, "part": "body", "min_count": 1},
        ),
        "similarity": (
            kz.similarity,
            {"corpus": CORPUS, **GROUPS, "part": "body", "without": ["trade"], "deals": 3}
            | {"seed": 1},
        ),
        "profile": (kz.profile, {"corpus": CORPUS, "by": "era", "part": "body", "window": 5}),
        "read_batches": (
            lambda **given: list(kz.read_batches(**given)),
            {"source": SEEDS, "size": 1, "index": "articles.csv", "text": "text"}
            | {"duplicates": "keep"},
        ),
        "read_checks": (
            kz.read_checks,
            {"path": SEEDS / "claims.csv", "corpus": kz.read_corpus(SEEDS)},
        ),
        "read_codebook": (kz.read_codebook, {"name_or_path": "codebook"}),
        "read_codes": (
            kz.read_codes,
            {"path": codes, "corpus": kz.read_corpus(SEEDS), "by": "era", "codebook": "codebook"},
        ),
        "read_coding_sheet": (
            kz.read_coding_sheet,
            {"path": sheet, "corpus": CORPUS, "by": "era", "partial": True}
            | {"codebook": "codebook"},
        ),
        "read_corpus": (
            kz.read_corpus,
            {"source": SEEDS, "index": "articles.csv", "text": "text", "duplicates": "keep"},
        ),
        "read_dictionary": (kz.read_dictionary, {"name_or_path": "themes"}),
        "read_findings": (kz.read_findings, {"path": SEEDS.parent / "notebooks/findings.toml"}),
        "report": (
            kz.report,
            {"corpus": CORPUS, **GROUPS, "dictionary": THEMES, "names": THEMES, "codes": CODES}
            | {"path": folder / "report.html", "seed": 1},
        ),
        "score_tone": (
            kz.score_tone,
            {"corpus": CORPUS, "scorer": "vader", "part": "body", "executor": None},
        ),
        "shuffle_agreement": (
            kz.shuffle_agreement,
            {**agreement, "codebook": "codebook", "deals": 3},
        ),
        "shuffle_exclusive": (
            kz.shuffle_exclusive,
            {"sentences": MARKED, **GROUPS, "properties": ["trade"], "deals": 3, "seed": 1},
        ),
        "shuffle_keyness": (
            kz.shuffle_keyness,
            {"corpus": CORPUS, **GROUPS, "part": "body", "interval": "exact", "deals": 3}
            | {"seed": 1, "min_count": 1},
        ),
        "shuffle_shares": (
            kz.shuffle_shares,
            {"sentences": MARKED, **GROUPS, "properties": ["trade"], "deals": 3, "seed": 1},
        ),
        "tone_words": (
            kz.tone_words,
            {"corpus": CORPUS, "scorer": "vader", "part": "body", "executor": None},
        ),
        "weigh_findings": (
            kz.weigh_findings,
            {
                "findings": FINDINGS,
                "codings": {"one": CODES},
                "by": "era",
                "target": "x",
                "reference": None,
            },
        ),
        "with_group": (kz.with_group, {"corpus": CORPUS, "table": CORPUS.tokens, "by": "era"}),
        "with_section": (kz.with_section, {"corpus": CORPUS, "table": CORPUS.tokens}),
        "word_kinds": (
            kz.word_kinds,
            {"corpus": CORPUS, "dictionaries": {"themes": THEMES}, "part": "body"},
        ),
        "write_codes": (
            kz.write_codes,
            {"codes": CODES, "path": folder / "one.csv", "overwrite": True},
        ),
        "show.alpha_ranges": (
            show.alpha_ranges,
            {"table": AGREE, "by": "era", "together": "both", **PICTURE},
        ),
        "show.anatomy": (
            show.anatomy,
            {"paragraphs": kz.with_group(CORPUS, CORPUS.paragraphs.assign(words=5), by="era")}
            | {"by": "era", **PICTURE},
        ),
        "show.composition_card": (
            show.composition_card,
            {
                "composition": kz.composition(CORPUS, by="era"),
                "groups": kz.profile(CORPUS, by="era"),
                "by": "era",
                "duplicates": kz.find_near_duplicates(CORPUS),
            },
        ),
        "show.concordance": (
            show.concordance,
            {"frame": kz.kwic(CORPUS, "trade", by="era"), "caption": "c", "by": "era"}
            | {"limit": 5},
        ),
        "show.finding_cards": (
            show.finding_cards,
            {
                "findings": FINDINGS,
                "numbers": kz.count_findings(FINDINGS, CODES, by="era"),
                "corpus": CORPUS,
                "by": "era",
            }
            | {"groups": {"x": "then", "y": "now"}, "details": None}
            | {"columns": None, "formats": None, "marked": None},
        ),
        "show.fold": (show.fold, {"shown": show.quote("One."), "summary": "more"}),
        "show.method_bias": (
            show.method_bias,
            {
                "agreement": AGREE,
                "means": kz.correct_means(TONE, CODES, **GROUPS),
                "method": "a list",
                "what": "tone",
            },
        ),
        "show.percent": (show.percent, {"share": 0.5}),
        "show.points": (show.points, {"difference": 0.5}),
        "show.quote": (show.quote, {"words": "One.", "source": "Ann Lee"}),
        "show.ratio": (show.ratio, {"log_ratio": 0.5}),
        "show.recommendations": (
            show.recommendations,
            {"items": CODES.assign(who="us", named=True), "by": "era", "rows": LABELS}
            | {"subtitle": "s", "limit": 5, **PICTURE},
        ),
        "show.say": (lambda **given: show.say("It is {value}.", **given), {"value": 5}),
        "show.sentence": (show.sentence, {"corpus": CORPUS, "reference": "a:2"}),
        "show.sentence_bars": (
            show.sentence_bars,
            {"sentences": CODES, "by": "era", "rows": LABELS, "value": "tone", "subject": "whom"}
            | {"subtitle": "s", "up": "praise", "down": "blame", "quotes": {}, "notes": {}}
            | {"height": None, **PICTURE},
        ),
        "show.sentence_tracks": (
            show.sentence_tracks,
            {"marks": TRADE, "sentences": BODY, "by": "era", "rows": {"trade": "trade"}}
            | {"subtitle": "s", "height": None, **PICTURE},
        ),
        "show.share_dots": (
            show.share_dots,
            {"shares": SHARES[:1], "target_label": "x", "reference_label": "y", "limit": 5}
            | PICTURE,
        ),
        "show.share_lines": (
            show.share_lines,
            {"shares": EACH.assign(year=["2001", "2002"]), "by": "year", "group": "era"} | PICTURE,
        ),
        "show.share_rows": (
            show.share_rows,
            {"shares": EACH, "by": "era", "group": None, "limit": 5, **PICTURE},
        ),
        "show.shuffles": (
            show.shuffles,
            {"shuffle_table": OFF_ZERO, "what": "words", **PICTURE},
        ),
        "show.spread": (show.spread, {"frame": SHARES, "name": "difference"}),
        "show.table": (
            show.table,
            {"frame": TABLE, "caption": "c", "columns": {"share": "a share"}}
            | {"formats": {"share": "percent"}, "words": ["word"], "limit": 5},
        ),
        "Table.to_csv": (TABLED.to_csv, {"path": folder / "a.csv", "overwrite": True}),
        "Table.to_excel": (TABLED.to_excel, {"path": folder / "a.xlsx", "overwrite": True}),
        "Picture.save": (DRAWN.save, {"path": folder / "a.svg", "overwrite": True}),
        "Picture.to_csv": (DRAWN.to_csv, {"path": folder / "b.csv", "overwrite": True}),
        "Picture.to_excel": (DRAWN.to_excel, {"path": folder / "b.xlsx", "overwrite": True}),
        "show.times": (show.times, {"log_ratio": 0.5}),
        "show.word_ranges": (
            show.word_ranges,
            {"keyness": KEYNESS, "target_label": "x", "reference_label": "y", "limit": 5} | PICTURE,
        ),
        "show.worked_sentence": (
            show.worked_sentence,
            {"word_scores": ONE_SCORED, "text": PRAISE.text, "start": PRAISE.start}
            | {"score": PRAISE.score, "source": "s"},
        ),
        "measures.log_ratio": (measures.log_ratio, one | two),
        "measures.log_ratio_interval": (measures.log_ratio_interval, one | two | {"level": 0.9}),
        "measures.lrc": (measures.lrc, one | two | {"comparisons": 3}),
        "measures.g2": (measures.g2, one | two),
        "measures.bic": (measures.bic, one | two),
        "measures.dp_norm": (measures.dp_norm, {"counts": [1, 2], "sizes": [10, 20]}),
        "measures.log_odds_z": (measures.log_odds_z, one | two | {"prior_total": 500}),
        "measures.least_count": (
            measures.least_count,
            {"total_a": 100, "total_b": 90, "level": 0.9},
        ),
        "measures.mattr": (measures.mattr, {"terms": ["a", "b"], "window": 2}),
        "measures.wilson": (measures.wilson, {"successes": 3, "n": 9, "level": 0.9}),
        "sentences.paragraph_spans": (sentences.paragraph_spans, {"text": "One. Two."}),
        "sentences.sentence_spans": (sentences.sentence_spans, {"text": "One. Two."}),
        "tokens.tokenize": (tokens.tokenize, {"text": "One. Two."}),
        "tokens.fold": (tokens.fold, {"token": "U.S.", "capitals": False}),
        "parts.part_of": (
            parts.part_of,
            {"paragraphs": ["One."], "title": "One", "author": "Ann Lee"},
        ),
        "parties.read_parties": (parties.read_parties, {"name_or_path": "parties"}),
    }
    return kwargs


def wrong() -> dict[str, object]:
    """A value of each wrong kind; fresh ones, as some can be used once only."""
    closed = (SEEDS / "articles.csv").open(encoding="utf-8")
    closed.close()
    return {
        "None": None,
        "0": 0,
        "-1": -1,
        "5": 5,
        "True": True,
        "half": 0.5,
        "nan": float("nan"),
        "inf": float("inf"),
        "too large": 10**400,
        "text": "no such name",
        "empty text": "",
        "two lines": "a\nb",
        "surrogate": "\ud800",
        "long name": "x" * 300,
        "bytes": b"folder",
        "empty list": [],
        "list of numbers": [5],
        "list of text": ["no such name"],
        "list of None": [None],
        "dict": {"a": 1},
        "empty dict": {},
        "set": {"a"},
        "object": object(),
        "function": print,
        "type": int,
        "empty table": pd.DataFrame(),
        "table without the columns": pd.DataFrame({"a": [1]}),
        "table without rows": CODES.iloc[:0],
        "series": pd.Series([1.0]),
        "array": np.array([[1, 2], [3, 4]]),
        "date": pd.Timestamp("2001-01-01"),
        "missing file": Path("no/such/file"),
        "closed file": closed,
        "iterator": iter([1]),
    }


KINDS = [*wrong()]


def trouble(function: Callable[..., object], given: dict[str, object]) -> str:
    """What is wrong with how a call ends: "" for a result that can be shown, or one sentence."""
    try:
        result = function(**given)
        if isinstance(result, show.Shown):
            repr(result), result._repr_html_()  # what a notebook shows must be there too
            result._repr_html_().encode()
        elif isinstance(result, Iterator):
            list(result)
    except Exception as error:
        *_, last = inspect.getinnerframes(error.__traceback__)
        if type(error) not in SAID:
            return f"{type(error).__name__}: {error}"[:200]
        if not last.filename.startswith(KZLIB):
            return f"from {Path(last.filename).name}: {type(error).__name__}: {error}"[:200]
        if "\n" in str(error) or len(str(error)) > 700 or not str(error):
            return f"not one line: {error}"[:200]
    return ""


FILES = ("Table.to_csv", "Table.to_excel", "Picture.save", "Picture.to_csv", "Picture.to_excel")
METHODS = (
    *FILES,
    "Corpus.from_frame",
    "Corpus.select",
    "Corpus.only",
    "Corpus.save",
    "Codebook.column",
)
SPANS = ("sentences.paragraph_spans", "sentences.sentence_spans", "tokens.tokenize", "tokens.fold")
PUBLIC = [
    *(name for name in kz.__all__ if inspect.isfunction(getattr(kz, name))),
    *(f"show.{name}" for name in show.__all__ if inspect.isfunction(getattr(show, name))),
    *(
        f"measures.{name}"
        for name, value in vars(measures).items()
        if inspect.isfunction(value) and value.__module__ == measures.__name__
        if not name.startswith("_")
    ),
    *(*METHODS, "Dictionary.from_mapping"),
    *(*SPANS, "parts.part_of", "citations.sentence_text", "parties.read_parties"),
]


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Call]:
    return calls(tmp_path_factory.mktemp("wrong"))


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a call writes under a wrong name goes where nothing is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kzlib.compare.draws.DRAWS", 20)


@pytest.mark.parametrize("name", PUBLIC)
def test_a_wrong_argument_gets_one_sentence(name: str, right: dict[str, Call]) -> None:
    assert name in right, f"calls() in this file needs a right call of {name}"
    function, given = right[name]
    assert trouble(function, given) == "", f"the call of {name} in calls() is not right"
    function(**given)  # the right call is right
    said = [
        f"{argument}={kind}: {found}"
        for argument in given
        for kind in KINDS
        if (found := trouble(function, given | {argument: wrong()[kind]}))
    ]
    assert said == []


def test_there_are_two_thousand_wrong_calls(right: dict[str, Call]) -> None:
    assert sum(len(given) for _, given in right.values()) * len(KINDS) >= 2000
