"""versions of a story on the site: one result, opened by a link, listed beside each article."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from archive_site import DOCUMENTS, site
from flask.testing import FlaskClient
from lxml import html
from werkzeug.serving import make_server

from index.article import Document

_TEXT = " ".join(f"flood{n} water{n} river{n}" for n in range(30))
_OTHER = " ".join(f"storm{n} wind{n} coast{n}" for n in range(30))
VERSIONS = (
    Document("post/1", "Flood in Lyon", f"Lyon {_TEXT}", "en", ("FR",), year=2015,
             published="2015-03-01", source="The Post"),
    Document("echo/2", "Lyon under water", f"Lyon Lyon {_TEXT[:-60]}", "en", ("FR",), year=2015,
             published="2015-03-02", source="Echo"),
    Document("mail/3", "River floods Lyon", f"Floods. {_TEXT} Lyon.", "en", ("FR", "DE"), year=2015,
             published="2015-03-02"),
    Document("mail/4", "Storm over Lyon", f"Lyon {_OTHER}", "en", ("FR",), year=2016,
             published="2016-05-02"),
)  # fmt: skip


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return site((*DOCUMENTS, *VERSIONS)).test_client()


def page(client: FlaskClient, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def told(client: FlaskClient, address: str) -> Any:
    """What the API answers."""
    return client.get(address).json


def text(found: Any) -> str:
    return " ".join(found.text_content().split())


def titles(found: Any) -> list[str]:
    return [text(title) for title in found.cssselect(".hit h2")]


def test_versions_are_one_result_and_the_page_says_what_it_counts(client: FlaskClient) -> None:
    found = page(client, "/search?q=lyon")
    assert len(titles(found)) == 2
    assert text(found.cssselect("#summary")[0]) == "4 articles · 2 stories"
    assert "count stories" in text(found.cssselect("#filters")[0])
    counts = {li.get("data-name"): li.get("data-count") for li in found.cssselect("li.value")}
    assert (counts["France"], counts["Germany"], counts["2015"]) == ("2", "1", "1")
    assert found.cssselect("svg.years title")[0].text == "2015: 1 story"


def test_the_list_of_all_values_says_what_it_counts(client: FlaskClient) -> None:
    found = text(page(client, "/facets/country?q=lyon"))
    assert "Values: 2 · 4 articles" in found
    assert "count stories" in found
    assert "count stories" not in text(page(client, "/facets/country?q=france"))


def test_the_other_versions_are_behind_a_link(client: FlaskClient) -> None:
    (more,) = page(client, "/search?q=lyon").cssselect(".versions a")
    assert text(more) == "and 2 more versions"
    opened = page(client, more.get("href"))
    assert len(titles(opened)) == 3
    assert "Storm over Lyon" not in titles(opened)
    chip = opened.cssselect(".chip")[-1]
    assert "Versions of" in text(chip)
    assert len(titles(page(client, chip.get("href")))) == 2


def test_a_switch_shows_each_article_by_itself_and_back(client: FlaskClient) -> None:
    (switch,) = page(client, "/search?q=lyon").cssselect("a.grouping")
    apart = page(client, switch.get("href"))
    assert len(titles(apart)) == 4
    assert text(apart.cssselect("#summary")[0]) == "4 articles"
    assert not apart.cssselect(".versions")
    (back,) = apart.cssselect("a.grouping")
    assert back.get("href") == "/search?q=lyon"


def test_the_form_keeps_the_story_and_the_switch(client: FlaskClient) -> None:
    for address in ("/search?q=lyon&story=post/1&group=article", "/articles/post/1?q=a&story=x"):
        form = page(client, address).forms[0]
        assert form.fields["story"] == address.partition("story=")[2].partition("&")[0]
        assert [name for name, _ in form.form_values()].count("story") == 1
    assert form.fields.get("group") is None


def test_a_result_without_versions_has_no_switch(client: FlaskClient) -> None:
    found = page(client, "/search?q=france")
    assert not found.cssselect(".grouping, .versions")
    assert "stories" not in text(found.cssselect("#summary")[0])


def test_an_article_lists_its_other_versions(client: FlaskClient) -> None:
    found = page(client, "/articles/echo/2")
    (listed,) = found.xpath("//section[@aria-labelledby='versions']")
    assert [text(link) for link in listed.cssselect("li > a")] == [
        "Flood in Lyon",
        "River floods Lyon",
    ]
    assert "The Post" in text(listed)
    assert "% of the text the same" in text(listed)
    similar = text(found.xpath("//section[@aria-labelledby='like']")[0])
    assert "River floods Lyon" not in similar
    assert not page(client, "/articles/mail/4").xpath("//section[@aria-labelledby='versions']")


def test_the_results_beside_an_article_are_stories(client: FlaskClient) -> None:
    found = page(client, "/articles/post/1?q=lyon&n=1")
    assert text(found.cssselect(".rank")[0]) == "1 of 2"
    apart = page(client, "/articles/post/1?q=lyon&group=article&n=1")
    assert text(apart.cssselect(".rank")[0]) == "1 of 4"


def test_programs_get_articles_unless_they_ask_for_stories(client: FlaskClient) -> None:
    plain = told(client, "/api/v1/search?q=lyon")
    assert plain["total"] == 4
    assert "stories" not in plain
    assert [hit["versions"] for hit in plain["hits"]] == [1] * 4
    grouped = told(client, "/api/v1/search?q=lyon&group=story&size=1")
    assert (grouped["total"], grouped["stories"]) == (4, 2)
    assert "group=story" in grouped["links"]["next"]
    assert told(client, grouped["links"]["next"])["links"]["next"] is None
    same = told(client, "/api/v1/search?story=mail/3")
    assert {hit["id"] for hit in same["hits"]} == {"post/1", "echo/2", "mail/3"}
    assert client.get("/api/v1/search?group=stories").status_code == 422


def test_programs_get_the_versions_of_an_article(client: FlaskClient) -> None:
    found = told(client, "/api/v1/articles/mail/3/versions")
    assert [version["id"] for version in found] == ["post/1", "echo/2"]
    assert all(0.5 < version["alike"] < 1 for version in found)
    assert told(client, "/api/v1/articles/mail/4/versions") == []
    assert client.get("/api/v1/articles/nobody/versions").status_code == 404
    one, other = VERSIONS[0], Document("notes/versions", "Notes", "Some notes.")
    odd = site((one, other)).test_client()
    assert told(odd, "/api/v1/articles/notes/versions")["id"] == "notes/versions"


def test_downloads_and_feeds_are_by_article_unless_asked(client: FlaskClient) -> None:
    def sent(address: str) -> list[str]:
        with client.get(address) as answer:
            return [json.loads(line)["id"] for line in answer.get_data(as_text=True).splitlines()]

    assert len(sent("/search.jsonl?q=lyon")) == 4
    assert len(sent("/search.jsonl?q=lyon&group=story")) == 2
    assert sorted(sent("/search.jsonl?story=post/1")) == ["echo/2", "mail/3", "post/1"]
    assert client.get("/search.atom?q=lyon").text.count("</entry>") == 4
    assert client.get("/search.atom?q=lyon&group=story").text.count("</entry>") == 2


def test_an_unknown_story_is_an_empty_result_that_can_be_left(client: FlaskClient) -> None:
    found = page(client, "/search?q=lyon&story=nobody")
    assert not titles(found)
    assert found.cssselect(".chip")[-1].get("href") == "/search?q=lyon"


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, site((*DOCUMENTS, *VERSIONS)), threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.browser
@pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Chromium is not installed")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_versions_open_and_close_in_place(address: str) -> None:
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with api.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        shown = browser.new_page(base_url=address)
        shown.set_default_timeout(8000)
        shown.goto("/search?q=lyon")
        shown.wait_for_selector("html[data-ready]")
        shown.click(".versions a")
        shown.wait_for_function("() => location.search.includes('story=')")
        shown.wait_for_function("() => document.querySelectorAll('.hit').length === 3")
        shown.go_back()
        shown.wait_for_function("() => document.querySelectorAll('.hit').length === 2")
        shown.click("a.grouping")
        shown.wait_for_function("() => document.querySelectorAll('.hit').length === 4")
        assert "group=article" in shown.url
        assert shown.inner_text("#announce") == "4 articles"
        browser.close()
