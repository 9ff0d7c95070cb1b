"""the JSON API: what it answers, and how it says that something is wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from archive_site import DOCUMENTS, archive, many, site
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from marshmallow import Schema

from index.article import Document
from index.engine import EngineUnavailable, IndexDamaged, IndexMissing, Stats
from index.engines import open_index
from search.query import Request
from search.results import Hit, Results
from search.searcher import Searcher
from web import create_app, schemas
from web.config import Config


@pytest.fixture(scope="module")
def api() -> FlaskClient:
    return site().test_client()


def get(client: FlaskClient, path: str, *pairs: tuple[str, str]) -> Any:
    answer = client.get(path, query_string=list(pairs) or None)
    assert answer.status_code == 200, answer.text
    return answer.json


def search(client: FlaskClient, *pairs: tuple[str, str]) -> Any:
    return get(client, "/api/v1/search", *pairs)


def counts(found: Any, facet: str) -> dict[str, int]:
    return {bucket["value"]: bucket["count"] for bucket in found["facets"][facet]}


def test_a_search_answers_in_the_published_shape(api: FlaskClient) -> None:
    found = search(api, ("q", "france japan"))
    assert list(found) == [
        "query", "total", "took_ms", "page", "size", "sort",
        "hits", "facets", "suggestion", "suggestion_total", "links",
    ]  # fmt: skip
    assert found["query"]["text"] == "france japan"
    assert found["query"]["filters"] == {}
    assert list(found["facets"]) == ["country", "region", "year", "topic", "language"]
    hit = found["hits"][0]
    assert hit["id"] == "wire/pact"
    assert hit["countries"] == ["FR", "JP"]
    assert (hit["year"], hit["year_estimated"]) == (2015, True)
    assert hit["url"] is None
    assert hit["score"] > 0
    assert "<mark>France</mark>" in hit["snippet"]


def test_records_have_the_fields_that_the_description_names(api: FlaskClient) -> None:
    found = search(api, ("q", "france (japan"), ("group", "story"))
    described: list[tuple[type[Schema], Any]] = [
        (schemas.AnswerSchema, found),
        (schemas.QuerySchema, found["query"]),
        (schemas.CorrectionSchema, found["query"]["corrections"][0]),
        (schemas.HitSchema, found["hits"][0]),
        (schemas.FacetsSchema, found["facets"]),
        (schemas.BucketSchema, found["facets"]["country"][0]),
        (schemas.LinksSchema, found["links"]),
    ]
    for schema, record in described:
        assert set(record) == set(schema().fields), schema


def test_a_snippet_is_safe_html(api: FlaskClient) -> None:
    snippet = search(api, ("q", "pact signed"))["hits"][0]["snippet"]
    assert "<script>" not in snippet
    assert "&lt;script&gt;" in snippet


def test_values_of_one_facet_mean_any_and_facets_mean_all(api: FlaskClient) -> None:
    either = search(api, ("country", "JP"), ("country", "DE"))
    assert {hit["id"] for hit in either["hits"]} == {"wire/pact", "wire/talks", "ar/1"}
    both = search(api, ("country", "JP"), ("country", "DE"), ("lang", "ar"))
    assert [hit["id"] for hit in both["hits"]] == ["ar/1"]


def test_a_leading_minus_excludes(api: FlaskClient) -> None:
    found = search(api, ("country", "FR"), ("country", "-JP"))
    assert {hit["id"] for hit in found["hits"]} == {"wire/talks", "nl/leger"}
    bucket = next(b for b in found["facets"]["country"] if b["value"] == "JP")
    assert bucket["excluded"] is True


@pytest.mark.parametrize(
    ("name", "value", "same"),
    [
        ("country", "Frankrijk", "FR"),
        ("country", "-日本", "-JP"),
        ("country", "fr", "FR"),
        ("lang", "Dutch", "nl"),
        ("lang", "العربية", "ar"),
        ("lang", "nl-BE", "nl"),
        ("country", "USA", "US"),
        ("topic", "Konflikte, Krieg und Frieden", "conflict, war and peace"),
    ],
)
def test_values_are_taken_by_their_names_in_any_language(
    api: FlaskClient, name: str, value: str, same: str
) -> None:
    called = api.get("/api/v1/search", query_string={name: value}).json
    coded = api.get("/api/v1/search", query_string={name: same}).json
    assert called is not None
    assert coded is not None
    assert called["total"] == coded["total"] > 0
    assert called["query"]["filters"] == coded["query"]["filters"]


def test_facet_counts_ignore_their_own_filter(api: FlaskClient) -> None:
    free, chosen = search(api), search(api, ("country", "JP"))
    assert counts(free, "country") == counts(chosen, "country")
    assert counts(chosen, "language") == {"en": 1, "ar": 1}


def test_a_selected_value_is_listed_at_zero(api: FlaskClient) -> None:
    found = search(api, ("q", "ohio"), ("country", "JP"))
    assert found["total"] == 0
    japan = next(b for b in found["facets"]["country"] if b["value"] == "JP")
    assert (japan["count"], japan["selected"], japan["label"]) == (0, True, "Japan")


@pytest.mark.parametrize(
    ("year", "ids"),
    [
        ("2015..2016", {"wire/pact", "ar/1", "us/game"}),
        ("2017..", {"wire/talks", "nl/leger"}),
        ("..2015", {"wire/pact", "ar/1"}),
        (">2016", {"wire/talks", "nl/leger"}),
        ("<=2015", {"wire/pact", "ar/1"}),
        ("2020", {"nl/leger"}),
        ("unknown", {"odd//id ?#%"}),
    ],
)
def test_years_are_single_or_ranges(api: FlaskClient, year: str, ids: set[str]) -> None:
    assert {hit["id"] for hit in search(api, ("year", year))["hits"]} == ids


def test_estimated_years_can_be_left_out(api: FlaskClient) -> None:
    found = search(api, ("year", "2015"), ("dated", "stated"))
    assert [hit["id"] for hit in found["hits"]] == ["ar/1"]


def test_pages_link_to_each_other() -> None:
    client = site(many(25)).test_client()
    first = search(client, ("q", "ship"), ("sort", "oldest"))
    assert first["links"]["previous"] is None
    seen, address = [hit["id"] for hit in first["hits"]], first["links"]["next"]
    while address:
        page = get(client, address)
        seen += [hit["id"] for hit in page["hits"]]
        address = page["links"]["next"]
    assert len(seen) == len(set(seen)) == 25


def test_a_page_beyond_the_end_is_empty_with_the_right_total(api: FlaskClient) -> None:
    found = search(api, ("page", "9"))
    assert (found["total"], found["hits"], found["links"]["next"]) == (len(DOCUMENTS), [], None)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("size", "0", "from 1 to 100"),
        ("size", "many", "number"),
        ("page", "0", "from 1 to"),
        ("sort", "best", "relevance, newest, oldest"),
        ("country", "Frnce", "did you mean 'France'?"),
        ("country", "Erewhon", "by code or name"),
        ("region", "Sahell", "did you mean 'Sahel'?"),
        ("lang", "Dutsch", "did you mean 'Dutch'?"),
        ("year", "soon", "2015..2020"),
        ("year", "2020..2015", "write 2015..2020"),
        ("lang", "?!", "language by code or name"),
        ("dated", "maybe", "stated"),
        ("year", ">soon", "2015..2020"),
        ("contry", "FR", "did you mean 'country'"),
    ],
)
def test_a_wrong_parameter_is_named_with_what_is_right(
    api: FlaskClient, name: str, value: str, says: str
) -> None:
    answer = api.get("/api/v1/search", query_string={name: value})
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert answer.json is not None
    assert answer.json["status"] == 422
    assert [fault["parameter"] for fault in answer.json["errors"]] == [name]
    assert says in answer.json["errors"][0]["detail"]


@pytest.mark.parametrize("address", ["search?q=a&q=b", "search?page=1&page=2", "suggest?q=a&q=b"])
def test_several_values_of_what_takes_one_are_refused(api: FlaskClient, address: str) -> None:
    answer = api.get(f"/api/v1/{address}")
    assert answer.status_code == 422
    assert answer.json is not None
    assert "takes one value" in answer.json["errors"][0]["detail"]


def test_no_address_takes_a_parameter_that_it_does_not_know(api: FlaskClient) -> None:
    of_an_article = (
        "articles/ar/1?n=3",
        "articles/ar/1/similar?seize=3",
        "articles/ar/1/versions?n=3",
    )
    for path in ("suggest?query=f", "stats?country=FR", *of_an_article):
        answer = api.get(f"/api/v1/{path}")
        assert answer.status_code == 422
        assert "is not a parameter here" in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api/v1/nothing", 404), ("/api/", 404), ("/api/v1/articles/none", 404)],
)
def test_errors_under_api_are_problems(api: FlaskClient, path: str, status: int) -> None:
    answer = api.get(path)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.json is not None
    assert set(answer.json) >= {"type", "title", "status", "detail"}


@pytest.mark.parametrize("path", ["/", "/search.atom?q=france", "/api/v1/stats", "/no"])
@pytest.mark.parametrize("host", ["a" * 70, "a..b", "évil", '"><script>', "a b", ":80"])
def test_no_host_is_an_error_of_ours(api: FlaskClient, path: str, host: str) -> None:
    answer = api.get(path, headers={"Host": host})
    assert answer.status_code in (200, 400, 404)
    assert "<script>" not in answer.text.replace("<script type", "")
    assert "http:///" not in answer.text


def test_another_method_is_refused_and_the_right_one_named(api: FlaskClient) -> None:
    answer = api.post("/api/v1/search")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200) | st.text(alphabet='"()*~:-|? ORNTAD', max_size=60))
def test_no_query_causes_an_error(text: str) -> None:
    client = _SHARED.test_client()
    for path in ("/api/v1/search", "/api/v1/suggest", "/search", "/search.atom"):
        assert client.get(path, query_string={"q": text}).status_code == 200


_SHARED = site()


def test_bytes_that_are_not_utf8_are_no_error(api: FlaskClient) -> None:
    assert api.get("/api/v1/search?q=%ff%fe%00&country=%C3%28").status_code in (200, 422)
    assert api.get("/search?q=%ff%fe%00&country=%C3%28").status_code == 200


def test_a_corrected_query_is_told_with_its_place(api: FlaskClient) -> None:
    found = search(api, ("q", "france contry:JP"))
    note = found["query"]["corrections"][0]
    assert set(note) == {"start", "end", "message", "correction"}
    assert "france contry:JP"[note["start"] : note["end"]] == "contry:JP"
    assert note["correction"] == "country:JP"


def test_words_that_no_article_shares_are_loosened(api: FlaskClient) -> None:
    found = search(api, ("q", "france ohio"))
    assert found["query"]["relaxed"] is True
    assert found["total"] == 3


def test_an_article_is_given_whole_with_its_evidence(api: FlaskClient) -> None:
    found = get(api, "/api/v1/articles/wire/pact")
    assert found["text"] == DOCUMENTS[0].text
    assert found["furniture"][0] == {"start": 0, "end": 28, "kind": "headline"}
    for item in found["evidence"]:
        if item["place"] == "text":
            assert found["text"][item["start"] : item["end"]] == item["words"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.id)
def test_every_id_has_an_address_that_works(api: FlaskClient, document: Document) -> None:
    link = next(h["link"] for h in search(api, ("size", "50"))["hits"] if h["id"] == document.id)
    assert get(api, link)["id"] == document.id


def test_similar_articles_do_not_hold_the_article_itself(api: FlaskClient) -> None:
    found = get(api, "/api/v1/articles/wire/pact/similar")
    assert found
    assert "wire/pact" not in {hit["id"] for hit in found}


def test_an_id_may_end_as_the_address_of_similar_articles_does() -> None:
    first, second = DOCUMENTS[0], replace(DOCUMENTS[1], id="notes/similar")
    client = site((first, second)).test_client()
    assert get(client, "/api/v1/articles/notes/similar")["id"] == "notes/similar"
    similar = get(client, "/api/v1/articles/notes/similar/similar")
    assert "notes/similar" not in {hit["id"] for hit in similar}
    assert client.get("/api/v1/articles/wire/similar").status_code == 404


def test_typing_is_completed(api: FlaskClient) -> None:
    found = get(api, "/api/v1/suggest", ("q", "fran"))
    assert {"kind": "word", "text": "France"} in [
        {"kind": c["kind"], "text": c["text"]} for c in found
    ]


def test_stats_say_what_the_archive_holds(api: FlaskClient) -> None:
    found = get(api, "/api/v1/stats")
    assert found["documents"] == len(DOCUMENTS)
    assert found["facets"]["language"] == {"en": 4, "nl": 1, "ar": 1}


def test_the_description_names_every_address_and_parameter(api: FlaskClient) -> None:
    found = get(api, "/api/openapi.json")
    assert found["openapi"].startswith("3.")
    assert set(found["paths"]) == {
        "/api/v1/search",
        "/api/v1/articles/{id}",
        "/api/v1/articles/{id}/similar",
        "/api/v1/articles/{id}/versions",
        "/api/v1/suggest",
        "/api/v1/stats",
    }
    named = {p["name"] for p in found["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert named == {
        "q", "country", "region", "year", "topic", "lang", "dated", "group", "story", "sort",
        "page", "size",
    }  # fmt: skip


def test_the_description_matches_what_is_answered(api: FlaskClient) -> None:
    shapes = get(api, "/api/openapi.json")["components"]["schemas"]
    found = search(api, ("q", "france"))
    assert set(shapes["Answer"]["properties"]) == {*found, "stories"}
    assert "stories" in search(api, ("q", "france"), ("group", "story"))
    assert set(shapes["Hit"]["properties"]) == set(found["hits"][0])
    assert set(shapes["Bucket"]["properties"]) == set(found["facets"]["country"][0])
    assert set(shapes["Article"]["properties"]) == set(get(api, "/api/v1/articles/ar/1"))


def test_the_description_has_no_shape_that_nothing_answers_in(api: FlaskClient) -> None:
    description = api.get("/api/openapi.json").text
    shapes = get(api, "/api/openapi.json")["components"]["schemas"]
    assert [name for name in shapes if f'schemas/{name}"' not in description] == []


def test_an_unchanged_answer_is_not_sent_again(api: FlaskClient) -> None:
    first = api.get("/api/v1/search?q=france")
    again = api.get("/api/v1/search?q=france", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = api.get("/api/v1/search?q=japan", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


def test_a_new_commit_is_served_without_a_restart() -> None:
    url, searcher = archive()
    client = create_app(searcher, Config(refresh=0.0)).test_client()
    before = client.get("/api/v1/search?q=france")
    with open_index(url).write() as writer:
        writer.add(replace(DOCUMENTS[0], id="new", title="France again"))
    after = client.get("/api/v1/search?q=france", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.json is not None
    assert before.json is not None
    assert after.json["total"] == before.json["total"] + 1


def test_an_answer_is_tagged_with_the_state_that_its_request_began_with() -> None:
    url, searcher = archive()
    app = create_app(searcher, Config(refresh=0.0))
    shown = app.extensions["dateline"]

    @app.before_request
    def a_commit_comes_in_between() -> None:
        if searcher.article("new") is None:
            with open_index(url).write() as writer:
                writer.add(replace(DOCUMENTS[0], id="new"))
            shown.refresh()

    client = app.test_client()
    state = shown.state
    before = client.get("/api/v1/stats")
    assert shown.state != state
    held = {"If-None-Match": before.headers["ETag"]}
    assert client.get("/api/v1/stats", headers=held).status_code == 200


class Failing:
    """A searcher whose engine fails in one way."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def search(self, request: Request) -> Results:
        raise self.error

    def article(self, id: str) -> Document | None:
        raise self.error

    def similar(self, id: str, limit: int = 5) -> tuple[Hit, ...]:
        raise self.error

    def versions(self, id: str, limit: int = 50) -> tuple[Document, ...]:
        raise self.error

    def pinned(self) -> Searcher:
        raise self.error

    def words(self, prefix: str, limit: int = 10) -> tuple[tuple[str, int], ...]:
        raise self.error

    def near(self, word: str, edits: int = 1, limit: int = 10) -> tuple[tuple[str, int], ...]:
        raise self.error

    def languages(self) -> tuple[str, ...]:
        raise self.error

    def stats(self) -> Stats:
        raise self.error

    def refresh(self) -> bool:
        raise self.error

    def close(self) -> None:
        """Nothing to let go of."""


@pytest.mark.parametrize(
    "error", [IndexMissing("gone"), IndexDamaged("secret /path"), EngineUnavailable("down")]
)
@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/search?q=a",
        "/api/v1/articles/a",
        "/api/v1/articles/a/versions",
        "/api/v1/stats",
        "/search?q=a",
        "/export.csv?q=a",
        "/",
    ],
)
def test_a_failing_engine_is_503_and_tells_no_path(error: Exception, path: str) -> None:
    client = create_app(Failing(error), Config()).test_client()
    answer = client.get(path)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "secret" not in answer.text
    assert ("problem+json" in answer.content_type) == path.startswith("/api/")


def test_a_bug_is_500_without_a_traceback() -> None:
    client = create_app(Failing(RuntimeError("inner detail")), Config()).test_client()
    answer = client.get("/api/v1/search?q=a")
    assert answer.status_code == 500
    assert answer.content_type == "application/problem+json"
    assert "inner detail" not in answer.text
    assert "Traceback" not in answer.text


def test_health_does_not_need_the_index_and_readiness_does() -> None:
    client = create_app(Failing(IndexMissing("gone")), Config()).test_client()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    assert client.get("/metrics").status_code == 200


def test_meters_count_requests_and_articles(api: FlaskClient) -> None:
    search(api, ("q", "france"))
    text = api.get("/metrics").text
    assert 'dateline_requests_total{endpoint="api.search",status="200"}' in text
    assert f"dateline_index_documents {len(DOCUMENTS)}.0" in text
    assert 'dateline_request_seconds_bucket{endpoint="api.search"' in text


def test_text_is_sent_as_it_is_and_compressed_when_asked(api: FlaskClient) -> None:
    plain = api.get("/api/v1/articles/ar/1")
    assert "فرنسا" in plain.data.decode()
    packed = api.get("/api/v1/search", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(api.get("/api/v1/search").data) / 2
    json.loads(plain.data)
