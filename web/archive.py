"""the archive that a site serves: its searcher, kept at the newest commit, and what it holds."""

from __future__ import annotations

import hashlib
import math
import time
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Lock, Thread

from flask import current_app

from index.engine import EngineError, Stats
from search.searcher import Searcher
from web.config import Config

_HERE = Path(__file__).parent


class Archive:
    """One searcher for all threads of a process, with its statistics remembered per commit."""

    def __init__(self, searcher: Searcher, config: Config) -> None:
        self.searcher = searcher
        self.config = config
        self.build = _build()
        self._looking, self._reading = Lock(), Lock()
        self._looked = -math.inf
        self._stats: Stats | None = None
        self._values: dict[str, tuple[str, ...]] = {}

    def refresh(self) -> None:
        """Move to the newest commit, unless that was tried less than `config.refresh` s ago.

        Where requests follow each other, a thread does it, and they go on with the commit at hand:
        opening one that a large merge has made may take a while. After a pause of twice as long the
        first request waits for it, so that nobody is shown an old state of the archive.
        """
        since = time.monotonic() - self._looked
        if since < self.config.refresh or not self._looking.acquire(blocking=False):
            return
        if since < 2 * self.config.refresh:
            with suppress(RuntimeError):  # where no more threads are to be had, it is done here
                Thread(target=self._behind, name="refresh", daemon=True).start()
                return
        self._move()

    def _behind(self) -> None:
        """Look for a newer commit while requests go on; a failure is left to the next of them."""
        try:
            self._move()
        except EngineError:
            self._looked = -math.inf

    def _move(self) -> None:
        began = time.monotonic()
        try:
            if self.searcher.refresh():
                with self._reading:
                    self._stats, self._values = self.searcher.stats(), {}
            self._looked = began
        finally:
            self._looking.release()

    @property
    def stats(self) -> Stats:
        """What the archive holds at this commit."""
        stats = self._stats
        if stats is None:
            with self._reading:  # or a refresh in between would leave the old numbers for the new
                stats = self._stats = self._stats or self.searcher.stats()
        return stats

    def values(self, facet: str) -> tuple[str, ...]:
        """The values of a facet that the archive holds at this commit, the most frequent first."""
        known = self._values
        if facet not in known:
            held = self.stats.facets.get(facet, {})
            known[facet] = tuple(sorted(held, key=lambda value: (-held[value], value)))
        return known[facet]

    @property
    def state(self) -> str:
        """A short name of what is served: it changes with each commit and each build."""
        return f"{self.build}-{self.commit}"

    @property
    def commit(self) -> str:
        """A short name of the state of the index, for people to quote: generation and digest."""
        stats = self.stats
        what = (stats.documents, stats.terms, stats.tokens, stats.bytes)
        digest = hashlib.blake2b(repr(what).encode(), digest_size=3).hexdigest()
        return f"{stats.generation}-{digest}"


def archive() -> Archive:
    """The archive of the app that is handling this request."""
    found = current_app.extensions["dateline"]
    assert isinstance(found, Archive)
    return found


def release() -> str:
    """The version of Dateline that is installed."""
    try:
        return version("dateline")
    except PackageNotFoundError:
        return "0"


def _build() -> str:
    """A digest of everything that shapes a page, so that a browser keeps no stale copy."""
    digest = hashlib.blake2b(release().encode(), digest_size=6)
    for path in sorted([*_HERE.rglob("*.py"), *_HERE.glob("templates/*"), *_HERE.glob("static/*")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()
