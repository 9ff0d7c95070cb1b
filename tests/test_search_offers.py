import pytest

from index.article import Document
from index.engines import open_index
from search.answer import Question, ask
from search.engines import open_searcher
from search.offers import Offer, offers
from search.query import Filter
from search.searcher import Searcher


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    with open_index("whoosh::offers").write(rebuild=True) as writer:
        for number, language in enumerate(("en", "fr", "ja", "unknown")):
            writer.add(
                Document(
                    f"fr{number}",
                    "",
                    "budget",
                    language=language,
                    countries=("FR",),
                    topics=("politics and government",),
                )
            )
        writer.add(Document("kr", "", "budget", language="ko", countries=("KR",)))
    return open_searcher("whoosh::offers")


def made(searcher: Searcher, text: str, **filters: Filter) -> list[Offer]:
    return list(offers(searcher, ask(searcher, Question(text, filters))))


@pytest.mark.parametrize("name", ["France", "frankrijk", "フランス", "Франция", '"France"'])
def test_a_word_that_names_a_country_in_any_language_offers_it(
    searcher: Searcher, name: str
) -> None:
    (offer,) = made(searcher, name)
    assert (offer.facet, offer.value, offer.text) == ("country", "FR", "country:FR")
    assert (offer.total, offer.languages) == (4, 3)


@pytest.mark.parametrize(
    ("made_of", "counts"),
    [
        (Filter(include=("fr",)), (1, 1)),
        (Filter(include=("fr", "ja", "unknown")), (3, 2)),
        (Filter(exclude=("fr",)), (3, 2)),
    ],
)
def test_languages_that_a_filter_leaves_out_are_not_counted(
    searcher: Searcher, made_of: Filter, counts: tuple[int, int]
) -> None:
    (offer,) = made(searcher, "France", language=made_of)
    assert (offer.total, offer.languages) == counts


def test_the_rest_of_the_query_stays(searcher: Searcher) -> None:
    (offer,) = made(searcher, "budget South Korea -x")
    assert (offer.words, offer.text) == ("South Korea", "budget country:KR -x")
    assert offer.total == 1


def test_a_word_that_names_a_topic_offers_it(searcher: Searcher) -> None:
    (offer,) = made(searcher, "budget politics")
    assert offer.text == 'budget topic:"politics and government"'


@pytest.mark.parametrize(
    "text",
    [
        "budget",
        "us",
        "title:France",
        "=France",
        "-France",
        "France OR x",
        "country:FR France",
        "Japan",
        "",
    ],
)
def test_no_offer_where_no_word_is_asked_for_that_names_a_facet_of_an_article(
    searcher: Searcher, text: str
) -> None:
    assert made(searcher, text) == []


def test_no_offer_of_what_a_filter_asks_already(searcher: Searcher) -> None:
    assert made(searcher, "France", country=Filter(include=("FR",))) == []


def test_a_name_that_two_countries_share_offers_each_in_every_script() -> None:
    with open_index("whoosh::shared names").write(rebuild=True) as writer:
        for code in ("CD", "CG"):
            writer.add(Document(code, "", "river", language="en", countries=(code,)))
    shared = open_searcher("whoosh::shared names")
    for name in ("Congo", "Kongo", "Конго"):
        assert {offer.text for offer in made(shared, name)} == {"country:CD", "country:CG"}


def test_a_name_that_nearly_every_article_has_in_another_sense_is_not_offered() -> None:
    with open_index("whoosh::offers-senses").write(rebuild=True) as writer:
        for n in range(21):
            writer.add(Document(f"us{n}", "", "New Jersey", language="en", countries=("US",)))
        writer.add(Document("je", "", "The new Jersey ferry", language="en", countries=("JE",)))
        writer.add(Document("fr", "", "Elle va à Jersey", language="fr", countries=("JE",)))
    searcher = open_searcher("whoosh::offers-senses")
    assert not made(searcher, "New Jersey")
    assert not made(searcher, "Jersey")
    assert [offer.value for offer in made(searcher, "Jersey ferry")] == ["JE"]
