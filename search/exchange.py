"""an answer for programs: as records, in the API and the command alike, and as CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from typing import Any

import msgspec

from index.article import Document
from search.answer import Answer
from search.labels import label
from search.lexeme import Note
from search.query import Filter
from search.results import Bucket, Hit
from search.unparse import unparse

_COLUMNS = ("id", "title", "language", "countries", "regions", "year", "year_estimated", "topics",
            "published", "source", "url", "score", "snippet")  # fmt: skip

BRIEF = (
    *("id", "title", "language", "countries", "mentioned", "regions", "year", "year_estimated"),
    *("published", "topics", "source", "url"),
)
"""What a list says of an article."""

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings that make a spreadsheet take a text for a formula."""

Record = dict[str, Any]


def brief_fields(found: Document) -> Record:
    """What a list says of an article."""
    return {name: getattr(found, name) for name in BRIEF}


def hit_fields(hit: Hit) -> Record:
    """What is said of an article, and of its match, side by side."""
    return brief_fields(hit.document) | {
        "score": round(hit.score, 4),
        "snippet": hit.snippet.html,
        "lacking": hit.lacking,
        "versions": hit.versions,
    }


def bucket_fields(facet: str, bucket: Bucket) -> Record:
    """A value of a facet as programs are told it."""
    return {
        "value": bucket.value,
        "label": label(facet, bucket.value),
        "count": bucket.count,
        "selected": bucket.selected,
        "excluded": bucket.excluded,
        "estimated": bucket.estimated,
    }


def filter_fields(made: Filter) -> Record:
    """A filter as programs are told it back."""
    found: Record = {}
    if made.include:
        found["include"] = list(made.include)
    if made.exclude:
        found["exclude"] = list(made.exclude)
    if made.low is not None or made.high is not None:
        found |= {"from": made.low, "to": made.high}
    return found


def note_fields(note: Note) -> Record:
    """What could not be taken as it was meant."""
    told = {"start": note.start, "end": note.end}
    return told | {"message": note.message, "correction": note.correction}


def query_fields(answer: Answer) -> Record:
    """How the query of an answer was understood."""
    filters = answer.question.filters
    return {
        "text": answer.question.text,
        "parsed": unparse(answer.parsed.query),
        "filters": {facet: filter_fields(made) for facet, made in filters.items() if made},
        "corrections": list(map(note_fields, answer.parsed.notes)),
        "relaxed": answer.relaxed,
    }


def answer_fields(answer: Answer, hit: Callable[[Hit], Record] = hit_fields) -> Record:
    """A whole answer; `hit` makes the record of each hit."""
    question, results = answer.question, answer.results
    grouped = {} if results.stories is None else {"stories": results.stories}
    return {
        "query": query_fields(answer),
        "total": results.total,
        **grouped,
        "took_ms": round(answer.took_ms, 3),
        "page": question.page,
        "size": question.size,
        "sort": question.sort,
        "hits": list(map(hit, results.hits)),
        "facets": {
            facet: [bucket_fields(facet, bucket) for bucket in buckets]
            for facet, buckets in results.facets.items()
        },
        "suggestion": answer.suggestion,
        "suggestion_total": answer.suggestion_total,
    }


def as_json(answer: Answer) -> str:
    """The answer as one JSON object, indented."""
    return msgspec.json.format(msgspec.json.encode(answer_fields(answer)), indent=2).decode()


def as_csv(answer: Answer) -> str:
    """The hits as CSV with a header; several values of one field stand with `;` between."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for hit in answer.results.hits:
        fields = hit_fields(hit) | {"snippet": hit.snippet.text}
        writer.writerow([cell(fields[name]) for name in _COLUMNS])
    return out.getvalue()


def cell(value: object) -> str:
    """A value as a cell of a table that spreadsheets open: text that none of them runs."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    text = "; ".join(value) if isinstance(value, tuple) else str(value)
    return f"'{text}" if text.startswith(_RISKY) else text
