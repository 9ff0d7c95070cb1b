"""the postings of several terms, of any segments, unpacked together in one pass.

Most terms of a query stand in few texts, so that calls would cost more than the work in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.arrays import Integers
from index.engines.whoosh.packing import unpack_at, unpack_few
from index.engines.whoosh.patching import LONG
from index.engines.whoosh.postings import Postings, Record

_EDGE: Final = bytes(8)
"""Surrounds the records, since whole words are read, and before the first gap one is imagined."""
_MASKS: Final = [(1 << width) - 1 for width in range(32)]
_FEW: Final = 128
"""So few postings are sooner taken apart one by one, each record as one long integer."""


class Place(NamedTuple):
    """A term of a segment; its text t is to become the key `t + offset`."""

    postings: Postings
    term: int
    offset: int


class Lists(NamedTuple):
    """Of several terms, end to end: how many texts each has, their keys, the frequencies."""

    counts: list[int]
    keys: NDArray[np.int64]
    frequencies: Integers


def gather(places: Sequence[Place]) -> Lists:
    """The postings of the terms, in their order.

    Long rows are read by themselves, which is faster for each value.
    """
    pairs = [(place, place.postings.record(place.term)) for place in places]
    short = [pair for pair in pairs if pair[1].texts < LONG]
    few = sum(record.texts for _, record in short) <= _FEW
    found = _one_by_one(short) if few else _together(short)
    if len(short) == len(pairs):
        return found
    spans = pairwise([0, *accumulate(found.counts)])
    lists: list[tuple[NDArray[np.int64], Integers]] = []
    for (postings, term, offset), record in pairs:
        if record.texts < LONG:
            span = slice(*next(spans))
            lists.append((found.keys[span], found.frequencies[span]))
        else:
            texts, often = postings.read(term)
            texts += offset
            lists.append((texts, often))
    counts = [record.texts for _, record in pairs]
    if len(lists) == 1:
        return Lists(counts, *lists[0])
    keys, frequencies = map(np.concatenate, zip(*lists, strict=True))
    return Lists(counts, keys, frequencies)


def _one_by_one(pairs: Sequence[tuple[Place, Record]]) -> Lists:
    keys: list[int] = []
    often: list[int] = []
    for (postings, _, offset), (count, first, at, widths, _) in pairs:
        width, middle = widths & 31, at + (((count - 1) * (widths & 31) + 7) >> 3)
        gaps = unpack_few(postings.packed, at, count - 1, width)
        keys += accumulate(gaps, initial=first + offset)
        often += unpack_few(postings.packed, middle, count, widths >> 5 & 31)
    counts = [record.texts for _, record in pairs]
    return Lists(counts, np.array(keys, np.int64), np.array(often, np.int64) + 1)


def _together(pairs: Sequence[tuple[Place, Record]]) -> Lists:
    """Rows put side by side, first those of gaps, then those of frequencies, in one pass.

    Before the first gap one is imagined, so that there are as many gaps as frequencies. `rows` has
    the bit where value 0 of all would begin if all were in that row, and its width and mask.
    """
    counts = [record.texts for _, record in pairs]
    total, begin, bits = sum(counts), 0, 8 * len(_EDGE)
    rows: list[tuple[int, int, int]] = []
    others: list[tuple[int, int, int]] = []
    firsts: list[tuple[int, int]] = []
    packed: list[bytes | memoryview] = [_EDGE]
    for (postings, _, offset), (count, first, at, widths, _) in pairs:
        width, wide = widths & 31, widths >> 5 & 31
        middle = ((count - 1) * width + 7) >> 3
        end = middle + ((count * wide + 7) >> 3)
        rows.append((bits - width * (begin + 1), width, _MASKS[width]))
        others.append((bits + 8 * middle - wide * (total + begin), wide, _MASKS[wide]))
        packed.append(postings.packed[at : at + end])
        firsts.append((begin, first + offset))
        begin, bits = begin + count, bits + 8 * end
    start, wide_of, mask = np.array(rows + others).T
    where = wide_of.repeat(counts * 2)
    where *= np.arange(2 * total)
    where += start.repeat(counts * 2)
    run = np.frombuffer(b"".join([*packed, _EDGE]), np.uint8)
    values = unpack_at(run, where, mask.repeat(counts * 2))
    keys = values[:total].cumsum()
    begins, first = np.array(firsts).T
    keys -= (keys[begins] - first).repeat(counts)
    return Lists(counts, keys, values[total:] + 1)
