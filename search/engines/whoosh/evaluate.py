"""a query, node by node, to what it matches in a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np

from index.engine import NotSupported
from index.engines.whoosh.columns import Column
from search.engines.whoosh.lists import Docs, Mask, member
from search.engines.whoosh.matches import Listed, both, either, unscored
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


def evaluate(node: Query, snapshot: Snapshot) -> Listed:
    """What a query of engine nodes matches; a deleted document may be among it."""
    match node:
        case Terms() | Phrase() | Prefix() | Wildcard() | Fuzzy():
            return _words(node, snapshot)
        case Match() | Range() | Not():
            every = np.arange(snapshot.size)
            return unscored(_passing(node, snapshot, every).nonzero()[0])
        case All(parts) if any(map(_filters, parts)) and not all(map(_filters, parts)):
            found = evaluate(All(tuple(part for part in parts if not _filters(part))), snapshot)
            for part in filter(_filters, parts):
                found = found.at(_passing(part, snapshot, found.docs).nonzero()[0])
            return found
        case All(parts) | Any(parts) | Most(parts) if parts:
            return _combined(node, [evaluate(part, snapshot) for part in parts], snapshot.size)
        case Everything():
            return unscored(np.arange(snapshot.size))
        case Nothing() | All() | Any() | Most():
            return unscored(np.arange(0))
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


def _filters(node: Query) -> bool:
    """Whether a node only tells which documents to keep, so that none need be listed for it."""
    return isinstance(node, Match | Range | Not)


def _passing(node: Query, snapshot: Snapshot, docs: Docs) -> Mask:
    """Which of some rising documents a node keeps that only filters."""
    match node:
        case Not(part) if _filters(part):
            return ~_passing(part, snapshot, docs)
        case Not(part):
            return ~member(evaluate(part, snapshot).docs, docs, snapshot.size)
        case Match(field, values):
            return _having(snapshot.columns[field], values, docs)
        case Range("year", low, high):
            years = snapshot.columns["year"]
            return _having(years, filter(within(low, high), years.values), docs)
        case Range(_, low, high):
            dates = snapshot.dates[docs]
            return (dates >= max(low or 0, 1)) & (dates <= (_LAST_DATE if high is None else high))
        case _:
            raise NotSupported(f"no filter: {type(node).__name__}")


def _having(column: Column, wanted: Iterable[str], docs: Docs) -> Mask:
    return column.having(wanted)[column.ordinals[docs]]


def within(low: int | None, high: int | None) -> Callable[[str], bool]:
    """Whether a year, as a facet has it, lies between two ends; `unknown` never does."""
    bottom, top = max(low or 0, 1), _LAST_DATE if high is None else high
    return lambda year: year.isdigit() and bottom <= int(year) <= top
