"""the writing half on stock Whoosh: its own codec, its own writer, terms made by us."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count, groupby
from pathlib import Path
from threading import Lock
from typing import Any

from whoosh import fields, formats
from whoosh.filedb.filestore import FileStorage, RamStorage, Storage
from whoosh.index import EmptyIndexError, FileIndex
from whoosh.index import LockError as WhooshLockError
from whoosh.writing import CLEAR, SegmentWriter

from index.analysis import is_surface, tokens
from index.analysis.surface import surface_term
from index.article import Document, decode, encode
from index.engine import IndexLocked, IndexMissing, Spread, Stats
from index.schema import FACETS, SCHEMA, Kind, sort_date

Posting = tuple[str, list[int]]


class AnalyzedText(fields.FieldType):  # type: ignore[misc]
    """A scored field that takes terms with their positions instead of text.

    The length of a field is its number of positions: several terms at one position (a word and
    its stem) count once.
    """

    scorable = True

    def __init__(self) -> None:
        self.format = formats.Positions()
        self.stored = False

    def index(self, value: list[Posting], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Each term as (bytes, share of the length, frequency, encoded positions)."""
        seen: set[int] = set()
        for term, positions in value:
            new = set(positions) - seen
            seen |= new
            yield term.encode(), len(new), float(len(positions)), self.format.encode(positions)


def postings(text: str, language: str) -> list[Posting]:
    """The terms of a text, each with its rising positions; a word that is written as it is folded
    has a term for that, too."""
    found: dict[str, list[int]] = defaultdict(list)
    for position, group in groupby(tokens(text, language), lambda token: token.position):
        slot = [token.term for token in group]
        if not any(map(is_surface, slot)):
            slot.append(surface_term(slot[0], slot[0]))
        for term in slot:
            found[term].append(position)
    return list(found.items())


_ORDER = count()
"""Numbers documents as they are indexed: Whoosh's own numbers change when it merges."""


@cache
def whoosh_schema() -> fields.Schema:
    """The schema in Whoosh's words."""
    schema = fields.Schema(
        id=fields.ID(unique=True, stored=True),
        document=fields.STORED,
        order=fields.STORED,
        date=fields.NUMERIC(int, bits=32),
        years=fields.NUMERIC(int, bits=32),
    )
    for field in SCHEMA:
        exact = fields.KEYWORD(scorable=False)
        schema.add(field.name, AnalyzedText() if field.kind is Kind.TEXT else exact)
    return schema


def row(document: Document) -> dict[str, Any]:
    """A document as the arguments of Whoosh's `add_document`."""
    values: dict[str, Any] = {
        "id": document.id,
        "document": encode(document),
        "order": next(_ORDER),
        "date": sort_date(document),
        "years": document.year or 0,
    }
    for field in SCHEMA:
        if field.kind is Kind.TEXT:
            values[field.name] = postings(field.values(document)[0], document.language)
        else:
            values[field.name] = list(dict.fromkeys(field.values(document)))
    return values


class StockBuilder:
    """Analyzes documents; a part is the list of their rows."""

    def __init__(self) -> None:
        self._rows: list[dict[str, Any]] = []
        self._size = 0

    def add(self, document: Document) -> None:
        """Analyze a document and keep the result."""
        self._rows.append(row(document))
        self._size += 8 * len(document.text)

    @property
    def size(self) -> int:
        """About how many bytes are held in memory."""
        return self._size

    def flush(self) -> list[dict[str, Any]]:
        """The rows since the last flush."""
        rows, self._rows, self._size = self._rows, [], 0
        return rows


class StockWriter:
    """Whoosh's segment writer, with a new row replacing the old one of the same id.

    Whoosh replaces only what is committed, so a change waits in memory until its end.
    """

    def __init__(self, index: FileIndex) -> None:
        self._index = index
        self.rows: dict[str, dict[str, Any]] = {}
        self.deleted: set[str] = set()

    def builder(self) -> Callable[[], StockBuilder]:
        """The maker of builders."""
        return StockBuilder

    def attach(self, part: list[dict[str, Any]]) -> None:
        """Write the rows of a part."""
        for values in part:
            self.rows.pop(values["id"], None)
            self.rows[values["id"]] = values

    def add(self, document: Document) -> None:
        """Write one document."""
        self.attach([row(document)])

    def delete(self, id: str) -> bool:
        """Remove a document; whether there was one."""
        held = self.rows.pop(id, None) is not None
        if id not in self.deleted:
            self.deleted.add(id)
            with self._index.searcher() as searcher:
                held |= searcher.document(id=id) is not None
        return held

    def counts(self) -> dict[str, Counter[str]]:
        """For each facet, the number of documents of each value that wait."""
        return {name: Counter(v for r in self.rows.values() for v in r[name]) for name in FACETS}

    def settle(self, told: Callable[[int, int], None], spread: Spread = map) -> None:
        """Nothing: Whoosh merges when it commits."""

    def commit(self, writer: SegmentWriter, *, rebuild: bool) -> None:
        """Write everything and make it visible."""
        for id in self.deleted:
            writer.delete_by_term("id", id)
        for values in self.rows.values():
            writer.update_document(**values)
        writer.commit(mergetype=CLEAR) if rebuild else writer.commit()


class _TryLock:
    """A lock that says no at once, where Whoosh's lock in memory would wait for ever."""

    def __init__(self) -> None:
        self._lock = Lock()

    def acquire(self) -> bool:
        """Whether the lock was free."""
        return self._lock.acquire(blocking=False)

    def release(self) -> None:
        """Free the lock."""
        self._lock.release()


class MemoryStorage(RamStorage):  # type: ignore[misc]
    """Whoosh's storage in memory, with locks that do not block."""

    def lock(self, name: str) -> _TryLock:
        """The lock of this name."""
        lock: _TryLock = self.locks.setdefault(name, _TryLock())
        return lock


_MEMORY: dict[str, MemoryStorage] = defaultdict(MemoryStorage)
"""The storages in memory by name, one each for the process."""


def open_storage(location: str) -> Storage:
    """A folder, or memory when the location is empty or begins with a colon."""
    if not location or location.startswith(":"):
        return _MEMORY[location]
    return FileStorage(location)


class StockIndex:
    """An index that stock Whoosh holds in a storage."""

    def __init__(self, storage: Storage, *, name: str = "memory") -> None:
        self.storage = storage
        self._name = name

    @classmethod
    def at(cls, location: str) -> StockIndex:
        """The index at a folder, or in memory (`""`, `":name"`)."""
        return cls(open_storage(location), name=location or "memory")

    def _open(self) -> FileIndex:
        try:
            return self.storage.open_index()
        except (EmptyIndexError, FileNotFoundError, OSError):
            raise IndexMissing(
                f"Nothing is indexed at {self._name} yet. Index a folder: dateline index FOLDER"
            ) from None

    @contextmanager
    def write(self, *, rebuild: bool = False) -> Iterator[StockWriter]:
        """Begin a change, committed when the block ends and dropped when it raises."""
        if isinstance(self.storage, FileStorage):
            Path(self.storage.folder).mkdir(parents=True, exist_ok=True)
        try:
            index = self._open()
        except IndexMissing:
            index = self.storage.create_index(whoosh_schema())
        try:
            writer = index.writer(limitmb=256)
        except WhooshLockError:
            raise IndexLocked(
                f"Another process is writing to {self._name}. Wait for it to end and try again."
            ) from None
        try:
            change = StockWriter(index)
            yield change
        except BaseException:
            writer.cancel()
            raise
        change.commit(writer, rebuild=rebuild)

    def documents(self) -> Iterator[Document]:
        """Every document, in the order of the index."""
        with self._open().searcher() as searcher:
            for stored in searcher.reader().all_stored_fields():
                yield decode(stored["document"])

    def stats(self) -> Stats:
        """What the index holds."""
        return stats(self._open(), self.storage)

    def check(self) -> None:
        """Read every document back; Whoosh keeps no checksums."""
        for _ in self.documents():
            pass

    def close(self) -> None:
        """Nothing stays open between calls."""


def stats(index: FileIndex, storage: Storage) -> Stats:
    """Counts of documents, terms, tokens, bytes, and of each facet's values."""
    with index.searcher() as searcher:
        reader = searcher.reader()
        facets: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
        for stored in reader.all_stored_fields():
            document = decode(stored["document"])
            for field in SCHEMA:
                if field.facet:
                    facets[field.name].update(set(field.values(document)))
        text_fields = [field.name for field in SCHEMA if field.kind is Kind.TEXT]
        return Stats(
            documents=reader.doc_count(),
            terms=sum(1 for name in text_fields for _ in reader.lexicon(name)),
            tokens=sum(reader.field_length(name) for name in text_fields),
            bytes=sum(storage.file_length(name) for name in storage.list()),
            generation=index.latest_generation(),
            facets=facets,
        )
