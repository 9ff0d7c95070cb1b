"""the reading half on Whoosh's storage: every answer comes from one snapshot, whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

import numpy as np
from whoosh.filedb.filestore import Storage

from index.analysis import terms
from index.article import Document
from index.engine import Stats
from index.engines.whoosh.index import blaming_damage
from index.engines.whoosh.storage import open_storage
from index.engines.whoosh.toc import Toc
from index.schema import TEXT_FIELDS
from search import ranking
from search.engines.whoosh.counting import Filtered
from search.engines.whoosh.evaluate import evaluate
from search.engines.whoosh.lists import Docs
from search.engines.whoosh.matches import MANY, Worth
from search.engines.whoosh.page import best, by_date, page
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.vocabulary import commonest
from search.query import Any, Fuzzy, Prefix, Request, Terms
from search.results import Hit, Results

_TELLING = 20
"""Terms of an article that its like are sought by."""


_Method = TypeVar("_Method", bound=Callable[..., object])


def _sound(method: _Method) -> _Method:
    """A method that names the damaged file where a damaged index makes it fail."""

    @wraps(method)
    def answer(self: WhooshSearcher, *given: object, **named: object) -> object:
        with blaming_damage(self._storage, self._name):
            return method(self, *given, **named)

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
        return cls(open_storage(location), name=location or "memory")

    @_sound
    def refresh(self) -> bool:
        """Move to the newest commit; whether there was a newer one."""
        if Toc.latest(self._storage) == self._snapshot.generation:
            return False
        self._snapshot = Snapshot(self._storage, self._name)
        return True

    @_sound
    def search(self, request: Request) -> Results:
        """The page of hits, the total and the facet counts."""
        snapshot = self._snapshot
        docs, scores = evaluate(request.query, snapshot).found
        if snapshot.live is not None:
            live = snapshot.live[docs].nonzero()[0]
            docs, scores = docs[live], scores if scores is None else scores[live]
        filtered = Filtered(docs, request.filters, snapshot)
        if filtered.kept is not None:
            docs, scores = filtered.hits, scores if scores is None else scores[filtered.kept]
        return Results(
            len(docs),
            _hits(docs, scores, request, snapshot),
            {name: filtered.facet(name) for name in request.facets},
        )

    @_sound
    def article(self, id: str) -> Document | None:
        """The document that has this id, or None."""
        snapshot = self._snapshot
        doc = snapshot.find(id)
        return None if doc is None else snapshot.document(doc)

    @_sound
    def similar(self, id: str, limit: int = 5) -> tuple[Hit, ...]:
        """The articles most like this one, by its most telling terms."""
        document = self.article(id)
        if document is None:
            return ()
        counts = Counter(terms(document.body, document.language)[0])
        snapshot = self._snapshot
        worth = {
            term: count * ranking.idf(snapshot.size, snapshot.holding("body", term))
            for term, count in counts.items()
        }
        telling = sorted(worth, key=lambda term: (-worth[term], term))[:_TELLING]
        parts = tuple(Terms((term,), TEXT_FIELDS) for term in telling)
        results = self.search(Request(Any(parts), limit=limit + 1, facets=()))
        return tuple(hit for hit in results.hits if hit.document.id != id)[:limit]

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


def _hits(docs: Docs, scores: Worth, request: Request, snapshot: Snapshot) -> tuple[Hit, ...]:
    """The page of hits that is asked for."""
    offset, limit = request.offset, request.limit
    if not limit or offset >= len(docs):
        return ()
    ranks = snapshot.ranks[docs]
    if request.sort != "relevance":
        at = page(by_date(snapshot.dates[docs], ranks, request.sort), offset, limit)
    elif scores is None:
        at = page(ranks, offset, limit)
    else:
        at = best(scores, ranks, offset=offset, limit=limit)
    shown = np.zeros(len(at)) if scores is None else scores[at].astype(np.float64) % MANY
    return tuple(
        Hit(snapshot.document(doc), score)
        for doc, score in zip(docs[at].tolist(), shown.tolist(), strict=True)
    )
