"""Whoosh as it comes: its own codec, its own collectors, its own facets."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh import fields, index, query, scoring, sorting
from whoosh.analysis import SpaceSeparatedTokenizer

from bench.peers import Answer, words
from bench.probes import Probe
from index.article import Document


class StockWhoosh:
    """Whoosh with `multisegment` off: one segment, its fastest form to search."""

    name = "whoosh"

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index everything in one segment."""
        text = fields.TEXT(analyzer=SpaceSeparatedTokenizer())
        schema = fields.Schema(
            title=text,
            body=text,
            stored_title=fields.STORED,
            stored_body=fields.STORED,
            country=fields.KEYWORD,
            topic=fields.KEYWORD,
            year=fields.ID(sortable=True),
        )
        writer = index.create_in(folder, schema).writer(limitmb=512)
        for d in documents:
            writer.add_document(
                title=words(d.title, d.language),
                body=words(d.text, d.language),
                stored_title=d.title,
                stored_body=d.text,
                country=list(d.countries or ("unknown",)),
                topic=list(d.topics or ("unknown",)),
                year=str(d.year or "unknown"),
            )
        writer.commit(optimize=True)

    def open(self, folder: Path) -> None:
        """Open what was built."""
        self._searcher = index.open_dir(folder).searcher(weighting=scoring.BM25F())

    def ask(self, probe: Probe) -> Answer:
        """One search with three facets, overlapping where a document has several values."""
        several = {n: sorting.FieldFacet(n, allow_overlap=True) for n in ("country", "topic")}
        found = self._searcher.search(
            _query(probe),
            limit=10,
            groupedby={**several, "year": sorting.FieldFacet("year")},
            maptype=sorting.Count,
            filter=query.Term("country", probe.country) if probe.country else None,
        )
        groups: dict[str, Any] = {name: found.groups(name) for name in ("country", "topic", "year")}
        return Answer(len(found), tuple(hit["stored_title"] for hit in found), groups)


def _query(probe: Probe) -> query.Query:
    both = ("title", "body")
    if probe.mode == "phrase":
        return query.Or([query.Phrase(field, list(probe.words)) for field in both])
    if probe.mode == "prefix":
        return query.Or([query.Prefix(field, probe.words[0]) for field in both])
    parts = [query.Or([query.Term(field, word) for field in both]) for word in probe.words]
    return query.And(parts) if probe.mode == "all" else query.Or(parts)
