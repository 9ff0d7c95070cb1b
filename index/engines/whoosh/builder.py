"""the builder: documents pile up as numbers in flat arrays, and one sort inverts them.

A builder runs in any process and writes whole segments; the process that holds the lock only takes
note of them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filestore import FileStorage, RamStorage, Storage

from index.analysis import Slot, chunks
from index.article import Document, encode
from index.engines.whoosh.arrays import Integers
from index.engines.whoosh.columns import column
from index.engines.whoosh.occurrences import inverted
from index.engines.whoosh.segment import KEYWORD_FIELDS, Content, Piece, Record, write_segment
from index.engines.whoosh.sketch import Sketches, sketches
from index.engines.whoosh.store import StoreBuilder
from index.schema import SCHEMA, TEXT_FIELDS, sort_date

_VALUES: Final = {field.name: field.values for field in SCHEMA}
_LAST_DATE: Final = 99_999_999
_OCCURRENCE: Final = 10
"""How many times the four bytes of an occurrence are held at most: kept, as parts, and sorted."""
_SLOT: Final = 350
"""Bytes that a distinct position takes, about: its terms in the vocabulary, and their numbers."""
_CHUNK: Final = 150
"""Bytes that a chunk of text takes that is remembered, about."""
_KEPT: Final = 200_000
"""Chunks that are remembered for each field and language: the first ones are the common ones."""
_LONGEST: Final = 24
"""Characters of a chunk that is remembered; longer ones seldom come again."""
_DOCUMENT: Final = 600
"""Bytes that a document takes besides: its id, date, lengths and facets, about."""


@dataclass(frozen=True, slots=True)
class Part:
    """A new segment: what it is, its documents that were replaced, and its bytes if in memory."""

    record: Record
    replaced: tuple[int, ...]
    data: bytes | None


@dataclass(frozen=True, slots=True)
class BuilderMaker:
    """Makes builders for the index in a folder, or in memory for None; picklable."""

    folder: str | None

    def __call__(self) -> ArrayBuilder:
        """A new builder."""
        return ArrayBuilder(self.folder)


class _Vocabulary(dict[str, int]):
    """A number for each term, in the order of their first coming."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class _Slots(dict[Slot, bytes]):
    """The terms of each position of a text, as 32-bit numbers.

    A number is twice that of the term, and one more where the term begins the position.
    """

    def __init__(self) -> None:
        self.vocabulary = _Vocabulary()

    def __missing__(self, slot: Slot) -> bytes:
        first, *others = map(self.vocabulary.__getitem__, slot)
        packed = array("I", (2 * first + 1, *(2 * other for other in others))).tobytes()
        self[slot] = packed
        return packed


class _Chunks(dict[str, bytes]):
    """The same for each chunk of text between white space, in one language."""

    def __init__(self, slots: _Slots, language: str) -> None:
        self._packed, self._slots = slots.__getitem__, chunks(language)

    def __missing__(self, chunk: str) -> bytes:
        packed = b"".join(map(self._packed, self._slots[chunk]))
        if len(chunk) <= _LONGEST and len(self) < _KEPT:
            self[chunk] = packed
        return packed


class _Field:
    """The occurrences of the terms of one text field, in the order in which they came."""

    def __init__(self) -> None:
        self._slots = _Slots()
        self._chunks: dict[str, _Chunks] = {}
        self._terms = bytearray()
        self._ends = array("Q")

    def add(self, text: str, language: str) -> None:
        known = self._chunks.get(language)
        if known is None:
            known = self._chunks[language] = _Chunks(self._slots, language)
        self._terms += b"".join(map(known.__getitem__, text.split()))
        self._ends.append(len(self._terms))

    @property
    def size(self) -> int:
        kept = sum(map(len, self._chunks.values()))
        return len(self._terms) * _OCCURRENCE + len(self._slots) * _SLOT + kept * _CHUNK

    def finish(self) -> tuple[NDArray[np.uint32], Iterator[Piece]]:
        """The length of each document in positions, and the postings in pieces."""
        coded = np.frombuffer(self._terms, np.uint32)
        counts = np.diff(np.frombuffer(self._ends, np.uint64) // 4, prepend=0).astype(np.int64)
        docs = np.arange(len(counts), dtype=np.uint32).repeat(counts)
        begins = (coded & 1).astype(np.bool_)
        lengths = np.bincount(docs[begins], minlength=len(counts)).astype(np.uint32)
        positions = begins.cumsum(dtype=np.uint32) - 1
        positions -= (lengths.cumsum(dtype=np.uint32) - lengths).repeat(counts)
        return lengths, self._pieces(coded >> 1, docs, positions)

    def sketches(self) -> Sketches:
        """The sketch of each document."""
        counts = np.diff(np.frombuffer(self._ends, np.uint64) // 4, prepend=0).astype(np.int64)
        return sketches(self._slots.vocabulary, np.frombuffer(self._terms, np.uint32), counts)

    def _pieces(self, terms: Integers, docs: Integers, positions: Integers) -> Iterator[Piece]:
        vocabulary = self._slots.vocabulary
        names = sorted(vocabulary)
        ranks = np.empty(len(names), np.uint32)
        ranks[[vocabulary[name] for name in names]] = np.arange(len(names), dtype=np.uint32)
        for first, piece in inverted(ranks[terms], docs, positions):
            last = first + int(piece.terms[-1]) + 1
            yield [name.encode() for name in names[first:last]], piece


class ArrayBuilder:
    """Analyzes documents and writes them as segments."""

    def __init__(self, folder: str | None) -> None:
        self._folder = folder
        self._clear()

    def _clear(self) -> None:
        self._fields = {name: _Field() for name in TEXT_FIELDS}
        self._sets: dict[str, list[tuple[str, ...]]] = {name: [] for name in KEYWORD_FIELDS}
        self._numbers: dict[str, int] = {}
        self._ids: list[bytes | None] = []
        self._dates = array("I")
        self._store = StoreBuilder()
        self._replaced: list[int] = []

    def add(self, document: Document) -> None:
        """Analyze a document and keep the result."""
        stored = encode(document)
        for name, field in self._fields.items():
            field.add(_VALUES[name](document)[0], document.language)
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

    def remove(self, id: str) -> None:
        """Forget a document that was added since the last flush, if there is one."""
        older = self._numbers.pop(id, None)
        if older is not None:
            self._replaced.append(older)
            self._ids[older] = None

    @property
    def size(self) -> int:
        """About how many bytes are held, with what `flush` will need."""
        fields = sum(field.size for field in self._fields.values())
        return fields + self._store.size + len(self._ids) * _DOCUMENT

    def flush(self) -> Part | None:
        """Write what was added since the last flush; None when that is nothing."""
        if not self._ids:
            return None
        storage: Storage = RamStorage() if self._folder is None else FileStorage(self._folder)
        segment = write_segment(storage, self._content())
        data = storage.files[segment.file] if isinstance(storage, RamStorage) else None
        part = Part(segment.record, tuple(sorted(self._replaced)), data)
        self._clear()
        return part

    def _content(self) -> Content:
        fields = {name: field.finish() for name, field in self._fields.items()}
        return Content(
            ids=self._ids,
            dates=np.array(self._dates, np.uint32),
            lengths={name: lengths for name, (lengths, _) in fields.items()},
            columns={name: column(sets) for name, sets in self._sets.items()},
            sketches=self._fields["body"].sketches(),
            documents=self._store.finish(),
            pieces={name: pieces for name, (_, pieces) in fields.items()},
        )
