"""What a notebook displays: captioned, described, escaped. The only part that loads matplotlib."""

from kzlib.show.alpha_ranges import alpha_ranges
from kzlib.show.asks import asks
from kzlib.show.balance import balance
from kzlib.show.canvas import Picture
from kzlib.show.finding_cards import cards, sentence
from kzlib.show.html import Shown, fold, quote, say
from kzlib.show.tables import concordance, percent, points, ratio, spread, table, times
from kzlib.show.tracks import anatomy, tracks
from kzlib.show.word_ranges import receipt, word_ranges
from kzlib.show.worked_sentence import worked

__all__ = [
    "Picture", "Shown", "alpha_ranges", "anatomy", "asks", "balance", "cards", "concordance",
    "fold", "percent", "points", "quote", "ratio", "receipt", "say", "sentence", "spread",
    "table", "times", "tracks", "word_ranges", "worked",
]  # fmt: skip
