"""the writing half on Whoosh: one writer at a time, atomic commits, and what an index holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from typing import Final, NamedTuple

from whoosh.filedb.filestore import Storage

from index.article import Document, decode
from index.engine import EngineError, IndexDamaged, Stats
from index.engines.whoosh.arrays import Unsigned
from index.engines.whoosh.joining import slices
from index.engines.whoosh.segment import SegmentFile, facet_counts, verify
from index.engines.whoosh.storage import called, locked, open_storage, prepare
from index.engines.whoosh.storybook import read_stories, verify_stories
from index.engines.whoosh.toc import Toc, sweep
from index.engines.whoosh.writer import WhooshWriter
from index.schema import TEXT_FIELDS

_SLICE: Final = 1 << 21
"""Bytes of blocks whose terms are compared at a time."""


class WhooshIndex:
    """An index that lies in a Whoosh storage."""

    def __init__(self, storage: Storage, *, name: str = "memory") -> None:
        self._storage = storage
        self._name = name

    @classmethod
    def at(cls, location: str) -> WhooshIndex:
        """The index at a folder, or in memory (`""`, `":name"`)."""
        return cls(open_storage(location), name=called(location))

    @contextmanager
    def write(self, *, rebuild: bool = False) -> Iterator[WhooshWriter]:
        """Begin a change, committed when the block ends and dropped when it raises."""
        prepare(self._storage)
        with locked(self._storage, self._name):
            sweep(self._storage)  # first, for the disk may be full of it
            generation = Toc.latest(self._storage)
            fresh = rebuild or generation < 0
            toc = None if fresh else Toc.load(self._storage, self._name)
            with blaming_damage(self._storage, self._name) if toc else nullcontext():
                writer = WhooshWriter(self._storage, toc)
                try:
                    yield writer
                    self._commit(writer, generation + 1)
                except BaseException:
                    writer.cancel()
                    raise

    def _commit(self, writer: WhooshWriter, generation: int) -> None:
        try:
            writer.commit(generation)
        except OSError as error:
            raise EngineError(f"{self._name} could not be written: {error.strerror}.") from error

    def documents(self) -> Iterator[Document]:
        """Every document, in the order of the index."""
        files = open_commit(self._storage, self._name).files
        with blaming_damage(self._storage, self._name):
            for file in files:
                for live, stored in zip(file.live.tolist(), file.store, strict=True):
                    if live:
                        yield decode(stored)

    def stats(self) -> Stats:
        """What the index holds."""
        commit = open_commit(self._storage, self._name)
        with blaming_damage(self._storage, self._name):
            return replace(stats(commit), terms=_distinct(commit.files))

    def check(self) -> None:
        """Verify every file; `IndexDamaged` names the first that is not as it was written."""
        commit = open_commit(self._storage, self._name)
        for file in commit.files:
            file.check()
        verify_stories(self._storage, commit.toc)

    def close(self) -> None:
        """Nothing stays open between calls."""


class Commit(NamedTuple):
    """A commit, opened: its table of contents, its segments, the story of each document, and the
    bytes of all its files."""

    toc: Toc
    files: list[SegmentFile]
    stories: Unsigned | None
    bytes: int


def open_commit(storage: Storage, name: str, known: Sequence[SegmentFile] = ()) -> Commit:
    """The newest commit and its files; the segments that an older one has open stay open.

    A writer may delete a file between our reading the table of contents and opening it; then there
    is a newer commit, and it is opened instead.
    """
    opened = {file.segment.id: file for file in known}
    while True:
        newest = Toc.latest(storage)
        try:
            toc = Toc.load(storage, name)
            with blaming_damage(storage, name):
                files = [
                    opened[segment.id].again(segment)
                    if segment.id in opened
                    else SegmentFile(storage, segment)
                    for segment in toc.segments
                ]
                size = sum(map(storage.file_length, toc.files))
                return Commit(toc, files, read_stories(storage, toc), size)
        except (FileNotFoundError, KeyError) as error:
            if Toc.latest(storage) == newest:
                missing = getattr(error, "filename", None) or error
                raise IndexDamaged(f"A file of {name} is missing: {missing}.") from None


@contextmanager
def blaming_damage(storage: Storage, name: str) -> Iterator[None]:
    """When the block fails for whatever reason and a file is damaged, `IndexDamaged` names it.

    Checksums of whole files are too dear to verify at each opening, so they are verified when
    something has gone wrong.
    """
    try:
        yield
    except (EngineError, OSError, KeyError):
        raise
    except Exception:
        toc = Toc.load(storage, name)
        for segment in toc.segments:
            verify(storage, segment)
        verify_stories(storage, toc)
        raise


def stats(commit: Commit) -> Stats:
    """Counts of documents, terms, tokens, bytes, and of each facet's values.

    Nothing is read from files that a later commit may have deleted. A term counts once for each
    segment that has it: to tell which have the same takes a second for 100,000 documents.
    """
    files = commit.files
    return Stats(
        documents=sum(int(file.live.sum()) for file in files),
        terms=sum(len(file.postings.terms) for file in files),
        tokens=sum(int(f.lengths[name][f.live].sum()) for f in files for name in TEXT_FIELDS),
        bytes=commit.bytes,
        generation=commit.toc.generation,
        facets=facet_counts(files),
    )


def _distinct(files: Sequence[SegmentFile]) -> int:
    postings = [file.postings for file in files]
    if len(postings) < 2:
        return sum(len(each.terms) for each in postings)
    return sum(
        len(set().union(*(p.terms.cut(a, b) for p, (a, b) in zip(postings, cut, strict=True))))
        for cut in slices(postings, _SLICE)
    )
