"""SQLite's full-text search, with tables for the facets."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from bench.peers import Answer, stems, words
from bench.probes import Probe
from index.article import Document

_TABLES = """
CREATE TABLE article (id INTEGER PRIMARY KEY, title TEXT, body TEXT, year TEXT);
CREATE VIRTUAL TABLE words USING fts5(
    title, body, content='article', content_rowid='id', tokenize="unicode61 tokenchars '''.@-_'"
);
CREATE TABLE country (article INTEGER, value TEXT);
CREATE TABLE topic (article INTEGER, value TEXT);
"""
_INDEXES = """
CREATE INDEX country_article ON country (article, value);
CREATE INDEX country_value ON country (value, article);
CREATE INDEX topic_article ON topic (article, value);
INSERT INTO words(words) VALUES ('optimize');
"""


class _Query(NamedTuple):
    match: str
    country: str | None


class Fts5:
    """FTS5 with the articles as its content, so that the text is stored once."""

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index everything in one transaction and optimize."""
        db = sqlite3.connect(folder / "articles.db")
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES)
        for n, d in enumerate(documents, 1):
            text = (words(d.title, d.language), words(d.text, d.language))
            db.execute("INSERT INTO words(rowid, title, body) VALUES (?, ?, ?)", (n, *text))
            row = (n, d.title, d.text, str(d.year or "unknown"))
            db.execute("INSERT INTO article VALUES (?, ?, ?, ?)", row)
            countries = {(n, value) for value in d.countries or ("unknown",)}
            db.executemany("INSERT INTO country VALUES (?, ?)", countries)
            topics = {(n, value) for value in d.topics or ("unknown",)}
            db.executemany("INSERT INTO topic VALUES (?, ?)", topics)
        db.executescript(_INDEXES)
        db.commit()
        db.close()

    def open(self, folder: Path) -> None:
        """Open what was built."""
        self._db = sqlite3.connect(folder / "articles.db")
        self._db.execute("PRAGMA mmap_size=4000000000")
        self._db.execute("CREATE TEMP TABLE hit (id INTEGER PRIMARY KEY, score REAL)")

    def prepare(self, probe: Probe) -> _Query:
        """The probe in the syntax of MATCH, and the filter."""
        quoted = [f'"{word}"' for word in stems(probe)]
        if probe.mode == "phrase":
            match = "+".join(quoted)
        elif probe.mode == "prefix":
            match = f"{quoted[0]} *"
        else:
            match = (" OR " if probe.mode == "any" else " AND ").join(quoted)
        return _Query(match, probe.country)

    def find(self, query: _Query) -> Answer:
        """The hits once into a temporary table, everything else from there."""
        db = self._db
        where, country = ("", ()) if query.country is None else (_NARROW, (query.country,))
        db.execute("DELETE FROM hit")
        db.execute(
            "INSERT INTO hit SELECT rowid, bm25(words, 2.0, 1.0) FROM words "
            f"WHERE words MATCH ? {where}",
            (query.match, *country),
        )
        total = db.execute("SELECT count(*) FROM hit").fetchone()[0]
        best = "SELECT title FROM hit JOIN article USING (id) ORDER BY score LIMIT 10"
        titles = tuple(row[0] for row in db.execute(best))
        return Answer(total, titles, {name: dict(db.execute(sql)) for name, sql in _FACETS.items()})

    def show(self, query: _Query) -> Answer:
        """The same, and a passage of each of the ten."""
        answer = self.find(query)
        rows = self._db.execute(_PASSAGES, (query.match,))
        return replace(answer, passages=tuple(row[0] for row in rows))


_PASSAGES = """
SELECT snippet(words, 1, '<mark>', '</mark>', '…', 40) FROM words
WHERE words MATCH ? AND rowid IN (SELECT id FROM hit ORDER BY score LIMIT 10)
"""
_NARROW = "AND EXISTS (SELECT 1 FROM country WHERE value = ? AND article = words.rowid)"
_FACETS = {
    "country": "SELECT value, count(*) FROM hit JOIN country ON article = id GROUP BY 1",
    "topic": "SELECT value, count(*) FROM hit JOIN topic ON article = id GROUP BY 1",
    "year": "SELECT year, count(*) FROM hit JOIN article USING (id) GROUP BY 1",
}
