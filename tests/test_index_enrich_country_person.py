"""persons who have the names of places."""

from __future__ import annotations

import pytest
from named_countries import countries, named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Michael Jordan scored again.", set()),
        ("Jordan Peterson gave a talk.", set()),
        ("Troops stationed in Jordan went home.", {"JO"}),
        ("King Abdullah of Jordan spoke.", {"JO"}),
        ("Minister Chad Wolf resigned.", set()),
        ("The army of Chad advanced.", {"TD"}),
        ("Defence minister Florence Parly came.", set()),
        ("A museum in Florence reopened.", {"IT"}),
        ("President George Washington wrote it.", {"US"}),
        ("Paris Hilton sang.", set()),
    ],
)
def test_people_are_not_places(text: str, expected: set[str]) -> None:
    assert named(text) - {"US"} == expected - {"US"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A biography of Jack London appeared. London wrote it all himself."),
        ("en", "Irving Berlin wrote the song."),
        ("en", "Denzel Washington stars. Washington said that he was happy."),
        ("en", "Jamaica Kincaid won a literary prize."),
        ("ru", "Книга Джека Лондона вышла снова. Ирвинг Берлин написал песню."),
        ("de", "Jack Londons Roman erschien neu. Michael Jordans Schuhe wurden versteigert."),
        ("es", "Michael Jordan compró un equipo. Jack London escribió novelas."),
        ("pl", "Książka Jacka Londona ukazała się."),
        ("zh", "巴黎·希尔顿开店。"),
    ],
)
def test_a_person_with_the_name_of_a_place_is_none(language: str, text: str) -> None:
    found = countries(text, language)
    assert (found.about, found.mentioned) == ((), ())


def test_a_person_does_not_hide_the_place_that_stands_elsewhere() -> None:
    text = "David London came to London. Mayor Sadiq Khan spoke in London."
    assert countries(text).about == ("GB",)


@pytest.mark.parametrize(
    "text",
    [
        "Jamaica Bailey wrote a novel. Bailey lives by the sea, and Jamaica likes it.",
        "Kenya Moore left the show. Later Moore said that she was glad.",
        "Chad Smith plays the drums. Smith is loud.",
        "The song was by India Arie. On stage Arie sang it twice.",
    ],
)
def test_a_first_name_is_no_country(text: str) -> None:
    found = countries(text)
    assert (found.about, found.mentioned) == ((), ())


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Kenya Airways lost money. Airways all over the world did.", ("KE",)),
        ("EGYPT PL 480 WHEAT. Results under PL 480 are awaited in Cairo.", ("EG",)),
        ("Kenya Power said that power is short. Power is dear.", ("KE",)),
        ("Kenya Moore flew to Kenya. In Nairobi, Moore met her fans.", ("KE",)),
        ("India Today reports it. Today is a feast, and today we sing.", ("IN",)),
        ("NAIROBI, Kenya (AP) - Kenya Moore sang. Moore danced.", ("KE",)),
    ],
)
def test_a_country_before_a_name_stays_one(text: str, about: tuple[str, ...]) -> None:
    assert countries(text).about == about
