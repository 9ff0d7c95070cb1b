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
from index.engines.whoosh.patching import LONG, running
from index.engines.whoosh.patching import exceptions as apart
from index.engines.whoosh.postings import Postings, Record

_EDGE: Final = bytes(8)
"""Surrounds the records, since whole words are read, and before the first gap one is imagined."""
_MASKS: Final = [(1 << width) - 1 for width in range(32)]


class Place(NamedTuple):
    """A term of a segment; its text t is to become the key `t + offset`."""

    postings: Postings
    term: int
    offset: int


class Lists(NamedTuple):
    """Of several terms, end to end: how many texts each has, their keys, the frequencies."""

    counts: list[int]
    keys: NDArray[np.int64]
    frequencies: NDArray[np.int64]


def gather(places: Sequence[Place]) -> Lists:
    """The postings of the terms, in their order.

    Long rows, which alone have exceptions, are read by themselves: that is faster for each value.
    """
    records = [postings.record(term) for postings, term, _ in places]
    counts = [record.texts for record in records]
    short = [n for n, count in enumerate(counts) if count < LONG]
    found = _together([places[n] for n in short], [records[n] for n in short])
    if len(short) == len(places):
        return found
    ends = [0, *accumulate(counts[n] for n in short)]
    lists = [(found.keys[a:b], found.frequencies[a:b]) for a, b in pairwise(ends)]
    parts = iter(lists)
    ordered: list[tuple[NDArray[np.int64], Integers]] = []
    for (postings, _, offset), record in zip(places, records, strict=True):
        if record.texts < LONG:
            ordered.append(next(parts))
        else:
            texts, often = postings.read(record)
            texts += offset
            ordered.append((texts, often))
    keys, frequencies = zip(*ordered, strict=True)
    return Lists(counts, np.concatenate(keys), np.concatenate(frequencies))


def _together(places: Sequence[Place], records: Sequence[Record]) -> Lists:
    counts = [record.texts for record in records]
    total, done, at = sum(counts), 0, 8 * len(_EDGE)
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
    if not total:
        return Lists([], *np.zeros((2, 0), np.int64))
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
    exceptions: list[tuple[int, NDArray[np.int64], NDArray[np.int64]]] = []
    totals = np.diff(rows).tolist()
    for n, ((postings, term, _), total) in enumerate(zip(places, totals, strict=True)):
        if ends[n] == ends[n + 1]:
            table.append((0, 0))
            continue
        start, width, patch = postings.steps(postings.record(term))
        if patch:
            where, above, start = apart(postings.bytes, start, width, patch)
            exceptions.append((n, where, above))
        row = (total * width + 7) >> 3
        table.append((at, width))
        packed.append(postings.packed[start : start + row])
        at += 8 * row
    packed.append(_EDGE)
    counts = [b - a for a, b in pairwise(ends)]
    steps = _unpacked(b"".join(packed), which, table, counts)
    for n, where, above in exceptions:
        own = which[ends[n] : ends[n + 1]]
        nearest = np.minimum(where.searchsorted(own), len(where) - 1)
        hit = (where[nearest] == own).nonzero()[0]
        steps[ends[n] : ends[n + 1]][hit] |= above[nearest[hit]]
    return running(steps, often)
