"""the order of the ids of all segments, put together out of the order in each.

What two segments have to do with each other never changes, so that each pair is compared once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.dictionary import Dictionary
from index.engines.whoosh.segment import SegmentFile

Places: TypeAlias = NDArray[np.int64]
Pairs: TypeAlias = Mapping[tuple[str, str], Places]

_FEW: Final = 64
"""One string in so many is looked up by itself; for more the whole list is laid out."""


def compared(files: Sequence[SegmentFile], known: Pairs) -> Pairs:
    """For each pair of segments, the larger first, where in the ids of the larger those of the
    smaller would stand; the pairs that are known are taken over."""
    pairs: dict[tuple[str, str], Places] = {}
    for larger, smaller in combinations(_falling(files), 2):
        names = larger.segment.segid, smaller.segment.segid
        found = known.get(names)
        pairs[names] = _places(larger.ids, smaller.ids) if found is None else found
    return pairs


def ranks(files: Sequence[SegmentFile], pairs: Pairs) -> NDArray[np.unsignedinteger]:
    """The place of each document in the order of all ids; of a document that has none any more, 0.

    Below an id are those before it in its own segment, and in each other.
    """
    if len(files) == 1:
        return files[0].ranks
    ordered = _falling(files)
    steps = {file.segment.segid: np.ones(len(file.ids) + 1, np.int64) for file in ordered}
    below = {file.segment.segid: np.arange(len(file.ids)) for file in ordered}
    for (larger, smaller), places in pairs.items():
        steps[larger] += np.bincount(places, minlength=len(steps[larger]))
        below[smaller] += places
    for name, step in steps.items():
        below[name] += step[:-1].cumsum() - np.arange(1, len(step))
    told = [_told(file, below[file.segment.segid]) for file in files]
    return np.concatenate([np.zeros(0, np.uint32), *told])


def _told(file: SegmentFile, below: Places) -> NDArray[np.uint32]:
    if not len(below):
        return np.zeros(len(file), np.uint32)
    return below.astype(np.uint32)[file.ranks]


def _falling(files: Sequence[SegmentFile]) -> list[SegmentFile]:
    """The segments by falling number of ids, then by name."""
    return sorted(files, key=lambda file: (-len(file.ids), file.segment.segid))


def _places(larger: Dictionary, smaller: Dictionary) -> Places:
    ids = smaller.cut(0, len(smaller))
    if len(ids) * _FEW < len(larger):
        return np.array(list(map(larger.first, ids)), np.int64)
    every = larger.cut(0, len(larger))
    return np.array([bisect_left(every, id) for id in ids], np.int64)
