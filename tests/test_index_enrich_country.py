"""what the countries of a story promise."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from named_countries import countries, named

from index.article import Article
from index.enrich.country import Countries, code_of, derive
from index.enrich.rules import RulesError, load
from index.enrich.story import Story


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Frankrijk", "FR"), ("FRANCE", "FR"), ("fr", "FR"), ("fra", "FR"), ("法国", "FR"),
        ("Côte d'Ivoire", "CI"), ("cote d’ivoire", "CI"), ("Ivory Coast", "CI"), ("uk", "GB"),
        ("USA", "US"), ("U.S.", "US"), ("Niger", "NE"), ("Nigeria", "NG"), ("Soviet Union", "SU"),
        ("Verenigde Staten", "US"), ("Турция", "TR"), ("nowhere", None), ("", None), ("xx", None),
        ("Congo", None), ("Korea", None), ("Turkey", "TR"), ("Türkiye", "TR"), ("SU", "SU"),
        ("Burma", "MM"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_any_name_and_by_its_codes(name: str, code: str | None) -> None:
    assert code_of(name) == code


def test_evidence_points_at_the_words_it_rests_on() -> None:
    text = "Talks in Bamako. The Malian president met Dutch officers of the U.N. in Paris, Tex."
    found = countries(text, title="Mali hosts talks")
    assert found.evidence
    for evidence in found.evidence:
        source = "Mali hosts talks" if evidence.place == "title" else text
        assert source[evidence.start : evidence.end] == evidence.words
        assert 0 < evidence.confidence <= 1


def test_evidence_is_of_the_facet_for_what_a_story_is_about_and_mentioned_for_the_rest() -> None:
    text = "Mali. Mali's army took Kidal. Malian soldiers rested. " + "Much later, " * 20 + "Peru."
    found = countries(text, title="Mali")
    assert found.about == ("ML",)
    assert found.mentioned == ("PE",)
    assert {e.facet for e in found.evidence if e.value == "ML"} == {"country"}
    assert {e.facet for e in found.evidence if e.value == "PE"} == {"mentioned"}


def test_what_a_source_states_is_what_a_story_is_about() -> None:
    found = countries("The French president visited Madrid.", countries=("Frankrijk", "ITA"))
    assert found.about == ("FR", "IT")
    assert found.mentioned == ("ES",)
    assert [e.words for e in found.evidence if e.rule == "stated"] == ["Frankrijk", "ITA"]


def test_a_statement_that_names_no_country_is_passed_over() -> None:
    assert countries("A visit to Rome.", countries=("Utopia",)).about == ("IT",)


def test_an_article_without_countries_has_none() -> None:
    assert countries("Nothing happened.") == Countries((), (), ())
    assert countries("", "unknown") == Countries((), (), ())


def test_an_unknown_language_is_read_with_the_english_names() -> None:
    assert named("Mali, France", "unknown") == {"ML", "FR"}
    assert named("Mali, France", "xx-Latn-XX") <= {"ML", "FR"}


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.sampled_from("USus.U, -–\n'İßﬁΣٱ中国タイFrancejapan\u0301\u200c👍0"), max_size=60),
    st.sampled_from(["en", "tr", "zh", "ja", "ar", "el", "th", "unknown"]),
)
def test_any_text_gives_evidence_in_order_and_without_overlap(text: str, language: str) -> None:
    found = countries(text, language)
    end = 0
    for evidence in found.evidence:
        assert evidence.start >= end
        assert text[evidence.start : evidence.end] == evidence.words
        end = evidence.end
    assert not set(found.about) & set(found.mentioned)


def test_a_country_that_stands_alone_is_found_once() -> None:
    assert len(countries("中国", "zh").evidence) == 1


def test_a_user_adds_a_name(tmp_path: Path) -> None:
    assert named("Smoke was seen in Doel.") == set()
    assert _ruled(tmp_path, "Smoke was seen in Doel.", forms="en\tBE\tcity\tDoel") == ("BE",)


def test_a_users_meaning_of_a_name_wins(tmp_path: Path) -> None:
    assert _ruled(tmp_path, "Smoke in Venice.", forms="en\tUS\tcity\tVenice") == ("US",)


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("forms", "en\tBelgium\tcity\tDoel"),
        ("forms", "en\tBE\tvillage\tDoel"),
        ("forms", "en\tBE"),
        ("doubtful", "perhaps\tcity\tDoel"),
        ("context", "perhaps\tDoel\tbefore"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused(tmp_path: Path, table: str, row: str) -> None:
    with pytest.raises(RulesError, match=table):
        _ruled(tmp_path, "Doel.", **{table: row})


def test_a_long_row_of_cities_with_one_name_is_read() -> None:
    assert len(countries("Hamilton, " * 3000).about) <= 1


def _ruled(folder: Path, text: str, **tables: str) -> tuple[str, ...]:
    for name, row in tables.items():
        (folder / f"country-{name}.tsv").write_text(row, encoding="utf-8")
    story = Story(Article("1", text), "", text, "en")
    return derive(story, load(str(folder))).about
