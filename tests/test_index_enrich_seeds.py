"""what must be derived from the five sample documents that the project began with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from index.article import Article, Document
from index.enrich import enrich

SEEDS = Path(__file__).parent.parent.parent / "shared" / "data" / "seeds"


@dataclass(frozen=True)
class Expected:
    language: str
    about: str
    named: str
    never: str
    years: tuple[int, ...]
    estimated: bool | None
    topics: tuple[str, ...]
    title: str
    title_derived: bool = False


WAR, POLITICS = "conflict, war and peace", "politics and government"
TABLE = {
    "000": Expected(
        language="en",
        about="FR JP",
        named="ML NE BF DJ",
        never="NG GN GQ",
        years=(2014, 2015),
        estimated=True,
        topics=(WAR,),
        title="France and Japan to talk joint anti-terror ops",
    ),
    "001": Expected(
        language="en",
        about="FR JP",
        named="AU GB PH US RU UA",
        never="",
        years=(2023, 2024),
        estimated=True,
        topics=(POLITICS, WAR),
        title="France and Japan to start discussions on reciprocal troops pact",
    ),
    "002": Expected(
        language="en",
        about="FR JP",
        named="US JO AU CN",
        never="",
        years=(2017,),
        estimated=None,
        topics=(POLITICS, WAR),
        title="France and Japan tighten military links",
    ),
    "003": Expected(
        language="nl",
        about="FR ML",
        named="BF NE SE EE PT",
        never="NG",
        years=(2020,),
        estimated=False,
        topics=(WAR,),
        title="Frankrijk zal nieuwe militaire operaties uitvoeren",
        title_derived=True,
    ),
    "004": Expected(
        language="en",
        about="FR US",
        named="ML NE",
        never="NG",
        years=(2010,),
        estimated=False,
        topics=(WAR,),
        title="France, US boost Maghreb anti-terror cooperation: WikiLeaks",
    ),
}


def seed(number: str) -> Document:
    found = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("the five sample documents are not beside the project")
    return enrich(Article(id=number, text=found[0].read_text(encoding="utf-8")))


@pytest.mark.parametrize("number", TABLE)
def test_the_language_of_each_sample_is_right(number: str) -> None:
    assert seed(number).language == TABLE[number].language


@pytest.mark.parametrize("number", TABLE)
def test_each_sample_is_about_its_countries(number: str) -> None:
    document, expected = seed(number), TABLE[number]
    assert set(expected.about.split()) <= set(document.countries)
    assert set(expected.named.split()) <= {*document.countries, *document.mentioned}


@pytest.mark.parametrize("number", TABLE)
def test_no_sample_has_a_country_that_only_looks_like_one_of_its_words(number: str) -> None:
    document = seed(number)
    assert not set(TABLE[number].never.split()) & {*document.countries, *document.mentioned}


def test_the_newspaper_in_which_a_story_ran_does_not_make_it_about_that_country() -> None:
    assert "VN" not in seed("001").countries


@pytest.mark.parametrize("number", TABLE)
def test_the_year_of_each_sample_is_stated_or_marked_as_estimated(number: str) -> None:
    document, expected = seed(number), TABLE[number]
    assert document.year in expected.years
    if expected.estimated is not None:
        assert document.year_estimated is expected.estimated


@pytest.mark.parametrize("number", TABLE)
def test_the_topics_of_each_sample_include_what_it_is_about(number: str) -> None:
    assert set(TABLE[number].topics) & set(seed(number).topics)


@pytest.mark.parametrize("number", TABLE)
def test_the_headline_of_each_sample_is_found_or_made(number: str) -> None:
    document, expected = seed(number), TABLE[number]
    assert document.title.startswith(expected.title)
    assert document.title_derived is expected.title_derived


@pytest.mark.parametrize("number", TABLE)
def test_every_evidence_quotes_the_words_it_points_at(number: str) -> None:
    document = seed(number)
    for evidence in document.evidence:
        if evidence.place == "text" and evidence.end:
            assert document.text[evidence.start : evidence.end] == evidence.words
        if evidence.place == "title":
            assert document.title[evidence.start : evidence.end] == evidence.words


@pytest.mark.parametrize("number", TABLE)
def test_no_furniture_is_evidence_for_a_country_or_a_topic(number: str) -> None:
    document = seed(number)
    for evidence in document.evidence:
        if evidence.facet in {"country", "mentioned", "topic"} and evidence.place == "text":
            assert not any(
                span.start < evidence.end and evidence.start < span.end
                for span in document.furniture
            )


def test_the_furniture_of_a_sample_stays_in_its_text_and_leaves_its_body() -> None:
    document = seed("000")
    assert "Become a Member to leave a comment" in document.text
    assert "Become a Member to leave a comment" not in document.body
    assert "Kenzo Tribouillard" not in document.body
    assert "LEES OOK" not in seed("003").body
    assert "Newspapers from Vietnam" not in seed("001").body
    assert "© 2010 AFP" not in seed("004").body
