"""an answer for programs: JSON in the shape of the HTTP API, and CSV."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Any

import msgspec

from search.answer import Answer
from search.labels import label
from search.query import Filter
from search.results import Bucket, Hit
from search.unparse import unparse

_COLUMNS = ("id", "title", "language", "countries", "regions", "year", "year_estimated", "topics",
            "published", "source", "url", "score", "snippet")  # fmt: skip

_NOTE = ("start", "end", "message", "correction")


def as_json(answer: Answer) -> str:
    """The answer as one JSON object, indented."""
    question, results = answer.question, answer.results
    shape = {
        "query": {
            "text": question.text,
            "parsed": unparse(answer.parsed.query),
            "filters": _filters(question.filters),
            "corrections": [
                {name: getattr(note, name) for name in _NOTE} for note in answer.parsed.notes
            ],
            "relaxed": answer.relaxed,
        },
        "total": results.total,
        **({} if results.stories is None else {"stories": results.stories}),
        "took_ms": round(answer.took_ms, 3),
        "page": question.page,
        "size": question.size,
        "sort": question.sort,
        "hits": [
            hit_fields(hit)
            | {"versions": hit.versions, "snippet": hit.snippet.html, "lacking": hit.lacking}
            for hit in results.hits
        ],
        "facets": {
            facet: [bucket_fields(facet, bucket) for bucket in buckets]
            for facet, buckets in results.facets.items()
        },
        "suggestion": answer.suggestion,
    }
    return msgspec.json.format(msgspec.json.encode(shape), indent=2).decode()


def bucket_fields(facet: str, bucket: Bucket) -> dict[str, Any]:
    """A value of a facet as programs are told it."""
    return {
        "value": bucket.value,
        "label": label(facet, bucket.value),
        "count": bucket.count,
        "selected": bucket.selected,
        "excluded": bucket.excluded,
        "estimated": bucket.estimated,
    }


def hit_fields(hit: Hit) -> dict[str, Any]:
    """What is said of an article in a list, without its passage."""
    found = hit.document
    return {
        "id": found.id,
        "title": found.title,
        "language": found.language,
        "countries": found.countries,
        "mentioned": found.mentioned,
        "regions": found.regions,
        "year": found.year,
        "year_estimated": found.year_estimated,
        "published": found.published,
        "topics": found.topics,
        "source": found.source,
        "url": found.url,
        "score": round(hit.score, 4),
    }


def _filters(filters: Mapping[str, Filter]) -> dict[str, dict[str, Any]]:
    shown: dict[str, dict[str, Any]] = {}
    for facet, made in filters.items():
        parts = {"include": list(made.include), "exclude": list(made.exclude)}
        shown[facet] = {name: values for name, values in parts.items() if values}
        if made.low is not None or made.high is not None:
            shown[facet] |= {"from": made.low, "to": made.high}
    return shown


def as_csv(answer: Answer) -> str:
    """The hits as CSV with a header; several values of one field stand with `;` between."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for hit in answer.results.hits:
        fields = hit_fields(hit) | {"snippet": hit.snippet.text}
        writer.writerow([_cell(fields[name]) for name in _COLUMNS])
    return out.getvalue()


def _cell(value: object) -> object:
    """A value as a spreadsheet takes it: text that would run as a formula is made text."""
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value
