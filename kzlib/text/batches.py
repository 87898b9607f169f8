"""Functions of one corpus made to take many, batch after batch: here, or on an executor's hands."""

import os
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from concurrent.futures import Executor, Future
from contextvars import ContextVar
from functools import wraps
from itertools import chain
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar

import pandas as pd

from kzlib.text.arguments import checked, shown
from kzlib.text.corpus import Corpus
from kzlib.text.readers import Batches, Lot, Report

P = ParamSpec("P")
R = TypeVar("R")
Item = TypeVar("Item")

AHEAD = 2  # batches a worker that are out at once: one at work, one ready
CLUSTER = 64  # workers that an executor is taken to have which does not say how many
PATIENCE = 2.0  # seconds without a word
SORTED = ("token", "term")  # columns whose categories are in the order of the alphabet
_SILENT: ContextVar[bool] = ContextVar("_SILENT", default=False)  # inside a batch


def in_batches(
    find: Callable[Concatenate[Corpus, P], pd.DataFrame],
) -> Callable[Concatenate[Corpus | Iterable[Corpus], P], pd.DataFrame]:
    """A function of a corpus, made to take an iterable of corpora (`read_batches`) as well.

    What it gives for each is put one below the other: so a row must depend on its article alone.
    The function declares `executor: Executor | None = None` and leaves it alone; its arguments are
    `checked`. An executor's processes find it by its name: it stands in a module.
    """

    @wraps(find)
    def found(
        corpus: Corpus | Iterable[Corpus],
        *args: Any,
        executor: Executor | None = None,
        **kwargs: Any,
    ) -> pd.DataFrame:
        if isinstance(corpus, Corpus):
            return find(corpus, *args, **kwargs)
        return join_tables([*map_batches(outer, corpus, *args, executor=executor, **kwargs)])

    found.__annotations__ = find.__annotations__ | {"corpus": Corpus | Iterable[Corpus]}
    outer: Callable[..., pd.DataFrame] = checked(found)
    return outer


def map_batches(
    work: Callable[Concatenate[Corpus, ...], R],
    batches: Iterable[Corpus],
    *args: Any,
    executor: Executor | None = None,
    **kwargs: Any,
) -> Iterator[R]:
    """What `work(batch, *args, **kwargs)` gives for each batch, in order.

    With an executor a few batches are out at once, so that memory does not grow; those of
    `read_batches(folder)` are read where they are used. Errors: ValueError for no batch at all,
    for an article in two batches, and whatever `work` raises.
    """
    seen: set[str] = set()
    done = _here(work, batches, args, kwargs)
    if executor is not None:
        done = _elsewhere(executor, work, batches, args, kwargs)
    for names, result in progress(done, "batches"):
        if twice := seen.intersection(names):
            raise ValueError(f"the article {min(twice)!r} appears in two batches; keep it in one")
        seen.update(names)
        yield result
    if not seen:
        raise ValueError("there is no corpus to count in; give one, or an iterable of some")


Done: TypeAlias = tuple[list[str], R]  # the articles of a batch, and what it gave


def _here(
    work: Callable[..., R], batches: Iterable[Corpus], args: Any, kwargs: Any
) -> Iterator[Done[R]]:
    for batch in batches:
        result, names, _ = _work(work, batch, args, kwargs)
        del batch  # before the next is read
        yield names, result


def _elsewhere(
    executor: Executor, work: Callable[..., R], batches: Iterable[Corpus], args: Any, kwargs: Any
) -> Iterator[Done[R]]:
    """The same, of batches that are sent; what reading them showed is said here."""
    hands = getattr(executor, "_max_workers", CLUSTER)
    sent: deque[Future[tuple[R, list[str], Report | None]]] = deque()
    lots = batches.lots() if isinstance(batches, Batches) else iter(batches)

    def next_done() -> Done[R]:
        result, names, report = sent.popleft().result()
        if report and isinstance(batches, Batches):
            batches.tell(report)
        return names, result

    try:
        for lot in lots:
            sent.append(executor.submit(_work, work, lot, args, kwargs))
            if len(sent) >= AHEAD * hands:
                yield next_done()
        while sent:
            yield next_done()
    finally:  # also where a batch fails, or somebody interrupts
        for future in sent:
            future.cancel()


def _work(
    work: Callable[..., R], batch: Lot | Corpus, args: Sequence[Any], kwargs: dict[str, Any]
) -> tuple[R, list[str], Report | None]:
    """The work on one batch, which is read here if it is not yet, and what reading it showed."""
    corpus, report = batch.read() if isinstance(batch, Lot) else (batch, None)
    if not isinstance(corpus, Corpus):
        raise ValueError(
            f"corpus is {shown(corpus)}; give a Corpus, as read_corpus(folder) makes it"
        )
    was = _SILENT.set(True)
    try:
        return work(corpus, *args, **kwargs), [*corpus.text], report
    finally:
        _SILENT.reset(was)


def join_tables(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Tables of batches, one below the other, with the categories that the whole would have.

    >>> small = [pd.DataFrame({"article": pd.Categorical([name])}) for name in "ba"]
    >>> join_tables(small)["article"].cat.categories.tolist()
    ['b', 'a']
    """
    kinds: dict[str, pd.CategoricalDtype] = {}
    for name, dtype in tables[0].dtypes.items():
        if isinstance(dtype, pd.CategoricalDtype):
            known = dict.fromkeys(chain.from_iterable(t[name].cat.categories for t in tables))
            names = sorted(known) if name in SORTED else [*known]
            kinds[str(name)] = pd.CategoricalDtype(names, ordered=dtype.ordered)
    # A table without rows may not know the types of its columns.
    filled = [table for table in tables if len(table)] or [*tables[:1]]
    return pd.concat([table.astype(kinds) for table in filled], ignore_index=True)


def progress(items: Iterable[Item], what: str, total: int | None = None) -> Iterator[Item]:
    """The items, with a bar on stderr once they take longer than two seconds.

    `what` they are, in the plural; the `total` is their number, where it is not known by itself.
    The environment variable TQDM_DISABLE=1 silences it; inside a batch there is none.
    """
    if total is None and isinstance(items, Sized):
        total = len(items)
    begun, bar = time.monotonic(), None
    wanted = not _SILENT.get() and os.environ.get("TQDM_DISABLE", "") in ("", "0")
    try:
        for done, item in enumerate(items):
            if wanted and bar is None and time.monotonic() - begun > PATIENCE:
                bar = _bar(desc=what, total=total, initial=done)
            yield item
            if bar is not None:
                bar.update()
    finally:
        if bar is not None:
            bar.close()


def _bar(**given: Any) -> Any:
    """A bar of tqdm, for the notebook where that can show one; it is slow to import."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a notebook without widgets gets a bar of text
        from tqdm.auto import tqdm  # noqa: PLC0415  # a tenth of a second, seldom needed
    return tqdm(**given)
