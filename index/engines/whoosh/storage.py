"""where an index lies: a folder or memory, and the lock that one writer holds."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Final

from whoosh.filedb.filestore import FileStorage, RamStorage, Storage

from index.engine import EngineError, IndexLocked

INDEX_NAME: Final = "dateline"
"""What Whoosh calls the index: its files' names begin so, and other files are left alone."""


@cache
def _memory(name: str) -> RamStorage:  # noqa: ARG001  (one for each name)
    return RamStorage()


def open_storage(location: str) -> Storage:
    """A folder, or memory when the location is empty or begins with a colon."""
    if not location or location.startswith(":"):
        return _memory(location)
    return FileStorage(str(Path(location).expanduser()))


def called(location: str) -> str:
    """What messages call an index: its folder, or the URL of one in memory."""
    return f"whoosh:{location}" if location.startswith(":") or not location else location


def folder_of(storage: Storage) -> str | None:
    """The folder of a storage; None for memory."""
    return str(storage.folder) if isinstance(storage, FileStorage) else None


def prepare(storage: Storage) -> None:
    """Make the folder if it is not there."""
    folder = folder_of(storage)
    if folder is None:
        return
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EngineError(f"The index cannot be made in {folder}: {error.strerror}.") from error


def readable(storage: Storage, where: str) -> None:
    """`EngineError` when there is a folder whose files may not be listed.

    Whoosh lists none then, as if the folder were empty.
    """
    folder = folder_of(storage)
    if folder is not None and Path(folder).is_dir() and not os.access(folder, os.R_OK | os.X_OK):
        raise EngineError(f"{where} cannot be read: {os.strerror(errno.EACCES)}.")


@contextmanager
def locked(storage: Storage, where: str) -> Iterator[None]:
    """Hold Whoosh's write lock; `IndexLocked` at once when another writer holds it.

    The system frees the lock of a process that dies. A forked worker would keep it, so there the
    descriptor is closed.
    """
    lock = storage.lock(f"{INDEX_NAME}_WRITELOCK")
    try:
        free = lock.acquire(blocking=False)
    except OSError as error:
        raise EngineError(f"{where} cannot be written to: {error.strerror}.") from error
    if not free:
        raise IndexLocked(
            f"Another process is writing to {where}. Wait for it to end and try again."
        )
    descriptor = getattr(lock, "fd", None)
    if descriptor is not None:
        _HELD.add(descriptor)
    try:
        yield
    finally:
        _HELD.discard(descriptor)
        lock.release()


_HELD: Final[set[int | None]] = set()


def _let_go() -> None:
    for descriptor in _HELD:
        if descriptor is not None:
            with suppress(OSError):
                os.close(descriptor)
    _HELD.clear()


os.register_at_fork(after_in_child=_let_go)
