"""claims about the language of a pasted sentence, as its first hits tell it."""

from hypothesis import given
from hypothesis import strategies as st

from index.analysis import terms
from index.article import Document
from search import likeness
from search.parser import parse
from search.query import Query
from search.results import Hit
from search.rewrite import rewrite, scored
from search.tongue import fit

LANGUAGES = ("en", "de", "zh")
SENTENCE = "In welchem Bereich war Tesla Electric Light tätig?"


def asked(text: str) -> tuple[Query, ...]:
    return scored(rewrite(parse(text).query, LANGUAGES))


def fits(text: str, *told: tuple[str, str]) -> list[float]:
    languages = [language for language, _ in told]
    held = [set(terms(body, language)[0]) for language, body in told]
    return list(map(float, fit(asked(text), languages, held)))


def test_the_language_that_has_the_small_words_too_fits_best() -> None:
    english, german, other = fits(
        SENTENCE,
        ("en", "Tesla Electric Light made arc lamps in a workshop."),
        ("de", "Die Firma Tesla Electric war in dem Bereich Licht."),
        ("de", "Er war in welchem Haus tätig?"),
    )
    assert german == other == 1 > english > 0


def test_hits_in_one_language_all_fit() -> None:
    assert fits(SENTENCE, ("en", "Tesla"), ("en", "nothing of it")) == [1, 1]


def test_a_sentence_in_traditional_characters_fits_articles_in_simplified_ones() -> None:
    chinese, english = fits("臺灣總統選舉結果", ("zh", "台湾总统选举结果"), ("en", "Taiwan votes"))
    assert chinese == 1 > english


@given(st.lists(st.tuples(st.sampled_from(LANGUAGES), st.text(max_size=20)), max_size=4))
def test_a_fit_is_a_share_and_the_best_one_is_whole_where_a_word_was_found(
    told: list[tuple[str, str]],
) -> None:
    found = fits("war in Tesla", *told)
    assert all(0 <= share <= 1 for share in found)
    assert not found or max(found) in (0, 1)


def test_an_article_in_the_language_of_the_sentence_comes_before_one_with_its_names() -> None:
    hits = (
        Hit(Document("en", "", "Tesla Electric Light had a workshop.", language="en"), 10),
        Hit(Document("de", "", "In welchem Bereich war Tesla tätig?", language="de"), 8),
    )
    found = likeness.reranked(hits, asked(SENTENCE))
    assert [each.document.id for each in found] == ["de", "en"]
