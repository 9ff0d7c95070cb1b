"""the two shapes of an article: as a source gives it, and as an engine holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

UNKNOWN = "unknown"
"""The facet value of a document for which nothing was stated and nothing could be derived."""

Place = Literal["title", "text", "metadata"]


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """A half-open range of characters, `text[start:end]`, and what kind of thing stands there."""

    start: int
    end: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article as a source gives it: raw text, and what the source states about it.

    `None` (or an empty tuple) means that the source says nothing. `published` is an ISO 8601
    date cut to the precision that is known: `2020`, `2020-01` or `2020-01-31`. `furniture` are
    spans of `text` that the source's own format marks as not part of the story (an HTML page's
    navigation). `origin` names the file, with a line for formats that have records.
    """

    id: str
    text: str
    title: str = ""
    url: str | None = None
    published: str | None = None
    language: str | None = None
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    year: int | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    furniture: tuple[Span, ...] = ()
    origin: str = ""
    notes: tuple[str, ...] = ()


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """Why a facet has a value: the rule, the words it rests on, and a confidence from 0 to 1.

    `place` says which of the document's strings `start` and `end` count characters in; both are
    0 for what the source's metadata stated. `words` are the characters of that span. `value` is
    the facet value it speaks for; `facet` is a facet's name, or `mentioned` or `title`. `more`
    counts the places further on that say the same and are not listed.
    """

    facet: str
    value: str
    rule: str
    place: Place
    start: int
    end: int
    words: str
    confidence: float
    more: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """An article as an engine holds it: every facet decided, each with its evidence.

    `text` is what the source gave, untouched; `furniture` are its spans that are stored but
    never indexed, sorted and without overlap (kind `headline` is the title where it stood in
    the text). `title_derived` says that no source stated the title. `language` is a BCP 47 code
    or `unknown`; `countries` (what the article is about) and `mentioned` (every other country
    it names) are ISO 3166-1 alpha-2; `regions` are names of `index/enrich/data/regions.tsv`;
    `topics` are English IPTC Media Topic names, best first.
    `published` is an ISO date cut to the known precision; `year` is None when unknown.
    """

    id: str
    title: str
    text: str
    language: str = UNKNOWN
    countries: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    year: int | None = None
    year_estimated: bool = False
    topics: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    title_derived: bool = False
    furniture: tuple[Span, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    regions: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The text without its furniture: what is indexed, matched and shown in snippets."""
        if not self.furniture:
            return self.text
        kept, at = [], 0
        for span in self.furniture:
            kept.append(self.text[at : span.start])
            at = span.end
        kept.append(self.text[at:])
        return "".join(kept).strip()


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Document)


def encode(document: Document) -> bytes:
    """A document as JSON in UTF-8: the form in which every engine stores it."""
    return _ENCODER.encode(document)


def decode(stored: bytes) -> Document:
    """The document that `encode` stored; `msgspec.DecodeError` when it is not one."""
    return _DECODER.decode(stored)
