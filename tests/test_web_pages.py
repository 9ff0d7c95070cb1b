"""the pages: complete without JavaScript, safe, and never at a loss."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from archive_site import DOCUMENTS, archive, many, site
from flask.testing import FlaskClient
from lxml import html

from index.article import Document, Evidence, Span
from index.engines import open_index
from search.answer import Question
from search.results import Bucket
from web import create_app, reading
from web.compare import nice
from web.config import Config
from web.export import articles
from web.headers import POLICY
from web.histogram import chart


@pytest.fixture(scope="module")
def pages() -> FlaskClient:
    return site().test_client()


def page(client: FlaskClient, address: str) -> Any:
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 200, answer.text
    return html.document_fromstring(answer.text)


def titles(found: Any) -> list[str]:
    return [link.text_content().strip() for link in found.cssselect(".hit h2 a")]


def facet(found: Any, name: str) -> dict[str, Any]:
    rows = found.cssselect(f"#facet-{name} .value")
    return {row.get("data-name"): row for row in rows}


ADDRESSES = (
    "/", "/search", "/search?q=france+japan", "/search?q=nowhere", "/search?country=FR&country=-JP",
    "/search?q=ohio&country=JP", "/search?page=40", "/search?q=year:soon", "/help", "/api/docs",
    "/articles/wire/pact?q=france&n=1", "/articles/ar/1", "/facets/country?q=france",
    "/compare", "/compare?q=france&q=japan&years=share",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_has_inline_code_or_style_or_another_host(pages: FlaskClient, address: str) -> None:
    answer = pages.get(address)
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    found = html.document_fromstring(answer.text)
    assert not found.xpath("//@style | //style | //script[not(@src)] | //script[text()]")
    assert not [name for node in found.iter() for name in node.attrib if name.startswith("on")]
    loaded = found.xpath("//script/@src | //link[@rel='stylesheet']/@href | //img/@src")
    assert all(source.startswith("/") for source in loaded)
    assert len(found.xpath("//h1")) == 1
    assert found.xpath("//title")[0].text_content().strip()


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_link_of_a_page_leads_somewhere(pages: FlaskClient, address: str) -> None:
    found = page(pages, address)
    ids = set(found.xpath("//@id"))
    assert len(ids) == len(found.xpath("//@id"))
    for link in set(found.xpath("//a/@href")):
        if link.startswith("#"):
            assert link[1:] in ids
        elif link.startswith("/"):
            with pages.get(link.split("#")[0]) as answer:
                assert answer.status_code in (200, 302), link


def test_the_number_beside_a_value_is_what_its_link_finds(pages: FlaskClient) -> None:
    for ruled in ("country=-JP", "country=-FR&country=-DE", "topic=-politics+and+government"):
        address = f"/search?{ruled}&group=article"
        rows = page(pages, address).cssselect("aside .value:not(.excluded):not(.zero)")
        assert rows
        for row in rows:
            led = page(pages, row.cssselect("a.name")[0].get("href"))
            assert led.cssselect("#summary")[0].get("data-total") == row.get("data-count")


def test_titles_and_snippets_cannot_inject(pages: FlaskClient) -> None:
    evil = Document("x", "<img src=x onerror=alert(1)>", '<b>bold</b> & "quoted" words', "en")
    client = site((evil,)).test_client()
    for address in ("/search?q=bold", "/articles/x?q=<script>bold", "/search?q=<svg/onload=1>"):
        found = page(client, address)
        assert not found.xpath("//img | //b | //main//script")


def test_a_search_shows_what_each_article_is_and_links_to_it(pages: FlaskClient) -> None:
    found = page(pages, "/search?q=france+japan")
    assert titles(found) == ["France and Japan sign a pact"]
    hit = found.cssselect(".hit")[0]
    assert [mark.text for mark in hit.cssselect("h2 mark")] == ["France", "Japan"]
    text = hit.text_content()
    for told in ("The Wire", "about 2015", "English", "France", "Japan", "Conflict, war and peace"):
        assert told in text
    assert hit.cssselect("h2 a")[0].get("href") == "/articles/wire/pact?q=france+japan&n=1"


def test_values_are_chosen_left_out_and_taken_back_by_links(pages: FlaskClient) -> None:
    found = page(pages, "/search")
    japan = facet(found, "country")["Japan"].cssselect(".name")[0].get("href")
    found = page(pages, japan)
    assert len(titles(found)) == 2
    assert facet(found, "country")["Japan"].cssselect("input")[0].get("checked") is not None
    arabic = facet(found, "language")["Arabic"].cssselect(".not")[0].get("href")
    found = page(pages, arabic)
    assert titles(found) == ["France and Japan sign a pact"]
    chips = {re.sub(r"\W+", " ", c.text_content()).strip(): c for c in found.cssselect(".chip")}
    assert list(chips) == ["Country Japan Take away", "Language not Arabic Take away"]
    found = page(pages, chips["Country Japan Take away"].get("href"))
    assert len(titles(found)) == 5


def test_boxes_of_the_form_select_several_and_survive_a_new_query(pages: FlaskClient) -> None:
    found = page(pages, "/search?q=france&country=JP&lang=-ar")
    form = found.get_element_by_id("search")
    boxes = [
        (box.get("name"), box.get("value"))
        for box in found.xpath("//input[@form='search'][@checked]")
    ]
    assert boxes == [("country", "JP"), ("lang", "-ar")]
    assert form.get("method") == "get"
    assert form.cssselect("input[name=q]")[0].get("value") == "france"


def test_each_word_of_the_query_can_be_taken_away(pages: FlaskClient) -> None:
    found = page(pages, "/search?q=france+-japan")
    chips = [chip.get("href") for chip in found.cssselect(".chip")]
    assert chips == ["/search?q=-japan", "/search?q=france"]


def test_a_selected_value_stays_at_zero_and_unchosen_ones_are_dimmed(pages: FlaskClient) -> None:
    found = page(pages, "/search?q=ohio&country=JP")
    rows = facet(found, "country")
    assert rows["Japan"].cssselect(".count")[0].text == "0"
    assert "selected" in rows["Japan"].get("class")
    assert "zero" in rows["France"].get("class")
    assert "zero" not in rows["United States"].get("class")


def test_boxes_of_years_lead_to_the_address_with_a_range(pages: FlaskClient) -> None:
    answer = pages.get("/search?q=france&from=2016&to=2020&country=FR")
    assert answer.status_code == 302
    assert answer.location == "/search?q=france&country=FR&year=2016..2020"
    assert pages.get("/search?q=france&from=&to=").location == "/search?q=france"
    assert pages.get("/search?from=2020&to=2016").location == "/search?year=2016..2020"


def test_every_value_of_a_facet_can_be_found_by_name() -> None:
    client = site(many(40)).test_client()
    found = page(client, "/search")
    panel = found.get_element_by_id("facet-country")
    assert len(panel.cssselect(".value")) == 8
    full = page(client, panel.cssselect(".all")[0].get("href"))
    assert len(full.cssselect(".value")) == 20
    some = page(client, "/facets/country?find=united")
    names = [row.get("data-name") for row in some.cssselect(".value")]
    assert sorted(names) == ["United Kingdom", "United States"]
    counts = [
        (-int(row.get("data-count")), row.get("data-name")) for row in full.cssselect(".value")
    ]
    assert counts == sorted(counts)
    ordered = page(client, "/facets/country?order=name")
    names = [row.get("data-name") for row in ordered.cssselect(".value")]
    assert names == sorted(names)
    years = [row.get("data-name") for row in page(client, "/facets/year").cssselect(".value")]
    assert years == sorted(years, reverse=True)


def test_pages_of_results_are_walked_in_order() -> None:
    client = site(many(25)).test_client()
    address, seen = "/search?q=ship&sort=oldest", []
    while address:
        found = page(client, address)
        seen += titles(found)
        following = found.xpath("//a[@rel='next']/@href")
        address = following[0] if following else ""
    assert len(seen) == len(set(seen)) == 25


def test_empty_results_say_what_to_do(pages: FlaskClient) -> None:
    assert "Take a word away" in page(pages, "/search?q=qqqq").text_content()
    filtered = page(pages, "/search?q=ohio&country=JP")
    assert filtered.cssselect(".empty a")[0].get("href") == "/search?q=ohio"
    assert page(pages, "/search?page=40").cssselect(".empty a")[0].get("href") == "/search"


def test_an_empty_archive_says_how_to_fill_it() -> None:
    client = site(()).test_client()
    for address in ("/", "/search"):
        assert "dateline index FOLDER" in page(client, address).text_content()


def test_several_queries_are_all_asked_and_of_two_orders_none_is_taken(pages: FlaskClient) -> None:
    found = page(pages, "/search?q=france&q=germany&sort=newest&sort=oldest")
    assert found.cssselect("#q")[0].get("value") == "france germany"
    assert "several" in found.cssselect(".notice.warn")[0].text_content()
    assert found.cssselect(".sorts [aria-current]")[0].text_content() == "Best match"


def test_wrong_parameters_are_left_out_with_a_note(pages: FlaskClient) -> None:
    found = page(pages, "/search?q=france&country=Erewhon&size=0&page=x&utm_source=mail")
    notes = " ".join(note.text_content() for note in found.cssselect(".notice"))
    assert "country" in notes
    assert "size" in notes
    assert "utm" not in notes
    assert titles(found)


def test_what_was_not_understood_can_be_corrected_by_one_click(pages: FlaskClient) -> None:
    found = page(pages, "/search?q=contry:FR")
    link = found.cssselect(".notice a")[0]
    assert link.get("href") == "/search?q=country%3AFR"


def test_a_misspelt_word_is_met_with_another(pages: FlaskClient) -> None:
    found = page(pages, "/search?q=soldatten")
    assert found.cssselect(".suggestion a")[0].get("href") == "/search?q=soldaten"


def test_the_start_page_leads_into_the_archive(pages: FlaskClient) -> None:
    found = page(pages, "/")
    assert "6 articles in 3 languages, 2015 to 2020" in found.text_content()
    links = found.xpath("//a/@href")
    assert "/search?country=FR" in links
    assert "/search?year=2015..2015" in links


def test_an_article_marks_its_matches_but_not_in_furniture(pages: FlaskClient) -> None:
    found = page(pages, "/articles/wire/pact?q=france")
    marks = [mark.text_content() for mark in found.cssselect(".text mark")]
    assert marks[0] == "France"
    assert not found.cssselect(".furniture mark")
    folded = found.cssselect(".furniture")
    assert len(folded) == 1
    assert folded[0].get("open") is None
    assert "Photo: An Agency" in folded[0].text_content()
    assert "<script>alert(1)</script>" in found.cssselect(".text")[0].text_content()


def test_an_article_shows_the_words_each_facet_rests_on(pages: FlaskClient) -> None:
    found = page(pages, "/articles/wire/pact")
    reasons = found.cssselect(".reason")
    france = next(r for r in reasons if "France" in r.cssselect(".claimed")[0].text_content())
    assert "95%" in france.text_content()
    assert "name, adjective" in france.text_content()
    for link in found.cssselect(".words a"):
        anchor = found.get_element_by_id(link.get("href")[1:])
        words = anchor.getnext().text_content()
        assert words.casefold() == link.text_content().strip('“”"').casefold()


def test_an_article_leads_to_the_results_beside_it(pages: FlaskClient) -> None:
    first = page(pages, "/search?country=FR&sort=oldest")
    ids = [a.get("href").split("?")[0] for a in first.cssselect(".hit h2 a")]
    second = page(pages, first.cssselect(".hit h2 a")[1].get("href"))
    assert second.get_element_by_id("previous-result").get("href").split("?")[0] == ids[0]
    assert second.get_element_by_id("next-result").get("href").split("?")[0] == ids[2]
    assert second.cssselect(".beside .back")[0].get("href") == "/search?country=FR&sort=oldest"


def test_an_article_that_runs_right_to_left_says_so(pages: FlaskClient) -> None:
    found = page(pages, "/articles/ar/1")
    heading = found.cssselect(".story h1")[0]
    assert (heading.get("lang"), heading.get("dir")) == ("ar", "auto")


def test_only_web_addresses_become_links(pages: FlaskClient) -> None:
    assert not [h for h in page(pages, "/articles/us/game").xpath("//@href") if "javascript" in h]
    links = page(pages, "/articles/wire/talks").xpath("//@href")
    assert "https://news.example/talks?a=1&b=2" in links


def test_pages_that_are_not_there_are_pages(pages: FlaskClient) -> None:
    for address in ("/nowhere", "/articles/none", "/facets/none"):
        answer = pages.get(address)
        assert answer.status_code == 404
        assert "<h1>Not here</h1>" in answer.text


def test_the_page_of_the_api_tells_no_default_where_there_is_none(pages: FlaskClient) -> None:
    told = page(pages, "/api/docs").text_content()
    assert "None" not in told
    assert "One of story, article." in told


def test_the_help_has_examples_that_work(pages: FlaskClient) -> None:
    for link in page(pages, "/help").cssselect(".example"):
        found = page(pages, link.get("href"))
        assert not found.cssselect(".notice.warn")
        noted = found.cssselect(".notice:not(.suggestion):not(.offer)")
        assert all("No article has all" in note.text_content() for note in noted), link.get("href")


def test_a_feed_is_valid_and_follows_the_search(pages: FlaskClient) -> None:
    odd = Document("\x01", "A \x0b bell & <more>", "A bell\x00 rang.", "en", year=999)
    client = site((*DOCUMENTS, odd)).test_client()
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring(client.get("/search.atom?q=france").data)
    entries = feed.findall(f"{atom}entry")
    assert [entry.findtext(f"{atom}title") for entry in entries] == [
        "Talks between France and Germany",
        "France and Japan sign a pact",
    ]
    assert feed.findtext(f"{atom}updated") == "2017-01-08T00:00:00Z"
    ET.fromstring(client.get("/search.atom?q=bell").data)


def test_the_site_describes_itself_to_browsers(pages: FlaskClient) -> None:
    found = ET.fromstring(pages.get("/opensearch.xml").data)
    urls = found.findall("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert urls[0].get("template") == "http://localhost/search?q={searchTerms}&page={startPage?}"
    assert page(pages, "/").xpath("//link[@rel='search']/@href") == ["/opensearch.xml"]


def test_static_files_are_kept_by_their_version(pages: FlaskClient) -> None:
    sheet = page(pages, "/").xpath("//link[@rel='stylesheet']/@href")[0]
    with pages.get(sheet) as answer:
        assert "immutable" in answer.headers["Cache-Control"]


def test_shares_are_of_the_articles_that_pass_the_other_filters(pages: FlaskClient) -> None:
    found = page(pages, "/search?q=japan&country=FR&years=share")
    bars = {bar.get("data-low"): bar.text_content() for bar in found.cssselect(".bar")}
    assert bars["2015"] == "2015: 1 article, 50% of that time (1 estimated)"


def test_every_piece_of_a_text_is_kept_once() -> None:
    text = "Head\n\nOne two three.\nFour five.\n\nTail"
    document = Document(
        "a", "Head", text, "en",
        furniture=(Span(0, 4, "headline"), Span(len(text) - 4, len(text), "site")),
        evidence=(
            Evidence("topic", "sport", "terms", "text", 6, 13, "One two", 0.5),
            Evidence("topic", "sport", "terms", "text", 10, 19, "two three", 0.5),
        ),
    )  # fmt: skip
    made = reading.blocks(document, (Span(10, 13), Span(21, 25), Span(33, 37)))
    assert [block.kinds for block in made] == [("headline",), (), ("site",)]
    lines = ["".join(piece.text for piece in line) for b in made for line in b.paragraphs]
    assert lines == ["Head", "One two three.\nFour five.", "Tail"]
    assert reading.count(made) == 2
    begun = [n for b in made for line in b.paragraphs for p in line for n in p.begins]
    assert begun == [0, 1]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("It said\nit will.\n   He gave\nno date.", ["It said it will.", "He gave no date."]),
        ("One line.\nAnother line.\nA third.", ["One line.", "Another line.", "A third."]),
        ("A line\nruns on.\n\nThe next\ntoo.", ["A line runs on.", "The next too."]),
        (f"{'x' * 101}\nand another\nand more", ["x" * 101, "and another", "and more"]),
    ],
)
def test_lines_that_were_wrapped_by_hand_are_one_paragraph(
    text: str, paragraphs: list[str]
) -> None:
    made = reading.blocks(Document("a", "", text), ())
    lines = ["".join(piece.text for piece in line) for b in made for line in b.paragraphs]
    assert [" ".join(line.split()) for line in lines] == paragraphs


def test_a_chart_covers_any_span_of_years() -> None:
    assert chart([Bucket("unknown", 3)]) is None
    one = chart([Bucket("2020", 3)])
    assert one is not None
    assert [bar.count for bar in one.bars] == [3]
    wide = chart([Bucket("1", 1), Bucket("2026", 2), Bucket("9999", 1, estimated=1)])
    assert wide is not None
    assert len(wide.bars) <= 101
    assert sum(bar.count for bar in wide.bars) == 4


def test_settings_are_read_from_the_environment() -> None:
    config = Config.from_environment({"DATELINE_INDEX": "whoosh:a", "DATELINE_PROXIES": "1"})
    assert (config.index, config.proxies, config.refresh) == ("whoosh:a", 1, 0.5)
    with pytest.raises(ValueError, match="DATELINE_REFRESH"):
        Config.from_environment({"DATELINE_REFRESH": "soon"})


def test_the_whole_result_is_downloaded_in_its_order() -> None:
    client = site(many(1203)).test_client()
    asked = "q=ship&sort=oldest&country=FR&country=JP"
    lines = [json.loads(line) for line in client.get(f"/search.jsonl?{asked}").text.splitlines()]
    total = client.get(f"/api/v1/search?{asked}").json
    assert total is not None
    assert len({line["id"] for line in lines}) == len(lines) == total["total"]
    assert [line["year"] for line in lines] == sorted(line["year"] for line in lines)
    whole = client.get("/search.jsonl").text.splitlines()
    assert len({json.loads(line)["id"] for line in whole}) == len(whole) == 1203


def test_a_download_stays_at_one_commit_while_the_index_changes() -> None:
    before = many(1203)
    url, searcher = archive(before)
    sent = articles(searcher, Question(sort="oldest"))
    first = [next(sent) for _ in range(501)]
    with open_index(url).write() as writer:
        for document in before[:700]:
            writer.delete(document.id)
        writer.add(Document("new", "A new ship", "It sails.", "en", year=1900))
    assert searcher.refresh()
    ids = [document.id for document in (*first, *sent)]
    assert sorted(ids) == sorted(document.id for document in before)
    assert searcher.article("new")


def test_a_download_is_sent_in_pieces(pages: FlaskClient) -> None:
    with pages.get("/search.jsonl") as answer:
        assert answer.is_streamed


def test_slow_downloads_leave_room_for_others() -> None:
    client = site().test_client()
    with client.get("/search.csv"), client.get("/search.jsonl"):
        refused = client.get("/search.csv")
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
        assert client.get("/search").status_code == 200
    for _ in range(3):
        with client.get("/search.csv") as answer:
            assert answer.status_code == 200


def test_a_table_runs_nothing_in_a_spreadsheet() -> None:
    evil = Document("a", '=HYPERLINK("x")', 'One,\n"two" words.', "en", ("FR", "JP"))
    text = site((evil,)).test_client().get("/search.csv").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows[0]["title"] == '\'=HYPERLINK("x")'
    assert rows[0]["countries"] == "FR; JP"
    assert rows[0]["text"] == evil.text


@pytest.mark.parametrize("place", ["search.csv", "search.jsonl", "search.atom", "compare.csv"])
def test_a_file_refuses_what_it_does_not_understand(pages: FlaskClient, place: str) -> None:
    answer = pages.get(f"/{place}?q=france&country=Francee")
    assert answer.status_code == 400
    assert "did you mean" in answer.text


@pytest.mark.parametrize("place", ["search", "facets/topic", "compare"])
def test_a_page_says_which_filter_it_left_out(pages: FlaskClient, place: str) -> None:
    (told,) = page(pages, f"/{place}?q=france&country=Francee").cssselect(".notice.warn")
    assert told.text_content().startswith("country must be")


def test_an_article_tells_what_else_its_source_says() -> None:
    said = {
        "shelf": "B 12",
        "pages": [3, 4],
        "tags": ["a", "<b>"],
        "none": None,
        "long": "x" * 9000,
    }
    client = site((Document("a", "A", "a story", extra=said),)).test_client()
    terms = page(client, "/articles/a").cssselect(".provenance dl > *")
    assert [term.text_content() for term in terms] == [
        "shelf", "B 12", "pages", "[3, 4]", "tags", "a, <b>", "long", "x" * 500,
    ]  # fmt: skip
    assert not page(site().test_client(), "/articles/wire/pact").cssselect(".provenance dl")


def test_an_article_is_quoted_in_three_forms(pages: FlaskClient) -> None:
    text = pages.get("/cite/txt/wire/talks").text
    assert text == (
        "“Talks between France and Germany”. The Wire. January 8, 2017."
        " https://news.example/talks?a=1&b=2.\n"
    )
    item = json.loads(pages.get("/cite/json/wire/talks").text)[0]
    assert item["issued"] == {"date-parts": [[2017, 1, 8]]}
    assert item["type"] == "article-newspaper"
    assert json.loads(pages.get("/cite/json/wire/pact").text)[0]["issued"]["circa"] is True
    bib = pages.get("/cite/bib/wire/talks").text
    assert bib.startswith("@article{thewire2017,\n")
    assert "  title = {{Talks between France and Germany}}," in bib
    assert bib.count("{") == bib.count("}")


def test_a_quoted_search_tells_when_the_index_has_changed() -> None:
    url, searcher = archive()
    client = create_app(searcher, Config(refresh=0.0)).test_client()
    quoted = page(client, "/search?q=france").cssselect(".cite a")[0].get("href")
    assert "another state" not in client.get(quoted).text
    with open_index(url).write() as writer:
        writer.delete("us/game")
    assert "another state" in client.get(quoted).text


def test_searches_are_compared_over_the_years_in_numbers_and_shares(pages: FlaskClient) -> None:
    found = page(pages, "/compare?q=france&q=japan&q=+&q=france")
    table = [[cell.text_content() for cell in line] for line in found.cssselect(".numbers tr")]
    assert table == [["Year", "france", "japan"], ["2017", "1", "0"], ["2016", "0", "0"],
                     ["2015", "1", "1"]]  # fmt: skip
    assert len(found.cssselect("polyline")) == 2
    shares = page(pages, "/compare?q=france&q=japan&years=share")
    assert shares.cssselect(".numbers tr:last-child td")[0].text_content() == "50%"
    text = pages.get("/compare.csv?q=france&q=japan").data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["year", "count: france", "share: france", "count: japan", "share: japan"]
    assert rows[1] == ["2015", "1", "0.5", "1", "0.5"]


def test_a_comparison_keeps_the_filters_and_has_empty_states(pages: FlaskClient) -> None:
    found = page(pages, "/compare?q=france&q=japan&country=DE")
    assert found.xpath("//form//input[@name='country']/@value") == ["DE"]
    assert "country=DE" in found.cssselect(".numbers td a")[0].get("href")
    assert "at least two" in page(pages, "/compare").text_content()
    assert "None of these" in page(pages, "/compare?q=qqqq").text_content()


@pytest.mark.parametrize(("value", "top"), [(0, 1), (7, 8), (11, 12), (100, 100), (0.03, 0.032)])
def test_an_axis_ends_at_a_round_number(value: float, top: float) -> None:
    assert nice(value) == pytest.approx(top)


def test_a_word_that_names_a_country_offers_it_as_a_facet(pages: FlaskClient) -> None:
    (offer,) = page(pages, "/search?q=frankrijk").cssselect(".notice.offer")
    assert "France" in offer.text_content()
    (link,) = offer.cssselect("a")
    assert page(pages, link.get("href")).cssselect(".chip")


def test_a_hit_of_a_relaxed_answer_tells_what_it_lacks(pages: FlaskClient) -> None:
    lacking = page(pages, "/search?q=france+xyzzyplugh").cssselect(".hit s")
    assert {word.text_content() for word in lacking} == {"xyzzyplugh"}


def test_a_search_page_and_all_it_loads_stay_under_60_kilobytes() -> None:
    client = site(many(300)).test_client()
    packed = {"Accept-Encoding": "gzip"}
    answer = client.get("/search?q=ship", headers=packed)
    found = page(client, "/search?q=ship")
    loaded = set(found.xpath("//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href"))
    loaded |= {use.split("#")[0] for use in found.xpath("//use/@href")}
    loaded |= {f"/static/{name}.js" for name in ("keys", "results", "brush", "suggest")}
    size = len(answer.data)
    for address in loaded:
        with client.get(address, headers=packed) as sent:
            assert sent.status_code == 200
            size += len(sent.data)
    assert size < 60_000


def test_browsers_and_crawlers_find_what_they_ask_for_unasked(pages: FlaskClient) -> None:
    with pages.get("/favicon.ico") as icon:
        assert icon.status_code == 200
        assert icon.data.startswith(b"\0\0\1\0")
    robots = pages.get("/robots.txt").text
    assert "Disallow: /search" in robots
    assert "/articles" not in robots


@pytest.mark.parametrize(("path", "kind"), [("/search", "text/html"), ("/api/v1/search", "json")])
def test_an_endless_search_is_told_in_few_bytes_what_to_do(
    pages: FlaskClient, path: str, kind: str
) -> None:
    answer = pages.get(f"{path}?q={'word+' * 20_000}")
    assert answer.status_code == 414
    assert kind in answer.content_type
    assert "A few telling words" in answer.text
    assert len(answer.data) < 8_000


def test_a_failure_is_told_in_the_language_of_the_reader(pages: FlaskClient) -> None:
    page = pages.get("/nothing", headers={"Accept-Language": "de"})
    assert page.status_code == 404
    assert "Unter dieser Adresse ist nichts." in page.text


@pytest.mark.parametrize("word", ["ship ", "船"])
def test_a_pasted_page_of_text_is_read_as_far_as_links_can_carry_it(
    pages: FlaskClient, word: str
) -> None:
    answer = pages.get("/search", query_string={"q": word * (60_000 // len(quote(word)))})
    assert answer.status_code == 200
    assert "Only the first" in answer.text
    assert len(answer.data) < 5_000_000
    assert len(gzip.compress(answer.data)) < 200_000


def test_a_match_at_the_end_of_a_very_long_article_is_marked() -> None:
    long = Document(
        "long", "A long report", "No news today. " * 20_000 + "Then came a zeppelin.", "en"
    )
    found = page(site((long,)).test_client(), "/articles/long?q=zeppelin")
    assert [mark.text_content() for mark in found.xpath("//mark")] == ["zeppelin"]


def test_what_is_not_known_at_all_is_given_no_figure(pages: FlaskClient) -> None:
    silent = Evidence("country", "unknown", "derived", "text", 0, 0, "", 0.0)
    sure = Evidence("language", "en", "derived", "text", 0, 0, "", 0.5)
    shown = page(
        site((Document("d", "T", "Words.", "en", evidence=(silent, sure)),)).test_client(),
        "/articles/d",
    )
    assert [found.text_content() for found in shown.cssselect(".reason .sure")] == ["50%"]
    told = [found.text_content() for found in shown.cssselect(".reason .rule")]
    assert told == ["the text does not say", "derived from the text"]
