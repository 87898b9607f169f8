"""Articles and their tables: every row of every table points at the untouched text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Any, Concatenate, ParamSpec

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.types import is_list_like

from kzlib.text.arguments import checked
from kzlib.text.checks import (
    as_text,
    check_group,
    check_table,
    ids_of,
    listed,
    whole_column,
)
from kzlib.text.coded_tokens import CodedTokens, code_tokens, places_of
from kzlib.text.dates import DATE_COLUMNS
from kzlib.text.duplicates import Duplicates, Repeats, same_keys, text_key, warn_of
from kzlib.text.frames import KNOWN_COLUMNS, read_frame
from kzlib.text.parts import DROPPED, PARTS, Decision, find_parts, given_parts
from kzlib.text.plain import places_in, plain_text
from kzlib.text.saves import save_articles
from kzlib.text.sentences import Span, paragraph_spans, split_paragraph
from kzlib.text.tokens import KINDS, Token

OF_ARTICLES = ("_articles", "articles", "text", "plain", "whole")  # all else is of the text
PLACE = ["article", "paragraph", "sentence"]
SPAN = ["article", "start", "end"]
LONGEST_NAME = 40  # characters of a group; longer values are notes or checksums
SHOWN = 5  # columns that a short description names
P = ParamSpec("P")


class Table(cached_property[pd.DataFrame]):
    """A table that is made once and handed out as a copy: what is done to it stays outside."""

    def __get__(self, instance: object, owner: type[Any] | None = None) -> pd.DataFrame:  # type: ignore[override]
        table = super().__get__(instance, owner)
        return table if instance is None else table.copy()

    def __set__(self, instance: object, value: object) -> None:
        raise AttributeError(f"{self.attrname} is made from the text; make another corpus instead")


@dataclass(frozen=True, eq=False, repr=False)
class Corpus:
    """Articles with their untouched texts; each table is made when it is first asked for.

    `articles` has a row an article (KNOWN_COLUMNS, then the grouping columns), `text` maps an
    article's id to its text. Made by `read_corpus`, `read_batches` or `Corpus.from_frame`. Its
    tables are copies: what is written into one changes nothing here.
    """

    _articles: pd.DataFrame
    text: Mapping[str, str]

    @Table
    def articles(self) -> pd.DataFrame:
        """A row an article: KNOWN_COLUMNS, then the grouping columns, all text."""
        return self._articles

    @classmethod
    @checked
    def from_frame(
        cls, frame: pd.DataFrame, *, text: str = "text", duplicates: Duplicates = "warn"
    ) -> Corpus:
        """A corpus from a table with a row an article.

        Columns, all kept as text (`as_text`):

        - `article`: a unique id without white space or colon;
        - `text`, or the column that `text=` names;
        - `label`, what figures call the group; without it, the id;
        - `parts`, if there is one, overrides the rules for paragraphs by number:
          ``"3=bio; 15=promo"``; what is ``drop`` is left out of the tables;
        - `published`: where one date can be read in it (`kzlib.text.dates`), `date`, `year` and
          `month` are added, unless given; a warning lists what cannot be read;
        - whatever else is known, to group by.

        The same text twice, in two articles or in two body paragraphs of one (of 8 or more
        different words), is counted as given and said in a warning; `duplicates` ``"drop"`` leaves
        the later one out, ``"keep"`` says nothing.

        Errors: ValueError for missing columns, no rows, a repeated or unusable id, an empty text,
        HTML, a repeated column, one named like one of the tables' own, another `duplicates`.

        >>> frame = pd.DataFrame({"article": ["a"], "text": ["One day.\\nIt rained. We left."]})
        >>> len(Corpus.from_frame(frame).sentences)
        3
        """
        articles, texts = read_frame(frame, text)
        corpus = cls(articles, MappingProxyType(texts))
        if duplicates == "keep":
            return corpus
        repeats = corpus.repeats()
        same = repeats.same({})
        if duplicates == "drop":
            return corpus.without(repeats, same)
        warn_of(repeats.places(same))
        return corpus

    def repeats(self) -> Repeats:
        """What its texts are known again by, and which body paragraphs an article has twice."""
        texts = {name: text_key(text) for name, text in self.text.items()}
        paragraphs: dict[str, dict[int, int]] = {}
        for row, (name, text) in enumerate(self.text.items()):
            lines = [line for line in text.splitlines() if len(line) > LONGEST_NAME]
            if len(lines) > len({*lines}):
                one = Corpus(self._articles.iloc[[row]], {name: text}).paragraphs
                spans = one.query("part == 'body'")[["paragraph", "start", "end"]].to_numpy()
                keys = {int(number): text_key(text[a:b]) for number, a, b in spans}
                paragraphs[name] = same_keys(keys, {})
        return Repeats(texts, paragraphs)

    def without(self, repeats: Repeats, same: Mapping[str, str]) -> Corpus:
        """The corpus without the articles in `same` and the paragraphs that one has twice."""
        articles = self.articles
        if any(repeats.paragraphs.values()):
            numbers = [repeats.paragraphs.get(name, {}) for name in self.text]
            twice = ["".join(f"; {n}={DROPPED}" for n in each) for each in numbers]
            articles["parts"] = articles.get("parts", "") + pd.Series(twice, dtype="str")
        return Corpus(articles, self.text)._of([name for name in self.text if name not in same])

    def __getstate__(self) -> dict[str, Any]:
        """What is sent to another process: no table that can be made again."""
        state = self.__dict__ if self.whole is not self else {"_articles": self._articles}
        return {**state, "text": dict(self.text)}

    def _of(self, names: list[str]) -> Corpus:
        """The corpus of some of its articles, by id."""
        rows = self.articles[self.articles["article"].isin(names)].reset_index(drop=True)
        rows["article"] = pd.Categorical(names, categories=names)
        part = Corpus(rows, MappingProxyType({name: self.text[name] for name in names}))
        if self.whole is self:
            return part
        return part.only(self.sentences[self.sentences["article"].isin(names)])

    def __repr__(self) -> str:
        """Its articles, its words once they are known, and what groups it; short for any size."""
        sizes = f"{len(self.articles):,} article{'s' * (len(self.articles) > 1)}"
        if "sentences" in self.__dict__:
            sizes += f", {self.sentences['words'].sum():,} words"
        groups = [
            f"{column} ({values.nunique():,})"
            for column, values in self.articles.items()
            if column == "label" or column not in (*KNOWN_COLUMNS, *DATE_COLUMNS, "parts")
            if max(len(str(column)), values.str.len().max()) <= LONGEST_NAME
        ]
        more = ", …" if len(groups) > SHOWN else ""
        return f"<Corpus: {sizes}; {', '.join(groups[:SHOWN])}{more}>"

    @cached_property
    def plain(self) -> Corpus:
        """The corpus as its tables are made: in normal form C, without invisible characters.

        Itself, where all texts are so already; else its offsets are those of other texts, and
        `untouched` leads them back.
        """
        texts = {name: plain_text(text) for name, text in self.text.items()}
        if texts == self.text:
            return self
        if self.whole is not self:
            return self.whole.plain.only(self.sentences)
        return Corpus(self._articles, MappingProxyType(texts))

    def untouched(self, table: pd.DataFrame) -> pd.DataFrame:
        """A table of `plain` with the offsets, and the text or tokens, of the untouched text."""
        if self.plain is self:
            return table
        spans = table[["start", "end"]].to_numpy(copy=True)
        for name, rows in table.groupby("article", observed=True).indices.items():
            spans[rows] = self._places[str(name)][spans[rows]]
        table = table.assign(start=spans[:, 0], end=spans[:, 1])
        places = zip(*(table[name] for name in SPAN), strict=True)
        texts = [self.text[name][start:end] for name, start, end in places]
        for column in ("text", "token"):
            if column in table:
                table[column] = pd.Series(texts, index=table.index, dtype="str")
        return self._typed(table)

    @cached_property
    def _places(self) -> dict[str, NDArray[np.int64]]:
        return {name: places_in(text) for name, text in self.text.items()}

    @Table
    def paragraphs(self) -> pd.DataFrame:
        """A row a paragraph: article, paragraph, start, end, part and the rule that decided it."""
        return self.untouched(self.plain._paragraphs)

    @Table
    def sentences(self) -> pd.DataFrame:
        """A row a sentence: article, paragraph, sentence, start, end, part, text, id, words.

        `id` is what `cite` takes (``smith-1:24``), `words` the number of tokens of kind word.
        """
        if self.plain is not self:
            return self.untouched(self.plain.sentences)
        table = self._sentences
        return table.assign(
            id=table["article"].astype(str) + ":" + table["sentence"].astype(str),
            words=self.coded.words(len(table)),
        )

    @Table
    def tokens(self) -> pd.DataFrame:
        """A row a token: article, paragraph, sentence, start, end, token, term, kind, part."""
        if self.plain is not self:
            return self.untouched(self.plain.tokens)
        sentences, coded = self._sentences, self.coded
        at, start = coded.sentence, coded.start
        columns = {name: sentences[name].array[at] for name in (*PLACE, "part")}
        columns |= {"start": start, "end": start + coded.size}
        columns |= {name: coded.column(name) for name in ("token", "term")}
        columns["kind"] = coded.column("kind", [*KINDS])
        return pd.DataFrame(columns, copy=False)[[*PLACE, *Token._fields, "part"]]

    @cached_property
    def coded(self) -> CodedTokens:
        """The tokens of `plain` in arrays, which are smaller and quicker than the table."""
        if self.plain is not self:
            return self.plain.coded
        texts, spans = [*self.text.values()], [*self.spans.values()]
        return code_tokens(texts, spans, places_of(self._sentences))

    @cached_property
    def spans(self) -> dict[str, list[Span]]:
        """The paragraphs of each article as spans, before anything is said of them."""
        return {name: paragraph_spans(text) for name, text in self.text.items()}

    @cached_property
    def _decided(self) -> dict[str, list[tuple[Span, Decision]]]:
        """The paragraphs of each article, also those left out, with their part and its rule."""
        decided = {}
        for row in self._articles.itertuples():
            name, text = str(row.article), self.text[str(row.article)]
            spans = self.spans[name]
            found = find_parts(text, spans, title=str(row.title), author=str(row.author))
            given = given_parts(str(getattr(row, "parts", "")), name, len(spans))
            for number, part in given.items():
                found[number - 1] = (part, "given by the index")
            decided[name] = [*zip(spans, found, strict=True)]
        return decided

    @cached_property
    def _paragraphs(self) -> pd.DataFrame:
        """The paragraphs, whatever is said about them in `paragraphs`."""
        rows = [
            (name, at, *span, part, rule)
            for name, decided in self._decided.items()
            for at, (span, (part, rule)) in enumerate(decided, 1)
            if part != DROPPED
        ]
        return self._typed(pd.DataFrame(rows, columns=[*PLACE[:2], *SPAN[1:], "part", "rule"]))

    @cached_property
    def _sentences(self) -> pd.DataFrame:
        """The sentences without their words."""
        rows: list[tuple[Any, ...]] = []
        for name, decided in self._decided.items():
            text, number = self.text[name], count(1)
            for at, (span, (part, _)) in enumerate(decided, 1):
                within = [(next(number), *each) for each in split_paragraph(text, span)]
                if part != DROPPED:
                    rows += [(name, at, n, a, b, part, text[a:b]) for n, a, b in within]
        return self._typed(pd.DataFrame(rows, columns=[*PLACE, "start", "end", "part", "text"]))

    def select(self, **columns: object) -> Corpus:
        """The articles whose columns have the given values (one value or a list of them).

        Paragraphs and sentences keep their numbers, and a corpus cut by `only` stays cut. Errors:
        LookupError for an unknown column and for a value that no article has; ValueError for an
        empty list, and where no sentence is left of a corpus that was cut.

        >>> frame = pd.DataFrame({"article": ["a", "b"], "era": ["x", "y"], "text": ["A.", "B."]})
        >>> list(Corpus.from_frame(frame).select(era="y").text)
        ['b']
        """
        keep = pd.Series(True, index=self.articles.index)
        for by, wanted in columns.items():
            values = list(wanted) if is_list_like(wanted) else [wanted]  # type: ignore[call-overload]
            texts = [as_text(value) for value in values]
            if not texts:
                raise ValueError(f"{by} is an empty list; give at least one value")
            for value in texts:
                check_group(self.articles, by, value)
            keep &= self.articles[by].isin(texts)
        if not keep.any():
            raise LookupError(f"no article has all of {listed(columns)}; ask for fewer columns")
        return self._of([str(name) for name in self.articles.loc[keep, "article"]])

    def _with_column(self, **column: pd.Series[str]) -> Corpus:
        """The corpus with one more column in its articles; its other tables are the same."""
        made = Corpus(self._articles.assign(**column), self.text)
        made.__dict__.update({k: v for k, v in self.__dict__.items() if k not in OF_ARTICLES})
        if self.whole is not self:
            made.__dict__["whole"] = self.whole._with_column(**column)
        return made

    @cached_property
    def whole(self) -> Corpus:
        """The corpus with all sentences of its articles: itself, unless `only` cut it."""
        return self

    @checked
    def only(self, sentences: pd.DataFrame) -> Corpus:
        """The corpus of some of its sentences: those of one voice, say, or of one theme.

        `sentences` has a row a sentence with `article` and `sentence`, its other columns are not
        read. The articles and their texts stay whole, the tables of the result hold these
        sentences, their tokens and their paragraphs alone; nothing is renumbered, so that what is
        found in it points into the same text. A corpus made so is compared like any other: like
        with like. Errors: LookupError for a table without these columns; ValueError for one
        without rows and for a sentence that the corpus does not have.

        >>> corpus = Corpus.from_frame(pd.DataFrame({"article": ["a"], "text": ["Yes. No. Oh."]}))
        >>> part = corpus.only(corpus.sentences.query("text != 'No.'"))
        >>> part.sentences["sentence"].tolist(), part.tokens["term"].tolist()
        ([1, 3], ['yes', '.', 'oh', '.'])
        """
        check_table(sentences, ("article", "sentence"), "the table of sentences", "add it")
        if sentences.empty:
            raise ValueError("no sentence is left; choose one at the least")
        known, wanted = (text_order(self, each, "sentence") for each in (self.sentences, sentences))
        if not (there := np.isin(wanted, known)).all():
            row = sentences[~there].iloc[0]
            name = f"{as_text(row['article'])}:{row['sentence']}"
            raise ValueError(f"the corpus has no sentence {name!r}; give only its own")
        rows = np.isin(known, wanted)
        kept = self.sentences[rows]
        part = Corpus(self._articles, self.text)
        columns = {"paragraphs": "paragraph", "sentences": "sentence", "tokens": "sentence"}
        for name, column in columns.items():
            whole = getattr(self, name)
            there = np.isin(text_order(self, whole, column), text_order(self, kept, column))
            part.__dict__[name] = whole[there].reset_index(drop=True)  # as cached_property keeps it
        if self.plain is self:
            part.__dict__["coded"] = self.coded.within(rows)
        part.__dict__["whole"] = self.whole
        return part

    @checked
    def save(self, folder: str | Path, *, overwrite: bool = False) -> None:
        """A folder that `read_corpus` reads as this corpus: `articles.csv` and a file an article.

        The folder is made if it is not there. The texts are UTF-8, to the letter; `file` becomes
        the name of each, after its article's id. Nothing there is touched unless `overwrite` is
        True, and then only what has the same name.
        Errors: FileNotFoundError for no folder above it; ValueError for a folder with files in it
        or, with `overwrite`, with other texts, and for a corpus that `only` cut.
        """
        if self.whole is not self:
            raise ValueError("the corpus was cut by only(); save corpus.whole, the articles whole")
        save_articles(Path(folder), self._articles, self.text, overwrite=overwrite)

    def _typed(self, table: pd.DataFrame) -> pd.DataFrame:
        """The table with the types that its columns have in all tables."""
        known = {"article": [*self.text], "part": [*PARTS], "kind": [*KINDS]}
        for column in table:
            if column in (*known, "token", "term"):
                table[column] = pd.Categorical(table[column], categories=known.get(column))
            elif column in (*PLACE, "start", "end"):
                table[column] = table[column].astype("int32")
        return table


def text_order(corpus: Corpus, table: pd.DataFrame, column: str) -> NDArray[np.int64]:
    """One number a row that sorts by article, then by `column`; below 0: article not in corpus."""
    articles = ids_of(table).astype("category").cat
    known = pd.Index(list(corpus.text)).get_indexer(articles.categories)
    number = np.append(known, -1).astype(np.int64)  # the last is that of a missing article
    place = whole_column(table, column, "the table")
    order: NDArray[np.int64] = number[articles.codes] * 2**32 + place
    return order


def in_plain_text(
    find: Callable[Concatenate[Corpus, P], pd.DataFrame],
) -> Callable[Concatenate[Corpus, P], pd.DataFrame]:
    """A function that finds spans, made to find them in `Corpus.plain`: what cannot be seen, or is
    written in another normal form, hides nothing; the spans are those of the untouched text.
    """

    @wraps(find)
    def found(corpus: Corpus, *args: P.args, **kwargs: P.kwargs) -> pd.DataFrame:
        return corpus.untouched(find(corpus.plain, *args, **kwargs))

    return found  # type: ignore[return-value]  # its first parameter is called corpus too
