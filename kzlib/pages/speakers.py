"""Whose voice the sentences are, and who is quoted or reported most."""

import pandas as pd

from kzlib.pages.answer import VOICES
from kzlib.pages.given import SIDE, Given
from kzlib.pages.pieces import behind, heading, lines, share_table, stack
from kzlib.show import Shown, percent, say, table

MOST = 8  # speakers listed of each group


def speakers(given: Given) -> Shown:
    """The share of direct and reported speech in both groups, and the speakers."""
    weighed = given.weighed_voices
    if weighed.empty:
        return say("No sentence is quoted or reported speech, as far as its words show.")
    body = given.body
    evidence = [
        lines(given, body[body["voice"] == voice], VOICES[voice]) for voice in weighed["property"]
    ]
    spoken = body[body["voice"] != "author"]
    nobody = (spoken["speaker"] == "").mean()
    unnamed = (
        " In {nobody} of the quoted and reported sentences they name nobody: no name is better "
        "than a wrong one."
    )
    note = say(f"Who speaks is told by rules.{unnamed * bool(nobody)}", nobody=percent(nobody))
    numbers = share_table(given, weighed, VOICES, "voice")
    return stack(numbers, behind(evidence), note, *_who(given, spoken))


def _who(given: Given, spoken: pd.DataFrame) -> list[Shown]:
    """The speakers of each group with the number of their sentences and articles."""
    named = spoken[spoken["speaker"] != ""]
    rows, evidence = [], []
    for side in given.sides:
        own = named[named[SIDE].astype(str) == side]
        counts = own.groupby("speaker").agg(
            sentences=("sentence", "size"), articles=("article", "nunique")
        )
        counts = counts.reset_index().sort_values(["sentences", "speaker"], ascending=[False, True])
        for row in counts[counts["sentences"] > 1].head(MOST).itertuples():
            rows.append((side, row.speaker, row.sentences, row.articles))
            place = own[own["speaker"] == row.speaker]
            evidence.append(lines(given, place, f"{row.speaker}, {side}"))
    if not rows:
        return []
    columns = [given.by, "speaker", "sentences", "articles"]
    caption = (
        f"Who is quoted or reported, up to {MOST} of each group; a surname may be two persons."
    )
    shown = table(pd.DataFrame(rows, columns=columns), caption=caption)
    return [heading("Who speaks most"), shown, behind(evidence)]
