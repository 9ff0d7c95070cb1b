"""the postings of a text field: for each term its documents, frequencies and positions.

A term's record is three packed rows, each with its exceptions (`patching`): the gaps between its
document numbers, its frequencies less one, and its positions: in each document the first, then the
steps from one to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from struct import Struct
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.arrays import (
    Arrays,
    ArrayWriter,
    Bytes,
    Integers,
    narrow,
    ranges,
)
from index.engines.whoosh.dictionary import Dictionary, write_strings
from index.engines.whoosh.occurrences import Occurrences
from index.engines.whoosh.offsets import Offsets, write_offsets
from index.engines.whoosh.packing import MARGIN, pack, sizes
from index.engines.whoosh.patching import Row, patched, read, read_rows, read_some, running, size

Docs = NDArray[np.int64]

_WIDTHS: Final = np.array([0, 5, 10], np.uint16)
"""Where the widths of a record's three rows stand in 16 bits; all numbers are below 2^31."""
_PATCHED: Final = 1 << 15
"""Beside the widths: the record begins with the patches of its rows, since one has exceptions."""
_PATCHES: Final = Struct("<3I")


class Records(NamedTuple):
    """The records of consecutive terms: how many documents each has and the first of them, the
    packed bytes, the size of each record, and what the table of terms says of its rows."""

    counts: NDArray[np.int64]
    first: NDArray[np.int64]
    packed: Bytes
    sizes: NDArray[np.int64]
    widths: NDArray[np.uint16]


def encode(found: Occurrences) -> Records:
    """The records of the terms of some sorted occurrences."""
    terms, docs, positions = found
    new = _changes(terms)
    starts = new | _changes(docs)
    postings = np.flatnonzero(starts)
    frequencies = np.diff(np.append(postings, len(terms)))
    docs = docs[postings].astype(np.int64)
    leads = new[postings]
    first = np.flatnonzero(leads)
    counts = np.diff(np.append(first, len(postings)))
    gaps = np.diff(docs, prepend=0)
    steps = positions.astype(np.int64)
    steps[1:] -= steps[:-1]
    steps[postings] = positions[postings]
    rows = (
        patched(gaps[~leads], counts - 1),
        patched(frequencies - 1, counts),
        patched(steps, np.add.reduceat(frequencies, first).astype(np.int64)),
    )
    patches = np.stack([patch for _, patch in rows], axis=1)
    width = np.stack([parts[-1].width for parts, _ in rows], axis=1) << _WIDTHS
    packed, taken = _packed([part for parts, _ in rows for part in parts], patches)
    flags = width.sum(axis=1) + _PATCHED * patches.any(axis=1)
    return Records(counts, docs[first].astype(np.int64), packed, taken, flags.astype(np.uint16))


def _packed(rows: list[Row], patches: NDArray[np.int64]) -> tuple[Bytes, NDArray[np.int64]]:
    """The bytes of records, and how many each takes."""
    described = patches.any(axis=1)
    parts = [sizes(row.counts, row.width) for row in rows]
    size = np.stack([_PATCHES.size * described, *parts], axis=1)
    packed = np.zeros(int(size.sum()), np.uint8)
    at = (np.cumsum(size) - size.reshape(-1)).reshape(size.shape)
    begin = at[described, 0]
    told = patches[described].astype("<u4").view(np.uint8)
    packed[ranges(begin, np.full(len(begin), _PATCHES.size))] = told.reshape(-1)
    for i, row in enumerate(rows):
        pack(row.values, row.counts, row.width, packed, at[:, i + 1])
    return packed, size.sum(axis=1)


def _changes(values: Integers) -> NDArray[np.bool_]:
    """Where a value differs from the one before."""
    changes = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes


@dataclass
class PostingsWriter:
    """Writes the postings of a field; the pieces come in the order of their terms."""

    file: ArrayWriter
    name: str
    _terms: list[bytes] = field(default_factory=list)
    _records: list[Records] = field(default_factory=list)

    def write(self, pieces: Iterator[tuple[Sequence[bytes], Occurrences]]) -> None:
        """Write pieces of whole terms, each with the sorted terms that it is about."""
        self.file.stream(f"{self.name}.postings", np.dtype(np.uint8), self._packed(pieces))
        write_strings(self.file, self.name, self._terms)
        kept = self._records or [_NONE]
        self.file.write(f"{self.name}.counts", narrow(np.concatenate([r.counts for r in kept])))
        self.file.write(f"{self.name}.first", narrow(np.concatenate([r.first for r in kept])))
        write_offsets(self.file, self.name, np.concatenate([r.sizes for r in kept]))
        self.file.write(f"{self.name}.widths", np.concatenate([r.widths for r in kept]))

    def _packed(self, pieces: Iterator[tuple[Sequence[bytes], Occurrences]]) -> Iterator[Bytes]:
        for terms, found in pieces:
            records = encode(found)
            self._terms += terms
            self._records.append(records._replace(packed=_NONE.packed))
            yield records.packed
        yield np.zeros(MARGIN, np.uint8)


_EMPTY = np.zeros(0, np.int64)
_NONE = Records(_EMPTY, _EMPTY, np.zeros(0, np.uint8), _EMPTY, np.zeros(0, np.uint16))


class Postings:
    """The postings of a field in a segment."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.terms = Dictionary(arrays, name)
        self.counts: Integers = arrays[f"{name}.counts"]
        self.at = Offsets(arrays, name)
        self._packed: Bytes = arrays[f"{name}.postings"]
        self._first: Integers = arrays[f"{name}.first"]
        self._widths: Integers = arrays[f"{name}.widths"]
        # One number at a time comes faster out of a memoryview than out of an array.
        self._views = (self.counts.data, self._first.data, self._widths.data)
        self.packed = self._packed.data

    @property
    def nbytes(self) -> int:
        """The bytes of all records."""
        return self.at[len(self.terms)]

    def record(self, term: int) -> tuple[int, int, int, int, tuple[int, ...]]:
        """Of a term: how many documents, the first of them, where the rows begin, their widths
        (five bits each, the gaps' lowest), and their patches."""
        counts, first, widths = self._views
        at, width, patches = self.at[term], widths[term], _NO_PATCHES
        if width & _PATCHED:
            patches = _PATCHES.unpack_from(self.packed, at)
            at += _PATCHES.size
        return counts[term], first[term], at, width, patches

    def read(self, term: int) -> tuple[Docs, Integers]:
        """The documents of a term, rising, and its frequency in each."""
        count, first, at, widths, patches = self.record(term)
        docs = np.empty(count, np.int64)
        docs[0] = first
        if count > 1:
            docs[1:] = read(self._packed, at, count - 1, widths & 31, patches[0])
            docs.cumsum(out=docs)
            at += size(count - 1, widths & 31, patches[0])
        return docs, read(self._packed, at, count, widths >> 5 & 31, patches[1]) + 1

    def positions(self, term: int, frequencies: Integers, wanted: NDArray[np.bool_]) -> Integers:
        """The positions of a term in the documents that are wanted, document after document."""
        count, _, at, widths, patches = self.record(term)
        at += size(count - 1, widths & 31, patches[0]) + size(count, widths >> 5 & 31, patches[1])
        width = widths >> 10 & 31
        kept = frequencies[wanted]
        if len(kept) * 8 < count:
            starts = (frequencies.cumsum(dtype=np.int64) - frequencies)[wanted]
            steps = read_some(self._packed, at, ranges(starts, kept), width, patches[2])
        else:
            total = int(frequencies.sum(dtype=np.int64))
            steps = read(self._packed, at, total, width, patches[2])[wanted.repeat(frequencies)]
        return running(steps, kept)

    def read_many(self, terms: Integers) -> tuple[NDArray[np.int64], Docs, NDArray[np.int64]]:
        """Of many terms, end to end: document counts, documents, frequencies."""
        counts, docs, frequencies, _ = self._read_many(terms)
        return counts, docs, frequencies

    def occurrences(self, start: int, stop: int) -> Occurrences:
        """Every place of the terms from `start` to `stop`, numbered from 0."""
        counts, docs, frequencies, (at, width, patch) = self._read_many(np.arange(start, stop))
        totals = np.add.reduceat(frequencies, counts.cumsum() - counts)
        return Occurrences(
            np.arange(stop - start).repeat(counts).repeat(frequencies),
            docs.repeat(frequencies),
            running(read_rows(self._packed, at, totals, width, patch), frequencies),
        )

    def _read_many(
        self, terms: Integers
    ) -> tuple[NDArray[np.int64], Docs, NDArray[np.int64], Sequence[NDArray[np.int64]]]:
        """The same, and of the rows of positions: where they begin, their widths and patches."""
        counts, at = self.counts[terms].astype(np.int64), self.at.take(terms)
        table = self._widths[terms]
        width = (table >> _WIDTHS[:, None] & 31).astype(np.int64)
        patch = np.zeros_like(width)
        described = (table & _PATCHED).nonzero()[0]
        begin = at[described][:, None] + np.arange(_PATCHES.size)
        patch[:, described] = self._packed[begin].view("<u4").T
        at[described] += _PATCHES.size
        first = counts.cumsum() - counts
        docs = np.zeros(int(counts.sum()), np.int64)
        rest = np.ones(len(docs), np.bool_)
        rest[first] = False
        docs[rest] = read_rows(self._packed, at, counts - 1, width[0], patch[0])
        docs[first] = self._first[terms]
        at += size(counts - 1, width[0], patch[0])
        frequencies = read_rows(self._packed, at, counts, width[1], patch[1]) + 1
        at += size(counts, width[1], patch[1])
        return counts, running(docs, counts), frequencies, (at, width[2], patch[2])


_NO_PATCHES: Final = (0, 0, 0)
