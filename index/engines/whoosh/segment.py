"""a segment: one file that holds everything about some documents, and never changes.

A deletion is noted in a small file beside it, a new one with every commit that deletes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from secrets import token_hex
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filestore import Storage

from index.engine import IndexDamaged
from index.engines.whoosh.arrays import Arrays, ArrayWriter, Integers, Unsigned, narrow
from index.engines.whoosh.columns import Column, write_column
from index.engines.whoosh.dictionary import Dictionary, write_strings
from index.engines.whoosh.postings import Piece, Postings, write_postings
from index.engines.whoosh.storage import INDEX_NAME
from index.engines.whoosh.store import Store, Stretch, write_store
from index.schema import FACETS, SCHEMA, TEXT_FIELDS, Kind
from index.stories.sketch import SAMPLES, Sketches

KEYWORD_FIELDS: Final = tuple(f.name for f in SCHEMA if f.kind is Kind.KEYWORD)


class Segment(msgspec.Struct, frozen=True):
    """What the table of contents keeps of a segment: its name, how many documents it has, which
    file says which of these are deleted, and the checksums of its files."""

    id: str
    documents: int = 0
    checksum: int = 0
    deleted: int = 0
    deletions: str = ""
    deletions_checksum: int = 0

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{INDEX_NAME}_{self.id}.seg"

    @property
    def files(self) -> list[str]:
        """The names of all its files."""
        return [self.file, self.deletions] if self.deletions else [self.file]


@dataclass
class Content:
    """Everything about the documents of a new segment, in their order.

    `ids` has None for a document that a later one of the same id replaced.
    """

    ids: Sequence[bytes | None]
    dates: Integers
    lengths: Mapping[str, Integers]
    columns: Mapping[str, Column]
    sketches: Sketches
    documents: Iterable[Stretch]
    pieces: Iterator[Piece]


def write_segment(storage: Storage, content: Content) -> Segment:
    """Write a new segment and say what it is."""
    segment = Segment(token_hex(8))
    file = ArrayWriter(storage, segment.file)
    write_store(file, content.documents)
    for name, lengths in content.lengths.items():
        file.write(f"{name}.lengths", narrow(lengths))
    write_postings(file, "text", content.pieces)
    for name, column in content.columns.items():
        write_column(file, name, column)
    file.write("dates", narrow(content.dates))
    file.write("sketch.minima", content.sketches.minima.reshape(-1))
    file.write("sketch.numbers", content.sketches.numbers)
    _write_ids(file, content.ids)
    count = len(content.ids)
    file.numbers["documents"] = count
    return msgspec.structs.replace(segment, documents=count, checksum=file.close())


def _write_ids(file: ArrayWriter, ids: Sequence[bytes | None]) -> None:
    named = sorted((id, doc) for doc, id in enumerate(ids) if id is not None)
    write_strings(file, "id", [id for id, _ in named])
    file.write("id.docs", narrow(np.array([doc for _, doc in named], np.int64)))


def verify(storage: Storage, segment: Segment) -> None:
    """Verify the checksum of every array of a segment's files; `IndexDamaged` names the one."""
    Arrays(storage, segment.file, segment.checksum).check()
    if segment.deletions:
        Arrays(storage, segment.deletions, segment.deletions_checksum).check()


class SegmentFile:
    """A segment, opened. Its arrays are mapped, so it costs what is touched.

    Only a writer changes one: it takes note of deletions, and `save` makes them part of a commit.
    """

    def __init__(self, storage: Storage, segment: Segment) -> None:
        self.segment = segment
        self._storage = storage
        self._arrays = arrays = Arrays(storage, segment.file, segment.checksum)
        if arrays.numbers["documents"] != segment.documents:
            raise IndexDamaged(f"{segment.file} does not hold the documents that it should.")
        self.postings = Postings(arrays, "text")
        self.lengths: dict[str, Unsigned] = {n: arrays[f"{n}.lengths"] for n in TEXT_FIELDS}
        self.columns = {name: Column.read(arrays, name) for name in KEYWORD_FIELDS}
        self.dates: Unsigned = arrays["dates"]
        minima: Unsigned = arrays["sketch.minima"].reshape(-1, SAMPLES)
        self.sketches = Sketches(minima, arrays["sketch.numbers"])
        self.store = Store(arrays)
        self.ids = Dictionary(arrays, "id")
        self.id_docs: Unsigned = arrays["id.docs"]
        self.live = self._living()

    def _living(self) -> NDArray[np.bool_]:
        segment = self.segment
        live = np.ones(segment.documents, np.bool_)
        if segment.deletions:
            deletions = Arrays(self._storage, segment.deletions, segment.deletions_checksum)
            deletions.check()
            live[deletions["deleted"]] = False
        return live

    def again(self, segment: Segment) -> SegmentFile:
        """The same segment with the deletions of another commit; all else is shared, not read."""
        if segment == self.segment:
            return self
        other = copy(self)
        other.segment = segment
        other.live = other._living()
        return other

    def __len__(self) -> int:
        return len(self.live)

    def find(self, id: str) -> int | None:
        """The live document that has this id."""
        # A command line may hold what no text does, and no id is.
        at = self.ids.find(id.encode(errors="surrogatepass"))
        doc = None if at is None else int(self.id_docs[at])
        return doc if doc is not None and self.live[doc] else None

    def delete(self, docs: Sequence[int]) -> None:
        """Take note that these documents are deleted."""
        self.live[list(docs)] = False

    def save(self, generation: int) -> Segment:
        """The segment with its deletions as of a generation, written if there are new ones."""
        deleted = np.flatnonzero(~self.live)
        if len(deleted) != self.segment.deleted:
            name = f"{INDEX_NAME}_{self.segment.id}.{generation}.del"
            file = ArrayWriter(self._storage, name)
            file.write("deleted", narrow(deleted))
            self.segment = msgspec.structs.replace(
                self.segment,
                deleted=len(deleted),
                deletions=name,
                deletions_checksum=file.close(),
            )
        return self.segment

    def check(self) -> None:
        """Verify every checksum and that the parts agree; `IndexDamaged` says what does not."""
        verify(self._storage, self.segment)
        sizes = {f"{name}.lengths": len(self.lengths[name]) for name in TEXT_FIELDS}
        sizes |= {name: len(column) for name, column in self.columns.items()}
        sizes |= {"sketch.minima": len(self.sketches.minima)}
        sizes |= {"sketch.numbers": len(self.sketches.numbers)}
        sizes |= {"dates": len(self.dates), "store": len(self.store)}
        for part, size in sizes.items():
            if size != len(self):
                raise IndexDamaged(
                    f"{self._arrays.name}: {part} has {size} of {len(self)} documents."
                )


def facet_counts(files: Iterable[SegmentFile]) -> dict[str, dict[str, int]]:
    """For each facet the number of documents of each value that is there."""
    totals: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for file in files:
        docs = np.flatnonzero(file.live)
        for name, counts in totals.items():
            counts.update(dict(file.columns[name].count(docs)))
    return {name: dict(sorted(counts.items())) for name, counts in totals.items()}
