"""what a part of a query matches: sorted document numbers, each with its score."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np

from search.engines.whoosh.lists import Docs, Scores, merged, spread

MANY: Final = 1_000_000.0
"""More than any sum of scores: what one more matched part is worth in `Most`."""


class Listed(NamedTuple):
    """Documents, rising, and their scores; 0 where they are only filtered."""

    docs: Docs
    scores: Scores

    @property
    def nbytes(self) -> int:
        """About how much memory it holds."""
        return 1000 + 12 * len(self.docs)

    def at(self, places: Docs) -> Listed:
        """Those at some places."""
        return Listed(self.docs[places], self.scores[places])

    def lifted(self) -> Listed:
        """The same, each worth `MANY` more."""
        return Listed(self.docs, self.scores + np.float64(MANY))


def unscored(docs: Docs) -> Listed:
    """Documents that are only filtered."""
    return Listed(docs, np.zeros(len(docs), np.float32))


def both(parts: Iterable[Listed], size: int) -> Listed:
    """The documents that are in every part; scores are summed."""
    found, *rest = sorted(parts, key=lambda part: len(part.docs))
    for part in rest:
        more = spread(*part, found.docs, size)
        kept = (more >= 0).nonzero()[0]
        found = Listed(found.docs[kept], found.scores[kept] + more[kept])
    return found


def either(parts: Iterable[Listed], size: int) -> Listed:
    """The documents that are in any part; scores are summed."""
    docs, scores = zip(*parts, strict=True)
    return Listed(*merged(np.concatenate(docs), np.concatenate(scores), size))
