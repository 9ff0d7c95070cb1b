"""a query, node by node, to what it matches in a snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from index.engine import NotSupported
from search import ranking
from search.engines.whoosh.lists import Docs, Scores, total
from search.engines.whoosh.matches import (
    MANY,
    Both,
    Either,
    Listed,
    Matches,
    Others,
    Where,
    Whole,
    Worth,
    added,
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
            case Terms() | Phrase() | Prefix() | Wildcard() | Fuzzy():
                return self._recent(node, lambda: self._read(node))
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

    def _read(self, node: Terms | Phrase | Prefix | Wildcard | Fuzzy) -> Listed:
        """The documents of a node that asks for words, and the sum of their fields' scores."""
        if isinstance(node, Phrase):
            each = [self._placed(field, node.positions, node.slop) for field in node.fields]
        else:
            each = self._scored({field: self._counted(node, field) for field in node.fields})
        some = [(docs, scores) for docs, scores in each if len(docs) and scores is not None]
        if not some:
            return self._nothing()
        size = self._snapshot.size
        docs, scores = total([docs for docs, _ in some], [scores for _, scores in some], size)
        return Listed(docs, size, scores)

    def _counted(self, node: Terms | Prefix | Wildcard | Fuzzy, field: str) -> tuple[Docs, Scores]:
        """The documents of terms that count as one, and their frequency in each."""
        if isinstance(node, Terms):
            lists, frequencies = self._postings(field, node)
        else:
            lists, frequencies = self._snapshot.spelled(field, node)
        return total(lists, frequencies, self._snapshot.size) if lists else _NONE

    def _postings(self, field: str, node: Terms) -> tuple[list[Docs], list[Scores]]:
        lists: list[Docs] = []
        frequencies: list[Scores] = []
        weights = ranking.weights(len(node.terms))
        limits = node.languages or ((),) * len(weights)
        for term, weight, codes in zip(node.terms, weights, limits, strict=True):
            docs, frequency = self._snapshot.postings(field, term.encode())
            if codes and len(docs):
                kept = self._snapshot.spoken(codes, docs)
                docs, frequency = docs[kept], frequency[kept]
            if len(docs):
                lists.append(docs)
                frequencies.append(frequency if weight == 1 else frequency * np.float32(weight))
        return lists, frequencies

    def _scored(self, found: Mapping[str, tuple[Docs, Scores]]) -> list[tuple[Docs, Worth]]:
        """The documents of a word in each field, and their scores by BM25F."""
        holding = max((len(docs) for docs, _ in found.values()), default=0)
        idf = ranking.idf(self._snapshot.size, holding)
        each: list[tuple[Docs, Worth]] = []
        for field, (docs, frequency) in found.items():
            scores = self._snapshot.norms[field][docs]
            scores += frequency
            np.divide(frequency, scores, out=scores)
            scores *= np.float32(ranking.WEIGHT[field] * idf * (ranking.K1 + 1))
            each.append((docs, scores))
        return each

    def _placed(
        self, field: str, slots: tuple[tuple[str, ...], ...], slop: int
    ) -> tuple[Docs, Worth]:
        encoded = [[term.encode() for term in slot] for slot in slots]
        lists = [np.zeros(0, np.int64)]
        for file, base in zip(self._snapshot.files, self._snapshot.bases, strict=True):
            longest = int(file.lengths[field].max(initial=0))
            lists.append(near(file.postings[field], encoded, slop, longest) + base)
        docs = np.concatenate(lists)
        scores: Worth = np.zeros(len(docs), np.float32)
        for slot in slots if len(docs) else ():
            scores = added(scores, self.matches(Terms(slot, (field,))).among(docs)[1])
        return docs, scores


_NONE = np.zeros(0, np.int64), np.zeros(0, np.float32)


def within(low: int | None, high: int | None) -> Callable[[str], bool]:
    """Whether a year, as a facet has it, lies between two ends; `unknown` never does."""
    bottom, top = max(low or 0, 1), _LAST_DATE if high is None else high
    return lambda year: year.isdigit() and bottom <= int(year) <= top
