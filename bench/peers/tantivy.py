"""Tantivy through its Python package, with its aggregations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import tantivy

from bench.peers import COUNTED, Answer, stems, words
from bench.probes import Probe
from index.article import Document

_COUNTS = {name: {"terms": {"field": name, "size": 1000}} for name in COUNTED}


class Tantivy:
    """One writing thread; whitespace tokens of our words."""

    tokens = "whitespace"

    def __init__(self) -> None:
        builder = tantivy.SchemaBuilder()
        for field in ("title", "body"):
            builder.add_text_field(field, tokenizer_name=self.tokens)
        for field in COUNTED:
            builder.add_text_field(field, tokenizer_name="raw", fast=True, index_option="basic")
        for field in ("stored_title", "stored_body"):
            builder.add_bytes_field(field, stored=True, indexed=False)
        self._schema = builder.build()

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index everything in one commit and merge what its policy merges."""
        index = tantivy.Index(self._schema, path=str(folder))
        writer = index.writer(256_000_000, num_threads=1)
        for document in documents:
            row = tantivy.Document()
            row.add_text("title", self.words(document.title, document.language))
            row.add_text("body", self.words(document.text, document.language))
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

    @staticmethod
    def words(text: str, language: str) -> str:
        """What is given to Tantivy to index."""
        return words(text, language)

    def open(self, folder: Path) -> None:
        """Open what was built; passages are cut out of the text as it was given."""
        index = tantivy.Index(self._schema, path=str(folder))
        of_words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        for each in (tantivy.Filter.lowercase(), tantivy.Filter.stemmer("english")):
            of_words = of_words.filter(each)
        index.register_tokenizer(self.tokens, of_words.build())
        self._searcher = index.searcher()

    def prepare(self, probe: Probe) -> tantivy.Query:
        """The probe as a query over title and body."""
        query, must = tantivy.Query, tantivy.Occur.Must
        asked, either = stems(probe), tantivy.Occur.Should
        fields = ("title", "body")
        if probe.mode == "phrase":
            parts = [query.phrase_query(self._schema, f, [*asked]) for f in fields]
            found = query.boolean_query([(either, part) for part in parts])
        elif probe.mode == "prefix":
            parts = [query.regex_query(self._schema, f, f"{asked[0]}.*") for f in fields]
            found = query.boolean_query([(either, part) for part in parts])
        else:
            occur = must if probe.mode == "all" else either
            found = query.boolean_query([(occur, self._word(word)) for word in asked])
        if probe.country is None:
            return found
        country = query.term_query(self._schema, "country", probe.country, "basic")
        return query.boolean_query([(must, found), (must, query.const_score_query(country, 0.0))])

    def _word(self, word: str) -> tantivy.Query:
        parts = [tantivy.Query.term_query(self._schema, f, word) for f in ("title", "body")]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])

    def find(self, query: tantivy.Query) -> Answer:
        """Total and top ten in one pass, the counts in another: its package offers no tuple."""
        return self._found(query)[0]

    def show(self, query: tantivy.Query) -> Answer:
        """The same, and Tantivy's own passages of the bodies."""
        answer, best = self._found(query)
        cutter = tantivy.SnippetGenerator.create(self._searcher, query, self._schema, "body")
        cutter.set_max_num_chars(260)
        texts = (bytes(doc["stored_body"][0]).decode() for doc in best)
        cut = (cutter.snippet_from_doc(tantivy.Document(body=text)) for text in texts)
        return replace(answer, passages=tuple(passage.to_html() for passage in cut))

    def _found(self, query: tantivy.Query) -> tuple[Answer, list[Any]]:
        found: Any = self._searcher.search(query, limit=10)
        best = [self._searcher.doc(at) for _, at in found.hits]
        counted = self._searcher.aggregate(query, _COUNTS)
        facets = {
            name: {b["key"]: b["doc_count"] for b in counted[name]["buckets"]} for name in COUNTED
        }
        titles = tuple(bytes(doc["stored_title"][0]).decode() for doc in best)
        return Answer(int(found.count or 0), titles, facets), best


class OwnTokens(Tantivy):
    """With its own analysis, which is English: how fast it indexes without ours."""

    tokens = "en_stem"

    @staticmethod
    def words(text: str, language: str) -> str:  # noqa: ARG004
        """The text as it is."""
        return text
