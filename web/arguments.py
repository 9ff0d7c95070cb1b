"""what may stand in an address: the parameters of a search, checked, and made into a Question."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote_plus, unquote_plus

import marshmallow as ma
from werkzeug.datastructures import MultiDict

from search.answer import Question
from search.query import SORTS
from web.faults import NO_NUMBER, ONE, Between, OneOf
from web.filters import read_filter

SIZE = 10
"""The results on a page when the address does not say."""
SIZE_MAX = 100
"""The most results on a page."""
PAGE_MAX = 100_000
"""The last page that can be asked for; beyond it `export` is the way."""
LONGEST = 12_000
"""Characters of a query, as an address has it, that a page repeats in each of its links: a page and
a half of Latin letters, 1,300 of other scripts. Feeds, downloads and the API read more."""
PARAMETERS: dict[str, str] = {
    "country": "country",
    "region": "region",
    "year": "year",
    "topic": "topic",
    "language": "lang",
    "dated": "dated",
}
"""The filters of a question and the parameter that carries each."""

GROUPS = ("story", "article")
"""What a hit may be; which it is where nothing is said depends on who asks."""


class Strict(ma.Schema):
    """The parameters of an address."""

    class Meta:
        """Refuse what is not known: a misspelt filter must not look like one that was applied."""

        unknown = ma.RAISE

    @ma.pre_load
    def once(self, data: Any, **_: Any) -> Any:
        """Refuse two values of a parameter that takes one: which is meant nobody knows."""
        wrong = repeated(self.fields, data) if hasattr(data, "getlist") else {}
        if wrong:
            raise ma.ValidationError(wrong)
        return data

    def handle_error(self, error: ma.ValidationError, *_: Any, **__: Any) -> None:
        """Say of each unknown parameter which one was probably meant."""
        messages = error.messages
        if not isinstance(messages, dict):
            return
        for name in [key for key in messages if key not in self.fields]:
            near = difflib.get_close_matches(str(name), self.fields, 1, 0.5)
            known = (
                f"did you mean {near[0]!r}?" if near else f"use {', '.join(self.fields) or 'none'}"
            )
            messages[name] = [f"is not a parameter here; {known}"]


def repeated(fields: Mapping[str, ma.fields.Field[Any]], data: Any) -> dict[str, list[str]]:
    """What is wrong with parameters that take one value and were given several."""
    single = [name for name, field in fields.items() if not isinstance(field, ma.fields.List)]
    return {name: [ONE] for name in single if len(set(data.getlist(name))) > 1}


class SearchArguments(Strict):
    """The parameters of a search."""

    q = ma.fields.String(
        load_default="",
        metadata={
            "description": 'The query, as a person types it: `words`, `"a phrase"`, '
            '`="exactly as written"`, `-without`, `a OR b`, `begin*`, `country:FR`, '
            "`year:2015..2020`; all of it is on the help page. Empty finds every article.",
            "example": "election title:minister",
        },
    )
    country = ma.fields.List(
        ma.fields.String(),
        load_default=list,
        metadata={
            "description": "ISO 3166-1 code, a name in any language, `unknown`; `-US` excludes.",
            "example": "FR",
        },
    )
    region = ma.fields.List(
        ma.fields.String(),
        load_default=list,
        metadata={
            "description": "A region by name or `unknown`; `-Sahel` excludes.",
            "example": "Sahel",
        },
    )
    year = ma.fields.List(
        ma.fields.String(),
        load_default=list,
        metadata={
            "description": "A year, a range (also `>2015`), or `unknown`; `-2016` excludes.",
            "example": "2015..2020",
        },
    )
    topic = ma.fields.List(
        ma.fields.String(),
        load_default=list,
        metadata={"description": "IPTC name, or `unknown`; a leading minus excludes."},
    )
    lang = ma.fields.List(
        ma.fields.String(),
        load_default=list,
        metadata={
            "description": "Language code, or name, or `unknown`; `-en` excludes.",
            "example": "nl",
        },
    )
    dated = ma.fields.List(
        ma.fields.String(),
        load_default=list,
        metadata={"description": "How the year is known: `stated`, `estimated` or `unknown`."},
    )
    group = ma.fields.String(
        load_default=None,
        validate=OneOf(GROUPS),
        metadata={
            "description": "`story`: the versions of one story are one hit, the first of them in "
            "the order that is asked for, and facets count stories. `article`: each is a hit."
        },
    )
    story = ma.fields.String(
        load_default=None,
        metadata={"description": "The id of an article: only versions of its story are found."},
    )
    sort = ma.fields.String(
        load_default="relevance",
        validate=OneOf(SORTS),
        metadata={"description": "The order of the results."},
    )
    page = ma.fields.Integer(
        load_default=1,
        validate=Between(1, PAGE_MAX),
        error_messages={"invalid": NO_NUMBER},
        metadata={"description": "The page of results, from 1."},
    )
    size = ma.fields.Integer(
        load_default=SIZE,
        validate=Between(1, SIZE_MAX),
        error_messages={"invalid": NO_NUMBER},
        metadata={"description": "How many results a page has."},
    )

    @ma.post_load
    def question(self, data: dict[str, Any], **_: Any) -> Question:
        """The question that the parameters ask."""
        filters, wrong = {}, {}
        for facet, parameter in PARAMETERS.items():
            try:
                made = read_filter(facet, data[parameter])
            except ValueError as error:
                wrong[parameter] = list(error.args)
                continue
            if made:
                filters[facet] = made
        if wrong:
            raise ma.ValidationError(wrong)
        return Question(
            text=data["q"],
            filters=filters,
            sort=data["sort"],
            page=data["page"],
            size=data["size"],
            group=None if data["group"] is None else data["group"] == "story",
            story=data["story"] or None,
        )


_LENIENT = SearchArguments(unknown=ma.EXCLUDE)
"""Read by every page: to make a schema takes longer than to use it."""


def lenient(arguments: MultiDict[str, str]) -> tuple[Question, dict[str, list[str]]]:
    """The question of a page's address, and what was wrong with the parameters left out of it.

    A page takes what it can: a person who edited an address is better served by an answer with
    a note than by an error. Parameters that are not of a search are passed over; of several
    queries all words are asked for.
    """
    wrong = repeated(_LENIENT.fields, arguments)
    wrong.pop("q", None)
    given: dict[str, Any] = {"q": " ".join(dict.fromkeys(arguments.getlist("q")))}
    for name, field in _LENIENT.fields.items():
        if name in arguments and name not in {"q", *wrong}:
            many = isinstance(field, ma.fields.List)
            given[name] = arguments.getlist(name) if many else arguments[name]
    for _ in range(2):
        try:
            return _loaded(given), wrong
        except ma.ValidationError as error:
            wrong.update(error.normalized_messages())  # type: ignore[no-untyped-call]
            given = {name: value for name, value in given.items() if name not in wrong}
    return _loaded({}), wrong


def repeatable(arguments: MultiDict[str, str]) -> tuple[Question, dict[str, list[str]]]:
    """`lenient`, with as much of the query as a page can repeat in each of its links.

    Where that is not all, what was wrong with `q` is how many characters were read.
    """
    question, wrong = lenient(arguments)
    encoded = quote_plus(question.text)
    if len(encoded) <= LONGEST:
        return question, wrong
    words = unquote_plus(encoded[:LONGEST], errors="ignore").rpartition(" ")[0]
    short = words or question.text[: LONGEST // 9]
    return replace(question, text=short), {**wrong, "q": [str(len(short))]}


def _loaded(given: Mapping[str, Any]) -> Question:
    question = _LENIENT.load(given)
    assert isinstance(question, Question)
    return question
