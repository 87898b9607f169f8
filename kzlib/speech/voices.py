"""Whose voice each sentence is: the author's, somebody's own words, or a report of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from kzlib.speech.attribution import Attribution
from kzlib.speech.cue_words import FREE
from kzlib.speech.interviews import Row, find_turns
from kzlib.speech.quotations import read_article, whole_of
from kzlib.speech.quote_speakers import Quote
from kzlib.text.corpus import Corpus

VOICES = ("author", "direct", "reported")
COLUMNS = ["article", "sentence", "start", "end", "part", "voice", "speaker", "cue"]
OWN_PARTS = ("bio", "promo")  # the paper's own words, whoever they speak of
ALWAYS = (*FREE, "inverted", "according", "possessed", "impersonal", "passive", "participles")
SPOKEN = ("speech", "document")

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def find_voices(corpus: Corpus) -> pd.DataFrame:
    """The voice of every sentence of a corpus, in text order.

    Columns: article, sentence, start, end, part, voice, speaker, cue. A row a sentence of any part;
    in a corpus made by `only` its sentences alone, as read in the whole article.

    `direct`: more than half of the sentence's words stand in a quotation (speech or the words of a
    document; scare quotes and titles do not count), or it belongs to the answer in an interview
    whose turns begin with a name or a letter ("Q:", "A:"). `reported`: somebody other than the
    author said, wrote or thinks what the sentence tells ("X said that", "according to X", "it was
    stressed", "there were calls for"), or part of it is quoted. `author`: all else, also the bare
    mention that somebody spoke, and always bio and promo. `speaker` is a short name as in
    `find_quotations`, "" for the author and where nobody is given; `cue` the words that attribute.
    Errors: ValueError for what is no Corpus.

    >>> text = "Ann Lee is a farmer. She believes rain will come. “It must,” she said."
    >>> found = find_voices(Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": [text]})))
    >>> found[["voice", "speaker"]].to_numpy().tolist()
    [['author', ''], ['reported', 'Lee'], ['reported', 'Lee']]
    """
    whole, kept = whole_of(corpus)
    pieces: list[pd.DataFrame] = []
    for article, text in corpus.text.items():
        quotes, found, _ = read_article(whole, article)
        table = whole.sentences[whole.sentences["article"] == article]
        spans = list(zip(table["start"].tolist(), table["end"].tolist(), strict=True))
        turns = find_turns(text, whole.paragraphs[whole.paragraphs["article"] == article])
        rows = _read_sentences(text, spans, quotes, found)
        parts = table["part"].astype(str).tolist()
        for i, (part, paragraph) in enumerate(zip(parts, table["paragraph"].tolist(), strict=True)):
            if part in OWN_PARTS:
                rows[i] = ("author", "", "")
            elif paragraph in turns and rows[i][0] != "direct":
                rows[i] = turns[paragraph]
        voice = pd.DataFrame(rows, columns=COLUMNS[-3:], index=table.index, dtype="str")
        there = [(article, number) in kept for number in table["sentence"]]
        pieces.append(pd.concat([table[COLUMNS[:-3]], voice], axis=1)[there])
    result = pd.concat(pieces, ignore_index=True)
    result["article"] = pd.Categorical(result["article"], categories=list(corpus.text))
    return result.assign(voice=pd.Categorical(result["voice"], categories=VOICES))


def _read_sentences(
    text: str,
    spans: Sequence[tuple[int, int]],
    quotes: list[Quote],
    found: list[Attribution],
) -> list[Row]:
    """Voice, speaker and cue of each sentence by its quotations and attributions."""
    inside: list[list[Quote]] = [[] for _ in spans]
    for quote in quotes:
        if quote.use in SPOKEN:
            for i in range(quote.first, quote.last + 1):
                inside[i].append(quote)
    told: list[list[Attribution]] = [[] for _ in spans]
    for attribution in found:
        if (attribution.content and attribution.kind in ALWAYS) or (
            attribution.content and attribution.kind == "content"
        ):
            told[attribution.sentence].append(attribution)
    rows: list[Row] = []
    for (start, end), spoken, cues in zip(spans, inside, told, strict=True):
        quoted = sum(len(WORD.findall(text, max(start, q.start), min(end, q.end))) for q in spoken)
        if spoken and 2 * quoted > len(WORD.findall(text, start, end)):
            first = next((q for q in spoken if q.speaker), spoken[0])
            rows.append(("direct", first.speaker, first.cue))
        elif cues:
            paper = next((q for q in spoken if q.use == "document"), None)
            if paper:
                rows.append(("reported", paper.speaker, paper.cue))
                continue
            first_cue = cues[0]
            rows.append(
                ("reported", first_cue.speaker.name if first_cue.speaker else "", first_cue.cue)
            )
        elif spoken:
            rows.append(("reported", spoken[0].speaker, spoken[0].cue))
        else:
            rows.append(("author", "", ""))
    return rows
