"""the shapes in which the API answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import marshmallow as ma

from web.told import shown_answer, shown_hit, shown_version

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


class Recorded(ma.Schema):
    """A shape whose records `web.told` makes whole: marshmallow describes them, and is done.

    It would take longer to copy a page of results field by field than it took to find them.
    """

    record: Callable[[Any], Any]

    def dump(self, obj: Any, *, many: bool | None = None) -> Any:
        """The record of a thing, or with `many` those of several."""
        return list(map(self.record, obj)) if many or self.many else self.record(obj)


class BriefSchema(Recorded):
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

    record = staticmethod(shown_hit)


class VersionSchema(BriefSchema):
    """Another version of a story."""

    alike = fields.Float(
        metadata={"description": "The share of both texts that both have, from 0 to 1."}
    )
    link = fields.String(metadata={"description": "The article in this API."})

    record = staticmethod(shown_version)


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


class FacetsSchema(ma.Schema):
    """The values of every facet, each counted under every filter but its own."""

    country = fields.List(fields.Nested(BucketSchema))
    region = fields.List(fields.Nested(BucketSchema))
    year = fields.List(fields.Nested(BucketSchema))
    topic = fields.List(fields.Nested(BucketSchema))
    language = fields.List(fields.Nested(BucketSchema))


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
        metadata={"description": "Few articles or none have all the words: the nearest follow."}
    )


class LinksSchema(ma.Schema):
    """The addresses next to this one."""

    self = fields.String()
    next = fields.String(allow_none=True)
    previous = fields.String(allow_none=True)


class AnswerSchema(Recorded):
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
    suggestion_total = fields.Integer(
        metadata={"description": "How many articles the suggestion finds; 0 where there is none."}
    )
    links = fields.Nested(LinksSchema)

    record = staticmethod(shown_answer)


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
