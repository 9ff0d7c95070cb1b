"""what a worker process does with a stretch of the input: parse, enrich, build parts."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing import parent_process
from multiprocessing.sharedctypes import SynchronizedArray
from time import monotonic
from typing import Any

from index.article import Article, decode
from index.engine import Builder
from index.enrich import check, enrich
from index.enrich.rules import DEFAULT, Rules
from index.export import Change, change, stated
from index.sources import Raw, Reject, parse
from index.sources.raw import SHOWN

Stretch = Sequence[Raw | Reject]
"""A stretch of the input, in order; what could not even be read is in it as a Reject."""


TICK = 0.2
"""Seconds between two looks at how far a run is."""


class Stopped(Exception):
    """The run is being given up."""


@dataclass(slots=True)
class Made:
    """What became of a stretch: parts in order, and what a summary counts."""

    parts: list[Any] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Reworked:
    """What became of documents that were derived again: parts in order, and what changed."""

    parts: list[Any] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


class Meter:
    """How far a run is: bytes and articles done, and whether to stop.

    With `shared`, which holds three numbers, it is one meter for many processes. `tick` is called
    now and then by `add`, in the process that adds.
    """

    def __init__(
        self,
        shared: SynchronizedArray[int] | None = None,
        tick: Callable[[Meter], None] | None = None,
    ) -> None:
        self._values: Any = [0, 0, 0] if shared is None else shared.get_obj()
        self._lock: Any = threading.Lock() if shared is None else shared.get_lock()
        self._tick = tick
        self._ticked = monotonic()

    def add(self, taken: int, articles: int) -> None:
        """Note that so many bytes and articles are done; Stopped if the run is given up."""
        if self._values[2]:
            raise Stopped
        with self._lock:
            self._values[0] += taken
            self._values[1] += articles
        if self._tick and monotonic() - self._ticked > TICK:
            self._ticked = monotonic()
            self._tick(self)

    def read(self) -> tuple[int, int]:
        """The bytes and the articles done so far."""
        return self._values[0], self._values[1]

    def stop(self) -> None:
        """Make every `add` from now on raise Stopped."""
        self._values[2] = 1


class Worker:
    """Turns stretches of raw input into parts of an index.

    `limit` is how many bytes a builder may hold before it is flushed.
    """

    def __init__(
        self, maker: Callable[[], Builder], meter: Meter, *, limit: int, rules: Rules = DEFAULT
    ) -> None:
        self._builder = maker()
        self._meter = meter
        self._limit = limit
        self._rules = rules

    def work(self, stretch: Stretch) -> Made:
        """The parts and counts of a stretch."""
        made = Made()
        for piece in stretch:
            if isinstance(piece, Reject):
                made.rejects.append(piece)
                continue
            self._meter.add(piece.taken, 0)
            for found in parse(piece):
                self._take(found, made)
        if self._builder.size:
            made.parts.append(self._builder.flush())
        return made

    def rework(self, stretch: Sequence[bytes]) -> Reworked:
        """The parts with those of these encoded documents that come out differently now."""
        made = Reworked()
        for stored in stretch:
            self._meter.add(1, 1)
            before = decode(stored)
            after = enrich(stated(before), self._rules)
            if after == before:
                continue
            made.changes.append(change(before, after))
            self._builder.add(after)
            if self._builder.size > self._limit:
                made.parts.append(self._builder.flush())
        if self._builder.size:
            made.parts.append(self._builder.flush())
        return made

    def _take(self, found: Article | Reject, made: Made) -> None:
        if isinstance(found, Reject):
            made.rejects.append(found)
            return
        self._meter.add(0, 1)
        try:
            document = enrich(found, self._rules)
        except Exception as error:  # one article must not stop a million
            made.rejects.append(_failed(found, error))
            return
        self._builder.add(document)
        made.ids.append(document.id)
        made.notes.update(found.notes)
        if self._builder.size > self._limit:
            made.parts.append(self._builder.flush())


def _failed(article: Article, error: Exception) -> Reject:
    path, _, line = article.origin.rpartition(":")
    reason = f"could not be derived ({type(error).__name__}: {error})"
    if path and line.isdecimal():
        return Reject(path, int(line), reason, article.text[:SHOWN])
    return Reject(article.origin, None, reason, article.text[:SHOWN])


_worker: list[Worker] = []
"""The worker of this process."""


def begin(
    maker: Callable[[], Builder],
    shared: SynchronizedArray[int],
    limit: int,
    rules: Rules,
) -> None:
    """Make this process a worker. It leaves Ctrl-C to its parent, and ends when its parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    check(rules)
    gc.freeze()  # the tables stay: no collection of garbage need go through them
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker[:] = [Worker(maker, Meter(shared), limit=limit, rules=rules)]


def work(stretch: Stretch) -> Made:
    """Give the worker of this process a stretch."""
    return _worker[0].work(stretch)


def rework(stretch: Sequence[bytes]) -> Reworked:
    """Give the worker of this process encoded documents to derive again."""
    return _worker[0].rework(stretch)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
