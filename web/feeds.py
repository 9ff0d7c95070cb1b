"""what other programs subscribe to: a search as an Atom feed, and the site as a search engine."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from flask import Blueprint, Response, render_template, request

from index.article import Document
from search.answer import ask
from web import caching
from web.address import address
from web.archive import archive
from web.arguments import lenient
from web.errors import refuse

blueprint = Blueprint("feeds", __name__)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""
ENTRIES = 50
"""The most articles in a feed, unless the address asks for fewer with `size`."""


@blueprint.before_request
def unchanged() -> Response | None:
    """Answer 304 at once to a reader that already has this feed."""
    return caching.unchanged(request)


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """Describe the site as a search engine that a browser can add."""
    page = render_template("opensearch.xml")
    return Response(page, content_type="application/opensearchdescription+xml; charset=utf-8")


@blueprint.get("/search.atom")
def atom() -> Response:
    """The newest articles that a search finds, as an Atom feed (RFC 4287)."""
    question, wrong = lenient(request.args)
    refuse(wrong)
    sort = question.sort if "sort" in request.args else "newest"
    size = question.size if "size" in request.args else ENTRIES
    question = replace(question, sort=sort, size=size, page=1)
    answer = ask(archive().searcher, question)
    dates = [moment(hit.document) for hit in answer.results.hits]
    page = render_template(
        "feed.xml",
        question=question,
        entries=list(zip(answer.results.hits, dates, strict=True)),
        total=answer.results.total,
        updated=max(dates, default=moment(Document("", "", ""))),
        here=address(question, "feeds.atom", _external=True),
    )
    return Response(_ILLEGAL.sub("", page), content_type="application/atom+xml; charset=utf-8")


def moment(document: Document) -> str:
    """When an article appeared as an RFC 3339 time; the first moment of what is known of it."""
    written = document.published or (f"{document.year:04d}" if document.year else "")
    for pattern in ("%Y-%m-%d", "%Y-%m", "%Y"):
        try:
            found = datetime.strptime(written[:10], pattern).replace(tzinfo=UTC)
        except ValueError:
            continue
        return found.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
    return "1970-01-01T00:00:00Z"
