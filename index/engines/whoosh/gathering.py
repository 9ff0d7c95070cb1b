"""the postings of several terms, of any segments, unpacked together in one pass.

Most terms of a query stand in few texts, so that calls would cost more than the work in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.arrays import Integers, ranges
from index.engines.whoosh.patching import exceptions, running
from index.engines.whoosh.postings import Postings, Record

_EDGE: Final = bytes(8)
"""Surrounds the records, since whole words are read, and before the first gap one is imagined."""
_MASKS: Final = [(1 << width) - 1 for width in range(32)]
_SPARSE: Final = 32
"""Exceptions are sought one by one if less than one in so many values is read, else in a table."""
_LONG: Final = 2048
"""A row of so many is read by itself."""
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

    Very long rows are read by themselves, which is faster for each value.
    """
    pairs = [(place, place.postings.record(place.term)) for place in places]
    short = [pair for pair in pairs if pair[1].texts < _LONG]
    found = _together(short)
    if len(short) == len(pairs):
        return found
    spans = pairwise([0, *accumulate(found.counts)])
    lists: list[tuple[NDArray[np.int64], Integers]] = []
    for (postings, _, offset), record in pairs:
        if record.texts < _LONG:
            span = slice(*next(spans))
            lists.append((found.keys[span], found.frequencies[span]))
        else:
            texts, often = postings.read(record)
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
    for (postings, _, offset), (count, first, start, widths, _) in pairs:
        width, wide = widths & 31, widths >> 5 & 31
        middle = ((count - 1) * width + 7) >> 3
        end = middle + ((count * wide + 7) >> 3)
        whole = int.from_bytes(postings.packed[start : start + end], "little")
        mask = _MASKS[width]
        gaps = [whole >> at & mask for at in range(0, (count - 1) * width, width or 1)]
        keys += accumulate(gaps, initial=first + offset)
        if wide:
            whole, mask = whole >> 8 * middle, _MASKS[wide]
            often += [(whole >> at & mask) + 1 for at in range(0, count * wide, wide)]
        else:
            often += [1] * count
    counts = [record.texts for _, record in pairs]
    return Lists(counts, np.array(keys, np.int64), np.array(often, np.int64))


def _together(pairs: Sequence[tuple[Place, Record]]) -> Lists:
    counts = [record.texts for _, record in pairs]
    total, begin = sum(counts), 0
    if total <= _FEW:
        return _one_by_one(pairs)
    rows = _Rows()
    firsts: list[tuple[int, int]] = []
    for (postings, _, offset), (count, first, start, widths, patches) in pairs:
        # Before the first gap one is imagined, so that there are as many gaps as frequencies.
        at = rows.add(postings, start, begin + 1, (count - 1, widths & 31, patches[0]))
        rows.add(postings, at, total + begin, (count, widths >> 5 & 31, patches[1]))
        firsts.append((begin, first + offset))
        begin += count
    rows.table = rows.table[::2] + rows.table[1::2]
    values = rows.values(np.arange(2 * total), counts * 2)
    for _, number, where, above in rows.apart:
        values[number + where] |= above
    often = values[total:]
    often += 1
    keys = values[:total].cumsum()
    begins, first = np.array(firsts).T
    keys -= (keys[begins] - first).repeat(counts)
    return Lists(counts, keys, often)


class _Rows:
    """Packed rows, put side by side, so that one pass unpacks values of all.

    `table` has of each the bit where value 0 would begin, its width and mask; `apart` which row has
    exceptions, the number of its first value, where they stand from there, and what they add.
    """

    def __init__(self) -> None:
        self.table: list[tuple[int, int, int]] = []
        self.apart: list[tuple[int, int, NDArray[np.int64], NDArray[np.int64]]] = []
        self._packed: list[bytes | memoryview] = [_EDGE]
        self._bits = 8 * len(_EDGE)

    def add(self, postings: Postings, at: int, number: int, row: tuple[int, int, int]) -> int:
        """Take a row (how many values, their width, the patch) that begins at byte `at`, whose
        first value has this number, and tell where it ends."""
        count, width, patch = row
        if patch:
            where, above, at = exceptions(postings.bytes, at, width, patch)
            self.apart.append((len(self.table), number, where, above))
        end = at + ((count * width + 7) >> 3)
        self.table.append((self._bits - width * number, width, _MASKS[width]))
        self._packed.append(postings.packed[at:end])
        self._bits += 8 * (end - at)
        return end

    def values(self, which: NDArray[np.int64], counts: Sequence[int]) -> NDArray[np.int64]:
        """The values of some numbers, so many of each row."""
        packed = b"".join([*self._packed, _EDGE])
        start, width, mask = np.array(self.table).T
        at = width.repeat(counts)
        at *= which
        at += start.repeat(counts)
        words = np.ndarray((len(packed) - 7,), "<i8", packed, 0, (1,))
        values: NDArray[np.int64] = words[at >> 3]
        at &= 7
        values >>= at
        values &= mask.repeat(counts)
        return values


def positions(places: Sequence[Place], lists: Lists, kept: NDArray[np.int64]) -> Integers:
    """The positions in some of the texts of `lists`, which are those of the places, end to end.

    `kept` are their numbers in `lists`, rising.
    """
    begins = np.array([0, *accumulate(lists.counts)])
    often = lists.frequencies[kept]
    before = np.append(0, lists.frequencies.cumsum(dtype=np.int64))
    own = before[begins]
    bounds = kept.searchsorted(begins)
    which = ranges(before[kept] - own[:-1].repeat(np.diff(bounds)), often)
    ends = np.append(0, often.cumsum(dtype=np.int64))[bounds].tolist()
    totals = np.diff(own).tolist()
    rows = _Rows()
    for (postings, term, _), total, span in zip(places, totals, pairwise(ends), strict=True):
        at, width, patch = postings.steps(postings.record(term))
        held = span[0] < span[1]
        rows.add(postings, at, 0, (total, width, patch) if held else (0, 0, 0))
    steps = rows.values(which, [b - a for a, b in pairwise(ends)])
    for n, _, where, above in rows.apart:
        own_steps = slice(ends[n], ends[n + 1])
        steps[own_steps] |= _at(which[own_steps], totals[n], where, above)
    return running(steps, often)


def _at(
    wanted: NDArray[np.int64], total: int, where: NDArray[np.int64], values: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The values at the wanted ones of `total` places, which are 0 but in some places."""
    if len(wanted) * _SPARSE < total:
        nearest = np.minimum(where.searchsorted(wanted), len(where) - 1)
        return np.asarray(values[nearest] * (where[nearest] == wanted))
    table = np.zeros(total, np.int64)
    table[where] = values
    return table[wanted]
