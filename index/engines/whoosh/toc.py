"""the table of contents: Whoosh's, by name, generation and atomic replacement, but plain JSON.

Whoosh pickles the schema and the segments into it. Ours holds numbers and names, so that opening an
index runs nothing; its last line is the CRC-32 of the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from shlex import quote
from typing import Final
from zlib import crc32

import msgspec
from whoosh.filedb.filestore import FileStorage, RamStorage, Storage
from whoosh.index import TOC

from index.engine import DEFAULT_INDEX, EngineError, IndexDamaged, IndexMissing
from index.engines.whoosh.arrays import sync
from index.engines.whoosh.segment import Segment
from index.engines.whoosh.storage import INDEX_NAME, readable
from index.schema import SCHEMA

FORMAT: Final = "dateline-1"

_FIELDS: Final = {field.name: field.kind.value for field in SCHEMA}


class Beside(msgspec.Struct, frozen=True):
    """A file of arrays that lies beside the segments: its name, and its directory's checksum."""

    name: str
    checksum: int


class _Content(msgspec.Struct, frozen=True):
    format: str
    generation: int
    fields: dict[str, str]
    segments: list[Segment]
    stories: Beside | None = None


class Toc(TOC):  # type: ignore[misc]
    """The segments of one commit, its number, the generation, and the file of its stories."""

    def __init__(
        self, segments: Sequence[Segment], generation: int, stories: Beside | None = None
    ) -> None:
        super().__init__(None, list(segments), generation)
        self.stories = stories

    @property
    def files(self) -> list[str]:
        """The names of all files that the commit needs besides the table itself."""
        names = [name for segment in self.segments for name in segment.files]
        return [*names, self.stories.name] if self.stories else names

    @classmethod
    def latest(cls, storage: Storage) -> int:
        """The generation of the newest commit, -1 when there is none."""
        return int(cls._latest_generation(storage, INDEX_NAME))

    @classmethod
    def load(cls, storage: Storage, where: str) -> Toc:
        """The newest commit; `IndexMissing` when there is none, `IndexDamaged` if unreadable."""
        generation = cls.latest(storage)
        if generation < 0:
            readable(storage, where)
            raise IndexMissing(f"Nothing is indexed at {where} yet. Index a folder: {_way(where)}")
        name = cls._filename(INDEX_NAME, generation)
        content = _decode(_read(storage, name), name)
        if content.generation != generation:
            raise IndexDamaged(f"{name} is the table of contents of another commit.")
        if content.fields != _FIELDS:
            raise IndexDamaged(f"{name} was written for other fields: index anew with --rebuild.")
        return cls(content.segments, content.generation, content.stories)

    def save(self, storage: Storage) -> None:
        """Make this the newest commit, at once and for good."""
        content = _Content(FORMAT, self.generation, _FIELDS, self.segments, self.stories)
        line = msgspec.json.encode(content) + b"\n"
        name = self._filename(INDEX_NAME, self.generation)
        file = storage.create_file(name + ".new")
        file.write(line + b"%08x\n" % crc32(line))
        file.close()
        if isinstance(storage, FileStorage):
            sync(storage, name + ".new")
        storage.rename_file(name + ".new", name)
        if isinstance(storage, FileStorage):
            sync(storage)

    def clean(self, storage: Storage) -> None:
        """Delete every file of the index that this commit does not need.

        Readers that still have one mapped keep it until they let go.
        """
        kept = {self._filename(INDEX_NAME, self.generation)}
        kept.update(self.files)
        ours = (f"_{INDEX_NAME}_", f"{INDEX_NAME}_")
        for name in set(storage.list()) - kept:
            if name.startswith(ours) and "." in name:
                with suppress(OSError):  # the next commit tries again
                    storage.delete_file(name)


def sweep(storage: Storage) -> None:
    """Delete every file that no commit needs: what a change left that failed or was killed.

    For the holder of the lock. Where the newest commit cannot be read, nothing is deleted.
    """
    try:
        newest = Toc.load(storage, "")
    except IndexMissing:
        newest = Toc([], -1)
    except (EngineError, OSError, KeyError):
        return
    newest.clean(storage)


def _read(storage: Storage, name: str) -> bytes:
    if isinstance(storage, RamStorage):
        return bytes(storage.files[name])
    return Path(storage.folder, name).read_bytes()


def _way(where: str) -> str:
    """The command that makes an index there, for a person to copy."""
    url = where if where.startswith("whoosh:") else f"whoosh:{where}"
    option = "" if url == DEFAULT_INDEX else f" --index {quote(url)}"
    return f"dateline index FOLDER{option}"


def _decode(data: bytes, name: str) -> _Content:
    line, _, checksum = data[:-1].rpartition(b"\n")
    if checksum != b"%08x" % crc32(line + b"\n"):
        raise IndexDamaged(f"{name} is damaged, or no table of contents of ours.")
    try:
        content = msgspec.json.decode(line, type=_Content)
    except msgspec.DecodeError:
        raise IndexDamaged(f"{name} has another format than {FORMAT}: index anew.") from None
    if content.format != FORMAT:
        raise IndexDamaged(f"{name} has format {content.format}, not {FORMAT}: index anew.")
    return content
