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

from index.engines.whoosh.arrays import Arrays, ArrayWriter, Bytes, Integers, ends, narrow
from index.engines.whoosh.dictionary import Dictionary, write_strings
from index.engines.whoosh.packing import MARGIN, pack, sizes, unpack, unpack_rows, widths

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
    """The records of consecutive terms: document counts, packed bytes, sizes, row widths."""

    counts: NDArray[np.int64]
    packed: Bytes
    sizes: NDArray[np.int64]
    widths: NDArray[np.uint8]


def encode(found: Occurrences) -> Records:
    """The records of the terms of some sorted occurrences."""
    terms, docs, positions = found
    new = np.empty(len(terms), np.bool_)
    new[:1] = True
    np.not_equal(terms[1:], terms[:-1], out=new[1:])
    new[1:] |= docs[1:] != docs[:-1]
    postings = np.flatnonzero(new)
    frequencies = np.diff(np.append(postings, len(terms)))
    docs = docs[postings].astype(np.int64)
    starts = np.flatnonzero(np.diff(terms[postings].astype(np.int64), prepend=-1))
    counts = np.diff(np.append(starts, len(postings)))
    gaps = np.diff(docs, prepend=0)
    gaps[starts] = docs[starts]
    totals = np.add.reduceat(frequencies, starts)
    rows = (
        (gaps, counts, starts),
        (frequencies - 1, counts, starts),
        (positions, totals, np.cumsum(totals) - totals),
    )
    width = np.stack([widths(values, begin) for values, _, begin in rows], axis=1)
    size = np.stack([sizes(n, width[:, i]) for i, (_, n, _) in enumerate(rows)], axis=1)
    packed = np.zeros(int(size.sum()), np.uint8)
    at = (np.cumsum(size) - size.reshape(-1)).reshape(size.shape)
    for i, (values, n, _) in enumerate(rows):
        pack(values, n, width[:, i], packed, at[:, i])
    return Records(counts, packed, size.sum(axis=1), width)


@dataclass
class PostingsWriter:
    """Writes the postings of a field; the chunks of records come in the order of the terms."""

    file: ArrayWriter
    name: str
    _terms: list[bytes] = field(default_factory=list)
    _records: list[Records] = field(default_factory=list)

    def write(self, pieces: Iterator[tuple[Sequence[bytes], Occurrences]]) -> None:
        """Write pieces of whole terms, each with the sorted terms that it is about."""
        self.file.stream(f"{self.name}.postings", np.dtype(np.uint8), self._packed(pieces))
        kept = self._records or [encode(_NONE)]
        write_strings(self.file, self.name, self._terms)
        self.file.write(f"{self.name}.counts", narrow(np.concatenate([r.counts for r in kept])))
        self.file.write(f"{self.name}.at", ends(np.concatenate([r.sizes for r in kept])))
        width = np.concatenate([r.widths for r in kept])
        for i, part in enumerate(("gaps", "frequencies", "positions")):
            self.file.write(f"{self.name}.{part}", width[:, i])

    def _packed(self, pieces: Iterator[tuple[Sequence[bytes], Occurrences]]) -> Iterator[Bytes]:
        for terms, found in pieces:
            records = encode(found)
            self._terms += terms
            self._records.append(records._replace(packed=_NOTHING))
            yield records.packed
        yield np.zeros(MARGIN, np.uint8)


_NOTHING = np.zeros(0, np.uint8)
_NONE = Occurrences(*(np.zeros(0, np.uint32),) * 3)


class Postings:
    """The postings of a field in a segment."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.terms = Dictionary(arrays, name)
        self.counts: Integers = arrays[f"{name}.counts"]
        self.at: Integers = arrays[f"{name}.at"]
        self._packed: Bytes = arrays[f"{name}.postings"]
        self._gaps: Bytes = arrays[f"{name}.gaps"]
        self._frequencies: Bytes = arrays[f"{name}.frequencies"]
        self._positions: Bytes = arrays[f"{name}.positions"]

    def read(self, term: int) -> tuple[Docs, Integers]:
        """The documents of a term, rising, and its frequency in each."""
        count, at = int(self.counts[term]), int(self.at[term])
        width = int(self._gaps[term])
        docs = np.cumsum(unpack(self._packed, at, count, width), dtype=np.int64)
        at += (count * width + 7) >> 3
        frequencies = unpack(self._packed, at, count, int(self._frequencies[term]))
        return docs, frequencies + np.uint32(1)

    def positions(self, term: int, total: int) -> Integers:
        """The positions of a term, document after document; `total` sums its frequencies."""
        count, at = int(self.counts[term]), int(self.at[term])
        for width in (self._gaps[term], self._frequencies[term]):
            at += (count * int(width) + 7) >> 3
        return unpack(self._packed, at, total, int(self._positions[term]))

    def read_many(self, terms: Integers) -> tuple[Integers, Docs, Integers]:
        """Of many terms, end to end: document counts, documents, frequencies."""
        counts, at = self.counts[terms].astype(np.int64), self.at[terms].astype(np.int64)
        width = self._gaps[terms]
        docs = np.cumsum(unpack_rows(self._packed, at, counts, width))
        first = np.cumsum(counts) - counts
        before = np.where(first > 0, docs[first - 1], 0)
        docs -= np.repeat(before, counts)
        at += sizes(counts, width)
        frequencies = unpack_rows(self._packed, at, counts, self._frequencies[terms]) + 1
        return counts, docs, frequencies

    def occurrences(self, start: int, stop: int) -> Occurrences:
        """Every place of the terms from `start` to `stop`, numbered from 0."""
        terms = np.arange(start, stop)
        counts, docs, frequencies = self.read_many(terms)
        totals = np.add.reduceat(frequencies, np.cumsum(counts) - counts)
        at = self.at[terms].astype(np.int64)
        at += sizes(counts, self._gaps[terms]) + sizes(counts, self._frequencies[terms])
        positions = unpack_rows(self._packed, at, totals, self._positions[terms])
        of_posting = np.repeat(np.arange(stop - start), counts)
        return Occurrences(
            np.repeat(of_posting, frequencies), np.repeat(docs, frequencies), positions
        )
