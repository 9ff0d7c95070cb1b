"""the contract on the order of what a query finds."""

from __future__ import annotations

import pytest
from contract import FRUIT, Engine, doc, ids, word

from search.query import (
    All,
    Any,
    Everything,
    Match,
    Most,
    Request,
)


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


def test_a_word_that_stands_often_where_it_stands_tells_more_than_one_as_rare(
    engine: Engine,
) -> None:
    searcher = engine.holding(
        doc("b", "pear x x x"),
        doc("a", "apple x x x"),
        doc("c", "apple apple apple x"),
        doc("d", "pear x x x"),
    )
    query = All((Any((word("apple"), word("pear"))), word("x")))
    assert ids(searcher.search(Request(query)))[1:] == ["a", "b", "d"]


def test_ties_are_in_the_order_of_indexing(engine: Engine) -> None:
    same = [doc(id, "apple") for id in ("10", "9", "b", "a", "B")]
    searcher = engine.holding(*same)
    assert ids(searcher.search(Request(word("apple")))) == ["10", "9", "b", "a", "B"]
    assert ids(searcher.search(Request(Everything(), limit=2))) == ["10", "9"]
    assert ids(searcher.search(Request(Everything(), offset=2, limit=2))) == ["b", "a"]


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
