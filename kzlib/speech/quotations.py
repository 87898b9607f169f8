"""Quoted spans of articles: where they stand, who speaks, and whether anybody does."""

from __future__ import annotations

import pandas as pd

from kzlib.speech.attribution import Attribution
from kzlib.speech.quote_speakers import Quote, read_quotes
from kzlib.text.corpus import Corpus, check_corpus

USES = ("speech", "document", "scare", "title")
COLUMNS = ["article", "sentence", "start", "end", "text", "speaker", "cue", "use"]


def find_quotations(corpus: Corpus) -> pd.DataFrame:
    """Every quoted span of a corpus, marks included, in text order.

    Columns: article, sentence (where the span begins), start, end, text, speaker, cue, use. In a
    corpus made by `only`, those that begin in its sentences, as read in the whole article.

    Marks may be straight, curly, single, low, angled, mixed or garbled by a wrong encoding; a
    quotation inside another is part of it. A turn split by "he said" is two rows; one re-opened at
    the start of the next paragraph, closed before or not, is one. A mark that nothing closes runs
    to the end of its paragraph. Apostrophes, inches and minutes are no marks, and neither are the
    turns of an interview without marks.

    `use` is `document` for the words of a report, law or treaty; `title` for the name of a work;
    `scare` for a quoted term, slogan or word that nobody is said to speak; else `speech`.
    `speaker` is a short name as the article uses it (a surname; "experts", "ministry", "report"),
    "" where nobody is given; `cue` the words that attribute ("said", "according to"), "" where none
    do. Pronouns and roles stand for the last fitting person. Without an attribution of its own
    a quotation takes the speaker of the one before it in the paragraph, or of the paragraph before
    where its own paragraph is quoted as a whole; or whoever the sentence before begins with.
    No quotation, no rows. Errors: ValueError for what is no Corpus.

    >>> text = "“It is late,” said Ann Lee, a farmer. The “plan” failed."
    >>> found = find_quotations(Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": [text]})))
    >>> found[["text", "speaker", "cue", "use"]].to_numpy().tolist()
    [['“It is late,”', 'Lee', 'said', 'speech'], ['“plan”', '', '', 'scare']]
    """
    whole, kept = whole_of(corpus)
    rows: list[tuple[object, ...]] = []
    for article, text in corpus.text.items():
        quotes, _, numbers = read_article(whole, article)
        rows.extend(
            (
                article,
                numbers[q.first],
                q.start,
                q.end,
                text[q.start : q.end],
                q.speaker,
                q.cue,
                q.use,
            )
            for q in quotes
            if (article, numbers[q.first]) in kept
        )
    table = pd.DataFrame(rows, columns=COLUMNS)
    table["article"] = pd.Categorical(table["article"], categories=list(corpus.text))
    table["use"] = pd.Categorical(table["use"], categories=USES)
    return table.astype(
        {**dict.fromkeys(("sentence", "start", "end"), "int32"), "text": "str", "speaker": "str"}
        | {"cue": "str"}
    )


def whole_of(corpus: Corpus) -> tuple[Corpus, set[tuple[str, int]]]:
    """The whole corpus, and the places of the sentences that this one has.

    Who speaks a sentence is told also by those around it, which `Corpus.only` may have left out.
    Errors: ValueError for what is no Corpus.
    """
    check_corpus(corpus)
    kept = zip(corpus.sentences["article"].astype(str), corpus.sentences["sentence"], strict=True)
    return corpus.whole, set(kept)


def read_article(corpus: Corpus, article: str) -> tuple[list[Quote], list[Attribution], list[int]]:
    """The quotations and attributions of an article, and the numbers of its sentences."""
    text = corpus.text[article]
    table = corpus.sentences[corpus.sentences["article"] == article]
    paragraphs = corpus.paragraphs[corpus.paragraphs["article"] == article]
    sentences = list(zip(table["start"].tolist(), table["end"].tolist(), strict=True))
    blocks = list(zip(paragraphs["start"].tolist(), paragraphs["end"].tolist(), strict=True))
    quotes, found = read_quotes(text, blocks, sentences)
    return quotes, found, table["sentence"].tolist()
