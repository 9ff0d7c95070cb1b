"""what the contract of `Index` and `Searcher` is written with: an engine under test, and documents.

Its promises are claims in `contract_*.py`, which run on each engine: a test module imports
everything from them and gives a fixture `engine`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from index.article import Document
from index.engine import Index
from index.engines import open_index
from index.schema import TEXT_FIELDS
from search.engines import open_searcher
from search.query import (
    Filter,
    Query,
    Request,
    Terms,
)
from search.results import Bucket, Results
from search.searcher import Searcher


@dataclass(frozen=True)
class Engine:
    """An engine under test, by its address."""

    url: str

    def index(self) -> Index:
        return open_index(self.url)

    def searcher(self) -> Searcher:
        return open_searcher(self.url)

    def holding(self, *documents: Document) -> Searcher:
        """A searcher over just these documents."""
        with self.index().write() as writer:
            for document in documents:
                writer.add(document)
        return self.searcher()


def doc(id: str, text: str = "", *, title: str = "", **given: object) -> Document:
    """A document whose words need no stemming (its language is unknown)."""
    return replace(Document(id=id, title=title, text=text), **given)  # type: ignore[arg-type]


def word(*terms: str, fields: tuple[str, ...] = TEXT_FIELDS) -> Terms:
    return Terms(terms, fields)


def ids(results: Results) -> list[str]:
    return [hit.document.id for hit in results.hits]


def found(searcher: Searcher, query: Query, **filters: Filter) -> list[str]:
    """The ids that a query finds, in alphabetical order."""
    return sorted(ids(searcher.search(Request(query, filters, limit=1000))))


def counts(buckets: Iterable[Bucket]) -> dict[str, int]:
    return {bucket.value: bucket.count for bucket in buckets}


FRUIT = (
    doc("a", "apple pear", countries=("FR",), year=2015, language="en", topics=("health",)),
    doc("b", "apple plum", countries=("FR", "JP"), year=2016, language="nl", topics=("health",)),
    doc("c", "pear plum apple apple", countries=("JP",), year=2017, year_estimated=True),
    doc("d", "cherry", countries=("US",), topics=("sport", "health"), language="en", year=2017),
    doc("e", "nothing known here"),
)
