"""Articles made by rule from a seed: as long as news, with a vocabulary that grows with them.

Ranks of words are drawn from a Zipf-Mandelbrot law without an end, so that ten times the text has
some five times the words, as in newspapers. The commonest words are English, so that rules for
sentences, parts, speech and tone have something to do; the others are spelled from their rank.
"""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

SEED = 11
LOT = 200  # articles made at once, each lot from a seed of its own
WORDS, PARAGRAPHS, SENTENCES = 860, 16, 3  # an article, and a paragraph
STEEP, BEND = 0.42, 8.0  # of the law: the commonest word is 6 % of all
RAREST = 10**9
TOPICS, TOPICAL, WIDTH = 60, 0.15, 60  # a topic is as many ranks; the share of its words

COMMON = """
the of and to a in that is for it on with was as by at be from this are have not but had an they
which you were their one all we can her his has there been if more when will would who so no she
other its may these what them than some him time into only do such my new about out also two any up
first could our then most trade should must security good great risk crisis success war peace hope
failure best fear support growth problem help won’t it’s don’t today people year energy state
government between over after before through many those where because how even work here very
""".split()
ONSETS = "b c d f g l m n p r s t v br st tr".split()
SYLLABLES = [onset + vowel for onset in ONSETS for vowel in "aeiou"]
ENDINGS = ["", "", "n", "ing", "ed", "tion"]
FIRST = "Ann Ben Clara David Ella Frank Grace Henry Iris Jack Karen Louis Mary Nora Paul".split()
PLACES = "the United States,Kazakhstan,Germany,Washington,the European Union,Japan,India".split(",")
PLAIN = 12  # sentences to one of each kind below
KINDS = [
    "“{Said},” {name} said.",
    "“{Said},” said {name}, the minister of trade.",
    "{name} said that {said}.",
    "According to {name}, {said}.",
    "{place} should support a new {said}.",
    "He called on {place} to help {said}.",
    "“{Said}.”",
    "She believes {said}.",
]


def spell(rank: int) -> str:
    """The word of a rank: each has its own; some are names, some have a hyphen.

    >>> spell(0), spell(1000), spell(1_000_007)
    ('the', 'tetru', 'lobri-ba')
    """
    if rank < len(COMMON):
        return COMMON[rank]
    left, parts = rank - len(COMMON) + len(SYLLABLES), []
    while left:
        left, at = divmod(left, len(SYLLABLES))
        parts.append(SYLLABLES[at])
    hyphen = "-" if rank % 41 == 0 and len(parts) > 2 else ""
    word = hyphen.join(parts) + ENDINGS[rank % len(ENDINGS)]
    return word.capitalize() if rank % 9 == 0 else word


def make_lot(number: int) -> Iterator[dict[str, str]]:
    """The articles of a lot, as rows of an index with their texts."""
    rng = np.random.default_rng([SEED, number])
    late = rng.random(LOT) < 1 / 2
    topic = rng.integers(0, 2 * TOPICS // 3, LOT) + late * TOPICS // 3
    ranks = np.minimum(rng.pareto(STEEP, (LOT, WORDS)) * BEND, RAREST).astype(np.int64)
    topical = rng.random(ranks.shape) < TOPICAL
    first = len(COMMON) + topic * WIDTH
    ranks = np.where(topical, first[:, None] + ranks % WIDTH, ranks)
    distinct, at = np.unique(ranks, return_inverse=True)
    words = np.array([spell(rank) for rank in distinct.tolist()], dtype=object)[at]
    words = words.reshape(ranks.shape)
    words[rng.random(words.shape) < 0.05] += ","
    words[rng.random(words.shape) < 0.01] += "’s"
    numbers = rng.random(words.shape) < 0.01
    words[numbers] = [f"{each:,}" for each in rng.integers(2, 30000, numbers.sum()).tolist()]
    for row in range(LOT):
        yield _article(number * LOT + row, bool(late[row]), words[row].tolist(), rng)


def _article(number: int, late: bool, words: list[str], rng: Any) -> dict[str, str]:
    """An article of its words: a title, paragraphs, a note on who wrote it, a sign-up line."""
    ends = np.sort(rng.integers(0, WORDS, PARAGRAPHS * SENTENCES - 1)).tolist()
    kinds = rng.integers(0, PLAIN + len(KINDS), len(ends) + 1).tolist()
    people = [f"{FIRST[n % len(FIRST)]} {spell(9 * (n + 20))}" for n in rng.integers(0, 9000, 4)]
    sentences = []
    for begin, end, kind in zip([0, *ends], [*ends, WORDS], kinds, strict=True):
        said = " ".join(words[begin : end + 2]).rstrip(",")
        form = KINDS[kind] if kind < len(KINDS) else "{Said}."
        whole, name = said[0].upper() + said[1:], people[kind % len(people)]
        place = PLACES[(number + begin) % len(PLACES)]
        text = form.format(Said=whole, said=said, name=name, place=place)
        sentences.append(text[0].upper() + text[1:])
    title = " ".join(words[:6]).replace(",", "").capitalize()
    lines = [" ".join(sentences[at::PARAGRAPHS]) for at in range(PARAGRAPHS)]
    note = f"{people[0]} is a reporter in Washington."
    text = "\n\n".join([title, *lines, note, "Sign up for our newsletter."])
    return {
        "article": f"a{number}",
        "file": f"{number // 1000:04}/a{number}.txt",
        "era": "late" if late else "early",
        "title": title,
        "author": people[0],
        "text": text + "\n",
    }


def write_articles(rows: Iterator[dict[str, str]], folder: Path, megabytes: float) -> Path:
    """Files and, last, their index, until there are so many MB; a folder with one is complete."""
    index, left = folder / "articles.csv", megabytes * 1e6
    if index.exists():
        return folder
    listed = []
    for row in rows:
        path = folder / row["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        left -= path.write_bytes(row["text"].encode())
        listed.append({name: value for name, value in row.items() if name != "text"})
        if left <= 0:
            break
    with index.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, listed[0])
        writer.writeheader()
        writer.writerows(listed)
    return folder


def make_corpus(megabytes: float, parent: Path) -> Path:
    """The folder of a corpus of so many MB, made unless it is there already."""
    version = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]
    rows = (row for number in range(10**9) for row in make_lot(number))
    return write_articles(rows, parent / f"{megabytes:g}mb-{version}", megabytes)
