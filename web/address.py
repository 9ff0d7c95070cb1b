"""the address of a search: how a question is written in a URL, and the questions next to it."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import quote, quote_plus

from flask import request, url_for

from search.answer import Question
from search.query import Filter
from web.archive import archive
from web.arguments import PARAMETERS, SIZE

Pairs = list[tuple[str, str]]
MARK = "\ue000"
"""A character for private use, which stands for the id of an article in a path."""
_MARKED = quote(MARK)
_SAFE = "!$&'()*+,/:;=@"
"""What werkzeug leaves as it is in a path."""


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
    for facet, parameter in PARAMETERS.items() if question.filters else ():
        made = question.filters.get(facet, Filter())
        found += [(parameter, value) for value in filter_values(made)]
    if question.story is not None:
        found.append(("story", question.story))
    if question.group is not None:
        found.append(("group", "story" if question.group else "article"))
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
    path = place(endpoint, **values)
    return f"{path}?{written}" if written else path


def reader(question: Question) -> Callable[[str, int], str]:
    """What gives the address of an article as one of the results: from its id and its rank."""
    written = "".join([_written(pair) + "&" for pair in pairs(question)])
    return lambda id, rank: f"{place('pages.article', id=id)}?{written}n={rank}"


@lru_cache(maxsize=4096)
def _written(pair: tuple[str, str]) -> str:
    """A parameter as a URL has it; a page writes the same few in a hundred addresses."""
    name, value = pair
    return f"{name}={quote_plus(value)}"


_root: ContextVar[str] = ContextVar("root", default="")
"""Where the site of the request at hand is mounted: "" where it has a host to itself."""


def arrive() -> None:
    """Take the place of the site from a request; before any address is written."""
    _root.set(request.root_path.rstrip("/"))


def place(endpoint: str, **values: Any) -> str:
    """Where an endpoint is; the router is asked once and not for every article of a page."""
    if not values:
        return _place(_root.get(), endpoint)
    if values.keys() - {"id"}:
        return url_for(endpoint, **values)
    pattern = _place(_root.get(), endpoint, id=MARK)
    return pattern.replace(_MARKED, quote(values["id"], safe=_SAFE))


@lru_cache(maxsize=512)
def _place(_root: str, endpoint: str, **values: str) -> str:
    return url_for(endpoint, **values)  # type: ignore[arg-type]


def static(name: str) -> str:
    """Where a file of the site is; the address changes with the file, so it is kept for good."""
    return f"{_root.get()}/static/{name}?v={archive().build}"


_ORDER = ("q", *PARAMETERS.values())
"""The order of parameters in an address, as far as filters stand in it."""


class Nearby:
    """The addresses of the questions that differ from one in the values of one filter.

    A page has hundreds of them: what they share is written once. All are of the first page.
    """

    def __init__(self, question: Question, facet: str, endpoint: str = "pages.search") -> None:
        self._made = _made(question, facet)
        self._parameter = PARAMETERS[facet]
        earlier = _ORDER[: _ORDER.index(self._parameter)]
        others = [(pair[0] in earlier, _written(pair)) for pair in pairs(cleared(question, facet))]
        path = place(endpoint)
        self.cleared = path + "?" * bool(others) + "&".join([text for _, text in others])
        self._before = f"{path}?" + "".join([f"{text}&" for first, text in others if first])
        self._after = "".join([f"&{text}" for first, text in others if not first])

    def _with(self, made: Filter) -> str:
        own = "&".join([_written((self._parameter, value)) for value in filter_values(made)])
        return f"{self._before}{own}{self._after}" if own else self.cleared

    def included(self, value: str) -> str:
        """The address that asks for a value too."""
        if not self._made:
            return f"{self._before}{_written((self._parameter, value))}{self._after}"
        return self._with(_including(self._made, value))

    def excluded(self, value: str) -> str:
        """The address that rules a value out too."""
        if not self._made:
            return f"{self._before}{_written((self._parameter, '-' + value))}{self._after}"
        return self._with(_excluding(self._made, value))

    def released(self, value: str) -> str:
        """The address that neither asks for a value nor rules it out."""
        return self._with(_releasing(self._made, value)) if self._made else self.cleared

    def between(self, low: int, high: int) -> str:
        """The address that asks for a range of years."""
        return self._with(Filter((), self._made.exclude, low, high))


def _with(question: Question, facet: str, made: Filter) -> Question:
    filters = {name: kept for name, kept in question.filters.items() if name != facet}
    if made:
        filters[facet] = made
    return replace(question, filters=filters, page=1)


def _made(question: Question, facet: str) -> Filter:
    return question.filters.get(facet, Filter())


def _less(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(kept for kept in values if kept != value)


def _including(made: Filter, value: str) -> Filter:
    return Filter((*_less(made.include, value), value), _less(made.exclude, value))


def _excluding(made: Filter, value: str) -> Filter:
    exclude = (*_less(made.exclude, value), value)
    return replace(made, include=_less(made.include, value), exclude=exclude)


def _releasing(made: Filter, value: str) -> Filter:
    return replace(made, include=_less(made.include, value), exclude=_less(made.exclude, value))


def included(question: Question, facet: str, value: str) -> Question:
    """The question with a value among those asked for; a range of years gives way to it."""
    return _with(question, facet, _including(_made(question, facet), value))


def excluded(question: Question, facet: str, value: str) -> Question:
    """The question with a value ruled out."""
    return _with(question, facet, _excluding(_made(question, facet), value))


def released(question: Question, facet: str, value: str) -> Question:
    """The question that neither asks for a value nor rules it out."""
    return _with(question, facet, _releasing(_made(question, facet), value))


def between(question: Question, low: int | None, high: int | None) -> Question:
    """The question over a range of years, or over all years when both ends are None."""
    made = _made(question, "year")
    return _with(question, "year", Filter((), made.exclude, low, high))


def cleared(question: Question, facet: str | None = None) -> Question:
    """The question without its filter on a facet, or without any filter."""
    if facet is None:
        return replace(question, filters={}, page=1)
    return _with(question, facet, Filter())
