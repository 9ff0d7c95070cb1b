"""hits by story against a plain loop over the hits of the same search."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import count

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from index.article import Document
from index.engines.whoosh.index import WhooshIndex
from search.engines.whoosh.searcher import WhooshSearcher
from search.query import SORTS, Everything, Filter, Query, Request, Terms
from search.results import Results

_NAMES = count()
_TEXTS = [" ".join(f"{name}{number}" for number in range(40)) for name in "abcd"]


@st.composite
def _documents(draw: st.DrawFn) -> Document:
    story = draw(st.integers(0, 5))
    words = " ".join(draw(st.lists(st.sampled_from(("fire", "rain")), max_size=3)))
    return Document(
        id=draw(st.sampled_from("abcdefghijklmnop")),
        title="",
        text=f"{words} {_TEXTS[story]}" if story < len(_TEXTS) else words,
        countries=tuple(sorted(draw(st.sets(st.sampled_from(("FR", "JP", "US")), max_size=3)))),
        year=draw(st.sampled_from((None, 2015, 2016))),
        year_estimated=draw(st.booleans()),
    )


_FILTERS = st.dictionaries(
    st.sampled_from(("country", "year")),
    st.builds(
        Filter,
        include=st.sampled_from(((), ("FR",), ("2015",))),
        exclude=st.sampled_from(((), ("JP",), ("2016",))),
    ),
)
_QUERIES: st.SearchStrategy[Query] = st.sampled_from(
    (Everything(), Terms(("fire",), ("body",)), Terms(("rain",), ("body",)))
)


def _stories(searcher: WhooshSearcher, results: Results) -> dict[str, str]:
    """For each id found the lowest id of its story."""
    found = [hit.document.id for hit in results.hits]
    return {id: min(id, *(v.id for v in searcher.versions(id)), id) for id in found}


def _counted(searcher: WhooshSearcher, request: Request, facet: str) -> dict[str, int]:
    """The stories of each value of a facet, counted one article after the other."""
    others = {name: made for name, made in request.filters.items() if name != facet}
    results = searcher.search(replace(request, filters=others, offset=0, limit=100))
    stories = _stories(searcher, results)
    pairs = {
        (stories[hit.document.id], value)
        for hit in results.hits
        for value in (
            hit.document.countries or ("unknown",)
            if facet == "country"
            else (str(hit.document.year or "unknown"),)
        )
    }
    return dict(Counter(value for _, value in pairs))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
@given(
    st.lists(st.lists(_documents(), max_size=8), min_size=1, max_size=3),
    st.builds(
        Request,
        query=_QUERIES,
        filters=_FILTERS,
        sort=st.sampled_from(SORTS),
        offset=st.integers(0, 3),
        limit=st.integers(0, 5),
        facets=st.just(("country", "year")),
    ),
)
def test_the_first_version_of_each_story_is_left_and_all_are_counted(
    changes: list[list[Document]], request: Request
) -> None:
    name = f":stories-{next(_NAMES)}"
    for change in changes:
        with WhooshIndex.at(name).write() as writer:
            for document in change:
                writer.add(document)
    searcher = WhooshSearcher.at(name)
    grouped = searcher.search(replace(request, group=True))
    whole = searcher.search(replace(request, offset=0, limit=100))
    stories = _stories(searcher, whole)
    sizes = Counter(stories.values())
    first = {story: id for id, story in reversed(stories.items())}
    left = [hit for hit in whole.hits if first[stories[hit.document.id]] == hit.document.id]
    assert (grouped.total, grouped.stories) == (whole.total, len(sizes))
    shown = left[request.offset : request.offset + request.limit]
    assert [(hit.document.id, hit.score, hit.versions) for hit in grouped.hits] == [
        (hit.document.id, hit.score, sizes[stories[hit.document.id]]) for hit in shown
    ]
    for facet in request.facets:
        counts = {b.value: b.count for b in grouped.facets[facet] if b.count}
        assert counts == _counted(searcher, request, facet)
