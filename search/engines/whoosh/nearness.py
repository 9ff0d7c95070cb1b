"""phrases and proximity: places as integers, compared as sorted arrays.

A place is `key * stride + position`, with a stride so long that no window reaches from one
key into the next.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.gathering import Lists, Place
from search.engines.whoosh.lists import Keys, distinct, member

Places = NDArray[np.int64]


def near(
    keys: Keys, slots: Sequence[tuple[list[Place], Lists]], *, slop: int, longest: int
) -> Keys:
    """Those of some rising keys in which the slots stand near each other.

    With slop 0 the slots stand at consecutive positions; else within a window of
    `len(slots) + slop` positions, in any order. `longest` is the length of the longest document.
    """
    if not len(keys):
        return keys
    stride = longest + len(slots) + slop + 1
    each = [_places(keys, *slot, stride) for slot in slots]
    found = _window(each, len(slots) - 1 + slop) if slop else _consecutive(each)
    return distinct(found // stride)


def _places(keys: Keys, terms: list[Place], lists: Lists, stride: int) -> Places:
    """Where in the keys the terms of a slot stand."""
    found: list[Places] = []
    start = 0
    for (postings, term, _), count in zip(terms, lists.counts.tolist(), strict=True):
        held, often = lists.keys[start : start + count], lists.frequencies[start : start + count]
        start += count
        wanted = member(keys, held, int(max(keys[-1], held[-1])) + 1)
        if wanted.any():
            starts = (held[wanted] * stride).repeat(often[wanted])
            found.append(starts + postings.positions(term, often, wanted))
    return _joined(found)


def _joined(lists: Sequence[Places]) -> Places:
    if len(lists) == 1:
        return lists[0]
    places = np.concatenate(lists)
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
    anchors = _joined(slots)
    held = np.ones(len(anchors), np.bool_)
    for places in slots:
        at = places.searchsorted(anchors)
        held &= at < len(places)
        at[at == len(places)] = 0
        held &= places[at] <= anchors + width
    return anchors[held]
