"""How each sentence sounds to a scorer, word by word, and which words make two groups differ."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from concurrent.futures import Executor
from itertools import chain, compress
from numbers import Real
from typing import Any, TypeAlias

import pandas as pd

from kzlib.text.arguments import checked, shown
from kzlib.text.batches import in_batches
from kzlib.text.checks import check_by
from kzlib.text.corpus import Corpus, in_plain_text
from kzlib.text.groups import Part, part_mask, split_groups
from kzlib.tone.vader import CUT, SentenceScore
from kzlib.tone.word_scores import Named, in_words, score_sentences

Scorer: TypeAlias = Named | Callable[[list[str]], Iterable[float]]

NO_LIST = (str, bytes, Mapping, Set, pd.DataFrame)
"""What can be gone through, but is no list of scores in the order of the sentences."""


@in_batches
@in_plain_text
def score_tone(
    corpus: Corpus,
    *,
    scorer: Scorer = "vader",
    part: Part = None,
    executor: Executor | None = None,
) -> pd.DataFrame:
    """How favourable each sentence sounds to a scorer, which is valid only where shown to be.

    What it returns: one row a sentence of the given parts (None: of all).
    - article, paragraph, sentence, start, end, part;
    - `tone`: 1 from a score of 0.05 on, -1 from -0.05 down, else 0: VADER's published cut-points,
      for every scorer the same;
    - `score`: the scorer's own;
    - `plain`, from the named scorers only: plain VADER's compound score, -1 to 1, four decimals;
    - `word_scores`: what each word adds, in text order.

    Scorers:
    - "vader": VADER by nltk's rules with the lexicon of the package vaderSentiment, exactly
      nltk's compound score of the sentence alone, which is *prepared* first: apostrophes and single
      quotation marks made straight, double ones of every form taken out, ligatures opened,
      invisible characters dropped. So what a mark looks like changes no tone;
    - "masked": the same, but names and topic words (`find_masks`) add nothing. They still count as
      words for the rules: what they negate or boost stays negated or boosted;
    - a function of your own, from a list of sentences (list of str, in normal form C and without
      invisible characters) to as many finite numbers (list, array or Series). 0 must mean neutral
      and the cut-points fit its scale: whole numbers (AFINN's sums) and -1 to 1 do; a share or a
      probability p must be rescaled by its author (2 * p - 1). VADER does not run beside it: there
      is no `plain`, and what it makes of words is not known, so its `word_scores` are "".

    Word scores: the word as written and its contribution after VADER's rules (`tone_words`), "!?"
    for the emphasis of such marks, a masked word in brackets: "success +2.7; (security masked:
    +1.4); risk −1.1". Where nothing scores: score 0, tone 0, word_scores "".

    `corpus` may be batches, as in `lookup`. The processes of an `executor` find a function by its
    name, so it has to stand in a module.

    Errors: ValueError for an unknown part or scorer, and for a function that gives another number
    of scores or anything but finite numbers; its own errors come through with a note.

    Source: Hutto & Gilbert 2014.

    >>> frame = pd.DataFrame({"article": ["a"], "text": ["A great success. Sales fell."]})
    >>> corpus = Corpus.from_frame(frame)
    >>> score_tone(corpus)[["tone", "score", "word_scores"]].values.tolist()
    [[1, 0.8316, 'great +3.1; success +2.7'], [0, 0.0, '']]
    >>> texts = ["It isn't good.", "It isn’t “good.”"]
    >>> curly = Corpus.from_frame(pd.DataFrame({"article": ["a", "b"], "text": texts}))
    >>> score_tone(curly)["score"].tolist()
    [-0.3412, -0.3412]
    >>> def falls(sentences):
    ...     return [-1 if "fell" in sentence else 0 for sentence in sentences]
    >>> score_tone(corpus, scorer=falls)["tone"].tolist()
    [0, -1]
    """
    sentences = corpus.sentences[part_mask(corpus.sentences, part)].reset_index(drop=True)
    if callable(scorer):
        scores, words = {"score": _call(scorer, sentences)}, [""] * len(sentences)
    else:
        scored = list(score_sentences(corpus, sentences, scorer))
        scores = {"score": [each.score() for each in scored]}
        scores["plain"] = [each.plain() for each in scored]
        words = list(map(in_words, scored, sentences["text"]))
    table = pd.DataFrame(scores, dtype=float)
    table.insert(0, "tone", (table["score"] >= CUT).astype("int64") - (table["score"] <= -CUT))
    table["word_scores"] = pd.Series(words, dtype="str")
    return sentences[["article", "paragraph", "sentence", "start", "end", "part"]].join(table)


@checked
def compare_tone_words(
    corpus: Corpus,
    *,
    by: str,
    target: object,
    reference: object = None,
    scorer: Named = "vader",
    part: Part = "body",
) -> pd.DataFrame:
    """Which words make one group sound better than the other, and the difference without each.

    What it returns: one row a word of the lexicon that scores in a sentence of the two groups, in
    the given parts; the largest effect of either sign first, then by word.
    - `word`, and its `valence` in the lexicon;
    - `target_count` and `reference_count`: how often it scores;
    - `difference` of the mean scores, target less reference, the same in each row;
    - `without`: the difference when this word scores nothing anywhere (all else of VADER's rules
      as it was, each sentence scored anew);
    - `effect`: difference - without. Above 0: the word makes the target sound better than the
      reference.

    How it counts: effects of several words do not add up, as the score flattens. What is masked
    scores nothing here either; the emphasis of "!" and "?" is no row. `reference` None stands for
    all articles that are not the target's. No word scores: no rows.

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
    corpus = corpus.plain
    check_by(corpus.articles, by)
    groups = split_groups(corpus.articles, by, target, reference)
    sentences = corpus.sentences[part_mask(corpus.sentences, part)]
    scored = list(score_sentences(corpus, sentences, scorer))
    sides = []
    for group in groups:
        articles = corpus.articles[group]
        own = list(compress(scored, sentences["article"].isin(articles["article"])))
        if not own:
            names = " or ".join(sorted(set(articles[by].astype(str))))
            raise ValueError(
                f"there are no sentences of {by} {names!r} in part {part!r}; choose another part"
            )
        sides.append(own)
    valences = {word.word: word.valence for each in chain(*sides) for word in each.counted()}
    (mean_a, counts_a, effects_a), (mean_b, counts_b, effects_b) = map(_leave_each_out, sides)
    difference = mean_a - mean_b
    table = []
    for word, valence in valences.items():
        effect = effects_a.get(word, 0.0) - effects_b.get(word, 0.0)
        row = (word, valence, counts_a[word], counts_b[word], difference)
        table.append((*row, difference - effect, effect))
    table.sort(key=lambda row: (-round(abs(row[-1]), 12), row[0]))
    columns = ["word", "valence", "target_count", "reference_count"]
    return pd.DataFrame(table, columns=[*columns, "difference", "without", "effect"])


def _leave_each_out(scored: list[SentenceScore]) -> tuple[float, Counter[str], dict[str, float]]:
    """A group's mean score, how often each word scores, and how the mean changes without it."""
    counts: Counter[str] = Counter()
    changes: defaultdict[str, list[float]] = defaultdict(list)
    for sentence in scored:
        words, score = [word.word for word in sentence.counted()], sentence.score()
        counts.update(words)
        for word, other in sentence.without_each().items():
            changes[word].append(score - other)
    # fsum, so that the order of the articles changes no digit.
    effects = {word: math.fsum(values) / len(scored) for word, values in changes.items()}
    return math.fsum(each.score() for each in scored) / len(scored), counts, effects


def _call(scorer: Callable[[list[str]], Iterable[float]], sentences: pd.DataFrame) -> list[float]:
    """The scores that a function gives, or one sentence on what is wrong with them."""
    if sentences.empty:
        return []
    try:
        scores: Any = scorer(sentences["text"].tolist())
        listed = isinstance(scores, Iterable) and not isinstance(scores, NO_LIST)
        values = list(scores) if listed and getattr(scores, "ndim", None) != 0 else None
    except Exception as error:
        error.add_note(f"raised by the scorer, given a list of {len(sentences)} sentences")
        raise
    size = len(sentences)
    hint = f"give a list of {size} finite numbers, one a sentence"
    if values is None:
        raise ValueError(f"the scorer gave a {type(scores).__name__}; {hint}")
    if len(values) != size:
        raise ValueError(f"the scorer gave {len(values)} scores for {size} sentences; {hint}")
    for reference, value in zip(sentences["id"], values, strict=True):
        if not _is_number(value):
            raise ValueError(f"the score of {reference} is {shown(value)}; {hint}")
    return [float(value) for value in values]


def _is_number(value: object) -> bool:
    """Is it a finite number? Yes and no are none, as 0 means neutral."""
    try:
        return isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)
    except OverflowError:
        return False
