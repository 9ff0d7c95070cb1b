"""the pages that people read: start, search, the values of a facet, article, help, API."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request
from werkzeug.wrappers import Response as Redirect

from index.schema import FACETS
from search.answer import Answer, Question, ask
from search.offers import offers
from search.query import Everything, Filter, Request
from search.results import Bucket
from search.versions import versions
from web import atlas, caching, display, facets, guide, histogram, markup, reading
from web.address import address, between, reader
from web.archive import archive
from web.arguments import repeatable
from web.chips import chips
from web.citing import plain, search_citation
from web.errors import faults
from web.languages import gettext, locale
from web.marking import matches, neighbours

blueprint = Blueprint("pages", __name__)
RANGE_ENDS = ("from", "to")
"""The two boxes of the year panel; an address with them leads on to the one with `year`."""


WIDE = 736
"""The width of the chart of years where it stands alone."""


@blueprint.before_request
def unchanged() -> Response | None:
    """Answer 304 at once to a browser that already has this page."""
    return caching.unchanged(request)


@blueprint.get("/")
def start() -> str:
    """Show what the archive holds."""
    stats, question = archive().stats, Question(text="")
    panels, chart, lands = [], None, atlas.lands(())
    for facet in FACETS:
        held = stats.facets.get(facet, {})
        counted = [Bucket(value, count) for value, count in held.items()]
        counted.sort(key=lambda bucket: (-bucket.count, bucket.value))
        if facet == "year":
            chart = histogram.chart(counted, width=WIDE)
        else:
            panels.append(facets.panel(facet, counted, question, locale(), shown=12))
        if facet == "country":
            lands = atlas.lands(counted)
    years = sorted(int(year) for year in stats.facets.get("year", {}) if year.isdigit())
    return render_template(
        "start.html",
        stats=stats,
        question=question,
        panels=panels,
        chart=chart,
        years=years,
        lands=lands,
    )


@blueprint.get("/search")
def search() -> str | Redirect:
    """Show a page of results."""
    question, wrong = asked()
    moved = _with_range(question)
    if moved is not None:
        return redirect(moved)
    answer = answered(question)
    return render_template("search.html", **_results(answer), faults=list(faults({"": wrong})))


def asked() -> tuple[Question, dict[str, list[str]]]:
    """The question of this address, and what was wrong with it."""
    return repeatable(request.args)


def answered(question: Question) -> Answer:
    """The answer to a question as pages give it: by story, unless the address says otherwise, and
    with the number beside each value that choosing it finds."""
    answer = ask(archive().searcher, replace(by_story(question), promised=True))
    return replace(answer, question=question)


def by_story(question: Question) -> Question:
    """The question with the versions of a story as one hit, unless it says otherwise."""
    return replace(question, group=question.group is not False)


def _with_range(question: Question) -> str | None:
    """The address that says with `year` what the boxes `from` and `to` say, if they were sent."""
    if not any(name in request.args for name in RANGE_ENDS):
        return None
    ends = [request.args.get(name, "").strip() for name in RANGE_ENDS]
    low, high = (int(end) if end.isdecimal() and len(end) <= 4 else None for end in ends)
    if low is not None and high is not None and low > high:
        low, high = high, low
    if low is None and high is None:
        return address(question)
    return address(between(question, low, high))


def _results(answer: Answer) -> dict[str, Any]:
    question, results = answer.question, answer.results
    shares = request.args.get("years") == "share"
    return {
        "question": question,
        "answer": answer,
        "results": results,
        "chips": chips(answer, locale()),
        "panels": [_panel(facet, answer) for facet in sorted(FACETS, key=facets.rank)],
        "chart": histogram.chart(results.facets["year"], base(question) if shares else None),
        "lands": atlas.lands(results.facets["country"]),
        "shares": shares,
        "pages": display.pages(question, results.listed),
        "counted": display.articles if results.listed == results.total else display.stories,
        "first": (question.page - 1) * question.size + 1,
        "reader": reader(question),
        "subjects": markup.Subjects(question),
        "citation": search_citation(answer),
        "offers": [
            (offer, facets.name(offer.facet, offer.value, locale()))
            for offer in offers(archive().searcher, answer)
        ],
        "moved": request.args.get("at", archive().commit) != archive().commit,
    }


def _panel(facet: str, answer: Answer, shown: int | None = facets.SHOWN) -> facets.Panel:
    held = archive().values(facet) if facet != "year" or shown is None else ()
    made = answer.question.filters.get(facet, Filter())
    values = facets.buckets(answer.results.facets[facet], held, made)
    return facets.panel(facet, values, answer.question, locale(), shown=shown)


def base(question: Question) -> dict[int, int]:
    """The number of articles of each year that pass every filter but that on the year."""
    found = archive().searcher.search(
        Request(
            Everything(),
            question.filters,
            limit=0,
            facets=("year",),
            group=question.group is not False,
        )
    )
    return histogram.by_year(found.facets["year"])


@blueprint.get("/facets/<facet>")
def values(facet: str) -> str:
    """Show every value of a facet, to find one by name."""
    if facet not in FACETS:
        abort(404)
    question, wrong = asked()
    answer = answered(replace(question, page=1, size=1))
    panel = _panel(facet, replace(answer, question=replace(question, page=1)), shown=None)
    usual = "name" if facet == "year" else "count"
    find, order = request.args.get("find", ""), request.args.get("order", usual)
    rows = facets.sought(panel.rows, find, "name" if order == "name" else "count")
    return render_template(
        "values.html",
        faults=list(faults({"": wrong})),
        question=question,
        panel=panel,
        rows=rows,
        find=find,
        order=order,
        total=answer.results.total,
        listed=answer.results.listed,
    )


@blueprint.get("/articles/<path:id>")
def article(id: str) -> str:
    """Show an article with its matches and the evidence for each of its facets."""
    document = archive().searcher.article(id)
    if document is None:
        abort(404, gettext("There is no article with this id here."))
    question, _ = asked()
    in_title, in_text = matches(archive().searcher, document, question)
    rank = request.args.get("n", type=int)
    beside = None
    if rank and rank > 0:
        beside = neighbours(archive().searcher, by_story(question), rank)
    blocks = reading.blocks(document, in_text, after=len(in_title))
    evidence = [(n, e) for n, e in enumerate(document.evidence) if e.place == "title"]
    return render_template(
        "article.html",
        document=document,
        question=question,
        searched=bool(request.args),
        title_pieces=reading.pieces(document.title, in_title, evidence),
        blocks=blocks,
        count=len(in_title) + reading.count(blocks),
        reasons=reading.reasons(document),
        similar=archive().searcher.similar(id, 5),
        versions=versions(archive().searcher, document),
        rank=rank,
        citation=plain(document),
        subjects=markup.Subjects(question),
        beside=beside,
    )


@blueprint.get("/help")
def help() -> str:
    """Explain the query language, with examples that can be tried."""
    return render_template(
        "help.html", question=Question(text=""), sections=guide.sections(), keys=guide.keys()
    )


@blueprint.get("/api/docs")
def docs() -> str:
    """Show the OpenAPI document to people."""
    spec = current_app.extensions["dateline.openapi"].to_dict()
    return render_template("docs.html", spec=spec, question=Question(text=""))
