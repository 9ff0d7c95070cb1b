"""which files are read, and what their articles are called."""

from __future__ import annotations

from pathlib import Path

from index.sources.find import find


def test_files_of_one_name_in_two_named_folders_are_two_articles(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text("text")
    found = find([str(tmp_path / "a"), str(tmp_path / "b")]).sources
    assert [source.id.rpartition("/")[0][-2:] for source in found] == ["/a", "/b"]
    twice = find([str(tmp_path / "a"), str(tmp_path / "a")]).sources
    assert [source.id for source in twice] == ["x", "x"]
