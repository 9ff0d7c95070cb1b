"""what the countries of a story promise."""

from __future__ import annotations

import pytest

from index.article import Article
from index.enrich.country import Countries, code_of, derive
from index.enrich.story import Story


def countries(text: str, language: str = "en", title: str = "", **stated: object) -> Countries:
    return derive(Story(Article("1", text, **stated), title, text, language))  # type: ignore[arg-type]


def named(text: str, language: str = "en") -> set[str]:
    found = countries(text, language)
    return {*found.about, *found.mentioned}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Frankrijk", "FR"), ("FRANCE", "FR"), ("fr", "FR"), ("fra", "FR"), ("法国", "FR"),
        ("Côte d'Ivoire", "CI"), ("cote d’ivoire", "CI"), ("Ivory Coast", "CI"), ("uk", "GB"),
        ("USA", "US"), ("U.S.", "US"), ("Niger", "NE"), ("Nigeria", "NG"), ("Soviet Union", "SU"),
        ("Verenigde Staten", "US"), ("Турция", "TR"), ("nowhere", None), ("", None), ("xx", None),
    ],
)  # fmt: skip
def test_a_country_is_known_by_any_name_and_by_its_codes(name: str, code: str | None) -> None:
    assert code_of(name) == code


def test_evidence_points_at_the_words_it_rests_on() -> None:
    text = "Talks in Bamako. The Malian president met Dutch officers."
    for evidence in countries(text, title="Mali hosts talks").evidence:
        source = "Mali hosts talks" if evidence.place == "title" else text
        assert source[evidence.start : evidence.end] == evidence.words


def test_what_a_source_states_is_what_a_story_is_about() -> None:
    found = countries("The French president visited Rome.", countries=("Frankrijk", "ITA"))
    assert found.about == ("FR", "IT")
    assert [e.words for e in found.evidence if e.rule == "stated"] == ["Frankrijk", "ITA"]


def test_niger_is_not_nigeria() -> None:
    assert named("The borders of Niger, Mali and Chad are closed.") == {"NE", "ML", "TD"}
    assert named("Nigerian troops left Nigeria.") == {"NG"}
    assert named("Nigerien troops returned to Niamey.") == {"NE"}


def test_the_gulf_of_guinea_is_not_guinea() -> None:
    assert named("Piracy in the Gulf of Guinea rose.") == set()
    assert named("Ships of Equatorial Guinea and Guinea-Bissau.") == {"GQ", "GW"}


def test_us_is_a_country_and_us_is_not() -> None:
    assert named("It reminded us of home.") == set()
    assert named("The US embassy and U.S. forces.") == {"US"}


def test_inflected_dutch_adjectives_are_recognised() -> None:
    text = "De Malinese hoofdstad, haar Zweedse, Estse en Portugese collega's."
    assert named(text, "nl") == {"ML", "SE", "EE", "PT"}
