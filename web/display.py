"""how templates write things: dates, numbers, sizes, pages and the direction of a script."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup, escape

from index.article import Document
from search.answer import Question
from search.labels import label
from web.address import address
from web.arguments import PAGE_MAX
from web.languages import gettext, locale, ngettext

_CONTAINS = "contains "
"""How the rule begins by which an article comes to a region: it names what lies in it."""
DETAILS, LONGEST = 50, 500
"""How many other keys of a source are told, and the characters of each."""
AROUND = 2
"""How many pages are offered on each side of the one that is shown."""


def number(value: float) -> str:
    """A number as the reader's language groups it."""
    return _number(value, locale())


def articles(total: int) -> str:
    """So many articles, in words."""
    return _articles(total, locale())


@lru_cache(maxsize=4096)
def _articles(total: int, language: str) -> str:
    count = _number(total, language)
    return ngettext("%(count)s article", "%(count)s articles", total, count=count)


def stories(total: int) -> str:
    """So many stories, in words."""
    return _stories(total, locale())


@lru_cache(maxsize=4096)
def _stories(total: int, language: str) -> str:
    count = _number(total, language)
    return ngettext("%(count)s story", "%(count)s stories", total, count=count)


def more_versions(count: int) -> str:
    """That so many versions are not shown, in words."""
    return ngettext(
        "and %(count)s more version", "and %(count)s more versions", count, count=number(count)
    )


def matches(count: int) -> str:
    """So many matches, in words."""
    return ngettext("%(count)s match", "%(count)s matches", count, count=number(count))


@lru_cache(maxsize=4096)
def _number(value: float, language: str) -> str:
    return str(format_decimal(value, locale=language))


def percent(share: float) -> str:
    """A share from 0 to 1, in percent; below one percent with a decimal."""
    pattern = "#,##0.0%" if 0 < share < 0.01 else None
    return format_percent(share, format=pattern, locale=locale())


def when(document: Document) -> str:
    """When an article appeared, as precisely as it is known; "" when it is not."""
    if document.published:
        return day(document.published)
    if document.year is None:
        return ""
    return (
        gettext("about %(year)s", year=document.year)
        if document.year_estimated
        else str(document.year)
    )


def day(published: str) -> str:
    """An ISO date of any precision in the reader's language; as it is when it is not one."""
    return _day(published, locale())


@lru_cache(maxsize=4096)
def _day(published: str, language: str) -> str:
    try:
        parts = [int(part) for part in published[:10].split("-")]
        moment = date(*[*parts, 1, 1][:3])
    except (ValueError, TypeError):
        return published
    if len(parts) == 1:
        return str(parts[0])
    if len(parts) == 2:
        return str(format_skeleton("yMMMM", moment, locale=language))
    return str(format_date(moment, "long", locale=language))


def coded(text: str) -> Markup:
    """A text with what stands between backticks set as code."""
    parts = text.split("`")
    code = Markup("<code>{}</code>")
    return Markup().join(code.format(p) if n % 2 else escape(p) for n, p in enumerate(parts))


def kinds(names: Iterable[str]) -> str:
    """Kinds of page furniture in words, parted by commas."""
    called = {
        "headline": gettext("headline"),
        "date": gettext("date"),
        "byline": gettext("byline"),
        "credit": gettext("photo credit"),
        "caption": gettext("caption"),
        "comments": gettext("comments"),
        "related": gettext("related links"),
        "share": gettext("share buttons"),
        "copyright": gettext("copyright line"),
        "site": gettext("name of the site"),
        "tags": gettext("tags"),
        "navigation": gettext("navigation"),
    }
    return ", ".join(dict.fromkeys(called.get(name, gettext("page furniture")) for name in names))


def outward(url: str) -> str | None:
    """An address as a link may hold it: of the web, or None for anything that could run."""
    return url if url.lower().startswith(("http://", "https://")) else None


def rule(name: str) -> str:
    """A rule of enrichment in the reader's language."""
    called = {
        "stated": gettext("stated by the source"),
        "derived": gettext("derived from the text"),
        "name": gettext("name"),
        "adjective": gettext("adjective"),
        "capital": gettext("capital"),
        "city": gettext("city"),
        "state": gettext("part of the country"),
        "abbreviation": gettext("abbreviation"),
        "metonym": gettext("seat of power"),
        "institution": gettext("institution"),
        "historical": gettext("former country"),
        "event": gettext("historical event"),
        "dateline": gettext("dateline"),
        "terms": gettext("telling words"),
        "header": gettext("head of the page"),
        "copyright": gettext("copyright line"),
        "first line": gettext("first line"),
        "first sentence": gettext("first sentence"),
        "latest year named": gettext("latest year named"),
        "latest year in the lead": gettext("latest year in the lead"),
    }
    if name.startswith(_CONTAINS):
        inside = name.removeprefix(_CONTAINS).split(", ")
        return gettext("contains %(what)s", what=", ".join(map(_place, inside)))
    return called.get(name, name)


def _place(value: str) -> str:
    """A country's code or a region's name, in the reader's language."""
    return label("country" if len(value) == 2 else "region", value, locale())


def details(document: Document) -> list[tuple[str, str]]:
    """What else the source says of an article: its other keys, in order, the first `DETAILS`."""
    told = ((key, _plain(value)) for key, value in document.extra.items())
    return [(key, text[:LONGEST]) for key, text in told if text][:DETAILS]


def _plain(value: Any) -> str:
    """A value of a source as people read it; what is nested stays JSON."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of results that can be gone to; number 0 stands for the pages left out."""

    number: int
    href: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a result around the one that is shown, and the two beside it."""

    pages: tuple[Page, ...]
    previous: str | None
    next: str | None
    last: int


def pages(question: Question, total: int) -> Pages:
    """The pages of a result of `total` hits."""
    last = min(max(1, -(-total // question.size)), PAGE_MAX)
    now = question.page

    def to(page: int) -> str:
        return address(replace(question, page=page))

    near = {page for page in range(now - AROUND, now + AROUND + 1) if 1 <= page <= last}
    listed, before = [], 0
    for page in sorted({1, last} | near):
        if page > before + 1:
            listed.append(Page(0))
        listed.append(Page(page, to(page), page == now))
        before = page
    previous = to(min(now - 1, last)) if now > 1 else None
    return Pages(tuple(listed), previous, to(now + 1) if now < last else None, last)
