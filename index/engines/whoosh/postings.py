"""the postings: for each term the texts that hold it, its frequencies and its positions.

A text is a field of a document and has the number `document * FIELDS + field`. A term's record is
three packed rows, each with its exceptions (`patching`): the gaps between the numbers of its texts,
its frequencies less one, and its positions: in each text the first, then the steps from one to the
next.
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
from index.schema import TEXT_FIELDS

Texts = NDArray[np.int64]

FIELDS: Final = len(TEXT_FIELDS)
"""A document has so many texts, the title first."""

_WIDTHS: Final = np.array([0, 5, 10], np.uint16)
"""Where the widths of a record's three rows stand in 16 bits; all numbers are below 2^31."""
_PATCHED: Final = 1 << 15
"""Beside the widths: the record begins with the patches of its rows, since one has exceptions."""
_PATCHES: Final = Struct("<3I")
_SOME: Final = 6
"""The positions in a larger share of a term's texts are found by reading those in all of them."""


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


def encode(found: Occurrences) -> Records:
    """The records of the terms of some sorted occurrences."""
    terms, texts, positions = found.terms, found.texts.astype(np.int64), found.positions
    new = _changes(terms)
    starts = new | _changes(texts)
    postings = np.flatnonzero(starts)
    frequencies = np.diff(np.append(postings, len(terms)))
    texts = texts[postings]
    leads = new[postings]
    first = np.flatnonzero(leads)
    counts = np.diff(np.append(first, len(postings)))
    gaps = np.diff(texts, prepend=0)
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
    titles = np.add.reduceat((texts % FIELDS == 0).astype(np.int64), first)
    return Records(counts, titles, texts[first], packed, taken, flags.astype(np.uint16))


def _packed(rows: list[Row], patches: NDArray[np.int64]) -> tuple[Bytes, NDArray[np.int64]]:
    """The bytes of records, and how many each takes."""
    described = patches.any(axis=1)
    parts = [sizes(row.counts, row.width) for row in rows]
    size = np.stack([_PATCHES.size * described, *parts], axis=1)
    packed = np.zeros(int(size.sum()) + MARGIN, np.uint8)
    at = (np.cumsum(size) - size.reshape(-1)).reshape(size.shape)
    begin = at[described, 0]
    told = patches[described].astype("<u4").view(np.uint8)
    packed[ranges(begin, np.full(len(begin), _PATCHES.size))] = told.reshape(-1)
    for i, row in enumerate(rows):
        pack(row.values, row.counts, row.width, packed, at[:, i + 1])
    return packed[:-MARGIN], size.sum(axis=1)


def _changes(values: Integers) -> NDArray[np.bool_]:
    """Where a value differs from the one before."""
    changes = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes


@dataclass
class PostingsWriter:
    """Writes postings; the pieces come in the order of their terms."""

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
        titles = np.concatenate([r.titles for r in kept])
        titled = titles.nonzero()[0]
        self.file.write(f"{self.name}.titled", narrow(np.append(titled, len(titles))))
        self.file.write(f"{self.name}.titles", narrow(np.append(titles[titled], 0)))
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
_NONE = Records(_EMPTY, _EMPTY, _EMPTY, np.zeros(0, np.uint8), _EMPTY, np.zeros(0, np.uint16))


class Record(NamedTuple):
    """A term's record: how many texts, the first of them, where the rows begin, their widths (five
    bits each, the gaps' lowest), and their patches."""

    texts: int
    first: int
    at: int
    widths: int
    patches: tuple[int, ...]


class Postings:
    """The postings of a segment."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.terms = Dictionary(arrays, name)
        self.counts: Integers = arrays[f"{name}.counts"]
        self._titled: Integers = arrays[f"{name}.titled"]
        self._titles: Integers = arrays[f"{name}.titles"]
        self.at = Offsets(arrays, name)
        self.bytes: Bytes = arrays[f"{name}.postings"]
        self._first: Integers = arrays[f"{name}.first"]
        self._widths: Integers = arrays[f"{name}.widths"]
        # One number at a time comes faster out of a memoryview than out of an array.
        self._views = (self.counts.data, self._first.data, self._widths.data)
        self.packed = self.bytes.data

    @property
    def nbytes(self) -> int:
        """The bytes of all records."""
        return self.at[len(self.terms)]

    def bodies(self, terms: Integers) -> NDArray[np.int64]:
        """How many bodies hold each of some terms."""
        # Of another type, every number of the table would be converted at each call.
        at = self._titled.searchsorted(np.asarray(terms, self._titled.dtype))
        titles = self._titles[at] * (self._titled[at] == terms)
        return np.asarray(self.counts[terms].astype(np.int64) - titles)

    def record(self, term: int) -> Record:
        """The record of a term."""
        counts, first, widths = self._views
        at, width, patches = self.at[term], widths[term], _NO_PATCHES
        if width & _PATCHED:
            patches = _PATCHES.unpack_from(self.packed, at)
            at += _PATCHES.size
        return Record(counts[term], first[term], at, width, patches)

    def read(self, record: Record) -> tuple[Texts, Integers]:
        """The texts of a term, rising, and its frequency in each."""
        count, first, at, widths, patches = record
        texts = np.empty(count, np.int64)
        texts[0] = first
        if count > 1:
            texts[1:] = read(self.bytes, at, count - 1, widths & 31, patches[0])
            texts.cumsum(out=texts)
            at += size(count - 1, widths & 31, patches[0])
        return texts, read(self.bytes, at, count, widths >> 5 & 31, patches[1]) + 1

    def places(
        self, record: Record, frequencies: Integers, *, kept: NDArray[np.int64], base: Integers
    ) -> NDArray[np.int64]:
        """The positions of a term in some of its texts, end to end, each added to its text's base.

        `kept` are the numbers of these texts among the term's, `frequencies` those of all of them.
        """
        count, _, at, widths, patches = record
        at += size(count - 1, widths & 31, patches[0]) + size(count, widths >> 5 & 31, patches[1])
        row = self.bytes, at, int(frequencies.sum()), widths >> 10 & 31, patches[2]
        begins, often = (frequencies.cumsum(dtype=np.int64) - frequencies)[kept], frequencies[kept]
        some = len(kept) * _SOME < len(frequencies)
        steps = read_some(row, ranges(begins, often)) if some else read(*row)
        if some:
            begins = often.cumsum(dtype=np.int64) - often
        found = steps.cumsum(dtype=np.int64)
        base = base - found[begins] + steps[begins]
        if not some and len(kept) < len(frequencies):
            held = np.zeros(len(frequencies), np.bool_)
            held[kept] = True
            found = found.compress(held.repeat(frequencies))
        found += base.repeat(often)
        return found

    def read_many(self, terms: Integers) -> tuple[NDArray[np.int64], Texts, NDArray[np.int64]]:
        """Of many terms, end to end: counts of texts, texts, frequencies."""
        counts, texts, frequencies, _ = self._read_many(terms)
        return counts, texts, frequencies

    def occurrences(self, start: int, stop: int) -> Occurrences:
        """Every place of the terms from `start` to `stop`, numbered from 0."""
        counts, texts, frequencies, (at, width, patch) = self._read_many(np.arange(start, stop))
        totals = np.add.reduceat(frequencies, counts.cumsum() - counts)
        return Occurrences(
            np.arange(stop - start).repeat(counts).repeat(frequencies),
            texts.repeat(frequencies),
            running(read_rows(self.bytes, at, totals, width, patch), frequencies),
        )

    def _read_many(
        self, terms: Integers
    ) -> tuple[NDArray[np.int64], Texts, NDArray[np.int64], Sequence[NDArray[np.int64]]]:
        """The same, and of the rows of positions: where they begin, their widths and patches."""
        counts, at = self.counts[terms].astype(np.int64), self.at.take(terms)
        table = self._widths[terms]
        width = (table >> _WIDTHS[:, None] & 31).astype(np.int64)
        patch = np.zeros_like(width)
        described = (table & _PATCHED).nonzero()[0]
        begin = at[described][:, None] + np.arange(_PATCHES.size)
        patch[:, described] = self.bytes[begin].view("<u4").T
        at[described] += _PATCHES.size
        first = counts.cumsum() - counts
        texts = np.zeros(int(counts.sum()), np.int64)
        rest = np.ones(len(texts), np.bool_)
        rest[first] = False
        texts[rest] = read_rows(self.bytes, at, counts - 1, width[0], patch[0])
        texts[first] = self._first[terms]
        at += size(counts - 1, width[0], patch[0])
        frequencies = read_rows(self.bytes, at, counts, width[1], patch[1]) + 1
        at += size(counts, width[1], patch[1])
        return counts, running(texts, counts), frequencies, (at, width[2], patch[2])


_NO_PATCHES: Final = (0, 0, 0)
