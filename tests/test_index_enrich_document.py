"""the whole of enrichment: what a source states wins, nothing is lost, nothing is hidden."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import UNKNOWN, Article, decode, encode
from index.enrich import enrich

TEXT = "The ministers of Japan met in Tokyo on 3 May 2014 to talk of war and peace.\n\n" * 3


def test_what_the_source_states_wins_in_every_facet() -> None:
    stated = Article(
        id="1",
        text=TEXT,
        title="A title",
        language="en-GB",
        countries=("fr", "Germany"),
        topics=("sport",),
        published="1999-12-31",
    )
    document = enrich(stated)
    assert document.title == "A title"
    assert document.language == "en"
    assert document.countries == ("FR", "DE")
    assert document.topics == ("sport",)
    assert (document.year, document.year_estimated, document.published) == (
        1999,
        False,
        "1999-12-31",
    )
    rules = {e.facet: e.rule for e in document.evidence if e.facet not in ("mentioned", "region")}
    assert set(rules.values()) == {"stated"}


def test_what_no_table_knows_is_kept_beside_the_document() -> None:
    article = Article(
        id="1",
        text=TEXT,
        language="the old tongue",
        countries=("Atlantis", "JP"),
        topics=("gossip of the court",),
        published="yesterday",
        extra={"section": "B"},
    )
    document = enrich(article)
    assert document.countries == ("JP",)
    assert document.language == "en"
    assert document.extra == {
        "section": "B",
        "countries_stated": ["Atlantis"],
        "topics_stated": ["gossip of the court"],
        "language_stated": "the old tongue",
        "published_stated": "yesterday",
    }


def test_a_stated_year_is_kept_beside_another_stated_date() -> None:
    document = enrich(Article(id="1", text=TEXT, published="12 March 2019"))
    assert (document.year, document.published) == (2019, "2019-03-12")


def test_every_facet_has_evidence_even_when_it_is_unknown() -> None:
    document = enrich(Article(id="1", text="x"))
    found = {e.facet: e.value for e in document.evidence}
    assert {found[facet] for facet in ("language", "year", "country", "topic")} == {UNKNOWN}


def test_enrichment_is_a_pure_function() -> None:
    article = Article(id="1", text=TEXT)
    assert enrich(article) == enrich(article)


def test_a_long_text_of_furniture_takes_no_longer_for_each_line() -> None:
    document = enrich(Article(id="1", text="Comments\n© 2010 AFP\n" * 5_000))
    assert document.body == ""
    assert document.title == ""


TANGLED = st.text(max_size=120) | st.lists(
    st.sampled_from(
        [*"aé中ก\u0301\u200f\ud7ff", "\r\n", "\u2028", "© ", "Photo: A/AFP", "2 May 2014 - "]
    )
).map("".join)


@settings(deadline=None, max_examples=50)
@given(TANGLED, TANGLED)
def test_any_text_makes_a_document_whose_evidence_quotes_it(text: str, title: str) -> None:
    document = enrich(Article(id="1", text=text, title=title))
    assert document.text == text
    for evidence in document.evidence:
        place = {"text": document.text, "title": document.title, "metadata": ""}[evidence.place]
        if evidence.end:
            assert place[evidence.start : evidence.end] == evidence.words
    assert decode(encode(document)) == document


@pytest.mark.parametrize(
    "text", ["\x00" * 50, "\ufeff\ufffe", "a" * 300_000, "1" * 50_000, "2014 " * 9_000]
)
def test_odd_texts_make_documents(text: str) -> None:
    assert enrich(Article(id="1", text=text)).text == text
