"""what was evaluated lately, kept within a limit of bytes.

A reader who turns a page, ticks a facet or opens an article asks for the same terms again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Final, Generic, TypeVar

from search.engines.whoosh.matches import Listed

_Key = TypeVar("_Key", bound=Hashable)

LIMIT: Final = 64 << 20
"""Bytes that are kept for each open commit."""


class Recent(Generic[_Key]):
    """The least recently used go first. Safe to share between threads."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit, self._size = limit, 0
        self._kept: OrderedDict[_Key, Listed] = OrderedDict()
        self._lock = Lock()

    def get(self, key: _Key) -> Listed | None:
        """What is kept under a key."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def keep(self, key: _Key, made: Listed) -> None:
        """Keep what was made, unless it is large."""
        if made.nbytes * 4 > self._limit:
            return
        with self._lock:
            if key not in self._kept:
                self._kept[key] = made
                self._size += made.nbytes
            while self._size > self._limit:
                _, dropped = self._kept.popitem(last=False)
                self._size -= dropped.nbytes
