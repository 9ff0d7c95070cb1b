"""the postings of a text field: for each term its documents, frequencies and positions.

A term's record is three packed rows: the gaps between its document numbers, its frequencies less
one, and its positions: in each document the first, then the steps from one to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.arrays import (
    Arrays,
    ArrayWriter,
    Bytes,
    Integers,
    ends,
    narrow,
    ranges,
)
from index.engines.whoosh.dictionary import Dictionary, write_strings
from index.engines.whoosh.occurrences import Occurrences
from index.engines.whoosh.packing import (
    MARGIN,
    pack,
    sizes,
    unpack,
    unpack_rows,
    unpack_some,
    widths,
)

Docs = NDArray[np.int64]

_WIDTHS: Final = np.array([0, 5, 10], np.uint16)
"""Where the widths of a record's three rows stand in 16 bits; all numbers are below 2^31."""


class Records(NamedTuple):
    """The records of consecutive terms: how many documents each has and the first of them, the
    packed bytes, the size of each record, and the widths of its three rows."""

    counts: NDArray[np.int64]
    first: NDArray[np.int64]
    packed: Bytes
    sizes: NDArray[np.int64]
    widths: NDArray[np.uint8]


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
    gaps[first] = 0
    totals = np.add.reduceat(frequencies, first)
    steps = positions.astype(np.int64)
    steps[1:] -= steps[:-1]
    steps[postings] = positions[postings]
    width = np.stack(
        (
            widths(gaps, first),
            widths(frequencies - 1, first),
            widths(steps, np.cumsum(totals) - totals),
        ),
        axis=1,
    )
    rows = (
        (gaps[~leads], counts - 1),
        (frequencies - 1, counts),
        (steps, totals),
    )
    size = np.stack([sizes(n, width[:, i]) for i, (_, n) in enumerate(rows)], axis=1)
    packed = np.zeros(int(size.sum()), np.uint8)
    at = (np.cumsum(size) - size.reshape(-1)).reshape(size.shape)
    for i, (values, n) in enumerate(rows):
        pack(values, n, width[:, i], packed, at[:, i])
    return Records(counts, docs[first].astype(np.int64), packed, size.sum(axis=1), width)


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
        self.file.write(f"{self.name}.at", ends(np.concatenate([r.sizes for r in kept])))
        width = np.concatenate([r.widths for r in kept]).astype(np.uint16)
        self.file.write(f"{self.name}.widths", (width << _WIDTHS).sum(axis=1, dtype=np.uint16))

    def _packed(self, pieces: Iterator[tuple[Sequence[bytes], Occurrences]]) -> Iterator[Bytes]:
        for terms, found in pieces:
            records = encode(found)
            self._terms += terms
            self._records.append(records._replace(packed=_NONE.packed))
            yield records.packed
        yield np.zeros(MARGIN, np.uint8)


_EMPTY = np.zeros(0, np.int64)
_NONE = Records(_EMPTY, _EMPTY, np.zeros(0, np.uint8), _EMPTY, np.zeros((0, 3), np.uint8))


class Postings:
    """The postings of a field in a segment."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.terms = Dictionary(arrays, name)
        self.counts: Integers = arrays[f"{name}.counts"]
        self.at: Integers = arrays[f"{name}.at"]
        self._packed: Bytes = arrays[f"{name}.postings"]
        self._first: Integers = arrays[f"{name}.first"]
        self._widths: Integers = arrays[f"{name}.widths"]
        # One number at a time comes faster out of a memoryview than out of an array.
        columns = (self.counts, self._first, self.at, self._widths)
        self._views = tuple(column.data for column in columns)

    @property
    def nbytes(self) -> int:
        """The bytes of all records."""
        return int(self.at[-1])

    def _record(self, term: int) -> tuple[int, int, int, int]:
        """Of a term: how many documents, the first of them, where its record begins, widths."""
        counts, first, at, widths = self._views
        return counts[term], first[term], at[term], widths[term]

    def read(self, term: int) -> tuple[Docs, Integers]:
        """The documents of a term, rising, and its frequency in each."""
        count, first, at, widths = self._record(term)
        docs = np.empty(count, np.int64)
        docs[0] = first
        if count > 1:
            docs[1:] = unpack(self._packed, at, count - 1, widths & 31)
            docs.cumsum(out=docs)
            at += ((count - 1) * (widths & 31) + 7) >> 3
        return docs, unpack(self._packed, at, count, widths >> 5 & 31) + 1

    def positions(self, term: int, frequencies: Integers, wanted: NDArray[np.bool_]) -> Integers:
        """The positions of a term in the documents that are wanted, document after document."""
        count, _, at, widths = self._record(term)
        at += ((count - 1) * (widths & 31) + 7) >> 3
        at += (count * (widths >> 5 & 31) + 7) >> 3
        width = widths >> 10
        kept = frequencies[wanted]
        if len(kept) * 8 < count:
            starts = (frequencies.cumsum(dtype=np.int64) - frequencies)[wanted]
            steps = unpack_some(self._packed, at, ranges(starts, kept), width)
        else:
            total = int(frequencies.sum(dtype=np.int64))
            steps = unpack(self._packed, at, total, width)[wanted.repeat(frequencies)]
        return _places(steps, kept)

    def read_many(self, terms: Integers) -> tuple[NDArray[np.int64], Docs, NDArray[np.int64]]:
        """Of many terms, end to end: document counts, documents, frequencies."""
        counts, at = self.counts[terms].astype(np.int64), self.at[terms].astype(np.int64)
        gaps, frequencies, _ = self._widths[terms] >> _WIDTHS[:, None] & 31
        first = counts.cumsum() - counts
        docs = np.zeros(int(counts.sum()), np.int64)
        rest = np.ones(len(docs), np.bool_)
        rest[first] = False
        docs[rest] = unpack_rows(self._packed, at, counts - 1, gaps)
        docs.cumsum(out=docs)
        docs += (self._first[terms] - docs[first]).repeat(counts)
        at += sizes(counts - 1, gaps)
        return counts, docs, unpack_rows(self._packed, at, counts, frequencies) + 1

    def occurrences(self, start: int, stop: int) -> Occurrences:
        """Every place of the terms from `start` to `stop`, numbered from 0."""
        counts, docs, frequencies = self.read_many(np.arange(start, stop))
        totals = np.add.reduceat(frequencies, counts.cumsum() - counts)
        gaps, rest, steps = self._widths[start:stop] >> _WIDTHS[:, None] & 31
        at = self.at[start:stop].astype(np.int64) + sizes(counts - 1, gaps) + sizes(counts, rest)
        return Occurrences(
            np.arange(stop - start).repeat(counts).repeat(frequencies),
            docs.repeat(frequencies),
            _places(unpack_rows(self._packed, at, totals, steps), frequencies),
        )


def _places(steps: Integers, frequencies: Integers) -> NDArray[np.int64]:
    """The positions in consecutive documents, from the first of each and the steps after it."""
    places = steps.cumsum(dtype=np.int64)
    starts = frequencies.cumsum(dtype=np.int64) - frequencies
    places -= (places[starts] - steps[starts]).repeat(frequencies)
    return places
