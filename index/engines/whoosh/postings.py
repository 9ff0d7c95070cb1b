"""the postings of a text field: for each term its documents, frequencies and positions.

A term's record is three packed rows: the gaps between its document numbers, its frequencies less
one, and its positions, document after document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.arrays import (
    Arrays,
    ArrayWriter,
    Bytes,
    Integers,
    Unsigned,
    ends,
    narrow,
    ranges,
)
from index.engines.whoosh.dictionary import Dictionary, write_strings
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


class Occurrences(NamedTuple):
    """Each place where a term stands: parallel arrays, sorted by term, document, position.

    `terms` are numbered from 0 without gaps.
    """

    terms: Integers
    docs: Integers
    positions: Integers


def inverted(
    terms: Integers, docs: Integers, positions: Integers, size: int = 1 << 21
) -> Iterator[tuple[int, Occurrences]]:
    """Occurrences that come in any order, sorted, in pieces of whole terms of about `size`.

    Each piece says what its first term is and numbers its terms from there. One sort of integers
    that hold all three parts does the work; only for texts of many millions of words are three
    parts too wide for that.
    """
    bits = [int(part.max(initial=0)).bit_length() for part in (terms, docs, positions)]
    below = bits[1] + bits[2]
    if bits[0] + below > 64:
        order = np.lexsort((positions, docs, terms))
        keys, below = terms[order].astype(np.uint64), 0
        docs, positions = docs[order], positions[order]
    else:
        keys = _keys(terms, docs, positions, bits)
        keys.sort()
    start = 0
    while start < len(keys):
        last = int(keys[min(start + size, len(keys)) - 1] >> np.uint64(below))
        stop = int(np.searchsorted(keys, np.uint64(last << below), "left"))
        if stop <= start:  # one term alone is longer than a piece
            stop = int(
                np.searchsorted(keys, np.uint64((last << below) | ((1 << below) - 1)), "right")
            )
        elif start + size >= len(keys):
            stop = len(keys)
        piece = keys[start:stop]
        first = int(piece[0] >> np.uint64(below))
        term = (piece >> np.uint64(below)) - np.uint64(first)
        if below:
            doc = (piece >> np.uint64(bits[2])) & np.uint64((1 << bits[1]) - 1)
            yield first, Occurrences(term, doc, piece & np.uint64((1 << bits[2]) - 1))
        else:
            yield first, Occurrences(term, docs[start:stop], positions[start:stop])
        start = stop


def _keys(
    terms: Integers, docs: Integers, positions: Integers, bits: list[int]
) -> NDArray[np.uint64]:
    keys = terms.astype(np.uint64)
    for part, width in ((docs, bits[1]), (positions, bits[2])):
        keys <<= np.uint64(width)
        keys |= part.astype(np.uint64)
    return keys


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
    width = np.stack(
        (
            widths(gaps, first),
            widths(frequencies - 1, first),
            widths(positions, np.cumsum(totals) - totals),
        ),
        axis=1,
    )
    rows = (
        (gaps[~leads], counts - 1),
        (frequencies - 1, counts),
        (positions, totals),
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
        width = np.concatenate([r.widths for r in kept])
        for i, part in enumerate(("gaps", "frequencies", "positions")):
            self.file.write(f"{self.name}.{part}", width[:, i])

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
        rows = ("counts", "at", "first", "gaps", "frequencies", "positions")
        self._rows = [arrays[f"{name}.{row}"] for row in rows]
        # One number at a time comes faster out of a memoryview than out of an array.
        views = [row.data for row in self._rows]
        self._counts, self._starts, self._first, *widths = views
        self._gaps, self._frequencies, self._positions = widths

    def read(self, term: int) -> tuple[Docs, Unsigned]:
        """The documents of a term, rising, and its frequency in each."""
        count, at, width = self._counts[term], self._starts[term], self._gaps[term]
        docs = np.empty(count, np.int64)
        docs[0] = self._first[term]
        if count > 1:
            docs[1:] = unpack(self._packed, at, count - 1, width)
            docs.cumsum(out=docs)
            at += ((count - 1) * width + 7) >> 3
        return docs, unpack(self._packed, at, count, self._frequencies[term]) + 1

    def positions(self, term: int, frequencies: Integers, wanted: NDArray[np.bool_]) -> Integers:
        """The positions of a term in the documents that are wanted, document after document."""
        count, at, width = self._counts[term], self._starts[term], self._positions[term]
        at += ((count - 1) * self._gaps[term] + 7) >> 3
        at += (count * self._frequencies[term] + 7) >> 3
        kept = frequencies[wanted]
        if len(kept) * 8 < count:
            starts = (frequencies.cumsum(dtype=np.int64) - frequencies)[wanted]
            return unpack_some(self._packed, at, ranges(starts, kept), width)
        total = int(frequencies.sum(dtype=np.int64))
        return unpack(self._packed, at, total, width)[wanted.repeat(frequencies)]

    def read_many(self, terms: Integers) -> tuple[NDArray[np.int64], Docs, NDArray[np.int64]]:
        """Of many terms, end to end: document counts, documents, frequencies."""
        counts, at, firsts, gaps, frequencies, _ = (row[terms] for row in self._rows)
        counts, at = counts.astype(np.int64), at.astype(np.int64)
        first = counts.cumsum() - counts
        docs = np.zeros(int(counts.sum()), np.int64)
        rest = np.ones(len(docs), np.bool_)
        rest[first] = False
        docs[rest] = unpack_rows(self._packed, at, counts - 1, gaps)
        docs.cumsum(out=docs)
        docs += (firsts - docs[first]).repeat(counts)
        at += sizes(counts - 1, gaps)
        return counts, docs, unpack_rows(self._packed, at, counts, frequencies) + 1

    def occurrences(self, start: int, stop: int) -> Occurrences:
        """Every place of the terms from `start` to `stop`, numbered from 0."""
        counts, docs, frequencies = self.read_many(np.arange(start, stop))
        totals = np.add.reduceat(frequencies, counts.cumsum() - counts)
        _, at, _, *widths = (row[start:stop] for row in self._rows)
        at = at.astype(np.int64) + sizes(counts - 1, widths[0]) + sizes(counts, widths[1])
        return Occurrences(
            np.arange(stop - start).repeat(counts).repeat(frequencies),
            docs.repeat(frequencies),
            unpack_rows(self._packed, at, totals, widths[2]),
        )
