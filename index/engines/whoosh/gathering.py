"""the postings of several terms, of any segments, unpacked together in one pass.

Most terms of a query stand in few texts, so that calls would cost more than the work in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain, groupby, pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.arrays import Integers, ranges
from index.engines.whoosh.patching import LONG, running
from index.engines.whoosh.patching import exceptions as apart
from index.engines.whoosh.postings import Postings, Record

_EDGE: Final = bytes(8)
"""Surrounds the records, since whole words are read, and before the first gap one is imagined."""
_MASKS: Final = [(1 << width) - 1 for width in range(32)]
_SPARSE: Final = 32
"""Exceptions are sought one by one if less than one in so many values is read, else in a table."""
_FEW: Final = 48
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


_NONE: Final = Lists([], *np.zeros((2, 0), np.int64))


def gather(places: Sequence[Place]) -> Lists:
    """The postings of the terms, in their order.

    Long rows, which alone have exceptions, are read by themselves: that is faster for each value.
    """
    records = [postings.record(term) for postings, term, _ in places]
    parts: list[Lists] = []
    pairs = zip(places, records, strict=True)
    for long, run in groupby(pairs, key=lambda pair: pair[1].texts >= LONG):
        if long:
            parts += [_alone(place, record) for place, record in run]
        else:
            parts.append(_together(*zip(*run, strict=True)))
    if len(parts) == 1:
        return parts[0]
    counts, keys, frequencies = zip(_NONE, *parts, strict=True)
    return Lists(
        list(chain.from_iterable(counts)), np.concatenate(keys), np.concatenate(frequencies)
    )


def _alone(place: Place, record: Record) -> Lists:
    keys, frequencies = place.postings.read(record)
    keys += place.offset
    return Lists([record.texts], keys, frequencies)


def _one_by_one(places: Sequence[Place], records: Sequence[Record]) -> Lists:
    keys: list[int] = []
    often: list[int] = []
    for (postings, _, offset), record in zip(places, records, strict=True):
        count, first, start, widths, _ = record
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
    return Lists([record.texts for record in records], np.array(keys), np.array(often))


def _together(places: Sequence[Place], records: Sequence[Record]) -> Lists:
    counts = [record.texts for record in records]
    total, done, at = sum(counts), 0, 8 * len(_EDGE)
    if total <= _FEW:
        return _one_by_one(places, records)
    packed: list[bytes | memoryview] = [_EDGE]
    # Of each row the bit where number 0 of all numbers would begin if all had its width, and that.
    gaps: list[tuple[int, int]] = []
    frequencies: list[tuple[int, int]] = []
    firsts: list[tuple[int, int]] = []
    for (postings, _, offset), record in zip(places, records, strict=True):
        count, first, start, widths, _ = record
        width, wide = widths & 31, widths >> 5 & 31
        row = ((count - 1) * width + 7) >> 3
        both = row + ((count * wide + 7) >> 3)
        gaps.append((at - width * (done + 1), width))
        frequencies.append((at + 8 * row - wide * (total + done), wide))
        firsts.append((done, first + offset))
        packed.append(postings.packed[start : start + both])
        at += 8 * both
        done += count
    packed.append(_EDGE)
    values = _unpacked(b"".join(packed), np.arange(2 * total), gaps + frequencies, counts * 2)
    often = values[total:]
    often += 1
    keys = values[:total].cumsum()
    starts, first = np.array(firsts).T
    keys -= (keys[starts] - first).repeat(counts)
    return Lists(counts, keys, often)


def _unpacked(
    packed: bytes, which: NDArray[np.int64], rows: Sequence[tuple[int, int]], counts: Sequence[int]
) -> NDArray[np.int64]:
    """Numbers out of packed rows: each row tells the bit of its number 0, and its width."""
    start, width, mask = np.array([(at, bits, _MASKS[bits]) for at, bits in rows]).T
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
    before = lists.frequencies.cumsum(dtype=np.int64)
    rows = np.append(0, before)[begins]
    before -= lists.frequencies
    bounds = kept.searchsorted(begins)
    held = np.diff(bounds)
    which = ranges(before[kept] - rows[:-1].repeat(held), often)
    ends = np.append(0, often.cumsum(dtype=np.int64))[bounds].tolist()
    packed: list[bytes | memoryview] = []
    at = 0
    table: list[tuple[int, int]] = []
    exceptions: list[tuple[int, int, NDArray[np.int64], NDArray[np.int64]]] = []
    totals = np.diff(rows).tolist()
    for n, ((postings, term, _), total) in enumerate(zip(places, totals, strict=True)):
        if ends[n] == ends[n + 1]:
            table.append((0, 0))
            continue
        start, width, patch = postings.steps(postings.record(term))
        if patch:
            where, above, start = apart(postings.bytes, start, width, patch)
            exceptions.append((n, total, where, above))
        row = (total * width + 7) >> 3
        table.append((at, width))
        packed.append(postings.packed[start : start + row])
        at += 8 * row
    packed.append(_EDGE)
    counts = [b - a for a, b in pairwise(ends)]
    steps = _unpacked(b"".join(packed), which, table, counts)
    for n, total, where, above in exceptions:
        own = slice(ends[n], ends[n + 1])
        steps[own] |= _at(which[own], total, where, above)
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
