"""phrases and proximity: places as integers, compared as sorted arrays.

A place is `document * stride + position`, with a stride so long that no window reaches from one
document into the next.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.postings import Postings
from search.engines.whoosh.lists import Docs, distinct, member, union

Places = NDArray[np.int64]


def near(field: Postings, slots: Sequence[Sequence[bytes]], slop: int, longest: int) -> Docs:
    """The documents of one segment that hold the slots near each other, rising.

    With slop 0 the slots stand at consecutive positions; else within a window of
    `len(slots) + slop` positions, in any order. `longest` is the length of the longest document.
    """
    numbers = [[n for term in slot if (n := field.terms.find(term)) is not None] for slot in slots]
    if not all(numbers):
        return np.zeros(0, np.int64)
    read = {n: field.read(n) for slot in numbers for n in slot}
    space = 1 + max(int(docs[-1]) for docs, _ in read.values())
    docs = _shared([union([read[n][0] for n in slot], space) for slot in numbers], space)
    if not len(docs):
        return docs
    stride = longest + len(slots) + slop + 1
    places: dict[int, Places] = {}
    for n, (held, frequencies) in read.items():
        kept = member(docs, held, space)
        starts = (held[kept] * stride).repeat(frequencies[kept])
        places[n] = starts + field.positions(n, frequencies, kept)
    each = [_joined([places[n] for n in slot]) for slot in numbers]
    found = _window(each, len(slots) - 1 + slop) if slop else _consecutive(each)
    return distinct(found // stride)


def _shared(lists: list[Docs], space: int) -> Docs:
    docs, *others = sorted(lists, key=len)
    for other in others:
        docs = docs[member(other, docs, space)]
    return docs


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
