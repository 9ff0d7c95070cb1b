"""the whole of a result as CSV or JSON lines, sent while it is being read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from threading import BoundedSemaphore
from typing import Any

from flask import Blueprint, Response, current_app, request
from flask.sansio.blueprints import BlueprintSetupState

from index.article import Document
from search.answer import Question, ask, understood
from search.exchange import cell
from search.query import Request
from search.rewrite import loosened
from search.searcher import Searcher
from web.archive import archive
from web.arguments import lenient
from web.errors import BUSY, refuse, respond

blueprint = Blueprint("export", __name__)
AT_A_TIME = 2
"""Downloads that a process sends at a time, half of its threads: each holds one for as long as its
reader is slow, and the others are for searches."""
AT_ONCE = 500
"""Articles that are read at a time."""
COLUMNS = (
    "id", "title", "published", "year", "year_estimated", "language", "countries", "mentioned",
    "regions", "topics", "source", "authors", "url", "text",
)  # fmt: skip

Row = dict[str, Any]


@blueprint.get("/search.<any(csv, jsonl):form>")
def download(form: str) -> Response:
    """Send every article that a search finds, in its order."""
    question, wrong = lenient(request.args)
    refuse(wrong)
    free: BoundedSemaphore = current_app.extensions["dateline.downloads"]
    if not free.acquire(blocking=False):
        return respond(503, BUSY)
    try:
        response = _sent(form, question)
    except BaseException:
        free.release()
        raise
    response.call_on_close(free.release)
    return response


@blueprint.record_once
def limit(state: BlueprintSetupState) -> None:
    """Give an app its turns for downloads."""
    state.app.extensions["dateline.downloads"] = BoundedSemaphore(AT_A_TIME)


def _sent(form: str, question: Question) -> Response:
    found = articles(archive().searcher, question)
    write, kind = WRITERS[form]
    response = Response(write(map(row, found)), content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="dateline.{form}"'
    return response


def articles(searcher: Searcher, question: Question) -> Iterator[Document]:
    """Every article of a result, of one commit even when the index changes in between."""
    searcher = searcher.pinned()
    first = ask(searcher, replace(question, page=1, size=0, facets=()))
    query = understood(searcher, question)
    if first.relaxed:
        query = loosened(query) or query
    asked = Request(
        query,
        question.filters,
        question.sort,
        0,
        AT_ONCE,
        (),
        group=bool(question.group) and question.story is None,
        story=question.story,
    )
    return _pages(searcher, asked)


def _pages(searcher: Searcher, asked: Request) -> Iterator[Document]:
    while True:
        found = searcher.search(asked)
        yield from (hit.document for hit in found.hits)
        asked = replace(asked, offset=asked.offset + AT_ONCE)
        if asked.offset >= found.listed:
            return


def row(document: Document) -> Row:
    """An article as a record: what it says, and what is known of it."""
    return {name: getattr(document, name) for name in COLUMNS}


def as_jsonl(rows: Iterable[Row]) -> Iterator[bytes]:
    """Records as JSON, one a line."""
    for record in rows:
        yield json.dumps(record, ensure_ascii=False).encode() + b"\n"


def as_csv(rows: Iterable[Row]) -> Iterator[bytes]:
    """Records as a table that spreadsheets open: UTF-8 with a mark, lists parted by semicolons."""
    line = io.StringIO()
    writer = csv.writer(line)
    writer.writerow(COLUMNS)
    yield b"\xef\xbb\xbf" + line.getvalue().encode()
    for record in rows:
        line.seek(0)
        line.truncate()
        writer.writerow(map(cell, record.values()))
        yield line.getvalue().encode("utf-8", "replace")


WRITERS: dict[str, tuple[Callable[[Iterable[Row]], Iterator[bytes]], str]] = {
    "csv": (as_csv, "text/csv"),
    "jsonl": (as_jsonl, "application/x-ndjson"),
}
