"""the contract on changes: what is replaced, deleted, rebuilt, and who sees it when."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from contract import FRUIT, Engine, counts, doc, found, ids, word

from index.engine import IndexLocked, IndexMissing
from search.query import (
    Any,
    Everything,
    Not,
    Request,
)


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
