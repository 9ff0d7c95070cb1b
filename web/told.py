"""an answer as the API tells it: filters, the query, buckets and links as plain records."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from index.article import Document
from search.answer import Answer
from search.exchange import bucket_fields
from search.lexeme import Note
from search.query import Filter
from search.results import Hit
from search.unparse import unparse
from search.versions import Version
from web.address import address, place
from web.arguments import PAGE_MAX

BRIEF = (
    *("id", "title", "language", "countries", "mentioned", "regions", "year", "year_estimated"),
    *("published", "topics", "source", "url"),
)
"""What a list says of an article."""


def shown_filter(made: Filter) -> dict[str, Any]:
    """A filter as the API tells it back."""
    found: dict[str, Any] = {}
    if made.include:
        found["include"] = list(made.include)
    if made.exclude:
        found["exclude"] = list(made.exclude)
    if made.low is not None or made.high is not None:
        found |= {"from": made.low, "to": made.high}
    return found


def shown_query(answer: Answer) -> dict[str, Any]:
    """How the query of an answer was understood."""
    filters = answer.question.filters
    return {
        "text": answer.question.text,
        "parsed": unparse(answer.parsed.query),
        "filters": {facet: shown_filter(made) for facet, made in filters.items() if made},
        "corrections": list(map(shown_note, answer.parsed.notes)),
        "relaxed": answer.relaxed,
    }


def shown_note(note: Note) -> dict[str, Any]:
    """What could not be taken as it was meant, as the API tells it."""
    told = {"start": note.start, "end": note.end}
    return told | {"message": note.message, "correction": note.correction}


def shown_brief(found: Document) -> dict[str, Any]:
    """What a list says of an article."""
    return {name: getattr(found, name) for name in BRIEF}


def shown_hit(hit: Hit) -> dict[str, Any]:
    """What is said of an article, and of its match, side by side."""
    return shown_brief(hit.document) | {
        "score": round(hit.score, 4),
        "snippet": hit.snippet.html,
        "lacking": hit.lacking,
        "versions": hit.versions,
        "link": place("api.article", id=hit.document.id),
    }


def shown_version(version: Version) -> dict[str, Any]:
    """What is said of an article, and how alike it is, side by side."""
    return shown_brief(version.document) | {
        "alike": round(version.alike, 4),
        "link": place("api.article", id=version.document.id),
    }


def links(answer: Answer) -> dict[str, str | None]:
    """The addresses of this page of results and of those beside it."""
    question, total = answer.question, answer.results.listed
    more = question.page * question.size < total and question.page < PAGE_MAX

    def at(page: int) -> str:
        return address(replace(question, page=page), "api.search")

    return {
        "self": at(question.page),
        "next": at(question.page + 1) if more else None,
        "previous": at(question.page - 1) if question.page > 1 else None,
    }


def shown_answer(answer: Answer) -> dict[str, Any]:
    """A page of results as the API tells it."""
    question, results = answer.question, answer.results
    grouped = {} if results.stories is None else {"stories": results.stories}
    facets = {
        facet: [bucket_fields(facet, bucket) for bucket in buckets]
        for facet, buckets in results.facets.items()
    }
    return {
        "query": shown_query(answer),
        "total": results.total,
        **grouped,
        "took_ms": round(answer.took_ms, 3),
        "page": question.page,
        "size": question.size,
        "sort": question.sort,
        "hits": list(map(shown_hit, results.hits)),
        "facets": facets,
        "suggestion": answer.suggestion,
        "links": links(answer),
    }
