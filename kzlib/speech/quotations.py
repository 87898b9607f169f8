"""Quoted spans of articles: where they stand, who speaks, and whether anybody does."""

from __future__ import annotations

from bisect import bisect_right
from concurrent.futures import Executor
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

import pandas as pd

from kzlib.speech.speakers import AUTHOR, Turn
from kzlib.text.batches import in_batches
from kzlib.text.corpus import SPAN, Corpus, in_plain_text
from kzlib.text.groups import Part, part_mask
from kzlib.text.sentences import Span

if TYPE_CHECKING:
    from kzlib.speech.attribution import Attribution
    from kzlib.speech.quote_speakers import Quote

USES = ("speech", "document", "scare", "title")
HOW = ("next to it", "pronoun", "turn", "carried on", "none")
COLUMNS = ["article", "sentence", "start", "end", "text", "speaker", "cue", "use", "how"]


class Spoken(NamedTuple):
    """Who speaks in an article: its quotations, the words that attribute, an interview's turns."""

    text: str
    sentences: list[Span]
    quotes: list[Quote]
    attributions: list[Attribution]
    turns: dict[int, Turn]


_READ: WeakKeyDictionary[Corpus, dict[str, Spoken]] = WeakKeyDictionary()


@in_batches
@in_plain_text
def find_quotations(
    corpus: Corpus, *, part: Part = None, executor: Executor | None = None
) -> pd.DataFrame:
    """Every quoted span of a corpus, marks included, in text order.

    What it takes
        A corpus, or an iterable of corpora (`read_batches`): one table of all, which an `executor`
        of `concurrent.futures` (or Dask's) has made on as many hands as it has.

    What it returns
        `article, sentence` (where the span begins), `start, end, text, speaker, cue, use, how`.
        `part`: only those that begin in a sentence of this part. In a corpus made by `only`, those
        that begin in its sentences, as read in the whole article. No quotation, no rows.

    What a quotation is
        - Marks may be straight, curly, single, low, angled, mixed or garbled by a wrong encoding;
          a quotation inside another is part of it.
        - A turn split by "he said" is two rows; one re-opened at the start of the next paragraph,
          closed before or not, is one.
        - A mark that nothing closes runs to the end of its paragraph. Apostrophes, inches and
          minutes are no marks, and neither are the turns of an interview without marks.

    Its use
        `document` for the words of a report, law or treaty; `title` for the name of a work;
        `scare` for a quoted term, slogan or word that nobody is said to speak; else `speech`.

    Its speaker
        - A person, body or document that the article shows to be one: a name with a title, a role
          or a first name, a surname of one so introduced, a name of the dictionary `names`, or
          whoever stands with a verb of saying; a role where no name is given ("the official").
        - `speaker` is a short name: a surname, with the first name where two share it; "experts",
          "ministry", "report"; "Dell and Rock"; "" where the article shows nobody.
        - `cue` is the words that attribute ("said", "according to"), "" where none do.

    How it was found
        `how` is `next to it` (the name or role stands in the sentence that attributes), `pronoun`
        (a pronoun or role there means somebody named before), `turn` (an interview's label),
        `carried on` (from the quotation or sentence before it, in its paragraph or in the one
        before where the quotation is a whole paragraph) or `none`.

    Errors
        ValueError for what is no Corpus, for a part of another type and for an unknown one.

    >>> text = "“It is late,” said Ann Lee, a farmer. The “plan” failed."
    >>> found = find_quotations(Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": [text]})))
    >>> found[["text", "speaker", "use", "how"]].to_numpy().tolist()
    [['“It is late,”', 'Lee', 'speech', 'next to it'], ['“plan”', '', 'scare', 'none']]
    """
    rows = [
        vars(q) | {"article": article, "sentence": q.first + 1, "text": each.text[q.start : q.end]}
        for article, each in read_spoken(corpus).items()
        for q in each.quotes
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    table["article"] = pd.Categorical(table["article"], categories=list(corpus.text))
    table["how"] = pd.Categorical(table["how"], categories=HOW)
    table["use"] = pd.Categorical(table["use"], categories=USES)
    whole_numbers = dict.fromkeys(("sentence", "start", "end"), "int32")
    texts = dict.fromkeys(("text", "speaker", "cue"), "str")
    return sentences_of(corpus, table.astype(whole_numbers | texts), part)


def read_spoken(corpus: Corpus) -> dict[str, Spoken]:
    """Article -> who speaks in it, read once for all that is asked of a corpus.

    Articles are read as a whole: who speaks a sentence is told also by those around it, which
    `Corpus.only` may have left out.
    """
    whole = corpus.whole
    if whole not in _READ:
        paragraphs, sentences = map(_spans, (whole.paragraphs, whole.sentences))
        _READ[whole] = {
            article: _read(text, paragraphs[article], sentences[article])
            for article, text in whole.text.items()
        }
    return _READ[whole]


def _spans(table: pd.DataFrame) -> dict[str, list[Span]]:
    """Article -> where each of its rows begins and ends."""
    spans: dict[str, list[Span]] = {}
    for article, start, end in zip(*(table[name].tolist() for name in SPAN), strict=True):
        spans.setdefault(str(article), []).append((start, end))
    return spans


def _read(text: str, paragraphs: list[Span], sentences: list[Span]) -> Spoken:
    from kzlib.speech.interview_turns import find_turns  # noqa: PLC0415  (hundreds of patterns,
    from kzlib.speech.quote_speakers import read_quotes  # noqa: PLC0415  made when first needed)

    quotes, attributions = read_quotes(text, paragraphs, sentences)
    turns, starts = find_turns(text, paragraphs), [start for start, _ in paragraphs]
    for n, quote in enumerate(quotes):
        voice, speaker, _ = turns.get(bisect_right(starts, quote.start), AUTHOR)
        if voice == "direct" and not quote.own and quote.use == "speech":
            how = "turn" if speaker else "none"
            quotes[n] = replace(quote, speaker=speaker, how=how)
    return Spoken(text, sentences, quotes, attributions, turns)


def sentences_of(corpus: Corpus, table: pd.DataFrame, part: Part) -> pd.DataFrame:
    """The rows of a table that belong to a part of the sentences that the corpus has."""
    place = ["article", "sentence"]
    kept = corpus.sentences.loc[part_mask(corpus.sentences, part), place]
    return table.merge(kept, on=place)
