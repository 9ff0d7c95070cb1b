"""the builder: documents pile up as numbers in flat arrays, and one sort inverts them.

A builder runs in any process and writes whole segments; the process that holds the lock only takes
note of them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filestore import FileStorage, RamStorage, Storage

from index.article import Document, encode
from index.engines.whoosh.arrays import Integers
from index.engines.whoosh.blocks import Lists
from index.engines.whoosh.blocks import encode as encode_lists
from index.engines.whoosh.columns import column
from index.engines.whoosh.numbering import Numbering
from index.engines.whoosh.occurrences import FIELDS, inverted
from index.engines.whoosh.postings import Piece
from index.engines.whoosh.segment import KEYWORD_FIELDS, Content, Segment, write_segment
from index.engines.whoosh.store import StoreBuilder
from index.schema import SCHEMA, TEXT_FIELDS, sort_date
from index.stories.sketch import Sketches, sketches

_VALUES: Final = {field.name: field.values for field in SCHEMA}
_LAST_DATE: Final = 99_999_999
_TERMS: Final = 1.6
"""The terms of a chunk between white space, about."""
_OCCURRENCE: Final = 40
"""The bytes that each place of a term takes at most: kept, as parts, and sorted."""
_SHARE: Final = 4
"""The words that were met are remembered beyond a part if they take such a share of its memory."""
_DOCUMENT: Final = 600
"""Bytes that a document takes besides: its id, date, lengths and facets, about."""


@dataclass(frozen=True, slots=True)
class Part:
    """A new segment: what it is, its documents that were replaced, and its bytes if in memory."""

    segment: Segment
    replaced: tuple[int, ...]
    data: bytes | None


@dataclass(frozen=True, slots=True)
class BuilderMaker:
    """Makes builders for the index in a folder, or in memory for None; picklable."""

    folder: str | None

    def __call__(self) -> ArrayBuilder:
        """A new builder."""
        return ArrayBuilder(self.folder)


class _Chunks:
    """The chunks of texts, in the order in which they came."""

    def __init__(self) -> None:
        self._chunks = array("I")
        self._ends = array("Q")

    def add(self, chunks: Iterator[int]) -> None:
        self._chunks.extend(chunks)
        self._ends.append(len(self._chunks))

    def __len__(self) -> int:
        return len(self._chunks)

    def finish(self, numbering: Numbering) -> _Texts:
        """The texts with their terms numbered in order."""
        ends = np.frombuffer(self._ends, np.uint64).astype(np.int64)
        found = numbering.coded(np.frombuffer(self._chunks, np.uint32))
        coded, names = numbering.sorted(found.terms)
        return _Texts(coded, names, found.summed(np.diff(ends, prepend=0)).sizes)


class _Texts(NamedTuple):
    """Sorted terms, their numbers text after text, and how many each text has."""

    coded: NDArray[np.uint32]
    names: list[str]
    counts: NDArray[np.int64]

    def sketches(self) -> Sketches:
        """The sketch of each text."""
        return sketches(self.names, self.coded, self.counts)

    def inverted(self) -> tuple[NDArray[np.uint32], Iterator[Piece]]:
        """The length of each text in positions, and the postings in pieces."""
        texts = np.arange(len(self.counts), dtype=np.uint32).repeat(self.counts)
        begins = (self.coded & 1).astype(np.bool_)
        lengths = np.bincount(texts[begins], minlength=len(self.counts)).astype(np.uint32)
        positions = begins.cumsum(dtype=np.uint32) - 1
        positions -= (lengths.cumsum(dtype=np.uint32) - lengths).repeat(self.counts)
        return lengths, self._pieces(texts, positions)

    def _pieces(self, texts: Integers, positions: Integers) -> Iterator[Piece]:
        for first, piece in inverted(self.coded >> 1, texts, positions):
            last = first + int(piece.terms[-1]) + 1
            names = [name.encode() for name in self.names[first:last]]
            yield names, encode_lists(Lists.of(piece))


class ArrayBuilder:
    """Analyzes documents and writes them as segments."""

    def __init__(self, folder: str | None) -> None:
        self._folder = folder
        self._numbering = Numbering()
        self._most = 0
        self._clear()

    def _clear(self) -> None:
        self._chunks = _Chunks()
        self._sets: dict[str, list[tuple[str, ...]]] = {name: [] for name in KEYWORD_FIELDS}
        self._numbers: dict[str, int] = {}
        self._ids: list[bytes | None] = []
        self._dates = array("I")
        self._store = StoreBuilder()
        self._replaced: list[int] = []

    def add(self, document: Document) -> None:
        """Analyze a document and keep the result."""
        stored = encode(document)
        for name in TEXT_FIELDS:
            text = _VALUES[name](document)[0]
            self._chunks.add(self._numbering.chunks(text, document.language))
        for name, sets in self._sets.items():
            sets.append(_VALUES[name](document))
        self._store.add(stored)
        self._dates.append(min(sort_date(document), _LAST_DATE))
        number = len(self._ids)
        older = self._numbers.get(document.id)
        if older is not None:
            self._replaced.append(older)
            self._ids[older] = None
        self._numbers[document.id] = number
        self._ids.append(document.id.encode())

    def remove(self, id: str) -> bool:
        """Forget a document that was added since the last flush; whether there was one."""
        older = self._numbers.pop(id, None)
        if older is not None:
            self._replaced.append(older)
            self._ids[older] = None
        return older is not None

    @property
    def size(self) -> int:
        """About how many bytes are held, with what `flush` will need."""
        terms = len(self._chunks) * _TERMS + self._numbering.waiting
        held = int(terms) * _OCCURRENCE + self._numbering.size
        return held + self._store.size + len(self._ids) * _DOCUMENT

    def flush(self) -> Part | None:
        """Write what was added since the last flush; None when that is nothing."""
        if not self._ids:
            return None
        storage: Storage = RamStorage() if self._folder is None else FileStorage(self._folder)
        segment = write_segment(storage, self._content())
        data = storage.files[segment.file] if isinstance(storage, RamStorage) else None
        part = Part(segment, tuple(sorted(self._replaced)), data)
        self._most = max(self._most, self.size)
        if self._numbering.size * _SHARE > self._most:
            self._numbering = Numbering()
        self._clear()
        return part

    def _content(self) -> Content:
        texts = self._chunks.finish(self._numbering)
        lengths, pieces = texts.inverted()
        bodies = np.arange(TEXT_FIELDS.index("body"), len(lengths), FIELDS)
        return Content(
            ids=self._ids,
            dates=np.array(self._dates, np.uint32),
            lengths=dict(zip(TEXT_FIELDS, lengths.reshape(-1, FIELDS).T, strict=True)),
            columns={name: column(sets) for name, sets in self._sets.items()},
            sketches=texts.sketches().take(bodies),
            documents=self._store.finish(),
            pieces=pieces,
        )
