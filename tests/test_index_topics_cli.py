"""the commands that look after the term lists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from index.topics_cli import main

GAMES = [
    f"The quidditch seeker flew over stand {n} and caught the snitch for the crowd of town {n}."
    for n in "abcdef"
]
COUNCILS = [
    f"The parish moot of hundred {n} weighed the hidage before the crowd of town {n}."
    for n in "abcdef"
]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    lines = [{"text": text, "language": "en", "topics": ["Sports"]} for text in GAMES]
    lines += [{"text": text, "language": "en", "topics": ["Politics"]} for text in COUNCILS]
    lines += [{"text": "The coach praised the goalkeeper.", "language": "en", "topics": ["sport"]}]
    lines += [{"text": "No label at all.", "language": "en"}]
    path = tmp_path / "labelled.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["topics", *map(str, arguments)])


def test_what_tells_the_labels_apart_is_suggested_and_what_is_common_is_not(
    articles: Path,
) -> None:
    result = run("suggest", articles, "--format", "json")
    assert result.exit_code == 0, result.output
    found = [json.loads(line) for line in result.stdout.splitlines()]
    sport = [each["term"] for each in found if each["topic"] == "sport"]
    assert {"quidditch", "snitch"} <= set(sport)
    assert not {"the", "town", "crowd", "hidage"} & set(sport)
    assert "hidage" in [each["term"] for each in found if each["topic"] != "sport"]


def test_a_pair_of_words_is_not_suggested_beside_one_of_its_words(articles: Path) -> None:
    terms = [line.split("\t")[2] for line in run("suggest", articles).stdout.splitlines()[2::2]]
    assert "quidditch" in terms
    assert not [term for term in terms if "quidditch " in term]


def test_a_term_that_a_list_knows_is_not_suggested(articles: Path) -> None:
    terms = [line.split("\t")[2] for line in run("suggest", articles).stdout.splitlines()[2::2]]
    assert not {"goalkeeper", "coach"} & set(terms)


def test_the_suggestions_are_rows_of_a_list_and_raise_the_score(
    articles: Path, tmp_path: Path
) -> None:
    before = json.loads(run("evaluate", articles, "--format", "json").stdout)
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "topics.en.tsv").write_text(run("suggest", articles).stdout)
    after = json.loads(run("evaluate", articles, "--rules", rules, "--format", "json").stdout)
    assert before["articles"] == after["articles"] == 13
    assert before["first"] < 0.5
    assert after["first"] == 1.0


def test_the_evaluation_names_each_topic_and_the_terms_that_mislead(tmp_path: Path) -> None:
    path = tmp_path / "labelled.jsonl"
    article = {"text": "The striker went on strike.", "language": "en", "topics": ["labour"]}
    path.write_text(json.dumps(article) + "\n")
    result = run("evaluate", path)
    assert result.exit_code == 0, result.output
    assert "labour" in result.stdout
    assert "striker (sport): wrong 1, right 0" in result.stdout


def test_articles_without_a_known_topic_are_refused_with_an_example(tmp_path: Path) -> None:
    path = tmp_path / "plain.txt"
    path.write_text("Nobody labelled this.")
    result = run("evaluate", path)
    assert result.exit_code == 1
    assert '"topics": ["sport"]' in result.stderr


def test_a_broken_line_is_told_and_fails_the_command_at_the_end(articles: Path) -> None:
    with articles.open("a") as file:
        file.write("{broken\n")
    result = run("evaluate", articles)
    assert result.exit_code == 1
    assert "13 articles" in result.stdout
    assert "Rejected" in result.stderr


def test_a_label_that_is_no_topic_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "labelled.jsonl"
    labels = (["sport"], ["Basket weaving", "sport"], ["Basket weaving"])
    path.write_text("".join(json.dumps({"text": "A match.", "topics": t}) + "\n" for t in labels))
    result = run("evaluate", path)
    assert result.exit_code == 0
    assert "No such topic: Basket weaving" in result.stderr
    assert "labelled.jsonl:2 and 1 more" in result.stderr
