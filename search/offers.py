"""facets that the words of a query name: the way to articles on the same in other languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.article import UNKNOWN
from search import naming
from search.answer import Answer
from search.query import All, Filter, Match, Phrase, Query, Request, Word
from search.results import Results
from search.rewrite import rewrite
from search.searcher import Searcher
from search.unparse import unparse

_MOST = 2
"""Offers that are made for one query."""
_LEAST = 0.1
"""The share of the articles with the words that an offer finds, at least: where it finds fewer, the
words mostly name something else (Jersey, where nearly every article has New Jersey)."""
_COUNTED = ("language",)


@dataclass(frozen=True, slots=True)
class Offer:
    """A facet value that words of the query name, and the query that asks for it instead.

    `total` articles in `languages` languages are found by it, under the filters of the question.
    """

    words: str
    facet: str
    value: str
    text: str
    total: int
    languages: int


def offers(searcher: Searcher, answer: Answer) -> tuple[Offer, ...]:
    """What the words of the query name, in the order of the words; never done unasked."""
    parsed, question = answer.parsed.query, answer.question
    parts = parsed.parts if isinstance(parsed, All) else (parsed,)
    least = _LEAST * (answer.whole if answer.relaxed else answer.results.total)
    found: list[Offer] = []
    for start, stop, match in _named(parts):
        asked = any(match.values[0] in made.include for made in question.filters.values())
        if asked or match in parts or len(found) == _MOST:
            continue
        left = (*parts[:start], match, *parts[stop:])
        query: Query = All(left) if len(left) > 1 else match
        request = Request(
            rewrite(query, searcher.languages()), question.filters, limit=0, facets=_COUNTED
        )
        results = searcher.search(request)
        if results.total and results.total >= least:
            words = unparse(All(parts[start:stop]))
            spoken = _spoken(results, question.filters.get("language", Filter()))
            field, value = match.field, match.values[0]
            found.append(Offer(words, field, value, unparse(query), results.total, spoken))
    return tuple(found)


def _spoken(results: Results, made: Filter) -> int:
    """In how many languages the articles found are; the facet counts those filtered out too."""
    return sum(
        bucket.count > 0
        and bucket.value != UNKNOWN
        and bucket.value not in made.exclude
        and (not made.include or bucket.value in made.include)
        for bucket in results.facets["language"]
    )


def _named(parts: tuple[Query, ...]) -> Iterator[tuple[int, int, Match]]:
    """The runs of words that name a country, a region or a topic: the longest first, none twice;
    a name that several share once for each."""
    at = 0
    while at < len(parts):
        for stop in range(min(at + naming.WORDS, len(parts)), at, -1):
            matches = _matches(parts[at:stop])
            if matches:
                yield from ((at, stop, match) for match in matches)
                at = stop - 1
                break
        at += 1


def _matches(run: tuple[Query, ...]) -> tuple[Match, ...]:
    texts = [_plain(part, alone=len(run) == 1) for part in run]
    return naming.named(" ".join(texts)) if all(texts) else ()


def _plain(part: Query, *, alone: bool) -> str:
    """The words of a part that may be a name, else nothing."""
    match part:
        case Word(text, fields=(), exact=False):
            return text
        case Phrase(text, fields=(), slop=0, exact=False) if alone:
            return text
        case _:
            return ""
