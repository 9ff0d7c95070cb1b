"""the reading half on Whoosh's storage: every answer comes from one snapshot, whole."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import wraps
from typing import TypeVar, cast

import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filestore import Storage

from index.article import Document
from index.engine import Stats
from index.engines.whoosh.index import blaming_damage
from index.engines.whoosh.storage import called, open_storage
from index.engines.whoosh.toc import Toc
from index.schema import TEXT_FIELDS
from search.engines.whoosh.counting import Filtered
from search.engines.whoosh.evaluate import evaluate
from search.engines.whoosh.lists import Docs
from search.engines.whoosh.matches import MANY, Listed
from search.engines.whoosh.page import order, page
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.stories import leading
from search.engines.whoosh.telling import telling
from search.engines.whoosh.vocabulary import commonest
from search.query import Any, Fuzzy, Prefix, Request, Terms
from search.results import Hit, Results

_Method = TypeVar("_Method", bound=Callable[..., object])


def _sound(method: _Method) -> _Method:
    """A method that names the damaged file where a damaged index makes it fail."""

    @wraps(method)
    def answer(self: WhooshSearcher, *given: object, **named: object) -> object:
        try:
            return method(self, *given, **named)
        except Exception:
            with blaming_damage(self._storage, self._name):
                raise

    return cast(_Method, answer)


class WhooshSearcher:
    """Answers from one commit; `refresh` swaps the snapshot for a newer one, whole."""

    def __init__(self, storage: Storage, *, name: str = "memory") -> None:
        self._storage, self._name = storage, name
        with blaming_damage(storage, name):
            self._snapshot = Snapshot(storage, name)

    @classmethod
    def at(cls, location: str) -> WhooshSearcher:
        """The searcher over a folder, or over memory (`""`, `":name"`)."""
        return cls(open_storage(location), name=called(location))

    def pinned(self) -> WhooshSearcher:
        """A searcher that keeps this snapshot when this one moves on to a newer commit."""
        return copy(self)

    @_sound
    def refresh(self) -> bool:
        """Move to the newest commit; whether there was a newer one."""
        before = self._snapshot
        if Toc.latest(self._storage) == before.generation:
            return False
        self._snapshot = Snapshot(self._storage, self._name, before)
        return True

    @_sound
    def search(self, request: Request) -> Results:
        """The page of hits, the total and the facet counts."""
        snapshot = self._snapshot
        found = evaluate(request.query, snapshot)
        if snapshot.live is not None:
            found = found.at(snapshot.live[found.docs].nonzero()[0])
        if request.story is not None:
            found = found.at(snapshot.telling(found.docs, request.story))
        stories = snapshot.stories if request.group else None
        filtered = Filtered(found.docs, request, snapshot, stories)
        if filtered.kept is not None:
            found = found.at(filtered.kept)
        total = len(found.docs)
        versions: Docs | None = None
        if stories is not None:
            every = found
            at, versions = leading(
                stories, every.docs, lambda told: _keys(every.at(told), request, snapshot)
            )
            found = found if at is None else found.at(at)
        hits = _hits(found, request, snapshot, versions)
        facets = {name: filtered.facet(name) for name in request.facets}
        return Results(total, hits, facets, len(found.docs) if request.group else None)

    @_sound
    def article(self, id: str) -> Document | None:
        """The document that has this id, or None."""
        snapshot = self._snapshot
        doc = snapshot.find(id)
        return None if doc is None else snapshot.documents(np.array([doc]))[0]

    @_sound
    def similar(self, id: str, limit: int = 5) -> tuple[Hit, ...]:
        """The articles most like this one, by its most telling terms; no version of its story."""
        document = self.article(id)
        if document is None:
            return ()
        snapshot = self._snapshot
        parts = tuple(Terms((term,), TEXT_FIELDS) for term in telling(document, snapshot))
        if not parts:
            return ()
        results = self.search(Request(Any(parts), limit=limit + 1, facets=(), group=True))
        told = snapshot.story(id)
        return tuple(
            hit
            for hit in results.hits
            if hit.document.id != id and not (told and snapshot.story(hit.document.id) == told)
        )[:limit]

    @_sound
    def versions(self, id: str, limit: int = 50) -> tuple[Document, ...]:
        """The other versions of the story that an article tells, the earliest first."""
        snapshot = self._snapshot
        live = snapshot.everything
        docs = live[snapshot.telling(live, id)]
        keys = order(np.zeros(len(docs)), snapshot.dates[docs], "oldest")
        told = snapshot.documents(docs[page(keys, 0, limit + 1)])
        return tuple(document for document in told if document.id != id)[:limit]

    @_sound
    def words(self, prefix: str, limit: int = 10) -> tuple[tuple[str, int], ...]:
        """Index terms that start so, with their document counts, most frequent first."""
        return commonest(self._snapshot, Prefix(prefix), limit)

    @_sound
    def near(self, word: str, edits: int = 1, limit: int = 10) -> tuple[tuple[str, int], ...]:
        """Index words within so many edits of this one, most frequent first."""
        return commonest(self._snapshot, Fuzzy(word, edits=edits), limit)

    def languages(self) -> tuple[str, ...]:
        """The languages that the index holds, the most frequent first."""
        return self._snapshot.languages

    @_sound
    def stats(self) -> Stats:
        """What the index holds."""
        return self._snapshot.stats

    def close(self) -> None:
        """Let go of files: nothing to do, since a map ends with the last array over it."""


def _keys(found: Listed, request: Request, snapshot: Snapshot) -> NDArray[np.generic]:
    """Numbers that rise in the order that is asked for."""
    return order(found.scores, snapshot.dates[found.docs], request.sort)


def _hits(
    found: Listed, request: Request, snapshot: Snapshot, versions: Docs | None
) -> tuple[Hit, ...]:
    """The page of hits that is asked for; `versions` counts those found of each story."""
    offset, limit = request.offset, request.limit
    if not limit or offset >= len(found.docs):
        return ()
    docs, scores = found.at(page(_keys(found, request, snapshot), offset, limit))
    several = [1] * len(docs)
    if versions is not None:
        several = np.maximum(versions[snapshot.stories[docs]], 1).tolist()
    shown = (scores % MANY).tolist()
    return tuple(
        Hit(document, score, versions=count)
        for document, score, count in zip(snapshot.documents(docs), shown, several, strict=True)
    )
