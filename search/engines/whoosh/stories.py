"""hits by story: the best version of each, how many there are, and facets counted by story.

Only articles whose story has several versions need any work.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.arrays import Unsigned, ranges
from index.engines.whoosh.columns import Column
from index.engines.whoosh.occurrences import changes
from search.engines.whoosh.lists import Docs, Mask

Keys = NDArray[np.generic]


def leading(
    numbers: Unsigned, docs: Docs, keys: Callable[[Docs], Keys]
) -> tuple[Docs | None, NDArray[np.int64]]:
    """Where in `docs` the version with the lowest key of each story stands, and its versions.

    `numbers` has the story of every document, 0 for one alone. `keys` gives the keys of the
    documents at some places; of two that tie the first one leads. None when each document is a
    story of its own; the versions are the numbers of documents by story.
    """
    stories = numbers[docs]
    told = (stories != 0).nonzero()[0]
    stories = stories[told]
    versions = np.bincount(stories, minlength=1)
    if not (versions > 1).any():
        return None, versions
    best = np.lexsort((keys(told), stories))
    kept: Mask = np.ones(len(docs), np.bool_)
    kept[told] = False
    kept[told[best[changes(stories[best])]]] = True
    return kept.nonzero()[0], versions


def totals(column: Column, docs: Docs, numbers: Unsigned) -> NDArray[np.int64]:
    """For each value of a column, of how many stories some of the documents have it."""
    counts = column.totals(docs)
    docs = docs[(numbers[docs] != 0).nonzero()[0]]
    if not len(docs) or not len(counts):
        return counts
    sets = column.ordinals[docs]
    sizes = column.sizes[sets]
    members = column.members[ranges((column.sizes.cumsum() - column.sizes)[sets], sizes)]
    pairs = numbers[docs].astype(np.int64).repeat(sizes) * len(counts) + members
    pairs.sort()
    again = pairs[1:][pairs[1:] == pairs[:-1]] % len(counts)
    return counts - np.bincount(again, minlength=len(counts))
