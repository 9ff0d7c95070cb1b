"""which place a name means, and whether it means one."""

from __future__ import annotations

import pytest
from named_countries import countries, named


def test_niger_is_not_nigeria() -> None:
    assert named("The borders of Niger, Mali and Chad are closed.") == {"NE", "ML", "TD"}
    assert named("Nigerian troops left Nigeria.") == {"NG"}
    assert named("Nigerien troops returned to Niamey.") == {"NE"}
    assert named("Des soldats nigériens et des soldats nigérians.", "fr") == {"NE", "NG"}
    assert named("Nigeriaanse soldaten.", "nl") == {"NG"}


def test_the_guineas_are_told_apart() -> None:
    assert named("Piracy in the Gulf of Guinea rose.") == set()
    assert named("Ships of Equatorial Guinea and Guinea-Bissau.") == {"GQ", "GW"}
    assert named("Guinea is not Papua New Guinea, nor is New Guinea.") == {"GN", "PG"}
    assert named("They tested it on guinea pigs.") == set()
    assert named("Piraterij in de Golf van Guinee.", "nl") == set()


def test_georgia_is_the_country_unless_its_surroundings_are_american() -> None:
    assert named("Georgia and Russia closed their border.") == {"GE", "RU"}
    assert named("Voters in Georgia, Florida and Alabama.") == {"US"}
    assert named("Georgia won. Georgian players danced in Atlanta and in Texas.") == {"GE", "US"}


def test_a_city_before_georgia_says_which_one_it_is() -> None:
    for city in ("Savannah", "Columbus", "Athens"):
        assert named(f"Voters in {city}, Georgia, stayed at home.") == {"US"}
    for city in ("Batumi", "Kutaisi"):
        assert named(f"Voters in {city}, Georgia, stayed at home.") == {"GE"}


@pytest.mark.parametrize(
    "text",
    [
        "It is nice to have a bath before the sale.",
        "Reading a book on the bar, of course.",
        "Nice work! Bath time. Sale now on. Reading is fun.",
    ],
)
def test_everyday_words_are_not_cities(text: str) -> None:
    assert named(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Georgia beat Tech in Atlanta, and the Georgia governor praised them.", "US"),
        ("Tbilisi said Georgia would not yield to Russia.", "GE RU"),
        ("Jordan Pickford saved a penalty for Everton.", ""),
        ("Chad Smith, the drummer, joined the band.", ""),
        ("She bought china and a turkey for the turkey dinner.", ""),
        ("American Airlines and Turkish Airlines cancelled flights.", ""),
        ("The Bank of England raised rates.", "GB"),
        ("He fled to the Lebanon in 1976.", "LB"),
        ("The Kremlin and the White House traded barbs.", "RU US"),
        ("Voters in New England favour him.", "US"),
        ("St Petersburg hosted the forum.", "RU"),
        ("A hurricane hit St. Petersburg, Florida.", "US"),
        ("Fires burned in Victoria, Australia.", "AU"),
        ("Queen Victoria reigned long.", ""),
        ("A strike closed Birmingham Airport.", "GB"),
        ("A strike in Birmingham, Alabama, ended.", "US"),
        ("Students at Cambridge protested.", "GB"),
        ("Harvard is in Cambridge, Massachusetts.", "US"),
        ("Fighting broke out in Tripoli, the Libyan capital.", "LY"),
        ("Clashes in Tripoli, Lebanon, left two dead.", "LB"),
        ("Talks in Tripoli, Lebanon and Egypt failed.", "LY LB EG"),
        ("Lebanon, Pennsylvania, is a town.", "US"),
        ("Protesters marched in Santiago, Chile.", "CL"),
        ("Santiago Bernabeu was president of the club.", ""),
        ("A farmer near Paris, Texas, lost his herd.", "US"),
        ("Northern Ireland and Ireland agreed.", "GB IE"),
        ("Moscow, Idaho, mourns four students.", "US"),
        ("The Panama Papers named many.", ""),
        ("Brazil nuts and Swiss cheese are on the menu.", ""),
        ("The Dominican Republic and Dominica both host it.", "DO DM"),
        ("Samoa and American Samoa", "WS AS"),
        ("Inner Mongolia lies in the north.", "CN"),
    ],
)  # fmt: skip
def test_names_that_mislead(text: str, expected: str) -> None:
    assert named(text) == set(expected.split())


def test_a_province_counts_beside_a_word_that_says_so() -> None:
    assert named("Cases were reported in Uige Province.") == {"AO"}
    assert named("The province of Uige is closed.") == {"AO"}
    assert named("Uige, Angola, is closed.") == {"AO"}
    assert named("Mary met Most in Lugar.") == set()


def test_us_is_a_country_and_us_is_not() -> None:
    assert named("It reminded us of home.") == set()
    assert named("The US embassy and U.S. forces.") == {"US"}
    assert named("The US-led coalition.") == {"US"}


def test_an_abbreviation_is_written_in_capitals() -> None:
    assert named("De VN-missie in Mali.", "nl") == {"ML"}
    assert named("De VS en het VK.", "nl") == {"US", "GB"}
    assert named("we gaan vs hen", "nl") == set()
    assert named("Ms. Smith and M.S. Dhoni") == set()


def test_which_congo_and_which_korea_is_for_the_article_to_say() -> None:
    assert countries("Congo. The capital Kinshasa.").about == ("CD",)
    assert countries("Congo. The capital Brazzaville. Republic of Congo.").about == ("CG",)
    assert named("Korea fired a missile, said Pyongyang.") == {"KP"}
    assert named("Korea exports chips, said Seoul.") == {"KR"}


def test_both_halves_of_a_hyphenated_pair_count() -> None:
    assert named("the Russia-ukraine's conflict") == {"RU", "UA"}
    assert named("a French-German plan") == {"FR", "DE"}


@pytest.mark.parametrize(
    "text",
    [
        "It was in Le Monde and in Viet Nam News.",
        "The Paris Agreement and the Geneva Conventions.",
        "Ships in the South China Sea and the Sea of Japan.",
        "A Latin American or North African country.",
        "The Indian Ocean and the Persian Gulf.",
        "States Parties to the convention and its Member States.",
    ],
)
def test_phrases_that_contain_a_country_and_mean_none(text: str) -> None:
    assert named(text) == set()


def test_columbia_is_not_colombia() -> None:
    assert named("Columbia University, District of Columbia") <= {"US"}
    assert named("Colombia's president") == {"CO"}


def test_a_state_after_a_comma_says_which_town_is_meant() -> None:
    assert named("He lives in Paris, Texas.") == {"US"}
    assert named("BIRMINGHAM, Ala., March 6 - Energen Corp said") == {"US"}
    assert named("A fire in London, Ontario, was put out.") == {"CA"}
    assert named("Despite the accusations, Ma won.") == set()


def test_moscow_was_the_capital_of_the_soviet_union() -> None:
    assert countries("Moscow. The Soviet Union and Soviet troops. The Kremlin.").about == ("SU",)
    assert "RU" in named("Moscow said Russia honours Soviet soldiers.")


def test_a_capital_is_no_small_town_because_an_american_city_is_named_too() -> None:
    assert named("He lived in London and in New York.") == {"GB", "US"}
    assert named("The Athens police arrested him, said the County Sheriff in Texas.") == {"US"}


def test_a_region_that_has_the_name_of_a_person_or_thing_needs_a_place() -> None:
    assert not named("Brittany said that Kent Jones read about Java code.")
    assert named("It rained in Brittany and in Kent.") == {"FR", "GB"}


def test_a_capital_says_which_country_of_a_shared_name_is_meant() -> None:
    assert named("Cholera has broken out in Brazzaville, Congo.") == {"CG"}
    assert named("Ships called at Victoria, Seychelles.") == {"SC"}


def test_a_language_that_is_taught_is_no_country() -> None:
    assert not named("Die Schüler lernen Englisch und Französisch.", "de")
    assert named("Die englische Regierung stürzt.", "de") == {"GB"}


def test_a_small_province_after_a_city_in_a_list_does_not_move_the_city() -> None:
    assert named("Letadla létají do měst Berlín, Kolín a dalších.", "cs") == {"DE"}
    assert named("A balloon rose in Santa Fe, New Mexico.") == {"US"}


@pytest.mark.parametrize(
    ("language", "text", "about"),
    [
        ("en", "Police in Athens, Georgia said on Monday that two men were arrested.", ("US",)),
        ("en", "The mayor of Rome, Georgia resigned.", ("US",)),
        ("en", "The mayor of Tbilisi, Georgia resigned.", ("GE",)),
        ("en", "Workers in Valencia, Venezuela went on strike.", ("VE",)),
        ("de", "Die Polizei in Athens, Georgia, hat am Montag zwei Männer festgenommen.", ("US",)),
        ("en", "Moscow, Idaho police said on Thursday that a man was arrested.", ("US",)),
        ("fr", "À Paris, au Texas, une tempête a détruit des maisons.", ("US",)),
        ("es", "Una huelga en Valencia, Venezuela, paralizó las fábricas.", ("VE",)),
    ],
)
def test_a_place_after_a_comma_says_where_a_city_is(
    language: str, text: str, about: tuple[str, ...]
) -> None:
    assert countries(text, language).about == about


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("Ett hus brann i Uddevalla i natt.", "sv", {"SE"}),
        ("Ein Haus brannte in Delmenhorst.", "de", {"DE"}),
        ("Um homem foi preso em Peruíbe.", "pt", {"BR"}),
        ("A house burned down in Grimsby.", "en", {"GB"}),
        ("Пожар произошёл в Коломне.", "ru", {"RU"}),
        ("Ett hus brann i Delmenhorst i natt.", "sv", set()),
        ("Der Sänger Delmenhorst singt.", "de", set()),
        ("Wir gehen in Forst und Heide.", "de", set()),
    ],
)
def test_a_small_town_is_known_where_its_language_is_at_home_and_a_place_can_stand(
    text: str, language: str, codes: set[str]
) -> None:
    assert named(text, language) == codes
