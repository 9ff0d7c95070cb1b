"""claims about what a query asks for: where a term counts, and which spellings meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import asked, slots, terms, written
from index.analysis.han import simplify
from index.analysis.surface import surface_term

CODES = ("en", "fr", "pt", "sv", "am", "zh", "ja", "unknown")


def finds(query: str, text: str, language: str, *, exact: bool = False) -> bool:
    """Whether an article in that language has every word of the query, in an archive of many."""
    held = set(terms(text, language)[0])
    wanted = asked(query, CODES, exact=exact)
    return bool(wanted) and all(
        any(
            term in held and (not codes or language in codes)
            for term, codes in zip(*each, strict=True)
        )
        for each in wanted
    )


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("Paris", "mille par an", "fr"),
        ("Paris", "one par five", "en"),
        ("France", "brev från Norge", "sv"),
        ("internet", "inte", "sv"),
    ],
)
def test_the_stem_of_one_language_is_not_a_word_of_another(
    query: str, text: str, language: str
) -> None:
    assert not finds(query, text, language)


def test_a_stem_counts_where_the_language_makes_it_of_the_word() -> None:
    ((found, languages),) = asked("elections", ("en", "pt", "ja"))
    limits = dict(zip(found, languages, strict=True))
    assert limits["elections"] == ()
    assert limits["~elect"] == ("en",)
    assert all(limits[term] for term in found[1:])


def test_what_every_language_makes_of_a_word_counts_in_all() -> None:
    ((_, languages),) = asked("elections", ("en",))
    assert not any(languages)


def test_a_word_in_a_foreign_script_has_no_stem() -> None:
    for code in ("am", "bg", "ka", "ru", "ar"):
        assert terms("Internationally", code)[0] == ["internationally"]
    assert terms("правительства", "en")[0] == ["правительства"]


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("email", "an e-mail", "en"),
        ("e-mail", "an email", "en"),
        ("emails", "two E\u2010Mails", "en"),
        ("cooperate", "they co-operated", "en"),
        ("co-operates", "they cooperated", "en"),
        ("Coronapandemie", "die Corona-Pandemie", "en"),
        ("covid19", "the covid-19 wave", "en"),
        ("email", "l\u2019envoi des e-mails", "fr"),
    ],
)
def test_a_word_is_found_with_a_hyphen_and_without(query: str, text: str, language: str) -> None:
    assert finds(query, text, language)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("202001", "2020-01"),
        ("upto", "up-to-date"),
        ("todate", "up-to-date"),
        ("ab", "a - b"),
        ("ab", "a–b"),
        ("ab", "a--b"),
    ],
)
def test_only_two_halves_around_one_hyphen_are_one_word(query: str, text: str) -> None:
    assert not finds(query, text, "en")


def test_an_exact_word_is_not_found_in_halves() -> None:
    assert not finds("email", "an e-mail", "en", exact=True)
    assert slots("e-mail", CODES, exact=True) == (("e",), ("mail",))


@pytest.mark.parametrize("exact", [False, True])
def test_traditional_and_simplified_chinese_find_each_other(exact: bool) -> None:
    for query in ("臺灣總統選舉", "台湾总统选举"):
        for text in ("臺灣總統選舉結果", "台湾总统选举结果"):
            assert finds(query, text, "zh", exact=exact)


def test_japanese_keeps_its_characters_apart() -> None:
    assert finds("機", "機会", "ja")
    assert not finds("机", "機会", "ja")
    assert not finds("機", "机の上", "ja")


@given(st.text(max_size=40))
def test_simplifying_keeps_the_length_and_is_stable(text: str) -> None:
    simple = simplify(text)
    assert len(simple) == len(text)
    assert simplify(simple) == simple


def test_no_simplified_character_is_a_traditional_one_of_the_table() -> None:
    every = "".join(chr(code) for code in range(0x3400, 0xA000))
    assert simplify(simplify(every)) == simplify(every) != every


def test_a_character_without_another_form_is_asked_for_as_written_by_the_pair_it_begins() -> None:
    def asked_for(text: str) -> list[tuple[str, ...]]:
        return [each.terms for each in written(text, ("ja", "zh"))]

    assert asked_for("地震です") == [
        ("地震",),
        ("震で",),
        (surface_term("で", "で"),),
        (surface_term("す", "す"),),
    ]
    assert asked_for("の名前") == [("の名",), ("名前",)]
    assert asked_for("地臺") == [
        ("地臺", "地台"),
        (surface_term("臺", "臺"), surface_term("台", "臺")),
    ]
    assert asked_for("地") == [(surface_term("地", "地"),)]
