"""documents as JSON lines that can be indexed again: what was stated, and what was derived."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from index.article import Article, Document, Evidence
from index.sources.html import MARKED
from index.sources.record import DERIVED

_STATED = "stated"
_CONTRADICTED = re.compile(r"not (\S+), as is stated")


def stated(document: Document) -> Article:
    """The article that a document was made from, as far as its evidence tells.

    What no evidence calls stated was derived, and is left out. Stated names that enrichment does
    not know stand in `extra`. Furniture is kept where the source's format marked it.
    """
    found = [e for e in document.evidence if e.rule == _STATED and e.place == "metadata"]
    year, published = _dated(document, found)
    extra = dict(document.extra)
    return Article(
        id=document.id,
        text=document.text,
        title=document.title if any(e.facet == "title" for e in found) else "",
        url=document.url,
        published=published,
        language=_language(document),
        countries=_values(found, "country") + tuple(extra.pop("countries_stated", ())),
        topics=_values(found, "topic") + tuple(extra.pop("topics_stated", ())),
        year=year,
        source=document.source,
        authors=document.authors,
        extra=extra,
        furniture=tuple(span for span in document.furniture if span.kind in MARKED),
        origin=document.id,
    )


def record(document: Document) -> dict[str, Any]:
    """A document as the JSON object that `dateline index` reads back to the same document.

    The keys are those of the JSON lines input; what was derived is under `derived`, for other
    programs.
    """
    article = stated(document)
    fields = {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "url": article.url,
        "published": article.published,
        "language": article.language,
        "countries": article.countries,
        "topics": article.topics,
        "year": article.year,
        "source": article.source,
        "authors": article.authors,
        "furniture": [[span.start, span.end, span.kind] for span in article.furniture],
    }
    kept = {key: value for key, value in fields.items() if value}
    return {**article.extra, **kept, DERIVED: derived(document)}


def derived(document: Document) -> dict[str, Any]:
    """The facets of a document, stated or derived, as `dateline enrich` prints them."""
    return {
        "title": document.title,
        "language": document.language,
        "countries": document.countries,
        "mentioned": document.mentioned,
        "regions": document.regions,
        "year": document.year,
        "year_estimated": document.year_estimated,
        "topics": document.topics,
    }


def enriched(document: Document) -> dict[str, Any]:
    """The facets of a document with their evidence."""
    evidence = [msgspec.to_builtins(e) for e in document.evidence]
    return {"id": document.id, **derived(document), "evidence": evidence}


@dataclass(frozen=True, slots=True)
class Change:
    """What deriving an article again changes: the facets that differ, as they were and will be.

    Both are empty when only furniture or evidence differs.
    """

    id: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def change(before: Document, after: Document) -> Change:
    """How two documents of one article differ."""
    old, new = derived(before), derived(after)
    keys = [key for key in old if old[key] != new[key]]
    return Change(before.id, {k: old[k] for k in keys}, {k: new[k] for k in keys})


def _values(found: list[Evidence], facet: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e.words or e.value for e in found if e.facet == facet))


def _language(document: Document) -> str | None:
    """The stated language, also where the text contradicted it."""
    for evidence in document.evidence:
        if evidence.facet == "language" and evidence.rule == _STATED:
            return evidence.words or evidence.value
        contradicted = _CONTRADICTED.search(evidence.rule)
        if evidence.facet == "language" and contradicted:
            return contradicted[1]
    return None


def _dated(document: Document, found: list[Evidence]) -> tuple[int | None, str | None]:
    """The stated year and the stated date; the evidence for the year has the words of one."""
    words = next((e.words or e.value for e in found if e.facet == "year"), None)
    if words is None:
        return None, None
    if words == document.published:  # also where the date is a year alone
        return None, words
    if words.isdecimal() and len(words) == 4:
        return int(words), document.published
    return None, words
