"""the contract on versions of one story."""

from __future__ import annotations

from dataclasses import replace

from contract import Engine, counts, doc, ids, word

from search.query import (
    Everything,
    Filter,
    Request,
)


def _report(name: str, size: int = 60) -> str:
    """A text of so many words that no other name has."""
    return " ".join(f"{name}{number}" for number in range(size))


REPORTS = (
    doc("a1", f"flood {_report('a')}", countries=("FR",), published="2015-02-03", year=2015),
    doc("a2", "flood flood " + _report("a"), countries=("FR", "JP"), published="2015-02-04",
        year=2015),
    doc("a3", f"more of it {_report('a')}", countries=("JP",), published="2015-02-02", year=2015),
    doc("b1", f"flood {_report('b')}", countries=("FR",), published="2016-02-01", year=2016),
    doc("b2", f"{_report('b')} flood", countries=("FR",), published="2016-02-01", year=2016),
    doc("c", f"flood {_report('c')}", countries=("FR",), published="2014-02-01", year=2014),
)  # fmt: skip
"""Three versions of one story, two of another, and one story told once."""


def test_versions_of_a_story_are_one_hit_the_first_in_the_order_asked_for(engine: Engine) -> None:
    searcher = engine.holding(*REPORTS)
    asked = Request(word("flood"), group=True)
    results = searcher.search(asked)
    assert (results.total, results.stories, results.listed) == (5, 3, 3)
    assert {hit.document.id: hit.versions for hit in results.hits} == {"a2": 2, "b1": 2, "c": 1}
    newest = searcher.search(replace(asked, sort="newest"))
    assert [(hit.document.id, hit.versions) for hit in newest.hits] == [
        ("b1", 2),
        ("a2", 2),
        ("c", 1),
    ]
    oldest = searcher.search(replace(asked, query=Everything(), sort="oldest"))
    assert [(hit.document.id, hit.versions) for hit in oldest.hits] == [
        ("c", 1),
        ("a3", 3),
        ("b1", 2),
    ]
    alone = searcher.search(replace(asked, group=False))
    assert (alone.total, alone.stories, alone.listed) == (5, None, 5)
    assert [hit.versions for hit in alone.hits] == [1] * 5


def test_facets_of_grouped_hits_count_stories(engine: Engine) -> None:
    searcher = engine.holding(*REPORTS)
    results = searcher.search(Request(Everything(), group=True, limit=0))
    assert (results.total, results.stories, results.hits) == (6, 3, ())
    assert counts(results.facets["country"]) == {"FR": 3, "JP": 1}
    assert counts(results.facets["year"]) == {"2016": 1, "2015": 1, "2014": 1}
    for country, stories in counts(results.facets["country"]).items():
        narrowed = {"country": Filter((country,))}
        results = searcher.search(Request(Everything(), narrowed, group=True))
        assert results.stories == stories == len(results.hits)
        assert counts(results.facets["country"]) == {"FR": 3, "JP": 1}


def test_any_page_of_grouped_hits_is_a_slice_of_all(engine: Engine) -> None:
    searcher = engine.holding(*REPORTS)
    for sort in ("relevance", "newest", "oldest"):
        asked = Request(Everything(), sort=sort, group=True)
        whole = searcher.search(asked).hits
        assert len(whole) == 3
        for offset in range(4):
            page = searcher.search(replace(asked, offset=offset, limit=1)).hits
            assert page == whole[offset : offset + 1]


def test_a_search_is_narrowed_to_the_versions_of_an_article(engine: Engine) -> None:
    searcher = engine.holding(*REPORTS)
    for id in ("a1", "a2", "a3"):
        results = searcher.search(Request(Everything(), sort="oldest", story=id))
        assert ids(results) == ["a3", "a1", "a2"]
    assert counts(results.facets["country"]) == {"FR": 2, "JP": 2}
    assert ids(searcher.search(Request(word("flood"), story="a3", sort="newest"))) == ["a2", "a1"]
    assert ids(searcher.search(Request(Everything(), story="c"))) == ["c"]
    assert ids(searcher.search(Request(Everything(), story="nobody"))) == []


def test_the_other_versions_of_an_article_come_by_date(engine: Engine) -> None:
    searcher = engine.holding(*REPORTS)
    assert [version.id for version in searcher.versions("a2")] == ["a3", "a1"]
    assert [version.id for version in searcher.versions("a3", limit=1)] == ["a1"]
    assert searcher.versions("c") == searcher.versions("nobody") == ()
    similar = [hit.document.id for hit in searcher.similar("a1")]
    assert not {"a1", "a2", "a3"} & set(similar)


def test_a_story_loses_the_versions_that_are_deleted(engine: Engine) -> None:
    searcher = engine.holding(*REPORTS)
    with engine.index().write() as writer:
        writer.delete("a1")
        writer.add(doc("b1", _report("d")))
    assert searcher.refresh()
    results = searcher.search(Request(Everything(), group=True))
    assert {hit.document.id for hit in results.hits} in (
        {"a2", "b1", "b2", "c"},
        {"a3", "b1", "b2", "c"},
    )
    assert (results.total, results.stories) == (5, 4)
    assert searcher.versions("b2") == ()
