"""which files are read, and what their articles are called."""

from __future__ import annotations

from pathlib import Path

from index.sources.find import find


def test_folders_may_be_nested_more_deeply_than_python_calls(tmp_path: Path) -> None:
    folders = [tmp_path]
    for _ in range(1100):
        folders.append(folders[-1] / "d")
        folders[-1].mkdir()
    (folders[-1] / "x.txt").write_text("text")
    assert len(find([str(tmp_path)]).sources) == 1
    (folders[-1] / "x.txt").unlink()
    for folder in reversed(folders[1:]):
        folder.rmdir()


def test_files_of_one_name_in_two_named_folders_are_two_articles(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text("text")
    found = find([str(tmp_path / "a"), str(tmp_path / "b")]).sources
    assert [source.id.rpartition("/")[0][-2:] for source in found] == ["/a", "/b"]
    twice = find([str(tmp_path / "a"), str(tmp_path / "a")]).sources
    assert [source.id for source in twice] == ["x", "x"]
