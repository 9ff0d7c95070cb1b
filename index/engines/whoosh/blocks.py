"""blocks of postings: the lists of consecutive terms, compressed together.

Most terms stand in few texts, so that a compressor needs those of many to find anything alike. A
block has two frames, since many questions need no positions: in one the gaps between the numbers of
a term's texts, the first counted from 0, and its frequencies less one; in the other its positions,
in each text the first, then the steps from one to the next. Each of these rows of numbers is kept
as byte planes, so that Zstandard sees bytes of one kind together: the low bytes of all, then all
the next ones, as many as the largest number needs.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import zstandard
from numpy.typing import NDArray

from index.engines.whoosh.arrays import Bytes, Integers, ranges
from index.engines.whoosh.frames import LEVEL
from index.engines.whoosh.occurrences import Numbers, Occurrences, begins, changes

FRAMES: Final = 2
"""The frames of a block: texts with frequencies, and positions."""
_BLOCK: Final = 2048
"""Texts and positions in a block, about; a term that has more is a block by itself. With 4,096 a
rare term is read in 4/3 of the time, with 1,024 postings take 4 % more room."""
_WEIGHTS: Final = np.array([1, 1 << 8, 1 << 16, 1 << 24])
"""What a number in each plane counts for."""
_FEW: Final = 512
"""So few numbers are sooner put together by a product, which takes half as long as copies do."""


class Lists(NamedTuple):
    """What is known of some terms, term after term: how many texts each has, the texts, the
    frequency in each, and text after text its first position and the steps to the next ones."""

    counts: Numbers
    texts: Numbers
    frequencies: Numbers
    steps: Numbers

    @classmethod
    def of(cls, found: Occurrences) -> Lists:
        """Those of some sorted occurrences."""
        terms, texts, positions = found.terms, found.texts.astype(np.int64), found.positions
        new = changes(terms)
        postings = np.flatnonzero(new | changes(texts))
        counts = np.diff(np.append(np.flatnonzero(new[postings]), len(postings)))
        steps = positions.astype(np.int64)
        steps[1:] -= steps[:-1]
        steps[postings] = positions[postings]
        return cls(counts, texts[postings], np.diff(np.append(postings, len(terms))), steps)

    @property
    def totals(self) -> Numbers:
        """How many occurrences each term has."""
        return np.add.reduceat(self.frequencies, begins(self.counts), dtype=np.int64)

    def cut(self, start: int, stop: int) -> Lists:
        """Those of the terms from `start` to `stop`."""
        texts, steps = (
            slice(*np.append(0, sizes.cumsum())[[start, stop]])
            for sizes in (self.counts, self.totals)
        )
        return Lists(
            self.counts[start:stop], self.texts[texts], self.frequencies[texts], self.steps[steps]
        )

    def take(self, which: Integers) -> Lists:
        """Those of some of the terms, in this order."""
        counts, totals = self.counts[which], self.totals
        texts = ranges(begins(self.counts)[which], counts)
        steps = ranges(begins(totals)[which], totals[which])
        return Lists(counts, self.texts[texts], self.frequencies[texts], self.steps[steps])


class Blocks(NamedTuple):
    """Consecutive terms in blocks: how many texts each has, the first term of each block, the bytes
    of each frame, and the frames."""

    counts: Numbers
    firsts: Numbers
    sizes: Numbers
    frames: Bytes


def encode(lists: Lists) -> Blocks:
    """The blocks of some terms."""
    counts, texts, frequencies, steps = lists
    totals, first = lists.totals, begins(counts)
    gaps = np.diff(texts, prepend=0)
    gaps[first] = texts[first]
    firsts = _firsts(counts + totals)
    postings = [*first[firsts].tolist(), len(texts)]
    places = [*begins(totals)[firsts].tolist(), len(steps)]
    compress = zstandard.ZstdCompressor(LEVEL).compress
    frames: list[bytes] = []
    for (start, stop), place in zip(pairwise(postings), pairwise(places), strict=True):
        frames.append(compress(pack(gaps[start:stop], frequencies[start:stop] - 1)))
        frames.append(compress(pack(steps[slice(*place)])))
    sizes = np.array(list(map(len, frames)), np.int64)
    return Blocks(counts, firsts, sizes, np.frombuffer(b"".join(frames), np.uint8))


def _firsts(sizes: Numbers) -> Numbers:
    """The first term of each block, given how many numbers each term has."""
    return (changes(begins(sizes) // _BLOCK) | (sizes >= _BLOCK)).nonzero()[0]


def pack(*rows: Numbers) -> bytes:
    """Rows of as many numbers below 2^32 each, as byte planes; how many planes each row has stands
    before them, a byte a row."""
    counts = [max(-(-int(row.max()).bit_length() // 8), 1) for row in rows]
    parts = [
        row.astype("<u4").view(np.uint8).reshape(-1, 4).T[:count].tobytes()
        for row, count in zip(rows, counts, strict=True)
    ]
    return b"".join([bytes(counts), *parts])


def unpack(packed: bytes, rows: int) -> list[NDArray[np.uint8]]:
    """The byte planes of each row."""
    counts = packed[:rows]
    planes = np.frombuffer(packed, np.uint8, offset=rows).reshape(sum(counts), -1)
    return [planes[: counts[0]], planes[counts[0] :]][:rows]


def integers(planes: NDArray[np.uint8]) -> Integers:
    """The numbers of byte planes, or of parts of them."""
    if len(planes) == 1:
        return planes.reshape(-1)
    if planes.shape[1] < _FEW:
        return np.asarray(_WEIGHTS[: len(planes)] @ planes)
    values = np.zeros((planes.shape[1], 4), np.uint8)
    for place, plane in enumerate(planes):
        values[:, place] = plane
    return values.view("<u4").reshape(-1)


def running(steps: Integers, counts: Integers) -> Numbers:
    """The running sums of rows that are given end to end; none of them is empty."""
    sums = steps.cumsum(dtype=np.int64)
    starts = begins(counts)
    sums -= (sums[starts] - steps[starts]).repeat(counts)
    return sums
