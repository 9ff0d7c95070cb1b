import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from index.article import Document
from index.engines import open_index
from search.cli import search_command
from search.exchange import cell


@pytest.fixture(scope="module")
def index() -> str:
    url = "whoosh::command"
    with open_index(url).write(rebuild=True) as writer:
        writer.add(
            Document(
                "a/1",
                "=Peace & war",
                "War came, and then <peace>. " * 3,
                language="en",
                countries=("FR", "JP"),
                year=2015,
                topics=("conflict, war and peace",),
            )
        )
        writer.add(
            Document("a/2", "Sport", "A match.", language="en", countries=("FR",), year=2020)
        )
    return url


def run(index: str, *arguments: str) -> Result:
    return CliRunner().invoke(search_command, [*arguments, "--index", index])


def test_a_table_shows_what_was_found(index: str) -> None:
    result = run(index, "war")
    assert result.exit_code == 0
    assert "1 article (" in result.output
    assert "=Peace & war" in result.output
    assert "2015 · France, Japan · conflict, war and peace" in " ".join(result.output.split())


@pytest.mark.parametrize("shape", ["table", "json", "csv"])
def test_bytes_that_are_no_text_in_the_query_do_no_harm(index: str, shape: str) -> None:
    assert run(index, "\udcff", "war", "--format", shape).exit_code == 0


def test_json_has_the_shape_of_the_api(index: str) -> None:
    result = run(index, "war", "country:FR", "--year", "2010..2016", "--format", "json")
    answer = json.loads(result.output)
    assert answer["query"]["parsed"] == "war country:FR"
    assert answer["query"]["filters"] == {"year": {"from": 2010, "to": 2016}}
    assert answer["total"] == 1
    assert answer["hits"][0]["countries"] == ["FR", "JP"]
    assert "<mark>War</mark> came, and then &lt;peace&gt;." in answer["hits"][0]["snippet"]
    assert {"value": "FR", "label": "France", "count": 1, "selected": False, "excluded": False,
            "estimated": 0} in answer["facets"]["country"]  # fmt: skip


def test_a_cell_is_text_that_no_spreadsheet_runs() -> None:
    for beginning in "=+-@\t\r\n＝＋－＠":
        assert cell(f"{beginning}1") == f"'{beginning}1"
    assert cell(("=1", "b")) == "'=1; b"
    assert [cell(value) for value in (-1.5, None, True, "a=1")] == ["-1.5", "", "true", "a=1"]


def test_csv_has_a_row_for_each_article_and_no_formula(index: str) -> None:
    rows = list(csv.DictReader(StringIO(run(index, "war", "--format", "csv").output)))
    assert [(row["id"], row["countries"], row["title"]) for row in rows] == [
        ("a/1", "FR; JP", "'=Peace & war")
    ]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--country", "JP"], {"a/1"}),
        (["--country", "Japon"], {"a/1"}),
        (["--country", "JP", "--country", "FR"], {"a/1", "a/2"}),
        (["--country=-JP"], {"a/2"}),
        (["--year", "2020"], {"a/2"}),
        (["--year", "2015,2020"], {"a/1", "a/2"}),
        (["--year", ">2015"], {"a/2"}),
        (["--year", "..2015"], {"a/1"}),
        (["--topic", "conflict"], {"a/1"}),
        (["--topic", "unknown"], {"a/2"}),
        (["--lang", "Dutch"], set()),
        (["--limit", "1", "--page", "2", "--sort", "oldest"], {"a/2"}),
    ],
)
def test_options_narrow_what_is_found(index: str, arguments: list[str], found: set[str]) -> None:
    result = run(index, "", *arguments, "--format", "json")
    assert {hit["id"] for hit in json.loads(result.output)["hits"]} == found


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--country", "Frnace"], "Did you mean “France”?"),
        (["--country", "Atlantis"], "Give a code as in FR"),
        (["--year", "20155"], "2015..2020"),
        (["--year=-2015..2016"], "2015..2020"),
        (["--year", "2015", "--year", "2017.."], "not both"),
        (["--year", "..2001", "--year", "2017.."], "not two"),
        (["--topic", "sprot"], "Did you mean “sport”?"),
        (["--lang", "Duch"], "Did you mean “Dutch”?"),
        (["--sort", "best"], "relevance"),
        (["--limit", "-1"], "0<=x"),
    ],
)
def test_a_wrong_option_is_a_usage_error_that_says_what_would_be_right(
    index: str, arguments: list[str], message: str
) -> None:
    result = run(index, "war", *arguments)
    assert result.exit_code == 2
    assert message in result.output


def test_a_missing_index_says_how_to_make_one(tmp_path: Path) -> None:
    result = run(f"whoosh:{tmp_path / 'nothing'}", "war")
    assert result.exit_code == 1
    assert f"dateline index FOLDER --index whoosh:{tmp_path}" in result.output


def test_an_unknown_engine_is_said_in_one_line() -> None:
    result = run("nonsense:x", "war")
    assert result.exit_code == 1
    assert result.output.count("\n") == 1


def test_nothing_found_is_no_failure_and_offers_a_spelling(index: str) -> None:
    result = run(index, "mtach")
    assert result.exit_code == 0
    assert "0 articles" in result.output
    assert "Did you mean: match" in result.output


def test_a_table_says_which_words_are_missing_and_which_name_a_facet(index: str) -> None:
    output = " ".join(run(index, "France zebra").output.split())
    assert "No article has all these words; these have some." not in output
    output = " ".join(run(index, "Japan war zebra").output.split())
    assert (
        "No article has all these words; these have some. None at all has: Japan, zebra." in output
    )
    output = " ".join(run(index, "France").output.split())
    assert "France: 2 articles in 1 language with country:FR" in output


def test_a_query_that_was_not_understood_is_told(index: str) -> None:
    output = " ".join(run(index, "contry:FR").output.split())
    assert "There is no field “contry”" in output
    assert "country:FR" in output


def test_help_teaches_the_query_language() -> None:
    output = CliRunner().invoke(search_command, ["--help"]).output
    for form in ('"climate summit"~5', "elect*", "title:war", "year:>2015", "country:Frankrijk"):
        assert form in output
