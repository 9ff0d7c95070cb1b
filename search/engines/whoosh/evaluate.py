"""a query, node by node, to what it matches in a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np

from index.engine import NotSupported
from search.engines.whoosh.matches import MANY, Both, Either, Listed, Matches, Where, others
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


def evaluate(node: Query, snapshot: Snapshot) -> Matches:  # noqa: PLR0911  (a case a node)
    """What a query of engine nodes matches; a deleted document may be among it."""
    match node:
        case Terms() | Phrase() | Prefix() | Wildcard() | Fuzzy():
            return _words(snapshot, node)
        case Match(field, values):
            return _having(snapshot, field, values)
        case Range("year", low, high):
            years = snapshot.columns["year"].values
            return _having(snapshot, "year", filter(within(low, high), years))
        case Range(_, low, high):
            low, high = max(low or 0, 1), _LAST_DATE if high is None else high
            return Where(lambda dates: (dates >= low) & (dates <= high), snapshot.dates)
        case Not(part):
            return others(evaluate(part, snapshot))
        case All() | Any() | Most():
            return _combined(node, [evaluate(part, snapshot) for part in node.parts], snapshot)
        case Everything():
            return others(_nothing(snapshot))
        case Nothing():
            return _nothing(snapshot)
        case _:
            raise NotSupported(f"rewrite the query first: {type(node).__name__}")


def _words(snapshot: Snapshot, node: Words) -> Listed:
    found = snapshot.recent.get(node)
    if found is None:
        found = read(snapshot, node)
        snapshot.recent.keep(node, found)
    return found


def _combined(node: All | Any | Most, parts: Sequence[Matches], snapshot: Snapshot) -> Matches:
    if isinstance(node, All):
        return Both(parts) if parts and all(part.bound for part in parts) else _nothing(snapshot)
    counted = 0
    if isinstance(node, Most):
        counted = len(parts) if node.counted is None else node.counted
    found = [(part, MANY * (at < counted)) for at, part in enumerate(parts) if part.bound]
    return Either(*zip(*found, strict=True)) if found else _nothing(snapshot)


def _nothing(snapshot: Snapshot) -> Listed:
    return Listed(np.zeros(0, np.int64), np.zeros(0, np.float32), snapshot.size)


def _having(snapshot: Snapshot, field: str, wanted: Iterable[str]) -> Where:
    column = snapshot.columns[field]
    return Where(column.having(wanted).__getitem__, column.ordinals)


def within(low: int | None, high: int | None) -> Callable[[str], bool]:
    """Whether a year, as a facet has it, lies between two ends; `unknown` never does."""
    bottom, top = max(low or 0, 1), _LAST_DATE if high is None else high
    return lambda year: year.isdigit() and bottom <= int(year) <= top
