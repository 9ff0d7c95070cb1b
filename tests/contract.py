"""every promise of `Index` and `Searcher`, as claims that run on each engine.

A test module runs them by importing everything from here and giving a fixture `engine`.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pytest

from index.analysis import written
from index.article import Document, Evidence, Span
from index.engine import Index, IndexLocked, IndexMissing
from index.engines import open_index
from index.schema import TEXT_FIELDS
from search.engines import open_searcher
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
    Sort,
    Terms,
    Wildcard,
)
from search.results import Bucket, Results
from search.searcher import Searcher


@dataclass(frozen=True)
class Engine:
    """An engine under test, by its address."""

    url: str

    def index(self) -> Index:
        return open_index(self.url)

    def searcher(self) -> Searcher:
        return open_searcher(self.url)

    def holding(self, *documents: Document) -> Searcher:
        """A searcher over just these documents."""
        with self.index().write() as writer:
            for document in documents:
                writer.add(document)
        return self.searcher()


def doc(id: str, text: str = "", *, title: str = "", **given: object) -> Document:
    """A document whose words need no stemming (its language is unknown)."""
    return replace(Document(id=id, title=title, text=text), **given)  # type: ignore[arg-type]


def word(*terms: str, fields: tuple[str, ...] = TEXT_FIELDS) -> Terms:
    return Terms(terms, fields)


def ids(results: Results) -> list[str]:
    return [hit.document.id for hit in results.hits]


def found(searcher: Searcher, query: Query, **filters: Filter) -> list[str]:
    """The ids that a query finds, in alphabetical order."""
    return sorted(ids(searcher.search(Request(query, filters, limit=1000))))


def counts(buckets: Iterable[Bucket]) -> dict[str, int]:
    return {bucket.value: bucket.count for bucket in buckets}


FRUIT = (
    doc("a", "apple pear", countries=("FR",), year=2015, language="en", topics=("health",)),
    doc("b", "apple plum", countries=("FR", "JP"), year=2016, language="nl", topics=("health",)),
    doc("c", "pear plum apple apple", countries=("JP",), year=2017, year_estimated=True),
    doc("d", "cherry", countries=("US",), topics=("sport", "health"), language="en", year=2017),
    doc("e", "nothing known here"),
)


def test_a_document_comes_back_whole(engine: Engine) -> None:
    whole = Document(
        id="dir/ünï 1",
        title="Titel <b>",
        text="Furniture\nTaal 日本語 \U0001f600 text",
        language="nl",
        countries=("FR", "ML"),
        mentioned=("NE",),
        year=2020,
        year_estimated=True,
        topics=("conflict, war and peace",),
        published="2020-01",
        url="https://example.org/x?y=1&z",
        source="De Krant",
        authors=("A. B.",),
        title_derived=True,
        furniture=(Span(0, 9, "site"),),
        evidence=(Evidence("country", "FR", "name", "text", 0, 3, "Fur", 0.5),),
        extra={"section": ["x", {"y": 1}]},
    )
    assert engine.holding(whole).article("dir/ünï 1") == whole


def test_an_unknown_id_is_none(engine: Engine) -> None:
    assert engine.holding(*FRUIT).article("nobody") is None


def test_a_term_counts_only_in_articles_in_its_languages(engine: Engine) -> None:
    french = [doc(f"f{i}", f"par avion {i}", language="fr") for i in range(4)]
    searcher = engine.holding(
        *french, doc("p", "um par", language="pt"), doc("x", "paris", language="fr")
    )
    terms = Terms(("paris", "par"), TEXT_FIELDS, ((), ("pt",)))
    assert found(searcher, terms) == ["p", "x"]
    everywhere = searcher.search(Request(word("paris", "par"))).hits
    assert len(everywhere) == 6
    (best, *_) = searcher.search(Request(terms)).hits
    assert best.score > next(hit.score for hit in everywhere if hit.document.id == "x")


def test_a_word_is_found_in_body_and_in_title(engine: Engine) -> None:
    searcher = engine.holding(doc("a", "apple"), doc("b", title="apple"), doc("c", "pear"))
    assert found(searcher, word("apple")) == ["a", "b"]
    assert found(searcher, word("apple", fields=("title",))) == ["b"]


def test_furniture_and_derived_titles_are_not_searched(engine: Engine) -> None:
    furniture = doc("a", "share this apple", furniture=(Span(0, 10, "share"),))
    searcher = engine.holding(furniture, doc("b", "x", title="share", title_derived=True))
    assert found(searcher, word("share")) == []
    assert found(searcher, word("apple")) == ["a"]


def test_alternative_terms_match_any_of_them(engine: Engine) -> None:
    assert found(engine.holding(*FRUIT), word("cherry", "plum")) == ["b", "c", "d"]


def test_all_any_and_not_combine(engine: Engine) -> None:
    searcher = engine.holding(*FRUIT)
    apple, pear, plum = word("apple"), word("pear"), word("plum")
    assert found(searcher, All((apple, pear))) == ["a", "c"]
    assert found(searcher, Any((pear, plum))) == ["a", "b", "c"]
    assert found(searcher, All((apple, Not(pear)))) == ["b"]
    assert found(searcher, All((apple, Not(Any((pear, plum)))))) == []
    assert found(searcher, Not(apple)) == ["d", "e"]
    assert found(searcher, All((Any((pear, plum)), Not(All((pear, plum)))))) == ["a", "b"]


def test_everything_and_nothing(engine: Engine) -> None:
    searcher = engine.holding(*FRUIT)
    assert found(searcher, Everything()) == ["a", "b", "c", "d", "e"]
    assert found(searcher, Nothing()) == []
    assert found(searcher, All((word("apple"), Nothing()))) == []
    assert found(searcher, Any((word("cherry"), Nothing()))) == ["d"]


def test_a_word_that_no_document_has_finds_nothing(engine: Engine) -> None:
    results = engine.holding(*FRUIT).search(Request(word("absent")))
    assert (results.total, results.hits) == (0, ())
    assert all(not counts(buckets) for buckets in results.facets.values())


def test_a_phrase_asks_for_consecutive_positions_in_one_field(engine: Engine) -> None:
    searcher = engine.holding(
        doc("a", "one two three"),
        doc("b", "two one three"),
        doc("c", "two", title="one"),
        doc("d", "one x two", title="one two"),
    )
    phrase = Sequence((("one",), ("two",)), TEXT_FIELDS)
    assert found(searcher, phrase) == ["a", "d"]
    assert found(searcher, replace(phrase, fields=("title",))) == ["d"]
    either = Sequence((("one", "two"), ("one",)), TEXT_FIELDS)
    assert found(searcher, either) == ["b"]


def test_a_phrase_may_repeat_a_word(engine: Engine) -> None:
    searcher = engine.holding(doc("a", "new new york"), doc("b", "new york new"))
    assert found(searcher, Sequence((("new",), ("new",)), ("body",))) == ["a"]


def form(word: str) -> tuple[str, ...]:
    """The terms of a word as it is written."""
    return written(word, ["en"])[0].terms


def test_a_form_as_written_is_found_and_no_other(engine: Engine) -> None:
    accented, bare = doc("accented", "les élections"), doc("bare", "elections Élections")
    searcher = engine.holding(accented, bare, doc("other", "électionś"))
    assert found(searcher, Terms(form("élections"), TEXT_FIELDS)) == ["accented", "bare"]
    assert found(searcher, Terms(form("ELECTIONS"), TEXT_FIELDS)) == ["bare"]
    assert found(searcher, Terms(form("électionś"), TEXT_FIELDS)) == ["other"]
    assert found(searcher, word("elections")) == ["accented", "bare", "other"]
    assert found(searcher, Terms(form("èlections"), TEXT_FIELDS)) == []


def test_a_form_as_written_is_looked_for_place_by_place(engine: Engine) -> None:
    searcher = engine.holding(doc("1", "el país", title="el pais"), doc("2", "el pais. El, país"))
    both, body = TEXT_FIELDS, ("body",)
    bare, accented = (form("el"), form("pais")), (form("el"), form("país"))
    assert found(searcher, Sequence(bare, both)) == ["1", "2"]
    assert found(searcher, Sequence(bare, body)) == ["2"]
    assert found(searcher, Sequence(accented, both)) == ["1", "2"]
    assert found(searcher, Sequence((form("pais"), form("país")), body, 1)) == ["2"]
    assert found(searcher, Sequence((form("pais"), form("el")), both)) == ["2"]


def test_forms_as_written_are_no_words_to_patterns(engine: Engine) -> None:
    searcher = engine.holding(doc("1", "élan"), doc("2", "elan"))
    for node in (
        Prefix("el", TEXT_FIELDS),
        Wildcard("*lan", TEXT_FIELDS),
        Fuzzy("elan", TEXT_FIELDS),
    ):
        assert found(searcher, node) == ["1", "2"]
    assert searcher.words("") == searcher.words("el") == (("elan", 2),)
    assert searcher.near("elan") == (("elan", 2),)


def test_nearness_is_a_window_in_any_order(engine: Engine) -> None:
    searcher = engine.holding(
        doc("a", "one two"), doc("b", "two x one"), doc("c", "one x x two"), doc("d", "one")
    )
    near = Sequence((("one",), ("two",)), ("body",), slop=1)
    assert found(searcher, near) == ["a", "b"]
    assert found(searcher, replace(near, slop=2)) == ["a", "b", "c"]


def test_words_are_found_by_their_spelling(engine: Engine) -> None:
    searcher = engine.holding(
        doc("a", "wildcard"), doc("b", "worldcup"), doc("c", "wildcat", title="wide"), doc("d", "w")
    )
    assert found(searcher, Prefix("wil", TEXT_FIELDS)) == ["a", "c"]
    assert found(searcher, Prefix("wid", ("body",))) == []
    assert found(searcher, Wildcard("w?ldc*", TEXT_FIELDS)) == ["a", "c"]
    assert found(searcher, Wildcard("*cup", TEXT_FIELDS)) == ["b"]
    assert found(searcher, Wildcard("w*", TEXT_FIELDS)) == ["a", "b", "c", "d"]
    assert found(searcher, Wildcard("w[i]ld*", TEXT_FIELDS)) == []
    assert found(searcher, Fuzzy("wildcap", TEXT_FIELDS)) == ["c"]
    assert found(searcher, Fuzzy("wildcap", TEXT_FIELDS, edits=2)) == ["a", "c"]


def test_fuzzy_counts_a_swap_of_neighbours_as_one_edit(engine: Engine) -> None:
    searcher = engine.holding(doc("a", "paris"), doc("b", "parish"), doc("c", "praia"))
    assert found(searcher, Fuzzy("pairs", ("body",))) == ["a"]


def test_a_match_asks_for_exact_values(engine: Engine) -> None:
    searcher = engine.holding(*FRUIT)
    assert found(searcher, Match("country", ("FR",))) == ["a", "b"]
    assert found(searcher, Match("country", ("US", "JP"))) == ["b", "c", "d"]
    assert found(searcher, Match("country", ("fr",))) == []
    assert found(searcher, All((word("apple"), Not(Match("language", ("nl",)))))) == ["a", "c"]
    assert found(searcher, Match("topic", ("unknown",))) == ["c", "e"]


def test_mentioned_includes_what_an_article_is_about(engine: Engine) -> None:
    searcher = engine.holding(
        doc("a", countries=("FR",), mentioned=("NE",)), doc("b", countries=("NE",)), doc("c")
    )
    assert found(searcher, Match("mentioned", ("NE",))) == ["a", "b"]


def test_a_range_of_years_or_dates_includes_its_ends(engine: Engine) -> None:
    searcher = engine.holding(
        doc("a", year=2015, published="2015-03-01"),
        doc("b", year=2016),
        doc("c", year=2017, published="2017-06-30"),
        doc("d"),
    )
    assert found(searcher, Range("year", 2015, 2016)) == ["a", "b"]
    assert found(searcher, Range("year", None, 2016)) == ["a", "b"]
    assert found(searcher, Range("year", 2017, None)) == ["c"]
    assert found(searcher, Range("date", 20150301, 20170629)) == ["a", "b"]


def test_a_match_in_the_title_weighs_more(engine: Engine) -> None:
    searcher = engine.holding(
        doc("a", "apple x y", title="one z"), doc("b", "one x y", title="apple z")
    )
    assert ids(searcher.search(Request(word("apple")))) == ["b", "a"]


def test_rare_words_and_frequent_mentions_rank_higher(engine: Engine) -> None:
    searcher = engine.holding(
        doc("a", "apple x x x"), doc("b", "apple apple x x"), doc("c", "pear x x x"), doc("d", "x")
    )
    assert ids(searcher.search(Request(word("apple")))) == ["b", "a"]
    assert ids(searcher.search(Request(Any((word("x"), word("pear"))))))[0] == "c"


def test_ties_are_broken_by_id(engine: Engine) -> None:
    same = [doc(id, "apple") for id in ("10", "9", "b", "a", "B")]
    searcher = engine.holding(*same)
    assert ids(searcher.search(Request(word("apple")))) == ["10", "9", "B", "a", "b"]
    assert ids(searcher.search(Request(Everything(), limit=2))) == ["10", "9"]
    assert ids(searcher.search(Request(Everything(), offset=2, limit=2))) == ["B", "a"]


def test_filters_and_exclusions_do_not_change_scores(engine: Engine) -> None:
    searcher = engine.holding(*FRUIT)
    plain = searcher.search(Request(word("apple")))
    narrowed = searcher.search(Request(All((word("apple"), Match("country", ("FR", "JP"))))))
    assert [hit.score for hit in plain.hits] == pytest.approx([h.score for h in narrowed.hits])


def test_most_ranks_by_how_many_parts_match(engine: Engine) -> None:
    searcher = engine.holding(
        doc("a", "rare rare rare"),
        doc("b", "common usual"),
        doc("c", "common"),
        *[doc(f"x{i}", "common usual x") for i in range(5)],
    )
    results = searcher.search(Request(Most((word("rare"), word("common"), word("usual")))))
    assert results.total == 8
    assert ids(results)[0] == "b"
    assert ids(results)[6] == "a"
    inside = All((Match("language", ("unknown",)), Most((word("rare"), word("common")))))
    assert ids(searcher.search(Request(inside)))[0] == "a"
    first = Most((word("rare"), word("common"), word("usual")), counted=1)
    assert ids(searcher.search(Request(first)))[:2] == ["a", "b"]


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
    [("newest", ["c", "b", "a", "d", "e"]), ("oldest", ["a", "b", "c", "d", "e"])],
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


def test_a_document_replaces_the_one_of_the_same_id(engine: Engine) -> None:
    engine.holding(doc("a", "old"), doc("b", "old"))
    searcher = engine.holding(doc("a", "new", countries=("FR",)))
    assert found(searcher, word("old")) == ["b"]
    assert found(searcher, word("new")) == ["a"]
    assert found(searcher, Everything()) == ["a", "b"]
    assert counts(searcher.search(Request(Everything())).facets["country"])["FR"] == 1


def test_the_later_of_two_documents_in_one_change_wins(engine: Engine) -> None:
    searcher = engine.holding(doc("a", "old"), doc("b"), doc("a", "new"))
    assert found(searcher, Everything()) == ["a", "b"]
    assert found(searcher, word("old")) == []


def test_a_deleted_document_is_gone_from_everything(engine: Engine) -> None:
    engine.holding(*FRUIT)
    with engine.index().write() as writer:
        assert writer.delete("b")
        assert not writer.delete("b")
        assert not writer.delete("nobody")
    searcher = engine.searcher()
    results = searcher.search(Request(Everything()))
    assert sorted(ids(results)) == ["a", "c", "d", "e"]
    assert counts(results.facets["country"]) == {"FR": 1, "JP": 1, "US": 1, "unknown": 1}
    assert searcher.article("b") is None
    assert found(searcher, Not(word("apple"))) == ["d", "e"]
    assert searcher.stats().documents == 4
    assert "nl" not in searcher.languages()


def test_a_deleted_document_can_come_back(engine: Engine) -> None:
    engine.holding(doc("a", "apple"))
    with engine.index().write() as writer:
        writer.delete("a")
        writer.add(doc("a", "pear"))
    assert found(engine.searcher(), Everything()) == ["a"]
    assert found(engine.searcher(), word("apple")) == []


def test_a_rebuild_starts_empty(engine: Engine) -> None:
    engine.holding(*FRUIT)
    with engine.index().write(rebuild=True) as writer:
        writer.add(doc("new", "apple"))
    assert found(engine.searcher(), Everything()) == ["new"]


def test_a_change_that_raises_leaves_the_index_as_it_was(engine: Engine) -> None:
    engine.holding(doc("a", "apple"))

    def fail() -> None:
        with engine.index().write(rebuild=True) as writer:
            writer.add(doc("b", "apple"))
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        fail()
    assert found(engine.searcher(), Everything()) == ["a"]
    assert found(engine.holding(doc("c")), Everything()) == ["a", "c"]


def test_a_searcher_sees_one_commit_until_it_is_refreshed(engine: Engine) -> None:
    searcher = engine.holding(doc("a", "apple"))
    engine.holding(doc("b", "apple"))
    assert found(searcher, word("apple")) == ["a"]
    assert searcher.refresh()
    assert found(searcher, word("apple")) == ["a", "b"]
    assert not searcher.refresh()


def test_nothing_is_seen_before_the_change_ends(engine: Engine) -> None:
    searcher = engine.holding(doc("a"))
    with engine.index().write() as writer:
        writer.add(doc("b"))
        assert not searcher.refresh()
        assert found(searcher, Everything()) == ["a"]
    assert searcher.refresh()
    assert found(searcher, Everything()) == ["a", "b"]


def test_a_missing_index_says_so(engine: Engine) -> None:
    with pytest.raises(IndexMissing, match="dateline index"):
        engine.searcher()
    with pytest.raises(IndexMissing):
        engine.index().stats()
    with pytest.raises(IndexMissing):
        list(engine.index().documents())


def test_an_index_may_be_empty(engine: Engine) -> None:
    searcher = engine.holding()
    results = searcher.search(Request(Any((word("a"), Everything()))))
    assert (results.total, results.hits) == (0, ())
    assert searcher.languages() == ()
    assert searcher.stats().documents == 0
    assert searcher.words("a") == ()


def test_a_second_writer_is_told_to_wait(engine: Engine) -> None:
    def write_twice() -> None:
        with engine.index().write(), engine.index().write():
            pass

    with pytest.raises(IndexLocked, match=r"[Ww]ait"):
        write_twice()
    assert found(engine.holding(doc("a")), Everything()) == ["a"]


def test_parts_are_built_apart_and_attached(engine: Engine) -> None:
    with engine.index().write() as writer:
        make = pickle.loads(pickle.dumps(writer.builder()))
        first, second = make(), make()
        for number, document in enumerate(FRUIT):
            (first, second)[number % 2].add(document)
        assert first.size > 0
        second.add(doc("a", "newer"))
        for part in (first.flush(), second.flush()):
            writer.attach(pickle.loads(pickle.dumps(part)))
        first.add(doc("f", "after a flush"))
        writer.attach(first.flush())
        writer.attach(first.flush())
    searcher = engine.searcher()
    assert found(searcher, Everything()) == ["a", "b", "c", "d", "e", "f"]
    assert found(searcher, word("newer")) == ["a"]
    assert counts(searcher.search(Request(Everything())).facets["country"])["FR"] == 1


def test_many_changes_are_searched_as_one_index(engine: Engine) -> None:
    for i in range(12):
        engine.holding(doc(f"{i:02}", "apple " * (i + 1), countries=("FR", "JP")[i % 2 :][:1]))
    searcher = engine.searcher()
    results = searcher.search(Request(word("apple"), limit=100))
    assert results.total == 12
    assert counts(results.facets["country"]) == {"FR": 6, "JP": 6}
    at_once = Engine(engine.url + "-at-once").holding(
        *(
            doc(f"{i:02}", "apple " * (i + 1), countries=("FR", "JP")[i % 2 :][:1])
            for i in range(12)
        )
    )
    assert ids(at_once.search(Request(word("apple"), limit=100))) == ids(results)


def test_stats_count_what_the_index_holds(engine: Engine) -> None:
    stats = engine.holding(*(replace(fruit, language="unknown") for fruit in FRUIT)).stats()
    assert stats.documents == 5
    assert stats.tokens == 12
    assert stats.terms == 7
    assert stats.bytes > 0
    assert stats.facets["year"] == {"2015": 1, "2016": 1, "2017": 2, "unknown": 1}
    assert stats.facets["country"] == {"FR": 2, "JP": 2, "US": 1, "unknown": 1}


def test_every_document_can_be_read_back(engine: Engine) -> None:
    engine.holding(*FRUIT)
    assert sorted(engine.index().documents(), key=lambda d: d.id) == list(FRUIT)


def test_similar_articles_share_telling_words_and_leave_out_the_article(engine: Engine) -> None:
    searcher = engine.holding(
        doc("a", "sahel mission france mali the the"),
        doc("b", "mali sahel the troops"),
        doc("c", "football the cup final"),
        doc("d", "the the the weather"),
    )
    similar = [hit.document.id for hit in searcher.similar("a", limit=2)]
    assert similar[0] == "b"
    assert "a" not in similar
    assert searcher.similar("nobody") == ()


def test_words_complete_a_prefix_by_frequency(engine: Engine) -> None:
    searcher = engine.holding(*FRUIT)
    assert searcher.words("p") == (("pear", 2), ("plum", 2))
    assert searcher.words("ap") == (("apple", 3),)
    assert searcher.words("zz") == ()
    assert searcher.words("p", limit=1) == (("pear", 2),)


def test_words_near_a_word_are_within_the_edits_by_frequency(engine: Engine) -> None:
    searcher = engine.holding(*FRUIT)
    assert searcher.near("aple") == (("apple", 3),)
    assert searcher.near("palm") == ()
    assert searcher.near("plmu") == (("plum", 2),)
    assert [word for word, _ in searcher.near("pea", edits=2, limit=1)] == ["pear"]
    assert searcher.near("zzzzzz", edits=2) == ()


def test_languages_come_by_frequency(engine: Engine) -> None:
    assert engine.holding(*FRUIT).languages() == ("en", "unknown", "nl")


def test_odd_documents_are_held_like_any_other(engine: Engine) -> None:
    odd = (
        doc("empty"),
        doc("x" * 500, "apple"),
        doc("\U0001f600/../é", "日本 \x00 \ud7ff"),
        doc("long", "apple " * 50_000),
    )
    searcher = engine.holding(*odd)
    assert found(searcher, Everything()) == sorted(d.id for d in odd)
    assert searcher.search(Request(word("apple"))).total == 2
    assert all(searcher.article(d.id) == d for d in odd)


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
