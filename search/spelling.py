"""did you mean: words of the index in the place of words that it does not have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from index.analysis import slots
from index.analysis.script import RUN
from index.article import UNKNOWN
from index.schema import TEXT_FIELDS
from search.query import All, Any, Filter, Phrase, Query, Request, Terms, Word
from search.searcher import Searcher
from search.unparse import unparse
from search.wording import written

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


def respell(searcher: Searcher, query: Query, languages: tuple[str, ...] = ()) -> Respelled | None:
    """The query with the nearest words of the index for those that it does not have, or None.

    They are words of these languages; where none is given, of the one that the other words of the
    query speak, as far as that can be told.
    """
    left = iter(range(_WORDS))
    asked = list(_words(query))

    def better(word: str) -> str:
        if next(left, None) is None:
            return word
        others = [other for other in asked if other != word]
        spoken = languages or _language(searcher, others)
        return nearest(searcher, word, spoken) or nearest(searcher, word) or word

    changed = _each_word(query, better)
    return None if changed == query else Respelled(changed, unparse(changed))


def _words(query: Query) -> Iterator[str]:
    """The words of a query that may be misspelt."""
    match query:
        case All(parts) | Any(parts):
            for part in parts:
                yield from _words(part)
        case Word(text, exact=False) | Phrase(text, exact=False):
            yield from text.split()


def _language(searcher: Searcher, words: list[str]) -> tuple[str, ...]:
    """The language of most articles that have all of the words, else any; () when that is not
    more than half of them."""
    found = [Terms(slot, TEXT_FIELDS) for word in words for slot in slots(word, (), exact=True)]
    for query in (All(tuple(found)), Any(tuple(found))) if found else ():
        results = searcher.search(Request(query, limit=0, facets=("language",)))
        buckets = [b for b in results.facets["language"] if b.value != UNKNOWN]
        most = max(buckets, key=lambda bucket: bucket.count, default=None)
        if most is not None and most.count * 2 > results.total:
            return (most.value,)
    return ()


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


def nearest(searcher: Searcher, word: str, languages: tuple[str, ...] = ()) -> str | None:
    """The most frequent of the words of the index that differ from this one the least, with
    the accents that people write.

    None when the index has the word itself, or none that is near enough: one edit away, or, for a
    word of six letters and more that the index does not have at all, two after the first letter.
    With `languages` only articles in them count.
    """
    found = slots(word, (), exact=True)
    term = found[0][0] if len(found) == 1 else ""
    if not _SHORTEST <= len(term) <= _LONGEST or RUN.search(term) or not term.isalpha():
        return None
    known = _held(searcher, term, languages)
    if known > (_RARE if len(term) >= _DOUBTED else 0):
        return None
    twice = not known and len(term) >= _TWICE
    for edits, start in ((1, ""), (2, term[0]))[: 1 + twice]:
        near = dict(searcher.near(term, edits, _LOOKED_AT))
        if languages:
            near = {other: _held(searcher, other, languages) for other in near}
        best = min(
            (
                other
                for other, count in near.items()
                if count > known * _COMMONER and other.isalpha() and other != term
                if other.startswith(start)
            ),
            key=lambda other: (-near[other], other),
            default=None,
        )
        if best:
            form = written(searcher, best, languages)
            form = form if form.isupper() else form.lower()
            return form[:1].upper() + form[1:] if word[:1].isupper() else form
    return None


def _held(searcher: Searcher, term: str, languages: tuple[str, ...]) -> int:
    """How many articles in some languages have a word; () is every language."""
    filters = {"language": Filter(include=languages)} if languages else {}
    request = Request(Terms((term,), TEXT_FIELDS), filters, limit=0, facets=())
    return searcher.search(request).total
