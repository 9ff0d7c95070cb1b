"""hits by story: the best version of each, how many there are, and facets counted by story.

Only articles whose story has several versions need any work.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

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


class Told(NamedTuple):
    """Of some documents those that tell a story with another of them, and the stories they tell."""

    docs: Docs
    stories: NDArray[np.int64]


def several(numbers: Unsigned, docs: Docs) -> Told:
    """The documents that tell a story with another one, by the story of every document."""
    told = docs[(numbers[docs] != 0).nonzero()[0]]
    stories = numbers[told].astype(np.int64)
    again = (np.bincount(stories)[stories] > 1).nonzero()[0]
    return Told(told[again], stories[again])


def totals(column: Column, docs: Docs, told: Told) -> NDArray[np.int64]:
    """For each value of a column, of how many stories some of the documents have it."""
    counts = column.totals(docs)
    if not len(told.docs) or not len(counts):
        return counts
    sets = column.ordinals[told.docs].astype(np.int64)
    starts = column.starts.astype(np.int64)
    sizes = starts[sets + 1] - starts[sets]
    members = column.members[ranges(starts[sets], sizes)]
    pairs = told.stories.repeat(sizes) * len(counts) + members
    pairs.sort()
    again = pairs[1:][pairs[1:] == pairs[:-1]] % len(counts)
    return counts - np.bincount(again, minlength=len(counts))
