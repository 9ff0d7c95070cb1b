"""Dateline itself: the engine behind its own protocols, and the whole road of a question."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, cast

from bench.peers import COUNTED, Answer
from bench.probes import Probe
from index.analysis import asking, distinct
from index.analysis.stems import forms_of
from index.article import Document, decode, encode
from index.engine import Builder
from index.engines import open_index
from index.pipeline import cores
from index.pool import in_order
from search import marking
from search import wanted as wanting
from search.answer import Question, ask, prepare, understood
from search.engines import open_searcher
from search.engines.whoosh.recent import Recent
from search.marking import every
from search.parser import parse
from search.query import Filter, Request
from search.results import Results
from search.rewrite import rewrite
from search.snippet import passage
from search.wanted import wanted


class Prepared(NamedTuple):
    """A probe as the engine takes it, and as a person types it."""

    request: Request
    question: Question


_STRETCH = 32 << 20
"""Bytes of documents in a part, as for `dateline index`."""

_REMEMBERING: tuple[Any, ...] = (
    parse, rewrite, wanted, wanting._wanted, marking._finder, asking._alternatives, distinct
)  # fmt: skip
"""What keeps the last queries, or texts, that it was given."""

_builders: list[Builder] = []
"""The builder of this process."""


def _begin(maker: Callable[[], Builder]) -> None:
    _builders[:] = [maker()]


def _part(stretch: list[bytes]) -> Any:
    for document in stretch:
        _builders[0].add(decode(document))
    return _builders[0].flush()


def _stretches(documents: Iterable[Document]) -> Iterator[list[bytes]]:
    stretch: list[bytes] = []
    held = 0
    for document in map(encode, documents):
        stretch.append(document)
        held += len(document)
        if held >= _STRETCH:
            yield stretch
            stretch, held = [], 0
    yield stretch


class Dateline:
    """One searcher that is asked again and again, as in a server."""

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index everything in one change as `dateline index` does, but derive nothing."""
        context = multiprocessing.get_context("spawn")
        with (
            open_index(f"whoosh:{folder}").write() as writer,
            ProcessPoolExecutor(cores(), context, _begin, (writer.builder(),)) as pool,
        ):
            stretches = _stretches(documents)
            spread = partial(in_order, pool, tick=lambda: None, ahead=cores() + 1)
            for part in spread(_part, stretches):
                writer.attach(part)
            writer.settle(lambda *_: None, spread)

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
        """The same, and a passage of each body."""
        results = self._searcher.search(query.request)
        documents = [hit.document for hit in results.hits]
        texts = [document.body for document in documents]
        languages = [document.language for document in documents]
        found = every(texts, languages, wanted(query.request.query))
        return _answer(
            results, tuple(passage(*each).html for each in zip(texts, found, strict=True))
        )

    def road(self, query: Prepared) -> Answer:
        """The whole road of a reader's question: understood, searched, loosened or respelt where
        little is found, titles and passages marked."""
        results = ask(self._searcher, query.question).results
        return _answer(results, tuple(hit.snippet.html for hit in results.hits))

    def rank(self, query: Prepared) -> list[str]:
        """The ids of the ten best."""
        request = Request(query.request.query, facets=())
        return [hit.document.id for hit in self._searcher.search(request).hits]


class NewWords(Dateline):
    """The same for questions whose words nobody has asked for: the index stays open, but whatever
    is remembered of words, queries and passages is forgotten before each question."""

    def prepare(self, probe: Probe) -> Prepared:
        """Prepare as ever, and forget it."""
        prepared = super().prepare(probe)
        cast(Any, self._searcher)._snapshot.recent = Recent()
        for remembering in _REMEMBERING:
            remembering.cache_clear()
        for language in self._searcher.languages():
            for word in probe.words:
                forms_of(language).pop(word, None)
        return prepared


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
