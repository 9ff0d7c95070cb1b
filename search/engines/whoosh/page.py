"""a page of hits: the best of many by score or date, without sorting the rest.

Those that tie come in the order in which the index holds them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from search.query import Sort


def order(
    scores: NDArray[np.floating], dates: NDArray[np.uint32], sort: Sort
) -> NDArray[np.generic]:
    """Keys that rise from the best hit on: as scores fall, or as dates fall or rise, unknown ones
    last."""
    if sort == "relevance":
        return -scores
    return ~dates if sort == "newest" else dates - np.uint32(1)


def page(keys: NDArray[np.generic], offset: int, limit: int) -> NDArray[np.int64]:
    """Where the keys stand that would come at `offset` and after in rising order, in that order."""
    stop = offset + limit
    if len(keys) and keys[0] == keys[-1] and (keys == keys[0]).all():  # nothing was asked for
        return np.arange(offset, max(offset, min(stop, len(keys))))
    if stop < len(keys):
        near = (keys <= np.partition(keys, stop - 1)[stop - 1]).nonzero()[0]
    else:
        near = np.arange(len(keys))
    return np.asarray(near[keys[near].argsort(kind="stable")[offset:stop]])
