"""what a part of a query matches: sorted document numbers, each with its score.

A part is asked either for all that it has found, or which of some given documents it matches, so
that a filter, or a common word beside a rare one, is never spelled out.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.lists import Docs, Mask, Scores, merged, spread

MANY: Final = 1_000_000.0
"""More than any sum of scores: what one more matched part is worth in `Most`."""


class Matches(ABC):
    """Documents of a snapshot, which has `space` of them: at most `bound`."""

    space: int
    bound: int

    @property
    @abstractmethod
    def found(self) -> tuple[Docs, Scores]:
        """The documents, rising, and their scores; 0 where documents are only filtered."""

    @abstractmethod
    def among(self, docs: Docs) -> tuple[Mask, Scores]:
        """Which of some rising documents match, and the score of each, 0 for one that does not."""


class Listed(Matches):
    """Documents that are listed, as those of a word are, with scores above 0."""

    def __init__(self, docs: Docs, scores: Scores, space: int) -> None:
        self._found, self.space, self.bound = (docs, scores), space, len(docs)

    @property
    def found(self) -> tuple[Docs, Scores]:
        """The list."""
        return self._found

    @property
    def nbytes(self) -> int:
        """About how much memory it holds."""
        return 1000 + 12 * self.bound

    def among(self, docs: Docs) -> tuple[Mask, Scores]:
        """By comparing the lists."""
        scores = spread(*self._found, docs, self.space)
        return scores > 0, scores


class Where(Matches):
    """The documents whose number in a column passes a test; the test takes an array of numbers."""

    def __init__(self, test: Callable[[Any], Mask], column: NDArray[np.generic]):
        self._test, self._column = test, column
        self.space = self.bound = len(column)

    @cached_property
    def found(self) -> tuple[Docs, Scores]:
        """The documents."""
        docs = self._test(self._column).nonzero()[0]
        return docs, np.zeros(len(docs), np.float32)

    def among(self, docs: Docs) -> tuple[Mask, Scores]:
        """By testing no others."""
        return self._test(self._column[docs]), np.zeros(len(docs), np.float32)


def others(matches: Matches) -> Where:
    """The documents that some matches leave out."""
    left = np.ones(matches.space, np.bool_)
    left[matches.found[0]] = False
    return Where(np.asarray, left)


class Both(Matches):
    """Documents that are in every part; scores are summed."""

    def __init__(self, parts: Sequence[Matches]) -> None:
        self._parts = sorted(parts, key=lambda part: part.bound)
        self.space, self.bound = parts[0].space, self._parts[0].bound

    @cached_property
    def found(self) -> tuple[Docs, Scores]:
        """The documents of the smallest part that the others have too."""
        first, *others = self._parts
        docs, scores = first.found
        for part in others:
            mask, more = part.among(docs)
            kept = mask.nonzero()[0]
            docs, scores = docs[kept], scores[kept] + more[kept]
        return docs, scores

    def among(self, docs: Docs) -> tuple[Mask, Scores]:
        """Which documents every part has."""
        found = [part.among(docs) for part in self._parts]
        mask = np.logical_and.reduce([has for has, _ in found])
        return mask, np.sum([scores for _, scores in found], axis=0) * mask


class Either(Matches):
    """Documents that are in any part; scores are summed. Each part that has one adds its lift."""

    def __init__(self, parts: Sequence[Matches], lifts: Sequence[float] = ()) -> None:
        self._parts = parts
        self._lifts = np.array(lifts) if any(lifts) else np.zeros(len(parts), np.float32)
        self.space = parts[0].space
        self.bound = min(self.space, sum(part.bound for part in parts))

    @cached_property
    def found(self) -> tuple[Docs, Scores]:
        """The documents."""
        docs, scores = zip(*(part.found for part in self._parts), strict=True)
        lifted = [own + lift for own, lift in zip(scores, self._lifts, strict=True)]
        return merged(np.concatenate(docs), np.concatenate(lifted), self.space)

    def among(self, docs: Docs) -> tuple[Mask, Scores]:
        """Which documents are in a part."""
        found = [part.among(docs) for part in self._parts]
        lifts = zip(found, self._lifts, strict=True)
        mask = np.logical_or.reduce([has for has, _ in found])
        return mask, np.sum([scores + has * lift for (has, scores), lift in lifts], axis=0)
