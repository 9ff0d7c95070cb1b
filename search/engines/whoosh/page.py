"""a page of hits: the best of many by score or date, ties by id, without sorting the rest."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.lists import Docs, Scores
from search.engines.whoosh.matches import MANY
from search.query import Sort

_GROUP: Final = 64


def page(keys: NDArray[np.uint64], offset: int, limit: int) -> NDArray[np.int64]:
    """Where the keys stand that would come at `offset` and after in rising order, in that order.

    The keys are distinct. The cost is that of looking at each key a few times.
    """
    stop = min(offset + limit, len(keys))
    if offset >= stop:
        return np.zeros(0, np.int64)
    whole = stop == len(keys)
    nearest = np.arange(stop) if whole else np.argpartition(keys, stop - 1)[:stop]
    if offset:
        nearest = nearest[np.argpartition(keys[nearest], offset)[offset:]]
    return nearest[np.argsort(keys[nearest])]


def best(scores: Scores, count: int) -> Docs | None:
    """Where the highest `count` scores stand, and perhaps some more; None when all may.

    Each group's highest score is looked at first: at least `count` scores reach the count-th
    highest of those.
    """
    groups = len(scores) // _GROUP
    if count * 4 > groups:
        return None
    highest = np.maximum.reduceat(scores, np.arange(0, len(scores), _GROUP))
    floor = np.partition(highest, len(highest) - count)[len(highest) - count]
    return np.flatnonzero(scores >= floor)


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
