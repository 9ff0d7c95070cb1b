"""the fields of the index, in words that no engine owns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from index.article import UNKNOWN, Document


class Kind(Enum):
    """How a field is indexed."""

    TEXT = "text"
    """Analyzed into terms with positions; scored."""
    KEYWORD = "keyword"
    """A set of exact values; filtered and counted, never scored."""


@dataclass(frozen=True, slots=True)
class Field:
    """A named part of a document: how it is indexed and where its values come from.

    A TEXT field has exactly one value, its text. A KEYWORD field has one or more; a facet always
    has at least one, `unknown` when the document has none.
    """

    name: str
    kind: Kind
    values: Callable[[Document], tuple[str, ...]]
    facet: bool = False


def _or_unknown(values: tuple[str, ...]) -> tuple[str, ...]:
    return values or (UNKNOWN,)


SCHEMA: tuple[Field, ...] = (
    Field("title", Kind.TEXT, lambda d: ("" if d.title_derived else d.title,)),
    Field("body", Kind.TEXT, lambda d: (d.body,)),
    Field("country", Kind.KEYWORD, lambda d: _or_unknown(d.countries), facet=True),
    Field("region", Kind.KEYWORD, lambda d: _or_unknown(d.regions), facet=True),
    Field("year", Kind.KEYWORD, lambda d: (str(d.year) if d.year else UNKNOWN,), facet=True),
    Field("topic", Kind.KEYWORD, lambda d: _or_unknown(d.topics), facet=True),
    Field("language", Kind.KEYWORD, lambda d: (d.language or UNKNOWN,), facet=True),
    Field("mentioned", Kind.KEYWORD, lambda d: d.countries + d.mentioned),
    Field("source", Kind.KEYWORD, lambda d: (d.source.casefold(),) if d.source else ()),
    Field("dated", Kind.KEYWORD, lambda d: (_dated(d),)),
)
"""Every field of the index. `dated` is `stated`, `estimated` or `unknown`: how sure the year is."""

TEXT_FIELDS: tuple[str, ...] = tuple(f.name for f in SCHEMA if f.kind is Kind.TEXT)
FACETS: tuple[str, ...] = tuple(f.name for f in SCHEMA if f.facet)


def _dated(document: Document) -> str:
    if document.year is None:
        return UNKNOWN
    return "estimated" if document.year_estimated else "stated"


def sort_date(document: Document) -> int:
    """When the article appeared, as the integer yyyymmdd; what is not known is 0.

    An unknown year is 0, so such articles come last in `newest` and, by rule, also in `oldest`.
    """
    if document.published:
        parts = [*document.published[:10].split("-"), "0", "0"][:3]
        if all(part.isdecimal() for part in parts):
            return int(parts[0]) * 10000 + int(parts[1]) * 100 + int(parts[2])
    return (document.year or 0) * 10000
