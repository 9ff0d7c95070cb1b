"""did you mean: words of the index in the place of words that it does not have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from index.analysis import slots
from index.analysis.script import RUN
from index.schema import TEXT_FIELDS
from search.distance import distance
from search.query import All, Any, Phrase, Query, Request, Terms, Word
from search.searcher import Searcher
from search.unparse import unparse

_POOLS = ((1, 1500), (3, 300))
"""How many letters a candidate must begin with, and how many candidates are looked at."""
_SHORTEST = 4
_LONGEST = 40
_WORDS = 8
"""Words of one query that are looked up."""
_RARE = 2
_COMMONER = 20
"""A word in so few articles is doubted when another is in so many times as many."""


@dataclass(frozen=True, slots=True)
class Respelled:
    """A query with other words in it, and how a person would write it."""

    query: Query
    text: str


def respell(searcher: Searcher, query: Query) -> Respelled | None:
    """The query with the nearest words of the index for those that it does not have, or None."""
    left = iter(range(_WORDS))

    def better(word: str) -> str:
        return word if next(left, None) is None else nearest(searcher, word) or word

    changed = _each_word(query, better)
    return None if changed == query else Respelled(changed, unparse(changed))


def _each_word(query: Query, better: Callable[[str], str]) -> Query:
    match query:
        case All(parts) | Any(parts):
            return type(query)(tuple(_each_word(part, better) for part in parts))
        case Word(text, exact=False):
            return replace(query, text=better(text))
        case Phrase(text, exact=False):
            return replace(query, text=" ".join(map(better, text.split())))
        case _:
            return query


def nearest(searcher: Searcher, word: str) -> str | None:
    """The most frequent of the words of the index that differ from this one the least.

    None when the index has the word itself, or none that is near enough: one edit away, two for
    words of six letters and more.
    """
    found = slots(word, (), exact=True)
    term = found[0][0] if len(found) == 1 else ""
    if not _SHORTEST <= len(term) <= _LONGEST or RUN.search(term) or not term.isalpha():
        return None
    known = searcher.search(Request(Terms((term,), TEXT_FIELDS), limit=0, facets=())).total
    if known > _RARE:
        return None
    most = 1 if len(term) < 6 else 2
    pool = {other: n for other, n in _candidates(searcher, term).items() if other.isalpha()}
    ranked = sorted(
        (away, -n, other)
        for other, n in pool.items()
        if n > known * _COMMONER and 0 < (away := distance(term, other, most)) <= most
    )
    if not ranked:
        return None
    best = ranked[0][2]
    return best.capitalize() if word[:1].isupper() else best


def _candidates(searcher: Searcher, term: str) -> dict[str, int]:
    """Words that begin like the term, or as it would with its first letters swapped or lost."""
    pools = [(term[:letters], limit) for letters, limit in _POOLS]
    pools += [(term[1] + term[0] + term[2], 100), (term[1:3], 100)]
    return {word: n for start, limit in pools for word, n in searcher.words(start, limit)}
