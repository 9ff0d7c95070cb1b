"""the array engine answers as stock Whoosh does, on whatever corpus, changes and query."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from stock_index import StockIndex
from stock_searcher import StockSearcher

from index.analysis import written
from index.article import Document
from index.engine import Index
from index.engines.whoosh.index import WhooshIndex
from index.schema import TEXT_FIELDS
from search.engines.whoosh.expansion import regular
from search.engines.whoosh.searcher import WhooshSearcher
from search.query import (
    All,
    Any,
    Everything,
    Filter,
    Fuzzy,
    Match,
    Most,
    Not,
    Nothing,
    Prefix,
    Query,
    Range,
    Request,
    Sequence,
    Terms,
    Wildcard,
)
from search.results import Results

_NAMES = count()
PHASES = [Phase.explicit, Phase.generate]

# A few words, so that they meet often, with shared beginnings, near misses, and two scripts.
WORDS = ("a", "an", "ant", "aunt", "tan", "bee", "been", "日本", "é")
FORMS = ("an", "án", "ân", "日本", "灣", "湾", "bee", "bée")
COUNTRIES = ("FR", "JP", "US")

words = st.sampled_from((*WORDS, *FORMS))
# Stock Whoosh keeps the length of a field in one byte, which is exact up to ten positions.
texts = st.lists(words, max_size=5).map(" ".join)
fields = st.sampled_from([TEXT_FIELDS, ("title",), ("body",)])
ids = st.sampled_from([f"{n}" for n in range(14)])
years = st.none() | st.integers(2014, 2017)

documents = st.builds(
    Document,
    id=ids,
    title=st.lists(words, max_size=3).map(" ".join),
    text=texts,
    language=st.sampled_from(["unknown", "en", "zh"]),
    countries=st.lists(st.sampled_from(COUNTRIES), unique=True, max_size=3).map(tuple),
    mentioned=st.lists(st.sampled_from(COUNTRIES), unique=True, max_size=1).map(tuple),
    topics=st.lists(st.sampled_from(["sport", "health"]), unique=True, max_size=2).map(tuple),
    year=years,
    year_estimated=st.booleans(),
    published=st.none() | st.sampled_from(["2014", "2015-02", "2016-11-30"]),
    source=st.none() | st.just("The Paper"),
).map(lambda d: d if d.year else replace(d, year_estimated=False))


@dataclass(frozen=True)
class Delete:
    id: str


changes = st.lists(st.lists(documents | ids.map(Delete), max_size=6), min_size=1, max_size=10)

patterns = st.lists(words | st.sampled_from(["*", "?"]), min_size=1, max_size=3).map("".join)
slots = st.lists(
    st.lists(words, min_size=1, max_size=2, unique=True).map(tuple), min_size=1, max_size=3
)
forms = st.sampled_from(FORMS).map(lambda form: written(form, ["en", "zh"])[0].terms)
"""The terms of words as they are written."""
leaves: st.SearchStrategy[Query] = st.one_of(
    st.builds(Terms, forms, fields),
    st.builds(
        Sequence, st.lists(forms, min_size=1, max_size=3).map(tuple), fields, st.integers(0, 2)
    ),
    st.builds(Terms, st.lists(words, min_size=1, max_size=3, unique=True).map(tuple), fields),
    st.builds(Sequence, slots.map(tuple), fields, st.integers(0, 3)),
    st.builds(Prefix, st.sampled_from(["a", "an", "b", "日", "x", ""]), fields),
    st.builds(Wildcard, patterns, fields),
    st.builds(Fuzzy, words | st.just("zzz"), fields, st.integers(0, 2)),
    st.builds(
        Match,
        st.sampled_from(["country", "mentioned"]),
        st.lists(st.sampled_from([*COUNTRIES, "unknown", "XX"]), min_size=1).map(tuple),
    ),
    st.builds(Range, st.just("year"), years, years),
    st.builds(Range, st.just("date"), st.none() | st.just(20150200), st.none() | st.just(20161130)),
    st.builds(Everything),
    st.builds(Nothing),
)
parts = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(All, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Any, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=5,
)
queries = parts | st.builds(
    Most, st.lists(parts, min_size=1, max_size=3).map(tuple), st.none() | st.integers(0, 3)
)

filters = st.dictionaries(
    st.sampled_from(["country", "topic", "language", "dated"]),
    st.builds(
        Filter,
        st.lists(st.sampled_from(["FR", "JP", "sport", "en", "stated", "unknown"]), max_size=2).map(
            tuple
        ),
        st.lists(st.sampled_from(["US", "health", "fr"]), max_size=1).map(tuple),
    ),
    max_size=2,
)
requests = st.builds(
    Request,
    queries,
    filters,
    sort=st.sampled_from(["relevance", "newest", "oldest"]),
    limit=st.just(100),
)


def apply(index: Index, changes: list[list[Document | Delete]]) -> None:
    for change in changes:
        with index.write() as writer:
            for step in change:
                if isinstance(step, Delete):
                    writer.delete(step.id)
                else:
                    writer.add(step)


@contextmanager
def both(changes: list[list[Document | Delete]]) -> Iterator[tuple[WhooshSearcher, StockSearcher]]:
    """Ours in memory; stock Whoosh on disk, since its memory shares a folder between processes."""
    name = f":oracle-{next(_NAMES)}"
    apply(WhooshIndex.at(name), changes)
    with TemporaryDirectory() as folder:
        apply(StockIndex.at(folder), changes)
        yield WhooshSearcher.at(name), StockSearcher.at(folder)


def scores(results: Results) -> dict[str, float]:
    return {hit.document.id: hit.score for hit in results.hits}


def documents_of(results: Results) -> dict[str, Document]:
    return {hit.document.id: hit.document for hit in results.hits}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(changes, st.lists(requests, min_size=1, max_size=6))
def test_the_same_hits_and_counts_as_stock_whoosh(
    changes: list[list[Document | Delete]], asked: list[Request]
) -> None:
    with both(changes) as (ours, stock):
        for request in asked:
            found, expected = ours.search(request), stock.search(request)
            assert documents_of(found) == documents_of(expected)
            assert (found.total, found.facets) == (expected.total, expected.facets)
            if request.sort != "relevance":
                assert list(scores(found)) == list(scores(expected))


def test_what_is_found_without_a_score_stays_beside_what_has_one() -> None:
    war, france = Terms(("war",), ("body",)), Match("country", ("FR",))
    index = WhooshIndex.at(":unscored")
    with index.write() as writer:
        writer.add(Document(id="a", title="", text="war"))
        writer.add(Document(id="b", title="", text="peace", countries=("FR",)))
    asked = Request(Any((Any((war, france)), Any((war, Not(france))))))
    assert set(scores(WhooshSearcher.at(":unscored").search(asked))) == {"a", "b"}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(
    st.lists(st.lists(documents, max_size=6, unique_by=lambda d: d.id), min_size=1, max_size=1),
    st.lists(requests, min_size=1, max_size=6),
)
def test_the_same_scores_and_order_as_stock_whoosh(
    changes: list[list[Document | Delete]], asked: list[Request]
) -> None:
    with both(changes) as (ours, stock):
        for request in asked:
            found, expected = scores(ours.search(request)), scores(stock.search(request))
            assert found == pytest.approx(expected, rel=1e-4, abs=1e-6)
            ranked = list(found)
            for a, b in zip(expected, list(expected)[1:], strict=False):
                if request.sort == "relevance" and expected[a] > expected[b] * 1.001 + 1e-6:
                    assert ranked.index(a) < ranked.index(b)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(st.lists(st.lists(documents, max_size=4), min_size=1, max_size=10), requests)
def test_however_the_documents_came_in_the_answer_is_the_same(
    changes: list[list[Document]], request: Request
) -> None:
    latest = {document.id: document for change in changes for document in change}
    many, once = f":{next(_NAMES)}", f":{next(_NAMES)}"
    apply(WhooshIndex.at(many), [list(change) for change in changes])
    apply(WhooshIndex.at(once), [list(latest.values())])
    a, b = WhooshSearcher.at(many).search(request), WhooshSearcher.at(once).search(request)
    assert (a.total, a.facets) == (b.total, b.facets)
    assert documents_of(a) == documents_of(b)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(st.lists(st.lists(documents, max_size=6), min_size=1, max_size=9), requests)
def test_any_page_is_a_slice_of_all_hits(changes: list[list[Document]], request: Request) -> None:
    name = f":{next(_NAMES)}"
    apply(WhooshIndex.at(name), [list(change) for change in changes])
    searcher = WhooshSearcher.at(name)
    whole = searcher.search(request).hits
    for offset in range(len(whole)):
        page = Request(request.query, request.filters, request.sort, offset, 3, ())
        assert searcher.search(page).hits == whole[offset : offset + 3]


def test_a_pattern_of_many_stars_is_matched_without_trying_everything() -> None:
    name = f":{next(_NAMES)}"
    long = "a" * 400
    apply(WhooshIndex.at(name), [[Document(id="1", title="", text=f"{long} {long}c")]])
    searcher = WhooshSearcher.at(name)
    for pattern, total in (("*a" * 30 + "b", 0), ("*a" * 30 + "c", 1), ("a*?" * 30 + "*b", 0)):
        assert searcher.search(Request(Wildcard(pattern, ("body",)))).total == total


@given(patterns, st.text(alphabet="antbé日", max_size=6))
def test_a_pattern_means_what_its_stars_and_marks_say(pattern: str, word: str) -> None:
    shape = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    assert bool(re.fullmatch(regular(pattern), word.encode(), re.DOTALL)) == bool(
        re.fullmatch(shape, word)
    )


def test_an_impossible_date_is_held_all_the_same() -> None:
    name = f":{next(_NAMES)}"
    odd = [
        Document(id=published, title="", text="", published=published)
        for published in ("99999999999-1-1", "\u00b2\u00b2-01", "0000", "2020-13-77")
    ]
    apply(WhooshIndex.at(name), [list(odd)])
    hits = WhooshSearcher.at(name).search(Request(Everything(), sort="newest")).hits
    assert {hit.document.id for hit in hits} == {document.id for document in odd}


def test_scores_are_exact_where_many_articles_have_some_of_the_words() -> None:
    texts = ["war " * (n % 5 + 1) + "peace " * (n % 2) + "other " * n for n in range(40)]
    held = [Document(str(n), "t", text, language="en") for n, text in enumerate(texts)]
    words = (Terms(("war",), ("body",)), Terms(("peace",), ("body",)))
    with both([[*held]]) as (ours, _):
        most, some = (scores(ours.search(Request(kind(words), limit=100))) for kind in (Most, Any))
    assert most == pytest.approx(some, rel=1e-6)
