"""How favourable the sentences sound, and whether that can be believed here."""

import pandas as pd

from kzlib.codes.agreement import method_agreement
from kzlib.codes.alpha import LEAST_ALPHA
from kzlib.pages.given import PLACE, SIDE, Given
from kzlib.pages.pieces import behind, lines, share_table, stack
from kzlib.pages.weighing import FEW
from kzlib.show import Shown, percent, say, table

UNCHECKED = "not checked"
STRONG = 0.5  # of VADER's score, from which on a sentence counts by the stricter threshold
SIGNS = {"favourable": 1, "unfavourable": -1}


def tone(given: Given) -> Shown:
    """The scorer's shares with a warning; with codings, its agreement and the coded shares."""
    coded = _coded(given)
    if coded.empty:
        return stack(_warning(), _shares(given, given.tone, "VADER"))
    return stack(*_checked(given, coded))


def _warning() -> Shown:
    return say(
        "**These numbers were not checked on these articles, so no difference in tone is said to "
        "hold.** VADER, a list of words with rules, was made for short posts. In news it takes "
        "names and topics for praise or blame: “ally” is favourable, “war” is not, whoever speaks "
        "of it. Code some sentences by hand and give the file as codes: then this section says "
        "whether VADER may be believed here."
    )


def _shares(given: Given, scored: pd.DataFrame, by_whom: str) -> Shown:
    """The shares of favourable and unfavourable sentences, with their lines."""
    labels = {name: f"{name} by {by_whom}" for name in SIGNS}
    rows = given.sentences.iloc[given.places(scored)]
    marks = pd.DataFrame({name: scored["tone"] == sign for name, sign in SIGNS.items()})
    marks = marks.set_index(rows.index)
    stricter = None
    if "score" in scored:  # a scorer's threshold can be moved, a coder's can not
        score = scored["score"].set_axis(rows.index)
        stricter = pd.DataFrame({name: sign * score >= STRONG for name, sign in SIGNS.items()})
    weighed = given.weighed(marks, sentences=rows, stricter=stricter)
    if weighed.empty:
        return say("No sentence is favourable or unfavourable by {whom}.", whom=by_whom)
    if given.codes is None:
        weighed["verdict"] = weighed["verdict"].where(weighed["verdict"] == FEW, UNCHECKED)
    body = rows["part"] == "body"
    evidence = [
        lines(given, rows[body & marks[name]], labels[name]) for name in weighed["property"]
    ]
    return stack(share_table(given, weighed, labels, "tone"), behind(evidence))


def _coded(given: Given) -> pd.DataFrame:
    """The codings of body sentences, with what is known of these."""
    if given.codes is None:
        return given.sentences.head(0)
    coded = given.codes.drop(columns=["voice", "speaker", "words", SIDE], errors="ignore")
    more = [name for name in given.sentences if name not in coded or name in PLACE]
    coded = coded.merge(given.sentences[more], on=PLACE)
    return coded[coded["part"] == "body"]


def _checked(given: Given, coded: pd.DataFrame) -> list[Shown]:
    """How the scorer agrees with the codings, and what the codings say."""
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
        "VADER agrees well enough with the codings (at least {least} in each group): its shares "
        "may be used beside theirs."
        if usable
        else "**VADER may not be believed here**: in some group its agreement with the codings may "
        "be under {least}, so its shares are left out. The codings cover {share} of the body "
        "sentences.",
        least=f"{LEAST_ALPHA:.2f}", share=percent(len(coded) / len(given.body)),
    )  # fmt: skip
    more = [_shares(given, given.tone, "VADER")] if usable else []
    return [
        shown,
        verdict,
        _shares(given, coded.drop(columns="score", errors="ignore"), "the codings"),
        *more,
    ]
