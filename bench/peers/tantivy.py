"""Tantivy through its Python package, with its aggregations."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy

from bench.peers import Answer, words
from bench.probes import Probe
from index.article import Document

_COUNTS = {name: {"terms": {"field": name, "size": 1000}} for name in ("country", "topic", "year")}


class Tantivy:
    """One writing thread unless told otherwise; whitespace tokens of our words."""

    name = "tantivy"

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads
        builder = tantivy.SchemaBuilder()
        for field in ("title", "body"):
            builder.add_text_field(field, tokenizer_name="whitespace")
        for field in ("country", "topic", "year"):
            builder.add_text_field(field, tokenizer_name="raw", fast=True, index_option="basic")
        for field in ("stored_title", "stored_body"):
            builder.add_bytes_field(field, stored=True, indexed=False)
        self._schema = builder.build()

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index everything in one commit and merge what its policy merges."""
        index = tantivy.Index(self._schema, path=str(folder))
        writer = index.writer(256_000_000, num_threads=self._threads)
        for document in documents:
            row = tantivy.Document()
            row.add_text("title", words(document.title, document.language))
            row.add_text("body", words(document.text, document.language))
            row.add_bytes("stored_title", document.title.encode())
            row.add_bytes("stored_body", document.text.encode())
            for country in document.countries or ("unknown",):
                row.add_text("country", country)
            for topic in document.topics or ("unknown",):
                row.add_text("topic", topic)
            row.add_text("year", str(document.year or "unknown"))
            writer.add_document(row)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        """Open what was built."""
        self._index = tantivy.Index(self._schema, path=str(folder))
        self._searcher = self._index.searcher()

    def _query(self, probe: Probe) -> tantivy.Query:
        query, must = tantivy.Query, tantivy.Occur.Must
        either = tantivy.Occur.Should
        fields = ("title", "body")
        if probe.mode == "phrase":
            parts = [query.phrase_query(self._schema, f, list(probe.words)) for f in fields]
            found = query.boolean_query([(either, part) for part in parts])
        elif probe.mode == "prefix":
            shape = f"{probe.words[0]}.*"
            parts = [query.regex_query(self._schema, f, shape) for f in fields]
            found = query.boolean_query([(either, part) for part in parts])
        else:
            occur = must if probe.mode == "all" else either
            found = query.boolean_query([(occur, self._word(word)) for word in probe.words])
        if probe.country is None:
            return found
        country = query.term_query(self._schema, "country", probe.country, "basic")
        return query.boolean_query([(must, found), (must, query.const_score_query(country, 0.0))])

    def _word(self, word: str) -> tantivy.Query:
        parts = [tantivy.Query.term_query(self._schema, f, word) for f in ("title", "body")]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])

    def ask(self, probe: Probe) -> Answer:
        """Total and top ten in one pass, the counts in another: its package offers no tuple."""
        query = self._query(probe)
        found: Any = self._searcher.search(query, limit=10)
        titles = tuple(
            bytes(self._searcher.doc(at)["stored_title"][0]).decode() for _, at in found.hits
        )
        counted = self._searcher.aggregate(query, _COUNTS)
        facets = {
            name: {b["key"]: b["doc_count"] for b in counted[name]["buckets"]} for name in _COUNTS
        }
        return Answer(int(found.count or 0), titles, facets)
