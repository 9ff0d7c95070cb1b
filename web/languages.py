"""the languages of the interface: which one a reader gets, and which way it is written."""

from __future__ import annotations

from contextvars import ContextVar
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote, urlencode

import flask_babel
from flask import Flask, redirect, request
from flask_babel import Babel
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

LANGUAGES: dict[str, str] = {
    "en": "English",
    "fr": "Français",
    "nl": "Nederlands",
    "de": "Deutsch",
    "es": "Español",
    "ar": "العربية",
    "ja": "日本語",
}
"""The code of each interface language and its own name for itself."""
LONGEST = 65_536
"""Bytes of parameters that are read: 7,000 characters of any script."""
YEAR = 365 * 24 * 3600
"""How long a chosen language is remembered, in seconds."""
RIGHT_TO_LEFT = frozenset(("ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"))
"""Primary codes of the languages that are written from right to left."""


_speaking: ContextVar[str] = ContextVar("speaking", default="en")
"""The language of the request at hand: looked up hundreds of times for each page."""


def gettext(message: str, **values: object) -> str:
    """A message in the reader's language, with its `%(name)s` filled in."""
    said = _said(_speaking.get(), message)
    return said % values if values else said


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """A message in the number that the reader's language has for `num`."""
    said = str(_catalog(_speaking.get()).ungettext(one, many, num))
    return said % {"num": num, **values}


@lru_cache(maxsize=4096)
def _said(language: str, message: str) -> str:
    return str(_catalog(language).ugettext(message))


@cache
def _catalog(_language: str) -> Any:
    """The messages in the language of this request: Flask-Babel finds out anew at each call."""
    return flask_babel.get_translations()


def _written(message: str, **values: object) -> Markup:
    """A message as a template has it: what is filled in is escaped."""
    said = _marked(_speaking.get(), message)
    return said % values if values else said


@lru_cache(maxsize=4096)
def _marked(language: str, message: str) -> Markup:
    return Markup(_said(language, message))  # noqa: S704 - our own words


def _numbered(one: str, many: str, num: int, **values: object) -> Markup:
    """A message in a number, as a template has it."""
    said = _catalog(_speaking.get()).ungettext(one, many, num)
    return Markup(said) % {"num": num, **values}  # noqa: S704 - our own words


def chosen() -> str:
    """The interface language of this request: asked for, remembered, or of the browser."""
    for asked in (request.args.get("ui"), request.cookies.get("language")):
        if asked in LANGUAGES:
            return asked
    wanted = (asked.partition("-")[0].lower() for asked in request.accept_languages.values())
    return next((code for code in wanted if code in LANGUAGES), "en")


def locale() -> str:
    """The code of the interface language of this request."""
    return _speaking.get()


def listen() -> None:
    """Take the language of a request; before anything of it is answered."""
    _speaking.set(chosen())


def direction(language: str) -> str:
    """`rtl` or `ltr`: which way a language is written; `auto` when it is not known."""
    if language == "unknown":
        return "auto"
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def switch() -> BaseResponse | None:
    """Remember the language that `?ui=` asks for, and show the same page in it."""
    asked = request.args.get("ui")
    if asked not in LANGUAGES or request.path.startswith("/api/v1"):
        return None
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "ui"]
    target = request.script_root + quote(request.path) + ("?" + urlencode(kept) if kept else "")
    response = redirect("/" + target.lstrip("/"))
    response.set_cookie("language", asked, max_age=YEAR, samesite="Lax", httponly=True)
    return response


def links() -> list[tuple[str, str, str]]:
    """The interface languages: code, own name, and the address of this page in it.

    On the page that says that an address is too long, it is not repeated.
    """
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "ui"]
    if len(request.query_string) > LONGEST:
        kept = []
    return [
        (code, called, f"?{urlencode([*kept, ('ui', code)])}") for code, called in LANGUAGES.items()
    ]


def register(app: Flask) -> None:
    """Let an app speak the reader's language."""
    app.before_request(listen)
    app.before_request(switch)
    Babel(app, locale_selector=locale)
    app.jinja_env.globals |= {"_": _written, "gettext": _written, "ngettext": _numbered}
