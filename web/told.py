"""an answer as the API tells it: filters, the query, buckets and links as plain records."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from search.answer import Answer
from search.labels import label
from search.query import Filter
from search.results import Bucket
from search.unparse import unparse
from web.address import address
from web.arguments import PAGE_MAX


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
        "corrections": answer.parsed.notes,
        "relaxed": answer.relaxed,
    }


def shown_bucket(facet: str, bucket: Bucket) -> dict[str, Any]:
    """A value of a facet as the API tells it."""
    return {
        "value": bucket.value,
        "label": label(facet, bucket.value),
        "count": bucket.count,
        "selected": bucket.selected,
        "excluded": bucket.excluded,
        "estimated": bucket.estimated,
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
