"""the address of a search: how a question is written in a URL, and the questions next to it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from flask import g, url_for

from search.answer import Question
from search.query import Filter
from web.arguments import PARAMETERS, SIZE

Pairs = list[tuple[str, str]]
MARK = "\ue000"
"""A character for private use, which stands for a value in a pattern."""
_MARKED = quote_plus(MARK)


def filter_values(made: Filter) -> list[str]:
    """A filter as the values of its parameter."""
    values = list(made.include)
    if made.low is not None or made.high is not None:
        low, high = made.low, made.high
        values.append(f"{'' if low is None else low}..{'' if high is None else high}")
    return values + [f"-{value}" for value in made.exclude]


def pairs(question: Question, *, page: bool = True) -> Pairs:
    """The parameters of a question, in one order, without those that say nothing."""
    found: Pairs = [("q", question.text)] if question.text else []
    for facet, parameter in PARAMETERS.items():
        made = question.filters.get(facet, Filter())
        found += [(parameter, value) for value in filter_values(made)]
    if question.sort != "relevance":
        found.append(("sort", question.sort))
    if question.size != SIZE:
        found.append(("size", str(question.size)))
    if page and question.page != 1:
        found.append(("page", str(question.page)))
    return found


def address(
    question: Question, endpoint: str = "pages.search", more: Pairs | None = None, **values: Any
) -> str:
    """The address of a question at an endpoint; `more` is put after its own parameters."""
    written = "&".join(map(_written, pairs(question) + (more or [])))
    path = url_for(endpoint, **values) if values else _path(endpoint)
    return f"{path}?{written}" if written else path


@lru_cache(maxsize=4096)
def _written(pair: tuple[str, str]) -> str:
    """A parameter as a URL has it; a page writes the same few in a hundred addresses."""
    name, value = pair
    return f"{name}={quote_plus(value)}"


def _path(endpoint: str) -> str:
    """Where an endpoint is, looked up once for each request."""
    if "paths" not in g:
        g.paths = {}
    if endpoint not in g.paths:
        g.paths[endpoint] = url_for(endpoint)
    return str(g.paths[endpoint])


def pattern(question: Question, facet: str) -> str:
    """The address of the question with one more value of a facet, which `MARK` stands for.

    A chart has a hundred links that differ in one value: written once, filled in by `fill`. For
    years the value takes the place of those that were asked for.
    """
    question = between(question, None, None) if facet == "year" else question
    return address(included(question, facet, MARK))


def fill(made: str, value: str) -> str:
    """A pattern with the value in its place."""
    return made.replace(_MARKED, quote_plus(value))


def _with(question: Question, facet: str, made: Filter) -> Question:
    filters = {name: kept for name, kept in question.filters.items() if name != facet}
    if made:
        filters[facet] = made
    return replace(question, filters=filters, page=1)


def _made(question: Question, facet: str) -> Filter:
    return question.filters.get(facet, Filter())


def _less(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(kept for kept in values if kept != value)


def included(question: Question, facet: str, value: str) -> Question:
    """The question with a value among those asked for; a range of years gives way to it."""
    made = _made(question, facet)
    include = (*_less(made.include, value), value)
    return _with(question, facet, Filter(include, _less(made.exclude, value)))


def excluded(question: Question, facet: str, value: str) -> Question:
    """The question with a value among those ruled out."""
    made = _made(question, facet)
    exclude = (*_less(made.exclude, value), value)
    return _with(
        question, facet, replace(made, include=_less(made.include, value), exclude=exclude)
    )


def released(question: Question, facet: str, value: str) -> Question:
    """The question that neither asks for a value nor rules it out."""
    made = _made(question, facet)
    kept = replace(made, include=_less(made.include, value), exclude=_less(made.exclude, value))
    return _with(question, facet, kept)


def between(question: Question, low: int | None, high: int | None) -> Question:
    """The question over a range of years, or over all years when both ends are None."""
    made = _made(question, "year")
    return _with(question, "year", Filter((), made.exclude, low, high))


def cleared(question: Question, facet: str | None = None) -> Question:
    """The question without its filter on a facet, or without any filter."""
    if facet is None:
        return replace(question, filters={}, page=1)
    return _with(question, facet, Filter())
