"""a query, node by node, to what it matches in a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from time import thread_time
from typing import Final

import numpy as np

from index.engine import NotSupported
from search.engines.whoosh.matches import (
    MANY,
    Both,
    Either,
    Listed,
    Matches,
    Others,
    Where,
    Whole,
)
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.words import Words, read
from search.query import (
    All,
    Any,
    Everything,
    Fuzzy,
    Match,
    Most,
    Not,
    Nothing,
    Prefix,
    Query,
    Range,
    Terms,
    Wildcard,
)
from search.query import Sequence as Phrase

_LAST_DATE = 99_999_999
_TOGETHER: Final = 8
"""Words that are read ahead in one go: few, since another thread may be waiting for its turn."""


def evaluate(query: Query, snapshot: Snapshot) -> Matches:
    """What a query of engine nodes matches; a deleted document may be among it.

    Its words are read together, but for those that were lately.
    """
    known: dict[Query, Listed] = {}
    unread: list[Words] = []
    for node in _words(query):
        lately = snapshot.recent.get(node)
        if lately is None:
            unread.append(node)
        else:
            known[node] = lately
    for node, found in zip(unread, read(snapshot, unread) if unread else (), strict=True):
        snapshot.recent.keep(node, found)
        known[node] = found
    return _Evaluation(snapshot, known).matches(query)


def remember(snapshot: Snapshot, nodes: Sequence[Words], seconds: float) -> None:
    """Read words ahead, the first of them in so many seconds of the processor."""
    began = thread_time()
    for at in range(0, len(nodes), _TOGETHER):
        some = nodes[at : at + _TOGETHER]
        for node, found in zip(some, read(snapshot, some), strict=True):
            snapshot.recent.keep(node, found)
        if thread_time() - began > seconds:
            break


def _words(query: Query) -> dict[Words, None]:
    """The parts of a query that ask for words, each once."""
    match query:
        case Terms() | Phrase() | Prefix() | Wildcard() | Fuzzy():
            return {query: None}
        case All(parts) | Any(parts) | Most(parts):
            return {node: None for part in parts for node in _words(part)}
        case Not(part):
            return _words(part)
        case _:
            return {}


class _Evaluation:
    """The nodes of one query whose words are known."""

    def __init__(self, snapshot: Snapshot, known: Mapping[Query, Listed]) -> None:
        self._snapshot, self._known = snapshot, known

    def matches(self, node: Query) -> Matches:  # noqa: PLR0911  (a case a node)
        match node:
            case Terms() | Phrase() | Prefix() | Wildcard() | Fuzzy():
                return self._known[node]
            case Match(field, values):
                return self._having(field, values)
            case Range("year", low, high):
                years = self._snapshot.columns["year"].values
                return self._having("year", filter(within(low, high), years))
            case Range(_, low, high):
                return self._between(max(low or 0, 1), _LAST_DATE if high is None else high)
            case All() | Any() | Most() | Not():
                return self._combined(node)
            case Everything():
                return Whole(self._snapshot.size)
            case Nothing():
                return self._nothing()
            case _:
                raise NotSupported(f"rewrite the query first: {type(node).__name__}")

    def _combined(self, node: All | Any | Most | Not) -> Matches:
        if isinstance(node, Not):
            return Others(self.matches(node.part))
        parts = [self.matches(part) for part in node.parts]
        if isinstance(node, All):
            return Both(parts) if parts and all(part.bound for part in parts) else self._nothing()
        counted = 0
        if isinstance(node, Most):
            counted = len(parts) if node.counted is None else node.counted
        found = [(part, MANY * (at < counted)) for at, part in enumerate(parts) if part.bound]
        return Either(*zip(*found, strict=True)) if found else self._nothing()

    def _nothing(self) -> Listed:
        return Listed(np.zeros(0, np.int64), self._snapshot.size)

    def _having(self, field: str, wanted: Iterable[str]) -> Matches:
        column = self._snapshot.columns[field]
        return Where(column.having(wanted).__getitem__, column.ordinals)

    def _between(self, low: int, high: int) -> Matches:
        return Where(lambda dates: (dates >= low) & (dates <= high), self._snapshot.dates)


def within(low: int | None, high: int | None) -> Callable[[str], bool]:
    """Whether a year, as a facet has it, lies between two ends; `unknown` never does."""
    bottom, top = max(low or 0, 1), _LAST_DATE if high is None else high
    return lambda year: year.isdigit() and bottom <= int(year) <= top
