"""One sentence with what each of its words adds to its score, so that it can be worked by hand."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from kzlib.show.html import QUIET, WIDTH, Shown, escape, quote
from kzlib.show.numbers import minus
from kzlib.show.picture_checks import check_needs, with_counts, with_numbers
from kzlib.text.arguments import checked
from kzlib.text.arguments import shown as cut
from kzlib.text.checks import as_text
from kzlib.text.plain import plain_text
from kzlib.tone.vader import ALPHA
from kzlib.tone.word_scores import EMPHASIS

CLOSE, LEAST = 0.0001, 0.0005  # scores are rounded to four decimals, words' numbers to three
ADDED = ["valence", "contribution"]
NEEDS = ["start", "end", "word", *ADDED, "masked"]
STACK = "display:inline-block;vertical-align:top;text-align:center;margin:0 .15em"
LINES = {1: "solid", -1: "dashed", 0: "dotted"}  # under a word: adds, takes away, neither


@checked
def worked_sentence(
    word_scores: pd.DataFrame, text: str, *, start: int = 0, score: float, source: str = ""
) -> Shown:
    """A sentence with the number of each word that scores under it, then the sum and the score.

    What it takes:
    - `word_scores`: a row for each word that scores, as `tone_words` gives: start, end (in the
      article), word, valence (in the lexicon), contribution (after the rules), masked (why it
      does not count, or ""); no rows: no word scores;
    - `text`: the sentence; `start`: where it begins in the article; `source`: its id.

    A word whose rules changed it shows both numbers; a masked one is struck and shows in brackets
    what it would add.

    Errors: ValueError for a column that is missing or without numbers, a word that does not stand
    in the sentence where it says or is over another, and numbers that do not give the score.

    Source: Hutto & Gilbert 2014 (the flattening).

    >>> row = {"start": 12, "end": 16, "word": "good", "valence": 1.9, "contribution": 1.9}
    >>> words = pd.DataFrame([row | {"masked": ""}])
    >>> worked_sentence(words, "A good deal.", start=10, score=0.4404)
    A good [+1.9] deal.
    Sum: +1.9. Score: 1.9 / √(1.9² + 15) = 0.4404.
    """
    check_needs(word_scores, NEEDS, "The words need")
    word_scores = with_counts(with_numbers(word_scores, ADDED), ["start", "end"])
    texts = word_scores[["word", "masked"]].astype(object).map(as_text)
    word_scores = word_scores.assign(**texts)
    shown, said, at = "", "", 0
    for row in sorted(word_scores[NEEDS].to_dict("records"), key=_place):
        first, last = _place(row) - start, int(row["end"]) - start
        if not at <= first < last <= len(text) or not _is(row["word"], text[first:last]):
            raise ValueError(
                f"The word {cut(row['word'])} from {row['start']} to {row['end']} does not stand "
                f"there in the sentence from {start} to {start + len(text)}, or over another; "
                "give the words of this sentence, each once."
            )
        number = _number(row)
        shown += _words(text[at:first]) + _stack(text[first:last], number, row)
        said += f"{text[at:last]} [{number}]"
        at = last
    counted = word_scores.loc[word_scores["masked"] == "", "contribution"].tolist()
    line = _sum(counted, score)
    line += " What is struck does not count." if len(counted) < len(word_scores) else ""
    tail = f' <span style="{QUIET};font-size:85%">{escape(source)}</span>' if source else ""
    markup = (
        f'<div style="max-width:{WIDTH}px"><div style="line-height:1.5;margin:0 0 .5em">'
        f"{shown}{_words(text[at:])}{tail}</div><div>{escape(line)}</div></div>"
    )
    return Shown(markup, f"{said}{text[at:]}{f' ({source})' if source else ''}\n{line}")


def _place(row: Mapping[Any, Any]) -> int:
    """Where a word begins; marks of emphasis, which may span words, at their last character."""
    return int(row["end"]) - 1 if row["word"] == EMPHASIS else int(row["start"])


def _is(word: str, text: str) -> bool:
    """Whether a text is the word, marks, capitals and ligatures aside; an emoji may be any."""
    texts = map(plain_text, (word, text))
    known, found = ("".join(filter(str.isalnum, each)).casefold() for each in texts)
    return known == found or not found


def _words(text: str) -> str:
    return quote(text).html if text.strip() else escape(text)


def _number(row: Mapping[Any, Any]) -> str:
    """What stands under a word: its number, with the lexicon's where the rules changed it."""
    number = _signed(row["contribution"])
    if row["masked"]:
        reason = "" if row["masked"] == row["word"] else f" {row['masked']}"
        return f"({number}){reason}"
    changed = row["valence"] and abs(row["valence"] - row["contribution"]) >= LEAST
    return f"{_signed(row['valence'])} → {number}" if changed else number


def _stack(word: str, number: str, row: Mapping[Any, Any]) -> str:
    """A word over its number; struck where it is masked, else underlined by its sign.

    Where styles are stripped the word stays struck, and the number follows it in its line.
    """
    line = LINES[(row["contribution"] > 0) - (row["contribution"] < 0)]
    shown = f'<span style="border-bottom:2px {line}">{_words(word)}</span>'
    shown = f"<s>{_words(word)}</s>" if row["masked"] else shown
    weight = QUIET if row["masked"] else "font-weight:bold"
    return (
        f'<span style="{STACK}">{shown} '
        f'<span style="display:block;{weight};font-size:80%">{escape(number)}</span></span>'
    )


def _sum(counted: list[float], score: float) -> str:
    """The sum and the score as a line; ValueError where they do not fit."""
    total = math.fsum(counted)
    result = total / math.sqrt(total * total + ALPHA)
    if not abs(result - score) <= CLOSE:
        raise ValueError(
            f"The words sum to {_signed(total)}, which makes a score of {result:.4f}, not {score}; "
            "give the words and the score of one sentence and one scorer."
        )
    if not counted:
        return "No word counts. Score: 0."
    added = " ".join(map(_signed, counted))
    added += f" = {_signed(total)}" if len(counted) > 1 else ""
    plain = _signed(total).lstrip("+")
    squared = f"({plain})²" if total < 0 else f"{plain}²"
    return f"Sum: {added}. Score: {plain} / √({squared} + {ALPHA}) = {minus(f'{score:.4f}')}."


def _signed(value: float) -> str:
    """Up to three decimals, at least one, with the sign: +2.3, −1.406; 0 without."""
    number = f"{value:+.3f}"
    return minus(number[:-2] + number[-2:].rstrip("0")) if float(number) else "0"
