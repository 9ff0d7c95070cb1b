"""Datasette: SQLite's full-text search over HTTP, with facets, as its table view offers them."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlencode

from bench.probes import Probe
from index.article import Document

_TABLES = """
CREATE TABLE article (id INTEGER PRIMARY KEY, title TEXT, body TEXT, year TEXT,
                      countries TEXT, topics TEXT);
CREATE VIRTUAL TABLE words USING fts5(
    title, body, content="article", content_rowid="id", tokenize="porter unicode61"
);
"""
_FACETS = (("_facet", "year"), ("_facet_array", "countries"), ("_facet_array", "topics"))
_SETTINGS = {
    "sql_time_limit_ms": 60_000,
    "facet_time_limit_ms": 60_000,
    "default_facet_size": 1_000,
    "suggest_facets": "off",
}
"""No question is cut short, and no facet but those asked for is counted."""


class Datasette:
    """One process, as Datasette runs; titles only, no passages, and no ranking."""

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index everything in one transaction and optimize."""
        db = sqlite3.connect(folder / "articles.db")
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES)
        for n, d in enumerate(documents, 1):
            lists = (json.dumps(values or ("unknown",)) for values in (d.countries, d.topics))
            row = (n, d.title, d.text, str(d.year or "unknown"), *lists)
            db.execute("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?)", row)
        db.execute("INSERT INTO words(words) VALUES ('rebuild')")
        db.execute("INSERT INTO words(words) VALUES ('optimize')")
        db.commit()
        db.close()

    def command(self, folder: Path, port: int) -> list[str]:
        """The command that serves what was built."""
        marked = [x for name, value in _SETTINGS.items() for x in ("--setting", name, str(value))]
        served = ["--immutable", str(folder / "articles.db"), "--port", str(port)]
        return [sys.executable, "-m", "datasette", "serve", *served, *marked]

    def address(self, probe: Probe) -> str:
        """The address that asks the same as a probe."""
        quoted = [f'"{word}"' for word in probe.words]
        match = {
            "all": " ".join(quoted),
            "any": " OR ".join(quoted),
            "phrase": f'"{" ".join(probe.words)}"',
            "prefix": f"{quoted[0]}*",
        }[probe.mode]
        asked = [("_search", match), ("_searchmode", "raw"), ("_size", "10"), ("_col", "title")]
        if probe.country:
            asked.append(("countries__arraycontains", probe.country))
        return f"/articles/article.json?{urlencode([*asked, *_FACETS])}"
