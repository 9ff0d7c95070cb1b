"""what an HTML page states about itself: meta elements, Open Graph, JSON-LD, microdata times."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from index.sources.dates import iso_date

_ARTICLES_NAMES = (
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BlogPosting "
    "BackgroundNewsArticle ReviewNewsArticle AskPublicNewsArticle Report LiveBlogPosting "
    "AdvertiserContentArticle SatiricalArticle ScholarlyArticle TechArticle"
)
ARTICLES = frozenset(_ARTICLES_NAMES.split())
"""The types of schema.org that an article may have."""

_TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title")
_DATE = (
    "article:published_time",
    "datepublished",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publish-date",
    "publishdate",
    "date",
)
_SOURCE = ("og:site_name", "application-name", "dc.publisher", "publisher")
_AUTHOR = ("author", "article:author", "dc.creator", "parsely-author", "byl")
_LANGUAGE = ("og:locale", "dc.language", "content-language", "language")


def metadata(page: HtmlElement) -> dict[str, Any]:
    """The fields of an Article that a page states, where it states them."""
    metas, linked = _metas(page), _linked(page)
    stated = {
        "title": _title(page, metas, linked),
        "url": _url(page, metas),
        "published": _published(page, metas, linked),
        "language": _language(page, metas, linked),
        "source": _first(metas, _SOURCE) or _name(linked.get("publisher")),
        "authors": _authors(metas, linked),
    }
    return {key: value for key, value in stated.items() if value}


def _metas(page: HtmlElement) -> dict[str, list[str]]:
    """The contents of the meta elements by name, lower case."""
    metas: dict[str, list[str]] = {}
    for meta in page.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        name = name or meta.get("http-equiv") or ""
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            metas.setdefault(name.strip().lower(), []).append(content)
    return metas


def _linked(page: HtmlElement) -> dict[str, Any]:
    """The JSON-LD object that says it is an article, or an empty one."""
    for script in page.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            # Line ends inside strings are common on real pages.
            value = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(value, 3):
            types = item.get("@type")
            if ARTICLES & {
                t for t in (types if isinstance(types, list) else [types]) if isinstance(t, str)
            }:
                return item
    return {}


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD value: itself, its list, its graph."""
    if isinstance(value, dict):
        yield value
        value = [value.get("@graph"), value.get("mainEntity")] if depth else []
    if isinstance(value, list) and depth:
        for item in value:
            yield from _objects(item, depth - 1)


def _first(metas: dict[str, list[str]], names: tuple[str, ...]) -> str:
    return next((metas[name][0] for name in names if name in metas), "")


def _title(page: HtmlElement, metas: dict[str, list[str]], linked: dict[str, Any]) -> str:
    """The headline: as the article states it, else the only h1, else the page's title."""
    headline = linked.get("headline")
    if isinstance(headline, str) and headline.strip():
        return _line(headline)
    heads = [_line(h1.text_content()) for h1 in page.iter("h1")]
    stated = _first(metas, _TITLE)
    if len(heads) == 1 and heads[0] and (not stated or heads[0] in stated):
        return heads[0]
    return stated or _line(page.findtext(".//title") or "")


def _url(page: HtmlElement, metas: dict[str, list[str]]) -> str:
    canonical = page.xpath("//link[translate(@rel, 'CANONIL', 'canonil')='canonical']/@href")
    for url in (*canonical, *metas.get("og:url", ())):
        if url.strip().lower().startswith(("http://", "https://")):
            return str(url).strip()
    return ""


def _published(page: HtmlElement, metas: dict[str, list[str]], linked: dict[str, Any]) -> str:
    stated = [linked.get("datePublished"), *(metas[name][0] for name in _DATE if name in metas)]
    stated += page.xpath("//time[@pubdate or @itemprop='datePublished']/@datetime")
    for value in stated:
        if isinstance(value, str) and (date := iso_date(value)):
            return date
    return ""


def _language(page: HtmlElement, metas: dict[str, list[str]], linked: dict[str, Any]) -> str:
    stated = [
        linked.get("inLanguage"),
        page.get("lang"),
        page.get("{http://www.w3.org/XML/1998/namespace}lang"),
    ]
    stated.append(page.get("xml:lang"))
    for value in (*stated, _first(metas, _LANGUAGE)):
        if isinstance(value, str) and value.strip():
            return value.split(",")[0].strip().replace("_", "-")
    return ""


def _authors(metas: dict[str, list[str]], linked: dict[str, Any]) -> tuple[str, ...]:
    author = linked.get("author")
    names = [_name(item) for item in (author if isinstance(author, list) else [author])]
    if not any(names):
        names = next((metas[name] for name in _AUTHOR if name in metas), [])
    # Open Graph has the address of a profile where others have a name.
    return tuple(dict.fromkeys(n for n in names if n and not n.lower().startswith("http")))


def _name(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        value = value[0] if value else None
    return _line(value) if isinstance(value, str) else ""


def _line(text: str) -> str:
    return " ".join(text.split())
