"""What `check`, `rederive` and `enrich --explain` promise."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from index.article import Article, Document
from index.cli import main
from index.engines import open_index
from index.enrich import enrich
from index.export import stated
from index.sources import Reject, read
from index.sources.html import MARKED

SEEDS = Path(__file__).parent.parent / "seeds"


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def document(url: str) -> Document:
    (found,) = open_index(url).documents()
    return found


@pytest.fixture
def url(tmp_path: Path) -> str:
    """An index of one article, whose text names France and Japan."""
    record = {
        "id": "x",
        "language": "en",
        "year": 2017,
        "text": "France and Japan agreed to share supplies when their soldiers train together. "
        "Zubrowka, a country of our own making, looked on.",
    }
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(record))
    url = f"whoosh:{tmp_path}/index"
    assert call("index", path, "--index", url, "--quiet").exit_code == 0
    return url


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A user's own rule: Zubrowka is another name of Poland."""
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "country-forms.tsv").write_text("en\tPL\tname\tZubrowka\n")
    return folder


def test_a_sound_index_is_said_to_be_sound(url: str) -> None:
    result = call("check", "--index", url)
    assert result.exit_code == 0
    assert "sound: 1 article, " in result.output


def test_a_damaged_file_is_named(url: str) -> None:
    folder = Path(url.removeprefix("whoosh:"))
    largest = max((f for f in folder.iterdir() if f.is_file()), key=lambda f: f.stat().st_size)
    content = bytearray(largest.read_bytes())
    content[100] ^= 0xFF
    largest.write_bytes(content)
    result = call("check", "--index", url)
    assert result.exit_code == 1
    assert largest.name in result.output
    assert "Traceback" not in result.output


def test_checking_nothing_fails(tmp_path: Path) -> None:
    result = call("check", "--index", f"whoosh:{tmp_path}/none")
    assert result.exit_code == 1
    assert "dateline index" in result.output


def test_rederiving_with_the_same_rules_changes_nothing(url: str) -> None:
    before = document(url)
    result = call("rederive", "--index", url)
    assert result.exit_code == 0
    assert result.stdout == "0 of 1 article changed.\n"
    assert document(url) == before


def test_names_that_nobody_knows_are_no_change(tmp_path: Path) -> None:
    stated = {"id": "n", "text": "A story.", "language": "klingon", "countries": ["XX", "Narnia"]}
    source = tmp_path / "n.jsonl"
    source.write_text(json.dumps(stated | {"topics": ["nonsense"], "published": "tomorrow"}))
    url = f"whoosh:{tmp_path}/odd"
    assert call("index", str(source), "--index", url, "--quiet").exit_code == 0
    assert call("rederive", "--index", url).stdout == "0 of 1 article changed.\n"


def test_a_dry_run_lists_what_would_change_and_changes_nothing(url: str, rules: Path) -> None:
    before = document(url)
    result = call("rederive", "--index", url, "--rules", rules, "--dry-run")
    assert result.exit_code == 0
    assert "1 of 1 article would change." in result.stdout
    assert "PL" in result.stdout
    assert document(url) == before
    result = call("rederive", "--index", url, "--rules", rules, "--dry-run", "--format", "json")
    change = json.loads(result.stdout)
    assert change["id"] == "x"
    assert "PL" not in str(change["before"])
    assert "PL" in str(change["after"])


def test_rederiving_with_other_rules_applies_them_and_keeps_what_was_stated(
    url: str, rules: Path
) -> None:
    assert call("rederive", "--index", url, "--rules", rules).exit_code == 0
    after = document(url)
    assert "PL" in after.countries + after.mentioned
    assert (after.year, after.year_estimated, after.language) == (2017, False, "en")
    assert call("rederive", "--index", url, "--quiet").exit_code == 0
    assert "PL" not in document(url).countries + document(url).mentioned


def test_an_article_is_recovered_from_what_an_index_stores_of_it() -> None:
    articles = [a for a in read([str(SEEDS)]) if not isinstance(a, Reject)]
    assert len(articles) > 40
    for article in articles:
        made = enrich(article)
        assert enrich(stated(made)) == made


@pytest.mark.parametrize("published", ["2020", "2020-01", "2020-01-31", None])
@pytest.mark.parametrize("year", [2020, 2019, None])
def test_a_stated_date_of_any_precision_is_recovered(
    published: str | None, year: int | None
) -> None:
    article = Article(id="x", text="Paris and Bamako met in 2015.", published=published, year=year)
    made = enrich(article)
    assert enrich(stated(made)) == made


def test_stated_names_that_nothing_knows_are_recovered() -> None:
    article = Article(
        id="x",
        text="Paris and Bamako met.",
        language="en",
        countries=("Frankrijk", "Atlantis"),
        topics=("sport", "Our own rubric"),
        extra={"section": 1},
    )
    assert stated(enrich(article)) == replace(article, origin="x")


def test_a_mistake_in_a_rule_is_told_before_the_work(tmp_path: Path, rules: Path) -> None:
    (rules / "country-forms.tsv").write_text("PL")
    result = call("enrich", tmp_path, "--rules", rules)
    assert result.exit_code == 2
    assert "country-forms.tsv" in result.output
    assert "Traceback" not in result.output


def test_articles_are_deleted_by_their_ids_and_what_is_not_there_is_told(
    url: str, tmp_path: Path
) -> None:
    path = tmp_path / "b.jsonl"
    path.write_text("".join(json.dumps({"id": id, "text": id}) + "\n" for id in "-yz"))
    call("index", path, "--index", url, "--quiet")
    result = call("delete", "--index", url, "y", "nobody", "y", "--", "-")
    assert result.exit_code == 1  # nothing is on standard input
    assert (result.stdout, result.stderr) == (
        f"Deleted 1 article from {url}.\n",
        "Not there: nobody\n",
    )
    assert {document.id for document in open_index(url).documents()} == {"-", "x", "z"}
    piped = CliRunner().invoke(main, ["delete", "-", "--index", url], input="z\n\n  x \n-\n")
    assert (piped.exit_code, piped.stdout) == (0, f"Deleted 3 articles from {url}.\n")
    assert list(open_index(url).documents()) == []


def test_nothing_to_delete_leaves_the_index_as_it_was(url: str, tmp_path: Path) -> None:
    before = open_index(url).stats()
    result = call("delete", "nobody", "caf\udcff", "--index", url)  # as a byte of Latin-1 comes
    assert result.exit_code == 1
    assert "nothing was deleted" in result.stderr
    assert open_index(url).stats() == before
    result = call("delete", "x", "--index", f"whoosh:{tmp_path}/none")
    assert (result.exit_code, "Nothing is indexed" in result.stderr) == (1, True)
    assert not (tmp_path / "none").exists()


def test_furniture_that_was_found_is_not_taken_for_stated() -> None:
    article = Article(
        id="x", text="A headline of the story\n\nThe story goes on.\n\n© 2019 The Paper"
    )
    made = enrich(article)
    assert made.furniture
    assert not {span.kind for span in made.furniture} & MARKED
    assert stated(made).furniture == ()


def test_an_explanation_marks_the_evidence_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "A headline\n\nFrance and Japan met.\x1b[2J\n\nComments 0 comments\n", encoding="utf-8"
    )
    result = call("enrich", path, "--explain")
    assert result.exit_code == 0
    assert "⟦France|FR⟧ and ⟦Japan|JP⟧ met." in result.stdout
    assert "{Comments 0 comments}" in result.stdout
    assert "\x1b" not in result.stdout
    for word in ("facet", "rule", "FR, JP", "name", "0.95"):
        assert word in result.stdout


def test_an_explanation_marks_the_title_too_and_an_estimated_year(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "Talks in Mali", "text": "In 2015 soldiers of France left."}')
    result = call("enrich", path, "--explain")
    assert "Talks in ⟦Mali|ML⟧" in result.stdout
    assert "of ⟦France|FR⟧ left" in result.stdout
    assert "~2015" in result.stdout
