"""did you mean: words of the index in the place of words that it does not have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from index.analysis import slots
from index.analysis.script import RUN
from index.schema import TEXT_FIELDS
from search.query import All, Any, Phrase, Query, Request, Terms, Word
from search.searcher import Searcher
from search.unparse import unparse

_SHORTEST, _TWICE, _DOUBTED = 4, 6, 7
"""Letters of a word that may be misspelt once, and twice, and that is doubted though it exists:
a short word has neighbours by chance."""
_LONGEST = 40
_LOOKED_AT = 50
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

    None when the index has the word itself, or none that is near enough: one edit away, or, for a
    word of six letters and more that the index does not have at all, two after the first letter.
    """
    found = slots(word, (), exact=True)
    term = found[0][0] if len(found) == 1 else ""
    if not _SHORTEST <= len(term) <= _LONGEST or RUN.search(term) or not term.isalpha():
        return None
    known = searcher.search(Request(Terms((term,), TEXT_FIELDS), limit=0, facets=())).total
    if known > (_RARE if len(term) >= _DOUBTED else 0):
        return None
    twice = not known and len(term) >= _TWICE
    for edits, start in ((1, ""), (2, term[0]))[: 1 + twice]:
        near = searcher.near(term, edits, _LOOKED_AT)
        good = (w for w, n in near if n > known * _COMMONER and w.isalpha() and w != term)
        best = next((other for other in good if other.startswith(start)), None)
        if best:
            return best.capitalize() if word[:1].isupper() else best
    return None
