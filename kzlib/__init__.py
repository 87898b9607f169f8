"""kzlib: compare groups of news articles by word, theme and voice; every row points at its text."""

from kzlib.codes.agreement import (
    code_scores,
    coder_agreement,
    compare_methods,
    macro_f1,
    method_agreement,
    shuffle_agreement,
)
from kzlib.codes.alpha import LEAST_ALPHA
from kzlib.codes.codebook import read_codebook
from kzlib.codes.coding_runs import code_sentences
from kzlib.codes.coding_sheets import draw_coding_sheet, read_coding_sheet
from kzlib.codes.codings import matches_as_codes, read_codes, write_codes
from kzlib.codes.corrected_means import correct_mean, correct_means
from kzlib.compare import measures
from kzlib.compare.group_shares import count_shares
from kzlib.compare.keyness import keyness, shuffle_keyness
from kzlib.compare.near_duplicates import find_near_duplicates
from kzlib.compare.phrases import collocations, ngrams
from kzlib.compare.shares import compare_shares, shuffle_exclusive, shuffle_shares
from kzlib.compare.similarity import similarity
from kzlib.compare.word_counts import count_terms
from kzlib.findings import count_findings, mark_findings, read_findings, weigh_findings
from kzlib.pages.report import report
from kzlib.search.claims import find_claims, read_checks
from kzlib.search.concordance import kwic
from kzlib.search.coverage import count_within, coverage, mark_sentences, word_kinds
from kzlib.search.dictionary import Dictionary, lookup, read_dictionary
from kzlib.speech.acts import find_acts
from kzlib.speech.composition import composition
from kzlib.speech.profile import profile
from kzlib.speech.quotations import find_quotations
from kzlib.speech.voices import find_voices
from kzlib.text.citations import cite
from kzlib.text.corpus import Corpus
from kzlib.text.folders import draft_index
from kzlib.text.groups import with_group, with_section
from kzlib.text.readers import read_batches, read_corpus
from kzlib.tone.scores import compare_tone_words, score_tone
from kzlib.tone.word_scores import tone_words

__version__ = "0.2.0"

__all__ = [
    "LEAST_ALPHA", "Corpus", "Dictionary", "cite",
    "code_scores", "code_sentences", "coder_agreement", "collocations", "compare_methods",
    "compare_shares", "compare_tone_words", "composition",
    "correct_mean", "correct_means", "count_findings", "count_shares", "count_terms",
    "count_within",
    "coverage", "draft_index", "draw_coding_sheet", "find_acts", "find_claims",
    "find_near_duplicates",
    "find_quotations", "find_voices", "keyness", "kwic", "lookup", "macro_f1", "mark_findings",
    "mark_sentences", "matches_as_codes", "measures", "method_agreement", "ngrams", "profile",
    "read_batches",
    "read_checks", "read_codebook", "read_codes", "read_coding_sheet", "read_corpus",
    "read_dictionary", "read_findings", "report", "score_tone", "shuffle_agreement",
    "shuffle_exclusive", "shuffle_keyness", "shuffle_shares", "similarity", "tone_words",
    "weigh_findings", "with_group", "with_section", "word_kinds", "write_codes",
]  # fmt: skip


def __dir__() -> list[str]:
    """The public names, and nothing of how they are made."""
    return [*__all__, "__version__"]
