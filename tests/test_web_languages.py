"""the interface in every language: complete, chosen by the browser, and switchable."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from archive_site import site
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask.testing import FlaskClient
from lxml import html

import web
from index.enrich.rules import DEFAULT
from index.enrich.topic_names import NAMES, TRANSLATED
from search.labels import label
from search.parser import parse
from search.query import Match
from web.arguments import PAGE_MAX
from web.languages import LANGUAGES, direction

ROOT = Path(web.__file__).parent
DUTCH = {"Accept-Language": "nl"}
OTHERS = [code for code in LANGUAGES if code != "en"]


@pytest.fixture(scope="module")
def texts() -> set[Any]:
    """Every text of the interface, as the code and the templates write it."""
    methods = [("**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.xml", "jinja2")]
    trimmed = {"trim_blocks": "true", "lstrip_blocks": "true"}
    options = {"templates/**.html": trimmed}
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2)}
    found = list(extract_from_dir(str(ROOT), methods, options, keywords))
    found += extract_from_dir(str(ROOT.parent / "search"), [("messages.py", "python")])
    return {message for _, _, message, _, _ in found}


def catalog(code: str) -> Any:
    with (ROOT / f"translations/{code}/LC_MESSAGES/messages.po").open("rb") as file:
        found: Catalog = read_po(file, locale=code)
    return found


@pytest.mark.parametrize("code", OTHERS)
def test_every_text_is_translated(code: str, texts: set[Any]) -> None:
    found = catalog(code)
    for text in texts:
        message = found.get(text[0] if isinstance(text, tuple) else text)
        assert message is not None, text
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        assert len(said) == (found.num_plurals if isinstance(text, tuple) else 1), text
        assert all(said), text
        assert not message.fuzzy


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_fills_in_what_the_text_fills_in(code: str) -> None:
    for message in catalog(code):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        named = set(re.findall(r"%\((\w+)\)s", " ".join(ids)))
        if message.id:
            assert all(set(re.findall(r"%\((\w+)\)s", text)) <= named for text in said)
            assert set(re.findall(r"%\((\w+)\)s", " ".join(said))) == named


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_compiled_is_what_is_written(code: str) -> None:
    made = io.BytesIO()
    write_mo(made, catalog(code))
    assert (ROOT / f"translations/{code}/LC_MESSAGES/messages.mo").read_bytes() == made.getvalue()


@pytest.mark.parametrize("code", OTHERS)
def test_every_topic_of_both_levels_has_a_name(code: str) -> None:
    rows = DEFAULT.rows("topic-labels.tsv")
    second = {name for _, name, _ in DEFAULT.rows("topic-levels.tsv", 3)}
    assert {row[0] for row in rows} >= {*NAMES, *second}
    assert all(len(row) == 1 + len(TRANSLATED) and all(row) for row in rows)
    assert code in TRANSLATED


def test_a_topic_is_told_and_understood_in_the_language_of_the_reader() -> None:
    name = "conflict, war and peace > peace process"
    assert label("topic", name, "de") == "Konflikte, Krieg und Frieden > Friedensprozess"
    assert label("topic", name) == name
    for language in ("Friedensprozess", "processus de paix", "和平プロセス"):
        assert parse(f'topic:"{language}"').query == Match("topic", (name,))


@pytest.fixture
def client() -> FlaskClient:
    return site().test_client()


def shown(client: FlaskClient, address: str, **headers: str) -> Any:
    answer = client.get(address, headers=headers, follow_redirects=True)
    assert answer.status_code == 200
    return html.document_fromstring(answer.text)


@pytest.mark.parametrize(
    ("asked", "given"),
    [("nl", "nl"), ("fr-CA,en;q=0.5", "fr"), ("pt,de;q=0.8", "de"), ("tlh", "en"), ("", "en")],
)
def test_the_browser_chooses_the_language(client: FlaskClient, asked: str, given: str) -> None:
    found = shown(client, "/search?q=france", **{"Accept-Language": asked})
    assert found.get("lang") == given


def test_a_reader_switches_the_language_and_stays_on_the_page(client: FlaskClient) -> None:
    found = shown(client, "/search?q=france&country=JP")
    link = next(a for a in found.cssselect(".tongues a") if a.get("lang") == "ar")
    answer = client.get("/search" + link.get("href"))
    assert answer.location == "/search?q=france&country=JP"
    found = shown(client, answer.location)
    assert (found.get("lang"), found.get("dir")) == ("ar", "rtl")
    assert "اليابان" in found.text_content()
    assert shown(client, "/help").get("lang") == "ar"


def test_switching_leads_nowhere_else(client: FlaskClient) -> None:
    for address in ("//evil.example/?ui=fr", "/\\evil.example?ui=fr"):
        location = client.get(address).location or "/"
        assert re.match(r"/(?![/\\])", location), location


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_is_shown_in_every_language(client: FlaskClient, code: str) -> None:
    for address in ("/", "/search?q=france&year=2015..2017", "/articles/wire/pact", "/help",
                    "/compare?q=france&q=japan", "/search?q=qqqq", "/facets/topic"):  # fmt: skip
        found = shown(client, address, **{"Accept-Language": code})
        assert found.get("lang") == code
        assert "%(" not in found.text_content()


def test_what_is_wrong_with_an_address_is_told_in_the_language_of_the_reader(
    client: FlaskClient,
) -> None:
    address = "search?country=Francee&year=2017..2015&sort=best&page=0&size=many&dated=maybe"
    told = [p.text_content() for p in shown(client, f"/{address}", **DUTCH).cssselect(".warn")]
    assert told == [
        "sort moet een van relevance, newest, oldest zijn; gekregen: 'best' – Het is weggelaten.",
        f"page moet van 1 tot {PAGE_MAX} zijn; gekregen: 0 – Het is weggelaten.",
        "size moet een getal zijn – Het is weggelaten.",
        "country moet een land zijn, met code of naam, zoals FR of Frankrijk, of unknown; "
        "gekregen: 'Francee'; bedoelde u 'France'? – Het is weggelaten.",
        "year de reeks eindigt voordat ze begint; schrijf 2015..2017 – Het is weggelaten.",
        "dated moet stated, estimated of unknown zijn; gekregen: 'maybe' – Het is weggelaten.",
    ]
    answer = client.get("/search.csv?year=soon", headers=DUTCH)
    assert (answer.status_code, "year: moet zijn zoals 2015" in answer.text) == (400, True)
    answer = client.get("/api/v1/search?year=soon", headers=DUTCH)
    assert "year: must be as in 2015" in answer.text


def test_numbers_and_words_agree(client: FlaskClient) -> None:
    one = shown(client, "/search?q=ohio", **{"Accept-Language": "fr"})
    assert one.get_element_by_id("summary").text_content() == "1 article"
    two = shown(client, "/search?country=JP", **{"Accept-Language": "ar"})
    assert two.get_element_by_id("summary").text_content() == "مقالان"


def test_scripts_have_a_direction() -> None:
    assert [direction(code) for code in ("ar", "fa-IR", "nl", "unknown")] == [
        "rtl", "rtl", "ltr", "auto",
    ]  # fmt: skip
