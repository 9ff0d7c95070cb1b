"""how every failure is told: problem+json under /api, a page elsewhere, and never a traceback."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, abort, current_app, jsonify, render_template, request
from werkzeug.exceptions import BadHost, HTTPException

from index.engine import EngineError, IndexMissing
from web.faults import _, in_words
from web.languages import LONGEST, gettext

ADVICE = {
    404: _("Nothing is at this address."),
    405: _("This address is there, but not for that method."),
    414: _("This search is too long. A few telling words find more than a whole text."),
    500: _("Something went wrong on our side. It has been written to the log."),
}
MISSING = _("Nothing is indexed here yet. Run: dateline index FOLDER")
BUSY = _("Others are downloading just now. Try again in a minute.")
UNREADABLE = _("The index cannot be read just now. The log of the site says why.")


def problem(
    status: int, detail: str, *, errors: list[dict[str, str]] | None = None, retry: bool = False
) -> Response:
    """An answer of type application/problem+json (RFC 9457)."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if errors:
        body["errors"] = errors
    response = jsonify(body)
    response.status_code = status
    response.content_type = "application/problem+json"
    if retry:
        response.headers["Retry-After"] = "5"
    return response


def wants_problem() -> bool:
    """Whether the address that was asked for belongs to programs."""
    return request.path.startswith("/api/") and request.path != "/api/docs"


def respond(status: int, detail: str, *, errors: list[dict[str, str]] | None = None) -> Response:
    """A failure, in the form that suits whoever asked."""
    retry = status == HTTPStatus.SERVICE_UNAVAILABLE
    if wants_problem():
        return problem(status, detail, errors=errors, retry=retry)
    page = render_template(
        "error.html", status=status, title=HTTPStatus(status).phrase, detail=gettext(detail)
    )
    response = Response(page, status=status, content_type="text/html; charset=utf-8")
    if retry:
        response.headers["Retry-After"] = "5"
    return response


def http_error(error: HTTPException) -> Response:
    """Answer an HTTP error that Flask, a view or the argument parser raised."""
    if isinstance(error.response, Response):
        return error.response
    if isinstance(error, BadHost):  # no page can be made: it would name addresses at that host
        return Response(f"{error.description}\n", 400, content_type="text/plain; charset=utf-8")
    status = error.code or 500
    messages = (getattr(error, "data", None) or {}).get("messages")
    if messages:
        errors = list(faults(messages))
        detail = "; ".join(f"{fault['parameter']}: {fault['detail']}" for fault in errors)
        return respond(status, detail, errors=errors)
    own = error.description if error.description != type(error).description else None
    response = respond(status, own or ADVICE.get(status) or error.description or "")
    if error.code == HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["Allow"] = ", ".join(getattr(error, "valid_methods", None) or ("GET",))
    return response


def faults(messages: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """What a schema found wrong, as one record for each parameter and fault."""
    for fields in messages.values():
        for name, found in fields.items() if isinstance(fields, Mapping) else ():
            told = found.values() if isinstance(found, Mapping) else [found]
            for texts in told:
                for text in texts if isinstance(texts, list) else [texts]:
                    yield {"parameter": str(name), "detail": text}


def refuse(wrong: Mapping[str, list[str]]) -> None:
    """Answer 400 where a parameter is wrong: a file must not hold what nobody asked for."""
    if wrong:
        told = (f"{name}: {' '.join(map(in_words, found))}" for name, found in wrong.items())
        abort(400, "; ".join(told))


def engine_error(error: EngineError) -> Response:
    """Answer that the engine failed; what it said is for the person who runs the site."""
    current_app.logger.error("%s: %s", type(error).__name__, error)
    if isinstance(error, IndexMissing):
        return respond(503, MISSING)
    return respond(503, UNREADABLE)


def unexpected(error: Exception) -> Response:
    """Answer that we have a bug, and write it to the log."""
    current_app.logger.exception("%s at %s", type(error).__name__, request.path)
    return respond(500, ADVICE[500])


def refuse_impossible() -> None:
    """Answer 400 to a host that no link could name, 414 to an address that none could hold."""
    if not request.host:
        raise BadHost
    if len(request.query_string) > LONGEST:
        abort(414)


def register(app: Flask) -> None:
    """Handle every failure of an app here."""
    app.before_request(refuse_impossible)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(EngineError, engine_error)
    app.register_error_handler(Exception, unexpected)
