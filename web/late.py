"""a searcher that may come late: an index that is not there yet is looked for until it is."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from index.article import Document
from index.engine import IndexMissing, Stats
from search.query import Request
from search.results import Hit, Results
from search.searcher import Searcher


class LateSearcher:
    """The searcher that `open` gives, asked for anew at each call until it gives one.

    So a site can start before the first article is indexed; until then every question raises
    `IndexMissing`.
    """

    def __init__(self, open: Callable[[], Searcher]) -> None:
        self._open = open
        self._lock = Lock()
        self._found: Searcher | None = None

    def _searcher(self) -> Searcher:
        if self._found is None:
            with self._lock:
                if self._found is None:
                    self._found = self._open()
        return self._found

    def search(self, request: Request) -> Results:
        """See `Searcher`."""
        return self._searcher().search(request)

    def article(self, id: str) -> Document | None:
        """See `Searcher`."""
        return self._searcher().article(id)

    def similar(self, id: str, limit: int = 5) -> tuple[Hit, ...]:
        """See `Searcher`."""
        return self._searcher().similar(id, limit)

    def versions(self, id: str, limit: int = 50) -> tuple[Document, ...]:
        """See `Searcher`."""
        return self._searcher().versions(id, limit)

    def words(self, prefix: str, limit: int = 10) -> tuple[tuple[str, int], ...]:
        """See `Searcher`."""
        return self._searcher().words(prefix, limit)

    def near(self, word: str, edits: int = 1, limit: int = 10) -> tuple[tuple[str, int], ...]:
        """See `Searcher`."""
        return self._searcher().near(word, edits, limit)

    def languages(self) -> tuple[str, ...]:
        """See `Searcher`."""
        return self._searcher().languages()

    def stats(self) -> Stats:
        """See `Searcher`."""
        return self._searcher().stats()

    def pinned(self) -> Searcher:
        """See `Searcher`."""
        return self._searcher().pinned()

    def refresh(self) -> bool:
        """Move to the newest commit; finding the index for the first time is one."""
        first = self._found is None
        try:
            return self._searcher().refresh() or first
        except IndexMissing:
            return False

    def close(self) -> None:
        """Let go of files."""
        if self._found is not None:
            self._found.close()
