"""the contract on words of the index, similar articles, and odd documents."""

from __future__ import annotations

from contract import FRUIT, Engine, doc, found, word

from search.query import (
    Everything,
    Request,
)


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


def test_the_most_frequent_of_many_words_come_first_however_many_are_as_rare(
    engine: Engine,
) -> None:
    rare = [f"p{first}{second}" for first in "abcdef" for second in "abcdefghij"]
    searcher = engine.holding(doc("a", " ".join([*rare, "pzz"])), doc("b", "pzz"))
    assert searcher.words("p", limit=2) == (("pzz", 2), ("paa", 1))
    assert searcher.near("paz", edits=2, limit=2) == (("pzz", 2), ("paa", 1))


def test_a_word_counts_once_in_an_article_in_however_many_forms(engine: Engine) -> None:
    forms = ("pâte", "pâté", "pate", "paté")
    searcher = engine.holding(
        *(doc(form, form) for form in forms), doc("all", " ".join(forms)), doc("x", "pax Pax pa")
    )
    assert searcher.words("pa", limit=2) == (("pate", 5), ("pa", 1))
    assert searcher.near("pata") == (("pate", 5),)
    assert searcher.words("pat", limit=0) == ()


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
