"""the record of a term: its places as three packed rows, and the way from places to rows and back.

A text is a field of a document and has the number `document * FIELDS + field`. The rows, each with
its exceptions (`patching`), are the gaps between the numbers of the term's texts, its frequencies
less one, and its positions: in each text the first, then the steps from one to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from struct import Struct
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.arrays import Bytes, Integers, ranges
from index.engines.whoosh.occurrences import Occurrences, begins, changes
from index.engines.whoosh.packing import MARGIN, pack, sizes
from index.engines.whoosh.patching import Row, patched, read_rows, running, size
from index.schema import TEXT_FIELDS

Texts = NDArray[np.int64]

FIELDS: Final = len(TEXT_FIELDS)
"""A document has so many texts, the title first."""

_WIDTHS: Final = np.array([0, 5, 10], np.uint16)
"""Where the widths of a record's three rows stand in 16 bits; all numbers are below 2^31."""
PATCHED: Final = 1 << 15
"""Beside the widths: the record begins with the patches of its rows, since one has exceptions."""
PATCHES: Final = Struct("<3I")


class Records(NamedTuple):
    """The records of consecutive terms: how many texts each has, how many of them are titles, the
    first text, the packed bytes, the size of each record, and what the table of terms says of its
    rows."""

    counts: NDArray[np.int64]
    titles: NDArray[np.int64]
    first: NDArray[np.int64]
    packed: Bytes
    sizes: NDArray[np.int64]
    widths: NDArray[np.uint16]


Piece = tuple[Sequence[bytes], Records]
"""Some sorted terms, and their records."""


class Told(NamedTuple):
    """What is told of some records: how many texts each has, the first one, where in a run of bytes
    it stands, and what the table of terms says of its rows."""

    counts: NDArray[np.int64]
    first: Texts
    at: NDArray[np.int64]
    widths: NDArray[np.uint16]

    def take(self, which: Integers) -> Told:
        """Some of the records, in this order."""
        return Told(self.counts[which], self.first[which], self.at[which], self.widths[which])


class Lists(NamedTuple):
    """What the records of some terms hold, term after term: how many texts each has, the texts,
    the frequency in each, and text after text its first position and the steps to the next ones."""

    counts: NDArray[np.int64]
    texts: Texts
    frequencies: NDArray[np.int64]
    steps: NDArray[np.int64]

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
    def totals(self) -> NDArray[np.int64]:
        """How many occurrences each term has."""
        return np.add.reduceat(self.frequencies, begins(self.counts), dtype=np.int64)


def encode(found: Lists) -> Records:
    """The records of some terms."""
    counts, texts, frequencies, steps = found
    first = begins(counts)
    gaps = np.delete(np.diff(texts, prepend=0), first)
    rows = (
        patched(gaps, counts - 1),
        patched(frequencies - 1, counts),
        patched(steps, found.totals),
    )
    patches = np.stack([patch for _, patch in rows], axis=1)
    width = np.stack([parts[-1].width for parts, _ in rows], axis=1) << _WIDTHS
    packed, taken = _packed([part for parts, _ in rows for part in parts], patches)
    flags = width.sum(axis=1) + PATCHED * patches.any(axis=1)
    titles = np.add.reduceat(texts % FIELDS == 0, first, dtype=np.int64)
    return Records(counts, titles, texts[first], packed, taken, flags.astype(np.uint16))


def decode(packed: Bytes, told: Told) -> Lists:
    """What some records hold; `MARGIN` bytes follow the last one."""
    counts, texts, frequencies, (at, width, patch) = lists(packed, told)
    totals = np.add.reduceat(frequencies, begins(counts))
    return Lists(counts, texts, frequencies, read_rows(packed, at, totals, width, patch))


def lists(
    packed: Bytes, told: Told
) -> tuple[NDArray[np.int64], Texts, NDArray[np.int64], Sequence[NDArray[np.int64]]]:
    """Counts of texts, texts, frequencies, and of the rows of positions: where they begin, their
    widths and patches."""
    counts, at = told.counts, told.at.copy()
    width = (told.widths >> _WIDTHS[:, None] & 31).astype(np.int64)
    patch = np.zeros_like(width)
    described = (told.widths & PATCHED).nonzero()[0]
    begin = at[described][:, None] + np.arange(PATCHES.size)
    patch[:, described] = packed[begin].view("<u4").T
    at[described] += PATCHES.size
    first = begins(counts)
    texts = np.zeros(int(counts.sum()), np.int64)
    rest = np.ones(len(texts), np.bool_)
    rest[first] = False
    texts[rest] = read_rows(packed, at, counts - 1, width[0], patch[0])
    texts[first] = told.first
    at += size(counts - 1, width[0], patch[0])
    frequencies = read_rows(packed, at, counts, width[1], patch[1]) + 1
    at += size(counts, width[1], patch[1])
    return counts, running(texts, counts), frequencies, (at, width[2], patch[2])


def _packed(rows: list[Row], patches: NDArray[np.int64]) -> tuple[Bytes, NDArray[np.int64]]:
    """The bytes of records, and how many each takes."""
    described = patches.any(axis=1)
    parts = [sizes(row.counts, row.width) for row in rows]
    size = np.stack([PATCHES.size * described, *parts], axis=1)
    packed = np.zeros(int(size.sum()) + MARGIN, np.uint8)
    at = (np.cumsum(size) - size.reshape(-1)).reshape(size.shape)
    begin = at[described, 0]
    told = patches[described].astype("<u4").view(np.uint8)
    packed[ranges(begin, np.full(len(begin), PATCHES.size))] = told.reshape(-1)
    for i, row in enumerate(rows):
        pack(row.values, row.counts, row.width, packed, at[:, i + 1])
    return packed[:-MARGIN], size.sum(axis=1)
