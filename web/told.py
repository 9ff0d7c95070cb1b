"""an answer as the API tells it: as every program is told it, with links."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from search.answer import Answer
from search.exchange import answer_fields, brief_fields, hit_fields
from search.results import Hit
from search.versions import Version
from web.address import address, place
from web.arguments import PAGE_MAX


def shown_hit(hit: Hit) -> dict[str, Any]:
    """An article that was found, and where it is."""
    return hit_fields(hit) | {"link": place("api.article", id=hit.document.id)}


def shown_version(version: Version) -> dict[str, Any]:
    """What is said of an article, and how alike it is, side by side."""
    return brief_fields(version.document) | {
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
    return answer_fields(answer, shown_hit) | {"links": links(answer)}
