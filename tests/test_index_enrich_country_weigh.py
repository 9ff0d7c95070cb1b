"""what of the countries that a story names it is about."""

from __future__ import annotations

import pytest
from named_countries import countries

LISTED = (
    "Austria, Belgium, Chile, Denmark, Egypt, Finland, Ghana, Hungary, Israel, Japan, Kenya, Laos"
)


def test_divers_from_abroad_do_not_make_a_rescue_theirs() -> None:
    text = (
        "Rescuers found the boys in the Tham Luang cave in Chiang Rai. Thailand cheered. British "
        "divers reached them first. The British men had come to Thailand days before."
    )
    assert countries(text, title="Thai boys found alive in cave").about[0] == "TH"


def test_the_address_of_an_institute_does_not_make_a_story_about_its_country() -> None:
    text = "Cases rose in Uige Province. Samples went to the National Institute in Oslo, Norway."
    assert countries(text).about == ("AO",)
    assert countries(text).mentioned == ("NO",)


def test_a_virus_is_no_country_of_the_story() -> None:
    text = "Uganda reported cases of Sudan virus. Uganda closed schools. Sudan virus is rare."
    assert countries(text).about == ("UG",)


def test_the_country_of_a_territory_is_only_named_with_it() -> None:
    found = countries("Cases rose in Cayenne, French Guiana, France. Cayenne closed its schools.")
    assert found.about == ("GF",)
    assert found.mentioned == ("FR",)


def test_a_survey_is_about_all_that_weigh_alike() -> None:
    said = "In {0} the harvest was good, growers said at the end of the rain. Now {0} sells. "
    names = ("Peru", "Chile", "Kenya", "Ghana", "India", "Laos", "Egypt")
    survey = "".join(map(said.format, names))
    assert set(countries(survey).about) == {"PE", "CL", "KE", "GH", "IN", "LA", "EG"}
    assert countries(survey + "Peru grew most, said Peru. " * 9).about == ("PE",)


def test_a_list_at_the_end_of_a_long_story_is_a_footnote() -> None:
    story = "Peru votes. " + "In Peru they wait for the count of the votes. " * 60
    found = countries(f"{story} 1 The countries of the survey are {LISTED}.")
    assert found.about == ("PE",)


def test_a_list_that_the_opening_counts_is_no_footnote() -> None:
    count = len(LISTED.split(", "))
    story = "In Peru they wait for news of the wheat. " * 80
    told = f"{count} countries have agreed on wheat. {story} 1 The countries are {LISTED}."
    assert len(countries(told).about) == 1 + count
    assert countries(told.replace(str(count), "Some")).about == ("PE",)


def test_a_list_does_not_hide_the_country_that_a_story_dwells_on() -> None:
    story = "Peru found a bad batch of milk. " + "Peru tells its shops and warns its people. " * 20
    assert countries(f"{story} Sold in {LISTED}. {story}").about == ("PE",)


@pytest.mark.parametrize(
    ("language", "opening"),
    [
        ("en", "Worldwide more than 190 countries and territories report colds."),
        ("fr", "Plus de 190 pays et territoires signalent des rhumes."),
        ("de", "Mehr als 190 Länder melden Erkältungen."),
        ("ru", "Более 190 стран сообщают о простуде."),
    ],
)
def test_countries_of_a_story_about_many_more_are_examples(language: str, opening: str) -> None:
    names = {
        "en": "Peru, Chile, Kenya, Ghana, India, Laos, Egypt, Japan, Japan",
        "fr": "Pérou, Chili, Kenya, Ghana, Inde, Laos, Égypte, Japon, Japon",
        "de": "Peru, Chile, Kenia, Ghana, Indien, Laos, Ägypten, Japan, Japan",
        "ru": "Перу, Чили, Кения, Гана, Индия, Лаос, Египет, Япония, Япония",
    }[language]  # fmt: skip
    story = opening + " " * 200 + ". ".join(reversed(names.split(", ")))
    assert countries(story, language).about == ("JP",)
    assert len(countries(story.replace("190", "9"), language).about) == 8


def test_a_country_that_heads_a_section_is_what_a_story_is_about() -> None:
    text = "Guinea counts the sick. " + "Guinea sends nurses, Guinea says. " * 20
    sections = f"{text}\nLiberia\nNobody fell ill in the last week, doctors said.\nMali: As of\n"
    sections += "18 July the ministry watches two villages near the river."
    assert set(countries(sections).about) == {"GN", "LR", "ML"}
    menu = f"{text}\nLiberia\nMali\nSenegal\n"
    assert countries(menu).about == ("GN",)


def test_the_place_of_a_dateline_weighs_more_than_a_country_in_passing() -> None:
    found = countries("DAKAR, Feb 26 (Reuters) - Farmers fear rain. French firms and Spain wait.")
    assert found.about[0] == "SN"
    assert "dateline" in {e.rule for e in found.evidence if e.value == "SN"}


def test_a_currency_hardly_counts() -> None:
    found = countries("Kenya borrows. Kenya needs 5 million U.S. dollars, Kenya says.")
    assert found.about == ("KE",)


def test_a_story_that_is_a_list_is_about_every_country_of_it() -> None:
    assert len(countries(f"WHO says so. Brazil reported 9 cases. Cases: {LISTED}.").about) == 13


def test_countries_named_far_apart_are_no_list() -> None:
    story = "Peru votes. " + "In Peru they wait. " * 9
    asked = "Nobody was asked by anyone at all about this in {} until now. "
    found = countries(story + "".join(map(asked.format, LISTED.split(", "))))
    assert found.about == ("PE",)
    assert len(found.mentioned) == 12


def test_a_place_in_the_name_of_a_sample_hardly_counts() -> None:
    text = "Laboratories in Peru found A/Panama/2007/99. In Peru, A/Panama/2007/99 is common."
    assert countries(text).about == ("PE",)
    assert countries("Trade of Peru/Panama/Chile rose.").about == ("PE", "CL", "PA")


def test_what_is_said_of_the_first_of_a_list_holds_for_the_others() -> None:
    text = "Cattle died in Zambia, bordering Angola, Malawi and Zimbabwe. Zambia closed markets."
    assert countries(text).about == ("ZM",)


def test_a_story_is_about_the_countries_that_it_counts() -> None:
    rest = "Mexico closed schools. Mexico bought masks. Mexico asked for help. "
    text = f"Mexico has most cases. {rest}Others are in Canada (6), Spain (2) and Peru (1 case)."
    assert countries(text).about == ("MX", "CA", "ES", "PE")
    years = text.replace("(6)", "(2003, 2007)").replace("(2)", "(2005)")
    years = years.replace("(1 case)", "(2009 and 2014)")
    assert countries(years).about == ("MX",)


@pytest.mark.parametrize(
    ("told", "counted", "language"),
    [
        ("Italy closed schools. ", "Peru has reported six, while Mali has reported one; Chad, with "
         "38 cases, and Laos, with over 20, follow.", "en"),
        ("Italien schloss Schulen. ", "Peru meldete 6 Fälle, Mali meldete einen, Tschad mit 38 und "
         "Laos mit mehr als 20 folgen.", "de"),
    ],
)  # fmt: skip
def test_a_number_may_follow_a_country_in_words(told: str, counted: str, language: str) -> None:
    assert {"PE", "TD", "LA"} <= set(countries(told * 9 + counted, language).about)
    assert countries(told * 9 + "Peru, Mali, Chad.", language).about == ("IT",)


def test_a_country_before_a_date_in_brackets_heads_a_section() -> None:
    told = " (to 20 December). Activity went on as in the week before."
    text = "".join(f"\n{name}{told}" for name in ("Peru", "Mali", "Chad"))
    assert {"PE", "ML", "TD"} <= set(countries("Italy closed schools. " * 9 + text).about)


def test_a_place_after_an_institution_is_its_address() -> None:
    text = "A cluster was seen in Zambia, says the Centers for Disease Control, Atlanta, USA."
    assert countries(text).about == ("ZM",)


def test_a_story_that_names_many_countries_once_is_about_all_of_them() -> None:
    text = "Mexico reported two cases on Monday. " + "".join(
        f"Doctors in {name} saw one more on the following day, they said. "
        for name in ("Canada", "Spain", "Peru", "Japan")
    )
    assert set(countries(text).about) == {"MX", "CA", "ES", "PE", "JP"}


@pytest.mark.parametrize(
    ("language", "text", "about", "mentioned"),
    [
        ("en", "Vietnam War veterans marched in Chicago on Sunday.", ("US",), ("VN",)),
        ("de", "In Wien begann eine Ausstellung über den Vietnamkrieg.", ("AT",), ("VN",)),
        ("fr", "Un film sur la guerre du Vietnam est tourné à Berlin.", ("DE",), ("VN",)),
        ("ru", "В Варшаве открыли музей Вьетнамской войны.", ("PL",), ("VN",)),
        ("en", "A novel about the Boer War won a prize.", ("ZA",), ()),
        ("en", "A French restaurant opened in Tokyo.", ("JP",), ("FR",)),
        ("es", "Un restaurante japonés abrió en Bogotá.", ("CO",), ("JP",)),
        ("en", "The Nigerian-born author lives in Toronto.", ("CA",), ("NG",)),
        ("en", "Peace talks on Syria resume in Geneva. Syrian rebels will come.", ("SY",), ("CH",)),
    ],
)
def test_a_past_war_a_kitchen_and_a_venue_are_mentioned_beside_the_subject(
    language: str, text: str, about: tuple[str, ...], mentioned: tuple[str, ...]
) -> None:
    found = countries(text, language)
    assert (found.about, found.mentioned) == (about, mentioned)
