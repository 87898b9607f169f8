"""How favourable the sentences sound, and whether that can be believed here."""

import pandas as pd

from kzlib.codes.agreement import method_agreement
from kzlib.codes.alpha import LEAST_ALPHA
from kzlib.pages.given import PLACE, SIDE, Given
from kzlib.pages.pieces import behind, lines, share_table, stack
from kzlib.show import Shown, percent, say, table

SIGNS = {"favourable": 1, "unfavourable": -1}


def tone(given: Given) -> Shown:
    """The scorer's shares with a warning; with codings, its agreement and the coded shares."""
    pieces = [_warning()] if given.codes is None else _checked(given, given.codes)
    return stack(*pieces, _shares(given, given.tone, "VADER"))


def _warning() -> Shown:
    return say(
        "**These numbers were not checked on these articles.** VADER, a list of words with rules, "
        "was made for short posts. In news it takes names and topics for praise or blame: “ally” "
        "is favourable, “war” is not, whoever speaks of it. Code some sentences and give them as "
        "codes; then this section says whether the scorer may be believed."
    )


def _shares(given: Given, sentences: pd.DataFrame, by_whom: str) -> Shown:
    """The shares of favourable and unfavourable sentences, with their lines."""
    marked = sentences.assign(**{name: sentences["tone"] == sign for name, sign in SIGNS.items()})
    weighed = given.weighed(marked, SIGNS)
    if weighed.empty:
        return say("No sentence is favourable or unfavourable by {whom}.", whom=by_whom)
    body = marked[marked["part"] == "body"]
    labels = {name: f"{name} by {by_whom}" for name in SIGNS}
    evidence = [lines(given, body[body[name]], labels[name]) for name in weighed["property"]]
    return stack(share_table(given, weighed, labels, "tone"), behind(evidence))


def _checked(given: Given, codes: pd.DataFrame) -> list[Shown]:
    """How the scorer agrees with the codings, and what the codings say."""
    coded = codes.drop(columns=["voice", "speaker", "words", SIDE], errors="ignore")
    more = [name for name in given.sentences if name not in coded or name in PLACE]
    coded = coded.merge(given.sentences[more], on=PLACE)
    coded = coded[coded["part"] == "body"]
    if coded.empty:
        return [_warning()]
    found = given.tone[given.tone["part"] == "body"]
    agreed = method_agreement(found, coded, by=SIDE, seed=given.seed)
    columns = {SIDE: "group", "n": "coded sentences", "right": "same as coded", "alpha": "alpha",
               "alpha_low": "at least", "alpha_high": "at most"}  # fmt: skip
    shown = table(
        agreed, columns=columns, formats=dict.fromkeys([*columns][3:], "{:.2f}"),
        caption="How far VADER agrees with the codings: Krippendorff’s alpha, 1 is full agreement, "
        "0 is chance.",
    )  # fmt: skip
    usable = bool(agreed["usable"].iloc[0])
    verdict = say(
        "The scorer agrees well enough (at least {least} in each group): its shares may be used."
        if usable
        else "**The scorer may not be believed here**: in some group its agreement may be under "
        "{least}. What is said of tone rests on the codings, {share} of the body sentences.",
        least=f"{LEAST_ALPHA:.2f}", share=percent(len(coded) / len(given.body)),
    )  # fmt: skip
    return [shown, verdict, _shares(given, coded, "the codings")]
