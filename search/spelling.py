"""did you mean: words of the index in the place of words that it does not have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from index.analysis import slots
from index.analysis.script import RUN
from index.article import UNKNOWN
from index.schema import TEXT_FIELDS
from search.naming import part_of_name
from search.query import All, Any, Filter, Phrase, Query, Request, Terms, Word
from search.searcher import Searcher
from search.unparse import unparse
from search.wording import written

_SHORTEST, _TWICE, _DOUBTED = 4, 6, 6
"""Letters of a word that may be misspelt once, and twice, and that is doubted though it exists:
a short word has neighbours by chance."""
_LONGEST = 40
_LOOKED_AT = 50
_WEIGHED = 8
"""Of the words near it so many are weighed within a language."""
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

    Of several that are as near it is the one that most articles have together with the other words;
    where none has, one of these languages; where none is given, of the one that the other words of
    the query speak, as far as that can be told. A name of a country, a region or a topic in any
    language is spelled right, whether an article has it or not.
    """
    left = iter(range(_WORDS))
    words = list(_words(query))
    spoken: list[tuple[str, ...]] = [languages] if languages else []

    def better(word: str) -> str:
        if next(left, None) is None:
            return word
        near = _near(searcher, word)
        if near and part_of_name(words.index(word), words):
            return word
        if len(near) > 1:
            near = _together(searcher, near, [each for each in words if each != word], languages)
        if len(near) > 1 and not spoken:
            spoken.append(_language(searcher, words))
        return _best(searcher, word, near, spoken[0] if spoken else ()) or word

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


def _together(
    searcher: Searcher, near: list[str], others: list[str], languages: tuple[str, ...]
) -> list[str]:
    """Of some words the one that most articles have together with those of the others that the
    index has; all of them where no article has."""
    filters = {"language": Filter(include=languages)} if languages else {}

    def total(parts: list[Terms]) -> int:
        return searcher.search(Request(All(tuple(parts)), filters, limit=0, facets=())).total

    slotted = (Terms(slot, TEXT_FIELDS) for word in others for slot in slots(word, (), exact=True))
    known = [part for part in slotted if total([part])]
    if not known:
        return near
    counts = {word: total([Terms((word,), TEXT_FIELDS), *known]) for word in near}
    best = max(near, key=counts.__getitem__)
    return [best] if counts[best] else near


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


def inexact(query: Query) -> Query:
    """The query for its words in any form, also those that are asked for as they are written; what
    must not be there stays."""
    match query:
        case All(parts) | Any(parts):
            return type(query)(tuple(map(inexact, parts)))
        case Phrase(text, fields, exact=True) if len(text.split()) == 1:
            return Word(text, fields)
        case Word(exact=True) | Phrase(exact=True):
            return replace(query, exact=False)
        case _:
            return query


def nearest(searcher: Searcher, word: str, languages: tuple[str, ...] = ()) -> str | None:
    """The most frequent of the words of the index that differ from this one the least, with the
    accents that people write.

    None when the index has the word itself, or none that is near enough: one edit away, or, for a
    word of six letters and more that the index does not have at all, two after the first letter.
    With `languages`, the most frequent in them, if any of the most frequent ones is.
    """
    return _best(searcher, word, _near(searcher, word), languages)


def _near(searcher: Searcher, word: str) -> list[str]:
    """The words of the index that may be meant, the most frequent first."""
    found = slots(word, (), exact=True)
    term = found[0][0] if len(found) == 1 else ""
    if not _SHORTEST <= len(term) <= _LONGEST or RUN.search(term) or not term.isalpha():
        return []
    known = searcher.search(Request(Terms((term,), TEXT_FIELDS), limit=0, facets=())).total
    if known > (_RARE if len(term) >= _DOUBTED else 0):
        return []
    twice = not known and len(term) >= _TWICE
    for edits, start in ((1, ""), (2, term[0]))[: 1 + twice]:
        near = searcher.near(term, edits, _LOOKED_AT)
        good = (w for w, n in near if n > known * _COMMONER and w.isalpha() and w != term)
        meant = [other for other in good if other.startswith(start)]
        if meant:
            return meant[:_WEIGHED]
    return []


def _best(searcher: Searcher, word: str, near: list[str], languages: tuple[str, ...]) -> str | None:
    """The first of the words, or of those in some languages the most frequent, as one writes it."""
    if not near:
        return None
    best = near[0]
    if languages and len(near) > 1:
        held = {other: _held(searcher, other, languages) for other in near}
        best = max(near, key=held.__getitem__)
    form = written(searcher, best, languages)
    form = form if form.isupper() else form.lower()
    return form[:1].upper() + form[1:] if word[:1].isupper() else form


def _held(searcher: Searcher, term: str, languages: tuple[str, ...]) -> int:
    """How many articles in some languages have a word."""
    filters = {"language": Filter(include=languages)}
    request = Request(Terms((term,), TEXT_FIELDS), filters, limit=0, facets=())
    return searcher.search(request).total
