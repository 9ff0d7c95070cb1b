"""what a part of a query matches: sorted document numbers, and scores that are computed on demand.

A result is asked for the documents it needs no more than that of: `contains` tests given documents,
so a filter is never spelled out, and `scores` scores only documents that are still in.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from functools import cached_property, reduce
from typing import Final

import numpy as np

from index.engines.whoosh.arrays import Unsigned
from search.engines.whoosh.lists import Docs, Mask, Scores, member, spread, union

MANY: Final = 1_000_000.0
"""More than any sum of scores: what one more matched part is worth in `Most`."""


class Matches(ABC):
    """Documents of a snapshot, with scores. `space` is the number of documents of the snapshot."""

    scored = False
    space: int

    @property
    @abstractmethod
    def docs(self) -> Docs:
        """The documents, rising."""

    @property
    def bound(self) -> int:
        """At most so many documents."""
        return self.space

    @property
    def nbytes(self) -> int:
        """About how much memory it holds."""
        return 1000 + 16 * self.bound

    def contains(self, docs: Docs) -> Mask:
        """Which of some rising documents are among the matches."""
        return member(self.docs, docs, self.space)

    def scores(self, docs: Docs) -> Scores:
        """The score of each of some rising documents, 0 for one that is not among the matches."""
        return np.zeros(len(docs), np.float32)


class Listed(Matches):
    """Documents that are listed, unscored."""

    def __init__(self, docs: Docs, space: int) -> None:
        self._docs, self.space = docs, space

    @property
    def docs(self) -> Docs:
        """The documents, rising."""
        return self._docs

    @property
    def bound(self) -> int:
        """How many documents."""
        return len(self._docs)


class Scored(Listed):
    """The documents of one term in one field, or of several terms that count as one.

    The score is `worth * tf / (tf + norms[doc])`, which is BM25F.
    """

    scored = True

    def __init__(self, docs: Docs, frequencies: Scores, worth: float, norms: Scores) -> None:
        super().__init__(docs, len(norms))
        self._frequencies, self._worth, self._norms = frequencies, worth, norms

    def scores(self, docs: Docs) -> Scores:
        """The score of each document."""
        if docs is self.docs:
            return self._formula(docs, self._frequencies)
        if len(self.docs) <= len(docs):
            return spread(self.docs, self.scores(self.docs), docs, self.space)
        return self._formula(docs, spread(self.docs, self._frequencies, docs, self.space))

    def _formula(self, docs: Docs, frequencies: Scores) -> Scores:
        below = self._norms[docs]
        below += frequencies
        np.divide(frequencies, below, out=below)
        below *= np.float32(self._worth)
        return below


class Where(Matches):
    """The documents whose number in a column passes a test; the test takes an array of numbers."""

    def __init__(self, test: Callable[[Unsigned], Mask], column: Unsigned) -> None:
        self._test, self._column, self.space = test, column, len(column)

    @cached_property
    def docs(self) -> Docs:
        """The documents, rising."""
        return np.flatnonzero(self._test(self._column))

    def contains(self, docs: Docs) -> Mask:
        """Which documents pass."""
        return self._test(self._column[docs])


class Others(Matches):
    """The documents that some matches leave out."""

    def __init__(self, matches: Matches) -> None:
        self._matches, self.space = matches, matches.space

    @cached_property
    def docs(self) -> Docs:
        """The documents, rising."""
        left = np.ones(self.space, np.bool_)
        left[self._matches.docs] = False
        return left.nonzero()[0]

    def contains(self, docs: Docs) -> Mask:
        """Which documents are left out."""
        return ~self._matches.contains(docs)


class Whole(Matches):
    """Every document."""

    def __init__(self, space: int) -> None:
        self.space = space

    @cached_property
    def docs(self) -> Docs:
        """The documents, rising."""
        return np.arange(self.space)

    def contains(self, docs: Docs) -> Mask:
        """All of them."""
        return np.ones(len(docs), np.bool_)


class Both(Matches):
    """Documents that are in every part; scores are summed."""

    def __init__(self, parts: Sequence[Matches]) -> None:
        self._parts = sorted(parts, key=lambda part: part.bound)
        self._sum = [part for part in parts if part.scored]
        self.scored = bool(self._sum)
        self.space = parts[0].space

    @property
    def bound(self) -> int:
        """No more than the smallest part has."""
        return self._parts[0].bound

    @cached_property
    def docs(self) -> Docs:
        """The documents, rising."""
        docs = self._parts[0].docs
        for part in self._parts[1:]:
            docs = docs[part.contains(docs)]
        return docs

    def scores(self, docs: Docs) -> Scores:
        """The sum of the parts' scores."""
        if not self._sum:
            return super().scores(docs)
        own = reduce(np.add, (part.scores(self.docs) for part in self._sum))
        return own if docs is self.docs else spread(self.docs, own, docs, self.space)


class Either(Matches):
    """Documents that are in any part; scores are summed."""

    def __init__(self, parts: Sequence[Matches]) -> None:
        self.parts = parts
        self._sum = [part for part in parts if part.scored]
        self.scored = bool(self._sum)
        self.space = parts[0].space

    @property
    def bound(self) -> int:
        """No more than all parts have."""
        return min(self.space, sum(part.bound for part in self.parts))

    @cached_property
    def docs(self) -> Docs:
        """The documents, rising."""
        return union([part.docs for part in self.parts], self.space)

    def contains(self, docs: Docs) -> Mask:
        """Which documents are in a part."""
        found: Mask = reduce(np.logical_or, (part.contains(docs) for part in self.parts))
        return found

    def scores(self, docs: Docs) -> Scores:
        """The sum of the parts' scores."""
        if not self._sum:
            return super().scores(docs)
        return reduce(np.add, (part.scores(docs) for part in self._sum))


class Ranked(Either):
    """Documents that are in any part: each part that has one lifts it by `MANY`."""

    scored = True

    def scores(self, docs: Docs) -> Scores:
        """The sum of the parts' scores, and what the parts that match are worth."""
        lifted = np.zeros(len(docs), np.float64)
        for part in self.parts:
            lifted += part.scores(docs)
            lifted += MANY * part.contains(docs)
        return lifted


class Near(Listed):
    """Documents where terms stand near each other; the scores of the terms are summed."""

    scored = True

    def __init__(self, docs: Docs, slots: Sequence[Matches]) -> None:
        super().__init__(docs, slots[0].space)
        self._slots = slots

    def scores(self, docs: Docs) -> Scores:
        """The sum of the slots' scores."""
        own = reduce(np.add, (slot.scores(self.docs) for slot in self._slots))
        return own if docs is self.docs else spread(self.docs, own, docs, self.space)
