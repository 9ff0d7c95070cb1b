"""what templates may call, and what every page needs to know of its request."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Flask

from search.answer import Question
from web import display, facets, markup
from web.address import address, between, cleared, excluded, included, pairs, place, static
from web.archive import archive
from web.faults import in_words
from web.languages import direction, links, locale


def everywhere() -> dict[str, Any]:
    """What every page needs to know of its request."""
    return {"site": archive().config.name, "locale": locale()}


def register(app: Flask) -> None:
    """Give every template of an app, and every macro, what it may call."""
    app.context_processor(everywhere)
    app.jinja_env.globals |= {
        "display": display,
        "markup": markup,
        "byline": markup.byline,
        "headline": markup.headline,
        "tongue": markup.tongue,
        "address": address,
        "place": place,
        "static": static,
        "direction": direction,
        "in_words": in_words,
        "languages": links,
        "facet_name": facets.name,
        "facet_title": facets.title,
        "included": included,
        "excluded": excluded,
        "between": between,
        "cleared": cleared,
        "pairs": pairs,
        "changed": replace,
        "blank": Question(),
    }
