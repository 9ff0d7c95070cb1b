"""a file of named arrays: flat, mapped into memory, with a checksum for each array.

    array | array | ... | directory (JSON) | trailer (32 bytes)

`docs/index-format.md` draws the bytes. Nothing in such a file is ever executed or unpickled.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from struct import Struct
from typing import Any, Final, TypeAlias
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filestore import FileStorage, RamStorage, Storage

from index.engine import IndexDamaged

MAGIC: Final = b"dateline"
VERSION: Final = 8
TRAILER: Final = Struct("<QQII8s")
"""Where the directory begins, its length, its CRC-32, the version of the format, the magic."""

_ALIGNMENT: Final = 8

Buffer: TypeAlias = mmap.mmap | bytes
Unsigned: TypeAlias = NDArray[np.unsignedinteger[Any]]
Integers: TypeAlias = NDArray[np.integer[Any]]
Bytes: TypeAlias = NDArray[np.uint8]


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """An array in the directory: its type, where it begins, its length and CRC-32, in bytes."""

    dtype: str
    offset: int
    length: int
    checksum: int


class Directory(msgspec.Struct, frozen=True):
    """What a file holds: its arrays by name, and a few numbers about them."""

    arrays: dict[str, Entry]
    numbers: dict[str, int]


class ArrayWriter:
    """Writes a file of arrays, one array after the other, so that none has to fit in memory.

    `numbers` are kept in the directory with them.
    """

    def __init__(self, storage: Storage, name: str) -> None:
        self._file = storage.create_file(name)
        self._storage, self._name = storage, name
        self._entries: dict[str, Entry] = {}
        self.numbers: dict[str, int] = {}
        self._at = 0

    def write(self, name: str, array: NDArray[Any]) -> None:
        """Add an array of one dimension."""
        self.stream(name, array.dtype, (array,))

    def stream(self, name: str, dtype: np.dtype[Any], chunks: Iterable[NDArray[Any]]) -> None:
        """Add an array that comes in chunks."""
        self._put(b"\0" * (-self._at % _ALIGNMENT))
        start, checksum = self._at, 0
        for chunk in chunks:
            data = np.ascontiguousarray(chunk, dtype).view(np.uint8).data
            checksum = crc32(data, checksum)
            self._put(data)
        self._entries[name] = Entry(dtype.str, start, self._at - start, checksum)

    def close(self) -> int:
        """Write the directory, make the file durable, and return the directory's checksum."""
        directory = msgspec.json.encode(Directory(self._entries, self.numbers))
        start, checksum = self._at, crc32(directory)
        self._put(directory)
        self._put(TRAILER.pack(start, len(directory), checksum, VERSION, MAGIC))
        with self._named():
            self._file.close()
            if isinstance(self._storage, FileStorage):
                sync(self._storage, self._name)
        return checksum

    def _put(self, data: bytes | memoryview) -> None:
        with self._named():
            self._file.write(data)
        self._at += len(data)

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Let an error of the system, as when the disk is full, tell the file that it is about."""
        try:
            yield
        except OSError as error:
            with suppress(OSError, ValueError):
                self._file.close()
            folder = self._storage.folder if isinstance(self._storage, FileStorage) else ""
            raise OSError(error.errno, error.strerror, str(Path(folder, self._name))) from error


class Arrays:
    """A file of arrays, opened: its directory is verified at once, an array in `check`."""

    def __init__(self, storage: Storage, name: str, checksum: int | None = None) -> None:
        self.name = name
        self.buffer = _map(storage, name)
        if len(self.buffer) < TRAILER.size:
            raise IndexDamaged(f"{name} is truncated: {len(self.buffer)} bytes are no index file.")
        start, length, stored, version, magic = TRAILER.unpack(self.buffer[-TRAILER.size :])
        if magic != MAGIC:
            raise IndexDamaged(f"{name} is truncated, or no file of ours.")
        if version != VERSION:
            found = f"{name} has format {version} and this program reads {VERSION}"
            raise IndexDamaged(f"{found}: index anew with --rebuild.")
        directory = self.buffer[start : start + length]
        fits = start + length + TRAILER.size == len(self.buffer)
        if not fits or crc32(directory) != stored or checksum not in (None, stored):
            raise IndexDamaged(f"{name} is damaged: its directory does not match its checksum.")
        decoded = msgspec.json.decode(directory, type=Directory)
        self._entries, self.numbers = decoded.arrays, decoded.numbers

    def __getitem__(self, name: str) -> NDArray[Any]:
        entry = self._entries[name]
        dtype = np.dtype(entry.dtype)
        count = entry.length // dtype.itemsize
        return np.frombuffer(self.buffer, dtype, count, entry.offset)

    def offset(self, name: str) -> int:
        """Where in `buffer` an array begins."""
        return self._entries[name].offset

    def check(self) -> None:
        """Verify every array; `IndexDamaged` names the first that does not match."""
        for name, entry in self._entries.items():
            found = crc32(memoryview(self.buffer)[entry.offset : entry.offset + entry.length])
            if found != entry.checksum:
                raise IndexDamaged(f"{self.name} is damaged in its part {name!r}.")


def _map(storage: Storage, name: str) -> Buffer:
    if isinstance(storage, RamStorage):
        return bytes(storage.files[name])
    try:
        with open(storage._fpath(name), "rb") as file:  # noqa: PTH123  (Whoosh's own path)
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except ValueError:  # an empty file cannot be mapped
        return b""


def sync(storage: FileStorage, name: str = "") -> None:
    """Make a file of the storage, or without a name its folder, survive a loss of power."""
    import os  # noqa: PLC0415

    descriptor = os.open(storage._fpath(name), os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def narrow(values: Integers) -> Unsigned:
    """The same numbers in the narrowest unsigned type that holds them."""
    top = int(values.max()) if len(values) else 0
    return values.astype(np.min_scalar_type(top))


def ends(lengths: Integers) -> Unsigned:
    """Where each of some consecutive runs begins, and at last where the last one ends."""
    offsets = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return narrow(offsets)


def ranges(starts: Integers, lengths: Integers) -> NDArray[np.int64]:
    """The numbers of every range `start, start + 1, ...` of the given length, end to end."""
    total = int(lengths.sum())
    before = np.cumsum(lengths, dtype=np.int64) - lengths
    return np.repeat(starts.astype(np.int64) - before, lengths) + np.arange(total, dtype=np.int64)
