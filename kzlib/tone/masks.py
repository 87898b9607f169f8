"""Which words of a corpus name something, so that masked VADER leaves their valence out."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

import numpy as np
import pandas as pd

from kzlib.search.dictionary import lookup, read_dictionary
from kzlib.text import characters as char
from kzlib.text.arguments import checked
from kzlib.text.corpus import Corpus, in_plain_text, text_order
from kzlib.text.groups import Part, part_mask
from kzlib.text.tokens import LIKE, function_words
from kzlib.tone.vader import APOSTROPHE

NAME = "name"
"""The mask of what is a name; that of a topic word is its key in masks.toml."""

# What stands within names: Bank for Trade and Development, US-Kazakhstan, Mr. Smith. A full stop
# that is followed by more of the sentence is that of an abbreviation.
JOINERS = ("and", "for", "of", "on", "the")
THROUGH = frozenset(f"-{char.SHORT_HYPHEN}.")

# After these a capital may be that of a new sentence.
BEGINNERS = frozenset(f'":{APOSTROPHE}{char.DOUBLE}{char.DOUBLE_RARE}')


@checked
@in_plain_text
def find_masks(corpus: Corpus, *, part: Part = None) -> pd.DataFrame:
    """The stretches whose words carry no score in masked VADER.

    What it returns: article, sentence, start, end, mask, of the given parts (None: of all); by
    article and start, names first. No match, no rows. A stretch is
    - a match of the dictionary `names`, mask "name";
    - a word of a run of capitalised words, mask "name";
    - a match of the dictionary `masks`, mask: its key.

    What a run is: two or more capitalised words of a sentence that stand side by side or are joined
    by hyphens, full stops, possessives or "and", "for", "of", "on", "the".
    - The first word of a sentence, and of what follows a quotation mark or a colon, has its capital
      anyway and belongs to no run, nor do function words.
    - A word all in capitals belongs to a run, but keeps its own score: it may be shouted.
    - A sentence whose words all have capitals, function words apart (a title), has no runs.
    - A single capitalised word is no run: only `names` masks it.

    Errors: ValueError for an unknown part.

    >>> text = "Good friends of the Joy and Mercy Circle."
    >>> found = find_masks(Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": [text]})))
    >>> [text[start:end] for start, end in zip(found["start"], found["end"])]
    ['Joy', 'Mercy', 'Circle']
    """
    names = lookup(corpus, read_dictionary("names"), part=part)
    topics = lookup(corpus, read_dictionary("masks"), part=part)
    columns = ["article", "sentence", "start", "end", "mask"]
    tokens = corpus.tokens[part_mask(corpus.tokens, part)]
    runs = tokens.iloc[list(_in_runs(tokens))]
    topics = topics.assign(mask=topics["key"].astype(str))
    tables = names.assign(mask=NAME), runs.assign(mask=NAME), topics
    table = pd.concat([each[columns] for each in tables])
    order = np.argsort(text_order(corpus, table, "start"), kind="stable")
    return table.iloc[order].drop_duplicates(ignore_index=True)


def _in_runs(tokens: pd.DataFrame) -> Iterator[int]:
    """The rows of the tokens that belong to runs of capitalised words."""
    names = ("article", "sentence", "term", "kind")
    article, sentence, *rest = (tokens[name].tolist() for name in names)
    written = tokens["token"].cat
    forms = [LIKE["ignored"].sub("", token) for token in written.categories]
    seen = [forms[code] for code in written.codes]
    rows = zip(article, sentence, range(len(tokens)), seen, *rest, strict=True)
    for _, group in groupby(rows, key=itemgetter(0, 1)):
        yield from _runs([row[2:] for row in group if row[3]])


def _runs(sentence: list[tuple[int, str, str, str]]) -> Iterator[int]:
    """The rows of one sentence's tokens (row, token, term, kind) that belong to runs."""
    no_name = function_words()
    words = [token for _, token, term, kind in sentence if kind == "word" and term not in no_name]
    if all(word[0].isupper() for word in words):
        return
    run: list[tuple[int, str]] = []
    begins = True
    for row, token, term, kind in [*sentence, (-1, "", "", "end")]:
        if kind == "word" and token[0].isupper() and term not in no_name and not begins:
            run.append((row, token))
        elif not (kind == "clitic" or token in THROUGH or (kind == "word" and term in JOINERS)):
            yield from (at for at, word in run if len(run) > 1 and not word.isupper())
            run = []
        begins = kind == "punct" and (begins or BEGINNERS.issuperset(token))
