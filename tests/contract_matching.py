"""the contract on what a query finds."""

from __future__ import annotations

from dataclasses import replace

from contract import FRUIT, Engine, counts, doc, found, word

from index.analysis import written
from index.article import Document, Evidence, Span
from index.schema import TEXT_FIELDS
from search.query import (
    All,
    Any,
    Everything,
    Fuzzy,
    Match,
    Not,
    Nothing,
    Prefix,
    Range,
    Request,
    Sequence,
    Terms,
    Wildcard,
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
    for node in (
        Prefix("élan", TEXT_FIELDS),
        Wildcard("*é*", TEXT_FIELDS),
        Wildcard("*éla*", TEXT_FIELDS),
        Wildcard("*élan", TEXT_FIELDS),
        Wildcard("?????*", TEXT_FIELDS),
    ):
        assert found(searcher, node) == []
    assert found(searcher, Wildcard("????", TEXT_FIELDS)) == ["1", "2"]
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
