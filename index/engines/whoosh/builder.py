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
from whoosh.filedb.filestore import FileStorage, RamStorage, Storage

from index.analysis import length, terms
from index.article import Document, encode
from index.engines.whoosh.columns import column
from index.engines.whoosh.occurrences import inverted
from index.engines.whoosh.segment import KEYWORD_FIELDS, Content, Piece, Record, write_segment
from index.engines.whoosh.store import StoreBuilder
from index.schema import SCHEMA, TEXT_FIELDS, sort_date

_VALUES: Final = {field.name: field.values for field in SCHEMA}
_LAST_DATE: Final = 99_999_999
_OCCURRENCE: Final = 32
"""Bytes that an occurrence takes at most: two numbers kept, and while they are sorted a key."""
_TERM: Final = 150
"""Bytes that a distinct term takes in the vocabulary, about."""
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


class _Field:
    """The occurrences of the terms of one text field, in the order in which they came."""

    def __init__(self) -> None:
        self.vocabulary = _Vocabulary()
        self._terms, self._positions = array("I"), array("I")
        self._counts, self.lengths = array("I"), array("I")

    def add(self, text: str, language: str) -> None:
        found, positions = terms(text, language)
        self._terms.extend(map(self.vocabulary.__getitem__, found))
        self._positions.extend(positions)
        self._counts.append(len(found))
        self.lengths.append(length(positions))

    @property
    def size(self) -> int:
        return len(self._terms) * _OCCURRENCE + len(self.vocabulary) * _TERM

    def pieces(self) -> Iterator[Piece]:
        names = sorted(self.vocabulary)
        ranks = np.empty(len(names), np.uint32)
        ranks[[self.vocabulary[name] for name in names]] = np.arange(len(names), dtype=np.uint32)
        docs = np.repeat(np.arange(len(self._counts), dtype=np.uint32), _numbers(self._counts))
        found = inverted(ranks[_numbers(self._terms)], docs, _numbers(self._positions))
        for first, piece in found:
            last = first + int(piece.terms[-1]) + 1
            yield [name.encode() for name in names[first:last]], piece


def _numbers(values: array[int]) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    return np.frombuffer(values, np.uint32) if values else np.zeros(0, np.uint32)


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
        return Content(
            ids=self._ids,
            dates=_numbers(self._dates),
            lengths={name: _numbers(field.lengths) for name, field in self._fields.items()},
            columns={name: column(sets) for name, sets in self._sets.items()},
            blocks=self._store.finish(),
            pieces={name: field.pieces() for name, field in self._fields.items()},
        )
