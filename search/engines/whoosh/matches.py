"""what a part of a query matches: sorted document numbers, each with its score.

A part is asked either for all that it has found, or which of some given documents it matches, so
that a filter, or a common word beside a rare one, is never spelled out.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np

from index.engines.whoosh.arrays import Unsigned
from search.engines.whoosh.lists import Docs, Mask, Scores, member, merged, spread, union

MANY: Final = 1_000_000.0
"""More than any sum of scores: what one more matched part is worth in `Most`."""

Worth: TypeAlias = Scores | None
"""The score of each document; None where documents are only filtered."""


class Matches(ABC):
    """Documents of a snapshot, which has `space` of them: at most `bound`."""

    space: int
    bound: int

    @property
    @abstractmethod
    def found(self) -> tuple[Docs, Worth]:
        """The documents, rising, and their scores."""

    @abstractmethod
    def among(self, docs: Docs) -> tuple[Mask, Worth]:
        """Which of some rising documents match, and the score of each, 0 for one that does not."""


class Listed(Matches):
    """Documents that are listed, as those of a term are."""

    def __init__(self, docs: Docs, space: int, scores: Worth = None) -> None:
        self._found, self.space, self.bound = (docs, scores), space, len(docs)

    @property
    def found(self) -> tuple[Docs, Worth]:
        """The list."""
        return self._found

    @property
    def nbytes(self) -> int:
        """About how much memory it holds."""
        return 1000 + 12 * self.bound

    def among(self, docs: Docs) -> tuple[Mask, Worth]:
        """By comparing the lists."""
        own, scores = self._found
        if scores is None:
            return member(own, docs, self.space), None
        scores = spread(own, scores, docs, self.space)
        return scores > 0, scores


class Where(Matches):
    """The documents whose number in a column passes a test; the test takes an array of numbers."""

    def __init__(self, test: Callable[[Unsigned], Mask], column: Unsigned) -> None:
        self._test, self._column = test, column
        self.space = self.bound = len(column)

    @cached_property
    def found(self) -> tuple[Docs, Worth]:
        """The documents."""
        return self._test(self._column).nonzero()[0], None

    def among(self, docs: Docs) -> tuple[Mask, Worth]:
        """By testing no others."""
        return self._test(self._column[docs]), None


class Others(Matches):
    """The documents that some matches leave out."""

    def __init__(self, matches: Matches) -> None:
        self._matches = matches
        self.space = self.bound = matches.space

    @cached_property
    def found(self) -> tuple[Docs, Worth]:
        """The documents."""
        left = np.ones(self.space, np.bool_)
        left[self._matches.found[0]] = False
        return left.nonzero()[0], None

    def among(self, docs: Docs) -> tuple[Mask, Worth]:
        """Which documents are left out."""
        return ~self._matches.among(docs)[0], None


class Whole(Matches):
    """Every document."""

    def __init__(self, space: int) -> None:
        self.space = self.bound = space

    @cached_property
    def found(self) -> tuple[Docs, Worth]:
        """The documents."""
        return np.arange(self.space), None

    def among(self, docs: Docs) -> tuple[Mask, Worth]:
        """All of them."""
        return np.ones(len(docs), np.bool_), None


class Both(Matches):
    """Documents that are in every part; scores are summed."""

    def __init__(self, parts: Sequence[Matches]) -> None:
        self._parts = sorted(parts, key=lambda part: part.bound)
        self.space, self.bound = parts[0].space, self._parts[0].bound

    @cached_property
    def found(self) -> tuple[Docs, Worth]:
        """The documents of the smallest part that the others have too."""
        first, *others = self._parts
        docs, scores = first.found
        for part in others:
            mask, more = part.among(docs)
            kept = mask.nonzero()[0]
            docs = docs[kept]
            scores = added(_some(scores, kept), _some(more, kept))
        return docs, scores

    def among(self, docs: Docs) -> tuple[Mask, Worth]:
        """Which documents every part has."""
        mask, scores = np.ones(len(docs), np.bool_), None
        for part in self._parts:
            has, more = part.among(docs)
            mask &= has
            scores = added(scores, more)
        return mask, scores if scores is None else scores * mask


class Either(Matches):
    """Documents that are in any part; scores are summed. Each part that has one adds its lift."""

    def __init__(self, parts: Sequence[Matches], lifts: Sequence[float] = ()) -> None:
        self.parts = parts
        self._lifts = lifts if any(lifts) else ()
        self.space = parts[0].space
        self.bound = min(self.space, sum(part.bound for part in parts))

    @cached_property
    def found(self) -> tuple[Docs, Worth]:
        """The documents."""
        each = [part.found for part in self.parts]
        lists = [docs for docs, _ in each]
        worth = [scores for _, scores in each if scores is not None]
        if len(worth) < len(each):
            docs = union(lists, self.space)
            return docs, self.among(docs)[1]
        if self._lifts:
            lifted = zip(worth, self._lifts, strict=True)
            worth = [scores + np.float64(lift) for scores, lift in lifted]
        return merged(np.concatenate(lists), np.concatenate(worth), self.space)

    def among(self, docs: Docs) -> tuple[Mask, Worth]:
        """Which documents are in a part."""
        mask, scores = np.zeros(len(docs), np.bool_), None
        for at, part in enumerate(self.parts):
            has, more = part.among(docs)
            mask |= has
            scores = added(scores, more)
            if self._lifts:
                scores = added(scores, has * self._lifts[at])
        return mask, scores


def _some(scores: Worth, kept: Docs) -> Worth:
    return None if scores is None else scores[kept]


def added(scores: Worth, more: Worth) -> Worth:
    """The sum of the scores that two parts give to the same documents."""
    if scores is None or more is None:
        return more if scores is None else scores
    return scores + more
