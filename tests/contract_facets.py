"""the contract on facets, filters, sorting and pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from contract import FRUIT, Engine, counts, doc, found, ids, word

from search.query import (
    Everything,
    Filter,
    Request,
    Sort,
)


def test_facets_count_all_hits_and_not_the_page(engine: Engine) -> None:
    results = engine.holding(*FRUIT).search(Request(Everything(), limit=1))
    assert len(results.hits) == 1
    assert counts(results.facets["country"]) == {"FR": 2, "JP": 2, "US": 1, "unknown": 1}
    assert counts(results.facets["topic"]) == {"health": 3, "sport": 1, "unknown": 2}
    assert counts(results.facets["language"]) == {"en": 2, "nl": 1, "unknown": 2}


def test_buckets_come_by_falling_count_and_years_by_falling_year(engine: Engine) -> None:
    facets = engine.holding(*FRUIT).search(Request(Everything())).facets
    assert [b.value for b in facets["country"]] == ["FR", "JP", "US", "unknown"]
    assert [b.value for b in facets["year"]] == ["2017", "2016", "2015", "unknown"]


def test_estimated_years_are_counted_apart(engine: Engine) -> None:
    years = engine.holding(*FRUIT).search(Request(Everything())).facets["year"]
    assert {b.value: (b.count, b.estimated) for b in years}["2017"] == (2, 1)
    assert {b.value: (b.count, b.estimated) for b in years}["2016"] == (1, 0)


def test_facet_counts_ignore_their_own_filter(engine: Engine) -> None:
    request = Request(word("apple"), {"country": Filter(("FR",)), "year": Filter(("2016",))})
    results = engine.holding(*FRUIT).search(request)
    assert ids(results) == ["b"]
    assert counts(results.facets["country"]) == {"FR": 1, "JP": 1}
    assert counts(results.facets["year"]) == {"2016": 1, "2015": 1}
    assert counts(results.facets["language"]) == {"nl": 1}


def test_a_selected_value_is_listed_even_at_zero(engine: Engine) -> None:
    request = Request(word("cherry"), {"country": Filter(("FR",), exclude=("XX",))})
    results = engine.holding(*FRUIT).search(request)
    assert results.total == 0
    listed = {b.value: (b.count, b.selected, b.excluded) for b in results.facets["country"]}
    assert listed["FR"] == (0, True, False)
    assert listed["XX"] == (0, False, True)
    assert listed["US"] == (1, False, False)


def test_values_of_one_facet_mean_any_and_different_facets_mean_all(engine: Engine) -> None:
    searcher = engine.holding(*FRUIT)
    everything = Everything()
    assert found(searcher, everything, country=Filter(("FR", "US"))) == ["a", "b", "d"]
    both = {"country": Filter(("FR", "US")), "language": Filter(("en",))}
    assert found(searcher, everything, **both) == ["a", "d"]
    assert found(searcher, everything, topic=Filter(("unknown",))) == ["c", "e"]


def test_an_excluded_value_removes_its_documents(engine: Engine) -> None:
    searcher = engine.holding(*FRUIT)
    assert found(searcher, Everything(), country=Filter(exclude=("JP",))) == ["a", "d", "e"]
    mixed = Filter(("FR",), exclude=("JP",))
    assert found(searcher, Everything(), country=mixed) == ["a"]


@pytest.mark.parametrize("ruled", [("JP",), ("US",), ("FR", "JP"), ("US", "unknown", "XX")])
def test_a_promised_count_is_what_asking_for_the_value_finds(
    engine: Engine, ruled: tuple[str, ...]
) -> None:
    searcher = engine.holding(*FRUIT)
    request = Request(Everything(), {"country": Filter(exclude=ruled)}, promised=True)
    listed = searcher.search(request).facets["country"]
    assert {bucket.value for bucket in listed if bucket.excluded} == set(ruled)
    for bucket in listed:
        others = tuple(value for value in ruled if value != bucket.value)
        chosen = Filter((bucket.value,), others)
        assert len(found(searcher, Everything(), country=chosen)) == bucket.count


def test_promised_years_keep_their_estimates(engine: Engine) -> None:
    searcher = engine.holding(*FRUIT)
    plain = Request(Everything(), {"year": Filter(exclude=("2017",))})
    years = searcher.search(plain).facets["year"]
    assert searcher.search(replace(plain, promised=True)).facets["year"] == years


def test_a_year_filter_may_be_a_range_and_may_leave_out_estimates(engine: Engine) -> None:
    searcher = engine.holding(*FRUIT)
    years = Filter(low=2016, high=2017)
    assert found(searcher, Everything(), year=years) == ["b", "c", "d"]
    sure = {"year": years, "dated": Filter(("stated",))}
    assert found(searcher, Everything(), **sure) == ["b", "d"]
    assert found(searcher, Everything(), year=Filter(("2015",), low=2017)) == ["a", "c", "d"]
    counted = searcher.search(Request(Everything(), {"year": years})).facets["year"]
    assert counts(counted) == {"2017": 2, "2016": 1, "2015": 1, "unknown": 1}


def test_only_the_facets_asked_for_are_counted(engine: Engine) -> None:
    results = engine.holding(*FRUIT).search(Request(Everything(), facets=("year",)))
    assert set(results.facets) == {"year"}


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("newest", ["c", "b", "a", "e", "d"]), ("oldest", ["a", "b", "c", "e", "d"])],
)
def test_sorting_by_date_puts_unknown_dates_last(
    engine: Engine, sort: Sort, expected: list[str]
) -> None:
    searcher = engine.holding(
        doc("a", year=2015),
        doc("b", year=2016, published="2016-02-01"),
        doc("c", year=2016, published="2016-11-30T10:00:00Z"),
        doc("e"),
        doc("d"),
    )
    assert ids(searcher.search(Request(Everything(), sort=sort))) == expected


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_pages_partition_the_hits_in_order(engine: Engine, sort: Sort) -> None:
    many = [doc(f"{i:02}", "apple " * (i % 4 + 1), year=2000 + i % 3) for i in range(25)]
    searcher = engine.holding(*many)
    request = Request(word("apple"), sort=sort, limit=100)
    whole = ids(searcher.search(request))
    pages = [searcher.search(replace(request, offset=at, limit=7)) for at in range(0, 25, 7)]
    assert [id for page in pages for id in ids(page)] == whole
    assert len(set(whole)) == 25


def test_a_page_past_the_end_is_empty_with_the_right_total(engine: Engine) -> None:
    results = engine.holding(*FRUIT).search(Request(word("apple"), offset=10**9))
    assert (results.total, results.hits) == (3, ())


def test_a_limit_of_zero_still_counts(engine: Engine) -> None:
    results = engine.holding(*FRUIT).search(Request(word("apple"), limit=0))
    assert (results.total, results.hits) == (3, ())
    assert counts(results.facets["country"]) == {"FR": 2, "JP": 2}
