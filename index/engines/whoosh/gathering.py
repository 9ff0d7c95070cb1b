"""the postings of several terms, of any fields and segments, unpacked together in one pass.

Most terms of a query stand in few documents, so that calls would cost more than the work in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.arrays import Integers
from index.engines.whoosh.packing import unpack_bits
from index.engines.whoosh.patching import LONG
from index.engines.whoosh.postings import Postings

_EDGE: Final = bytes(8)
"""Surrounds the records, since whole words are read, and before the first gap one is imagined."""


class Place(NamedTuple):
    """A term of a field of a segment; its document d is to become the key `d * step + offset`."""

    postings: Postings
    term: int
    offset: int


class Lists(NamedTuple):
    """Of several terms, end to end: how many documents each has, their keys, the frequencies."""

    counts: NDArray[np.int64]
    keys: NDArray[np.int64]
    frequencies: NDArray[np.int64]


def gather(places: Sequence[Place], step: int) -> Lists:
    """The postings of the terms, in their order.

    Long rows, which alone have exceptions, are read by themselves: that is faster for each value.
    """
    counts = [postings.record(term)[0] for postings, term, _ in places]
    if not counts or max(counts) < LONG:
        return _together(places, step)
    short = _together([p for p, n in zip(places, counts, strict=True) if n < LONG], step)
    keys: list[NDArray[np.int64]] = []
    frequencies: list[Integers] = []
    start = 0
    for (postings, term, offset), count in zip(places, counts, strict=True):
        if count >= LONG:
            docs, often = postings.read(term)
            docs *= step
            docs += offset
            keys.append(docs)
            frequencies.append(often)
        else:
            keys.append(short.keys[start : start + count])
            frequencies.append(short.frequencies[start : start + count])
            start += count
    return Lists(np.array(counts), np.concatenate(keys), np.concatenate(frequencies))


def _together(places: Sequence[Place], step: int) -> Lists:
    packed: list[bytes | memoryview] = [_EDGE]
    at = 8 * len(_EDGE)
    gaps: list[tuple[int, int, int]] = []
    frequencies: list[tuple[int, int, int]] = []
    firsts: list[int] = []
    for postings, term, offset in places:
        count, first, start, widths, _ = postings.record(term)
        width, wide = widths & 31, widths >> 5 & 31
        size = ((count - 1) * width + 7) >> 3
        gaps.append((at - width, count, width))
        frequencies.append((at + 8 * size, count, wide))
        firsts.append(first * step + offset)
        size += (count * wide + 7) >> 3
        packed.append(postings.packed[start : start + size])
        at += 8 * size
    if not firsts:
        return Lists(*np.zeros((3, 0), np.int64))
    packed.append(_EDGE)
    starts, counts, width = np.array(gaps + frequencies).T
    values = unpack_bits(np.frombuffer(b"".join(packed), np.uint8), starts, counts, width)
    counts = counts[: len(firsts)]
    keys = values[: len(values) >> 1].cumsum()
    keys *= step
    keys -= (keys[counts.cumsum() - counts] - np.array(firsts)).repeat(counts)
    often = values[len(keys) :]
    often += 1
    return Lists(counts, keys, often)
