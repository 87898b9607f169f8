"""How each sentence sounds to a scorer, word by word, and which words make two groups differ."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from numbers import Real
from typing import Any, TypeAlias

import pandas as pd

from kzlib.text.checks import check_by
from kzlib.text.corpus import Corpus
from kzlib.text.groups import Part, part_mask, split_groups
from kzlib.tone.vader import CUT
from kzlib.tone.word_scores import check_scorer, read_sentences, show_cues

Scorer: TypeAlias = str | Callable[[list[str]], Iterable[float]]

NO_LIST = (str, bytes, Mapping, Set, pd.DataFrame)
"""What can be gone through, but is no list of scores in the order of the sentences."""


def score_tone(corpus: Corpus, *, scorer: Scorer = "vader") -> pd.DataFrame:
    """How favourable each sentence sounds to a scorer, which is valid only where shown to be.

    One row a sentence, of all parts: article, paragraph, sentence, start, end, part; `tone` (-1, 0
    or 1); `score`, the scorer's own; `plain`, plain VADER's compound score (-1 to 1, four
    decimals), beside every scorer; `cues`, what each word adds, in text order.

    `tone` is 1 from a score of 0.05 on, -1 from -0.05 down, VADER's published cut-points; for every
    scorer the same. `scorer` is one of
    - "vader": VADER by nltk's rules with the lexicon of the package vaderSentiment, exactly
      nltk's compound score of the sentence alone;
    - "masked": the same, but names and topic words (`find_masks`) add nothing. They still count as
      words for the rules: what they negate or boost stays negated or boosted;
    - a function of your own, from a list of sentences (list of str) to as many finite numbers
      (list, array or Series). 0 must mean neutral and the cut-points fit its scale: whole numbers
      (AFINN's sums) and -1 to 1 do; a share or a probability p must be rescaled by its author
      (2 * p - 1). What it makes of words is not known: its `cues` are "".

    A cue is the word as written and its contribution after VADER's rules (`tone_words`), "!?" for
    the emphasis of such marks, a masked word in brackets: "success +2.7; (security masked: +1.4);
    risk −1.1". Where nothing scores: score 0, tone 0, cues "".
    Errors: ValueError for an unknown scorer, and for a function that gives another number of
    scores or anything but finite numbers; its own errors come through with a note.
    Source: Hutto & Gilbert 2014.

    >>> frame = pd.DataFrame({"article": ["a"], "text": ["A great success. Sales fell."]})
    >>> corpus = Corpus.from_frame(frame)
    >>> score_tone(corpus)[["tone", "score", "cues"]].values.tolist()
    [[1, 0.8316, 'great +3.1; success +2.7'], [0, 0.0, '']]
    >>> def falls(sentences):
    ...     return [-1 if "fell" in sentence else 0 for sentence in sentences]
    >>> score_tone(corpus, scorer=falls)["tone"].tolist()
    [0, -1]
    """
    check_scorer(corpus, scorer)
    sentences = corpus.sentences
    readings = read_sentences(corpus, sentences, scorer)
    rows = [
        (reading.score(), reading.plain(), show_cues(reading, text))
        for reading, text in zip(readings, sentences["text"].tolist(), strict=True)
    ]
    scores, plain, cues = map(list, zip(*rows, strict=True))
    if callable(scorer):
        scores, cues = _call(scorer, sentences), [""] * len(sentences)
    table = sentences[["article", "paragraph", "sentence", "start", "end", "part"]].copy()
    table["tone"] = [(score >= CUT) - (score <= -CUT) for score in scores]
    table["score"] = scores
    table["plain"] = plain
    table["cues"] = pd.Series(cues, dtype="str")
    return table


def compare_tone_words(
    corpus: Corpus,
    *,
    by: str,
    target: object,
    reference: object = None,
    scorer: str = "vader",
    part: Part = "body",
) -> pd.DataFrame:
    """Which words make one group sound better than the other, and the difference without each.

    One row a word of the lexicon that scores in a sentence of the two groups, in the given parts:
    `word`; `valence` in the lexicon; `target_count` and `reference_count`, how often it scores;
    `difference` of the mean scores, target less reference, the same in each row; `without`, the
    difference when this word scores nothing anywhere (all else of VADER's rules as it was, each
    sentence scored anew); `effect` = difference - without. An effect above 0: the word makes the
    target sound better than the reference. The largest effect of either sign first, then by word.
    Effects of several words do not add up, as the score flattens. What is masked scores nothing
    here either; the emphasis of "!" and "?" is no row. `reference` None stands for all articles
    that are not the target's. No word scores: no rows.
    Errors: LookupError for an unknown column or group; ValueError for an unknown part, a scorer
    that knows no words, a group compared with itself or without sentences, and articles without a
    group where `reference` is None.
    Source: our own, by leaving out one word at a time. Word shifts (Dodds et al. 2011; Gallagher
    et al. 2021) are related, but split a mean of word values, which a compound score is not.

    >>> rows = [{"article": "a", "era": "x", "text": "A good deal."},
    ...         {"article": "b", "era": "y", "text": "A deal."}]
    >>> corpus = Corpus.from_frame(pd.DataFrame(rows))
    >>> compare_tone_words(corpus, by="era", target="x", part=None).values.tolist()
    [['good', 1.9, 1, 0, 0.4404, 0.0, 0.4404]]
    """
    check_scorer(corpus, scorer, words=True)
    check_by(corpus.articles, by)
    groups = split_groups(corpus.articles, by, target, reference)
    side_of = {
        str(name): side
        for side, rows in enumerate(groups)
        for name in corpus.articles["article"][rows]
    }
    rows = part_mask(corpus.sentences, part) & corpus.sentences["article"].isin(side_of)
    sentences = corpus.sentences[rows]
    valence: dict[str, float] = {}
    counts: tuple[Counter[str], ...] = (Counter(), Counter())
    scores: tuple[list[float], ...] = ([], [])
    changes: tuple[dict[str, list[float]], ...] = (defaultdict(list), defaultdict(list))
    readings = read_sentences(corpus, sentences, scorer)
    for article, reading in zip(sentences["article"].tolist(), readings, strict=True):
        side, counted = side_of[article], reading.counted()
        scores[side].append(reading.score())
        counts[side].update(cue.word for cue in counted)
        for word, value in {cue.word: cue.valence for cue in counted}.items():
            valence[word] = value
            changes[side][word].append(scores[side][-1] - reading.score(without=word))
    for side, articles in enumerate(groups):
        if not scores[side]:
            names = " or ".join(sorted(set(corpus.articles.loc[articles, by].astype(str))))
            raise ValueError(
                f"there are no sentences of {by} {names!r} in part {part!r}; choose another part "
                "or leave the group out"
            )
    # fsum, so that the order of the articles changes no digit.
    difference = math.fsum(scores[0]) / len(scores[0]) - math.fsum(scores[1]) / len(scores[1])
    table = []
    for word, value in valence.items():
        there, here = (
            math.fsum(changes[side].get(word, [])) / len(scores[side]) for side in (0, 1)
        )
        row = (word, value, counts[0][word], counts[1][word], difference)
        table.append((*row, difference - (there - here), there - here))
    table.sort(key=lambda row: (-round(abs(row[-1]), 12), row[0]))
    columns = ["word", "valence", "target_count", "reference_count"]
    return pd.DataFrame(table, columns=[*columns, "difference", "without", "effect"])


def _call(scorer: Callable[[list[str]], Iterable[float]], sentences: pd.DataFrame) -> list[float]:
    """The scores that a function gives, or one sentence on what is wrong with them."""
    try:
        scores: Any = scorer(sentences["text"].tolist())
        listed = isinstance(scores, Iterable) and not isinstance(scores, NO_LIST)
        values = list(scores) if listed and getattr(scores, "ndim", None) != 0 else None
    except Exception as error:
        error.add_note(f"raised by the scorer, given a list of {len(sentences)} sentences")
        raise
    hint = f"give a list of {len(sentences)} finite numbers, one a sentence"
    if values is None:
        raise ValueError(f"the scorer gave a {type(scores).__name__}; {hint}")
    if len(values) != len(sentences):
        raise ValueError(
            f"the scorer gave {len(values)} scores for {len(sentences)} sentences; {hint}"
        )
    for reference, value in zip(sentences["id"], values, strict=True):
        if not _is_number(value):
            raise ValueError(f"the scorer gave {value!r} for {reference}; {hint}")
    return [float(value) for value in values]


def _is_number(value: object) -> bool:
    """Is it a finite number? Yes and no are none, as 0 means neutral."""
    try:
        return isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)
    except OverflowError:
        return False
