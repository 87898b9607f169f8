"""Articles and their tables: every row of every table points at the untouched text."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.types import is_list_like, is_scalar

from kzlib.text.checks import check_columns, check_group, check_ids, check_table
from kzlib.text.duplicates import check_duplicates, same_texts, warn_of
from kzlib.text.parts import PARTS, part_of
from kzlib.text.sentences import Span, paragraph_spans, split_paragraph
from kzlib.text.tokens import KINDS, Token, tokenize

KNOWN_COLUMNS = (
    *("article", "label", "title", "author", "source", "published"),
    *("url", "kind", "derived_from", "file"),
)
"""Columns that every articles table has, in this order; what is not known is ""."""

PLACE = ["article", "paragraph", "sentence"]
SPAN = ["article", "start", "end"]
DROPPED = "drop"  # the part of a paragraph that is left out
LONGEST_NAME = 40  # characters of a group; longer values are notes or checksums
SHOWN = 5  # columns that a short description names


@dataclass(frozen=True, eq=False, repr=False)
class Corpus:
    """Articles with their untouched texts; each table is made when it is first asked for.

    `articles` has a row an article (KNOWN_COLUMNS, then the grouping columns), `text` maps an
    article's id to its text. Made by `read_corpus`, `read_batches` or `Corpus.from_frame`.
    """

    articles: pd.DataFrame
    text: Mapping[str, str]

    @classmethod
    def from_frame(
        cls, frame: pd.DataFrame, *, text: str = "text", duplicates: str = "warn"
    ) -> Corpus:
        """A corpus from a table with a row an article.

        Columns, all kept as text (`as_text`):

        - `article`: a unique id without white space or colon;
        - `text`, or the column that `text=` names;
        - `label`, what figures call the group; without it, the id;
        - `parts`, if there is one, overrides the rules for paragraphs by number:
          ``"3=bio; 15=promo"``; what is ``drop`` is left out of the tables;
        - whatever else is known, to group by.

        The same text twice, in two articles or in two body paragraphs of one (of 8 or more
        different words), is counted as given and said in a warning; `duplicates` ``"drop"`` leaves
        the later one out, ``"keep"`` says nothing.

        Errors: ValueError for missing columns, no rows, a repeated or unusable id, an empty text,
        a repeated column, one named like one of the tables' own, another `duplicates`.

        >>> frame = pd.DataFrame({"article": ["a"], "text": ["One day.\\nIt rained. We left."]})
        >>> len(Corpus.from_frame(frame).sentences)
        3
        """
        if not isinstance(frame, pd.DataFrame):
            raise ValueError(f"the articles are a {type(frame).__name__}; give a pandas DataFrame")
        rows = frame.reset_index(drop=True)
        for name in ("article", text):
            if name not in rows:
                there = ", ".join(map(str, rows))
                raise ValueError(f"no column {name!r} (it has: {there}); name one so or say text=")
        if rows.empty:
            raise ValueError("the articles table has no rows; a corpus needs at least one article")
        check_columns(column for column in rows if column != text)
        if not rows.columns.is_unique:
            twice = rows.columns[rows.columns.duplicated()][0]
            raise ValueError(f"two columns are called {twice!r}; give each its own name")
        given = {name: [*map(as_text, rows[name])] for name in rows if name != text}
        default = dict.fromkeys(KNOWN_COLUMNS, "") | {"label": given["article"]}
        articles = pd.DataFrame(default | given, dtype="str")
        check_ids(articles["article"])
        texts = dict(zip(articles["article"], rows[text], strict=True))
        for name, content in texts.items():
            if not isinstance(content, str) or not content.strip():
                raise ValueError(f"article {name!r} has no text; leave it out or give its text")
        articles["article"] = pd.Categorical(articles["article"], categories=list(texts))
        return cls(articles, MappingProxyType(texts))._without_duplicates(duplicates, {})

    def _without_duplicates(self, duplicates: str, seen: dict[bytes, str]) -> Corpus:
        """The corpus with the same text twice or, to drop it, once; `seen` is of other batches."""
        check_duplicates(duplicates)
        if duplicates == "keep":
            return self
        same = same_texts(self.text.items(), seen)
        places = [f"{name} is {first}" for name, first in same.items()]
        articles = self.articles
        for row, (name, text) in enumerate(self.text.items()):
            lines = [line for line in text.splitlines() if len(line) > LONGEST_NAME]
            if name in same or len(lines) == len({*lines}):
                continue
            one = Corpus(articles.iloc[[row]], {name: text}).paragraphs.query("part == 'body'")
            spans = zip(one["paragraph"], one["start"], one["end"], strict=True)
            twice = same_texts(((number, text[a:b]) for number, a, b in spans), {})
            places += [f"{name}, paragraph {n} is its paragraph {m}" for n, m in twice.items()]
            if twice and duplicates == "drop":
                parts = articles.get("parts", pd.Series("", index=articles.index)).copy()
                parts.iloc[row] += "".join(f"; {number}={DROPPED}" for number in twice)
                articles = articles.assign(parts=parts)
        warn_of(places, duplicates)
        if duplicates == "warn":
            return self
        kept = Corpus(articles, self.text)
        return kept._of([name for name in self.text if name not in same])

    def _of(self, names: list[str]) -> Corpus:
        """The corpus of some of its articles, by id."""
        rows = self.articles[self.articles["article"].isin(names)].reset_index(drop=True)
        rows["article"] = pd.Categorical(names, categories=names)
        return Corpus(rows, MappingProxyType({name: self.text[name] for name in names}))

    def __repr__(self) -> str:
        """Its articles, its words once they are known, and what groups it; short for any size."""
        sizes = f"{len(self.articles):,} article{'s' * (len(self.articles) > 1)}"
        if "sentences" in self.__dict__:
            sizes += f", {self.sentences['words'].sum():,} words"
        groups = [
            f"{column} ({values.nunique():,})"
            for column, values in self.articles.items()
            if column == "label" or column not in (*KNOWN_COLUMNS, "parts")
            if max(len(str(column)), values.str.len().max()) <= LONGEST_NAME
        ]
        more = ", …" if len(groups) > SHOWN else ""
        return f"<Corpus: {sizes}; {', '.join(groups[:SHOWN])}{more}>"

    @cached_property
    def paragraphs(self) -> pd.DataFrame:
        """A row a paragraph: article, paragraph, start, end, part and the rule that decided it."""
        return self._split[0]

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """A row a sentence: article, paragraph, sentence, start, end, part, text, id, words.

        `id` is what `cite` takes (``smith-1:24``), `words` the number of tokens of kind word.
        """
        table, tokens = self._split[1], self.tokens
        by_sentence = [tokens["article"], tokens["sentence"]]  # no sentence is without a token
        words = (tokens["kind"] == "word").groupby(by_sentence, observed=True, sort=False).sum()
        return table.assign(
            id=table["article"].astype(str) + ":" + table["sentence"].astype(str),
            words=words.to_numpy(dtype="int32"),
        )

    @cached_property
    def tokens(self) -> pd.DataFrame:
        """A row a token: article, paragraph, sentence, start, end, token, term, kind, part."""
        paragraphs, sentences = self._split
        spans: dict[str, list[Span]] = {article: [] for article in self.text}
        for article, start, end in zip(*(paragraphs[name] for name in SPAN), strict=True):
            spans[article].append((start, end))
        columns: dict[str, list[Any]] = {name: [] for name in ("article", *Token._fields)}
        for article, text in self.text.items():
            tokens = tokenize(text, wrapped=spans[article])
            columns["article"] += [article] * len(tokens)
            for name, values in zip(Token._fields, zip(*tokens, strict=True), strict=True):
                columns[name] += values
        table = self._typed(pd.DataFrame(columns))
        starts = text_order(self, sentences, "start")
        at = text_order(self, table, "start")
        place = np.searchsorted(starts, at, side="right") - 1
        if DROPPED in "".join(self.articles.get("parts", [])):
            kept = (place >= 0) & (at < text_order(self, sentences, "end")[place])
            table, place = table[kept].reset_index(drop=True), place[kept]
            for column in ("token", "term"):
                table[column] = table[column].cat.remove_unused_categories()
        for column in ("paragraph", "sentence", "part"):
            table[column] = sentences[column].array[place]
        return table[[*PLACE, *Token._fields, "part"]]

    @cached_property
    def _split(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The paragraphs and the sentences, which are found together."""
        paragraphs: list[tuple[Any, ...]] = []
        sentences: list[tuple[Any, ...]] = []
        for row in self.articles.itertuples():
            name, text = str(row.article), self.text[str(row.article)]
            spans = paragraph_spans(text)
            inner = [split_paragraph(text, span) for span in spans]
            found = part_of(
                [text[a:b] for a, b in spans],
                sentences=[[text[a:b] for a, b in sentence] for sentence in inner],
                title=str(row.title),
                author=str(row.author),
            )
            given = _read_parts(str(getattr(row, "parts", "")), name, len(spans))
            number = count(1)
            for at, (span, within) in enumerate(zip(spans, inner, strict=True), 1):
                part, rule = given.get(at, found[at - 1])
                rows = [(name, at, next(number), a, b, part, text[a:b]) for a, b in within]
                if part != DROPPED:
                    paragraphs.append((name, at, *span, part, rule))
                    sentences += rows
        columns = ["start", "end", "part"]
        return (
            self._typed(pd.DataFrame(paragraphs, columns=[*PLACE[:2], *columns, "rule"])),
            self._typed(pd.DataFrame(sentences, columns=[*PLACE, *columns, "text"])),
        )

    def select(self, **columns: object) -> Corpus:
        """The articles whose columns have the given values (one value or a list of them).

        Paragraphs and sentences keep their numbers. Errors: LookupError for an unknown column
        and for a value that no article has.

        >>> frame = pd.DataFrame({"article": ["a", "b"], "era": ["x", "y"], "text": ["A.", "B."]})
        >>> list(Corpus.from_frame(frame).select(era="y").text)
        ['b']
        """
        keep = pd.Series(True, index=self.articles.index)
        for by, wanted in columns.items():
            values = list(wanted) if is_list_like(wanted) else [wanted]  # type: ignore[call-overload]
            texts = [as_text(value) for value in values]
            for value in texts:
                check_group(self.articles, by, value)
            keep &= self.articles[by].isin(texts)
        if not keep.any():
            raise LookupError(f"no article has all of {columns}; ask for fewer columns at once")
        return self._of([str(name) for name in self.articles.loc[keep, "article"]])

    @cached_property
    def whole(self) -> Corpus:
        """The corpus with all sentences of its articles: itself, unless `only` cut it."""
        return self

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
            article, number = sentences.loc[~there, ["article", "sentence"]].iloc[0]
            raise ValueError(f"the corpus has no sentence {article}:{number}; give only its own")
        kept = self.sentences[np.isin(known, wanted)]
        part = Corpus(self.articles, self.text)
        columns = {"paragraphs": "paragraph", "sentences": "sentence", "tokens": "sentence"}
        for name, column in columns.items():
            whole = getattr(self, name)
            rows = np.isin(text_order(self, whole, column), text_order(self, kept, column))
            part.__dict__[name] = whole[rows].reset_index(drop=True)  # as cached_property keeps it
        part.__dict__["whole"] = self.whole
        return part

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
    articles = table["article"].astype("category").cat
    known = pd.Index(list(corpus.text)).get_indexer(articles.categories)
    number = np.append(known, -1).astype(np.int64)  # the last is that of a missing article
    order: NDArray[np.int64] = number[articles.codes] * 2**32 + table[column].to_numpy()
    return order


def cite(corpus: Corpus, reference: str) -> str:
    """The full reference of an article, and of one sentence with its words.

    `reference` is an article's id, or an id and a sentence number: ``smith-1:24``.
    Errors: LookupError for an unknown article or sentence, naming what there is.

    >>> row = {"article": "a", "title": "T", "author": "A. B.", "source": "S", "text": "Yes. No."}
    >>> cite(Corpus.from_frame(pd.DataFrame([row])), "a:2")
    'A. B., “T”, S, sentence 2: “No.”'
    """
    check_corpus(corpus)
    name, _, number = reference.partition(":")
    check_group(corpus.articles, "article", name)
    row = corpus.articles[corpus.articles["article"] == name].iloc[0]
    title = f"“{row['title']}”" if row["title"] else ""
    author = row["author"] or "author not named"
    full = ", ".join(part for part in (author, title, row["source"], row["published"]) if part)
    if ":" not in reference:
        return full
    return f"{full}, sentence {number}: “{sentence_text(corpus, reference)}”"


def sentence_text(corpus: Corpus, reference: str) -> str:
    """The words of one sentence, by its article's id and its number: ``smith-1:24``.

    Errors: LookupError for an unknown article or sentence, naming what there is.
    """
    name, _, number = reference.partition(":")
    check_group(corpus.articles, "article", name)
    found = corpus.sentences.loc[corpus.sentences["id"] == reference, "text"]
    if found.empty:
        last = (corpus.sentences["article"] == name).sum()
        raise LookupError(f"{name} has the sentences 1 to {last}, not {number!r}")
    return str(found.iloc[0])


def check_corpus(corpus: object) -> None:
    """ValueError for what is no Corpus: the name of a folder, say, or an iterator of corpora."""
    if isinstance(corpus, Iterator):
        raise ValueError(
            "the corpus is an iterator; give one corpus at a time: for each in read_batches(...)"
        )
    if not isinstance(corpus, Corpus):
        shown = repr(corpus) if isinstance(corpus, (str, Path)) else type(corpus).__name__
        raise ValueError(f"the corpus is {shown}, no Corpus; give read_corpus(folder)")


def as_text(value: Any) -> str:
    """A value of an articles table as text: "" for a missing one, a whole number without ".0".

    >>> [as_text(value) for value in (7.0, 7.5, None, True)]
    ['7', '7.5', '', 'True']
    """
    if is_scalar(value) and pd.isna(value):
        return ""
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return str(value.date())
    return str(value)


def _read_parts(given: str, name: str, count: int) -> dict[int, tuple[str, str]]:
    """Paragraph number -> (part, rule) from an index entry such as ``3=bio; 15=promo``."""
    parts: dict[int, tuple[str, str]] = {}
    for entry in filter(None, map(str.strip, given.split(";"))):
        number, _, part = map(str.strip, entry.partition("="))
        if part not in (*PARTS, DROPPED) or not number.isdecimal() or not 1 <= int(number) <= count:
            raise ValueError(
                f"the index gives {name} the part {entry!r}; write a paragraph from 1 to {count}, "
                f"an equals sign and one of: {', '.join(PARTS)}"
            )
        parts[int(number)] = (part, "given by the index")
    return parts
