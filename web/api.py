"""the JSON API, version 1."""

from __future__ import annotations

from typing import Any, cast

import marshmallow as ma
from flask import Flask, Response, abort, request
from flask_smorest import Api, Blueprint

from index.article import Document
from index.engine import Stats
from search.answer import Answer, Question, ask
from search.results import Hit
from search.suggest import Completion, suggest
from search.versions import Version
from search.versions import versions as other_versions
from web import caching
from web.archive import archive, release
from web.arguments import SearchArguments, Strict
from web.errors import http_error
from web.faults import NO_NUMBER, Between
from web.languages import locale
from web.schemas import (
    AnswerSchema,
    ArticleSchema,
    CompletionSchema,
    HitSchema,
    ProblemSchema,
    StatsSchema,
    VersionSchema,
)

blueprint = Blueprint(
    "api", __name__, url_prefix="/api/v1", description="Search the archive, read its articles."
)
DESCRIPTION = """Search an archive of news articles by word, place, time and subject.

Several values of one facet mean any of them; different facets mean all of them; a leading minus
excludes. The counts of a facet are taken under every filter but its own, also where that one
excludes. Errors are `application/problem+json`."""


class Problems(Api):  # type: ignore[misc]
    """flask-smorest, with every error told as `web.errors` tells it."""

    ERROR_SCHEMA = ProblemSchema

    def handle_http_exception(self, error: Any) -> Response:
        """Tell an error of an HTTP status."""
        return http_error(error)


class NoArguments(Strict):
    """No parameter at all."""


bare = blueprint.arguments(NoArguments(), location="query", unknown=ma.RAISE, as_kwargs=True)
"""What an address that takes no parameters begins with."""


class SuggestArguments(Strict):
    """The parameters of a completion."""

    q = ma.fields.String(load_default="", metadata={"description": "What was typed so far."})


class SimilarArguments(Strict):
    """The parameters of a list of similar articles."""

    size = ma.fields.Integer(
        load_default=5,
        validate=Between(1, 50),
        error_messages={"invalid": NO_NUMBER},
        metadata={"description": "How many articles."},
    )


@blueprint.route("/search")
@blueprint.arguments(SearchArguments(), location="query", unknown=ma.RAISE)
@blueprint.response(200, AnswerSchema)
@blueprint.alt_response(422, schema=ProblemSchema, description="A parameter is not right.")
def search(question: Question) -> Answer:
    """Search for articles, with the counts of every facet."""
    return ask(archive().searcher, question)


@blueprint.route("/articles/<path:id>")
@bare
@blueprint.response(200, ArticleSchema)
@blueprint.alt_response(404, schema=ProblemSchema, description="There is no such article.")
def article(id: str) -> Document:
    """Read one article, with the evidence for every facet."""
    return found(id)


@blueprint.route("/articles/<path:id>/similar")
@blueprint.arguments(SimilarArguments(), location="query", unknown=ma.RAISE)
@blueprint.response(200, HitSchema(many=True))
@blueprint.alt_response(404, schema=ProblemSchema, description="There is no such article.")
def similar(arguments: dict[str, int], id: str) -> list[Hit]:
    """List the articles most like one, best first."""
    if archive().searcher.article(id) is None and archive().searcher.article(f"{id}/similar"):
        return cast("list[Hit]", article(f"{id}/similar"))  # an id may end as this address does
    found(id)
    return list(archive().searcher.similar(id, arguments["size"]))


@blueprint.route("/articles/<path:id>/versions")
@bare
@blueprint.response(200, VersionSchema(many=True))
@blueprint.alt_response(404, schema=ProblemSchema, description="There is no such article.")
def versions(id: str) -> list[Version]:
    """List the other versions of the story that an article tells, the earliest first."""
    if archive().searcher.article(id) is None and archive().searcher.article(f"{id}/versions"):
        return cast("list[Version]", article(f"{id}/versions"))  # as for `similar`
    return list(other_versions(archive().searcher, found(id)))


@blueprint.route("/suggest")
@blueprint.arguments(SuggestArguments(), location="query", unknown=ma.RAISE)
@blueprint.response(200, CompletionSchema(many=True))
def completions(arguments: dict[str, str]) -> list[Completion]:
    """Complete what is being typed: words, countries, topics."""
    return list(suggest(archive().searcher, arguments["q"], locale()))


@blueprint.route("/stats")
@bare
@blueprint.response(200, StatsSchema)
def stats() -> Stats:
    """Say what the archive holds."""
    return archive().stats


def found(id: str) -> Document:
    """The article that has an id, or the error 404."""
    document = archive().searcher.article(id)
    if document is None:
        abort(404, f"There is no article {id!r} here.")
    return document


@blueprint.before_request
def unchanged() -> Response | None:
    """Answer 304 at once to a program that already has what this commit would answer."""
    return caching.unchanged(request)


def register(app: Flask) -> None:
    """Put the API and its OpenAPI document into an app."""
    app.config.update(
        API_TITLE=f"{archive_name(app)} API",
        API_VERSION=release(),
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={"info": {"description": DESCRIPTION}},
    )
    api = Problems(app)
    api.register_blueprint(blueprint)
    del api.spec.components.schemas["PaginationMetadata"]  # flask-smorest's, which we do not use
    app.extensions["dateline.openapi"] = api.spec


def archive_name(app: Flask) -> str:
    """What the site calls itself."""
    return str(app.extensions["dateline"].config.name)
