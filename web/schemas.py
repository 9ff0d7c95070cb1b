"""the shapes in which the API answers."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from flask import url_for

from search.answer import Answer
from search.results import Hit
from search.versions import Version
from web.told import links, shown_bucket, shown_query

fields = ma.fields


class ProblemSchema(ma.Schema):
    """A failure, as RFC 9457 writes it."""

    type = fields.String(metadata={"description": "Always `about:blank`."})
    title = fields.String(metadata={"description": "The name of the HTTP status."})
    status = fields.Integer(metadata={"description": "The HTTP status."})
    detail = fields.String(metadata={"description": "What is wrong, and what would be right."})
    errors = fields.List(
        fields.Dict(keys=fields.String(), values=fields.String()),
        metadata={"description": "One record for each parameter at fault."},
    )


class BriefSchema(ma.Schema):
    """What a list says of an article."""

    id = fields.String()
    title = fields.String(metadata={"description": "The headline, plain text."})
    language = fields.String(metadata={"description": "BCP 47 code or `unknown`."})
    countries = fields.List(fields.String(), metadata={"description": "What it is about."})
    mentioned = fields.List(fields.String(), metadata={"description": "Other countries in it."})
    regions = fields.List(fields.String(), metadata={"description": "Regions, by English name."})
    year = fields.Integer(allow_none=True)
    year_estimated = fields.Boolean(metadata={"description": "No source states the year."})
    published = fields.String(allow_none=True, metadata={"description": "As precise as known."})
    topics = fields.List(fields.String(), metadata={"description": "IPTC names, best first."})
    source = fields.String(allow_none=True)
    url = fields.String(allow_none=True, metadata={"description": "Where it was published."})


class HitSchema(BriefSchema):
    """One article found."""

    score = fields.Float()
    snippet = fields.String(
        metadata={"description": "HTML: a passage, escaped, with each match in `mark`."}
    )
    lacking = fields.List(
        fields.String(),
        metadata={"description": "Words of a relaxed query that the article does not have."},
    )
    versions = fields.Integer(
        metadata={
            "description": "How many of the articles found tell its story; 1 where not grouped."
        }
    )
    link = fields.String(metadata={"description": "The article in this API."})

    @ma.pre_dump
    def flatten(self, hit: Hit, **_: Any) -> dict[str, Any]:
        """What is said of the article, and of its match, side by side."""
        named = {name: getattr(hit.document, name) for name in BriefSchema._declared_fields}
        return named | {
            "score": round(hit.score, 4),
            "snippet": hit.snippet.html,
            "lacking": list(hit.lacking),
            "versions": hit.versions,
            "link": url_for("api.article", id=hit.document.id),
        }


class VersionSchema(BriefSchema):
    """Another version of a story."""

    alike = fields.Float(
        metadata={"description": "The share of both texts that both have, from 0 to 1."}
    )
    link = fields.String(metadata={"description": "The article in this API."})

    @ma.pre_dump
    def flatten(self, version: Version, **_: Any) -> dict[str, Any]:
        """What is said of the article, and how alike it is, side by side."""
        named = {name: getattr(version.document, name) for name in BriefSchema._declared_fields}
        return named | {
            "alike": round(version.alike, 4),
            "link": url_for("api.article", id=version.document.id),
        }


class BucketSchema(ma.Schema):
    """One value of a facet."""

    value = fields.String()
    label = fields.String()
    count = fields.Integer()
    selected = fields.Boolean()
    excluded = fields.Boolean()
    estimated = fields.Integer(
        metadata={"description": "Of the count, how many years are estimated."}
    )


class Buckets(ma.fields.List[Any]):
    """The values of one facet, made without a schema for each: there are hundreds."""

    def __init__(self, facet: str) -> None:
        super().__init__(fields.Nested(BucketSchema))
        self.facet = facet

    def _serialize(self, value: Any, *_: Any, **__: Any) -> Any:
        return [shown_bucket(self.facet, bucket) for bucket in value]


class FacetsSchema(ma.Schema):
    """The values of every facet, each counted under every filter but its own."""

    country = Buckets("country")
    region = Buckets("region")
    year = Buckets("year")
    topic = Buckets("topic")
    language = Buckets("language")


class CorrectionSchema(ma.Schema):
    """A place in the query that was taken as words, and what may have been meant."""

    start = fields.Integer()
    end = fields.Integer()
    message = fields.String()
    correction = fields.String(allow_none=True)


class QuerySchema(ma.Schema):
    """How the query was understood."""

    text = fields.String()
    parsed = fields.String(metadata={"description": "The query in its canonical form."})
    filters = fields.Dict(metadata={"description": "The filters, by facet."})
    corrections = fields.List(fields.Nested(CorrectionSchema))
    relaxed = fields.Boolean(
        metadata={"description": "No article has all the words; ranked by how many they have."}
    )


class LinksSchema(ma.Schema):
    """The addresses next to this one."""

    self = fields.String()
    next = fields.String(allow_none=True)
    previous = fields.String(allow_none=True)


class AnswerSchema(ma.Schema):
    """A page of results."""

    query = fields.Nested(QuerySchema)
    total = fields.Integer(metadata={"description": "How many articles were found."})
    stories = fields.Integer(
        metadata={
            "description": "Only where hits are grouped: how many stories they tell. Then facets "
            "count stories too."
        }
    )
    took_ms = fields.Float()
    page = fields.Integer()
    size = fields.Integer()
    sort = fields.String()
    hits = fields.List(fields.Nested(HitSchema))
    facets = fields.Nested(FacetsSchema)
    suggestion = fields.String(
        allow_none=True, metadata={"description": "A query that finds more."}
    )
    links = fields.Nested(LinksSchema)

    @ma.pre_dump
    def flatten(self, answer: Answer, **_: Any) -> dict[str, Any]:
        """The answer as the parts that this schema names."""
        question, results = answer.question, answer.results
        grouped = {} if results.stories is None else {"stories": results.stories}
        return {
            "query": shown_query(answer),
            **grouped,
            "total": results.total,
            "took_ms": round(answer.took_ms, 3),
            "page": question.page,
            "size": question.size,
            "sort": question.sort,
            "hits": results.hits,
            "facets": results.facets,
            "suggestion": answer.suggestion,
            "links": links(answer),
        }


class SpanSchema(ma.Schema):
    """A range of characters of the text."""

    start = fields.Integer()
    end = fields.Integer()
    kind = fields.String()


class EvidenceSchema(ma.Schema):
    """Why a facet has a value."""

    facet = fields.String()
    value = fields.String()
    rule = fields.String()
    place = fields.String(metadata={"description": "`title`, `text` or `metadata`."})
    start = fields.Integer()
    end = fields.Integer()
    words = fields.String()
    confidence = fields.Float()
    more = fields.Integer(metadata={"description": "Places further on that are not listed."})


class ArticleSchema(ma.Schema):
    """A whole article, as it was given, with everything that was derived from it."""

    id = fields.String()
    title = fields.String()
    title_derived = fields.Boolean()
    text = fields.String(metadata={"description": "What the source gave, untouched."})
    language = fields.String()
    countries = fields.List(fields.String())
    mentioned = fields.List(fields.String())
    regions = fields.List(fields.String())
    year = fields.Integer(allow_none=True)
    year_estimated = fields.Boolean()
    published = fields.String(allow_none=True)
    topics = fields.List(fields.String())
    url = fields.String(allow_none=True)
    source = fields.String(allow_none=True)
    authors = fields.List(fields.String())
    furniture = fields.List(
        fields.Nested(SpanSchema), metadata={"description": "Stored, never searched."}
    )
    evidence = fields.List(fields.Nested(EvidenceSchema))
    extra = fields.Dict(
        metadata={"description": "Keys of the source that Dateline has no use for."}
    )


class CompletionSchema(ma.Schema):
    """One way to go on typing."""

    kind = fields.String()
    text = fields.String()
    label = fields.String()
    count = fields.Integer(allow_none=True)
    id = fields.String(allow_none=True, metadata={"description": "The article that a title is of."})


class StatsSchema(ma.Schema):
    """What the archive holds."""

    documents = fields.Integer()
    terms = fields.Integer()
    tokens = fields.Integer()
    bytes = fields.Integer()
    generation = fields.Integer(metadata={"description": "Grows with each commit."})
    facets = fields.Dict(metadata={"description": "The number of articles of each facet value."})
