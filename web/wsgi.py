"""the composition root: settings, searcher and site, as a WSGI server loads them."""

from __future__ import annotations

from flask import Flask

from search.answer import prepare
from search.engines import open_searcher
from web import create_app
from web.config import Config
from web.late import LateSearcher


def create() -> Flask:
    """The application that the environment asks for.

    An index that does not exist yet is no error: the site says so, and serves it once it is there.
    Tables and templates are read here, before the process is forked, so that no reader waits for
    them.
    """
    prepare()
    config = Config.from_environment()
    app = create_app(LateSearcher(lambda: open_searcher(config.index)), config)
    for template in app.jinja_env.list_templates():
        app.jinja_env.get_template(template)
    return app
