"""phrases and proximity: places as integers, compared as sorted arrays.

A place is `key * stride + position`, with a stride so long that no window reaches from one
key into the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import accumulate, islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.arrays import ranges
from index.engines.whoosh.gathering import Lists, Place
from search.engines.whoosh.lists import Keys, common, distinct, member

Places = NDArray[np.int64]


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
    parts = _places(keys, slots, stride)
    each = [_ordered(list(islice(parts, size))) for size in slots.sizes]
    if slop:
        return distinct(_window(each, width) // stride)
    starts = sorted((places - i for i, places in enumerate(each)), key=len)
    return distinct(reduce(common, starts) // stride)


def _places(keys: Keys, slots: Slots, stride: int) -> Iterator[Places]:
    """Where in the keys each term stands."""
    terms, lists, _, chosen = slots
    begins = np.append(0, lists.frequencies.cumsum(dtype=np.int64))
    ends = accumulate(lists.counts)
    space = max(int(keys[-1]), int(lists.keys.max())) + 1
    for (postings, term, _), count, end in zip(terms, lists.counts, ends, strict=True):
        own = slice(end - count, end)
        kept = member(keys, lists.keys[own], space).nonzero()[0]
        often = lists.frequencies[own]
        base = lists.keys[own][kept] * stride
        places = postings.places(term, often, kept=kept, base=base)
        if chosen is not None:
            places = places[chosen[ranges(begins[end - count : end][kept], often[kept])]]
        yield places


def _ordered(parts: Sequence[Places]) -> Places:
    places = np.concatenate(parts)
    if len(parts) == 1:
        return places
    places.sort(kind="stable")  # which merges runs that are sorted already
    return distinct(places)


def _window(slots: Sequence[Places], width: int) -> Places:
    """The places at which a window begins that holds a place of every slot."""
    if not all(map(len, slots)):
        return slots[0][:0]
    anchors = _ordered(slots)
    held = np.ones(len(anchors), np.bool_)
    for places in slots:
        at = places.searchsorted(anchors)
        held &= at < len(places)
        at[at == len(places)] = 0
        held &= places[at] <= anchors + width
    return anchors[held]
