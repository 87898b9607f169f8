"""Each number on the first notebook once more, from the files, by code that knows no kzlib.

The texts of the sentences and their codings come from `seeds/codes`, the words from regular
expressions; vaderSentiment is another program than nltk's, which the library uses.
"""

import json
import re
from html import unescape
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import beta
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

ROOT = Path(__file__).parent.parent
OLD, NEW = "ahmad-2014", "asb-2025"
US = r"\bU\.S\.|\bUS\b|United States|\bAmericans?\b|\bAmerica\b"
SEARCHES = {
    "unnamed “experts”": r"(?i)\bexperts\b",
    "security, NATO": r"(?i)\b(security|defen[sc]e|military|NATO|battalion|brigade|KazBrig)\b",
    "World Trade Organization": "WTO|World Trade Organization",
    "Afghanistan": r"Afghan|Kabul",
    "Silk Road": "Silk Road",
    "Kazakhstan": r"\bKazakh(stan)?\b",
    "United States": US,
    "trade, investment": r"(?i)\b(trade(?! route)|trading|investment)\b",
    "the Jackson-Vanik law": r"(?i)Jackson-Vanik|\bamendment\b",
    "Congress, US politics": r"(?i)Congress|Capitol Hill|White House|committee|political process",
    "Trump": r"\bTrump\b",
    "Uzbekistan": "Uzbekistan",
    "oil, gas, minerals": r"(?i)\b(oil|gas|energy|mineral\w*|commodit\w*)\b",
    "freedom, rights, rule of law": r"(?i)\b(freedom|democrac(y|ies)|human rights|rule of law)\b",
    "Russia, China, Europe, Iran": r"\b(Russia|China|Europe|Iran)\b",
    "Middle Corridor": "Middle Corridor|Trans-Caspian International Trade Route",
}
COUNTS = {
    "theme security": "security",
    "theme energy": "energy",
    "theme US politics": "us_politics",
    "freedom, rights, rule of law": SEARCHES["freedom, rights, rule of law"],
    "“both” with the United States": r"(?i)\bboth (the )?(U\.?S\b).*Kazakhstan",
    "“both” with Uzbekistan": r"both Kazakhstan and Uzbekistan",
    "“together”": r"(?i)\btogether\b",
    "WTO or World Trade Organization": "WTO|World Trade Organization",
    "regular talks": r"Six Plus One|C5\+1|consultative mechanism",
    "Jackson-Vanik": "Jackson-Vanik",
    "more oil": "more oil",
    "away from commodities": "away from commodities",
    "a president of Kazakhstan by name": "Nazarba|Toka",
    "a president of Afghanistan by name": "Karzai|Ghani",
    "nuclear matters": r"(?i)nuclear|uranium|atomic|proliferation",
    "Ukraine, Crimea or sanctions": r"(?i)ukrain|crimea|sanction",
}


@pytest.fixture(scope="module")
def body() -> pd.DataFrame:
    """The body sentences with their codings and their number in the body's order."""
    read = {"keep_default_na": False, "dtype": {"themes": str}}
    sentences, codes = (
        pd.read_csv(ROOT / "seeds" / "codes" / name, **read)
        for name in ("sentences.csv", "codes.csv")
    )
    return sentences.merge(codes.drop(columns=["start", "end", "label"])).query("part == 'body'")


@pytest.fixture(scope="module")
def page() -> str:
    """What the outputs of the notebook show, as one line of text, without the folded parts."""
    notebook = json.loads((ROOT / "notebooks" / "00_start_here.ipynb").read_text(encoding="utf-8"))
    shown = [out["data"] for cell in notebook["cells"] for out in cell.get("outputs", [])]
    texts = ["".join(data.get("text/html", data.get("text/plain", ""))) for data in shown]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", " ".join(texts))))


def both(body: pd.DataFrame, mask: "pd.Series[bool]") -> list[int]:
    return [int((mask & (body["article"] == article)).sum()) for article in (OLD, NEW)]


def holds(body: pd.DataFrame, pattern: str) -> "pd.Series[bool]":
    return body["text"].map(lambda text: bool(re.search(pattern, text)))


def numbered(body: pd.DataFrame, mask: "pd.Series[bool]") -> str:
    """A row of a picture: how many sentences of each article, and which."""
    parts = []
    for article in (OLD, NEW):
        found = body.loc[mask & (body["article"] == article), "sentence"].astype(str)
        parts.append(f"{len(found)} {', '.join(found) or '–'}")
    return " ".join(parts)


def test_the_company(body: pd.DataFrame, page: str) -> None:
    named = holds(body, SEARCHES["Kazakhstan"])
    united, persons = holds(body, US), holds(body, r"\bTrump\b|Washington|Congress")
    uzbekistan = holds(body, "Uzbekistan")
    rows = {
        "the United States": named & united,
        "only Trump, Washington or Congress": named & ~united & persons,
        "only Uzbekistan": named & ~united & ~persons & uzbekistan,
        "none of these": named & ~united & ~persons & ~uzbekistan,
    }
    for label, mask in rows.items():
        assert f"{label} {numbered(body, mask)}" in page
    (a, b), (c, d) = both(body, named & united), both(body, named)
    title = f"stands beside Kazakhstan in {a} of {c} sentences, then in {b} of {d}"
    assert title in (ROOT / "notebooks" / "00_start_here.ipynb").read_text(encoding="utf-8")
    unquoted = body["voice"] != "direct"
    (e, f), (g, h) = both(body, named & united & unquoted), both(body, named & unquoted)
    assert f"the counts are {e} of {g}, then {f} of {h}." in page
    (k, m) = both(body, named & (united | persons))
    assert f"as the United States too, they are {k}, then {m}:" in page


def test_the_shuffles_of_the_company(body: pd.DataFrame, page: str) -> None:
    """Paragraphs that name Kazakhstan, put in random order: the first as many are the one group."""
    named = body[holds(body, SEARCHES["Kazakhstan"])].assign(us=lambda x: holds(x, US))
    sums = named.groupby(["article", "paragraph"])["us"].agg(["sum", "size"]).to_numpy()
    old = named.loc[named["article"] == OLD, "paragraph"].nunique()
    rng = np.random.default_rng(2026)
    order = np.argsort(rng.random((50_000, len(sums))), axis=1)
    first, rest = sums[order[:, :old]].sum(axis=1), sums[order[:, old:]].sum(axis=1)
    gaps = np.abs(first[:, 0] / first[:, 1] - rest[:, 0] / rest[:, 1])
    share = 1000 * np.mean(gaps >= 11 / 15 - 5 / 25 - 1e-9)
    said = int(re.search(r"In about (\d+) of 1,000 random shuffles", page)[1])
    assert said == pytest.approx(share, abs=1.5)


@pytest.mark.parametrize("label", SEARCHES)
def test_the_cast(body: pd.DataFrame, page: str, label: str) -> None:
    mask = holds(body, SEARCHES[label])
    assert f" {label} {numbered(body, mask)} " in page
    if label in ("Kazakhstan", "United States"):
        share = [100 * n / total for n, total in zip(both(body, mask), (31, 55), strict=True)]
        joint = {"Kazakhstan": "{:.0f} % and then {:.0f} %"}
        joint["United States"] = "from {:.0f} % to {:.0f} %"
        assert joint[label].format(*share) in page


@pytest.mark.parametrize("label", COUNTS)
def test_the_counts_of_the_findings(body: pd.DataFrame, page: str, label: str) -> None:
    what = COUNTS[label]
    coded = body["themes"].str.split(";").map(lambda themes: what in themes)
    old, new = both(body, coded if label.startswith("theme ") else holds(body, what))
    assert f" {label}: {old} → {new}" in page


def test_the_requests_the_tone_and_the_road(body: pd.DataFrame, page: str) -> None:
    asked, late = body["act"] == "recommend", body["sentence"]
    blame, praise = body["tone"] == -1, body["tone"] == 1
    road = body["themes"].str.contains("connectivity")
    rows = {
        "requests in all": asked,
        "to Kazakhstan": asked & (body["addressee"] == "kazakhstan"),
        "to the United States": asked & (body["addressee"] == "us"),
        "to both together": asked & (body["addressee"] == "both"),
        "to nobody in particular": asked & (body["addressee"] == ""),
        "blame": blame,
        "praise": praise,
        "out of this order in the 2025 article": (body["article"] == NEW)
        & (blame & (late > 23) | praise & (late < 22)),
        "blame of the United States": blame & (body["whom"] == "us"),
        "blame of Kazakhstan": blame & (body["whom"] == "kazakhstan"),
        "praise of Kazakhstan": praise & (body["whom"] == "kazakhstan"),
        "routes": road,
        "with civilisations, culture or humanity": road
        & body["text"].str.contains("civilisation|cultural|humanity"),
        "with minerals or Iran": road & body["text"].str.contains("minerals|Iran"),
    }
    for label, mask in rows.items():
        old, new = both(body, mask)
        assert f" {label}: {old} → {new}" in page
    assert "of 31 in the 2014 article and 55 in the 2025 article" in page
    assert both(body, body["part"] == "body") == [31, 55]


def test_the_numbers_that_mislead(body: pd.DataFrame, page: str) -> None:
    trade = body["themes"].str.split(";").map(lambda themes: "trade" in themes)
    old, new = both(body, trade)
    law = both(body, trade & (body["sentence"] < 20))[1]  # the second heading is sentence 20
    assert f"{old} of 31 in the 2014 article, {new} of 55 in the 2025 article. But {law} of" in page
    first = body[body["article"] == OLD]
    straight = first["text"].replace({"[‘’]": "'", '[“”"]': ""}, regex=True)
    score = straight.map(
        lambda text: SentimentIntensityAnalyzer().polarity_scores(text)["compound"]
    )
    tone = (score >= 0.05).astype(int) - (score <= -0.05).astype(int)
    right = (tone.to_numpy() == first["tone"].to_numpy()).sum()
    assert f"usual sentiment lexicon: {(tone == 1).sum()} of 31. But the codings agree" in page
    assert f" in {right} only: it takes" in page


def words(text: str) -> list[str]:
    """Words in lower case, the United States apart, without possessives; no numbers.

    It holds for these two articles: the pronouns before 's, and the words after a hyphen that
    stands for a dash, are those that occur.
    """
    text = text.replace("’", "'").replace("U.S.", "US_").replace("D.C.", "DC_")
    text = re.sub(r"\bUS\b", "US_", text)
    text = re.sub(r"(?<!\bit)(?<!\bIt)(?<!hat)(?<!here)'s\b|(?<=s)'(?!\w)", "", text)
    text = re.sub(r"\b([A-Z]\w*)-(?=[A-Z])|(\w)-(?=(?:I|which|the)\b)", r"\1\2 ", text)
    found = re.findall(r"[A-Za-z]\w*(?:['-]\w+)*|\w+-\d+", text)
    return [each if each == "US_" else each.lower() for each in found]


def test_the_words_that_stand_out(body: pd.DataFrame, page: str) -> None:
    counts = [
        pd.Series([w for text in body.loc[body["article"] == a, "text"] for w in words(text)])
        for a in (OLD, NEW)
    ]
    table = pd.concat([each.value_counts() for each in counts], axis=1).fillna(0).astype(int)
    table = table[table.sum(axis=1) >= 5].to_numpy()
    ratio = len(counts[0]) / len(counts[1])
    a, b = table[:, 0], table[:, 1]
    low, high = beta.ppf(0.025, a, b + 1), beta.ppf(0.975, a + 1, b)  # Clopper-Pearson
    even = ratio / (1 + ratio)
    out = (np.nan_to_num(low, nan=0.0) > even) | (np.nan_to_num(high, nan=1.0) < even)
    assert f"more frequent in one article: {out.sum()} of {len(table)};" in page
