"""what was asked, part by part: each part of the query and each filter can be taken away alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.answer import Answer, Question
from search.query import All, Everything, Filter, Query
from search.unparse import unparse
from web.address import address, between, released
from web.archive import archive
from web.facets import name, title
from web.languages import gettext


@dataclass(frozen=True, slots=True)
class Chip:
    """One part of what was asked, and the address of the search without it."""

    kind: str
    label: str
    remove: str
    excluded: bool = False


def chips(answer: Answer, locale: str) -> tuple[Chip, ...]:
    """Every part of the query, then every filter, then the story."""
    question = answer.question
    return (*_parts(answer.parsed.query, question), *_filters(question, locale), *_story(question))


def _parts(query: Query, question: Question) -> list[Chip]:
    parts = query.parts if isinstance(query, All) else (query,)
    found = []
    for index, part in enumerate(parts):
        if isinstance(part, Everything):
            continue
        rest = parts[:index] + parts[index + 1 :]
        text = "" if not rest else unparse(rest[0] if len(rest) == 1 else All(rest))
        without = address(replace(question, text=text, page=1))
        found.append(Chip("query", unparse(part), without))
    return found


def _filters(question: Question, locale: str) -> list[Chip]:
    found = []
    for facet, made in question.filters.items():
        for value in (*made.include, *made.exclude):
            remove = address(released(question, facet, value))
            called = name(facet, value, locale)
            found.append(Chip(title(facet), called, remove, value in made.exclude))
        if made.low is not None or made.high is not None:
            found.append(Chip(title(facet), span(made), address(between(question, None, None))))
    return found


def _story(question: Question) -> list[Chip]:
    if question.story is None:
        return []
    found = archive().searcher.article(question.story)
    called = found.title if found and found.title else question.story
    return [Chip(gettext("Versions of"), called, address(replace(question, story=None, page=1)))]


def span(made: Filter) -> str:
    """A range of years in words."""
    if made.low is None:
        return gettext("until %(year)s", year=made.high)
    if made.high is None:
        return gettext("from %(year)s", year=made.low)
    return f"{made.low}–{made.high}" if made.low != made.high else str(made.low)
