"""the postings: for each term the texts that hold it, its frequencies and its positions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.arrays import Arrays, ArrayWriter, Bytes, Integers, narrow, ranges
from index.engines.whoosh.dictionary import Dictionary, write_strings
from index.engines.whoosh.offsets import Offsets, write_offsets
from index.engines.whoosh.packing import MARGIN
from index.engines.whoosh.patching import read, read_some, size
from index.engines.whoosh.records import (
    PATCHED,
    PATCHES,
    Piece,
    Records,
    Texts,
    Told,
    lists,
)

_SOME: Final = 6
"""The positions in a larger share of a term's texts are found by reading those in all of them."""


@dataclass
class PostingsWriter:
    """Writes postings; the pieces come in the order of their terms."""

    file: ArrayWriter
    name: str
    _terms: list[bytes] = field(default_factory=list)
    _records: list[Records] = field(default_factory=list)

    def write(self, pieces: Iterable[Piece]) -> None:
        """Write the records of terms, which come in order."""
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

    def _packed(self, pieces: Iterable[Piece]) -> Iterator[Bytes]:
        for terms, records in pieces:
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
        self._widths: NDArray[np.uint16] = arrays[f"{name}.widths"]
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
        if width & PATCHED:
            patches = PATCHES.unpack_from(self.packed, at)
            at += PATCHES.size
        return Record(counts[term], first[term], at, width, patches)

    def read(self, term: int) -> tuple[Texts, Integers]:
        """The texts of a term, rising, and its frequency in each."""
        count, first, at, widths, patches = self.record(term)
        texts = np.empty(count, np.int64)
        texts[0] = first
        if count > 1:
            texts[1:] = read(self.bytes, at, count - 1, widths & 31, patches[0])
            texts.cumsum(out=texts)
            at += size(count - 1, widths & 31, patches[0])
        return texts, read(self.bytes, at, count, widths >> 5 & 31, patches[1]) + 1

    def places(
        self, term: int, frequencies: Integers, *, kept: NDArray[np.int64], base: Integers
    ) -> NDArray[np.int64]:
        """The positions of a term in some of its texts, end to end, each added to its text's base.

        `kept` are the numbers of these texts among the term's, `frequencies` those of all of them.
        """
        count, _, at, widths, patches = self.record(term)
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
        return lists(self.bytes, self._told(terms))[:3]

    def records(self, start: int, stop: int) -> tuple[Bytes, Told]:
        """The records of the terms from `start` to `stop` as they stand, and what is told of
        them."""
        base, told = self.at[start], self._told(np.arange(start, stop))
        return self.bytes[base : self.at[stop]], told._replace(at=told.at - base)

    def _told(self, terms: Integers) -> Told:
        counts, first = self.counts[terms].astype(np.int64), self._first[terms].astype(np.int64)
        return Told(counts, first, self.at.take(terms), self._widths[terms])


_NO_PATCHES: Final = (0, 0, 0)
