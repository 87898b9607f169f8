"""kzlib: compare groups of news articles by word, theme and voice; every row points at its text."""

from kzlib.acts import acts
from kzlib.claims import find_claims, read_checks
from kzlib.compare import keyness
from kzlib.concordance import kwic
from kzlib.corpus import Corpus, cite, references, sentence_text, with_group
from kzlib.counts import count_terms, dispersion
from kzlib.coverage import coverage, inside, mark_sentences
from kzlib.cues import tone_cues
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
from kzlib.quotes import quotations
from kzlib.reading import read_batches, read_corpus
from kzlib.resample import bootstrap, null_receipt, permute
from kzlib.sentences import abbreviations, paragraph_spans, sentence_spans
from kzlib.shares import compare_shares, null_shares
from kzlib.tokens import fold, tokenize
from kzlib.tone import contributions, score_tone
from kzlib.validity import (
    LEAST_ALPHA,
    agree,
    agree_difference,
    agreement,
    alpha,
    coding_sheet,
    confusion,
    corrected,
    corrected_by,
    corrected_population,
    keys_by_sentence,
    macro_f1,
    read_codes,
    read_sheet,
    reliability,
)
from kzlib.voices import voices

__all__ = [
    "LEAST_ALPHA",
    "Corpus",
    "Dictionary",
    "abbreviations",
    "acts",
    "agree",
    "agree_difference",
    "agreement",
    "alpha",
    "bic",
    "bootstrap",
    "cite",
    "clopper_pearson",
    "coding_sheet",
    "compare_shares",
    "confusion",
    "contributions",
    "corrected",
    "corrected_by",
    "corrected_population",
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
    "null_shares",
    "paragraph_spans",
    "part_of",
    "permute",
    "quotations",
    "read_batches",
    "read_checks",
    "read_codes",
    "read_corpus",
    "read_sheet",
    "references",
    "reliability",
    "score_tone",
    "sentence_spans",
    "sentence_text",
    "tokenize",
    "tone_cues",
    "voices",
    "weigh_findings",
    "wilson",
    "with_group",
]
