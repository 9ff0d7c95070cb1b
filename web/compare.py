"""two to five searches over the years, side by side in one chart and one table."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, Response, render_template, request

from search.answer import Question, understood
from search.query import Everything, Request
from web import caching
from web.address import address, between
from web.archive import archive
from web.arguments import lenient
from web.errors import faults, refuse
from web.histogram import by_year

blueprint = Blueprint("compare", __name__)
MOST = 5
"""The most searches that one chart tells apart."""
WIDTH, HEIGHT, LEFT, FLOOR, TOP = 960, 344, 76, 306, 14
"""The drawing: the plot stands right of `LEFT` and above `FLOOR`."""
LINES = 4
"""Lines across the plot, the axis not counted."""


@dataclass(frozen=True, slots=True)
class Series:
    """One search: its text, its address, and the number and share of its articles by year."""

    text: str
    href: str
    total: int
    counts: tuple[int, ...]
    shares: tuple[float, ...]
    points: tuple[tuple[float, float], ...]
    without: str

    @property
    def path(self) -> str:
        """The points as an SVG polyline has them."""
        return " ".join(f"{x},{y}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class Plot:
    """The years, the searches over them, and the lines across with the value of each."""

    years: tuple[int, ...]
    series: tuple[Series, ...]
    levels: tuple[tuple[float, float], ...]
    ticks: tuple[tuple[float, int], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    floor: int = FLOOR


@blueprint.before_request
def unchanged() -> Response | None:
    """Answer 304 at once to a browser that already has this page."""
    return caching.unchanged(request)


@blueprint.get("/compare")
def compare() -> str:
    """Show the searches over the years."""
    texts, question, wrong = _asked()
    shares = request.args.get("years") == "share"
    found = plot(texts, question, shares=shares)
    return render_template(
        "compare.html",
        texts=texts,
        faults=list(faults({"": wrong})),
        question=replace(question, text=texts[0] if texts else ""),
        plot=found,
        shares=shares,
        most=MOST,
        kinds={kind: _address(texts, question, kind) for kind in ("", "share")},
        download=_address(texts, question, "", "compare.download"),
        between=between,
    )


@blueprint.get("/compare.csv")
def download() -> Response:
    """Send the table: a row for each year, number and share of each search."""
    texts, question, wrong = _asked()
    refuse(wrong)
    found = plot(texts, question, shares=False)
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(["year", *(f"{what}: {text}" for text in texts for what in ("count", "share"))])
    if found:
        for at, year in enumerate(found.years):
            cells = ((one.counts[at], round(one.shares[at], 6)) for one in found.series)
            writer.writerow([year, *(cell for pair in cells for cell in pair)])
    response = Response(
        b"\xef\xbb\xbf" + lines.getvalue().encode(), content_type="text/csv; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="dateline-compare.csv"'
    return response


def _asked() -> tuple[tuple[str, ...], Question, dict[str, list[str]]]:
    """The searches of this address, the filters that hold for all of them, and what was wrong."""
    texts = dict.fromkeys(text.strip() for text in request.args.getlist("q") if text.strip())
    question, wrong = lenient(request.args)
    plain = replace(question, text="", sort="relevance", page=1, size=10)
    return tuple(texts)[:MOST], plain, wrong


def _address(
    texts: tuple[str, ...], question: Question, kind: str, endpoint: str = "compare.compare"
) -> str:
    more = [("q", text) for text in texts] + ([("years", kind)] if kind else [])
    return address(question, endpoint, more)


def plot(texts: tuple[str, ...], question: Question, *, shares: bool) -> Plot | None:
    """The searches drawn over the years; None when none of them finds a dated article."""
    found = [_by_year(replace(question, text=text)) for text in texts]
    years = sorted({year for _, counts in found for year in counts})
    if not years:
        return None
    span = range(years[0], years[-1] + 1) if years[-1] - years[0] < 400 else years
    base = _base(question)
    tables = [tuple(counts.get(year, 0) for year in span) for _, counts in found]
    parts = [
        tuple(n / base[y] if base.get(y) else 0.0 for y, n in zip(span, row, strict=True))
        for row in tables
    ]
    drawn = parts if shares else tables
    top = nice(max([0 if shares else LINES, *(max(row) for row in drawn)]))
    series = tuple(
        Series(
            text,
            address(replace(question, text=text)),
            found[at][0],
            tables[at],
            parts[at],
            _points(drawn[at], top),
            _address(texts[:at] + texts[at + 1 :], question, "share" if shares else ""),
        )
        for at, text in enumerate(texts)
    )
    levels = tuple((top * n / LINES, _height(top * n / LINES, top)) for n in range(LINES + 1))
    return Plot(tuple(span), series, levels, _ticks(tuple(span)))


def _by_year(question: Question) -> tuple[int, dict[int, int]]:
    """How many articles a search finds, and how many in each year."""
    query = understood(archive().searcher, question)
    found = archive().searcher.search(Request(query, question.filters, limit=0, facets=("year",)))
    made = question.filters.get("year")
    low, high = (made.low, made.high) if made else (None, None)
    counts = by_year(found.facets["year"])
    inside = {
        year: count
        for year, count in counts.items()
        if (low is None or year >= low) and (high is None or year <= high)
    }
    return found.total, inside


def _base(question: Question) -> dict[int, int]:
    asked = Request(Everything(), question.filters, limit=0, facets=("year",))
    return by_year(archive().searcher.search(asked).facets["year"])


def nice(value: float) -> float:
    """The next round number that four even steps reach: 1, 2, 4, 8 or so times a power of ten."""
    if value <= 0:
        return 1
    power = 10.0
    while power > value:
        power /= 10
    while power * 10 < value:
        power *= 10
    steps = (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10)
    return max(next(power * step for step in steps if power * step >= value), 1e-6)


def _x(index: int, many: int) -> float:
    room = WIDTH - LEFT - 16
    return round(LEFT + (room * index / (many - 1) if many > 1 else room / 2), 1)


def _height(value: float, top: float) -> float:
    return round(FLOOR - (FLOOR - TOP) * value / top, 1)


def _points(row: Sequence[float], top: float) -> tuple[tuple[float, float], ...]:
    return tuple((_x(at, len(row)), _height(value, top)) for at, value in enumerate(row))


def _ticks(years: tuple[int, ...]) -> tuple[tuple[float, int], ...]:
    """About eight years to write below the axis, evenly apart."""
    step = max(1, -(-len(years) // 8))
    return tuple((_x(at, len(years)), years[at]) for at in range(0, len(years), step))
