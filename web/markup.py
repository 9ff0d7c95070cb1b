"""the parts of a page that come by the hundred: values of a facet, bars, countries, as HTML.

They are written here and not by a template because they are most of what a page costs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape as escaped

from markupsafe import Markup

from index.article import UNKNOWN, Document
from search.answer import Question
from search.query import Filter
from web import display, facets
from web.address import Nearby, static
from web.atlas import Land
from web.facets import Panel, Row
from web.histogram import Bar, Chart
from web.languages import gettext, locale

COUNTRIES, TOPICS = 6, 4
"""How many an article in a list names."""
escape = lru_cache(maxsize=8192)(escaped)
"""A text as HTML has it; a page says the same names and addresses again and again."""


def values(panel: Panel, rows: Iterable[Row] | None = None) -> Markup:
    """The rows of a panel as list items, each with a box, a name, a count and a minus."""
    write = _Rows(panel.parameter)
    return Markup("\n".join(map(write.item, panel.rows if rows is None else rows)))  # noqa: S704 - escaped part by part


class _Rows:
    """Writes the rows of one panel, with what they all say looked up once."""

    def __init__(self, parameter: str) -> None:
        self._parameter = parameter
        self._not = f'<span class="no">{escape(gettext("not"))}</span> '
        self._without = gettext("not %(value)s")
        self._leave_out = gettext("Leave out %(value)s")
        self._take_back = gettext("No longer leave out %(value)s")

    def item(self, row: Row) -> str:
        label, out = row.label, row.excluded
        named = {"value": label}
        name, current = escape(label), ' aria-current="true"' if row.selected else ""
        return (
            f'<li class="value{_state(row)}" data-name="{name}" data-count="{row.count}">'
            f'<input type="checkbox" form="search" name="{self._parameter}"'
            f' value="{"-" * out}{escape(row.value)}"{" checked" * (row.selected or out)}'
            f' aria-label="{escape(self._without % named) if out else name}">'
            f'<a class="name" rel="nofollow" href="{escape(row.release if out else row.select)}"'
            f"{current}>{self._not * out}<bdi>{name}</bdi></a>"
            f'<span class="count">{display.number(row.count)}</span>'
            f'<a class="not" rel="nofollow" href="{escape(row.exclude)}">'
            f'<span aria-hidden="true">{"+" if out else "−"}</span><span class="unseen">'
            f"{escape((self._take_back if out else self._leave_out) % named)}</span></a></li>"
        )


def _state(row: Row) -> str:
    return (
        " selected" * row.selected
        + " excluded" * row.excluded
        + " zero" * (not row.count)
        + " child" * row.child
    )


def headline(document: Document) -> str:
    """The title of an article, or words for that it has none."""
    return document.title or gettext("Without a headline")


@lru_cache(maxsize=512)
def _tongue(language: str) -> Markup:
    named = "" if language == UNKNOWN else f' lang="{escape(language)}"'
    return Markup(f'{named} dir="auto"')  # noqa: S704 - escaped


def tongue(document: Document) -> Markup:
    """The attributes of an element that holds words of an article."""
    return _tongue(document.language)


def byline(document: Document) -> Markup:
    """Where an article comes from, of when it is, and in which language."""
    tongue = locale()
    source = f'<span class="source"><bdi>{escape(document.source or "")}</bdi></span>'
    return Markup(  # noqa: S704 - escaped part by part
        f'<p class="byline">{source if document.source else ""}{_when(document)}<span class='
        f'"language">{escape(facets.name("language", document.language, tongue))}</span></p>'
    )


def _when(document: Document) -> str:
    when = escape(display.when(document))
    if not when:
        return f'<span class="when">{escape(gettext("date unknown"))}</span>'
    if not document.year_estimated:
        stated = escape(str(document.published or document.year))
        return f'<time class="when" datetime="{stated}">{when}</time>'
    why = escape(gettext("No source states the year: it was estimated from the text."))
    return f'<span class="when estimated" title="{why}">{when}</span>'


class Subjects:
    """The countries and topics of an article as links that narrow a question to each of them."""

    def __init__(self, question: Question) -> None:
        self._near = {facet: Nearby(question, facet) for facet in ("country", "topic")}
        self._locale = locale()

    def __call__(self, document: Document) -> Markup:
        """The links of one article, "" when nothing is known of it."""
        codes, topics = document.countries, document.topics
        tags = [self._tag("country", "place", code) for code in codes[:COUNTRIES]]
        if len(codes) > COUNTRIES:
            tags.append(f'<span class="tag rest">+{len(codes) - COUNTRIES}</span>')
        tags += [self._tag("topic", "topic", topic) for topic in topics[:TOPICS]]
        return Markup(f'<p class="subjects">{"".join(tags)}</p>' if tags else "")  # noqa: S704

    def _tag(self, facet: str, kind: str, value: str) -> str:
        href = escape(self._near[facet].included(value))
        short, full = (escape(said(facet, value, self._locale)) for said in _NAMED)
        more = f' title="{full}"' if full != short else ""
        return f'<a class="tag {kind}" rel="nofollow" href="{href}"{more}>{short}</a>'


_NAMED = (facets.short, facets.name)


def bars(
    chart: Chart, question: Question, counted: Callable[[int], str] = display.articles
) -> Markup:
    """The bars of a chart of years, each a link to its years; those left out are paler.

    `counted` puts into words what there are so many of.
    """
    made, near = question.filters.get("year", Filter()), Nearby(question, "year")
    drawn = [
        f'<a class="bar{" outside" * _outside(bar, made)}" rel="nofollow"'
        f' href="{escape(near.between(bar.low, bar.high))}"'
        f' data-low="{bar.low}" data-high="{bar.high}" tabindex="{0 if bar.count else -1}">'
        f"<title>{escape(said(bar, counted))}</title>"
        f'<rect class="place" x="{bar.x}" y="0" width="{bar.place}" height="{chart.floor}"/>'
        + _rect("stated", bar, bar.y, bar.height)
        + _rect("estimated", bar, bar.hatched_y, bar.hatched_height)
        + "</a>"
        for bar in chart.bars
    ]
    return Markup("\n".join(drawn))  # noqa: S704 - escaped part by part


def _rect(kind: str, bar: Bar, y: float, height: float) -> str:
    if not height:
        return ""
    return f'<rect class="{kind}" x="{bar.x}" y="{y}" width="{bar.width}" height="{height}"/>'


def said(bar: Bar, counted: Callable[[int], str] = display.articles) -> str:
    """What a bar of the chart of years stands for, in words."""
    words = f"{bar.years}: {counted(bar.count)}"
    if bar.share is not None:
        words += ", " + gettext("%(share)s of that time", share=display.percent(bar.share))
    if bar.estimated:
        words += " (" + gettext("%(count)s estimated", count=display.number(bar.estimated)) + ")"
    return words


def _outside(bar: Bar, made: Filter) -> bool:
    """Whether a filter on years leaves a bar out."""
    if made.include:
        return not any(str(year) in made.include for year in range(bar.low, bar.high + 1))
    below = made.low is not None and bar.high < made.low
    return below or (made.high is not None and bar.low > made.high)


def lands(
    drawn: Iterable[Land], question: Question, counted: Callable[[int], str] = display.articles
) -> Markup:
    """The countries of the map that have articles, each a link, over all land."""
    near, tongue = Nearby(question, "country"), locale()
    shapes = escape(static("world.svg"))
    found = [f'<use class="nothing" href="{shapes}#land"/>']
    for land in drawn:
        href = near.released(land.code) if land.selected else near.included(land.code)
        told = f"{facets.name('country', land.code, tongue)}: {counted(land.count)}"
        found.append(
            f'<a tabindex="-1" rel="nofollow" href="{escape(href)}"><title>{escape(told)}</title>'
            f'<use class="l{land.level}{" chosen" * land.selected}"'
            f' href="{shapes}#{land.code}"/></a>'
        )
    return Markup("\n".join(found))  # noqa: S704 - escaped part by part
