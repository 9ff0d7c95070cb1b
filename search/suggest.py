"""completion while typing: words, countries, topics and titles that begin as the last word does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Literal

from index.analysis import Asked, asked, fold
from index.analysis.han import simplify
from index.analysis.script import RUN
from index.article import UNKNOWN
from index.enrich.country import codes_of
from search.labels import label
from search.query import All, Any, Prefix, Query, Request, Terms
from search.scanner import PLAIN
from search.searcher import Searcher
from search.wording import written

Kind = Literal["word", "country", "region", "topic", "title"]

_WORDS, _COUNTRIES, _TOPICS, _TITLES = 5, 2, 2, 3
"""Completions of each kind."""
_ALIKE = 4
"""Articles looked at for each title that is offered: several may be called the same."""
_STARTED = 24
"""Words that a title may go on with: so many of the commonest that begin as the last word does."""
_LONGEST = 200
"""Characters beyond which nobody is typing a query any more."""
_FIELDS = {
    "country:": "country",
    "region:": "region",
    "topic:": "topic",
    "mentions:": "country",
    "title:": "title",
}


@dataclass(frozen=True, slots=True)
class Completion:
    """A way to go on: the whole query as it would then be, and what to call it.

    `count` is the number of articles where it is known. A title is of the article `id`, and its
    text is the title.
    """

    kind: Kind
    text: str
    label: str
    count: int | None = None
    id: str | None = None


def suggest(searcher: Searcher, prefix: str, locale: str = "en") -> tuple[Completion, ...]:
    """Ways to go on from what was typed so far; () when its last word has just ended."""
    prefix = prefix.translate(PLAIN)
    if len(prefix) > _LONGEST or not prefix or prefix[-1].isspace():
        return ()
    last = prefix.rsplit(maxsplit=1)[-1]
    head = prefix[: len(prefix) - len(last)]
    sign = last[: len(last) - len(last.lstrip('-+="“«„('))]
    last = last[len(sign) :]
    field = next((name for name in _FIELDS if last.lower().startswith(name)), "")
    last = last[len(field) :]
    if not fold(last).strip():
        return ()
    kinds = (_FIELDS[field],) if field else ("word", "country", "region", "topic", "title")
    found: list[Completion] = []
    if "word" in kinds:
        found += _words(searcher, head + sign, last)
    if "country" in kinds:
        name = field or "country:"
        found += _values(searcher, "country", last, head=head + sign + name, locale=locale)
    if "region" in kinds:
        found += _values(searcher, "region", last, head=head + sign + "region:", locale=locale)
    if "topic" in kinds:
        found += _values(searcher, "topic", last, head=head + sign + "topic:", locale=locale)
    if "title" in kinds and not sign:
        found += _titles(searcher, head, last)
    return tuple(found)


def _words(searcher: Searcher, head: str, last: str) -> Iterator[Completion]:
    begun = fold(last)
    each = {begun, simplify(begun)}
    found = dict(chain.from_iterable(searcher.words(start, _STARTED) for start in each))
    words = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:_WORDS]
    for word, count in words:
        form = written(searcher, word)
        yield Completion("word", head + form, form, count)


def _values(
    searcher: Searcher, facet: Kind, last: str, *, head: str, locale: str
) -> Iterable[Completion]:
    """The values of a facet whose name begins so, or that are called exactly so anywhere."""
    counts = searcher.stats().facets.get(facet, {})
    start, exact = fold(last), codes_of(last) if facet == "country" and len(last) > 2 else ()
    found = [
        (value not in exact, -count, value)
        for value, count in counts.items()
        if count
        and value != UNKNOWN
        and (value in exact or f"\n{start}" in _called(facet, value, locale))
    ]
    for _, count, value in sorted(found)[: _COUNTRIES if facet == "country" else _TOPICS]:
        text = head + (value if value.isalnum() else f'"{value}"')
        yield Completion(facet, text, label(facet, value, locale), -count)


@lru_cache(maxsize=4096)
def _called(facet: str, value: str, locale: str) -> str:
    """The folded name of a facet value, and for a topic each of its words: a line each, behind its
    break."""
    name = fold(label(facet, value, locale))
    words = name.replace(",", " ").split() if facet == "topic" else ()
    return "".join(f"\n{each}" for each in (name, *words))


def _titles(searcher: Searcher, head: str, last: str) -> Iterator[Completion]:
    """The titles that have the words so far and one that begins like the last."""
    languages = searcher.languages()
    *before, (begun, _) = asked(last, languages, exact=True) or (Asked((), ()),)
    whole = (*asked(head, languages), *before)
    parts: list[Query] = [Terms(slot, ("title",), spoken) for slot, spoken in whole]
    if not begun or len(fold(last)) < 2 - len(parts):
        return
    starts = Any(tuple(_started(searcher, each) for each in begun))
    request = Request(All((*parts, starts)), limit=_TITLES * _ALIKE, facets=())
    found: dict[str, str] = {}
    for hit in searcher.search(request).hits:
        found.setdefault(hit.document.title, hit.document.id)
    for title, id in list(found.items())[:_TITLES]:
        yield Completion("title", title, title, id=id)


def _started(searcher: Searcher, start: str) -> Query:
    """The commonest words that begin so, all of them where there are few.

    To read the thousands that begin with two letters takes tenths of a second.
    """
    words = () if RUN.search(start) else searcher.words(start, _STARTED)
    if len(words) < _STARTED:
        return Prefix(start, ("title",))
    return Terms(tuple(word for word, _ in words), ("title",))
