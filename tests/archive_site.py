"""a small archive and the site over it, for the tests of the edge."""

from __future__ import annotations

import re
from itertools import count

from flask import Flask

from index.article import Document, Evidence, Span
from index.engines import open_index
from search.engines import open_searcher
from search.searcher import Searcher
from web import create_app
from web.config import Config

_NAMES = count()
_CONFLICT, _POLITICS, _SPORT = "conflict, war and peace", "politics and government", "sport"
_HEAD = "France and Japan sign a pact\n\nPhoto: An Agency\n\n"
_STORY = (
    "France and Japan signed a pact on Monday <script>alert(1)</script>.\n\n"
    "The French minister spoke of ships in Djibouti."
)

DOCUMENTS = (
    Document(
        "wire/pact",
        "France and Japan sign a pact",
        _HEAD + _STORY,
        "en",
        ("FR", "JP"),
        ("DJ",),
        2015,
        True,
        (_CONFLICT, _POLITICS),
        source="The Wire",
        furniture=(Span(0, 28, "headline"), Span(30, 46, "credit")),
        evidence=(
            Evidence("country", "FR", "name", "title", 0, 6, "France", 0.95),
            Evidence("country", "FR", "name", "text", 48, 54, "France", 0.95),
            Evidence("country", "FR", "adjective", "text", 121, 127, "French", 0.8),
            Evidence("country", "JP", "name", "text", 59, 64, "Japan", 0.9),
            Evidence("language", "en", "stated", "metadata", 0, 0, "en", 1.0),
        ),
    ),
    Document(
        "wire/talks",
        "Talks between France and Germany",
        "France and Germany talked about trade for two days.",
        "en",
        ("FR", "DE"),
        year=2017,
        topics=(_POLITICS,),
        published="2017-01-08",
        source="The Wire",
        url="https://news.example/talks?a=1&b=2",
    ),
    Document(
        "nl/leger",
        "Frankrijk stuurt soldaten",
        "Frankrijk stuurt soldaten naar Mali.",
        "nl",
        ("FR", "ML"),
        year=2020,
        topics=(_CONFLICT,),
        published="2020-01",
    ),
    Document(
        "ar/1",
        "فرنسا واليابان توقعان اتفاقا",
        "وقعت فرنسا واليابان اتفاقا جديدا يوم الاثنين.",
        "ar",
        ("FR", "JP"),
        year=2015,
        topics=(_POLITICS,),
        published="2015-03-04",
    ),
    Document("odd//id ?#%", "An odd name", "The id of this article is odd.", "en"),
    Document(
        "us/game",
        "A game in Ohio",
        "The home team won the game in Ohio.",
        "en",
        ("US",),
        year=2016,
        topics=(_SPORT,),
        published="2016-05-01",
        url="javascript:alert(1)",
    ),
)


def archive(documents: tuple[Document, ...] = DOCUMENTS) -> tuple[str, Searcher]:
    """The address of a new index in memory that holds some documents, and its searcher."""
    url = f"whoosh::site-{next(_NAMES)}"
    with open_index(url).write() as writer:
        for document in documents:
            writer.add(document)
    return url, open_searcher(url)


def site(documents: tuple[Document, ...] = DOCUMENTS) -> Flask:
    """The site over some documents, looking for newer commits at every request."""
    return create_app(archive(documents)[1], Config(refresh=0.0))


def many(size: int) -> tuple[Document, ...]:
    """So many short articles on ships, over thirty years and twenty countries."""
    codes = re.findall("..", "FRJPDEUSGBCNRUMLNEDJBRINNLBEESITPTSENODK")
    return tuple(
        Document(
            f"ship/{number:03d}",
            f"Ship number {number}",
            f"A ship with the number {number} left the harbour.",
            "en",
            (codes[number % len(codes)],),
            year=1990 + number % 30,
            topics=(_SPORT if number % 2 else _POLITICS,),
        )
        for number in range(size)
    )
