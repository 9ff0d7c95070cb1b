"""phrases and proximity: places as integers, compared as sorted arrays.

A place is `key * stride + position`, with a stride so long that no window reaches from one
key into the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.arrays import ranges
from index.engines.whoosh.gathering import Lists, Place, positions
from search.engines.whoosh.lists import Keys, distinct

Places = NDArray[np.int64]

_SPARSE: Final = 16
"""Keys are sought one by one where postings are less than one in so many keys; else in a table."""


class Slots(NamedTuple):
    """The slots of a phrase: the terms of all, their postings, how many terms each slot has, and
    which occurrences of the terms count, None for all."""

    terms: Sequence[Place]
    lists: Lists
    sizes: Sequence[int]
    chosen: NDArray[np.bool_] | None


def near(keys: Keys, slots: Slots, *, slop: int, longest: int) -> Keys:
    """Those of some rising keys, which hold every slot, in which the slots stand near each other.

    With slop 0 the slots stand at consecutive positions; else within a window of
    `len(slots.sizes) + slop` positions, in any order. `longest` is the length of the longest text.
    """
    if not len(keys):
        return keys
    width = len(slots.sizes) - 1 + slop
    stride = longest + width + 2
    each = _places(keys, slots, stride)
    found = _window(each, width) if slop else _consecutive(each)
    return distinct(found // stride)


def _places(keys: Keys, slots: Slots, stride: int) -> list[Places]:
    """Where in the keys the terms of each slot stand."""
    terms, lists, sizes, chosen = slots
    kept = _among(keys, lists.keys).nonzero()[0]
    often = lists.frequencies[kept]
    places = (lists.keys[kept] * stride).repeat(often)
    places += positions(terms, lists, kept)
    if chosen is not None and len(kept):
        before = lists.frequencies.cumsum(dtype=np.int64) - lists.frequencies
        counting = chosen[ranges(before[kept], often)]
        places = places[counting]
        often = np.add.reduceat(counting, often.cumsum() - often, dtype=np.int64)
    postings = np.append(0, np.cumsum(lists.counts))[[0, *accumulate(sizes)]]
    bounds = np.append(0, often.cumsum(dtype=np.int64))[kept.searchsorted(postings)]
    parts = [places[a:b] for a, b in pairwise(bounds.tolist())]
    return [part if size == 1 else _ordered(part) for part, size in zip(parts, sizes, strict=True)]


def _among(keys: Keys, postings: Keys) -> NDArray[np.bool_]:
    """Which postings are of one of the keys."""
    if len(postings) * _SPARSE < keys[-1]:
        at = keys.searchsorted(postings)
        at[at == len(keys)] = 0
        return np.asarray(keys[at] == postings)
    table = np.zeros(max(int(keys[-1]), int(postings.max())) + 1, np.bool_)
    table[keys] = True
    return table[postings]


def _ordered(places: Places) -> Places:
    places.sort(kind="stable")  # which merges runs that are sorted already
    return distinct(places)


def _consecutive(slots: Sequence[Places]) -> Places:
    starts = sorted((places - i for i, places in enumerate(slots)), key=len)
    found = starts[0]
    for other in starts[1:]:
        if not len(found) or not len(other):
            return found[:0]
        at = other.searchsorted(found)
        at[at == len(other)] = 0
        found = found[other[at] == found]
    return found


def _window(slots: Sequence[Places], width: int) -> Places:
    """The places at which a window begins that holds a place of every slot."""
    if not all(map(len, slots)):
        return slots[0][:0]
    anchors = _ordered(np.concatenate(slots))
    held = np.ones(len(anchors), np.bool_)
    for places in slots:
        at = places.searchsorted(anchors)
        held &= at < len(places)
        at[at == len(places)] = 0
        held &= places[at] <= anchors + width
    return anchors[held]
