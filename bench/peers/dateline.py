"""Dateline itself: the whole road from what a person types to marked snippets."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bench.peers import Answer
from bench.probes import Probe
from index.article import Document
from index.engines import open_index
from search.answer import Question, ask
from search.engines import open_searcher
from search.query import Filter


class Dateline:
    """The engine behind its own protocols, in this process; highlighting ten hits included."""

    name = "dateline"

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index everything in one change, in this process."""
        with open_index(f"whoosh:{folder}").write() as writer:
            builder = writer.builder()()
            for document in documents:
                builder.add(document)
                if builder.size > 512_000_000:
                    writer.attach(builder.flush())
            writer.attach(builder.flush())

    def open(self, folder: Path) -> None:
        """Open what was built."""
        self._searcher = open_searcher(f"whoosh:{folder}")

    def ask(self, probe: Probe) -> Answer:
        """The same work, plus parsing, the language facet, and ten marked snippets."""
        filters = {"country": Filter((probe.country,))} if probe.country else {}
        results = ask(self._searcher, Question(probe.text, filters)).results
        facets = {
            name: {bucket.value: bucket.count for bucket in buckets}
            for name, buckets in results.facets.items()
        }
        return Answer(results.total, tuple(h.document.title for h in results.hits), facets)
