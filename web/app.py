"""the application: every part of the edge put together around one searcher."""

from __future__ import annotations

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from search.searcher import Searcher
from web import (
    api,
    caching,
    citing,
    compare,
    errors,
    export,
    feeds,
    headers,
    languages,
    monitoring,
    pages,
    templating,
    wellknown,
)
from web.address import arrive
from web.archive import Archive
from web.config import Config
from web.encoding import Json


def build(searcher: Searcher, config: Config | None = None) -> Flask:
    """The site and its API over a searcher."""
    config = config or Config()
    app = Flask("web", static_url_path="/static")
    app.json = Json(app)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.url_map.merge_slashes = False  # an id may be an address itself, with // in it
    app.extensions["dateline"] = archive = Archive(searcher, config)
    if config.proxies:
        hops = config.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops, x_prefix=hops
        )

    app.before_request(arrive)
    languages.register(app)
    templating.register(app)

    @app.before_request
    def refresh() -> None:
        if request.endpoint != "static" and request.blueprint != "monitoring":
            archive.refresh()
            caching.begin()

    monitoring.register(app)
    headers.register(app)
    api.register(app)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(feeds.blueprint)
    app.register_blueprint(export.blueprint)
    app.register_blueprint(citing.blueprint)
    app.register_blueprint(compare.blueprint)
    app.register_blueprint(wellknown.blueprint)
    errors.register(app)
    return app
