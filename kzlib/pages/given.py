"""What a report is made from: the articles, the two groups, the reader's lists; each read once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from kzlib.compare.keyness import keyness
from kzlib.compare.near_duplicates import find_near_duplicates
from kzlib.pages.names import frequent_names
from kzlib.pages.weighing import LEAST, weigh_shares, weigh_words
from kzlib.search.coverage import mark_sentences
from kzlib.search.dictionary import Dictionary, lookup, read_dictionary
from kzlib.speech.voices import find_voices
from kzlib.text.arguments import checked
from kzlib.text.checks import as_text, check_by, check_group, check_table
from kzlib.text.corpus import Corpus
from kzlib.text.dates import read_date
from kzlib.text.groups import part_mask, split_groups, with_group
from kzlib.tone.scores import score_tone

SIDE = "group compared"  # the column of the two groups; no index of a reader calls one so
WHOSE = 2  # names whose company is looked at
OTHERS = "all others"
CODED = ("article", "paragraph", "sentence", "tone")
PLACE = ["article", "sentence"]


@dataclass(frozen=True, eq=False)
class Given:
    """The articles compared, each in one of two groups (column SIDE), and what the reader gave.

    `groups` are those that the reference stands for. Its tables are made when first asked for.
    """

    corpus: Corpus
    by: str
    target: str
    reference: str
    groups: tuple[str, ...]
    themes: Dictionary
    own_themes: bool
    given_names: Dictionary | None
    codes: pd.DataFrame | None
    seed: int

    @property
    def sides(self) -> tuple[str, str]:
        """The two groups as pictures have them: the reference first."""
        return self.reference, self.target

    @property
    def compared(self) -> dict[str, Any]:
        """What every function that compares is asked."""
        return {"by": SIDE, "target": self.target, "reference": self.reference}

    @property
    def are_times(self) -> bool:
        """Are the groups years, months or days, and nothing else?"""
        values = (*self.groups, self.target)
        return all(read_date(value) and value[:1].isdigit() for value in values)

    @property
    def smallest(self) -> int:
        """The articles of the smaller group."""
        return int(self.corpus.articles[SIDE].value_counts().min())

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """Every sentence with its group, its voice (author, direct or reported), and whether its
        article is `repeated`: much of another one.
        """
        table = with_group(self.corpus, self.corpus.sentences, by=SIDE)
        table = table.merge(find_voices(self.corpus)[[*PLACE, "voice", "speaker"]], on=PLACE)
        return table.assign(repeated=table["article"].isin(self.near_duplicates["article"]))

    @cached_property
    def near_duplicates(self) -> pd.DataFrame:
        """The articles that repeat much of one above them."""
        return find_near_duplicates(self.corpus)

    @cached_property
    def body(self) -> pd.DataFrame:
        """The sentences of the articles' own text."""
        return self.sentences[part_mask(self.sentences, "body")].reset_index(drop=True)

    @cached_property
    def found_themes(self) -> pd.DataFrame:
        """Every match of the list of themes."""
        return lookup(self.corpus, self.themes)

    @cached_property
    def names(self) -> Dictionary | None:
        """The reader's list of names, or the most frequent names of these articles."""
        return self.given_names or frequent_names(self.corpus)

    @cached_property
    def found_names(self) -> pd.DataFrame | None:
        """Every match of the list of names; None where there is no name."""
        return None if self.names is None else lookup(self.corpus, self.names)

    @cached_property
    def marked_themes(self) -> pd.DataFrame:
        """Every sentence with its group, its voice, and a column for each theme."""
        return self._marked(self.found_themes)

    @cached_property
    def marked_names(self) -> pd.DataFrame | None:
        """The same for each name; None where there is no name."""
        return None if self.found_names is None else self._marked(self.found_names)

    def _marked(self, matches: pd.DataFrame) -> pd.DataFrame:
        table = mark_sentences(self.corpus, matches, by=SIDE, part=None)
        return table.join(self.sentences[["voice", "repeated"]])

    @cached_property
    def keyness(self) -> pd.DataFrame:
        """The words of the two groups side by side."""
        return keyness(self.corpus, **self.compared, seed=self.seed)

    def weighed(self, marked: pd.DataFrame, properties: Iterable[str]) -> pd.DataFrame:
        """How far each property's shares differ and can be trusted; those that no sentence has
        are left out.
        """
        there = [name for name in properties if marked.loc[marked["part"] == "body", name].any()]
        if not there:
            return pd.DataFrame(columns=["property", "verdict"])
        return weigh_shares(marked, self.compared, there, seed=self.seed)

    @cached_property
    def weighed_themes(self) -> pd.DataFrame:
        """The themes, compared and weighed."""
        return self.weighed(self.marked_themes, self.themes.labels)

    @cached_property
    def weighed_names(self) -> pd.DataFrame:
        """The names, compared and weighed."""
        if self.names is None or self.marked_names is None:
            return pd.DataFrame(columns=["property", "verdict"])
        return self.weighed(self.marked_names, self.names.labels)

    @cached_property
    def weighed_company(self) -> dict[str, pd.DataFrame]:
        """Of the most frequent names of both groups: who is named in the same sentences."""
        if self.names is None or self.marked_names is None or self.weighed_names.empty:
            return {}
        total = self.weighed_names.set_index("property")[["target_count", "reference_count"]]
        both = total[(total >= LEAST).all(axis="columns")].sum(axis="columns")
        most = both.sort_values(ascending=False, kind="stable").index[:WHOSE]
        marked, labels = self.marked_names, self.names.labels
        return {
            name: self.weighed(marked[marked[name]], [key for key in labels if key != name])
            for name in most
        }

    @cached_property
    def weighed_voices(self) -> pd.DataFrame:
        """Whose voice the sentences are, compared and weighed."""
        table = self.sentences
        voices = {voice: table["voice"] == voice for voice in ("direct", "reported")}
        # Without direct speech a share of direct speech says nothing: all settings keep it.
        return self.weighed(table.assign(**voices, voice="author"), voices)

    @cached_property
    def weighed_words(self) -> pd.DataFrame:
        """The words whose difference is steady, weighed."""
        tables = self.corpus, self.keyness, self.sentences
        return weigh_words(*tables, self.compared, seed=self.seed)

    @cached_property
    def tone(self) -> pd.DataFrame:
        """The tone of each sentence by VADER, with its group."""
        scored = score_tone(self.corpus)[[*PLACE, "tone", "score"]]
        return self.sentences.merge(scored, on=PLACE)


@checked
def give(
    corpus: Corpus,
    *,
    by: str,
    target: object = None,
    reference: object = None,
    dictionary: Dictionary | str | Path | None = None,
    names: Dictionary | str | Path | None = None,
    codes: pd.DataFrame | None = None,
    seed: int = 0,
) -> Given:
    """What the sections of a report take: see `report`, whose arguments these are.

    Errors: as `report`.
    """
    check_by(corpus.articles, by)
    if codes is not None:
        check_table(codes, CODED, "the table of codings", "give what read_codes gives")
    values = corpus.articles[by].astype(str)
    there = sorted({*values} - {""})
    if target is None:
        target = there[-1] if there else ""
    check_group(corpus.articles, by, target)
    is_target, is_reference = split_groups(corpus.articles, by, target, reference)
    groups = tuple(sorted({*values[is_reference]}))
    sides = pd.Series(OTHERS if len(groups) > 1 else groups[0], index=values.index, dtype="str")
    sides[is_target] = as_text(target)
    compared = corpus
    if not (is_target | is_reference).all():
        compared = corpus.select(**{by: [as_text(target), *groups]})
        sides = sides[is_target | is_reference].reset_index(drop=True)
    compared = compared._with_column(**{SIDE: sides})
    body = with_group(compared, compared.sentences.query("part == 'body'"), by=SIDE)
    words = body.groupby(SIDE, observed=False)["words"].sum()
    for side in words.index[words == 0]:
        name = "of all others" if side == OTHERS else f"of {by} {side!r}"
        raise ValueError(f"the articles {name} have no words of their own; choose another group")
    return Given(
        corpus=compared,
        by=by,
        target=as_text(target),
        reference=OTHERS if len(groups) > 1 else groups[0],
        groups=groups,
        themes=_dictionary("themes" if dictionary is None else dictionary),
        own_themes=dictionary is not None,
        given_names=None if names is None else _dictionary(names),
        codes=codes,
        seed=seed,
    )


def _dictionary(given: Dictionary | str | Path) -> Dictionary:
    return given if isinstance(given, Dictionary) else read_dictionary(given)
