"""the title of an article: stated, recognised or made."""

from __future__ import annotations

import pytest

from index.article import Article
from index.enrich import enrich, headline

BODY = (
    "The ministers met in Paris on Tuesday and agreed to meet again next month, officials said."
    " They spoke about trade.\n\nA second paragraph follows, which is a little longer than that."
)


def test_a_stated_title_wins_and_its_copy_in_the_text_is_marked() -> None:
    document = enrich(Article(id="1", title="Ministers  meet", text=f"Ministers meet\n\n{BODY}"))
    assert document.title == "Ministers meet"
    assert [span.kind for span in document.furniture] == ["headline"]
    assert not document.title_derived


@pytest.mark.parametrize(
    "first",
    [
        "Ministers meet in Paris to talk trade",
        "MINISTERS MEET IN PARIS",
        "Will the ministers meet again?",
        "部长们在巴黎会面",
        "وزراء يجتمعون في باريس",
        "รัฐมนตรีพบกันที่ปารีส",
    ],
)
def test_a_short_first_line_before_a_blank_one_is_the_headline(first: str) -> None:
    document = enrich(Article(id="1", text=f"{first}\n\n{BODY}"))
    assert document.title == first
    assert not document.title_derived
    assert document.body == BODY


def test_a_first_line_that_is_said_twice_is_the_headline() -> None:
    found = headline.find(f"Ministers meet.\nMinisters meet.\n{BODY}", "")
    assert (found.title, len(found.spans)) == ("Ministers meet.", 2)


def test_the_name_of_the_site_is_not_the_headline() -> None:
    document = enrich(Article(id="1", text=f"Viet Nam News\n\nMinisters meet in Paris\n\n{BODY}"))
    assert document.title == "Ministers meet in Paris"


@pytest.mark.parametrize("section", ["Situation at a glance", "Background", "Politik", "概要"])
def test_the_name_of_a_section_is_not_a_headline(section: str) -> None:
    assert enrich(Article(id="1", text=f"{section}\n\n{BODY}")).title_derived


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            BODY,
            BODY[: BODY.index(". They")],
        ),
        (
            "Dr. A. Smith met Mr. Jones in St. Louis. They spoke.",
            "Dr. A. Smith met Mr. Jones in St. Louis",
        ),
        ("部长们在巴黎会面。他们谈了贸易。", "部长们在巴黎会面"),
        ("date 2020-01 Ministers met. They spoke.", "Ministers met"),
    ],
)
def test_without_a_headline_the_first_sentence_makes_the_title(text: str, title: str) -> None:
    document = enrich(Article(id="1", text=text))
    assert document.title == title
    assert document.title_derived
    assert document.body.endswith(text[-10:])


def test_a_long_first_sentence_is_cut_between_words() -> None:
    document = enrich(Article(id="1", text="Ministers and officials " * 20 + "met."))
    assert len(document.title) <= headline.DERIVED + 1
    assert document.title.endswith(("Ministers…", "and…", "officials…"))


@pytest.mark.parametrize("text", ["", "  \n\n ", "© 2010 AFP"])
def test_a_text_without_a_story_has_no_title(text: str) -> None:
    document = enrich(Article(id="1", text=text))
    assert document.title == ""
    assert document.title_derived is False
