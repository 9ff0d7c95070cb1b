"""what a browser may keep: an answer is good until the index, the site or the reader changes."""

from __future__ import annotations

import hashlib

from flask import Request, Response, current_app, g

from index.engine import EngineError
from web.archive import archive

TAGGED = ("api", "pages", "feeds", "citing", "compare")
"""The blueprints whose answers follow from the address and the state of the index alone."""
VARY = ("Accept-Encoding", "Accept-Language", "Cookie")


def begin() -> None:
    """Note which state of the index a request begins with; none where there is no index yet.

    An answer is tagged with that and not with the state at its end: when a commit comes in between,
    an old answer must not pass for one of the new state.
    """
    try:
        g.state = archive().state
    except EngineError:
        g.state = None


def tag(request: Request) -> str | None:
    """The weak entity tag of whatever this request would be answered with, if it may have one."""
    if g.get("state") is None:
        return None
    languages = request.headers.get("Accept-Language", ""), request.cookies.get("language", "")
    what = (g.state, request.full_path, languages)
    return hashlib.blake2b(repr(what).encode(), digest_size=9).hexdigest()


def unchanged(request: Request) -> Response | None:
    """The answer 304 when the browser holds this very page, else None."""
    if request.method not in ("GET", "HEAD") or not request.if_none_match:
        return None
    known = tag(request)
    if known is None or not request.if_none_match.contains_weak(known):
        return None
    return current_app.response_class(status=304)


def mark(request: Request, response: Response) -> Response:
    """Say how long an answer may be kept."""
    if request.endpoint == "static" and request.args.get("v") and response.status_code == 200:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    if response.headers.get("Cache-Control"):
        return response
    known = tag(request) if request.blueprint in TAGGED else None
    if response.status_code in (200, 304) and known is not None:
        response.set_etag(known, weak=True)
        response.headers["Cache-Control"] = "no-cache"
        response.vary.update(VARY)
    else:
        response.headers["Cache-Control"] = "no-store"
    return response
