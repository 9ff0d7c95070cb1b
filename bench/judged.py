"""the collections with judged queries that ranking is measured on."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.article import Article

DATA = Path(__file__).parent.parent.parent / "shared" / "data" / "relevance"
"""Where the public test collections are; they are not part of the project."""

LANGUAGES = ("ar", "de", "en", "es", "ru", "zh")
"""The languages of XQuAD that are at hand."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and the ids of the articles that were judged to answer it."""

    text: str
    relevant: frozenset[str]
    language: str


@dataclass(frozen=True, slots=True)
class Collection:
    """Articles and the queries that were judged on them."""

    articles: tuple[Article, ...]
    queries: tuple[Asked, ...]


def _records(path: Path) -> Iterator[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _article(record: dict[str, Any], language: str | None, prefix: str = "") -> Article:
    return Article(
        prefix + record["id"], record["text"], record.get("title", "").strip(), language=language
    )


def questions(folder: str, language: str, *, prefix: str = "") -> Collection:
    """A collection of questions that one paragraph answers: XQuAD and JaQuAD."""
    name = f"{language}." if folder == "xquad" else ""
    articles = _records(DATA / folder / f"{name}docs.jsonl.gz")
    asked = _records(DATA / folder / f"{name}queries.jsonl.gz")
    return Collection(
        tuple(_article(record, language, prefix) for record in articles),
        tuple(
            Asked(record["question"], frozenset({prefix + record["doc_id"]}), language)
            for record in asked
        ),
    )


def pooled() -> Collection:
    """The six languages of XQuAD in one collection; each article's id begins with its language."""
    parts = [questions("xquad", language, prefix=f"{language}-") for language in LANGUAGES]
    return Collection(
        tuple(article for part in parts for article in part.articles),
        tuple(asked for part in parts for asked in part.queries),
    )


def topical(folder: str) -> Collection:
    """A collection of topics that several English articles bear on: TIME and Cranfield."""
    relevant: dict[str, set[str]] = defaultdict(set)
    for line in (DATA / folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, document, grade = line.split("\t")
        if int(grade) > 0:
            relevant[query].add(document)
    return Collection(
        tuple(_article(record, "en") for record in _records(DATA / folder / "docs.jsonl")),
        tuple(
            Asked(record["text"], frozenset(relevant[record["qid"]]), "en")
            for record in _records(DATA / folder / "queries.jsonl")
        ),
    )
