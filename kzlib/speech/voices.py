"""Whose voice each sentence is: the author's, somebody's own words, or a report of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from typing import TYPE_CHECKING

import pandas as pd

from kzlib.speech.quotations import Spoken, read_spoken, sentences_of
from kzlib.speech.speakers import AUTHOR, Turn
from kzlib.text.batches import in_batches
from kzlib.text.corpus import Corpus, in_plain_text
from kzlib.text.groups import Part
from kzlib.text.sentences import Span

if TYPE_CHECKING:
    from kzlib.speech.attribution import Attribution
    from kzlib.speech.quote_speakers import Quote

VOICES = ("author", "direct", "reported")
COLUMNS = ["article", "sentence", "start", "end", "part", "voice", "speaker", "cue"]
OWN_PARTS = ("bio", "promo")  # the paper's own words, whoever they speak of
NO_REPORTS = ("quoted", "under", "colon", "dash", "subject")  # attribute quoted words alone
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@in_batches
@in_plain_text
def find_voices(
    corpus: Corpus, *, part: Part = None, executor: Executor | None = None
) -> pd.DataFrame:
    """The voice of every sentence of a corpus, or of batches (as `find_quotations`), in text order.

    What it returns
        `article, sentence, start, end, part, voice, speaker, cue`: a row a sentence of any part,
        or only of `part`. In a corpus made by `only` its sentences alone, as read in the whole
        article.

    What a voice is
        - `direct`: more than half of the sentence's words stand in a quotation (speech or the words
          of a document; scare quotes and titles do not count), or it belongs to the answer in an
          interview whose turns begin with a label ("Q:", "A.", "Mr. ORR.", "Le Thi Hoa:") or
          whose questions are paragraphs of their own, answered by "I" or "we".
        - `reported`: somebody other than the author said, wrote or thinks what the sentence tells
          ("X said that", "according to X", "it was stressed", "there were calls for"), or part of
          it is quoted.
        - `author`: all else, also the bare mention that somebody spoke, and always bio and promo.

    Its speaker
        `speaker` is a short name as in `find_quotations`, "" for the author and where nobody is
        given; `cue` the words that attribute. A sentence has the speaker of its quotation, of
        several the first that is known.

    Errors
        ValueError for what is no Corpus, for a part of another type and for an unknown one.

    >>> text = "Ann Lee is a farmer. She believes rain will come. “It must,” she said."
    >>> found = find_voices(Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": [text]})))
    >>> found[["voice", "speaker"]].to_numpy().tolist()
    [['author', ''], ['reported', 'Lee'], ['reported', 'Lee']]
    """
    spoken, table = read_spoken(corpus), corpus.whole.sentences
    rows = [row for each in spoken.values() for row in _read_sentences(each)]
    places = zip(rows, *(table[name] for name in ("article", "paragraph", "part")), strict=True)
    rows = [
        AUTHOR
        if whose in OWN_PARTS
        else row
        if row[0] == "direct"
        else spoken[article].turns.get(paragraph, row)
        for row, article, paragraph, whose in places
    ]
    voices = pd.DataFrame(rows, columns=COLUMNS[5:], dtype="str")
    voices["voice"] = pd.Categorical(voices["voice"], categories=VOICES)
    return sentences_of(corpus, table[COLUMNS[:5]].join(voices), part)


def _read_sentences(spoken: Spoken) -> Iterator[Turn]:
    """Voice, speaker and cue of each sentence by its quotations and attributions."""
    inside: list[list[Quote]] = [[] for _ in spoken.sentences]
    for quote in spoken.quotes:
        if quote.use in ("speech", "document"):
            for i in range(quote.first, quote.last + 1):
                inside[i].append(quote)
    told: list[list[Attribution]] = [[] for _ in spoken.sentences]
    for attribution in spoken.attributions:
        if attribution.content and attribution.kind not in NO_REPORTS:
            told[attribution.sentence].append(attribution)
    for span, quotes, cues in zip(spoken.sentences, inside, told, strict=True):
        first = next((quote for quote in quotes if quote.speaker), None)
        if quotes and (first or not cues or _is_direct(spoken.text, span, quotes)):
            first = first or quotes[0]
            voice = "direct" if _is_direct(spoken.text, span, quotes) else "reported"
            yield voice, first.speaker, first.cue
        elif cues:
            yield "reported", cues[0].speaker.name if cues[0].speaker else "", cues[0].cue
        else:
            yield AUTHOR


def _is_direct(text: str, span: Span, quotes: Sequence[Quote]) -> bool:
    """Whether more than half of a sentence's words are quoted."""
    start, end = span
    quoted = sum(len(WORD.findall(text, max(start, q.start), min(end, q.end))) for q in quotes)
    return 2 * quoted > len(WORD.findall(text, start, end))
