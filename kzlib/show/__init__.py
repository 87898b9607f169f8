"""What a notebook displays: captioned, described, escaped. The only part that loads matplotlib."""

from kzlib.show.alpha_ranges import alpha_ranges
from kzlib.show.anatomy import anatomy
from kzlib.show.canvas import Picture
from kzlib.show.composition_card import composition_card
from kzlib.show.finding_cards import finding_cards
from kzlib.show.html import Shown, fold, quote, say, sentence
from kzlib.show.method_bias import method_bias
from kzlib.show.numbers import percent, points, ratio, spread, times
from kzlib.show.recommendations import recommendations
from kzlib.show.sentence_bars import sentence_bars
from kzlib.show.sentence_tracks import sentence_tracks
from kzlib.show.share_pictures import share_dots, share_lines, share_rows
from kzlib.show.shuffles import shuffles
from kzlib.show.tables import Table, concordance, table
from kzlib.show.word_ranges import word_ranges
from kzlib.show.worked_sentence import worked_sentence

__all__ = [
    "Picture", "Shown", "Table", "alpha_ranges", "anatomy", "composition_card", "concordance",
    "finding_cards", "fold", "method_bias", "percent", "points", "quote", "ratio",
    "recommendations", "say", "sentence", "sentence_bars", "sentence_tracks", "share_dots",
    "share_lines", "share_rows", "shuffles", "spread", "table",
    "times", "word_ranges", "worked_sentence",
]  # fmt: skip
