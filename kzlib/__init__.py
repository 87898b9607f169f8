"""kzlib: compare groups of news articles by word, theme and voice; every row points at its text."""

from kzlib.claims import find_claims, read_checks
from kzlib.compare import keyness
from kzlib.concordance import kwic
from kzlib.corpus import Corpus, cite, references, sentence_text, with_group
from kzlib.counts import count_terms, dispersion
from kzlib.coverage import coverage, inside, mark_sentences
from kzlib.dictionary import Dictionary, load_dictionary, lookup
from kzlib.findings import count_findings, load_findings, mark_findings, weigh_findings
from kzlib.measures import (
    bic,
    clopper_pearson,
    dp_norm,
    g2,
    log_ratio,
    log_ratio_interval,
    lrc,
    newcombe,
    wilson,
)
from kzlib.parts import part_of
from kzlib.reading import read_batches, read_corpus
from kzlib.resample import bootstrap, null_receipt, permute
from kzlib.sentences import abbreviations, paragraph_spans, sentence_spans
from kzlib.shares import compare_shares
from kzlib.tokens import fold, tokenize
from kzlib.validity import agreement, keys_by_sentence, macro_f1, read_codes

__all__ = [
    "Corpus",
    "Dictionary",
    "abbreviations",
    "agreement",
    "bic",
    "bootstrap",
    "cite",
    "clopper_pearson",
    "compare_shares",
    "count_findings",
    "count_terms",
    "coverage",
    "dispersion",
    "dp_norm",
    "find_claims",
    "fold",
    "g2",
    "inside",
    "keyness",
    "keys_by_sentence",
    "kwic",
    "load_dictionary",
    "load_findings",
    "log_ratio",
    "log_ratio_interval",
    "lookup",
    "lrc",
    "macro_f1",
    "mark_findings",
    "mark_sentences",
    "newcombe",
    "null_receipt",
    "paragraph_spans",
    "part_of",
    "permute",
    "read_batches",
    "read_checks",
    "read_codes",
    "read_corpus",
    "references",
    "sentence_spans",
    "sentence_text",
    "tokenize",
    "weigh_findings",
    "wilson",
    "with_group",
]
