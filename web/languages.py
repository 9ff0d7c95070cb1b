"""the languages of the interface: which one a reader gets, and which way it is written."""

from __future__ import annotations

import flask_babel
from flask import Flask, g, request
from flask_babel import Babel, get_locale

LANGUAGES: dict[str, str] = {"en": "English"}
"""The code of each interface language and its own name for itself."""
RIGHT_TO_LEFT = frozenset(("ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"))
"""Primary codes of the languages that are written from right to left."""


def gettext(message: str, **values: object) -> str:
    """A message in the reader's language, with its `%(name)s` filled in.

    A page says hundreds of things, so the language is looked up once for each request.
    """
    if "say" not in g:
        g.say = flask_babel.get_translations().ugettext
    said = str(g.say(message))
    return said % values if values else said


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """A message in the number that the reader's language has for `num`."""
    said = str(flask_babel.get_translations().ungettext(one, many, num))
    return said % {"num": num, **values}


def chosen() -> str:
    """The interface language of this request: asked for, remembered, or of the browser."""
    for asked in (request.args.get("ui"), request.cookies.get("language")):
        if asked in LANGUAGES:
            return asked
    return request.accept_languages.best_match(list(LANGUAGES)) or "en"


def locale() -> str:
    """The code of the interface language of this request."""
    if "locale" not in g:
        g.locale = str(get_locale() or "en")
    return str(g.locale)


def direction(language: str) -> str:
    """`rtl` or `ltr`: which way a language is written; `auto` when it is not known."""
    if language == "unknown":
        return "auto"
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def register(app: Flask) -> None:
    """Let an app speak the reader's language."""
    Babel(app, locale_selector=chosen)
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
