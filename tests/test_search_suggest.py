import pytest

from index.article import Document
from index.engines import open_index
from search.distance import distance
from search.engines import open_searcher
from search.parser import parse
from search.searcher import Searcher
from search.spelling import nearest, respell
from search.suggest import suggest
from search.wording import written


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    with open_index("whoosh::suggestions").write(rebuild=True) as writer:
        for number, word in enumerate(["government", "governor", "government", "goal"]):
            writer.add(
                Document(
                    str(number),
                    f"The {word} speaks",
                    f"A {word} spoke in Frankfurt, running late.",
                    language="en",
                    countries=("FR", "JP")[: 1 + number % 2],
                    topics=("politics and government",),
                )
            )
    return open_searcher("whoosh::suggestions")


def texts(searcher: Searcher, prefix: str, kind: str) -> list[str]:
    return [found.text for found in suggest(searcher, prefix) if found.kind == kind]


def test_the_last_word_is_completed_with_words_of_the_index_most_frequent_first(
    searcher: Searcher,
) -> None:
    assert texts(searcher, "late gov", "word") == ["late government", "late governor"]


def test_stems_are_never_offered_as_words(searcher: Searcher) -> None:
    assert texts(searcher, "runn", "word") == ["running"]
    assert texts(searcher, "~", "word") == []


def test_a_country_is_offered_by_its_name_in_any_language(searcher: Searcher) -> None:
    assert texts(searcher, "fran", "country") == ["country:FR"]
    assert texts(searcher, "frankrijk", "country") == ["country:FR"]
    assert texts(searcher, "-jap", "country") == ["-country:JP"]
    assert texts(searcher, "x mentions:jap", "country") == ["x mentions:JP"]


def test_a_country_without_an_article_is_not_offered(searcher: Searcher) -> None:
    assert texts(searcher, "mali", "country") == []


def test_a_topic_is_offered_by_any_of_its_words(searcher: Searcher) -> None:
    assert texts(searcher, "polit", "topic") == ['topic:"politics and government"']
    assert texts(searcher, "topic:gov", "topic") == ['topic:"politics and government"']


def test_a_title_is_offered_with_its_article(searcher: Searcher) -> None:
    found = [each for each in suggest(searcher, "the goal spe") if each.kind == "title"]
    assert [(each.text, each.id) for each in found] == [("The goal speaks", "3")]


def test_a_title_of_several_articles_is_offered_once(searcher: Searcher) -> None:
    assert texts(searcher, "the gov", "title") == ["The government speaks", "The governor speaks"]


@pytest.mark.parametrize("prefix", ["", " ", "gov ", "(", "x" * 500, '"', "country:", "\ud800"])
def test_nothing_is_offered_where_no_word_has_begun(searcher: Searcher, prefix: str) -> None:
    assert suggest(searcher, prefix) == ()


def test_a_misspelt_word_has_a_nearest_word(searcher: Searcher) -> None:
    assert nearest(searcher, "goverment") == "government"
    assert nearest(searcher, "Goverment") == "Government"
    assert nearest(searcher, "ogvernor") == "governor"


def test_a_word_of_the_index_and_a_word_like_no_other_have_none(searcher: Searcher) -> None:
    for word in ("government", "xyzzyplugh", "gov", "東京都庁", "2015", "a" * 100):
        assert nearest(searcher, word) is None


@pytest.mark.parametrize(
    ("a", "b", "away"),
    [
        ("", "", 0),
        ("abc", "abc", 0),
        ("abc", "acb", 1),
        ("abc", "ab", 1),
        ("ab", "abc", 1),
        ("abc", "axc", 1),
        ("abcd", "badc", 2),
        ("kitten", "sitting", 3),
        ("ca", "abc", 3),
    ],
)
def test_distance_counts_slips_of_the_pen(a: str, b: str, away: int) -> None:
    assert distance(a, b, 5) == away
    assert distance(b, a, 5) == away
    assert distance(a, b, 0) == min(away, 1)


@pytest.fixture(scope="module")
def mixed() -> Searcher:
    told = {
        "fr": "Les élections du gouvernement. Le Parlement a voté.",
        "en": "The elected government voted. PARLIAMENT met NATO.",
        "zh": "總統選舉",
    }
    with open_index("whoosh::mixed").write(rebuild=True) as writer:
        for language, body in told.items():
            for n in range(3 if language == "en" else 2):
                writer.add(Document(f"{language}{n}", "", body, language=language))
    return open_searcher("whoosh::mixed")


@pytest.mark.parametrize(
    ("prefix", "word"),
    [
        ("elections", "élections"),
        ("élec", "élections"),
        ("parli", "parliament"),
        ("nat", "NATO"),
        ("parlem", "Parlement"),
        ("总统", "總統"),
        ("選", "選舉"),
    ],
)
def test_a_word_is_offered_as_people_wrote_it(mixed: Searcher, prefix: str, word: str) -> None:
    assert word in texts(mixed, prefix, "word")


def test_a_word_that_no_article_has_is_written_as_it_is(mixed: Searcher) -> None:
    assert written(mixed, "unheard") == "unheard"
    assert written(mixed, "elections", ("en",)) == "elections"


def better(searcher: Searcher, query: str, *languages: str) -> str | None:
    found = respell(searcher, parse(query).query, languages)
    return found.text if found else None


def test_a_correction_is_in_the_language_of_the_other_words(mixed: Searcher) -> None:
    assert better(mixed, "le parlemant") == "le parlement"
    assert better(mixed, "voted govermnent") == "voted government"
    assert better(mixed, "les elektions") == "les élections"


def test_a_correction_is_in_a_language_that_is_asked_for(mixed: Searcher) -> None:
    assert better(mixed, "gouvernment", "fr") == "gouvernement"
    assert better(mixed, "gouvernment", "en") == "government"


def test_of_words_that_are_as_near_the_one_that_stands_with_the_other_words_is_meant() -> None:
    with open_index("whoosh::together").write(rebuild=True) as writer:
        for n in range(5):
            writer.add(Document(f"cost{n}", "", "The mounting costs", language="en"))
        writer.add(Document("told", "", "A nation in mourning for Maradona", language="en"))
    searcher = open_searcher("whoosh::together")
    assert better(searcher, "mounring") == "mounting"
    assert better(searcher, "mounring Maradona") == "mourning Maradona"
    assert better(searcher, "mounring Pelé") == "mounting Pelé"


def test_a_slip_that_some_article_has_too_is_doubted_from_six_letters_on() -> None:
    with open_index("whoosh::slips").write(rebuild=True) as writer:
        for n in range(45):
            writer.add(Document(f"right{n}", "", "Europe pays", language="en"))
        writer.add(Document("slip", "", "Eruope pasy", language="en"))
    searcher = open_searcher("whoosh::slips")
    assert better(searcher, "Eruope") == "Europe"
    assert better(searcher, "pasy") is None


@pytest.mark.parametrize(
    "name", ["Sahel", "Frankrijk", "Naher Osten", "Voetbal", "Südsudan", '"Middle East"']
)
def test_a_name_of_a_country_region_or_topic_in_any_language_is_spelled_right(name: str) -> None:
    with open_index("whoosh::names").write(rebuild=True) as writer:
        writer.add(
            Document("1", "", "Sahen Frankrijks Nahen Ostern Voetbalt Südsudans Middel Eats")
        )
    searcher = open_searcher("whoosh::names")
    assert respell(searcher, parse(name).query) is None
    found = respell(searcher, parse("Middlr").query)
    assert found is not None
    assert found.text == "Middel"
