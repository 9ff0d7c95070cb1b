"""a query, node by node, to what it matches in a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np

from index.engine import NotSupported
from search.engines.whoosh.matches import Listed, both, either, others, where
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

_LAST_DATE: Final = 99_999_999


def evaluate(node: Query, snapshot: Snapshot) -> Listed:  # noqa: PLR0911  (a case a node)
    """What a query of engine nodes matches; a deleted document may be among it."""
    match node:
        case Terms() | Phrase() | Prefix() | Wildcard() | Fuzzy():
            return _words(node, snapshot)
        case Match(field, values):
            return _having(field, values, snapshot)
        case Range("year", low, high):
            years = snapshot.columns["year"].values
            return _having("year", filter(within(low, high), years), snapshot)
        case Range(_, low, high):
            low, high = max(low or 0, 1), _LAST_DATE if high is None else high
            return where((snapshot.dates >= low) & (snapshot.dates <= high))
        case Not(part):
            return others(evaluate(part, snapshot), snapshot.size)
        case All(parts) | Any(parts) | Most(parts) if parts:
            return _combined(node, [evaluate(part, snapshot) for part in parts], snapshot.size)
        case Everything():
            return where(np.ones(snapshot.size, np.bool_))
        case Nothing() | All() | Any() | Most():
            return where(np.zeros(snapshot.size, np.bool_))
        case _:
            raise NotSupported(f"rewrite the query first: {type(node).__name__}")


def _words(node: Words, snapshot: Snapshot) -> Listed:
    found = snapshot.recent.get(node)
    if found is None:
        found = read(snapshot, node)
        snapshot.recent.keep(node, found)
    return found


def _combined(node: Query, parts: Sequence[Listed], size: int) -> Listed:
    if isinstance(node, All):
        return both(parts, size)
    if isinstance(node, Most):
        counted = len(parts) if node.counted is None else node.counted
        parts = [*map(Listed.lifted, parts[:counted]), *parts[counted:]]
    return either(parts, size)


def _having(field: str, wanted: Iterable[str], snapshot: Snapshot) -> Listed:
    column = snapshot.columns[field]
    return where(column.having(wanted)[column.ordinals])


def within(low: int | None, high: int | None) -> Callable[[str], bool]:
    """Whether a year, as a facet has it, lies between two ends; `unknown` never does."""
    bottom, top = max(low or 0, 1), _LAST_DATE if high is None else high
    return lambda year: year.isdigit() and bottom <= int(year) <= top
