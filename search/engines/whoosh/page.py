"""a page of hits: the best of many by score or date, ties by id, without sorting the rest."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.lists import Docs, Scores
from search.engines.whoosh.matches import MANY
from search.query import Sort

_GROUP: Final = 64


def best(
    scores: Scores, docs: Docs, ranks: NDArray[np.unsignedinteger], *, offset: int, limit: int
) -> NDArray[np.int64]:
    """Where the hits of a page stand when higher scores come first, then lower ranks.

    `ranks` are those of all documents.
    """
    stop = offset + limit
    if stop * 2 > len(scores):
        return page(by_score(scores, ranks[docs]), offset, limit)
    near = (scores >= _floor(scores, stop)).nonzero()[0]
    return near[np.lexsort((ranks[docs[near]], -scores[near]))[offset:stop]]


def _floor(scores: Scores, count: int) -> np.floating:
    """A score that at least `count` reach, and few more.

    Of very many only the highest of each group are compared: so many reach the count-th of those.
    """
    groups = len(scores) // _GROUP
    if groups > 4 * count:
        scores = scores[: groups * _GROUP].reshape(_GROUP, groups).max(axis=0)
    at = len(scores) - count
    floor: np.floating = np.partition(scores, at)[at]
    return floor


def page(keys: NDArray[np.uint64], offset: int, limit: int) -> NDArray[np.int64]:
    """Where the keys stand that would come at `offset` and after in rising order, in that order.

    The keys are distinct. The cost is that of looking at each key a few times.
    """
    stop = min(offset + limit, len(keys))
    if offset >= stop:
        return np.zeros(0, np.int64)
    whole = stop * 2 > len(keys)
    nearest = np.arange(len(keys)) if whole else np.argpartition(keys, stop - 1)[:stop]
    return nearest[np.argsort(keys[nearest])[offset:stop]]


def by_score(scores: Scores, ranks: NDArray[np.unsignedinteger]) -> NDArray[np.uint64]:
    """Keys that rise as scores fall, then as the ranks of the ids rise.

    A positive float's bits rise with it. Scores that `Most` has lifted are told apart by the lift
    first: 8 bits for the lift, 32 for the score, and 24 for the rank (16 million documents).
    """
    if scores.dtype == np.float32:
        bits = scores.view(np.uint32)
        return (~bits).astype(np.uint64) << np.uint64(32) | ranks
    lift, score = np.divmod(scores, MANY)
    keys = (255 - np.minimum(lift, 255)).astype(np.uint64) << np.uint64(56)
    keys |= (~score.astype(np.float32).view(np.uint32)).astype(np.uint64) << np.uint64(24)
    return keys | ranks


def by_date(
    dates: NDArray[np.uint32], ranks: NDArray[np.unsignedinteger], sort: Sort
) -> NDArray[np.uint64]:
    """Keys that rise as dates fall or rise, unknown dates last, then as ranks rise."""
    first = ~dates if sort == "newest" else dates - np.uint32(1)
    return first.astype(np.uint64) << np.uint64(32) | ranks
