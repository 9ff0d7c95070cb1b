import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import asked, slots
from index.analysis.surface import surface_term
from index.schema import TEXT_FIELDS
from search import limits
from search.parser import parse
from search.query import (
    All,
    Any,
    Everything,
    Fuzzy,
    Match,
    Most,
    Not,
    Nothing,
    Phrase,
    Prefix,
    Query,
    Sequence,
    Terms,
    Wildcard,
    Word,
)
from search.rewrite import loosened, rewrite, scored

LANGUAGES = ("en", "fr")


def read(text: str) -> Query:
    return rewrite(parse(text).query, LANGUAGES)


def terms(text: str, *fields: str) -> Terms:
    ((slot, languages),) = asked(text, LANGUAGES)
    return Terms(slot, fields or TEXT_FIELDS, languages if any(languages) else ())


def test_a_word_becomes_its_terms_in_every_language_of_the_index() -> None:
    assert read("running") == terms("running")


def test_an_exact_word_becomes_the_term_of_its_form_in_small_letters() -> None:
    assert read("=Running") == Terms((surface_term("running", "running"),), TEXT_FIELDS)
    assert read("title:=ÉTÉ") == Terms((surface_term("ete", "été"),), ("title",))
    assert read("=e-mail") == read('="e mail"')
    assert read("=日本") == read('="日本"')


def test_a_field_is_kept_and_no_field_means_every_text_field() -> None:
    assert read("title:war") == terms("war", "title")
    assert read("war") == terms("war", *TEXT_FIELDS)


def test_a_word_of_several_positions_asks_for_all_of_them() -> None:
    query = read("東京都")
    assert query == All((Terms(("東京",), TEXT_FIELDS), Terms(("京都",), TEXT_FIELDS)))


def test_a_phrase_becomes_a_sequence_of_slots() -> None:
    query = read('"climate changes"~3')
    assert query == Sequence(slots("climate changes", LANGUAGES), TEXT_FIELDS, 3)


def test_an_exact_phrase_has_one_form_at_each_position() -> None:
    climate, changes = surface_term("climate", "climate"), surface_term("changes", "changes")
    assert read('="Climate Changes"') == Sequence(((climate,), (changes,)), TEXT_FIELDS)


def test_a_phrase_of_one_word_is_that_word() -> None:
    assert read('"war"') == read("war")


def test_prefixes_wildcards_and_fuzzy_words_are_folded() -> None:
    assert read("Élec*") == Prefix("elec", TEXT_FIELDS)
    assert read("É?ec*r") == Wildcard("e?ec*r", TEXT_FIELDS)
    assert read("Élection~2") == Fuzzy("election", TEXT_FIELDS, 2)


def test_a_prefix_of_several_words_asks_for_the_first_ones_whole() -> None:
    assert read("anti-govern*") == All(
        (Terms(("anti",), TEXT_FIELDS), Prefix("govern", TEXT_FIELDS))
    )


def test_a_short_word_is_not_fuzzy() -> None:
    assert read("ab~") == Terms(("ab",), TEXT_FIELDS)
    assert read("war~2") == Fuzzy("war", TEXT_FIELDS, 1)


def test_a_fuzzy_word_without_spaces_in_its_script_is_searched_as_it_is() -> None:
    assert read("東京~") == Terms(("東京",), TEXT_FIELDS)


def test_facet_values_take_their_usual_case() -> None:
    assert rewrite(Match("country", ("fr",)), ()) == Match("country", ("FR",))
    assert rewrite(Match("language", ("ZH-hant",)), ()) == Match("language", ("zh-Hant",))
    assert rewrite(Match("source", ("BBC News",)), ()) == Match("source", ("bbc news",))


def test_a_language_that_is_asked_for_takes_the_place_of_the_others() -> None:
    query = read("lang:nl lopen")
    assert isinstance(query, All)
    assert query.parts[1] == Terms(slots("lopen", ("nl",))[0], TEXT_FIELDS)


@pytest.mark.parametrize(
    ("query", "simple"),
    [
        (All(()), Everything()),
        (Any(()), Everything()),
        (All((Everything(), Nothing())), Nothing()),
        (Any((Nothing(), Everything())), Everything()),
        (Not(Everything()), Nothing()),
        (Not(Nothing()), Everything()),
        (Not(Not(Match("year", ("unknown",)))), Match("year", ("unknown",))),
        (Match("country", ()), Nothing()),
        (Word("🎉"), Everything()),
        (Phrase("…"), Everything()),
        (All((Word("war"), Word("🎉"), Word("war"))), terms("war")),
        (All((All((Word("war"),)), Any((Word("war"),)))), terms("war")),
        (Most((Word("war"),)), terms("war")),
    ],
)
def test_what_says_nothing_is_left_out(query: Query, simple: Query) -> None:
    assert rewrite(query, LANGUAGES) == simple


def test_a_query_of_endless_text_keeps_to_the_limit_of_positions() -> None:
    query = rewrite(All((Word("東" * 5_000), Phrase("京" * 5_000))), LANGUAGES)
    count = sum(len(p.positions) if isinstance(p, Sequence) else 1 for p in scored(query))
    assert count <= limits.SLOTS


def test_of_an_endless_phrase_only_the_beginning_must_stand_together() -> None:
    query = rewrite(Phrase(" ".join(f"w{n}" for n in range(100))), LANGUAGES)
    assert isinstance(query, All)
    first, *rest = query.parts
    assert isinstance(first, Sequence)
    assert (len(first.positions), len(rest)) == (limits.PHRASE, 100 - limits.PHRASE)


def test_only_the_words_that_are_asked_for_are_scored() -> None:
    assert scored(read("war -peace country:FR title:x")) == (terms("war"), terms("x", "title"))
    assert scored(read("-war")) == ()


def test_loosening_keeps_what_is_no_word() -> None:
    query = loosened(read("war peace -x country:FR"))
    rest = (Not(terms("x")), Match("country", ("FR",)))
    assert query == All((Most((terms("war"), terms("peace"))), *rest))


def test_a_phrase_is_loosened_into_its_words() -> None:
    assert loosened(read('"war peace"')) == Most((terms("war"), terms("peace")))


def test_a_query_of_one_word_cannot_be_loosened() -> None:
    for text in ("war", "country:FR war", "-war", "", "war OR peace"):
        assert loosened(read(text)) is None


@given(st.text(max_size=80))
def test_any_text_can_be_rewritten_into_nodes_that_an_engine_knows(text: str) -> None:
    def nodes(query: Query) -> list[Query]:
        parts = query.parts if isinstance(query, All | Any | Most) else ()
        parts = (query.part,) if isinstance(query, Not) else parts
        return [query, *(node for part in parts for node in nodes(part))]

    assert not any(isinstance(node, Word | Phrase) for node in nodes(read(text)))
