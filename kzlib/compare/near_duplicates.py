"""Reprints and near-duplicates: articles that share much of their wording with an earlier one."""

import hashlib
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kzlib.text.arguments import checked
from kzlib.text.corpus import SPAN, Corpus
from kzlib.text.groups import Part, part_mask

RUN = 3
"""Words of a run: two reports on one event share many words, but few runs of three."""

LEAST = 20
"""Different runs of the shortest article that is looked at; a note of ten words may be anywhere."""

BANDS, ROWS = 64, 2
"""Of the MinHash index: of two articles as long that share 3 runs in 10, it looks at 87 %."""

OTHER = {"article": "other", "start": "other_start", "end": "other_end"}
COLUMNS = [*SPAN, *OTHER.values(), "shared", "words", "text"]

Hashes = NDArray[np.uint64]


class Article(NamedTuple):
    """An article's runs of words, in order and as a set, and where each word begins and ends."""

    name: str
    runs: Hashes
    distinct: Hashes
    start: NDArray[np.int32]
    end: NDArray[np.int32]


@checked
def find_near_duplicates(
    corpus: Corpus, *, threshold: float = 0.3, part: Part = "body"
) -> pd.DataFrame:
    """Articles that repeat much of an earlier one: reprints, cut, added to, in another order.

    What it returns: one row for each article that resembles one above it in the table of articles,
    in the order of the articles. No such article, no rows.
    - `article`, and `other`: the one above it that it shares most with (if several, the first);
    - `shared`: of the different runs of three words that the shorter one of the two has, the share
      that the other one has too, from `threshold` to 1;
    - the longest passage that is the same word by word: where it stands in the article (`start`,
      `end`) and in the other (`other_start`, `other_end`), how many `words` it has, and its `text`.

    How it counts: words and numbers of the given parts by their term, so that capitals and the look
    of quotation marks make no difference. Articles with fewer than 20 different runs are left out.

    What it may miss: MinHash of 128 values picks the pairs that are compared. Of pairs that share
    20 % of the runs of both together it looks at 93 %, of those that share 10 % at 47 %: an article
    reprinted inside one that is more than five times as long may be missed. A text written
    anew, sentence by sentence, shares no runs; and a quotation in common is no reprint.

    Errors: ValueError for an unknown part and for a threshold that is not above 0 and at most 1.

    Source: Broder 1997 (resemblance and containment of runs of words, MinHash); the package
    datasketch.

    >>> text = " ".join(f"word{n}" for n in range(30))
    >>> frame = pd.DataFrame({"article": ["a", "b"], "text": [f"{text} end", f"We said {text}"]})
    >>> found = find_near_duplicates(Corpus.from_frame(frame), part=None)
    >>> found[["article", "other", "words"]].values.tolist()
    [['b', 'a', 30]]
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold is {threshold}; give a share above 0 and up to 1, such as 0.3")
    plain = corpus.plain
    rows = []
    for article, other, shared in _pairs([*_articles(plain, part)], threshold):
        (start, end), places, many = _passage(article, other)
        text = plain.text[article.name][start:end]
        rows.append((article.name, start, end, other.name, *places, shared, many, text))
    table = pd.DataFrame(rows, columns=COLUMNS).astype({"text": "str", "shared": "float64"})
    types: dict[str, Any] = {"article": pd.CategoricalDtype([*corpus.text])}
    types |= dict.fromkeys(("start", "end"), "int32")
    own, others = table[[*SPAN, "text"]], table[[*OTHER.values()]].set_axis(SPAN, axis="columns")
    own, others = (corpus.untouched(each.astype(types)) for each in (own, others))
    counts = table[["shared", "words"]].astype({"words": "int64"})
    return pd.concat([own, others.rename(columns=OTHER), counts], axis="columns")[COLUMNS]


def _articles(plain: Corpus, part: Part) -> Iterator[Article]:
    """The articles with words and numbers enough in a part, in the order of the corpus."""
    coded, sentences = plain.coded, plain.sentences
    counted = np.array([kind in ("word", "number") for *_, kind in coded.types], dtype=bool)
    inside = part_mask(sentences, part).to_numpy()
    kept = counted[coded.code] & inside[coded.sentence]
    code, start, end = coded.code[kept], coded.start[kept], (coded.start + coded.size)[kept]
    # By their letters, not by a number in this corpus: the other articles change nothing.
    terms = {term for _, term, _ in coded.types}
    hashed = {term: hashlib.blake2b(term.encode(), digest_size=8).digest() for term in terms}
    values = np.frombuffer(b"".join(hashed[term] for _, term, _ in coded.types), dtype="<u8")
    article = sentences["article"].cat.codes.to_numpy()[coded.sentence[kept]]
    borders = np.searchsorted(article, np.arange(len(plain.text) + 1))
    for name, first, last in zip(plain.text, borders[:-1], borders[1:], strict=True):
        runs = _runs(values[code[first:last]].astype(np.uint64))
        if len(distinct := np.unique(runs)) >= LEAST:
            yield Article(name, runs, distinct, start[first:last], end[first:last])


def _runs(words: Hashes) -> Hashes:
    """One number for each run of words (Fibonacci hashing of one word after the other)."""
    many = max(0, len(words) - RUN + 1)
    runs = np.zeros(many, dtype=np.uint64)
    for place in range(RUN):
        runs = _mixed(runs ^ words[place : place + many])
    return runs


def _pairs(articles: list[Article], threshold: float) -> Iterator[tuple[Article, Article, float]]:
    """The articles that resemble an earlier one, with the one they share most with."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415  (slow to import, rarely needed)

    first: Any = MinHash(num_perm=BANDS * ROWS, hashfunc=int)
    index = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    alike = index.query
    nearest: dict[bytes, tuple[float, int]] = {}  # of each set of runs, to the next that has it
    for number, article in enumerate(articles):
        runs = hashlib.sha256(article.distinct.tobytes()).digest()
        if runs in nearest:
            shared, place = nearest[runs]
        else:
            own = first.copy()
            own.update_batch((article.distinct >> np.uint64(32)).tolist())
            near = ((_shared(article, articles[each]), -each) for each in alike(own))
            shared, place = max(near, default=(0.0, 0))
            nearest[runs] = max((shared, place), (1.0, -number))
            index.insert(number, own, check_duplication=False)
        if shared >= threshold:
            yield article, articles[-place], shared


def _shared(article: Article, other: Article) -> float:
    """The share of the runs of the shorter one that stand in both."""
    both = np.intersect1d(article.distinct, other.distinct, assume_unique=True)
    return len(both) / min(len(article.distinct), len(other.distinct))


def _passage(article: Article, other: Article) -> tuple[list[int], list[int], int]:
    """The longest passage that two articles share: where it is in each, and its words.

    Of several as long the first. Repeated words cost no more time: the length is found by halving,
    with one number for each stretch of runs, made of the numbers of its first and last part.
    """
    if np.array_equal(article.runs, other.runs):  # a reprint, the commonest case
        ends = ([int(each.start[0]), int(each.end[-1])] for each in (article, other))
        return next(ends), next(ends), len(article.runs) + RUN - 1
    levels = [(article.runs, other.runs)]  # of 1, 2, 4 ... runs
    while len(shorter := min(levels[-1], key=len)) > (step := 2 ** (len(levels) - 1)):
        if not np.isin(shorter, max(levels[-1], key=len)).any():
            break
        levels.append(tuple(_joined(each, step) for each in levels[-1]))  # type: ignore[arg-type]
    low, high = 1, min(len(article.runs), len(other.runs)) + 1
    found = np.nonzero(np.isin(*levels[0]))[0][0], levels[0]
    while high - low > 1:
        size = (low + high) // 2
        level = min(size.bit_length(), len(levels)) - 1
        if size > 2 ** (level + 1):
            high = size
            continue
        own, others = (_joined(each, size - 2**level) for each in levels[level])
        if len(at := np.nonzero(np.isin(own, others))[0]):
            low, found = size, (at[0], (own, others))
        else:
            high = size
    first, (own, others) = found
    places = int(first), int(np.nonzero(others == own[first])[0][0])
    last = low + RUN - 2  # of its words, from its first
    spans = (
        [int(each.start[at]), int(each.end[at + last])]
        for each, at in zip((article, other), places, strict=True)
    )
    return next(spans), next(spans), last + 1


def _joined(runs: Hashes, step: int) -> Hashes:
    """One number for each stretch and the one `step` places on (0: the stretches themselves)."""
    return _mixed(_mixed(runs[: len(runs) - step]) ^ runs[step:]) if step else runs


def _mixed(values: Hashes) -> Hashes:
    values = values * np.uint64(0x9E3779B97F4A7C15)
    return values ^ (values >> np.uint64(32))
