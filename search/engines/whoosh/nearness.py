"""phrases and proximity: places as integers, compared as sorted arrays."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.lists import common, distinct

Places = NDArray[np.int64]


def near(slots: Sequence[Sequence[Places]], slop: int) -> Places:
    """Where the slots of a phrase stand near each other, from the places of each one's terms.

    With slop 0 they stand at consecutive places; else within a window of `len(slots) + slop`
    places, in any order.
    """
    each = list(map(_ordered, slots))
    if slop:
        return _window(each, len(slots) - 1 + slop)
    return reduce(common, sorted((places - i for i, places in enumerate(each)), key=len))


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
