"""what an engine that answers searches can be asked."""

from __future__ import annotations

from typing import Protocol

from index.article import Document
from index.engine import Stats
from search.query import Request
from search.results import Hit, Results


class Searcher(Protocol):
    """The reading half of an engine: always answers from one commit, whole.

    Every method raises an `index.engine.EngineError` when the engine fails; none answers with an
    empty result instead. Only nodes that `search.rewrite` leaves may be in a request.
    """

    def search(self, request: Request) -> Results:
        """The page of hits, the totals and the facet counts. Hits that tie come in the order in
        which the index holds them, which is that of indexing.

        An engine that does not know stories raises `NotSupported` for `group` and `story`.
        """

    def article(self, id: str) -> Document | None:
        """The document that has this id, or None."""

    def similar(self, id: str, limit: int = 5) -> tuple[Hit, ...]:
        """The articles most like this one, best first, without itself and its versions.

        Of each story there is one; () for an unknown id.
        """

    def versions(self, id: str, limit: int = 50) -> tuple[Document, ...]:
        """The other versions of the story that an article tells, the earliest first.

        () when there is none, or no such article.
        """

    def words(self, prefix: str, limit: int = 10) -> tuple[tuple[str, int], ...]:
        """Index terms that start so, with their document counts, most frequent first."""

    def near(self, word: str, edits: int = 1, limit: int = 10) -> tuple[tuple[str, int], ...]:
        """Index words within so many edits of this one, as `Fuzzy` counts them, most frequent
        first, with their document counts."""

    def languages(self) -> tuple[str, ...]:
        """The languages that the index holds, the most frequent first."""

    def stats(self) -> Stats:
        """What the index holds; a term may count more than once where telling would take long."""

    def pinned(self) -> Searcher:
        """A searcher that stays at the commit of this one: for what takes several answers."""

    def refresh(self) -> bool:
        """Move to the newest commit; whether there was a newer one."""

    def close(self) -> None:
        """Let go of files."""
