"""question -> answer: understood, searched, loosened when nothing has it all, marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import NamedTuple

from index.schema import FACETS
from search import likeness, ranking
from search.marking import marks, wanted
from search.naming import named
from search.parser import Parsed, parse
from search.query import All, Filter, Phrase, Query, Request, Sort, Word
from search.results import Results
from search.rewrite import languages_of, loosened, rewrite, scored
from search.searcher import Searcher
from search.shown import shown
from search.spelling import inexact, respell
from search.unparse import unparse

_FEW = 3
"""Up to this many hits a better spelling is looked for."""
_TOLD = 5
"""Words of which each hit tells whether it lacks them."""
_LOOKED_UP = 12
"""Words that are looked up one by one when no article has them all."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asks for: words, filters by facet, an order, and a page (from 1).

    `filters` may be on any KEYWORD field of `index.schema`, such as `dated` for how sure the year
    is. `facets` names those to count. With `group` the versions of a story are one hit; None leaves
    that to where the question is asked. `story` asks for the versions of the article of this id.
    `promised` is as in `search.query.Request`.
    """

    text: str = ""
    filters: Mapping[str, Filter] = field(default_factory=dict)
    sort: Sort = "relevance"
    page: int = 1
    size: int = 10
    facets: tuple[str, ...] = FACETS
    group: bool | None = None
    story: str | None = None
    promised: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The results of a question, each hit with its title and best passage marked.

    `relaxed` says that no article has all the words (or, of a whole sentence, that only `whole`
    have), so that these have some of them, the best first; `missing` are the words that none has.
    `suggestion` is a query that finds more, `suggestion_total` articles: better spelled, or, where
    no article has a word as it was asked for (`="as written"`), for it in any form. `took_ms` is
    the time from question to answer in milliseconds.
    """

    question: Question
    parsed: Parsed
    results: Results
    relaxed: bool = False
    whole: int = 0
    missing: tuple[str, ...] = ()
    suggestion: str | None = None
    suggestion_total: int = 0
    took_ms: float = 0.0


def ask(searcher: Searcher, question: Question) -> Answer:
    """Answer a question; raises an `EngineError` only when the engine fails."""
    began = perf_counter()
    parsed = parse(question.text)
    languages = _languages(searcher, question)
    query = rewrite(parsed.query, languages)
    results = likeness.search(searcher, _request(question, query))
    helped = _Help(results)
    if scored(query):
        looser = loosened(query, found=results.total, worth=_worth(searcher))
        if looser or results.total <= _FEW:
            helped = _helped(searcher, question, results, looser)
        query = looser if looser and helped.relaxed else query
    words = [word for word in _words(parsed) if isinstance(word, Word)] if helped.relaxed else []
    asked = {unparse(word): rewrite(word, languages) for word in words[:_TOLD]}
    results = replace(helped.results, hits=shown(helped.results.hits, query, asked))
    took = (perf_counter() - began) * 1000
    return Answer(question, parsed, results, *helped[1:], took_ms=took)


def prepare() -> None:
    """Read the tables of names and letters that the first question would else wait a second for."""
    query = rewrite(parse("été country:Frankrijk lang:Nederlands topic:sport").query, ())
    marks("été", wanted(query), "fr")
    named("sahel")


def understood(searcher: Searcher, question: Question) -> Query:
    """The query of a question as the engine gets it: for what needs all hits, or marks a text."""
    return rewrite(parse(question.text).query, _languages(searcher, question))


def _languages(searcher: Searcher, question: Question) -> tuple[str, ...]:
    made = question.filters.get("language", Filter())
    return made.include or searcher.languages()


def _spoken(question: Question, parsed: Parsed) -> tuple[str, ...]:
    """The languages that an answer is limited to, () when to none."""
    return question.filters.get("language", Filter()).include or languages_of(parsed.query)


def _request(question: Question, query: Query) -> Request:
    size, page = max(question.size, 0), max(question.page, 1)
    filters = {name: made for name, made in question.filters.items() if made}
    return Request(
        query,
        filters,
        question.sort,
        (page - 1) * size,
        size,
        question.facets,
        group=bool(question.group) and question.story is None,
        story=question.story,
        promised=question.promised,
    )


class _Help(NamedTuple):
    """The results of an answer, and what `Answer` says of them."""

    results: Results
    relaxed: bool = False
    whole: int = 0
    missing: tuple[str, ...] = ()
    suggestion: str | None = None
    suggestion_total: int = 0


def _helped(
    searcher: Searcher, question: Question, results: Results, looser: Query | None
) -> _Help:
    """A better query, and, when too little has all the words, what has some."""
    held = results.total
    parsed = parse(question.text)
    wide = likeness.search(searcher, _request(question, looser)) if looser else results
    better = _better(searcher, question, held, wide.total) if held <= _FEW else ()
    if not looser:
        return _Help(results, False, 0, (), *better)
    languages = _languages(searcher, question)
    words = () if held else _words(parsed)
    missing = (word for word in words if not _total(searcher, rewrite(word, languages)))
    return _Help(wide, wide.total > held, held, tuple(map(unparse, missing)), *better)


def _better(
    searcher: Searcher, question: Question, held: int, some: int
) -> tuple[str, int] | tuple[()]:
    """A query that more articles have all of than `held`, or parts of than `some`, and how many.

    Where none has all, first for words in any form that were asked for as they are written.
    """
    parsed = parse(question.text)
    free = parsed.query if held else inexact(parsed.query)
    if free != parsed.query and (more := _more(searcher, question, free, held, some)):
        return unparse(free), more
    found = respell(searcher, free, _spoken(question, parsed))
    if found and (more := _more(searcher, question, found.query, held, some)):
        return found.text, more
    return ()


def _more(searcher: Searcher, question: Question, query: Query, held: int, some: int) -> int:
    """How many articles have all of a query, else parts of it; 0 when these are no more."""
    better = rewrite(query, _languages(searcher, question))
    whole = _total(searcher, better, question.filters)
    if whole > held:
        return whole
    looser = loosened(better, found=held, worth=_worth(searcher))
    parts = _total(searcher, looser, question.filters) if looser else 0
    return parts if parts > some else 0


def _total(searcher: Searcher, query: Query, filters: Mapping[str, Filter] | None = None) -> int:
    return searcher.search(Request(query, filters or {}, limit=0, facets=())).total


def _worth(searcher: Searcher) -> Callable[[Query], float]:
    """What a word of a query is worth, by how many articles have it; 0 when none has."""

    def worth(word: Query) -> float:
        held = _total(searcher, word)
        return ranking.idf(searcher.stats().documents, held) if held else 0.0

    return worth


def _words(parsed: Parsed) -> tuple[Query, ...]:
    """The words and phrases that must all be there, the first of them."""
    parts = parsed.query.parts if isinstance(parsed.query, All) else ()
    return tuple(part for part in parts if isinstance(part, Word | Phrase))[:_LOOKED_UP]
