"""a query, node by node, to what it matches in a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np

from index.engine import NotSupported
from search import ranking
from search.engines.whoosh.lists import Docs, Scores, total
from search.engines.whoosh.matches import (
    Both,
    Either,
    Listed,
    Matches,
    Near,
    Others,
    Ranked,
    Scored,
    Where,
    Whole,
)
from search.engines.whoosh.nearness import near
from search.engines.whoosh.snapshot import Snapshot
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


def evaluate(query: Query, snapshot: Snapshot) -> Matches:
    """What a query of engine nodes matches; a deleted document may be among it."""
    return _Evaluation(snapshot).matches(query)


class _Evaluation:
    """The nodes of one query; what was read lately is not read again."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._recent = snapshot.recent.get

    def matches(self, node: Query) -> Matches:  # noqa: PLR0911  (a case a node)
        match node:
            case Terms(terms, fields):
                return self._any([self._term(field, terms) for field in fields])
            case Phrase(slots, fields, slop):
                return self._any([self._near(field, slots, slop) for field in fields])
            case Prefix(_, fields) | Wildcard(_, fields) | Fuzzy(_, fields):
                return self._any([self._spelled(field, node) for field in fields])
            case Match(field, values):
                return self._having(field, set(values).__contains__)
            case Range("year", low, high):
                return self._having("year", within(low, high))
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
        match node:
            case Not(part):
                return Others(self.matches(part))
            case All(parts) if parts:
                return self._all([self.matches(part) for part in parts])
            case Most(parts) if parts:
                return Ranked([self.matches(part) for part in parts])
            case Any(parts):
                return self._any([self.matches(part) for part in parts])
            case _:
                return self._nothing()

    def _nothing(self) -> Matches:
        return Listed(np.zeros(0, np.int64), self._snapshot.size)

    def _any(self, parts: Sequence[Matches]) -> Matches:
        flat = chain.from_iterable(p.parts if type(p) is Either else (p,) for p in parts)
        found = [part for part in flat if part.bound]
        if len(found) > 1:
            return Either(found)
        return found[0] if found else self._nothing()

    def _all(self, parts: Sequence[Matches]) -> Matches:
        if not all(part.bound for part in parts):
            return self._nothing()
        return Both(parts) if len(parts) > 1 else parts[0]

    def _having(self, field: str, wanted: Callable[[str], bool]) -> Matches:
        column = self._snapshot.columns[field]
        return Where(column.having(wanted).__getitem__, column.ordinals)

    def _between(self, low: int, high: int) -> Matches:
        return Where(lambda dates: (dates >= low) & (dates <= high), self._snapshot.dates)

    def _term(self, field: str, terms: tuple[str, ...]) -> Matches:
        return self._recent((field, terms), lambda: self._read(field, terms))

    def _spelled(self, field: str, node: Prefix | Wildcard | Fuzzy) -> Matches:
        return self._recent((field, node), lambda: self._expanded(field, node))

    def _near(self, field: str, slots: tuple[tuple[str, ...], ...], slop: int) -> Matches:
        return self._recent((field, slots, slop), lambda: self._placed(field, slots, slop))

    def _read(self, field: str, terms: tuple[str, ...]) -> Matches:
        lists: list[Docs] = []
        frequencies: list[Scores] = []
        weights = dict(zip(terms, ranking.weights(len(terms)), strict=True))
        for term, weight in weights.items():
            docs, frequency = self._snapshot.postings(field, term.encode())
            if len(docs):
                lists.append(docs)
                frequencies.append(frequency if weight == 1 else frequency * np.float32(weight))
        return self._scored(field, lists, frequencies)

    def _expanded(self, field: str, node: Prefix | Wildcard | Fuzzy) -> Matches:
        return self._scored(field, *self._snapshot.spelled(field, node))

    def _scored(self, field: str, lists: list[Docs], frequencies: list[Scores]) -> Matches:
        if not lists:
            return self._nothing()
        docs, frequency = total(lists, frequencies, self._snapshot.size)
        idf = ranking.idf(self._snapshot.size, len(docs))
        worth = ranking.WEIGHT[field] * idf * (ranking.K1 + 1)
        return Scored(docs, frequency, worth, self._snapshot.norms[field])

    def _placed(self, field: str, slots: tuple[tuple[str, ...], ...], slop: int) -> Matches:
        encoded = [[term.encode() for term in slot] for slot in slots]
        lists = [np.zeros(0, np.int64)]
        for file, base in zip(self._snapshot.files, self._snapshot.bases, strict=True):
            longest = int(file.lengths[field].max(initial=0))
            lists.append(near(file.postings[field], encoded, slop, longest) + base)
        docs = np.concatenate(lists)
        if not len(docs):
            return self._nothing()
        return Near(docs, [self._term(field, slot) for slot in slots])


def within(low: int | None, high: int | None) -> Callable[[str], bool]:
    """Whether a year, as a facet has it, lies between two ends; `unknown` never does."""
    bottom, top = max(low or 0, 1), _LAST_DATE if high is None else high
    return lambda year: year.isdigit() and bottom <= int(year) <= top
