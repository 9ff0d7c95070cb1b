"""hits as a reader sees them: title and best passage marked, and the words that each lacks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from search.marking import ENDLESS, Mark, Wanted, every, marks, wanted
from search.query import Query
from search.results import Hit
from search.snippet import passage, whole


class _Text(NamedTuple):
    """A text of an article, what was sought in it, and where that stands."""

    text: str
    language: str
    wanted: Wanted
    found: list[Mark]


def shown(hits: tuple[Hit, ...], query: Query, asked: Mapping[str, Query]) -> tuple[Hit, ...]:
    """The hits of a rewritten query marked, each with those of the words asked for that it lacks.

    `asked` has the rewritten query of each word by how it is told.
    """
    words = {word: (wanted(part, "title"), wanted(part, "body")) for word, part in asked.items()}
    return tuple(
        [
            Hit(
                hit.document,
                hit.score,
                whole(title.text, title.found),
                passage(body.text, body.found),
                _lacking(title, body, words) if words else (),
                hit.versions,
            )
            for hit, (title, body) in zip(hits, _texts(hits, query), strict=True)
        ]
    )


def _texts(hits: tuple[Hit, ...], query: Query) -> list[tuple[_Text, _Text]]:
    """The title and the body of each hit; a derived title is searched as text."""
    title, body = both = wanted(query, "title"), wanted(query, "body")
    documents = [hit.document for hit in hits]
    titles, bodies = [d.title for d in documents], [d.body for d in documents]
    languages, read = [d.language for d in documents], [text[:ENDLESS] for text in bodies]
    if title is body:
        found = every([*titles, *read], languages * 2, body)
        named, told = found[: len(hits)], found[len(hits) :]
    else:
        told = every(read, languages, body)
        named = [marks(d.title, both[d.title_derived], d.language) for d in documents]
    return [
        (
            _Text(titles[at], language, both[documents[at].title_derived], named[at]),
            _Text(bodies[at], language, body, told[at]),
        )
        for at, language in enumerate(languages)
    ]


def _lacking(
    title: _Text, body: _Text, words: Mapping[str, tuple[Wanted, Wanted]]
) -> tuple[str, ...]:
    return tuple(
        word
        for word, (named, told) in words.items()
        if not (_has(body, told) or _has(title, named))
    )


def _has(text: _Text, sought: Wanted) -> bool:
    """Whether a text has what is sought; what was found of something wider mostly tells."""
    held, needed = {word for _, _, word in text.found}, text.wanted.needed(sought)
    if needed is not None and held.isdisjoint(needed):
        return False
    sure = text.wanted.surely(sought)
    return not held.isdisjoint(sure) or bool(marks(text.text, sought, text.language))
