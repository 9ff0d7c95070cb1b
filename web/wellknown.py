"""the addresses that browsers and crawlers ask for unasked: /favicon.ico and /robots.txt."""

from __future__ import annotations

from flask import Blueprint, Response, current_app

blueprint = Blueprint("wellknown", __name__)
ROBOTS = """\
User-agent: *
Disallow: /api/
Disallow: /cite/
Disallow: /compare
Disallow: /facets/
Disallow: /search
"""
"""Articles may be crawled; the endless combinations of words and filters may not."""


@blueprint.get("/favicon.ico")
def icon() -> Response:
    """Give the icon to browsers that do not take the drawing that pages name."""
    return current_app.send_static_file("favicon.ico")


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Say what crawlers may read."""
    return Response(ROBOTS, content_type="text/plain; charset=utf-8")
