"""What the commands that read and write promise."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from index.article import Document
from index.cli import main
from index.engines import open_index

RECORDS = (
    {
        "id": "stated/1",
        "title": "A stated title",
        "text": "Menu.\nParis and Bamako agreed on Monday that they would talk again.",
        "url": "https://example.org/1",
        "published": "2020-01-31",
        "language": "en",
        "countries": ["FR", "ML"],
        "topics": ["politics and government"],
        "year": 2020,
        "source": "The Paper",
        "authors": ["A. Writer"],
        "furniture": [[0, 6, "navigation"]],
        "section": "world",
    },
    {
        "id": "derived/2",
        "text": "France and Japan tighten links\n\nFrance and Japan agreed in 2017 to share "
        "supplies when their soldiers train together, the ministers said in Paris.\n",
    },
    {"id": "bare/3", "text": "漢字"},
)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"whoosh:{tmp_path}/index"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")
    return path


def call(*arguments: object, input: bytes = b"") -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=input)


def documents(url: str) -> dict[str, Document]:
    return {document.id: document for document in open_index(url).documents()}


def objects(output: str) -> Iterator[dict[str, Any]]:
    return map(json.loads, output.splitlines())


def test_indexing_ends_with_a_summary(news: Path, url: str) -> None:
    result = call("index", news, "--index", url)
    assert result.exit_code == 0, result.output
    assert "Indexed 3 articles" in result.stdout
    for name in ("read", "rejected", "countries", "years", "topics", "languages", "a second"):
        assert name in result.stdout
    assert set(documents(url)) == {"stated/1", "derived/2", "bare/3"}


def test_names_with_brackets_and_colons_are_told_as_they_are(url: str, tmp_path: Path) -> None:
    name = "[red]a[/b]:smile:"
    lines = f'{{"id": "{name}", "text": "a story"}}\n' * 2
    (tmp_path / "a.jsonl").write_text(lines)
    (tmp_path / "b.[red]").write_text("of no kind that is read")
    result = call("index", tmp_path, "--index", url)
    assert result.exit_code == 0, result.output
    assert f"({name})" in result.stdout
    assert ".[red] 1" in result.stdout


def test_quiet_says_nothing(news: Path, url: str) -> None:
    result = call("index", news, "--index", url, "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_rejected_records_are_told_kept_and_counted(news: Path, url: str, tmp_path: Path) -> None:
    with news.open("a") as file:
        file.write('{"text": "x", "year": "abc"}\n')
    kept = tmp_path / "rejects.jsonl"
    result = call("index", news, "--index", url, "--rejects", kept)
    assert result.exit_code == 1
    assert 'line 4: `year` must be a number, got "abc"' in result.stderr
    assert list(objects(kept.read_text())) == [
        {
            "path": str(news),
            "line": 4,
            "reason": '`year` must be a number, got "abc"',
            "raw": '{"text": "x", "year": "abc"}',
        }
    ]
    assert len(documents(url)) == 3


def test_the_file_of_rejects_is_not_read_while_it_is_written(url: str, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.jsonl").write_text('{"text": "good"}\n' + "bad\n" * 50)
    kept = folder / "rejects.jsonl"
    for _ in range(2):
        result = call("index", folder, "--index", url, "--rejects", kept)
        assert "50 records were rejected" in result.stderr
        assert len(kept.read_text().splitlines()) == 50
    result = call("index", kept, "--index", url, "--rejects", folder / ".." / "news" / kept.name)
    assert (result.exit_code, "must be another file" in result.stderr) == (2, True)
    assert len(kept.read_text().splitlines()) == 50


def test_many_rejected_records_are_not_all_printed(url: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "good"}\n' + "bad\n" * 50)
    result = call("index", tmp_path / "a.jsonl", "--index", url)
    assert result.stderr.count("Rejected ") == 10
    assert "50 records were rejected" in result.stderr


def test_one_is_told_in_the_singular(url: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("bad\n")
    alone = call("index", tmp_path / "a.jsonl", "--index", url)
    assert "The only record could not be read" in alone.stderr
    (tmp_path / "a.jsonl").write_text('{"text": "good"}\nbad\n')
    result = call("index", tmp_path / "a.jsonl", "--index", url)
    assert "Indexed 1 article into" in result.stdout
    assert "1 record was rejected" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["index", "missing"], 1, "missing: there is no such file or folder"),
        (["index", "."], 1, "No articles there"),
        (["index"], 2, "Usage"),
        (["index", ".", "--jobs", "0"], 2, "--jobs"),
        (["index", ".", "--index", "nothing:x"], 1, "nothing:x"),
        (["enrich", "missing"], 1, "no such file"),
        (["enrich", ".", "--rules", "missing"], 2, "missing"),
        (["stats"], 1, "dateline index"),
        (["export"], 1, "dateline index"),
        (["stats", "--format", "xml"], 2, "xml"),
    ],
)
def test_what_goes_wrong_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], status: int, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = call(*arguments)
    assert result.exit_code == status
    assert words in result.output
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)


def test_if_missing_leaves_an_index_alone(news: Path, url: str, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Another article.")
    assert call("index", news, "--index", url, "--if-missing").exit_code == 0
    result = call("index", other, "--index", url, "--if-missing")
    assert result.exit_code == 0
    assert "There is an index" in result.stdout
    assert len(documents(url)) == 3


def test_an_update_adds_and_a_rebuild_replaces(news: Path, url: str, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Another article.")
    call("index", news, "--index", url)
    call("index", other, "--index", url)
    assert len(documents(url)) == 4
    call("index", other, "--index", url, "--rebuild")
    assert set(documents(url)) == {"other"}


def test_the_index_is_named_by_the_environment(
    news: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_INDEX", url)
    assert call("index", news).exit_code == 0
    assert next(objects(call("stats", "--format", "json").stdout))["documents"] == 3


def test_standard_input_is_read(news: Path, url: str) -> None:
    process = subprocess.run(
        [sys.executable, "-m", "index.cli", "index", "-", "--index", url, "--jobs", "1"],
        input=gzip.compress(news.read_bytes()),
        capture_output=True,
        cwd=Path(__file__).parents[1],
        check=False,
    )
    assert process.returncode == 0, process.stderr
    assert set(documents(url)) == {"stated/1", "derived/2", "bare/3"}


def test_stats_counts_what_the_index_holds(news: Path, url: str) -> None:
    call("index", news, "--index", url)
    (stats,) = objects(call("stats", "--index", url, "--format", "json").stdout)
    assert stats["documents"] == 3
    assert stats["facets"]["country"]["FR"] == 2
    table = call("stats", "--index", url).stdout
    assert "articles" in table
    assert re.search(r"commits +1\b", table)
    assert "FR 2" in table


def test_enrich_prints_each_article_as_a_line_of_json(news: Path) -> None:
    result = call("enrich", news, "--format", "json")
    assert result.exit_code == 0
    stated, derived, bare = objects(result.stdout)
    keys = "id title language countries mentioned regions year year_estimated topics evidence"
    assert " ".join(stated) == keys
    assert (stated["id"], stated["countries"], stated["year"]) == ("stated/1", ["FR", "ML"], 2020)
    assert (derived["countries"], derived["year_estimated"]) == (["FR", "JP"], True)
    assert bare["countries"] == []
    assert {e["facet"] for e in derived["evidence"]} >= {"title", "country", "year"}


def test_enrich_prints_a_table_and_what_it_could_not_read(news: Path) -> None:
    with news.open("a") as file:
        file.write("{}\n")
    result = call("enrich", news)
    assert result.exit_code == 1
    assert "FR JP" in result.stdout
    assert "~2017" in result.stdout
    assert "line 4: has no `text`" in result.stderr


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz"])
def test_an_export_is_read_back_as_the_same_documents(
    news: Path, url: str, tmp_path: Path, name: str
) -> None:
    call("index", news, "--index", url)
    assert call("export", "--index", url, "--output", tmp_path / name).exit_code == 0
    again = f"whoosh:{tmp_path}/again"
    assert call("index", tmp_path / name, "--index", again).exit_code == 0
    assert documents(again) == documents(url)


def test_an_export_to_standard_output_has_what_was_stated_and_derived(news: Path, url: str) -> None:
    call("index", news, "--index", url)
    exported = {record["id"]: record for record in objects(call("export", "--index", url).stdout)}
    stated = exported["stated/1"]
    assert {key: stated[key] for key in RECORDS[0]} == RECORDS[0]
    assert set(exported["bare/3"]) == {"id", "text", "derived"}
    assert exported["derived/2"]["derived"]["countries"] == ["FR", "JP"]
    assert "countries" not in exported["derived/2"]


def test_an_export_writes_through_a_link_and_to_a_pipe(
    news: Path, tmp_path: Path, url: str
) -> None:
    assert call("index", news, "--index", url, "--quiet").exit_code == 0
    target, link, pipe = tmp_path / "kept.jsonl", tmp_path / "link.jsonl", tmp_path / "pipe"
    link.symlink_to(target)
    assert call("export", "--index", url, "--output", link).exit_code == 0
    assert link.is_symlink()
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert call("export", "--index", url, "--output", pipe).exit_code == 0
    assert os.read(reading, 1 << 16) == target.read_bytes()
    os.close(reading)
    assert pipe.is_fifo()


def test_a_failed_export_leaves_no_file(tmp_path: Path, url: str) -> None:
    assert call("export", "--index", url, "--output", tmp_path / "out.jsonl").exit_code == 1
    assert list(tmp_path.iterdir()) == []


def test_the_help_of_every_command_shows_examples() -> None:
    for command in ("index", "enrich", "export"):
        assert f"  dateline {command} " in call(command, "--help").stdout


def test_the_commands_do_not_import_flask() -> None:
    code = "import index.cli, sys; sys.exit('flask' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
