"""What a report is made from: the articles, the two groups, the reader's lists; each read once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from kzlib.compare.keyness import keyness, shuffle_keyness
from kzlib.compare.near_duplicates import find_near_duplicates
from kzlib.pages.names import frequent_names
from kzlib.pages.weighing import LEAST, UNSURE, weigh_shares
from kzlib.search.coverage import mark_sentences
from kzlib.search.dictionary import Dictionary, lookup, read_dictionary
from kzlib.speech import composition
from kzlib.speech.voices import find_voices
from kzlib.text.arguments import checked
from kzlib.text.checks import as_text, check_by, check_group, check_table
from kzlib.text.corpus import Corpus, text_order
from kzlib.text.dates import read_date
from kzlib.text.groups import split_groups, with_group
from kzlib.tone.scores import score_tone

SIDE = "group compared"  # the column of the two groups; no index of a reader calls one so
WHOSE = 2  # names whose company is looked at
OTHERS = "all others"
CODED = ("article", "paragraph", "sentence", "tone")
WORDS = 12  # words of each group that are weighed, the most different ones
MANY, DEALS, FEWER = 400, 200, 40  # articles from which on there are fewer shuffles of words
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
    def composition(self) -> pd.DataFrame:
        """In what else the groups differ, without the columns that hold these very groups.

        An outlet that each group has to itself is not the same: it is what the warning is for.
        """
        articles = self.corpus.articles.astype(str)
        same = {name for name in articles if articles[name].equals(articles[self.by])}
        found = composition.composition(self.corpus, by=SIDE)
        found = found[~found["column"].isin(same) & (found["aspect"] != self.by)]
        return found[(found["aspect"] != "time") | (not self.are_times)]

    @cached_property
    def body(self) -> pd.DataFrame:
        """The sentences of the articles' own text."""
        return self.sentences[self.sentences["part"] == "body"]

    @cached_property
    def found_themes(self) -> pd.DataFrame:
        """Every match of the list of themes."""
        return lookup(self.corpus, self.themes)

    @cached_property
    def names(self) -> Dictionary | None:
        """The reader's list of names, or the most frequent names of these articles."""
        return self.given_names or frequent_names(self.corpus)

    @property
    def name_labels(self) -> dict[str, str]:
        """What the names are called, by their keys."""
        return self.names.labels if self.names else {}

    @cached_property
    def found_names(self) -> pd.DataFrame:
        """Every match of the list of names."""
        return lookup(self.corpus, self.names) if self.names else self.found_themes.head(0)

    @cached_property
    def theme_marks(self) -> pd.DataFrame:
        """Which sentence has which theme: a row a sentence, a column a theme."""
        return self._marks(self.found_themes, self.themes.labels)

    @cached_property
    def name_marks(self) -> pd.DataFrame:
        """Which sentence has which name."""
        return self._marks(self.found_names, self.name_labels)

    def _marks(self, matches: pd.DataFrame, keys: Iterable[str]) -> pd.DataFrame:
        return mark_sentences(self.corpus, matches, by=SIDE, part=None).reindex(columns=[*keys])

    def places(self, rows: pd.DataFrame) -> Any:
        """Which sentence of the corpus each row is of, by their numbers in the text's order."""
        return self._order.searchsorted(text_order(self.corpus, rows, "sentence"))

    @cached_property
    def _order(self) -> Any:
        return text_order(self.corpus, self.corpus.sentences, "sentence")

    def weighed(
        self,
        marks: pd.DataFrame,
        *,
        sentences: pd.DataFrame | None = None,
        stricter: pd.DataFrame | None = None,
    ) -> pd.DataFrame:
        """How far the shares of some properties differ and can be trusted: see `weigh_shares`.

        `marks` has a row a sentence (of those given, or of all) and a column a property. Properties
        that no sentence of the body has are left out.
        """
        rows = self.sentences if sentences is None else sentences
        there = marks.columns[marks[rows["part"] == "body"].any()]
        if there.empty:
            return pd.DataFrame(columns=["property", "verdict"])
        return weigh_shares(rows, marks[there], self.compared, seed=self.seed, stricter=stricter)

    @cached_property
    def weighed_themes(self) -> pd.DataFrame:
        """The themes, compared and weighed; stricter: without each theme's most frequent word."""
        found = self.found_themes.astype({"key": str, "pattern": str})
        counts = found[found["part"] == "body"].groupby("key")["pattern"].value_counts()
        first = counts.reset_index().drop_duplicates("key").set_index("key")["pattern"]
        rest = self.found_themes[found["pattern"] != found["key"].map(first)]
        several = [key.key for key in self.themes.keys if len(key.patterns) > 1]
        return self.weighed(self.theme_marks, stricter=self._marks(rest, several))

    @cached_property
    def weighed_names(self) -> pd.DataFrame:
        """The names, compared and weighed."""
        return self.weighed(self.name_marks)

    @cached_property
    def weighed_company(self) -> dict[str, pd.DataFrame]:
        """Of the most frequent names of both groups: who is named in the same sentences."""
        if self.weighed_names.empty:
            return {}
        total = self.weighed_names.set_index("property")[["target_count", "reference_count"]]
        both = total[(total >= LEAST).all(axis="columns")].sum(axis="columns")
        most = both.sort_values(ascending=False, kind="stable").index[:WHOSE]
        found = {}
        for name in most:
            there = self.name_marks[name]
            marks = self.name_marks.loc[there].drop(columns=name)
            found[name] = self.weighed(marks, sentences=self.sentences[there])
        return found

    @cached_property
    def weighed_voices(self) -> pd.DataFrame:
        """Whose voice the sentences are, compared and weighed."""
        voice = self.sentences["voice"]
        marks = pd.DataFrame({name: voice == name for name in ("direct", "reported")})
        # Without direct speech a share of direct speech says nothing: all settings keep it.
        return self.weighed(marks, sentences=self.sentences.assign(voice="author"))

    @cached_property
    def keyness(self) -> pd.DataFrame:
        """The words of the two groups side by side."""
        return keyness(self.corpus, **self.compared, seed=self.seed)

    @cached_property
    def shuffled_words(self) -> pd.DataFrame:
        """How many words differ really and in random splits; no row where no word is frequent."""
        if not self.keyness["target_count"].add(self.keyness["reference_count"]).ge(LEAST).any():
            return pd.DataFrame(columns=["off_zero"])
        deals = FEWER if len(self.corpus.articles) > MANY else DEALS
        return shuffle_keyness(self.corpus, **self.compared, deals=deals, seed=self.seed)

    @property
    def usual_words(self) -> int:
        """How many words differ in nine of ten random splits, or fewer."""
        return int(self.shuffled_words["off_zero"].iloc[1:].quantile(0.9, "higher"))

    @cached_property
    def weighed_words(self) -> pd.DataFrame:
        """The most different words of each group that `keyness` calls steady, weighed by the share
        of sentences that have them.

        None holds whose strict bound (LRC) is 0, and none where no more words differ than in
        random splits.
        """
        steady = self.keyness[self.keyness["verdict"].isin(["steady", "robust"])]
        more = steady["log_ratio"] > 0
        chosen = pd.concat([steady[more].head(WORDS), steady[~more].head(WORDS)])
        terms = chosen["term"].tolist()
        tokens = self.corpus.tokens
        tokens = tokens[tokens["term"].isin(terms) & (tokens["kind"] == "word")]
        has = np.zeros((len(self.sentences), len(terms)), dtype=bool)
        has[self.places(tokens), [terms.index(term) for term in tokens["term"]]] = True
        found = self.weighed(pd.DataFrame(has, columns=terms))
        chosen = chosen.set_index("term").loc[found["property"]]
        usual = bool(terms) and self.shuffled_words["off_zero"].iloc[0] <= self.usual_words
        unsure = (chosen["lrc"] == 0).to_numpy() | usual
        verdict = found["verdict"].mask(unsure, UNSURE)
        rank = [terms.index(term) for term in found["property"]]
        ratios = chosen["log_ratio"].to_numpy()
        return found.assign(verdict=verdict, log_ratio=ratios, rank=rank)

    def as_written(self, term: str) -> str:
        """How a word is mostly written within a sentence of the body: *obama* as Obama."""
        return str(self._written.get(term, term))

    @cached_property
    def _written(self) -> pd.Series[str]:
        tokens = self.corpus.plain.tokens
        inner = tokens.duplicated(["article", "sentence"]) & (tokens["part"] == "body")
        counts = tokens.loc[inner, ["term", "token"]].astype(str).value_counts().reset_index()
        return counts.drop_duplicates("term").set_index("term")["token"]

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
    name = values.max() if target is None else as_text(target)
    check_group(corpus.articles, by, name)
    is_target, is_reference = split_groups(corpus.articles, by, name, reference)
    groups = tuple(sorted({*values[is_reference]}))
    rest = OTHERS if len(groups) > 1 else groups[0]
    compared = is_target | is_reference
    sides = is_target[compared].reset_index(drop=True).map({True: name, False: rest})
    if not compared.all():
        corpus = corpus.select(**{by: [name, *groups]})
    corpus = corpus._with_column(**{SIDE: sides})
    body = with_group(corpus, corpus.sentences.query("part == 'body'"), by=SIDE)
    words = body.groupby(SIDE, observed=False)["words"].sum()
    for side in words.index[words == 0]:
        whose = "of all others" if side == OTHERS else f"of {by} {side!r}"
        raise ValueError(f"the articles {whose} have no words of their own; choose another group")
    return Given(
        corpus=corpus,
        by=by,
        target=name,
        reference=rest,
        groups=groups,
        themes=_dictionary("themes" if dictionary is None else dictionary),
        own_themes=dictionary is not None,
        given_names=None if names is None else _dictionary(names),
        codes=codes,
        seed=seed,
    )


def _dictionary(given: Dictionary | str | Path) -> Dictionary:
    return given if isinstance(given, Dictionary) else read_dictionary(given)
