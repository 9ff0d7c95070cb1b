"""words -> index terms: from what a person asks to what an engine has to find."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Sequence as Listed
from functools import lru_cache

from index.analysis import Asked, asked, fold, written
from index.analysis.script import RUN
from index.schema import TEXT_FIELDS
from search import limits, ranking
from search.combining import every, negated, some
from search.query import (
    All,
    Any,
    Everything,
    Fuzzy,
    Match,
    Most,
    Not,
    Nothing,
    Phrase,
    Prefix,
    Query,
    Sequence,
    Terms,
    Wildcard,
    Word,
)
from search.small_stems import without

_NOTHING = Asked((), ())
_BETWEEN = re.compile(r"[^\w*?\u0300-\u036f\u0900-\u0dff]+")


@lru_cache(maxsize=256)
def rewrite(query: Query, languages: tuple[str, ...]) -> Query:
    """The same query in the nodes that an engine knows, simplified.

    Words become terms in each of `languages`, the most frequent first; a language that the query
    itself asks for takes their place. What has nothing to search for asks nothing.
    """
    return _Rewriter(languages_of(query) or languages).root(query)


def languages_of(query: Query) -> tuple[str, ...]:
    """The languages that every answer must have one of, () when they are not limited."""
    parts = query.parts if isinstance(query, All) else (query,)
    for part in parts:
        if isinstance(part, Match) and part.field == "language":
            return tuple(map(_language, part.values))
    return ()


def _language(code: str) -> str:
    """A language code in its usual case: `zh-Hant`, `pt-BR`."""
    first, *rest = code.split("-")
    shaped = [part.title() if len(part) == 4 else part.upper() for part in rest]
    return "-".join([first.lower(), *shaped])


_NORMAL = {
    "country": str.upper,
    "mentioned": str.upper,
    "language": _language,
    "source": str.casefold,
}


class _Rewriter:
    def __init__(self, languages: tuple[str, ...]) -> None:
        self._languages = languages
        self._left = limits.SLOTS

    def root(self, query: Query) -> Query:
        return self._node(query) or Everything()

    def _node(self, query: Query) -> Query | None:
        """The node rewritten; None when nothing in it can be searched for."""
        match query:
            case All(parts):
                return every(self._parts(parts))
            case Any(parts):
                return some(self._parts(parts))
            case Most(parts):
                found = some(self._parts(parts))
                return Most(found.parts) if isinstance(found, Any) else found
            case Not(part):
                inner = self._node(part)
                return None if inner is None else negated(inner)
            case Match(field, values):
                normal = dict.fromkeys(_NORMAL.get(field, str)(value) for value in values)
                return Match(field, tuple(normal)) if values else Nothing()
            case _:
                return self._words(query)

    def _parts(self, parts: tuple[Query, ...]) -> list[Query]:
        found = (self._node(part) for part in parts)
        return [part for part in found if part is not None]

    def _words(self, query: Query) -> Query | None:
        if isinstance(query, Word) and query.exact:
            query = Phrase(query.text, query.fields, exact=True)
        match query:
            case Word(text, fields):
                return self._all_of(self._slots(text), fields or TEXT_FIELDS)
            case Phrase():
                return self._phrase(query, query.fields or TEXT_FIELDS)
            case Prefix(text, fields):
                *whole, last = self._slots(text, exact=True) or (_NOTHING,)
                begun = some([Prefix(each, fields or TEXT_FIELDS) for each in last.terms])
                parts = self._terms(whole, fields or TEXT_FIELDS)
                return every([*parts, begun] if begun else parts)
            case Wildcard(pattern, fields):
                return self._pattern(pattern, fields or TEXT_FIELDS)
            case Fuzzy(text, fields, edits):
                return self._fuzzy(text, fields or TEXT_FIELDS, edits)
            case _:
                return query

    def _phrase(self, phrase: Phrase, fields: tuple[str, ...]) -> Query | None:
        found = self._written(phrase.text) if phrase.exact else self._slots(phrase.text)
        if len(found) < 2:
            return self._all_of(found, fields)
        near = Sequence(tuple(each.terms for each in found[: limits.PHRASE]), fields, phrase.slop)
        return every([near, *self._terms(found[limits.PHRASE :], fields)])

    def _slots(self, text: str, *, exact: bool = False) -> tuple[Asked, ...]:
        """The alternatives of each position of the text, as many as the query may still have."""
        return self._limited(without(asked(text, self._languages, exact=exact), self._languages))

    def _written(self, text: str) -> tuple[Asked, ...]:
        """The same of a text that is asked for as it is written."""
        return self._limited(written(text, self._languages))

    def _limited(self, found: tuple[Asked, ...]) -> tuple[Asked, ...]:
        found = found[: self._left]
        self._left -= len(found)
        return found

    def _terms(self, found: Listed[Asked], fields: tuple[str, ...]) -> list[Query]:
        return [
            Terms(terms, fields, languages if any(languages) else ()) for terms, languages in found
        ]

    def _all_of(self, found: Listed[Asked], fields: tuple[str, ...]) -> Query | None:
        return every(self._terms(found, fields))

    def _pattern(self, pattern: str, fields: tuple[str, ...]) -> Query | None:
        """Each word of a pattern; in a script without spaces, the characters between the signs."""
        parts: list[Query] = []
        for piece in _BETWEEN.split(fold(pattern)):
            if RUN.search(piece):
                parts += self._terms(self._slots(re.sub(r"[*?]+", " ", piece)), fields)
            elif piece.strip("*?") and re.search(r"[*?]", piece):
                parts.append(Wildcard(piece, fields))
            else:
                parts += self._terms(self._slots(piece), fields)
        return every(parts)

    def _fuzzy(self, text: str, fields: tuple[str, ...], edits: int) -> Query | None:
        """A fuzzy word; one that is too short for that, or is no single word, as it stands."""
        found = self._slots(text, exact=True)
        word = found[0].terms[0] if len(found) == 1 else ""
        allowed = min(edits, limits.EDITS, (len(word) - 1) // 2)
        if allowed < 1 or RUN.search(text):
            return self._all_of(found, fields)
        return Fuzzy(word, fields, allowed)


def scored(query: Query) -> tuple[Query, ...]:
    """The parts of a rewritten query that ask for words and are not negated, in their order."""
    match query:
        case All(parts) | Any(parts) | Most(parts):
            return tuple(found for part in parts for found in scored(part))
        case Terms() | Sequence() | Prefix() | Wildcard() | Fuzzy():
            return (query,)
        case _:
            return ()


def loosened(
    query: Query, *, found: int = 0, worth: Callable[[Query], float] = lambda _: 1.0
) -> Query | None:
    """A query for several words at once as one for some of them, ranked by `ranking.COUNTED`.

    `found` is how many articles have them all: one is enough unless the words are a sentence
    (`ranking.SENTENCE`). `worth` tells what a word is worth, by which few words are counted. What
    is no word (a country, a year, what must not be there) still must hold. None when the query is
    not of several words, or when enough articles have them all.
    """
    words: dict[Query, None] = {}
    rest: list[Query] = []
    for part in query.parts if isinstance(query, All) else (query,):
        if isinstance(part, Sequence):
            words |= dict.fromkeys(Terms(slot, part.fields) for slot in part.positions)
        elif scored(part):
            words[part] = None
        else:
            rest.append(part)
    several, enough = tuple(words), ranking.ENOUGH if len(words) >= ranking.SENTENCE else 1
    if len(several) < 2 or found >= enough:
        return None
    if len(several) <= ranking.COUNTED:
        worths = {word: worth(word) for word in several}
        least = ranking.TELLING * max(worths.values())
        counted = [word for word in several if worths[word] >= least]
        others = [word for word in several if worths[word] < least]
        return every([Most((*counted, *others), len(counted) if others else None), *rest])
    # An article that has them all matches twice, and so comes first.
    whole = (All(several),) if found else ()
    return every([Any((*whole, *several)), *rest])
