"""Dateline itself: the engine behind its own protocols, and the whole road to marked passages."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bench.peers import COUNTED, Answer
from bench.probes import Probe
from index.article import Document
from index.engines import open_index
from search.answer import Question, ask, prepare, understood
from search.engines import open_searcher
from search.query import Filter, Request
from search.results import Results


class Prepared(NamedTuple):
    """A probe as the engine takes it, and as a person types it."""

    request: Request
    question: Question


class Dateline:
    """One searcher that is asked again and again, as in a server."""

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
        self._url = f"whoosh:{folder}"
        self._searcher = open_searcher(self._url)
        prepare()

    def prepare(self, probe: Probe) -> Prepared:
        """The request that an engine gets, and the question that a person asks."""
        filters = {"country": Filter((probe.country,))} if probe.country else {}
        question = Question(probe.text, filters, facets=COUNTED)
        query = understood(self._searcher, question)
        return Prepared(Request(query, filters, facets=COUNTED), question)

    def find(self, query: Prepared) -> Answer:
        """The engine alone."""
        return _answer(self._searcher.search(query.request))

    def show(self, query: Prepared) -> Answer:
        """The whole road: parsing, searching, marking titles and passages."""
        results = ask(self._searcher, query.question).results
        return _answer(results, tuple(hit.snippet.html for hit in results.hits))

    def rank(self, query: Prepared) -> list[str]:
        """The ids of the ten best."""
        request = Request(query.request.query, facets=())
        return [hit.document.id for hit in self._searcher.search(request).hits]


class FirstAsked(Dateline):
    """The same with nothing remembered: the index is opened anew before each question."""

    def prepare(self, probe: Probe) -> Prepared:
        """Open the index, and prepare as ever."""
        self._searcher = open_searcher(self._url)
        return super().prepare(probe)


def _answer(results: Results, passages: tuple[str, ...] = ()) -> Answer:
    facets = {
        name: {bucket.value: bucket.count for bucket in buckets}
        for name, buckets in results.facets.items()
    }
    titles = tuple(hit.document.title for hit in results.hits)
    return Answer(results.total, titles, facets, passages)
