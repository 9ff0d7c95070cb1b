"""one change to an index: parts attached, documents replaced and deleted, segments merged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from whoosh.filedb.filestore import RamStorage, Storage

from index.article import Document
from index.engine import Spread
from index.engines.whoosh.builder import ArrayBuilder, BuilderMaker, Part
from index.engines.whoosh.dictionary import Dictionary
from index.engines.whoosh.merge import due, merge
from index.engines.whoosh.segment import SegmentFile, facet_counts, verify
from index.engines.whoosh.storage import folder_of
from index.engines.whoosh.storybook import Storybook
from index.engines.whoosh.toc import Toc, sweep

_LIMIT: Final = 256 * 1024 * 1024
"""Bytes that documents added one by one may take before they become a segment."""


class WhooshWriter:
    """A change that begins from a commit, or nothing; it is not seen before its own `commit`."""

    def __init__(self, storage: Storage, toc: Toc | None) -> None:
        self._storage = storage
        self._files = [SegmentFile(storage, segment) for segment in (toc.segments if toc else ())]
        self._before = len(self._files)
        self._stories = Storybook(toc, storage)
        self._maker = BuilderMaker(folder_of(storage))
        self._own: ArrayBuilder = self._maker()

    def builder(self) -> Callable[[], ArrayBuilder]:
        """A picklable maker of builders, for this process or for workers."""
        return self._maker

    def attach(self, part: Part | None) -> None:
        """Take a part in; a document replaces the one that has the same id."""
        self._flush()
        self._attach(part)

    def add(self, document: Document) -> None:
        """Take one document in; it replaces the one that has the same id."""
        self._own.add(document)
        if self._own.size > _LIMIT:
            self._flush()

    def delete(self, id: str) -> bool:
        """Remove the document that has this id; whether there was one."""
        held = self._own.remove(id)
        for file in self._files:
            doc = file.find(id)
            if doc is not None:
                file.delete([doc])
                held = True
        return held

    def counts(self) -> dict[str, dict[str, int]]:
        """For each facet, the number of documents of each value that the change brings, before it
        is settled."""
        self._flush()
        return facet_counts(self._files[self._before :])

    def settle(
        self, told: Callable[[int, int], None] = lambda *_: None, spread: Spread = map
    ) -> None:
        """Merge segments until none is due; `told` hears how far each merge is, of how far.

        `spread` has other processes do the most of it.
        """
        self._flush()
        self._stories.forget(self._files)
        while chosen := due(self._files):
            for file in chosen:  # else what is damaged would get a good checksum
                verify(self._storage, file.segment)
            merged = merge(self._storage, chosen, told, spread)
            at = self._files.index(chosen[0])  # so that documents stay in the order of indexing
            self._files = [file for file in self._files if file not in chosen]
            if merged:
                self._stories.merge(chosen, merged.id)
                self._files.insert(at, SegmentFile(self._storage, merged))

    def commit(self, generation: int) -> None:
        """Make the change the newest state of the index."""
        self.settle()
        stories = self._stories.save(self._files, generation)
        toc = Toc([file.save(generation) for file in self._files], generation, stories)
        toc.save(self._storage)
        toc.clean(self._storage)

    def cancel(self) -> None:
        """Forget the change, and delete what was written for it, by workers too.

        If the commit was made all the same, as when an interrupt comes just after it, it stays.
        """
        sweep(self._storage)

    def _flush(self) -> None:
        self._attach(self._own.flush())

    def _attach(self, part: Part | None) -> None:
        if part is None:
            return
        if isinstance(self._storage, RamStorage):
            self._storage.files[part.segment.file] = part.data
        file = SegmentFile(self._storage, part.segment)
        for older in self._files:
            older.delete([int(older.id_docs[at]) for at in _shared(older.ids, file.ids)])
        file.delete(part.replaced)
        self._files.append(file)


def _shared(older: Dictionary, newer: Dictionary) -> list[int]:
    """The numbers in `older` of the ids that `newer` holds too."""
    if len(newer) * 16 < len(older):
        found = (older.find(id) for id in newer.cut(0, len(newer)))
        return [at for at in found if at is not None]
    again = set(newer.cut(0, len(newer)))
    return [at for at, id in enumerate(older.cut(0, len(older))) if id in again]
