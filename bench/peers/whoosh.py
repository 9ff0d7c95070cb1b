"""Whoosh as it comes: its own codec, its own collectors, its own facets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from whoosh import fields, index, query, scoring, sorting
from whoosh.analysis import SpaceSeparatedTokenizer

from bench.peers import COUNTED, Answer, stems, words
from bench.probes import Probe
from index.article import Document


class StockWhoosh:
    """Whoosh with `multisegment` off: one segment, its fastest form to search."""

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

    def prepare(self, probe: Probe) -> tuple[query.Query, query.Query | None]:
        """The probe over title and body, and the filter."""
        both, asked = ("title", "body"), stems(probe)
        country = query.Term("country", probe.country) if probe.country else None
        if probe.mode == "phrase":
            return query.Or([query.Phrase(field, asked) for field in both]), country
        if probe.mode == "prefix":
            return query.Or([query.Prefix(field, asked[0]) for field in both]), country
        parts = [query.Or([query.Term(field, word) for field in both]) for word in asked]
        return (query.And(parts) if probe.mode == "all" else query.Or(parts)), country

    def find(self, query: tuple[query.Query, query.Query | None]) -> Answer:
        """One search with three facets, overlapping where a document has several values."""
        return self._found(*query)[0]

    def show(self, query: tuple[query.Query, query.Query | None]) -> Answer:
        """The same, and Whoosh's passages of the bodies."""
        answer, found = self._found(*query)
        passages = (hit.highlights("body", text=hit["stored_body"].lower()) for hit in found)
        return replace(answer, passages=tuple(passages))

    def _found(self, asked: query.Query, country: query.Query | None) -> tuple[Answer, Any]:
        several = {n: sorting.FieldFacet(n, allow_overlap=True) for n in ("country", "topic")}
        found = self._searcher.search(
            asked,
            limit=10,
            groupedby={**several, "year": sorting.FieldFacet("year")},
            maptype=sorting.Count,
            filter=country,
        )
        groups: dict[str, Any] = {name: found.groups(name) for name in COUNTED}
        return Answer(len(found), tuple(hit["stored_title"] for hit in found), groups), found
